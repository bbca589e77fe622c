//! Generated Typst source with a map back to the author's own places.

use std::ops::Range;

use crate::data::place::Place;
use crate::language::line_breaks::BREAK;

/// A Typst file that was generated or taken from a template.
#[derive(Debug, Clone, Default)]
pub struct TypstFile {
    /// Path in the virtual file system, beginning with `/`.
    pub path: String,
    /// The source.
    pub text: String,
    /// Which byte ranges come from which places; in order, without overlap.
    pub map: Vec<(Range<usize>, Place, Mapping)>,
    /// Where values of the trace are written; in order, without overlap.
    pub values: Vec<Written>,
    /// Whether templates may leave out what is written now.
    pub optional: bool,
}

/// A value of the trace as it is written for the page; templates choose among several forms of one.
#[derive(Debug, Clone)]
pub struct Written {
    /// The bytes of the source.
    pub range: Range<usize>,
    /// Which value of the trace it is, from 0.
    pub trace: usize,
    /// What a reader should see.
    pub text: String,
    /// Whether a template may leave it out: the speaker’s notes, the lower lines of a tall figure.
    pub optional: bool,
}

/// What a mapped range holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mapping {
    /// The author's characters, escaped: each can be told from the next.
    Text,
    /// Something made from what is written there.
    Made,
    /// What is written there, character by character.
    Verbatim,
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

    /// Appends source that was made from what is written at `place`.
    pub fn push_mapped(&mut self, text: &str, place: &Place) {
        self.push_as(text, place, Mapping::Made);
    }

    /// Appends the author's own characters, escaped.
    pub fn push_text(&mut self, escaped: &str, place: &Place) {
        self.push_as(escaped, place, Mapping::Text);
    }

    /// Appends source that stands just so in the author's file.
    pub fn push_verbatim(&mut self, text: &str, place: &Place) {
        self.push_as(text, place, Mapping::Verbatim);
    }

    /// Puts the last characters, so many bytes of text, between two pieces of source. Tells whether it did: not if they
    /// were not written as text, or belong to a value of the trace.
    pub fn enclose(&mut self, bytes: usize, before: &str, after: &str) -> bool {
        let end = self.text.len();
        let Some((range, place, Mapping::Text)) = self.map.last() else { return false };
        let Some(at) = end.checked_sub(bytes).filter(|at| range.end == end && range.start <= *at)
        else {
            return false;
        };
        if self.values.last().is_some_and(|value| at < value.range.end)
            || !self.text.is_char_boundary(at)
        {
            return false;
        }
        let place = self.place(at).unwrap_or_else(|| place.clone());
        let tail = self.text.split_off(at);
        if let Some((range, ..)) = self.map.last_mut() {
            range.end = at;
        }
        self.push(before);
        self.push_text(&tail, &place);
        self.push(after);
        true
    }

    /// Notes that what was appended since `start` is a value of the trace.
    pub fn mark_value(&mut self, start: usize, trace: usize, text: String) {
        let (range, optional) = (start..self.text.len(), self.optional);
        self.values.push(Written { range, trace, text, optional });
    }

    fn push_as(&mut self, text: &str, place: &Place, kind: Mapping) {
        let start = self.text.len();
        self.text.push_str(text);
        self.map.push((start..self.text.len(), place.clone(), kind));
    }

    /// The author's place of a byte of the source, or the nearest one before it; in text, the very
    /// character.
    pub fn place(&self, at: usize) -> Option<Place> {
        let after = self.map.partition_point(|(range, ..)| range.start <= at);
        let (range, place, kind) = self.map.get(after.checked_sub(1)?)?;
        match kind {
            Mapping::Text if range.contains(&at) => {
                let before = self.text.get(range.start..at)?;
                // Each escape puts one backslash in front of one character.
                let written = before
                    .replace("\\\\", "\\")
                    .chars()
                    .filter(|c| *c != '\\' && *c != BREAK)
                    .count()
                    + before.matches("\\\\").count();
                Some(Place { column: place.column + written, length: 1, ..place.clone() })
            }
            Mapping::Verbatim if range.contains(&at) => {
                let before = self.text.get(range.start..at)?.chars().count();
                Some(Place { column: place.column + before, length: 1, ..place.clone() })
            }
            _ => Some(place.clone()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn enclosed_text_keeps_its_place_and_values_stay_whole() {
        let place = Place::at(&"text.md".into(), 3, 5);
        let mut file = TypstFile::new("/content.typ");
        file.push_text("甲乙）", &place);
        assert!(file.enclose("）".len(), "#tuck[", "];"));
        assert_eq!(file.text, "甲乙#tuck[）];");
        assert_eq!(file.place("甲乙#tuck[".len()).map(|it| it.column), Some(7));
        assert_eq!(file.place("甲".len()).map(|it| it.column), Some(6));
        let start = file.text.len();
        file.push_text("（3/10）", &place);
        file.mark_value(start, 0, "（3/10）".to_string());
        assert!(!file.enclose("）".len(), "#tuck[", "];"));
    }
}
