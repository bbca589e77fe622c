//! A single Markdown file to a manifest: its front matter, and what the caller says of it.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{affiliations, citation_style, data_file, languages, style, units, usual};
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
    ChosenStyle, DataFile, Document, FileRef, Manifest, Numbering, Project, Reader, Tracing,
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
    check_language(&mut fields, known);
    let title = fields.bilingual("title");
    let short_title = fields.bilingual("short_title");
    let untitled = title.is_empty();
    let title = if untitled { Bilingual::same(stem(&single.path)) } else { title };
    let authors = usual::authors(&mut fields);
    let maps: Vec<Option<&Map>> = authors.iter().map(|(_, map)| *map).collect();
    usual::unprinted(&mut fields, &affiliations::unprinted(&maps));
    let project = Project {
        short_title: if short_title.is_empty() { title.clone() } else { short_title },
        title,
        untitled,
        languages_unsure: false,
        written_in: scripts::right_to_left(&words(text)).filter(|_| !known.pack(language).is_rtl()),
        languages: vec![language],
        date: usual::date(&mut fields),
        authors: authors.iter().map(|(name, _)| name.clone()).collect(),
        source: fields.bilingual("source"),
        doi: fields.text("doi"),
        keywords: usual::keywords(&mut fields),
        references: usual::references(&mut fields, map),
        domain: fields.file("domain").filter(|it| !it.path.is_empty()),
        glossary: fields.file("glossary"),
        tables: fields.file("tables"),
        figures: fields.file("figures"),
        conflicts: fields.file("conflicts"),
        previous: fields.file("previous"),
        numbering: fields.word("numbering", &Numbering::ALL).unwrap_or_default(),
        citation_styles: citation_styles(&mut fields),
        style: looks(&mut fields, map),
        raw: single.allow_raw,
        markdown: reader(&mut fields, map),
        subtitle: fields.bilingual("subtitle"),
        summary: fields.bilingual("abstract"),
        affiliations: affiliations::read(map, &maps),
        imprint: Default::default(),
    };
    let is_bare = map.entries.is_empty() && decks::is_bare_remark(text);
    let is_deck = decks::is_deck(map) || decks::is_pitch(&single.path, text) || is_bare;
    let document = document(&mut fields, single, is_deck, &project);
    let data = data(&mut fields, single);
    let units = units::read(&mut fields, &project.languages, known);
    let analyses = fields.map("analyses").cloned().map(Arc::new);
    let summaries = fields.map("findings").cloned().map(Arc::new);
    let file = single.path.clone();
    findings.extend(usual::told(fields.finish(), map));
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

/// As called for, as the text says, or as it is written; `text` is what comes after the front matter.
pub fn language(map: &Map, single: &Single, text: &str, known: &Languages) -> Language {
    let said = || map.cell("lang").and_then(|cell| known.named(&cell.text));
    single.language.or_else(said).unwrap_or_else(|| guess(text, known))
}

/// A finding for a language that is not known.
fn check_language(fields: &mut Fields, known: &Languages) {
    let Some(node) = fields.get("lang") else { return };
    let code = node.as_cell().map_or("", |cell| &cell.text);
    if known.named(code).is_none() {
        let message =
            format!("the language `lang: {code}` is not known; the letters of the text decide");
        let finding = Diagnostic::new(codes::FRONT_MATTER_VALUE, node.place().clone(), message);
        fields.findings.push(finding.help(languages::near(code, known)));
    }
}

/// The language in whose script most of the text is written. Code, addresses, formulas and tags are in no
/// language.
fn guess(text: &str, known: &Languages) -> Language {
    known.of_script(scripts::most(&words(text))).unwrap_or_else(|| known.neutral())
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

/// The text without what is in no language.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    for line in text.lines() {
        let start = line.trim_start().trim_start_matches(['>', ' ']);
        let mark = ["```", "~~~", "$$"].into_iter().find(|mark| start.starts_with(mark));
        match (fence, mark) {
            (Some(open), Some(mark)) if open == mark => fence = None,
            (None, Some(mark)) => {
                let is_whole = mark == "$$" && start.len() > 4 && start.trim_end().ends_with("$$");
                fence = (!is_whole).then_some(mark);
            }
            (None, None) => plain_words(line, &mut words),
            _ => {}
        }
    }
    words
}

/// The words of a line: no code, formulas, tags, and no words with the signs of addresses and paths.
fn plain_words(line: &str, words: &mut String) {
    let mut within: Option<char> = None;
    let mut plain = String::with_capacity(line.len());
    for c in line.chars() {
        match within {
            Some(end) if c == end => within = None,
            Some(_) => {}
            None => {
                let follows_bracket = plain.ends_with(']');
                within = match c {
                    '`' => Some('`'),
                    '$' => Some('$'),
                    '<' => Some('>'),
                    '(' if follows_bracket => Some(')'),
                    _ => None,
                };
                plain.push(if within.is_some() { ' ' } else { c });
            }
        }
    }
    let is_address =
        |word: &str| word.contains("://") || word.contains("www.") || word.contains('\\');
    for word in plain.split_whitespace().filter(|word| !is_address(word)) {
        words.push_str(word);
        words.push(' ');
    }
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

fn document(fields: &mut Fields, single: &Single, deck: bool, project: &Project) -> Document {
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
    let template =
        called.or(own).unwrap_or_else(|| FileRef { path: other.to_string(), place: place.clone() });
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

/// Data by the names that the front matter gives, or else by the stems of the files' names.
fn data(fields: &mut Fields, single: &Single) -> IndexMap<String, DataFile> {
    let mut files: Vec<(String, DataFile)> = Vec::new();
    match fields.get("data") {
        Some(Node::Map(map)) => {
            for (name, entry) in &map.entries {
                let file = data_file::read(fields, name, &entry.node);
                files.extend(file.map(|file| (name.clone(), file)));
            }
        }
        Some(Node::List(list)) => {
            let found = list.items.iter().filter_map(|node| data_file::read(fields, "data", node));
            files.extend(found.map(|file| (name(&file.file.path), file)));
        }
        Some(node) => {
            let file = data_file::read(fields, "data", node);
            files.extend(file.map(|file| (name(&file.file.path), file)));
        }
        None => {}
    }
    for path in &single.data {
        let file = FileRef { path: path.clone(), place: Place::file(&single.path) };
        files.push((name(path), DataFile::whole(file)));
    }
    let mut data: IndexMap<String, DataFile> = IndexMap::new();
    for (name, file) in files {
        if let Some(former) = data.get(&name) {
            let message = format!(
                "two data files have the name `{name}`: {} and {}",
                former.file.path, file.file.path
            );
            let finding = Diagnostic::new(codes::SAME_NAME, file.file.place.clone(), message);
            fields.findings.push(
                finding
                    .help("name them in the front matter: `data: { one: a/x.csv, two: b/x.csv }`"),
            );
            continue;
        }
        data.insert(name, DataFile { mends: true, ..file });
    }
    data
}

/// The name under which the text sees a file: what expressions could not read becomes `_`.
fn name(path: &str) -> String {
    let letter = |c: char| if c.is_alphanumeric() { c } else { '_' };
    let name: String = stem(path).chars().map(letter).collect();
    match name.starts_with(|c: char| c.is_numeric()) {
        true => format!("_{name}"),
        false => name,
    }
}

/// A file's name without folder and ending.
fn stem(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}
