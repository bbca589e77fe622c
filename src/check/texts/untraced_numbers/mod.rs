//! D0605: a number in the prose is a cell, a name, or allowed in place with a reason.

mod beside_values;
mod cells;
mod digits;
mod everyday;
mod exceptions;
mod foreign;
mod formulas;
mod languages;
mod look_alikes;
mod names;
mod roman;
mod run;
mod words;
mod written;

use std::collections::HashSet;
use std::ops::Range;

pub use self::names::Names;
use self::run::{Found, Run};
use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::evaluated::{Evaluated, EvaluatedDocument};
use crate::model::inputs::Inputs;
use crate::model::manifest::Tracing;
use crate::model::manuscript::{
    BlockKind, GeneratedBlock, Inline, Manuscript, walk_blocks, walk_inlines,
};

/// What to do about a number in words that hold no values.
const IN_WORDS: &str = "say it in a cell or a note, which print values; a name belongs in the glossary; anything else may be excused under [[waivers]]";

/// The same in a text that is a document by itself, which has no waivers.
const IN_FRONT: &str = "say it in the text, which prints values; or `trace: off` in the front matter asks for no number";

/// What to do about a number in a text that no cell has.
const IN_TEXT: &str = "put it into a row of the data and print it as {{ dataset.id.column }}, add a name to the glossary, or write {{ literal(\"…\", \"reason\") }}";

/// What else to do about a number that a cell has.
const OR_ELSE: &str = "a quantity prints its unit too; if the number is something else, write {{ literal(\"…\", \"reason\") }}";

/// What to do about a number that an expression made.
const MADE: &str = "print the cell itself, as {{ dataset.id.column }}; put what is worked out from cells into a column of the data; or write {{ literal(\"…\", \"reason\") }}";

/// What is asked of the numbers of one text.
pub struct NumberRule<'n> {
    names: &'n Names,
    inputs: &'n Inputs,
    tracing: Tracing,
}

impl<'n> NumberRule<'n> {
    /// What is asked of a text. Documents that share it may ask differently; the strictest is heard.
    pub fn of_text(
        names: &'n Names,
        inputs: &'n Inputs,
        document: &EvaluatedDocument,
    ) -> Option<NumberRule<'n>> {
        let documents = &inputs.manifest.documents;
        let text = &documents.get(&document.name)?.content.path;
        let asked = documents.values().filter(|it| it.content.path == *text);
        NumberRule::new((names, inputs), asked.map(|it| it.tracing).max()?, [document])
    }

    /// What is asked of the words of declarations, which may stand in any document.
    pub fn of_words(
        names: &'n Names,
        inputs: &'n Inputs,
        evaluated: &Evaluated,
    ) -> Option<NumberRule<'n>> {
        let asked = inputs.manifest.documents.values().map(|it| it.tracing);
        NumberRule::new((names, inputs), asked.max()?, &evaluated.documents)
    }

    /// Nothing is asked where the texts print no evidence, unless every number must be traced.
    fn new<'d>(
        (names, inputs): (&'n Names, &'n Inputs),
        tracing: Tracing,
        documents: impl IntoIterator<Item = &'d EvaluatedDocument>,
    ) -> Option<NumberRule<'n>> {
        let asks = match tracing {
            Tracing::Off => false,
            Tracing::Evidence => documents.into_iter().any(prints_evidence),
            Tracing::Strict => true,
        };
        asks.then_some(NumberRule { names, inputs, tracing })
    }

    /// Checks one text.
    pub fn check(&self, manuscript: &Manuscript, findings: &mut Findings) {
        let mut seen = HashSet::new();
        for explained in &manuscript.abbreviations {
            let found = written::bare_numbers(&explained.meaning, self.names, self.tracing);
            let place = |number| Found { number, place: explained.place.clone(), made: false };
            findings.extend(found.into_iter().map(|(_, number)| self.finding(place(number))));
        }
        let mut ends = HashSet::from([0, 1]);
        walk_blocks(&manuscript.blocks, &mut |block| {
            if let BlockKind::List { ordered: true, start, items, .. } = &block.kind {
                // A list that goes on where another ended counts on, and one of years tells them; any other number is
                // typed.
                if !ends.contains(start) && !exceptions::is_recent_year(*start) {
                    let (number, place) = (start.to_string(), block.place.clone());
                    findings.push(self.finding(Found { number, place, made: false }));
                }
                ends.insert(start.saturating_add(items.len()));
            }
            for inlines in block.kind.inlines() {
                findings.extend(self.numbers_beside(inlines, &mut seen));
            }
            let found = self.numbers_of(&Run::of_block(block)).into_iter();
            findings.extend(found.map(|it| self.finding(it)));
        });
    }

    /// The numbers in a run of text that are neither values nor part of these names. An expression
    /// in a loop makes many; `seen` are the places of those that have been told.
    pub fn numbers_beside(&self, inlines: &[Inline], seen: &mut HashSet<Place>) -> Vec<Diagnostic> {
        let run = Run::new(inlines);
        let mut found = self.numbers_of(&run);
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Math { formula, place, .. } = inline {
                let place = |number| Found { number, place: place.clone(), made: false };
                found.extend(formulas::bare_numbers(&formula.typed).into_iter().map(place));
            }
        });
        found.retain(|it| !it.made || seen.insert(it.place.clone()));
        found.into_iter().map(|it| self.finding(it)).collect()
    }

    fn numbers_of(&self, run: &Run) -> Vec<Found> {
        let bare = written::bare_numbers(&run.text, self.names, self.tracing);
        let mut found: Vec<Found> =
            bare.iter().filter_map(|(at, number)| run.found(*at, number.clone())).collect();
        let beside = beside_values::numbers(run, self.names.tables()).into_iter();
        found.extend(beside.filter_map(|(at, number)| run.found(at, number)));
        if run.is_made() {
            let told: Vec<Range<usize>> =
                bare.iter().map(|(at, number)| *at..at + number.chars().count()).collect();
            let doubtful = written::doubtful_numbers(&run.text, self.names).into_iter();
            let doubtful = doubtful.filter(|(at, _)| !told.iter().any(|it| it.contains(at)));
            let made = doubtful.filter_map(|(at, number)| run.found(at, number));
            found.extend(made.filter(|it| it.made));
        }
        found
    }

    fn finding(&self, found: Found) -> Diagnostic {
        let Found { number, place, made } = found;
        if made {
            let message =
                format!("the number {number} is made by an expression and comes from no cell");
            return Diagnostic::new(codes::BARE_NUMBER, place, message).help(MADE);
        }
        // What the manifest says is printed as it stands.
        let is_single = self.inputs.front_matter.is_some();
        if *place.file == *self.inputs.manifest.file && !is_single {
            return bare(&number, place).help(IN_WORDS);
        }
        bare(&number, place).help(match self.names.cells(self.inputs).with(&number) {
            Some(cells) => format!("the data have it: {cells}; {OR_ELSE}"),
            None => IN_TEXT.to_string(),
        })
    }

    /// The same in words that are printed as a declaration writes them.
    pub fn numbers_in_words(&self, cell: &Cell) -> Vec<Diagnostic> {
        let inner = cell.inner();
        let place = |at, number: &String| {
            Place { column: inner.column + at, ..inner.clone() }.spanning(number.chars().count())
        };
        let found = written::bare_numbers(&cell.text, self.names, self.tracing).into_iter();
        let found = found.map(|(at, number)| {
            let place = place(at, &number);
            let is_single = self.inputs.front_matter.is_some();
            bare(&number, place).help(if is_single { IN_FRONT } else { IN_WORDS })
        });
        found.collect()
    }
}

fn bare(number: &str, place: Place) -> Diagnostic {
    let message = format!("the number {number} is not printed from the data");
    Diagnostic::new(codes::BARE_NUMBER, place, message)
}

/// Whether a document prints a value that has a cell, or a table or figure.
fn prints_evidence(document: &EvaluatedDocument) -> bool {
    let mut found = false;
    for manuscript in &document.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            let generated = GeneratedBlock::is_evidence;
            found |= matches!(&block.kind, BlockKind::Generated(block) if generated(block));
            for inlines in block.kind.inlines() {
                walk_inlines(inlines, &mut |inline| {
                    found |= matches!(inline, Inline::Value(it, _) if !it.origins.is_empty());
                });
            }
        });
    }
    found
}
