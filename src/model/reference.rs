//! References and glossary terms.

use hayagriva::Entry;
use hayagriva::types::Person;

use super::domain::TermKind;
use super::marked_text;
use super::work_kind::WorkKind;
use crate::data::place::Place;
use crate::language::characters::is_wide_alone;
use crate::language::pack::messages::{Messages, fill};
use crate::language::{Bilingual, Language};

/// One entry of the bibliography.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The citation key.
    pub key: String,
    /// The language of the work, which decides “等” or “et al.”.
    pub language: Language,
    /// The entry as the reference library understands it.
    pub entry: hayagriva::Entry,
    /// The kind of work, more exactly than the entry says it; none when only the entry knows.
    pub kind: Option<WorkKind>,
    /// The year as written where no number says it, such as “in press” or “2019–2020”: the entry then
    /// has the year [`YEAR_IN_WORDS`], and these words are printed in its place.
    pub year_words: Option<String>,
    /// Whether these words name a state for which languages have words of their own.
    pub is_state: bool,
    /// The address as written; the entry has it as browsers write it.
    pub url: Option<String>,
    /// What the entry has no place for, each with what it is called.
    pub unheld: Vec<(&'static str, String)>,
    /// What is wrong with the entry; it matters only if the entry is cited.
    pub faults: Vec<Fault>,
    /// Where the entry begins.
    pub place: Place,
}

/// Something wrong with an entry that nobody can read around.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where it is.
    pub place: Place,
    /// What it is.
    pub message: String,
    /// What to do.
    pub help: String,
    /// The first of two entries that have one key.
    pub first: Option<Place>,
}

/// The year of an entry whose year is in words. No work has it, and no other number is printed so.
pub const YEAR_IN_WORDS: i32 = 1_987_654_321;

/// One term of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// Its name in each language, in the order of the project's languages and then of the columns.
    pub names: Vec<(Language, String)>,
    /// The abbreviation, one for all languages or one for each; nothing where there is none.
    pub abbreviation: Bilingual,
    /// Other names of the same thing, which are understood but not used in the text.
    pub synonyms: Vec<String>,
    /// Its kind, one of those of the field of work.
    pub kind: String,
    /// How strictly terms of its kind are checked.
    pub checks: TermKind,
    /// Other names that are in use for it.
    pub also: Vec<String>,
    /// Trade names.
    pub trade: Vec<String>,
    /// Whether both languages must name it equally often.
    pub counted: bool,
    /// Where the row begins.
    pub place: Place,
}

impl Term {
    /// Its name in a language, or in what that is a kind of; nothing when there is none.
    pub fn name(&self, language: Language) -> &str {
        let own = |it: Language| self.names.iter().find(|(own, _)| *own == it);
        language.line().find_map(own).map_or("", |(_, name)| name)
    }

    /// Its names in all languages.
    pub fn all_names(&self) -> impl DoubleEndedIterator<Item = &String> {
        self.names.iter().map(|(_, name)| name)
    }

    /// Its abbreviation in a language; nothing when there is none.
    pub fn short(&self, language: Language) -> Option<&str> {
        self.abbreviation.get(language)
    }

    /// Its abbreviations in all languages.
    pub fn all_shorts(&self) -> impl Iterator<Item = &str> {
        self.abbreviation.texts()
    }

    /// By what it is known among terms, whichever language the project names first: its name in the language of the
    /// built-in files, or else that of the first tag.
    pub fn key(&self) -> &str {
        let base = Language::base();
        let name = self.names.iter().min_by_key(|(own, _)| (*own != base, own.code()));
        name.map_or("", |(_, name)| name)
    }
}

/// What BibTeX's `and others` becomes as a name.
pub const OTHERS: &str = "others";

/// “Finn RS, et al. N Engl J Med 2020”: how a slide names its source.
pub fn short(reference: &Reference, messages: &Messages) -> String {
    let entry = &reference.entry;
    let authors = entry.authors().unwrap_or_default();
    let mut text = authors.first().map(short_name).unwrap_or_default();
    if authors.len() > 1 {
        text.push_str(&messages.et_al_short);
    }
    let journal = entry
        .parents()
        .first()
        .and_then(Entry::title)
        .map(|it| marked_text::plain(&it.to_string()));
    if let Some(journal) = journal {
        text.push_str(". ");
        text.push_str(&journal);
    }
    if let Some(year) = words_of_year(reference, messages).or_else(|| year(reference)) {
        text.push_str(&format!(" {year}"));
    }
    text
}

/// The title of a reference in plain text.
pub fn title(reference: &Reference) -> Option<String> {
    reference.entry.title().map(|title| marked_text::plain(&title.to_string()))
}

/// The year in words, as a language says it; what the author wrote stays as it is.
pub fn words_of_year(reference: &Reference, messages: &Messages) -> Option<String> {
    let written = reference.year_words.as_ref()?;
    let own = messages.theses.get(written).filter(|_| reference.is_state);
    Some(own.unwrap_or(written).clone())
}

/// The year of a reference as it is printed.
pub fn year(reference: &Reference) -> Option<String> {
    let number = || reference.entry.date_any().map(|date| date.year.to_string());
    reference.year_words.clone().or_else(number)
}

/// “Finn et al.”, “Finn and Qin”, “Finn 等”: how running text names the authors.
pub fn names(reference: &Reference, messages: &Messages) -> String {
    let authors = reference.entry.authors().unwrap_or_default();
    let name = |person: &Person| match person.name.chars().any(is_wide_alone) {
        true => format!("{}{}", person.name, person.given_name.as_deref().unwrap_or_default()),
        false => person.name.clone(),
    };
    match authors {
        [] => reference.key.clone(),
        [only] => name(only),
        [one, other] if other.name != OTHERS => {
            fill(&messages.two_authors, &[("a", &name(one)), ("b", &name(other))])
        }
        [first, ..] => fill(&messages.first_author, &[("a", &name(first))]),
    }
}

fn short_name(person: &Person) -> String {
    if person.name.chars().any(is_wide_alone) {
        return format!("{}{}", person.name, person.given_name.as_deref().unwrap_or_default());
    }
    let given = person.given_name.as_deref().unwrap_or_default();
    let initials: String =
        given.split([' ', '.', '-']).filter_map(|part| part.chars().next()).collect();
    match initials.is_empty() {
        true => person.name.clone(),
        false => format!("{} {initials}", person.name),
    }
}
