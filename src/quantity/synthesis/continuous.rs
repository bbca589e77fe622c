//! Effects of means: the difference, and the standardized difference (Hedges' g).
//!
//! Sources: Cochrane Handbook 10.5; Hedges, J Educ Stat 1981;6:107 (exact correction by the gamma function);
//! Deeks and Higgins, Statistical algorithms in Review Manager 5 (2010) for the approximate one.

use special::Gamma;

use super::measure::Measure;
use super::study::{Effect, Hedges, NotEstimable};

/// The effect of two means with standard deviations.
pub fn effect(
    mean: [f64; 2],
    sd: [f64; 2],
    n: [f64; 2],
    measure: Measure,
    hedges: Hedges,
) -> Result<Effect, NotEstimable> {
    match measure {
        Measure::MeanDifference => {
            let variance = sd[0] * sd[0] / n[0] + sd[1] * sd[1] / n[1];
            Ok(Effect { value: mean[0] - mean[1], variance })
        }
        Measure::StandardizedMeanDifference => Ok(standardized(mean, sd, n, hedges)),
        _ => Err(NotEstimable::OtherFigures),
    }
}

fn standardized(mean: [f64; 2], sd: [f64; 2], n: [f64; 2], hedges: Hedges) -> Effect {
    let total = n[0] + n[1];
    let squares = (n[0] - 1.0) * sd[0] * sd[0] + (n[1] - 1.0) * sd[1] * sd[1];
    let raw = (mean[0] - mean[1]) / (squares / (total - 2.0)).sqrt();
    match hedges {
        Hedges::Exact => {
            let value = exact_correction(total - 2.0) * raw;
            let variance = 1.0 / n[0] + 1.0 / n[1] + value * value / (2.0 * total);
            Effect { value, variance }
        }
        Hedges::Approximate => {
            let value = (1.0 - 3.0 / (4.0 * total - 9.0)) * raw;
            let variance = total / (n[0] * n[1]) + value * value / (2.0 * (total - 3.94));
            Effect { value, variance }
        }
    }
}

/// J(m) = Γ(m/2) / (√(m/2) Γ((m−1)/2)).
fn exact_correction(m: f64) -> f64 {
    if m <= 1.0 {
        return f64::NAN;
    }
    let (above, _) = Gamma::ln_gamma(m / 2.0);
    let (below, _) = Gamma::ln_gamma((m - 1.0) / 2.0);
    (above - below - (m / 2.0).ln() / 2.0).exp()
}
