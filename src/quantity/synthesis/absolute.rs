//! From a ratio and a risk to what it means for 1000 participants, and the number needed for one event.
//!
//! Source: Cochrane Handbook 15.4.4; GRADE guidelines 12 (Guyatt et al., J Clin Epidemiol 2013;66:158).

use super::measure::Measure;
use super::study::Outcome;
use crate::quantity::decimal::Decimal;

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

/// Parts of one in a thousand that are told apart.
const SMALLEST: f64 = 1e9;

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

    /// Participants more (fewer if negative) of 1000: a tenth of 100 is 10, not what is left of it in binary.
    pub fn per_1000(self) -> f64 {
        (1000.0 * (self.risk - self.baseline) * SMALLEST).round() / SMALLEST
    }

    /// How many participants it takes for one event more or fewer; infinite if there is no difference.
    pub fn number_needed(self) -> f64 {
        1000.0 / self.per_1000().abs()
    }

    /// The same as it is printed, rounded up; none if there is no difference.
    pub fn whole_number_needed(self) -> Option<f64> {
        Some(self.number_needed().ceil()).filter(|it| it.is_finite())
    }

    /// Whether such a risk exists: a ratio above 1 can carry one over everybody, a difference below nobody.
    pub fn is_possible(self) -> bool {
        (0.0..=1.0 + 1.0 / SMALLEST).contains(&self.risk)
    }
}

/// How many digits behind the point figures of 1000 participants are printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digits {
    /// The risk without the intervention: as it is stated.
    pub control: usize,
    /// The risk with it.
    pub risk: usize,
    /// How many more or fewer.
    pub difference: usize,
}

/// Below so many of 1000, effects would round away.
const FEW: f64 = 2.0;
/// From so many of 1000 on, a risk in whole numbers says enough.
const MANY: f64 = 10.0;
/// The most digits that are added to those of the author.
const MOST: usize = 5;

impl Digits {
    /// For an assumed risk as it is written, and its effect with the ends of its interval. Whole numbers, unless the author
    /// has more digits, or even the wider end is too small for them: then as many as show two digits of it.
    pub fn of(stated: &str, of: &[Absolute; 3]) -> Digits {
        let stated = Decimal::parse(stated).map(|it| it.digits);
        let own = stated.unwrap_or_default().min(MOST);
        let widest = of.iter().map(|it| it.per_1000().abs()).fold(0.0, f64::max);
        let needed = match widest > 0.0 && widest < FEW {
            true => (1.0 - widest.log10().floor()).min(MOST as f64) as usize,
            false => 0,
        };
        let difference = own.max(needed);
        let risk = if 1000.0 * of[0].baseline < MANY { difference } else { own };
        Digits { control: stated.unwrap_or(risk), risk, difference }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_risks_are_not_rounded_away() {
        let digits = |stated: &str, baseline: f64, effects: [f64; 3]| {
            let of = |effect| Absolute::of(Measure::RiskRatio, effect, baseline / 1000.0).unwrap();
            let Digits { control, risk, difference } = Digits::of(stated, &effects.map(of));
            [control, risk, difference]
        };
        let usual = [0.7, 0.6, 0.8];
        assert_eq!(digits("120", 120.0, usual), [0, 0, 0]);
        assert_eq!(digits("12.5", 12.5, usual), [1, 1, 1]);
        assert_eq!(digits("0.4", 0.4, usual), [1, 2, 2]);
        assert_eq!(digits("3", 3.0, usual), [0, 1, 1]);
        assert_eq!(digits("median", 0.04, usual), [3, 3, 3]);
        assert_eq!(digits("median", 300.0, [0.999, 0.998, 1.0]), [0, 0, 2]);
        assert_eq!(digits("median", 300.0, [1.0, 0.9, 1.1]), [0, 0, 0]);
        assert_eq!(digits("median", 300.0, [1.0, 1.0, 1.0]), [0, 0, 0]);
    }

    /// The examples of the Cochrane Handbook, 15.4.4.
    #[test]
    fn examples_of_the_handbook() {
        let of = |measure, effect, baseline| Absolute::of(measure, effect, baseline).unwrap();
        let ratio = of(Measure::RiskRatio, 0.92, 0.3);
        assert_eq!((ratio.per_1000().round(), ratio.whole_number_needed()), (-24.0, Some(42.0)));
        let odds = of(Measure::OddsRatio, 0.73, 0.3);
        assert_eq!((odds.per_1000().round(), odds.whole_number_needed()), (-62.0, Some(17.0)));
        assert!(Absolute::of(Measure::MeanDifference, 1.0, 0.3).is_none());
    }

    #[test]
    fn round_risks_have_round_effects() {
        for (baseline, fewer, needed) in [(0.1, -10.0, 100.0), (0.2, -20.0, 50.0)] {
            let of = Absolute::of(Measure::RiskRatio, 0.9, baseline).unwrap();
            assert_eq!((of.per_1000(), of.whole_number_needed()), (fewer, Some(needed)));
        }
        let none = Absolute::of(Measure::RiskRatio, 1.0, 0.1).unwrap();
        assert_eq!(none.whole_number_needed(), None);
    }

    #[test]
    fn a_ratio_may_carry_a_risk_over_everybody() {
        let of = |effect| Absolute::of(Measure::RiskRatio, effect, 0.7).unwrap().is_possible();
        assert_eq!([of(1.4), of(1.0 / 0.7), of(1.6)], [true, true, false]);
    }
}
