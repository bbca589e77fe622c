//! The words of the languages of a project, compiled once for a check.

use std::sync::Arc;

use super::lexicon::{Lexicon, TermMatch};
use super::normalized::NormalizedText;
use super::numbers::tables::Tables;
use super::words::{Slot, WordFinder};
use crate::language::Language;
use crate::language::characters::is_han;
use crate::language::packs::Languages;
use crate::model::reference::Term;
use crate::quantity::units::Units;

/// The words of all languages of a project.
pub struct Lexica {
    languages: Vec<Known>,
}

/// What is known of a language.
struct Known {
    tables: Arc<Tables>,
    lexicon: Lexicon,
    finder: Slot,
}

impl Lexica {
    /// Compiles the words of these languages, with what the project's own files add to them, and of those
    /// that they quote, with the glossary and the units of the project.
    pub fn new(terms: &[Term], known: &Languages, units: &Units, languages: &[Language]) -> Lexica {
        let tables = |own: &Language| Tables::with(*own, &known.pack(*own).comparison, units);
        let own: Vec<Arc<Tables>> = languages.iter().map(tables).collect();
        let mut lexica = Lexica { languages: Vec::new() };
        for tables in own.iter().chain(own.iter().filter_map(|own| own.guest.as_ref())) {
            if lexica.known(tables.language).is_none() {
                let lexicon = Lexicon::new(terms, tables);
                let tables = Arc::clone(tables);
                let finder = WordFinder::slot(&tables);
                lexica.languages.push(Known { tables, lexicon, finder });
            }
        }
        lexica
    }

    /// Begins to compile the words by which these languages are compared, where there are several and the project adds none:
    /// they are ready when its texts are.
    pub fn ahead(known: &Languages, languages: &[Language]) {
        if languages.len() > 1 {
            let built_in = |it: &&Language| known.pack(**it).comparison.entries.is_empty();
            languages.iter().filter(built_in).for_each(|it| WordFinder::ahead(*it));
        }
    }

    /// The language that words without one are taken to be in, by their script.
    pub fn language_of(&self, text: &str) -> Language {
        let unspaced = text.chars().any(is_han);
        let fitting = self.languages.iter().find(|known| known.tables.unspaced == unspaced);
        let known = fitting.or(self.languages.first());
        known.map(|known| known.tables.language).unwrap_or_default()
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
    pub fn finder(&self, language: Language) -> Slot {
        self.known(language).map(|known| Arc::clone(&known.finder)).unwrap_or_default()
    }
}
