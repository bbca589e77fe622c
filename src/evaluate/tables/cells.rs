//! The cells of a row: lines filled in, quantities printed with what belongs to them.

use std::sync::Arc;

use super::footnotes::Marks;
use super::lines::fill;
use super::{baseline, judged, plot};
use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::language::pack::messages;
use crate::model::drawing::FigureKind;
use crate::model::inputs::Row;
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::TableCell;
use crate::model::table::{Column, Content, Declaration};
use crate::quantity::computed;
use crate::quantity::estimate::Estimate;
use crate::quantity::interval::IntervalKind;
use crate::quantity::proportion::Study;
use crate::quantity::rendered::Quantity;

/// The cells of a row.
pub fn cells(
    declaration: &Declaration,
    row: &Arc<Map>,
    marks: &Marks,
    context: &mut Context,
) -> Vec<TableCell> {
    let mut cells = Vec::new();
    for column in &declaration.columns {
        let mut cell = cell(declaration, column, row, context);
        let at = (row.text("id").to_string(), column.id.clone());
        cell.marks = marks.get(&at).cloned().unwrap_or_default();
        cells.push(cell);
    }
    cells
}

fn cell(
    declaration: &Declaration,
    column: &Column,
    row: &Arc<Map>,
    context: &mut Context,
) -> TableCell {
    let mut cell = TableCell::default();
    match &column.content {
        Content::Lines(lines) => {
            cell.lines = lines.iter().filter_map(|it| fill(it, Some(row), context)).collect();
        }
        Content::Results(ids) => {
            cell.alike = true;
            for id in ids {
                let found = context.inputs.measurement(row, id);
                let line = found.map(|(it, _)| labelled(row, &it, column.units, context));
                cell.lines.extend(line);
            }
            dash_if_empty(&mut cell, declaration, row);
        }
        Content::Value(ids) | Content::Interval(ids) | Content::Count(ids) => {
            measured(&mut cell, column, ids, row, context);
            if matches!(column.content, Content::Count(_)) {
                dash_if_empty(&mut cell, declaration, row);
            }
        }
        // A forest plot of an analysis and a summary of findings make their own cells.
        Content::Study(_) | Content::Finding(_) | Content::Boxed(_) | Content::Judgements(_) => {}
        Content::Characteristic => return baseline::name(declaration, row, context),
        Content::Arm(arm) => return baseline::arm(declaration, arm, row, context),
        Content::Name => return judged::name(row, context),
        Content::Judged(id) => return judged::cell(declaration, id, row, context),
        Content::People(ids) => {
            people(&mut cell, (declaration, column), ids, row, context);
        }
        Content::Plot(ids) => {
            let drawing = declaration.drawing.as_ref().map(|drawing| drawing.kind);
            let found = match drawing {
                Some(FigureKind::Icons) => plot::shares(ids, row, context.inputs),
                _ => plot::points(ids, row, context.inputs),
            };
            (cell.estimates, cell.points) = found.into_iter().unzip();
        }
    }
    cell
}

/// The first of these quantities that the row has, as its column shows it.
fn measured(
    cell: &mut TableCell,
    column: &Column,
    ids: &[String],
    row: &Arc<Map>,
    context: &mut Context,
) {
    let measurement = |id: &String| context.inputs.measurement(row, id);
    let Some((found, study)) = ids.iter().find_map(measurement) else { return };
    let printed = shown(&column.content, &found, &study, context);
    cell.quantity = printed.as_ref().and_then(|printed| printed.quantity.clone());
    let place = row.place.clone();
    let mut line = printed.map(|it| vec![Inline::Value(Arc::new(it), place.clone())]);
    if let Some(line) = &mut line
        && let Some(kind) = other_kind(&column.content, &found)
    {
        let name = kind.name(&context.writing.numbers);
        // The kind stands behind the number, which is then not aligned.
        cell.quantity = None;
        let [opening, closing] = &context.pack().punctuation.brackets;
        line.push(Inline::Text(format!("{opening}{name}{closing}"), place));
    }
    cell.lines.extend(line);
    cell.estimates.push(found);
}

/// People in dots.
fn people(
    cell: &mut TableCell,
    (declaration, column): (&Declaration, &Column),
    ids: &[String],
    row: &Arc<Map>,
    context: &mut Context,
) {
    // Which of the dots are filled has a name, or else all are alike.
    let all = declaration.columns.iter().filter(|_| !column.series.is_empty());
    let mut counts = all.filter_map(|it| match &it.content {
        Content::Count(ids) => Some(ids.as_slice()),
        _ => None,
    });
    let counted = counts.next().unwrap_or_default();
    let found = plot::people(ids, counted, row, context.inputs);
    // A number of which the source has several readings draws nobody: they stand there in words.
    for (estimate, _) in &found {
        if !other_readings(row, estimate, context).is_empty() {
            cell.lines.push(labelled(row, estimate, column.units, context));
        }
    }
    (cell.estimates, cell.points) = found.into_iter().unzip();
}

/// A result was asked for and none is recorded: the cell of a table says so, as those of numbers do.
fn dash_if_empty(cell: &mut TableCell, declaration: &Declaration, row: &Map) {
    if cell.lines.is_empty() && declaration.drawing.is_none() {
        let dash = Inline::Text(Quantity::DASH.to_string(), row.place.clone());
        cell.lines.push(vec![dash]);
    }
}

/// What the ends in a column of intervals are, where that is not a 95% confidence interval.
fn other_kind(content: &Content, estimate: &Estimate) -> Option<IntervalKind> {
    let printed = estimate.cell("low").is_some() && estimate.cell("high").is_some();
    let kind = estimate.interval();
    let is_other = kind != IntervalKind::usual();
    (matches!(content, Content::Interval(_)) && printed && is_other).then_some(kind)
}

/// A quantity, its interval, or the count behind it; nothing when the data do not say.
fn shown(
    content: &Content,
    estimate: &Estimate,
    study: &Study,
    context: &Context,
) -> Option<RenderedValue> {
    let beside = match content {
        Content::Interval(_) => computed::interval(estimate, Some(study), &context.writing),
        Content::Count(_) => computed::count(estimate, Some(study), &context.writing),
        _ => return Some(context.printed(estimate)),
    };
    beside.ok().map(RenderedValue::from)
}

/// What other places of the source print of the same quantity, where they differ from this.
fn other_readings(row: &Map, first: &Estimate, context: &Context) -> Vec<RenderedValue> {
    let (study, id) = (row.text("id"), first.row.text("id"));
    let groups = context.inputs.data.values().filter_map(|dataset| dataset.rows.get(study));
    let same = groups.filter_map(|row| match row {
        Row::Study(study) => study.get(id),
        _ => None,
    });
    let mut printed = vec![context.printed(first)];
    for reading in same.map(|estimate| context.printed(estimate)) {
        if printed.iter().all(|known| known.text != reading.text) {
            printed.push(reading);
        }
    }
    printed.split_off(1)
}

/// “mOS 12.4 months vs 7.4 months” and the like: label, value, comparator with its name; every reading of the
/// value when the source prints several.
fn labelled(row: &Map, estimate: &Arc<Estimate>, units: bool, context: &Context) -> Vec<Inline> {
    let place = estimate.row.place.clone();
    let label = estimate.row.bilingual("label");
    let text = |text: String| Inline::Text(text, place.clone());
    let value = |mut printed: RenderedValue| {
        if !units && let Some(quantity) = &mut printed.quantity {
            quantity.unit = None;
            printed.text = quantity.text();
        }
        Inline::Value(Arc::new(printed), place.clone())
    };
    let label = label.get_or_any(context.language);
    let mut line = vec![
        text(if label.is_empty() { String::new() } else { format!("{label} ") }),
        value(context.printed(estimate)),
    ];
    for reading in other_readings(row, estimate, context) {
        line.push(text(context.pack().messages.or.clone()));
        line.push(value(reading));
    }
    if let Some(quantity) = estimate.versus(&context.writing) {
        let origins = estimate.cell("comparator").map(|cell| cell.origin.clone());
        let printed = RenderedValue {
            text: quantity.text(),
            quantity: Some(quantity),
            origins: origins.into_iter().collect(),
            computed: None,
            excused: false,
            counts: false,
        };
        // “17.3 months vs 7.4 months”, or what it is compared with: “17.3 months (historical data 7.4 months)”.
        let against = estimate.row.bilingual("comparator_label");
        let against = against.get_or_any(context.language);
        let said = &context.pack().messages;
        let [opening, closing] = &said.against;
        let (before, after) = match against {
            "" => (said.versus.clone(), ""),
            against => (messages::fill(opening, &[("name", against)]), closing.as_str()),
        };
        line.push(text(before));
        line.push(Inline::Value(Arc::new(printed), place.clone()));
        line.push(text(after.to_string()));
    }
    line
}
