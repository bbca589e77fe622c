//! The engine: what is kept from one build to the next.

use std::sync::Arc;

use crate::pipeline::caches::Caches;
use crate::typeset::{self, Fonts};

/// Fonts, parsed templates and everything that was built, kept for the next build.
///
/// Making an engine indexes its fonts; cloning it shares everything. Any number of threads may build
/// with it at once. What a build gives never depends on what was built before, only how soon it is
/// done: a project whose files are all the same is not read again, of one in which only texts have
/// changed only those texts are evaluated and checked, a document whose pages would be
/// the same is not typeset again.
///
/// Finished PDFs are kept up to 256 MiB, those used last, and of each edition the last eight; projects up to four. Dropping the last clone
/// frees them all, and with them what Typst remembers of layouts. Typst's memory is shared by the
/// whole process: if another engine is at work at that moment, its builds take longer, but give the
/// same.
///
/// ```
/// use diptych::{Engine, Request, Sources};
///
/// let mut sources = Sources::default();
/// sources.insert("diptych.toml", *br#"
///     [project]
///     title = "Two notes"
///     languages = ["en"]
///     date = 2026-02-08
///     [documents.first]
///     template = "summary"
///     content = "first"
///     [documents.second]
///     template = "summary"
///     content = "second"
/// "#);
/// sources.insert("first.en.md", *b"# First\n\nOne line.\n");
/// sources.insert("second.en.md", *b"# Second\n\nOne line.\n");
///
/// let engine = Engine::new();
/// let mut project = engine.project(sources);
/// let first = project.build(&Request::new());
/// assert_eq!((first.artifacts.len(), first.reused), (2, 0));
///
/// // One text is changed: the other document is not typeset again.
/// project.sources_mut().insert("second.en.md", *b"# Second\n\nAnother line.\n");
/// let second = project.build(&Request::new());
/// assert_eq!((second.artifacts.len(), second.reused), (2, 1));
/// assert_eq!(first.artifacts[0], second.artifacts[0]);
/// assert_ne!(first.artifacts[1], second.artifacts[1]);
/// ```
#[derive(Clone, Default)]
pub struct Engine(Arc<Held>);

/// Frees the layouts with the engine.
#[derive(Default)]
struct Held(Caches);

impl Drop for Held {
    fn drop(&mut self) {
        typeset::forget_all();
    }
}

impl Engine {
    /// An engine with the built-in fonts.
    pub fn new() -> Engine {
        Engine::default()
    }

    /// An engine with these fonts.
    pub fn with_fonts(fonts: Fonts) -> Engine {
        Engine(Arc::new(Held(Caches::with_fonts(fonts))))
    }

    /// What the engine keeps.
    pub(super) fn caches(&self) -> &Caches {
        &self.0.0
    }
}
