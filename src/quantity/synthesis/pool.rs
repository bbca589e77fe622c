//! One pooled effect with everything that is said of it, as a plan has it.

use super::counts::Table;
use super::effects::effect;
use super::heterogeneity::{ChiSquared, QProfile, cochran, h2_of_tau2, i2_of_tau2, q_profile};
use super::inference::{Inference, of_mean, wald};
use super::mantel_haenszel::{self, Pooled, Rates, peto, pool_rates};
use super::measure::{Measure, Scale};
use super::plan::{I2Source, Model, Plan, Tau};
use super::study::{Effect, NotEstimable, Outcome};
use super::tau::der_simonian_laird;
use super::weighted::{mean, weights};

/// A pooled effect and what is said of it, on the scale of analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Summary {
    /// How many studies were pooled.
    pub k: usize,
    /// The pooled effect.
    pub value: f64,
    /// The standard error of the weighted mean, before Hartung–Knapp.
    pub se: f64,
    /// Its test and interval; none where Hartung–Knapp has none.
    pub inference: Option<Inference>,
    /// The weight of each study in percent; none for one that is not pooled.
    pub weights: Vec<Option<f64>>,
    /// The variance between studies, if the model has one.
    pub tau2: Option<f64>,
    /// Its Q-profile interval.
    pub tau2_interval: Option<QProfile>,
    /// The test of heterogeneity.
    pub heterogeneity: ChiSquared,
    /// I² in percent; none for one study.
    pub i2: Option<f64>,
    /// H²; none for one study.
    pub h2: Option<f64>,
    /// Where the true effect of a new study lies, if the model has τ².
    pub prediction: Option<(f64, f64)>,
    /// The harmonic mean of the participants, which leads back from the double arcsine.
    pub harmonic_n: f64,
}

/// The effect of each study.
pub fn effects(outcomes: &[Outcome], plan: &Plan) -> Vec<Result<Effect, NotEstimable>> {
    outcomes.iter().map(|it| effect(it, plan.measure, &plan.conventions)).collect()
}

/// Pools studies; none if none has an effect, or the model has no estimate (no event in one arm of all studies).
pub fn pool(outcomes: &[Outcome], plan: &Plan) -> Option<Summary> {
    let found = effects(outcomes, plan);
    let estimable: Vec<Effect> = found.iter().filter_map(|it| it.ok()).collect();
    if estimable.is_empty() {
        return None;
    }
    let summary = match plan.model {
        Model::Common => by_variance(&found, &estimable, 0.0, plan),
        Model::Random(Tau::By(estimator)) => {
            let tau2 = estimator.tau2(&[&estimable]);
            by_variance(&found, &estimable, tau2, plan)
        }
        Model::Random(Tau::AboutMantelHaenszel) => {
            let centre = counted(outcomes, plan)?.value;
            let heterogeneity = about(&estimable, centre);
            let tau2 = der_simonian_laird(&[&estimable], heterogeneity.q);
            // The test that is told beside it is the one that τ² comes from.
            let (i2, h2) = spread(&estimable, heterogeneity, Some(tau2), plan);
            let summary = by_variance(&found, &estimable, tau2, plan);
            Summary { heterogeneity, i2, h2, ..summary }
        }
        Model::MantelHaenszel => by_counts(&found, &estimable, counted(outcomes, plan)?, plan),
        Model::Peto => by_counts(&found, &estimable, peto_of(outcomes)?, plan),
    };
    Some(Summary { harmonic_n: harmonic_n(outcomes), ..summary })
}

/// The same with this variance between studies, as groups that share it need.
pub fn pool_with_tau2(outcomes: &[Outcome], tau2: f64, plan: &Plan) -> Option<Summary> {
    let found = effects(outcomes, plan);
    let estimable: Vec<Effect> = found.iter().filter_map(|it| it.ok()).collect();
    let sound = !estimable.is_empty();
    sound.then(|| Summary {
        harmonic_n: harmonic_n(outcomes),
        ..by_variance(&found, &estimable, tau2, plan)
    })
}

type Found = [Result<Effect, NotEstimable>];

fn by_variance(found: &Found, estimable: &[Effect], tau2: f64, plan: &Plan) -> Summary {
    let k = estimable.len();
    let mean = mean(estimable, tau2);
    let inference = of_mean(&mean, k, plan.interval, plan.level);
    let random = matches!(plan.model, Model::Random(_));
    // The standard error of the interval; one that is the wider of two has Wald's.
    let se = inference.map_or(mean.se, |it| it.se);
    let prediction = (random && k > 1)
        .then(|| plan.prediction.interval((mean.value, se, tau2), k, plan.level))
        .flatten();
    let mut own = weights(estimable, tau2).into_iter();
    let weights = found.iter().map(|it| it.ok().and_then(|_| own.next())).collect();
    let heterogeneity = cochran(estimable);
    let (i2, h2) = spread(estimable, heterogeneity, random.then_some(tau2), plan);
    Summary {
        k,
        value: mean.value,
        se: mean.se,
        inference,
        weights,
        tau2: random.then_some(tau2),
        tau2_interval: if random { q_profile(estimable, plan.level) } else { None },
        heterogeneity,
        i2,
        h2,
        prediction,
        harmonic_n: 0.0,
    }
}

/// I² and H².
fn spread(
    estimable: &[Effect],
    test: ChiSquared,
    tau2: Option<f64>,
    plan: &Plan,
) -> (Option<f64>, Option<f64>) {
    match (plan.i2, tau2) {
        _ if test.df <= 0.0 => (None, None),
        (I2Source::Tau2, Some(tau2)) => {
            (Some(i2_of_tau2(estimable, tau2)), Some(h2_of_tau2(estimable, tau2)))
        }
        _ => (Some(test.i2()), test.h2()),
    }
}

fn by_counts(found: &Found, estimable: &[Effect], pooled: Pooled, plan: &Plan) -> Summary {
    let robins = pooled.se_greenland_robins.filter(|_| plan.greenland_robins);
    let se = robins.unwrap_or(pooled.se);
    let heterogeneity = about(estimable, pooled.value);
    let (i2, h2) = spread(estimable, heterogeneity, None, plan);
    let weights = found.iter().zip(pooled.weights);
    // Sums of counts may use a study that has no effect by itself; Peto's and corrected sums leave it out.
    let exact = plan.model == Model::MantelHaenszel && !plan.corrected_sums;
    let counts =
        |has_effect: bool, weight: f64| (has_effect || exact || weight > 0.0).then_some(weight);
    Summary {
        k: estimable.len(),
        value: pooled.value,
        se,
        inference: Some(wald(pooled.value, se, plan.level)),
        weights: weights.map(|(found, weight)| counts(found.is_ok(), weight)).collect(),
        tau2: None,
        tau2_interval: None,
        heterogeneity,
        i2,
        h2,
        prediction: None,
        harmonic_n: 0.0,
    }
}

/// Σ (y − centre)²/v with its degrees of freedom.
fn about(estimable: &[Effect], centre: f64) -> ChiSquared {
    let q = estimable.iter().map(|it| (it.value - centre).powi(2) / it.variance).sum();
    ChiSquared { q, df: estimable.len() as f64 - 1.0 }
}

/// The estimate of Mantel and Haenszel.
fn counted(outcomes: &[Outcome], plan: &Plan) -> Option<Pooled> {
    if let Some(rates) = all_rates(outcomes) {
        return pool_rates(&rates, plan.measure);
    }
    let tables = all_tables(outcomes)?;
    if !plan.corrected_sums {
        return mantel_haenszel::pool(&tables, plan.measure, 0.0);
    }
    // Corrected tables would lend events to studies that have none; these keep their place with no weight.
    let empty = |it: &Table| match (plan.measure, it.emptiness()) {
        (Measure::RiskDifference, _) => false,
        // A table full of events still tells of a risk.
        (Measure::RiskRatio, emptiness) => emptiness == Some(NotEstimable::NoEvents),
        (_, emptiness) => emptiness.is_some(),
    };
    let used: Vec<bool> = tables.iter().map(|it| !empty(it)).collect();
    let kept: Vec<Table> =
        tables.iter().zip(&used).filter(|(_, used)| **used).map(|(it, _)| *it).collect();
    let pooled = mantel_haenszel::pool(&kept, plan.measure, plan.conventions.correction)?;
    let mut own = pooled.weights.iter().copied();
    let weights = used.iter().map(|used| if *used { own.next().unwrap_or(0.0) } else { 0.0 });
    Some(Pooled { weights: weights.collect(), ..pooled })
}

/// Peto's estimate; tables without events have no variance and so no weight.
fn peto_of(outcomes: &[Outcome]) -> Option<Pooled> {
    peto(&all_tables(outcomes)?)
}

fn all_tables(outcomes: &[Outcome]) -> Option<Vec<Table>> {
    let table = |outcome: &Outcome| match *outcome {
        Outcome::Counts { events, n } => Some(Table::of(events, n)),
        _ => None,
    };
    outcomes.iter().map(table).collect()
}

fn all_rates(outcomes: &[Outcome]) -> Option<Vec<Rates>> {
    let rate = |outcome: &Outcome| match *outcome {
        Outcome::Rates { events, time } => Some((events, time)),
        _ => None,
    };
    outcomes.iter().map(rate).collect()
}

fn harmonic_n(outcomes: &[Outcome]) -> f64 {
    let inverse: f64 = outcomes.iter().filter_map(Outcome::participants).map(|n| 1.0 / n).sum();
    outcomes.len() as f64 / inverse
}

impl Summary {
    /// A value of this summary on the printed scale.
    pub fn printed(&self, value: f64, scale: Scale) -> f64 {
        scale.printed(value, self.harmonic_n)
    }
}
