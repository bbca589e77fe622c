//! Characters that are not seen but change what is read: they reorder text, hide it, or steer a terminal.

use std::borrow::Cow;

/// Whether a character sets a direction, and so can reorder what stands beside it.
pub fn is_bidi_control(character: char) -> bool {
    matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character forces letters into an order that is not theirs.
pub fn is_override(character: char) -> bool {
    matches!(character, '\u{202d}' | '\u{202e}')
}

/// Whether a character is never seen and has no use in a text that is typeset: controls of direction,
/// separators of lines and paragraphs, a byte order mark, invisible operators, annotations, tags.
/// Joiners, soft hyphens, and places to break or not to break a line are in honest use.
pub fn is_hidden(character: char) -> bool {
    is_bidi_control(character)
        || matches!(character,
            '\u{180e}' | '\u{2028}' | '\u{2029}' | '\u{2061}'..='\u{2065}' | '\u{206a}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// The hidden characters of a text, each with its byte; the tags of a flag (🏴 and what follows it) are
/// in honest use.
pub fn hidden(text: &str) -> impl Iterator<Item = (usize, char)> {
    let mut flag = false;
    text.char_indices().filter(move |(_, character)| {
        let is_tag = matches!(character, '\u{e0020}'..='\u{e007f}');
        flag = *character == '\u{1f3f4}' || flag && is_tag;
        is_hidden(*character) && !(flag && is_tag)
    })
}

/// A text without its hidden characters; those that part lines become spaces.
pub fn without_hidden(text: &str) -> Cow<'_, str> {
    if hidden(text).next().is_none() {
        return text.into();
    }
    let left_out: Vec<usize> = hidden(text).map(|(at, _)| at).collect();
    let kept = |(at, character): (usize, char)| match (left_out.binary_search(&at), character) {
        (Ok(_), '\u{2028}' | '\u{2029}') => Some(' '),
        (Ok(_), _) => None,
        (Err(_), character) => Some(character),
    };
    text.char_indices().filter_map(kept).collect::<String>().into()
}

/// A text as it may be shown on a terminal, on one line: what is hidden or a control is written out.
pub fn visible(text: &str) -> Cow<'_, str> {
    let written_out = |character: char| character.is_control() || is_hidden(character);
    if !text.contains(written_out) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        match character {
            '\n' => shown.push_str("\\n"),
            '\r' => shown.push_str("\\r"),
            '\t' => shown.push_str("\\t"),
            _ if written_out(character) => shown.push_str(&name(character)),
            _ => shown.push(character),
        }
    }
    shown.into()
}

/// JSON that means the same, in which no character is hidden: they are escaped within its strings.
pub fn json(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match is_hidden(character) || matches!(character, '\u{7f}'..='\u{9f}') {
            true => {
                let units = character.encode_utf16(&mut [0; 2]).to_vec();
                shown.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
            }
            false => shown.push(character),
        }
    }
    shown
}

/// How a character that is not seen is named: `\u{200F}`.
pub fn name(character: char) -> String {
    format!("\\u{{{:04X}}}", character as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_hidden_is_written_out_and_what_is_honest_stays() {
        let honest = "שלום العربية a\u{200c}b 👩\u{200d}⚕\u{fe0f} co\u{ad}op 🏴\u{e0067}\u{e0062}\u{e007f} 治\u{2060}疗";
        assert!(matches!(without_hidden(honest), Cow::Borrowed(_)));
        assert_eq!(without_hidden("12\u{200f}-34\u{feff}"), "12-34");
        assert_eq!(
            visible("a\n::stop\u{1b}[2J\u{9b}\u{202e}"),
            "a\\n::stop\\u{001B}[2J\\u{009B}\\u{202E}"
        );
        assert!(hidden("a\u{e0041}").next().is_some());
    }
}
