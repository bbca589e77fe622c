//! Reads the texts of a document: values filled in, blocks parsed, tables resolved.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::{Environment, Value};

use super::environment::{self, Origins, Slots};
use super::expand::{Piece, expand};
use super::images;
use super::markdown::{self, Reading};
use super::tables::{self, Resolved};
use crate::diagnostic::{self, Diagnostic, codes};
use crate::model::evidence::Estimate;
use crate::model::inputs::{Inputs, Sources};
use crate::model::language::Language;
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Insert, Manuscript, Printed, walk_blocks};
use crate::model::place::Place;

/// Everything at hand while the texts of one language are filled in.
pub struct Scribe<'a> {
    /// The project.
    pub inputs: &'a Inputs,
    /// Its files, for includes.
    pub sources: &'a Sources,
    /// The language of the texts.
    pub language: Language,
    /// What fills in their values.
    pub environment: Environment<'static>,
    /// What has been printed so far.
    pub slots: Slots,
    /// Where findings go.
    pub findings: &'a mut Vec<Diagnostic>,
}

impl<'a> Scribe<'a> {
    /// A quantity as printed in this language, with its qualifier.
    pub fn printed(&self, estimate: &Estimate) -> Printed {
        let quantity = estimate.quantity(self.language, true);
        Printed {
            text: quantity.text.clone(),
            quantity: Some(quantity),
            origins: estimate.printed_cells().iter().map(|cell| cell.origin.clone()).collect(),
            computed: None,
        }
    }

    /// What reading a text depends on.
    pub fn reading(&self) -> Reading<'a> {
        Reading {
            language: self.language,
            references: &self.inputs.references,
            raw: self.inputs.manifest.project.raw,
            limits: &self.inputs.limits,
        }
    }

    /// A word between two values: as it is in Chinese, set off by `space` in English.
    pub fn word(&self, zh: &str, en: &str, space: &str) -> String {
        match self.language {
            Language::Zh => zh.to_string(),
            Language::En => format!("{space}{en}{space}"),
        }
    }
}

/// The texts of one document and the tables they show, by language.
pub type Read = (Vec<Manuscript>, HashMap<Language, Resolved>);

/// What has been read for another document with the same texts in the same languages.
pub fn of(read: &Read, document: &Document) -> Read {
    let (mut manuscripts, tables) = read.clone();
    manuscripts.iter_mut().for_each(|it| it.document.clone_from(&document.name));
    (manuscripts, tables)
}

/// Reads the texts of one document.
pub fn read(
    inputs: &Inputs,
    sources: &Sources,
    origins: &Arc<Origins>,
    document: &Document,
    findings: &mut Vec<Diagnostic>,
) -> Read {
    let mut manuscripts = Vec::new();
    let mut tables = HashMap::new();
    for text in inputs.texts.iter().filter(|text| text.document == document.name) {
        let slots = Slots::default();
        let mut scribe = Scribe {
            inputs,
            sources,
            language: text.language,
            environment: environment::environment(
                inputs,
                sources,
                origins,
                text.language,
                slots.clone(),
            ),
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
        let (blocks, abbreviations) = markdown::read(&expanded, scribe.reading(), scribe.findings);
        tables.insert(text.language, shown_tables(&blocks, &mut scribe));
        images::check(&blocks, sources, &inputs.limits, scribe.findings);
        manuscripts.push(Manuscript {
            document: document.name.clone(),
            language: text.language,
            blocks,
            abbreviations,
        });
    }
    (manuscripts, tables)
}

/// Fills in the tables and figures that these blocks show.
fn shown_tables(blocks: &[Block], scribe: &mut Scribe) -> Resolved {
    let mut shown: Vec<(Insert, Place)> = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Insert(insert @ (Insert::Table(_) | Insert::Figure(_))) = &block.kind {
            shown.push((insert.clone(), block.place.clone()));
        }
    });
    let mut resolved = Resolved::new();
    for (insert, place) in shown {
        match scribe.inputs.declaration(&insert) {
            Some(declaration) => {
                let table = tables::resolve(declaration, scribe);
                resolved.extend(table.map(|table| (insert, table)));
            }
            None => scribe.findings.push(undeclared(&insert, place, scribe.inputs)),
        }
    }
    resolved
}

fn undeclared(insert: &Insert, place: Place, inputs: &Inputs) -> Diagnostic {
    let (name, declared, plural) = match insert {
        Insert::Figure(name) => (name, &inputs.figures, "figures"),
        Insert::Table(name) => (name, &inputs.tables, "tables"),
        _ => (&String::new(), &inputs.tables, "tables"),
    };
    let help = diagnostic::suggestion(name, declared.keys().map(String::as_str));
    let help = help.unwrap_or_else(|| {
        format!("{plural} are declared in the file that `{plural}` names in [project]")
    });
    let message = format!("{} is not declared", insert.describe());
    Diagnostic::new(codes::UNKNOWN_TABLE, place, message).help(help)
}
