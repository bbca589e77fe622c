//! A single Markdown file to a manifest: its front matter, and what the caller says of it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::file_names::stem;
use super::{
    affiliations, citation_style, foreign_front_matter, single_file_data, single_file_language,
    style, units,
};
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::packs::Languages;
use crate::language::{Bilingual, Edition, Language, scripts};
use crate::load::fields::Fields;
use crate::model::decks;
use crate::model::inputs::Single;
use crate::model::keys;
use crate::model::manifest::{
    ChosenStyle, Document, FileRef, Manifest, Numbering, Project, Reader, Tracing,
};
use crate::model::parameter::OwnSettings;
use crate::model::rules::Rules;
use crate::model::series::Scope;
use crate::model::style::Style;

/// Reads the front matter of a text in a language.
pub fn read(
    map: &Map,
    single: &Single,
    (language, text): (Language, &str),
    known: &Languages,
    findings: &mut Findings,
) -> Manifest {
    let mut fields = Fields::new(map, &keys::FRONT_MATTER);
    single_file_language::check(&mut fields, known);
    let project = project(&mut fields, map, single, (language, text), known);
    let is_bare = map.entries.is_empty() && decks::is_bare_remark(text);
    let is_deck = decks::is_deck(map) || decks::is_pitch(&single.path, text) || is_bare;
    let document = document(&mut fields, single, is_deck, &project);
    let data = single_file_data::read(&mut fields, single);
    let units = units::read(&mut fields, &project.languages, known);
    let analyses = fields.map("analyses").cloned().map(Arc::new);
    let summaries = fields.map("findings").cloned().map(Arc::new);
    let file = single.path.clone();
    findings.extend(foreign_front_matter::told(fields.finish(), map));
    let documents = IndexMap::from([(document.name.clone(), document)]);
    let (waivers, rules) = (Vec::new(), Rules::default());
    let (series, parameters) = Default::default();
    Manifest {
        file,
        project,
        data,
        documents,
        parameters,
        series,
        waivers,
        rules,
        units,
        analyses,
        findings: summaries,
        print: IndexMap::new(),
    }
}

/// What the front matter says of the text as a whole.
fn project(
    fields: &mut Fields,
    map: &Map,
    single: &Single,
    (language, text): (Language, &str),
    known: &Languages,
) -> Project {
    let title = fields.bilingual("title");
    let short_title = fields.bilingual("short_title");
    let untitled = title.is_empty();
    let title = if untitled { Bilingual::same(stem(&single.path)) } else { title };
    let authors = foreign_front_matter::authors(fields);
    let maps: Vec<Option<&Map>> = authors.iter().map(|(_, map)| *map).collect();
    foreign_front_matter::unprinted(fields, &affiliations::unprinted(&maps));
    Project {
        short_title: if short_title.is_empty() { title.clone() } else { short_title },
        title,
        untitled,
        languages_unsure: false,
        written_in: scripts::right_to_left(&single_file_language::words(text))
            .filter(|_| !known.pack(language).is_rtl()),
        languages: vec![language],
        date: foreign_front_matter::date(fields),
        authors: authors.iter().map(|(name, _)| name.clone()).collect(),
        source: fields.bilingual("source"),
        doi: fields.text("doi"),
        keywords: foreign_front_matter::keywords(fields),
        references: foreign_front_matter::references(fields, map),
        domain: fields.file("domain").filter(|it| !it.path.is_empty()),
        glossary: fields.file("glossary"),
        tables: fields.file("tables"),
        figures: fields.file("figures"),
        conflicts: fields.file("conflicts"),
        previous: fields.file("previous"),
        numbering: fields.word("numbering", &Numbering::ALL).unwrap_or_default(),
        citation_styles: citation_styles(fields),
        style: looks(fields, map),
        raw: single.allow_raw,
        markdown: reader(fields, map),
        subtitle: fields.bilingual("subtitle"),
        summary: fields.bilingual("abstract"),
        affiliations: affiliations::read(map, &maps),
        imprint: Default::default(),
    }
}

/// What only front matter for pandoc, R Markdown or Quarto has.
const OF_PANDOC: [&str; 9] = [
    "output",
    "format",
    "documentclass",
    "header-includes",
    "link-citations",
    "reference-section-title",
    "geometry",
    "pdf-engine",
    "execute",
];

/// As the text says, or as its front matter is written.
fn reader(fields: &mut Fields, map: &Map) -> Reader {
    let is_pandoc = OF_PANDOC.iter().any(|key| map.get(key).is_some()) || is_paper(map);
    let own = if is_pandoc { Reader::Pandoc } else { Reader::CommonMark };
    match fields.get("markdown") {
        Some(_) => fields.word("markdown", &Reader::ALL).unwrap_or(own),
        None => own,
    }
}

/// Whether front matter is that of a paper for the Journal of Open Source Software, which counts where authors work.
fn is_paper(map: &Map) -> bool {
    let listed = match map.get("affiliations") {
        Some(Node::List(list)) => list.items.first().and_then(Node::as_map),
        _ => None,
    };
    map.get("bibliography").is_some() && listed.is_some_and(|own| own.get("index").is_some())
}

/// By its name here, or as pandoc and R Markdown name it.
fn citation_styles(fields: &mut Fields) -> Vec<ChosenStyle> {
    let keys = ["csl", "citation-style", "citation_style"];
    keys.into_iter().flat_map(|key| citation_style::read(fields, key)).collect()
}

/// The looks; a deck that headings part has a slide of its title, as pandoc makes it.
fn looks(fields: &mut Fields, map: &Map) -> Style {
    let mut style = style::read(fields, None);
    let has_own = decks::format(map).is_some() || decks::is_sealed(map);
    if has_own && map.get("title").is_some() {
        style.title_slide.get_or_insert(true);
    }
    style
}

/// The template: as called for, as the text says, or the usual one. One of another program is told.
fn template(fields: &mut Fields, single: &Single, deck: bool) -> FileRef {
    let place = Place::file(&single.path);
    // Not said, it is the default, but for a deck of another program.
    let is_said = fields.get("template").is_some();
    let own = fields.file("template").filter(|_| is_said || !deck);
    // `template: home.html` is one of a program that makes sites.
    let of_sites =
        |path: &str| [".html", ".htm", ".php", ".njk", ".xml"].iter().any(|it| path.ends_with(it));
    let foreign = own.as_ref().filter(|it| is_said && of_sites(&it.path));
    let foreign = foreign.map(|it| {
        let message =
            format!("the template “{}” is another program's; the usual one is used", it.path);
        let finding = Diagnostic::new(codes::FRONT_MATTER_VALUE, it.place.clone(), message);
        finding.help("name one of this program to choose it, such as `template: brief`")
    });
    let own = match foreign {
        Some(finding) => {
            fields.findings.push(finding);
            own.map(|it| FileRef { path: if deck { "slides" } else { "summary" }.into(), ..it })
        }
        None => own,
    };
    let called = single.template.clone().map(|path| FileRef { path, place: place.clone() });
    let other = if deck { "slides" } else { "" };
    called.or(own).unwrap_or_else(|| FileRef { path: other.to_string(), place })
}

fn document(fields: &mut Fields, single: &Single, deck: bool, project: &Project) -> Document {
    let place = Place::file(&single.path);
    let template = template(fields, single, deck);
    Document {
        name: stem(&single.path).to_string(),
        title: Bilingual::default(),
        template: template.path,
        template_place: template.place,
        content: FileRef { path: single.path.clone(), place },
        editions: vec![Edition::of(&project.languages)],
        style: project.style.clone(),
        rules: Rules::default(),
        tracing: fields.word("trace", &Tracing::ALL).unwrap_or_default(),
        headline: None,
        date: project.date,
        numbering: project.numbering,
        logo: None,
        fit: None,
        settings: OwnSettings::default(),
        scope: Scope::default(),
        files: Vec::new(),
    }
}
