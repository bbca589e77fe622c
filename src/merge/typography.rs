//! Where lines may and may not break inside names and numbers, said with invisible characters.

/// Forbids a break.
pub const JOINER: char = '\u{2060}';
/// Allows a break.
pub const BREAK: char = '\u{200b}';

/// Whether a character only steers line breaking and is never seen.
pub fn is_invisible(character: char) -> bool {
    matches!(character, JOINER | BREAK)
}

/// Keeps names such as PD-L1, M1-c6v1 or IL-2 on one line: a hyphen does not break beside a part
/// that is an abbreviation or has a digit, while first-line or non-small may part.
pub fn bind_names(text: &str) -> String {
    if !text.contains('-') {
        return text.to_string();
    }
    let mut out = String::with_capacity(text.len() + 8);
    for (at, character) in text.char_indices() {
        out.push(character);
        if character == '-' && binds(&text[..at], &text[at + 1..]) {
            out.push(JOINER);
        }
    }
    out
}

fn binds(before: &str, after: &str) -> bool {
    let is_part = |c: &char| c.is_alphanumeric() && !super::spacing::is_wide(*c);
    let left: String = before.chars().rev().take_while(is_part).collect();
    let right: String = after.chars().take_while(is_part).collect();
    !left.is_empty() && !right.is_empty() && (is_name(&left) || is_name(&right))
}

/// A short part with a digit, or without a small letter.
fn is_name(part: &str) -> bool {
    let short = part.chars().count() <= 9;
    short && (part.chars().any(|c| c.is_ascii_digit()) || !part.chars().any(char::is_lowercase))
}

/// Whether a Chinese measure word follows a digit: a number and its measure never part.
pub fn is_measure(left: char, right: char) -> bool {
    left.is_ascii_digit() && "例个项年倍周天月日期级岁种次篇线".contains(right)
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
            let bound = bind_names(name);
            assert!(bound.contains(JOINER), "{name}");
            assert_eq!(bound.replace(JOINER, ""), name);
        }
        for compound in ["first-line", "non-small", "open-label", "-5", "a - b"] {
            assert!(!bind_names(compound).contains(JOINER), "{compound}");
        }
    }

    #[test]
    fn a_bracket_after_a_percent_sign_may_begin_a_line() {
        assert_eq!(chinese_breaks("（P", Some('%')), "\u{200b}（P");
        assert_eq!(chinese_breaks("62%（P", None), "62%\u{200b}（P");
        assert_eq!(chinese_breaks("率（P", None), "率（P");
        assert_eq!(chinese_breaks(" 例；", Some('8')), "\u{a0}例；");
    }
}
