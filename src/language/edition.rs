//! Editions: the languages that stand on one page.

use std::fmt;

use super::Language;

/// One printed form of a document: a single language, or several side by side.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Edition(Vec<Language>);

impl Edition {
    /// Reads `zh`, `en` or `zh-Hant-TW-en` as languages among those that are `known`; nothing when a part
    /// is unknown or appears twice. Where it could be read in several ways, longer tags come first.
    pub fn parse(text: &str, known: &[Language]) -> Option<Edition> {
        let mut longest: Vec<Language> = known.to_vec();
        longest.sort_by_key(|it| std::cmp::Reverse(it.code().len()));
        let mut languages = Vec::new();
        divide(text, &longest, &mut languages).then_some(Edition(languages))
    }

    /// The edition that sets these languages side by side, the first one leading.
    pub fn of(languages: &[Language]) -> Edition {
        Edition(languages.to_vec())
    }

    /// The languages on the page; the first leads.
    pub fn languages(&self) -> &[Language] {
        &self.0
    }

    /// Whether a part of a file's name has the form of an edition, whatever the languages of the project.
    pub fn is_name(text: &str) -> bool {
        let of_case = |part: &str, is: fn(&u8) -> bool| part.bytes().all(|it| is(&it));
        let language = |part: &str| part.len() == 2 && of_case(part, u8::is_ascii_lowercase);
        let script = |part: &str| part.len() == 4 && part.starts_with(|c: char| c.is_uppercase());
        let region = |part: &str| part.len() == 2 && of_case(part, u8::is_ascii_uppercase);
        let is_part = |part: &str| language(part) || script(part) || region(part);
        text.split('-').next().is_some_and(language) && text.split('-').all(is_part)
    }
}

/// Divides a text into tags of languages, of which none appears twice.
fn divide(text: &str, known: &[Language], found: &mut Vec<Language>) -> bool {
    for language in known {
        let Some(rest) = text.strip_prefix(language.code()) else { continue };
        if found.contains(language) {
            continue;
        }
        found.push(*language);
        match rest.strip_prefix('-') {
            None if rest.is_empty() => return true,
            Some(rest) if divide(rest, known, found) => return true,
            _ => drop(found.pop()),
        }
    }
    false
}

impl fmt::Display for Edition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: Vec<&str> = self.0.iter().map(Language::code).collect();
        f.write_str(&codes.join("-"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_editions_are_divided_into_the_known_tags() {
        let all =
            ["zh", "zh-Hant", "zh-Hant-TW", "en", "de"].map(|it| Language::parse(it).unwrap());
        let read = |text: &str| {
            let edition = Edition::parse(text, &all)?;
            Some(edition.languages().iter().map(ToString::to_string).collect::<Vec<_>>().join(" "))
        };
        assert_eq!(read("zh-Hant-TW-en").as_deref(), Some("zh-Hant-TW en"));
        assert_eq!(read("zh-zh-Hant-en-de").as_deref(), Some("zh zh-Hant en de"));
        for text in ["", "-", "fr", "zh-zh", "zh-", "en-TW", "zh en"] {
            assert_eq!(read(text), None, "{text}");
        }
        assert!(Edition::is_name("zh-Hant-TW-en") && !Edition::is_name("draft"));
    }
}
