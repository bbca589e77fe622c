//! The references of a project: those of its bibliographies, and those that front matter lists itself.

use std::sync::Arc;

use super::project::foreign_front_matter;
use super::{Loader, bibliography};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manifest::FileRef;
use crate::model::reference::Reference;

impl Loader<'_> {
    /// The entries of all bibliographies, one after another.
    pub(super) fn references(&mut self, files: &[FileRef]) -> Vec<Reference> {
        let mut references = Vec::new();
        let own =
            self.front_matter.as_deref().and_then(foreign_front_matter::own_references).cloned();
        if let Some(node) = own {
            references = bibliography::of_front_matter(node, self.findings);
        }
        for file in files {
            if let Some(path) = self.bibliography(file)
                && let Some(text) = self.text(&path)
            {
                references.extend(bibliography::parse(&path, &text, self.limits, self.findings));
            }
        }
        bibliography::distinct(references, self.findings)
    }

    /// The path of a bibliography; a single text is set without one that is not there.
    fn bibliography(&mut self, file: &FileRef) -> Option<Arc<str>> {
        let absent = |finding: Diagnostic| match self.sources.single {
            None => finding,
            Some(_) => {
                let message = format!("{}; the text is set without it", finding.message);
                Diagnostic { code: codes::FRONT_MATTER_VALUE, message, ..finding }
            }
        };
        self.path_of(file).map_err(|finding| self.findings.push(absent(finding))).ok()
    }
}
