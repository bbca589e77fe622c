//! What a figure draws of its rows: points on an axis, with intervals and comparators.

use std::sync::Arc;

use crate::data::tree::Map;
use crate::model::inputs::Inputs;
use crate::model::resolved::Point;
use crate::quantity::decimal::Decimal;
use crate::quantity::estimate::Estimate;
use crate::quantity::proportion::{Proportion, Study};
use crate::quantity::status::Status;
use crate::quantity::unit::Unit;
use crate::quantity::units::Units;

/// The points of one cell, each with the quantity that it shows.
pub fn points(ids: &[String], row: &Map, inputs: &Inputs) -> Vec<(Arc<Estimate>, Point)> {
    let mut points = Vec::new();
    for (series, id) in ids.iter().enumerate() {
        if let Some((found, study)) = inputs.measurement(row, id) {
            let point = point(series, &found, &study);
            points.push((found, point));
        }
    }
    points
}

/// The first of these quantities that the row's study has, as a number of people; with those of them that the first of
/// `counted` counts, where that is a share of all of them.
pub fn people(
    ids: &[String],
    counted: &[String],
    row: &Map,
    inputs: &Inputs,
) -> Vec<(Arc<Estimate>, Point)> {
    let first = |ids: &[String]| ids.iter().find_map(|id| inputs.measurement(row, id));
    let share = first(counted).and_then(|(it, study)| Proportion::of(&it, Some(&study)).ok());
    let shown = first(ids).map(|(found, study)| {
        let point = point(0, &found, &study);
        let of_all = |it: &Proportion| point.value == Some(f64::from(it.n));
        let counted = share.filter(of_all).map(|it| f64::from(it.events));
        (found, Point { counted, ..point })
    });
    shown.into_iter().collect()
}

/// The quantities of one cell as shares of a hundred: percentages and the like as they are, numbers of people of a known
/// number worked out, nothing else. A range keeps its ends; an interval is no range.
pub fn shares(ids: &[String], row: &Map, inputs: &Inputs) -> Vec<(Arc<Estimate>, Point)> {
    let mut points = points(ids, row, inputs);
    // As the file of units has them.
    let people = Units::built_in().find("people").as_ref().map(Unit::scale);
    for (estimate, point) in &mut points {
        let scale = estimate.unit.scale();
        let whole = estimate.cell("n").and_then(|cell| Some(Decimal::parse(&cell.text)?.value));
        let hundredths = match scale.dimension.is_empty() {
            true => Some(scale.factor * 100.0),
            false if people.as_ref() == Some(&scale) => {
                whole.filter(|it| *it > 0.0).map(|it| 100.0 / it)
            }
            false => None,
        };
        let share = |it: f64| hundredths.map(|factor| it * factor);
        let range = point.bounds.filter(|_| point.value.is_none());
        point.bounds = range.and_then(|(low, high)| share(low).zip(share(high)));
        point.value = point.value.and_then(share);
    }
    points
}

fn point(series: usize, estimate: &Estimate, study: &Study) -> Point {
    let number =
        |name| estimate.cell(name).and_then(|cell| Some(Decimal::parse(&cell.text)?.value));
    let count = Proportion::of(estimate, Some(study));
    let printed = number("low").zip(number("high"));
    Point {
        series,
        value: number("value"),
        bounds: printed.or_else(|| count.as_ref().ok().map(Proportion::interval)),
        n: number("n").or_else(|| count.ok().map(|count| f64::from(count.n))),
        versus: number("comparator"),
        open: estimate.status.as_ref().is_some_and(Status::is_beyond),
        ..Point::default()
    }
}
