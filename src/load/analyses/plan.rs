//! The methods that an analysis declares.

use crate::diagnostic::{Diagnostic, codes};
use crate::load::fields::Fields;
use crate::model::keys::words::RD_ERRORS;
use crate::quantity::synthesis::inference::{IntervalMethod, Prediction};
use crate::quantity::synthesis::measure::Measure;
use crate::quantity::synthesis::plan::{I2Source, Model, Plan, Tau};
use crate::quantity::synthesis::study::{Added, Conventions, Hedges};

/// Reads how studies are pooled; none without a measure.
pub fn read(fields: &mut Fields) -> Option<Plan> {
    let measure = fields.word("measure", &Measure::ALL);
    let model = fields.word("model", &Model::ALL);
    let tau = fields.word("tau2", &Tau::ALL);
    let interval = fields.word("interval", &IntervalMethod::ALL);
    let prediction = fields.word("prediction", &Prediction::ALL);
    let level = level(fields, "level");
    let i2 = fields.word("i2", &I2Source::ALL);
    let conventions = conventions(fields);
    let corrected_sums = fields.flag("corrected_sums");
    let greenland_robins = fields.word("rd_error", &RD_ERRORS).unwrap_or_default();
    let common_tau2 = fields.flag("common_tau2");
    let usual = Plan::usual(measure?);
    let model = match (model.unwrap_or(usual.model), tau) {
        (Model::Random(_), Some(tau)) => Model::Random(tau),
        (model, _) => model,
    };
    let plan = Plan {
        model: fitting(model, usual.measure, fields),
        interval: interval.unwrap_or(usual.interval),
        level,
        prediction: prediction.unwrap_or(usual.prediction),
        i2: i2.unwrap_or(usual.i2),
        conventions,
        corrected_sums,
        greenland_robins,
        common_tau2,
        ..usual
    };
    unused(fields, &plan);
    // What is printed of the method is what was done.
    let interval = if plan.model.adds_counts() { IntervalMethod::Wald } else { plan.interval };
    Some(Plan { interval, ..plan })
}

/// D1350: methods that are declared, and that the model has no use for.
fn unused(fields: &mut Fields, plan: &Plan) {
    let random = matches!(plan.model, Model::Random(_));
    let by_counts = plan.model == Model::MantelHaenszel
        || plan.model == Model::Random(Tau::AboutMantelHaenszel);
    let idle = [
        (
            "interval",
            plan.model.adds_counts() && plan.interval != IntervalMethod::Wald,
            "sums of counts have Wald’s",
        ),
        ("tau2", !random, "only random effects have τ²"),
        ("prediction", !random, "only random effects have a prediction interval"),
        ("i2", !random && plan.i2 == I2Source::Tau2, "without τ², I² is that of Q"),
        ("common_tau2", !random && plan.common_tau2, "only random effects have τ²"),
        (
            "corrected_sums",
            !by_counts && plan.corrected_sums,
            "only Mantel and Haenszel’s sums have it",
        ),
        (
            "rd_error",
            !by_counts && plan.greenland_robins,
            "only Mantel and Haenszel’s sums have it",
        ),
    ];
    for (key, is_idle, why) in idle {
        let Some(node) = fields.get(key).filter(|_| is_idle) else { continue };
        let message = format!("`{key}` is not used: {why}");
        let finding = Diagnostic::new(codes::UNUSED_METHOD, node.place().clone(), message);
        fields.findings.push(finding.help(format!("leave out `{key}`, or choose another `model`")));
    }
}

/// A level in percent as a share; 95% if it is none.
pub fn level(fields: &mut Fields, key: &'static str) -> f64 {
    let Some(level) = fields.number(key) else { return 0.95 };
    if (50.0..100.0).contains(&level) {
        return level / 100.0;
    }
    if let Some(node) = fields.get(key) {
        fields.wrong(node, format!("`{key}` must be a percentage from 50 to below 100"));
    }
    0.95
}

fn conventions(fields: &mut Fields) -> Conventions {
    let usual = Conventions::default();
    let correction = fields.number("correction").unwrap_or(usual.correction);
    if let Some(node) = fields.get("correction")
        && !(0.0..=1.0).contains(&correction)
    {
        fields.wrong(node, "`correction` must be a number from 0 to 1".to_string());
    }
    Conventions {
        correction: correction.clamp(0.0, 1.0),
        added: fields.word("correction_to", &Added::ALL).unwrap_or(usual.added),
        keep_empty: fields.flag("keep_empty"),
        hedges: fields.word("smd", &Hedges::ALL).unwrap_or(usual.hedges),
    }
}

/// Peto's and Mantel and Haenszel's methods add up counts; they fit some measures only.
fn fitting(model: Model, measure: Measure, fields: &mut Fields) -> Model {
    let counted = [
        Measure::RiskRatio,
        Measure::OddsRatio,
        Measure::RiskDifference,
        Measure::RateRatio,
        Measure::RateDifference,
    ];
    let (fits, help) = match model {
        Model::Peto => (measure == Measure::PetoOddsRatio, "needs the measure PETO"),
        Model::MantelHaenszel | Model::Random(Tau::AboutMantelHaenszel) => {
            (counted.contains(&measure), "needs RR, OR, RD, IRR or IRD")
        }
        _ => return model,
    };
    if !fits && let Some(node) = fields.get("model").or(fields.get("tau2")) {
        fields.wrong(node, format!("this model {help}"));
    }
    if fits { model } else { Plan::usual(measure).model }
}
