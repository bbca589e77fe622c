//! Typst source to pages: an in-memory world, fonts that are shared, findings at the author's line.

mod coverage;
pub mod fonts;
mod gate;
mod spans;
pub mod survey;
mod world;

use std::collections::HashMap;
use std::sync::Arc;

use typst::ecow::EcoVec;
use typst_layout::PagedDocument;

use crate::diagnostic::{Diagnostic, codes};
use crate::model::look::Limits;
use crate::model::place::Place;
pub use fonts::Fonts;
use world::JobWorld;

/// A file to typeset: path in the virtual file system, source, and the author's places.
pub struct File<'a> {
    /// Path beginning with `/`.
    pub path: &'a str,
    /// The source.
    pub text: &'a str,
    /// The author's place of a byte of the source.
    pub place: &'a dyn Fn(usize) -> Option<Place>,
}

/// What one PDF is typeset from.
pub struct Input<'a> {
    /// Generated files; the first is the main file.
    pub files: Vec<File<'a>>,
    /// The file to point to when the author's place is not known.
    pub manifest: &'a str,
    /// Templates and images by virtual path.
    pub assets: &'a HashMap<String, Arc<[u8]>>,
    /// What to call the document in messages.
    pub name: &'a str,
    /// What the finished pages are held to; an audit edition to nothing, as its keys take room that
    /// no reader's edition gives.
    pub limits: Option<Limits>,
}

/// Laid-out pages, opaque outside of `typeset` and `export`.
pub struct Pages {
    pub(crate) document: PagedDocument,
}

impl Pages {
    /// How many pages there are.
    pub fn count(&self) -> usize {
        self.document.pages().len()
    }

    /// What stands where on the pages.
    #[cfg(test)]
    pub fn survey(&self) -> Vec<survey::Page> {
        survey::survey(&self.document)
    }
}

/// Typesets one document. Findings may be warnings beside pages, or errors instead of them.
///
/// `finish` turns the pages into bytes while places can still be told: PDF/A and PDF/UA problems
/// come to light only then.
pub fn typeset<T>(
    input: &Input,
    fonts: &Fonts,
    finish: impl FnOnce(&Pages) -> Result<T, EcoVec<typst::diag::SourceDiagnostic>>,
) -> (Option<T>, Vec<Diagnostic>) {
    let mut findings = coverage::check(input, fonts);
    if !findings.is_empty() {
        return (None, findings);
    }
    let Some(world) = JobWorld::new(input, fonts) else {
        findings.push(Diagnostic::new(
            codes::TYPST,
            Place::file("templates"),
            "there is no main file",
        ));
        return (None, findings);
    };
    let compiled = typst::compile::<PagedDocument>(&world);
    findings.extend(spans::findings(&compiled.warnings, &world, input, spans::Stage::Layout));
    let result = match compiled.output {
        Ok(document) => {
            let locate = |span| spans::own_place(span, &world, input);
            if let Some(limits) = &input.limits {
                findings.extend(gate::check(&document, input, limits, &locate));
            }
            finish(&Pages { document }).map_err(|errors| (errors, spans::Stage::Export))
        }
        Err(errors) => Err((errors, spans::Stage::Layout)),
    };
    match result {
        Ok(bytes) => (Some(bytes), findings),
        Err((errors, stage)) => {
            findings.extend(spans::findings(&errors, &world, input, stage));
            (None, findings)
        }
    }
}

/// Frees what Typst remembers and has not used for two documents; its cache never shrinks by itself.
pub fn forget() {
    typst::comemo::evict(2);
}
