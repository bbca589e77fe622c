//! Writes a new folder with files in it, wholly or not at all.

use std::ffi::OsStr;
use std::io;
use std::io::Write;
use std::path::{Component, Path};

use super::folder::{Folder, Kind};
use super::placeholder;
use super::resolve::{folder_of, unwritable};
use super::write::{Wait, lock};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// What may stand in a folder that a project is written into, whatever its ending: what hosts put into a new repository.
/// So may whatever begins with a dot.
const BESIDE: [&str; 10] = [
    "README",
    "LICENSE",
    "LICENCE",
    "COPYING",
    "NOTICE",
    "CHANGELOG",
    "CONTRIBUTING",
    "CODE_OF_CONDUCT",
    "SECURITY",
    "CODEOWNERS",
];

/// Writes these files into a folder, which is made if it is not there. One that is there has nothing in it but hidden
/// files and what stands beside a project in a repository; of these none is replaced. Gives the names of files that were
/// kept so. What a killed call has left (`.diptych-…`) the next one removes.
///
/// What `hold` gives is held while it is written.
pub fn write_folder<'a, Held>(
    folder: &Path,
    files: &[(&'a Path, &'a [u8])],
    wait: Wait,
    hold: impl FnOnce() -> Held,
) -> Result<Vec<&'a Path>, Diagnostic> {
    let failed = |error: io::Error| unwritable(folder, &error);
    let parent = Folder::create(folder_of(folder)).map_err(failed)?;
    let name = folder.file_name().and_then(|name| name.to_str());
    let kind = name.map(|name| parent.kind(name));
    match (name, kind) {
        (Some(name), Some(Kind::Nothing)) => {
            let lock = lock(&parent, folder_of(folder), wait)?;
            if lock.is_some() {
                placeholder::clear_projects(&parent);
            }
            let _held = hold();
            write(&parent, name, files).map_err(failed)?;
            Ok(Vec::new())
        }
        // `.` and `..` have no name.
        (_, Some(Kind::Folder) | None) => {
            let inside = Folder::open(folder).map_err(failed)?;
            let lock = lock(&inside, folder, wait)?;
            if lock.is_some() {
                placeholder::clear_projects(&inside);
            }
            if let Some(other) = inside.names().map_err(failed)?.iter().find(|it| !is_beside(it)) {
                let other = other.to_string_lossy();
                return Err(taken(folder, &format!("this folder has `{other}` in it")));
            }
            let _held = hold();
            write_inside(&inside, files).map_err(failed)
        }
        _ => Err(taken(folder, "this is no folder")),
    }
}

fn is_beside(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    stem.is_empty() || BESIDE.iter().any(|it| it.eq_ignore_ascii_case(stem))
}

fn taken(folder: &Path, message: &str) -> Diagnostic {
    let place = Place::file(&folder.display().to_string());
    Diagnostic::new(codes::NOT_EMPTY, place, message)
        .help("name a new folder, or one with nothing in it but a repository, README and licence")
}

/// Writes a new file into a folder, which is made if need be; one of this name that is there stays.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    Folder::create(folder)?.create_new(name)?.write_all(bytes)
}

fn write(parent: &Folder, name: &str, files: &[(&Path, &[u8])]) -> io::Result<()> {
    let own = placeholder::free(|own| {
        parent.create_folder(own)?;
        Ok(own.to_string())
    })?;
    let written = fill(parent, &own, files).and_then(|()| parent.rename(&own, name));
    if written.is_err() {
        let _ = parent.remove_all(&own);
    }
    written
}

/// Everything is complete in a folder of its own before the first name is given. A name that is taken keeps what it has.
fn write_inside<'a>(folder: &Folder, files: &[(&'a Path, &'a [u8])]) -> io::Result<Vec<&'a Path>> {
    let first = |path: &'a Path| path.iter().next().and_then(|it| it.to_str()).unwrap_or_default();
    let is_taken = |path: &Path| folder.kind(path.as_os_str()) != Kind::Nothing;
    type Files<'a> = Vec<(&'a Path, &'a [u8])>;
    let (kept, new): (Files, Files) = files.iter().copied().partition(|(path, _)| is_taken(path));
    let own = placeholder::free(|own| {
        folder.create_folder(own)?;
        Ok(own.to_string())
    })?;
    let mut given: Vec<&str> = Vec::new();
    let written = fill(folder, &own, &new).and_then(|()| {
        let from = folder.folder(&own)?;
        let mut names: Vec<&str> = new.iter().map(|(path, _)| first(path)).collect();
        names.dedup();
        for name in names {
            from.move_to(name, folder)?;
            given.push(name);
        }
        Ok(())
    });
    if written.is_err() {
        for name in given {
            let _ = folder.remove(name).or_else(|_| folder.remove_all(name));
        }
    }
    let _ = folder.remove_all(&own);
    written.map(|()| kept.into_iter().map(|(path, _)| path).collect())
}

fn fill(parent: &Folder, own: &str, files: &[(&Path, &[u8])]) -> io::Result<()> {
    for (path, bytes) in files {
        let mut folder = parent.folder(own)?;
        for part in path.parent().into_iter().flat_map(Path::components) {
            if let Component::Normal(part) = part {
                folder = folder.make(part)?;
            }
        }
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        folder.create_new(name)?.write_all(bytes)?;
    }
    Ok(())
}
