//! Analyses as they are written to JSON: every figure of the declared methods, and on request of all others.

use schemars::JsonSchema;
use serde::Serialize;

use super::methods::{Method, all, declared};
use crate::data::tree::Cell;
use crate::language::Language;
use crate::model::analysis::{Analysis, Study};
use crate::quantity::synthesis::absolute::{Absolute, Baseline};
use crate::quantity::synthesis::distribution::normal_reach;
use crate::quantity::synthesis::grouped::{Synthesis, synthesize};
use crate::quantity::synthesis::heterogeneity::{ChiSquared, QProfile};
use crate::quantity::synthesis::measure::Scale;
use crate::quantity::synthesis::plan::Plan;
use crate::quantity::synthesis::pool::Summary;
use crate::quantity::synthesis::sequence::{cumulative, leave_one_out};

/// One analysis with its figures. Effects are on the scale of analysis (logarithms of ratios) unless they are `printed`.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Record {
    /// Its name in the manifest.
    pub analysis: String,
    /// What is estimated, such as `RR`.
    pub measure: String,
    /// The studies, in the order of the data.
    pub studies: Vec<StudyRecord>,
    /// What the declared methods give; the first of `methods` when all are asked for.
    pub methods: Vec<MethodRecord>,
    /// What the pooled effect means for participants of the declared risks.
    pub absolute: Vec<AbsoluteRecord>,
    /// Effect, lower and upper end without each study in turn, by the declared methods; with all methods only.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub leave_one_out: Vec<Option<[f64; 3]>>,
    /// The same of the first study, the first two, and so on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub cumulative: Vec<Option<[f64; 3]>>,
}

/// What the pooled effect means for 1000 participants: estimate, lower and upper end.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AbsoluteRecord {
    /// The risk as it is declared.
    pub baseline: String,
    /// The risk without the intervention.
    pub control_per_1000: f64,
    /// The risk with it.
    pub intervention_per_1000: [f64; 3],
    /// More, or fewer below zero.
    pub difference_per_1000: [f64; 3],
    /// How many participants it takes for one event more or fewer, unrounded.
    pub number_needed: [f64; 3],
}

/// One study.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct StudyRecord {
    /// What it is called.
    pub label: String,
    /// The effect; none if it cannot be estimated.
    pub value: Option<f64>,
    /// Its variance.
    pub variance: Option<f64>,
    /// Effect, lower and upper end of its Wald interval, on the printed scale.
    pub printed: Option<[f64; 3]>,
    /// Its weight in percent by the declared methods.
    pub weight: Option<f64>,
}

/// What one way of pooling gives.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MethodRecord {
    /// How effects were added up, in the words of the manifest.
    #[serde(flatten)]
    pub method: Method,
    /// All studies.
    pub all: Option<SummaryRecord>,
    /// The subgroups by name.
    pub groups: Vec<GroupRecord>,
    /// The test between subgroups.
    pub between: Option<TestRecord>,
    /// The variance between studies that subgroups share.
    pub common_tau2: Option<f64>,
}

/// One subgroup.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GroupRecord {
    /// The value of the column that parts the studies.
    pub group: String,
    /// Its studies pooled.
    pub all: Option<SummaryRecord>,
}

/// A test by χ².
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct TestRecord {
    /// The statistic.
    pub q: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// P.
    pub p: Option<f64>,
    /// I² in percent, from Q.
    pub i2: f64,
}

/// A pooled effect.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct SummaryRecord {
    /// How many studies were pooled.
    pub k: usize,
    /// The effect.
    pub value: f64,
    /// The standard error that test and interval use.
    pub se: Option<f64>,
    /// z or t.
    pub statistic: Option<f64>,
    /// Degrees of freedom of t.
    pub df: Option<f64>,
    /// Two-sided P.
    pub p: Option<f64>,
    /// Lower and upper end.
    pub interval: Option<[f64; 2]>,
    /// Effect, lower and upper end, on the printed scale.
    pub printed: Option<[f64; 3]>,
    /// The weight of each study in percent.
    pub weights: Vec<Option<f64>>,
    /// The variance between studies.
    pub tau2: Option<f64>,
    /// Its Q-profile interval.
    pub tau2_interval: Option<[f64; 2]>,
    /// Whether that interval is empty: effects differ less than chance allows.
    pub tau2_interval_empty: Option<bool>,
    /// The test of heterogeneity.
    pub heterogeneity: TestRecord,
    /// I² in percent, by the declared source.
    pub i2: Option<f64>,
    /// H², by the declared source.
    pub h2: Option<f64>,
    /// Where the true effect of a new study lies.
    pub prediction: Option<[f64; 2]>,
}

/// The record of an analysis; `every` adds what all other methods give, to see how much depends on the choice.
pub fn record(analysis: &Analysis, every: bool) -> Record {
    let plans = if every { all(&analysis.plan) } else { vec![analysis.plan] };
    let outcomes: Vec<_> = analysis.studies.iter().map(|it| it.outcome).collect();
    let members: Vec<Vec<usize>> = analysis.groups.iter().map(|it| it.members.clone()).collect();
    let method = |plan: &Plan| {
        let found = synthesize(&outcomes, &members, plan);
        self::method(analysis, plan, &found)
    };
    Record {
        analysis: analysis.name.clone(),
        measure: analysis.plan.measure.id().to_string(),
        studies: studies(analysis),
        methods: plans.iter().map(method).collect(),
        absolute: absolute(analysis),
        leave_one_out: if every { brief(leave_one_out(&outcomes, &analysis.plan)) } else { vec![] },
        cumulative: if every { brief(cumulative(&outcomes, &analysis.plan)) } else { vec![] },
    }
}

fn brief(found: Vec<Option<Summary>>) -> Vec<Option<[f64; 3]>> {
    let ends = |it: Summary| it.inference.map(|ends| [it.value, ends.low, ends.high]);
    found.into_iter().map(|it| it.and_then(ends)).collect()
}

fn absolute(analysis: &Analysis) -> Vec<AbsoluteRecord> {
    let of = |(cell, baseline): &(Cell, Baseline)| {
        let found = analysis.absolute(*baseline)?;
        Some(AbsoluteRecord {
            baseline: cell.text.to_string(),
            control_per_1000: 1000.0 * found[0].baseline,
            intervention_per_1000: found.map(|it| 1000.0 * it.risk),
            difference_per_1000: found.map(Absolute::per_1000),
            number_needed: found.map(Absolute::number_needed),
        })
    };
    analysis.baselines.iter().filter_map(of).collect()
}

fn studies(analysis: &Analysis) -> Vec<StudyRecord> {
    let scale = analysis.plan.measure.scale();
    let reach = normal_reach(analysis.plan.level);
    let weights = analysis.synthesis.pooled.as_ref().map(|it| &it.weights);
    let study = |(i, study): (usize, &Study)| {
        let effect = analysis.synthesis.effects.get(i).and_then(|it| it.ok());
        let n = study.outcome.participants().unwrap_or_default();
        let printed = effect.map(|it| {
            let half = reach * it.variance.sqrt();
            [it.value, it.value - half, it.value + half].map(|it| scale.printed(it, n))
        });
        StudyRecord {
            label: study.label.get_or_any(Language::base()).to_string(),
            value: effect.map(|it| it.value),
            variance: effect.map(|it| it.variance),
            printed,
            weight: weights.and_then(|it| it.get(i).copied().flatten()),
        }
    };
    analysis.studies.iter().enumerate().map(study).collect()
}

fn method(analysis: &Analysis, plan: &Plan, found: &Synthesis) -> MethodRecord {
    let scale = plan.measure.scale();
    let groups = analysis.groups.iter().zip(&found.groups);
    MethodRecord {
        method: declared(plan),
        all: found.pooled.as_ref().map(|it| summary(it, scale)),
        groups: groups
            .map(|(group, found)| GroupRecord {
                group: group.value.clone(),
                all: found.as_ref().map(|it| summary(it, scale)),
            })
            .collect(),
        between: found.between.map(test),
        common_tau2: found.common_tau2,
    }
}

fn test(test: ChiSquared) -> TestRecord {
    TestRecord { q: test.q, df: test.df, p: test.p(), i2: test.i2() }
}

fn summary(it: &Summary, scale: Scale) -> SummaryRecord {
    let ends = it.inference.map(|it| [it.low, it.high]);
    SummaryRecord {
        k: it.k,
        value: it.value,
        se: it.inference.map(|it| it.se),
        statistic: it.inference.map(|it| it.statistic),
        df: it.inference.and_then(|it| it.df),
        p: it.inference.map(|it| it.p),
        interval: ends,
        printed: ends.map(|[low, high]| [it.value, low, high].map(|end| it.printed(end, scale))),
        weights: it.weights.clone(),
        tau2: it.tau2,
        tau2_interval: it.tau2_interval.map(|QProfile { low, high, .. }| [low, high]),
        tau2_interval_empty: it.tau2_interval.map(|it| it.empty),
        heterogeneity: test(it.heterogeneity),
        i2: it.i2,
        h2: it.h2,
        prediction: it.prediction.map(|(low, high)| [low, high]),
    }
}
