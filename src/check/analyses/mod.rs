//! Results that a source prints beside the figures of its studies: each is recomputed, within rounding, by the
//! declared methods, or by any where the project does not say which were used.

mod absolute;
mod across;
mod exchanged;
mod figure;
pub mod integers;
mod plausible;
mod repeated;
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
    let found = inputs.analyses.values().map(|it| (&**it, self::analysis(it))).collect();
    whose::told(found).into_iter().for_each(|it| findings.push(it));
}

fn analysis(analysis: &Analysis) -> Vec<Diagnostic> {
    let mut found = plausible::check(analysis);
    found.extend(analysis.studies.iter().flat_map(integers::of_study));
    found.extend(analysis.studies.iter().filter_map(|it| significance::check(analysis, it)));
    let (of_studies, of_results) = of_results(analysis);
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

/// What is wrong with printed figures of studies, and with what is printed of all of them.
fn of_results(analysis: &Analysis) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    absolute::check(analysis, &mut found);
    let (of_studies, plan) = studies::check(analysis);
    // Without a study that was left out nothing of all studies can agree.
    if !analysis.is_lacking {
        sums::check(analysis, &mut found);
    }
    // What a study contradicts, its pooled result contradicts too; that is said once.
    if of_studies.is_empty() && !analysis.is_lacking {
        summary::check(analysis, plan, &mut found);
    }
    (of_studies, found)
}
