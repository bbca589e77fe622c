//! Names that a text writes in other letters, capital or small, than they have on the disk.

use std::collections::HashMap;
use std::fs::File;

use super::folder::Folder;

/// The names of folders by their small letters, each folder listed once.
#[derive(Default)]
pub struct OtherLetters {
    /// By path; nothing for a name where two differ by their letters only.
    folders: HashMap<String, HashMap<String, Option<String>>>,
}

impl OtherLetters {
    /// The only file whose path differs from this one by its letters, and its path.
    pub fn find(&mut self, root: &Folder, path: &str) -> Option<(File, String)> {
        let mut real = String::new();
        let mut inner: Option<Folder> = None;
        for part in path.split('/') {
            let folder = inner.as_ref().unwrap_or(root);
            let name = self.name(folder, &real, part)?;
            let above = if real.is_empty() { String::new() } else { format!("{real}/") };
            real = format!("{above}{name}");
            if real.len() == path.len() {
                return Some((folder.file(&name).ok()?, real));
            }
            inner = Some(folder.folder(&name).ok()?);
        }
        None
    }

    fn name(&mut self, folder: &Folder, at: &str, part: &str) -> Option<String> {
        let listed = self.folders.entry(at.to_string()).or_insert_with(|| {
            let mut listed = HashMap::new();
            let names = folder.names().unwrap_or_default();
            for name in names.iter().filter_map(|name| name.to_str()) {
                let known = listed.entry(name.to_lowercase());
                known.and_modify(|it| *it = None).or_insert_with(|| Some(name.to_string()));
            }
            listed
        });
        listed.get(&part.to_lowercase()).cloned().flatten().filter(|it| it.len() == part.len())
    }
}
