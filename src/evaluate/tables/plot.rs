//! What a figure draws of its rows: points on an axis, with intervals and comparators.

use std::sync::Arc;

use crate::data::tree::Map;
use crate::model::inputs::Inputs;
use crate::model::resolved::Point;
use crate::quantity::decimal::Decimal;
use crate::quantity::estimate::Estimate;
use crate::quantity::proportion::{Proportion, Study};
use crate::quantity::status::Status;

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
