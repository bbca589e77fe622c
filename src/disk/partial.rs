//! A large file that is written for as long as a build goes on, and gets its name when it is complete.
//!
//! It lies beside its target under a name that follows from it. What a killed build has left there is taken over by
//! the next one, and two that run at once do not mix: the kernel lets only one hold it.

use std::fs::{File, TryLockError};
use std::io::{self, BufWriter, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use super::folder::Folder;
use super::placeholder::{PARTIAL, PREFIX};
use super::resolve::{self, folder_of, unwritable};
use super::write::Output;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// A file that is not complete.
pub struct Partial {
    folder: Folder,
    name: String,
    file: BufWriter<File>,
    /// Where it goes.
    path: PathBuf,
}

impl Partial {
    /// An empty file on its way to this path. Links that lie in `root` are not followed.
    ///
    /// # Errors
    ///
    /// A finding when it cannot be written, or another build is writing it.
    pub fn begin(path: &Path, root: &Path) -> Result<Partial, Diagnostic> {
        let failed = |error: io::Error| unwritable(path, &error);
        let target = resolve::name_of(path)?;
        let real = resolve::resolve(folder_of(path), root)?;
        let folder = resolve::open(&real, root).map_err(failed)?;
        let name = format!("{PREFIX}{target}{PARTIAL}");
        let Some(file) = held(&folder, &name).map_err(failed)? else {
            let place = Place::file(&path.display().to_string());
            let message = "another build is writing this archive";
            let help = "wait until it has finished, or end it, and build again";
            return Err(Diagnostic::new(codes::OUTPUT_BUSY, place, message).help(help));
        };
        Ok(Partial { folder, name, file: BufWriter::new(file), path: path.to_path_buf() })
    }

    /// How many bytes it has.
    ///
    /// # Errors
    ///
    /// When the disk does not take the last of them.
    pub fn size(&mut self) -> io::Result<u64> {
        self.file.flush()?;
        Ok(self.file.get_ref().metadata()?.len())
    }

    /// Gives the complete file its name in an open output, and writes what goes with it.
    ///
    /// # Errors
    ///
    /// A finding when a file is in the way that is not ours, or the disk does not take it.
    pub fn adopt(self, output: &Output, further: &[(&Path, &[u8])]) -> Result<(), Diagnostic> {
        let path = self.path.clone();
        output
            .are_distinct([].into_iter(), further.iter().map(|(path, _)| *path).chain([&*path]))?;
        for path in further.iter().map(|(path, _)| *path).chain([&*path]) {
            output.may_go_to(path)?;
        }
        let name = resolve::name_of(&path)?;
        let persist = || self.persist(name).map_err(|error| unwritable(&path, &error));
        output.write_with(&[], further, persist)
    }

    fn persist(mut self, target: &str) -> io::Result<()> {
        self.file.flush()?;
        self.file.get_ref().sync_all()?;
        self.folder.rename(&self.name, target)?;
        self.name.clear();
        Ok(())
    }
}

impl Write for Partial {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl Seek for Partial {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.file.seek(to)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        if !self.name.is_empty() {
            // What cannot be removed is taken over by the next build.
            let _ = self.folder.remove(&self.name);
        }
    }
}

/// The file of this name, empty, which no other process holds; `None` when one does.
fn held(folder: &Folder, name: &str) -> io::Result<Option<File>> {
    // Whoever held it may have given it its final name meanwhile.
    for _ in 0..100 {
        let (file, opened) = folder.open_or_create(name)?;
        match file.try_lock() {
            Err(TryLockError::WouldBlock) => return Ok(None),
            // Where nothing can be locked, nobody else is known either.
            Err(TryLockError::Error(_)) | Ok(()) => {}
        }
        if folder.identity(name) == Some(opened) {
            file.set_len(0)?;
            return Ok(Some(file));
        }
    }
    Ok(None)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn one_process_writes_and_what_a_killed_one_left_is_taken_over() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("all.zip");
        let left = folder.path().join(".diptych-all.zip.partial");
        fs::write(&left, "half").unwrap();
        let mut partial = Partial::begin(&path, folder.path()).unwrap();
        assert!(Partial::begin(&path, folder.path()).is_err_and(|it| it.code.id == "D0213"));
        partial.write_all(b"whole").unwrap();
        partial.persist("all.zip").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"whole");
        drop(Partial::begin(&path, folder.path()).unwrap());
        assert!(!left.exists() && fs::read(&path).unwrap() == b"whole");
    }
}
