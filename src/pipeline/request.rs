//! What is asked of a build.

use crate::model::artifact::Artifact;
use crate::model::limits::Limits;
use crate::typeset::Fonts;

/// What to build, and how.
#[derive(Default)]
pub struct Request<'a> {
    /// Only these documents (`summary`) or documents and editions (`summary.zh`); all when empty.
    pub only: Vec<String>,
    /// Give the merged Typst source instead of PDFs.
    pub emit_typst: bool,
    /// Put a key beside every printed value and list in an appendix what each stands for: the cells,
    /// their references, and their places in the source. The files are called `summary.zh.audit.pdf`.
    pub audit: bool,
    /// Let warnings fail the build too.
    pub strict: bool,
    /// How many documents are typeset at once; by default as many as the machine runs threads.
    pub jobs: Option<usize>,
    /// How much is taken in.
    pub limits: Limits,
    /// The fonts; the built-in ones when not given.
    pub fonts: Option<Fonts>,
    /// Called when a document has been typeset, from any thread.
    pub progress: Option<&'a (dyn Fn(&Artifact) + Sync)>,
}
