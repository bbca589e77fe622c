//! D0602: a pair prints the same cells, each as often. D0613: in the same order.

use std::collections::BTreeSet;

use super::difference::{self, Item};
use super::pair::Pair;
use crate::check::text::normalized::Value;
use crate::check::text::searched::Searched;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::comparison::Table;

/// Compares the printed values.
pub fn check(pair: &Pair, findings: &mut Findings) {
    let (here, there) = (values(pair.here), values(pair.there));
    let blocks = (&pair.here.passage.place, &pair.there.passage.place);
    let differ =
        difference::finding(codes::VALUES_DIFFER, "print different values", &here, &there, blocks);
    match differ {
        Some(finding) => {
            let help = columns_of_languages(pair, &here, &there);
            let help = help.unwrap_or_else(|| "print the same cells in both".to_string());
            findings.push(finding.help(help));
        }
        None if is_free(pair) => findings.extend(in_order_by_unit(pair, &here, &there)),
        None => findings.extend(in_order(&here, &there)),
    }
}

/// Columns that are named for the two languages, name_ar and name_en, and are no value in two languages yet.
fn columns_of_languages(pair: &Pair, here: &[Item], there: &[Item]) -> Option<String> {
    let [one, other] = [pair.here, pair.there].map(|it| it.passage.tables.language.to_string());
    let stem = |item: &Item, tag: &str| {
        let stem = item.key.strip_suffix(tag)?.strip_suffix(['_', '-'])?;
        Some(stem.to_string())
    };
    let own: BTreeSet<String> = here.iter().filter_map(|it| stem(it, &one)).collect();
    let stem = there.iter().filter_map(|it| stem(it, &other)).find(|it| own.contains(it))?;
    let name = stem.rsplit(|c: char| !c.is_alphanumeric() && c != '_').next()?;
    Some(format!(
        "name the columns {name}.{one} and {name}.{other}, and print {name}: each text has its own"
    ))
}

/// Whether either language puts before what the other puts behind.
fn is_free(pair: &Pair) -> bool {
    [pair.here, pair.there].iter().any(|side| side.passage.tables.has(Table::FreeOrder))
}

/// Two values of one unit that have changed places: those of different units cannot be taken for each other.
fn in_order_by_unit(pair: &Pair, here: &[Item], there: &[Item]) -> Option<Diagnostic> {
    let id = |value: &Value| value.unit.as_ref().map(|unit| unit.id().to_string());
    let units = |side: &Searched| side.passage.values.iter().map(id).collect::<Vec<_>>();
    let (own, other) = (units(pair.here), units(pair.there));
    let of = |items: &[Item], units: &[Option<String>], unit: &Option<String>| {
        let both = items.iter().zip(units);
        both.filter(|(_, it)| *it == unit).map(|(item, _)| item.clone()).collect::<Vec<_>>()
    };
    let kinds: BTreeSet<&Option<String>> = own.iter().collect();
    kinds.into_iter().find_map(|unit| in_order(&of(here, &own, unit), &of(there, &other, unit)))
}

fn values(side: &Searched) -> Vec<Item> {
    let item = |value: &Value| Item {
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
