//! The XML of EndNote 7 to records, in capitals, as some programs still export it.

use roxmltree::{Document, Node};

use super::record::{Field, Record, Role};
use super::{dates, html, identifiers, pages};
use crate::data::place::Indexed;
use crate::model::marked_text;
use crate::model::work_kind::WorkKind;

/// The elements of a record, and what they say.
const TEXTS: [(&str, Field); 12] = [
    ("TITLE", Field::Title),
    ("SHORT_TITLE", Field::ShortTitle),
    ("SECONDARY_TITLE", Field::Container),
    ("TERTIARY_TITLE", Field::Series),
    ("VOLUME", Field::Volume),
    ("NUMBER", Field::Issue),
    ("EDITION", Field::Edition),
    ("PUBLISHER", Field::Publisher),
    ("PLACE_PUBLISHED", Field::Place),
    ("TYPE_OF_WORK", Field::Genre),
    ("NOTES", Field::Note),
    ("CUSTOM2", Field::Pmcid),
];

/// The records of a file; none if it is of another kind.
pub fn records(document: &Document, indexed: &Indexed<&str>) -> Vec<Record> {
    let records = document.descendants().filter(|node| node.has_tag_name("RECORD"));
    let place = |node: Node| indexed.place(node.range().start..node.range().start + 7);
    records
        .map(|node| {
            let mut record = Record::new(text(node, "REFNUM").trim(), place(node));
            fill(&mut record, node);
            record
        })
        .collect()
}

fn fill(record: &mut Record, node: Node) {
    record.kind = kind(text(node, "REFERENCE_TYPE").trim());
    for (name, field) in TEXTS {
        record.offer(field, text(node, name));
    }
    let plain = |name: &str| marked_text::plain(&text(node, name));
    if !matches!(record.kind, WorkKind::Journal | WorkKind::Paper)
        && let Some(number) = record.take(Field::Issue)
    {
        record.set(Field::Number, number);
    }
    record.set(Field::Pages, pages::read(&plain("PAGES"), ""));
    // Addresses stand in one of two places, and a DOI among them.
    for address in [plain("URL"), plain("AUTHOR_ADDRESS")] {
        match identifiers::doi(&address) {
            Some(doi) if !record.has(Field::Doi) => record.set(Field::Doi, doi),
            None if address.contains("://") => {
                record.offer(Field::Url, address);
            }
            _ => {}
        }
    }
    record.set(Field::Issn, plain("ISBN"));
    record.issued = dates::of_parts(&plain("YEAR"), &plain("DATE"), "");
    for (list, role) in [
        ("AUTHORS", Role::Author),
        ("SECONDARY_AUTHORS", Role::Editor),
        ("SUBSIDIARY_AUTHORS", Role::Translator),
    ] {
        let list = node.children().find(|child| child.has_tag_name(list));
        let people = list.into_iter().flat_map(|list| list.children().filter(Node::is_element));
        let name = |it: Node| it.text().unwrap_or_default().trim().to_string();
        people.for_each(|it| record.add_plain(role, &name(it)));
    }
}

fn text(node: Node, name: &str) -> String {
    let found = node.children().find(|child| child.has_tag_name(name));
    html::read(found.and_then(|it| it.text()).unwrap_or_default().trim())
}

/// The kinds by their numbers.
fn kind(number: &str) -> WorkKind {
    match number {
        "0" => WorkKind::Journal,
        "1" | "9" => WorkKind::Book,
        "2" => WorkKind::Thesis,
        "3" => WorkKind::Paper,
        "5" => WorkKind::Newspaper,
        "6" => WorkKind::Software,
        "7" => WorkKind::Chapter,
        "8" => WorkKind::Magazine,
        "10" => WorkKind::Report,
        "11" => WorkKind::Map,
        "12" => WorkKind::Film,
        "16" => WorkKind::Webpage,
        _ => WorkKind::Document,
    }
}
