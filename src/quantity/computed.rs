//! Values that the source does not print: worked out from its cells, and always told apart.

use std::sync::Arc;

use super::estimate::Estimate;
use super::proportion::{CountError, CountSource, Proportion, Study};
use super::rendered::{Amount, Quantity};
use crate::data::tree::Cell;
use crate::language::pack::writing::Writing;

/// That a value was worked out, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Computed {
    /// What was worked out, which decides the words of the note on the page.
    pub what: DerivedKind,
    /// How, for the trace: `Clopper–Pearson 95% interval of 7/37`.
    pub method: String,
    /// The analysis whose pooled effect it states.
    pub about: Option<Arc<str>>,
}

/// What is worked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum DerivedKind {
    /// The count behind a percentage.
    Count,
    /// The exact interval of a proportion.
    Interval,
    /// A figure of an analysis: the effect of a study, or of studies pooled.
    Synthesis,
}

impl DerivedKind {
    /// The name by which templates know it.
    pub fn id(self) -> &'static str {
        match self {
            DerivedKind::Count => "count",
            DerivedKind::Interval => "interval",
            DerivedKind::Synthesis => "synthesis",
        }
    }
}

/// A value beside a quantity: its interval, or the count behind it.
#[derive(Debug, Clone)]
pub struct DerivedValue {
    /// How it is printed.
    pub quantity: Quantity,
    /// The cells it comes from.
    pub cells: Vec<Cell>,
    /// How it was worked out; nothing when the source prints it.
    pub computed: Option<Computed>,
}

/// The interval of a quantity: as the source prints it (`low` and `high` beside a value, of whatever
/// kind), or else the exact 95% one of the proportion.
pub fn interval(
    estimate: &Estimate,
    study: Option<&Study>,
    writing: &Writing,
) -> Result<DerivedValue, CountError> {
    if let (Some(_), Some(low), Some(high)) =
        (estimate.cell("value"), estimate.cell("low"), estimate.cell("high"))
    {
        let quantity = estimate.range(&low.text, &high.text, writing);
        return Ok(DerivedValue {
            quantity,
            cells: vec![low.clone(), high.clone()],
            computed: None,
        });
    }
    let proportion = Proportion::of(estimate, study)?;
    let (low, high) = proportion.interval_text();
    let method = format!("Clopper–Pearson 95% interval of {}/{}", proportion.events, proportion.n);
    Ok(DerivedValue {
        quantity: estimate.range(&low, &high, writing),
        cells: proportion.cells,
        computed: Some(Computed { what: DerivedKind::Interval, method, about: None }),
    })
}

/// The count behind a percentage, `7/37`.
pub fn count(
    estimate: &Estimate,
    study: Option<&Study>,
    writing: &Writing,
) -> Result<DerivedValue, CountError> {
    let proportion = Proportion::of(estimate, study)?;
    let (events, n) = (proportion.events, proportion.n);
    let method = match &proportion.source {
        CountSource::Printed => None,
        CountSource::Parts(words) => Some(format!("{words}: {events} of {n}")),
        CountSource::Percentage => {
            Some(format!("the only count of {n} that is {}%: {events}", estimate.row.text("value")))
        }
    };
    Ok(DerivedValue {
        quantity: Quantity {
            qualifier: None,
            amount: Amount::Count { events, n },
            unit: None,
            writing: writing.clone(),
        },
        cells: proportion.cells,
        computed: method.map(|method| Computed { what: DerivedKind::Count, method, about: None }),
    })
}
