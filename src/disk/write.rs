//! Writes artifacts so that each is wholly new or wholly old, whatever happens in between.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::Artifact;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::place::Place;

/// Writes all artifacts into a folder, or none.
///
/// Every artifact first goes to a temporary file in the folder; only when all are complete are
/// they renamed into place. A full disk or a folder without permission leaves the old files.
pub fn write_artifacts(folder: &Path, artifacts: &[Artifact]) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let mut complete = Vec::new();
    for artifact in artifacts {
        let path = folder.join(&artifact.name);
        let file = temporary(folder, &artifact.bytes).map_err(|error| unwritable(&path, &error))?;
        complete.push((path, file));
    }
    for (path, file) in complete {
        file.persist(&path).map_err(|error| unwritable(&path, &error.error))?;
    }
    Ok(())
}

/// Writes one file, wholly or not at all.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), Diagnostic> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let file = temporary(folder.unwrap_or(Path::new(".")), bytes)
        .map_err(|error| unwritable(path, &error))?;
    file.persist(path).map_err(|error| unwritable(path, &error.error))?;
    Ok(())
}

fn temporary(folder: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".diptych-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    Diagnostic::new(codes::OUTPUT_UNWRITABLE, place, format!("this cannot be written: {error}"))
        .help("what was there before has been left as it was")
}
