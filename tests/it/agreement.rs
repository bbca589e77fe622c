//! The schemas and the loader agree, value by value: each declared key is given values of many kinds, and
//! what the schema accepts the loader accepts, and the other way round.

use boon::{Compiler, SchemaIndex, Schemas};
use diptych::diagnostic::Diagnostic;
use diptych::{Request, Sources, schema};
use serde_json::{Map, Value, json};

/// Codes that say that a key or a value is not as declared.
const FORM: [&str; 8] = ["D0103", "D0104", "D0105", "D0307", "D0308", "D0311", "D0340", "D0550"];

/// Values of many kinds; numbers and yes or no come last, since the loader reads them as text too.
fn candidates() -> Vec<Value> {
    let texts = [
        "",
        "x",
        "a.b",
        "auto",
        "12pt",
        "2026-02-08",
        "2026-02-30",
        "zh",
        "zh-en",
        "zh-zh",
        "percent",
        "left",
        "cited",
        "a4",
        "columns",
        "3",
        "5",
        "forest",
        "log",
        "pale",
        "D0605",
        "D9999",
    ];
    let mut all: Vec<Value> = texts.map(Value::from).to_vec();
    all.extend([
        json!([]),
        json!(["x"]),
        json!(["zh"]),
        json!(["zh", "en"]),
        json!([["x"]]),
        json!({}),
        json!({ "zh": "一", "en": "one" }),
        json!({ "zh": ["x"] }),
        json!({ "x": "y" }),
        json!({ "x": ["y", "z"] }),
        json!({ "x": { "zh": "一" } }),
        json!({ "D0605": "off" }),
        json!({ "D0101": "off" }),
        json!([{ "zh": "一", "en": "one" }]),
        json!([{ "x": "y" }]),
    ]);
    all.extend([json!(2), json!(5), json!(0.5), json!(true)]);
    all
}

/// A group has `by` or `parts`, which the schema does not say.
const BY_OR_PARTS: [&str; 3] = ["/t/group = {}", "/f/group = {}", "/t/group/parts = []"];

/// A compiled schema.
struct Compiled(Schemas, SchemaIndex, Value);

impl Compiled {
    fn new(name: &str) -> Compiled {
        let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
        compiler.enable_format_assertions();
        let schema = schema::find(name).unwrap().schema();
        compiler.add_resource("schema.json", schema.clone()).unwrap();
        let index = compiler.compile("schema.json", &mut schemas).unwrap();
        Compiled(schemas, index, schema)
    }

    fn accepts(&self, value: &Value) -> bool {
        self.0.validate(value, self.1).is_ok()
    }

    /// The keys of the definition of this name; of the whole when it has none.
    fn keys(&self, definition: &str) -> Vec<String> {
        let part = if definition.is_empty() { &self.2 } else { &self.2["definitions"][definition] };
        part["properties"].as_object().unwrap().keys().cloned().collect()
    }
}

/// Gives each key of the definition every candidate, in the table that `at` points to.
fn agree(name: &str, base: &Value, tables: &[(&str, &str)], sources: impl Fn(&Value) -> Sources) {
    let schema = Compiled::new(name);
    let loads = |value: &Value| {
        let findings = diptych::check(&sources(value), &Request::default());
        // That a file is missing says nothing of the form of its name.
        let is_missing = |finding: &Diagnostic| finding.message.contains("is not in the project");
        let mut form = findings.iter().filter(|finding| FORM.contains(&finding.code.id));
        form.all(is_missing)
    };
    assert!(schema.accepts(base) && loads(base), "{name}: what is sound");
    let mut differing = Vec::new();
    for (at, definition) in tables {
        for key in schema.keys(definition) {
            for candidate in candidates() {
                let mut value = base.clone();
                let table: &mut Map<String, Value> =
                    value.pointer_mut(at).unwrap().as_object_mut().unwrap();
                table.insert(key.clone(), candidate.clone());
                let (said, done) = (schema.accepts(&value), loads(&value));
                let line = format!("{at}/{key} = {candidate}");
                // Files hold text: `3` and `"3"` are the same.
                let number = candidate.as_str().is_some_and(|it| it.parse::<f64>().is_ok());
                let text = done && (number || candidate.is_number() || candidate.is_boolean());
                // A unit may be the project's own, which the schema does not know.
                let text = text || key == "unit" && said && candidate.is_string();
                // And so may be a language of an edition.
                let text = text || key == "editions" && said && candidate.is_string();
                // These are said of documents for each record, and pages are whole.
                let for_each = ["as", "where"].contains(&key.as_str()) && said;
                let text = text || for_each || key.ends_with("pages") && candidate == 0.5;
                // Front matter is read as other programs write it, and a theme of theirs is told.
                let of_others = name == "front-matter"
                    && (["theme", "lang"].contains(&key.as_str()) && said
                        || key == "keywords" && done)
                    && candidate.is_string();
                // A field of work may be the project's own.
                let of_others = of_others || key == "domain" && said && candidate.is_string();
                let text = text || of_others || line == "/date = \"\"";
                if said != done && !text && !BY_OR_PARTS.contains(&line.as_str()) {
                    differing.push(format!("{line}: schema {said}, loader {done}"));
                }
            }
        }
    }
    assert!(differing.is_empty(), "{name}:\n{}", differing.join("\n"));
}

/// A manifest that names one more file.
fn project(key: &str, file: &str, text: &str) -> Sources {
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"zh\", \"en\"]\ndate = 2026-02-08\n{key} = \"{file}\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert(file, text.as_bytes());
    sources
}

#[test]
fn the_manifest() {
    let base = json!({
        "project": { "title": "T", "languages": ["zh", "en"], "date": "2026-02-08" },
        "documents": { "d": { "template": "summary", "content": "d" } },
        "waivers": [{ "code": "D0605", "file": "d.zh.md", "words": "w", "reason": "r" }],
    });
    let tables =
        [("", ""), ("/project", "Project"), ("/documents/d", "Document"), ("/waivers/0", "Waiver")];
    agree("manifest", &base, &tables, |value| {
        let mut sources = Sources::default();
        sources.insert("diptych.toml", toml::to_string(value).unwrap().into_bytes());
        sources
    });
}

#[test]
fn declared_tables() {
    let base = json!({ "t": {
        "data": "s", "caption": "c",
        "group": { "parts": [{ "label": "l", "where": { "x": "y" } }] },
        "columns": [{ "head": "h", "text": "x" }],
        "notes": [{ "text": "n" }],
    } });
    let tables = [
        ("/t", "Table"),
        ("/t/group", "Group"),
        ("/t/group/parts/0", "Part"),
        ("/t/columns/0", "Column"),
        ("/t/notes/0", "Note"),
    ];
    let sources = |value: &Value| project("tables", "t.toml", &toml::to_string(value).unwrap());
    agree("tables", &base, &tables, sources);
}

#[test]
fn declared_figures() {
    let base = json!({ "f": {
        "kind": "forest", "data": "s", "caption": "c", "axis": { "min": 0 },
        "classes": [{ "label": "l", "where": { "x": "y" } }],
        "columns": [{ "head": "h", "text": "x" }],
    } });
    let tables = [
        ("/f", "Figure"),
        ("/f/axis", "Axis"),
        ("/f/classes/0", "Class"),
        ("/f/columns/0", "Column"),
    ];
    let sources = |value: &Value| project("figures", "f.toml", &toml::to_string(value).unwrap());
    agree("figures", &base, &tables, sources);
}

#[test]
fn front_matter() {
    agree("front-matter", &json!({}), &[("", "")], |value| {
        Sources::single("a.md", format!("---\n{value}\n---\nText.\n").into_bytes())
    });
}
