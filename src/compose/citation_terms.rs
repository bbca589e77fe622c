//! The words of citation styles: those of the pages' language, and which of them a work has in its own.

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use hayagriva::archive::LOCALES;
use hayagriva::citationberg::taxonomy::{NameVariable, NumberVariable, OtherTerm, Term};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, LocalizedTerm};
use serde_json::json;

use crate::language::Language;
use crate::language::pack::Pack;
use crate::language::packs::Languages;
use crate::model::reference::{self, Reference};

/// The terms that were read, by their code: reading takes longer than setting a list with them.
static READ: LazyLock<Mutex<HashMap<String, Option<Locale>>>> = LazyLock::new(Mutex::default);

/// The terms that a work has in its own language, whatever the language of the style.
const OWN: [Term; 7] = [
    Term::Other(OtherTerm::EtAl),
    Term::Other(OtherTerm::And),
    Term::NumberVariable(NumberVariable::Edition),
    Term::NumberVariable(NumberVariable::Volume),
    Term::NumberVariable(NumberVariable::Issue),
    Term::NameVariable(NameVariable::Editor),
    Term::NameVariable(NameVariable::Translator),
];

/// The words of citation styles, by the languages of pages and works.
///
/// A work in a language of full width has its own words for “et al.” and the like; dates, “In:” and the
/// rest are those of the style. Works in other languages take the words of the pages.
pub struct Terms {
    /// What each language has.
    pub languages: Languages,
    made: RefCell<HashMap<Asked, Arc<[Locale]>>>,
}

/// A style, the language of the pages, and those of the works.
type Asked = (String, Language, Vec<Language>);

/// How the year of a work is written.
pub struct Year {
    /// The signs behind its number.
    pub signs: Vec<String>,
    /// The words that stand in its place.
    pub words: Option<String>,
}

impl Terms {
    /// The words of styles in these languages.
    pub fn new(languages: &Languages) -> Terms {
        Terms { languages: languages.clone(), made: RefCell::default() }
    }

    /// The locale of CSL in which a work is set on pages in a language.
    pub fn locale(&self, pages: Language, work: Language) -> LocaleCode {
        LocaleCode(self.pack(pages, work).csl_locale.clone())
    }

    /// The language in which a work is described on pages in a language.
    pub fn pack(&self, pages: Language, work: Language) -> &Pack {
        let (own, page) = (self.languages.pack(work), self.languages.pack(pages));
        if own.is_wide() || page.is_wide() { own } else { page }
    }

    /// How years are written on pages in a language and in those of a work.
    pub fn year(&self, pages: Language, work: &Reference) -> Year {
        let own = [pages, work.language].map(|it| &self.languages.pack(it).messages.year_signs);
        let signs = own.into_iter().flatten().cloned().collect();
        let messages = &self.pack(pages, work.language).messages;
        Year { signs, words: reference::words_of_year(work, messages) }
    }

    /// The terms that a style is used with, on pages in a language, for works in these.
    pub fn of(
        &self,
        rules: &IndependentStyle,
        pages: Language,
        works: &[Language],
    ) -> Arc<[Locale]> {
        let asked = (rules.info.id.clone(), pages, works.to_vec());
        let mut made = self.made.borrow_mut();
        made.entry(asked).or_insert_with(|| self.make(rules, pages, works)).clone()
    }

    fn make(&self, rules: &IndependentStyle, pages: Language, works: &[Language]) -> Arc<[Locale]> {
        let neutral = self.languages.base();
        let page = self.languages.pack(pages);
        let base = if page.is_wide() { neutral } else { page };
        let mut all: Vec<Locale> = locale(&neutral.csl_locale).into_iter().collect();
        let mut add = |found: Option<Locale>| {
            let is_new = |it: &Locale| !all.iter().any(|own| own.lang == it.lang);
            let found = found.filter(is_new);
            all.extend(found);
        };
        add(locale(&base.csl_locale).map(|it| with_own_others(it, base)));
        for language in works.iter().chain([&pages]) {
            let pack = self.languages.pack(*language);
            if pack.is_wide() {
                let own = locale(&pack.csl_locale);
                add(match speaks(rules, *language, pack) {
                    true => own,
                    false => own.zip(locale(&base.csl_locale)).map(|(own, base)| mixed(&own, base)),
                });
            }
        }
        all.into()
    }

    /// What a style says in its own language it says of a work with words of its own, too.
    pub fn own_terms(&self, rules: &mut IndependentStyle, work: Language) {
        let pack = self.languages.pack(work);
        if !pack.is_wide() || speaks(rules, work, pack) {
            return;
        }
        let neutral = self.languages.neutral();
        let said =
            |it: &&Locale| it.lang.as_ref().is_some_and(|lang| lang.0.starts_with(neutral.code()));
        let own: Vec<Locale> = rules.locale.iter().filter(said).cloned().collect();
        for mut locale in own {
            locale.lang = Some(LocaleCode(pack.csl_locale.clone()));
            if let Some(terms) = &mut locale.terms {
                terms.terms.retain(|term| !OWN.contains(&term.name));
            }
            rules.locale.push(locale);
        }
    }
}

/// Whether a style is one of a language: by its default locale, or by its name.
fn speaks(rules: &IndependentStyle, language: Language, pack: &Pack) -> bool {
    let id = rules.info.id.to_lowercase();
    let root = language.root();
    let by_locale = rules.default_locale.as_ref().is_some_and(|it| it.0.starts_with(root.code()));
    by_locale || pack.csl_styles.iter().any(|part| id.contains(part))
}

/// The terms of one language with those that a work has of its own from another.
fn mixed(own: &Locale, base: Locale) -> Locale {
    let is_own = |term: &&LocalizedTerm| OWN.contains(&term.name);
    let mut both = Locale { lang: own.lang.clone(), ..base };
    if let (Some(terms), Some(own)) = (&mut both.terms, &own.terms) {
        terms.terms.retain(|term| !is_own(&term) && !term.name.is_ordinal());
        let own = own.terms.iter().filter(|term| is_own(term) || term.name.is_ordinal());
        terms.terms.extend(own.cloned());
    }
    both
}

/// The terms of a language with the “et al.” of its file, by which the text and the list say the same.
fn with_own_others(mut locale: Locale, pack: &Pack) -> Locale {
    let term = json!({ "@name": "et-al", "$text": pack.messages.et_al });
    if let (Some(terms), Ok(own)) =
        (&mut locale.terms, serde_json::from_value::<LocalizedTerm>(term))
    {
        terms.terms.retain(|term| term.name != own.name);
        terms.terms.push(own);
    }
    locale
}

/// The terms with this code, read once.
fn locale(code: &str) -> Option<Locale> {
    let known = READ.lock().ok().and_then(|read| read.get(code).cloned());
    known.unwrap_or_else(|| {
        let found = read(code);
        if let Ok(mut read) = READ.lock() {
            read.insert(code.to_string(), found.clone());
        }
        found
    })
}

/// How many bytes at the head of a file of the archive hold its code. A test looks at every file.
const HEAD: usize = 32;

/// Only files with the code at their head are read, and the right one says that the code is its own.
fn read(code: &str) -> Option<Locale> {
    let naming = LOCALES.iter().filter(|file| {
        let mut parts = file[..file.len().min(HEAD)].windows(code.len());
        parts.any(|part| part == code.as_bytes())
    });
    let mut read = naming.filter_map(|file| ciborium::from_reader::<Locale, _>(*file).ok());
    read.find(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code))
}

/// Whether these are the rules of GB/T 7714, of whatever year.
pub fn is_gb(rules: &IndependentStyle) -> bool {
    let id = rules.info.id.to_lowercase();
    ["7714", "gbt", "gb-t"].iter().any(|part| id.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_locale_of_the_archive_is_found_by_its_head() {
        for file in LOCALES {
            let locale: Locale = ciborium::from_reader(*file).unwrap();
            let code = locale.lang.unwrap().0;
            assert!(read(&code).is_some_and(|it| it.lang.unwrap().0 == code), "{code}");
        }
    }
}
