//! The gate after layout: what a strict eye would mark on the finished pages becomes a finding at
//! the line that caused it. What pages are held to is in the theme's `[limits]`.

mod pages;
mod text;

use std::collections::HashSet;
use std::sync::Arc;

use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::Input;
use super::survey::{self, Page, Report, Run};
use crate::diagnostic::{Code, Diagnostic};
use crate::model::look::Limits;
use crate::model::place::Place;

/// What a span of the merged source is, in the author's files.
pub type Locate<'a> = &'a dyn Fn(Span) -> Option<Place>;

/// A report, and how many runs of text came before it.
type At = (usize, Report);

/// Checks the pages of one document.
pub fn check(
    document: &PagedDocument,
    input: &Input,
    limits: &Limits,
    locate: Locate,
) -> Vec<Diagnostic> {
    let pages = survey::survey(document);
    let mut gate = Gate {
        pages: &pages,
        name: input.name,
        manifest: input.manifest,
        limits,
        locate,
        findings: Vec::new(),
        seen: HashSet::new(),
    };
    for number in 0..pages.len() {
        text::check(&mut gate, number);
        pages::check(&mut gate, number);
    }
    gate.findings
}

/// The pages at hand and what has been found on them.
struct Gate<'a> {
    pages: &'a [Page],
    name: &'a str,
    manifest: &'a str,
    limits: &'a Limits,
    locate: Locate<'a>,
    findings: Vec<Diagnostic>,
    /// One finding for each kind and line: what is too small is said once.
    seen: HashSet<(Code, Arc<str>, usize)>,
}

impl Gate<'_> {
    /// Records what is wrong on page `number`, near the run `near`.
    fn mark(&mut self, code: Code, number: usize, near: usize, message: String, help: &str) {
        self.mark_at(code, number, self.place(number, near), message, help);
    }

    /// Records what is wrong with what a template reports on page `number`.
    fn mark_report(&mut self, code: Code, number: usize, at: &At, message: String, help: &str) {
        let (near, report) = at;
        let own = report.spans().into_iter().find_map(|span| (self.locate)(span));
        let place = own.unwrap_or_else(|| self.place(number, *near));
        self.mark_at(code, number, place, message, help);
    }

    fn mark_at(&mut self, code: Code, number: usize, place: Place, message: String, help: &str) {
        if self.seen.insert((code, place.file.clone(), place.line)) {
            let message = format!("{message} ({}, page {})", self.name, number + 1);
            self.findings.push(Diagnostic::new(code, place, message).help(help));
        }
    }

    /// The author's place of a run, or of the nearest one that has a place.
    fn place(&self, number: usize, near: usize) -> Place {
        let runs = &self.pages[number].runs;
        let of = |run: &Run| (self.locate)(run.span);
        let after = runs.iter().skip(near).find_map(of);
        let before = || runs.iter().take(near).rev().find_map(of);
        after.or_else(before).unwrap_or_else(|| Place::file(self.manifest))
    }
}

/// The first words of a text, for messages.
fn quote(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
