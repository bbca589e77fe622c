//! Roots by halving: slow and sure, exact to the last bit, and the same on every machine.

/// How often an interval is halved at most: enough from the largest number to the smallest.
const HALVINGS: usize = 400;

/// Where `f`, positive at `low` and negative at `high`, is zero.
pub fn between(f: impl Fn(f64) -> f64, mut low: f64, mut high: f64) -> f64 {
    for _ in 0..HALVINGS {
        let middle = low + (high - low) / 2.0;
        if middle <= low || middle >= high {
            break;
        }
        if f(middle) > 0.0 { low = middle } else { high = middle }
    }
    low + (high - low) / 2.0
}

/// The root of a falling function at or above `low`, whose scale is about `guess`. `low` if it is not positive
/// there; infinite if it never falls to zero.
pub fn falling(f: impl Fn(f64) -> f64, low: f64, guess: f64) -> f64 {
    if f(low) <= 0.0 {
        return low;
    }
    let mut high = low + guess;
    let mut below = low;
    while f(high) > 0.0 {
        below = high;
        high = low + (high - low) * 4.0;
        if !high.is_finite() {
            return f64::INFINITY;
        }
    }
    between(f, below, high)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_root_is_exact() {
        assert!((falling(|x| 2.0 - x * x, 0.0, 0.1) - 2.0_f64.sqrt()).abs() < 1e-15);
        assert_eq!(falling(|x| -x - 1.0, 0.0, 1.0), 0.0);
        assert_eq!(falling(|_| 1.0, 0.0, 1.0), f64::INFINITY);
    }
}
