//! Text and strings as Typst source that means exactly those characters and nothing else.

use crate::language::invisible::without_hidden;

/// Every character that begins markup or a shorthand somewhere in Typst.
pub const SPECIAL: &[char] = &[
    '\\', '`', '*', '_', '#', '[', ']', '$', '<', '>', '@', '~', '/', '-', '+', '=', '\'', '"',
    ':', '.',
];

/// Text as Typst markup that typesets as exactly this text.
///
/// Digits before a point are covered because the point is escaped; `http://` because `:` and `/`
/// are; `--`, `...` and `-?` because each of their characters is. Line breaks become spaces, and hidden
/// characters are left out.
pub fn markup(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for character in without_hidden(text).chars() {
        match character {
            '\n' | '\r' | '\t' => out.push(' '),
            '\u{b}' | '\u{c}' | '\u{85}' => out.push(' '),
            _ if SPECIAL.contains(&character) => {
                out.push('\\');
                out.push(character);
            }
            _ => out.push(character),
        }
    }
    out
}

/// Text as a Typst string literal, quotes included; hidden characters are left out.
pub fn string(text: &str) -> String {
    exact(&without_hidden(text))
}

/// A path or an address as a Typst string literal, of exactly these characters.
pub fn exact(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for character in text.chars() {
        match character {
            '\\' | '"' => out.extend(['\\', character]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            _ if character.is_control() => out.push_str(&format!("\\u{{{:x}}}", character as u32)),
            _ => out.push(character),
        }
    }
    out.push('"');
    out
}
