//! Whether outputs are still what the manifest of outputs in their folder has; and which files of a project a call writes itself.

use std::fs;
use std::path::Path;

use super::folder::Folder;
use super::ledger::{self, Ledger};
use super::resolve;
use super::write::{Target, folder_of};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;

/// A finding for each artifact that would change the manifest of outputs. Where there is none yet, nothing is recorded and
/// nothing changes.
pub fn changed(target: &Target, artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let Ok(real) = resolve::resolve(target.folder, target.root) else { return Vec::new() };
    let Ok(folder) = Folder::open(&real) else { return Vec::new() };
    if folder.file(ledger::NAME).is_err() {
        return Vec::new();
    }
    let (known, project) = (Ledger::read(&folder), target.project(&real));
    let path = target.folder.join(ledger::NAME).display().to_string();
    let finding = |artifact: &Artifact| {
        let name = &artifact.name;
        let message = match known.last(&project, name) {
            Some(digest) if digest == ledger::digest(&artifact.bytes) => return None,
            Some(_) => format!("`{name}` is not what was built last"),
            None => format!("`{name}` has not been built before"),
        };
        let help = "if the change is meant, build without `--locked`";
        Some(Diagnostic::new(codes::OUTPUTS_DIFFER, Place::file(&path), message).help(help))
    };
    artifacts.iter().filter_map(finding).collect()
}

/// The path in the project of a file that the caller names, if it is there and lies in the project.
pub fn path_in(root: &Path, file: &Path) -> Option<String> {
    let root = fs::canonicalize(root).ok()?;
    let real = fs::canonicalize(folder_of(file)).ok()?.join(file.file_name()?);
    let inside = real.strip_prefix(root).ok()?;
    let parts = inside.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    Some(parts.collect::<Vec<_>>().join("/"))
}
