//! From an estimate and its standard error to test and interval: Wald, three forms of Hartung–Knapp, prediction.
//!
//! Sources: Hartung and Knapp, Stat Med 2001;20:1771 and 3875; Knapp and Hartung, Stat Med 2003;22:2693 (never
//! narrower than Wald's standard error); Jackson et al., Stat Med 2017;36:3923 (the wider interval); Higgins,
//! Thompson and Spiegelhalter, J R Stat Soc A 2009;172:137 (prediction).

use super::distribution::{normal_p, normal_reach, t_p, t_reach};
use super::weighted::Mean;

/// Test and interval of an estimate, on the scale of analysis.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Inference {
    /// Standard error.
    pub se: f64,
    /// Estimate over standard error: z, or t if there are degrees of freedom.
    pub statistic: f64,
    /// Degrees of freedom of a t statistic.
    pub df: Option<f64>,
    /// Two-sided P.
    pub p: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

/// How the interval of a pooled effect is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IntervalMethod {
    /// Normal, with the standard error of the weighted mean.
    Wald,
    /// Hartung–Knapp: t with k − 1 degrees of freedom and the observed spread.
    HartungKnapp,
    /// The same, but its standard error is never below Wald's.
    HartungKnappFloor,
    /// The wider of Hartung–Knapp's interval and Wald's.
    HartungKnappWider,
}

impl IntervalMethod {
    /// Every method, by the name that manifests use.
    pub const ALL: [(&str, IntervalMethod); 4] = [
        ("wald", IntervalMethod::Wald),
        ("hk", IntervalMethod::HartungKnapp),
        ("hk-se", IntervalMethod::HartungKnappFloor),
        ("hk-ci", IntervalMethod::HartungKnappWider),
    ];

    /// The name that manifests use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// Normal test and interval.
pub fn wald(estimate: f64, se: f64, level: f64) -> Inference {
    let reach = normal_reach(level) * se;
    let statistic = estimate / se;
    Inference {
        se,
        statistic,
        df: None,
        p: normal_p(statistic),
        low: estimate - reach,
        high: estimate + reach,
    }
}

/// t test and interval.
pub fn student(estimate: f64, se: f64, df: f64, level: f64) -> Inference {
    let reach = t_reach(level, df) * se;
    let statistic = estimate / se;
    Inference {
        se,
        statistic,
        df: Some(df),
        p: t_p(statistic, df),
        low: estimate - reach,
        high: estimate + reach,
    }
}

/// Test and interval of the mean of `k` studies. Hartung–Knapp needs two studies that differ; else there is none.
pub fn of_mean(mean: &Mean, k: usize, method: IntervalMethod, level: f64) -> Option<Inference> {
    let normal = wald(mean.value, mean.se, level);
    if method == IntervalMethod::Wald {
        return Some(normal);
    }
    let df = k as f64 - 1.0;
    if df < 1.0 {
        return None;
    }
    let spread = mean.q / df;
    // What is left of identical effects after rounding is no spread.
    let plain = (spread > 1e-20).then(|| student(mean.value, spread.sqrt() * mean.se, df, level));
    match method {
        IntervalMethod::HartungKnappFloor if spread < 1.0 => {
            Some(student(mean.value, mean.se, df, level))
        }
        IntervalMethod::HartungKnappWider => match plain {
            Some(plain) if plain.high - plain.low >= normal.high - normal.low => Some(plain),
            _ => Some(normal),
        },
        _ => plain,
    }
}

/// The distribution of a prediction interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prediction {
    /// t with k − 1 degrees of freedom (R's meta since 8.0; metafor where the test is t).
    StudentK1,
    /// t with k − 2 degrees of freedom (Higgins, Thompson and Spiegelhalter 2009; RevMan).
    StudentK2,
    /// Normal (metafor where the test is normal).
    Normal,
}

impl Prediction {
    /// Every distribution, by the name that manifests use.
    pub const ALL: [(&str, Prediction); 3] = [
        ("t-k1", Prediction::StudentK1),
        ("t-k2", Prediction::StudentK2),
        ("normal", Prediction::Normal),
    ];

    /// The name that manifests use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// Where the true effect of a new study lies; `se` is the standard error that the interval of the mean used.
    /// None without degrees of freedom.
    pub fn interval(
        self,
        (estimate, se, tau2): (f64, f64, f64),
        k: usize,
        level: f64,
    ) -> Option<(f64, f64)> {
        let reach = match self {
            Prediction::Normal => normal_reach(level),
            Prediction::StudentK1 if k > 1 => t_reach(level, k as f64 - 1.0),
            Prediction::StudentK2 if k > 2 => t_reach(level, k as f64 - 2.0),
            _ => return None,
        };
        let half = reach * (tau2 + se * se).sqrt();
        Some((estimate - half, estimate + half))
    }
}
