//! What one language has and the other has not: the two lists, told with both places.

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

/// The items that count, and of the others as many as `there` has more: words that may stand for
/// something, such as “both” for two.
pub fn answering(counted: &[Item], others: &[Item], there: &[Item]) -> Vec<Item> {
    let count = |items: &[Item], key: &str| items.iter().filter(|it| it.key == key).count();
    let mut all = counted.to_vec();
    for item in others {
        if count(&all, &item.key) < count(there, &item.key) {
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
    let mut left: Vec<&str> = others.iter().map(|other| other.key.as_str()).collect();
    let mut only = Vec::new();
    for item in items {
        match left.iter().position(|key| *key == item.key) {
            Some(at) => drop(left.swap_remove(at)),
            None => only.push(item),
        }
    }
    only
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
    if only_here.is_empty() && only_there.is_empty() {
        return None;
    }
    let message = format!("the two languages {what}: {}", told(&only_here, &only_there));
    let mut places: Vec<(Place, String)> = Vec::new();
    for (side, block) in [(&only_here, blocks.0), (&only_there, blocks.1)] {
        match side.is_empty() {
            true => places.push((block.clone(), "not here".to_string())),
            false => {
                places.extend(side.iter().map(|it| (it.place.clone(), "only here".to_string())))
            }
        }
    }
    let (place, label) = places.remove(0);
    let finding = Diagnostic::new(code, place, message).label(label);
    Some(places.into_iter().fold(finding, |finding, (place, label)| finding.related(place, label)))
}

fn told(only_here: &[&Item], only_there: &[&Item]) -> String {
    let list = |items: &[&Item]| {
        let words: Vec<String> = items.iter().map(|it| format!("“{}”", it.words)).collect();
        match words.is_empty() {
            true => "nothing".to_string(),
            false => words.join(", "),
        }
    };
    format!("{} here, {} there", list(only_here), list(only_there))
}
