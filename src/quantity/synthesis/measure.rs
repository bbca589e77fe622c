//! Measures of effect, and the scale on which each is pooled.

/// What is estimated for each study.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// Risk ratio.
    RiskRatio,
    /// Odds ratio.
    OddsRatio,
    /// Risk difference.
    RiskDifference,
    /// Peto's one-step odds ratio.
    PetoOddsRatio,
    /// Hazard ratio, from published estimates.
    HazardRatio,
    /// Mean difference.
    MeanDifference,
    /// Standardized mean difference: Hedges' g.
    StandardizedMeanDifference,
    /// Ratio of incidence rates.
    RateRatio,
    /// Difference of incidence rates.
    RateDifference,
    /// A proportion, as it is.
    Proportion,
    /// A proportion, pooled as its logit.
    LogitProportion,
    /// A proportion, pooled by the double arcsine of Freeman and Tukey.
    DoubleArcsine,
    /// Any ratio, from published estimates: pooled as its logarithm.
    Ratio,
    /// Any difference, from published estimates.
    Difference,
}

/// The scale of analysis, and so the way back to the printed one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// As printed.
    Linear,
    /// Logarithm.
    Log,
    /// Log odds.
    Logit,
    /// Freeman–Tukey.
    DoubleArcsine,
}

impl Measure {
    /// Every measure, by the name that manifests use.
    pub const ALL: [(&str, Measure); 14] = [
        ("RR", Measure::RiskRatio),
        ("OR", Measure::OddsRatio),
        ("RD", Measure::RiskDifference),
        ("PETO", Measure::PetoOddsRatio),
        ("HR", Measure::HazardRatio),
        ("MD", Measure::MeanDifference),
        ("SMD", Measure::StandardizedMeanDifference),
        ("IRR", Measure::RateRatio),
        ("IRD", Measure::RateDifference),
        ("PR", Measure::Proportion),
        ("PLO", Measure::LogitProportion),
        ("PFT", Measure::DoubleArcsine),
        ("ratio", Measure::Ratio),
        ("difference", Measure::Difference),
    ];

    /// The measure of this name.
    pub fn from_id(id: &str) -> Option<Measure> {
        Self::ALL.into_iter().find(|(name, _)| *name == id).map(|(_, measure)| measure)
    }

    /// The name that manifests use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, measure)| *measure == self).map_or("", |(name, _)| name)
    }

    /// The scale on which it is pooled.
    pub fn scale(self) -> Scale {
        match self {
            Measure::RiskRatio
            | Measure::OddsRatio
            | Measure::PetoOddsRatio
            | Measure::HazardRatio
            | Measure::RateRatio
            | Measure::Ratio => Scale::Log,
            Measure::LogitProportion => Scale::Logit,
            Measure::DoubleArcsine => Scale::DoubleArcsine,
            _ => Scale::Linear,
        }
    }

    /// Whether one group of participants is described, and not two compared.
    pub fn is_of_one_group(self) -> bool {
        matches!(self, Measure::Proportion | Measure::LogitProportion | Measure::DoubleArcsine)
    }

    /// The printed value that means no effect; none where nothing is compared.
    pub fn no_effect(self) -> Option<f64> {
        match self.scale() {
            _ if self.is_of_one_group() => None,
            Scale::Log => Some(1.0),
            _ => Some(0.0),
        }
    }
}

impl Scale {
    /// From the scale of analysis to the printed one. `n` is what the double arcsine needs: the number of participants
    /// of a study, or their harmonic mean for a pooled value (Miller, Am Stat 1978;32:138).
    pub fn printed(self, value: f64, n: f64) -> f64 {
        match self {
            Scale::Linear => value,
            Scale::Log => value.exp(),
            Scale::Logit => 1.0 / (1.0 + (-value).exp()),
            Scale::DoubleArcsine => from_double_arcsine(value, n),
        }
    }

    /// From the printed scale to that of analysis; none for what has no logarithm.
    pub fn analysed(self, printed: f64) -> Option<f64> {
        let value = match self {
            Scale::Linear => printed,
            Scale::Log => printed.ln(),
            Scale::Logit => (printed / (1.0 - printed)).ln(),
            Scale::DoubleArcsine => return None,
        };
        value.is_finite().then_some(value)
    }
}

/// Half the sum of two arcsines (Freeman and Tukey, Ann Math Stat 1950;21:607).
pub fn double_arcsine(events: f64, n: f64) -> f64 {
    let part = |x: f64| (x / (n + 1.0)).sqrt().asin();
    (part(events) + part(events + 1.0)) / 2.0
}

fn from_double_arcsine(value: f64, n: f64) -> f64 {
    if value >= double_arcsine(n, n) {
        return 1.0;
    }
    if value <= double_arcsine(0.0, n) {
        return 0.0;
    }
    let sine = (2.0 * value).sin();
    let inner = sine + (sine - 1.0 / sine) / n;
    let root = (1.0 - inner * inner).max(0.0).sqrt();
    0.5 * (1.0 - (2.0 * value).cos().signum() * root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_scale_leads_back() {
        assert_eq!(Scale::Log.analysed(0.0), None);
        for (scale, printed) in [(Scale::Linear, -3.5), (Scale::Log, 0.49), (Scale::Logit, 0.2)] {
            let there = scale.analysed(printed).unwrap();
            assert!((scale.printed(there, 1.0) - printed).abs() < 1e-15);
        }
        let there = double_arcsine(7.0, 37.0);
        assert!((Scale::DoubleArcsine.printed(there, 37.0) - 7.0 / 37.0).abs() < 1e-12);
        assert_eq!(Scale::DoubleArcsine.printed(0.0, 37.0), 0.0);
        assert_eq!(Measure::from_id("PETO").map(Measure::id), Some("PETO"));
    }
}
