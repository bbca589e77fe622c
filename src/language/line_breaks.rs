//! Where lines may and may not break inside names, numbers and long words, and how that is said.

use super::characters::{is_measure, is_wide};
use super::joined::joined;
use super::{figures, long_words};

/// Allows a break.
pub const BREAK: char = '\u{200b}';

/// A piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Its characters.
    pub text: &'a str,
    /// Whether it must stay on one line.
    pub whole: bool,
    /// Whether a line may begin with it, though it begins within a word.
    pub cut: bool,
}

/// How wide the lines are that a text is set in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Room {
    /// Those of a page.
    #[default]
    Page,
    /// Those of a cell: less is kept on one line.
    Cell,
}

impl Room {
    /// The longest name that is kept on one line, in characters.
    fn longest_name(self) -> usize {
        match self {
            Room::Page => 24,
            Room::Cell => 18,
        }
    }

    /// The longest figure that is kept on one line, in bytes.
    fn longest_figure(self) -> usize {
        match self {
            Room::Page => usize::MAX,
            Room::Cell => 14,
        }
    }

    /// The longest word that is broken at blanks and hyphens only, in characters.
    fn longest_word(self) -> usize {
        match self {
            Room::Page => 24,
            Room::Cell => 12,
        }
    }
}

/// Splits a text so that names such as PD-L1, M1-c6v1 or IL-2, and figures such as 1.17–2.41 or
/// 19.2 months, can be kept on one line, and that long words can be broken at their own signs.
///
/// In names a hyphen does not break beside a part that is an abbreviation or has a digit, while first-line
/// may part. (A joiner would do it too, but whoever searches the PDF for the name would not find it.)
pub fn pieces(text: &str, room: Room) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut plain, mut at) = (0, 0);
    while let Some(character) = text[at..].chars().next() {
        let before = text[..at].chars().next_back();
        let begins =
            room == Room::Cell && before.is_none_or(|c| is_wide(c) || !c.is_alphanumeric());
        let word = begins.then(|| joined(&text[at..])).flatten();
        let (length, whole) = match word {
            Some(length) => (length, true),
            None if is_wide(character) => (character.len_utf8(), false),
            None => step(&text[at..], before, room),
        };
        if whole {
            free(&text[plain..at], room, &mut pieces);
            pieces.push(Piece { text: &text[at..at + length], whole: true, cut: false });
            plain = at + length;
        }
        at += length;
    }
    free(&text[plain..], room, &mut pieces);
    pieces
}

/// How many bytes come next: a figure, a name or an address, or else one character; and whether they
/// must stay on one line.
fn step(text: &str, before: Option<char>, room: Room) -> (usize, bool) {
    if before.is_none_or(begins_figure) {
        if long_words::is_address(text) {
            return (long_words::word(text), false);
        }
        if let Some(length) = figures::held(text).filter(|it| *it <= room.longest_figure()) {
            return (length, true);
        }
    }
    let length = token(text);
    let token = &text[..length];
    let mut hyphens = token.match_indices('-');
    let binds = hyphens.any(|(i, _)| binds(&token[..i], &token[i + 1..]));
    let short = token.chars().count() <= room.longest_name();
    match length {
        0 => (text.chars().next().map_or(1, char::len_utf8), false),
        _ => (length, binds && short),
    }
}

/// How many bytes a name takes; a comma between digits, as in α1,3-galactose, is part of it.
fn token(text: &str) -> usize {
    let is_token = |c: char| (c.is_alphanumeric() || "-/⁺".contains(c)) && !is_wide(c);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let ends = |(at, c): &(usize, char)| {
        let between =
            || is_digit(text[..*at].chars().next_back()) && is_digit(text[at + 1..].chars().next());
        !(is_token(*c) || *c == ',' && between())
    };
    text.char_indices().find(ends).map_or(text.len(), |(at, _)| at)
}

/// Whether a figure may begin after this character.
fn begins_figure(before: char) -> bool {
    before.is_whitespace() || is_wide(before) || "([{\"'“‘".contains(before)
}

/// Adds text that may part at its blanks, its long words cut where a line may begin within them.
fn free<'a>(text: &'a str, room: Room, pieces: &mut Vec<Piece<'a>>) {
    let mut plain = 0;
    let mut push = |range: std::ops::Range<usize>, cut: bool| {
        if !range.is_empty() {
            pieces.push(Piece { text: &text[range], whole: false, cut });
        }
    };
    let mut cut = false;
    let mut breaks: Vec<usize> =
        long_words::breaks(text, room.longest_word()).into_iter().collect();
    breaks.extend(endings(text));
    breaks.extend(openings(text));
    breaks.sort_unstable();
    breaks.dedup();
    for at in breaks {
        push(plain..at, cut);
        (plain, cut) = (at, true);
    }
    push(plain..text.len(), cut);
}

/// Where the ending of a file or a name with a dot begins behind a blank: a line may begin with `.csv`,
/// though UAX #14 (LB13) never breaks before a dot.
fn endings(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices(" .")
        .map(|(at, _)| at + 1)
        .filter(|at| text[at + 1..].starts_with(|c: char| c.is_alphabetic()))
}

/// Where a full-width bracket stands behind a percent sign: a line may begin with it, see `chinese_breaks`.
fn openings(text: &str) -> impl Iterator<Item = usize> + '_ {
    text.match_indices("%（").map(|(at, _)| at + 1)
}

fn binds(before: &str, after: &str) -> bool {
    let is_part = |c: &char| c.is_alphanumeric() && !is_wide(*c);
    let left: String = before.chars().rev().take_while(is_part).collect();
    let right: String = after.chars().take_while(is_part).collect();
    !left.is_empty() && !right.is_empty() && (is_name(&left) || is_name(&right))
}

/// A short part with a digit, or without a small letter; or a single letter of another script, as in interferon-α.
fn is_name(part: &str) -> bool {
    let length = part.chars().count();
    let foreign = length == 1 && !part.is_ascii();
    let named =
        || part.chars().any(|c| c.is_ascii_digit()) || !part.chars().any(char::is_lowercase);
    foreign || length <= 9 && named()
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
        for name in
            ["PD-L1", "M1-c6v1", "IL-2", "KEYNOTE-224", "α-2b", "TIL-ACT", "CTLA-4", "interferon-α"]
        {
            assert_eq!(shown(name), [(name, true)]);
        }
        assert_eq!(
            shown("an α1,3-galactose, 2"),
            [("an ", false), ("α1,3-galactose", true), (", 2", false)]
        );
        for compound in ["first-line", "non-small", "open-label", "-5", "a - b"] {
            assert_eq!(shown(compound), [(compound, false)]);
        }
        assert_eq!(shown("抗 PD-1 治疗"), [("抗 ", false), ("PD-1", true), (" 治疗", false)]);
    }

    #[test]
    fn figures_stay_and_addresses_and_long_words_part() {
        let text = "HR 0.78 (95% CI, 0.61–0.99)，共 19.2 months.";
        let whole: Vec<&str> =
            pieces(text, Room::Page).iter().filter(|it| it.whole).map(|it| it.text).collect();
        assert_eq!(whole, ["95% CI, 0.61–0.99", "19.2 months"]);
        for address in ["https://example.org/a-1/PD-L1?x=1", "www.example.org/IL-2"] {
            assert_eq!(shown(address), [(address, false)]);
        }
        let cut: Vec<&str> = pieces("a crate::typeset::before_layout::check b", Room::Page)
            .iter()
            .map(|it| it.text)
            .collect();
        assert_eq!(cut, ["a crate::", "typeset::", "before_", "layout::", "check b"]);
        assert_eq!(shown("pharmacokinetics"), [("pharmacokinetics", false)]);
        assert_eq!(shown("1-2a"), [("1-2a", true)]);
    }

    /// The pieces of a text in the lines of a page, and whether they are whole.
    fn shown(text: &str) -> Vec<(&str, bool)> {
        pieces(text, Room::Page).into_iter().map(|it| (it.text, it.whole)).collect()
    }

    #[test]
    fn a_bracket_after_a_percent_sign_may_begin_a_line() {
        assert_eq!(chinese_breaks("（P", Some('%')), "\u{200b}（P");
        assert_eq!(chinese_breaks("62%（P", None), "62%\u{200b}（P");
        assert_eq!(chinese_breaks("率（P", None), "率（P");
        assert_eq!(chinese_breaks(" 例；", Some('8')), "\u{a0}例；");
        let parts = pieces("14%～20%（CheckMate 040）", Room::Page);
        assert!(parts.iter().any(|it| it.cut && it.text.starts_with('（')), "{parts:?}");
    }
}
