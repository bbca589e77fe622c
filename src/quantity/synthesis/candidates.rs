//! The plans that a printed result may have followed, where it does not say everything.

use super::inference::IntervalMethod;
use super::measure::Measure;
use super::plan::{I2Source, Model, Plan, Tau};
use super::study::{Added, Hedges};

/// Every plan that agrees with what is stated; `stated` tells of a key of the manifest whether it is written. The
/// plan itself comes first.
pub fn candidates(plan: &Plan, stated: impl Fn(&str) -> bool) -> Vec<Plan> {
    let mut plans = vec![*plan];
    let measure = plan.measure;
    let risks = [Measure::RiskRatio, Measure::OddsRatio, Measure::RiskDifference];
    let rates = [Measure::RateRatio, Measure::RateDifference];
    let counted = risks.contains(&measure) || rates.contains(&measure);
    if !stated("model") && !stated("tau2") {
        let mut models = vec![Model::Common];
        if counted {
            models.push(Model::MantelHaenszel);
        }
        if measure == Measure::PetoOddsRatio {
            models.push(Model::Peto);
        }
        add(&mut plans, &models, |plan, model| plan.model = model);
    }
    if !stated("tau2") && matches!(plan.model, Model::Random(_)) {
        let taus = Tau::ALL.iter().map(|it| it.1);
        let taus: Vec<Tau> = taus.filter(|it| counted || *it != Tau::AboutMantelHaenszel).collect();
        add(&mut plans, &taus, |plan, tau| {
            if matches!(plan.model, Model::Random(_)) {
                plan.model = Model::Random(tau);
            }
        });
    }
    if !stated("interval") {
        add(&mut plans, &IntervalMethod::ALL.map(|it| it.1), |plan, it| plan.interval = it);
    }
    if !stated("i2") {
        add(&mut plans, &I2Source::ALL.map(|it| it.1), |plan, it| plan.i2 = it);
    }
    if counted && !stated("corrected_sums") {
        add(&mut plans, &[true, false], |plan, it| plan.corrected_sums = it);
    }
    if counted && !stated("correction_to") {
        add(&mut plans, &Added::ALL.map(|it| it.1), |plan, it| plan.conventions.added = it);
    }
    if measure == Measure::RiskDifference && !stated("rd_error") {
        add(&mut plans, &[true, false], |plan, it| plan.greenland_robins = it);
    }
    if measure == Measure::StandardizedMeanDifference && !stated("smd") {
        add(&mut plans, &Hedges::ALL.map(|it| it.1), |plan, it| plan.conventions.hedges = it);
    }
    plans
}

/// Each plan with each choice, without repeating any.
fn add<T: Copy>(plans: &mut Vec<Plan>, choices: &[T], set: impl Fn(&mut Plan, T)) {
    for base in plans.clone() {
        for choice in choices {
            let mut plan = base;
            set(&mut plan, *choice);
            if !plans.contains(&plan) {
                plans.push(plan);
            }
        }
    }
}
