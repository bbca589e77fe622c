//! Effects of fourfold tables: risk ratio, odds ratio, risk difference, Peto's odds ratio.
//!
//! Sources: Cochrane Handbook 10.4; Deeks and Higgins, Statistical algorithms in Review Manager 5 (2010);
//! Viechtbauer, J Stat Softw 2010;36(3) for the conventions of metafor.

use super::measure::Measure;
use super::study::{Added, Conventions, Effect, NotEstimable};

/// A fourfold table: with and without an event, in both arms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Table {
    /// Participants with an event in each arm.
    pub events: [f64; 2],
    /// Participants without.
    pub without: [f64; 2],
}

impl Table {
    /// From events and participants.
    pub fn of(events: [f64; 2], n: [f64; 2]) -> Table {
        Table { events, without: [n[0] - events[0], n[1] - events[1]] }
    }

    /// Participants of an arm.
    pub fn n(&self, arm: usize) -> f64 {
        self.events[arm] + self.without[arm]
    }

    /// All participants.
    pub fn total(&self) -> f64 {
        self.n(0) + self.n(1)
    }

    /// Whether a cell is empty.
    pub fn has_empty_cell(&self) -> bool {
        self.events.contains(&0.0) || self.without.contains(&0.0)
    }

    /// Why it says nothing on a ratio: no event at all, or nothing but events.
    pub fn emptiness(&self) -> Option<NotEstimable> {
        match (self.events, self.without) {
            ([0.0, 0.0], _) => Some(NotEstimable::NoEvents),
            (_, [0.0, 0.0]) => Some(NotEstimable::AllEvents),
            _ => None,
        }
    }

    /// The same with this added to all four cells.
    pub fn plus(&self, correction: f64) -> Table {
        let add = |pair: [f64; 2]| [pair[0] + correction, pair[1] + correction];
        Table { events: add(self.events), without: add(self.without) }
    }

    /// The same with the correction added if a cell is empty.
    pub fn corrected(&self, correction: f64) -> Table {
        if self.has_empty_cell() { self.plus(correction) } else { *self }
    }

    /// Peto's O − E and its hypergeometric variance (Yusuf et al., Prog Cardiovasc Dis 1985;27:335).
    pub fn peto(&self) -> (f64, f64) {
        let (total, events) = (self.total(), self.events[0] + self.events[1]);
        let expected = self.n(0) * events / total;
        let without = total - events;
        let spread = self.n(0) / total * self.n(1) / total * events * without;
        (self.events[0] - expected, spread / (total - 1.0))
    }
}

/// The effect of one fourfold table.
pub fn effect(
    events: [f64; 2],
    n: [f64; 2],
    measure: Measure,
    conventions: &Conventions,
) -> Result<Effect, NotEstimable> {
    let table = Table::of(events, n);
    let as_meta = conventions.added == Added::AsMeta;
    match measure {
        Measure::RiskRatio if as_meta => risk_ratio_as_meta(&table, conventions),
        Measure::RiskRatio => Ok(risk_ratio(&admitted(&table, conventions)?)),
        Measure::OddsRatio => Ok(odds_ratio(&admitted(&table, conventions)?)),
        Measure::RiskDifference => {
            let corrected = risk_difference(&table.corrected(conventions.correction));
            let value = if as_meta { risk_difference(&table).value } else { corrected.value };
            Ok(Effect { value, ..corrected })
        }
        Measure::PetoOddsRatio => peto(&table),
        _ => Err(NotEstimable::OtherFigures),
    }
}

/// The table that a ratio is made of; none if it says nothing and such studies are left out.
fn admitted(table: &Table, conventions: &Conventions) -> Result<Table, NotEstimable> {
    match table.emptiness() {
        Some(reason) if !conventions.keep_empty => Err(reason),
        _ => Ok(table.corrected(conventions.correction)),
    }
}

fn risk_ratio(table: &Table) -> Effect {
    let part = |arm: usize| (table.events[arm] / table.n(arm)).ln();
    let variance = |arm: usize| 1.0 / table.events[arm] - 1.0 / table.n(arm);
    Effect { value: part(0) - part(1), variance: variance(0) + variance(1) }
}

/// R's package meta adds to events and participants alike; where all participants had the event, not in the variance.
fn risk_ratio_as_meta(table: &Table, conventions: &Conventions) -> Result<Effect, NotEstimable> {
    let emptiness = table.emptiness();
    if emptiness == Some(NotEstimable::NoEvents) {
        return Err(NotEstimable::NoEvents);
    }
    let added = if table.has_empty_cell() { conventions.correction } else { 0.0 };
    let in_events = if emptiness.is_some() { 0.0 } else { added };
    let part = |arm: usize| ((table.events[arm] + added) / (table.n(arm) + added)).ln();
    let variance =
        |arm: usize| 1.0 / (table.events[arm] + in_events) - 1.0 / (table.n(arm) + added);
    Ok(Effect { value: part(0) - part(1), variance: variance(0) + variance(1) })
}

fn odds_ratio(table: &Table) -> Effect {
    let ([a, c], [b, d]) = (table.events, table.without);
    Effect { value: (a / b).ln() - (c / d).ln(), variance: 1.0 / a + 1.0 / b + 1.0 / c + 1.0 / d }
}

fn risk_difference(table: &Table) -> Effect {
    let risk = |arm: usize| table.events[arm] / table.n(arm);
    let variance = |arm: usize| risk(arm) * (1.0 - risk(arm)) / table.n(arm);
    Effect { value: risk(0) - risk(1), variance: variance(0) + variance(1) }
}

fn peto(table: &Table) -> Result<Effect, NotEstimable> {
    match table.emptiness() {
        Some(reason) => Err(reason),
        None => {
            let (excess, variance) = table.peto();
            Ok(Effect { value: excess / variance, variance: 1.0 / variance })
        }
    }
}
