//! Blocks between fences, with their lines.

use std::ops::Range;

use super::lines::{Kind, Line, closes, opening};
use super::pass::Pass;

/// A block between fences.
pub struct Block<'l, 't> {
    /// What stands behind the signs of the fence that opens it.
    pub info: &'t str,
    /// The signs of that fence.
    pub mark: &'t str,
    /// The blanks before it.
    pub blanks: &'t str,
    /// The byte where it begins.
    pub start: usize,
    /// The lines between the fences.
    pub lines: &'l [Line<'t>],
    /// The line that opens it.
    pub first: &'l Line<'t>,
    /// The byte behind it, its last end of line included.
    pub end: usize,
}

impl Block<'_, '_> {
    /// The bytes of the whole.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// The lines between the fences but for some at their head.
    pub fn code(&self, text: &str, without: usize) -> String {
        let lines = self.lines.get(without..).unwrap_or_default();
        let (Some(first), Some(last)) = (lines.first(), lines.last()) else { return String::new() };
        text.get(first.range.start..last.range.end).unwrap_or_default().to_string()
    }

    /// Writes another first line and keeps all others.
    pub fn replace_opening(&self, pass: &mut Pass, new: String) {
        pass.put(new, self.start..self.first.next);
        pass.keep(self.first.next..self.end);
    }
}

/// The lines of a text: blocks between fences, and all others one by one.
pub enum Part<'l, 't> {
    /// A block between fences.
    Block(Block<'l, 't>),
    /// Another line.
    Line(&'l Line<'t>),
}

/// Parts a text at its fences.
pub fn split<'l, 't>(lines: &'l [Line<'t>]) -> Vec<Part<'l, 't>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(first) = lines.get(at) {
        let open = opening(first.text).filter(|_| first.kind == Kind::Opening);
        let Some(mark) = open else {
            found.push(Part::Line(first));
            at += 1;
            continue;
        };
        let inside = lines[at + 1..].iter().take_while(|line| line.kind == Kind::Fenced);
        let length = inside.clone().count();
        let closing = inside.clone().position(|line| closes(line.text, mark));
        let content = closing.unwrap_or(length);
        let last = closing.map_or(length, |it| it + 1);
        let info = first.text.trim_start().strip_prefix(mark).unwrap_or_default();
        found.push(Part::Block(Block {
            info,
            mark,
            blanks: first.blanks(),
            start: first.range.start,
            lines: &lines[at + 1..at + 1 + content],
            first,
            end: lines[at + last].next,
        }));
        at += last + 1;
    }
    found
}

/// The name of a file or the words above code.
pub fn titled(blanks: &str, title: &str) -> String {
    match title.is_empty() {
        true => String::new(),
        false if title.contains(' ') => format!("\n{blanks}**{title}**\n\n"),
        false => format!("\n{blanks}`{title}`\n\n"),
    }
}
