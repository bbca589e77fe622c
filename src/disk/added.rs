//! Adds files to a folder, none of which may be there already.

use std::path::Path;

use super::resolve::unwritable;
use super::start::write_new;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Writes these files, by their paths in the folder; if one of them is there, nothing is written and that is told.
pub fn add_files(folder: &Path, files: &[(String, String)]) -> Vec<Diagnostic> {
    let there = |path: &Path| std::fs::symlink_metadata(path).is_ok();
    let mut findings: Vec<Diagnostic> = files
        .iter()
        .map(|(path, _)| folder.join(path))
        .filter(|path| there(path))
        .map(|path| in_the_way(&path))
        .collect();
    if findings.is_empty() {
        findings.extend(files.iter().filter_map(|(path, text)| add(folder, path, text).err()));
    }
    findings
}

fn in_the_way(path: &Path) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    let message = "this file is there already; nothing was written";
    Diagnostic::new(codes::NOT_EMPTY, place, message)
        .help("move it away, or name another folder with `--into`")
}

fn add(folder: &Path, path: &str, text: &str) -> Result<(), Diagnostic> {
    let whole = folder.join(path);
    let parts = whole.parent().zip(whole.file_name().and_then(|name| name.to_str()));
    let Some((parent, name)) = parts else { return Ok(()) };
    write_new(parent, name, text.as_bytes()).map_err(|error| unwritable(&whole, &error))
}
