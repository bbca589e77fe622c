//! Writes a new folder with files in it, wholly or not at all.

use std::io;
use std::io::Write;
use std::path::{Component, Path};

use super::folder::{Folder, Kind};
use super::placeholder;
use super::resolve::unwritable;
use super::write::{Wait, folder_of, lock};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Writes a new folder with these files. One that is there must be empty. What a killed call has left
/// beside it (`.diptych-…`) the next one removes.
///
/// What `hold` gives is held while it is written.
pub fn write_folder<'a, Held>(
    folder: &Path,
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
    wait: Wait,
    hold: impl FnOnce() -> Held,
) -> Result<(), Diagnostic> {
    let failed = |error: io::Error| unwritable(folder, &error);
    let parent = Folder::create(folder_of(folder)).map_err(failed)?;
    let name = folder.file_name().and_then(|name| name.to_str());
    let is_free = match name.map(|name| parent.kind(name)) {
        Some(Kind::Nothing) => true,
        // `.` and `..` have no name.
        Some(Kind::Folder) | None => {
            Folder::open(folder).and_then(|it| it.names()).map_err(failed)?.is_empty()
        }
        Some(_) => false,
    };
    if !is_free {
        let message = "this is not an empty folder";
        let place = Place::file(&folder.display().to_string());
        return Err(
            Diagnostic::new(codes::NOT_EMPTY, place, message).help("name a new or an empty folder")
        );
    }
    let name = name.ok_or_else(|| failed(io::ErrorKind::InvalidInput.into()))?;
    let lock = lock(&parent, folder_of(folder), wait)?;
    if lock.is_some() {
        placeholder::clear_projects(&parent);
    }
    let _held = hold();
    write(&parent, name, files).map_err(failed)
}

/// Writes a new file into a folder, which is made if need be; one of this name that is there stays.
pub fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    Folder::create(folder)?.create_new(name)?.write_all(bytes)
}

fn write<'a>(
    parent: &Folder,
    name: &str,
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
) -> io::Result<()> {
    let own = placeholder::free(|own| {
        parent.create_folder(own)?;
        Ok(own.to_string())
    })?;
    let written = fill(parent, &own, files).and_then(|()| {
        // Windows does not rename over a folder, and where there is none nothing is removed.
        let _ = parent.remove_empty(name);
        parent.rename(&own, name)
    });
    if written.is_err() {
        let _ = parent.remove_all(&own);
    }
    written
}

fn fill<'a>(
    parent: &Folder,
    own: &str,
    files: impl Iterator<Item = (&'a Path, &'a [u8])>,
) -> io::Result<()> {
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
