//! What Diptych prints keeps to its schemas, and the schemas say what the loader accepts.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use boon::{Compiler, Schemas};
use diptych::diagnostic::{codes, json, sarif};
use diptych::{Request, Sources, schema};
use serde_json::{Value, json};

use super::cli::diptych;
use super::projects::{fixture, root, sources};

/// Whether a value keeps to a schema; if not, why.
pub fn validate(schema: &Value, value: &Value) -> Result<(), String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.enable_format_assertions();
    compiler.add_resource("schema.json", schema.clone()).unwrap();
    let index = compiler.compile("schema.json", &mut schemas).unwrap();
    schemas.validate(value, index).map_err(|error| format!("{error:#}"))
}

fn of(name: &str) -> Value {
    schema::find(name).unwrap().schema()
}

/// Every broken project, by its name.
pub fn broken() -> Vec<(String, Sources)> {
    let cases = fs::read_dir(root().join("tests/broken")).unwrap().map(|entry| entry.unwrap());
    cases
        .map(|case| {
            let folder = fixture(Some(&case.path()));
            (case.file_name().into_string().unwrap(), sources(folder.path()))
        })
        .collect()
}

#[test]
fn every_finding_keeps_to_the_schemas_of_sarif_and_diagnostics() {
    let text = fs::read_to_string(root().join("tests/schemas/sarif-2.1.0.json")).unwrap();
    let official: Value = serde_json::from_str(&text).unwrap();
    let mut found = 0;
    for (case, sources) in broken() {
        let findings = diptych::check(&sources, &Request::default());
        found += findings.len();
        for (schema, text) in [
            (&official, sarif::render(&findings, "a project/über").unwrap()),
            (&of("diagnostics"), json::render(&findings).unwrap()),
        ] {
            let value = serde_json::from_str(&text).unwrap();
            validate(schema, &value).unwrap_or_else(|error| panic!("{case}: {error}\n{text}"));
        }
    }
    assert!(found > 60, "only {found} findings were looked at");
}

#[test]
fn findings_are_given_as_sarif() {
    let folder = fixture(Some(&root().join("tests/broken/D0602-values-differ")));
    let call = diptych(folder.path(), &["check", ".", "--format", "sarif"]);
    insta::assert_snapshot!(call.stdout);
    assert_eq!(call.code, 1);
}

#[test]
fn the_trace_keeps_to_its_schema() {
    let outcome =
        diptych::build(&sources(&root().join("tests/fixture")), &Request::new().trace(true));
    let trace: Value = serde_json::to_value(&outcome.trace).unwrap();
    assert!(!trace[0]["printed"].as_array().unwrap().is_empty());
    validate(&of("trace"), &trace).unwrap();
}

#[test]
fn schemas_are_listed_and_printed() {
    let folder = Path::new(".");
    insta::assert_snapshot!("schema_list", diptych(folder, &["schema"]).stdout);
    insta::assert_snapshot!("schema_csv", diptych(folder, &["schema", "evidence", "--csv"]).stdout);
    for arguments in [["schema", "manifets"].as_slice(), &["schema", "trace", "--csv"]] {
        let call = diptych(folder, arguments);
        assert_eq!(call.code, 2, "{}", call.stdout);
        insta::assert_snapshot!(format!("schema_{}", arguments[1]), call.stderr);
    }
}

/// TOML as an editor's validator sees it: dates are text.
fn toml(text: &str) -> Value {
    fn value(from: &toml::Value) -> Value {
        match from {
            toml::Value::Datetime(date) => json!(date.to_string()),
            toml::Value::Array(items) => items.iter().map(value).collect(),
            toml::Value::Table(table) => table.iter().map(|(k, v)| (k.clone(), value(v))).collect(),
            other => serde_json::to_value(other).unwrap(),
        }
    }
    value(&toml::from_str(text).unwrap())
}

/// Rows of CSV; a column `name.zh` stays one.
fn rows(path: &Path) -> Value {
    let mut reader = csv::Reader::from_path(path).unwrap();
    let rows: Vec<serde_json::Map<String, Value>> =
        reader.deserialize().map(|row| row.unwrap()).collect();
    let text = |value: Value| match value {
        Value::String(text) => json!(text),
        other => json!(other.to_string().trim_matches('"').replace("null", "")),
    };
    rows.into_iter()
        .map(|row| row.into_iter().map(|(k, v)| (k, text(v))).collect::<serde_json::Map<_, _>>())
        .map(Value::Object)
        .collect()
}

#[test]
fn the_review_and_the_fixture_keep_to_the_schemas() {
    for project in ["data/hcc-immunotherapy", "tests/fixture"].map(|path| root().join(path)) {
        for (name, file) in [("manifest", "diptych.toml"), ("tables", "tables.toml")] {
            let text = fs::read_to_string(project.join(file)).unwrap();
            validate(&of(name), &toml(&text)).unwrap();
        }
        if let Ok(text) = fs::read_to_string(project.join("figures.toml")) {
            validate(&of("figures"), &toml(&text)).unwrap();
        }
        validate(&of("evidence"), &rows(&project.join("evidence/results.csv"))).unwrap();
        validate(&of("studies"), &rows(&project.join("evidence/studies.csv"))).unwrap();
        validate(&of("glossary"), &rows(&project.join("glossary.csv"))).unwrap();
    }
    let review = root().join("data/hcc-immunotherapy/evidence");
    for name in ["statements", "citations", "conflicts"] {
        validate(&of(name), &rows(&review.join(format!("{name}.csv")))).unwrap();
    }
}

#[test]
fn the_themes_keep_to_their_schema_and_wrong_ones_do_not() {
    for name in ["journal", "clinic", "hospital", "large-print", "mono", "night"] {
        let path = root().join("templates/themes").join(name).with_extension("toml");
        validate(&of("theme"), &toml(&fs::read_to_string(path).unwrap())).unwrap();
    }
    for wrong in [
        "paper = \"a5\"",
        "colour = { ink = \"black\" }",
        "colour = { inc = \"#000000\" }",
        "size = { caption = -1 }",
        "size = { heading = [14] }",
        "logo = \"logo.svg\"",
    ] {
        assert!(validate(&of("theme"), &toml(wrong)).is_err(), "{wrong}");
    }
}

/// Front matter may say everything that its schema has, and what it says wrongly does not pass.
#[test]
fn front_matter_keeps_to_its_schema() {
    for sound in [
        json!({ "lang": "en-GB", "title": "T", "author": "A", "data": "d.csv", "per_page": 2 }),
        json!({ "authors": ["A", { "zh": "李", "en": "Li" }], "data": ["a.csv", "b.csv"] }),
        json!({ "data": { "doses": "d.csv" }, "tags": ["written", "for others"] }),
    ] {
        validate(&of("front-matter"), &sound).unwrap();
    }
    for wrong in [
        json!({ "lang": 5 }),
        json!({ "date": "yesterday" }),
        json!({ "layout": "rows" }),
        json!({ "per_page": 5 }),
    ] {
        assert!(validate(&of("front-matter"), &wrong).is_err(), "{wrong}");
    }
}

/// What the schema can say, it says: these broken files do not keep to it.
#[test]
fn broken_files_do_not_keep_to_the_schemas() {
    for (case, name, file) in [
        ("D0103-unknown-key", "manifest", "diptych.toml"),
        ("D0104-missing-key", "manifest", "diptych.toml"),
        ("D0105-wrong-type", "manifest", "diptych.toml"),
        ("D0105-wrong-type-document-name", "manifest", "diptych.toml"),
    ] {
        let text = fs::read_to_string(root().join("tests/broken").join(case).join(file)).unwrap();
        assert!(validate(&of(name), &toml(&text)).is_err(), "{case}");
    }
    let path = root().join("tests/broken/D0307-not-a-number/evidence/results.csv");
    assert!(validate(&of("evidence"), &rows(&path)).is_err());
    // Which statuses there are is said by the field of work, and which units by the manifest.
    let row =
        |sign: &str| json!([{ "id": "a", "unit": "percent", "value": "1", "qualifier": sign }]);
    validate(&of("evidence"), &row(">")).unwrap();
    assert!(validate(&of("evidence"), &row("around")).is_err());
    let path = root().join("tests/broken/D0311-missing-column/glossary.csv");
    assert!(validate(&of("glossary"), &rows(&path)).is_err());
}

/// One unknown key in every table of every file makes the loader list the keys that it knows.
const MANIFEST: &str = "zzz = 1\n[project]\nzzz = 1\n[data.x]\nfile = \"x.csv\"\nzzz = 1\n[units.u]\nzzz = 1\nen = { other = \"u\", zzz = 1 }\n[analyses.a]\nzzz = 1\n[findings.f]\nzzz = 1\n[[findings.f.outcomes]]\nzzz = 1\n[findings.f.outcomes.down]\nzzz = 1\nimprecision = { zzz = 1 }\n[findings.f.outcomes.up]\nzzz = 1\n[print.p]\nzzz = 1\n[documents.d]\nzzz = 1\nfit = { zzz = 1 }\ncontent = \"d\"\n[[waivers]]\nzzz = 1\n[parameters.p]\nzzz = 1\n";
const TABLES: &str = "[t]\nzzz = 1\n[t.group]\nzzz = 1\n[[t.group.parts]]\nzzz = 1\n[[t.columns]]\nzzz = 1\n[[t.notes]]\nzzz = 1\n";
const FIGURES: &str = "[f]\nkind = \"forest\"\nzzz = 1\n[f.axis]\nzzz = 1\n[[f.classes]]\nzzz = 1\n\
    [[f.group]]\nzzz = 1\n[[f.group.parts]]\nzzz = 1\n[[f.columns]]\nzzz = 1\n[[f.notes]]\nzzz = 1\n\
    [[f.bands]]\nzzz = 1\n[[f.bands.points]]\nzzz = 1\n";

#[test]
fn the_schema_of_the_manifest_and_the_loader_know_the_same_keys() {
    let mut sources = Sources::default();
    sources.insert("diptych.toml", MANIFEST.as_bytes());
    agree(
        &sources,
        "manifest",
        &[
            "",
            "Project",
            "DataFile",
            "Unit",
            "UnitWords",
            "Analysis",
            "Findings",
            "Outcome",
            "Down",
            "Step",
            "Up",
            "Print",
            "Document",
            "Fit",
            "Waiver",
            "Parameter",
        ],
    );
}

#[test]
fn the_schema_of_tables_and_the_loader_know_the_same_keys() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\ntables = \"tables.toml\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert("tables.toml", TABLES.as_bytes());
    agree(&sources, "tables", &["Table", "Group", "Part", "Column", "Note"]);
}

#[test]
fn the_schema_of_figures_and_the_loader_know_the_same_keys() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\nfigures = \"figures.toml\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert("figures.toml", FIGURES.as_bytes());
    agree(
        &sources,
        "figures",
        &["Figure", "Axis", "Class", "Group", "Part", "Column", "Note", "Band", "Point"],
    );
}

/// The keys that the loader lists for each of its unknown ones, in the order of the file, are those
/// of these definitions of the schema; and the schema has no other definition that is a closed one.
fn agree(sources: &Sources, name: &str, definitions: &[&str]) {
    let schema = of(name);
    let closed: BTreeSet<&str> = schema["definitions"]
        .as_object()
        .unwrap()
        .iter()
        // Their keys are languages and codes.
        .filter(|(name, _)| !["PerLanguage", "Rules", "RulesOfLanguage"].contains(&name.as_str()))
        .filter(|(_, it)| it["additionalProperties"] == false)
        .map(|(name, _)| name.as_str())
        .collect();
    let named: BTreeSet<&str> =
        definitions.iter().copied().filter(|name| !name.is_empty()).collect();
    assert_eq!(closed, named, "the test covers every table of {name}");
    let unknown: Vec<_> = diptych::check(sources, &Request::default())
        .into_iter()
        .filter(|finding| finding.code == codes::UNKNOWN_KEY)
        .collect();
    assert_eq!(unknown.len(), definitions.len(), "{unknown:#?}");
    for (definition, finding) in definitions.iter().zip(&unknown) {
        let help = finding.help.as_deref().unwrap();
        let known: BTreeSet<&str> =
            help.strip_prefix("known keys: ").unwrap().split(", ").collect();
        let part = if definition.is_empty() { &schema } else { &schema["definitions"][definition] };
        let said: BTreeSet<&str> =
            part["properties"].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(said, known, "{name} {definition}: left the schema, right the loader");
    }
}
