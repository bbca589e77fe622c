//! Inputs and manuscripts to findings: one rule, one file; the data under `evidence`, texts here.

mod anchors;
mod citations;
pub mod evidence;
mod figures;
mod folding;
mod lexicon;
mod names;
mod numbers;
mod pairs;
mod passage;
pub mod policy;
mod review;

use crate::diagnostic::Diagnostic;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;
use lexicon::Lexica;
pub use review::accept;

/// Runs every rule over the texts.
pub fn texts(inputs: &Inputs, manuscripts: &[Manuscript]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for manuscript in manuscripts {
        anchors::check(manuscript, &mut findings);
        citations::check(inputs, manuscript, &mut findings);
        numbers::check(inputs, manuscript, &mut findings);
    }
    let lexica = Lexica::new(&inputs.terms);
    pairs::check_wordings(inputs, &lexica, &mut findings);
    for document in inputs.manifest.documents.keys() {
        let own: Vec<&Manuscript> =
            manuscripts.iter().filter(|it| it.document == *document).collect();
        if let [first, others @ ..] = own.as_slice() {
            others
                .iter()
                .for_each(|other| pairs::check(inputs, &lexica, first, other, &mut findings));
        }
    }
    names::check(inputs, &lexica, manuscripts, &mut findings);
    review::check(inputs, manuscripts, &mut findings);
    findings
}
