//! The words of citation styles: those of our languages, and which of them a work has in its own.

use std::sync::LazyLock;

use hayagriva::archive::{LOCALES, locales};
use hayagriva::citationberg::taxonomy::{NameVariable, NumberVariable, OtherTerm, Term};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, LocalizedTerm};

use crate::language::Language;

/// The terms of our languages.
static TERMS: LazyLock<Vec<Locale>> = LazyLock::new(own_locales);

/// The same for styles of other languages: a Chinese work has its own words for “et al.” and the
/// like; dates, “In:” and the rest are those of the style.
static MIXED: LazyLock<Vec<Locale>> = LazyLock::new(|| mixed(&TERMS));

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

/// The terms that a style is used with.
pub fn terms(rules: &IndependentStyle) -> &'static [Locale] {
    match speaks_chinese(rules) {
        true => &TERMS,
        false => &MIXED,
    }
}

fn speaks_chinese(rules: &IndependentStyle) -> bool {
    rules.default_locale.as_ref().is_some_and(|it| it.0.starts_with("zh")) || is_gb(rules)
}

fn mixed(all: &[Locale]) -> Vec<Locale> {
    let of = |language| {
        let own = all.iter();
        own.clone().find(|it| it.lang.as_ref().is_some_and(|it| it.0 == code(language)))
    };
    let (Some(zh), Some(en)) = (of(Language::Zh), of(Language::En)) else { return all.to_vec() };
    let is_own = |term: &&LocalizedTerm| OWN.contains(&term.name);
    let mut both = Locale { lang: zh.lang.clone(), ..en.clone() };
    if let (Some(terms), Some(own)) = (&mut both.terms, &zh.terms) {
        terms.terms.retain(|term| !is_own(&term) && !term.name.is_ordinal());
        let own = own.terms.iter().filter(|term| is_own(term) || term.name.is_ordinal());
        terms.terms.extend(own.cloned());
    }
    all.iter().filter(|it| it.lang != both.lang).cloned().chain([both.clone()]).collect()
}

/// All that come with the library, which takes ten times as long, when one of ours is not among them.
fn own_locales() -> Vec<Locale> {
    let own: Vec<Locale> =
        Language::ALL.into_iter().filter_map(|language| locale(code(language))).collect();
    if own.len() == Language::ALL.len() { own } else { locales() }
}

/// The terms of a language. Only files in which its code stands are read, and the right one says
/// that the code is its own.
fn locale(code: &str) -> Option<Locale> {
    let naming = LOCALES.iter().filter(|file| {
        let mut parts = file.windows(code.len());
        parts.any(|part| part == code.as_bytes())
    });
    let mut read = naming.filter_map(|file| ciborium::from_reader::<Locale, _>(*file).ok());
    read.find(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code))
}

/// The code of a language among the locales of CSL.
pub fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        _ => "en-US",
    }
}
/// What a style says in its own language it says of a Chinese work too.
pub fn own_terms(rules: &mut IndependentStyle, language: Language) {
    if language != Language::Zh || speaks_chinese(rules) {
        return;
    }
    let said = |it: &&Locale| it.lang.as_ref().is_some_and(|lang| lang.0.starts_with("en"));
    let own: Vec<Locale> = rules.locale.iter().filter(said).cloned().collect();
    for mut locale in own {
        locale.lang = Some(LocaleCode(code(language).to_string()));
        if let Some(terms) = &mut locale.terms {
            terms.terms.retain(|term| !OWN.contains(&term.name));
        }
        rules.locale.push(locale);
    }
}

/// Whether these are the rules of GB/T 7714, of whatever year.
pub fn is_gb(rules: &IndependentStyle) -> bool {
    let id = rules.info.id.to_lowercase();
    ["7714", "gbt", "gb-t"].iter().any(|part| id.contains(part))
}
