//! The lines of a deck: breaks of slides, code, and all others.

use std::ops::Range;

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A rule, which parts slides.
    Break,
    /// A line of a block of code, fences included.
    Code,
    /// Any other line.
    Text,
}

/// A line without its end.
#[derive(Debug, Clone)]
pub struct Line<'t> {
    /// Where it stands.
    pub range: Range<usize>,
    /// Its characters.
    pub text: &'t str,
    /// What it is.
    pub kind: Kind,
}

impl Line<'_> {
    /// Whether there is nothing on it.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}

/// The lines of a text.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    let mut fence: Option<&str> = None;
    let mut start = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim_end_matches(['\n', '\r']);
        let range = start..start + line.len();
        start += whole.len();
        let kind = match fence {
            Some(opening) => {
                let closing = line.trim();
                let closes = closing.len() >= opening.len()
                    && closing.chars().all(|c| opening.starts_with(c));
                fence = fence.filter(|_| !closes);
                Kind::Code
            }
            None => {
                fence = opening(line);
                // A line of CommonMark's HTML ends with the comment; behind other words `---` makes a heading.
                let after_blank = lines.last().is_none_or(|it| {
                    it.is_blank() || it.kind != Kind::Text || it.text.trim_end().ends_with("-->")
                });
                match (fence, after_blank && is_rule(line)) {
                    (Some(_), _) => Kind::Code,
                    (None, true) => Kind::Break,
                    (None, false) => Kind::Text,
                }
            }
        };
        lines.push(Line { range, text: line, kind });
    }
    lines
}

/// The signs of a fence that a line opens.
fn opening(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let sign = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3).then(|| &line[..length])
}

/// Three or more of `-`, `*` or `_`, with or without blanks between.
fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(sign) = signs.next().filter(|c| matches!(c, '-' | '*' | '_')) else { return false };
    !line.starts_with("    ") && signs.clone().count() >= 2 && signs.all(|c| c == sign)
}

/// The level of the heading that a line is, or 0.
pub fn heading_level(line: &str) -> usize {
    let level = line.chars().take_while(|c| *c == '#').count();
    let is_apart = line[level..].is_empty() || line[level..].starts_with([' ', '\t']);
    if level <= 6 && is_apart { level } else { 0 }
}
