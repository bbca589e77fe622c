//! One text: the first character in it that is not seen, and whether it can do harm.

use std::ops::Range;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Severity, codes};
use crate::language::invisible::{self, visible};

/// What a text is: in a cell of the data no control of direction is harmless, for anything may be
/// printed beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words that are printed as they are written.
    Words,
    /// A cell of the data.
    Cell,
}

/// A finding for the first hidden character of a text that does harm, or else for the first. `place`
/// is where a byte of the text is written.
pub fn finding(text: &str, kind: Kind, place: impl Fn(usize) -> Place) -> Option<Diagnostic> {
    finding_within(text, 0..text.len(), kind, place)
}

/// The same for a piece of a text, beside which the rest of the text stands.
pub fn finding_within(
    text: &str,
    piece: Range<usize>,
    kind: Kind,
    place: impl Fn(usize) -> Place,
) -> Option<Diagnostic> {
    if text[piece.clone()].is_ascii() {
        return None;
    }
    let hidden = invisible::hidden(&text[piece.clone()]);
    let mut found = hidden.map(|(at, character)| (piece.start + at, character)).peekable();
    let first = *found.peek()?;
    let harmful = found.find(|(at, character)| does_harm(text, *at, *character, kind));
    let (at, character) = harmful.unwrap_or(first);
    let name = invisible::name(character);
    let what = match invisible::is_bidi_control(character) {
        true => "changes the direction of what stands beside it",
        false => "is not seen",
    };
    let message = format!("the character {name} {what}: “{}”", near(text, at));
    let finding = Diagnostic::new(codes::BIDI_CONTROL, place(at), message);
    Some(match harmful {
        Some(_) => finding.help("remove it; it often comes with text copied from a page or a PDF"),
        None => finding.help("remove it; it is left out of the pages").lowered(),
    })
}

/// The finding in a `single` text, which somebody else may have written: the character is left out, and told.
pub fn within_single(finding: Diagnostic, single: bool) -> Diagnostic {
    match single && finding.severity() == Severity::Error {
        true => finding.help("remove it; it is left out of the pages").lowered(),
        false => finding,
    }
}

/// Whether a character can make a number read as another one, or letters as another word.
fn does_harm(text: &str, at: usize, character: char, kind: Kind) -> bool {
    let is_control = invisible::is_bidi_control(character);
    let reaches_far = is_control && !matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}');
    // What sets no direction is left out of the pages, where nothing is missed; nor is a mark from left
    // to right, where all is written so.
    let from_right = |c: char| matches!(c, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}');
    if kind == Kind::Words && (!is_control || character == '\u{200e}' && !text.contains(from_right))
    {
        return false;
    }
    match reaches_far {
        _ if is_control && kind == Kind::Cell || invisible::is_override(character) => true,
        true => text.contains(char::is_numeric),
        false => {
            let after = text[at + character.len_utf8()..].chars();
            reaches_digit(text[..at].chars().rev()) || reaches_digit(after)
        }
    }
}

/// Whether a digit comes before the first letter.
fn reaches_digit(mut characters: impl Iterator<Item = char>) -> bool {
    characters.find(|c| c.is_numeric() || c.is_alphabetic()).is_some_and(char::is_numeric)
}

/// What stands around a byte of a text, for a message.
fn near(text: &str, at: usize) -> String {
    let start = text[..at].char_indices().rev().nth(11).map_or(0, |(start, _)| start);
    let end = text[at..].char_indices().nth(13).map_or(text.len(), |(end, _)| at + end);
    visible(text[start..end].trim()).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn harm_is_done_beside_digits_and_in_cells() {
        let severity = |text, kind| {
            finding(text, kind, |_| Place::file("a")).map(|finding| finding.severity())
        };
        for text in ["12\u{200f}-34", "a\u{202e}b", "\u{2067}a 7\u{2069}", "ש, \u{200e}(5)"] {
            assert_eq!(severity(text, Kind::Words), Some(Severity::Error), "{text:?}");
        }
        for text in [
            "1\u{feff}2",
            "x, \u{200e}(5)",
            "a\u{200e} b, 12",
            "\u{feff}word",
            "\u{2068}name\u{2069}",
            "a\u{2028}b",
        ] {
            assert_eq!(severity(text, Kind::Words), Some(Severity::Warning), "{text:?}");
        }
        assert_eq!(severity("a\u{200e}", Kind::Cell), Some(Severity::Error));
        assert_eq!(severity("a\u{feff}", Kind::Cell), Some(Severity::Warning));
        assert_eq!(severity("1\u{feff}2", Kind::Cell), Some(Severity::Error));
        assert_eq!(severity("שלום 12, 1\u{2060}2 co\u{ad}op", Kind::Cell), None);
    }
}
