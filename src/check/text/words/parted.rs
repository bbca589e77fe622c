//! Verbs of which a part stands at the end of its clause, as in German: `nahm um 3 % zu` goes up, `nahm um 3 % ab` down.

use std::ops::Range;
use std::sync::Arc;

use super::table::{Found, PartedVerbs};
use crate::check::text::letters::is_letter;
use crate::data::work;

/// A clause has so many words at most.
const LONGEST: usize = 60;

/// The verbs of a text whose part at the end is one of these, in order, and where these parts stand. `joins` are the words
/// that join or begin clauses and parts of them.
pub fn find(
    parted: &PartedVerbs,
    joins: &[Arc<str>],
    text: &str,
) -> (Vec<Found>, Vec<Range<usize>>) {
    if parted.is_empty() {
        return Default::default();
    }
    work::count(text.len());
    let words = words(text);
    let (mut verbs, mut parts) = (Vec::new(), Vec::new());
    for (at, range) in words.iter().enumerate() {
        let Some(own) = parted.get(&text[range.clone()]) else { continue };
        let clause = clause(text, &words[at..]);
        let ends = |word: usize| match clause.get(word + 1) {
            None => true,
            Some(next) => joins.iter().any(|join| **join == text[next.clone()]),
        };
        // The nearest: `nehmen zu und … nehmen ab`.
        let part = own.iter().filter_map(|(last, word)| {
            let mut places = 1..clause.len();
            Some((places.find(|i| text[clause[*i].clone()] == **last && ends(*i))?, word))
        });
        if let Some((here, word)) = part.min_by_key(|(here, _)| *here) {
            verbs.push(Found { word: word.clone(), range: range.clone() });
            parts.push(clause[here].clone());
        }
    }
    (verbs, parts)
}

/// The words of a text.
fn words(text: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, character) in text.char_indices().filter(|(_, c)| is_letter(*c)) {
        let end = at + character.len_utf8();
        match words.last_mut() {
            Some(last) if last.end == at => last.end = end,
            _ => words.push(at..end),
        }
    }
    words
}

/// The words of the clause that the first of these begins: up to a mark with a blank or nothing behind it.
fn clause<'w>(text: &str, words: &'w [Range<usize>]) -> &'w [Range<usize>] {
    let parts = |one: &Range<usize>, next: &Range<usize>| {
        let between = &text[one.end..next.start];
        let mut marks = between.char_indices().filter(|(_, c)| ".,;:!?()[]–—\n".contains(*c));
        // The comma of `13,6` parts nothing; digits are words here.
        let ends = |at: usize, mark: char| {
            let behind = text[one.end + at..].chars().nth(1);
            behind.is_none_or(char::is_whitespace) || matches!(mark, '(' | '[')
        };
        marks.any(|(at, mark)| ends(at, mark))
    };
    let words = &words[..words.len().min(LONGEST)];
    let end = words.windows(2).position(|pair| parts(&pair[0], &pair[1]));
    &words[..end.map_or(words.len(), |at| at + 1)]
}
