//! What a folder of outputs has: its PDFs, and whether they are still what its manifest of outputs records.

use std::path::Path;
use std::{fs, io};

use super::folder::{Folder, Kind, read_at_most};
use super::ledger::{self, Ledger};
use super::resolve::{self, folder_of};
use super::source_file::{too_large, unreadable};
use super::target::Target;
use crate::data::digest;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;
use crate::model::limits::Limits;

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
            Some(digest) if digest == digest::of(&artifact.bytes) => return None,
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

/// Gives each PDF of a folder in the order of their names, one at a time, and whether the folder's manifest of outputs has
/// it as a draft. Links are not followed.
///
/// # Errors
///
/// A finding when the folder cannot be read. What cannot be read in it is among the findings that are given.
pub fn each_pdf(
    path: &Path,
    limits: &Limits,
    mut give: impl FnMut(&str, Vec<u8>, bool),
) -> Result<Vec<Diagnostic>, Diagnostic> {
    let failed = |error| unreadable(&path.display().to_string(), &error);
    let folder = Folder::open(path).map_err(failed)?;
    let ledger = Ledger::read(&folder);
    let mut findings = Vec::new();
    for name in folder.names().map_err(failed)? {
        let Some(name) = name.to_str().filter(|name| name.to_lowercase().ends_with(".pdf")) else {
            continue;
        };
        let shown = path.join(name).display().to_string();
        let read = folder.file(name).and_then(|file| read_at_most(file, limits.file_size));
        match read {
            _ if folder.kind(name) == Kind::Folder => {}
            Ok(bytes) if bytes.len() as u64 > limits.file_size => {
                findings.push(too_large(&shown, limits.file_size));
            }
            Ok(bytes) => give(name, bytes, ledger.is_draft(name)),
            Err(error) => findings.push(unreadable(&shown, &error)),
        }
    }
    Ok(findings)
}

/// The names of the PDFs in a folder, and of an index of them.
///
/// # Errors
///
/// When the folder cannot be read.
pub fn pdf_names(path: &Path) -> io::Result<Vec<String>> {
    let folder = Folder::open(path)?;
    let names = folder.names()?.into_iter().filter_map(|name| name.into_string().ok());
    let is_shown = |name: &String| name.to_lowercase().ends_with(".pdf") || name == "index.html";
    Ok(names.filter(|name| is_shown(name) && folder.kind(name) == Kind::File).collect())
}
