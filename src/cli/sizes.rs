//! Times and sizes on the command line, with their units.

use std::time::Duration;

/// `90s`, `10m`; seconds without a unit.
pub fn time(text: &str) -> Result<Duration, String> {
    let (digits, by) = match text.strip_suffix('m') {
        Some(digits) => (digits, 60),
        None => (text.strip_suffix('s').unwrap_or(text), 1),
    };
    let number: u64 = digits.parse().map_err(|_| format!("“{text}” is not a time such as 90s"))?;
    let seconds = number.checked_mul(by).filter(|it| (1..=MOST_SECONDS).contains(it));
    seconds
        .map(Duration::from_secs)
        .ok_or(format!("the time must be from 1 to {MOST_SECONDS} seconds"))
}

/// A week: more is no limit.
const MOST_SECONDS: u64 = 7 * 24 * 60 * 60;

/// `500000`, `256MiB`.
pub fn bytes(text: &str) -> Result<u64, String> {
    let shift = [("KiB", 10), ("MiB", 20), ("GiB", 30)];
    let unit = shift.iter().find_map(|(unit, by)| Some((text.strip_suffix(unit)?, *by)));
    let (digits, by) = unit.unwrap_or((text, 0));
    let number: u64 = digits.parse().map_err(|_| format!("“{text}” is not a whole number"))?;
    number.checked_mul(1 << by).ok_or("the number is too large".to_string())
}
