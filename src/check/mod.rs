//! Inputs and manuscripts to findings: one rule, one file; the data under `evidence`, texts here.

mod anchors;
mod citations;
pub mod evidence;
mod numbers;
mod pairs;
pub mod policy;

use crate::diagnostic::Diagnostic;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;

/// Runs every rule over the texts.
pub fn texts(inputs: &Inputs, manuscripts: &[Manuscript]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for manuscript in manuscripts {
        anchors::check(manuscript, &mut findings);
        citations::check(inputs, manuscript, &mut findings);
        numbers::check(inputs, manuscript, &mut findings);
    }
    for document in inputs.manifest.documents.keys() {
        let own: Vec<&Manuscript> =
            manuscripts.iter().filter(|it| it.document == *document).collect();
        if let [first, others @ ..] = own.as_slice() {
            others.iter().for_each(|other| pairs::check(first, other, &mut findings));
        }
    }
    findings
}
