//! The rows of tables and figures: lines, marks of notes, decimals, points.

use std::ops::Range;

use super::lengths;
use super::marks::CellMarks;
use super::panels::values;
use crate::compose::citation_rules::Citing;
use crate::compose::doubts::Doubted;
use crate::compose::inlines::{Dagger, Writer};
use crate::compose::quantity;
use crate::language::Language;
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::resolved::{Group, TableCell};
use crate::quantity::rendered::Quantity;
use crate::typst_source::escape;

/// A line of a cell and the note marks behind it.
type MarkedLine<'a> = (&'a [Inline], CellMarks);

/// Which line of a cell carries its note marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    /// The first: a figure that is too tall leaves the others out.
    BehindFirst,
    /// The last.
    BehindLast,
}

/// The cells of a row.
pub fn row(
    writer: &mut Writer,
    panels: &[(Language, &Group)],
    r: usize,
    in_head: &[bool],
    marks: Marks,
) {
    for (c, computed_in_head) in in_head.iter().enumerate() {
        let cells: Vec<(Language, &TableCell)> = panels
            .iter()
            .filter_map(|(language, group)| Some((*language, group.rows.get(r)?.cells.get(c)?)))
            .collect();
        writer.dagger = if *computed_in_head { Dagger::InHead } else { Dagger::Beneath };
        cell(writer, &cells, marks);
    }
    writer.dagger = Dagger::Beneath;
}

fn cell(writer: &mut Writer, cells: &[(Language, &TableCell)], marks: Marks) {
    let Some((_, leading)) = cells.first() else {
        return;
    };
    let count = cells.iter().map(|(_, cell)| cell.lines.len()).max().unwrap_or_default();
    writer.raw("(");
    points(writer, leading);
    if let Some(tone) = leading.tone {
        writer.raw(&format!("tone: \"{}\", ", tone.id()));
    }
    writer.raw("lines: (");
    let first_key = writer.traces.len() + 1;
    for i in 0..count {
        let marked = i == if marks == Marks::BehindFirst { 0 } else { count - 1 };
        let lines: Vec<(Language, MarkedLine)> = cells
            .iter()
            .map(|(language, cell)| {
                let line = cell.lines.get(i).map(Vec::as_slice).unwrap_or_default();
                let given = if marked { cell.marks.as_slice() } else { &[] };
                let mut own = CellMarks::new(&writer.note_marks, given);
                if own.doubt.is_some() && bears_doubt(cell, &writer.doubted) {
                    own.doubt = None;
                }
                (*language, (line, own))
            })
            .collect();
        // A figure that is too tall keeps the first line of each cell, and so does a table on a slide.
        let second = (marks == Marks::BehindFirst || writer.is_deck) && i > 0;
        writer.file.optional = writer.withheld || second;
        writer.raw("(");
        let mut bodies = Vec::new();
        writer.per_language("body", &lines, |writer, language, line| {
            let start = writer.file.text.len();
            line_body(writer, language, line);
            bodies.push(start..writer.file.text.len());
        });
        let new = saying_more(&writer.file.text, &bodies);
        let differs = !new.is_empty();
        measured(writer, &lines, first_key);
        let muted = i > 0 && !leading.alike;
        writer.raw(&format!("muted: {muted}, strong: false, differs: {differs}"));
        // What two languages share is printed once.
        if differs && new.len() + 1 < lines.len() {
            let tags = new.iter().map(|at| escape::string(&lines[*at].0.to_string()) + ",");
            writer.raw(&format!(", others: ({})", tags.collect::<String>()));
        }
        writer.raw("),");
        writer.file.optional = false;
    }
    writer.raw("), ");
    if leading.quantity.is_some() || count == 0 {
        writer.file.optional = writer.withheld;
        decimal(writer, cells, first_key);
        writer.file.optional = false;
    }
    writer.raw("),");
}

/// What a template measures of a line: its body without links to its notes, where it has such, and its length.
fn measured(writer: &mut Writer, lines: &[(Language, MarkedLine)], first_key: usize) {
    let in_notes = |it: &(Language, MarkedLine)| writer.formatter.citing(it.0) == Citing::Notes;
    if lines.iter().any(|(_, (line, _))| has_place(line, &writer.doubted))
        && !lines.iter().any(in_notes)
    {
        writer.again = Some(first_key - 1);
        writer.measured = true;
        writer.per_language("measured", lines, |writer, language, line| {
            line_body(writer, language, line);
        });
        writer.measured = false;
        writer.again = None;
    }
    writer.per_language("em", lines, |writer, _, (line, marks)| {
        let daggers = writer.dagger == Dagger::Beneath;
        let behind = marks.doubt.map(|_| "▲".to_string()).into_iter().chain(marks.letters.clone());
        let behind: Vec<String> = behind.collect();
        let line = lengths::plain(line, &behind, daggers, &writer.doubted);
        writer.raw(&format!("{:.3}", lengths::run(&line)));
    });
}

/// Whether a value in it bears a mark of doubt, which stands on what is disputed: a note repeats none at the end.
fn bears_doubt(cell: &TableCell, doubted: &Doubted) -> bool {
    cell.lines.iter().flat_map(|line| values(line)).any(|printed| doubted.has(printed))
}

fn line_body(writer: &mut Writer, language: Language, (line, marks): &MarkedLine) {
    writer.raw("[");
    writer.nested(line, language);
    if let Some(number) = marks.doubt {
        writer.raw(&format!("#doubt({number});"));
    }
    if !marks.letters.is_empty() {
        writer.raw(&format!("#note-mark({});", escape::string(&marks.letters.join(","))));
    }
    writer.raw("]");
}

/// Which of these parts of a source, after the first, read otherwise than all before them, whatever the keys of their
/// values are.
fn saying_more(source: &str, parts: &[Range<usize>]) -> Vec<usize> {
    let read: Vec<_> = parts.iter().map(|part| without_keys(&source[part.clone()])).collect();
    (1..read.len()).filter(|at| !read[..*at].contains(&read[*at])).collect()
}

fn without_keys(source: &str) -> String {
    let mut parts = source.split("#val(");
    let first = parts.next().unwrap_or_default().to_string();
    parts.fold(first, |read, part| {
        read + "#val(" + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// Whether something in a line has a place on the page that a copy to be measured can do without.
fn has_place(line: &[Inline], doubts: &Doubted) -> bool {
    let (mut found, mut kept) = (false, false);
    walk_inlines(line, &mut |inline| {
        found |= matches!(inline, Inline::Link { .. } | Inline::Cite(_) | Inline::Strong(_));
        found |= matches!(inline, Inline::Value(printed, _) if doubts.has(printed));
        kept |= matches!(inline, Inline::Footnote { .. });
    });
    found && !kept
}

/// The parts that a column aligned on the decimal point needs.
fn decimal(writer: &mut Writer, cells: &[(Language, &TableCell)], first_key: usize) {
    let mut key = first_key;
    writer.per_language("decimal", cells, |writer, _, cell| {
        let (parts, text) = match &cell.quantity {
            Some(shown) => quantity::aligned(shown),
            None => quantity::word(Quantity::DASH.to_string()),
        };
        let start = writer.file.text.len();
        let marks = CellMarks::new(&writer.note_marks, &cell.marks);
        let mark = match marks.letters.is_empty() {
            true => "none".to_string(),
            false => escape::string(&marks.letters.join(",")),
        };
        let computed = writer.dagger == Dagger::Beneath
            && cell.lines.iter().flat_map(|line| values(line)).any(|it| it.computed.is_some());
        let computed = if computed { ", computed: true" } else { "" };
        let printed = cell.lines.iter().flat_map(|line| values(line));
        let doubt = printed.filter_map(|it| writer.doubted.number(it)).next().or(marks.doubt);
        let doubt = doubt.map_or(String::new(), |number| format!(", doubt: {number}"));
        writer.raw(&format!("({parts}, mark: {mark}{computed}{doubt}"));
        // The number stands for the value of the cell's one line, and carries its key.
        if cell.quantity.is_some() {
            writer.file.mark_value(start, key - 1, text);
            writer.raw(&format!(", key: {key}"));
            key += 1;
        }
        writer.raw(")");
    });
}

/// Writes the points of a cell, when it has any.
fn points(writer: &mut Writer, cell: &TableCell) {
    if cell.points.is_empty() {
        return;
    }
    writer.raw("points: (");
    for (i, point) in cell.points.iter().enumerate() {
        let estimate = cell.estimates.get(i).filter(|_| !writer.doubted.silent);
        let doubted = estimate.is_some_and(|it| writer.doubted.is_doubted(it));
        let doubt = if doubted { ", doubt: true" } else { "" };
        let number = |number: Option<f64>| number.map_or("none".to_string(), float);
        let (low, high) = point.bounds.unzip();
        let mark = point.mark.id().map_or(String::new(), |id| format!(", mark: \"{id}\""));
        let computed = if cell.is_computed(i) { ", computed: true" } else { "" };
        let counted = point.counted.map_or(String::new(), |it| format!(", counted: {}", float(it)));
        let [value, low, high, n, versus] =
            [point.value, low, high, point.n, point.versus].map(number);
        writer.raw(&format!(
            "(series: {}, value: {value}, low: {low}, high: {high}, n: {n}, versus: {versus}, open: {}{mark}{counted}{computed}{doubt}),",
            point.series, point.open
        ));
    }
    writer.raw("), ");
}

/// A number as Typst reads it, always with a point.
pub fn float(number: f64) -> String {
    format!("{number:?}")
}
