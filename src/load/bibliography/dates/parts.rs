//! The parts of a date: digits, days of a month, seasons.

use hayagriva::citationberg::taxonomy::Season;
use hayagriva::types::Date;

/// A date of a year alone.
pub fn year(year: i32) -> Date {
    Date { year, month: None, day: None, approximate: false, season: None }
}

/// A number of so many digits and nothing else.
pub fn digits_of(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<i32> {
    let digits = length.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// The days of a month.
pub fn longest(date: &Date) -> u8 {
    let leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
    match date.month {
        Some(1) if leap => 29,
        Some(1) => 28,
        Some(3 | 5 | 8 | 10) => 30,
        _ => 31,
    }
}

/// A season by its number, 21 to 24.
pub fn season(number: u8) -> Option<Season> {
    Some(match number {
        21 => Season::Spring,
        22 => Season::Summer,
        23 => Season::Autumn,
        24 => Season::Winter,
        _ => return None,
    })
}
