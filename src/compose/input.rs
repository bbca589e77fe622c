//! What one edition of a document is composed from.

use std::collections::HashMap;

use super::provenance::Provenances;
use super::reference_list::Formatter;
use super::reference_numbers::Numbers;
use crate::language::{Bilingual, Language};
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;
use crate::model::resolved::Resolved;
use crate::typst_source::source_map::TypstFile;

/// Everything of one document that content is written from.
pub struct CompositionInput<'a> {
    /// The project.
    pub inputs: &'a Inputs,
    /// The document's text in the edition's languages, in their order.
    pub manuscripts: Vec<&'a Manuscript>,
    /// Its tables by language.
    pub tables: &'a HashMap<Language, Resolved>,
    /// The numbers of its references.
    pub numbers: &'a Numbers,
    /// Formats references.
    pub formatter: &'a Formatter,
    /// Where the rows of the data say that they come from.
    pub provenances: &'a Provenances,
    /// `languages.json`.
    pub languages: &'a TypstFile,
    /// Whether templates of the project may ask for any of its pictures.
    pub asks_freely: bool,
    /// Whether each printed value carries a key to an appendix.
    pub audit: bool,
    /// The title that the text gave itself, when the manifest gives none.
    pub title: Option<&'a Bilingual>,
    /// The subtitle in plain characters, if it is not as the front matter writes it.
    pub subtitle: Option<&'a Bilingual>,
}

impl<'a> CompositionInput<'a> {
    /// The text in the leading language, and its tables.
    pub fn leading(&self) -> Option<(&'a Manuscript, &'a Resolved)> {
        let manuscript = *self.manuscripts.first()?;
        Some((manuscript, self.tables.get(&manuscript.language)?))
    }
}
