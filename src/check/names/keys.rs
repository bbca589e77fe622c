//! D0364: what a key names is nearly, and not quite, the id of a row in the data set that lists such things.

use indexmap::IndexMap;

use crate::data::tree::Cell;
use crate::diagnostic::{self, Diagnostic, Findings, TypoIndex, codes};
use crate::model::inputs::{Dataset, Inputs};

/// Compares the keys of every data set with the ids of the data set that has their name, `wards` for `ward`. A
/// value that is like none of them is of a thing that needs no row of its own.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    for (name, dataset) in &inputs.data {
        for key in dataset.keys.iter().filter(|key| !is_declared(key, inputs)) {
            let lists = inputs.data.iter().filter(|(list, _)| *list != name && lists(list, key));
            for (list, things) in lists {
                compare(dataset, key, (list, things), findings);
            }
        }
    }
}

/// Whether the field of work names the list, so that every value must be in it (D0309).
fn is_declared(key: &str, inputs: &Inputs) -> bool {
    let listed = inputs.domain.keys.get(key).and_then(|it| it.listed.as_ref());
    listed.is_some_and(|list| inputs.data.contains_key(list))
}

/// The longest ending by which a word for many is longer than the word for one.
const ENDING: usize = 3;

/// Whether a data set has the name of a key, or that of many: `ward` and `wards`, `country` and `countries`. No
/// language has a table of plurals here, so that a common stem decides.
fn lists(list: &str, key: &str) -> bool {
    let (list, key) = (list.to_lowercase(), key.to_lowercase());
    let mut stem = key.chars();
    stem.next_back();
    let stem = stem.as_str();
    let longer = list.chars().count().saturating_sub(key.chars().count());
    list == key
        || stem.chars().nth(1).is_some() && list.starts_with(stem) && (1..=ENDING).contains(&longer)
}

fn compare(dataset: &Dataset, key: &str, (list, things): (&str, &Dataset), found: &mut Findings) {
    let mut unknown: IndexMap<&str, (&Cell, usize)> = IndexMap::new();
    let cells = dataset.table_rows().filter_map(|row| row.filled(key));
    for cell in cells.filter(|cell| !things.rows.contains_key(&*cell.text)) {
        unknown.entry(&cell.text).or_insert((cell, 0)).1 += 1;
    }
    if unknown.is_empty() {
        return;
    }
    let typos = TypoIndex::new(things.rows.keys().map(String::as_str));
    for (written, (cell, count)) in unknown {
        let Some(meant) = typos.meant(written) else { continue };
        let rows = diagnostic::times(count, "rows");
        let message = format!("the {key} “{written}” is not the id of any row of `{list}`{rows}");
        let finding = Diagnostic::new(codes::NEAR_KEY, cell.place().clone(), message);
        found.push(finding.help(format!("did you mean `{meant}`?")));
    }
}

#[cfg(test)]
mod tests {
    use super::lists;

    #[test]
    fn a_data_set_lists_what_its_name_says() {
        for (list, key) in [
            ("wards", "ward"),
            ("ward", "ward"),
            ("countries", "country"),
            ("unidades", "unidad"),
            ("Wards", "ward"),
            ("病区", "病区"),
        ] {
            assert!(lists(list, key), "{list}");
        }
        for (list, key) in [("safety", "ward"), ("warden_list", "ward"), ("years", "y2"), ("x", "")]
        {
            assert!(!lists(list, key), "{list}");
        }
    }
}
