//! The passages of a generated file, values and the text between them, and the spans that lead to them.

use std::collections::HashMap;

use typst::syntax::{LinkedNode, Source, Span, SyntaxKind};

use crate::typst_source::source_map::Written;

/// A value, or the text before or behind one.
#[derive(Debug, Default)]
pub struct Passage {
    /// Its letters, as `letters` gives them.
    pub text: String,
    /// Which value of the trace it is.
    pub trace: Option<usize>,
    /// Whether the pages may leave it out.
    pub optional: bool,
    /// Which body of the file the value stands in, from 1; values of one body follow one another on
    /// the page. 0 for a value that stands alone.
    pub within: usize,
}

/// The passages in the order of the file, and which of them each piece of markup belongs to.
pub fn of(source: &Source, values: &[Written]) -> (Vec<Passage>, HashMap<Span, usize>) {
    let mut walk = Walk { values, ..Walk::default() };
    walk.node(&LinkedNode::new(source.root()));
    (walk.passages, walk.spans)
}

#[derive(Default)]
struct Walk<'a> {
    values: &'a [Written],
    /// The first value that does not end before the node at hand.
    next: usize,
    /// How many bodies there have been, and those around the node: where each begins, and which it is.
    count: usize,
    bodies: Vec<(usize, usize)>,
    /// Whether the last passage is the value `next`.
    inside: bool,
    passages: Vec<Passage>,
    spans: HashMap<Span, usize>,
}

impl Walk<'_> {
    fn node(&mut self, node: &LinkedNode) {
        if node.get().children().len() == 0 {
            return self.leaf(node);
        }
        let around = self.bodies.len();
        match node.kind() {
            SyntaxKind::ContentBlock => {
                self.count += 1;
                self.bodies.push((node.offset(), self.count));
            }
            // In a formula the order of layout is not that of the source.
            SyntaxKind::Equation => self.bodies.push((node.offset(), 0)),
            _ => {}
        }
        for child in node.children() {
            self.node(&child);
        }
        self.bodies.truncate(around);
    }

    /// The body around a value; it has one of its own, which begins with its text.
    fn body_around(&self, value: &Written) -> usize {
        let outer = self.bodies.iter().rev().find(|(start, _)| start + 1 < value.range.start);
        outer.map_or(0, |(_, body)| *body)
    }

    fn leaf(&mut self, node: &LinkedNode) {
        let written = match node.kind() {
            SyntaxKind::Text | SyntaxKind::Space | SyntaxKind::MathText => {
                node.leaf_text().as_str()
            }
            SyntaxKind::Escape => node.leaf_text().trim_start_matches('\\'),
            _ => return,
        };
        let at = node.offset();
        while self.values.get(self.next).is_some_and(|value| value.range.end <= at) {
            self.next += 1;
            self.inside = false;
        }
        let value = self.values.get(self.next).filter(|value| value.range.contains(&at));
        let last = self.passages.last().and_then(|last| last.trace);
        match value {
            Some(_) if self.inside => {}
            Some(value) => {
                let (text, trace) = (letters(&value.text).collect(), Some(value.trace));
                let (optional, within) = (value.optional, self.body_around(value));
                self.passages.push(Passage { text, trace, optional, within });
                self.inside = true;
            }
            None if self.passages.is_empty() || last.is_some() => {
                self.passages.push(Passage::default());
            }
            None => {}
        }
        let index = self.passages.len() - 1;
        if value.is_none() {
            self.passages[index].text.extend(letters(written));
        }
        self.spans.insert(node.span(), index);
    }
}

/// A text without what layout adds or takes away: spaces, joiners and hyphens of line breaks, the
/// styles and the minus sign of formulas.
pub fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter_map(letter)
}

fn letter(character: char) -> Option<char> {
    let code = character as u32;
    match character {
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => None,
        // Typst writes such where text of another direction begins and ends.
        '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}' => None,
        _ if character.is_whitespace() => None,
        '−' => Some('-'),
        'ℎ' => Some('h'),
        // Mathematical letters come in alphabets of 52, their digits in tens.
        '\u{1d400}'..='\u{1d6a3}' => {
            let at = ((code - 0x1d400) % 52) as u8;
            Some(if at < 26 { char::from(b'A' + at) } else { char::from(b'a' + at - 26) })
        }
        '\u{1d7ce}'..='\u{1d7ff}' => char::from_digit((code - 0x1d7ce) % 10, 10),
        _ => Some(character),
    }
}
