//! D1205, D0402, D0408–D0410: every figure has a reference, and every reference is cited in order.

use std::collections::HashSet;

use super::contradiction::{Contradiction, Side, said};
use super::quantities::{StatedQuantity, plain_rows, stated_quantities};
use super::references::{self, entry, title_text};
use super::restated::keys;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::codes;
use crate::model::inputs::Inputs;
use crate::model::reference::Reference;

/// Columns of a data set that records where the source cites what, in its reading order.
const CITATIONS: [&str; 2] = ["cited_at", "cites"];

/// Checks where figures come from, and the citations of the source.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    if !inputs.references.is_empty() {
        let stated_quantities: Vec<StatedQuantity> =
            stated_quantities(inputs).into_iter().flatten().collect();
        found.extend(uncited(&stated_quantities).into_iter().filter_map(without_reference));
    }
    let rows: Vec<&Map> = plain_rows(inputs, &CITATIONS).map(|row| &**row).collect();
    if !rows.is_empty() {
        citations(inputs, &rows, found);
    }
}

/// The quantities that no record of them gives a reference for, each once; none in a project
/// whose quantities have no references at all.
fn uncited<'a>(stated_quantities: &[StatedQuantity<'a>]) -> Vec<StatedQuantity<'a>> {
    let name = |stated: &StatedQuantity<'a>| (stated.study, stated.id);
    let cited: HashSet<_> = stated_quantities
        .iter()
        .filter(|stated| stated.estimate.cell("reference").is_some())
        .map(name)
        .collect();
    let mut seen = HashSet::new();
    let uncited = stated_quantities
        .iter()
        .filter(|stated| !cited.contains(&name(stated)) && seen.insert(name(stated)));
    if cited.is_empty() { Vec::new() } else { uncited.copied().collect() }
}

/// D1205: a figure of the source for which the source cites nothing.
fn without_reference(stated: StatedQuantity) -> Option<Contradiction> {
    let cell = *stated.estimate.printed_cells().first()?;
    let message = format!("the figure `{}` has no reference", stated.about());
    let found = stated.contradiction(codes::NO_REFERENCE, cell, message);
    let place = stated.estimate.cell("place");
    let found = found.side(Side::quantity(stated.estimate));
    Some(found.side(Side::said("未标文献".into(), "no reference".into(), &[cell], place)))
}

fn citations(inputs: &Inputs, rows: &[&Map], found: &mut Vec<Contradiction>) {
    let cited: HashSet<&str> =
        rows.iter().filter_map(|row| row.filled("cites")).flat_map(keys).collect();
    let mut seen: HashSet<&str> = HashSet::new();
    for row in rows {
        let Some(cites) = row.filled("cites") else { continue };
        for key in cites.text.split(';').map(str::trim) {
            match number(&inputs.references, key) {
                None => found.push(unknown(cites, key)),
                Some(at) => {
                    // One that is never cited leaves a gap, and is found by a rule of its own.
                    let next =
                        |it: &Reference| cited.contains(&*it.key) && !seen.contains(&*it.key);
                    let next = inputs.references.iter().position(next).unwrap_or(at);
                    if seen.insert(key) {
                        found.extend(out_of_order(inputs, row, cites, at, next));
                    }
                }
            }
        }
    }
    let in_table = |row: &&&Map| row.text("cited_at").starts_with("Table");
    for reference in &inputs.references {
        let places: Vec<&&Map> = rows
            .iter()
            .filter(|row| {
                row.filled("cites").is_some_and(|cell| keys(cell).contains(&&*reference.key))
            })
            .collect();
        match places.first() {
            None => found.push(never(inputs, reference, rows)),
            Some(row) if places.iter().all(in_table) => {
                found.extend(only_in_tables(inputs, reference, row));
            }
            Some(_) => {}
        }
    }
}

fn number(references: &[Reference], key: &str) -> Option<usize> {
    references.iter().position(|it| it.key == key)
}

fn unknown(cites: &Cell, key: &str) -> Contradiction {
    let message = format!("the source cites “{key}”, which the bibliography does not have");
    Contradiction::new(codes::UNKNOWN_CITATION, cites, key.to_string(), message)
}

/// D0410: numbered by first citation, the next new reference has the next number.
fn out_of_order(
    inputs: &Inputs,
    row: &Map,
    cites: &Cell,
    at: usize,
    expected: usize,
) -> Option<Contradiction> {
    let key = &inputs.references[at].key;
    let message = format!(
        "reference {} is cited where {} would be next: the numbers are not in the order of citation",
        at + 1,
        expected + 1
    );
    (at > expected).then(|| {
        let found = Contradiction::new(codes::CITED_OUT_OF_ORDER, cites, key.clone(), message);
        let text = format!("[{}]", at + 1);
        let found = found.side(Side::said(text.clone(), text, &[cites], row.filled("cited_at")));
        found.side(Side::calculated(
            format!("应为第 {} 个", expected + 1),
            format!("number {} was next", expected + 1),
            &[cites],
        ))
    })
}

/// D0408: an entry of the list that nothing cites.
fn never(inputs: &Inputs, reference: &Reference, rows: &[&Map]) -> Contradiction {
    let cell = references::cell(reference);
    let title = title_text(reference);
    let message =
        format!("`{}` is in the reference list, but the source never cites it", cell.text);
    let found = Contradiction::new(codes::NEVER_CITED, &cell, reference.key.clone(), message);
    let found = found.references([Some(&cell)]).side(entry(&inputs.references, reference, title));
    let last = rows.last().and_then(|row| row.filled("cites"));
    let parts: Vec<&Cell> = last.into_iter().collect();
    found.side(Side::said("全文未引用".into(), "cited nowhere".into(), &parts, None))
}

/// D0409: an entry that only tables cite, so that no sentence rests on it.
fn only_in_tables(inputs: &Inputs, reference: &Reference, row: &Map) -> Option<Contradiction> {
    let cites = row.filled("cites")?;
    let at = number(&inputs.references, &reference.key)? + 1;
    let message = format!("`{}` is cited in a table only", reference.key);
    let found = Contradiction::new(codes::CITED_IN_TABLES, cites, reference.key.clone(), message);
    let own = references::cell(reference);
    let (zh, en) = (format!("引文献 {at}"), format!("cites reference {at}"));
    let found = found.side(Side::said(zh, en, &[cites], row.filled("cited_at")));
    let absent = Side {
        printed: said("正文未引用", "not cited in the text", &[cites])?,
        place: said("正文", "Text", &[cites])?,
    };
    Some(found.references([Some(&own)]).side(Some(absent)))
}
