//! One `~` beside a digit, a value or a Han character is a range or “about”: it never strikes text out.
//!
//! Before Markdown is parsed such a tilde becomes a control character of the same length, which no text
//! has; where text is taken from the tree, it becomes a tilde again.

use crate::evaluate::template::placeholders::placeholder_index;
use crate::language::characters::is_han;

/// What stands for a tilde while Markdown is parsed.
const MARK: char = '\u{6}';

/// The text with the tildes marked that are only characters.
pub fn kept(text: String) -> String {
    if !text.contains('~') {
        return text;
    }
    let mut out = String::with_capacity(text.len());
    let mut before = None;
    // A control character in an address would make it none.
    let mut in_address = false;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let after = characters.peek().copied();
        let single = character == '~' && ![before, after].contains(&Some('~'));
        // Behind a backslash it is a character already.
        in_address = match (before, character) {
            (Some(']'), '(') | (Some('/'), '/') => true,
            (_, ')' | '>') => false,
            (_, other) => in_address && !other.is_whitespace() && other.is_ascii(),
        };
        let marked = single
            && !in_address
            && before != Some('\\')
            && (before.is_some_and(is_amount) || after.is_some_and(is_amount));
        out.push(if marked { MARK } else { character });
        before = Some(character);
    }
    out
}

/// The tilde for its mark, any other character as it is.
pub fn shown(character: char) -> char {
    if character == MARK { '~' } else { character }
}

/// A text as it was written.
pub fn revealed(text: &str) -> String {
    text.chars().map(shown).collect()
}

fn is_amount(character: char) -> bool {
    character.is_numeric() || is_han(character) || placeholder_index(character).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tildes_of_ranges_are_marked_and_others_are_not() {
        for (text, marks) in [
            ("5~10 mg，每日 2~3 次", 2),
            ("约~五 a ~b~ 甲~乙", 2),
            ("~~5~~ ~~~5 \\~5 ~/bin ~x~", 0),
            ("H~2~O", 2),
            ("[a~1](https://example.org/~5~6)，5~10 <http://a.b/~7>8~9", 3),
        ] {
            let marked = kept(text.to_string());
            assert_eq!(marked.matches(MARK).count(), marks, "{text}");
            assert_eq!(marked.len(), text.len());
            assert_eq!(revealed(&marked), text);
        }
    }
}
