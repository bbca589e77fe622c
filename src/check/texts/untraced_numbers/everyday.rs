//! Numbers of everyday life, which no study measures: times, days, temperatures, addresses, telephones.

use super::languages::{Languages, any};
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// Whether a number tells a time, a day, a temperature, an address, a telephone, or a base.
pub fn is_everyday(languages: Languages, number: &str, before: &str, after: &[char]) -> bool {
    let after: String = after.iter().take(32).collect();
    is_base(languages, number, before)
        || is_temperature(languages, &after)
        || is_time(languages, number, before, &after)
        || is_day(languages, number, before, &after)
        || is_address(languages, before, &after)
        || is_telephone(languages, before, &after)
        || is_dialled(number, before, &after)
        || before.ends_with('[') && after.starts_with(']')
}

/// Per 100, per 1000, 每 10 万.
fn is_base(languages: Languages, number: &str, before: &str) -> bool {
    let digits = number.replace(',', "");
    let round = digits.strip_prefix('1').is_some_and(|rest| rest.chars().all(|c| c == '0'));
    let before = before.replace('\u{a0}', " ");
    round && digits.len() > 1 && any(languages, Table::Base, |word| before.ends_with(word))
}

/// 5 °C, and the lower end of 2–8 °C.
fn is_temperature(languages: Languages, after: &str) -> bool {
    let at_unit =
        |text: &str| any(languages, Table::Degrees, |it| text.trim_start().starts_with(it));
    let upper = after.trim_start();
    let joiner = languages.iter().find_map(|tables| tables.at_start(Table::Joiner, upper));
    let upper = upper[joiner.map_or(0, |joiner| joiner.text.len())..].trim_start();
    let upper = upper.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    at_unit(after) || at_unit(upper)
}

/// 14:30, 3:30 pm, 8 am, 3 点.
fn is_time(languages: Languages, number: &str, before: &str, after: &str) -> bool {
    let digits = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let hour = number.parse().is_ok_and(|hour: u8| hour <= 24);
    let minute = number.len() == 2 && number.parse().is_ok_and(|minute: u8| minute < 60);
    let next = after.trim_start();
    let is_clock = any(languages, Table::Clock, |word| next.starts_with(word));
    let with_minutes = after.strip_prefix([':', '：']).is_some_and(|rest| digits(rest) == 2);
    let of_hour = before.strip_suffix([':', '：']).is_some_and(|head| {
        let hours = head.chars().rev().take_while(char::is_ascii_digit).count();
        (1..3).contains(&hours)
    });
    hour && (is_clock || with_minutes)
        || minute
            && (of_hour || any(languages, Table::Hour, |word| before.trim_end().ends_with(word)))
}

/// 8 February, May 3, 2026-02-08, 2 月 8 日; 5 个月 counts months.
fn is_day(languages: Languages, number: &str, before: &str, after: &str) -> bool {
    let (before, after) = (before.trim_end(), after.trim_start());
    let day = number.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
    let letter = |c: char| is_letter(c) && !c.is_numeric();
    let word = after.split(|c| !letter(c)).next().unwrap_or_default();
    let last = before.rsplit(|c| !letter(c)).next().unwrap_or_default();
    let month = any(languages, Table::Month, |month| month == word || month == last);
    let sign = |word: &str, table| any(languages, table, |sign| word.starts_with(sign));
    let behind = |table| any(languages, table, |sign| before.ends_with(sign));
    let counts = behind(Table::OrdinalBefore) || behind(Table::Each) || behind(Table::CountBefore);
    let of_month = sign(after, Table::MonthSign) && !counts;
    let of_day = sign(after, Table::Day) && !counts;
    let dated = of_month || of_day && (behind(Table::Year) || behind(Table::MonthSign));
    let joined = before.ends_with('-') && before.chars().filter(char::is_ascii_digit).count() > 3;
    day && (month || dated || joined)
}

fn is_address(languages: Languages, before: &str, after: &str) -> bool {
    let before = before.trim_end();
    let mut words = after.split([' ', ',']).filter(|word| !word.is_empty()).take(4);
    let street = words.any(|word| {
        any(languages, Table::Street, |it| it == word || it == word.trim_end_matches('.'))
    });
    let signed = any(languages, Table::House, |it| after.trim_start().starts_with(it))
        && any(languages, Table::Road, |it| {
            before.chars().rev().take(16).any(|c| it.starts_with(c))
        });
    after.starts_with(' ') && street
        || signed
        || any(languages, Table::Room, |word| before.ends_with(word))
}

/// Numbers and the signs between them behind the word for a telephone, or with a code of the country.
fn is_telephone(languages: Languages, before: &str, after: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || " -()（）+：:.–\u{a0}".contains(c);
    let head = before.trim_end_matches(is_part);
    let part = &before[head.len()..];
    let word = head.trim_end_matches(|c: char| is_letter(c) && !c.is_numeric());
    let last = head[word.len()..].to_ascii_lowercase();
    let small = head.to_lowercase();
    let is_named = any(languages, Table::Telephone, |name| {
        last.starts_with(name) || head.ends_with(name) || small.ends_with(name)
    });
    let follows: String = after.chars().take_while(|c| is_part(*c)).collect();
    is_named || part.contains('+') && (part.len() + follows.len()) > 6
}

/// 030 1234567, 0171/1234567, (030) 123 45-67: so many digits behind a nought that counts nothing.
fn is_dialled(number: &str, before: &str, after: &str) -> bool {
    let is_part = |c: char| c.is_ascii_digit() || " -/()\u{a0}".contains(c);
    let part = &before[before.trim_end_matches(is_part).len()..];
    let follows: String = after.chars().take_while(|c| is_part(*c)).collect();
    let dialled = format!("{part}{number}{follows}");
    let digits: String = dialled.chars().filter(char::is_ascii_digit).collect();
    let begins = dialled.trim_start_matches(|c: char| !c.is_ascii_digit());
    let nought =
        begins.strip_prefix('0').is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()));
    let plain = !number.contains(['.', ',', '．']);
    nought && plain && (7..=16).contains(&digits.len())
}
