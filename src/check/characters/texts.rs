//! What a text in Markdown prints: words, code, captions, and what its expressions made of no cell.

use std::borrow::Cow;
use std::ops::Range;

use super::data;
use super::hidden::{self, Kind};
use super::order;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, Severity};
use crate::language::invisible::without_hidden;
use crate::language::packs::Languages;
use crate::language::scripts::from_left;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript, walk_blocks, walk_inlines};

/// Checks the text of a document in one language. No hidden character stops a `single` text: it is left out of its pages.
pub fn check(manuscript: &Manuscript, known: &Languages, single: bool, findings: &mut Findings) {
    let from_right = known.pack(manuscript.language).is_rtl();
    walk_blocks(&manuscript.blocks, &mut |block| {
        let lines = block.kind.inlines().into_iter();
        lines.for_each(|line| self::line(line, (single, from_right), findings));
        block_words(block, single, findings);
    });
    for abbreviation in &manuscript.abbreviations {
        words(&abbreviation.short, &abbreviation.place, single, findings);
        words(&abbreviation.meaning, &abbreviation.place, single, findings);
    }
}

/// Checks what the tables and figures of a document print.
pub fn check_tables(document: &EvaluatedDocument, known: &Languages, findings: &mut Findings) {
    for (language, tables) in document.tables.iter() {
        let from_right = known.pack(*language).is_rtl();
        for table in tables.values() {
            table.for_each_inlines(&mut |line| self::line(line, (false, from_right), findings));
        }
    }
}

fn block_words(block: &Block, single: bool, findings: &mut Findings) {
    let place = &block.place;
    match &block.kind {
        BlockKind::Callout { title: Some(title), .. } => words(title, place, single, findings),
        BlockKind::Code { text, .. } => words(text, place, single, findings),
        BlockKind::Image { alt, .. } => words(alt, place, single, findings),
        BlockKind::Raw(lines) => {
            lines.iter().for_each(|line| words(&line.text, &line.place, single, findings));
        }
        _ => {}
    }
}

/// A piece of a run of text.
struct Piece<'a> {
    range: Range<usize>,
    inline: &'a Inline,
    place: &'a Place,
}

impl Piece<'_> {
    /// Where a byte of the run is written; of words that may have escapes in them, where they begin.
    fn place(&self, run: &str, at: usize) -> Place {
        match self.inline {
            Inline::Text(..) => {
                let column = self.place.column + run[self.range.start..at].chars().count();
                Place { column, length: 1, ..self.place.clone() }
            }
            _ => self.place.clone(),
        }
    }

    /// Whether it is printed from cells, which are looked at by themselves.
    fn is_cell(&self) -> bool {
        matches!(self.inline, Inline::Value(printed, _) if !printed.origins.is_empty())
    }
}

/// A run of text: its pieces, and its numbers in the order in which they stand in the whole. In a text that runs from the
/// right, the number of a value is set as one that runs from the left.
fn line(line: &[Inline], (single, from_right): (bool, bool), findings: &mut Findings) {
    let (run, pieces) = run(line);
    if run.is_ascii() {
        return;
    }
    let own = pieces.iter().filter(|piece| !piece.is_cell());
    let found: Vec<Diagnostic> = own
        .filter_map(|piece| {
            let place = |at| piece.place(&run, at);
            hidden::finding_within(&run, piece.range.clone(), Kind::Words, place)
        })
        .map(|finding| hidden::within_single(finding, single))
        .collect();
    // What is left out of the pages does not keep a number in its order.
    let run_of_numbers =
        if from_right { with_values_held(&run, &pieces) } else { Cow::Borrowed(run.as_str()) };
    let printed = without_hidden(&run_of_numbers);
    let is_harmed = found.iter().any(|it| it.severity() == Severity::Error);
    let is_told_of_cell = found.is_empty() && matches!(printed, Cow::Owned(_));
    if !is_harmed
        && !is_told_of_cell
        && let Some(number) = order::reordered(&printed)
        && let Some(piece) = pieces.iter().rev().find(|it| it.range.start <= number.start)
    {
        let length = printed[number.clone()].chars().count();
        let place = match printed {
            Cow::Borrowed(_) => piece.place(&run, number.start).spanning(length),
            Cow::Owned(_) => piece.place.clone(),
        };
        findings.push(data::reordered(&printed, number, place));
    }
    findings.extend(found);
}

/// A run in which digits stand for what the page holds together of its values.
fn with_values_held<'r>(run: &'r str, pieces: &[Piece]) -> Cow<'r, str> {
    let mut held = run.to_string();
    for piece in pieces.iter().filter(|piece| matches!(piece.inline, Inline::Value(..))) {
        let value = &run[piece.range.clone()];
        let length = from_left(value).max(in_own_digits(value));
        let start = piece.range.start;
        held.replace_range(start..start + length, &"0".repeat(length));
    }
    held.into()
}

/// How long a value is whose digits are all those of such writing: its sign and its unit follow it from right to left.
fn in_own_digits(value: &str) -> usize {
    let mut digits = value.chars().filter(|c| c.is_numeric()).peekable();
    let is_own = digits.peek().is_some() && digits.all(|c| !c.is_ascii_digit());
    if is_own { value.len() } else { 0 }
}

fn run(line: &[Inline]) -> (String, Vec<Piece<'_>>) {
    let (mut run, mut pieces) = (String::new(), Vec::new());
    walk_inlines(line, &mut |inline| {
        let (text, place) = match inline {
            Inline::Text(text, place) | Inline::Code { text, place, .. } => (text.as_str(), place),
            Inline::Value(printed, place) => (printed.text.as_str(), place),
            Inline::Image { alt, place, .. } => (alt.as_str(), place),
            Inline::Math { formula, place, .. } => (formula.latex.as_str(), place),
            _ => return,
        };
        pieces.push(Piece { range: run.len()..run.len() + text.len(), inline, place });
        run.push_str(text);
    });
    (run, pieces)
}

fn words(text: &str, place: &Place, single: bool, findings: &mut Findings) {
    let found = hidden::finding(text, Kind::Words, |_| place.clone());
    let found = found.map(|finding| hidden::within_single(finding, single));
    let found =
        found.or_else(|| Some(data::reordered(text, order::reordered(text)?, place.clone())));
    findings.extend(found);
}
