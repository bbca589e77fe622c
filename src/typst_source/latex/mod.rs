//! LaTeX formulas to Typst: every character is written escaped, and what cannot be set is told with its
//! place. The signs are those that pulldown-latex knows; the grammar is read here, because its reader
//! tells no places and drops what it does not know.

mod arguments;
mod atoms;
mod attached;
mod chemistry;
mod colours;
mod columns;
mod commands;
mod environments;
mod equations;
mod grids;
mod lengths;
mod macros;
mod numbering;
pub mod packages;
mod plain;
mod reader;
mod shared;
mod signs;
mod special;
mod structures;
#[cfg(test)]
mod tests;
mod text;
mod tokens;
mod unit_names;
mod units;
mod wrong;

pub use self::atoms::Piece;
pub use self::plain::plain;
pub use self::shared::Shared;
pub use self::tokens::{DOLLAR, LINE};
pub use self::wrong::{Note, Wrong};

use self::equations::Equations;
use self::wrong::Result;

use std::borrow::Cow;

use self::environments::{Row, folded};
use self::reader::{End, Reader};

/// A formula as Typst source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Typeset {
    /// The inside of `$ … $`.
    pub source: String,
    /// The same as lines, for a formula that stands by itself.
    pub lines: Vec<Line>,
    /// The labels of its equations.
    pub labels: Vec<String>,
    /// What is not on the page.
    pub notes: Vec<Note>,
    /// Whether it only defines macros or names.
    pub is_silent: bool,
}

/// A line of a formula that stands by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its pieces, between which it may break.
    pub pieces: Vec<Piece>,
    /// Its number as Typst source.
    pub number: Option<String>,
    /// Whether it is text between two lines.
    pub is_text: bool,
}

/// Reads a formula. One of more bytes than `longest` is refused: nobody reads it, and it could be made
/// to never end. `counted` says that its equations are numbered as in LaTeX.
pub fn read(latex: &str, counted: bool, longest: u64, shared: &mut Shared) -> Result<Typeset> {
    if latex.len() as u64 > longest {
        let cause =
            format!("it is longer than {longest} bytes (`--limit formula=N` raises the limit)");
        return Err(Wrong { at: 0, cause });
    }
    let parted = with_lines_for_gaps(latex);
    let mut reader = Reader::new(&parted, shared);
    let rows = reader.rows_of_formula(&[End::Formula])?;
    let notes = std::mem::take(&mut reader.notes);
    let labels = rows.iter().flat_map(|row| row.labels.labels.clone()).collect();
    let is_silent = rows.iter().flat_map(|row| &row.cells).all(Vec::is_empty);
    let source = atoms::tightened(&folded(&rows));
    let lines = rows.into_iter().map(|row| line(row, counted, &mut shared.equations)).collect();
    Ok(Typeset { source, lines, labels, notes, is_silent })
}

/// Empty lines in a formula without other lines begin a line: `\\\\` has their length.
fn with_lines_for_gaps(latex: &str) -> Cow<'_, str> {
    let gap =
        latex.trim().contains("\n\n") && !latex.contains("\\begin") && !latex.contains("\\\\");
    if !gap {
        return Cow::Borrowed(latex);
    }
    let start = latex.len() - latex.trim_start().len();
    let end = latex.trim_end().len();
    let inside = latex[start..end].replace("\n\n", "\\\\");
    Cow::Owned(format!("{}{inside}{}", &latex[..start], &latex[end..]))
}

fn line(row: Row, counted: bool, equations: &mut Equations) -> Line {
    let number = equations.number(&row.labels, counted && row.counted);
    let number = number.map(|source| atoms::tightened(&source));
    Line { pieces: atoms::pieces(&row.cells), number, is_text: row.is_text }
}

/// A formula by itself as the inside of Typst's `$ … $`, or what is wrong with it.
pub fn typst(latex: &str, longest: u64) -> std::result::Result<String, String> {
    match read(latex, false, longest, &mut Shared::default()) {
        Ok(read) => Ok(read.source),
        Err(wrong) => Err(wrong.cause),
    }
}
