//! `tables.toml` as an author writes it; these types are never filled, they are the schema.

#![allow(dead_code)]

use std::collections::BTreeMap;

use schemars::{JsonSchema, json_schema};

use super::data::UnitName;
use super::form::one_of;
use super::manifest::Text;
use crate::model::table::{ALIGNMENTS, LENGTHS};

/// Tables by name, as in `{{ table("name") }}`.
#[derive(JsonSchema)]
pub struct Tables(BTreeMap<String, Table>);

/// One table.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Table {
    /// Whether the table stands on a landscape page.
    landscape: Option<bool>,
    /// The columns from left to right.
    columns: Option<Vec<Column>>,
    #[schemars(flatten)]
    declared: Declared,
}

/// What tables and figures have in common.
#[derive(JsonSchema)]
pub struct Declared {
    /// The data set whose rows it shows.
    data: String,
    /// Rows are shown when each of these columns has this value, or one of these values.
    #[schemars(rename = "where")]
    filter: Option<Filter>,
    /// The caption.
    caption: Text,
    /// What the table was made from.
    source: Option<Text>,
    /// How rows are grouped; figures may have groups within groups, the outer first.
    group: Option<Groups>,
    /// Abbreviations spelled out beneath, from the glossary.
    abbreviations: Option<Vec<String>>,
    /// Notes beneath.
    notes: Option<Vec<Note>>,
    /// Whether recorded contradictions about the studies shown are noted beneath; yes when absent.
    contradictions: Option<bool>,
}

/// Columns, each with the value or values that rows must have there.
pub type Filter = BTreeMap<String, TextOrTexts>;

#[derive(JsonSchema)]
#[schemars(untagged)]
enum Groups {
    One(Group),
    Several(Vec<Group>),
}

/// How rows are grouped: by a column whose values have labels or name rows of a data set, or by parts.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Group {
    /// What stands over the groups, in a map or a flow.
    head: Option<Text>,
    /// The column that decides.
    by: Option<String>,
    /// What is printed for each of its values, in order.
    labels: Option<BTreeMap<String, Text>>,
    /// The data set whose rows the column names.
    data: Option<String>,
    /// Lines of the label, filled in with that row.
    text: Option<Lines>,
    /// Groups one by one.
    parts: Option<Vec<Part>>,
}

/// Rows that belong together.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Part {
    /// What they are called.
    label: Text,
    /// Which rows they are.
    #[schemars(rename = "where")]
    filter: Filter,
}

/// One column. It shows `value`, `results`, `ci` or `count`, or else `text`.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
struct Column {
    /// What stands over the head, once for neighbours that say the same.
    over: Option<Text>,
    #[schemars(flatten)]
    declared: DeclaredColumn,
}

/// What the columns of tables and figures have in common.
#[derive(JsonSchema)]
pub struct DeclaredColumn {
    /// The name by which notes refer to it.
    id: Option<String>,
    /// What stands in the head.
    head: Text,
    /// The unit beneath the head; said once, above, when all columns under one head have it.
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
    results: Option<TextOrTexts>,
    /// The 95% interval of that quantity: printed, or exact and marked as computed.
    ci: Option<TextOrTexts>,
    /// The count behind that percentage, `7/37`.
    count: Option<TextOrTexts>,
    /// The quantities drawn on the axis; figures only.
    plot: Option<TextOrTexts>,
    /// What the quantities of `plot` are called, in their order.
    series: Option<Vec<Text>>,
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
pub enum TextOrTexts {
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
