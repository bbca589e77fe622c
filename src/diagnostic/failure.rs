//! Findings as the error of a Rust function.

use std::error::Error;
use std::fmt;

use super::{Diagnostic, short};

/// Why nothing was made: every finding, in reading order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The findings.
    pub findings: Vec<Diagnostic>,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let lines: Vec<String> = self.findings.iter().map(short::render).collect();
        f.write_str(&lines.join("\n"))
    }
}

impl Error for Failure {}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&short::render(self))
    }
}

impl Error for Diagnostic {}
