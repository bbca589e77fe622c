//! The XML of EndNote to records.

use std::collections::HashMap;
use std::sync::Arc;

use roxmltree::{Node, ParsingOptions};

use super::endnote_7;
use super::record::{Field, Record, Role};
use super::{dates, html, identifiers, pages};
use crate::data::place::{Indexed, Place};
use crate::data::xml;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::marked_text::{self, Mark};
use crate::model::work_kind::WorkKind;

/// Where in a record a field stands.
const TEXTS: [(&[&str], Field); 17] = [
    (&["titles", "title"], Field::Title),
    (&["titles", "short-title"], Field::ShortTitle),
    (&["titles", "secondary-title"], Field::Container),
    (&["periodical", "full-title"], Field::Container),
    (&["periodical", "abbr-1"], Field::ShortContainer),
    (&["titles", "tertiary-title"], Field::Series),
    (&["volume"], Field::Volume),
    (&["number"], Field::Issue),
    (&["edition"], Field::Edition),
    (&["publisher"], Field::Publisher),
    (&["pub-location"], Field::Place),
    (&["work-type"], Field::Genre),
    (&["language"], Field::Language),
    (&["urls", "related-urls", "url"], Field::Url),
    (&["urls", "web-urls", "url"], Field::Url),
    (&["notes"], Field::Note),
    (&["custom2"], Field::Pmcid),
];

/// Reads a whole file.
pub fn records(path: &Arc<str>, text: &str, findings: &mut Findings) -> Vec<Record> {
    let text = text.trim_start_matches('\u{feff}');
    let document = match xml::parse(text, ParsingOptions::default()) {
        Ok(document) => document,
        Err(error) => {
            let (pos, message) = (error.pos(), format!("cannot parse this bibliography: {error}"));
            let place = Place::at(path, pos.row as usize, pos.col as usize);
            findings.push(Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, place, message));
            return Vec::new();
        }
    };
    let indexed = Indexed::new(path, text);
    let nodes = || document.descendants().filter(|node| node.has_tag_name("record"));
    // People label what belongs together alike; then the number of the record is its key.
    let mut labels: HashMap<String, usize> = HashMap::new();
    nodes().for_each(|node| *labels.entry(at(node, &["label"])).or_default() += 1);
    let records: Vec<Record> = nodes()
        .map(|node| {
            let label = at(node, &["label"]);
            let is_own = labels.get(&label) == Some(&1);
            let place = indexed.place(node.range().start..node.range().start + 7);
            record(node, if is_own { label } else { String::new() }, place)
        })
        .collect();
    let records = match records.is_empty() {
        true => endnote_7::records(&document, &indexed),
        false => records,
    };
    if records.is_empty() {
        let message = "this XML has no references: EndNote's `record` was expected";
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, Place::file(path), message);
        findings.push(finding.help("export as EndNote XML, BibTeX or RIS"));
    }
    records
}

fn record(node: Node, label: String, place: Place) -> Record {
    let number = at(node, &["rec-number"]);
    let mut record = Record::new(if label.is_empty() { &number } else { &label }, place);
    let named = child(node, "ref-type").and_then(|it| it.attribute("name")).unwrap_or_default();
    record.kind = kind(named);
    for (way, field) in TEXTS {
        record.offer(field, at(node, way));
    }
    if record.kind == WorkKind::Book
        && let Some(series) = record.take(Field::Container)
    {
        record.offer(Field::Series, series);
    }
    if !matches!(
        record.kind,
        WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper | WorkKind::Paper
    ) && let Some(number) = record.take(Field::Issue)
    {
        record.set(Field::Number, number);
    }
    let plain = |way: &[&str]| marked_text::plain(&at(node, way));
    record.set(Field::Pages, pages::read(&plain(&["pages"]), &plain(&["custom7"])));
    record.set(
        Field::Doi,
        identifiers::doi(&plain(&["electronic-resource-num"])).unwrap_or_default(),
    );
    let serial = plain(&["isbn"]);
    let digits = serial.chars().filter(char::is_ascii_digit).count();
    record.set(if digits >= 9 { Field::Isbn } else { Field::Issn }, serial);
    record.issued =
        dates::of_parts(&plain(&["dates", "year"]), &plain(&["dates", "pub-dates", "date"]), "");
    record.accessed = dates::read(&plain(&["access-date"]));
    for (list, role) in [
        ("authors", Role::Author),
        ("secondary-authors", Role::Editor),
        ("tertiary-authors", Role::SeriesEditor),
        ("subsidiary-authors", Role::Translator),
    ] {
        let people = child(node, "contributors").and_then(|it| child(it, list));
        let people = people.into_iter().flat_map(|list| list.children().filter(Node::is_element));
        people.for_each(|it| record.add_plain(role, &marked_text::plain(&text(it))));
    }
    record
}

fn child<'a, 'i>(node: Node<'a, 'i>, name: &str) -> Option<Node<'a, 'i>> {
    node.children().find(|child| child.has_tag_name(name))
}

/// The text at the end of a way of elements.
fn at(node: Node, way: &[&str]) -> String {
    let end = way.iter().try_fold(node, |node, name| child(node, name));
    end.map(text).unwrap_or_default()
}

/// The text of an element, with the faces of its pieces as marks.
fn text(node: Node) -> String {
    let mut out = String::new();
    for piece in node.descendants().filter(Node::is_text) {
        let text = piece.text().unwrap_or_default().replace(['\r', '\n'], " ");
        let face = piece.parent().and_then(|it| it.attribute("face")).unwrap_or_default();
        let mark = match face {
            "italic" => Some(Mark::Italic),
            "bold" => Some(Mark::Bold),
            "superscript" => Some(Mark::Super),
            "subscript" => Some(Mark::Sub),
            _ => None,
        };
        match mark {
            Some(mark) if !text.trim().is_empty() => out.push_str(&mark.around(&text)),
            _ => out.push_str(&text),
        }
    }
    html::read(out.trim())
}

fn kind(name: &str) -> WorkKind {
    match name {
        "Journal Article" | "Electronic Article" => WorkKind::Journal,
        "Magazine Article" => WorkKind::Magazine,
        "Newspaper Article" => WorkKind::Newspaper,
        "Book" | "Edited Book" | "Electronic Book" | "Serial" | "Pamphlet" => WorkKind::Book,
        "Book Section" | "Electronic Book Section" => WorkKind::Chapter,
        "Encyclopedia" | "Dictionary" => WorkKind::Encyclopedia,
        "Conference Paper" | "Conference Proceedings" => WorkKind::Paper,
        "Thesis" => WorkKind::Thesis,
        "Report" | "Government Document" => WorkKind::Report,
        "Standard" => WorkKind::Standard,
        "Patent" => WorkKind::Patent,
        "Statute" | "Bill" | "Legal Rule or Regulation" => WorkKind::Law,
        "Case" | "Hearing" => WorkKind::Case,
        "Web Page" => WorkKind::Webpage,
        "Blog" => WorkKind::Post,
        "Computer Program" => WorkKind::Software,
        "Dataset" | "Online Database" => WorkKind::Dataset,
        "Map" => WorkKind::Map,
        "Unpublished Work" | "Manuscript" | "Personal Communication" => WorkKind::Manuscript,
        "Film or Broadcast" | "Audiovisual Material" => WorkKind::Film,
        _ => WorkKind::Document,
    }
}
