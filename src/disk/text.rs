//! Reads what a single text names: images, data and other texts in its folder.

use std::borrow::Cow;
use std::fs;
use std::path::{Component, Path};

use percent_encoding::percent_decode_str;

use super::read::{is_wanted, read_file};
use crate::diagnostic::Diagnostic;
use crate::model::inputs::Sources;
use crate::model::limits::Limits;

/// Adds the files of `folder` that the texts among the sources name, and those that these name.
/// Paths that lead out of the folder are passed over.
pub fn read_named(folder: &Path, sources: &mut Sources, limits: &Limits) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut texts: Vec<String> = sources.files.keys().cloned().collect();
    while let Some(text) = texts.pop() {
        for name in names(sources.text(&text).unwrap_or_default()) {
            let path = folder.join(&name);
            let is_file = fs::symlink_metadata(&path).is_ok_and(|meta| meta.is_file());
            if sources.files.contains_key(&name) || !is_file {
                continue;
            }
            if let Err(finding) = read_file(&path, &name, sources, limits) {
                findings.push(finding);
                continue;
            }
            texts.push(name);
        }
    }
    findings
}

/// Reads one file by the path it was called by.
pub fn read_called(
    path: &Path,
    sources: &mut Sources,
    limits: &Limits,
) -> Result<String, Diagnostic> {
    let name = path.to_string_lossy().replace('\\', "/");
    read_file(path, &name, sources, limits)?;
    Ok(name)
}

/// Whatever in a text may be the path of a file beside it.
fn names(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "()[]{}<>\"'`,;|!=".contains(c));
    // A name with spaces stands between quotes or angle brackets, or fills the rest of its line.
    let runs = text.split(['<', '>', '"', '\'', '(', ')', '\n', ':']).map(str::trim);
    // In an address, spaces and Chinese may be written as `%20` and the like.
    let decoded = |it: &str| percent_decode_str(it).decode_utf8().map(Cow::into_owned).ok();
    let mut names: Vec<String> =
        words.chain(runs).filter_map(decoded).filter(|it| may_be(it)).collect();
    names.sort();
    names.dedup();
    names
}

fn may_be(name: &str) -> bool {
    let path = Path::new(name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    name.len() < 1_000 && inside && is_wanted(path)
}
