//! What the rounding of printed inputs leaves open: the same studies with figures a little larger and smaller.

use super::study::{Effect, Outcome};

/// How far each figure of an outcome may be from its true value, in the order in which the outcome has them: for
/// means mean, deviation and number of each arm; for a published effect the effect and its standard error.
pub type Slack = Vec<f64>;

/// How many patterns of signs are tried: all up, all down, spreads up or down, and mixed ones.
const PATTERNS: u32 = 14;

/// The outcomes as they are, and as they may have been before their figures were rounded.
pub fn variants(outcomes: &[Outcome], slacks: &[Slack]) -> Vec<Vec<Outcome>> {
    let mut all = vec![outcomes.to_vec()];
    if slacks.iter().flatten().any(|slack| *slack > 0.0) {
        let pattern = |pattern: u32| {
            let shifted = outcomes.iter().zip(slacks).enumerate();
            shifted.map(|(i, (outcome, slack))| shift(outcome, slack, pattern, i as u32)).collect()
        };
        all.extend((0..PATTERNS).map(pattern));
    }
    all
}

/// One outcome as it is, and with each of its figures up or down.
pub fn corners(outcome: &Outcome, slack: &Slack) -> Vec<Outcome> {
    let mut all = vec![*outcome];
    if slack.iter().any(|it| *it > 0.0) {
        let corner =
            |bits: u32| shifted(outcome, slack, |at| if bits >> at & 1 == 1 { 1.0 } else { -1.0 });
        all.extend((0..1 << slack.len().min(6)).map(corner));
    }
    all
}

fn shift(outcome: &Outcome, slack: &Slack, pattern: u32, study: u32) -> Outcome {
    shifted(outcome, slack, |at| match pattern {
        0 => 1.0,
        1 => -1.0,
        2 | 3 => {
            let is_spread = at % 3 == 1;
            let up = if pattern == 2 { 1.0 } else { -1.0 };
            if is_spread { up } else { 0.0 }
        }
        _ => {
            // A fixed mix of signs, the same on every machine.
            let mixed = (pattern * 7 + study * 13 + at as u32 * 5).wrapping_mul(0x9E37_79B1) >> 16;
            if mixed & 1 == 1 { 1.0 } else { -1.0 }
        }
    })
}

fn shifted(outcome: &Outcome, slack: &Slack, sign: impl Fn(usize) -> f64) -> Outcome {
    let by = |at: usize| slack.get(at).map_or(0.0, |slack| slack * sign(at));
    match *outcome {
        Outcome::Means { mean, sd, n } => Outcome::Means {
            mean: [mean[0] + by(0), mean[1] + by(3)],
            sd: [sd[0] + by(1), sd[1] + by(4)],
            n,
        },
        Outcome::Published(Effect { value, variance }) => {
            let error = (variance.sqrt() + by(1)).max(f64::MIN_POSITIVE);
            Outcome::Published(Effect { value: value + by(0), variance: error * error })
        }
        other => other,
    }
}
