//! Typst source to pages: an in-memory world, fonts that are shared, findings at the author's line.

pub mod before_layout;
pub mod coverage;
pub mod files;
#[cfg(feature = "fonts")]
mod font_facts;
pub mod fonts;
mod inner_links;
pub mod input;
mod joiners;
mod last_resort;
mod links;
pub mod outlines;
pub mod page_items;
pub mod preflight;
mod read_back;
pub mod slots;
pub mod spans;
pub mod standing;
pub mod svg;
mod svg_css;
pub mod timings;
mod unsettled;
pub mod world;

pub use self::files::SharedFiles;
pub use self::input::{File, Input};
pub use self::preflight::Locate;
pub use self::timings::Cost;

use std::collections::BTreeSet;

use typst::ecow::EcoVec;
use typst_layout::PagedDocument;

use crate::data::place::Place;
use crate::diagnostic::{self, Diagnostic, codes};
pub use crate::typeset::fonts::Fonts;
use crate::typeset::world::JobWorld;

/// Laid-out pages, opaque outside of `typeset` and `export`.
pub struct Pages {
    pub(crate) document: PagedDocument,
}

impl Pages {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// Where the author's text stands: for each run of it the place, the page from 1, the upper edge in
    /// points, and whether it stands nearer to the right margin. Running heads and feet are left out.
    pub fn standing(&self, locate: Locate) -> Vec<(Place, usize, f64, bool)> {
        let mut standing = Vec::new();
        for (page, number) in page_items::page_items(&self.document).iter().zip(1..) {
            for run in page.runs.iter().filter(|run| !run.furniture) {
                let Some(place) = locate(run.span) else { continue };
                let right = run.area.left > page.size.0 * 0.45;
                standing.push((place, number, run.area.top, right));
            }
        }
        standing
    }

    /// About how many lines stand behind so many pages; running heads and feet are none.
    pub fn lines_after(&self, pages: usize) -> usize {
        let behind = page_items::page_items(&self.document).into_iter().skip(pages);
        let lines = behind.map(|page| {
            let runs = page.runs.iter().filter(|run| !run.furniture);
            // What stands at one height stands in one line.
            runs.map(|run| run.area.top.round() as i64 / 4).collect::<BTreeSet<_>>().len()
        });
        lines.sum()
    }

    /// On which pages these words are printed, from 1.
    pub fn pages_with(&self, words: &str) -> Vec<usize> {
        let pages = page_items::page_items(&self.document);
        let has = |page: &page_items::Page| {
            page.runs.iter().map(|run| run.text.as_str()).collect::<String>().contains(words)
        };
        pages.iter().zip(1..).filter(|(page, _)| has(page)).map(|(_, number)| number).collect()
    }

    /// What stands where on the pages.
    #[cfg(test)]
    pub fn page_items(&self) -> Vec<page_items::Page> {
        page_items::page_items(&self.document)
    }
}

/// Typesets one document. Findings may be warnings beside pages, or errors instead of them.
///
/// `finish` turns the pages into bytes while places can still be told: PDF/A and PDF/UA problems
/// come to light only then.
pub fn typeset<T>(
    input: &Input,
    shared: &SharedFiles,
    fonts: &Fonts,
    finish: impl FnOnce(&Pages, Locate) -> Result<T, EcoVec<typst::diag::SourceDiagnostic>>,
) -> (Option<T>, Vec<Diagnostic>) {
    let coverage = coverage::check(input, fonts);
    let mut findings = coverage.findings.clone();
    findings.extend(slots::check(input));
    if diagnostic::any_fact(&findings) {
        return (None, findings);
    }
    let (assets, lost) = svg::drawable(input, fonts);
    findings.extend(lost);
    let drawable = assets.as_ref().map(|assets| Input { assets, ..input.clone() });
    let input = drawable.as_ref().unwrap_or(input);
    let Some(world) = JobWorld::new(input, shared, fonts, &coverage) else {
        findings.push(Diagnostic::new(
            codes::TYPST,
            Place::file("templates"),
            "there is no main file",
        ));
        return (None, findings);
    };
    if input.costs.is_some() {
        timings::begin();
    }
    let mut compiled = typst::compile::<PagedDocument>(&world);
    // It is told at its place in the picture.
    compiled.warnings.retain(|warning| warning.message != "image contains foreign object");
    findings.extend(unsettled::taken(&mut compiled.warnings, &world, input));
    findings.extend(spans::findings(&compiled.warnings, &world, input, spans::Stage::Layout));
    let result = match compiled.output {
        Ok(document) => {
            let document = inner_links::resolved(document);
            let locate = |span| spans::own_place(span, &world, input);
            findings
                .extend(timings::step("read back", || read_back::check(&document, &world, input)));
            let anywhere = |span| spans::any_place(span, &world, input);
            findings.extend(links::check(&document, input, &anywhere));
            if let Some(limits) = &input.limits {
                let check = || preflight::check(&document, input, limits, &locate);
                findings.extend(timings::step("page check", check));
            }
            finish(&Pages { document }, &locate).map_err(|errors| (errors, spans::Stage::Export))
        }
        Err(errors) => Err((errors, spans::Stage::Layout)),
    };
    if let Some(costs) = input.costs {
        costs(timings::noted(|span| spans::any_place(span, &world, input)));
    }
    match result {
        Ok(bytes) => (Some(bytes), findings),
        Err((errors, stage)) => {
            findings.extend(spans::findings(&errors, &world, input, stage));
            (None, findings)
        }
    }
}

/// Frees what Typst remembers and has not used since so many calls; its cache is shared by all threads and never shrinks by
/// itself. To be called once for each document of a batch. With as many calls as there are threads, what all documents have in
/// common stays, whichever thread ends first.
pub fn forget(calls: usize) {
    typst::comemo::evict(calls);
}

/// Frees all that Typst remembers. Other threads that are typesetting then do some of their work anew.
pub fn forget_all() {
    typst::comemo::evict(0);
}
