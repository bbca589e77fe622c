//! Inputs and templates to Typst source with a source map; MiniJinja lives only here.

mod bibliography;
mod blocks;
mod cite;
mod content;
mod environment;
pub mod escape;
mod expand;
mod inline;
mod markdown;
mod meta;
mod numbering;
pub mod source;
mod spacing;
mod table_writer;
mod tables;
pub mod templates;
mod typography;
mod values;
mod writer;

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::{Environment, Value, context};

use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::evidence::Estimate;
use crate::model::inputs::{Inputs, Sources};
use crate::model::language::{Edition, Language};
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Insert, Manuscript, Printed, walk_blocks};
use crate::model::place::Place;
use crate::model::trace::Trace;
use bibliography::Formatter;
use content::Material;
use environment::Slots;
use expand::{Piece, expand};
use source::TypstFile;
use tables::Resolved;
use templates::Templates;

/// A project after its values have been filled in.
pub struct Merged {
    /// Every text in every language.
    pub manuscripts: Vec<Manuscript>,
    /// One job for each document and edition asked for.
    pub jobs: Vec<Job>,
}

/// What one PDF is made from.
pub struct Job {
    /// The document.
    pub document: String,
    /// The edition.
    pub edition: Edition,
    /// Generated files with their source maps; the first is the main file.
    pub files: Vec<TypstFile>,
    /// Every other file that the pages may read, by virtual path.
    pub assets: HashMap<String, Arc<[u8]>>,
    /// Every value printed.
    pub traces: Vec<Trace>,
}

/// Merges every document; jobs are made for the editions that `wanted` accepts.
pub fn merge(
    inputs: &Inputs,
    sources: &Sources,
    wanted: &dyn Fn(&Document, &Edition) -> bool,
) -> (Merged, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut merged = Merged { manuscripts: Vec::new(), jobs: Vec::new() };
    let templates = templates::collect(sources);
    let formatter = Formatter::default();
    for document in inputs.manifest.documents.values() {
        let (manuscripts, tables) = read(inputs, sources, document, &mut findings);
        let numbers = match leading(inputs, &manuscripts) {
            Some(manuscript) => {
                let none = Resolved::new();
                let tables = tables.get(&manuscript.language).unwrap_or(&none);
                numbering::numbers(inputs, manuscript, tables)
            }
            None => continue,
        };
        for edition in document.editions.iter().filter(|edition| wanted(document, edition)) {
            let of = |language: &Language| manuscripts.iter().find(|it| it.language == *language);
            let Some(own) = edition.languages().iter().map(of).collect() else {
                continue;
            };
            let material = Material {
                inputs,
                manuscripts: own,
                tables: &tables,
                numbers: &numbers,
                formatter: &formatter,
            };
            merged.jobs.extend(job(
                &material,
                sources,
                document,
                edition,
                &templates,
                &mut findings,
            ));
        }
        merged.manuscripts.extend(manuscripts);
    }
    (merged, findings)
}

/// The manuscript in the language in which the work was written, or else the first.
fn leading<'a>(inputs: &Inputs, manuscripts: &'a [Manuscript]) -> Option<&'a Manuscript> {
    let first = inputs.manifest.project.languages.first();
    let original = manuscripts.iter().find(|it| Some(&it.language) == first);
    original.or(manuscripts.first())
}

/// Everything at hand while the texts of one language are filled in.
struct Scribe<'a> {
    inputs: &'a Inputs,
    sources: &'a Sources,
    language: Language,
    environment: Environment<'static>,
    slots: Slots,
    findings: &'a mut Vec<Diagnostic>,
}

impl Scribe<'_> {
    /// A quantity as printed in this language, with its qualifier.
    fn printed(&self, estimate: &Estimate) -> Printed {
        let quantity = estimate.quantity(self.language, true);
        Printed {
            text: quantity.text.clone(),
            quantity: Some(quantity),
            origins: estimate.printed_cells().iter().map(|cell| cell.origin.clone()).collect(),
        }
    }

    /// A word between two values: as it is in Chinese, set off by `space` in English.
    fn word(&self, zh: &str, en: &str, space: &str) -> String {
        match self.language {
            Language::Zh => zh.to_string(),
            Language::En => format!("{space}{en}{space}"),
        }
    }
}

/// The texts of one document and the tables they show, by language.
fn read(
    inputs: &Inputs,
    sources: &Sources,
    document: &Document,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Manuscript>, HashMap<Language, Resolved>) {
    let mut manuscripts = Vec::new();
    let mut tables = HashMap::new();
    for text in inputs.texts.iter().filter(|text| text.document == document.name) {
        let slots = Slots::default();
        let mut scribe = Scribe {
            inputs,
            sources,
            language: text.language,
            environment: environment::environment(inputs, sources, text.language, slots.clone()),
            slots,
            findings: &mut *findings,
        };
        let piece = Piece { path: &text.path, text: &text.source, inside: None };
        let expanded = expand(
            &piece,
            &scribe.environment,
            &Value::UNDEFINED,
            &scribe.slots,
            sources,
            scribe.findings,
        );
        let blocks = markdown::blocks(&expanded, text.language, scribe.findings);
        tables.insert(text.language, shown_tables(&blocks, &mut scribe));
        check_images(&blocks, sources, scribe.findings);
        manuscripts.push(Manuscript {
            document: document.name.clone(),
            language: text.language,
            blocks,
        });
    }
    (manuscripts, tables)
}

/// Fills in the tables that these blocks show.
fn shown_tables(blocks: &[Block], scribe: &mut Scribe) -> Resolved {
    let mut names: Vec<(String, Place)> = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Insert(Insert::Table(name)) = &block.kind {
            names.push((name.clone(), block.place.clone()));
        }
    });
    let mut resolved = Resolved::new();
    for (name, place) in names {
        match scribe.inputs.tables.get(&name) {
            Some(declaration) => {
                let table = tables::resolve(declaration, scribe);
                resolved.extend(table.map(|table| (name, table)));
            }
            None => {
                let known = scribe.inputs.tables.keys().map(String::as_str);
                let help = diagnostic::suggestion(&name, known);
                let message = format!("the table “{name}” is not declared");
                let finding = Diagnostic::new(codes::UNKNOWN_TABLE, place, message);
                scribe.findings.push(finding.help(help.unwrap_or_else(|| {
                    "tables are declared in the file that `tables` names in [project]".to_string()
                })));
            }
        }
    }
    resolved
}

fn check_images(blocks: &[Block], sources: &Sources, findings: &mut Vec<Diagnostic>) {
    walk_blocks(blocks, &mut |block| {
        let BlockKind::Image { path, alt, .. } = &block.kind else {
            return;
        };
        if !sources.files.contains_key(path) {
            let message = format!("the image “{path}” is not in the project");
            let finding = Diagnostic::new(codes::IMAGE_MISSING, block.place.clone(), message);
            findings.push(finding.help("paths are given from the folder of diptych.toml"));
        }
        if alt.trim().is_empty() {
            let message = "this image has no words for those who cannot see it";
            let finding = Diagnostic::new(codes::IMAGE_WITHOUT_ALT, block.place.clone(), message);
            findings.push(
                finding.help("say what it shows: ![Survival curves of the two arms](curves.png)"),
            );
        }
    });
}

fn job(
    material: &Material,
    sources: &Sources,
    document: &Document,
    edition: &Edition,
    templates: &Templates,
    findings: &mut Vec<Diagnostic>,
) -> Option<Job> {
    let main = main(sources, document, edition, templates, findings)?;
    let (content, traces) = content::write(material, edition);
    let mut meta = TypstFile::new("/meta.json");
    meta.push(&meta::write(material.inputs, document, edition));
    let images = ["png", "jpg", "jpeg", "gif", "svg", "pdf", "webp"];
    let is_image =
        |path: &str| path.rsplit('.').next().is_some_and(|ending| images.contains(&ending));
    let own = sources.files.iter().filter(|(path, _)| is_image(path));
    let own = own.map(|(path, bytes)| (format!("/project/{path}"), bytes.clone()));
    let shared = templates.iter().map(|(path, bytes)| (format!("/{path}"), bytes.clone()));
    Some(Job {
        document: document.name.clone(),
        edition: edition.clone(),
        files: vec![main, content, meta],
        assets: own.chain(shared).collect(),
        traces,
    })
}

/// Renders the template's `main.typ.j2`.
fn main(
    sources: &Sources,
    document: &Document,
    edition: &Edition,
    templates: &Templates,
    findings: &mut Vec<Diagnostic>,
) -> Option<TypstFile> {
    let path: Arc<str> = format!("templates/{}/{}", document.template, templates::ENTRY).into();
    let Some(text) = templates.get(&*path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        return unknown_template(document, &path, findings);
    };
    let languages: Vec<&str> = edition.languages().iter().map(|language| language.code()).collect();
    let context =
        context! { edition => edition.to_string(), template => &document.template, languages };
    let piece = Piece { path: &path, text, inside: None };
    let before = findings.len();
    let bare = environment::bare(sources);
    let expanded = expand(&piece, &bare, &context, &Slots::default(), sources, findings);
    findings[before..].iter_mut().for_each(|finding| finding.code = codes::TEMPLATE);
    let mut file = TypstFile::new("/main.typ");
    for line in expanded.text.split_inclusive('\n') {
        let start = file.text.len();
        let place = expanded.place(start..start + line.trim_end().len().max(1));
        file.push_mapped(line, &place);
    }
    (findings.len() == before).then_some(file)
}

fn unknown_template(
    document: &Document,
    path: &str,
    findings: &mut Vec<Diagnostic>,
) -> Option<TypstFile> {
    let names = templates::KINDS.map(|(name, _)| name);
    let message =
        format!("the template “{}” is neither built in nor in the project", document.template);
    let finding = Diagnostic::new(codes::UNKNOWN_TEMPLATE, document.content.place.clone(), message);
    let help =
        format!("built in are {}; a template of your own begins with {path}", names.join(", "));
    if !findings.iter().any(|known| known.message == finding.message) {
        findings.push(finding.help(help));
    }
    None
}
