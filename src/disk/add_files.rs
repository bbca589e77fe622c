//! Adds files to a folder, none of which may be there already.

use std::io;
use std::path::Path;

use super::folder::{Folder, Kind};
use super::placeholder::Placeholder;
use super::resolve::unwritable;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Writes these files, by their paths in the folder, which is made if need be. If a file or a link is in the way of
/// one of them, nothing is written, and that is told; no link within the folder is followed.
pub fn add_files(folder: &Path, files: &[(String, String)]) -> Vec<Diagnostic> {
    let root = match Folder::create(folder) {
        Ok(root) => root,
        Err(error) => return vec![unwritable(folder, &error)],
    };
    let taken = files.iter().filter_map(|(path, _)| taken(&root, path));
    let findings: Vec<Diagnostic> = taken.map(|path| in_the_way(&folder.join(path))).collect();
    if findings.is_empty() {
        let failed =
            |(path, error): (&str, io::Error)| vec![unwritable(&folder.join(path), &error)];
        return add(&root, files).map_or_else(failed, |()| Vec::new());
    }
    findings
}

/// What is in the way of a file: one of its own name, or what stands for a folder on the way to it and is none.
fn taken<'p>(root: &Folder, path: &'p str) -> Option<&'p str> {
    let ends = path.match_indices('/').map(|(at, _)| at);
    let no_folder = |way: &&str| !matches!(root.kind_at(way), Kind::Folder | Kind::Nothing);
    let on_the_way = ends.map(|end| &path[..end]).find(no_folder);
    on_the_way.or_else(|| (root.kind_at(path) != Kind::Nothing).then_some(path))
}

fn in_the_way(path: &Path) -> Diagnostic {
    let place = Place::file(&path.display().to_string());
    let message = "this is there already; nothing was written";
    Diagnostic::new(codes::NOT_EMPTY, place, message)
        .help("move it away, or name another folder with `--into`")
}

/// Every file is complete before the first gets its name.
fn add<'f>(root: &Folder, files: &'f [(String, String)]) -> Result<(), (&'f str, io::Error)> {
    let split = |path: &'f str| path.rsplit_once('/').unwrap_or(("", path));
    let open = |(path, _): &'f (String, String)| {
        root.below(split(path).0).map_err(|error| (path.as_str(), error))
    };
    let folders = files.iter().map(open).collect::<Result<Vec<Folder>, _>>()?;
    let written = folders.iter().zip(files).map(|(folder, (path, text))| {
        let name = split(path).1;
        let file = Placeholder::write(folder, name, text.as_bytes());
        file.map(|file| (file, name, path.as_str())).map_err(|error| (path.as_str(), error))
    });
    for (file, name, path) in written.collect::<Result<Vec<_>, _>>()? {
        file.persist(name).map_err(|error| (path, error))?;
    }
    Ok(())
}
