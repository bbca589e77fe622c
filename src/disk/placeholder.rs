//! A file that is complete before it gets its name, and leaves nothing behind when it never does.

use std::fs::{File, Permissions};
use std::io;
use std::io::Write;

use super::folder::{Folder, Kind};

/// How the names of placeholders begin.
pub const PREFIX: &str = ".diptych-";

/// How the names of large files end that are written for as long as a build goes on.
pub const PARTIAL: &str = ".partial";

/// A file beside its target, under a name of its own.
pub struct Placeholder<'a> {
    folder: &'a Folder,
    name: String,
}

impl<'a> Placeholder<'a> {
    /// Writes the bytes, and waits until they are on the disk. The file that is to replace another
    /// has its permissions, a new one those that the process gives.
    pub fn write(folder: &'a Folder, target: &str, bytes: &[u8]) -> io::Result<Placeholder<'a>> {
        let (name, mut file) = create(folder)?;
        let placeholder = Placeholder { folder, name };
        if let Some(permissions) = folder.permissions(target) {
            keep(&file, permissions)?;
        }
        file.write_all(bytes)?;
        file.sync_all()?;
        Ok(placeholder)
    }

    /// Gives the file its name, in place of whatever has it.
    pub fn persist(mut self, target: &str) -> io::Result<()> {
        self.folder.rename(&self.name, target)?;
        self.name.clear();
        Ok(())
    }
}

impl Drop for Placeholder<'_> {
    fn drop(&mut self) {
        if !self.name.is_empty() {
            // What cannot be removed is removed by the next build.
            let _ = self.folder.remove(&self.name);
        }
    }
}

/// A file that is read-only must be writable until it is written.
fn keep(file: &File, permissions: Permissions) -> io::Result<()> {
    match permissions.readonly() && cfg!(windows) {
        true => Ok(()),
        false => file.set_permissions(permissions),
    }
}

/// A new file under the first free name.
fn create(folder: &Folder) -> io::Result<(String, File)> {
    free(|name| Ok((name.to_string(), folder.create_new(name)?)))
}

/// Tries names until one is free.
pub fn free<T>(make: impl Fn(&str) -> io::Result<T>) -> io::Result<T> {
    let process = std::process::id();
    for number in 0..100_000 {
        match make(&format!("{PREFIX}{process}-{number}")) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made,
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// Removes the files that killed processes have left in a folder; only for who holds its lock.
pub fn clear(folder: &Folder) {
    for name in left(folder, Kind::File, is_own) {
        // What cannot be removed harms nobody.
        let _ = folder.remove(&name);
    }
    for name in left(folder, Kind::File, is_partial) {
        // Whoever writes one holds it, and then it stays.
        if folder.file(&name).is_ok_and(|file| file.try_lock().is_ok()) {
            let _ = folder.remove(&name);
        }
    }
}

/// Removes the halves of new projects; only for who holds the lock and makes another one.
pub fn clear_projects(folder: &Folder) {
    for name in left(folder, Kind::Folder, is_own) {
        let _ = folder.remove_all(&name);
    }
}

/// What has a name of ours.
fn left(folder: &Folder, kind: Kind, is_ours: fn(&str) -> bool) -> Vec<String> {
    let names = folder.names().unwrap_or_default().into_iter();
    let names = names.filter_map(|name| name.into_string().ok());
    names.filter(|name| is_ours(name) && folder.kind(name) == kind).collect()
}

fn is_partial(name: &str) -> bool {
    name.starts_with(PREFIX) && name.ends_with(PARTIAL)
}

/// Whether this is a prefix, a process and a number, and nothing else.
fn is_own(name: &str) -> bool {
    let is_number =
        |text: &str| (1..=10).contains(&text.len()) && text.chars().all(|c| c.is_ascii_digit());
    name.strip_prefix(PREFIX)
        .and_then(|rest| rest.split_once('-'))
        .is_some_and(|(process, number)| is_number(process) && is_number(number))
}
