//! Rules over what tables, figures and documents declare.

pub mod aligned;
pub mod documents;
pub mod figures;
pub mod filled;
pub mod groups;
pub mod spoken;
pub mod tables;
pub mod visuals;
pub mod words;
mod written;

use std::collections::HashSet;

use crate::diagnostic::Findings;
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::{Inputs, Sources};

/// Checks the declarations of a document: its template, and the tables and figures that it shows.
pub fn check(
    inputs: &Inputs,
    sources: &Sources,
    document: &EvaluatedDocument,
    findings: &mut Findings,
) {
    let Some(declared) = inputs.manifest.documents.get(&document.name) else { return };
    documents::template(declared, sources, findings);
    spoken::document(declared, inputs, findings);
    let is_single = sources.single.is_some();
    document.manuscripts.iter().for_each(|it| documents::deck(declared, it, is_single, findings));
    let mut seen = HashSet::new();
    let mut seen_units = HashSet::new();
    for (insert, table) in document.tables.values().flatten() {
        let Some(declaration) = inputs.declaration(insert) else { continue };
        // What a declaration says is the same in every language.
        if seen.insert(&declaration.place) {
            visuals::check(declaration, inputs, findings);
            tables::names(declaration, inputs, findings);
            groups::check(declaration, inputs, findings);
            let languages = spoken::shown_in(document, inputs, &declaration.place);
            spoken::declaration(declaration, &languages, inputs, findings);
        }
        tables::citations(table, inputs, findings);
        tables::counts(declaration, table, findings);
        tables::units(declaration, inputs, table, findings);
        if seen_units.insert(&declaration.place) {
            tables::mixed_units(declaration, inputs, table, findings);
            aligned::check(declaration, inputs, table, findings);
        }
        figures::check(declaration, inputs, table, findings);
    }
}
