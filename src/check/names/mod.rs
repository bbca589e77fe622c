//! One glossary: things go by their names. Words between “ and ”, data sets that record what the
//! source prints, and the bibliography are quotations and go by theirs.

mod abbreviations;
mod close;
mod latin;
mod usage;

use std::collections::HashSet;
use std::ops::Range;

use super::evidence;
use super::lexicon::{Lexica, Mark, Sense};
use super::passage::Passage;
use crate::diagnostic::Diagnostic;
use crate::model::inputs::Inputs;
use crate::model::language::{Language, is_han};
use crate::model::manuscript::{Manuscript, walk_blocks};
use crate::model::node::Cell;
use close::Names;
pub use latin::codes_of;

/// A text to look for names in.
struct Text<'a> {
    passage: &'a Passage,
    marks: Vec<Mark>,
    quoted: Vec<Range<usize>>,
}

impl<'a> Text<'a> {
    fn new(passage: &'a Passage, lexica: &Lexica) -> Text<'a> {
        let pairs = [('“', '”'), ('《', '》')];
        let quotes = pairs.into_iter().flat_map(|(open, close)| {
            let text = &passage.text;
            let ends = move |(at, _): (usize, &str)| Some(at..at + text[at..].find(close)?);
            text.match_indices(open).filter_map(ends)
        });
        Text { marks: lexica.marks(passage), quoted: quotes.collect(), passage }
    }

    fn is_quoted(&self, range: &Range<usize>) -> bool {
        self.quoted.iter().any(|quote| quote.start < range.end && range.start < quote.end)
    }

    /// Whether a range is neither quoted nor covered by a term of the glossary.
    fn is_free(&self, range: &Range<usize>) -> bool {
        let after = self.marks.partition_point(|mark| mark.range.start < range.end);
        let terms = self.marks[..after].iter().rev();
        let is_term = |mark: &Mark| matches!(mark.sense, Sense::Term(_));
        let mut near = terms.take_while(|mark| mark.range.end > range.start);
        !near.any(is_term) && !self.is_quoted(range)
    }
}

/// Checks the names in texts, declarations and data.
pub fn check(
    inputs: &Inputs,
    lexica: &Lexica,
    manuscripts: &[Manuscript],
    findings: &mut Vec<Diagnostic>,
) {
    let names = Names::new(&inputs.terms);
    let mut one = |passage: &Passage| {
        let text = Text::new(passage, lexica);
        names.check(&text, findings);
        usage::check(&inputs.terms, &text, findings);
    };
    for manuscript in manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            for inlines in block.kind.inlines() {
                one(&Passage::of_inlines(manuscript.language, inlines, &block.place));
            }
        });
    }
    for_each_cell(inputs, &mut |language, cell| one(&Passage::of_cell(language, cell)));
    for manuscript in manuscripts {
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
