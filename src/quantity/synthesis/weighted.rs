//! The weighted mean of effects, each weighted by the inverse of its variance.

use super::study::Effect;

/// A weighted mean of effects for one variance between studies.
#[derive(Debug, Clone, PartialEq)]
pub struct Mean {
    /// The mean, on the scale of analysis.
    pub value: f64,
    /// Its standard error.
    pub se: f64,
    /// Σ w (y − mean)²: Cochran's Q where the variance between studies is zero.
    pub q: f64,
}

/// The mean of effects whose true values vary with variance `tau2` between studies.
pub fn mean(effects: &[Effect], tau2: f64) -> Mean {
    let weight = |effect: &Effect| 1.0 / (effect.variance + tau2);
    let sum: f64 = effects.iter().map(weight).sum();
    let value = effects.iter().map(|it| weight(it) * it.value).sum::<f64>() / sum;
    let q = effects.iter().map(|it| weight(it) * (it.value - value).powi(2)).sum();
    Mean { value, se: (1.0 / sum).sqrt(), q }
}

/// The share of each effect in their weighted mean, in percent.
pub fn weights(effects: &[Effect], tau2: f64) -> Vec<f64> {
    percentages(effects.iter().map(|it| 1.0 / (it.variance + tau2)).collect())
}

/// Each as a percentage of their sum.
pub fn percentages(mut weights: Vec<f64>) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    weights.iter_mut().for_each(|it| *it *= 100.0 / sum);
    weights
}

/// The variance within a typical study (Higgins and Thompson, Stat Med 2002;21:1539): what I² compares τ² with.
pub fn typical_variance(effects: &[Effect]) -> f64 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for effect in effects {
        let weight = 1.0 / effect.variance;
        sum += weight;
        squares += weight * weight;
    }
    (effects.len() as f64 - 1.0) * sum / (sum * sum - squares)
}
