//! Projects for tests: the small fixture, with a case laid over it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diptych::Sources;

/// The root of the repository.
pub fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Copies a folder's files into another.
pub fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        match entry.file_type().unwrap().is_dir() {
            true => copy(&entry.path(), &target),
            false => drop(fs::copy(entry.path(), target).unwrap()),
        }
    }
}

/// Every file below a folder whose name ends so, by its path behind `prefix`.
pub fn texts_below(folder: &Path, prefix: &str, endings: &[&str]) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = format!("{prefix}{}", path.file_name().unwrap().to_string_lossy());
        if path.is_dir() {
            files.extend(texts_below(&path, &format!("{name}/"), endings));
        } else if endings.iter().any(|it| name.ends_with(it)) {
            files.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
    files
}

/// The fixture in a folder of its own, with the files of `over` laid over it.
pub fn fixture(over: Option<&Path>) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("tests/fixture"), folder.path());
    if let Some(over) = over {
        copy(over, folder.path());
    }
    folder
}

/// A folder as sources in memory.
pub fn sources(folder: &Path) -> Sources {
    let mut sources = Sources::default();
    add(folder, folder, &mut sources);
    sources
}

fn add(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => add(root, &path, sources),
            false => {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                sources.insert(&name, fs::read(&path).unwrap());
            }
        }
    }
}
