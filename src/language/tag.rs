//! A language by its tag, as BCP 47 writes it: `zh`, `en-GB`, `zh-Hant-TW`.

use std::fmt;

use tinystr::{TinyAsciiStr, tinystr};

/// The language whose words stand in for what others lack, and in which the program speaks to its user.
const BASE: &str = include_str!("../../data/languages/base.txt");

/// The languages of the example that `init` writes, which stand for all where each would be listed.
const SHOWN: &str = include_str!("../../data/languages/shown.txt");

/// The longest tag, in characters.
const LONGEST: usize = 24;

/// A language by its tag. What the language has stands in its pack.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Language(TinyAsciiStr<LONGEST>);

/// What a part of a tag says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Subtag {
    Script,
    Region,
    Variant,
}

impl Language {
    /// The languages that stand for all in lists of columns and units.
    pub fn shown() -> impl Iterator<Item = Language> {
        SHOWN.lines().filter_map(Language::parse)
    }

    /// Reads a tag in any case, with `-` or `_` between its parts: a language, and behind it a script,
    /// a region and variants, each as BCP 47 forms it. Whether there is such a language is not asked.
    pub fn parse(text: &str) -> Option<Language> {
        let mut parts = text.split(['-', '_']);
        let language = parts.next().filter(|it| matches!(it.len(), 2 | 3) && is_letters(it))?;
        let mut tag = language.to_ascii_lowercase();
        let mut last: Option<Subtag> = None;
        for part in parts {
            let (kind, written) = subtag(part)?;
            let follows = matches!(
                (last, kind),
                (None, _) | (_, Subtag::Variant) | (Some(Subtag::Script), Subtag::Region)
            );
            if !follows {
                return None;
            }
            last = Some(kind);
            tag.push('-');
            tag.push_str(&written);
        }
        TinyAsciiStr::try_from_str(&tag).ok().map(Language)
    }

    /// The language whose words stand in for what others lack; findings name things in it.
    pub fn base() -> Language {
        Language::parse(BASE.trim()).unwrap_or_default()
    }

    /// The tag, as file names, data columns and the manifest have it.
    pub fn code(&self) -> &str {
        self.0.as_str()
    }

    /// The language that this one is a kind of: `zh-Hant-TW`, `zh-Hant`, `zh`.
    pub fn parent(self) -> Option<Language> {
        let (parent, _) = self.0.as_str().rsplit_once('-')?;
        TinyAsciiStr::try_from_str(parent).ok().map(Language)
    }

    /// This language, and then what it is a kind of, the nearest first.
    pub fn line(self) -> impl Iterator<Item = Language> {
        std::iter::successors(Some(self), |language| language.parent())
    }

    /// The language without script and region: `zh`.
    pub fn root(self) -> Language {
        self.line().last().unwrap_or(self)
    }

    /// The region that the tag names, as an ISO 3166 or UN M.49 code.
    pub fn region(&self) -> Option<&str> {
        let parts = self.0.as_str().split('-').skip(1);
        parts.into_iter().find(|part| matches!(subtag(part), Some((Subtag::Region, _))))
    }

    /// Whether either is a kind of the other: texts in one may stand for those in the other.
    pub fn is_kin(self, other: Language) -> bool {
        self.line().any(|it| it == other) || other.line().any(|it| it == self)
    }
}

fn is_letters(text: &str) -> bool {
    text.bytes().all(|it| it.is_ascii_alphabetic())
}

/// What a part behind the language says, and how it is written.
fn subtag(part: &str) -> Option<(Subtag, String)> {
    let is_number = part.bytes().all(|it| it.is_ascii_digit());
    match part.len() {
        4 if is_letters(part) => {
            let (first, rest) = part.split_at(1);
            let written = first.to_ascii_uppercase() + &rest.to_ascii_lowercase();
            Some((Subtag::Script, written))
        }
        2 if is_letters(part) => Some((Subtag::Region, part.to_ascii_uppercase())),
        3 if is_number => Some((Subtag::Region, part.to_string())),
        4..=8 if part.bytes().all(|it| it.is_ascii_alphanumeric()) => {
            Some((Subtag::Variant, part.to_ascii_lowercase()))
        }
        _ => None,
    }
}

impl Default for Language {
    /// `und`, the tag of a language that is not known.
    fn default() -> Language {
        Language(tinystr!(24, "und"))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For tests everywhere.
    #[allow(missing_docs, non_upper_case_globals)]
    impl Language {
        pub const Zh: Language = Language(tinystr!(24, "zh"));
        pub const En: Language = Language(tinystr!(24, "en"));
        pub const ALL: [Language; 2] = [Language::Zh, Language::En];
    }

    #[test]
    fn tags_are_read_in_any_case_and_lead_to_their_parents() {
        for (text, code) in [
            ("zh", "zh"),
            ("ZH_hant_tw", "zh-Hant-TW"),
            ("en-gb", "en-GB"),
            ("es-419", "es-419"),
            ("de-CH-1996", "de-CH-1996"),
            ("sr-Latn", "sr-Latn"),
        ] {
            assert_eq!(Language::parse(text).map(|it| it.to_string()).as_deref(), Some(code));
        }
        for text in ["", "english", "e", "zh-", "zh-TW-Hant", "x-y", "en US", "中文", "zh--TW"] {
            assert_eq!(Language::parse(text), None, "{text}");
        }
        let taiwan = Language::parse("zh-Hant-TW").unwrap();
        let line: Vec<String> = taiwan.line().map(|it| it.to_string()).collect();
        assert_eq!(line, ["zh-Hant-TW", "zh-Hant", "zh"]);
        assert_eq!((taiwan.region(), taiwan.root().code()), (Some("TW"), "zh"));
        assert!(taiwan.is_kin(taiwan.root()));
    }
}
