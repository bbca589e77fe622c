//! Ways of pooling in the words of the manifest, and all that fit a measure.

use schemars::JsonSchema;
use serde::Serialize;

use crate::quantity::synthesis::inference::{IntervalMethod, Prediction};
use crate::quantity::synthesis::measure::Measure;
use crate::quantity::synthesis::plan::{I2Source, Model, Plan, Tau};
use crate::quantity::synthesis::tau::Estimator;

/// A way of pooling, in the words of the manifest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Method {
    /// `random`, `common`, `mantel-haenszel` or `peto`.
    pub model: String,
    /// The estimator of τ², if the model has one.
    pub tau2_method: Option<String>,
    /// `wald`, `hk`, `hk-se` or `hk-ci`.
    pub interval_method: String,
    /// The distribution of the prediction interval.
    pub prediction_method: String,
    /// `Q` or `tau2`.
    pub i2_from: String,
    /// Whether the correction entered the sums of Mantel and Haenszel.
    pub corrected_sums: bool,
    /// Whether a risk difference has Greenland and Robins' standard error.
    pub greenland_robins: bool,
    /// Whether subgroups share one τ².
    pub common_tau2_wanted: bool,
}

/// A plan in the words of the manifest.
pub fn declared(plan: &Plan) -> Method {
    let (model, tau2_method) = match plan.model {
        Model::Common => ("common", None),
        Model::Random(tau) => ("random", Some(tau.id().to_string())),
        Model::MantelHaenszel => ("mantel-haenszel", None),
        Model::Peto => ("peto", None),
    };
    Method {
        model: model.to_string(),
        tau2_method,
        interval_method: plan.interval.id().to_string(),
        prediction_method: plan.prediction.id().to_string(),
        i2_from: if plan.i2 == I2Source::Q { "Q" } else { "tau2" }.to_string(),
        corrected_sums: plan.corrected_sums,
        greenland_robins: plan.greenland_robins,
        common_tau2_wanted: plan.common_tau2,
    }
}

/// The declared plan, then every other that fits its measure.
pub fn all(plan: &Plan) -> Vec<Plan> {
    let mut plans = vec![*plan];
    let wald = Plan { interval: IntervalMethod::Wald, ..*plan };
    if plan.measure == Measure::PetoOddsRatio {
        plans.push(Plan { model: Model::Peto, ..wald });
        return plans;
    }
    plans.push(Plan { model: Model::Common, ..wald });
    let estimators = [Estimator::Reml, Estimator::DerSimonianLaird, Estimator::PauleMandel];
    for estimator in estimators {
        let model = Model::Random(Tau::By(estimator));
        for (_, interval) in IntervalMethod::ALL {
            for (_, prediction) in Prediction::ALL {
                for (_, i2) in I2Source::ALL {
                    for common_tau2 in [false, true] {
                        plans.push(Plan { model, interval, prediction, i2, common_tau2, ..*plan });
                    }
                }
            }
        }
    }
    for corrected_sums in [false, true] {
        for greenland_robins in [false, true] {
            let model = Model::MantelHaenszel;
            plans.push(Plan { model, corrected_sums, greenland_robins, ..wald });
        }
        let model = Model::Random(Tau::AboutMantelHaenszel);
        plans.push(Plan { model, corrected_sums, ..wald });
    }
    plans
}
