//! Reads what a text names: images, data and other texts in its folder.

use std::borrow::Cow;
use std::fs::File;
use std::io;
use std::path::{Component, Path};

use percent_encoding::percent_decode_str;

use super::folder::{Folder, Kind, LINK, SPECIAL, read_at_most};
use super::other_letters::OtherLetters;
use super::source_file::{is_wanted, take_in, too_large, unreadable};
use crate::diagnostic::Diagnostic;
use crate::model::inputs::Sources;
use crate::model::limits::Limits;
use crate::model::picture_path::candidates;

/// Adds the files of `folder` that the texts among the sources name, and those that these name.
/// Paths that lead out of the folder are passed over.
pub fn read_named(folder: &Path, sources: &mut Sources, limits: &Limits) -> Vec<Diagnostic> {
    match Folder::open(folder) {
        Ok(folder) => read_from(&folder, sources, limits, |_| true),
        // That the text itself cannot be read is told already.
        Err(_) => Vec::new(),
    }
}

/// Adds the files that texts name among those that were put aside: they are large, or in folders that
/// other programs fill.
pub fn read_in(
    aside: impl Fn(&str) -> bool,
    root: &Folder,
    sources: &mut Sources,
    limits: &Limits,
) -> Vec<Diagnostic> {
    read_from(root, sources, limits, aside)
}

/// Endings of files in which no names are looked for.
const BINARY: [&str; 8] = [".png", ".bmp", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".xlsx"];

/// Adds the files that the texts among the sources name and that are wanted.
fn read_from(
    folder: &Folder,
    sources: &mut Sources,
    limits: &Limits,
    wanted: impl Fn(&str) -> bool,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut other_letters = OtherLetters::default();
    // Pictures and workbooks name nothing.
    let is_text = |name: &&String| !BINARY.iter().any(|ending| name.ends_with(ending));
    let mut texts: Vec<String> = sources.files.keys().filter(is_text).cloned().collect();
    while let Some(text) = texts.pop() {
        for name in names(sources.text(&text).unwrap_or_default()) {
            if sources.files.contains_key(&name) || !wanted(&name) {
                continue;
            }
            let (file, name) = match open(folder, &name, sources) {
                Some(file) => (file, name),
                None => match other_letters.find(folder, &name) {
                    Some((_, found)) if sources.files.contains_key(&found) => continue,
                    Some(found) => found,
                    None => continue,
                },
            };
            match take_in(file, &name, sources, limits) {
                Ok(()) => texts.extend(Some(name).filter(|name| is_text(&name))),
                Err(finding) => findings.push(finding),
            }
        }
    }
    findings
}

/// Opens a file that a text names; the place that names it tells why it could not be.
fn open(folder: &Folder, name: &str, sources: &mut Sources) -> Option<File> {
    if let Ok(file) = folder.find(name) {
        return Some(file);
    }
    let ends = name.match_indices('/').map(|(at, _)| at).chain([name.len()]);
    for part in ends.map(|end| &name[..end]) {
        let reason = match folder.kind(part) {
            Kind::Link => LINK,
            Kind::Special => SPECIAL,
            _ => continue,
        };
        sources.left_out.insert(part.to_string(), reason.to_string());
        break;
    }
    None
}

/// Reads one file by the path it was called by. The folder is the caller's choice; the file in it must
/// be an ordinary one.
pub fn read_called(
    path: &Path,
    sources: &mut Sources,
    limits: &Limits,
) -> Result<String, Diagnostic> {
    let shown = path.to_string_lossy().into_owned();
    let open = || {
        let name = path.file_name().ok_or(io::ErrorKind::IsADirectory)?;
        Folder::open(path.parent().unwrap_or(Path::new("")))?.file(name)
    };
    let file = open().map_err(|error| unreadable(&shown, &error))?;
    #[cfg(windows)]
    let shown = shown.replace('\\', "/");
    take_in(file, &shown, sources, limits)?;
    Ok(shown)
}

/// Reads a text from a stream, such as standard input, and calls it `name`.
pub fn read_stream(
    stream: impl io::Read,
    name: &str,
    sources: &mut Sources,
    limits: &Limits,
) -> Result<String, Diagnostic> {
    let bytes = read_at_most(stream, limits.file_size).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limits.file_size {
        return Err(too_large(name, limits.file_size));
    }
    sources.insert(name, bytes);
    Ok(name.to_string())
}

/// Whatever in a text may be the path of a file beside it.
fn names(text: &str) -> Vec<String> {
    let words = text.split(|c: char| c.is_whitespace() || "()[]{}<>\"'`,;|!=&".contains(c));
    // A name with spaces stands between quotes or angle brackets, or fills the rest of its line.
    let runs = text.split(['<', '>', '"', '\'', '(', ')', '\n', ':']).map(str::trim);
    // In an address, spaces and Chinese may be written as `%20` and the like.
    let decoded = |it: &str| percent_decode_str(it).decode_utf8().map(Cow::into_owned).ok();
    let mut names: Vec<String> =
        words.chain(runs.clone()).filter_map(decoded).filter(|it| may_be(it)).collect();
    // The address of a picture may have a query or a mark behind it, and dots in its path.
    let options = text.split(['=', '&', '\n']);
    let addresses = text.split(['<', '>', '(', ')', '"', '\'', '\n', ' ', '\t']).chain(runs);
    let addresses = addresses.chain(options);
    let is_address = |it: &&str| it.contains(['.', '?', '#', '\\']) && it.len() < 1_000;
    let meant = addresses.filter(is_address).flat_map(|it| candidates(it, ""));
    names.extend(meant.filter(|it| may_be(it)));
    names.sort();
    names.dedup();
    names
}

/// Whether this may be a path to a file that is read: inside the folder, and nothing in it hidden.
fn may_be(name: &str) -> bool {
    let path = Path::new(name);
    let inside = path.components().all(|part| matches!(part, Component::Normal(_)));
    let hidden = name.split('/').any(|part| part.starts_with('.') || part.is_empty());
    name.len() < 1_000 && inside && !hidden && is_wanted(path)
}
