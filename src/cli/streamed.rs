//! Files that are written while a build goes on: those of records, a few at a time, so that memory does
//! not grow with their number.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use super::arguments::Build;
use super::interrupt::Interrupt;
use super::wait;
use crate::diagnostic::Diagnostic;
use crate::disk::{Output, Target};
use crate::model::artifact::Artifact;

/// So many bytes wait until they are written together.
const TOGETHER: usize = 8 << 20;

/// Writes files as they come, from any thread.
pub struct Streamed<'a> {
    target: &'a Target<'a>,
    interrupt: &'a Interrupt,
    quiet: bool,
    /// Whether all is kept to the end, for who looks at all outputs together.
    keeps: bool,
    state: Mutex<State>,
}

/// What has come.
#[derive(Default)]
pub struct State {
    /// What is still to be written.
    pub waiting: Vec<Artifact>,
    bytes: usize,
    /// The names of all that has come.
    pub names: BTreeSet<String>,
    /// How many pages it has.
    pub pages: usize,
    /// Why nothing more is written.
    pub error: Option<Diagnostic>,
}

impl<'a> Streamed<'a> {
    /// Writes to a folder; what demands something of all outputs together makes all wait.
    pub fn new(target: &'a Target<'a>, interrupt: &'a Interrupt, options: &Build) -> Streamed<'a> {
        let together = [&options.out_manifest, &options.verify_against];
        let keeps = options.locked || together.into_iter().any(|it| it.is_some());
        let quiet = options.output.quiet;
        Streamed { target, interrupt, quiet, keeps, state: Mutex::default() }
    }

    /// Takes a file; whoever brings it waits while others are written.
    pub fn take(&self, artifact: Artifact) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.error.is_some() {
            return;
        }
        state.bytes += artifact.bytes.len();
        state.pages += artifact.pages;
        state.names.insert(artifact.name.clone());
        state.waiting.push(artifact);
        if state.bytes > TOGETHER && !self.keeps {
            state.bytes = 0;
            let together = std::mem::take(&mut state.waiting);
            state.error = self.write(&together).err();
        }
    }

    fn write(&self, together: &[Artifact]) -> Result<(), Diagnostic> {
        let wait = &mut wait::patiently(self.quiet);
        let output = Output::open(self.target, &[], wait)?;
        let _held = self.interrupt.hold();
        output.write(together, &[])
    }

    /// What has come, of which the last is not written yet.
    pub fn finish(self) -> State {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
