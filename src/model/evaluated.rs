//! A project after its values have been filled in: what is checked, and then composed.

use std::collections::HashMap;
use std::sync::Arc;

use super::manifest::Document;
use super::manuscript::Manuscript;
use super::resolved::Resolved;
use crate::language::{Bilingual, Edition, Language};

/// The documents of a project, in the order of the manifest.
#[derive(Debug, Clone, Default)]
pub struct Evaluated {
    /// Each document.
    pub documents: Vec<EvaluatedDocument>,
}

/// What the texts and tables of a document are made from, besides what all documents share.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MadeFrom {
    /// Its texts, by their paths.
    pub texts: Vec<(Arc<str>, Arc<str>)>,
    /// Its name, if they name it.
    pub document: Option<String>,
    /// Its only edition, if they name that.
    pub edition: Option<Edition>,
    /// Its parameters.
    pub scope: String,
}

/// One document in all its languages.
#[derive(Debug, Clone)]
pub struct EvaluatedDocument {
    /// Its name in the manifest.
    pub name: String,
    /// What its texts and tables were made from, besides what all documents share; none if other files may be part of it.
    pub made_from: Option<Arc<MadeFrom>>,
    /// The only edition that it is for, when its texts name their edition.
    pub edition: Option<Edition>,
    /// Its texts, in the order of the project's languages.
    pub manuscripts: Vec<Manuscript>,
    /// The tables and figures that it shows; documents of the same texts share them.
    pub tables: Arc<HashMap<Language, Resolved>>,
    /// The title that the text gave itself, when the manifest gives none.
    pub title: Option<Bilingual>,
    /// The subtitle in plain characters, when that of the front matter has marks of Markdown.
    pub subtitle: Option<Bilingual>,
}

impl EvaluatedDocument {
    /// The text in a language.
    pub fn manuscript(&self, language: Language) -> Option<&Manuscript> {
        self.manuscripts.iter().find(|it| it.language == language)
    }
}

impl Evaluated {
    /// The document of this name, as an edition has it.
    pub fn document(&self, document: &Document, edition: &Edition) -> Option<&EvaluatedDocument> {
        let is_for = |it: &EvaluatedDocument| it.edition.as_ref().is_none_or(|own| own == edition);
        self.documents.iter().find(|it| it.name == document.name && is_for(it))
    }
}
