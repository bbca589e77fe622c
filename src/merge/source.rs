//! Generated Typst source with a map back to the author's own places.

use std::ops::Range;

use crate::model::place::Place;

/// A Typst file that was generated or taken from a template.
#[derive(Debug, Clone, Default)]
pub struct TypstFile {
    /// Path in the virtual file system, beginning with `/`.
    pub path: String,
    /// The source.
    pub text: String,
    /// Which byte ranges come from which places; in order, without overlap.
    pub map: Vec<(Range<usize>, Place)>,
}

impl TypstFile {
    /// An empty file.
    pub fn new(path: &str) -> TypstFile {
        TypstFile { path: path.to_string(), ..TypstFile::default() }
    }

    /// Appends source that no author wrote.
    pub fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Appends source that stands for what is written at `place`.
    pub fn push_mapped(&mut self, text: &str, place: &Place) {
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push((start..self.text.len(), place.clone()));
    }

    /// The author's place of a byte of the source, or the nearest one before it.
    pub fn place(&self, at: usize) -> Option<&Place> {
        let after = self.map.partition_point(|(range, _)| range.start <= at);
        self.map.get(after.checked_sub(1)?).map(|(_, place)| place)
    }
}
