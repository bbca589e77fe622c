//! Where something stands in a file that a person wrote.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::address::Address;
use super::work;

/// A place in one of the user's files. Lines and columns count from 1, columns in characters;
/// line 0 means the file as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// Path inside the project, with `/` between folders.
    pub file: Arc<str>,
    /// Line, from 1; 0 for the whole file.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// How many characters are meant, at least 1.
    pub length: usize,
}

impl Place {
    /// The file as a whole.
    pub fn file(path: &str) -> Place {
        Place { file: path.into(), line: 0, column: 0, length: 1 }
    }

    /// A place by line and column, one character long.
    pub fn at(path: &Arc<str>, line: usize, column: usize) -> Place {
        Place { file: path.clone(), line, column, length: 1 }
    }

    /// The place of a byte range of `text`; ranges past the end are pulled back into it. For many
    /// places of one text there is `Indexed`.
    pub fn of_bytes(path: &Arc<str>, text: &str, range: Range<usize>) -> Place {
        Indexed::new(path, text).place(range)
    }

    /// The same place, covering `length` characters.
    pub fn spanning(mut self, length: usize) -> Place {
        self.length = length.max(1);
        self
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => f.write_str(&self.file),
            line => write!(f, "{}:{line}:{}", self.file, self.column),
        }
    }
}

/// A text whose lines and characters are counted once, so that each of many places costs no walk
/// through it.
#[derive(Debug, Clone)]
pub struct Indexed<T> {
    path: Arc<str>,
    text: T,
    /// Where each line starts.
    starts: Vec<usize>,
    /// How many characters start before each multiple of [`STRIDE`].
    characters: Vec<usize>,
}

/// After so many bytes the characters before are counted again.
const STRIDE: usize = 256;

impl<T: AsRef<str>> Indexed<T> {
    /// Counts the lines of a text.
    pub fn new(path: &Arc<str>, text: T) -> Indexed<T> {
        let bytes = text.as_ref().as_bytes();
        work::count(bytes.len());
        let starts = line_starts(text.as_ref());
        let sum = |before: &mut usize, stride: &[u8]| {
            let here = *before;
            *before += characters(stride);
            Some(here)
        };
        let characters = bytes.chunks(STRIDE).scan(0, sum).collect();
        Indexed { path: path.clone(), text, starts, characters }
    }

    /// The place of a byte range; ranges past the end are pulled back into the text.
    pub fn place(&self, range: Range<usize>) -> Place {
        work::count(1);
        let text = self.text.as_ref();
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let line = self.starts.partition_point(|line_start| *line_start <= start).max(1);
        let line_end = self.line_end(line).max(start).min(end);
        Place {
            file: self.path.clone(),
            line,
            column: self.between(self.starts[line - 1], start) + 1,
            length: self.between(start, line_end).max(1),
        }
    }

    /// A line, counted from 1, without what breaks it; empty when there is none.
    pub fn line(&self, line: usize) -> &str {
        match line.checked_sub(1).and_then(|at| self.starts.get(at)) {
            Some(start) => &self.text.as_ref()[*start..self.line_end(line).max(*start)],
            None => "",
        }
    }

    /// Where a line ends, counted from 1, without what breaks it.
    fn line_end(&self, line: usize) -> usize {
        let text = self.text.as_ref();
        match self.starts.get(line) {
            Some(next) => next - 1 - usize::from(text[..*next].ends_with("\r\n")),
            None => text.len(),
        }
    }

    /// How many characters start from one byte to another; none when it is not behind.
    fn between(&self, from: usize, to: usize) -> usize {
        // Most lines are short: counting them is less than counting from the strides of both ends.
        match to.saturating_sub(from) {
            0 => 0,
            1..STRIDE => characters(&self.text.as_ref().as_bytes()[from..to]),
            _ => self.before(to) - self.before(from),
        }
    }

    /// How many characters start before a byte.
    fn before(&self, at: usize) -> usize {
        let stride = (at / STRIDE).min(self.characters.len().saturating_sub(1));
        let known = self.characters.get(stride).copied().unwrap_or_default();
        known + characters(&self.text.as_ref().as_bytes()[stride * STRIDE..at])
    }
}

/// Where the lines of a text start: after a line feed, a carriage return, or both. A byte order mark at
/// its start stands before the first line, for no editor counts it.
pub fn line_starts(text: &str) -> Vec<usize> {
    let first = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let alone = |at: &usize| text.as_bytes().get(*at) != Some(&b'\n');
    let feeds = text.match_indices('\n').map(|(at, _)| at + 1);
    let returns = text.match_indices('\r').map(|(at, _)| at + 1).filter(alone);
    let mut starts: Vec<usize> = std::iter::once(first).chain(feeds).chain(returns).collect();
    starts.sort_unstable();
    starts
}

/// How many characters start in some bytes of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -0x40).count()
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Where a cell of the data comes from: its place, and its address in the terms of its format.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// File, line and column.
    pub place: Place,
    /// Row and column in a table, the way to the value in a tree.
    pub address: Address,
    /// Whether it is a number with decimals or a sign, which each language writes in its own way.
    pub is_number: bool,
    /// Whether the file says “false” by it, or zero where numbers have a type of their own.
    pub is_false: bool,
}

impl Origin {
    /// Where a text comes from.
    pub fn new(place: Place, address: Address) -> Origin {
        Origin { place, address, is_number: false, is_false: false }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_an_index_are_those_of_a_walk() {
        let text = format!("{}\r\n第二行 two\n{}三", "一a".repeat(300), "β".repeat(400));
        let indexed = Indexed::new(&"a".into(), text.as_str());
        for start in text.char_indices().map(|(at, _)| at).chain([text.len()]) {
            for end in [start, start + 1, start + 7, text.len() + 9] {
                let place = indexed.place(start..end);
                let before = &text[..start];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
                let end = floor_char_boundary(&text, end).max(start);
                let length = text[start..end].lines().next().unwrap_or_default();
                let length = length.trim_end_matches('\r').chars().count().max(1);
                assert_eq!((place.line, place.column, place.length), (line, column, length));
            }
        }
        assert_eq!(indexed.line(2), "第二行 two");
        assert_eq!(indexed.line(9), "");
    }

    #[test]
    fn lines_end_as_editors_end_them_and_a_byte_order_mark_is_in_no_column() {
        let indexed = Indexed::new(&"a".into(), "\u{feff}ab\rcd\r\nef\n");
        let at = |byte: usize| {
            (indexed.place(byte..byte + 1).line, indexed.place(byte..byte + 1).column)
        };
        assert_eq!((at(0), at(3), at(4), at(6), at(10)), ((1, 1), (1, 1), (1, 2), (2, 1), (3, 1)));
        assert_eq!([1, 2, 3, 4].map(|line| indexed.line(line)), ["ab", "cd", "ef", ""]);
    }
}
