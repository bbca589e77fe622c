//! What a declared table names must be there, and its numbers must be in the units it says.

use indexmap::IndexMap;

use super::written;
use crate::data::tree::Cell;
use crate::data::work;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::model::inputs::{Dataset, Inputs, Row};
use crate::model::manuscript::{Inline, walk_inlines};
use crate::model::reference::Term;
use crate::model::resolved::Table;
use crate::model::table::{Column, Content, Declaration, Groups};
use crate::quantity::estimate::Estimate;

/// Keys that come from data are cited too, and must be in the bibliography.
pub fn citations(table: &Table, inputs: &Inputs, findings: &mut Findings) {
    let mut unknown = Vec::new();
    table.for_each_inlines(&mut |inlines| {
        walk_inlines(inlines, &mut |inline| {
            if let Inline::Cite(group) = inline {
                let known = |key: &str| inputs.references.get(key).is_some();
                unknown.extend(group.iter().filter(|it| !known(&it.key)).cloned());
            }
        });
    });
    for citation in unknown {
        let message =
            format!("the bibliography has no entry “{}”, which this table cites", citation.key);
        let known = inputs.references.iter().map(|it| it.key.as_str());
        let help = diagnostic::suggestion(&citation.key, known)
            .unwrap_or_else(|| "add it to the bibliography, or cite another".to_string());
        // The row that names it may have been told already.
        let finding = Diagnostic::new(codes::UNKNOWN_CITATION, citation.place, message);
        findings.push(finding.help(help).because(citation.key));
    }
}

/// Something that a declaration names and the project does not have.
struct Missing<'a> {
    /// What it is, with its name.
    what: String,
    /// The name as the declaration has it.
    word: &'a str,
    /// The names that could be meant.
    known: Vec<&'a str>,
}

/// What a declaration names must be in the data: columns, groups, quantities, abbreviations.
pub fn names(declaration: &Declaration, inputs: &Inputs, findings: &mut Findings) {
    let Some(dataset) = inputs.data.get(&declaration.data) else { return };
    let mut missing: Vec<Missing> = columns(declaration, dataset);
    let datasets = declaration.grouping.iter().filter_map(|grouping| match &grouping.groups {
        Groups::Rows { data, .. } => Some(data),
        Groups::Declared(_) => None,
    });
    let unknown = |it: &&String| !inputs.data.contains_key(it.as_str());
    missing.extend(datasets.filter(unknown).map(|it| Missing {
        what: format!("the data set “{it}”"),
        word: it,
        known: inputs.data.keys().map(String::as_str).collect(),
    }));
    missing.extend(quantities(declaration, inputs));
    let named = |term: &Term, short: &String| term.all_shorts().any(|it| it == short);
    let known = |short: &&String| !inputs.terms.iter().any(|term| named(term, short));
    missing.extend(declaration.abbreviations.iter().filter(known).map(|it| Missing {
        what: format!("the abbreviation “{it}” in the glossary"),
        word: it,
        known: inputs.terms.iter().flat_map(Term::all_shorts).collect(),
    }));
    for Missing { what, word, known } in missing {
        let message = format!("{} refers to {what}, which does not exist", declaration.describe());
        let place = written::of(declaration, inputs, word);
        let help = diagnostic::suggestion(word, known.iter().copied());
        let help = help.unwrap_or_else(|| match few(&known) {
            None => "add it to the data, or take it out of the declaration".to_string(),
            Some(few) => format!("there are {few}"),
        });
        findings.push(Diagnostic::new(codes::TABLE_MISMATCH, place, message).help(help));
    }
}

/// Some of these names, for a help line.
fn few(names: &[&str]) -> Option<String> {
    let mut few: Vec<String> = Vec::new();
    for name in names.iter().filter(|it| !it.is_empty()).map(|it| format!("`{it}`")) {
        if few.len() < MOST_NAMED && !few.contains(&name) {
            few.push(name);
        }
    }
    (!few.is_empty()).then(|| few.join(", "))
}

/// At most so many names are listed.
const MOST_NAMED: usize = 8;

/// The columns that a declaration names and no row has.
fn columns<'a>(declaration: &'a Declaration, dataset: &'a Dataset) -> Vec<Missing<'a>> {
    let has_column = |name: &str| {
        dataset.table_rows().inspect(|_| work::count(1)).any(|row| row.get(name).is_some())
    };
    // Without any row there is nothing to compare with; that is told of what is printed.
    let first = dataset.table_rows().next();
    let known = || first.iter().flat_map(|row| row.entries.keys()).map(String::as_str).collect();
    let named =
        columns_named(declaration).into_iter().filter(|it| first.is_some() && !has_column(it));
    let missing = named.map(|it| Missing {
        what: format!("the column “{it}” of `{}`", declaration.data),
        word: it,
        known: known(),
    });
    missing.collect()
}

/// The quantities that a declaration names and that nothing has.
fn quantities<'a>(declaration: &'a Declaration, inputs: &'a Inputs) -> Vec<Missing<'a>> {
    let groups = || {
        let rows = inputs.data.values().flat_map(|dataset| &dataset.rows);
        rows.filter_map(|(thing, row)| match row {
            Row::Study(group) => Some((thing, group)),
            _ => None,
        })
    };
    let has = |id: &String| {
        let further = id.rsplit_once(Dataset::JOINT);
        groups().any(|(thing, group)| match further {
            Some((further, own)) => {
                group.contains_key(id) || group.contains_key(own) && thing.ends_with(further)
            }
            None => group.contains_key(id),
        })
    };
    let ids = declaration.columns.iter().flat_map(|column| column.content.quantities());
    let missing = ids.filter(|id| !has(id)).map(|id| Missing {
        what: format!("the quantity “{id}”"),
        word: id,
        known: groups().flat_map(|(_, group)| group.keys()).map(String::as_str).collect(),
    });
    missing.collect()
}

/// The columns by which rows are chosen, grouped and classed.
fn columns_named(declaration: &Declaration) -> Vec<&String> {
    let mut filters = vec![&declaration.filter];
    let mut columns = Vec::new();
    for grouping in &declaration.grouping {
        match &grouping.groups {
            Groups::Declared(parts) => filters.extend(parts.iter().map(|part| &part.filter)),
            Groups::Rows { by, .. } => columns.push(by),
        }
    }
    let classes = declaration.drawing.iter().flat_map(|drawing| &drawing.classes);
    filters.extend(classes.map(|(part, _)| &part.filter));
    columns.extend(filters.iter().flat_map(|filter| &filter.0).map(|(column, _)| column));
    columns.sort();
    columns.dedup();
    columns
}

/// A column of intervals or counts that no row can fill asks what the data do not say.
pub fn counts(declaration: &Declaration, table: &Table, findings: &mut Findings) {
    let rows = table.rows();
    for (c, column) in declaration.columns.iter().enumerate() {
        let asks = matches!(column.content, Content::Interval(_) | Content::Count(_));
        let filled = rows.iter().any(|row| row.cells.get(c).is_some_and(|it| !it.lines.is_empty()));
        if asks && !filled && !rows.is_empty() {
            let message = format!(
                "{}: no row has a count, so the column “{}” would be empty",
                declaration.describe(),
                column.id
            );
            let place = declaration.place.clone();
            let finding = Diagnostic::new(codes::NO_COUNT, place, message);
            let help = match column.content {
                Content::Interval(_) => {
                    "give `low` and `high`, or `events` and `n`, in the rows of the quantities; or remove the column"
                }
                _ => "give `events` and `n` in the rows of the quantities, or remove the column",
            };
            findings.push(finding.help(help));
        }
    }
}

/// A number stands beneath its column's unit, so it must have that unit; the rows of a column that have the same other
/// unit are told together.
pub fn units(declaration: &Declaration, inputs: &Inputs, table: &Table, findings: &mut Findings) {
    let mut others: IndexMap<(&str, &str), (&Column, &Cell, usize)> = IndexMap::new();
    for row in table.rows() {
        for (column, cell) in declaration.columns.iter().zip(&row.cells) {
            for unit in cell.estimates.iter().filter_map(|it| other_unit(column, it)) {
                others.entry((&column.id, &unit.text)).or_insert((column, unit, 0)).2 += 1;
            }
        }
    }
    for ((id, written), (column, cell, count)) in others {
        let own = column.unit.as_ref().map_or("", |unit| unit.id());
        let rows = diagnostic::times(count, "rows");
        let message = format!(
            "this quantity is in {written}, but the column “{id}” of {} says {own}{rows}",
            declaration.describe()
        );
        let help = format!(
            "write the quantity in {own}, or give the column unit = \"{written}\" if all its rows are in it"
        );
        let finding = Diagnostic::new(codes::TABLE_MISMATCH, cell.place().clone(), message);
        let at = written::of(declaration, inputs, id);
        findings.push(finding.help(help).related(at, "the column"));
    }
}

/// A column of numbers without units whose quantities have several says what none of them is.
pub fn mixed_units(
    declaration: &Declaration,
    inputs: &Inputs,
    table: &Table,
    findings: &mut Findings,
) {
    let shows =
        |column: &Column| matches!(column.content, Content::Value(_) | Content::Interval(_));
    let asked = declaration.columns.iter().enumerate();
    let asked = asked.filter(|(_, it)| shows(it) && it.units && it.unit.is_none());
    for (c, column) in asked.filter(|_| declaration.drawing.is_none()) {
        let rows = table.rows();
        let estimates = rows.iter().filter_map(|row| row.cells.get(c)).flat_map(|it| &it.estimates);
        let mut units: IndexMap<&str, &Cell> = IndexMap::new();
        for unit in estimates.filter_map(|it| it.cell("unit")) {
            units.entry(&unit.text).or_insert(unit);
        }
        let (Some((_, first)), Some((_, second))) = (units.get_index(0), units.get_index(1)) else {
            continue;
        };
        let names: Vec<&str> = units.keys().copied().collect();
        let head = column.head.any().unwrap_or_default();
        let message = format!(
            "the column “{}” of {} prints numbers in several units without them: {}",
            if column.id.is_empty() { head } else { &column.id },
            declaration.describe(),
            names.join(", ")
        );
        let place = written::of(declaration, inputs, &column.id);
        let ids = column.content.quantities().iter().map(|id| format!("\"{id}\""));
        let help = format!(
            "state the quantities in one unit; `results = [{}]` in place of `value` prints each with its unit; `units = false` in the column says that the head tells",
            ids.collect::<Vec<_>>().join(", ")
        );
        let finding = Diagnostic::new(codes::TABLE_MISMATCH, place, message)
            .related(first.place().clone(), "one unit")
            .related(second.place().clone(), "another");
        findings.push(finding.help(help));
    }
}

/// The unit of a quantity, when it is not that of its column.
fn other_unit<'a>(column: &Column, estimate: &'a Estimate) -> Option<&'a Cell> {
    let differs = column.unit.as_ref().is_some_and(|unit| *unit != estimate.unit);
    estimate.cell("unit").filter(|_| differs)
}
