//! Results that a source prints beside the figures of its studies: each is recomputed, within rounding, by the
//! declared methods, or by any where the project does not say which were used.

mod absolute;
mod across;
mod crossover;
mod exchanged;
mod figure;
mod imprecise;
pub mod integers;
mod plausible;
mod repeated;
mod results;
mod risks;
mod shared_arms;
mod significance;
mod slips;
mod studies;
mod summary;
mod sums;
mod told;
mod whose;

use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::analysis::Analysis;
use crate::model::inputs::Inputs;

/// Compares every analysis with what is printed of it.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    across::check(inputs.analyses.values()).into_iter().for_each(|it| findings.push(it));
    risks::check(inputs).into_iter().for_each(|it| findings.push(it));
    imprecise::check(inputs).into_iter().for_each(|it| findings.push(it));
    let found = inputs.analyses.values().map(|it| (&**it, self::analysis(it))).collect();
    whose::told(found).into_iter().for_each(|it| findings.push(it));
}

fn analysis(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = plausible::check(analysis);
    found.extend(shared_arms::check(analysis));
    found.extend(analysis.studies.iter().filter_map(crossover::check));
    found.extend(analysis.studies.iter().flat_map(integers::of_study));
    found.extend(analysis.studies.iter().filter_map(|it| significance::check(analysis, it)));
    let (of_studies, of_results) = results::check(analysis);
    if !of_results.is_empty() && !repeated::explains(analysis) {
        found.extend(of_results);
    }
    // What a study contradicts, its percentages may contradict too; that is said once.
    found.retain(|it| {
        let of_row = |told: &Diagnostic| {
            told.place.file == it.place.file && told.place.line == it.place.line
        };
        it.code != codes::EVENT_PERCENTAGE || !of_studies.iter().any(of_row)
    });
    found.extend(of_studies);
    found
}
