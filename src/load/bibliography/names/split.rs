//! Fields of people cut into people, and names into words; nothing is cut in braces.

use crate::language::characters::is_ideograph;
use crate::language::reading;

/// Semicolons between people, and commas between Chinese names, as some databases write them.
pub fn others_between(field: &str) -> Vec<&str> {
    let signs = |rest: &str| {
        rest.starts_with([';', '；', '؛']).then(|| rest.chars().next().map_or(1, char::len_utf8))
    };
    let people = split_by(field, signs);
    let commas: Vec<&str> = field.split([',', '，', '、']).map(str::trim).collect();
    let is_name =
        |name: &&str| (2..=4).contains(&name.chars().count()) && name.chars().all(is_ideograph);
    let listed = people.len() == 1 && commas.len() > 1 && commas.iter().all(is_name);
    match listed && (commas.len() > 2 || !is_family_name(commas[0])) {
        true => commas,
        false => people,
    }
}

/// Whether it is a family name of two characters, after which a comma does not begin another person.
fn is_family_name(name: &str) -> bool {
    reading::words().bibliography.family_names.iter().any(|it| it == name)
}

/// The words of a name; `~` is a space.
pub fn words(name: &str) -> Vec<&str> {
    let mut all = Vec::new();
    for word in split_by(name, |rest| {
        let space = rest.chars().next().filter(|c| c.is_whitespace() || *c == '~');
        space.map(char::len_utf8)
    }) {
        if !word.is_empty() {
            all.push(word);
        }
    }
    all
}

/// A text cut where `separator` tells the length of what separates; nothing is cut in braces.
pub fn split_by(text: &str, separator: impl Fn(&str) -> Option<usize>) -> Vec<&str> {
    let (mut parts, mut start, mut at, mut depth) = (Vec::new(), 0, 0, 0usize);
    while let Some(character) = text[at..].chars().next() {
        if depth == 0
            && let Some(length) = separator(&text[at..])
        {
            parts.push(&text[start..at]);
            at += length;
            start = at;
            continue;
        }
        match character {
            '\\' => at += text[at + 1..].chars().next().map_or(0, char::len_utf8),
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        at += character.len_utf8();
    }
    parts.push(&text[start..]);
    parts
}
