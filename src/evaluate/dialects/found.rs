//! What is found within the lines of a text: what is put in the place of what, and what is told.

use std::collections::HashSet;
use std::ops::Range;

use comrak::nodes::AstNode;

use super::asked::Asked;
use super::told::Kind;

/// Bytes of a text, and what stands for them.
pub type Edit = (Range<usize>, String);

/// What is found in the lines of a text.
pub struct Found<'t> {
    /// The text.
    pub text: &'t str,
    /// For whom it is written.
    pub asked: Asked,
    /// Names in brackets that are followed by a colon, as in definitions of links.
    pub defined: HashSet<&'t str>,
    /// The names to which links can lead.
    pub names: HashSet<&'t str>,
    /// The labels of formulas.
    pub equations: HashSet<&'t str>,
    /// What is put in the place of what.
    pub edits: Vec<Edit>,
    /// What is told, and where.
    pub told: Vec<(Kind, usize, String)>,
}

impl Found<'_> {
    /// Puts a text in the place of bytes.
    pub fn put(&mut self, range: Range<usize>, new: impl Into<String>) {
        self.edits.push((range, new.into()));
    }

    /// Has something told.
    pub fn tell(&mut self, kind: Kind, at: usize, name: impl Into<String>) {
        self.told.push((kind, at, name.into()));
    }
}

/// A run of plain text within a block, and what stands before and behind it.
pub struct Run<'r> {
    /// Its bytes.
    pub range: Range<usize>,
    /// Its node.
    pub node: &'r AstNode<'r>,
}

/// Whether a backslash takes the meaning of the character at a byte away.
pub fn is_escaped(text: &str, at: usize) -> bool {
    let before = &text[..at];
    (before.len() - before.trim_end_matches('\\').len()) % 2 == 1
}
