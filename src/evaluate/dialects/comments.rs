//! Comments of Obsidian that take lines of their own: from `%%` to `%%`.

use super::lines::Line;
use super::pass::Pass;
use super::told::Kind;
use crate::data::work;

/// Whether a text may have such comments.
pub fn is_likely(text: &str) -> bool {
    text.lines().any(|line| line.trim_start().starts_with("%%"))
}

/// Leaves such comments out.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let (mut at, mut closed) = (0, true);
    while let Some(line) = lines.get(at) {
        let open = closed && opens(line);
        let end = open.then(|| end(&lines[at..])).flatten();
        // Without an end behind this one there is none behind those that follow.
        closed &= !open || end.is_some();
        match end {
            Some(length) => {
                pass.tell(Kind::Comment, line.range.start, "");
                pass.put("\n", line.range.start..lines[at + length - 1].next);
                at += length;
            }
            None => {
                pass.keep(line.range.start..line.next);
                at += 1;
            }
        }
    }
}

fn opens(line: &Line) -> bool {
    line.is_text()
        && line.text.trim_start().starts_with("%%")
        && line.text.matches("%%").count() == 1
}

/// How many lines a comment takes whose end stands at the end of a line.
fn end(lines: &[Line]) -> Option<usize> {
    let closes = |line: &Line| line.text.trim_end().ends_with("%%");
    let found = lines[1..].iter().position(closes);
    work::count(found.unwrap_or(lines.len()));
    found.map(|at| at + 2)
}
