//! Divisions that stand in too many others become text before they are parsed: the parser compares each
//! line with every open division, so that a file of nothing but openings would cost its square.

use std::borrow::Cow;

use crate::data::work;
use crate::model::limits::Limits;

/// So many levels are left: more than may be laid out, so that the nesting is still found to be too deep.
const DEEPEST: usize = 2 * Limits::DEEPEST_TEXT as usize;

/// Which division a line of colons closes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Closing {
    /// The innermost one, however long its fence: as other programs read it, and as `divisions` writes it.
    Innermost,
    /// The innermost one, if its fence is no longer: no reader has fewer of them open.
    AtMostAsLong,
}

/// The text with at most so many divisions open at a time; each byte keeps its place.
pub fn shallow(text: &str, closing: Closing) -> Cow<'_, str> {
    if !text.contains(":::") {
        return text.into();
    }
    work::count(text.len());
    let mut open: Vec<usize> = Vec::new();
    let mut deep = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let inside = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
        let colons = inside.len() - inside.trim_start_matches(':').len();
        if colons >= 3 {
            let is_end = inside.trim_matches([':', ' ', '\t', '\r', '\n']).is_empty();
            let closes = |it: &&usize| closing == Closing::Innermost || **it <= colons;
            match is_end {
                true if open.last().filter(closes).is_some() => drop(open.pop()),
                true => {}
                false if open.len() < DEEPEST => open.push(colons),
                false => deep.push(start + line.len() - inside.len()),
            }
        }
        start += line.len();
    }
    if deep.is_empty() {
        return text.into();
    }
    let mut bytes = text.as_bytes().to_vec();
    for at in deep {
        bytes[at] = b'.';
    }
    // One character of ASCII takes the place of another.
    String::from_utf8(bytes).map_or(text.into(), Cow::Owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_too_deep_becomes_text() {
        for honest in ["::: a\nx\n:::\n", "::: a\n:::: b\n:::\n::::\n", ":::: a\n:::\n"] {
            let honest = honest.repeat(DEEPEST + 9);
            assert_eq!(shallow(&honest, Closing::Innermost), honest);
        }
        for opening in ["::: a\n", "> ::: {.b}\n", ":::: c\n", "- ::: d\n"] {
            let text = shallow(&opening.repeat(DEEPEST + 9), Closing::Innermost).into_owned();
            assert_eq!(text.len(), opening.len() * (DEEPEST + 9));
            assert_eq!(text.matches(opening.trim_end()).count(), DEEPEST, "{text}");
        }
        let unclosed = ":::: a\n:::\n".repeat(DEEPEST + 9);
        let text = shallow(&unclosed, Closing::AtMostAsLong);
        assert_eq!(text.matches(":::: a").count(), DEEPEST);
    }
}
