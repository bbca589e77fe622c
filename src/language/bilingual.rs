//! A text in one or more languages.

use super::Language;

/// A text in one or more languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    texts: Vec<(Language, String)>,
    /// What reads the same in every other language.
    same: Option<String>,
}

impl Bilingual {
    /// A text that reads the same in every language (a name, a symbol).
    pub fn same(text: &str) -> Bilingual {
        Bilingual { texts: Vec::new(), same: Some(text.to_string()) }
    }

    /// The text in this language, or in what it is a kind of, if there is one.
    pub fn get(&self, language: Language) -> Option<&str> {
        let own = |it: Language| self.texts.iter().find(|(own, _)| *own == it);
        let found = language.line().find_map(own).map(|(_, text)| text.as_str());
        found.or(self.same.as_deref())
    }

    /// The text in this language, or else in any, or else nothing.
    pub fn get_or_any(&self, language: Language) -> &str {
        self.get(language).or_else(|| self.any()).unwrap_or_default()
    }

    /// The text in the language that comes first.
    pub fn any(&self) -> Option<&str> {
        let first = self.texts.first().map(|(_, text)| text.as_str());
        first.or(self.same.as_deref())
    }

    /// The text of each language, and what is the same in all.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.texts.iter().map(|(_, text)| text.as_str()).chain(self.same.as_deref())
    }

    /// The text of each language that has its own.
    pub fn all(&self) -> impl Iterator<Item = (Language, &str)> {
        self.texts.iter().map(|(language, text)| (*language, text.as_str()))
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty() && self.same.is_none()
    }
}

impl FromIterator<(Language, String)> for Bilingual {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(texts: I) -> Self {
        Bilingual { texts: texts.into_iter().collect(), same: None }
    }
}
