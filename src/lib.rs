//! Diptych builds PDFs in one language, or in up to three, from data and Markdown.
//!
//! [`build`] runs the whole pipeline: load, evaluate, check, compose, typeset, export. It reads
//! [`Sources`] and [`Request`] only; the same input gives the same bytes on any machine, with any
//! number of threads. Builds may run concurrently.
//!
//! A program that builds more than once holds an [`Engine`]: it keeps fonts, templates and what was
//! built, opens a [`Project`] from a folder, a text or memory, and its second build costs what has
//! changed. The functions [`build`], [`check`] and [`accept`] are for a single call.
//!
//! A project is a set of files:
//!
//! ```
//! use diptych::{Request, Sources, build};
//!
//! let mut sources = Sources::default();
//! sources.insert("diptych.toml", *br#"
//!     [project]
//!     title = "A note"
//!     languages = ["en"]
//!     date = 2026-02-08
//!     [documents.note]
//!     template = "summary"
//!     content = "note"
//! "#);
//! sources.insert("note.en.md", *b"# Result\n\nMedian survival was 19.2 months.\n");
//! let outcome = build(&sources, &Request::default());
//! assert_eq!(outcome.artifacts[0].name, "note.en.pdf");
//! assert!(outcome.artifacts[0].bytes.starts_with(b"%PDF-1.7"));
//! ```
//!
//! A single text needs no manifest. A finding states what is wrong and where:
//!
//! ```
//! use diptych::{Request, Sources, build};
//!
//! let mut sources = Sources::single("note.md", *b"# A note\n\nThe dose was {{ doses.b.mg }} mg.\n");
//! sources.insert("doses.csv", *b"id,mg\na,1.50\n");
//! sources.single.as_mut().unwrap().data.push("doses.csv".to_string());
//! let outcome = build(&sources, &Request::default());
//! assert!(outcome.artifacts.is_empty());
//! let finding = &outcome.findings[0];
//! assert_eq!((finding.code.id, finding.place.to_string()), ("D0502", "note.md:3:17".to_string()));
//! assert_eq!(finding.message, "`doses.b.mg` is not defined: `doses` has no row `b`");
//!
//! // With the row, the text builds.
//! sources.insert("doses.csv", *b"id,mg\nb,1.50\n");
//! assert_eq!(build(&sources, &Request::default()).artifacts[0].pages, 1);
//! ```
//!
//! Fonts are indexed once and shared by cloning. The caller sets limits, receives progress, and can cancel:
//!
//! ```
//! use diptych::{Cancel, Engine, Fonts, Limits, Progress, Request, Sources};
//!
//! let engine = Engine::with_fonts(Fonts::built_in());
//! let cancel = Cancel::new();
//! let progress = |step: Progress| eprintln!("{step:?}");
//! let limits = Limits { rows: 10_000, ..Limits::default() };
//! let request = Request::new().limits(limits).progress(&progress).cancel(&cancel);
//! let project = engine.project(Sources::single("note.md", *b"Text.\n"));
//! assert!(project.build(&request).findings.is_empty());
//!
//! cancel.cancel();
//! assert!(project.build(&request).artifacts.is_empty());
//! ```
//!
//! Two features are on unless switched off: `cli`, the command line, and `fonts`, the built-in fonts.

mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod compose;
mod data;
pub mod diagnostic;
#[cfg_attr(not(feature = "cli"), allow(dead_code, unused_imports))]
mod disk;
mod engine;
mod evaluate;
mod export;
mod language;
mod load;
mod model;
mod picture;
mod pipeline;
mod press;
#[cfg_attr(not(feature = "cli"), allow(dead_code))]
mod publish;
mod quantity;
pub mod schema;
mod typeset;
mod typst_source;

pub use check::Skipped;
pub use data::place::Place;
#[doc(hidden)]
pub use data::work;
pub use diagnostic::failure::Failure;
pub use engine::{Engine, Folder, Project};
pub use export::{analysis, outputs, trace};
pub use language::{Edition, Language};
pub use model::artifact::Artifact;
pub use model::inputs::{Single, Sources};
pub use model::limits::{LimitError, Limits};
pub use model::relaxations::Relaxations;
pub use model::shard::Shard;
pub use pipeline::outcome::Outcome;
pub use pipeline::record_results::{Failed, Records};
pub use pipeline::request::{Cancel, Progress, Request, Stage};
pub use pipeline::shares::Asked;
pub use publish::changes;
pub use typeset::Cost;
pub use typeset::Fonts;
pub use typeset::fonts::{LICENCE, Listed};

/// Builds a project once. To build more than once, use an [`Engine`].
pub fn build(sources: &Sources, request: &Request) -> Outcome {
    pipeline::build(&Default::default(), sources, request)
}

/// Reports findings without typesetting.
pub fn check(sources: &Sources, request: &Request) -> Vec<diagnostic::Diagnostic> {
    pipeline::check(&Default::default(), sources, request)
}

/// Records that a person has reviewed the translations: gives the lock file `diptych.lock`.
///
/// # Errors
///
/// The errors of the project, which stand in the way.
pub fn accept(sources: &Sources, request: &Request) -> Result<Artifact, Failure> {
    pipeline::accept(&Default::default(), sources, request)
}
