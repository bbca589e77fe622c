//! D0139: two files that one call writes have one place, and the later one would replace the other.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::resolve::{self, folder_of};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// Whether these files, named as the call names them, have places of their own beside those whose real paths are
/// `taken`. A folder that cannot be resolved is told by whoever opens it.
///
/// # Errors
///
/// A finding at the first file whose place is taken.
pub fn check<'a>(
    taken: impl IntoIterator<Item = PathBuf>,
    files: impl Iterator<Item = &'a Path>,
    root: &Path,
) -> Result<(), Diagnostic> {
    let mut taken: HashSet<PathBuf> = taken.into_iter().collect();
    for path in files {
        let Ok(folder) = resolve::resolve(folder_of(path), root) else { continue };
        let name = path.file_name().unwrap_or_default();
        if !taken.insert(folder.join(name)) {
            let place = Place::file(&path.display().to_string());
            let message = "two files of this call would be written here";
            let help = "give each option a file of its own, which is none of the outputs";
            return Err(Diagnostic::new(codes::SAME_OUTPUT, place, message).help(help));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_place_has_many_names() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        let told = |files: &[&str]| {
            let files: Vec<PathBuf> = files.iter().map(|name| root.join(name)).collect();
            check([], files.iter().map(PathBuf::as_path), root).is_err()
        };
        assert!(told(&["a/x.json", "a/x.json"]));
        assert!(told(&["a/x.json", "b/../a/./x.json"]));
        assert!(!told(&["a/x.json", "b/x.json", "a/y.json"]));
    }
}
