//! D0324, D0325: what a listed reference lacks, and what of it the style does not print.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::marked_text;
use crate::model::reference::{self, Reference};
use crate::model::work_kind::WorkKind;

/// Whether a reference is of a kind that has a year and a title in every style.
fn is_whole(reference: &Reference) -> bool {
    match reference.kind {
        Some(kind) => ![
            WorkKind::Webpage,
            WorkKind::Post,
            WorkKind::Software,
            WorkKind::Dataset,
            WorkKind::Document,
            WorkKind::Law,
            WorkKind::Manuscript,
        ]
        .contains(&kind),
        None => matches!(reference.entry.entry_type(), EntryType::Article | EntryType::Book),
    }
}

/// Whether a reference has no year although every style prints one.
fn is_undated(reference: &Reference) -> bool {
    reference::year(reference).is_none() && reference.entry.title().is_some()
}

/// What the listed references lack, and what of them is not printed; each told once.
#[derive(Default)]
pub struct Gaps {
    /// References without a year, and without a title.
    undated: Lacking,
    untitled: Lacking,
    /// What is not printed, by the field.
    fields: BTreeMap<&'static str, Unprinted>,
    /// The languages of pages that list references.
    pages: BTreeSet<String>,
}

/// The keys of references that lack something, and where the first stands.
#[derive(Default)]
struct Lacking {
    keys: BTreeSet<String>,
    first: Option<(Place, String)>,
}

impl Lacking {
    fn add(&mut self, reference: &Reference) {
        self.keys.insert(reference.key.clone());
        self.first.get_or_insert_with(|| (reference.place.clone(), reference.key.clone()));
    }

    fn finding(self, what: &str, help: &str) -> Option<Diagnostic> {
        let (place, key) = self.first?;
        let message = match self.keys.len() {
            1 => format!("the reference `{key}` has no {what}"),
            count => format!("{count} references have no {what}; the first is `{key}`"),
        };
        Some(Diagnostic::new(codes::NO_YEAR, place, message).help(help))
    }
}

/// Of which references a field is not printed, and the first with its value.
struct Unprinted {
    keys: BTreeSet<String>,
    place: Place,
    key: String,
    value: String,
    /// The languages of the pages that lack it.
    pages: BTreeSet<String>,
}

impl Gaps {
    /// Compares what a reference says with what pages in a language print of it, without markup.
    pub fn compare(&mut self, reference: &Reference, printed: &str, language: Language) {
        self.pages.insert(language.code().to_string());
        // What could not be read is told as that.
        if is_whole(reference) && reference.faults.is_empty() {
            if is_undated(reference) {
                self.undated.add(reference);
            }
            if reference.kind.is_some() && reference::title(reference).is_none() {
                self.untitled.add(reference);
            }
        }
        // Entries of hayagriva's own format name what they want printed.
        let Some(kind) = reference.kind else { return };
        let printed = letters(printed);
        let unheld = reference.unheld.iter().cloned();
        for (field, value) in values(&reference.entry, kind).into_iter().chain(unheld) {
            let value = marked_text::plain(&value);
            let meant = letters(&value);
            if meant.is_empty() || printed.contains(&meant) {
                continue;
            }
            let (place, key) = (reference.place.clone(), reference.key.clone());
            let first =
                || Unprinted { keys: BTreeSet::new(), place, key, value, pages: BTreeSet::new() };
            let unprinted = self.fields.entry(field).or_insert_with(first);
            unprinted.pages.insert(language.code().to_string());
            unprinted.keys.insert(reference.key.clone());
        }
    }

    /// One finding for what is lacking, and one a field for what is not printed.
    pub fn findings(self) -> Vec<Diagnostic> {
        let undated = self.undated.finding(
            "year",
            "add `year = {2024}`; words such as `in press` or `n.d.` are printed as they are",
        );
        let untitled = self.untitled.finding("title", "add `title = {…}`");
        let all = self.pages;
        let fields = self.fields.into_iter().map(|(field, it)| it.finding(field, &all));
        undated.into_iter().chain(untitled).chain(fields).collect()
    }
}

impl Unprinted {
    fn finding(self, field: &str, all: &BTreeSet<String>) -> Diagnostic {
        let style = match self.pages.len() < all.len() {
            true => {
                let pages: Vec<&str> = self.pages.iter().map(String::as_str).collect();
                format!("the style of pages in {}", pages.join(", "))
            }
            false => "the style".to_string(),
        };
        let value: String = self.value.chars().take(60).collect();
        let key = &self.key;
        let message = match self.keys.len() {
            1 => format!("{style} does not print the {field} of `{key}`: “{value}”"),
            count => format!(
                "{style} does not print the {field} of {count} references; of `{key}` it is “{value}”"
            ),
        };
        Diagnostic::new(codes::FIELD_NOT_PRINTED, self.place, message)
            .help("choose another citation style, or write what readers need into the title")
    }
}

/// What readers would miss, by the field.
fn values(entry: &Entry, kind: WorkKind) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    let released = [WorkKind::Software, WorkKind::Dataset];
    // The number of a standard says whose it is.
    let published =
        [WorkKind::Book, WorkKind::Chapter, WorkKind::Thesis, WorkKind::Report, WorkKind::Document];
    let periodical = [WorkKind::Journal, WorkKind::Magazine, WorkKind::Newspaper].contains(&kind);
    let loose = periodical && entry.parents().iter().all(|it| it.title().is_none());
    if (published.contains(&kind) || released.contains(&kind) || loose)
        && let Some(name) = entry.publisher().and_then(|it| it.name())
    {
        values.push(("publisher", name.to_string()));
    }
    if released.contains(&kind)
        && let Some(version) = entry.keyed_serial_number("version")
    {
        values.push(("version", version.to_string()));
    }
    let numbered = [WorkKind::Report, WorkKind::Standard, WorkKind::Patent];
    if numbered.contains(&kind)
        && let Some(number) = entry.keyed_serial_number("serial")
    {
        values.push(("number", number.to_string()));
    }
    if let Some(note) = entry.note().map(ToString::to_string).filter(|note| is_for_readers(note)) {
        values.push(("note", note));
    }
    if let Some(pages) = entry.page_range() {
        values.push(("pages", pages.to_string()));
    }
    if entry.doi().is_none()
        && let Some(url) = entry.url()
        && kind != WorkKind::Journal
    {
        values.push(("address", url.value.to_string()));
    }
    values
}

/// Whether a note is more than what a program keeps there: `PMID: 123`, `Cited By :1`.
fn is_for_readers(note: &str) -> bool {
    let words = note.split_whitespace().count();
    let lower = note.to_lowercase();
    let erratum = lower.contains("erratum");
    let is_number =
        ["isbn", "issn", "pmid", "doi", "cited by"].iter().any(|it| lower.starts_with(it));
    erratum || !is_number && (2..=20).contains(&words) && !note.contains([':', '=', '%'])
}

fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
