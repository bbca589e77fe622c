//! Where something stands in a file that a person wrote.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

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
    /// places of one text there is [`Indexed`].
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

/// A text whose lines are counted once, so that each of many places costs no walk through it.
#[derive(Debug, Clone)]
pub struct Indexed<'a> {
    path: Arc<str>,
    text: &'a str,
    starts: Vec<usize>,
}

impl<'a> Indexed<'a> {
    /// Counts the lines of a text.
    pub fn new(path: &Arc<str>, text: &'a str) -> Indexed<'a> {
        let breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Indexed { path: path.clone(), text, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The place of a byte range; ranges past the end are pulled back into the text.
    pub fn place(&self, range: Range<usize>) -> Place {
        let text = self.text;
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let line = self.starts.partition_point(|line_start| *line_start <= start);
        let line_start = self.starts[line - 1];
        let first_line = text[start..end].lines().next().unwrap_or_default();
        Place {
            file: self.path.clone(),
            line,
            column: text[line_start..start].chars().count() + 1,
            length: first_line.chars().count().max(1),
        }
    }
}

fn floor_char_boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&i| text.is_char_boundary(i)).unwrap_or(0)
}

/// Where a cell of the data comes from: its place, and its address in the words of its format.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    /// File, line and column.
    pub place: Place,
    /// `row 7, column value` in a table, `/studies/3/n` (RFC 6901) in JSON, `Sheet1!C7` in XLSX.
    pub address: String,
}
