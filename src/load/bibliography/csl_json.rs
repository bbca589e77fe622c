//! CSL-JSON to records, as Zotero, Mendeley and pandoc write it, and the same in YAML.

use std::sync::Arc;

use hayagriva::types::{Date, Person};

use super::dates::{self, When};
use super::names::{self, Orders};
use super::record::{Field, Record, Role};
use super::{html, identifiers, pages};
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::load::formats::{json, yaml};
use crate::model::limits::Limits;
use crate::model::work_kind::WorkKind;

const TEXTS: [(&str, Field); 27] = [
    ("title", Field::Title),
    ("title-short", Field::ShortTitle),
    ("shortTitle", Field::ShortTitle),
    ("container-title", Field::Container),
    ("container-title-short", Field::ShortContainer),
    ("journalAbbreviation", Field::ShortContainer),
    ("collection-title", Field::Series),
    ("volume", Field::Volume),
    ("issue", Field::Issue),
    ("number", Field::Number),
    ("collection-number", Field::Number),
    ("edition", Field::Edition),
    ("publisher", Field::Publisher),
    ("publisher-place", Field::Place),
    ("event-title", Field::Event),
    ("event", Field::Event),
    ("event-place", Field::EventPlace),
    ("genre", Field::Genre),
    ("note", Field::Note),
    ("version", Field::Version),
    ("chapter-number", Field::Chapter),
    ("URL", Field::Url),
    ("ISBN", Field::Isbn),
    ("ISSN", Field::Issn),
    ("PMID", Field::Pmid),
    ("PMCID", Field::Pmcid),
    ("language", Field::Language),
];

const PEOPLE: [(&str, Role); 6] = [
    ("author", Role::Author),
    ("editor", Role::Editor),
    ("translator", Role::Translator),
    ("container-author", Role::BookAuthor),
    ("collection-editor", Role::SeriesEditor),
    ("director", Role::Director),
];

/// Reads a whole file of JSON: a list of works, or an object that has one.
pub fn of_json(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Vec<Record> {
    let root = json::parse(path, text, limits, findings);
    records(root, findings)
}

/// Reads a whole file of YAML, as pandoc has it: a list of works under `references`.
pub fn of_yaml(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Vec<Record> {
    let text = text.trim_start_matches('\u{feff}');
    records(yaml::parse(path, text, limits, codes::BIBLIOGRAPHY_SYNTAX), findings)
}

/// Reads works that stand in front matter, as pandoc has them.
pub fn of_node(root: Node, findings: &mut Findings) -> Vec<Record> {
    records(Ok(root), findings)
}

fn records(root: Result<Node, Diagnostic>, findings: &mut Findings) -> Vec<Record> {
    let root = match root {
        Ok(root) => root,
        Err(finding) => {
            findings.push(finding);
            return Vec::new();
        }
    };
    let mut works = Vec::new();
    collect(&root, &mut works);
    if works.is_empty() {
        let message =
            "there are no references here: a list of objects with `id` and `type` was expected";
        let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SYNTAX, root.place().clone(), message);
        findings.push(finding.help("export as CSL-JSON, BibTeX or RIS"));
    }
    works.into_iter().map(record).collect()
}

fn collect<'a>(node: &'a Node, works: &mut Vec<&'a Map>) {
    match node {
        Node::List(list) => {
            works.extend(
                list.items
                    .iter()
                    .filter_map(Node::as_map)
                    .map(|map| &**map)
                    .filter(|it| is_work(it)),
            );
        }
        Node::Map(map) if is_work(map) => works.push(map),
        // `{"items": […]}`, `{"references": […]}`, or works by their keys.
        Node::Map(map) => {
            for entry in map.entries.values() {
                match &entry.node {
                    Node::List(_) if works.is_empty() => collect(&entry.node, works),
                    Node::Map(inner) if is_work(inner) => works.push(inner),
                    _ => {}
                }
            }
        }
        Node::Cell(_) => {}
    }
}

fn is_work(map: &Map) -> bool {
    map.get("title").is_some() || map.get("type").is_some() && map.get("id").is_some()
}

fn record(map: &Map) -> Record {
    let mut keys = ["citation-key", "citekey", "id"].into_iter().map(|name| map.text(name));
    let key = keys.find(|key| !key.is_empty()).unwrap_or_default();
    let mut record = Record::new(key, map.place.clone());
    record.kind = kind(map.text("type"));
    for (name, field) in TEXTS {
        record.offer(field, html::read(&text(map, name)));
    }
    let is_article =
        matches!(record.kind, WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper);
    let number = text(map, "number");
    record
        .set(Field::Pages, pages::read(&text(map, "page"), if is_article { &number } else { "" }));
    record.set(Field::Doi, identifiers::doi(&text(map, "DOI")).unwrap_or_default());
    if record.kind == WorkKind::Paper
        && !record.has(Field::Container)
        && let Some(event) = record.get(Field::Event).map(ToString::to_string)
    {
        record.set(Field::Container, event);
    }
    for (name, role) in PEOPLE {
        if let Some(list) = map.get(name).and_then(Node::as_list) {
            let orders = &mut record.orders;
            let people: Vec<Person> =
                list.items.iter().filter_map(|it| person(it, orders)).collect();
            record.add(role, people);
        }
    }
    record.issued = map.get("issued").map(when).unwrap_or_default();
    record.accessed = map.get("accessed").map(when).unwrap_or_default();
    record
}

fn text(map: &Map, name: &str) -> String {
    match map.get(name) {
        // Crossref gives titles as lists.
        Some(Node::List(list)) => list
            .items
            .first()
            .and_then(Node::as_cell)
            .map_or(String::new(), |it| it.text.to_string()),
        _ => map.text(name).to_string(),
    }
}

fn person(node: &Node, orders: &mut Orders) -> Option<Person> {
    let Some(map) = node.as_map() else {
        return node.as_cell().map(|cell| names::of_plain(&cell.text, orders));
    };
    let part = |name: &str| map.text(name).trim().to_string();
    if !part("literal").is_empty() {
        return Some(names::body(&part("literal")));
    }
    let particles = [part("dropping-particle"), part("non-dropping-particle")].join(" ");
    let (family, given) = (part("family"), part("given"));
    match (family.is_empty(), given.is_empty()) {
        (true, true) => None,
        (true, false) => Some(names::body(&given)),
        // Zotero leaves the particle in the family name.
        (false, _) if particles.trim().is_empty() && !given.is_empty() => Some(names::of_plain(
            &format!("{family}, {}, {given}", part("suffix")).replace(", , ", ", "),
            orders,
        )),
        (false, _) => Some(names::person(&family, &given, &particles, &part("suffix"))),
    }
}

fn when(node: &Node) -> When {
    // `issued: - year: 2012` and `issued: year: 2012` of older pandoc.
    let first = node.as_list().and_then(|list| list.items.first());
    let Some(map) = node.as_map().or(first.and_then(Node::as_map)) else {
        return node.as_cell().map(|cell| dates::read(&cell.text)).unwrap_or_default();
    };
    let parts = map.get("date-parts").and_then(Node::as_list);
    let parts = parts
        .map(|list| list.items.iter().filter_map(date).collect::<Vec<_>>())
        .unwrap_or_default();
    match parts.as_slice() {
        [only] => {
            let approximate = !["", "0", "false"].contains(&map.text("circa"));
            When { date: Some(Date { approximate, ..*only }), ..When::default() }
        }
        [first, last, ..] if first.year != last.year => {
            When { words: Some(format!("{}–{}", first.year, last.year)), ..When::default() }
        }
        [first, ..] => When { date: Some(*first), ..When::default() },
        [] if !map.text("year").is_empty() => {
            dates::of_parts(map.text("year"), map.text("month"), map.text("day"))
        }
        [] => {
            let mut said = ["literal", "raw"].into_iter().map(|name| map.text(name));
            dates::read(said.find(|it| !it.is_empty()).unwrap_or_default())
        }
    }
}

/// `[2019, 5, 17]`, of numbers or of text.
fn date(node: &Node) -> Option<Date> {
    let parts = node.as_list()?.items.iter().filter_map(Node::as_cell);
    let parts: Vec<&str> = parts.map(|cell| cell.text.trim()).collect();
    let mut date = dates::year(parts.first()?.parse().ok()?);
    let part = |at: usize, most: u8| {
        let number: Option<u8> = parts.get(at)?.parse().ok();
        number.filter(|number| (1..=most).contains(number)).map(|number| number - 1)
    };
    date.month = part(1, 12);
    date.day = date.month.and_then(|_| part(2, 31));
    Some(date)
}

fn kind(name: &str) -> WorkKind {
    match name {
        "article-journal" | "review" | "review-book" | "journal-article" => WorkKind::Journal,
        "article-magazine" => WorkKind::Magazine,
        "article-newspaper" => WorkKind::Newspaper,
        "article" | "posted-content" => WorkKind::Preprint,
        "book" | "classic" | "periodical" | "collection" | "pamphlet" | "monograph"
        | "edited-book" => WorkKind::Book,
        "chapter" | "book-chapter" => WorkKind::Chapter,
        "entry" | "entry-dictionary" | "entry-encyclopedia" => WorkKind::Encyclopedia,
        "paper-conference" | "speech" | "proceedings-article" => WorkKind::Paper,
        "thesis" | "dissertation" => WorkKind::Thesis,
        "report" => WorkKind::Report,
        "standard" => WorkKind::Standard,
        "patent" => WorkKind::Patent,
        "legislation" | "bill" | "regulation" | "treaty" => WorkKind::Law,
        "legal_case" | "hearing" => WorkKind::Case,
        "webpage" => WorkKind::Webpage,
        "post" | "post-weblog" => WorkKind::Post,
        "software" => WorkKind::Software,
        "dataset" => WorkKind::Dataset,
        "map" => WorkKind::Map,
        "manuscript" | "personal_communication" => WorkKind::Manuscript,
        "motion_picture" | "broadcast" => WorkKind::Film,
        "song" | "musical_score" => WorkKind::Sound,
        "figure" | "graphic" => WorkKind::Picture,
        _ => WorkKind::Document,
    }
}
