//! Letters of the scripts that part words by spaces, and small letters.

use crate::language::characters::is_han;

/// Letters and digits of the scripts that part words by spaces: no Han, no kana, no Hangul, whose words
/// run on into endings.
pub fn is_letter(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphanumeric(),
        false => !is_run_on(c) && c.is_alphanumeric(),
    }
}

/// Characters of words that nothing parts from what follows.
fn is_run_on(c: char) -> bool {
    is_han(c)
        || c == '〇'
        || matches!(c, '\u{3040}'..='\u{30ff}' | '\u{1100}'..='\u{11ff}' | '\u{ac00}'..='\u{d7af}')
}

/// A text in small letters, byte for byte as long.
pub fn in_small_letters(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let small = |c: char| {
        // Most characters need no table of capitals.
        if c.is_ascii() || is_han(c) {
            return c.to_ascii_lowercase();
        }
        let mut lower = c.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    text.chars().map(small).collect()
}
