//! `tables.toml` as an author writes it; these types are never filled, they are the schema.

#![allow(dead_code)]

use std::collections::BTreeMap;

use schemars::{JsonSchema, json_schema};

use super::data::UnitName;
use super::manifest::Text;
use super::one_of;
use crate::model::table::{ALIGNMENTS, LENGTHS};

/// Tables by name, as in `{{ table("name") }}`.
#[derive(JsonSchema)]
pub struct Tables(BTreeMap<String, Table>);

/// One table.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Table {
    /// The data set whose rows it shows.
    data: String,
    /// Rows are shown when each of these columns has this value, or one of these values.
    #[schemars(rename = "where")]
    filter: Option<BTreeMap<String, TextOrTexts>>,
    /// The caption.
    caption: Text,
    /// What the table was made from.
    source: Option<Text>,
    /// Whether the table stands on a landscape page.
    landscape: Option<bool>,
    /// How rows are grouped.
    group: Option<Group>,
    /// The columns from left to right.
    columns: Option<Vec<Column>>,
    /// Abbreviations spelled out beneath, from the glossary.
    abbreviations: Option<Vec<String>>,
    /// Notes beneath.
    notes: Option<Vec<Note>>,
}

/// How rows are grouped.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Group {
    /// The column that decides.
    by: String,
    /// What is printed for each of its values, in order.
    labels: Option<BTreeMap<String, Text>>,
}

/// One column. It shows `value`, or else `results`, or else `text`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Column {
    /// The name by which notes refer to it.
    id: Option<String>,
    /// What stands in the head.
    head: Text,
    /// The unit beneath the head.
    unit: Option<UnitName>,
    /// Whether quantities carry their units; a head such as “Patients” can say it for all.
    units: Option<bool>,
    /// `decimal` for values, or else `left`, when absent.
    align: Option<Alignment>,
    /// `auto`, or a number with its unit: `84pt`, `1fr`.
    width: Option<Width>,
    /// The quantity of the row's study, or the first of several that it has, aligned on its point.
    value: Option<TextOrTexts>,
    /// The quantities of the row's study, each with its label.
    results: Option<Vec<String>>,
    /// Lines of text with values in `{{ }}`; `row` is the row, empty lines vanish.
    text: Option<Lines>,
}

/// A note, lettered when it belongs to a cell.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Note {
    /// Row id, point, column id; or without, for the whole table.
    #[schemars(regex(pattern = r"\."))]
    at: Option<String>,
    /// What it says.
    text: Text,
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum TextOrTexts {
    One(String),
    Several(Vec<String>),
}

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Lines {
    One(Text),
    Several(Vec<Text>),
}

form! {
    /// How a column is aligned.
    Alignment = one_of(ALIGNMENTS)
}

form! {
    /// A width.
    Width = json_schema!({
        "type": "string",
        "pattern": format!(r"^(auto|[0-9]+(\.[0-9]+)?({}))$", LENGTHS.join("|")),
    })
}
