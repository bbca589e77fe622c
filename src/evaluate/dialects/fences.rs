//! Divisions between colons, as they are written for the reader of Markdown here.

use crate::evaluate::markdown::dialects::is_tone;

/// The colons of an outermost division that is written here; inner ones have fewer.
pub const MOST_COLONS: usize = 24;

/// How many colons a division has at this depth.
pub fn colons(depth: usize) -> usize {
    MOST_COLONS.saturating_sub(depth).max(3)
}

/// The line that opens a callout of this name and title. A name that no callout has is its title.
pub fn division(word: &str, title: &str, colons: usize) -> String {
    let colons = ":".repeat(colons);
    let title = title.trim();
    let (word, title) = match is_tone(word) {
        true => (word.to_ascii_lowercase(), title.to_string()),
        false if title.is_empty() => ("note".to_string(), capital(word)),
        false => ("note".to_string(), title.to_string()),
    };
    match title.is_empty() {
        true => format!("{colons} {word}"),
        false => format!("{colons} {word} {{title=\"{}\"}}", title.replace('"', "'")),
    }
}

/// A word with a capital, hyphens as blanks.
pub fn capital(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    first + &letters.as_str().replace(['-', '_'], " ")
}
