//! Reads a project folder into memory; what lies outside of it is never followed.

use std::fs::{File, Metadata};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Edition;
use crate::model::inputs::Sources;
use crate::model::limits::Limits;

/// Endings of the files that a build may need; others are left on the disk.
const ENDINGS: [&str; 20] = [
    "toml", "json", "csv", "xlsx", "bib", "yaml", "yml", "md", "typ", "j2", "png", "jpg", "jpeg",
    "gif", "svg", "webp", "pdf", "txt", "csl", "lock",
];

/// Reads every file of the project that a build may need. What an earlier build has written to
/// `out` is not read back; anything else in that folder is.
///
/// What is read is the project at one moment: if a file has changed meanwhile, all is read again.
pub fn read_project(root: &Path, out: &Path, limits: &Limits) -> (Sources, Vec<Diagnostic>) {
    let (mut reader, mut changed) = read_once(root, out, limits);
    for _ in 0..ATTEMPTS {
        if changed.is_none() {
            break;
        }
        (reader, changed) = read_once(root, out, limits);
    }
    if let Some(name) = changed {
        let message = "this file changes all the time while the project is read";
        let finding = Diagnostic::new(codes::CHANGING, Place::file(&name), message);
        reader.findings.push(finding.help("build again when whatever writes it has finished"));
    }
    (reader.sources, reader.findings)
}

/// How often a project that changes is read again.
const ATTEMPTS: usize = 5;

/// Reads the project, and gives the name of a file that has changed since it was read.
fn read_once<'a>(
    root: &'a Path,
    out: &Path,
    limits: &'a Limits,
) -> (ProjectReader<'a>, Option<String>) {
    let mut reader = ProjectReader {
        stamps: Vec::new(),
        root,
        limits,
        out: fs::canonicalize(out).ok(),
        sources: Sources { name: root.display().to_string(), ..Sources::default() },
        findings: Vec::new(),
    };
    reader.folder(root);
    let changed = |(path, before): &(PathBuf, Metadata)| match fs::symlink_metadata(path) {
        Ok(now) => now.len() != before.len() || now.modified().ok() != before.modified().ok(),
        Err(_) => true,
    };
    let changed = reader.stamps.iter().find(|it| changed(it)).map(|(path, _)| reader.name(path));
    (reader, changed)
}

struct ProjectReader<'a> {
    root: &'a Path,
    limits: &'a Limits,
    out: Option<PathBuf>,
    sources: Sources,
    /// Every file as it was just before it was read.
    stamps: Vec<(PathBuf, Metadata)>,
    findings: Vec<Diagnostic>,
}

impl ProjectReader<'_> {
    fn folder(&mut self, folder: &Path) {
        let mut entries: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            Err(error) => return self.unreadable(folder, &error),
        };
        entries.sort();
        for path in entries {
            let hidden =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden && !self.is_full() {
                self.entry(&path);
            }
        }
    }

    /// Symbolic links are not followed: they may lead out of the project.
    fn entry(&mut self, path: &Path) {
        match fs::symlink_metadata(path) {
            Ok(meta) if meta.is_dir() => self.folder(path),
            Ok(meta) if meta.is_file() && is_wanted(path) && !self.is_output(path) => {
                self.file(path);
                self.stamps.push((path.to_path_buf(), meta));
            }
            Ok(_) => {}
            Err(error) => self.unreadable(path, &error),
        }
    }

    /// Whether the finding that there are too many files has been made.
    fn is_full(&self) -> bool {
        self.findings.iter().any(|finding| finding.code == codes::TOO_MANY_FILES)
    }

    /// Whether an earlier build wrote this: `summary.zh-en.pdf` in the folder for output.
    fn is_output(&self, path: &Path) -> bool {
        let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
        let edition = name.strip_suffix(".pdf").and_then(|name| name.rsplit_once('.'));
        edition.is_some_and(|(_, edition)| Edition::parse(edition).is_some())
            && path.parent().and_then(|folder| fs::canonicalize(folder).ok()) == self.out
    }

    fn file(&mut self, path: &Path) {
        if let Err(finding) = read_file(path, &self.name(path), &mut self.sources, self.limits) {
            self.findings.push(finding);
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let name = self.name(path);
        let name = if name.is_empty() { &self.sources.name } else { &name };
        self.findings.push(unreadable(name, error));
    }

    /// The path inside the project, with `/` between folders.
    fn name(&self, path: &Path) -> String {
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    }
}

/// Reads one file into the sources under this name, unless that goes beyond a limit.
pub fn read_file(
    path: &Path,
    name: &str,
    sources: &mut Sources,
    limits: &Limits,
) -> Result<(), Diagnostic> {
    let place = Place::file(name);
    if sources.files.len() as u64 == limits.files {
        let message = format!("the project has more than {} files", limits.files);
        let help = "is this the right folder? `--limit files=N` lets more be read";
        return Err(Diagnostic::new(codes::TOO_MANY_FILES, place, message).help(help));
    }
    let bytes = read_at_most(path, limits.file_size).map_err(|error| unreadable(name, &error))?;
    if bytes.len() as u64 > limits.file_size {
        return Err(too_large(name, limits.file_size));
    }
    sources.insert(name, bytes);
    Ok(())
}

/// The bytes of a file, but hardly more than the limit, for files may grow while they are read.
fn read_at_most(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let mut bytes = Vec::with_capacity(file.metadata()?.len().min(limit) as usize);
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// A finding for a file larger than the limit.
pub fn too_large(name: &str, limit: u64) -> Diagnostic {
    let size = match limit {
        whole if whole.is_multiple_of(1 << 20) => format!("{} MiB", whole >> 20),
        bytes => format!("{bytes} bytes"),
    };
    let message = format!("this file is larger than {size}, and no more are read");
    Diagnostic::new(codes::FILE_TOO_LARGE, Place::file(name), message)
        .help("`--limit file-size=N` lets more be read, such as 256MiB")
}

/// A finding for a file or folder that cannot be read.
pub fn unreadable(name: &str, error: &io::Error) -> Diagnostic {
    let message = format!("this cannot be read: {error}");
    Diagnostic::new(codes::FILE_UNREADABLE, Place::file(name), message)
}

/// Whether a build may need a file, by its ending.
pub fn is_wanted(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
