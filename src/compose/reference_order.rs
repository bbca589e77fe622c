//! The order of a list of references that is cited by names: by language, author, year and title.

use encoding_rs::GBK;
use hayagriva::types::Person;

use super::citation_entry;
use crate::language::characters::is_han;
use crate::language::pack::Pack;
use crate::model::reference::Reference;

/// By what a reference is sorted.
type Key = (u8, Vec<u8>, Vec<u8>, i32, Vec<u8>);

/// Sorts references by names, for pages in this language: the works in its script first.
pub fn sort(references: &mut [(usize, &Reference)], pack: &Pack) {
    let mut keyed: Vec<(Key, (usize, &Reference))> =
        references.iter().map(|it| (key(it.1, pack), *it)).collect();
    keyed.sort_by(|(one, _), (other, _)| one.cmp(other));
    for (place, (_, reference)) in references.iter_mut().zip(keyed) {
        *place = reference;
    }
}

fn key(reference: &Reference, pack: &Pack) -> Key {
    let mut entry = reference.entry.clone();
    if pack.is_wide() {
        citation_entry::name_by_number(&mut entry, reference);
    }
    let title = entry.title().map(ToString::to_string).unwrap_or_default();
    let people = entry.authors().filter(|it| !it.is_empty()).or_else(|| entry.editors());
    let people = people.filter(|it| !it.is_empty());
    let first = people.and_then(|it| it.first()).map_or_else(|| title.clone(), name);
    let others = people.unwrap_or_default().iter().skip(1).map(name);
    let others: Vec<String> = others.collect();
    let year = entry.date_any().map_or(i32::MAX, |date| date.year);
    let group = group(&first, pack.is_wide());
    (group, sounded(&first), sounded(&others.join(" ")), year, sounded(&title))
}

fn name(person: &Person) -> String {
    let given = person.given_name.as_deref().unwrap_or_default();
    match person.is_cjk() {
        true => format!("{}{given}", person.name),
        false => format!("{} {given}", person.name),
    }
}

/// GB/T 7714-2025, 9.3.2: Chinese, Japanese, Latin, Russian, others; elsewhere Latin comes first.
fn group(text: &str, han_first: bool) -> u8 {
    let letter = text.chars().find(|c| c.is_alphabetic()).unwrap_or('a');
    match letter {
        'ぁ'..='ヿ' => 2,
        c if is_han(c) => {
            if han_first {
                1
            } else {
                4
            }
        }
        c if c.is_ascii() || ('À'..='ɏ').contains(&c) => 3,
        'Ѐ'..='ӿ' => 5,
        _ => 6,
    }
}

/// Letters as they sort. The common Han characters stand in GBK by their sound, the rarer ones
/// behind them by their radical: so the list is in the order of pinyin but for rare names.
fn sounded(text: &str) -> Vec<u8> {
    let plain: String = text.to_lowercase().chars().map(unaccented).collect();
    let (bytes, _, _) = GBK.encode(&plain);
    bytes.into_owned()
}

/// A Latin letter without its accent.
fn unaccented(letter: char) -> char {
    const PLAIN: [(&str, char); 13] = [
        ("àáâãäåāăą", 'a'),
        ("çćĉċč", 'c'),
        ("ďđ", 'd'),
        ("èéêëēĕėęě", 'e'),
        ("ĝğġģ", 'g'),
        ("ìíîïĩīĭįı", 'i'),
        ("ĺļľł", 'l'),
        ("ñńņň", 'n'),
        ("òóôõöøōŏő", 'o'),
        ("śŝşšß", 's'),
        ("ţťŧ", 't'),
        ("ùúûüũūŭůűų", 'u'),
        ("źżž", 'z'),
    ];
    let found = PLAIN.iter().find(|(accented, _)| accented.contains(letter));
    found.map_or(letter, |(_, plain)| *plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_surnames_sort_by_sound() {
        let mut names = ["张", "王", "李", "陈", "赵", "安", "周"];
        names.sort_by_key(|name| sounded(name));
        assert_eq!(names, ["安", "陈", "李", "王", "张", "赵", "周"]);
        let mut latin = ["Zhu", "Østergaard", "Müller", "adams", "Muller"];
        latin.sort_by_key(|name| sounded(name));
        assert_eq!(latin[0], "adams");
        assert_eq!(latin[3..], ["Østergaard", "Zhu"]);
    }

    #[test]
    fn scripts_are_kept_apart() {
        assert!(group("王", true) < group("Smith", true));
        assert!(group("Smith", false) < group("王", false));
        assert!(group("Smith", true) < group("Иванов", true));
    }
}
