//! How much a pooled effect depends on single studies: without each in turn, and as studies were added.

use super::plan::Plan;
use super::pool::{Summary, pool};
use super::study::Outcome;

/// The pooled effect without each study in turn; none where nothing is left.
pub fn leave_one_out(outcomes: &[Outcome], plan: &Plan) -> Vec<Option<Summary>> {
    let without = |left: usize| {
        let others = outcomes.iter().enumerate().filter(|(i, _)| *i != left);
        pool(&others.map(|(_, outcome)| *outcome).collect::<Vec<_>>(), plan)
    };
    (0..outcomes.len()).map(without).collect()
}

/// The pooled effect of the first study, the first two, and so on, in the order given.
pub fn cumulative(outcomes: &[Outcome], plan: &Plan) -> Vec<Option<Summary>> {
    (1..=outcomes.len()).map(|k| pool(&outcomes[..k], plan)).collect()
}
