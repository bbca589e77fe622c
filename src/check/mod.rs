//! Inputs, manuscripts and resolved tables to findings: one rule, one file.

pub mod declared;
pub mod evidence;
pub mod names;
pub mod policy;
pub mod text;
pub mod texts;
pub mod translation;

use crate::check::text::lexicon::Lexica;
use crate::diagnostic::Findings;
use crate::model::evaluated::Evaluated;
use crate::model::inputs::{Inputs, Sources};
pub use translation::review::accept;

/// Runs every rule over the evaluated documents.
pub fn documents(
    inputs: &Inputs,
    sources: &Sources,
    evaluated: &Evaluated,
    findings: &mut Findings,
) {
    for document in &evaluated.documents {
        declared::check(inputs, sources, document, findings);
        for manuscript in &document.manuscripts {
            texts::check(inputs, sources, manuscript, findings);
        }
    }
    let lexica = Lexica::new(&inputs.terms);
    translation::check_wordings(inputs, &lexica, findings);
    for document in &evaluated.documents {
        if let [first, others @ ..] = document.manuscripts.as_slice() {
            let others = others.iter();
            others.for_each(|it| translation::check(inputs, &lexica, first, it, findings));
        }
    }
    names::check(inputs, &lexica, evaluated, findings);
    translation::review::check(inputs, evaluated, findings);
}
