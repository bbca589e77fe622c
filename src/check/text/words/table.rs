//! The tables of words: what a line says, and the words of each language.

use std::ops::Range;

use crate::check::text::normalization::folded;
use crate::language::Language;

/// The tables; a line is `family pole | Chinese words | English words`.
const TABLES: [(Kind, &str); 6] = [
    (Kind::Idiom, include_str!("idioms.txt")),
    (Kind::Negation, include_str!("negations.txt")),
    (Kind::Direction, include_str!("directions.txt")),
    (Kind::Bound, include_str!("bounds.txt")),
    (Kind::Opposite, include_str!("opposites.txt")),
    (Kind::Name, include_str!("names.txt")),
];

/// What a word is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A phrase whose parts mean nothing by themselves.
    Idiom,
    /// A negation.
    Negation,
    /// Which way something goes, or how it compares.
    Direction,
    /// A bound that no translation leaves out, or the hinge of a comparison.
    Bound,
    /// One of several that exclude one another.
    Opposite,
    /// A well-known name.
    Name,
}

/// A sense: words of one family and different poles are never translations of each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Word {
    /// What it is.
    pub kind: Kind,
    /// What it is about: `side`, `sex`, `amount`.
    pub family: &'static str,
    /// Which of the family it is: `left`, `up`.
    pub pole: &'static str,
    /// Whether it answers a word of the other language without demanding an answer itself.
    pub answers_only: bool,
}

/// A word found in a text. A word of several senses is found once for each.
#[derive(Debug, Clone)]
pub struct Found {
    /// What it is.
    pub word: Word,
    /// Where it stands.
    pub range: Range<usize>,
}

impl Found {
    /// Whether the word demands an answer in the other language.
    pub fn asks(&self) -> bool {
        !self.word.answers_only
    }
}

/// The words that begin in a range; words are in order.
pub fn within<'a>(words: &'a [Found], range: &Range<usize>) -> &'a [Found] {
    let from = words.partition_point(|found| found.range.start < range.start);
    let to = words.partition_point(|found| found.range.start < range.end);
    &words[from..to.max(from)]
}

/// A word of a language as it is searched for.
pub struct Entry {
    /// Its sense.
    pub word: Word,
    /// Its characters.
    pub text: String,
    /// Whether any ending may follow.
    pub open: bool,
}

/// All words of a language. A Chinese text may quote English words.
pub fn entries(language: Language) -> Vec<Entry> {
    let mut entries = Vec::new();
    for (kind, table) in TABLES {
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let mut columns = line.split('|').map(str::trim);
            let sense = columns.next().and_then(|sense| sense.split_once(' '));
            let (Some((family, pole)), Some(zh), Some(en)) =
                (sense, columns.next(), columns.next())
            else {
                continue;
            };
            let columns: &[&str] = match language {
                Language::Zh => &[zh, en],
                _ => &[en],
            };
            let all = columns.iter().flat_map(|column| column.split(',')).map(str::trim);
            let entry = |word| entry(kind, family, pole.trim(), word, language);
            entries.extend(all.filter(|word| !word.is_empty()).map(entry));
        }
    }
    entries
}

fn entry(
    kind: Kind,
    family: &'static str,
    pole: &'static str,
    word: &str,
    language: Language,
) -> Entry {
    let answers_only = word.starts_with('~');
    let text = folded(word.trim_start_matches('~').trim_end_matches('*'), language);
    Entry {
        word: Word { kind, family, pole, answers_only },
        open: word.ends_with('*'),
        text: match language {
            Language::En => text.replace('-', " "),
            _ => text,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_names_a_sense_and_has_words() {
        for (_, table) in TABLES {
            for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
                let columns: Vec<&str> = line.split('|').collect();
                assert_eq!(columns.len(), 3, "{line}");
                assert!(columns[0].trim().contains(' '), "{line}");
                assert!(columns[1..].iter().any(|column| !column.trim().is_empty()), "{line}");
            }
        }
    }
}
