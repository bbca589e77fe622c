//! The pages under preflight, and findings about them at the author's places.

use std::collections::HashSet;
use std::sync::Arc;

use typst::syntax::Span;

use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, codes, listed};
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
            let finding = Diagnostic::new(code, place, message).help(help);
            self.findings.push(match code {
                // One cause: widths that were meant for a screen.
                codes::WIDTH => finding.because("widths beyond the text"),
                _ => finding,
            });
        }
    }

    /// Whether a table of a page has more columns than fit: what stands over what there is told with that.
    pub fn is_over(&self, number: usize) -> bool {
        self.pages[number].reports.iter().any(|(_, report)| report.kind() == "table-over")
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

/// From so many findings about slides that are too full on, the first of them tells of the others.
const MANY: usize = 4;

/// The findings about a deck that was made for another program, in which most slides may be too full: one for each kind.
pub fn gathered(findings: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut kept: Vec<Diagnostic> = Vec::new();
    for code in [codes::SLIDE_SPLIT, codes::SLIDE_OVERFLOW] {
        let of_kind: Vec<&Diagnostic> = findings.iter().filter(|it| it.code == code).collect();
        let Some((first, others)) = of_kind.split_first() else { continue };
        if of_kind.len() < MANY {
            kept.extend(of_kind.into_iter().cloned());
            continue;
        }
        let page = |it: &Diagnostic| {
            Some(it.message.rsplit_once(", page ")?.1.trim_end_matches(')').to_string())
        };
        let pages = listed(others.iter().filter_map(|it| page(it)));
        let message =
            format!("{}, and so on {} more slides: pages {pages}", first.message, others.len());
        kept.push(Diagnostic { message, ..(*first).clone() });
    }
    let is_slide = |it: &Diagnostic| [codes::SLIDE_SPLIT, codes::SLIDE_OVERFLOW].contains(&it.code);
    kept.extend(findings.into_iter().filter(|it| !is_slide(it)));
    kept
}

/// The first words of a text, for messages.
pub fn quote(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(24) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
