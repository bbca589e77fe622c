//! The sentences and clauses of a pair, side by side as far as both languages have as many.

use std::ops::Range;

use super::pair::Pair;
use crate::check::text::normalized::NormalizedText;
use crate::check::text::numbers::tables::Tables;
use crate::language::comparison::Table;

/// A stretch of the text in one language and its counterpart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stretch {
    /// In the first language.
    pub here: Range<usize>,
    /// In the second.
    pub there: Range<usize>,
}

/// The sentences of a pair; all of it when the two are divided differently.
pub fn sentences(pair: &Pair) -> Vec<Stretch> {
    let passages = (&pair.here.passage, &pair.there.passage);
    let whole = Stretch { here: 0..passages.0.text.len(), there: 0..passages.1.text.len() };
    side_by_side(passages, &whole, ends_sentence).unwrap_or_else(|| vec![whole])
}

/// The clauses of a sentence, when both languages have as many, and more than one.
pub fn clauses(pair: &Pair, sentence: &Stretch) -> Option<Vec<Stretch>> {
    let passages = (&pair.here.passage, &pair.there.passage);
    side_by_side(passages, sentence, ends_clause).filter(|parts| parts.len() > 1)
}

/// The sentence of a text around a place.
pub fn sentence_at<'a>(tables: &Tables, text: &'a str, at: usize) -> &'a str {
    let ends =
        |(i, c): (usize, char)| ends_sentence(tables, text, i, c).then_some(i + c.len_utf8());
    let start = text[..at].char_indices().rev().find_map(ends).unwrap_or_default();
    let end = text[at..].char_indices().find_map(|(i, c)| ends((at + i, c)));
    &text[start..end.unwrap_or(text.len())]
}

type Ends = fn(&Tables, &str, usize, char) -> bool;

type Passages<'a> = (&'a NormalizedText, &'a NormalizedText);

fn side_by_side(passages: Passages, within: &Stretch, ends: Ends) -> Option<Vec<Stretch>> {
    let here = parts(passages.0, &within.here, ends);
    let there = parts(passages.1, &within.there, ends);
    let pairs = here.iter().cloned().zip(there.iter().cloned());
    (here.len() == there.len())
        .then(|| pairs.map(|(here, there)| Stretch { here, there }).collect())
}

fn parts(passage: &NormalizedText, within: &Range<usize>, ends: Ends) -> Vec<Range<usize>> {
    let text = passage.text.as_str();
    let mut parts = Vec::new();
    let mut start = within.start;
    for (offset, c) in text[within.clone()].char_indices() {
        let at = within.start + offset;
        if ends(&passage.tables, text, at, c) {
            let end = at + c.len_utf8();
            push(text, start..end, &mut parts);
            start = end;
        }
    }
    push(text, start..within.end, &mut parts);
    parts
}

fn push(text: &str, range: Range<usize>, parts: &mut Vec<Range<usize>>) {
    if text[range.clone()].chars().any(char::is_alphanumeric) {
        parts.push(range);
    }
}

/// A full stop ends a sentence before a capital letter, not in an abbreviation or a number.
fn ends_sentence(tables: &Tables, text: &str, at: usize, c: char) -> bool {
    let rest = &text[at + c.len_utf8()..];
    match c {
        '。' | '！' | '？' | '；' | ';' | '!' | '?' => true,
        '.' => {
            let word = text[..at].rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
            let next = rest.trim_start_matches(['”', '"', ')', '\'']);
            let begins = next.strip_prefix(' ').and_then(|next| next.chars().next());
            word.chars().count() != 1
                && !tables.holds(Table::Abbreviation, word)
                && begins.is_some_and(|c| !c.is_lowercase())
        }
        _ => false,
    }
}

fn ends_clause(tables: &Tables, text: &str, at: usize, c: char) -> bool {
    let next = text[at + c.len_utf8()..].chars().next();
    matches!(c, '，' | '：' | '；' | ';')
        || matches!(c, ',' | ':') && next.is_none_or(|c| c == ' ')
        || ends_sentence(tables, text, at, c)
}
