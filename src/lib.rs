//! Diptych: structured data and Markdown to PDF in Chinese, English, and both side by side.
//!
//! [`build`] is the whole way of the data: load, merge, check, typeset, export. It reads nothing
//! but [`Sources`] and [`Request`]; the same input gives the same bytes on any machine and with
//! any number of threads.
//!
//! Nothing is kept between builds and nothing is shared, so any number may run at once.
//!
//! A project is its files:
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
//! One text needs no manifest, and findings say what is wrong and where:
//!
//! ```
//! use diptych::{Request, Sources, build};
//!
//! let mut sources = Sources::single("note.md", *b"# A note\n\nThe dose was {{ doses.a.mg }} mg.\n");
//! let outcome = build(&sources, &Request::default());
//! assert!(outcome.artifacts.is_empty());
//! let finding = &outcome.findings[0];
//! assert_eq!((finding.code.id, finding.place.to_string()), ("D0502", "note.md:3:17".to_string()));
//! assert_eq!(finding.message, "`doses.a` is not defined");
//!
//! // With the data there it is built.
//! sources.insert("doses.csv", *b"id,mg\na,1.50\n");
//! sources.single.as_mut().unwrap().data.push("doses.csv".to_string());
//! assert_eq!(build(&sources, &Request::default()).artifacts[0].pages, 1);
//! ```
//!
//! Fonts are indexed once and shared by cloning; limits and progress are the caller's:
//!
//! ```
//! use diptych::{Artifact, Fonts, Limits, Request, Sources, build};
//!
//! let fonts = Fonts::built_in();
//! let progress = |made: &Artifact| eprintln!("{}: {} pages", made.name, made.pages);
//! let request = Request {
//!     fonts: Some(fonts.clone()),
//!     limits: Limits { rows: 10_000, ..Limits::default() },
//!     progress: Some(&progress),
//!     ..Request::default()
//! };
//! assert!(build(&Sources::single("note.md", *b"Text.\n"), &request).findings.is_empty());
//! ```

mod check;
#[cfg(feature = "cli")]
pub mod cli;
mod compose;
mod data;
pub mod diagnostic;
mod disk;
mod evaluate;
mod export;
mod language;
mod load;
#[doc(hidden)]
pub mod model;
mod pipeline;
mod quantity;
pub mod schema;
mod typeset;
mod typst_source;

pub use data::place::Place;
pub use language::{Edition, Language};
pub use model::artifact::Artifact;
pub use model::inputs::{Single, Sources};
pub use model::limits::Limits;
pub use pipeline::outcome::Outcome;
pub use pipeline::request::Request;
pub use pipeline::{accept, build, check};
pub use typeset::Fonts;
pub use typeset::fonts::Listed;
