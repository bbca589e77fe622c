//! D0602: a pair prints the same cells, each as often. D0613: in the same order.

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};

/// Compares the printed values.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let (here, there) = (values(pair.here), values(pair.there));
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let differ =
        difference::finding(codes::VALUES_DIFFER, "print different values", &here, &there, blocks);
    match differ {
        Some(finding) => findings.push(finding.help("print the same cells in both")),
        None => findings.extend(in_order(&here, &there)),
    }
}

fn values(side: &Searched) -> Vec<Item> {
    let item = |value: &crate::check::text::normalized::Value| Item {
        key: value.key.clone(),
        words: value.text.clone(),
        place: value.place.clone(),
    };
    side.passage.values.iter().map(item).collect()
}

/// Two values that have changed places are found where the order first differs.
fn in_order(here: &[Item], there: &[Item]) -> Option<Diagnostic> {
    let (one, other) = here.iter().zip(there).find(|(one, other)| one.key != other.key)?;
    let message = format!(
        "the two languages print the same values in another order: “{}” here, “{}” there",
        one.words, other.words
    );
    let finding = Diagnostic::new(codes::ORDER_DIFFERS, one.place.clone(), message);
    Some(
        finding
            .related(other.place.clone(), "its counterpart")
            .help("print the values in the same order in both; two of them may be exchanged"),
    )
}
