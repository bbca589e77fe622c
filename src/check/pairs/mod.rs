//! The two languages side by side: the same blocks, and in each pair the same values, citations,
//! numbers, units, names, terms, markup, negations and directions. One rule, one file.

mod citations;
mod difference;
mod numbers;
mod structure;
mod terms;
mod values;
mod walk;
mod wording;

use std::ops::Range;
use std::sync::Arc;

use super::evidence;
use super::figures::{Figure, figures};
use super::lexicon::{Lexica, Mark};
use super::passage::Passage;
use crate::diagnostic::Diagnostic;
use crate::model::inputs::Inputs;
use crate::model::language::Language;
use crate::model::manuscript::Manuscript;
use crate::model::node::Map;
use crate::model::project::Term;
use difference::Item;
pub use walk::{Leaf, leaves};

/// A text in one language with all that is known of it.
pub struct Side<'a> {
    /// The text.
    pub passage: &'a Passage,
    /// Its words.
    pub marks: Vec<Mark>,
    /// Its figures.
    pub figures: Vec<Figure>,
}

impl Side<'_> {
    /// What stands in a range of the text, to be compared by `key`.
    fn item(&self, key: &str, range: Range<usize>) -> Item {
        Item {
            key: key.to_string(),
            words: self.passage.words(range.clone()).to_string(),
            place: self.passage.place(range),
        }
    }
}

/// A text in two languages.
pub struct Pair<'a> {
    /// The text in the first language.
    pub here: Side<'a>,
    /// The text in the second.
    pub there: Side<'a>,
    /// The glossary.
    pub terms: &'a [Term],
}

/// A text with its words and figures.
fn side<'a>(lexica: &Lexica, passage: &'a Passage) -> Side<'a> {
    let marks = lexica.marks(passage);
    Side { passage, figures: figures(passage, &marks), marks }
}

fn pair<'a>(
    inputs: &'a Inputs,
    lexica: &Lexica,
    here: &'a Passage,
    there: &'a Passage,
) -> Pair<'a> {
    Pair { here: side(lexica, here), there: side(lexica, there), terms: &inputs.terms }
}

/// Compares two texts of one document, block by block.
pub fn check(
    inputs: &Inputs,
    lexica: &Lexica,
    first: &Manuscript,
    second: &Manuscript,
    findings: &mut Vec<Diagnostic>,
) {
    for (here, there) in leaves(first, second, findings) {
        let (here, there) = (here.passage(), there.passage());
        let pair = pair(inputs, lexica, &here, &there);
        compare(&pair, findings);
        terms::check(&pair, findings);
    }
}

/// Compares the values that data, declarations and records write in two languages.
pub fn check_wordings(inputs: &Inputs, lexica: &Lexica, findings: &mut Vec<Diagnostic>) {
    let quotations = evidence::quotations(inputs);
    let mut visit = |map: &Arc<Map>| {
        let cell = |language: Language| map.in_language(language);
        if let [Some(zh), Some(en)] = Language::ALL.map(cell) {
            let here = Passage::of_cell(Language::Zh, zh);
            let there = Passage::of_cell(Language::En, en);
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
fn compare(pair: &Pair, findings: &mut Vec<Diagnostic>) {
    values::check(pair, findings);
    citations::check(pair, findings);
    numbers::check(pair, findings);
    numbers::check_units(pair, findings);
    structure::check(pair, findings);
    wording::check(pair, findings);
}
