//! How far a text has been read in which formulas are looked for.

use std::collections::HashSet;
use std::ops::Range;

use crate::data::work;

/// The longest formula that is looked for, in bytes: two marks that stand far apart belong to no one.
pub const LONGEST: usize = 16_000;

/// A formula with its marks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Its bytes, marks included.
    pub range: Range<usize>,
    /// The length of the opening mark.
    pub open: usize,
    /// The length of the closing mark.
    pub close: usize,
    /// Whether its lines may be joined: not in a quotation, where each has a mark.
    pub joins: bool,
}

/// What was found ahead, so that it is looked for once.
#[derive(Default)]
pub struct Brackets<'t> {
    /// Where the next closing bracket of each kind stands.
    pub closings: [Ahead; 4],
    /// The environments of which no end is ahead.
    pub unended: HashSet<&'t str>,
    /// A line that was asked for, and whether marks are escaped in it.
    pub escapes: Option<(usize, bool)>,
}

/// A text that is read from its start to its end.
#[derive(Default)]
pub struct Scan<'t> {
    /// All of it.
    pub text: &'t str,
    /// The byte that is read.
    pub at: usize,
    /// Where the line begins.
    pub line: usize,
    /// Whether the lines are those of a list.
    pub in_list: bool,
    /// Whether the line before is blank, or code.
    pub after_blank: bool,
    /// The formulas so far.
    pub found: Vec<Span>,
    /// What was found of brackets ahead.
    pub brackets: Brackets<'t>,
    /// Where the paragraph ends, once looked for.
    pub paragraph: Ahead,
}

/// A place ahead that is looked for once: it holds until the scan has passed it.
#[derive(Default, Clone, Copy)]
pub struct Ahead(Option<usize>);

impl Ahead {
    /// Where the words stand next, from a byte on; the end of the text if nowhere.
    pub fn next(&mut self, text: &str, from: usize, words: &str) -> usize {
        if let Some(known) = self.0.filter(|known| *known >= from) {
            return known;
        }
        let next = text[from..].find(words).map_or(text.len(), |at| from + at);
        work::count(next - from);
        self.0 = Some(next);
        next
    }
}

impl<'t> Scan<'t> {
    /// What is not read yet.
    pub fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    /// The line that begins at a byte, without its end.
    pub fn line_at(&self, start: usize) -> &'t str {
        let rest = &self.text[start..];
        rest.split('\n').next().unwrap_or(rest)
    }

    /// Whether what stands between two marks can be a formula.
    pub fn is_formula(&self, inside: &str) -> bool {
        if inside.len() > LONGEST {
            return false;
        }
        let is_break = |line: &str| {
            let line = line.trim_start();
            line.starts_with("```") || line.starts_with("# ") || line.starts_with("## ")
        };
        let blank = inside.lines().skip(1).any(|line| line.trim().is_empty());
        let starts_line = self.text[self.line..self.at]
            .trim_start_matches(|c: char| c.is_whitespace() || ">-*+.0123456789".contains(c))
            .is_empty();
        !inside.trim().is_empty()
            && !inside.lines().any(is_break)
            && (!blank || (starts_line && inside.contains(['\\', '=', '^', '_'])))
    }

    /// Notes a formula of this length, marks included, and passes over it.
    pub fn take(&mut self, length: usize, open: usize, close: usize) {
        let range = self.at..self.at + length;
        let quoted = self.line_at(self.line).trim_start().starts_with('>');
        self.found.push(Span { range: range.clone(), open, close, joins: !quoted });
        self.at = range.end;
        if let Some(newline) = self.text[range.clone()].rfind('\n') {
            self.line = range.start + newline + 1;
        }
    }
}
