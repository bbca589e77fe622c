//! Reads what stands beside a text for its looks and words: the folders `templates/`, `fonts/` and `languages/`.

use std::path::Path;

use super::folder::{Folder, Kind};
use super::source_file::take_in;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::{Sources, is_font};
use crate::model::limits::Limits;

/// How deep the folders are searched.
const DEPTH: usize = 6;

/// Adds the templates, themes, fonts and languages in the folder of a text to the sources. Links are left alone.
pub fn read_beside(folder: &Path, sources: &mut Sources, limits: &Limits) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    // That the text itself cannot be read is told already.
    let Ok(folder) = Folder::open(folder) else { return findings };
    for name in ["templates", "fonts", "languages"] {
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
    let is_template = path.starts_with("templates/") && path.ends_with(".typ");
    is_font(path) || is_template || is_theme(path) || is_language(path)
}

/// What is deeper is no file of a language, whatever its name is.
fn is_language(path: &str) -> bool {
    let name = path.strip_prefix("languages/").and_then(|it| it.strip_suffix(".toml"));
    name.is_some_and(|it| !it.contains('/'))
}

fn is_theme(path: &str) -> bool {
    path.starts_with("templates/themes/") && path.ends_with(".toml")
}
