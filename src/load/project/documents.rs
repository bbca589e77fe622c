//! `[documents.NAME]` of the manifest: what is known at once, and what must be filled in first.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::{dates, fit, parameters, rules, series, style};
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Edition;
use crate::language::packs::Languages;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::manifest::{Document, Logo, Numbering, Project, Tracing};
use crate::model::series::{Scope, Series};
use crate::model::style::Layout;

/// Names that stand for devices on Windows, whatever ending follows; so do `com1`, `lpt1` and the like.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why a document cannot have this name: files are called by it, on every system.
fn unfit(name: &str, others: &HashMap<String, String>) -> Option<String> {
    let letters = name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let lower = name.to_lowercase();
    let reason = match name {
        _ if name.is_empty() || !letters => "use letters, digits, - and _".to_string(),
        _ if name.len() > 100 => "it is longer than 100 bytes".to_string(),
        _ if is_device(&lower) => "Windows has a device of this name".to_string(),
        _ => {
            let other = others.get(&lower)?;
            format!("it differs from “{other}” in capitals only, which not every disk tells apart")
        }
    };
    Some(format!("“{name}” is not a valid document name: {reason}"))
}

/// Whether Windows has a device of this name, which is in small letters.
pub fn is_device(lower: &str) -> bool {
    let port = lower.strip_prefix("com").or(lower.strip_prefix("lpt"));
    DEVICES.contains(&lower) || port.is_some_and(is_digit)
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.chars().all(|c| c.is_ascii_digit())
}

/// Reads the documents; those whose strings have expressions, or that are made for records, apart.
pub fn read(
    map: Option<&Map>,
    project: &Project,
    findings: &mut Findings,
) -> (IndexMap<String, Document>, Vec<Series>) {
    let (mut documents, mut all) = (IndexMap::new(), Vec::new());
    let mut names = HashMap::new();
    for (name, entry) in map.iter().flat_map(|map| &map.entries) {
        if let Some(message) = unfit(name, &names) {
            findings.push(Diagnostic::new(codes::WRONG_TYPE, entry.key.clone(), message));
            continue;
        }
        names.insert(name.to_lowercase(), name.clone());
        match &entry.node {
            Node::Map(map) if series::is_one(map) => {
                all.extend(series::read(name, map, findings));
            }
            Node::Map(map) => documents
                .extend(document(name, map, project, findings).map(|it| (name.clone(), it))),
            node => {
                let message = format!("`{name}` must be a table: write [documents.{name}]");
                findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message));
            }
        }
    }
    (documents, all)
}

/// Reads a document from its table, in which nothing is left to be filled in.
pub fn document(
    name: &str,
    map: &Map,
    project: &Project,
    findings: &mut Findings,
) -> Option<Document> {
    let mut fields = Fields::new(map, &keys::DOCUMENT);
    let title = fields.bilingual("title");
    let rules = rules::rules(fields.map("rules"), findings);
    let date = dates::day(&mut fields).or(project.date);
    let numbering = match fields.get("numbering") {
        Some(_) => fields.word("numbering", &Numbering::ALL).unwrap_or_default(),
        None => project.numbering,
    };
    let style = style::read(&mut fields, Some(&project.style));
    let document = Document {
        name: name.to_string(),
        title,
        rules,
        template: fields.text("template").unwrap_or_default(),
        template_place: map.get("template").map_or(&map.place, Node::place).clone(),
        editions: editions(&mut fields, project, style.layout),
        style,
        tracing: fields.word("trace", &Tracing::ALL).unwrap_or_default(),
        headline: Some(fields.bilingual("headline")).filter(|it| !it.is_empty()),
        logo: logo(&mut fields),
        fit: fit::read(&mut fields, &project.languages),
        settings: parameters::own(&mut fields),
        scope: Scope::default(),
        files: Vec::new(),
        date,
        numbering,
        content: match fields.file("content") {
            Some(content) => content,
            None => {
                findings.extend(fields.finish());
                return None;
            }
        },
    };
    findings.extend(fields.finish());
    Some(document)
}

/// The picture that stands in place of the theme's logo.
fn logo(fields: &mut Fields) -> Option<Logo> {
    let (file, alt) = (fields.file("logo"), fields.bilingual("logo_text"));
    file.filter(|file| !file.path.is_empty()).map(|file| Logo { file, alt })
}

/// How many languages an edition has at most, with the number in words: two side by side, three one below another or, on
/// wide pages, side by side, and two on facing pages.
const fn most(layout: Layout) -> (usize, &'static str) {
    match layout {
        Layout::Columns | Layout::Stacked => (3, "a page has room for three"),
        Layout::Facing => (2, "facing pages show two"),
    }
}

/// A finding for what is no edition of the project.
fn no_edition(name: Option<&str>, node: &Node, project: &Project) -> Diagnostic {
    let own: Vec<&str> = project.languages.iter().map(|it| it.code()).collect();
    let two = Edition::of(&project.languages[..project.languages.len().min(2)]);
    let what = name.map_or_else(|| node.describe().to_string(), |name| format!("“{name}”"));
    let message = format!("{what} is no edition: the project's languages are {}", own.join(", "));
    let called = name.and_then(|name| Languages::built_in().called(name));
    let called = called.filter(|it| project.languages.contains(it));
    let help = match called {
        Some(language) => format!("did you mean `{language}`?"),
        None => format!("name one of them, or several joined by “-”, such as \"{two}\""),
    };
    Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message).help(help)
}

/// What may stand between several editions in one string.
const SEPARATORS: [char; 4] = [',', ';', ' ', '\n'];

/// The editions asked for; by default each language, and the first beside each of the others.
fn editions(fields: &mut Fields, project: &Project, layout: Layout) -> Vec<Edition> {
    let (most, room) = most(layout);
    let nodes = fields.one_or_more("editions");
    let mut editions = Vec::new();
    let names = nodes.iter().flat_map(|node| match node {
        Node::Cell(cell) => cell.text.split(SEPARATORS).map(|name| (node, Some(name))).collect(),
        _ => vec![(node, None)],
    });
    for (node, name) in names.filter(|(_, name)| *name != Some("")) {
        match name.and_then(|name| Edition::parse(name, &project.languages)) {
            Some(edition) if editions.contains(&edition) => {}
            Some(edition) if edition.languages().len() <= most => editions.push(edition),
            Some(edition) => {
                let count = edition.languages().len();
                let message = format!("“{edition}” has {count} languages; {room}");
                fields.wrong(node, message);
            }
            // What follows from a language that is not known needs no word of its own.
            None if project.languages_unsure => {}
            None => fields.findings.push(no_edition(name, node, project)),
        }
    }
    if editions.is_empty() {
        editions.extend(project.languages.iter().map(|language| Edition::of(&[*language])));
        // The first language beside each other one.
        if let [first, others @ ..] = project.languages.as_slice() {
            editions.extend(others.iter().map(|other| Edition::of(&[*first, *other])));
        }
    }
    editions
}
