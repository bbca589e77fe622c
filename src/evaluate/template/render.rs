//! Fills in the values of a text and keeps, for every byte of the result, the author's own place.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError};

use minijinja::{Environment, OutputSpan, OutputSpanKind, Value};

use super::excess::ExcessIn;
use super::operators::{self, Guarded};
use super::pieces::{self, Layer, Piece};
use super::placeholders::{
    Placeholder, Placeholders, SharedPlaceholders, is_refused, placeholder_index, without_refused,
};
use super::snippet::{Snippet, within};
use super::undefined::Known;
use super::{braces, errors, hidden};
use crate::data::place::{Indexed, Place};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::markdown::shallow::{Closing, shallow};
use crate::evaluate::markdown::{delimiters, tildes};
use crate::model::inline::VALUE;
use crate::model::inputs::Sources;

/// At most this many broken expressions of one text are reported.
const MAX_FINDINGS: usize = 100;

/// At most so many bytes are rendered to find them: each error renders the text from its start.
const MOST_RENDERED: usize = 16 << 20;

/// A text with its values filled in.
pub struct Rendered {
    /// The result; values are placeholders.
    pub text: String,
    /// What stands in the placeholders.
    pub placeholders: Vec<Placeholder>,
    /// Whether an expression was written for another program, as far as its error tells.
    pub is_foreign: bool,
    /// The changes since, one layer on another.
    layers: Vec<Layer>,
    spans: Vec<OutputSpan>,
    files: HashMap<Arc<str>, (Indexed<Arc<str>>, Guarded)>,
    path: Arc<str>,
    inside: Option<Place>,
}

impl Rendered {
    /// Nothing yet, of this piece.
    fn begun(snippet: &Snippet) -> Rendered {
        let file = (Indexed::new(snippet.path, snippet.text.into()), Guarded::default());
        Rendered {
            text: String::new(),
            placeholders: Vec::new(),
            is_foreign: false,
            layers: Vec::new(),
            spans: Vec::new(),
            files: HashMap::from([(snippet.path.clone(), file)]),
            path: snippet.path.clone(),
            inside: snippet.inside.cloned(),
        }
    }
}

/// Expands a text. Every broken expression is a finding; what can be rendered is.
pub fn fill(
    snippet: &Snippet,
    environment: &Environment,
    context: &Value,
    placeholders: &SharedPlaceholders,
    sources: &Sources,
    findings: &mut Findings,
) -> Rendered {
    let mut text = without_placeholders(snippet, findings);
    if snippet.braces_are_text {
        text = braces::as_text(&text);
    }
    let mut rendered = Rendered::begun(snippet);
    for _ in 0..MAX_FINDINGS.min(MOST_RENDERED / text.len().max(1)).max(1) {
        *placeholders.lock().unwrap_or_else(PoisonError::into_inner) = Placeholders::default();
        let guarded = operators::guarded(&text);
        let parsed = match &guarded.excess {
            Some(excess) => Err(ExcessIn::error(snippet.path, excess.clone())),
            None => environment.template_from_named_str(snippet.path, &guarded.text),
        };
        let output = parsed.and_then(|template| template.render_with_spans(context.clone()));
        match output {
            Ok((output, spans)) => {
                let mut placeholders = placeholders.lock().unwrap_or_else(PoisonError::into_inner);
                rendered.placeholders = std::mem::take(&mut placeholders.placeholders);
                if let Some((_, counts)) = rendered.files.get_mut(snippet.path) {
                    *counts = guarded;
                }
                rendered.add_files(&spans, sources, findings);
                let output = hidden::revealed(&output);
                rendered.text = shallow(&output, Closing::Innermost).into_owned();
                rendered.spans = spans;
                break;
            }
            Err(error) => {
                rendered.is_foreign |= braces::is_foreign(error.kind());
                let reached =
                    placeholders.lock().unwrap_or_else(PoisonError::into_inner).loops.take();
                let own = errors::Own { text: &text, guarded: &guarded, snippet, sources };
                let known = Known { environment, context, text: snippet.text };
                let found = errors::finding(&error, &own, &known);
                findings.within(errors::rows(&reached), |findings| findings.push(found));
                let own = error.name() == Some(snippet.path);
                let range = error.range().filter(|_| own).map(|range| guarded.original(range));
                let Some(range) = range.and_then(|range| print_tag(&text, range)) else {
                    break;
                };
                // Keep every other place, and look for the next one.
                let blank = blank(&text[range.clone()]);
                text.replace_range(range, &blank);
            }
        }
    }
    rendered
}

/// Spaces in the place of every byte that breaks no line.
fn blank(text: &str) -> String {
    let blank = |c: char| vec![if c == '\n' { '\n' } else { ' ' }; c.len_utf8()];
    text.chars().flat_map(blank).collect()
}

/// The characters that stand for values must not come from the author, or they would be read as
/// such: each is a finding, and a space of the same length takes its place.
fn without_placeholders(snippet: &Snippet, findings: &mut Findings) -> String {
    let indexed = refused(snippet.text).next().map(|_| Indexed::new(snippet.path, snippet.text));
    findings.extend(indexed.iter().flat_map(|indexed| {
        told(snippet.text, |range| within(snippet.inside, indexed.place(range)))
    }));
    hidden::guarded(&without_refused(snippet.text))
}

/// The characters of an author's file that stand for values, and the controls.
fn refused(text: &str) -> impl Iterator<Item = (usize, char)> {
    text.char_indices().filter(|(_, c)| is_refused(*c))
}

/// More of such characters than these are told together: fonts of icons have hundreds.
const ONE_BY_ONE: usize = 3;

/// A finding for each such character, or one for many.
fn told(text: &str, place: impl Fn(std::ops::Range<usize>) -> Place) -> Vec<Diagnostic> {
    let count = refused(text).count();
    let told = if count > ONE_BY_ONE { 1 } else { count };
    let more = if count > told { format!(" (and {} more)", count - told) } else { String::new() };
    let one = |(at, character): (usize, char)| {
        unprintable(character, &more, place(at..at + character.len_utf8()))
    };
    refused(text).take(told).map(one).collect()
}

fn unprintable(character: char, more: &str, place: Place) -> Diagnostic {
    let what = if character.is_control() { "a control character" } else { "for private use" };
    let message =
        format!("the character U+{:04X} is {what} and cannot be printed{more}", character as u32);
    Diagnostic::new(codes::MISSING_GLYPH, place, message)
        .help("remove it; a space stands for it on the pages")
}

impl Rendered {
    /// Adds the files that were included. What stands in them for a value was left out of the text, and
    /// is told here.
    fn add_files(&mut self, spans: &[OutputSpan], sources: &Sources, findings: &mut Findings) {
        for span in spans {
            if !self.files.contains_key(span.name()) {
                let path: Arc<str> = span.name().into();
                let text = sources.text(&path).unwrap_or_default();
                let indexed: Indexed<Arc<str>> = Indexed::new(&path, text.into());
                findings.extend(told(text, |range| indexed.place(range)));
                let counts = operators::guarded(&hidden::guarded(&without_refused(text)));
                self.files.insert(path, (indexed, counts));
            }
        }
    }

    /// A text in which values are plain characters: code, addresses, words for images.
    pub fn plain(&self, text: &str) -> String {
        let text = &*delimiters::revealed(text);
        let mut plain = String::with_capacity(text.len());
        for character in text.chars() {
            match placeholder_index(character).and_then(|index| self.placeholders.get(index)) {
                Some(Placeholder::Value(printed)) => plain.push_str(&printed.text),
                Some(_) => {}
                None => plain.push(tildes::shown(character)),
            }
        }
        plain
    }

    /// What the author typed of such a text: a mark stands for each value that has a cell or needs none.
    pub fn typed(&self, text: &str) -> String {
        let text = &*delimiters::revealed(text);
        let mut typed = String::with_capacity(text.len());
        for character in text.chars() {
            match placeholder_index(character).and_then(|index| self.placeholders.get(index)) {
                Some(Placeholder::Value(made)) if made.is_typed() => typed.push_str(&made.text),
                Some(_) => typed.push(VALUE),
                None => typed.push(tildes::shown(character)),
            }
        }
        typed
    }

    /// The folder of the text.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Puts texts in the place of byte ranges, which are in order and apart; places stay the author's.
    pub fn edit(&mut self, edits: Vec<(Range<usize>, String)>) {
        if !edits.is_empty() {
            self.rewrite(pieces::of_edits(edits, self.text.len()));
        }
    }

    /// Puts the text together anew; places stay the author's.
    pub fn rewrite(&mut self, pieces: Vec<Piece>) {
        let (text, layer) = pieces::joined(&self.text, pieces);
        self.text = text;
        self.layers.push(layer);
    }

    /// Marks what Markdown's reader must not take for its own: tildes of ranges, and formulas.
    pub fn mark(&mut self) {
        self.text = delimiters::in_dollars(tildes::kept(std::mem::take(&mut self.text)));
    }

    /// The byte before all changes.
    fn unedited(&self, at: usize) -> usize {
        self.layers.iter().rev().fold(at, |at, layer| layer.before(at))
    }

    /// The author's place of a byte range of the rendered text.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = self.unedited(range.start);
        let range = start..self.unedited(range.end).max(start);
        let after = self.spans.partition_point(|span| span.output_range().start <= range.start);
        let Some(span) = after.checked_sub(1).and_then(|at| self.spans.get(at)) else {
            return Place::file(&self.path);
        };
        let source = match span.kind() {
            OutputSpanKind::Raw => {
                let start = span.source_range().start + range.start - span.output_range().start;
                start..(start + range.len()).min(span.source_range().end)
            }
            _ => span.source_range(),
        };
        match self.files.get(span.name()) {
            Some((file, counts)) => {
                within(self.inside.as_ref(), file.place(counts.original(source)))
            }
            None => Place::file(span.name()),
        }
    }
}

/// The `{{ … }}` around a byte range, delimiters included.
fn print_tag(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text.get(..range.start)?.rfind("{{")?;
    let length = text.get(range.end..)?.find("}}")?;
    // A statement in between means the error was not in a print tag.
    (!text[start..range.start].contains("}}")).then_some(start..range.end + length + 2)
}
