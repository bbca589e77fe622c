//! From what is known of a study to its effect, by the measure.

use super::measure::Measure;
use super::study::{Conventions, Effect, NotEstimable, Outcome};
use super::{continuous, counts, rates};

/// The effect of one study.
pub fn effect(
    outcome: &Outcome,
    measure: Measure,
    conventions: &Conventions,
) -> Result<Effect, NotEstimable> {
    let found = match (*outcome, measure) {
        (Outcome::Published(effect), _) => effect,
        (Outcome::Counts { events, n }, _) => counts::effect(events, n, measure, conventions)?,
        (Outcome::Means { mean, sd, n }, _) => {
            continuous::effect(mean, sd, n, measure, conventions.hedges)?
        }
        (Outcome::Rates { events, time }, _) => rates::effect(events, time, measure, conventions)?,
        (Outcome::Share { events, n }, _) => {
            rates::proportion(events, n, measure, conventions.correction)?
        }
    };
    let sound = found.value.is_finite() && found.variance.is_finite() && found.variance > 0.0;
    sound.then_some(found).ok_or(NotEstimable::NoVariance)
}
