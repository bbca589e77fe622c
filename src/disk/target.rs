//! Where a call writes to, and what it must not touch.

use std::fs;
use std::path::{Path, PathBuf};

use crate::data::digest;
use crate::model::inputs::Sources;

/// Where a call writes to, and what it must not touch.
pub struct Target<'a> {
    /// The folder that is written to.
    pub folder: &'a Path,
    /// The folder of the project, or of the text.
    pub root: &'a Path,
    /// What was read from there; nothing of it is overwritten.
    pub sources: &'a Sources,
    /// The files that were named in the call itself.
    pub called: &'a [PathBuf],
    /// Whether files that Diptych did not write may be overwritten.
    pub force: bool,
    /// Whether the folder keeps a manifest of what is written to it.
    pub keeps_ledger: bool,
    /// Whether what is written are drafts.
    pub drafts: bool,
}

impl Target<'_> {
    /// Whether this file was read: it was named in the call, or belongs to the project and is none of
    /// our own outputs that happen to lie there.
    pub(super) fn is_input(&self, path: &Path, is_ours: bool) -> bool {
        let Ok(real) = fs::canonicalize(path) else { return false };
        let called = |it: &PathBuf| fs::canonicalize(it).is_ok_and(|it| it == real);
        if self.called.iter().any(called) {
            return true;
        }
        let Ok(root) = fs::canonicalize(self.root) else { return false };
        let inside = real.strip_prefix(root).ok().map(|path| path.to_string_lossy().into_owned());
        let is_source = inside.is_some_and(|path| self.sources.files.contains_key(&path));
        is_source && (!is_ours || self.sources.single.is_some())
    }

    /// How the manifest of outputs calls the project: by the way from the output folder to it, of
    /// which nothing is told but the digest.
    pub(super) fn project(&self, real: &Path) -> String {
        let root = fs::canonicalize(self.root).unwrap_or_default();
        let common = real.components().zip(root.components()).take_while(|(a, b)| a == b).count();
        let up = real.components().skip(common).map(|_| "..".to_string());
        let down = root.components().skip(common);
        let down = down.map(|part| part.as_os_str().to_string_lossy().into_owned());
        let way: Vec<String> = up.chain(down).collect();
        digest::of(way.join("/").as_bytes())[..16].to_string()
    }
}
