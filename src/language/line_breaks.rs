//! Where lines may and may not break inside names and numbers, and how that is said.

use super::characters::{is_measure, is_wide};

/// Allows a break.
pub const BREAK: char = '\u{200b}';

/// A piece of text: whether it must stay on one line.
pub type Piece<'a> = (&'a str, bool);

/// Splits a text so that names such as PD-L1, M1-c6v1 or IL-2 can be kept on one line: a hyphen
/// does not break beside a part that is an abbreviation or has a digit, while first-line may part.
/// (A joiner would do it too, but whoever searches the PDF for the name would not find it.)
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let is_token = |c: char| (c.is_alphanumeric() || "-/⁺".contains(c)) && !is_wide(c);
    let mut pieces = Vec::new();
    let mut plain = 0;
    let mut at = 0;
    while let Some(character) = text[at..].chars().next() {
        if !is_token(character) {
            at += character.len_utf8();
            continue;
        }
        let length: usize =
            text[at..].chars().take_while(|c| is_token(*c)).map(char::len_utf8).sum();
        let token = &text[at..at + length];
        let hyphens = token.match_indices('-');
        if hyphens.into_iter().any(|(i, _)| binds(&token[..i], &token[i + 1..])) {
            pieces.push((&text[plain..at], false));
            pieces.push((token, true));
            plain = at + length;
        }
        at += length;
    }
    pieces.push((&text[plain..], false));
    pieces.retain(|(piece, _)| !piece.is_empty());
    pieces
}

fn binds(before: &str, after: &str) -> bool {
    let is_part = |c: &char| c.is_alphanumeric() && !is_wide(*c);
    let left: String = before.chars().rev().take_while(is_part).collect();
    let right: String = after.chars().take_while(is_part).collect();
    !left.is_empty() && !right.is_empty() && (is_name(&left) || is_name(&right))
}

/// A short part with a digit, or without a small letter.
fn is_name(part: &str) -> bool {
    let short = part.chars().count() <= 9;
    short && (part.chars().any(|c| c.is_ascii_digit()) || !part.chars().any(char::is_lowercase))
}

/// Lets a line break before a full-width opening mark that follows a percent sign; Unicode's rules
/// (UAX #14, LB25) forbid it for the sake of half-width brackets.
/// A space between a number and its measure word becomes one that does not break.
pub fn chinese_breaks(text: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut last = before;
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        if character == ' '
            && let (Some(left), Some(right)) = (last, next)
            && is_measure(left, right)
        {
            out.push('\u{a0}');
            last = Some(character);
            continue;
        }
        if matches!(character, '（' | '“' | '《' | '［' | '【') && matches!(last, Some('%' | '‰'))
        {
            out.push(BREAK);
        }
        out.push(character);
        last = Some(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_and_compounds_part() {
        for name in ["PD-L1", "M1-c6v1", "IL-2", "KEYNOTE-224", "α-2b", "TIL-ACT", "CTLA-4"] {
            assert_eq!(pieces(name), [(name, true)]);
        }
        for compound in ["first-line", "non-small", "open-label", "-5", "a - b"] {
            assert_eq!(pieces(compound), [(compound, false)]);
        }
        assert_eq!(pieces("抗 PD-1 治疗"), [("抗 ", false), ("PD-1", true), (" 治疗", false)]);
    }

    #[test]
    fn a_bracket_after_a_percent_sign_may_begin_a_line() {
        assert_eq!(chinese_breaks("（P", Some('%')), "\u{200b}（P");
        assert_eq!(chinese_breaks("62%（P", None), "62%\u{200b}（P");
        assert_eq!(chinese_breaks("率（P", None), "率（P");
        assert_eq!(chinese_breaks(" 例；", Some('8')), "\u{a0}例；");
    }
}
