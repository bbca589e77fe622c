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

/// Stands around the column that is meant, behind a path; no path has it.
const MARK: char = '\u{f8fd}';

/// A path for the renderer that brings along the column in the whole line: the renderer counts it in what it is given.
pub fn with_column(path: &str, column: usize) -> String {
    format!("{path}{MARK}{column}{MARK}")
}

/// What the renderer wrote, with the columns that its paths bring along in place of its own.
pub fn true_columns(rendered: String) -> String {
    let mut parts = rendered.split(MARK);
    let mut out = parts.next().unwrap_or_default().to_string();
    let mut ahead = parts.peekable();
    while let Some(part) = ahead.next() {
        let column = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
        match ahead.peek().and_then(|rest| place(rest)).filter(|_| column) {
            Some((line, rest)) => {
                out.push_str(&format!(":{line}:{part}{rest}"));
                ahead.next();
            }
            // The sign stands in a line that is shown.
            None => out.push_str(&format!("{MARK}{part}")),
        }
    }
    out
}

/// The line of `:line:column`, and what follows.
fn place(text: &str) -> Option<(&str, &str)> {
    let (line, rest) = text.strip_prefix(':')?.split_once(':')?;
    let rest = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    line.bytes().all(|byte| byte.is_ascii_digit()).then_some((line, rest))
}

#[cfg(test)]
mod tests {
    use super::{around, true_columns, with_column};

    #[test]
    fn columns_are_those_of_the_whole_line() {
        let written = |column| format!(" --> {}:12:501\n  |\n", with_column("a.md", column));
        assert_eq!(true_columns(written(50_001)), " --> a.md:12:50001\n  |\n");
        assert_eq!(true_columns(written(7) + &written(8)).matches("a.md:12:7\n").count(), 1);
        for other in ["a.md:1:1", "\u{f8fd}", "a\u{f8fd}1\u{f8fd}b"] {
            assert_eq!(true_columns(other.to_string()), other);
        }
    }

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
