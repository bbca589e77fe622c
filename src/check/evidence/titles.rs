//! D1202–D1204: a thing is the one that the title of its reference speaks of, as the field of work says.

use std::collections::BTreeSet;

use super::contradiction::{Contradiction, Side};
use super::quantities::plain_rows;
use super::references::title_of;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::Code;
use crate::language::Language;
use crate::model::domain::title::{Compares, TitleRule};
use crate::model::inputs::Inputs;
use crate::model::reference::{self, Reference, Term};

/// Compares every thing with the title of the work that it cites.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    // A row with a unit states a quantity, perhaps of a part of the thing.
    let rows = plain_rows(inputs, &["id", "reference"]);
    for row in rows.filter(|row| row.filled("unit").is_none()) {
        let Some(key) = row.filled("reference") else { continue };
        let Some(reference) = inputs.references.get(&key.text) else {
            continue;
        };
        let Some(title) = reference::title(reference) else { continue };
        let subject = Subject { inputs, row, key, reference, title: title.to_lowercase() };
        found.extend(inputs.domain.titles.iter().filter_map(|rule| subject.differs(rule)));
    }
}

struct Subject<'a> {
    inputs: &'a Inputs,
    row: &'a Map,
    key: &'a Cell,
    reference: &'a Reference,
    title: String,
}

impl Subject<'_> {
    /// The text of some columns in the language of titles, in small letters.
    fn text<S: AsRef<str>>(&self, columns: &[S]) -> String {
        let language = Language::base();
        let text =
            |column: &S| self.row.bilingual(column.as_ref()).get_or_any(language).to_lowercase();
        columns.iter().map(text).collect::<Vec<_>>().join(" | ")
    }

    /// A contradiction when the title speaks of something else than the columns of a rule.
    fn differs(&self, rule: &TitleRule) -> Option<Contradiction> {
        let first = rule.columns.first()?;
        let column = match &rule.compares {
            Compares::Words { kind, beside } => {
                self.words_differ(kind, &rule.columns, beside).then_some(first)
            }
            Compares::Names { kind } => self.names_differ(kind, &rule.columns).then_some(first),
            Compares::Opposites { one, other } => self.opposed(&rule.columns, one, other),
            Compares::NumbersAfter { word } => {
                let titled = numbers_after(word, &self.title)?;
                let recorded = numbers_after(word, &self.text(&rule.columns))?;
                (titled != recorded).then_some(first)
            }
        };
        self.contradiction(rule, column?)
    }

    /// The title has names of a kind, and they are not those of the thing and what stands beside it.
    fn words_differ(&self, kind: &str, columns: &[String], beside: &[String]) -> bool {
        let of = |text: &str| words_of(kind, text, self.inputs);
        let (titled, given) = (of(&self.title), of(&self.text(columns)));
        let compared = of(&self.text(beside));
        let foreign = titled.iter().any(|it| !given.contains(it) && !compared.contains(it));
        let absent = given.iter().any(|it| !titled.contains(it));
        !titled.is_empty() && !given.is_empty() && foreign && absent
    }

    /// The thing has a name of a kind that the title has not, although it has others.
    fn names_differ(&self, kind: &str, columns: &[String]) -> bool {
        let titled = names_of(kind, &self.title, &self.inputs.terms);
        let recorded = names_of(kind, &self.text(columns), &self.inputs.terms);
        !titled.is_empty() && !recorded.is_empty() && !recorded.is_subset(&titled)
    }

    /// The column with a word that one of the title rules out.
    fn opposed<'a>(
        &self,
        columns: &'a [String],
        one: &[String],
        other: &[String],
    ) -> Option<&'a String> {
        let has = |text: &str, words: &[String]| words.iter().any(|word| text.contains(word));
        let (titled_one, titled_other) = (has(&self.title, one), has(&self.title, other));
        columns.iter().find(|column| {
            let text = self.text(std::slice::from_ref(*column));
            has(&text, one) && titled_other || has(&text, other) && titled_one
        })
    }

    fn contradiction(&self, rule: &TitleRule, column: &str) -> Option<Contradiction> {
        let (code, aspect) = (Code::from_id(&rule.code)?, &rule.aspect);
        let node = self.row.get(column).filter(|node| !node.is_empty())?;
        let cell = super::contradiction::first_cell(node)?;
        let printed = self.row.bilingual(column);
        let said = printed.get_or_any(Language::base());
        let title = reference::title(self.reference)?;
        let is_not = if rule.plural { "are not those" } else { "is not that" };
        let message = format!("the {aspect} “{said}” {is_not} of the cited title “{title}”");
        let about = format!("{}.{aspect}", self.row.text("id"));
        let mut found = Contradiction::new(code, cell, about, message).references([Some(self.key)]);
        found.finding = found.finding.related(self.reference.place.clone(), "the cited paper");
        let titled = title_of(&self.inputs.references, self.reference)?;
        let own = Side::printed(node, self.row.filled("place"));
        Some(found.side(own).side(Some(titled)))
    }
}

/// The words of a text in small letters that are names of a kind, each by its name in the glossary.
fn words_of(kind: &str, text: &str, inputs: &Inputs) -> BTreeSet<String> {
    let endings = inputs.domain.kinds.get(kind).map_or(&[][..], |kind| kind.endings.as_slice());
    let mut found = BTreeSet::new();
    let words = text.split(|c: char| !c.is_alphanumeric() && c != '-');
    for word in words.filter(|word| word.len() > 3) {
        let known = inputs.terms.iter().filter(|term| term.kind == kind).find(|term| {
            let mut names = term.synonyms.iter().chain(term.all_names());
            names.any(|name| name.to_lowercase() == word)
        });
        match known {
            Some(term) => drop(found.insert(term.key().to_lowercase())),
            None if endings.iter().any(|ending| word.ends_with(ending.as_str())) => {
                found.insert(word.to_string());
            }
            None => {}
        }
    }
    found
}

/// The names of a kind in a text in small letters, each by its plainest form: `southern Italy` is Italy.
fn names_of(kind: &str, text: &str, terms: &[Term]) -> BTreeSet<String> {
    let plain = |text: &str| text.to_lowercase().replace('-', " ");
    let own = || terms.iter().filter(|term| term.kind == kind);
    let mut text = plain(text);
    let short = |term: &Term| term.short(Language::base()).map(plain);
    for (term, short) in own().filter_map(|term| Some((term, short(term)?))) {
        text = text.replace(&plain(term.key()), &short);
    }
    let name = |term: &Term| short(term).unwrap_or_else(|| plain(term.key()));
    let mut names: Vec<String> = own().map(name).collect();
    names.sort_by_key(String::len);
    let plainest = |name: &String| names.iter().find(|it| name.contains(it.as_str())).cloned();
    let mut found = BTreeSet::new();
    for name in names.iter().rev() {
        if text.contains(name.as_str()) {
            text = text.replace(name.as_str(), " ");
            found.extend(plainest(name));
        }
    }
    found
}

/// The numbers that follow a word, or stand alone: `phase I/II` is `{1, 2}`.
fn numbers_after(word: &str, text: &str) -> Option<BTreeSet<u8>> {
    let after = text.split_once(&format!("{word} ")).map_or(text, |(_, after)| after);
    let first = after.split([' ', ',', ':', ')']).next()?;
    let number = |part: &str| match part {
        "1" | "i" => Some(1),
        "2" | "ii" => Some(2),
        "3" | "iii" => Some(3),
        "4" | "iv" => Some(4),
        _ => None,
    };
    first.split(['/', '-', '–']).map(number).collect()
}
