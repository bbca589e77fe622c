//! Verbs of which a part stands at the end of its clause, as in German: `nahm um 3 % zu` goes up, `nahm um 3 % ab` down.

use std::ops::Range;
use std::sync::Arc;

use super::table::{Found, Parted};
use crate::check::text::letters::is_letter;
use crate::data::work;

/// A clause has so many words at most.
const LONGEST: usize = 60;

/// The verbs of a text whose part at the end is one of these: the verb, and where that part stands. `joins` are the words
/// that join clauses.
pub fn find(parted: &[Parted], joins: &[Arc<str>], text: &str) -> Vec<(Found, Range<usize>)> {
    if parted.is_empty() {
        return Vec::new();
    }
    work::count(text.len());
    let words = words(text);
    let mut found = Vec::new();
    for (at, range) in words.iter().enumerate() {
        let verb = &text[range.clone()];
        let mut own = parted.iter().filter(|it| it.verb == verb).peekable();
        if own.peek().is_none() {
            continue;
        }
        let clause = clause(text, &words[at..]);
        let ends = |word: usize| match clause.get(word + 1) {
            None => true,
            Some(next) => joins.iter().any(|join| **join == text[next.clone()]),
        };
        // The nearest: `nehmen zu und … nehmen ab`.
        let last = own.filter_map(|it| {
            let mut places = 1..clause.len();
            Some((places.find(|i| text[clause[*i].clone()] == it.last && ends(*i))?, it))
        });
        if let Some((here, it)) = last.min_by_key(|(here, _)| *here) {
            let last = clause[here].clone();
            found.push((Found { word: it.word.clone(), range: range.clone() }, last));
        }
    }
    found
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
