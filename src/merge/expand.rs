//! Fills in the values of a text and keeps, for every byte of the result, the author's own place.

use std::ops::Range;
use std::sync::{Arc, PoisonError};

use minijinja::{Environment, OutputSpan, OutputSpanKind, Value};

use super::environment::{Ledger, Slot, Slots, slot_index};
use super::source::TypstFile;
use super::{errors, ids};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;
use crate::model::place::Place;

/// At most this many broken expressions of one text are reported.
const MAX_FINDINGS: usize = 100;

/// A piece of an author's file that is to be expanded.
pub struct Piece<'a> {
    /// Path of the file inside the project.
    pub path: &'a Arc<str>,
    /// The text to expand.
    pub text: &'a str,
    /// When the text is one value of a larger file: where that value stands.
    pub inside: Option<&'a Place>,
}

/// A text with its values filled in.
pub struct Expanded {
    /// The result; values are slots.
    pub text: String,
    /// What stands in the slots.
    pub slots: Vec<Slot>,
    spans: Vec<OutputSpan>,
    files: Vec<(Arc<str>, Arc<str>)>,
    inside: Option<Place>,
}

/// Expands a text. Every broken expression is a finding; what can be expanded is.
pub fn expand(
    piece: &Piece,
    environment: &Environment,
    context: &Value,
    slots: &Slots,
    sources: &Sources,
    findings: &mut Vec<Diagnostic>,
) -> Expanded {
    let mut text = without_slots(piece, findings);
    let mut expanded = Expanded {
        text: String::new(),
        slots: Vec::new(),
        spans: Vec::new(),
        files: vec![(piece.path.clone(), piece.text.into())],
        inside: piece.inside.cloned(),
    };
    for _ in 0..MAX_FINDINGS {
        *slots.lock().unwrap_or_else(PoisonError::into_inner) = Ledger::default();
        let rendered = environment
            .template_from_named_str(piece.path, &text)
            .and_then(|template| template.render_with_spans(context.clone()));
        match rendered {
            Ok((output, spans)) => {
                let mut ledger = slots.lock().unwrap_or_else(PoisonError::into_inner);
                expanded.slots = std::mem::take(&mut ledger.slots);
                expanded.add_files(&spans, sources);
                (expanded.text, expanded.spans) = (ids::revealed(&output), spans);
                break;
            }
            Err(error) => {
                let reached = slots.lock().unwrap_or_else(PoisonError::into_inner).loops.take();
                let found = errors::finding(&error, piece, &text, sources);
                findings.push(errors::in_rows(found, &reached));
                let own = error.name() == Some(piece.path);
                let Some(range) =
                    error.range().filter(|_| own).and_then(|range| print_tag(&text, range))
                else {
                    break;
                };
                // Blank the broken expression, keep every other place, and look for the next one.
                let blank: String = text[range.clone()]
                    .chars()
                    .flat_map(|c| vec![if c == '\n' { '\n' } else { ' ' }; c.len_utf8()])
                    .collect();
                text.replace_range(range, &blank);
            }
        }
    }
    expanded
}

/// The characters that stand for values must not come from the author, or they would be read as
/// such: each is a finding, and a space of the same length takes its place.
fn without_slots(piece: &Piece, findings: &mut Vec<Diagnostic>) -> String {
    let mut text = ids::guarded(piece.text);
    let is_refused = |c: char| slot_index(c).is_some() || c.is_control() && !c.is_whitespace();
    for (at, character) in piece.text.char_indices().filter(|(_, c)| is_refused(*c)) {
        let end = at + character.len_utf8();
        let place = Place::of_bytes(piece.path, piece.text, at..end);
        let what = if character.is_control() { "a control character" } else { "for private use" };
        let message =
            format!("the character U+{:04X} is {what} and cannot be printed", character as u32);
        findings.push(Diagnostic::new(codes::MISSING_GLYPH, within(piece.inside, place), message));
        text.replace_range(at..end, &" ".repeat(end - at));
    }
    text
}

impl Expanded {
    fn add_files(&mut self, spans: &[OutputSpan], sources: &Sources) {
        for span in spans {
            if !self.files.iter().any(|(path, _)| **path == *span.name()) {
                let text = sources.text(span.name()).unwrap_or_default();
                self.files.push((span.name().into(), text.into()));
            }
        }
    }

    /// A text in which values are plain characters: code, addresses, words for images.
    pub fn plain(&self, text: &str) -> String {
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            match slot_index(character).and_then(|index| self.slots.get(index)) {
                Some(Slot::Value(printed)) => plain.push_str(&printed.text),
                Some(_) => {}
                None => plain.push(character),
            }
        }
        plain
    }

    /// The author's place of a byte range of the expanded text.
    pub fn place(&self, range: Range<usize>) -> Place {
        let after = self.spans.partition_point(|span| span.output_range().start <= range.start);
        let Some(span) = after.checked_sub(1).and_then(|at| self.spans.get(at)) else {
            return Place::file(self.files.first().map_or("", |(path, _)| path));
        };
        let source = match span.kind() {
            OutputSpanKind::Raw => {
                let start = span.source_range().start + range.start - span.output_range().start;
                start..(start + range.len()).min(span.source_range().end)
            }
            _ => span.source_range(),
        };
        match self.files.iter().find(|(path, _)| **path == *span.name()) {
            Some((path, text)) => within(self.inside.as_ref(), Place::of_bytes(path, text, source)),
            None => Place::file(span.name()),
        }
    }
}

impl Expanded {
    /// Appends the result to a Typst file, what the author wrote character by character.
    pub fn push_to(&self, file: &mut TypstFile) {
        let mut at = 0;
        let starts = self.spans.iter().map(|span| span.output_range());
        for range in starts {
            file.push(self.text.get(at..range.start).unwrap_or_default());
            at = range.start;
            for line in self.text.get(range.clone()).unwrap_or_default().split_inclusive('\n') {
                let place = self.place(at..at + line.trim_end().len().max(1));
                match self.is_written(at) {
                    true => file.push_verbatim(line, &place),
                    false => file.push_mapped(line, &place),
                }
                at += line.len();
            }
        }
        file.push(self.text.get(at..).unwrap_or_default());
    }

    /// Whether a byte of the result stands just so in an author's file.
    fn is_written(&self, at: usize) -> bool {
        let after = self.spans.partition_point(|span| span.output_range().start <= at);
        let span = after.checked_sub(1).and_then(|at| self.spans.get(at));
        span.is_some_and(|span| span.kind() == OutputSpanKind::Raw)
    }
}

/// The place in the larger file of a place in a value that is written there between quotes.
pub(super) fn within(value: Option<&Place>, place: Place) -> Place {
    match value {
        // A value of several lines has no simple columns; its beginning is near enough.
        Some(value) if place.line > 1 => value.clone(),
        Some(value) => Place { line: value.line, column: value.column + place.column, ..place },
        None => place,
    }
}

/// The `{{ … }}` around a byte range, delimiters included.
fn print_tag(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..range.start)?.rfind("{{")?;
    let length = text.get(range.end..)?.find("}}")?;
    // A statement in between means the error was not in a print tag.
    (!text[start..range.start].contains("}}")).then_some(start..range.end + length + 2)
}
