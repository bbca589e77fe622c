//! What a language lacks, and what each gap costs.

use toml::{Table, Value};

use crate::language::Language;
use crate::language::comparison::{self, Comparison, Part};
use crate::language::pack::words::UnitWords;
use crate::language::packs::{Languages, lay_over};
use crate::quantity::units::Units;

/// A part of a language that is not there, or not whole.
#[derive(Debug, PartialEq, Eq)]
pub struct Gap {
    /// The part, as the file names it: `[messages]`.
    pub part: &'static str,
    /// The keys that are not there; none where all are missing or the part has no fixed keys.
    pub keys: Vec<String>,
    /// What the gap costs.
    pub cost: String,
}

/// The parts of a file that have fixed keys, and what the lack of one costs.
const PARTS: [(&str, &str); 8] = [
    ("typography", "it is set with the sizes, lines and breaks of BASE"),
    ("punctuation", "the marks of BASE stand between what the page puts together"),
    ("numbers", "numbers, ranges and intervals are written as in BASE"),
    ("dates", "dates are written as in BASE"),
    ("messages", "the page says it in BASE"),
    ("contradictions", "what the source contradicts is said in BASE"),
    ("evidence", "summaries of findings are worded in BASE"),
    ("places", "places in a source are named as the data write them"),
];

/// Who it is.
const IDENTITY: [&str; 4] = ["name", "own_name", "script", "region"];

/// What `own`, the text of a language's file, leaves out with all that the language extends.
pub fn gaps(language: Language, own: &Table, known: &Languages) -> Vec<Gap> {
    let base = known.said(known.neutral());
    let name = known.base().name.as_str();
    let mut said = known.said(language);
    lay_over(&mut said, own.clone());
    let mut gaps = Vec::new();
    let who: Vec<String> =
        IDENTITY.iter().filter(|it| !said.contains_key(**it)).map(|it| it.to_string()).collect();
    if !who.is_empty() {
        let cost = "PDFs and messages do not say which language it is; without a script it is set as Latin".to_string();
        gaps.push(Gap { part: "the head of the file", keys: who, cost });
    }
    for (part, cost) in PARTS {
        let keys = missing(base.get(part), said.get(part));
        if !keys.is_empty() {
            gaps.push(Gap { part, keys, cost: cost.replace("BASE", name) });
        }
    }
    let keys = unspoken(language, &said, known.neutral());
    if !keys.is_empty() {
        let cost = "these units are printed by their symbol, or in the words of another language";
        gaps.push(Gap { part: "units", keys, cost: cost.to_string() });
    }
    gaps.extend(uncompared(language, &said));
    gaps
}

/// The keys of a part that are nowhere said.
fn missing(base: Option<&Value>, said: Option<&Value>) -> Vec<String> {
    let keys = base.and_then(Value::as_table).into_iter().flat_map(Table::keys);
    let own = said.and_then(Value::as_table);
    keys.filter(|key| !own.is_some_and(|own| own.contains_key(*key))).cloned().collect()
}

/// The units that the base has words for and the language has none.
fn unspoken(language: Language, said: &Table, base: Language) -> Vec<String> {
    let words = |(id, words): (&String, &Value)| -> Option<(String, UnitWords)> {
        Some((id.clone(), words.clone().try_into().ok()?))
    };
    let own = said.get("units").and_then(Value::as_table).into_iter().flatten();
    let mut units = Units::built_in().clone();
    units.speak(language, &own.filter_map(words).collect());
    let lacks = units.iter().filter(|it| it.is_spoken(base) && !it.is_spoken(language));
    let mut ids: Vec<String> = lacks.map(|unit| unit.id().to_string()).collect();
    ids.sort_unstable();
    ids
}

/// What texts in the language are not compared by.
fn uncompared(language: Language, said: &Table) -> impl Iterator<Item = Gap> {
    let own = said.get("comparison").and_then(|it| it.clone().try_into::<Comparison>().ok());
    let codes = comparison::chain(language.code()).into_iter().filter(|code| *code != "und");
    let tables: Vec<Comparison> =
        codes.filter_map(comparison::built_in).cloned().chain(own).collect();
    let lacks = move |part: &Part| tables.iter().all(|it| it.missing().contains(part));
    Part::ALL.into_iter().filter(lacks).map(|part| Gap {
        part: "comparison",
        keys: serving(part).map(|table| table.key().to_string()).collect(),
        cost: format!("{}: {}", part.name(), part.cost()),
    })
}

/// The tables that serve a part of the comparison.
fn serving(part: Part) -> impl Iterator<Item = &'static comparison::Table> {
    comparison::Table::ALL.iter().filter(move |table| table.part() == part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_built_in_lacks_no_words_and_a_new_language_lacks_all() {
        let known = Languages::built_in();
        for language in known.all() {
            let gaps = gaps(language, &Table::new(), known);
            let words = gaps.iter().find(|it| it.part == "messages");
            assert_eq!(words.map(|it| &it.keys), None, "{language}");
        }
        let table: Table = "name = \"Latin\"\n[messages]\ntable = \"Tabula\"".parse().unwrap();
        let gaps = gaps(Language::parse("la").unwrap(), &table, known);
        let parts: Vec<&str> = gaps.iter().map(|it| it.part).collect();
        assert!(parts.contains(&"dates") && parts.contains(&"comparison"), "{parts:?}");
        let words = gaps.iter().find(|it| it.part == "messages").unwrap();
        assert!(
            !words.keys.contains(&"table".to_string())
                && words.keys.contains(&"figure".to_string())
        );
        assert!(words.cost.contains("English"), "{}", words.cost);
    }
}
