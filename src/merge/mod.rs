//! Inputs and templates to Typst source with a source map; MiniJinja lives only here.

mod abbreviations;
mod alt;
mod attributes;
mod audit;
mod bibliography;
mod blocks;
mod cite;
mod content;
mod environment;
mod errors;
pub mod escape;
mod exact;
mod expand;
mod figure_writer;
mod grouping;
mod head_writer;
mod html;
mod ids;
mod images;
mod inline;
mod inline_text;
mod job;
mod joints;
mod loops;
mod markdown;
mod maths;
mod maths_signs;
mod meta;
mod naming;
mod notes;
mod numbering;
mod points;
mod provenance;
mod raw;
mod scribe;
pub mod source;
mod spacing;
mod table_checks;
mod table_writer;
mod tables;
pub mod templates;
mod typography;
mod values;
mod writer;

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::model::inputs::{Inputs, Sources};
use crate::model::language::{Edition, Language};
use crate::model::look::Limits;
use crate::model::manifest::Document;
use crate::model::manuscript::Manuscript;
use crate::model::trace::Trace;
use bibliography::Formatter;
use content::Material;
use provenance::Provenances;
use source::TypstFile;
use tables::Resolved;

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
    /// What the finished pages are held to.
    pub limits: Limits,
}

/// Merges every document; jobs are made for the editions that `wanted` accepts. In an `audit` every
/// printed value carries a key to an appendix.
pub fn merge(
    inputs: &Inputs,
    sources: &Sources,
    wanted: &dyn Fn(&Document, &Edition) -> bool,
    audit: bool,
) -> (Merged, Vec<Diagnostic>) {
    let mut findings = Vec::new();
    let mut merged = Merged { manuscripts: Vec::new(), jobs: Vec::new() };
    let templates = templates::collect(sources);
    let formatter = Formatter::default();
    let origins = environment::origins(inputs);
    let mut read: HashMap<Vec<&str>, scribe::Read> = HashMap::new();
    let provenances = Provenances::new(inputs);
    for document in inputs.manifest.documents.values() {
        job::check_template(document, &templates, &mut findings);
        // Slides and their handout are one text.
        let texts = inputs.texts.iter().filter(|text| text.document == document.name);
        let texts: Vec<&str> = texts.map(|text| &*text.path).collect();
        let (mut manuscripts, tables) = match read.get(&texts) {
            Some(read) => scribe::of(read, document),
            None => scribe::read(inputs, sources, &origins, document, &mut findings),
        };
        read.entry(texts).or_insert_with(|| (manuscripts.clone(), tables.clone()));
        let untitled = inputs.manifest.project.untitled;
        let untitled = manuscripts.first_mut().filter(|_| untitled);
        let title = untitled.and_then(|text| naming::take_title(text, document));
        for manuscript in &manuscripts {
            job::check_deck(document, manuscript, &mut findings);
        }
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
                provenances: &provenances,
                audit,
                title: title.as_ref(),
            };
            merged.jobs.extend(job::job(
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
