//! From a ratio and a risk to what it means for 1000 participants, and how many must be treated.
//!
//! Source: Cochrane Handbook 15.4.4; GRADE guidelines 12 (Guyatt et al., J Clin Epidemiol 2013;66:158).

use super::measure::Measure;
use super::study::Outcome;

/// A risk without the intervention.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Baseline {
    /// This many of 1000.
    Per1000(f64),
    /// The median of the control arms.
    Median,
    /// All events of the control arms over all their participants.
    Pooled,
}

impl Baseline {
    /// As manifests write it.
    pub fn from_text(text: &str) -> Option<Baseline> {
        match text {
            "median" => Some(Baseline::Median),
            "pooled" => Some(Baseline::Pooled),
            _ => {
                let risk: f64 = text.parse().ok()?;
                (risk > 0.0 && risk < 1000.0).then_some(Baseline::Per1000(risk))
            }
        }
    }

    /// The risk as a share; none if the studies do not tell it, or if it is nobody's or everybody's.
    pub fn risk(self, outcomes: &[Outcome]) -> Option<f64> {
        let control = |outcome: &Outcome| match *outcome {
            Outcome::Counts { events, n } => Some((events[1], n[1])),
            _ => None,
        };
        let controls = || outcomes.iter().filter_map(control);
        let risk = match self {
            Baseline::Per1000(risk) => risk / 1000.0,
            Baseline::Median => median(controls().map(|(events, n)| events / n).collect())?,
            Baseline::Pooled => {
                let (events, n) =
                    controls().fold((0.0, 0.0), |sum, it| (sum.0 + it.0, sum.1 + it.1));
                events / n
            }
        };
        (risk > 0.0 && risk < 1.0).then_some(risk)
    }
}

fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    let (below, above) =
        (values.get(values.len().wrapping_sub(1) / 2)?, values.get(values.len() / 2)?);
    Some((below + above) / 2.0)
}

/// The effect on participants of one risk.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Absolute {
    /// Risk without the intervention, as a share.
    pub baseline: f64,
    /// Risk with it. A risk ratio above 1 can carry it over 1.
    pub risk: f64,
}

impl Absolute {
    /// The risk with the intervention, of participants with this risk without it. The baseline is taken as known. None
    /// for measures that do not act on a risk.
    pub fn of(measure: Measure, effect: f64, baseline: f64) -> Option<Absolute> {
        let risk = match measure {
            Measure::RiskRatio => baseline * effect,
            Measure::OddsRatio | Measure::PetoOddsRatio => {
                effect * baseline / (1.0 - baseline + effect * baseline)
            }
            // Proportional hazards: what survives is raised to the power of the ratio.
            Measure::HazardRatio => 1.0 - (1.0 - baseline).powf(effect),
            Measure::RiskDifference => baseline + effect,
            _ => return None,
        };
        risk.is_finite().then_some(Absolute { baseline, risk })
    }

    /// Patients more (fewer if negative) of 1000.
    pub fn per_1000(self) -> f64 {
        1000.0 * (self.risk - self.baseline)
    }

    /// How many must be treated for one participant more or fewer; infinite if there is no difference.
    pub fn number_needed(self) -> f64 {
        1.0 / (self.risk - self.baseline).abs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of the Cochrane Handbook, 15.4.4.
    #[test]
    fn examples_of_the_handbook() {
        let of = |measure, effect, baseline| Absolute::of(measure, effect, baseline).unwrap();
        let ratio = of(Measure::RiskRatio, 0.92, 0.3);
        assert_eq!((ratio.per_1000().round(), ratio.number_needed().ceil()), (-24.0, 42.0));
        let odds = of(Measure::OddsRatio, 0.73, 0.3);
        assert_eq!((odds.per_1000().round(), odds.number_needed().ceil()), (-62.0, 17.0));
        assert!(Absolute::of(Measure::MeanDifference, 1.0, 0.3).is_none());
    }
}
