//! Inputs, manuscripts and resolved tables to findings: one rule, one file.

pub mod analyses;
pub mod characters;
pub mod declared;
pub mod evidence;
pub mod names;
pub mod policy;
pub mod rulings;
pub mod templates;
pub mod text;
pub mod texts;
pub mod translation;
pub mod wording;

use std::collections::HashSet;
use std::sync::Arc;

use crate::check::text::lexica::Lexica;
use crate::check::text::searched::SearchedTexts;
use crate::check::texts::untraced_numbers::{Names, NumberRule};
use crate::diagnostic::Findings;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
pub use translation::numbers::Skipped;
pub use translation::review::accept;
pub use translation::skipped::skipped;

/// Runs every rule over the evaluated documents.
pub fn documents(
    inputs: &Inputs,
    sources: &Sources,
    evaluated: &Evaluated,
    findings: &mut Findings,
) {
    let lexica = Lexica::new(&inputs.terms, &inputs.languages, &inputs.manifest.project.languages);
    let numbered = Names::new(inputs);
    let names = names::NameRules::new(inputs);
    let mut seen = HashSet::new();
    for document in &evaluated.documents {
        declared::check(inputs, sources, document, findings);
        // Slides and their handout have one text, which is checked once.
        if !seen.insert((Arc::as_ptr(&document.tables), document.title.is_some())) {
            continue;
        }
        let numbers = NumberRule::of_text(&numbered, inputs, document);
        let searched = SearchedTexts::new(&lexica, &document.manuscripts);
        for manuscript in &document.manuscripts {
            texts::check(inputs, sources, numbers.as_ref(), manuscript, findings);
            names.text(&searched, manuscript, findings);
            characters::texts::check(manuscript, findings);
            wording::check(inputs, manuscript, findings);
        }
        characters::texts::check_tables(document, findings);
        texts::declared::check(inputs, numbers.as_ref(), document, findings);
        if let [first, others @ ..] = document.manuscripts.as_slice() {
            let others = others.iter();
            others.for_each(|it| translation::check(inputs, &searched, first, it, findings));
        }
    }
    texts::links::check_references(&inputs.references, findings);
    texts::entries::check(inputs, evaluated, findings);
    characters::data::check(inputs, sources, findings);
    if let Some(numbers) = NumberRule::of_words(&numbered, inputs, evaluated) {
        texts::declared::check_words(inputs, &numbers, findings);
    }
    templates::check(inputs, sources, findings);
    analyses::check(inputs, findings);
    translation::check_wordings(inputs, &lexica, evaluated, findings);
    names.cells(&lexica, findings);
    translation::review::check(inputs, evaluated, findings);
}
