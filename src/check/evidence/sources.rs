//! D1205, D0402, D0408–D0410: every figure has a reference, and every reference is cited in order.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::contradiction::{Contradiction, Side, Text};
use super::quantities::{StatedQuantity, plain_rows, stated_quantities};
use super::references::{self, entry, title_text};
use super::restated::keys;
use super::tongue::Tongue;
use crate::data::tree::{Cell, Map};
use crate::diagnostic::codes;
use crate::language::reading;
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
        .filter(|stated| is_cited(stated) || stated.estimate.is_own())
        .map(name)
        .collect();
    let mut seen = HashSet::new();
    let uncited = stated_quantities
        .iter()
        .filter(|stated| !cited.contains(&name(stated)) && seen.insert(name(stated)));
    let uncited = uncited.copied().collect();
    // One's own results alone do not make a project whose quantities have references.
    if stated_quantities.iter().any(is_cited) { uncited } else { Vec::new() }
}

fn is_cited(stated: &StatedQuantity) -> bool {
    stated.estimate.cell("reference").is_some()
}

/// D1205: a figure of the source for which the source cites nothing.
fn without_reference(stated: StatedQuantity) -> Option<Contradiction> {
    let cell = *stated.estimate.printed_cells().first()?;
    let message = format!("the quantity `{}` has no reference", stated.about());
    let found = stated.contradiction(codes::NO_REFERENCE, cell, message);
    let place = stated.estimate.cell("place");
    let found = found.side(Side::quantity(stated.estimate));
    let words = |tongue: &Tongue| tongue.words().no_reference.clone();
    Some(found.side(Side::said(words, &[cell], place)))
}

fn citations(inputs: &Inputs, rows: &[&Map], found: &mut Vec<Contradiction>) {
    let mut cited: HashMap<&str, Vec<&Map>> = HashMap::new();
    for row in rows {
        let own: BTreeSet<&str> = row.filled("cites").into_iter().flat_map(keys).collect();
        own.into_iter().for_each(|key| cited.entry(key).or_default().push(row));
    }
    let mut seen: HashSet<&str> = HashSet::new();
    // The next reference that is cited, and not yet seen: it only moves on.
    let mut next = 0;
    for row in rows {
        let Some(cites) = row.filled("cites") else { continue };
        for key in cites.text.split(';').map(str::trim) {
            match inputs.references.position(key) {
                None => found.push(unknown(cites, key)),
                Some(at) => {
                    // One that is never cited leaves a gap, and is found by a rule of its own.
                    let waits =
                        |it: &Reference| cited.contains_key(&*it.key) && !seen.contains(&*it.key);
                    while inputs.references.at(next).is_some_and(|it| !waits(it)) {
                        next += 1;
                    }
                    let expected = inputs.references.at(next).map_or(at, |_| next);
                    if seen.insert(key) {
                        found.extend(out_of_order(inputs, row, cites, at, expected));
                    }
                }
            }
        }
    }
    let in_table = |row: &&Map| reading::words().captions.is_in_table(row.text("cited_at"));
    for reference in inputs.references.iter() {
        let places = cited.get(&*reference.key);
        match places.and_then(|places| places.first()) {
            None => found.push(never(inputs, reference, rows)),
            Some(row) if places.into_iter().flatten().all(in_table) => {
                found.extend(only_in_tables(inputs, reference, row));
            }
            Some(_) => {}
        }
    }
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
    let key = &inputs.references.at(at)?.key;
    let message = format!(
        "reference {} is cited where {} would be next: the numbers are not in the order of citation",
        at + 1,
        expected + 1
    );
    (at > expected).then(|| {
        let found = Contradiction::new(codes::CITED_OUT_OF_ORDER, cites, key.clone(), message);
        let text = format!("[{}]", at + 1);
        let place = row.filled("cited_at");
        let found = found.side(Side::said(move |_| text.clone(), &[cites], place));
        let next = (expected + 1).to_string();
        let words = move |tongue: &Tongue| tongue.filled(|it| &it.was_next, "n", &next);
        found.side(Side::calculated(words, &[cites]))
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
    let words = |tongue: &Tongue| tongue.words().cited_nowhere.clone();
    found.side(Side::said(words, &parts, None))
}

/// D0409: an entry that only tables cite, so that no sentence rests on it.
fn only_in_tables(inputs: &Inputs, reference: &Reference, row: &Map) -> Option<Contradiction> {
    let cites = row.filled("cites")?;
    let at = inputs.references.position(&reference.key)? + 1;
    let message = format!("`{}` is cited in a table only", reference.key);
    let found = Contradiction::new(codes::CITED_IN_TABLES, cites, reference.key.clone(), message);
    let own = references::cell(reference);
    let words = move |tongue: &Tongue| tongue.cites(&[at]);
    let found = found.side(Side::said(words, &[cites], row.filled("cited_at")));
    let absent = Side {
        printed: Text::message(|it| &it.not_cited, &[cites])?,
        place: Text::said(|tongue| tongue.place("Text"), &[cites])?,
    };
    Some(found.references([Some(&own)]).side(Some(absent)))
}
