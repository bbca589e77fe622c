//! D1201: what the source prints of one thing in several places is the same in all of them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::contradiction::{Contradiction, Side};
use super::quantities::{StatedQuantity, plain_rows, stated_quantities};
use super::tongue::Tongue;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::codes;
use crate::language::Language;
use crate::language::packs::Languages;
use crate::model::inputs::Inputs;

/// What two records of one quantity must agree in.
const COMPARED: [&str; 11] = [
    "qualifier",
    "value",
    "low",
    "high",
    "interval",
    "unit",
    "events",
    "n",
    "comparator",
    "p",
    "status",
];

/// Columns of a data set that records words: the thing, what about it, and what is printed.
const WORDS: [&str; 4] = ["thing", "aspect", "printed", "place"];

/// Compares quantities that two data sets record, and words printed of one thing.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    quantities(inputs, found);
    counts(inputs, found);
    words(inputs, found);
}

/// What the list of things repeats in a column (`enrolled`) and is a quantity of theirs too (`n_enrolled`).
fn counts(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let mut stated: HashMap<(&str, &str), StatedQuantity> = HashMap::new();
    for own in stated_quantities(inputs).into_iter().flatten() {
        if let Some(study) = own.study {
            stated.entry((study, own.id)).or_insert(own);
        }
    }
    let columns = inputs.domain.measures.iter();
    for (id, column) in columns.filter_map(|measure| Some((&measure.id, measure.column.as_ref()?)))
    {
        for row in plain_rows(inputs, &["id", column]) {
            let own = stated.get(&(row.text("id"), id.as_str()));
            let Some((stated, cell)) = own.zip(row.cell(column)) else { continue };
            let Some(value) = stated.estimate.cell("value") else { continue };
            if value.text != cell.text {
                let message = format!(
                    "`{column}` is {}, but `{}` is {}",
                    cell.text,
                    stated.about(),
                    value.text
                );
                let contradiction = stated.contradiction(codes::READINGS, cell, message);
                found.push(contradiction.beside(value, "the other record"));
            }
        }
    }
}

/// One quantity recorded in two data sets (what the tables print, what the text prints).
fn quantities(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let mut seen: HashMap<(Option<&str>, &str), StatedQuantity> = HashMap::new();
    for stated in stated_quantities(inputs).into_iter().flatten() {
        match seen.get(&(stated.study, stated.id)) {
            Some(first) => {
                found.extend(quantity(*first, stated, &inputs.languages));
                found.extend(citation(inputs, *first, stated));
            }
            None => drop(seen.insert((stated.study, stated.id), stated)),
        }
    }
}

fn quantity(
    first: StatedQuantity,
    second: StatedQuantity,
    known: &Languages,
) -> Option<Contradiction> {
    let differs = |column: &&&str| match (text(first, column), text(second, column)) {
        (Some(one), Some(other)) => one != other,
        // One place may say less than the other, but not about the value itself.
        (None, None) => false,
        _ => ["value", "low", "high", "status"].contains(column),
    };
    let column = COMPARED.iter().find(differs)?;
    let cell = |stated: StatedQuantity<'_>| {
        let cell = stated
            .estimate
            .cell(column)
            .or_else(|| stated.estimate.printed_cells().first().copied());
        cell.cloned()
    };
    let (one, other) = (cell(first)?, cell(second)?);
    let message = format!(
        "the source prints {} in one place and {} in another ({column} of `{}`)",
        spoken(first, column, known),
        spoken(second, column, known),
        first.about()
    );
    let found = first.contradiction(codes::READINGS, &one, message);
    let found =
        found.beside(&other, "the other place").references([second.estimate.cell("reference")]);
    Some(found.side(side(first, column)).side(side(second, column)))
}

fn text<'a>(stated: StatedQuantity<'a>, column: &str) -> Option<&'a str> {
    stated.estimate.cell(column).map(|cell| &*cell.text)
}

/// The quantity, or the column in which two records of it differ when that is not what is printed.
fn side(stated: StatedQuantity, column: &str) -> Option<Side> {
    match stated.estimate.cell(column) {
        Some(cell) if ["interval", "events", "n", "comparator", "p"].contains(&column) => {
            let text = format!("{column} = {}", cell.text);
            Side::said(move |_| text.clone(), &[cell], stated.estimate.cell("place"))
        }
        _ => Side::quantity(stated.estimate),
    }
}

fn spoken(stated: StatedQuantity, column: &str, known: &Languages) -> String {
    match stated.estimate.cell(column) {
        Some(cell) if column != "value" => cell.text.to_string(),
        _ => Tongue::of(Language::base(), known).quantity(stated.estimate).replace('\u{a0}', " "),
    }
}

/// One quantity for which two places of the source cite different references.
fn citation(
    inputs: &Inputs,
    first: StatedQuantity,
    second: StatedQuantity,
) -> Option<Contradiction> {
    let (one, other) = (first.estimate.cell("reference")?, second.estimate.cell("reference")?);
    if keys(one) == keys(other) {
        return None;
    }
    let message = format!(
        "the source cites {} in one place and {} in another for `{}`",
        one.text,
        other.text,
        first.about()
    );
    let about = format!("{}.reference", first.about());
    let found =
        Contradiction::new(codes::READINGS, one, about, message).beside(other, "the other place");
    let found = found.references([Some(one), Some(other)]);
    let number = |key: &&str| inputs.references.position(key);
    let said = |cell: &Cell, place| {
        let mut numbers: Vec<usize> =
            keys(cell).iter().filter_map(number).map(|at| at + 1).collect();
        numbers.sort_unstable();
        Side::said(move |tongue: &Tongue| tongue.cites(&numbers), &[cell], place)
    };
    let found = found.side(said(one, first.estimate.cell("place")));
    Some(found.side(said(other, second.estimate.cell("place"))))
}

/// The citation keys of a cell, in no order.
pub fn keys(cell: &Cell) -> Vec<&str> {
    let mut keys: Vec<&str> =
        cell.text.split(';').map(str::trim).filter(|it| !it.is_empty()).collect();
    keys.sort_unstable();
    keys
}

/// Words that the source prints of one thing in several places.
fn words(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let languages = &inputs.manifest.project.languages;
    let mut things: IndexMap<String, Vec<&Arc<Map>>> = IndexMap::new();
    for row in plain_rows(inputs, &WORDS) {
        let about = format!("{}.{}", row.text("thing"), row.text("aspect"));
        things.entry(about).or_default().push(row);
    }
    for (about, rows) in things {
        let first = rows[0];
        let is_other = |row: &&&Arc<Map>| wording(row, languages) != wording(first, languages);
        if let Some(other) = rows.iter().find(is_other) {
            found.extend(differing(about, first, other));
        }
    }
}

/// The files that record what others have written, in their words; nobody's own wording.
pub fn quotations(inputs: &Inputs) -> HashSet<&str> {
    let rows = plain_rows(inputs, &WORDS).map(|row| &*row.place.file);
    rows.chain(inputs.manifest.project.references.iter().map(|file| &*file.path)).collect()
}

/// What is printed, in each of some languages.
fn wording(row: &Map, languages: &[Language]) -> Vec<String> {
    let printed = row.bilingual("printed");
    languages.iter().map(|language| printed.get_or_any(*language).to_string()).collect()
}

fn differing(about: String, first: &Map, second: &Map) -> Option<Contradiction> {
    let cell = |row: &Map| row.get("printed").and_then(super::contradiction::first_cell).cloned();
    let (one, other) = (cell(first)?, cell(second)?);
    let message = format!(
        "for `{about}` the source prints “{}” in one place and “{}” in another",
        in_base(first),
        in_base(second)
    );
    let side = |row: &Map| Side::printed(row.get("printed")?, row.filled("place"));
    let found = Contradiction::new(codes::READINGS, &one, about, message);
    let found = found.beside(&other, "the other place");
    let found = found.references([first.filled("reference"), second.filled("reference")]);
    Some(found.side(side(first)).side(side(second)))
}

fn in_base(row: &Map) -> String {
    row.bilingual("printed").get_or_any(Language::base()).to_string()
}
