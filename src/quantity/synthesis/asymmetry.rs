//! Whether small studies have other effects than large ones.

use super::distribution::t_p;
use super::measure::Measure;
use super::study::{Effect, Outcome};

/// With fewer studies no test is made (Cochrane Handbook 13.3.4.4).
const LEAST: usize = 10;

/// A test for asymmetry of a funnel plot.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Asymmetry {
    /// How many studies.
    pub k: usize,
    /// The intercept over its standard error.
    pub t: f64,
    /// The two-sided P value of t with k − 2 degrees of freedom.
    pub p: f64,
}

/// Egger's test: effects over their standard errors are regressed on 1 over these; without asymmetry the intercept is 0
/// (Egger et al., BMJ 1997;315:629–634). None for fewer than ten studies, and none for measures whose standard error
/// depends on the effect itself, so that the test finds asymmetry where there is none: ratios and differences of counts,
/// and standardized differences.
pub fn egger(
    measure: Measure,
    outcomes: &[Outcome],
    effects: impl Iterator<Item = Option<Effect>>,
) -> Option<Asymmetry> {
    let is_published = outcomes.iter().all(|it| matches!(it, Outcome::Published(_)));
    let is_free = match measure {
        Measure::MeanDifference | Measure::HazardRatio => true,
        Measure::Ratio | Measure::Difference => is_published,
        _ => false,
    };
    let points: Vec<(f64, f64)> = effects
        .flatten()
        .map(|it| (1.0 / it.variance.sqrt(), it.value / it.variance.sqrt()))
        .filter(|(x, y)| x.is_finite() && y.is_finite())
        .collect();
    (is_free && points.len() >= LEAST).then(|| intercept(&points))?
}

/// The intercept of a least squares line, over its standard error.
fn intercept(points: &[(f64, f64)]) -> Option<Asymmetry> {
    let k = points.len() as f64;
    let [x, y] = [0, 1].map(|at| points.iter().map(|it| [it.0, it.1][at]).sum::<f64>() / k);
    let squares: f64 = points.iter().map(|it| (it.0 - x).powi(2)).sum();
    let slope = points.iter().map(|it| (it.0 - x) * (it.1 - y)).sum::<f64>() / squares;
    let start = y - slope * x;
    let rest: f64 = points.iter().map(|it| (it.1 - start - slope * it.0).powi(2)).sum();
    let error = (rest / (k - 2.0) * (1.0 / k + x * x / squares)).sqrt();
    let t = start / error;
    t.is_finite().then(|| Asymmetry { k: points.len(), t, p: t_p(t, k - 2.0) })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Log risk ratios and variances of the BCG trials, read as published: R's regtest(model = "lm") gives
    /// t = −1.4013 and P = 0.1887.
    #[test]
    fn the_intercept_is_that_of_r() {
        let trials: [[f64; 4]; 13] = [
            [4., 123., 11., 139.],
            [6., 306., 29., 303.],
            [3., 231., 11., 220.],
            [62., 13598., 248., 12867.],
            [33., 5069., 47., 5808.],
            [180., 1541., 372., 1451.],
            [8., 2545., 10., 629.],
            [505., 88391., 499., 88391.],
            [29., 7499., 45., 7277.],
            [17., 1716., 65., 1665.],
            [186., 50634., 141., 27338.],
            [5., 2498., 3., 2341.],
            [27., 16913., 29., 17854.],
        ];
        let effect = |[a, n, c, m]: &[f64; 4]| Effect {
            value: ((a / n) / (c / m)).ln(),
            variance: 1.0 / a - 1.0 / n + 1.0 / c - 1.0 / m,
        };
        let effects: Vec<Effect> = trials.iter().map(effect).collect();
        let outcomes: Vec<Outcome> = effects.iter().map(|it| Outcome::Published(*it)).collect();
        let of = |measure, k: usize| {
            egger(measure, &outcomes[..k], effects.iter().take(k).map(|it| Some(*it)))
        };
        let found = of(Measure::Ratio, 13).unwrap();
        assert!((found.t + 1.4013).abs() < 5e-5 && (found.p - 0.1887).abs() < 5e-5, "{found:?}");
        assert_eq!(of(Measure::Ratio, 9), None);
        assert_eq!(of(Measure::RiskRatio, 13), None);
    }
}
