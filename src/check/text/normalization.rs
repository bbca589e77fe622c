//! Characters as passages are searched: widths, spaces, hyphens and Roman numbers evened out.

use super::signs::VALUE;
use crate::language::characters::{is_han, numeric_sign};

/// Breaks and joiners that are put between the author's characters.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{200b}' | '\u{2060}')
}

/// A character as it is compared: full-width letters, digits and signs as ASCII, one kind of
/// space, hyphen and apostrophe, Roman numbers by letters; invisible ones vanish.
pub fn normalize(character: char) -> Normalized {
    let one = match character {
        '\u{2160}' => return Normalized::Text("I"),
        '\u{2161}' => return Normalized::Text("II"),
        '\u{2162}' => return Normalized::Text("III"),
        '\u{2163}' => return Normalized::Text("IV"),
        '\u{2164}' => return Normalized::Text("V"),
        '\u{2165}' => return Normalized::Text("VI"),
        '\u{2166}' => return Normalized::Text("VII"),
        '\u{2167}' => return Normalized::Text("VIII"),
        '\u{2168}' => return Normalized::Text("IX"),
        '\u{2169}' => return Normalized::Text("X"),
        '\u{216a}' => return Normalized::Text("XI"),
        '\u{216b}' => return Normalized::Text("XII"),
        '\u{ad}' => return Normalized::Text(""),
        other if is_invisible(other) => return Normalized::Text(""),
        '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}' | '\t' | '\n' | '\r' => ' ',
        '０'..='９'
        | 'Ａ'..='Ｚ'
        | 'ａ'..='ｚ'
        | '％'
        | '＋'
        | '．'
        | '／'
        | '＜'
        | '＝'
        | '＞' => char::from_u32(character as u32 - 0xFEE0).unwrap_or(character),
        '\u{2010}' | '\u{2011}' => '-',
        '’' => '\'',
        '，' => character,
        // Most characters are of no writing that has digits of its own.
        other if other.is_ascii() || is_han(other) => other,
        other => numeric_sign(other).unwrap_or(other),
    };
    Normalized::One(one)
}

/// One character, or a text for it.
pub enum Normalized {
    /// A character.
    One(char),
    /// None, or several.
    Text(&'static str),
}

impl Normalized {
    /// What it becomes.
    pub fn chars(self) -> impl Iterator<Item = char> {
        let (one, text) = match self {
            Normalized::One(one) => (Some(one), ""),
            Normalized::Text(text) => (None, text),
        };
        one.into_iter().chain(text.chars())
    }
}

/// In a text whose words nothing parts, a space beside a Han character means nothing.
pub fn without_idle_spaces(
    characters: &[(char, u32, u32)],
    unspaced: bool,
) -> impl Iterator<Item = (char, u32, u32)> {
    let wide = |at: Option<usize>| {
        at.and_then(|at| characters.get(at)).is_some_and(|(c, ..)| is_han(*c) || *c == VALUE)
    };
    let idle = move |i: usize| wide(i.checked_sub(1)) || wide(Some(i + 1));
    let all = characters.iter().enumerate();
    all.filter(move |(i, (c, ..))| !unspaced || *c != ' ' || !idle(*i)).map(|(_, it)| *it)
}

/// A phrase in the form in which passages are searched.
pub fn folded(phrase: &str, unspaced: bool) -> String {
    // Most phrases are written as they are searched.
    let is_plain = |c: char| c.is_ascii_graphic() || c == ' ';
    if phrase.chars().all(is_plain) {
        return phrase.to_string();
    }
    let characters: Vec<_> =
        phrase.chars().flat_map(|c| normalize(c).chars()).map(|c| (c, 0, 0)).collect();
    without_idle_spaces(&characters, unspaced).map(|(c, ..)| c).collect()
}
