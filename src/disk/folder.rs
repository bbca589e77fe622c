//! A folder that is kept open: what is in it is reached from its handle, one name at a time.
//!
//! No name is looked up twice by a path from the root, so nothing can be put in between a check and
//! its use. Links are never followed, and nothing but ordinary files is opened.

use std::ffi::{OsStr, OsString};
use std::fs::{File, Metadata, Permissions};
use std::io::Read;
use std::path::Path;
use std::{fs, io};

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

/// A folder, open.
pub struct Folder(Dir);

/// What a name in a folder stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Folder,
    File,
    Link,
    /// A pipe, a device, a socket.
    Special,
    Nothing,
}

impl Folder {
    /// Opens a folder that the caller names; links on the way to it are the caller's own.
    pub fn open(path: &Path) -> io::Result<Folder> {
        // The empty path is what `Path::parent` gives for a file in the current folder.
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Dir::open_ambient_dir(path, ambient_authority()).map(Folder)
    }

    /// Opens a folder that the caller names, made if it is not there.
    pub fn create(path: &Path) -> io::Result<Folder> {
        fs::create_dir_all(path)?;
        Folder::open(path)
    }

    /// What is in it, in order.
    pub fn names(&self) -> io::Result<Vec<OsString>> {
        let names = self.0.entries()?.map(|entry| Ok(entry?.file_name()));
        let mut names: Vec<OsString> = names.collect::<io::Result<_>>()?;
        names.sort();
        Ok(names)
    }

    /// What this name stands for, without following it.
    pub fn kind(&self, name: impl AsRef<OsStr>) -> Kind {
        match self.0.symlink_metadata(name.as_ref()) {
            Ok(meta) if meta.is_dir() => Kind::Folder,
            Ok(meta) if meta.is_file() => Kind::File,
            Ok(meta) if meta.is_symlink() => Kind::Link,
            Ok(_) => Kind::Special,
            Err(_) => Kind::Nothing,
        }
    }

    /// A folder in it.
    pub fn folder(&self, name: impl AsRef<OsStr>) -> io::Result<Folder> {
        self.0.open_dir_nofollow(name.as_ref()).map(Folder)
    }

    /// A folder in it, made if it is not there.
    pub fn make(&self, name: impl AsRef<OsStr>) -> io::Result<Folder> {
        match self.0.create_dir(name.as_ref()) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => self.folder(name),
        }
    }

    /// A new folder in it; an error when the name is taken.
    pub fn create_folder(&self, name: &str) -> io::Result<()> {
        self.0.create_dir(name)
    }

    /// An ordinary file in it, open for reading; opening and reading never wait for anybody.
    pub fn file(&self, name: impl AsRef<OsStr>) -> io::Result<File> {
        match self.kind(name.as_ref()) {
            Kind::Link => return Err(io::Error::other(LINK)),
            Kind::Special => return Err(io::Error::other(SPECIAL)),
            _ => {}
        }
        let mut options = OpenOptions::new();
        options.read(true).follow(FollowSymlinks::No);
        // A pipe put in its place meanwhile would keep us waiting.
        #[cfg(unix)]
        cap_fs_ext::OpenOptionsSyncExt::nonblock(&mut options, true);
        let file = self.0.open_with(name.as_ref(), &options)?.into_std();
        match file.metadata()? {
            meta if meta.is_dir() => Err(io::Error::from(io::ErrorKind::IsADirectory)),
            meta if meta.is_file() => Ok(file),
            _ => Err(io::Error::other(SPECIAL)),
        }
    }

    /// The ordinary file at a path of several names, every one of which is opened without following it.
    pub fn find(&self, path: &str) -> io::Result<File> {
        let Some((first, rest)) = path.split_once('/') else { return self.file(path) };
        match self.kind(first) {
            Kind::Link => Err(io::Error::other(LINK)),
            _ => self.folder(first)?.find(rest),
        }
    }

    /// What stands at a path of several names; nothing behind a name that is no folder.
    pub fn kind_at(&self, path: &str) -> Kind {
        match path.split_once('/') {
            None => self.kind(path),
            Some((first, rest)) => match self.kind(first) {
                Kind::Folder => self.folder(first).map_or(Kind::Nothing, |it| it.kind_at(rest)),
                _ => Kind::Nothing,
            },
        }
    }

    /// The folder at a path of several names, each made if it is not there, and none of them followed.
    pub fn below(&self, path: &str) -> io::Result<Folder> {
        let mut folder = Folder(self.0.try_clone()?);
        for name in path.split('/').filter(|name| !name.is_empty()) {
            folder = folder.make(name)?;
        }
        Ok(folder)
    }

    /// Removes the file at a path of several names, and the folders on the way that it leaves empty.
    pub fn remove_at(&self, path: &str) -> io::Result<()> {
        let Some((first, rest)) = path.split_once('/') else { return self.remove(path) };
        self.folder(first)?.remove_at(rest)?;
        // One that is not empty stays.
        let _ = self.remove_empty(first);
        Ok(())
    }

    /// Whether the file at this path is still as it was, by its length and time of change.
    pub fn is_still(&self, path: &str, before: &Metadata) -> bool {
        self.0.symlink_metadata(path).is_ok_and(|now| {
            let modified = now.modified().ok().map(|time| time.into_std());
            now.len() == before.len() && modified == before.modified().ok()
        })
    }

    /// A new file in it; an error when the name is taken.
    pub fn create_new(&self, name: &str) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        Ok(self.0.open_with(name, &options)?.into_std())
    }

    /// A file in it for reading and writing, made if it is not there, and which one it is.
    pub fn open_or_create(&self, name: &str) -> io::Result<(File, (u64, u64))> {
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).follow(FollowSymlinks::No);
        let file = self.0.open_with(name, &options)?;
        let meta = file.metadata()?;
        Ok((file.into_std(), (meta.dev(), meta.ino())))
    }

    /// Which file this name stands for.
    pub fn identity(&self, name: &str) -> Option<(u64, u64)> {
        let meta = self.0.symlink_metadata(name).ok()?;
        Some((meta.dev(), meta.ino()))
    }

    /// Whose turn it is to write here: the kernel drops the lock with the file, however a process
    /// ends. An error where folders cannot be locked (Windows, some network disks).
    pub fn lockable(&self) -> io::Result<File> {
        Ok(self.0.open(".")?.into_std())
    }

    /// Puts a file or folder in the place of another; both are in this folder.
    pub fn rename(&self, from: &str, to: impl AsRef<OsStr>) -> io::Result<()> {
        self.0.rename(from, &self.0, to.as_ref())
    }

    /// Moves a file or folder into another folder, where its name must be free.
    pub fn move_to(&self, name: &str, other: &Folder) -> io::Result<()> {
        match other.kind(name) {
            Kind::Nothing => self.0.rename(name, &other.0, name),
            _ => Err(io::ErrorKind::AlreadyExists.into()),
        }
    }

    /// Removes a file, or a link as such.
    pub fn remove(&self, name: &str) -> io::Result<()> {
        self.0.remove_file(name)
    }

    /// Removes an empty folder.
    pub fn remove_empty(&self, name: impl AsRef<OsStr>) -> io::Result<()> {
        self.0.remove_dir(name.as_ref())
    }

    /// Removes a folder with all that is in it; links in it are removed, not followed.
    pub fn remove_all(&self, name: &str) -> io::Result<()> {
        self.0.remove_dir_all(name)
    }

    /// The permissions of an ordinary file that is there.
    pub fn permissions(&self, name: &str) -> Option<Permissions> {
        Some(self.file(name).ok()?.metadata().ok()?.permissions())
    }
}

/// What is said of a link where a file is wanted.
pub const LINK: &str =
    "is a symbolic link, and links are not followed; put the file itself in its place";

/// What is said of pipes, devices and sockets where a file is wanted.
pub const SPECIAL: &str = "is no ordinary file (a pipe, device or socket), and is not read";

/// The bytes of a file, but hardly more than the limit, for files may grow while they are read.
pub fn read_at_most(file: impl Read, limit: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}
