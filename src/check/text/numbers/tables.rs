//! The tables of the reader: what units, numerals and the words around them are called.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::OnceLock;

use super::amount::Amount;
use crate::language::Language;
use crate::quantity::unit_file::{Measure, measures};

/// A unit of measurement.
#[derive(Debug, PartialEq, Eq, Hash)]
pub struct Unit {
    /// Its name in this table.
    pub id: &'static str,
    /// What it measures: units of one dimension can be converted.
    pub dimension: &'static str,
    /// How many base units of the dimension it is.
    pub factor: Amount,
}

/// A word of a table.
#[derive(Debug)]
pub struct Word {
    /// As it is written; small letters also stand for capitals.
    pub text: String,
    /// What kind of word it is.
    pub kind: &'static str,
    /// What it means.
    pub sense: &'static str,
}

/// The words of a language by how they begin, the longest first.
pub struct Tables {
    words: HashMap<String, Vec<Word>>,
    by_kind: HashMap<&'static str, Vec<(String, &'static str)>>,
    units: HashMap<char, Vec<(String, &'static Unit, bool)>>,
    language: Language,
}

/// The units that texts write, in the order of their file.
fn units() -> &'static [(Unit, Measure)] {
    static ALL: OnceLock<Vec<(Unit, Measure)>> = OnceLock::new();
    ALL.get_or_init(|| measures().filter_map(unit).collect())
}

fn unit(measure: Measure) -> Option<(Unit, Measure)> {
    let factor = Amount::read(measure.factor)?;
    Some((Unit { id: measure.id, dimension: measure.measures, factor }, measure))
}

/// The unit with this name in the table.
pub fn unit_named(id: &str) -> Option<&'static Unit> {
    units().iter().map(|(unit, _)| unit).find(|unit| unit.id == id)
}

/// The tables of a language, read once.
pub fn tables(language: Language) -> &'static Tables {
    static ZH: OnceLock<Tables> = OnceLock::new();
    static EN: OnceLock<Tables> = OnceLock::new();
    match language {
        Language::Zh => ZH.get_or_init(|| Tables::read(language, include_str!("tables/zh.txt"))),
        _ => EN.get_or_init(|| Tables::read(language, include_str!("tables/en.txt"))),
    }
}

impl Tables {
    fn read(language: Language, text: &'static str) -> Tables {
        let mut words: HashMap<String, Vec<Word>> = HashMap::new();
        let mut by_kind: HashMap<&'static str, Vec<(String, &'static str)>> = HashMap::new();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let Some((head, list)) = line.split_once(" |") else { continue };
            let (kind, sense) = head.split_once(' ').unwrap_or((head, ""));
            for text in list.split(',').map(str::trim).filter(|text| !text.is_empty()) {
                by_kind.entry(kind).or_default().push((text.to_string(), sense));
                let word = Word { text: text.to_string(), kind, sense };
                let key = beginning(text, language).into_owned();
                words.entry(key).or_default().push(word);
            }
        }
        // A comma is a joiner that the list above cannot hold.
        by_kind.entry("joiner").or_default().push((",".to_string(), ""));
        words.values_mut().for_each(|list| list.sort_by_key(|word| usize::MAX - word.text.len()));
        by_kind.values_mut().for_each(|list| list.sort_by_key(|it| usize::MAX - it.0.len()));
        Tables { words, by_kind, units: unit_names(language), language }
    }

    /// The words that begin as the text does, the longest first.
    pub fn beginning(&self, text: &str) -> &[Word] {
        let key = beginning(text, self.language);
        self.words.get(key.as_ref()).map_or(&[], Vec::as_slice)
    }

    /// What an English word of a numeral is (`cardinal`, `ordinal` or `power`), and its number.
    pub fn numeral(&self, word: &str) -> Option<(&'static str, i128)> {
        let own = self.beginning(word).iter().filter(|it| it.text == word);
        let kinds = ["cardinal", "ordinal", "power"];
        let mut numerals = own.filter(|it| kinds.contains(&it.kind));
        numerals.find_map(|it| Some((it.kind, it.sense.parse().ok()?)))
    }

    /// The words of a kind with their senses, the longest first.
    pub fn of_kind(&self, kind: &str) -> &[(String, &'static str)] {
        self.by_kind.get(kind).map_or(&[], Vec::as_slice)
    }

    /// Whether a text names a unit of a dimension, with or without a number.
    pub fn names_unit(&self, dimension: &str, text: &str) -> bool {
        let names = self.units.values().flatten();
        let mut names =
            names.filter(|(name, unit, _)| unit.dimension == dimension && name.len() > 2);
        names.any(|(name, ..)| text.contains(name.as_str()))
    }

    /// Names of units that begin with a character, the longest first; whether capitals count.
    pub fn units(&self, first: char) -> &[(String, &'static Unit, bool)] {
        self.units.get(&first.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }
}

/// The first character, or in English the letters of the first word.
fn beginning(text: &str, language: Language) -> Cow<'_, str> {
    let letters = text.bytes().take(20).take_while(u8::is_ascii_alphabetic).count();
    if language == Language::En && letters > 0 {
        let word = &text[..letters];
        return match word.bytes().any(|b| b.is_ascii_uppercase()) {
            true => word.to_ascii_lowercase().into(),
            false => word.into(),
        };
    }
    let first = text.chars().next().map_or(0, char::len_utf8);
    text[..first].into()
}

fn unit_names(language: Language) -> HashMap<char, Vec<(String, &'static Unit, bool)>> {
    let mut names: HashMap<char, Vec<(String, &'static Unit, bool)>> = HashMap::new();
    let mut add = |name: &str, unit: &'static Unit, exact: bool| {
        if let Some(first) = name.chars().next() {
            let list = names.entry(first.to_ascii_lowercase()).or_default();
            list.push((name.to_string(), unit, exact));
        }
    };
    for (unit, measure) in units() {
        measure.written.iter().for_each(|name| add(name, unit, true));
        if language == Language::Zh {
            measure.words(Language::Zh).iter().for_each(|name| add(name, unit, true));
        }
        for name in measure.words(Language::En) {
            if name.contains('+') {
                add(&name.replace('+', "s"), unit, false);
            }
            add(&name.replace('+', ""), unit, false);
        }
    }
    names.values_mut().for_each(|list| list.sort_by_key(|(name, ..)| usize::MAX - name.len()));
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_tables_is_read() {
        assert_eq!(units().len(), measures().count());
        assert!(units().len() > 150);
        for language in Language::ALL {
            assert!(!tables(language).of_kind("idiom").is_empty());
            assert!(!tables(language).of_kind("at-least").is_empty());
        }
    }
}
