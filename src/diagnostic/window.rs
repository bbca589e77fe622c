//! The part of a long line that is shown around a place: whoever draws it reads all that it is given.

use std::ops::Range;

/// A line of so many bytes is shown from its whole.
const WHOLE: usize = 2_000;

/// So many bytes stand before a place and behind its start, more than any terminal is wide.
const AROUND: usize = 500;

/// What is drawn of a line.
pub struct Window<'a> {
    /// Its text.
    pub text: &'a str,
    /// The place in it, in bytes.
    pub range: Range<usize>,
    /// Whether there is more of the line.
    pub is_part: bool,
}

/// The window around a byte range of a line.
pub fn around(line: &str, range: Range<usize>) -> Window<'_> {
    if line.len() <= WHOLE {
        return Window { text: line, range, is_part: false };
    }
    let from = line.floor_char_boundary(range.start.saturating_sub(AROUND));
    let to = line.ceil_char_boundary(range.start.saturating_add(2 * AROUND));
    let end = range.end.min(line.floor_char_boundary(range.start.saturating_add(AROUND)));
    Window {
        text: &line[from..to],
        range: range.start - from..end.max(range.start) - from,
        is_part: true,
    }
}

#[cfg(test)]
mod tests {
    use super::around;

    #[test]
    fn a_window_has_its_place() {
        let line = "症".repeat(3_000);
        for range in [0..3, 3_000..3_006, 8_997..9_000, 9_000..9_000, 300..8_100] {
            let window = around(&line, range.clone());
            assert!(window.is_part && window.text.len() < 2_000, "{range:?}");
            let shown = &window.text[window.range];
            assert!(line[range.clone()].starts_with(shown) && shown.len() >= range.len().min(400));
        }
        assert!(!around("short", 1..2).is_part);
    }
}
