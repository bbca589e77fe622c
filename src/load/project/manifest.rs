//! `diptych.toml` to a [`Manifest`]: everything wrong in it is found in one pass.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{citation_style, data_file, dates, languages, print, rules, style, units};
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::packs::Languages;
use crate::language::{Edition, Language};
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::manifest::{
    DataFile, Date, Document, Manifest, Numbering, Project, Reader, Tracing,
};

/// The name of the manifest.
pub const FILE: &str = "diptych.toml";

/// Reads the manifest's tree.
pub fn read(root: &Map, known: &Languages, findings: &mut Findings) -> Option<Manifest> {
    let mut fields = Fields::new(root, &keys::MANIFEST);
    let project = fields.get("project");
    let (data, files) = (fields.get("data").and_then(Node::as_map), files(&mut fields));
    let documents = fields.map("documents");
    let waivers = fields.list("waivers");
    let rules = fields.map("rules");
    let spoken = languages::of_manifest(root, known);
    let units = units::read(&mut fields, &spoken, known);
    let analyses = fields.map("analyses").cloned().map(Arc::new);
    let summaries = fields.map("findings").cloned().map(Arc::new);
    let print = print::read(&mut fields);
    if let Some(node) = project
        && node.as_map().is_none()
    {
        fields.wrong(node, "`project` must be a table: write [project]".to_string());
    }
    findings.extend(fields.finish());
    let project = self::project(project?.as_map()?, known, findings);
    let documents = read_documents(documents, &project, findings);
    let waivers = waivers.iter().filter_map(|node| rules::waiver(node, findings)).collect();
    let rules = rules::rules(rules, findings);
    if let (Some(_), Some(entry)) =
        (&project.conflicts, data.and_then(|data| data.entries.get("conflicts")))
    {
        let message = "`conflicts` is named twice: in [project] as a record, and here as data";
        findings.push(Diagnostic::new(codes::WRONG_TYPE, entry.key.clone(), message));
    }
    let file = root.place.file.to_string();
    Some(Manifest {
        file,
        data: files,
        documents,
        waivers,
        rules,
        units,
        analyses,
        findings: summaries,
        print,
        project,
    })
}

fn project(map: &Map, known: &Languages, findings: &mut Findings) -> Project {
    let mut fields = Fields::new(map, &keys::PROJECT);
    let title = fields.bilingual("title");
    let short_title = fields.bilingual("short_title");
    let project = Project {
        short_title: if short_title.is_empty() { title.clone() } else { short_title },
        title,
        untitled: false,
        languages: languages::declared(&mut fields, known),
        date: date(&mut fields),
        authors: fields.bilinguals("authors"),
        source: fields.bilingual("source"),
        doi: fields.text("doi"),
        keywords: fields.bilinguals("keywords"),
        references: fields.files("references"),
        domain: fields.file("domain").filter(|it| !it.path.is_empty()),
        glossary: fields.file("glossary"),
        tables: fields.file("tables"),
        figures: fields.file("figures"),
        conflicts: fields.file("conflicts"),
        numbering: fields.word("numbering", &Numbering::ALL).unwrap_or_default(),
        citation_styles: citation_style::read(&mut fields, "citation_style"),
        style: style::read(&mut fields, None),
        raw: fields.flag("raw"),
        markdown: fields.word("markdown", &Reader::ALL).unwrap_or_default(),
        subtitle: Default::default(),
        summary: Default::default(),
        affiliations: Default::default(),
    };
    findings.extend(fields.finish());
    // Without any title the missing key is one finding.
    if let Some(title) = map.get("title") {
        let lacks = |it: &&Language| project.title.get(**it).is_none();
        for language in project.languages.iter().filter(lacks) {
            let message = format!("`title` is missing in the language {language}");
            findings.push(Diagnostic::new(codes::MISSING_KEY, title.place().clone(), message));
        }
    }
    project
}

/// The day under `date`, if there is one.
pub fn date(fields: &mut Fields) -> Option<Date> {
    let node = fields.get("date")?;
    let date = parse_date(node.as_cell().map_or("", |cell| &cell.text));
    if date.is_none() {
        fields.wrong(node, "`date` must be a day such as 2026-02-08".to_string());
    }
    date
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    dates::whole(Date { year: year.parse().ok()?, month: Some(month), day: Some(day) })
}

fn files(fields: &mut Fields) -> IndexMap<String, DataFile> {
    let map = fields.map("data");
    let entries = map.iter().flat_map(|map| &map.entries);
    let files =
        entries.map(|(name, entry)| (name.clone(), data_file::read(fields, name, &entry.node)));
    files.filter_map(|(name, file)| Some((name, file?))).collect()
}

/// Names that stand for devices on Windows, whatever ending follows; so do `com1`, `lpt1` and the like.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// Why a document cannot have this name: files are called by it, on every system.
fn unfit(name: &str, others: &IndexMap<String, Document>) -> Option<String> {
    let letters = name.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
    let lower = name.to_lowercase();
    let port = lower.strip_prefix("com").or(lower.strip_prefix("lpt"));
    let reason = match name {
        _ if name.is_empty() || !letters => "use letters, digits, - and _".to_string(),
        _ if name.len() > 100 => "it is longer than 100 bytes".to_string(),
        _ if DEVICES.contains(&lower.as_str()) || port.is_some_and(is_digit) => {
            "Windows has a device of this name".to_string()
        }
        _ => {
            let other = others.keys().find(|other| other.to_lowercase() == lower)?;
            format!("it differs from “{other}” in capitals only, which not every disk tells apart")
        }
    };
    Some(format!("“{name}” is not a valid document name: {reason}"))
}

fn is_digit(text: &str) -> bool {
    text.len() == 1 && text.chars().all(|c| c.is_ascii_digit())
}

fn read_documents(
    map: Option<&Map>,
    project: &Project,
    findings: &mut Findings,
) -> IndexMap<String, Document> {
    let mut documents = IndexMap::new();
    for (name, entry) in map.iter().flat_map(|map| &map.entries) {
        if let Some(message) = unfit(name, &documents) {
            findings.push(Diagnostic::new(codes::WRONG_TYPE, entry.key.clone(), message));
            continue;
        }
        match entry.node.as_map() {
            Some(map) => documents
                .extend(document(name, map, project, findings).map(|it| (name.clone(), it))),
            None => {
                let message = format!("`{name}` must be a table: write [documents.{name}]");
                findings.push(Diagnostic::new(
                    codes::WRONG_TYPE,
                    entry.node.place().clone(),
                    message,
                ));
            }
        }
    }
    documents
}

fn document(name: &str, map: &Map, project: &Project, findings: &mut Findings) -> Option<Document> {
    let mut fields = Fields::new(map, &keys::DOCUMENT);
    let title = fields.bilingual("title");
    let rules = rules::rules(fields.map("rules"), findings);
    let document = Document {
        name: name.to_string(),
        title,
        rules,
        template: fields.text("template").unwrap_or_default(),
        template_place: map.get("template").map_or(&map.place, Node::place).clone(),
        editions: editions(&mut fields, project),
        style: style::read(&mut fields, Some(&project.style)),
        tracing: fields.word("trace", &Tracing::ALL).unwrap_or_default(),
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

/// How many languages stand side by side: blocks are paired, and heads and cells are made for two.
const ACROSS: usize = 2;

/// The editions asked for; by default each language, and the first beside each of the others.
fn editions(fields: &mut Fields, project: &Project) -> Vec<Edition> {
    let nodes = fields.list("editions");
    let mut editions = Vec::new();
    for node in nodes {
        let edition =
            node.as_cell().and_then(|cell| Edition::parse(&cell.text, &project.languages));
        match edition {
            Some(edition) if edition.languages().len() <= ACROSS => editions.push(edition),
            Some(edition) => {
                let count = edition.languages().len();
                let message = format!("“{edition}” has {count} languages; a page has room for two");
                fields.wrong(node, message);
            }
            None => {
                let two = project.languages.iter().take(ACROSS).copied().collect::<Vec<_>>();
                let whole = Edition::of(&two);
                let message = format!(
                    "an edition is one of the project's languages, or several joined by “-”, such as \"{whole}\""
                );
                fields.wrong(node, message);
            }
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
