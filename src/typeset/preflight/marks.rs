//! The pages under preflight, and findings about them at the author's places.

use std::collections::HashSet;
use std::sync::Arc;

use typst::syntax::Span;

use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic};
use crate::model::style::Limits;
use crate::typeset::page_items::{Page, Report, Run};

/// What a span of the merged source is, in the author's files.
pub type Locate<'a> = &'a dyn Fn(Span) -> Option<Place>;

/// A report, and how many runs of text came before it.
pub type At = (usize, Report);

/// The pages at hand and what has been found on them.
pub struct Preflight<'a> {
    /// The pages.
    pub pages: &'a [Page],
    /// What to call the document in messages.
    pub name: &'a str,
    /// Where to point when the place is not known.
    pub manifest: &'a str,
    /// What the pages are held to.
    pub limits: &'a Limits,
    /// The author's place of a span.
    pub locate: Locate<'a>,
    /// What has been found.
    pub findings: Vec<Diagnostic>,
    /// One finding for each kind and line: what is too small is said once.
    pub seen: HashSet<(Code, Arc<str>, usize)>,
}

impl Preflight<'_> {
    /// Records what is wrong on page `number`, near the run `near`.
    pub fn mark(&mut self, code: Code, number: usize, near: usize, message: String, help: &str) {
        self.mark_at(code, number, self.place(number, near), message, help);
    }

    /// Records what is wrong with what a template reports on page `number`.
    pub fn mark_report(&mut self, code: Code, number: usize, at: &At, message: String, help: &str) {
        let (near, report) = at;
        let own = report.spans().into_iter().find_map(|span| (self.locate)(span));
        let place = own.unwrap_or_else(|| self.place(number, *near));
        self.mark_at(code, number, place, message, help);
    }

    pub fn mark_at(
        &mut self,
        code: Code,
        number: usize,
        place: Place,
        message: String,
        help: &str,
    ) {
        if self.seen.insert((code, place.file.clone(), place.line)) {
            let message = format!("{message} ({}, page {})", self.name, number + 1);
            self.findings.push(Diagnostic::new(code, place, message).help(help));
        }
    }

    /// Whether the document is a text by itself, without a project; it stands for its manifest.
    pub fn is_single(&self) -> bool {
        !self.manifest.ends_with(".toml")
    }

    /// Lowers to warnings what was found after the first `before` findings.
    pub fn lower_since(&mut self, before: usize) {
        let later = self.findings.split_off(before);
        self.findings.extend(later.into_iter().map(Diagnostic::lowered));
    }

    /// The author's place of a run, or of the nearest one that has a place.
    pub fn place(&self, number: usize, near: usize) -> Place {
        let runs = &self.pages[number].runs;
        let of = |run: &Run| (self.locate)(run.span);
        let after = runs.iter().skip(near).find_map(of);
        let before = || runs.iter().take(near).rev().find_map(of);
        after.or_else(before).unwrap_or_else(|| Place::file(self.manifest))
    }
}

/// The first words of a text, for messages.
pub fn quote(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
