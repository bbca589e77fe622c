//! Evaluated documents to Typst source with a source map: one job for each document and edition.

mod abbreviations;
mod after;
mod assets;
pub mod audit;
mod balance;
mod block_lead;
mod block_notes;
mod block_tables;
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
mod code;
mod code_in_line;
pub mod content;
mod decks;
pub mod dimensions;
pub mod doubts;
mod doubts_file;
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
mod numbers;
pub mod optional;
mod panels;
pub mod provenance;
pub mod quantity;
pub mod reference_entries;
pub mod reference_gaps;
pub mod reference_list;
pub mod reference_markup;
pub mod reference_numbers;
pub mod reference_order;
pub mod reference_text;
pub mod tables;
pub mod templates;
pub mod tighter;
mod used;
mod values;
mod words;
mod year_letters;

pub use self::job::Job;

pub use self::reference_entries::Entries;
use input::CompositionInput;
use provenance::Provenances;
use reference_list::Formatter;
use templates::Templates;

use crate::diagnostic::{Diagnostic, codes};
use crate::language::Edition;
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;
use crate::typst_source::source_map::TypstFile;

/// What composing all documents of a project shares.
pub struct Composer {
    templates: Templates,
    formatter: Formatter,
    provenances: Provenances,
    languages: TypstFile,
    asks_freely: bool,
}

impl Composer {
    /// A composer for a project, with `references` as they were formatted for the checks.
    pub fn new(inputs: &Inputs, sources: &Sources, references: &Entries) -> Composer {
        Composer {
            templates: templates::collect(sources),
            formatter: Formatter::new(
                inputs.limits.formula,
                &inputs.citation_styles,
                &inputs.languages,
            )
            .with(references),
            provenances: Provenances::new(inputs),
            languages: languages::file(inputs),
            asks_freely: assets::ask_freely(sources),
        }
    }

    /// Composes the editions that `wanted` accepts. In an `audit` every printed value carries a key to
    /// an appendix.
    pub fn compose(
        &self,
        inputs: &Inputs,
        sources: &Sources,
        evaluated: &Evaluated,
        wanted: &dyn Fn(&Document, &Edition) -> bool,
        audit: bool,
    ) -> Vec<Job> {
        let mut jobs = Vec::new();
        for document in inputs.manifest.documents.values() {
            for edition in document.editions.iter().filter(|edition| wanted(document, edition)) {
                let Some(content) = evaluated.document(document, edition) else { continue };
                let one = |content: &EvaluatedDocument| {
                    self.job(inputs, sources, content, (document, edition), audit)
                };
                let ranks = optional::ranks(content);
                let Some(mut job) = (match ranks.is_empty() {
                    true => one(content),
                    false => one(&optional::without(content, None)),
                }) else {
                    continue;
                };
                if document.fit.is_some() {
                    let shorter = ranks.iter();
                    let shorter = shorter.map(|rank| one(&optional::without(content, Some(*rank))));
                    job.shorter = shorter.flatten().collect();
                }
                jobs.push(job);
            }
        }
        jobs
    }

    /// One document in one edition, with this content.
    fn job(
        &self,
        inputs: &Inputs,
        sources: &Sources,
        content: &EvaluatedDocument,
        (document, edition): (&Document, &Edition),
        audit: bool,
    ) -> Option<Job> {
        let numbers = reference_numbers::of_document(inputs, content, &self.formatter);
        let of = |language: &_| content.manuscript(*language);
        let input = CompositionInput {
            inputs,
            manuscripts: edition.languages().iter().map(of).collect::<Option<_>>()?,
            tables: &content.tables,
            numbers: &numbers,
            formatter: &self.formatter,
            provenances: &self.provenances,
            languages: &self.languages,
            asks_freely: self.asks_freely,
            audit,
            title: content.title.as_ref(),
            subtitle: content.subtitle.as_ref(),
        };
        job::job(&input, sources, document, edition, &self.templates)
    }
}

/// Templates of the project that replace built-in ones, or are refused.
pub fn template_findings(sources: &Sources, built_in_only: bool) -> Vec<Diagnostic> {
    templates::findings(sources, built_in_only)
}

/// The references that the documents list, each formatted for the languages in which it is printed,
/// and what is wrong with them. Composing finds nothing more.
/// Those that are `known` are not formatted again.
pub fn references(
    inputs: &Inputs,
    evaluated: &Evaluated,
    known: &Entries,
) -> (Entries, Vec<Diagnostic>) {
    let formatter =
        Formatter::new(inputs.limits.formula, &inputs.citation_styles, &inputs.languages)
            .with(known);
    for document in inputs.manifest.documents.values() {
        for edition in &document.editions {
            let Some(content) = evaluated.document(document, edition) else { continue };
            let numbers = reference_numbers::of_document(inputs, content, &formatter);
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
    let (entries, mut findings) = formatter.finish();
    if inputs.front_matter.is_some() {
        // In a single text the key stands in the list.
        let is_empty = |it: &Diagnostic| it.code == codes::EMPTY_REFERENCE;
        findings = findings
            .into_iter()
            .map(|finding| if is_empty(&finding) { finding.lowered() } else { finding })
            .collect();
    }
    (entries, findings)
}
