//! A reference in the terms of CSL, whatever format it was written in.

use std::collections::HashMap;

use hayagriva::types::Person;

use super::dates::When;
use super::names::{self, Orders};
use crate::data::place::Place;
use crate::model::marked_text;
use crate::model::reference::{Fault, OTHERS};
use crate::model::work_kind::WorkKind;

/// A field of a reference whose value is text with marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    /// The title.
    Title,
    /// A short form of the title.
    ShortTitle,
    /// What the work is part of: a journal, a book, proceedings.
    Container,
    /// A short form of that.
    ShortContainer,
    /// The series of a book.
    Series,
    /// The volume.
    Volume,
    /// The issue.
    Issue,
    /// The pages, or the number of the article that stands for them.
    Pages,
    /// The number of a report, standard or patent.
    Number,
    /// The edition.
    Edition,
    /// The publisher, school or institution.
    Publisher,
    /// Where it is.
    Place,
    /// The conference.
    Event,
    /// Where that was.
    EventPlace,
    /// The kind of thesis or report.
    Genre,
    /// Anything else that is said of the work.
    Note,
    /// The version of a program.
    Version,
    /// The number of a chapter.
    Chapter,
    /// How many pages there are.
    PageTotal,
    /// How many volumes there are.
    VolumeTotal,
    /// The DOI.
    Doi,
    /// The address.
    Url,
    /// The number of a book.
    Isbn,
    /// The number of a journal.
    Issn,
    /// The number in PubMed.
    Pmid,
    /// The number in PubMed Central.
    Pmcid,
    /// The number in arXiv.
    Arxiv,
    /// The language as a code or a name.
    Language,
}

/// The most characters of a field.
const LONGEST: usize = 15_000;

/// The most characters of the name of a person or a group; citations print it in one line.
const LONGEST_NAME: usize = 1_000;

/// Cuts a text that is longer than this.
fn shortened(text: &mut String, most: usize) -> Option<()> {
    let is_long = text.len() > most && text.chars().count() > most;
    is_long.then(|| *text = text.chars().take(most).collect())
}

/// What people have to do with a work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// They wrote it.
    Author,
    /// They edited it, or the book that it is part of.
    Editor,
    /// They translated it.
    Translator,
    /// They wrote the book that it is part of.
    BookAuthor,
    /// They edited the series.
    SeriesEditor,
    /// They directed it.
    Director,
}

/// One reference as read.
#[derive(Debug, Clone)]
pub struct Record {
    /// The citation key.
    pub key: String,
    /// Where it begins.
    pub place: Place,
    /// What it is.
    pub kind: WorkKind,
    /// When it was published.
    pub issued: When,
    /// When it was looked at.
    pub accessed: When,
    /// What is wrong with it.
    pub faults: Vec<Fault>,
    /// The orders of its names.
    pub orders: Orders,
    fields: HashMap<Field, String>,
    people: HashMap<Role, Vec<Person>>,
}

impl Record {
    /// A record of which nothing is known.
    pub fn new(key: &str, place: Place) -> Record {
        Record {
            key: key.to_string(),
            place,
            kind: WorkKind::Document,
            issued: When::default(),
            accessed: When::default(),
            faults: Vec::new(),
            orders: Orders::default(),
            fields: HashMap::new(),
            people: HashMap::new(),
        }
    }

    /// A field, or nothing when it is empty.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.fields.get(&field).map(String::as_str)
    }

    /// Whether a field says something.
    pub fn has(&self, field: Field) -> bool {
        self.fields.contains_key(&field)
    }

    /// Sets a field; nothing changes when there is nothing to say.
    pub fn set(&mut self, field: Field, value: impl Into<String>) {
        let value = value.into();
        let value = value.trim();
        if !value.is_empty() {
            self.fields.insert(field, value.to_string());
        }
    }

    /// Cuts fields that are longer than any work has them: a line of a PDF cannot hold more, wherever it breaks.
    pub fn cut(&mut self) {
        let fault = |what: &str, most: usize, help: &str| Fault {
            place: self.place.clone(),
            message: format!("a {what} of this entry is longer than {most} characters"),
            help: format!("it is cut there; {help}"),
            first: None,
        };
        let fields = self.fields.values_mut().filter_map(|text| shortened(text, LONGEST)).count();
        let people = self.people.values_mut().flatten();
        let names = people.map(|person| {
            let Person { name, given_name, prefix, suffix, .. } = person;
            let parts = [Some(name), given_name.as_mut(), prefix.as_mut(), suffix.as_mut()];
            parts.into_iter().flatten().filter_map(|it| shortened(it, LONGEST_NAME)).count()
        });
        let names: usize = names.sum();
        let title = || fault("field", LONGEST, "a title is one line or two");
        let name = || fault("name", LONGEST_NAME, "a name is a few words");
        let titles = std::iter::repeat_with(title).take(fields);
        self.faults.extend(titles.chain((names > 0).then(name)));
    }

    /// Sets a field that says nothing yet; whether it did.
    pub fn offer(&mut self, field: Field, value: impl Into<String>) -> bool {
        let vacant = !self.has(field);
        if vacant {
            self.set(field, value);
        }
        vacant
    }

    /// Takes a field out.
    pub fn take(&mut self, field: Field) -> Option<String> {
        self.fields.remove(&field)
    }

    /// The people who did something.
    pub fn people(&self, role: Role) -> &[Person] {
        self.people.get(&role).map_or(&[], Vec::as_slice)
    }

    /// Adds a collaboration to the authors, before those who are not named.
    pub fn add_group(&mut self, name: &str) {
        let name = marked_text::plain(name);
        if name.is_empty() {
            return;
        }
        let authors = self.people.entry(Role::Author).or_default();
        let before = authors.iter().position(|it| it.name == OTHERS).unwrap_or(authors.len());
        authors.insert(before, names::group(&name));
    }

    /// Adds the people of a field that is no TeX.
    pub fn add_list(&mut self, role: Role, field: &str) {
        let people = names::of_list(field, &mut self.orders);
        self.add(role, people);
    }

    /// Adds a person whose name is no TeX.
    pub fn add_plain(&mut self, role: Role, name: &str) {
        let person = names::of_plain(name, &mut self.orders);
        self.add(role, [person]);
    }

    /// Adds people.
    pub fn add(&mut self, role: Role, people: impl IntoIterator<Item = Person>) {
        let mut people = people.into_iter().peekable();
        if people.peek().is_some() {
            self.people.entry(role).or_default().extend(people);
        }
    }
}
