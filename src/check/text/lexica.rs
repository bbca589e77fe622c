//! The words of all languages, compiled once for a check.

use std::sync::{Arc, OnceLock};

use super::lexicon::{Lexicon, TermMatch};
use super::normalized::NormalizedText;
use super::words::WordFinder;
use crate::language::Language;
use crate::model::reference::Term;

/// The lexica of all languages.
pub struct Lexica {
    by_language: Vec<(Language, Lexicon)>,
    /// The everyday words.
    pub words: Arc<Words>,
}

impl Lexica {
    /// Compiles the words of every language with the glossary.
    pub fn new(terms: &[Term]) -> Lexica {
        let lexicon = |language| (language, Lexicon::new(terms, language));
        Lexica {
            by_language: Language::ALL.into_iter().map(lexicon).collect(),
            words: Arc::default(),
        }
    }

    /// The words of a passage.
    pub fn marks(&self, passage: &NormalizedText) -> Vec<TermMatch> {
        let own = self.by_language.iter().find(|(language, _)| *language == passage.language);
        own.map(|(_, lexicon)| lexicon.marks(passage)).unwrap_or_default()
    }
}

/// The everyday words of each language, compiled when they are first looked for.
#[derive(Default)]
pub struct Words {
    zh: OnceLock<WordFinder>,
    en: OnceLock<WordFinder>,
}

impl Words {
    /// The words of a language.
    pub fn of(&self, language: Language) -> &WordFinder {
        let own = match language {
            Language::Zh => &self.zh,
            _ => &self.en,
        };
        own.get_or_init(|| WordFinder::new(language))
    }
}
