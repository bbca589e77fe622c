//! Where an output folder really is: links that a project brings along are refused.

use std::path::{Component, Path, PathBuf};
use std::{fs, io};

use super::folder::Folder;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder.unwrap_or(Path::new("."))
}

/// The folder as a path without links. One that lies in `root`, the project, must not be a link nor be
/// reached through one that lies there: whoever wrote the project could lead the output anywhere.
pub fn resolve(folder: &Path, root: &Path) -> Result<PathBuf, Diagnostic> {
    let root = fs::canonicalize(root).ok();
    let mut real = fs::canonicalize(".").map_err(|error| unwritable(folder, &error))?;
    for part in folder.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => drop(real.pop()),
            part => real.push(part),
        }
        let Ok(target) = fs::read_link(&real) else { continue };
        let parent = real.parent().unwrap_or(Path::new(""));
        if root.as_ref().is_some_and(|root| parent.starts_with(root)) {
            return Err(link(folder, &target));
        }
        real = fs::canonicalize(&real).map_err(|error| unwritable(folder, &error))?;
    }
    Ok(real)
}

/// Opens a resolved folder, made if it is not there. What lies in the project is opened name by name,
/// so that a link put there meanwhile is not followed either.
pub fn open(real: &Path, root: &Path) -> io::Result<Folder> {
    let root = fs::canonicalize(root).ok();
    let inside = root.as_ref().and_then(|root| Some((root, real.strip_prefix(root).ok()?)));
    let Some((root, inside)) = inside else { return Folder::create(real) };
    let mut folder = Folder::open(root)?;
    for part in inside.components() {
        folder = folder.make(part.as_os_str())?;
    }
    Ok(folder)
}

fn link(folder: &Path, target: &Path) -> Diagnostic {
    let message = format!(
        "this is a symbolic link of the project, or lies behind one, to {}, and nothing is written through it",
        target.display()
    );
    Diagnostic::new(codes::OUTPUT_LINK, Place::file(&folder.display().to_string()), message)
        .help("remove the link, or name another folder with --out")
}

/// The name of a file that is to be written.
///
/// # Errors
///
/// A finding when it is not UTF-8: shown in other letters it could be the name of another file.
pub fn name_of(path: &Path) -> Result<&str, Diagnostic> {
    let Some(name) = path.file_name() else {
        return Err(unwritable(path, &io::ErrorKind::IsADirectory.into()));
    };
    name.to_str().ok_or_else(|| {
        let message = "this name is not UTF-8, and no file is written under it";
        Diagnostic::new(codes::OUTPUT_UNWRITABLE, Place::file(&path.display().to_string()), message)
            .help("give the file that is to be written another name")
    })
}

/// A finding for an output that cannot be written.
pub fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    let help = match error.kind() {
        io::ErrorKind::IsADirectory => {
            "a folder stands where the file is to be; move it away, or write to another folder"
        }
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "a file stands where a folder is to be; move it away, or write to another folder"
        }
        _ => {
            "free disk space or grant write permission, and build again; no file there is incomplete"
        }
    };
    Diagnostic::new(codes::OUTPUT_UNWRITABLE, place, format!("cannot write this: {error}"))
        .help(help)
}

/// Whether this path itself is a link.
pub fn is_linked(path: &Path) -> bool {
    fs::read_link(path).is_ok()
}
