//! Dates as people write them: `2024-03-05`, `2024/3/5`, `2024年3月`, `March 5, 2024`, `2024`.

use crate::language::reading;
use crate::load::fields::Fields;
use crate::model::manifest::Date;

/// A number and how many digits it has.
type Number = (u32, usize);

/// The day under `date`, if there is one.
pub fn day(fields: &mut Fields) -> Option<Date> {
    let node = fields.get("date")?;
    let text = node.as_cell().map_or("", |cell| &cell.text);
    let date = parse_date(text);
    if date.is_none() {
        let not =
            if text.is_empty() { String::new() } else { format!(", and “{text}” is not") };
        fields.wrong(node, format!("`date` must be a day such as 2026-02-08{not}"));
    }
    date
}

fn parse_date(text: &str) -> Option<Date> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let (month, day) = (month.parse().ok()?, day.parse().ok()?);
    whole(Date { year: year.parse().ok()?, month: Some(month), day: Some(day) })
}

/// The day, month or year that a text names; nothing when it could be more than one.
pub fn read(text: &str) -> Option<Date> {
    let text = text.trim();
    let (numbers, month) = parts(text)?;
    let (year, month, day) = match (numbers.as_slice(), month) {
        ([(year, 4)], month) => (*year, month, None),
        ([(one, 8)], None) => (one / 10_000, Some(one / 100 % 100), Some(one % 100)),
        ([(day, 1 | 2), (year, 4)], Some(month)) => (*year, Some(month), Some(*day)),
        ([(year, 4), (day, 1 | 2)], Some(month)) => (*year, Some(month), Some(*day)),
        ([(year, 4), (month, 1 | 2)], None) => (*year, Some(*month), None),
        ([(month, 1 | 2), (year, 4)], None) => (*year, Some(*month), None),
        ([(year, 4), (month, 1 | 2), (day, 1 | 2)], None) => (*year, Some(*month), Some(*day)),
        ([(one, 1 | 2), (two, 1 | 2), (year, 4)], None) => {
            let (day, month) = order(*one, *two, text.contains('.'))?;
            (*year, Some(month), Some(day))
        }
        _ => return None,
    };
    let small = |number: Option<u32>| number.map(u8::try_from).transpose().ok();
    whole(Date { year: u16::try_from(year).ok()?, month: small(month)?, day: small(day)? })
}

/// The numbers of a date, each with its digits, and the month that stands in letters; none when other
/// words are there. The time of day is passed over.
fn parts(text: &str) -> Option<(Vec<Number>, Option<u32>)> {
    let is_time = |word: &str| word.contains(':') || word.starts_with(['+', 'Z']);
    let (mut numbers, mut month) = (Vec::new(), None);
    let day = text.split_once('T').filter(|(day, _)| day.ends_with(|c: char| c.is_ascii_digit()));
    let text = reading::without_signs(day.map_or(text, |(day, _)| day));
    for word in text.split(|c: char| c.is_whitespace() || ",，".contains(c)) {
        if is_time(word) {
            // What follows a time is a zone.
            break;
        }
        let mut rest = word.trim_end_matches('.');
        while let Some(first) = rest.chars().next() {
            let digits = rest.chars().take_while(char::is_ascii_digit).count();
            let letters = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            if digits > 0 {
                numbers.push((rest[..digits].parse().ok()?, digits));
                rest = rest[digits..].trim_start_matches(['/', '-', '.']);
                rest = reading::without_start(rest, &reading::words().dates.ordinal);
            } else if letters > 0 {
                let name = rest[..letters].to_lowercase();
                match reading::month(&name) {
                    Some(number @ 1..=12) => month = Some(u32::from(number)),
                    _ if says_nothing(&name) => {}
                    _ => return None,
                }
                rest = &rest[letters..];
            } else if "./-".contains(first) {
                rest = &rest[first.len_utf8()..];
            } else {
                return None;
            }
        }
    }
    Some((numbers, month))
}

/// Whether a word in small letters is the day of a week, or only joins the parts of a date.
fn says_nothing(word: &str) -> bool {
    let dates = &reading::words().dates;
    let is_day = dates.weekdays.iter().any(|it| word.starts_with(it.as_str()));
    is_day || dates.between.iter().any(|it| it == word)
}

/// Day and month, when it is plain which is which: by points the day is first.
fn order(one: u32, two: u32, points: bool) -> Option<(u32, u32)> {
    match () {
        () if points || one > 12 || one == two => Some((one, two)),
        () if two > 12 => Some((two, one)),
        () => None,
    }
}

/// The date, if there is such a day.
pub fn whole(date: Date) -> Option<Date> {
    let divides = |by: u16| date.year.is_multiple_of(by);
    let leap = divides(4) && (!divides(100) || divides(400));
    let days = match date.month {
        Some(2) if leap => 29,
        Some(2) => 28,
        Some(4 | 6 | 9 | 11) => 30,
        None | Some(1..=12) => 31,
        _ => 0,
    };
    let sound = date.day.map_or(days > 0, |day| (1..=days).contains(&day));
    (sound && (1000..=9999).contains(&date.year)).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for (text, expected) in [
            ("2024-03-05", Some((2024, Some(3), Some(5)))),
            ("2024/3/5", Some((2024, Some(3), Some(5)))),
            ("2024.3.5", Some((2024, Some(3), Some(5)))),
            ("20240305", Some((2024, Some(3), Some(5)))),
            ("2024-03-05 12:34:56", Some((2024, Some(3), Some(5)))),
            ("2024-03-05T10:00:00+08:00", Some((2024, Some(3), Some(5)))),
            ("Tue, 05 Mar 2024 10:00:00 GMT", Some((2024, Some(3), Some(5)))),
            ("2024年3月5日", Some((2024, Some(3), Some(5)))),
            ("2024 年 3 月", Some((2024, Some(3), None))),
            ("2024-03", Some((2024, Some(3), None))),
            ("2024", Some((2024, None, None))),
            ("May 2024", Some((2024, Some(5), None))),
            ("March 5, 2024", Some((2024, Some(3), Some(5)))),
            ("5th of March", None),
            ("Sept. 5, 2024", Some((2024, Some(9), Some(5)))),
            ("5.3.2024", Some((2024, Some(3), Some(5)))),
            ("13/5/2024", Some((2024, Some(5), Some(13)))),
            ("3/5/2024", None),
            ("5 de marzo de 2024", Some((2024, Some(3), Some(5)))),
            ("5. März 2024", Some((2024, Some(3), Some(5)))),
            ("2024년 3월 5일", Some((2024, Some(3), Some(5)))),
            ("2024-02-30", None),
            ("2024-13-01", None),
            ("today", None),
            ("", None),
        ] {
            let read = read(text).map(|date| (date.year, date.month, date.day));
            assert_eq!(read, expected, "{text}");
        }
    }
}
