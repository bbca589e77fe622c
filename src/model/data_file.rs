//! A data file of a project, and how it is to be read.

use super::stated::FileRef;
use crate::data::place::Place;

/// A file with rows, and which part of it holds them.
#[derive(Debug, Clone)]
pub struct DataFile {
    /// The file.
    pub file: FileRef,
    /// The sheet of a workbook; the first that is not hidden when not given.
    pub sheet: Option<Stated>,
    /// The cells of the sheet, such as `A3:F40`; all when not given.
    pub range: Option<Stated>,
    /// The line of the file, or the row of the sheet, that names the columns, from 1; the first
    /// with several values when not given.
    pub header: Option<usize>,
    /// The columns that say of what its quantities are; those of the field of work when not given.
    pub keys: Option<Vec<String>>,
    /// What stands before decimals; found out where it is not given.
    pub decimal: Option<DecimalSign>,
    /// Columns whose numbers are printed as each language writes them.
    pub numbers: Vec<String>,
    /// Columns whose cells are printed as they stand, though they look like numbers.
    pub codes: Vec<String>,
    /// Whether every language of the project writes a comma before decimals.
    pub by_comma: bool,
    /// Whether slips in it are mended and told, as for a single text, rather than errors.
    pub mends: bool,
}

impl DataFile {
    /// A file all of which is read.
    pub fn whole(file: FileRef) -> DataFile {
        DataFile {
            file,
            sheet: None,
            range: None,
            header: None,
            keys: None,
            decimal: None,
            numbers: Vec::new(),
            codes: Vec::new(),
            by_comma: false,
            mends: false,
        }
    }
}

/// What stands before the decimals of numbers in a data file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DecimalSign {
    /// `0.5`
    Point,
    /// `0,5`
    Comma,
}

impl DecimalSign {
    /// Every sign by the way the manifest writes it.
    pub const ALL: [(&str, DecimalSign); 2] =
        [(".", DecimalSign::Point), (",", DecimalSign::Comma)];
}

/// A text that the project states, and where.
#[derive(Debug, Clone)]
pub struct Stated {
    /// What is stated.
    pub text: String,
    /// Where.
    pub place: Place,
}
