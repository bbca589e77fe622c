//! Analyses as MiniJinja sees them: every figure a value with its method and the cells of its studies.

pub mod basis;
pub mod parts;
mod worked;

use std::sync::Arc;

use indexmap::IndexMap;
use minijinja::value::{Enumerator, Object, Value};

use self::basis::Basis;
pub use self::parts::Parts;
use crate::language::pack::writing::Writing;
use crate::model::analysis::Analysis;
use crate::model::inputs::Inputs;
use crate::quantity::synthesis::absolute::Digits;
use crate::quantity::synthesis::pool::Summary;
use crate::quantity::unit::Unit;

/// The analyses of a project in one language, each made when a text asks for it.
pub fn all(inputs: &Inputs, writing: Writing, percent: Option<Unit>) -> Value {
    Value::from_object(All { analyses: inputs.analyses.clone(), writing, percent })
}

#[derive(Debug)]
struct All {
    analyses: IndexMap<String, Arc<Analysis>>,
    writing: Writing,
    percent: Option<Unit>,
}

impl Object for All {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let found = self.analyses.get(key.as_str()?)?;
        Some(analysis(found, &self.writing, self.percent.clone()))
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.analyses.keys().map(|key| Value::from(key.as_str())).collect())
    }
}

/// The analysis of a project in one language.
pub fn analysis(analysis: &Arc<Analysis>, writing: &Writing, percent: Option<Unit>) -> Value {
    let basis = Basis::of_all(analysis, writing, percent);
    let synthesis = &analysis.synthesis;
    let mut parts = Parts::default();
    parts.text("outcome", analysis.outcome.get_or_any(writing.language));
    parts.text("intervention", analysis.arms[0].get_or_any(writing.language));
    parts.text("control", analysis.arms[1].get_or_any(writing.language));
    if let Some(pooled) = &synthesis.pooled {
        summary(&mut parts, pooled, &basis.pooled());
    }
    parts.extend(totals(&basis));
    let groups = analysis.groups.iter().zip(&synthesis.groups).map(|(group, found)| {
        let basis = basis.of(&group.members);
        let mut parts = Parts::default();
        parts.text("label", group.label.get_or_any(writing.language));
        if let Some(pooled) = found {
            summary(&mut parts, pooled, &basis);
        }
        parts.extend(totals(&basis));
        (group.value.clone(), parts.value())
    });
    parts.add("groups", Named::value(groups.collect()));
    if let Some(test) = synthesis.between {
        let basis = basis.said("test between subgroups");
        parts.add("between", basis.test(test));
    }
    parts.add("studies", studies(&basis));
    parts.add("absolute", absolute(&basis));
    parts.value()
}

/// What is said of pooled studies.
fn summary(parts: &mut Parts, pooled: &Summary, basis: &Basis) {
    let (scale, decimals) = (basis.analysis.plan.measure.scale(), basis.analysis.decimals);
    let level = 100.0 * basis.analysis.plan.level;
    let printed = |value: f64| pooled.printed(value, scale);
    let own = basis.said(&method(basis, pooled));
    let mut effect = own.number(printed(pooled.value), decimals);
    if let Some(ends) = pooled.inference {
        let interval =
            own.said(&format!("{level}% interval, {}", basis.analysis.plan.interval.id()));
        effect.add("ci", interval.ends((printed(ends.low), printed(ends.high))));
        effect.add("low", interval.end(printed(ends.low)));
        effect.add("high", interval.end(printed(ends.high)));
        parts.add("p", own.said("two-sided test").p(ends.p));
        let name = if ends.df.is_some() { "t" } else { "z" };
        parts.add(name, own.said("statistic").number(ends.statistic, 2));
    }
    parts.add("pooled", effect);
    parts.add("k", own.whole(pooled.k as f64));
    parts.add("heterogeneity", heterogeneity(pooled, &own));
    if let Some((low, high)) = pooled.prediction {
        let said = own.said(&format!(
            "{level}% prediction interval, {}",
            basis.analysis.plan.prediction.id()
        ));
        parts.add("prediction", said.ends((printed(low), printed(high))));
    }
}

fn heterogeneity(pooled: &Summary, own: &Basis) -> Parts {
    let mut parts = own.test(pooled.heterogeneity);
    if let Some(i2) = pooled.i2 {
        parts.add("i2", own.said("I²").percent(i2, 0));
    }
    if let Some(h2) = pooled.h2 {
        parts.add("h2", own.said("H²").number(h2, 2));
    }
    if let Some(tau2) = pooled.tau2 {
        parts.add("tau2", own.said("τ²").tau2(tau2));
        parts.add("tau", own.said("τ").tau2(tau2.sqrt()));
    }
    if let Some(profile) = pooled.tau2_interval.filter(|it| !it.empty && it.high.is_finite()) {
        parts.add(
            "tau2_ci",
            own.said("Q-profile interval of τ²").range((profile.low, profile.high), 2),
        );
    }
    parts
}

/// How a pooled effect came about, for the trace.
fn method(basis: &Basis, pooled: &Summary) -> String {
    let plan = &basis.analysis.plan;
    format!("{} of {} studies, {}", plan.measure.id(), pooled.k, plan.describe())
}

/// Patients and events of both arms, where they are known.
fn totals(basis: &Basis) -> Vec<(&'static str, Value)> {
    let sums = basis.sums();
    let whole = |(name, sum): (&'static str, f64)| {
        (name, basis.said("sum of the studies").counted(sum).value())
    };
    sums.into_iter().map(whole).collect()
}

fn studies(basis: &Basis) -> Value {
    let analysis = &basis.analysis;
    let weights = analysis.synthesis.pooled.as_ref().map(|it| &it.weights);
    let study = |i: usize| {
        let own = basis.of(&[i]).said(&format!("{} of the study", analysis.plan.measure.id()));
        let mut parts = Parts::default();
        parts.text("label", analysis.studies[i].label.get_or_any(basis.writing.language));
        if let Some((value, low, high)) = analysis.study(i) {
            let mut effect = own.number(value, analysis.decimals);
            effect.add("ci", own.said("Wald interval").ends((low, high)));
            parts.add("effect", effect);
        }
        if let Some(weight) = weights.and_then(|it| it.get(i).copied().flatten()) {
            parts.add("weight", basis.said("weight of the study").percent(weight, 1));
        }
        parts.value()
    };
    (0..analysis.studies.len()).map(study).collect()
}

fn absolute(basis: &Basis) -> Value {
    let analysis = &basis.analysis;
    let per_1000 = |share: f64| 1000.0 * share;
    let found = analysis.baselines.iter().filter_map(|(cell, baseline)| {
        let of = analysis.absolute(*baseline)?;
        let own = basis.said("absolute effect: the pooled effect on a risk").with(cell).pooled();
        let [risk, low, high] = of.map(|it| per_1000(it.risk));
        let [difference, least, most] = of.map(|it| it.per_1000());
        let digits = Digits::of(&cell.text, &of);
        let mut parts = Parts::default();
        parts.add("control", own.number(per_1000(of[0].baseline), digits.control));
        let mut with = own.number(risk, digits.risk);
        with.add("ci", own.range((low, high), digits.risk));
        parts.add("intervention", with);
        let mut more = own.number(difference, digits.difference);
        more.add("ci", own.range((least, most), digits.difference));
        let mut size = own.number(difference.abs(), digits.difference);
        if least * most > 0.0 {
            let (least, most) = (least.abs().min(most.abs()), least.abs().max(most.abs()));
            size.add("ci", own.range((least, most), digits.difference));
        }
        more.add("size", size);
        parts.add("difference", more);
        if let Some(needed) = of[0].whole_number_needed() {
            parts.add("nnt", own.said("number needed to treat, rounded up").whole(needed));
        }
        Some(parts.value())
    });
    found.collect()
}

/// Values by names that the data give.
#[derive(Debug)]
struct Named(Vec<(String, Value)>);

impl Named {
    fn value(entries: Vec<(String, Value)>) -> Value {
        Value::from_object(Named(entries))
    }
}

impl Object for Named {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let key = key.as_str()?;
        self.0.iter().find(|(name, _)| name == key).map(|(_, value)| value.clone())
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Values(self.0.iter().map(|(name, _)| Value::from(name.as_str())).collect())
    }
}
