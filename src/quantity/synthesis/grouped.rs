//! Studies pooled as a whole and in subgroups, with the test between them.

use super::heterogeneity::ChiSquared;
use super::plan::{Model, Plan, Tau};
use super::pool::{Summary, effects, pool, pool_with_tau2};
use super::study::{Effect, NotEstimable, Outcome};
use super::subgroups;

/// Everything that pooling says of studies.
#[derive(Debug, Clone, PartialEq)]
pub struct Synthesis {
    /// The effect of each study, or why it has none.
    pub effects: Vec<Result<Effect, NotEstimable>>,
    /// All studies pooled.
    pub pooled: Option<Summary>,
    /// Each subgroup pooled, in their order.
    pub groups: Vec<Option<Summary>>,
    /// The test between subgroups, if two of them have an estimate.
    pub between: Option<ChiSquared>,
    /// τ² within groups, where they share one.
    pub common_tau2: Option<f64>,
}

/// Pools studies; `groups` are the indices of the studies of each subgroup.
pub fn synthesize(outcomes: &[Outcome], groups: &[Vec<usize>], plan: &Plan) -> Synthesis {
    let members: Vec<Vec<Outcome>> =
        groups.iter().map(|group| group.iter().map(|i| outcomes[*i]).collect()).collect();
    let common_tau2 = common_tau2(&members, plan);
    let groups: Vec<Option<Summary>> = members
        .iter()
        .map(|group| match common_tau2 {
            Some(tau2) => pool_with_tau2(group, tau2, plan),
            None => pool(group, plan),
        })
        .collect();
    Synthesis {
        effects: effects(outcomes, plan),
        pooled: pool(outcomes, plan),
        between: between(&groups),
        groups,
        common_tau2,
    }
}

fn common_tau2(members: &[Vec<Outcome>], plan: &Plan) -> Option<f64> {
    let Model::Random(Tau::By(estimator)) = plan.model else {
        return None;
    };
    let estimable = |group: &Vec<Outcome>| -> Vec<Effect> {
        effects(group, plan).into_iter().filter_map(Result::ok).collect()
    };
    let groups: Vec<Vec<Effect>> =
        members.iter().map(estimable).filter(|group| !group.is_empty()).collect();
    let groups: Vec<&[Effect]> = groups.iter().map(Vec::as_slice).collect();
    (plan.common_tau2 && !groups.is_empty()).then(|| estimator.tau2(&groups))
}

/// The test between groups by their Wald standard errors, as RevMan and R's meta have it.
fn between(groups: &[Option<Summary>]) -> Option<ChiSquared> {
    let known: Vec<(f64, f64)> = groups.iter().flatten().map(|it| (it.value, it.se)).collect();
    (known.len() > 1).then(|| subgroups::between(&known))
}
