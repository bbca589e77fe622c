//! Which figures of a study make up its outcome, and the cells that they stand in.

use crate::data::tree::{Cell, Map};
use crate::quantity::decimal::{self, Decimal};
use crate::quantity::synthesis::measure::{Measure, Scale};
use crate::quantity::synthesis::published::{self, Sureness};
use crate::quantity::synthesis::rounding::Slack;
use crate::quantity::synthesis::study::{Effect, Outcome};

/// What a row can state of a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Events of participants in two arms.
    Counts,
    /// Means with standard deviations in two arms.
    Means,
    /// Events in time in two arms.
    Rates,
    /// Events of participants in one group.
    Share,
    /// A published estimate with its interval, standard error, variance or P.
    Published,
    /// Observed less expected events with their variance.
    Excess,
}

impl Form {
    /// What a measure can be made of, the fullest first.
    pub fn of(measure: Measure) -> &'static [Form] {
        match measure {
            Measure::RiskRatio | Measure::OddsRatio | Measure::RiskDifference => {
                &[Form::Counts, Form::Published]
            }
            Measure::PetoOddsRatio => &[Form::Counts, Form::Excess, Form::Published],
            Measure::MeanDifference | Measure::StandardizedMeanDifference => {
                &[Form::Means, Form::Published]
            }
            Measure::RateRatio | Measure::RateDifference => &[Form::Rates, Form::Published],
            Measure::Proportion | Measure::LogitProportion | Measure::DoubleArcsine => {
                &[Form::Share]
            }
            Measure::HazardRatio | Measure::Ratio => &[Form::Published, Form::Excess],
            Measure::Difference => &[Form::Published],
        }
    }

    /// What is stated of each arm.
    pub fn of_arm(self) -> &'static [&'static str] {
        match self {
            Form::Counts => &["events", "n"],
            Form::Means => &["mean", "sd", "n"],
            Form::Rates => &["events", "time"],
            _ => &[],
        }
    }

    /// The columns of a row that states the whole study.
    pub fn columns(self) -> &'static [&'static str] {
        match self {
            Form::Counts => &["events_1", "n_1", "events_2", "n_2"],
            Form::Means => &["mean_1", "sd_1", "n_1", "mean_2", "sd_2", "n_2"],
            Form::Rates => &["events_1", "time_1", "events_2", "time_2"],
            Form::Share => &["events", "n"],
            Form::Published => &["estimate"],
            Form::Excess => &["o_minus_e", "v"],
        }
    }

    /// What the rounding of these cells leaves open; counts and numbers of participants are exact.
    pub fn slack(self, cells: &[Cell]) -> Slack {
        let exact = |at: usize| self != Form::Means || at % 3 == 2;
        cells.iter().enumerate().map(|(at, it)| if exact(at) { 0.0 } else { slack(it) }).collect()
    }

    /// The outcome of figures in the order of [`Form::columns`].
    pub fn outcome(self, figures: &[f64]) -> Option<Outcome> {
        Some(match (self, figures) {
            (Form::Counts, &[a, b, c, d]) => Outcome::Counts { events: [a, c], n: [b, d] },
            (Form::Means, &[a, b, c, d, e, f]) => {
                Outcome::Means { mean: [a, d], sd: [b, e], n: [c, f] }
            }
            (Form::Rates, &[a, b, c, d]) => Outcome::Rates { events: [a, c], time: [b, d] },
            (Form::Share, &[events, n]) => Outcome::Share { events, n },
            (Form::Excess, &[excess, variance]) => {
                Outcome::Published(Effect { value: excess / variance, variance: 1.0 / variance })
            }
            _ => return None,
        })
    }
}

/// A number as people print it, also with the raised point of some journals.
pub fn number(cell: &Cell) -> Option<f64> {
    let text = cell.text.trim().replace('·', ".");
    let plain = decimal::plain(&text).filter(|_| !text.ends_with('%'));
    plain.unwrap_or(text).parse().ok().filter(|it: &f64| it.is_finite())
}

/// How far a printed number may be from the true one: half of its last digit.
pub fn slack(cell: &Cell) -> f64 {
    Decimal::parse(&cell.text.trim().replace('·', ".")).map_or(0.0, |it| it.slack)
}

/// What says how sure a published estimate is, each with the columns that say so, the surest first.
const SURENESS: [&[&str]; 4] = [&["se"], &["variance"], &["low", "high"], &["p"]];

/// A published estimate: its cells, and the effect if they make one, with what rounding leaves open of the effect and
/// its standard error. `column` finds a cell by its usual name.
pub fn published<'a>(
    column: impl Fn(&str) -> Option<&'a Cell>,
    scale: Scale,
    logged: bool,
    level: f64,
) -> (Vec<&'a Cell>, Option<(Effect, Slack)>) {
    let estimate = column("estimate");
    let known = SURENESS.iter().find_map(|names| {
        names.iter().map(|name| column(name)).collect::<Option<Vec<_>>>().map(|it| (names[0], it))
    });
    let mut cells: Vec<&Cell> = estimate.into_iter().collect();
    let Some((kind, sure)) = known else { return (cells, None) };
    cells.extend(&sure);
    // `up` moves the estimate, `wide` the ends of its interval or its error.
    let at = |up: f64, wide: f64| {
        let estimate = estimate?;
        let moved = |cell: &Cell, by: f64| Some(number(cell)? + by * slack(cell));
        let sureness = match (kind, &sure[..]) {
            ("se", [error]) => Sureness::StandardError(moved(error, wide)?),
            ("variance", [variance]) => Sureness::StandardError(moved(variance, wide)?.sqrt()),
            ("p", [p]) => Sureness::P(moved(p, wide)?),
            (_, [low, high]) => {
                Sureness::Interval { low: moved(low, -wide)?, high: moved(high, wide)?, level }
            }
            _ => return None,
        };
        published::effect(moved(estimate, up)?, sureness, scale, logged)
    };
    let effect = at(0.0, 0.0).map(|effect| {
        let corners = [(1.0, 0.0), (-1.0, 0.0), (0.0, 1.0), (0.0, -1.0)];
        let corners = corners.into_iter().filter_map(|(up, wide)| at(up, wide));
        let apart = |it: Effect| {
            let error = (it.variance.sqrt() - effect.variance.sqrt()).abs();
            [(it.value - effect.value).abs(), error]
        };
        let most = |sum: [f64; 2], it: [f64; 2]| [sum[0].max(it[0]), sum[1].max(it[1])];
        (effect, corners.map(apart).fold([0.0; 2], most).to_vec())
    });
    (cells, effect)
}

/// The cell of this column, unless it is empty.
pub fn filled<'a>(row: &'a Map, column: &str) -> Option<&'a Cell> {
    row.reach(column)?.as_cell().filter(|cell| !cell.text.trim().is_empty())
}
