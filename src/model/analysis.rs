//! A declared analysis: the studies of a data set with what was extracted from them, and what pooling them gives.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::{Cell, Map, Node};
use crate::language::Bilingual;
use crate::quantity::synthesis::absolute::{Absolute, Baseline};
use crate::quantity::synthesis::distribution::normal_reach;
use crate::quantity::synthesis::grouped::Synthesis;
use crate::quantity::synthesis::plan::Plan;
use crate::quantity::synthesis::rounding::Slack;
use crate::quantity::synthesis::study::Outcome;

/// An analysis with its results.
#[derive(Debug, Clone)]
pub struct Analysis {
    /// Its name, as in `{{ analyses.NAME.pooled }}`.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
    /// The data set whose rows are its studies.
    pub data: String,
    /// What is measured, for heads and captions.
    pub outcome: Bilingual,
    /// What the arms are called: the intervention, then what it is compared with.
    pub arms: [Bilingual; 2],
    /// How studies are pooled.
    pub plan: Plan,
    /// Which direction is good, if it is said.
    pub better: Option<Better>,
    /// How many digits behind the point are printed of effects.
    pub decimals: usize,
    /// The studies, in the order of the data.
    pub studies: Vec<Study>,
    /// Whether a row was left out since no study can have its figures.
    pub is_lacking: bool,
    /// The subgroups, in the order in which they are declared or else met.
    pub groups: Vec<Subgroup>,
    /// What pooling gives.
    pub synthesis: Synthesis,
    /// The names of columns that differ from the usual ones.
    pub columns: HashMap<String, String>,
    /// The keys that the declaration writes; what it does not write, a printed result may have chosen otherwise.
    pub stated: Vec<String>,
    /// Whether published estimates and intervals are logarithms as they are written.
    pub logged: bool,
    /// Rows of results that a source prints for all studies and for subgroups.
    pub summary: Vec<Arc<Map>>,
    /// Rows of absolute effects that a source prints.
    pub printed_absolute: Vec<Arc<Map>>,
    /// The risks without the intervention that absolute effects start from, each as it is declared.
    pub baselines: Vec<(Cell, Baseline)>,
}

/// One study of an analysis.
#[derive(Debug, Clone)]
pub struct Study {
    /// What it is called.
    pub label: Bilingual,
    /// The row, or the row of its first arm.
    pub row: Arc<Map>,
    /// What was extracted.
    pub outcome: Outcome,
    /// The cells that say so.
    pub cells: Vec<Cell>,
    /// How far their rounding leaves them open.
    pub slack: Slack,
}

/// Studies that are pooled by themselves.
#[derive(Debug, Clone)]
pub struct Subgroup {
    /// The value of the column that decides.
    pub value: String,
    /// What it is called.
    pub label: Bilingual,
    /// The indices of its studies.
    pub members: Vec<usize>,
}

/// Which direction of an effect is good for participants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// Less is better, as of deaths.
    Lower,
    /// More is better, as of cures.
    Higher,
}

impl Better {
    /// Each, by the name that manifests use.
    pub const ALL: [(&str, Better); 2] = [("lower", Better::Lower), ("higher", Better::Higher)];
}

impl Analysis {
    /// What a row prints in the column that is usually called so, unless it is empty.
    pub fn printed<'a>(&self, row: &'a Map, column: &str) -> Option<&'a Cell> {
        row.reach(self.columns.get(column).map_or(column, String::as_str))
            .and_then(Node::as_cell)
            .filter(|cell| !cell.text.trim().is_empty())
    }

    /// The effect of a study with the ends of its Wald interval, on the printed scale; none if it has none.
    pub fn study(&self, i: usize) -> Option<(f64, f64, f64)> {
        let effect = self.synthesis.effects.get(i)?.ok()?;
        let n = self.studies.get(i)?.outcome.participants().unwrap_or_default();
        let half = normal_reach(self.plan.level) * effect.variance.sqrt();
        let printed = |value: f64| self.plan.measure.scale().printed(value, n);
        let (low, high) = (effect.value - half, effect.value + half);
        Some((printed(effect.value), printed(low), printed(high)))
    }

    /// What the pooled effect, and its lower and upper end, mean for participants of a risk; none if one of them would
    /// be no risk.
    pub fn absolute(&self, baseline: Baseline) -> Option<[Absolute; 3]> {
        self.carried(baseline).filter(|all| all.iter().all(|it| it.is_possible()))
    }

    /// The same, whether or not there are such risks.
    pub fn carried(&self, baseline: Baseline) -> Option<[Absolute; 3]> {
        let outcomes: Vec<Outcome> = self.studies.iter().map(|it| it.outcome).collect();
        let risk = baseline.risk(&outcomes)?;
        let pooled = self.synthesis.pooled.as_ref()?;
        let ends = pooled.inference?;
        let measure = self.plan.measure;
        let at = |value: f64| Absolute::of(measure, pooled.printed(value, measure.scale()), risk);
        Some([at(pooled.value)?, at(ends.low)?, at(ends.high)?])
    }

    /// The subgroup of this value, with its place among the results.
    pub fn group(&self, value: &str) -> Option<(usize, &Subgroup)> {
        self.groups.iter().enumerate().find(|(_, group)| group.value == value)
    }
}
