//! How a whole number looks when it was copied wrongly.

/// Whether `found` is `meant` with two digits exchanged, one digit too many or too few, or one that is another and
/// changes it by more than a tenth. Less is what patients lost to follow-up come to.
pub fn is_slip(found: f64, meant: f64) -> bool {
    let (a, b) = (found.to_string(), meant.to_string());
    match a.len() as isize - b.len() as isize {
        0 => {
            let differ: Vec<usize> =
                (0..a.len()).filter(|&at| a.as_bytes()[at] != b.as_bytes()[at]).collect();
            match differ[..] {
                [_] => (found - meant).abs() > 0.1 * meant,
                [one, two] => two == one + 1 && a[one..=two].bytes().rev().eq(b[one..=two].bytes()),
                _ => false,
            }
        }
        1 => is_without_one(&a, &b),
        -1 => is_without_one(&b, &a),
        _ => false,
    }
}

/// Whether `short` is `long` without one of its digits.
fn is_without_one(long: &str, short: &str) -> bool {
    (0..long.len()).any(|at| long[..at] == short[..at] && long[at + 1..] == short[at..])
}

#[cfg(test)]
mod tests {
    use super::is_slip;

    #[test]
    fn slips_are_told_from_losses() {
        let slips =
            [(132.0, 123.0), (1230.0, 123.0), (13.0, 123.0), (183.0, 123.0), (723.0, 123.0)];
        assert!(slips.iter().all(|(found, meant)| is_slip(*found, *meant)));
        let losses =
            [(121.0, 123.0), (119.0, 123.0), (114.0, 123.0), (98.0, 123.0), (246.0, 123.0)];
        assert!(losses.iter().all(|(found, meant)| !is_slip(*found, *meant)));
    }
}
