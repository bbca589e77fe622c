//! Files that are written while a build goes on: those of records, a few at a time, so that memory does
//! not grow with their number.

use std::sync::{Mutex, PoisonError};

use super::archive::Packing;
use super::build_options::Build;
use super::interrupt::Interrupt;
use super::lock_wait;
use crate::diagnostic::Diagnostic;
use crate::disk::{self, Target};
use crate::export::outputs::Output;
use crate::model::artifact::Artifact;

/// So many bytes wait until they are written together.
pub const TOGETHER: usize = 8 << 20;

/// Writes files as they come, from any thread.
pub struct OutputStream<'a> {
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
    /// What is recorded of all that has come.
    pub outputs: Vec<Output>,
    /// The archive that everything goes to.
    pub archive: Option<Packing>,
    /// Why nothing more is written.
    pub error: Option<Diagnostic>,
}

impl State {
    /// Notes a file, and packs it if all goes to an archive.
    pub fn pack(&mut self, artifact: &Artifact) -> Result<(), Diagnostic> {
        let range = self.archive.as_mut().map(|archive| archive.add(artifact)).transpose()?;
        self.outputs.push(Output { range, ..Output::of(artifact) });
        Ok(())
    }
}

impl<'a> OutputStream<'a> {
    /// Writes to a folder, or to an archive if `begins`; what demands something of all outputs together makes all wait.
    pub fn new(
        target: &'a Target<'a>,
        interrupt: &'a Interrupt,
        options: &Build,
        begins: bool,
    ) -> OutputStream<'a> {
        let keeps = options.locked || options.verify_against.is_some();
        let quiet = options.shared.output.quiet;
        let path = options.archive.as_deref().filter(|_| begins);
        let begun = path.map(|path| Packing::begin(target, path, &mut lock_wait::patiently(quiet)));
        let (archive, error) = match begun {
            Some(Err(finding)) => (None, Some(finding)),
            Some(Ok(archive)) => (Some(archive), None),
            None => (None, None),
        };
        let state = State { archive, error, ..State::default() };
        OutputStream { target, interrupt, quiet, keeps, state: state.into() }
    }

    /// Takes a file; whoever brings it waits while others are written.
    pub fn take(&self, artifact: Artifact) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if state.error.is_none() {
            state.error = self.take_in(&mut state, artifact).err();
        }
    }

    fn take_in(&self, state: &mut State, artifact: Artifact) -> Result<(), Diagnostic> {
        state.pack(&artifact)?;
        if state.archive.is_some() {
            return Ok(());
        }
        state.bytes += artifact.bytes.len();
        state.waiting.push(artifact);
        if state.bytes > TOGETHER && !self.keeps {
            state.bytes = 0;
            self.write(&std::mem::take(&mut state.waiting))?;
        }
        Ok(())
    }

    fn write(&self, together: &[Artifact]) -> Result<(), Diagnostic> {
        let wait = &mut lock_wait::patiently(self.quiet);
        let output = disk::Output::open(self.target, &[], wait)?;
        let _held = self.interrupt.hold();
        output.write(together, &[])
    }

    /// What has come, of which the last is not written yet.
    pub fn finish(self) -> State {
        self.state.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}
