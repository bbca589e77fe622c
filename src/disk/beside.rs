//! Reads what stands beside a text for its looks: the folders `templates/` and `fonts/`.

use std::path::Path;

use super::folder::{Folder, Kind};
use super::take::take_in;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::{Sources, is_font};
use crate::model::limits::Limits;

/// How deep the folders are searched.
const DEPTH: usize = 6;

/// Adds the templates, themes and fonts in the folder of a text to the sources. Links are left alone.
pub fn read_beside(folder: &Path, sources: &mut Sources, limits: &Limits) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // That the text itself cannot be read is told already.
    let Ok(folder) = Folder::open(folder) else { return findings };
    for name in ["templates", "fonts"] {
        if folder.kind(name) == Kind::Folder
            && let Ok(inner) = folder.folder(name)
        {
            read(&inner, &format!("{name}/"), DEPTH, sources, limits, &mut findings);
        }
    }
    findings
}

/// Reads a folder; `below` is its path with a slash behind it.
fn read(
    folder: &Folder,
    below: &str,
    depth: usize,
    sources: &mut Sources,
    limits: &Limits,
    findings: &mut Vec<Diagnostic>,
) {
    for name in folder.names().unwrap_or_default() {
        let Some(name) = name.to_str().filter(|it| !it.starts_with('.') && !it.contains('\\'))
        else {
            continue;
        };
        let path = format!("{below}{name}");
        if findings.iter().any(|it| it.code == codes::TOO_MANY_FILES) {
            return;
        }
        match folder.kind(name) {
            Kind::Folder if depth > 0 => {
                if let Ok(inner) = folder.folder(name) {
                    read(&inner, &format!("{path}/"), depth - 1, sources, limits, findings);
                }
            }
            Kind::File if is_wanted(&path) && !sources.files.contains_key(&path) => {
                if let Ok(file) = folder.file(name) {
                    findings.extend(take_in(file, &path, sources, limits).err());
                }
            }
            _ => {}
        }
    }
}

/// Fonts, and what templates are made of; pictures and data are read where a text names them.
fn is_wanted(path: &str) -> bool {
    is_font(path) || path.starts_with("templates/") && path.ends_with(".typ") || is_theme(path)
}

fn is_theme(path: &str) -> bool {
    path.starts_with("templates/themes/") && path.ends_with(".toml")
}
