//! Fills in the values of a text and keeps, for every byte of the result, the author's own place.

use std::ops::Range;
use std::sync::{Arc, PoisonError};

use minijinja::{Environment, Error, ErrorKind, OutputSpan, OutputSpanKind, Value};

use super::environment::{Slot, Slots, slot_index};
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
        slots.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let rendered = environment
            .template_from_named_str(piece.path, &text)
            .and_then(|template| template.render_with_spans(context.clone()));
        match rendered {
            Ok((output, spans)) => {
                expanded.slots = slots.lock().unwrap_or_else(PoisonError::into_inner).clone();
                expanded.add_files(&spans, sources);
                (expanded.text, expanded.spans) = (output, spans);
                break;
            }
            Err(error) => {
                findings.push(finding(&error, piece, &text, sources));
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
    let mut text = piece.text.to_string();
    for (at, character) in piece.text.char_indices().filter(|(_, c)| slot_index(*c).is_some()) {
        let end = at + character.len_utf8();
        let place = Place::of_bytes(piece.path, piece.text, at..end);
        let message = format!(
            "the character U+{:04X} is for private use and cannot be printed",
            character as u32
        );
        findings.push(Diagnostic::new(codes::MISSING_GLYPH, within(piece.inside, place), message));
        text.replace_range(at..end, "    ");
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

/// The place in the larger file of a place in a value that is written there between quotes.
fn within(value: Option<&Place>, place: Place) -> Place {
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

/// An error inside `a.b.c` may point at `.b.c`; the author's words begin at `a`.
fn whole_name(source: &str, range: Range<usize>) -> Range<usize> {
    let is_name = |c: char| c.is_alphanumeric() || "_.[]\"'".contains(c);
    let before = source.get(..range.start).unwrap_or_default();
    let name = before.len() - before.trim_end_matches(is_name).len();
    range.start - name..range.end
}

fn finding(error: &Error, piece: &Piece, text: &str, sources: &Sources) -> Diagnostic {
    let name = error.name().unwrap_or(piece.path);
    let own = name == &**piece.path;
    let source = if own { text } else { sources.text(name).unwrap_or_default() };
    let range = error.range().map(|range| whole_name(source, range)).unwrap_or_default();
    let expression = source.get(range.clone()).unwrap_or_default().trim();
    let place = match (piece.inside, error.line()) {
        (None, Some(line)) if range.is_empty() => Place::at(&name.into(), line, 1),
        (inside, _) => within(inside.filter(|_| own), Place::of_bytes(&name.into(), source, range)),
    };
    let detail = error.detail().unwrap_or_default();
    match error.kind() {
        ErrorKind::UndefinedError => {
            let what = if expression.is_empty() {
                "a value".to_string()
            } else {
                format!("`{expression}`")
            };
            Diagnostic::new(codes::UNDEFINED_VALUE, place, format!("{what} is not defined")).help(
                "names are written as {{ dataset.id.column }}; check the id against the data file",
            )
        }
        ErrorKind::SyntaxError => {
            let message = format!("this expression cannot be read: {detail}");
            Diagnostic::new(codes::EXPRESSION_SYNTAX, place, message)
        }
        ErrorKind::OutOfFuel => {
            let message = "this text takes too many steps to fill in; does a loop never end?";
            Diagnostic::new(codes::EXPRESSION_FAILED, place, message)
                .help("`--limit steps=N` lets it take more")
        }
        kind => {
            let message = if detail.is_empty() { kind.to_string() } else { detail.to_string() };
            let what =
                if expression.is_empty() { String::new() } else { format!("`{expression}`: ") };
            Diagnostic::new(codes::EXPRESSION_FAILED, place, format!("{what}{message}"))
        }
    }
}
