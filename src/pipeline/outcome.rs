//! The result of a build.

use serde::Serialize;

use super::record_results::Records;
use super::shares::Asked;
use crate::diagnostic::failure::Failure;
use crate::diagnostic::{self, Diagnostic};
use crate::export::trace;
use crate::model::artifact::Artifact;
use crate::model::relaxations::Relaxations;

/// What a build has come to. As JSON, artifacts are given by name and size, without their bytes.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Outcome {
    /// The files, in the order of the manifest; empty if any finding fails the build.
    pub artifacts: Vec<Artifact>,
    /// All findings, in the order of files and lines.
    pub findings: Vec<Diagnostic>,
    /// What came of the documents that are made for records, whose findings stop only themselves.
    pub records: Records,
    /// Every value printed, with the cells behind it; only when asked for and something was built.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub trace: Option<Vec<trace::Document>>,
    /// What the project has relaxed.
    #[serde(skip_serializing_if = "Relaxations::is_empty")]
    pub relaxed: Relaxations,
    /// How many documents were not typeset since the engine had made the same ones before.
    pub reused: usize,
    /// The names of the files that were there already, made from the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub there: Vec<String>,
    /// Which files were asked for, here and, with [`Request::shard`](crate::Request::shard), of all machines together.
    pub asked: Asked,
    /// Whether the artifacts are drafts, which are made whatever rules and page check suspect.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Whether the build was cancelled; then there are no artifacts.
    pub cancelled: bool,
}

impl Outcome {
    /// The artifacts, or what stands in their way.
    ///
    /// # Errors
    ///
    /// Every finding, when nothing was made.
    pub fn into_artifacts(self) -> Result<Vec<Artifact>, Failure> {
        match self.artifacts.is_empty() {
            true => Err(Failure { findings: self.findings }),
            false => Ok(self.artifacts),
        }
    }

    /// Whether drafts were made.
    pub fn is_draft(&self) -> bool {
        self.draft && !self.artifacts.is_empty()
    }

    /// Puts the findings in order, and drops the artifacts if any finding fails the build.
    pub(crate) fn finish(mut self, strict: bool) -> Outcome {
        diagnostic::sort(&mut self.findings);
        diagnostic::sort(&mut self.records.findings);
        let stopped = match self.draft {
            true => diagnostic::any_fact(&self.findings),
            false => diagnostic::fails(&self.findings, strict),
        };
        if self.cancelled || stopped {
            self.artifacts.clear();
        }
        self
    }
}
