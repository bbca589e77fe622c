//! Means and standard deviations that whole numbers, or the numbers 0 and 1, can have.

use super::decimal::Decimal;

/// More possible sums than this tell nothing: some of them fits.
const MANY: f64 = 1000.0;

/// Whether the mean of n people can be this, if each is a mean of so many whole numbers: some whole sum must give it
/// (GRIM: Brown and Heathers, Soc Psychol Personal Sci 2017;8:363–369).
pub fn mean_is_possible(mean: Decimal, n: f64, items: f64) -> bool {
    sums(mean, n * items).is_none_or(|(first, last)| first <= last)
}

/// Whether n people with such a mean can have this standard deviation: some whole sum of squares, even or odd as the
/// sum is, must give it (GRIMMER: Anaya 2016; Allard 2018, A-GRIMMER). The deviation of a sample and that of a
/// population both count. A mean that is not possible itself is not judged.
pub fn deviation_is_possible(mean: Decimal, sd: Decimal, n: f64, items: f64) -> bool {
    let Some((first, last)) = sums(mean, n * items) else { return true };
    if n < 2.0 || first > last {
        return true;
    }
    let (low, high) = ((sd.value - sd.slack).max(0.0) * items, (sd.value + sd.slack) * items);
    let mut sum = first;
    while sum <= last {
        if [n - 1.0, n].iter().any(|parts| squares_fit(sum, n, (low, high), *parts)) {
            return true;
        }
        sum += 1.0;
    }
    false
}

/// Whether 0 and 1 among n people, with this share of 1, can have this standard deviation: √(p(1 − p)·n/(n − 1))
/// (DEBIT: Heathers and Brown 2019). A share above 1 is read as a percentage, and so is its deviation.
pub fn binary_deviation_is_possible(share: Decimal, sd: Decimal, n: f64) -> bool {
    let whole = if share.value > 1.0 { 100.0 } else { 1.0 };
    if n < 2.0 || share.value > whole {
        return true;
    }
    let [low, high] = [share.value - share.slack, share.value + share.slack]
        .map(|end| (end / whole).clamp(0.0, 1.0));
    let spread = |p: f64| (p * (1.0 - p)).sqrt() * whole;
    let most = if low <= 0.5 && high >= 0.5 { 0.5 * whole } else { spread(low).max(spread(high)) };
    let least = spread(low).min(spread(high));
    let sample = (n / (n - 1.0)).sqrt();
    let near = 1e-9 * whole;
    [1.0, sample].iter().any(|by| {
        sd.value + sd.slack >= least * by - near && sd.value - sd.slack <= most * by + near
    })
}

/// The first and the last whole sum that rounds to this mean of so many numbers; none if there are many.
fn sums(mean: Decimal, numbers: f64) -> Option<(f64, f64)> {
    let near = 1e-6;
    let first = ((mean.value - mean.slack) * numbers - near).ceil();
    let last = ((mean.value + mean.slack) * numbers + near).floor();
    let is_telling = numbers >= 1.0 && last.is_finite() && last.abs() < 1e12 && last - first < MANY;
    is_telling.then_some((first, last))
}

/// Whether some sum of squares of n whole numbers with this sum lies where the deviation wants it.
fn squares_fit(sum: f64, n: f64, (low, high): (f64, f64), parts: f64) -> bool {
    let middle = sum * sum / n;
    // As even as whole numbers can be: so large is the sum of squares at least.
    let (whole, rest) = ((sum / n).floor(), sum.rem_euclid(n).round());
    let least = (n - rest) * whole * whole + rest * (whole + 1.0) * (whole + 1.0);
    let near = 1e-6 + 1e-9 * middle;
    let first = (parts * low * low + middle - near).ceil().max(least);
    let last = (parts * high * high + middle + near).floor();
    let odd = sum.rem_euclid(2.0).round();
    let first = if first.rem_euclid(2.0).round() == odd { first } else { first + 1.0 };
    first <= last
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Decimal {
        Decimal::parse(text).unwrap()
    }

    /// Mean and deviation of some whole numbers as they are printed.
    fn printed(numbers: &[i64], digits: usize, parts: usize) -> [Decimal; 2] {
        let n = numbers.len() as f64;
        let mean = numbers.iter().sum::<i64>() as f64 / n;
        let squares: f64 = numbers.iter().map(|it| (*it as f64 - mean).powi(2)).sum();
        let sd = (squares / (numbers.len() - parts) as f64).sqrt();
        [mean, sd].map(|it| number(&format!("{it:.digits$}")))
    }

    #[test]
    fn what_whole_numbers_give_is_always_possible() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..4000 {
            let (n, most, digits) = (2 + next(60), 1 + next(90), next(4) as usize);
            let numbers: Vec<i64> = (0..n).map(|_| next(most + 1) as i64 - 3).collect();
            for parts in [0, 1] {
                let [mean, sd] = printed(&numbers, digits, parts);
                let n = n as f64;
                assert!(mean_is_possible(mean, n, 1.0), "{numbers:?}");
                assert!(deviation_is_possible(mean, sd, n, 1.0), "{numbers:?} {sd:?}");
            }
        }
        for n in 2..80_i64 {
            for ones in 0..=n {
                let numbers: Vec<i64> = (0..n).map(|it| i64::from(it < ones)).collect();
                let [share, sd] = printed(&numbers, 2, 1);
                assert!(binary_deviation_is_possible(share, sd, n as f64), "{ones} of {n}");
            }
        }
    }

    #[test]
    fn examples_of_the_papers_are_found() {
        // GRIM: a mean of 5.19 of 28 whole numbers; GRIMMER: 18 numbers with mean 3.44 and deviation 2.47.
        assert!(!mean_is_possible(number("5.19"), 28.0, 1.0));
        assert!(mean_is_possible(number("5.18"), 28.0, 1.0));
        assert!(mean_is_possible(number("5.19"), 280.0, 1.0));
        assert!(!deviation_is_possible(number("3.44"), number("2.47"), 18.0, 1.0));
        assert!(!binary_deviation_is_possible(number("0.30"), number("0.21"), 100.0));
        assert!(!binary_deviation_is_possible(number("30.0"), number("21.0"), 100.0));
        assert!(binary_deviation_is_possible(number("0.30"), number("0.46"), 100.0));
    }

    #[test]
    fn means_of_several_items_have_finer_steps() {
        assert!(!mean_is_possible(number("3.33"), 10.0, 1.0));
        assert!(mean_is_possible(number("3.33"), 10.0, 3.0));
    }
}
