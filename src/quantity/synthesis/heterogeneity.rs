//! How far effects differ: Q, I², H², and the Q-profile interval of τ².
//!
//! Sources: Cochran, Biometrics 1954;10:101; Higgins and Thompson, Stat Med 2002;21:1539; Viechtbauer, Stat Med
//! 2007;26:37 (Q-profile).

use super::distribution::{chi2_p, chi2_quantile};
use super::study::Effect;
use super::tau::where_q_is;
use super::weighted::{mean, typical_variance};

/// A test by χ².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChiSquared {
    /// The statistic.
    pub q: f64,
    /// Degrees of freedom.
    pub df: f64,
}

impl ChiSquared {
    /// P of the test; none without degrees of freedom.
    pub fn p(self) -> Option<f64> {
        (self.df > 0.0).then(|| chi2_p(self.q, self.df))
    }

    /// I² in percent, from Q: max(0, (Q − df)/Q).
    pub fn i2(self) -> f64 {
        if self.q > self.df { 100.0 * (self.q - self.df) / self.q } else { 0.0 }
    }

    /// H² from Q: Q/df; none without degrees of freedom.
    pub fn h2(self) -> Option<f64> {
        (self.df > 0.0).then(|| self.q / self.df)
    }
}

/// Cochran's test of effects about their common mean.
pub fn cochran(effects: &[Effect]) -> ChiSquared {
    let df = effects.len() as f64 - 1.0;
    let q = if effects.len() > 1 { mean(effects, 0.0).q } else { 0.0 };
    ChiSquared { q, df }
}

/// I² in percent, from τ²: its share of all variance (metafor; RevMan since 2024).
pub fn i2_of_tau2(effects: &[Effect], tau2: f64) -> f64 {
    100.0 * tau2 / (tau2 + typical_variance(effects))
}

/// H² from τ².
pub fn h2_of_tau2(effects: &[Effect], tau2: f64) -> f64 {
    let within = typical_variance(effects);
    (tau2 + within) / within
}

/// The Q-profile interval of τ².
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct QProfile {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Whether no τ² fits: the effects differ less than chance allows, and zero stands for both ends.
    pub empty: bool,
}

/// The Q-profile interval; none for fewer than two studies.
pub fn q_profile(effects: &[Effect], level: f64) -> Option<QProfile> {
    if effects.len() < 2 {
        return None;
    }
    let df = effects.len() as f64 - 1.0;
    let tail = (1.0 - level) / 2.0;
    let least = chi2_quantile(1.0 - tail, df);
    Some(QProfile {
        low: where_q_is(&[effects], chi2_quantile(tail, df)),
        high: where_q_is(&[effects], least),
        empty: mean(effects, 0.0).q < least,
    })
}
