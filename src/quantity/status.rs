//! A word in place of a number, such as “not reached”, and how each language prints it.

use std::sync::Arc;

use crate::language::Bilingual;
use crate::language::pack::writing::Writing;

/// Why there is no number. Cheap to clone; a field of work declares which there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Status(Arc<Forms>);

/// How a status is printed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Forms {
    /// The name in data files.
    pub id: String,
    /// Whether there is a number, but beyond what was observed: a figure draws it open.
    pub beyond: bool,
    /// The words in running text.
    pub text: Bilingual,
    /// The words in a column of figures, where they differ.
    pub short: Bilingual,
}

impl Status {
    /// A status with these forms.
    pub fn new(forms: Forms) -> Status {
        Status(Arc::new(forms))
    }

    /// Whether there is a number, but beyond what was observed.
    pub fn is_beyond(&self) -> bool {
        self.0.beyond
    }

    /// How running text prints it: in the words of the field of work, or else of the language.
    pub fn words<'a>(&'a self, writing: &'a Writing) -> &'a str {
        let own = self.0.text.get(writing.language);
        let own = own.or_else(|| Some(writing.numbers.status(&self.0.id)?.0));
        own.or_else(|| self.0.text.any()).unwrap_or(&self.0.id)
    }

    /// How a column of figures prints it.
    pub fn short<'a>(&'a self, writing: &'a Writing) -> &'a str {
        let own = self.0.short.get(writing.language);
        let own = own.or_else(|| Some(writing.numbers.status(&self.0.id)?.1));
        own.unwrap_or_else(|| self.words(writing))
    }
}
