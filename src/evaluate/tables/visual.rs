//! A visual abstract: bands from top to bottom, each with a figure or with points in words.

use super::lines::fill;
use crate::evaluate::context::Context;
use crate::model::drawing::{Band, BandPoint, Drawing};
use crate::model::manuscript::Inline;
use crate::model::resolved::{Group, RowKind, Table, TableCell, TableRow};

/// Fills in the bands; the figures that they show are resolved as figures of the document.
pub fn resolve(drawing: &Drawing, context: &mut Context) -> Table {
    let groups = drawing.bands.iter().map(|it| band(it, context)).collect();
    Table { groups, lettered: Vec::new(), notes: Vec::new(), within: drawing.within() }
}

fn band(band: &Band, context: &mut Context) -> Group {
    let head = band.head.get_or_any(context.language).to_string();
    let rows = band.points.iter().map(|it| point(it, context)).collect();
    Group { label: vec![vec![Inline::Text(head, band.place.clone())]], groups: Vec::new(), rows }
}

fn point(point: &BandPoint, context: &mut Context) -> TableRow {
    let label = point.label.get_or_any(context.language).to_string();
    let label = vec![Inline::Text(label, point.place.clone())];
    let text = point.text.as_ref().and_then(|line| fill(line, None, context));
    let cell = |lines: Vec<Vec<Inline>>| TableCell { lines, ..TableCell::default() };
    TableRow {
        place: point.place.clone(),
        kind: RowKind::Data,
        class: point.warns.then_some(0),
        cells: vec![cell(vec![label]), cell(text.into_iter().collect())],
    }
}
