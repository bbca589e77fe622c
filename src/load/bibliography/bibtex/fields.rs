//! The fields of an entry of BibTeX as a record.

use std::collections::BTreeSet;

use super::kinds;
use super::raw::Raw;
use crate::language::characters::is_han;
use crate::load::bibliography::record::{Field, Record, Role};
use crate::load::bibliography::{dates, html, identifiers, names, pages, tex};
use crate::model::marked_text;
use crate::model::work_kind::WorkKind;

/// Fields that mean one thing in every kind of work.
const TEXTS: [(&str, Field); 16] = [
    ("shorttitle", Field::ShortTitle),
    ("volume", Field::Volume),
    ("series", Field::Series),
    ("edition", Field::Edition),
    ("version", Field::Version),
    ("chapter", Field::Chapter),
    ("pagetotal", Field::PageTotal),
    ("numpages", Field::PageTotal),
    ("volumes", Field::VolumeTotal),
    ("publisher", Field::Publisher),
    ("location", Field::Place),
    ("address", Field::Place),
    ("eventtitle", Field::Event),
    ("venue", Field::EventPlace),
    ("language", Field::Language),
    ("langid", Field::Language),
];

/// Numbers and addresses, in which TeX means nothing.
const NUMBERS: [(&str, Field); 5] = [
    ("url", Field::Url),
    ("isbn", Field::Isbn),
    ("issn", Field::Issn),
    ("pmid", Field::Pmid),
    ("pmcid", Field::Pmcid),
];

/// The record of an entry; names of unknown commands, and its type with an `@`, are added to `unknown`.
pub fn record(raw: &Raw, unknown: &mut BTreeSet<String>) -> Record {
    let mut record = Record::new(&raw.key, raw.place.clone());
    let kind = kinds::kind(&raw.kind);
    if kind.is_none() {
        unknown.insert(format!("@{}", raw.kind));
    }
    record.kind = kind.unwrap_or(WorkKind::Document);
    let mut reader = Reader { raw, unknown };
    reader.titles(&mut record);
    for (name, field) in TEXTS {
        record.offer(field, reader.text(name));
    }
    for (name, field) in NUMBERS {
        record.offer(field, tex::verbatim(reader.field(name)));
    }
    reader.kind_of_thesis(&mut record);
    reader.publishers(&mut record);
    reader.numbers(&mut record);
    reader.identifiers(&mut record);
    reader.dates(&mut record);
    for (name, role) in [
        ("author", Role::Author),
        ("editor", Role::Editor),
        ("translator", Role::Translator),
        ("bookauthor", Role::BookAuthor),
    ] {
        let people = names::of_bibtex(reader.field(name), reader.unknown, &mut record.orders);
        record.add(role, people);
    }
    if record.people(Role::Author).is_empty() {
        let holder = reader.field("holder");
        let people = names::of_bibtex(holder, reader.unknown, &mut record.orders);
        record.add(Role::Author, people);
    }
    let group = reader.text("collaboration");
    record.add_group(&group);
    record
}

struct Reader<'a> {
    raw: &'a Raw,
    unknown: &'a mut BTreeSet<String>,
}

impl<'a> Reader<'a> {
    /// A field in TeX, empty when there is none.
    fn field(&self, name: &str) -> &'a str {
        self.raw.fields.get(name).map(String::as_str).unwrap_or_default()
    }

    /// A field as marked text.
    fn text(&mut self, name: &str) -> String {
        html::read(&tex::read(self.field(name), self.unknown)).trim().to_string()
    }

    /// The first of these fields that says something.
    fn first(&mut self, fields: &[&str]) -> String {
        let said = fields.iter().find(|name| !self.field(name).trim().is_empty());
        said.map(|name| self.text(name)).unwrap_or_default()
    }

    fn titles(&mut self, record: &mut Record) {
        let title = self.with_subtitle("title", "subtitle", "titleaddon");
        record.set(Field::Title, title);
        let book = self.with_subtitle("booktitle", "booksubtitle", "booktitleaddon");
        let journal = self.first(&["journaltitle", "journal", "fulljournal"]);
        let is_article =
            matches!(record.kind, WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper);
        let (first, second) = if is_article { (journal, book) } else { (book, journal) };
        if record.kind == WorkKind::Proceedings || record.kind == WorkKind::Book {
            record.offer(Field::Title, first.clone());
        } else {
            record.set(Field::Container, first);
            record.offer(Field::Container, second);
        }
        if !record.has(Field::Title) {
            let title = self.text("maintitle");
            record.set(Field::Title, title);
        } else if !self.field("maintitle").is_empty() && !record.has(Field::Series) {
            let main = self.text("maintitle");
            record.set(Field::Series, main);
        }
        record.set(Field::ShortContainer, self.first(&["shortjournal", "shortjournaltitle"]));
        match self.raw.fields.get("entrysubtype").map(String::as_str) {
            Some("newspaper") => record.kind = WorkKind::Newspaper,
            Some("magazine") => record.kind = WorkKind::Magazine,
            _ => {}
        }
    }

    fn with_subtitle(&mut self, title: &str, subtitle: &str, addition: &str) -> String {
        let (mut text, below) = (self.text(title), self.text(subtitle));
        let addition = self.text(addition);
        if !below.is_empty() {
            let ends = marked_text::plain(&text).ends_with(['?', '!', ':', '？', '！', '：']);
            let sign = match (ends, text.chars().any(is_han)) {
                (true, _) => " ",
                (false, true) => "：",
                (false, false) => ": ",
            };
            text = if text.is_empty() { below } else { format!("{text}{sign}{below}") };
        }
        if !addition.is_empty() {
            text = format!("{text}. {addition}");
        }
        text
    }

    fn kind_of_thesis(&mut self, record: &mut Record) {
        let said = kinds::genre(self.field("type")).to_string();
        let genre = html::read(&tex::read(&said, self.unknown));
        record.set(Field::Genre, genre);
        let usual = match self.raw.kind.as_str() {
            "mastersthesis" | "masterthesis" | "mscthesis" => "Master’s thesis",
            "phdthesis" | "dissertation" => "Doctoral dissertation",
            "bachelorsthesis" | "bachelorthesis" => "Bachelor’s thesis",
            "techreport" => "Technical report",
            _ => return,
        };
        record.offer(Field::Genre, usual);
    }

    /// Who publishes: schools and institutions do so for theses and reports.
    fn publishers(&mut self, record: &mut Record) {
        let institution = self.first(&["school", "institution"]);
        let organization = self.text("organization");
        match record.take(Field::Publisher) {
            // A report may have both.
            Some(publisher) if !institution.is_empty() && institution != publisher => {
                record.set(Field::Publisher, format!("{institution}; {publisher}"));
            }
            Some(publisher) => record.set(Field::Publisher, publisher),
            None => {
                record.set(Field::Publisher, institution);
                record.offer(Field::Publisher, organization);
            }
        }
        let (published, note) = (self.text("howpublished"), self.first(&["note", "addendum"]));
        for (text, field) in [(published, Field::Publisher), (note, Field::Note)] {
            let plain = marked_text::plain(&text);
            if let Some(address) = identifiers::address(&plain) {
                record.offer(Field::Url, address);
                let rest = identifiers::without_address(&plain);
                if identifiers::accessed(&rest).is_none() {
                    record.offer(field, rest);
                }
            } else if !record.offer(field, text.clone()) && field == Field::Publisher {
                record.offer(Field::Note, text);
            }
        }
    }

    fn numbers(&mut self, record: &mut Record) {
        let (number, issue) = (self.text("number"), self.text("issue"));
        match record.kind {
            WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper | WorkKind::Preprint => {
                record.set(Field::Issue, number);
                record.offer(Field::Issue, issue);
            }
            WorkKind::Paper if !record.has(Field::Series) => record.set(Field::Issue, number),
            _ => {
                record.set(Field::Number, number);
                record.set(Field::Issue, issue);
            }
        }
        let article = self.first(&["eid", "articleno", "article-number"]);
        let read = self.text("pages");
        record.set(
            Field::Pages,
            pages::read(&marked_text::plain(&read), &marked_text::plain(&article)),
        );
    }

    fn identifiers(&mut self, record: &mut Record) {
        let doi = tex::verbatim(self.field("doi"));
        match identifiers::doi(&doi) {
            Some(doi) => record.set(Field::Doi, doi),
            // What is no DOI may be an address.
            None if doi.contains("://") => {
                record.offer(Field::Url, doi);
            }
            None => record.set(Field::Doi, doi),
        }
        let eprint = tex::verbatim(self.field("eprint"));
        let archive = self.first(&["eprinttype", "archiveprefix", "archive"]).to_lowercase();
        match archive.as_str() {
            "pubmed" => {
                record.offer(Field::Pmid, eprint);
            }
            "pmc" | "pubmedcentral" => {
                record.offer(Field::Pmcid, eprint);
            }
            "arxiv" | "" => {
                let number = identifiers::arxiv(&eprint)
                    .unwrap_or_else(|| if archive.is_empty() { String::new() } else { eprint });
                record.set(Field::Arxiv, number);
            }
            "jstor" if !eprint.is_empty() => {
                record.offer(Field::Url, format!("https://www.jstor.org/stable/{eprint}"));
            }
            _ => {}
        }
    }

    fn dates(&mut self, record: &mut Record) {
        let mut plain = |name: &str| marked_text::plain(&self.text(name));
        let date = plain("date");
        record.issued = match date.is_empty() {
            false => dates::read(&date),
            true => {
                let (year, month, day) = (plain("year"), plain("month"), plain("day"));
                match year.is_empty() {
                    // As theses of Chinese universities have the day of a page.
                    true => dates::read(&plain("modifydate")),
                    false => dates::of_parts(&year, &month, &day),
                }
            }
        };
        if record.issued.is_empty() && !plain("pubstate").is_empty() {
            let written = plain("pubstate");
            let state = kinds::state(&written);
            record.issued.is_state = state.is_some();
            record.issued.words = Some(state.map_or(written, String::from));
        }
        let seen = ["urldate", "citedate", "lastchecked", "accessed", "lastaccessed", "visited"];
        let seen = seen.iter().map(|name| plain(name)).find(|text| !text.is_empty());
        let notes = [plain("note"), plain("howpublished")];
        let noted =
            || notes.iter().find_map(|note| identifiers::accessed(note)).map(ToString::to_string);
        record.accessed = dates::read(&seen.or_else(noted).unwrap_or_default());
        // A note that tells no more than when it was looked at.
        let note = marked_text::plain(record.get(Field::Note).unwrap_or_default());
        if note.len() <= 40 && identifiers::accessed(&note).is_some() {
            record.take(Field::Note);
        }
    }
}
