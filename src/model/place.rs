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

    /// The place of a byte range of `text`; ranges past the end are pulled back into it.
    pub fn of_bytes(path: &Arc<str>, text: &str, range: Range<usize>) -> Place {
        let start = floor_char_boundary(text, range.start);
        let end = floor_char_boundary(text, range.end).max(start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let first_line = text[start..end].lines().next().unwrap_or_default();
        Place {
            file: path.clone(),
            line: text[..start].matches('\n').count() + 1,
            column: text[line_start..start].chars().count() + 1,
            length: first_line.chars().count().max(1),
        }
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
