//! Words of a language with figures put in, as lines of cells.

use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::language::pack::writing::Writing;
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::TableCell;
use crate::quantity::rendered::is_figure;

/// A pattern with inlines in place of `{name}`.
pub fn put(pattern: &str, parts: &[(&str, Vec<Inline>)], place: &Place) -> Vec<Inline> {
    let mut out = Vec::new();
    let text = |out: &mut Vec<Inline>, text: &str| {
        if !text.is_empty() {
            out.push(Inline::Text(text.to_string(), place.clone()));
        }
    };
    let mut rest = pattern;
    while let Some((before, inside)) = rest.split_once('{') {
        let Some((name, after)) = inside.split_once('}') else { break };
        text(&mut out, before);
        if let Some((_, inlines)) = parts.iter().find(|(known, _)| *known == name) {
            out.extend(inlines.iter().cloned());
        }
        rest = after;
    }
    text(&mut out, rest);
    out
}

/// A cell of the data: a number with the language's sign before decimals and between groups of digits, all else as it stands.
pub fn figure(cell: &Cell, writing: &Writing) -> Inline {
    let text = cell.text.trim();
    match is_figure(text) {
        true => RenderedValue::of_number(text, cell.origin.clone(), writing).at(cell.place()),
        false => Inline::of_cell(cell),
    }
}

/// A cell of one line.
pub fn line(inlines: Vec<Inline>) -> TableCell {
    lines(vec![inlines])
}

/// A cell of several lines; empty ones vanish.
pub fn lines(lines: Vec<Vec<Inline>>) -> TableCell {
    let lines: Vec<_> = lines.into_iter().filter(|it| !it.is_empty()).collect();
    TableCell { lines, ..TableCell::default() }
}
