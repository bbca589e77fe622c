//! The schema of a language's file, and its keys on the reference page, both made from the type that it is
//! read into.

use std::fmt::Write as _;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::gaps::gaps;
use crate::language::comparison::Part;
use crate::language::pack::Pack;
use crate::language::packs::Languages;

/// The schema.
pub fn schema() -> Value {
    SchemaSettings::draft07().into_generator().into_root_schema_for::<Pack>().to_value()
}

const OPENING: &str = "
## language: `languages/TAG.toml`

What a language has. A project adds a language, or changes a built-in one, with a file in `languages/`; what a file
leaves out is that of the language it is a kind of, and then English. [languages.md](languages.md) explains it;
`diptych language new TAG` writes a file to fill in.
";

/// Adds the keys, part by part, and which part the built-in languages have.
pub fn write(page: &mut String) {
    page.push_str(OPENING);
    let schema = schema();
    let parts = table(page, "At the head of the file", &schema);
    for (name, part) in parts {
        if let Some(definition) = definition(&schema, &part) {
            table(page, &format!("`[{name}]`"), definition);
        }
    }
    built_in(page);
}

/// The definition that a key's value refers to, if it is a part with keys of its own.
pub fn definition<'a>(schema: &'a Value, part: &Value) -> Option<&'a Value> {
    let refers = |it: &Value| it["$ref"].as_str().map(str::to_string);
    let name = refers(part).or_else(|| refers(&part["allOf"][0]))?;
    schema.pointer(name.trim_start_matches('#'))
}

/// The keys of a part; gives those that are parts themselves.
fn table(page: &mut String, heading: &str, schema: &Value) -> Vec<(String, Value)> {
    let _ = write!(page, "\n### {heading}\n\n| key | value | meaning |\n|---|---|---|\n");
    let mut parts = Vec::new();
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let about = value["description"].as_str().unwrap_or_default().replace('\n', " ");
        let kind = kind(value);
        let _ = writeln!(page, "| `{key}` | {kind} | {about} |");
        if kind == "table" {
            parts.push((key.clone(), value.clone()));
        }
    }
    parts
}

/// What a value is, in a word or two.
pub fn kind(value: &Value) -> &'static str {
    let named = match &value["type"] {
        Value::Array(types) => types[0].as_str(),
        one => one.as_str(),
    };
    match named {
        Some("string") => "text",
        Some("boolean") => "`true` or `false`",
        Some("number" | "integer") => "number",
        Some("array") => "list",
        Some("object") => "names with values",
        _ if value.to_string().contains("definitions/Message\"") => "text, or one for each form",
        _ => "table",
    }
}

/// Which languages are built in.
fn built_in(page: &mut String) {
    page.push_str("\n### Built-in languages\n\n| tag | language | itself | script | decimals | a day | table | follows |\n|---|---|---|---|---|---|---|---|\n");
    let known = Languages::built_in();
    for language in known.all() {
        let pack = known.pack(language);
        let day = pack.dates.day.replace("{day}", "8").replace("{year}", "2026");
        let day = day.replace("{month}", pack.dates.months.get(1).map_or("", String::as_str));
        let _ = writeln!(
            page,
            "| `{language}` | {} | {} | {} | {} | {day} | {} | {} |",
            pack.name,
            pack.own_name,
            pack.script,
            pack.numbers.written("1234.5"),
            pack.messages.table,
            pack.guides.join("; "),
        );
    }
    has(page);
}

/// The parts of a file that a language may take from the base.
const TAKEN: [&str; 9] = [
    "typography",
    "punctuation",
    "numbers",
    "dates",
    "messages",
    "evidence",
    "contradictions",
    "places",
    "units",
];

/// What each built-in language has, with what it extends.
fn has(page: &mut String) {
    page.push_str(
        "\n### What the built-in languages have\n\nA number tells how many keys of a part are taken from English; \
         a dash, that all are. Of the comparison the last column counts the parts that [words.md](words.md) lists.\n\n",
    );
    let _ = writeln!(page, "| tag | {} | comparison |", TAKEN.join(" | "));
    let _ = writeln!(page, "|---{}|", "|---".repeat(TAKEN.len() + 1));
    let known = Languages::built_in();
    let base = known.said(known.neutral());
    for language in known.all() {
        let gaps = gaps(language, &toml::Table::new(), known);
        let cell = |part: &&str| {
            let all = base.get(*part).and_then(toml::Value::as_table).map_or(0, toml::Table::len);
            match gaps.iter().find(|gap| gap.part == *part).map(|gap| gap.keys.len()) {
                None => "all".to_string(),
                Some(lacks) if lacks == all || lacks == 0 => "–".to_string(),
                Some(lacks) => lacks.to_string(),
            }
        };
        let cells: Vec<String> = TAKEN.iter().map(cell).collect();
        let lacks = gaps.iter().filter(|gap| gap.part == "comparison").count();
        let (has, of) = (Part::ALL.len() - lacks, Part::ALL.len());
        let _ = writeln!(page, "| `{language}` | {} | {has} of {of} |", cells.join(" | "));
    }
}
