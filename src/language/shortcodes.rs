//! Emoji by the names that GitHub gives them, such as `:rocket:`.

use std::borrow::Cow;
use std::ops::Range;

/// The longest name, in bytes; one that does not end is not looked for any further.
const LONGEST: usize = 48;

/// The names in a text: the bytes of each with its colons, and the emoji.
///
/// A name stands by itself: in `10:30:45` or `a:b:c` there is none; and one of digits only is an amount.
pub fn found(text: &str) -> Vec<(Range<usize>, &'static str)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find(':').map(|it| at + it) {
        at = start + 1;
        let rest = &text[at..];
        let inside = |c: &u8| c.is_ascii_alphanumeric() || b"_+-".contains(c);
        let length = rest.bytes().take(LONGEST).take_while(inside).count();
        if length == 0 || !rest[length..].starts_with(':') {
            continue;
        }
        let (name, end) = (&rest[..length], at + length + 1);
        let joins = |c: char| c.is_ascii_alphanumeric() || c == ':';
        let alone = !text[..start].ends_with(joins) && !text[end..].starts_with(joins);
        let is_amount = name.bytes().all(|c| c.is_ascii_digit());
        if let Some(emoji) = emojis::get_by_shortcode(name).filter(|_| alone && !is_amount) {
            found.push((start..end, emoji.as_str()));
            at = end;
        }
    }
    found
}

/// A text with the emoji in place of their names.
pub fn replaced(text: &str) -> Cow<'_, str> {
    let mut found = found(text);
    if found.is_empty() {
        return text.into();
    }
    let mut out = text.to_string();
    while let Some((range, emoji)) = found.pop() {
        out.replace_range(range, emoji);
    }
    out.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_stand_by_themselves_are_emoji() {
        for (text, expected) in [
            (":rocket: Start", "🚀 Start"),
            ("(:+1:) :tada:", "(👍) 🎉"),
            ("完成:white_check_mark:。", "完成✅。"),
            (":x: no", "❌ no"),
        ] {
            assert_eq!(replaced(text), expected);
        }
        for text in
            ["10:30:45", "a:x:b", "std::vec::x", ":100:", ":nothing_like_it:", ":", "::", "1:100:1"]
        {
            assert_eq!(replaced(text), text);
        }
    }
}
