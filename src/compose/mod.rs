//! Evaluated documents to Typst source with a source map: one job for each document and edition.

mod after;
pub mod audit;
pub mod blocks;
pub mod citation_decided;
pub mod citation_entry;
pub mod citation_kind;
pub mod citation_locator;
pub mod citation_numbers;
pub mod citation_rules;
#[cfg(test)]
mod citation_table_tests;
pub mod citation_terms;
pub mod citation_text;
pub mod citation_tidy;
pub mod content;
pub mod dimensions;
pub mod draft;
pub mod formulas;
mod han_joints;
pub mod image;
pub mod inlines;
pub mod input;
pub mod job;
pub mod languages;
pub mod links;
pub mod metadata;
pub mod provenance;
pub mod quantity;
pub mod reference_gaps;
pub mod reference_list;
pub mod reference_markup;
pub mod reference_numbers;
pub mod reference_order;
pub mod reference_text;
pub mod tables;
pub mod templates;

pub use self::job::Job;

use input::CompositionInput;
use provenance::Provenances;
pub use reference_list::Entries;
use reference_list::Formatter;

use crate::diagnostic::Diagnostic;
use crate::language::Edition;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;

/// Composes the editions that `wanted` accepts, with `references` as they were formatted for the
/// checks. In an `audit` every printed value carries a key to
/// an appendix.
pub fn compose(
    inputs: &Inputs,
    sources: &Sources,
    evaluated: &Evaluated,
    references: &Entries,
    wanted: &dyn Fn(&Document, &Edition) -> bool,
    audit: bool,
) -> Vec<Job> {
    let templates = templates::collect(sources);
    let formatter =
        Formatter::new(inputs.limits.formula, &inputs.citation_styles, &inputs.languages)
            .with(references);
    let provenances = Provenances::new(inputs);
    let languages = languages::file(inputs);
    let mut jobs = Vec::new();
    for document in inputs.manifest.documents.values() {
        let Some(content) = evaluated.document(document) else { continue };
        let numbers = reference_numbers::of_document(inputs, content, &formatter);
        for edition in document.editions.iter().filter(|edition| wanted(document, edition)) {
            let of = |language: &_| content.manuscript(*language);
            let Some(manuscripts) = edition.languages().iter().map(of).collect() else { continue };
            let input = CompositionInput {
                inputs,
                manuscripts,
                tables: &content.tables,
                numbers: &numbers,
                formatter: &formatter,
                provenances: &provenances,
                languages: &languages,
                audit,
                title: content.title.as_ref(),
                subtitle: content.subtitle.as_ref(),
            };
            jobs.extend(job::job(&input, sources, document, edition, &templates));
        }
    }
    jobs
}

/// Templates of the project that replace built-in ones, or are refused.
pub fn template_findings(sources: &Sources, built_in_only: bool) -> Vec<Diagnostic> {
    templates::findings(sources, built_in_only)
}

/// The references that the documents list, each formatted for the languages in which it is printed,
/// and what is wrong with them. Composing finds nothing more.
pub fn references(inputs: &Inputs, evaluated: &Evaluated) -> (Entries, Vec<Diagnostic>) {
    let formatter =
        Formatter::new(inputs.limits.formula, &inputs.citation_styles, &inputs.languages);
    for document in inputs.manifest.documents.values() {
        let Some(content) = evaluated.document(document) else { continue };
        let numbers = reference_numbers::of_document(inputs, content, &formatter);
        for edition in &document.editions {
            let lead = edition.languages().first().and_then(|lead| content.manuscript(*lead));
            let Some(manuscript) = lead else { continue };
            let tables = content.tables.get(&manuscript.language);
            let listed = tables
                .into_iter()
                .flat_map(|tables| reference_numbers::listed(inputs, manuscript, tables, &numbers));
            for (_, reference) in listed {
                for language in edition.languages() {
                    let letter = numbers.letter(&reference.key, *language);
                    drop(formatter.entry(reference, *language, letter));
                }
            }
        }
    }
    formatter.finish()
}
