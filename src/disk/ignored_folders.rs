//! Folders that other programs fill and that are no part of a project: `target`, `node_modules` and the like.
//!
//! Not all of `.gitignore` is honoured: data that one program makes and another prints are often
//! ignored by git, and yet are read. Only *folders* are left out, by three simple signs, and never one
//! that the manifest names a path in.

use std::io::Read;

use super::folder::Folder;

/// The first line of `CACHEDIR.TAG`, by which programs mark folders that can be made anew.
const TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55";

/// The lines of a project's `.gitignore` that name a folder in so many words.
#[derive(Default)]
pub struct Ignored(Vec<String>);

impl Ignored {
    /// Reads `.gitignore` in the project's folder; those of folders above it lie outside.
    pub fn read(root: &Folder) -> Ignored {
        let mut text = String::new();
        let read = root.file(".gitignore").map(|file| file.take(1 << 20).read_to_string(&mut text));
        match read {
            Ok(Ok(_)) => Ignored::parse(&text),
            _ => Ignored::default(),
        }
    }

    fn parse(text: &str) -> Ignored {
        let plain =
            |line: &&str| !line.is_empty() && !line.contains(['*', '?', '[', '!', '#', '\\']);
        Ignored(text.lines().map(str::trim_end).filter(plain).map(String::from).collect())
    }

    /// Why a folder is left out; nothing when it is read. `path` is its path in the project.
    pub fn reason(&self, path: &str, folder: &Folder) -> Option<&'static str> {
        if self.0.iter().any(|line| names(line, path)) {
            return Some("is left out, for .gitignore names it");
        }
        if path.rsplit('/').next() == Some("node_modules") {
            return Some("is left out, for packages of other programs are in it");
        }
        let mut start = [0; TAG.len()];
        let mut tag = folder.file("CACHEDIR.TAG").ok()?;
        tag.read_exact(&mut start).ok()?;
        (start == TAG).then_some("is left out, for CACHEDIR.TAG says that it is made anew")
    }
}

/// Whether a line without wildcards means this folder: one with a slash in front or in the middle
/// counts from the project's folder, any other at every depth.
fn names(line: &str, path: &str) -> bool {
    let line = line.strip_suffix('/').unwrap_or(line);
    match line.strip_prefix('/') {
        Some(line) => line == path,
        None if line.contains('/') => line == path,
        None => path.rsplit('/').next() == Some(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_in_so_many_words_name_folders() {
        let lines = Ignored::parse("# made\n/target\nbuild/\ndocs/api/\n*.csv\n!keep\n");
        let is = |path: &str| lines.0.iter().any(|line| names(line, path));
        assert!(is("target") && is("build") && is("a/build") && is("docs/api"));
        assert!(!is("a/target") && !is("a/docs/api") && !is("keep") && !is("data"));
    }
}
