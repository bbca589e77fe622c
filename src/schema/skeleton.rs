//! The file of a new language: every key that one may have, explained, as comments to fill in.

use std::fmt::Write as _;

use serde_json::Value;
use toml::Table;

use super::language::{definition, kind, schema};
use crate::language::Language;
use crate::language::comparison::{self, Part};
use crate::language::packs::Languages;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// What stands at the head of the file.
const OPENING: &str = "\
## TAG: a language, for `languages/TAG.toml` in the folder of a project.
##
## Below is every key, explained behind ##, with what PATTERN has. Take away the # before a key and write your own;
## what stays a comment is as in PARENT. `diptych language check languages/TAG.toml` tells what is missing and what
## that costs. What stands in braces is put in by the page, and may stand elsewhere or be left out. A message in which a
## number decides the form of the words may be a table, { one = \"…\", few = \"…\", other = \"…\" }, with those of CLDR's
## forms that the language has. Write \\u00a0 for a blank at which no line may break.
";

/// What stands before the names of units.
const UNITS: &str = "
[units]
## What the language calls units that are printed in words: the forms that numbers ask for, and `head` for the head of a
## column where it differs. Leave the others out: symbols such as mg are the same in all languages.
";

/// What stands before the words of the comparison.
const COMPARISON: &str = "
[comparison]
## What texts are compared by. All may be left out; docs/words.md tells where to begin. Examples are PATTERN's.
";

/// What says of a language who it is, so that no other's is an example.
const OWN: [&str; 6] = ["name", "own_name", "aliases", "names", "guides", "csl_styles"];

/// Parts that are written by themselves.
const APART: [&str; 3] = ["units", "languages", "comparison"];

/// A file for a language, begun from what it is a kind of, or else from the base.
pub fn skeleton(language: Language, known: &Languages) -> String {
    let kin = language.line().skip(1).find(|it| known.all().any(|own| own == *it));
    let from = kin.unwrap_or_else(|| known.neutral());
    let name = &known.pack(from).name;
    let mut out = OPENING.replace("TAG", language.code()).replace("PATTERN", name);
    out = out.replace("PARENT", name);
    let mut pattern = known.said(known.neutral());
    crate::language::packs::lay_over(&mut pattern, known.said(from));
    let schema = schema();
    for (key, part) in keys(&mut out, &schema, &pattern) {
        if let Some(definition) = definition(&schema, &part).filter(|_| !APART.contains(&&*key)) {
            let _ = write!(out, "\n[{key}]\n");
            let own = pattern.get(&key).and_then(toml::Value::as_table).cloned();
            keys(&mut out, definition, &own.unwrap_or_default());
        }
    }
    units(&mut out, known, from);
    languages(&mut out, &pattern);
    tables(&mut out, &COMPARISON.replace("PATTERN", name), from);
    out
}

/// Writes the keys of a part with what they mean; gives those that are parts themselves.
fn keys(out: &mut String, schema: &Value, pattern: &Table) -> Vec<(String, Value)> {
    let mut parts = Vec::new();
    for (key, value) in schema["properties"].as_object().into_iter().flatten() {
        let kind = kind(value);
        let names = kind == "names with values" && !pattern.contains_key(key);
        if kind == "table" || names || APART.contains(&key.as_str()) {
            parts.push((key.clone(), value.clone()));
            continue;
        }
        let about = value["description"].as_str().unwrap_or_default();
        about.lines().for_each(|line| out.push_str(&format!("## {line}\n")));
        let own = pattern.get(key).filter(|_| !OWN.contains(&key.as_str()));
        let _ = match own {
            Some(value) => writeln!(out, "# {key} = {value}"),
            None => writeln!(out, "# {key} = {}", empty(kind)),
        };
    }
    parts
}

/// What stands for a value that the pattern has not.
fn empty(kind: &str) -> &'static str {
    match kind {
        "list" => "[]",
        "number" => "0",
        "`true` or `false`" => "false",
        _ => "\"\"",
    }
}

/// The units that are printed in words.
fn units(out: &mut String, known: &Languages, from: Language) {
    out.push_str(UNITS);
    let writing = known.writing(from);
    let forms = |unit: &Unit| ["1", "2"].map(|number| unit.label(&writing, number).to_string());
    let quoted = |text: &str| toml::Value::from(text);
    for unit in Units::built_in().iter() {
        let [one, two] = forms(unit);
        if two.is_empty() || unit.symbol().is_some_and(|symbol| symbol == two) {
            continue;
        }
        let _ = match one == two {
            true => writeln!(out, "# {} = {{ other = {} }}", unit.id(), quoted(&two)),
            false => {
                let (one, two) = (quoted(&one), quoted(&two));
                writeln!(out, "# {} = {{ one = {one}, other = {two} }}", unit.id())
            }
        };
    }
}

/// The names of languages.
fn languages(out: &mut String, pattern: &Table) {
    out.push_str("\n[languages]\n## Names of languages: what editions are called.\n");
    for (tag, name) in
        pattern.get("languages").and_then(toml::Value::as_table).into_iter().flatten()
    {
        let _ = writeln!(out, "# {tag} = {name}");
    }
}

/// The tables of the comparison, each with the first words of the pattern's.
fn tables(out: &mut String, opening: &str, from: Language) {
    out.push_str(opening);
    let codes = comparison::chain(from.code());
    let sources: Vec<_> = codes.into_iter().filter_map(comparison::built_in).collect();
    for part in Part::ALL {
        let _ = write!(out, "\n## {}. Without them: {}.\n", part.name(), part.cost());
        for table in comparison::Table::ALL.iter().filter(|table| table.part() == part) {
            let entries = sources.iter().flat_map(|source| &source.entries);
            let mut own = entries.filter(|entry| entry.table == *table);
            let _ = writeln!(out, "## {}", table.says());
            let Some(entry) = own.next() else {
                let _ = writeln!(out, "# {} = []", table.key());
                continue;
            };
            let senses = entry.sense.split(' ').filter(|it| !it.is_empty());
            // A sense of several words is one key where it is a quantity, and nested keys elsewhere.
            let key: String = match *table == comparison::Table::Phrase {
                true => format!(".{:?}", entry.sense),
                false => senses.map(|sense| format!(".{sense:?}")).collect(),
            };
            let words: Vec<String> = entry.words.iter().take(3).cloned().collect();
            let _ = writeln!(out, "# {}{key} = {}", table.key(), toml::Value::from(words));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::packs;

    /// With every comment of one # taken away, the file is a sound one.
    #[test]
    fn the_file_of_a_new_language_can_be_filled_in() {
        for code in ["it", "sw", "zh-Hant-SG", "en-CA"] {
            let text = skeleton(Language::parse(code).unwrap(), Languages::built_in());
            assert!(packs::read(&text).is_ok(), "{code}: {:?}", packs::read(&text).err());
            let plain = |line: &str| match line.strip_prefix("# ") {
                Some(key) if key.contains(" = ") => format!("{key}\n"),
                _ => format!("{line}\n"),
            };
            let filled: String = text.lines().map(plain).collect();
            let read = packs::read(&filled);
            assert!(read.is_ok(), "{code}: {:?}", read.err());
            assert_eq!(read.unwrap().comparison.unknown, [""; 0]);
        }
    }
}
