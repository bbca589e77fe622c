//! What figures are computed from: studies of an analysis, and the way from them.

use std::sync::Arc;

use super::parts::Parts;
use super::worked::Worked;
use crate::data::place::Origin;
use crate::data::tree::Cell;
use crate::language::pack::writing::Writing;
use crate::model::analysis::Analysis;
use crate::quantity::computed::{Computed, DerivedKind};
use crate::quantity::rendered::{Amount, Quantity};
use crate::quantity::synthesis::heterogeneity::ChiSquared;
use crate::quantity::synthesis::rounded;
use crate::quantity::synthesis::study::Outcome;
use crate::quantity::unit::Unit;

/// What figures are computed from: some studies of an analysis, and the way so far.
#[derive(Clone)]
pub struct Basis {
    /// The analysis.
    pub analysis: Arc<Analysis>,
    /// The language of the page, and how it writes numbers.
    pub writing: Writing,
    members: Arc<[usize]>,
    origins: Arc<[Arc<Origin>]>,
    method: String,
    percent: Option<Unit>,
    is_pooled: bool,
}

impl Basis {
    /// All studies of an analysis.
    pub fn of_all(analysis: &Arc<Analysis>, writing: &Writing, percent: Option<Unit>) -> Basis {
        let members: Vec<usize> = (0..analysis.studies.len()).collect();
        let basis = Basis {
            analysis: analysis.clone(),
            writing: writing.clone(),
            members: Arc::from([]),
            origins: Arc::from([]),
            method: String::new(),
            percent,
            is_pooled: false,
        };
        basis.of(&members)
    }

    /// Some of its studies.
    pub fn of(&self, members: &[usize]) -> Basis {
        let studies = members.iter().filter_map(|i| self.analysis.studies.get(*i));
        let origins = studies.flat_map(|it| &it.cells).map(|cell| cell.origin.clone()).collect();
        Basis { members: members.into(), origins, ..self.clone() }
    }

    /// The indices of its studies.
    pub fn members(&self) -> &[usize] {
        &self.members
    }

    /// The same with one more step of the way.
    pub fn said(&self, step: &str) -> Basis {
        let joint = if self.method.is_empty() { "" } else { "; " };
        Basis { method: format!("{}{joint}{step}", self.method), ..self.clone() }
    }

    /// The same with one more cell behind it.
    pub fn with(&self, cell: &Cell) -> Basis {
        let origins = self.origins.iter().cloned().chain([cell.origin.clone()]).collect();
        Basis { origins, ..self.clone() }
    }

    fn worked(&self, amount: Amount, unit: Option<Unit>) -> Parts {
        let quantity = Quantity { qualifier: None, amount, unit, writing: self.writing.clone() };
        let about = self.is_pooled.then(|| self.analysis.name.as_str().into());
        let computed =
            Computed { what: DerivedKind::Synthesis, method: self.method.clone(), about };
        let own = Worked { quantity, origins: self.origins.clone(), computed };
        Parts::of(own)
    }

    /// A number with this many digits.
    pub fn number(&self, value: f64, decimals: usize) -> Parts {
        self.worked(Amount::Number(rounded::fixed(value, decimals)), None)
    }

    /// A whole number.
    pub fn whole(&self, value: f64) -> Parts {
        self.number(value, 0)
    }

    /// A number of people or events.
    pub fn counted(&self, value: f64) -> Parts {
        self.worked(Amount::Number(rounded::counted(value)), None)
    }

    /// The same basis for a figure of all studies pooled, about which sentences can be too sure.
    pub fn pooled(&self) -> Basis {
        Basis { is_pooled: true, ..self.clone() }
    }

    /// So many of so many.
    pub fn count(&self, events: f64, n: f64) -> Parts {
        // Sums of counts: whole, and far from what a u32 holds.
        let [events, n] = [events, n].map(|it| it.clamp(0.0, f64::from(u32::MAX)) as u32);
        self.worked(Amount::Count { events, n }, None)
    }

    /// A percentage.
    pub fn percent(&self, value: f64, decimals: usize) -> Parts {
        let amount = Amount::Number(rounded::fixed(value, decimals));
        self.worked(amount, self.percent.clone())
    }

    /// A range from end to end.
    pub fn range(&self, (low, high): (f64, f64), decimals: usize) -> Parts {
        let [low, high] = [low, high].map(|end| rounded::fixed(end, decimals));
        self.worked(Amount::Range { low, high }, None)
    }

    /// An end of an interval of the measure of the analysis.
    pub fn end(&self, value: f64) -> Parts {
        self.worked(Amount::Number(self.written(value)), None)
    }

    /// Such an interval from end to end.
    pub fn ends(&self, (low, high): (f64, f64)) -> Parts {
        let [low, high] = [low, high].map(|end| self.written(end));
        self.worked(Amount::Range { low, high }, None)
    }

    fn written(&self, end: f64) -> String {
        rounded::end(end, self.analysis.decimals, self.analysis.plan.measure.no_effect())
    }

    /// A variance between studies.
    pub fn tau2(&self, value: f64) -> Parts {
        self.worked(Amount::Number(rounded::tau2(value)), None)
    }

    /// A P value.
    pub fn p(&self, value: f64) -> Parts {
        let rounded = rounded::p(value);
        let mut parts = self.worked(Amount::Number(rounded.text), None);
        if let Some(own) = &mut parts.own {
            own.quantity.qualifier = rounded.qualifier;
        }
        parts
    }

    /// A test by χ².
    pub fn test(&self, test: ChiSquared) -> Parts {
        let own = self.said("χ² test");
        let mut parts = Parts::default();
        parts.add("q", own.number(test.q, 2));
        parts.add("df", own.whole(test.df));
        parts.extend(test.p().map(|p| ("p", own.p(p).value())).into_iter().collect());
        parts
    }

    /// Patients and events, of both arms and in all, in the studies that have an effect: those that the pooled one is of.
    pub fn sums(&self) -> Vec<(&'static str, f64)> {
        let mut sums = [0.0; 4];
        let mut known = [true; 2];
        let has_effect =
            |i: &&usize| self.analysis.synthesis.effects.get(**i).is_some_and(Result::is_ok);
        let none = !self.members.iter().any(|i| has_effect(&i));
        let members = self.members.iter().filter(|i| none || has_effect(i));
        for study in members.filter_map(|i| self.analysis.studies.get(*i)) {
            let (events, n) = match study.outcome {
                Outcome::Counts { events, n } => (Some(events), Some(n)),
                Outcome::Means { n, .. } => (None, Some(n)),
                Outcome::Rates { events, .. } => (Some(events), None),
                Outcome::Share { events, n } => (Some([events, 0.0]), Some([n, 0.0])),
                Outcome::Published(_) => (None, None),
            };
            known = [known[0] && events.is_some(), known[1] && n.is_some()];
            let (events, n) = (events.unwrap_or_default(), n.unwrap_or_default());
            for arm in 0..2 {
                sums[arm] += events[arm];
                sums[2 + arm] += n[arm];
            }
        }
        let [events, participants] = known;
        let all = [
            ("events", sums[0] + sums[1], events),
            ("events_1", sums[0], events),
            ("events_2", sums[1], events),
            ("participants", sums[2] + sums[3], participants),
            ("n_1", sums[2], participants),
            ("n_2", sums[3], participants),
        ];
        all.into_iter().filter(|it| it.2).map(|(name, sum, _)| (name, sum)).collect()
    }
}
