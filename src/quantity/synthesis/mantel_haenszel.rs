//! Pooling by Mantel and Haenszel: ratios and differences of risks, odds and rates.
//!
//! Sources: Mantel and Haenszel, J Natl Cancer Inst 1959;22:719; Robins, Breslow and Greenland, Biometrics
//! 1986;42:311 (odds ratio); Greenland and Robins, Biometrics 1985;41:55 (risk ratio, risk difference); Sato,
//! Biometrics 1989;45:1323 (risk difference); Rothman, Greenland and Lash, Modern Epidemiology (2008) ch. 15 (rates).

use super::counts::Table;
use super::measure::Measure;

/// An estimate pooled by Mantel and Haenszel, on the scale of analysis.
#[derive(Debug, Clone, PartialEq)]
pub struct Pooled {
    /// The estimate.
    pub value: f64,
    /// Its standard error; Sato's for a risk difference.
    pub se: f64,
    /// Greenland and Robins' standard error of a risk difference: what RevMan prints.
    pub se_greenland_robins: Option<f64>,
    /// The weight of each study in percent.
    pub weights: Vec<f64>,
}

/// Pools fourfold tables. `correction` is added to the tables that have an empty cell, before they are added up: zero
/// as a rule; 0.5 in RevMan 5 and Stata, where tables without events say nothing and must be left out by the caller.
/// None if no arm has events enough for an estimate.
pub fn pool(tables: &[Table], measure: Measure, correction: f64) -> Option<Pooled> {
    let corrected: Vec<Table> = tables.iter().map(|table| table.corrected(correction)).collect();
    match measure {
        Measure::RiskRatio => risk_ratio(&corrected),
        Measure::OddsRatio => odds_ratio(&corrected),
        Measure::RiskDifference => risk_difference(tables, &corrected),
        _ => None,
    }
}

fn sum(tables: &[Table], of: impl Fn(&Table) -> f64) -> f64 {
    tables.iter().map(of).sum()
}

fn finish(value: f64, variance: f64, weights: Vec<f64>) -> Option<Pooled> {
    let sound = value.is_finite() && variance.is_finite() && variance > 0.0;
    sound.then(|| Pooled {
        value,
        se: variance.sqrt(),
        se_greenland_robins: None,
        weights: super::weighted::percentages(weights),
    })
}

fn risk_ratio(tables: &[Table]) -> Option<Pooled> {
    let weight = |it: &Table| it.events[1] * it.n(0) / it.total();
    let above = sum(tables, |it| it.events[0] * it.n(1) / it.total());
    let below = sum(tables, weight);
    let spread = sum(tables, |it| {
        let [first, second] = [it.n(0) / it.total(), it.n(1) / it.total()];
        first * second * (it.events[0] + it.events[1]) - it.events[0] / it.total() * it.events[1]
    });
    let weights = tables.iter().map(weight).collect();
    finish((above / below).ln(), spread / (above * below), weights)
}

fn odds_ratio(tables: &[Table]) -> Option<Pooled> {
    let above = |it: &Table| it.events[0] * it.without[1] / it.total();
    let below = |it: &Table| it.without[0] * it.events[1] / it.total();
    let agreeing = |it: &Table| (it.events[0] + it.without[1]) / it.total();
    let crossed = |it: &Table| (it.without[0] + it.events[1]) / it.total();
    let (r, s) = (sum(tables, above), sum(tables, below));
    let first = sum(tables, |it| agreeing(it) * above(it)) / (r * r);
    let mixed = sum(tables, |it| agreeing(it) * below(it) + crossed(it) * above(it)) / (r * s);
    let last = sum(tables, |it| crossed(it) * below(it)) / (s * s);
    finish((r / s).ln(), (first + mixed + last) / 2.0, tables.iter().map(below).collect())
}

/// Value from the tables as they are, weights and variance from the corrected ones.
fn risk_difference(tables: &[Table], corrected: &[Table]) -> Option<Pooled> {
    let weight = |it: &Table| it.n(0) * (it.n(1) / it.total());
    let all = sum(corrected, weight);
    let difference = |it: &Table| it.events[0] / it.n(0) - it.events[1] / it.n(1);
    let value =
        tables.iter().zip(corrected).map(|(raw, it)| weight(it) * difference(raw)).sum::<f64>()
            / all;
    let slope = sum(corrected, |it| {
        let [first, second] = [it.n(0) / it.total(), it.n(1) / it.total()];
        it.events[1] * first * first - it.events[0] * second * second
            + first * second * (it.n(1) - it.n(0)) / 2.0
    });
    let level = sum(corrected, |it| {
        (it.events[0] * it.without[1] + it.events[1] * it.without[0]) / it.total() / 2.0
    });
    let sato = (value * slope + level) / (all * all);
    let robins = sum(corrected, |it| {
        let (first, second) = (it.n(0), it.n(1));
        let spread = it.events[0] * it.without[0] * second.powi(3)
            + it.events[1] * it.without[1] * first.powi(3);
        spread / (first * second * it.total() * it.total())
    });
    let weights = corrected.iter().map(weight).collect();
    let pooled = finish(value, sato, weights)?;
    Some(Pooled { se_greenland_robins: Some(robins.sqrt() / all), ..pooled })
}

/// Events and time of both arms.
pub type Rates = ([f64; 2], [f64; 2]);

/// A term of a sum: from events, time, and the time of both arms together.
type OfRates<'a> = &'a dyn Fn(&[f64; 2], &[f64; 2], f64) -> f64;

/// Pools events in time at risk, each as events and time of both arms.
pub fn pool_rates(rates: &[Rates], measure: Measure) -> Option<Pooled> {
    let sum = |of: OfRates| -> f64 {
        rates.iter().map(|(events, time)| of(events, time, time[0] + time[1])).sum()
    };
    let above = sum(&|x, t, all| x[0] * (t[1] / all));
    let below = sum(&|x, t, all| x[1] * (t[0] / all));
    let time = sum(&|_, t, all| t[0] * (t[1] / all));
    match measure {
        Measure::RateRatio => {
            let spread = sum(&|x, t, all| t[0] / all * (t[1] / all) * (x[0] + x[1]));
            let weights = rates.iter().map(|(x, t)| x[1] * t[0] / (t[0] + t[1])).collect();
            finish((above / below).ln(), spread / (above * below), weights)
        }
        Measure::RateDifference => {
            let spread =
                sum(&|x, t, all| (t[1] / all).powi(2) * x[0] + (t[0] / all).powi(2) * x[1]);
            let weights = rates.iter().map(|(_, t)| t[0] * t[1] / (t[0] + t[1])).collect();
            finish((above - below) / time, spread / (time * time), weights)
        }
        _ => None,
    }
}

/// Peto's odds ratio (Yusuf et al., Prog Cardiovasc Dis 1985;27:335): the sum of O − E over that of its variances.
pub fn peto(tables: &[Table]) -> Option<Pooled> {
    let parts: Vec<(f64, f64)> = tables.iter().map(Table::peto).collect();
    let excess: f64 = parts.iter().map(|it| it.0).sum();
    let variance: f64 = parts.iter().map(|it| it.1).sum();
    finish(excess / variance, 1.0 / variance, parts.iter().map(|it| it.1).collect())
}
