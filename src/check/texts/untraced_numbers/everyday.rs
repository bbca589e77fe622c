//! Numbers of everyday life, which no study measures: times, days, temperatures, addresses, telephones.

use crate::language::characters::is_han;

/// Units of temperature.
const DEGREES: [&str; 7] = ["°C", "°F", "℃", "℉", "摄氏度", "华氏度", "degrees C"];

/// What stands behind a time of day, or between its parts.
const CLOCK: [&str; 9] = ["am", "pm", "a.m", "p.m", "AM", "PM", "o'clock", "o’clock", "点"];

/// The months in English; each may be shortened to three letters.
const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Words behind the number of a house.
const STREETS: [&str; 12] = [
    "Street",
    "St.",
    "Road",
    "Rd.",
    "Avenue",
    "Ave",
    "Lane",
    "Drive",
    "Boulevard",
    "Square",
    "Way",
    "Place",
];

/// Words before the number of a room, a building or a mailbox.
const ROOMS: [&str; 10] =
    ["Room", "Suite", "Building", "Floor", "Unit", "Box", "postcode", "Postcode", "邮编", "信箱"];

/// What the number of a house in Chinese is followed by.
const HOUSES: &str = "号室楼层栋弄幢";

/// What ends the name of a street in Chinese.
const ROADS: &str = "路街道巷村弄";

/// Words before a telephone number.
const TELEPHONE: [&str; 12] = [
    "tel", "phone", "call", "fax", "hotline", "dial", "电话", "热线", "传真", "拨打", "致电",
    "手机",
];

/// Words that make the round number behind them a base: per 1000.
const BASES: [&str; 3] = ["per ", "每 ", "每"];

/// Whether a number tells a time, a day, a temperature, an address, a telephone, or a base.
pub fn is_everyday(number: &str, before: &str, after: &[char]) -> bool {
    let after: String = after.iter().take(32).collect();
    is_base(number, before)
        || is_temperature(&after)
        || is_time(number, before, &after)
        || is_day(number, before, &after)
        || is_address(before, &after)
        || is_telephone(before, &after)
        || before.ends_with('[') && after.starts_with(']')
}

/// Per 100, per 1000, 每 10 万.
fn is_base(number: &str, before: &str) -> bool {
    let digits = number.replace(',', "");
    let round = digits.strip_prefix('1').is_some_and(|rest| rest.chars().all(|c| c == '0'));
    let before = before.replace('\u{a0}', " ");
    round && digits.len() > 1 && BASES.iter().any(|word| before.ends_with(word))
}

/// 5 °C, and the lower end of 2–8 °C.
fn is_temperature(after: &str) -> bool {
    let at_unit = |text: &str| DEGREES.iter().any(|unit| text.trim_start().starts_with(unit));
    let upper = after.trim_start_matches(|c: char| " –-～~至到to".contains(c));
    let upper = upper.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    at_unit(after) || at_unit(upper)
}

/// 14:30, 3:30 pm, 8 am, 3 点.
fn is_time(number: &str, before: &str, after: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let hour = number.parse().is_ok_and(|hour: u8| hour <= 24);
    let minute = number.len() == 2 && number.parse().is_ok_and(|minute: u8| minute < 60);
    let next = after.trim_start();
    let is_clock = CLOCK.iter().any(|word| next.starts_with(word));
    let with_minutes = after.strip_prefix([':', '：']).is_some_and(|rest| digits(rest) == 2);
    let of_hour = before.strip_suffix([':', '：']).is_some_and(|head| {
        let hours = head.chars().rev().take_while(char::is_ascii_digit).count();
        (1..3).contains(&hours)
    });
    hour && (is_clock || with_minutes) || minute && (of_hour || before.trim_end().ends_with('点'))
}

/// 8 February, May 3, 2026-02-08, 2 月 8 日; 5 个月 counts months.
fn is_day(number: &str, before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let day = number.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let name = |month: &&str| {
        let short = &month[..3];
        let word = after.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let last = before.rsplit(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        [word, last].into_iter().any(|word| word == *month || word == short)
    };
    let in_chinese = after.starts_with(['月', '日']) && !before.ends_with(['第', '共', '每']);
    let dated = in_chinese && (before.ends_with(['年', '月']) || after.starts_with('月'));
    let joined = before.ends_with('-') && before.chars().filter(char::is_ascii_digit).count() > 3;
    day && (MONTHS.iter().any(name) || dated || joined)
}

fn is_address(before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let mut words = after.split([' ', ',']).filter(|word| !word.is_empty()).take(4);
    let street =
        words.any(|word| STREETS.contains(&word) || STREETS.contains(&word.trim_end_matches('.')));
    let in_chinese = after.trim_start().starts_with(|c| HOUSES.contains(c))
        && before.chars().rev().take(16).any(|c| ROADS.contains(c));
    after.starts_with(' ') && street
        || in_chinese
        || ROOMS.iter().any(|word| before.ends_with(word))
}

/// Numbers and the signs between them behind the word for a telephone, or with a code of the country.
fn is_telephone(before: &str, after: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || " -()（）+：:.–\u{a0}".contains(c);
    let head = before.trim_end_matches(is_part);
    let part = &before[head.len()..];
    let word = head.trim_end_matches(|c: char| c.is_alphabetic() && !is_han(c));
    let last = head[word.len()..].to_ascii_lowercase();
    let is_named = TELEPHONE.iter().any(|name| last.starts_with(name) || head.ends_with(name));
    let follows: String = after.chars().take_while(|c| is_part(*c)).collect();
    is_named || part.contains('+') && (part.len() + follows.len()) > 6
}
