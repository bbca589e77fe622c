//! Effects of events in time at risk, and of proportions of one group.
//!
//! Sources: Rothman, Greenland and Lash, Modern Epidemiology (2008) ch. 14; Stijnen, Hamza and Özdemir,
//! Stat Med 2010;29:3046 (logit); Freeman and Tukey, Ann Math Stat 1950;21:607 (double arcsine).

use super::measure::{Measure, double_arcsine};
use super::study::{Conventions, Effect, NotEstimable};

/// The effect of events in time at risk. The correction is added to the events of both arms where one has none.
pub fn effect(
    events: [f64; 2],
    time: [f64; 2],
    measure: Measure,
    conventions: &Conventions,
) -> Result<Effect, NotEstimable> {
    let added = if events.contains(&0.0) { conventions.correction } else { 0.0 };
    let [first, second] = [events[0] + added, events[1] + added];
    match measure {
        Measure::RateRatio if events == [0.0, 0.0] && !conventions.keep_empty => {
            Err(NotEstimable::NoEvents)
        }
        Measure::RateRatio => Ok(Effect {
            value: (first / time[0]).ln() - (second / time[1]).ln(),
            variance: 1.0 / first + 1.0 / second,
        }),
        Measure::RateDifference => Ok(Effect {
            value: first / time[0] - second / time[1],
            variance: first / (time[0] * time[0]) + second / (time[1] * time[1]),
        }),
        _ => Err(NotEstimable::OtherFigures),
    }
}

/// The effect of a proportion. The correction is added to those with and without an event where one of the two is
/// nobody; the double arcsine needs none.
pub fn proportion(
    events: f64,
    n: f64,
    measure: Measure,
    correction: f64,
) -> Result<Effect, NotEstimable> {
    let added = if events == 0.0 || events == n { correction } else { 0.0 };
    let (with, without) = (events + added, n - events + added);
    let total = with + without;
    match measure {
        Measure::Proportion => {
            let share = with / total;
            Ok(Effect { value: share, variance: share * (1.0 - share) / total })
        }
        Measure::LogitProportion => {
            Ok(Effect { value: (with / without).ln(), variance: 1.0 / with + 1.0 / without })
        }
        Measure::DoubleArcsine => {
            Ok(Effect { value: double_arcsine(events, n), variance: 1.0 / (4.0 * n + 2.0) })
        }
        _ => Err(NotEstimable::OtherFigures),
    }
}
