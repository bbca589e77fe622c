//! Reads a text: every number, then what one number tells for others.

use std::ops::Range;

use super::amount::Amount;
use super::mention::Reading;
use super::scanner::Scanner;
use super::sharing::share;
use super::tables::Tables;
use crate::check::text::letters::{in_small_letters, is_letter};

/// Every number of a text, in order. `names` are the ranges of names, whose numerals are no
/// numbers; they are in order.
pub fn read(tables: &Tables, text: &str, names: &[Range<usize>]) -> Vec<Reading> {
    let mut scanner = Scanner { text, lower: in_small_letters(text), tables, found: Vec::new() };
    scanner.run(names);
    share(&mut scanner);
    scanner.found
}

/// The numerals in words of a text, without those that say which one, in order.
pub fn numerals_in_words(tables: &Tables, text: &str) -> Vec<(Range<usize>, Amount)> {
    let scanner = Scanner { text, lower: in_small_letters(text), tables, found: Vec::new() };
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(is_letter) {
        at += offset;
        let numeral = scanner.in_words(at).filter(|it| !it.ordinal);
        let word = text[at..].find(|c| !is_letter(c)).unwrap_or(text.len() - at);
        let start = at;
        at += word;
        if let Some(numeral) = numeral {
            found.push((start..numeral.end, numeral.value));
            at = at.max(numeral.end);
        }
    }
    found
}
