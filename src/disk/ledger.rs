//! The manifest of outputs: what Diptych has written into an output folder, by name and digest.
//!
//! It is kept in the folder itself, as `.diptych-outputs.json`. By it a build knows its own files from
//! those of other people, and finds the ones that no document makes any more.

use crate::data::digest;

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use serde::{Deserialize, Serialize};

use super::folder::{Folder, read_at_most};

/// The name of the file.
pub const NAME: &str = ".diptych-outputs.json";

/// The largest manifest of outputs that is read, in bytes.
const LARGEST: u64 = 16 << 20;

/// What has been written, by project and name.
#[derive(Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// What the file is, for who finds it.
    about: String,
    projects: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// Which of the files are drafts, by project.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    drafts: BTreeMap<String, BTreeSet<String>>,
    /// The hash of all that a file was made from, by project and name.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    inputs: BTreeMap<String, BTreeMap<String, String>>,
}

impl Ledger {
    /// Reads the manifest of a folder; one that is not there or cannot be read knows nothing.
    pub fn read(folder: &Folder) -> Ledger {
        let bytes = folder.file(NAME).and_then(|file| read_at_most(file, LARGEST));
        let mut ledger: Ledger =
            bytes.ok().and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        // Whoever wrote it, nothing but plain names in the folder and below it is meant.
        ledger.projects.values_mut().for_each(|files| files.retain(|name, _| is_plain(name)));
        ledger
    }

    /// Whether it knows nothing.
    pub fn is_empty(&self) -> bool {
        self.projects.is_empty()
    }

    /// The names of all that has been written.
    pub fn names(&self) -> BTreeSet<String> {
        self.projects.values().flat_map(|files| files.keys().cloned()).collect()
    }

    /// Whether any project has written this name.
    pub fn has(&self, name: &str) -> bool {
        self.projects.values().any(|files| files.contains_key(name))
    }

    /// Whether what was written under this name has this digest.
    pub fn knows(&self, name: &str, digest: &str) -> bool {
        let known = |files: &BTreeMap<String, Vec<String>>| {
            files.get(name).is_some_and(|digests| digests.iter().any(|it| it == digest))
        };
        self.projects.values().any(known)
    }

    /// The digest of what a project has written last under this name.
    pub fn last(&self, project: &str, name: &str) -> Option<&str> {
        self.projects.get(project)?.get(name)?.first().map(String::as_str)
    }

    /// The names that a project has written and that are not among these, of the same kinds.
    pub fn others<'a>(&'a self, project: &str, made: &BTreeSet<&str>) -> Vec<&'a str> {
        let kinds: BTreeSet<&str> = made.iter().map(|name| ending(name)).collect();
        let names = self.projects.get(project).into_iter().flat_map(BTreeMap::keys);
        let other = |name: &&str| !made.contains(name) && kinds.contains(ending(name));
        names.map(String::as_str).filter(other).collect()
    }

    /// Records what is about to be written. The digest before stays beside the new one: a process
    /// that is killed between two renamings leaves one or the other.
    pub fn record(&mut self, project: &str, name: &str, bytes: &[u8]) {
        self.about = "What Diptych has written here, with SHA-256; see docs/command.md".to_string();
        let digests = self.projects.entry(project.to_string()).or_default().entry(name.to_string());
        let digests = digests.or_default();
        let digest = digest::of(bytes);
        digests.retain(|it| *it != digest);
        digests.insert(0, digest);
        digests.truncate(2);
    }

    /// Notes what a file was made from; nothing when it is not known.
    pub fn note_inputs(&mut self, project: &str, name: &str, inputs: Option<&String>) {
        let all = self.inputs.entry(project.to_string()).or_default();
        match inputs {
            Some(hash) => drop(all.insert(name.to_string(), hash.clone())),
            None => drop(all.remove(name)),
        }
        self.inputs.retain(|_, names| !names.is_empty());
    }

    /// Whether the file of this name was made from inputs of this hash.
    pub fn was_made_from(&self, project: &str, name: &str, inputs: &str) -> bool {
        self.inputs.get(project).and_then(|all| all.get(name)).is_some_and(|it| it == inputs)
    }

    /// Notes whether a file is a draft.
    pub fn note_draft(&mut self, project: &str, name: &str, is_draft: bool) {
        let drafts = self.drafts.entry(project.to_string()).or_default();
        match is_draft {
            true => drafts.insert(name.to_string()),
            false => drafts.remove(name),
        };
        self.drafts.retain(|_, names| !names.is_empty());
    }

    /// Whether any project has written a draft under this name.
    pub fn is_draft(&self, name: &str) -> bool {
        self.drafts.values().any(|names| names.contains(name))
    }

    /// Forgets a file of a project.
    pub fn forget(&mut self, project: &str, name: &str) {
        self.note_draft(project, name, false);
        self.note_inputs(project, name, None);
        if let Some(files) = self.projects.get_mut(project) {
            files.remove(name);
        }
    }

    /// The file's bytes.
    ///
    /// # Errors
    ///
    /// When they cannot be made: an empty file would make strangers of all outputs.
    pub fn bytes(&self) -> io::Result<Vec<u8>> {
        let mut bytes = serde_json::to_vec_pretty(self)?;
        bytes.push(b'\n');
        Ok(bytes)
    }
}

fn is_plain(path: &str) -> bool {
    let is_name = |name: &str| !name.starts_with('.') && !name.contains('\\') && !name.is_empty();
    path.split('/').all(is_name)
}

/// What follows the last dot.
pub fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}
