//! Formulas between brackets with backslashes, and environments.

use super::math_scan::{LONGEST, Scan};
use super::math_signs::{has_escapes, in_words, is_display, is_inline};
use crate::data::work;

/// The longest name of an environment with its star and brace, in bytes.
const LONGEST_NAME: usize = 16;

/// Environments that are formulas by themselves.
const ENVIRONMENTS: [&str; 20] = [
    "equation",
    "align",
    "gather",
    "alignat",
    "multline",
    "eqnarray",
    "flalign",
    "displaymath",
    "math",
    "dmath",
    "subequations",
    "aligned",
    "xalignat",
    "split",
    "gathered",
    "cases",
    "array",
    "pmatrix",
    "bmatrix",
    "vmatrix",
];

/// The marks of formulas with backslashes.
const BRACKETS: [(&str, &str); 4] =
    [("\\(", "\\)"), ("\\\\(", "\\\\)"), ("\\[", "\\]"), ("\\\\[", "\\\\]")];

impl Scan<'_> {
    /// Reads on from a backslash: a formula in brackets, an environment, or an escaped character.
    pub fn backslash(&mut self, rest: &str) {
        for (kind, (open, close)) in BRACKETS.into_iter().enumerate() {
            if !rest.starts_with(open) {
                continue;
            }
            if let Some(end) = self.bracketed_end(kind) {
                return self.take(end, open.len(), close.len());
            }
        }
        if let Some((end, open, close)) = self.environment_end() {
            return self.take(end, open, close);
        }
        self.at += 1 + rest[1..].chars().next().map_or(0, char::len_utf8);
        // A line break that is escaped begins a line all the same.
        if rest[1..].starts_with('\n') {
            self.at -= 1;
        }
    }

    fn bracketed_end(&mut self, kind: usize) -> Option<usize> {
        let (open, close) = BRACKETS[kind];
        let start = self.at + open.len();
        let end = self.brackets.closings[kind].next(self.text, start, close);
        if end == self.text.len() || end - start > LONGEST {
            return None;
        }
        let inside = &self.text[start..end];
        let end = end - self.at;
        let paragraph = open.ends_with('(') && (inside.contains("\n\n") || inside.contains('`'));
        let reads = match open.ends_with('(') {
            true => is_inline(inside, || self.escapes()),
            false => is_display(inside),
        };
        // A formula within escaped brackets is one by itself: `\[see $x^2$\]`.
        let apart = inside.find('$').is_some_and(|at| !in_words(&inside[..at]));
        (!paragraph && !apart && reads && self.is_formula(inside)).then_some(end + close.len())
    }

    /// Whether marks are escaped in the line.
    fn escapes(&mut self) -> bool {
        let known = self.brackets.escapes.filter(|(line, _)| *line == self.line);
        let line = self.line;
        self.brackets
            .escapes
            .insert(known.unwrap_or_else(|| (line, has_escapes(self.line_at(line)))))
            .1
    }

    fn environment_end(&mut self) -> Option<(usize, usize, usize)> {
        let rest = self.rest();
        let after = rest.strip_prefix("\\begin{")?;
        let name = &after[..after.bytes().take(LONGEST_NAME).position(|byte| byte == b'}')?];
        if !ENVIRONMENTS.contains(&name.trim_end_matches('*'))
            || self.brackets.unended.contains(name)
        {
            return None;
        }
        let (open, close) = (format!("\\begin{{{name}}}"), format!("\\end{{{name}}}"));
        let mut ends = rest.match_indices(&close).map(|(at, _)| at).peekable();
        if ends.peek().is_none() {
            work::count(rest.len());
            self.brackets.unended.insert(name);
        }
        let near = ends.take_while(|at| *at <= LONGEST).take(20);
        // As many have begun before as have ended.
        let closes = |(ended, at): &(usize, usize)| rest[..*at].matches(&open).count() == ended + 1;
        let (_, end) = near.enumerate().find(closes)?;
        let inside = &rest[open.len()..end];
        let sound = !inside.contains("$$") && !inside.contains("```");
        sound.then_some((end + close.len(), open.len(), close.len()))
    }
}
