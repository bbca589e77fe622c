//! What one language has and the other has not: the two lists, told with both places.

use std::collections::HashMap;
use std::ops::Range;

use crate::check::text::searched::Searched;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic};

/// A thing that is compared: what it is known by, what is read, and where.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is compared by.
    pub key: String,
    /// What is read at its place.
    pub words: String,
    /// Where it stands.
    pub place: Place,
}

impl Item {
    /// What stands in a range of a text, to be compared by `key`.
    pub fn of(text: &Searched, key: &str, range: Range<usize>) -> Item {
        Item {
            key: key.to_string(),
            words: text.passage.words(range.clone()).to_string(),
            place: text.passage.place(range),
        }
    }
}

/// The items that count, and of the others as many as `there` has more: words that may stand for
/// something, such as “both” for two.
pub fn answering(counted: &[Item], others: &[Item], there: &[Item]) -> Vec<Item> {
    let (mut here, there) = (counts(counted), counts(there));
    let mut all = counted.to_vec();
    for item in others {
        let here = here.entry(item.key.as_str()).or_default();
        if *here < there.get(item.key.as_str()).copied().unwrap_or_default() {
            *here += 1;
            all.push(item.clone());
        }
    }
    all
}

/// What stands on only one side, each side in order; repetitions count.
pub fn only<'a>(here: &'a [Item], there: &'a [Item]) -> (Vec<&'a Item>, Vec<&'a Item>) {
    (without(here, there), without(there, here))
}

/// When a key is more frequent in `items`, its last mentions are the ones too many.
fn without<'a>(items: &'a [Item], others: &[Item]) -> Vec<&'a Item> {
    let mut left = counts(others);
    let mut only = Vec::new();
    for item in items {
        match left.get_mut(item.key.as_str()) {
            Some(left) if *left > 0 => *left -= 1,
            _ => only.push(item),
        }
    }
    only
}

/// How often each key is mentioned.
fn counts(items: &[Item]) -> HashMap<&str, usize> {
    let mut counts = HashMap::new();
    for item in items {
        *counts.entry(item.key.as_str()).or_default() += 1;
    }
    counts
}

/// A finding when the two lists differ: what is only here at its place, what is only there beside
/// it. `blocks` are the places of the two texts, for the side that has nothing to show.
pub fn finding(
    code: Code,
    what: &str,
    here: &[Item],
    there: &[Item],
    blocks: (&Place, &Place),
) -> Option<Diagnostic> {
    let (only_here, only_there) = only(here, there);
    let shown = |items: Vec<&Item>| -> Vec<(String, Place)> {
        items.into_iter().map(|it| (it.words.clone(), it.place.clone())).collect()
    };
    told(code, what, &shown(only_here), &shown(only_there), blocks)
}

/// A finding when one side has words that the other has not.
pub fn told(
    code: Code,
    what: &str,
    only_here: &[(String, Place)],
    only_there: &[(String, Place)],
    blocks: (&Place, &Place),
) -> Option<Diagnostic> {
    if only_here.is_empty() && only_there.is_empty() {
        return None;
    }
    let message =
        format!("the two languages {what}: {} here, {} there", list(only_here), list(only_there));
    let mut places: Vec<(Place, String)> = Vec::new();
    for (side, block) in [(only_here, blocks.0), (only_there, blocks.1)] {
        match side.is_empty() {
            true => places.push((block.clone(), "not here".to_string())),
            false => places
                .extend(side.iter().map(|(_, place)| (place.clone(), "only here".to_string()))),
        }
    }
    let (place, label) = places.remove(0);
    let finding = Diagnostic::new(code, place, message).label(label);
    Some(places.into_iter().fold(finding, |finding, (place, label)| finding.related(place, label)))
}

fn list(items: &[(String, Place)]) -> String {
    let words: Vec<String> = items.iter().map(|(words, _)| format!("“{words}”")).collect();
    match words.is_empty() {
        true => "nothing".to_string(),
        false => words.join(", "),
    }
}
