//! What a person has reviewed: for every text, which block of one language goes with which of the
//! other.

use indexmap::IndexMap;

/// The lock file: pairs of fingerprints by text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lock {
    /// By the path of the text without `.zh.md`: the reviewed pairs, in the order of the text.
    pub texts: IndexMap<String, Vec<Reviewed>>,
}

/// A reviewed pair: what identifies the wording of each side, the first language first.
pub type Reviewed = (String, String);

impl Lock {
    /// The name of the file.
    pub const FILE: &'static str = "diptych.lock";

    /// How many hexadecimal digits a fingerprint has: 128 bits, so that no other wording has the same.
    pub const DIGITS: usize = 32;

    /// How many it had in files of earlier versions, which ignored white space.
    pub const FORMER_DIGITS: usize = 16;

    /// The file's text: one line for each pair.
    pub fn write(&self) -> String {
        let head = "# Translations that a person has reviewed; written by `diptych accept`.\n";
        let lines = self.texts.iter().flat_map(|(text, pairs)| {
            pairs.iter().map(move |(one, other)| format!("{text} {one} {other}\n"))
        });
        std::iter::once(head.to_string()).chain(lines).collect()
    }
}
