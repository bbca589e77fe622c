//! The two languages side by side: the same blocks, and in each pair the same values, citations,
//! numbers, units, names, terms, markup, negations and directions. One rule, one file.

pub mod citations;
pub mod difference;
pub mod markup;
pub mod numbers;
pub mod pair;
pub mod pairing;
pub mod polarity;
pub mod review;
pub mod terms;
pub mod values;

use std::sync::Arc;

use self::pair::{Pair, pair};
pub use self::pairing::{Segment, segments};
use super::evidence;
use super::text::lexicon::Lexica;
use super::text::normalized::NormalizedText;
use crate::data::tree::Map;
use crate::diagnostic::Findings;
use crate::language::Language;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;

/// Compares two texts of one document, block by block.
pub fn check(
    inputs: &Inputs,
    lexica: &Lexica,
    first: &Manuscript,
    second: &Manuscript,
    findings: &mut Findings,
) {
    for (here, there) in segments(first, second, findings) {
        let (here, there) = (here.passage(), there.passage());
        let pair = pair(inputs, lexica, &here, &there);
        compare(&pair, findings);
        terms::check(&pair, findings);
    }
}

/// Compares the values that data, declarations and records write in two languages.
pub fn check_wordings(inputs: &Inputs, lexica: &Lexica, findings: &mut Findings) {
    let quotations = evidence::quotations(inputs);
    let mut visit = |map: &Arc<Map>| {
        let cell = |language: Language| map.in_language(language);
        if let [Some(zh), Some(en)] = Language::ALL.map(cell) {
            let here = NormalizedText::of_cell(Language::Zh, zh);
            let there = NormalizedText::of_cell(Language::En, en);
            let pair = pair(inputs, lexica, &here, &there);
            compare(&pair, findings);
            // A quotation keeps the names that its source prints.
            if !quotations.contains(&*zh.place().file) {
                terms::check(&pair, findings);
            }
        }
    };
    inputs
        .declared
        .iter()
        .chain(&inputs.records)
        .for_each(|map| map.for_each_bilingual(&mut visit));
    let data = inputs.data.iter().filter(|(name, _)| *name != evidence::NAME);
    data.for_each(|(_, dataset)| dataset.root.for_each_bilingual(&mut visit));
}

/// Every rule but those of names and terms.
fn compare(pair: &Pair, findings: &mut Findings) {
    values::check(pair, findings);
    citations::check(pair, findings);
    numbers::check(pair, findings);
    numbers::check_units(pair, findings);
    markup::check(pair, findings);
    polarity::check(pair, findings);
}
