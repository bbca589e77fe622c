//! A text in two languages, with all that the rules compare.

use crate::check::text::searched::Searched;
use crate::model::reference::Term;

/// A text in two languages.
pub struct Pair<'a> {
    /// The text in the first language.
    pub here: &'a Searched,
    /// The text in the second.
    pub there: &'a Searched,
    /// The glossary.
    pub terms: &'a [Term],
}
