//! Resource limits of a build; whatever exceeds one is a finding.

use std::error::Error;
use std::fmt;

/// The limits of a build. They protect the machine from the project, so only the caller can raise
/// them, not the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The maximum size of a file, in bytes.
    pub file_size: u64,
    /// The maximum size of all files that are read, in bytes.
    pub total_size: u64,
    /// The maximum number of files.
    pub files: u64,
    /// The maximum number of rows of a data file.
    pub rows: u64,
    /// The maximum nesting of data, in levels; at most [`Limits::DEEPEST`].
    pub depth: u64,
    /// The maximum nesting of Markdown, in levels; at most [`Limits::DEEPEST_TEXT`].
    pub nesting: u64,
    /// The maximum length of a formula, in bytes.
    pub formula: u64,
    /// The maximum number of pieces of a paragraph: marked words, links, code, formulas, values.
    pub pieces: u64,
    /// The maximum number of pixels of an image.
    pub pixels: u64,
    /// The maximum number of MiniJinja steps for one text.
    pub steps: u64,
    /// The maximum number of cells (rows times columns) of a CSV or XLSX file.
    pub cells: u64,
    /// The maximum number of PDFs (documents times editions) of a project.
    pub pdfs: u64,
}

/// So many bytes in words: “64 MiB”, and in a smaller unit what is no whole number of these.
pub fn size(bytes: u64) -> String {
    const UNITS: [(&str, u32); 2] = [("MiB", 20), ("KiB", 10)];
    let is_whole = |(_, by): &&(&str, u32)| bytes > 0 && bytes.trailing_zeros() >= *by;
    match (bytes, UNITS.iter().find(is_whole)) {
        (_, Some((unit, by))) => format!("{} {unit}", bytes >> by),
        (1, None) => "1 byte".to_string(),
        (_, None) => format!("{bytes} bytes"),
    }
}

/// Why a limit cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LimitError(String);

impl fmt::Display for LimitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Error for LimitError {}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            file_size: 64 << 20,
            total_size: 512 << 20,
            files: 20_000,
            rows: 200_000,
            depth: 64,
            nesting: 24,
            formula: 4_000,
            pieces: 5_000,
            pixels: 64_000_000,
            steps: 5_000_000,
            cells: 2_000_000,
            pdfs: 5_000,
        }
    }
}

impl Limits {
    /// The names of the limits on the command line.
    pub const NAMES: [&'static str; 12] = [
        "file-size",
        "total-size",
        "files",
        "rows",
        "depth",
        "nesting",
        "formula",
        "pieces",
        "pixels",
        "steps",
        "cells",
        "pdfs",
    ];

    /// The highest value of `depth`: the stack is large enough for this many levels.
    pub const DEEPEST: u64 = 256;

    /// The highest value of `nesting`: Typst cannot lay out many more levels of quotations.
    pub const DEEPEST_TEXT: u64 = 28;

    /// Sets a limit by name.
    ///
    /// # Errors
    ///
    /// Fails with a message for the user if the name is unknown or the value is too high.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), LimitError> {
        let limit = match name {
            "file-size" => &mut self.file_size,
            "total-size" => &mut self.total_size,
            "files" => &mut self.files,
            "rows" => &mut self.rows,
            "depth" if value > Self::DEEPEST => {
                return Err(LimitError(format!("depth can be at most {}", Self::DEEPEST)));
            }
            "depth" => &mut self.depth,
            "nesting" if value > Self::DEEPEST_TEXT => {
                return Err(LimitError(format!("nesting can be at most {}", Self::DEEPEST_TEXT)));
            }
            "nesting" => &mut self.nesting,
            "formula" => &mut self.formula,
            "pieces" => &mut self.pieces,
            "pixels" => &mut self.pixels,
            "steps" => &mut self.steps,
            "cells" => &mut self.cells,
            "pdfs" => &mut self.pdfs,
            _ => return Err(LimitError(format!("the limits are {}", Self::NAMES.join(", ")))),
        };
        *limit = value;
        Ok(())
    }
}
