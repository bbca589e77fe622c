//! Writes artifacts so that each is wholly new or wholly old, whatever happens in between.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use crate::Artifact;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::place::Place;

/// Writes all artifacts into a folder, and one more file if asked for; or nothing at all.
///
/// Everything first goes to temporary files beside its target; only when all are complete are they
/// renamed into place. A full disk or a folder without permission leaves the old files.
pub fn write_artifacts(
    folder: &Path,
    artifacts: &[Artifact],
    extra: Option<(&Path, &[u8])>,
) -> Result<(), Diagnostic> {
    fs::create_dir_all(folder).map_err(|error| unwritable(folder, &error))?;
    let artifacts = artifacts.iter().map(|it| (folder.join(&it.name), it.bytes.as_slice()));
    let extra = extra.map(|(path, bytes)| (path.to_path_buf(), bytes));
    let mut complete = Vec::new();
    for (path, bytes) in artifacts.chain(extra) {
        if path.is_dir() {
            return Err(unwritable(&path, &io::Error::from(io::ErrorKind::IsADirectory)));
        }
        let file = temporary(&path, bytes).map_err(|error| unwritable(&path, &error))?;
        complete.push((path, file));
    }
    for (path, file) in complete {
        file.persist(&path).map_err(|error| unwritable(&path, &error.error))?;
    }
    Ok(())
}

fn temporary(path: &Path, bytes: &[u8]) -> io::Result<NamedTempFile> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let mut builder = tempfile::Builder::new();
    builder.prefix(".diptych-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o644));
    let mut file = builder.tempfile_in(folder.unwrap_or(Path::new(".")))?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    Ok(file)
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    Diagnostic::new(codes::OUTPUT_UNWRITABLE, place, format!("this cannot be written: {error}"))
        .help("what was there before has been left as it was")
}
