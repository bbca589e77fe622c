//! How much a build takes in: what goes beyond is a finding, never a crash and never silence.

use std::error::Error;
use std::fmt;

/// The limits of a build. They protect the machine from the project, so the project cannot raise
/// them; who calls the build can.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The largest file that is read, in bytes.
    pub file_size: u64,
    /// The most files that are read.
    pub files: u64,
    /// The most rows of one data file.
    pub rows: u64,
    /// The deepest nesting of data, in levels; at most [`Limits::DEEPEST`].
    pub depth: u64,
    /// The deepest nesting of Markdown, in levels; at most [`Limits::DEEPEST_TEXT`].
    pub nesting: u64,
    /// The longest formula, in bytes.
    pub formula: u64,
    /// The most pixels of one image.
    pub pixels: u64,
    /// The most steps that filling in one text or template takes.
    pub steps: u64,
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
            files: 20_000,
            rows: 200_000,
            depth: 64,
            nesting: 24,
            formula: 4_000,
            pixels: 64_000_000,
            steps: 5_000_000,
        }
    }
}

impl Limits {
    /// The names of the limits, as the command line knows them.
    pub const NAMES: [&'static str; 8] =
        ["file-size", "files", "rows", "depth", "nesting", "formula", "pixels", "steps"];

    /// No stack is made for more levels than these.
    pub const DEEPEST: u64 = 256;

    /// Typst lays out no more levels of quotes than a few over these.
    pub const DEEPEST_TEXT: u64 = 28;

    /// Sets the limit of this name; an error says why it cannot be.
    ///
    /// # Errors
    ///
    /// A name that is not known, or a value beyond what can be.
    pub fn set(&mut self, name: &str, value: u64) -> Result<(), LimitError> {
        let limit = match name {
            "file-size" => &mut self.file_size,
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
            "pixels" => &mut self.pixels,
            "steps" => &mut self.steps,
            _ => return Err(LimitError(format!("the limits are {}", Self::NAMES.join(", ")))),
        };
        *limit = value;
        Ok(())
    }
}
