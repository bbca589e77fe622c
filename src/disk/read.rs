//! Reads a project folder into memory; what lies outside of it is never followed.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Sources;
use crate::model::place::Place;

/// The largest file that is read, in bytes.
const MAX_FILE: u64 = 64 << 20;

/// The most files that are read.
const MAX_FILES: usize = 20_000;

/// Endings of the files that a build may need; others are left on the disk.
const ENDINGS: [&str; 19] = [
    "toml", "json", "csv", "xlsx", "bib", "yaml", "yml", "md", "typ", "j2", "png", "jpg", "jpeg",
    "gif", "svg", "webp", "pdf", "txt", "csl",
];

/// Reads every file of the project that a build may need; `except` is left out, which keeps the
/// PDFs of an earlier build from being read back.
pub fn read_project(root: &Path, except: &Path) -> (Sources, Vec<Diagnostic>) {
    let mut reader = Reader {
        root,
        except: fs::canonicalize(except).ok(),
        sources: Sources { name: root.display().to_string(), ..Sources::default() },
        findings: Vec::new(),
    };
    reader.folder(root);
    (reader.sources, reader.findings)
}

struct Reader<'a> {
    root: &'a Path,
    except: Option<PathBuf>,
    sources: Sources,
    findings: Vec<Diagnostic>,
}

impl Reader<'_> {
    fn folder(&mut self, folder: &Path) {
        let mut entries: Vec<PathBuf> = match fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| Some(entry.ok()?.path())).collect(),
            Err(error) => return self.unreadable(folder, &error),
        };
        entries.sort();
        for path in entries {
            let hidden =
                path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'));
            if !hidden && self.sources.files.len() < MAX_FILES {
                self.entry(&path);
            }
        }
    }

    /// Symbolic links are not followed: they may lead out of the project.
    fn entry(&mut self, path: &Path) {
        match fs::symlink_metadata(path) {
            Ok(meta) if meta.is_dir() && !self.is_excepted(path) => self.folder(path),
            Ok(meta) if meta.is_file() && is_wanted(path) => self.file(path, meta.len()),
            Ok(_) => {}
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn is_excepted(&self, path: &Path) -> bool {
        self.except.is_some() && fs::canonicalize(path).ok() == self.except
    }

    fn file(&mut self, path: &Path, length: u64) {
        if length > MAX_FILE {
            let message =
                format!("this file has {} MiB; at most {} are read", length >> 20, MAX_FILE >> 20);
            self.findings.push(Diagnostic::new(codes::FILE_TOO_LARGE, self.place(path), message));
            return;
        }
        match fs::read(path) {
            Ok(bytes) => {
                self.sources.files.insert(self.name(path), bytes.into());
            }
            Err(error) => self.unreadable(path, &error),
        }
    }

    fn unreadable(&mut self, path: &Path, error: &io::Error) {
        let message = format!("this cannot be read: {error}");
        self.findings.push(Diagnostic::new(codes::FILE_UNREADABLE, self.place(path), message));
    }

    /// The path inside the project, with `/` between folders.
    fn name(&self, path: &Path) -> String {
        let inside = path.strip_prefix(self.root).unwrap_or(path);
        inside.to_string_lossy().replace('\\', "/")
    }

    fn place(&self, path: &Path) -> Place {
        let name = self.name(path);
        Place::file(if name.is_empty() { &self.sources.name } else { &name })
    }
}

fn is_wanted(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
