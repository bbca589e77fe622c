//! D0104: words that a declaration prints are there in every language in which it is shown.

use super::written;
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::Inputs;
use crate::model::manifest::Document;
use crate::model::table::Declaration;

/// The words of a table or figure in each of these languages; in one that is left out, the page would print another.
pub fn declaration(
    declaration: &Declaration,
    languages: &[Language],
    inputs: &Inputs,
    findings: &mut Findings,
) {
    written::nodes(declaration, inputs)
        .for_each(|node| words(&declaration.name, node, languages, findings));
}

/// The title of a document, and what stands above it, in the languages of its editions.
pub fn document(document: &Document, inputs: &Inputs, findings: &mut Findings) {
    let at = |root: &Map| {
        let documents = root.get("documents")?.as_map()?;
        Some(documents.get(&document.name)?.as_map()?.clone())
    };
    let Some(map) = inputs.declared.iter().find_map(|root| at(root)) else { return };
    let mut languages: Vec<Language> = Vec::new();
    for language in document.editions.iter().flat_map(|it| it.languages()) {
        if !languages.contains(language) {
            languages.push(*language);
        }
    }
    for key in ["title", "headline"] {
        map.get(key).iter().for_each(|node| words(key, node, &languages, findings));
    }
}

/// The languages in which a document shows each of its tables and figures, in the order of the project.
pub fn shown_in<'a>(
    document: &'a EvaluatedDocument,
    inputs: &'a Inputs,
    place: &'a Place,
) -> Vec<Language> {
    let shows = |language: &&Language| {
        let table = document.tables.get(*language);
        table.is_some_and(|all| {
            all.iter().any(|(it, _)| inputs.declaration(it).is_some_and(|it| it.place == *place))
        })
    };
    inputs.manifest.project.languages.iter().filter(shows).copied().collect()
}

fn words(key: &str, node: &Node, languages: &[Language], findings: &mut Findings) {
    match node {
        Node::Cell(_) => {}
        Node::List(list) => {
            list.items.iter().for_each(|item| words(key, item, languages, findings));
        }
        Node::Map(map) if map.is_translated() => {
            let lacks = |it: &&Language| map.in_language(**it).is_none();
            for language in languages.iter().filter(lacks) {
                let message = format!("`{key}` is missing in the language {language}");
                let finding = Diagnostic::new(codes::MISSING_KEY, map.place.clone(), message);
                findings.push(finding.help(format!("add {language} = \"…\"")));
            }
        }
        Node::Map(map) => {
            for (key, entry) in &map.entries {
                words(key, &entry.node, languages, findings);
            }
        }
    }
}
