//! One glossary: things go by their names. Words between “ and ”, data sets that record what the
//! source prints, and the bibliography are quotations and go by theirs.

mod abbreviations;
pub mod code_names;
mod misspelled;
mod preferred;
pub mod text;

use std::collections::HashSet;

pub use self::code_names::codes_of;
use self::misspelled::Names;
use self::text::NamedText;
use super::evidence;
use super::text::lexicon::Lexica;
use super::text::normalized::NormalizedText;
use crate::data::tree::Cell;
use crate::diagnostic::Findings;
use crate::language::Language;
use crate::language::characters::is_han;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::manuscript::walk_blocks;

/// Checks the names in texts, declarations and data.
pub fn check(inputs: &Inputs, lexica: &Lexica, evaluated: &Evaluated, findings: &mut Findings) {
    let names = Names::new(&inputs.terms);
    let mut one = |passage: &NormalizedText| {
        let text = NamedText::new(passage, lexica);
        names.check(&text, findings);
        preferred::check(&inputs.terms, &text, findings);
    };
    for manuscript in evaluated.manuscripts() {
        walk_blocks(&manuscript.blocks, &mut |block| {
            for inlines in block.kind.inlines() {
                one(&NormalizedText::of_inlines(manuscript.language, inlines, &block.place));
            }
        });
    }
    for_each_cell(inputs, &mut |language, cell| one(&NormalizedText::of_cell(language, cell)));
    for manuscript in evaluated.manuscripts() {
        abbreviations::check(inputs, lexica, manuscript, findings);
    }
}

/// The cells that say something in words: what declarations say in two languages, and all data
/// but quotations and keys.
fn for_each_cell(inputs: &Inputs, visit: &mut impl FnMut(Language, &Cell)) {
    let language = |cell: &Cell| match cell.text.chars().any(is_han) {
        true => Language::Zh,
        false => Language::En,
    };
    for map in &inputs.declared {
        map.for_each_bilingual(&mut |map| {
            let cells = Language::ALL.into_iter();
            cells.for_each(|own| map.in_language(own).iter().for_each(|cell| visit(own, cell)));
        });
    }
    let keys = keys(inputs);
    let is_key = |cell: &Cell| cell.text.split(';').all(|part| keys.contains(part.trim()));
    let quotations = evidence::quotations(inputs);
    for (_, dataset) in inputs.data.iter().filter(|(name, _)| *name != evidence::NAME) {
        dataset.root.for_each_cell(&mut |cell| {
            if !is_key(cell) && !quotations.contains(&*cell.place().file) {
                visit(language(cell), cell);
            }
        });
    }
    for record in &inputs.records {
        record.for_each_bilingual(&mut |map| {
            let cells = Language::ALL.into_iter();
            cells.for_each(|own| map.in_language(own).iter().for_each(|cell| visit(own, cell)));
        });
    }
}

/// Ids of rows and keys of references.
fn keys(inputs: &Inputs) -> HashSet<&str> {
    let rows = inputs.data.values().flat_map(|dataset| dataset.rows.keys());
    let references = inputs.references.iter().map(|reference| &reference.key);
    rows.chain(references).map(String::as_str).collect()
}
