//! `figures.toml` as an author writes it; these types are never filled, they are the schema.

#![allow(dead_code)]

use std::collections::BTreeMap;

use schemars::JsonSchema;

use super::form::one_of;
use super::manifest::Text;
use super::tables::{Declared, DeclaredColumn, Filter};
use crate::model::drawing::{FigureKind, Fill, SCALES};

/// Figures by name, as in `{{ figure("name") }}`.
#[derive(JsonSchema)]
pub struct Figures(BTreeMap<String, Figure>);

/// One figure.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Figure {
    /// What is drawn.
    kind: KindName,
    /// The axis; what is left out follows from the data.
    axis: Option<Axis>,
    /// Classes of rows, each with its mark; the legend names them.
    classes: Option<Vec<Class>>,
    /// The columns from left to right.
    columns: Option<Vec<Column>>,
    #[schemars(flatten)]
    declared: Declared,
}

/// One column. It shows `value`, `results`, `ci`, `count` or `plot`, or else `text`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Column {
    #[schemars(flatten)]
    declared: DeclaredColumn,
}

/// An axis.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Axis {
    /// Whether equal differences or equal ratios take equal room.
    scale: Option<ScaleName>,
    /// Where it begins.
    min: Option<f64>,
    /// Where it ends.
    max: Option<f64>,
    /// How far ticks stand apart; on an axis of ratios, the ratio between them.
    step: Option<f64>,
    /// Where a line stands to compare with.
    line: Option<f64>,
}

/// A class of rows.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Class {
    /// What the legend calls it.
    label: Text,
    /// Which rows it has.
    #[schemars(rename = "where")]
    filter: Filter,
    /// How its marks are filled.
    fill: Option<FillName>,
}

form! {
    /// A kind of figure.
    KindName = one_of(FigureKind::ALL.map(|(word, _)| word))
}

form! {
    /// A scale.
    ScaleName = one_of(SCALES.map(|(word, _)| word))
}

form! {
    /// How marks are filled.
    FillName = one_of(Fill::ALL.map(|(word, _)| word))
}
