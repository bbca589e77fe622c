//! Results that a source prints beside the figures of its studies: each is recomputed, within rounding, by the
//! declared methods, or by any where the project does not say which were used.

mod absolute;
mod across;
mod figure;
pub mod integers;
mod plausible;
mod significance;
mod slips;
mod studies;
mod summary;
mod sums;
mod told;

use crate::diagnostic::{Diagnostic, Findings};
use crate::model::analysis::Analysis;
use crate::model::inputs::Inputs;

/// Compares every analysis with what is printed of it.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    across::check(inputs.analyses.values()).into_iter().for_each(|it| findings.push(it));
    for analysis in inputs.analyses.values() {
        let found = self::analysis(analysis);
        found.into_iter().for_each(|finding| findings.push(finding));
    }
}

fn analysis(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = plausible::check(analysis);
    found.extend(analysis.studies.iter().flat_map(integers::of_study));
    found.extend(analysis.studies.iter().filter_map(|it| significance::check(analysis, it)));
    sums::check(analysis, &mut found);
    absolute::check(analysis, &mut found);
    let (of_studies, plan) = studies::check(analysis);
    // What a study contradicts, its pooled result contradicts too; that is said once.
    if of_studies.is_empty() {
        summary::check(analysis, plan, &mut found);
    }
    found.extend(of_studies);
    found
}
