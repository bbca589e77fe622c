//! The words of the languages of a project, compiled once for a check.

use std::sync::{Arc, OnceLock};

use super::lexicon::{Lexicon, TermMatch};
use super::normalized::NormalizedText;
use super::numbers::tables::Tables;
use super::words::WordFinder;
use crate::language::Language;
use crate::model::reference::Term;

/// The words of all languages of a project.
pub struct Lexica {
    languages: Vec<Known>,
}

/// What is known of a language.
struct Known {
    tables: Arc<Tables>,
    lexicon: Lexicon,
    finder: Arc<OnceLock<WordFinder>>,
}

impl Lexica {
    /// Compiles the words of these languages with the glossary.
    pub fn new(terms: &[Term], languages: impl IntoIterator<Item = Language>) -> Lexica {
        let known = |language| {
            let tables = Tables::of(language);
            let lexicon = Lexicon::new(terms, &tables);
            Known { tables, lexicon, finder: Arc::default() }
        };
        Lexica { languages: languages.into_iter().map(known).collect() }
    }

    fn known(&self, language: Language) -> Option<&Known> {
        self.languages.iter().find(|known| known.tables.language == language)
    }

    /// The tables of a language.
    pub fn tables(&self, language: Language) -> Arc<Tables> {
        self.known(language).map_or_else(|| Tables::of(language), |it| Arc::clone(&it.tables))
    }

    /// The words of a passage.
    pub fn marks(&self, passage: &NormalizedText) -> Vec<TermMatch> {
        let own = self.known(passage.language());
        own.map(|known| known.lexicon.marks(passage)).unwrap_or_default()
    }

    /// The everyday words of a language, compiled when they are first looked for.
    pub fn finder(&self, language: Language) -> Arc<OnceLock<WordFinder>> {
        self.known(language).map(|known| Arc::clone(&known.finder)).unwrap_or_default()
    }
}
