//! `--archive`: outputs go into one file as they are made.

use std::io;
use std::path::{Path, PathBuf};

use crate::Artifact;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::disk::{Output, Partial, Target, Wait};
use crate::export::outputs::Archive;
use crate::export::outputs::Range;
use crate::publish::archive::{Format, Packer};

/// An archive that is being written.
pub struct Packing {
    packer: Packer<Partial>,
    path: PathBuf,
}

impl Packing {
    /// Begins an archive at this path; what is in the way is told now, and not when all is made.
    ///
    /// # Errors
    ///
    /// A finding when it cannot be written.
    pub fn begin(target: &Target, path: &Path, wait: Wait) -> Result<Packing, Diagnostic> {
        Output::open(target, &[path], wait)?.may_go_to(path)?;
        // The arguments let no other ending pass.
        let format = Format::of(&path.to_string_lossy()).unwrap_or(Format::Zip);
        let packer = Packer::new(format, Partial::begin(path, target.root)?);
        let packer = packer.map_err(|error| failed(path, &error))?;
        Ok(Packing { packer, path: path.to_path_buf() })
    }

    /// Adds a file; tells where it stands.
    ///
    /// # Errors
    ///
    /// A finding when the disk does not take it.
    pub fn add(&mut self, artifact: &Artifact) -> Result<Range, Diagnostic> {
        let added = self.packer.add(&artifact.name, &artifact.bytes);
        added.map_err(|error| failed(&self.path, &error))
    }

    /// Writes its end; gives the file, which has no name yet, and what its index says of it.
    ///
    /// # Errors
    ///
    /// A finding when the disk does not take it.
    pub fn finish(self) -> Result<(Partial, Archive), Diagnostic> {
        let failed = |error: io::Error| failed(&self.path, &error);
        let mut partial = self.packer.finish().map_err(failed)?;
        let size = partial.size().map_err(failed)?;
        let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((partial, Archive { name, size }))
    }
}

fn failed(path: &Path, error: &io::Error) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    let message = format!("cannot write this: {error}");
    let help = "free disk space, and build again; the archive that was there is as it was";
    Diagnostic::new(codes::OUTPUT_UNWRITABLE, place, message).help(help)
}

/// The index of an archive stands beside it.
pub fn index(archive: &Path) -> PathBuf {
    let mut path = archive.as_os_str().to_os_string();
    path.push(".json");
    path.into()
}

/// A name that tells the kind of archive.
pub fn archive_path(text: &str) -> Result<PathBuf, String> {
    match Format::of(text) {
        Some(_) => Ok(PathBuf::from(text)),
        None => Err("the name must end in .zip or .tar.zst".to_string()),
    }
}
