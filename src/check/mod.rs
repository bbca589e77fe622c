//! Inputs and manuscripts to findings: one rule, one file.

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
        citations::check(inputs, manuscript, &mut findings);
        numbers::check(inputs, manuscript, &mut findings);
    }
    for document in inputs.manifest.documents.keys() {
        let own: Vec<&Manuscript> =
            manuscripts.iter().filter(|it| it.document == *document).collect();
        for (i, other) in own.iter().enumerate().skip(1) {
            pairs::check(own[0], own[i], &mut findings);
            debug_assert_eq!(other.document, own[0].document);
        }
    }
    waivers::apply(&inputs.manifest.waivers, findings)
}
