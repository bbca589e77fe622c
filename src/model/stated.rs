//! What a manifest states in a word: a day, a file, how references are numbered.

use crate::data::place::Place;

/// A day, as the manifest states it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year, four digits.
    pub year: u16,
    /// Month, 1 to 12, unless only the year is known.
    pub month: Option<u8>,
    /// Day, 1 to 31, unless it is not known.
    pub day: Option<u8>,
}

/// How references are numbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Numbering {
    /// By the order of first citation in each document.
    #[default]
    Cited,
    /// By their order in the bibliography file, alike in every document.
    Listed,
}

impl Numbering {
    /// Every way with its name.
    pub const ALL: [(&'static str, Numbering); 2] =
        [("cited", Numbering::Cited), ("listed", Numbering::Listed)];
}

/// A file named in the manifest, and where it is named.
#[derive(Debug, Clone)]
pub struct FileRef {
    /// Path inside the project.
    pub path: String,
    /// The line of the manifest.
    pub place: Place,
}
