//! `diptych.toml` to a [`Manifest`]: everything wrong in it is found in one pass.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{
    citation_style, data_file, dates, documents, languages, parameters, print, rules, style, units,
};
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::load::fields::Fields;
use crate::model::keys;
use crate::model::manifest::{DataFile, Imprint, Manifest, Numbering, Project, Reader};

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
    let parameters = fields.map("parameters");
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
    let (documents, series) = documents::read(documents, &project, findings);
    let waivers = waivers.iter().filter_map(|node| rules::waiver(node, findings)).collect();
    let rules = rules::rules(rules, findings);
    let parameters = parameters::declared(parameters, findings);
    if project.conflicts.is_some() {
        findings.extend(conflicts_as_data(data));
    }
    let file = root.place.file.to_string();
    Some(Manifest {
        file,
        data: files,
        documents,
        parameters,
        series,
        waivers,
        rules,
        units,
        analyses,
        findings: summaries,
        print,
        project,
    })
}

/// A finding for the record of contradictions that is named as data too.
fn conflicts_as_data(data: Option<&Arc<Map>>) -> Option<Diagnostic> {
    let entry = data?.entries.get("conflicts")?;
    let message = "`conflicts` is named twice: in [project] as a record, and here as data";
    Some(Diagnostic::new(codes::WRONG_TYPE, entry.key.clone(), message))
}

fn project(map: &Map, known: &Languages, findings: &mut Findings) -> Project {
    let mut fields = Fields::new(map, &keys::PROJECT);
    let languages = languages::declared(&mut fields, known);
    fields.languages_unsure =
        fields.findings.as_slice().iter().any(|it| it.code == codes::UNKNOWN_LANGUAGE);
    let title = fields.bilingual("title");
    let short_title = fields.bilingual("short_title");
    let project = Project {
        short_title: if short_title.is_empty() { title.clone() } else { short_title },
        title,
        untitled: false,
        languages,
        languages_unsure: fields.languages_unsure,
        written_in: None,
        date: dates::day(&mut fields),
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
        previous: fields.file("previous"),
        numbering: fields.word("numbering", &Numbering::ALL).unwrap_or_default(),
        citation_styles: citation_style::read(&mut fields, "citation_style"),
        style: style::read(&mut fields, None),
        raw: fields.flag("raw"),
        markdown: fields.word("markdown", &Reader::ALL).unwrap_or_default(),
        subtitle: Default::default(),
        summary: Default::default(),
        affiliations: Default::default(),
        imprint: imprint(&mut fields),
    };
    findings.extend(fields.finish());
    // Without any title the missing key is one finding.
    if let Some(title) = map.get("title").filter(|_| !project.languages_unsure) {
        untitled(title, &project, findings);
    }
    project
}

/// A finding for each language that the title lacks.
fn untitled(title: &Node, project: &Project, findings: &mut Findings) {
    let lacks = |it: &&Language| project.title.get(**it).is_none();
    for language in project.languages.iter().filter(lacks) {
        let message = format!("`title` is missing in the language {language}");
        let finding = Diagnostic::new(codes::MISSING_KEY, title.place().clone(), message);
        findings.push(finding.help(format!("add {language} = \"…\"")));
    }
}

fn imprint(fields: &mut Fields) -> Imprint {
    Imprint {
        version: fields.text("version"),
        contact: fields.bilingual("contact"),
        interests: fields.bilingual("interests"),
        address: fields.text("address"),
    }
}

fn files(fields: &mut Fields) -> IndexMap<String, DataFile> {
    let map = fields.map("data");
    let entries = map.iter().flat_map(|map| &map.entries);
    let files =
        entries.map(|(name, entry)| (name.clone(), data_file::read(fields, name, &entry.node)));
    files.filter_map(|(name, file)| Some((name, file?))).collect()
}
