//! One glossary: things go by their names. Words between “ and ”, data sets that record what the
//! source prints, and the bibliography are quotations and go by theirs.

mod abbreviations;
pub mod code_names;
pub mod keys;
mod misspelled;
mod preferred;
pub mod text;

use std::collections::HashSet;
use std::sync::Arc;

pub use self::code_names::codes_of;
use self::misspelled::Names;
use self::text::NamedText;
use super::declared::words;
use super::evidence;
use super::kept::collected;
use super::text::lexica::Lexica;
use super::text::normalized::NormalizedText;
use super::text::searched::{Searched, SearchedTexts};
use crate::data::tree::Cell;
use crate::diagnostic::Findings;
use crate::language::Language;
use crate::model::doubt::RECORDED;
use crate::model::inputs::Inputs;
use crate::model::manuscript::{Manuscript, walk_blocks};

/// The rules over names, made ready once for a project.
pub struct NameRules<'a> {
    inputs: &'a Inputs,
    names: Names,
}

impl<'a> NameRules<'a> {
    /// The names of a project's glossary.
    pub fn new(inputs: &'a Inputs) -> NameRules<'a> {
        NameRules { inputs, names: Names::new(&inputs.terms) }
    }

    /// Checks the names in one text.
    pub fn text(
        &self,
        inputs: &Inputs,
        texts: &SearchedTexts,
        manuscript: &Manuscript,
        findings: &mut Findings,
    ) {
        walk_blocks(&manuscript.blocks, &mut |block| {
            texts.running(block).iter().for_each(|it| self.one(it, true, findings));
        });
        abbreviations::check(inputs, texts, manuscript, findings);
    }

    /// Checks the names in declarations and data.
    pub fn cells(&self, lexica: &Lexica, findings: &mut Findings) {
        // Data say the same in many rows; where nothing is wrong with it, it is looked at once.
        let mut clean = HashSet::new();
        for_each_cell(self.inputs, &mut |own, cell| {
            let said = (own, Arc::clone(&cell.text));
            if clean.contains(&said) || !cell.text.contains(char::is_alphabetic) {
                return;
            }
            let tables = lexica.tables(own.unwrap_or_else(|| lexica.language_of(&cell.text)));
            let text = Searched::new(lexica, NormalizedText::of_cell(&tables, cell));
            let found = collected(|it| self.one(&text, own.is_some(), it));
            if found.is_empty() {
                clean.insert(said);
            }
            findings.extend(found);
        });
    }

    /// `known`: whether the text is in a language, and not what all have in common.
    fn one(&self, text: &Searched, known: bool, findings: &mut Findings) {
        let text = NamedText::new(text);
        self.names.check(&text, findings);
        preferred::check(&self.inputs.terms, &text, known, findings);
    }
}

/// The cells that say something in words: what declarations say in several languages, and all data
/// but quotations and keys, each with its language if that is known.
fn for_each_cell(inputs: &Inputs, visit: &mut impl FnMut(Option<Language>, &Cell)) {
    let languages = &inputs.manifest.project.languages;
    for map in &inputs.declared {
        map.for_each_bilingual(&mut |map| {
            let cells = languages.iter().filter_map(|own| Some((*own, map.in_language(*own)?)));
            let said = |(_, cell): &(Language, &Cell)| {
                !inputs.manifest.project.names_a_style(cell.place())
            };
            cells.filter(said).for_each(|(own, cell)| visit(Some(own), cell));
        });
    }
    words::for_each(inputs, visit);
    let keys = keys_of(inputs);
    let is_key = |cell: &Cell| cell.text.split(';').all(|part| keys.contains(part.trim()));
    let quotations = evidence::quotations(inputs);
    for (_, dataset) in inputs.data.iter().filter(|(name, _)| *name != RECORDED) {
        dataset.root.for_each_cell(&mut |cell| {
            if !is_key(cell) && !quotations.contains(&*cell.place().file) {
                visit(None, cell);
            }
        });
    }
    for record in &inputs.records {
        record.for_each_bilingual(&mut |map| {
            for own in languages {
                map.in_language(*own).iter().for_each(|cell| visit(Some(*own), cell));
            }
        });
    }
}

/// Ids of rows and keys of references.
fn keys_of(inputs: &Inputs) -> HashSet<&str> {
    let rows = inputs.data.values().flat_map(|dataset| dataset.rows.keys());
    let references = inputs.references.iter().map(|reference| &reference.key);
    rows.chain(references).map(String::as_str).collect()
}
