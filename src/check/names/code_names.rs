//! Latin words that are names by their style: letters with digits.

use std::ops::Range;

use crate::check::text::letters::is_letter;
use crate::check::text::lexicon::{Sense, TermMatch};

/// The names of a text that no term of the glossary covers: VG161, CD8⁺, JAK1/2.
pub fn codes_of(text: &str, marks: &[TermMatch]) -> Vec<Range<usize>> {
    let covered = |range: &Range<usize>| {
        let is_term = |mark: &TermMatch| matches!(mark.sense, Sense::Term(_));
        let after = marks.partition_point(|mark| mark.range.end <= range.start);
        let mut near = marks[after..].iter().take_while(|mark| mark.range.start < range.end);
        near.any(is_term)
    };
    words(text).into_iter().filter(|word| is_code(&text[word.clone()]) && !covered(word)).collect()
}

/// The runs of letters, digits and the signs that join them; an English word behind or before a
/// hyphen is a word of its own (anti-PD-1, JAK1/2-mutant).
pub fn words(text: &str) -> Vec<Range<usize>> {
    let joins = |c: char| is_letter(c) || matches!(c, '-' | '/' | '⁺' | '⁻');
    let mut words = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_letter) {
        let start = at + offset;
        let length = text[start..].find(|c| !joins(c)).unwrap_or(text.len() - start);
        at = start + length;
        pieces(&text[start..at], start, &mut words);
    }
    words
}

fn pieces(run: &str, start: usize, words: &mut Vec<Range<usize>>) {
    let is_word = |piece: &str| piece.len() > 2 && piece.chars().all(|c| c.is_ascii_lowercase());
    let mut open: Option<Range<usize>> = None;
    let mut at = start;
    for piece in run.split('-') {
        let range = at..at + piece.len();
        at = range.end + 1;
        match (is_word(piece), &mut open) {
            (true, _) => {
                words.extend(open.take());
                words.push(range);
            }
            (false, Some(name)) => name.end = range.end,
            (false, none) => *none = Some(range),
        }
    }
    words.extend(open.filter(|name| !name.is_empty()));
}

/// Letters and digits together; Roman numbers such as I/II have none.
fn is_code(word: &str) -> bool {
    word.chars().any(|c| c.is_ascii_digit()) && word.chars().any(char::is_alphabetic)
}
