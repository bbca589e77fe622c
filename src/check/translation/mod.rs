//! The two languages side by side: the same blocks, and in each pair the same values, citations,
//! numbers, units, names, terms, markup, negations, directions, opposites, lists, and owners of
//! numbers. One rule, one file.

pub mod again;
pub mod agreement;
pub mod alignment;
pub mod anchors;
pub mod citations;
pub mod clauses;
pub mod conditions;
pub mod course;
pub mod declared;
pub mod difference;
pub mod digits;
pub mod items;
pub mod likeness;
pub mod lists;
pub mod markup;
pub mod matching;
pub mod negations;
pub mod numbers;
pub mod opposites;
pub mod order;
pub mod owed;
pub mod owners;
pub mod pair;
pub mod pairing;
pub mod pairs;
pub mod parallel;
pub mod partners;
pub mod review;
pub mod rules;
pub mod skipped;
pub mod terms;
pub mod values;
pub mod verdict;

use std::collections::HashSet;
use std::sync::Arc;

use self::pair::Pair;
pub use self::pairing::segments;
use self::rules::compare;
use super::evidence;
use super::text::lexica::Lexica;
use super::text::normalized::NormalizedText;
use super::text::searched::{Searched, SearchedTexts};
use crate::data::tree::{Cell, Map};
use crate::diagnostic::Findings;
use crate::language::Language;
use crate::model::doubt::RECORDED;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;

/// Compares two texts of one document, block by block.
pub fn check(
    inputs: &Inputs,
    texts: &SearchedTexts,
    first: &Manuscript,
    second: &Manuscript,
    findings: &mut Findings,
) {
    conditions::check(first, second, findings);
    for (here, there) in segments(first, second, Some(texts), findings) {
        if let (Some(here), Some(there)) = (texts.get(&here), texts.get(&there)) {
            let pair = Pair { here, there, terms: &inputs.terms };
            compare(&pair, findings);
            terms::check(&pair, findings);
        }
    }
}

/// Compares the values that data, declarations and records write in two languages; declarations that
/// are shown, after their values are filled in. Others are compared as they are written, unless they may be shown by
/// documents that nobody asked for.
pub fn check_wordings(
    inputs: &Inputs,
    lexica: &Lexica,
    evaluated: &Evaluated,
    findings: &mut Findings,
) {
    let covered = declared::check(inputs, lexica, evaluated, findings);
    let quotations = evidence::quotations(inputs);
    let languages = &inputs.manifest.project.languages;
    let searched = |language: Language, cell: &Cell| {
        Searched::new(lexica, NormalizedText::of_cell(&lexica.tables(language), cell))
    };
    // Data say the same in many rows; where nothing is wrong with it, it is compared once.
    let mut clean = HashSet::new();
    let mut visit = |map: &Arc<Map>| {
        let cells = languages.iter().filter_map(|own| Some((*own, map.in_language(*own)?)));
        let cells: Vec<(Language, &Cell)> = cells.collect();
        let [(_, one), _, ..] = cells.as_slice() else { return };
        if covered.contains(one.place()) || inputs.manifest.project.names_a_style(one.place()) {
            return;
        }
        // A quotation keeps the names that its source prints.
        let quoted = quotations.contains(&*one.place().file);
        let texts = cells.iter().map(|(own, cell)| (*own, Arc::clone(&cell.text)));
        let said = (quoted, texts.collect::<Vec<_>>());
        if clean.contains(&said) {
            return;
        }
        let cells: Vec<Searched> = cells.iter().map(|(own, cell)| searched(*own, cell)).collect();
        let mut found = Findings::default();
        pairs::each(&cells, &mut found, |here, there, findings| {
            let pair = Pair { here, there, terms: &inputs.terms };
            compare(&pair, findings);
            if !quoted {
                terms::check(&pair, findings);
            }
        });
        if found.as_slice().is_empty() {
            clean.insert(said);
        }
        findings.extend(found);
    };
    let is_known = |name: &String| evaluated.documents.iter().any(|it| it.name == *name);
    let declared = inputs.declared.iter();
    let declared = declared.filter(|_| inputs.manifest.documents.keys().all(is_known));
    declared.chain(&inputs.records).for_each(|map| map.for_each_bilingual(&mut visit));
    let data = inputs.data.iter().filter(|(name, _)| *name != RECORDED);
    data.for_each(|(_, dataset)| dataset.root.for_each_bilingual(&mut visit));
}
