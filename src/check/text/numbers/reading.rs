//! Reads a text: every number, then what one number tells for others.

use std::ops::Range;

use super::mention::Reading;
use super::scanner::Scanner;
use super::sharing::share;
use super::tables::tables;
use crate::language::Language;

/// Every number of a text, in order. `names` are the ranges of names, whose numerals are no
/// numbers; they are in order.
pub fn read(language: Language, text: &str, names: &[Range<usize>]) -> Vec<Reading> {
    let lower = text.to_ascii_lowercase();
    let chinese = language == Language::Zh;
    let mut scanner = Scanner {
        text,
        lower,
        chinese,
        tables: tables(language),
        english: tables(Language::En),
        found: Vec::new(),
    };
    scanner.run(names);
    share(&mut scanner);
    scanner.found
}
