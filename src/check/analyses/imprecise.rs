//! D1352: an effect of some size is likely or sure by the words, though its interval includes no effect, and nothing was
//! rated down for that.
//!
//! Source: GRADE guidelines 6, imprecision (Guyatt et al., J Clin Epidemiol 2011;64:1283).

use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::Inputs;
use crate::model::summary_of_findings::{Certainty, Domain, Finding, Size};

/// Checks the outcomes of all summaries of findings.
pub fn check(inputs: &Inputs) -> Vec<Diagnostic> {
    inputs.summaries.values().flat_map(|it| &it.outcomes).filter_map(|it| unrated(it)).collect()
}

fn unrated(finding: &Finding) -> Option<Diagnostic> {
    let analysis = &finding.analysis;
    let measure = analysis.plan.measure;
    let (none, pooled) = (measure.no_effect()?, analysis.synthesis.pooled.as_ref()?);
    let ends = pooled.inference?;
    let size = finding.size.filter(|it| *it > Size::Trivial)?;
    let is_rated = finding.reasons.iter().any(|it| it.domain == Domain::Imprecision);
    if is_rated || finding.certainty < Certainty::Moderate || finding.excludes_no_effect() {
        return None;
    }
    let [low, high] = [ends.low, ends.high].map(|it| pooled.printed(it, measure.scale()));
    let message = format!(
        "the outcome “{}” is told as a {} effect of {} certainty, but its interval, {low:.2} to {high:.2}, includes {none}, no effect, and nothing is rated down for imprecision",
        finding.id,
        size.id(),
        finding.certainty.id().replace('_', " "),
    );
    Some(
        Diagnostic::new(codes::IMPRECISION, finding.certainty_place.clone(), message)
            .label("rated here".to_string())
            .help("add `down.imprecision = { why = … }`; if the whole interval is of one size to readers, declare that `size`"),
    )
}
