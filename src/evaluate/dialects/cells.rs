//! The cells of tables that are drawn with signs, and the columns of a line.

use std::ops::Range;

use super::lines::Line;
use crate::language::characters::is_wide;

/// A table that is drawn: its rows of cells, each as the pieces of lines that it has.
#[derive(Debug, Default)]
pub struct Table {
    /// The rows, those of the head first.
    pub rows: Vec<Vec<Cell>>,
    /// How many of them are the head.
    pub heads: usize,
    /// How each column is aligned, or nothing.
    pub align: Vec<&'static str>,
    /// How many lines it takes.
    pub lines: usize,
}

/// The pieces of lines that a cell has, and how many columns it takes.
#[derive(Debug, Default, Clone)]
pub struct Cell {
    /// Its pieces, one a line; an empty one parts paragraphs.
    pub pieces: Vec<Range<usize>>,
    /// Its columns.
    pub columns: usize,
    /// Its rows, or 0 for one.
    pub rows: usize,
}

/// The bytes of a line between two columns, blanks left out.
pub fn piece(line: &Line, start: usize, end: Option<usize>) -> Option<Range<usize>> {
    let from = byte_at(line.text, start);
    let to = end.map_or(line.text.len(), |end| byte_at(line.text, end));
    let inside = line.text.get(from..to)?;
    let trimmed = inside.trim();
    let at = line.range.start + from + inside.len() - inside.trim_start().len();
    (!trimmed.is_empty()).then(|| at..at + trimmed.len())
}

/// The byte at which a column begins; characters of Chinese take two.
pub fn byte_at(text: &str, column: usize) -> usize {
    let mut reached = 0;
    for (at, c) in text.char_indices() {
        if reached >= column {
            return at;
        }
        reached += if is_wide(c) { 2 } else { 1 };
    }
    text.len()
}

/// How many columns a text takes.
pub fn width(text: &str) -> usize {
    text.chars().map(|c| if is_wide(c) { 2 } else { 1 }).sum()
}
