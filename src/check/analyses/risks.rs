//! D1351: risks that the pooled effect carries over everybody, or below nobody.

use std::collections::HashSet;

use crate::data::tree::Cell;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::analysis::Analysis;
use crate::model::inputs::Inputs;
use crate::quantity::synthesis::absolute::Baseline;

/// Checks the risks of analyses, and those of summaries of findings; one that both start from is told once.
pub fn check(inputs: &Inputs) -> Vec<Diagnostic> {
    let own = inputs.analyses.values().flat_map(|analysis| {
        analysis.baselines.iter().map(move |(cell, baseline)| (&**analysis, cell, *baseline))
    });
    let outcomes = inputs.summaries.values().flat_map(|it| &it.outcomes);
    let of_outcomes = outcomes.flat_map(|outcome| {
        outcome.risks.iter().map(move |risk| (&*outcome.analysis, &risk.cell, risk.baseline))
    });
    let mut told = HashSet::new();
    own.chain(of_outcomes)
        .filter_map(|(analysis, cell, baseline)| impossible(analysis, cell, baseline))
        .filter(|finding| told.insert((finding.place.clone(), finding.message.clone())))
        .collect()
}

fn impossible(analysis: &Analysis, cell: &Cell, baseline: Baseline) -> Option<Diagnostic> {
    let all = analysis.carried(baseline)?;
    if all.iter().all(|it| it.is_possible()) {
        return None;
    }
    let [risk, low, high] = all.map(|it| (1000.0 * it.risk).round());
    let message = format!(
        "the pooled effect carries a risk of {:.0} per 1000 to {risk} ({low} to {high}), which is no risk",
        1000.0 * all[0].baseline
    );
    Some(
        Diagnostic::new(codes::RISK_OVER_ALL, cell.place().clone(), message)
            .label("no absolute effect is printed for this risk".to_string())
            .help("start from a risk that the studies had, or pool odds ratios, which keep risks below 1000"),
    )
}
