//! One file into the sources, within the limits, and what is said when it cannot be.

use std::fs::File;
use std::io;
use std::path::Path;

use super::folder::{LINK, SPECIAL, read_at_most};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;
use crate::model::limits::{Limits, size};

/// Endings of the files that a build may need; others are left on the disk.
const ENDINGS: [&str; 41] = [
    "toml", "json", "jsonl", "ndjson", "csv", "tsv", "tab", "xlsx", "xlsm", "xlsb", "xls", "ods",
    "bib", "yaml", "yml", "md", "qmd", "rmd", "mdx", "markdown", "typ", "j2", "png", "jpg", "jpeg",
    "gif", "svg", "webp", "bmp", "pdf", "txt", "csl", "lock", "bibtex", "biblatex", "ris", "nbib",
    "enw", "xml", "icc", "icm",
];

/// Reads one file into the sources under this name, unless that goes beyond a limit.
pub fn take_in(
    file: File,
    name: &str,
    sources: &mut Sources,
    limits: &Limits,
) -> Result<(), Diagnostic> {
    if sources.files.len() as u64 == limits.files {
        let message = format!("the project has more than {} files", limits.files);
        let help = "check that this is the right folder, or raise the limit with `--limit files=N`";
        let place = Place::file(name);
        return Err(Diagnostic::new(codes::TOO_MANY_FILES, place, message).help(help));
    }
    let bytes = read_at_most(file, limits.file_size).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limits.file_size {
        return Err(too_large(name, limits.file_size));
    }
    let together = sources.read + bytes.len() as u64;
    if together > limits.total_size {
        let message = format!("with this file, more than {} are read", size(limits.total_size));
        return Err(Diagnostic::new(codes::PROJECT_TOO_LARGE, Place::file(name), message).help(
            "move files that no document needs out of the project, or raise the limit with \
             `--limit total-size=N`, for example 2GiB",
        ));
    }
    sources.read = together;
    sources.insert(name, bytes);
    Ok(())
}

/// A finding for a file larger than the limit.
pub fn too_large(name: &str, limit: u64) -> Diagnostic {
    let message = format!("this file is larger than {}", size(limit));
    Diagnostic::new(codes::FILE_TOO_LARGE, Place::file(name), message)
        .help("raise the limit with `--limit file-size=N`, for example 256MiB")
}

/// A finding for a file or folder that cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let message = match error.to_string() {
        // Not the system's words but ours.
        own if own == LINK || own == SPECIAL => format!("this {own}"),
        system => format!("cannot read this: {system}"),
    };
    Diagnostic::new(codes::FILE_UNREADABLE, Place::file(name), message)
}

/// Whether a build may need the file at a path of a project: nothing on it is hidden, and its ending is known.
pub fn is_read(path: &str) -> bool {
    let hidden = |part: &str| part.starts_with('.') || part.contains('\\');
    !path.split('/').any(hidden) && is_wanted(Path::new(path))
}

/// Whether a build may need a file, by its ending.
pub fn is_wanted(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
