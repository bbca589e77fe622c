//! How a language writes quantities: what a printed value carries of its language.

use std::sync::Arc;

use super::numbers::Numbers;
use super::plurals::Plurals;
use crate::language::Language;

/// A language, and how it writes numbers. Cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct Writing {
    /// The language.
    pub language: Language,
    /// Its numbers.
    pub numbers: Arc<Numbers>,
    /// Its forms of words.
    pub plurals: Plurals,
}

impl PartialEq for Writing {
    fn eq(&self, other: &Writing) -> bool {
        self.language == other.language && self.numbers == other.numbers
    }
}

impl Eq for Writing {}
