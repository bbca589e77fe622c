//! A few words above the title of a slide: where only rules part slides, the title behind them is that of the same slide.

use super::changes::Changes;
use super::lines::{Kind, Line, heading_level};

/// So many lines stand above a title at most.
const MOST: usize = 3;

/// What is rewritten elsewhere is not moved.
const MARKS: [&str; 4] = ["<!--", "![", "::", "$$"];

/// Puts such words behind the title.
pub fn lower(text: &str, lines: &[Line], changes: &mut Changes) {
    let is_title = |line: &Line| line.kind == Kind::Text && heading_level(line.text) == 1;
    let Some(at) = lines.iter().position(is_title) else { return };
    let mut above = lines[..at].iter().filter(|line| !line.is_blank());
    let (Some(first), count) = (above.next(), above.clone().count()) else { return };
    let plain = |line: &Line| {
        let is_rewritten = MARKS.iter().any(|mark| line.text.contains(mark));
        line.kind == Kind::Text && heading_level(line.text) == 0 && !is_rewritten
    };
    if count < MOST && plain(first) && above.all(plain) {
        let moved = first.range.start..lines[at].range.start;
        changes.insert(lines[at].range.end, format!("\n\n{}\n", text[moved.clone()].trim_end()));
        changes.replace(moved, "");
    }
}
