//! Rows of data files as an author writes them; these types are never filled, they are the schema.

#![allow(dead_code)]

use schemars::{JsonSchema, json_schema};
use serde_json::{Value, json};

use super::form::one_of;
use crate::quantity::estimate::Estimate;
use crate::quantity::unit::UNITS;

/// A row that states one quantity. Other columns are the author's own.
#[derive(JsonSchema)]
pub struct Evidence {
    /// Its name; with `study`, the name within that study.
    id: String,
    /// A row of the data set `studies`.
    study: Option<String>,
    /// The number as printed in the source.
    value: Option<Number>,
    /// The lower end of a range.
    low: Option<Number>,
    /// The upper end of a range.
    high: Option<Number>,
    /// The unit of value, low, high and comparator.
    unit: UnitName,
    /// A sign before the number.
    qualifier: Option<Qualifier>,
    /// A word instead of a number.
    status: Option<Status>,
    /// The comparator's number, in the same unit.
    comparator: Option<Number>,
    /// How many had the event.
    events: Option<Number>,
    /// Of how many.
    n: Option<Number>,
    /// The P value, with its sign if it has one.
    p: Option<Probability>,
    /// What is measured: `ORR`, `N`; rates estimated from times end in `_RATE`.
    measure: Option<String>,
    /// When, as `6 months` or `2 years`.
    timepoint: Option<String>,
    /// The quantities that a stated range speaks of: `mos where class = targeted, dual`.
    covers: Option<String>,
    /// Citation keys, joined by semicolons.
    reference: Option<String>,
    /// The place in the source, as `Table 3, row 9`.
    place: Option<String>,
}

/// A term, its abbreviation and its kind. Other columns are the author's own.
#[derive(JsonSchema)]
pub struct Term {
    /// The Chinese name.
    #[schemars(length(min = 1))]
    zh: String,
    /// The English name.
    #[schemars(length(min = 1))]
    en: String,
    /// The abbreviation.
    abbreviation: Option<String>,
    /// Other names of the same thing, joined by semicolons; understood, but not used in the text.
    synonyms: Option<String>,
    /// The kind: drug, gene, measure, trial …
    kind: Option<String>,
    /// Other names that are in use in the text, joined by semicolons.
    also: Option<String>,
    /// Trade names, joined by semicolons; understood, but not used in the text.
    trade: Option<String>,
    /// For the author.
    note: Option<String>,
}

form! {
    /// Digits with at most one point, exactly as printed; nothing for an empty field.
    Number = json_schema!({ "type": ["string", "number"], "pattern": r"^(-?[0-9]+(\.[0-9]+)?)?$" })
}

form! {
    /// A number that may carry a sign of comparison.
    Probability = json_schema!({ "type": ["string", "number"], "pattern": r"^([<>≤≥=]*[0-9]+(\.[0-9]+)?)?$" })
}

form! {
    /// The name of a unit.
    UnitName = one_of(UNITS.iter().map(|unit| unit.id))
}

form! {
    /// A sign, or an empty field.
    Qualifier = one_of(Estimate::QUALIFIERS.iter().map(|(sign, _)| *sign).chain([""]))
}

form! {
    /// A word, or an empty field.
    Status = one_of(Estimate::STATUSES.into_iter().chain([""]))
}

/// A schema of rows as a Table Schema.
pub fn table_schema(schema: &Value) -> Option<Value> {
    let row = resolve(schema, schema.get("items")?);
    let is_required =
        |name: &str| row["required"].as_array().is_some_and(|it| it.contains(&json!(name)));
    let field = |(name, property): (&String, &Value)| {
        let form = resolve(schema, &property["allOf"][0]);
        let mut constraints = json!({ "required": is_required(name) });
        for key in ["enum", "pattern"] {
            if let Some(value) = property.get(key).or(form.get(key)) {
                constraints[key] = value.clone();
            }
        }
        json!({
            "name": name,
            "type": "string",
            "description": property["description"],
            "constraints": constraints,
        })
    };
    let fields: Vec<Value> = row["properties"].as_object()?.iter().map(field).collect();
    Some(json!({ "fields": fields, "missingValues": [""] }))
}

fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    let pointer = schema["$ref"].as_str().and_then(|reference| reference.strip_prefix('#'));
    pointer.and_then(|pointer| root.pointer(pointer)).unwrap_or(schema)
}
