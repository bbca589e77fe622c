//! Writes artifacts so that each is wholly new or wholly old, whatever happens in between, and nothing
//! of other people's is lost.
//!
//! Everything first goes to placeholders beside its target, and only when all are complete are they
//! renamed into place. Meanwhile the folder itself is locked, so that the files of two builds do not
//! mix, and a placeholder found there can only be one that a killed build has left. The lock is the
//! kernel's (`flock` on the folder): nothing is left of it when a build is killed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use super::folder::{Folder, Kind};
use super::ledger::{self, Ledger};
use super::placeholder::{self, Placeholder};
use super::recognise;
use super::resolve::{self, folder_of, unwritable};
use super::same_output;
use super::stale::stale_in;
use super::target::Target;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::artifact::Artifact;

/// Asked again and again while another process is writing to a folder: waits a little and says
/// whether to go on waiting.
pub type Wait<'a> = &'a mut dyn FnMut(&Path) -> bool;

/// Folders that are open and locked, so that one may write to them.
pub struct Output<'a> {
    target: &'a Target<'a>,
    /// By their real paths, and thus in one order for everybody: two builds never wait for each other.
    folders: BTreeMap<PathBuf, Folder>,
    real: PathBuf,
    locks: Vec<File>,
}

impl<'a> Output<'a> {
    /// Opens the folder, and those of further files, and waits for its turn.
    pub fn open(
        target: &'a Target<'a>,
        further: &[&Path],
        wait: Wait,
    ) -> Result<Output<'a>, Diagnostic> {
        let mut folders = BTreeMap::new();
        let mut opened = |path: &Path| {
            let real = resolve::resolve(path, target.root)?;
            let folder =
                resolve::open(&real, target.root).map_err(|error| unwritable(path, &error))?;
            folders.insert(real.clone(), folder);
            Ok(real)
        };
        let real = opened(target.folder)?;
        further.iter().try_for_each(|path| opened(folder_of(path)).map(drop))?;
        let mut locks = Vec::new();
        for (path, folder) in &folders {
            locks.extend(lock(folder, path, wait)?);
        }
        Ok(Output { target, folders, real, locks })
    }

    /// Where the folder really is.
    pub fn real(&self) -> &Path {
        &self.real
    }

    /// Writes all artifacts and further files; or nothing at all, unless the process dies between two
    /// renamings: then each file is still wholly new or wholly old.
    pub fn write(
        &self,
        artifacts: &[Artifact],
        further: &[(&Path, &[u8])],
    ) -> Result<(), Diagnostic> {
        self.write_with(artifacts, further, || Ok(()))
    }

    /// The same; `persist` gives a file its name that was written before, when all others are complete too.
    pub fn write_with(
        &self,
        artifacts: &[Artifact],
        further: &[(&Path, &[u8])],
        persist: impl FnOnce() -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let own = self.target.keeps_ledger.then_some(ledger::NAME);
        let names = artifacts.iter().map(|it| it.name.as_str()).chain(own);
        self.are_distinct(names, further.iter().map(|(path, _)| *path))?;
        let root = self.folder(&self.real)?;
        let mut files: Vec<Written> = Vec::new();
        for Artifact { name, bytes, .. } in artifacts {
            let path = self.target.folder.join(name);
            files.push(Written { root, folder: root, path, name, bytes });
        }
        for (path, bytes) in further {
            let folder = self.folder(&resolve::resolve(folder_of(path), self.target.root)?)?;
            let name = resolve::name_of(path)?;
            files.push(Written { root: folder, folder, path: path.to_path_buf(), name, bytes });
        }
        let mut ledger = Ledger::read(root);
        for file in &files {
            match std::ptr::eq(file.root, root) {
                true => self.may_write(file, &ledger)?,
                false => self.may_write(file, &Ledger::read(file.root))?,
            }
        }
        let below = self.below(root, artifacts)?;
        for file in &mut files {
            let found = file.name.rsplit_once('/').and_then(|(path, _)| below.get(path));
            file.folder = found.unwrap_or(file.root);
        }
        let project = self.target.project(&self.real);
        for artifact in artifacts {
            ledger.record(&project, &artifact.name, &artifact.bytes);
            ledger.note_draft(&project, &artifact.name, self.target.drafts);
            ledger.note_inputs(&project, &artifact.name, artifact.inputs.as_ref());
        }
        self.write_all(&files, self.target.keeps_ledger.then_some(&ledger), persist)
    }

    /// Whether files of the output folder and further ones are in different places: one would replace the other.
    pub fn are_distinct<'n>(
        &self,
        names: impl Iterator<Item = &'n str>,
        further: impl Iterator<Item = &'n Path>,
    ) -> Result<(), Diagnostic> {
        let names: Vec<PathBuf> = names.map(|name| self.real.join(name)).collect();
        same_output::check(names, further, self.target.root)
    }

    /// Whether a further file may be written here.
    pub fn may_go_to(&self, path: &Path) -> Result<(), Diagnostic> {
        let folder = self.folder(&resolve::resolve(folder_of(path), self.target.root)?)?;
        let name = resolve::name_of(path)?;
        let file = Written { root: folder, folder, path: path.to_path_buf(), name, bytes: &[] };
        self.may_write(&file, &Ledger::read(folder))
    }

    /// The folders below the output folder that artifacts go to, free of what killed builds have left.
    fn below<'n>(
        &self,
        root: &Folder,
        artifacts: &'n [Artifact],
    ) -> Result<BTreeMap<&'n str, Folder>, Diagnostic> {
        let paths = artifacts.iter().filter_map(|it| Some(it.name.rsplit_once('/')?.0));
        let paths: BTreeSet<&str> = paths.collect();
        let open = |path: &'n str| {
            let named = self.target.folder.join(path);
            let folder = root.below(path).map_err(|error| unwritable(&named, &error))?;
            if !self.locks.is_empty() {
                placeholder::clear(&folder);
            }
            Ok((path, folder))
        };
        paths.into_iter().map(open).collect()
    }

    fn folder(&self, real: &Path) -> Result<&Folder, Diagnostic> {
        let moved = || unwritable(real, &io::Error::other("this folder was moved meanwhile"));
        self.folders.get(real).ok_or_else(moved)
    }

    /// The manifest of outputs gets its name first: whatever follows is known to be ours.
    fn write_all(
        &self,
        files: &[Written],
        ledger: Option<&Ledger>,
        persist: impl FnOnce() -> Result<(), Diagnostic>,
    ) -> Result<(), Diagnostic> {
        let own = ledger.map(Ledger::bytes).transpose();
        let own =
            own.map_err(|error| unwritable(&self.target.folder.join(ledger::NAME), &error))?;
        let own = own.as_ref().map(|bytes| -> Result<Written, Diagnostic> {
            let path = self.target.folder.join(ledger::NAME);
            let root = self.folder(&self.real)?;
            Ok(Written { root, folder: root, path, name: ledger::NAME, bytes })
        });
        let own = own.transpose()?;
        let mut complete = Vec::new();
        for file in own.iter().chain(files) {
            let written = Placeholder::write(file.folder, file.last_name(), file.bytes);
            complete.push((file, written.map_err(|error| unwritable(&file.path, &error))?));
        }
        persist()?;
        for (file, placeholder) in complete {
            placeholder
                .persist(file.last_name())
                .map_err(|error| unwritable(&file.path, &error))?;
        }
        // Renamings are safe from a power cut once their folder is.
        self.locks.iter().for_each(|folder| drop(folder.sync_all()));
        Ok(())
    }

    /// What is there must be ours, or the caller must have said that it may go; an input never goes.
    fn may_write(&self, file: &Written, ledger: &Ledger) -> Result<(), Diagnostic> {
        let kind = file.root.kind_at(file.name);
        let is_ours = kind == Kind::File && self.is_ours(file, ledger);
        let place = Place::file(&file.path.display().to_string());
        if kind == Kind::Folder {
            return Err(unwritable(&file.path, &io::ErrorKind::IsADirectory.into()));
        }
        if kind != Kind::Nothing && self.target.is_input(&file.path, is_ours) {
            let message = "this is an input of the build, and inputs are never overwritten";
            let help = "write to another file, or remove this one yourself";
            return Err(Diagnostic::new(codes::NOT_OURS, place, message).help(help));
        }
        if kind != Kind::Nothing && !is_ours && !self.target.force {
            let message = match kind {
                Kind::Link => "there is a symbolic link here, which Diptych did not write",
                _ => "there is a file here that Diptych did not write, or that was changed since",
            };
            let help = "write to another file, or let it be replaced with --force";
            return Err(Diagnostic::new(codes::NOT_OURS, place, message).help(help));
        }
        Ok(())
    }

    /// What the manifest of outputs has is ours as long as it is as it was written, and belongs to who keeps that
    /// manifest. Of other files the mark in them tells.
    fn is_ours(&self, file: &Written, ledger: &Ledger) -> bool {
        match ledger.has(file.name) {
            true => {
                self.target.keeps_ledger && recognise::is_unchanged(file.root, file.name, ledger)
            }
            false => recognise::is_marked(file.root, file.name, file.bytes),
        }
    }

    /// Removes what earlier builds of the project have written and this one has not made; gives the names.
    pub fn clean(&self, made: &BTreeSet<&str>) -> Result<Vec<String>, Diagnostic> {
        let folder = self.folder(&self.real)?;
        let mut ledger = Ledger::read(folder);
        let project = self.target.project(&self.real);
        let stale = stale_in(folder, &ledger, &project, made);
        for name in &stale {
            let path = self.target.folder.join(name);
            folder.remove_at(name).map_err(|error| unwritable(&path, &error))?;
            ledger.forget(&project, name);
        }
        self.write_all(&[], Some(&ledger), || Ok(()))?;
        Ok(stale)
    }
}

/// A file that is to be written.
struct Written<'a> {
    /// The folder from which it is named.
    root: &'a Folder,
    /// The folder that it lies in.
    folder: &'a Folder,
    /// As messages call it.
    path: PathBuf,
    /// Its name, with the folders on the way.
    name: &'a str,
    bytes: &'a [u8],
}

impl Written<'_> {
    fn last_name(&self) -> &str {
        self.name.rsplit('/').next().unwrap_or_default()
    }
}

/// Locks a folder and clears it of placeholders; `None` where folders cannot be locked, and then
/// nothing is cleared.
pub fn lock(folder: &Folder, path: &Path, wait: Wait) -> Result<Option<File>, Diagnostic> {
    let Ok(lock) = folder.lockable() else { return Ok(None) };
    loop {
        match lock.try_lock() {
            Ok(()) => break,
            Err(TryLockError::Error(_)) => return Ok(None),
            Err(TryLockError::WouldBlock) if wait(path) => {}
            Err(TryLockError::WouldBlock) => {
                let place = Place::file(&path.display().to_string());
                let message = "another build keeps this folder locked, and nothing was written";
                let help = "wait until it has finished, or end it, and build again";
                return Err(Diagnostic::new(codes::OUTPUT_BUSY, place, message).help(help));
            }
        }
    }
    placeholder::clear(folder);
    Ok(Some(lock))
}
