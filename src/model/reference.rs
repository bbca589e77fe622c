//! References and glossary terms.

use hayagriva::Entry;
use hayagriva::types::Person;

use crate::data::place::Place;
use crate::language::Language;
use crate::language::characters::is_wide;

/// One entry of the bibliography.
#[derive(Debug, Clone)]
pub struct Reference {
    /// The citation key.
    pub key: String,
    /// The language of the work, which decides “等” or “et al.”.
    pub language: Language,
    /// The entry as the reference library understands it.
    pub entry: hayagriva::Entry,
    /// Where the entry begins.
    pub place: Place,
}

/// One term of the glossary.
#[derive(Debug, Clone)]
pub struct Term {
    /// The Chinese name.
    pub zh: String,
    /// The English name.
    pub en: String,
    /// The abbreviation, or nothing.
    pub abbreviation: String,
    /// Other names of the same thing, which are understood but not used in the text.
    pub synonyms: Vec<String>,
    /// Its kind: drug, gene, measure, trial …
    pub kind: String,
    /// Other names that are in use for it.
    pub also: Vec<String>,
    /// Trade names.
    pub trade: Vec<String>,
    /// Whether both languages must name it equally often.
    pub counted: bool,
    /// Where the row begins.
    pub place: Place,
}

/// What BibTeX's `and others` becomes as a name.
pub const OTHERS: &str = "others";

/// “Finn RS, et al. N Engl J Med 2020”: how a slide names its source.
pub fn short(reference: &Reference) -> String {
    let entry = &reference.entry;
    let authors = entry.authors().unwrap_or_default();
    let mut text = authors.first().map(short_name).unwrap_or_default();
    if authors.len() > 1 {
        text.push_str(match reference.language {
            Language::Zh => "，等",
            Language::En => ", et al",
        });
    }
    let journal = entry.parents().first().and_then(Entry::title).map(ToString::to_string);
    if let Some(journal) = journal {
        text.push_str(". ");
        text.push_str(&journal);
    }
    if let Some(date) = entry.date_any() {
        text.push_str(&format!(" {}", date.year));
    }
    text
}

/// “Finn et al.”, “Finn and Qin”, “Finn 等”: how running text names the authors.
pub fn names(reference: &Reference, language: Language) -> String {
    let authors = reference.entry.authors().unwrap_or_default();
    let name = |person: &Person| match person.name.chars().any(is_wide) {
        true => format!("{}{}", person.name, person.given_name.as_deref().unwrap_or_default()),
        false => person.name.clone(),
    };
    match (authors, language) {
        ([], _) => reference.key.clone(),
        ([only], _) => name(only),
        ([one, other], Language::En) if other.name != OTHERS => {
            format!("{} and {}", name(one), name(other))
        }
        ([one, other], Language::Zh) if other.name != OTHERS => {
            format!("{}和{}", name(one), name(other))
        }
        ([first, ..], Language::En) => format!("{} et al.", name(first)),
        ([first, ..], Language::Zh) => format!("{}等", name(first)),
    }
}

fn short_name(person: &Person) -> String {
    if person.name.chars().any(is_wide) {
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
