//! `glossary.csv` to terms.

use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::keys;
use crate::model::reference::Term;

/// Reads the rows of the glossary; a row without a name in each language is a finding.
pub fn read(rows: &Node, findings: &mut Findings) -> Vec<Term> {
    let Node::List(list) = rows else {
        return Vec::new();
    };
    let maps = list.items.iter().filter_map(Node::as_map);
    maps.filter_map(|row| term(row, findings)).collect()
}

fn term(row: &Map, findings: &mut Findings) -> Option<Term> {
    for column in keys::GLOSSARY.required().filter(|column| row.text(column).is_empty()) {
        let message = format!("this term has no `{column}`");
        findings.push(Diagnostic::new(codes::MISSING_COLUMN, row.place.clone(), message));
    }
    let place: Place = row.place.clone();
    let complete = keys::GLOSSARY.required().all(|column| !row.text(column).is_empty());
    complete.then(|| Term {
        zh: row.text("zh").to_string(),
        en: row.text("en").to_string(),
        abbreviation: row.text("abbreviation").to_string(),
        synonyms: names(row.text("synonyms")),
        kind: row.text("kind").to_string(),
        also: names(row.text("also")),
        trade: names(row.text("trade")),
        counted: row.text("counted") == "yes",
        place,
    })
}

/// Names separated by semicolons.
fn names(text: &str) -> Vec<String> {
    let names = text.split([';', '；']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_string).collect()
}
