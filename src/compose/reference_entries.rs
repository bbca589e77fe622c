//! References as they are printed, each formatted once.

use std::collections::HashMap;
use std::sync::Arc;

use super::year_letters::YearLetters;
use crate::diagnostic::Diagnostic;
use crate::language::Language;

/// The key of a reference, the language of the pages, and the letters behind the year.
pub type Printed = (String, Language, Option<YearLetters>);

/// Entries as Typst markup, each formatted once for the checks and for the pages.
#[derive(Debug, Default, Clone)]
pub struct Entries {
    /// Each by what it is printed as.
    pub known: HashMap<Printed, Arc<Formatted>>,
    /// Whether nothing has been told of them.
    pub untold: bool,
}

/// One entry.
#[derive(Debug)]
pub struct Formatted {
    /// Its Typst markup.
    pub source: String,
    /// Its letters without markup.
    pub plain: String,
    /// What is wrong with it.
    pub findings: Vec<Diagnostic>,
}

impl Entries {
    /// The same, to be told of once more.
    pub fn again(&self) -> Entries {
        Entries { known: self.known.clone(), untold: true }
    }
}
