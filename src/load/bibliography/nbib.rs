//! The format of PubMed to records.

use super::record::{Field, Record, Role};
use super::tagged::{Line, Lines};
use super::{dates, html, identifiers, names, pages, tagged};
use crate::data::place::Place;
use crate::model::work_kind::WorkKind;

/// The record of these lines; it is cited by its number in PubMed.
pub fn record(lines: &Lines, place: Place) -> Record {
    let value = |tag: &str| tagged::first(lines, tag);
    let mut record = Record::new(value("PMID"), place);
    let title = if value("TI").is_empty() { value("CTI") } else { value("TI") };
    record.set(Field::Title, without_stop(&html::read(title)));
    record.offer(Field::Title, without_stop(&html::read(value("BTI"))));
    record.kind = match (value("BTI"), value("JT").is_empty() && value("TA").is_empty()) {
        ("", true) => WorkKind::Document,
        ("", false) => WorkKind::Journal,
        (book, _) if !title.is_empty() => {
            record.set(Field::Container, without_stop(&html::read(book)));
            WorkKind::Chapter
        }
        _ => WorkKind::Book,
    };
    record.offer(Field::Container, html::read(value("JT")));
    record.offer(Field::Container, html::read(value("TA")));
    record.set(Field::ShortContainer, html::read(value("TA")));
    for (tag, field) in [
        ("VI", Field::Volume),
        ("IP", Field::Issue),
        ("LA", Field::Language),
        ("PMID", Field::Pmid),
        ("PMC", Field::Pmcid),
        ("PB", Field::Publisher),
        ("EN", Field::Edition),
        ("ISBN", Field::Isbn),
    ] {
        record.set(field, value(tag));
    }
    if record.kind != WorkKind::Journal {
        record.set(Field::Place, value("PL"));
    }
    located(&mut record, lines);
    let number = record.take(Field::Number).unwrap_or_default();
    record.set(Field::Pages, whole_pages(&pages::read(value("PG"), &number)));
    record.issued = dates::published(value("DP"));
    people(&mut record, lines);
    record
}

/// The DOI, and the number of the article where it has no pages.
fn located(record: &mut Record, lines: &Lines) {
    for line in lines.iter().filter(|line| ["LID", "AID"].contains(&line.tag)) {
        if let Some(doi) = line.value.strip_suffix("[doi]") {
            record.offer(Field::Doi, identifiers::doi(doi).unwrap_or_default());
        } else if let Some(number) = line.value.strip_suffix("[pii]")
            && line.tag == "LID"
            && record.has(Field::Volume)
        {
            record.offer(Field::Number, number.trim());
        }
    }
}

/// Full names where there are some, short ones otherwise.
fn people(record: &mut Record, lines: &Lines) {
    let of = |tag: &'static str| {
        lines.iter().filter(move |line: &&Line| line.tag == tag && !line.value.is_empty())
    };
    for (full, short, role) in [("FAU", "AU", Role::Author), ("FED", "ED", Role::Editor)] {
        let tag = if of(full).next().is_some() { full } else { short };
        of(tag).for_each(|line| record.add_list(role, &line.value));
    }
    record.add(Role::Author, of("CN").map(|line| names::body(&line.value)));
}

fn without_stop(title: &str) -> &str {
    // PubMed sets a title in brackets that it translated.
    let title =
        title.trim().strip_suffix('.').filter(|it| !it.ends_with('.')).unwrap_or(title.trim());
    title.strip_prefix('[').and_then(|it| it.strip_suffix(']')).unwrap_or(title)
}

/// `1894-905` as `1894-1905`: PubMed leaves out what both have in common.
fn whole_pages(pages: &str) -> String {
    let whole = || {
        let (first, last) = pages.split_once('-')?;
        let common = first.get(..first.len().checked_sub(last.len())?)?;
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
        let shortened =
            digits(last) && first.get(common.len()..).is_some_and(digits) && !common.is_empty();
        shortened.then(|| format!("{first}-{common}{last}"))
    };
    whole().unwrap_or_else(|| pages.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortened_pages_are_made_whole() {
        for (pages, whole) in [
            ("1894-905", "1894-1905"),
            ("12-8", "12-18"),
            ("e12-e15", "e12-e15"),
            ("S1-9", "S1-S9"),
            ("5", "5"),
        ] {
            assert_eq!(whole_pages(pages), whole);
        }
    }
}
