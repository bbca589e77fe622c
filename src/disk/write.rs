//! Writes artifacts so that each is wholly new or wholly old, whatever happens in between.
//!
//! Everything first goes to placeholders beside its target, and only when all are complete are they
//! renamed into place. Meanwhile the folder itself is locked, so that the files of two builds do not
//! mix, and a placeholder found there can only be one that a killed build has left. The lock is the
//! kernel's (`flock` on the folder): nothing is left of it when a build is killed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::{fs, io};

use tempfile::NamedTempFile;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;

/// How the names of placeholders begin.
const PLACEHOLDER: &str = ".diptych-";

/// Writes all artifacts into a folder, and one more file if asked for; or nothing at all, unless
/// the process dies between two renamings: then each file is still wholly new or wholly old.
pub fn write_artifacts(
    folder: &Path,
    artifacts: &[Artifact],
    extra: Option<(&Path, &[u8])>,
) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let artifacts = artifacts.iter().map(|it| (folder.join(&it.name), it.bytes.as_slice()));
    let extra = extra.map(|(path, bytes)| (path.to_path_buf(), bytes));
    let files: Vec<(PathBuf, &[u8])> = artifacts.chain(extra).collect();
    // In one order for everybody, or two builds could wait for each other.
    let folders: BTreeSet<&Path> = files.iter().map(|(path, _)| folder_of(path)).collect();
    let locks: Vec<File> = folders.into_iter().filter_map(lock).collect();
    write_all(&files)?;
    // Renamings are safe from a power cut once their folder is.
    locks.iter().for_each(|folder| drop(folder.sync_all()));
    Ok(())
}

fn write_all(files: &[(PathBuf, &[u8])]) -> Result<(), Diagnostic> {
    let mut complete = Vec::new();
    for (path, bytes) in files {
        if path.is_dir() {
            return Err(unwritable(path, &io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let file = placeholder(path, bytes).map_err(|error| unwritable(path, &error))?;
        complete.push((path, file));
    }
    for (path, file) in complete {
        file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    }
    Ok(())
}

/// Locks a folder and clears it of placeholders; `None` where folders cannot be locked, and then
/// nothing is cleared.
fn lock(folder: &Path) -> Option<File> {
    let lock = File::open(folder).ok()?;
    lock.lock().ok()?;
    for entry in fs::read_dir(folder).ok()?.flatten() {
        if entry.file_name().to_string_lossy().starts_with(PLACEHOLDER) {
            // What cannot be removed harms nobody.
            let _ = fs::remove_file(entry.path());
        }
    }
    Some(lock)
}

fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

fn placeholder(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(PLACEHOLDER);
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder_of(path))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

/// Writes a new folder with these files, wholly or not at all. One that is there must be empty.
pub fn write_folder<'a>(
    folder: &Path,
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
) -> Result<(), Diagnostic> {
    if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) || folder.is_file() {
        let message = "there is something here already, and nothing is written over it";
        let place = Place::file(&folder.display().to_string());
        return Err(Diagnostic::new(codes::NOT_EMPTY, place, message).help("name a new folder"));
    }
    let write = || -> io::Result<()> {
        let parent = folder_of(folder);
        fs::create_dir_all(parent)?;
        let new = tempfile::Builder::new().prefix(PLACEHOLDER).tempdir_in(parent)?;
        for (name, bytes) in files {
            let path = new.path().join(name);
            fs::create_dir_all(folder_of(&path))?;
            fs::write(path, bytes)?;
        }
        #[cfg(unix)]
        fs::set_permissions(new.path(), std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        let _ = fs::remove_dir(folder);
        fs::rename(new.path(), folder)
    };
    write().map_err(|error| unwritable(folder, &error))
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    // A wrapped error names the placeholder, which means nothing to anybody.
    let error = match error.get_ref() {
        Some(_) => io::Error::from(error.kind()).to_string(),
        None => error.to_string(),
    };
    let place = Place::file(&path.display().to_string());
    Diagnostic::new(codes::OUTPUT_UNWRITABLE, place, format!("this cannot be written: {error}"))
        .help("each file there is whole, as it was or new; make room or give leave to write, and build again")
}
