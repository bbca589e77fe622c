//! A unit, a half of the day or a sign that is told once for several numbers.

use super::amount::Amount;
use super::mention::{Kind, Reading};
use super::scanner::Scanner;
use super::unit::Unit;
use crate::language::comparison::Table;

/// Gives each number of a range or list the unit that is told at its end or before its beginning.
pub fn share(scanner: &mut Scanner) {
    let mut found = std::mem::take(&mut scanner.found);
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
        if one.unit.is_none() && countable(one) && countable(next) {
            one.unit = next.unit;
            if next.unit.is_some() && one.value != Amount::ONE {
                one.undecided = None;
            }
        }
        clock(one, next);
    }
    let unit_first = scanner.tables.has(Table::UnitBefore);
    for i in 0..found.len() {
        if found[i].unit.is_none() && countable(&found[i]) && unit_first {
            found[i].unit = behind_its_unit(scanner, &found, i);
        }
    }
    scanner.found = found;
}

fn countable(reading: &Reading) -> bool {
    matches!(reading.kind, Kind::Number | Kind::Printed(_))
}

/// Whether a range or a list goes on from one number to the next.
fn joined(scanner: &Scanner, one: &Reading, next: &Reading, list: bool) -> bool {
    let Some(between) = scanner.lower.get(one.end..next.range.start) else { return false };
    if between.trim().is_empty() {
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
    if between.trim_matches([' ', ',']).is_empty()
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

/// 1—6 月: the first number is a month too.
fn month(one: &mut Reading, next: &Reading) {
    let month = one.value.as_whole().is_some_and(|month| (1..=12).contains(&month));
    let bare = one.kind == Kind::Number && one.unit.is_none() && !one.ordinal && one.digits;
    if next.kind == Kind::Month && month && bare && next.range.end < next.end {
        one.kind = Kind::Month;
    }
}

/// 3 to 5 pm: the first hour is one of a clock too.
fn clock(one: &mut Reading, next: &Reading) {
    let hour = one.value.as_whole().filter(|hour| (1..=12).contains(hour));
    let (Some(hour), Kind::Clock, Kind::Number, None) = (hour, &next.kind, &one.kind, one.unit)
    else {
        return;
    };
    let later = next.value.as_whole().is_some_and(|minutes| minutes >= 12 * 60);
    let hours = if later && hour < 12 { hour + 12 } else { hour };
    one.kind = Kind::Clock;
    one.value = Amount::whole(hours * 60);
    one.others.push(Amount::whole((hour % 12) * 60));
}

/// Days 1, 8 and 15; week 12: the unit stands before the numbers.
fn behind_its_unit(scanner: &Scanner, found: &[Reading], i: usize) -> Option<&'static Unit> {
    let reading = &found[i];
    let signs = ['−', '-', '<', '>', '≤', '≥'];
    let before = scanner.lower[..reading.range.start].trim_end_matches(signs);
    let before = before.strip_suffix(' ')?;
    let from = before.rfind(|c: char| !c.is_alphabetic());
    let from = from.map_or(0, |at| at + before[at..].chars().next().map_or(1, char::len_utf8));
    let at = from.saturating_sub(1);
    let unit = scanner.unit_at(at).filter(|(_, end)| *end == before.len());
    let timed = unit
        .map(|(unit, _)| unit)
        .filter(|unit| ["days", "months"].contains(&unit.dimension) || unit.id == "page");
    if timed.is_some() {
        return timed;
    }
    let last = found.get(i.checked_sub(1)?).filter(|it| countable(it))?;
    let ordinal =
        last.unit.is_some() && last.end == last.range.end && last.range.end < reading.range.start;
    (ordinal && joined(scanner, last, reading, true)).then_some(last.unit).flatten()
}
