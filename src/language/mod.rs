//! The languages of a project, and the editions that are made of them.

pub mod characters;
pub mod figures;
pub mod invisible;
pub mod line_breaks;
pub mod long_words;

pub mod punctuation;
pub mod shortcodes;
pub mod source_place;

use std::fmt;

/// A language Diptych typesets: its fonts, punctuation, units and labels are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Language {
    /// Simplified Chinese (`zh`, tagged `zh-CN` in the PDF).
    Zh,
    /// British English (`en`, tagged `en-GB` in the PDF).
    En,
}

impl Language {
    /// Every language, in the order in which they are offered to the user.
    pub const ALL: [Language; 2] = [Language::Zh, Language::En];

    /// The code used in file names, data columns and the manifest.
    pub fn code(self) -> &'static str {
        match self {
            Language::Zh => "zh",
            Language::En => "en",
        }
    }

    /// The region whose conventions it follows, as an ISO 3166 code.
    pub fn region(self) -> &'static str {
        match self {
            Language::Zh => "CN",
            Language::En => "GB",
        }
    }

    /// Its name in English, for messages.
    pub fn name(self) -> &'static str {
        match self {
            Language::Zh => "Chinese",
            Language::En => "English",
        }
    }

    /// The language with this code.
    pub fn from_code(code: &str) -> Option<Language> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// One printed form of a document: a single language, or several side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edition(Vec<Language>);

impl Edition {
    /// Reads `zh`, `en` or `zh-en`; `None` when a part is unknown or appears twice.
    pub fn parse(text: &str) -> Option<Edition> {
        let languages: Vec<Language> =
            text.split('-').map(Language::from_code).collect::<Option<_>>()?;
        let repeated = (1..languages.len()).any(|i| languages[..i].contains(&languages[i]));
        (!repeated).then_some(Edition(languages))
    }

    /// The edition that sets these languages side by side, the first one leading.
    pub fn of(languages: &[Language]) -> Edition {
        Edition(languages.to_vec())
    }

    /// The languages on the page; the first leads.
    pub fn languages(&self) -> &[Language] {
        &self.0
    }
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.0.iter().map(|language| language.code()).collect();
        f.write_str(&codes.join("-"))
    }
}

/// A text in one or more languages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bilingual {
    texts: Vec<(Language, String)>,
}

impl Bilingual {
    /// A text that reads the same in every language (a name, a symbol).
    pub fn same(text: &str) -> Bilingual {
        Language::ALL.into_iter().map(|language| (language, text.to_string())).collect()
    }

    /// The text in this language, if there is one.
    pub fn get(&self, language: Language) -> Option<&str> {
        let found = self.texts.iter().find(|(own, _)| *own == language);
        found.map(|(_, text)| text.as_str())
    }

    /// The text in this language, or else in any, or else nothing.
    pub fn get_or_any(&self, language: Language) -> &str {
        let any = || self.texts.first().map(|(_, text)| text.as_str());
        self.get(language).or_else(any).unwrap_or_default()
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }
}

impl FromIterator<(Language, String)> for Bilingual {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(texts: I) -> Self {
        Bilingual { texts: texts.into_iter().collect() }
    }
}
