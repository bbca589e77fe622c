//! `glossary.csv` to terms.

use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::packs::Languages;
use crate::language::{Bilingual, Language};
use crate::model::domain::TermKind;
use crate::model::reference::Term;

/// Reads the rows of the glossary; a row without a name in each language of the project is a finding.
pub fn read(
    rows: &Node,
    languages: &[Language],
    known: &Languages,
    findings: &mut Findings,
) -> Vec<Term> {
    let Node::List(list) = rows else {
        return Vec::new();
    };
    let maps = list.items.iter().filter_map(Node::as_map);
    maps.filter_map(|row| term(row, languages, known, findings)).collect()
}

fn term(
    row: &Map,
    languages: &[Language],
    known: &Languages,
    findings: &mut Findings,
) -> Option<Term> {
    let named = row.entries.iter().filter_map(|(column, entry)| {
        let name = entry.node.as_cell().filter(|cell| !cell.text.is_empty())?;
        Some((known.find(column)?, name.text.to_string()))
    });
    let mut all: Vec<(Language, String)> = named.collect();
    let order = |language: Language| languages.iter().position(|it| *it == language);
    all.sort_by_key(|(language, _)| order(*language).unwrap_or(usize::MAX));
    let has = |language: Language| all.iter().any(|(own, _)| language.line().any(|it| it == *own));
    let lacking: Vec<&Language> = languages.iter().filter(|it| !has(**it)).collect();
    for language in &lacking {
        let message = format!("this term has no `{language}`");
        findings.push(Diagnostic::new(codes::MISSING_COLUMN, row.place.clone(), message));
    }
    let place: Place = row.place.clone();
    lacking.is_empty().then(|| Term {
        names: all,
        abbreviation: abbreviation(row, findings),
        synonyms: names(row.text("synonyms")),
        kind: row.text("kind").to_string(),
        checks: TermKind::default(),
        also: names(row.text("also")),
        trade: names(row.text("trade")),
        counted: row.text("counted") == "yes",
        place,
    })
}

/// One abbreviation, or one for each language (`abbreviation.es`); a blank field is none.
fn abbreviation(row: &Map, findings: &mut Findings) -> Bilingual {
    let filled = |map: &Map| {
        let own = map.to_bilingual();
        let texts = own.all().filter(|(_, text)| !text.is_empty());
        texts.map(|(language, text)| (language, text.to_string())).collect()
    };
    match row.get("abbreviation") {
        Some(Node::Cell(cell)) if !cell.text.is_empty() => Bilingual::same(&cell.text),
        Some(Node::Map(map)) if map.is_translated() => filled(map),
        Some(node @ (Node::Map(_) | Node::List(_))) => {
            let message = "`abbreviation` must be a text, or a column for each language";
            findings.push(Diagnostic::new(codes::WRONG_TYPE, node.place().clone(), message));
            Bilingual::default()
        }
        _ => Bilingual::default(),
    }
}

/// Names separated by semicolons.
fn names(text: &str) -> Vec<String> {
    let names = text.split([';', '；']).map(str::trim).filter(|name| !name.is_empty());
    names.map(str::to_string).collect()
}
