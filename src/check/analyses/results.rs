//! Everything that a source prints of an analysis, beside what its studies give: figures of studies, sums, pooled results.

use super::{absolute, studies, summary, sums};
use crate::diagnostic::Diagnostic;
use crate::model::analysis::Analysis;

/// What is wrong with printed figures of studies, and with what is printed of all of them.
pub fn check(analysis: &Analysis) -> (Vec<Diagnostic>, Vec<Diagnostic>) {
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
