//! What stands between an opening and a closing sign.

use std::ops::Range;

/// What stands from each opening sign to the next closing one, which is left out; in order.
pub fn quoted(text: &str, open: char, close: char) -> impl Iterator<Item = Range<usize>> {
    let mut closes = text.match_indices(close).map(|(at, _)| at).peekable();
    text.match_indices(open).map_while(move |(at, _)| {
        while closes.next_if(|close| *close < at).is_some() {}
        Some(at..*closes.peek()?)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_opening_sign_goes_with_the_next_closing_one() {
        let found = |text: &str| -> Vec<String> {
            quoted(text, '“', '”').map(|range| text[range].to_string()).collect()
        };
        assert_eq!(found("a “b” c “d”"), ["“b", "“d"]);
        assert_eq!(found("“a “b” c"), ["“a “b", "“b"]);
        assert_eq!(found("” “a” “b"), ["“a"]);
        assert_eq!(found("“a “b “c"), [""; 0]);
    }
}
