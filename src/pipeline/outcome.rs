//! What comes of a build.

use crate::diagnostic::Diagnostic;
use crate::model::artifact::Artifact;

/// What a build has come to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// The files made, in the order of the manifest; none when any finding is an error.
    pub artifacts: Vec<Artifact>,
    /// Everything found, in the order of files and lines.
    pub findings: Vec<Diagnostic>,
    /// Every value printed, with the cells behind it, as JSON; empty when nothing was built.
    pub trace: String,
}
