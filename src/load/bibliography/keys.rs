//! Keys for entries of formats that have none: the first author's name and the year, `smith2019`.

use std::collections::{HashMap, HashSet};

use super::record::{Record, Role};
use crate::data::place::Place;
use crate::data::work;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::characters::is_ideograph;
use crate::model::marked_text;

/// At most so many keys are said in a finding.
const MOST_NAMED: usize = 12;

/// Gives a key to each record without one, and tells of it once.
pub fn give(records: &mut [Record], findings: &mut Findings) {
    let mut taken: HashSet<String> = records.iter().map(|it| it.key.clone()).collect();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let given = records.iter_mut().filter(|it| it.key.is_empty());
    let mut first: Option<Place> = None;
    let mut named: Vec<String> = Vec::new();
    let mut count = 0;
    for record in given {
        record.key = free(&stem(record), &mut taken, &mut numbers);
        first.get_or_insert_with(|| record.place.clone());
        named.extend((named.len() < MOST_NAMED).then(|| format!("[@{}]", record.key)));
        count += 1;
    }
    let Some(place) = first else { return };
    let more = if count > named.len() { " …" } else { "" };
    let named = named.join(", ");
    let message = match count {
        1 => format!("an entry has no key of its own; it is cited as {named}"),
        _ => format!("{count} entries have no keys of their own; they are cited as {named}{more}"),
    };
    let finding = Diagnostic::new(codes::BIBLIOGRAPHY_SLIP, place, message);
    findings.push(finding.help(
        "the key is the first author's family name in small letters and the year, then b, c …",
    ));
}

fn stem(record: &Record) -> String {
    let author = record.people(Role::Author).first().or(record.people(Role::Editor).first());
    let name = author.map(|it| match it.name.chars().any(is_ideograph) {
        true => format!("{}{}", it.name, it.given_name.as_deref().unwrap_or_default()),
        false => it.name.clone(),
    });
    let title = || marked_text::plain(record.get(super::record::Field::Title).unwrap_or("entry"));
    let word =
        name.unwrap_or_else(|| title().split_whitespace().next().unwrap_or("entry").to_string());
    let letters: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let year = record.issued.date.map_or(String::new(), |date| date.year.to_string());
    format!("{letters}{year}")
}

/// The stem, or the stem with the first letter that no other entry has; `numbers` are how many have been tried of each stem.
fn free(stem: &str, taken: &mut HashSet<String>, numbers: &mut HashMap<String, usize>) -> String {
    let letter = |number: usize| match number {
        0 => String::new(),
        1..=25 => char::from(b'a' + number as u8).to_string(),
        more => format!("-{more}"),
    };
    let number = numbers.entry(stem.to_string()).or_default();
    loop {
        work::count(1);
        let key = format!("{stem}{}", letter(*number));
        *number += 1;
        if taken.insert(key.clone()) {
            return key;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_of_one_name_and_year_cost_what_they_are() {
        let steps = |count: usize| {
            let place = Place::file("a.ris");
            let mut records: Vec<Record> =
                (0..count).map(|_| Record::new("", place.clone())).collect();
            let before = work::steps();
            give(&mut records, &mut Findings::default());
            let keys: HashSet<&str> = records.iter().map(|it| it.key.as_str()).collect();
            assert_eq!(keys.len(), count);
            work::steps() - before
        };
        let (small, large) = (steps(500), steps(2_000));
        assert!(large < 5 * small, "{small} {large}");
    }
}
