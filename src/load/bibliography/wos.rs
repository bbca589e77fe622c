//! The format of Web of Science to records: two letters, a blank and a value; lines that begin with blanks
//! go on, and with a tag of people each of them is one more person.

use super::record::{Field, Record, Role};
use super::tagged::{Line, Lines};
use super::{dates, html, identifiers, names, pages, tagged};
use crate::data::place::Place;
use crate::model::work_kind::WorkKind;

/// Tags with a person on each line.
const PEOPLE: [&str; 8] = ["AU", "AF", "BA", "BF", "BE", "CA", "GP", "ED"];

/// Tags that mean one thing in every kind of work; of several, the first that is there.
const TEXTS: [(&str, Field); 17] = [
    ("TI", Field::Title),
    ("SO", Field::Container),
    ("JI", Field::ShortContainer),
    ("SE", Field::Series),
    ("VL", Field::Volume),
    ("IS", Field::Issue),
    ("PU", Field::Publisher),
    ("PI", Field::Place),
    ("LA", Field::Language),
    ("PM", Field::Pmid),
    ("SN", Field::Issn),
    ("EI", Field::Issn),
    ("BN", Field::Isbn),
    ("PN", Field::Number),
    ("CT", Field::Event),
    ("CL", Field::EventPlace),
    ("HO", Field::EventPlace),
];

/// The records of a file.
pub fn records(text: &str) -> Vec<Lines<'_>> {
    let mut records: Vec<Lines> = Vec::new();
    let mut at = 0;
    for whole in text.split_inclusive(['\n', '\r']) {
        let start = at;
        at += whole.len();
        let line = whole.trim_end();
        let tag = line.get(..2).filter(|tag| is_tag(tag) && !line[2..].starts_with(|c| c != ' '));
        if tag == Some("PT") {
            records.push(Vec::new());
        }
        let Some(record) = records.last_mut() else { continue };
        let value = line.get(if tag.is_some() { 2 } else { 0 }..).unwrap_or_default().trim();
        match (tag, record.last_mut()) {
            (Some(tag), _) => {
                record.push(Line { tag, value: value.to_string(), span: start..start + 2 });
            }
            (None, Some(last)) if !value.is_empty() => match PEOPLE.contains(&last.tag) {
                true => {
                    let tag = last.tag;
                    record.push(Line { tag, value: value.to_string(), span: start..at });
                }
                false => {
                    last.value.push(' ');
                    last.value.push_str(value);
                }
            },
            _ => {}
        }
    }
    records
}

fn is_tag(tag: &str) -> bool {
    tag.starts_with(|c: char| c.is_ascii_uppercase())
        && tag.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// The record of these lines; it has no key of its own.
pub fn record(lines: &Lines, place: Place) -> Record {
    let value = |tag: &str| tagged::first(lines, tag);
    let mut record = Record::new("", place);
    let is_paper = value("DT").contains("Proceedings Paper");
    record.kind = match value("PT") {
        "P" => WorkKind::Patent,
        "B" if !value("BE").is_empty() && !is_paper => WorkKind::Chapter,
        "B" if !is_paper && value("SO") == value("TI") => WorkKind::Book,
        "B" | "S" if is_paper => WorkKind::Paper,
        "B" => WorkKind::Chapter,
        _ => WorkKind::Journal,
    };
    for (tag, field) in TEXTS {
        record.offer(field, html::read(value(tag)));
    }
    if record.kind == WorkKind::Book {
        record.take(Field::Container);
    }
    let (start, end) = (value("BP"), value("EP"));
    let range =
        if end.is_empty() || end == start { start.to_string() } else { format!("{start}-{end}") };
    record.set(Field::Pages, pages::read(&range, value("AR")));
    record.set(Field::Doi, identifiers::doi(value("DI")).unwrap_or_default());
    record.issued = dates::published(&format!("{} {}", value("PY"), value("PD").to_lowercase()));
    people(&mut record, lines);
    record
}

/// Full names where there are some, short ones otherwise.
fn people(record: &mut Record, lines: &Lines) {
    let of = |tag: &'static str| {
        lines.iter().filter(move |line: &&Line| line.tag == tag && !line.value.is_empty())
    };
    let any = |tag: &'static str| of(tag).next().is_some();
    let authors = ["AF", "AU", "BF", "BA"].into_iter().find(|tag| any(tag)).unwrap_or("AU");
    of(authors).for_each(|line| record.add_list(Role::Author, &line.value));
    record.add(Role::Author, of("CA").map(|line| names::body(&line.value)));
    let editors = if any("BE") { "BE" } else { "ED" };
    of(editors).for_each(|line| record.add_list(Role::Editor, &line.value));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_of_people_is_one_of_them() {
        let text = "\u{feff}FN Clarivate Analytics Web of Science\nVR 1.0\nPT J\nAU Roe, R\n   Doe, J\n\
                    TI One\n   two\nSO J MED\nPY 2020\nPD MAY 14\nBP 1\nEP 9\nDI 10.1000/x\nER\n\nPT B\nTI T\nER\nEF\n";
        let found = records(text);
        assert_eq!(found.len(), 2);
        let record = record(&found[0], Place::file("w.txt"));
        assert_eq!(record.people(Role::Author).len(), 2);
        assert_eq!(record.get(Field::Title), Some("One two"));
        assert_eq!(record.get(Field::Pages), Some("1-9"));
        assert_eq!(record.get(Field::Doi), Some("10.1000/x"));
        let date = record.issued.date.unwrap();
        assert_eq!((date.year, date.month, date.day), (2020, Some(4), Some(13)));
    }
}
