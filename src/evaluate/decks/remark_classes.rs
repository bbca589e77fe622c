//! Content in classes as remark.js writes it: `.name[…]`, in a line and over several.

use std::ops::Range;

use super::lines::{Kind, Line};

/// Content in a class.
pub struct Span<'t> {
    /// `.name[`.
    pub open: Range<usize>,
    /// `]`.
    pub close: Range<usize>,
    /// The names, with a full stop before each.
    pub name: &'t str,
}

impl Span<'_> {
    /// Whether it is the column on the left: `.pull-left`, `.left-column`.
    pub fn is_left(&self) -> bool {
        self.name.contains('-') && self.name.contains("left")
    }

    /// Whether it is the column on the right.
    pub fn is_right(&self) -> bool {
        self.name.contains('-') && self.name.contains("right")
    }

    /// What the class means in Markdown, if Markdown has a mark for it.
    pub fn mark(&self) -> Option<&'static str> {
        match self.name {
            ".bold" | ".b" | ".strong" => Some("**"),
            ".italic" | ".it" | ".i" | ".em" => Some("*"),
            _ => None,
        }
    }

    /// Whether all that it means is on the page.
    pub fn is_plain(&self) -> bool {
        self.mark().is_some() || self.name == ".footnote"
    }
}

/// A bracket that is open: of a class, or any other.
struct Open<'t> {
    class: Option<(Range<usize>, &'t str)>,
}

/// The contents in classes on these lines, in the order in which they begin.
pub fn spans<'t>(text: &'t str, lines: &[Line]) -> Vec<Span<'t>> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    for line in lines.iter().filter(|line| line.kind == Kind::Text) {
        // Notes are the speaker's.
        if line.text.trim_end() == "???" {
            break;
        }
        let mut at = line.range.start;
        while let Some(next) = text[at..line.range.end].find(['`', '.', '[', ']', '\\']) {
            let start = at + next;
            at = start + 1;
            match text.as_bytes()[start] {
                b'`' => at = code_end(text, start, line.range.end),
                b'\\' => at = after(text, at).min(line.range.end),
                b'[' => open.push(Open { class: None }),
                b']' => {
                    if let Some(Open { class: Some((open, name)) }) = open.pop() {
                        found.push(Span { open, close: start..start + 1, name });
                    }
                }
                _ => {
                    if let Some(name) = name(&text[start..line.range.end]) {
                        at = start + name.len() + 1;
                        open.push(Open { class: Some((start..at, name)) });
                    }
                }
            }
        }
    }
    found.sort_by_key(|span: &Span| span.open.start);
    found
}

/// The byte behind the character that begins at a byte.
fn after(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

/// Where a span of code ends that begins at a byte; code that nothing closes is none.
fn code_end(text: &str, start: usize, end: usize) -> usize {
    let ticks = text[start..end].bytes().take_while(|byte| *byte == b'`').count();
    let inside = start + ticks;
    let mark = &text[start..inside];
    text[inside..end].find(mark).map_or(inside, |length| inside + length + ticks)
}

/// `.name.other` before a bracket.
fn name(text: &str) -> Option<&str> {
    let end = text.find('[')?;
    let name = &text[..end];
    let sound = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || "_-".contains(c))
            && part.chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
    };
    name.get(1..)?.split('.').all(sound).then_some(name)
}
