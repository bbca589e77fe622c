//! What earlier builds have written to the output folder: what need not be made again, and what no document
//! makes any more.

use std::collections::BTreeSet;

use super::folder::Folder;
use super::ledger::Ledger;
use super::stale::stale_in;
use super::target::Target;
use super::{recognise, resolve};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// What earlier builds of a project have written to a folder.
pub struct EarlierOutputs {
    folder: Folder,
    ledger: Ledger,
    project: String,
}

impl EarlierOutputs {
    /// What is in the folder of a target; nothing when there is none.
    pub fn of(target: &Target) -> Option<EarlierOutputs> {
        let real = resolve::resolve(target.folder, target.root).ok()?;
        let folder = Folder::open(&real).ok()?;
        let ledger = Ledger::read(&folder);
        Some(EarlierOutputs { folder, ledger, project: target.project(&real) })
    }

    /// Whether a file was made from inputs of this hash and is still as it was written.
    pub fn has(&self, name: &str, inputs: &str) -> bool {
        self.ledger.was_made_from(&self.project, name, inputs)
            && recognise::is_unchanged(&self.folder, name, &self.ledger)
    }
}

/// Warnings of what earlier builds of the project have written to the folder and this one does not make.
pub fn stale(target: &Target, made: &BTreeSet<&str>) -> Vec<Diagnostic> {
    let Ok(real) = resolve::resolve(target.folder, target.root) else { return Vec::new() };
    let Ok(folder) = Folder::open(&real) else { return Vec::new() };
    let ledger = Ledger::read(&folder);
    let stale = stale_in(&folder, &ledger, &target.project(&real), made);
    let finding = |name: &String| {
        let place = Place::file(&target.folder.join(name).display().to_string());
        let message =
            "an earlier build wrote this, and no document of the project makes it any more";
        Diagnostic::new(codes::STALE_OUTPUT, place, message).help("`--clean` removes it")
    };
    stale.iter().map(finding).collect()
}
