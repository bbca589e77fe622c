//! Inputs and manuscripts to findings: one rule, one file.

mod anchors;
mod arithmetic;
mod citations;
mod numbers;
mod pairs;
mod references;
mod waivers;

use crate::diagnostic::Diagnostic;
use crate::model::inputs::Inputs;
use crate::model::manuscript::Manuscript;

/// Runs every rule.
pub fn check(inputs: &Inputs, manuscripts: &[Manuscript]) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    arithmetic::check(inputs, &mut findings);
    references::check(inputs, &mut findings);
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
    waivers::apply(&inputs.manifest.waivers, findings)
}
