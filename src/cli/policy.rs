//! `--policy FILE`: reads the caller's policy.

use super::options::PolicyOptions;
use crate::diagnostic::Diagnostic;
use crate::{Limits, Sources, disk};

impl PolicyOptions {
    /// Reads the policy, if there is one, beside the files of the project and not among them.
    pub fn read(&self, sources: &mut Sources, limits: &Limits) -> Option<Diagnostic> {
        let mut read = Sources::default();
        match disk::read_called(self.file.as_deref()?, &mut read, limits) {
            Ok(_) => {
                sources.policy = read.files.into_iter().next();
                None
            }
            Err(finding) => Some(finding),
        }
    }
}
