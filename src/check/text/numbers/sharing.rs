//! A unit, a half of the day or a sign that is told once for several numbers.

use super::amount::Amount;
use super::mention::{Bound, Kind, Reading};
use super::scanner::Scanner;
use super::unit::{Unit, unit_named};
use super::years::is_year;
use crate::check::text::letters::is_letter;
use crate::language::comparison::Table;

/// Gives each number of a range or list the unit that is told at its end or before its beginning.
pub fn share(scanner: &mut Scanner) {
    let mut found = std::mem::take(&mut scanner.found);
    together(scanner, &mut found);
    months_from_nought(scanner, &mut found);
    told_twice(scanner, &mut found);
    let unit_first = scanner.tables.has(Table::UnitBefore);
    for i in (0..found.len().saturating_sub(1)).rev() {
        let (left, right) = found.split_at_mut(i + 1);
        let before = i.checked_sub(1).and_then(|before| left.get(before)).cloned();
        let (Some(one), Some(next)) = (left.last_mut(), right.first()) else { continue };
        // “34, and 48%” is no list; “10, 20, and 40 mg” is one.
        let list = before.is_some_and(|before| joined(scanner, &before, one, false));
        if !joined(scanner, one, next, list) {
            continue;
        }
        month(one, next);
        multiplied(one, next);
        let between = scanner.text.get(one.end..next.range.start).unwrap_or_default();
        let end = year_end(one, next, between);
        right[0].others.extend(end);
        let Some(next) = right.first() else { continue };
        // “On day 1 and 200 mg on day 2”: the 1 has a unit already.
        let own = if unit_first { unit_before(scanner, one) } else { None };
        let other = own.zip(next.unit).is_some_and(|(own, next)| own.dimension != next.dimension);
        // “15.3% in 2019 and 12.7% in 2021”: no share is as large as a year.
        let year = one.value.as_whole().is_some_and(|value| (1900..2100).contains(&value))
            && next.unit.is_some_and(|unit| unit.id == "percent");
        if one.unit.is_none() && countable(one) && countable(next) && !other && !year {
            one.unit = next.unit;
            if next.unit.is_some() && one.value != Amount::ONE {
                one.undecided = None;
            }
        }
        clock(one, next);
    }
    for i in 0..found.len() {
        if found[i].unit.is_none() && countable(&found[i]) && unit_first && !of_date(&found, i) {
            found[i].unit = behind_its_unit(scanner, &found, i);
        }
        if found[i].unit.is_none() && countable(&found[i]) {
            found[i].unit = behind_its_sign(scanner, &found, i);
        }
    }
    scanner.found = found;
}

/// Whether a number is a part of a date in digits, whose parts have one place.
fn of_date(found: &[Reading], i: usize) -> bool {
    let near = found[i.saturating_sub(2)..].iter().take(5);
    near.filter(|it| it.range == found[i].range).any(|it| it.kind == Kind::Month)
}

fn countable(reading: &Reading) -> bool {
    matches!(reading.kind, Kind::Number | Kind::Printed(_))
}

/// Whether a range or a list goes on from one number to the next.
fn joined(scanner: &Scanner, one: &Reading, next: &Reading, list: bool) -> bool {
    let Some(between) = scanner.lower.get(one.end..next.range.start) else { return false };
    // “In 2020 $10 was paid” is no list.
    if between.trim_matches([' ', '$', '€', '£', '¥']).is_empty() {
        return false;
    }
    let signs: &[char] = &[
        ' ', '–', '—', '～', '~', '-', '±', '×', '/', '$', '€', '£', '¥', '−', '≥', '≤', '<', '>',
    ];
    let skipped = |c: char| {
        signs.contains(&c) || scanner.tables.holds(Table::JoinerSkip, c.encode_utf8(&mut [0; 4]))
    };
    let between = between.trim_matches(skipped);
    let joiner = |word: &str| scanner.tables.holds(Table::Joiner, word);
    let mut words = between.split([' ', ',']).filter(|word| !word.is_empty());
    // A comma parts what follows from a number with a unit of its own: “0.80, 65 years”.
    if between.contains(',')
        && between.trim_matches([' ', ',']).is_empty()
        && next.unit.is_some()
        && next.end > next.range.end
    {
        return false;
    }
    one.end <= next.range.start && (between.is_empty() || joiner(between))
        || list
            && words.all(|word| scanner.tables.holds(Table::ListJoiner, word))
            && between.starts_with(',')
}

/// 8.2 to 9.1 million: the first number may be millions too.
fn multiplied(one: &mut Reading, next: &Reading) {
    let bare = one.digits && one.power == Amount::ONE && one.unit.is_none();
    if bare && next.power != Amount::ONE {
        one.others.extend(one.value.times(next.power));
    }
}

/// 1403–24: the end of a span of years may leave their century out.
fn year_end(one: &Reading, next: &Reading, between: &str) -> Option<Amount> {
    let year = one.value.as_whole().filter(|it| one.digits && is_year(*it))?;
    let end = next.value.as_whole().filter(|it| next.digits && (10..100).contains(it))?;
    let dash = matches!(between, "-" | "–" | "—" | "/" | "～" | "~");
    let bare = next.unit.is_none_or(|unit| unit.calendar) && next.kind == Kind::Number;
    (dash && bare && end > year % 100).then(|| Amount::whole(year / 100 * 100 + end))
}

/// “Thirty (30) days” is one number, and its unit stands behind the bracket.
fn told_twice(scanner: &Scanner, found: &mut Vec<Reading>) {
    for i in (1..found.len()).rev() {
        let (one, next) = (&found[i - 1], &found[i]);
        let between = scanner.text.get(one.end..next.range.start).unwrap_or_default().trim();
        let bracket = scanner.first(next.end).filter(|c| matches!(c, ')' | '）'));
        let twice = one.value == next.value && one.digits != next.digits && next.kind == one.kind;
        let Some(bracket) = bracket.filter(|_| twice && matches!(between, "(" | "（")) else {
            continue;
        };
        let end = next.end + bracket.len_utf8();
        let behind = scanner.unit_at(end);
        let (unit, end) = behind.map_or((next.unit, end), |(unit, end)| (Some(unit), end));
        let one = &mut found[i - 1];
        (one.unit, one.end, one.undecided) = (one.unit.or(unit), end, None);
        found.remove(i);
    }
}

/// 0、1、6 月: what begins with nought counts months, and is no date.
fn months_from_nought(scanner: &Scanner, found: &mut [Reading]) {
    let nought =
        |it: &Reading| it.kind == Kind::Number && it.value == Amount::ZERO && it.unit.is_none();
    let month = |it: &Reading| matches!(it.kind, Kind::Month | Kind::Number) && it.digits;
    for from in 0..found.len() {
        let opens = nought(&found[from]) && !scanner.text[..found[from].range.start].ends_with(':');
        let goes_on =
            |pair: &[Reading]| month(&pair[1]) && joined(scanner, &pair[0], &pair[1], true);
        let more = found[from..].windows(2).take_while(|pair| opens && goes_on(pair)).count();
        let last = &found[from + more];
        if more > 0 && last.kind == Kind::Month && last.end > last.range.end {
            for it in &mut found[from..=from + more] {
                (it.kind, it.unit, it.undecided) = (Kind::Number, unit_named("months"), None);
            }
        }
    }
}

/// 1—6 月, 一至六月: the first number is a month too.
fn month(one: &mut Reading, next: &Reading) {
    let month = one.value.as_whole().is_some_and(|month| (1..=12).contains(&month));
    let bare = one.kind == Kind::Number && one.unit.is_none() && !one.ordinal;
    if next.kind == Kind::Month && month && bare && next.range.end < next.end {
        one.kind = Kind::Month;
        one.undecided = None;
    }
}

/// “Below 4 °C or at 4 °C” is one bound, which the number belongs to.
fn together(scanner: &Scanner, found: &mut Vec<Reading>) {
    let bound = |bound: Option<Bound>| match bound {
        Some(Bound::LessThan | Bound::Below) => Some(Bound::AtMost),
        Some(Bound::MoreThan | Bound::Above) => Some(Bound::AtLeast),
        _ => None,
    };
    let or = |between: &str| {
        let mut words = between.split(' ').filter(|word| !word.is_empty());
        let joiner = |word: &str| {
            [Table::Joiner, Table::ListJoiner].iter().any(|it| scanner.tables.holds(*it, word))
        };
        words.next().is_some_and(joiner) && words.count() < 2
    };
    for i in (1..found.len()).rev() {
        let (one, next) = (&found[i - 1], &found[i]);
        let Some(both) = bound(one.bound).filter(|_| next.bound.is_none()) else { continue };
        let unit = one.unit == next.unit || one.unit.is_none() || next.unit.is_none();
        let same = one.kind == next.kind && one.value == next.value && unit;
        if same && scanner.lower.get(one.end..next.range.start).is_some_and(or) {
            let next = found.remove(i);
            let one = &mut found[i - 1];
            (one.bound, one.unit, one.end) = (Some(both), one.unit.or(next.unit), next.end);
        }
    }
}

/// 3 to 5 pm: the first hour is one of a clock too. An hour of 24 keeps its number: 9 h à 17 h 30.
fn clock(one: &mut Reading, next: &Reading) {
    let named = one.unit.is_some_and(|unit| unit.id == "hours");
    let last = if named { 24 } else { 12 };
    let hour = one.value.as_whole().filter(|hour| (1..=last).contains(hour));
    let (Some(hour), Kind::Clock, Kind::Number) = (hour, &next.kind, &one.kind) else { return };
    if named {
        one.kind = Kind::Clock;
        (one.value, one.unit) = (Amount::whole(hour * 60), None);
        return;
    }
    if one.unit.is_some() {
        return;
    }
    let later = next.value.as_whole().is_some_and(|minutes| minutes >= 12 * 60);
    let hours = if later && hour < 12 { hour + 12 } else { hour };
    one.kind = Kind::Clock;
    one.value = Amount::whole(hours * 60);
    one.others.push(Amount::whole((hour % 12) * 60));
}

/// Days 1, 8 and 15; week 12; aged 40 to 74: the unit stands before the numbers.
fn behind_its_unit(scanner: &Scanner, found: &[Reading], i: usize) -> Option<Unit> {
    let reading = &found[i];
    if let Some(unit) = unit_before(scanner, reading) {
        return Some(unit);
    }
    let last = i.checked_sub(1).and_then(|last| found.get(last)).filter(|it| countable(it));
    let follows = |last: &&Reading| joined(scanner, last, reading, true);
    if is_aged(scanner, reading) || last.filter(|it| is_aged(scanner, it)).filter(follows).is_some()
    {
        return unit_named("age");
    }
    let last = last.filter(|it| it.unit.is_none_or(|unit| unit.id != "age"))?;
    let ordinal =
        last.unit.is_some() && last.end == last.range.end && last.range.end < reading.range.start;
    (ordinal && joined(scanner, last, reading, true)).then_some(last.unit).flatten()
}

/// €12–15: the sign stands once, before the first number. Behind a word, as in “€12 to 15 farms”, the second may count.
fn behind_its_sign(scanner: &Scanner, found: &[Reading], i: usize) -> Option<Unit> {
    let last = found.get(i.checked_sub(1)?).filter(|it| it.end == it.range.end)?;
    let unit = scanner.currency_before(last.range.start).filter(|it| last.unit == Some(*it))?;
    let between = scanner.lower.get(last.end..found[i].range.start)?.trim();
    let ends = !scanner.rest(found[i].end).trim_start().starts_with(is_letter);
    let word = ends && scanner.tables.holds(Table::RangeJoin, between);
    (matches!(between, "-" | "–" | "—" | "～" | "~") || word).then_some(unit)
}

/// The unit of time, or the page, that a number stands behind.
fn unit_before(scanner: &Scanner, reading: &Reading) -> Option<Unit> {
    let signs = ['−', '-', '<', '>', '≤', '≥'];
    let before = scanner.lower[..reading.range.start].trim_end_matches(signs);
    let before = before.strip_suffix(' ')?;
    let from = before.rfind(|c: char| !c.is_alphabetic());
    let from = from.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let at = from.saturating_sub(1);
    let unit = scanner.unit_at(at).filter(|(_, end)| *end == before.len()).map(|(unit, _)| unit);
    unit.filter(|unit| unit.is_span() || unit.id == "page")
}

/// Whether a word stands before a bare number that makes it an age.
fn is_aged(scanner: &Scanner, reading: &Reading) -> bool {
    let before = scanner.lower[..reading.range.start].trim_end();
    let word = scanner.tables.at_end(Table::AgeBefore, before);
    let whole = |text: &str| !before[..before.len() - text.len()].ends_with(is_letter);
    // “Under one” may be anything; “the age of ten” is an age.
    let bare = reading.range.end == reading.end && (reading.digits || reading.value != Amount::ONE);
    bare && word.is_some_and(|it| whole(&it.text))
}
