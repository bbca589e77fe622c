//! Effects as published: an estimate with its interval, its standard error, its variance, or its P value.
//!
//! Source: Cochrane Handbook 6.3.1 and 6.3.2.

use super::distribution::normal_p;
use super::distribution::normal_reach;
use super::measure::Scale;
use super::root;
use super::study::Effect;

/// How sure a published estimate is, as its source prints it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Sureness {
    /// The ends of its interval, on the same scale as the estimate.
    Interval {
        /// Lower end.
        low: f64,
        /// Upper end.
        high: f64,
        /// Its level: 0.95.
        level: f64,
    },
    /// Its standard error, on the scale of analysis.
    StandardError(f64),
    /// Its two-sided P value of a normal test against no effect.
    P(f64),
}

/// The effect of a published estimate. `logged` says that estimate and interval are logarithms already. None if
/// the figures have no logarithm, or leave no standard error.
pub fn effect(estimate: f64, sureness: Sureness, scale: Scale, logged: bool) -> Option<Effect> {
    let scale = if logged { Scale::Linear } else { scale };
    let value = scale.analysed(estimate)?;
    let error = match sureness {
        Sureness::Interval { low, high, level } => {
            let width = scale.analysed(high)? - scale.analysed(low)?;
            width / (2.0 * normal_reach(level))
        }
        Sureness::StandardError(error) => error,
        Sureness::P(p) => value.abs() / root::falling(|z| normal_p(z) - p, 0.0, 2.0),
    };
    let variance = error * error;
    (error > 0.0 && variance.is_finite() && variance > 0.0).then_some(Effect { value, variance })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn interval_error_and_p_lead_to_one_effect() {
        let error = 0.14;
        let (low, high) = (
            (-0.35_f64 - 1.959_963_984_540_054 * error).exp(),
            (-0.35_f64 + 1.959_963_984_540_054 * error).exp(),
        );
        for sureness in [
            Sureness::Interval { low, high, level: 0.95 },
            Sureness::StandardError(error),
            Sureness::P(normal_p(-2.5)),
        ] {
            let found = effect((-0.35_f64).exp(), sureness, Scale::Log, false).unwrap();
            assert!((found.variance - error * error).abs() < 1e-12, "{sureness:?}");
        }
        assert_eq!(effect(0.0, Sureness::StandardError(1.0), Scale::Log, false), None);
        let inverted = Sureness::Interval { low: 2.0, high: 1.0, level: 0.95 };
        assert_eq!(effect(1.5, inverted, Scale::Log, false), None);
    }
}
