//! Which pages look otherwise than before, and where. What a page shows is compared thing by thing, and each is known by
//! how it looks: so a line that has slid down, a page with another number or a figure that has floated on is no change.

mod compare;
mod drawn;
mod parts;
mod picture;
mod thing;
mod word;

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::hayro_syntax::Pdf;

pub use self::picture::pictures;
pub use self::thing::Files;
use super::changes::model::{Change, PageChange};

/// The pages that look otherwise, of the PDFs that are in both. One that cannot be read is left out, and its name is given
/// too.
pub fn between(old: &Files, new: &Files) -> (Vec<PageChange>, Vec<String>) {
    let (mut changes, mut unread) = (Vec::new(), Vec::new());
    for (name, after) in new {
        let Some(before) = old.get(name) else { continue };
        // A program that reads PDFs may end in a panic on a broken one.
        match catch_unwind(AssertUnwindSafe(|| of_file(name, before, after))) {
            Ok(Some(found)) => changes.extend(found),
            _ => unread.push(name.clone()),
        }
    }
    (changes, unread)
}

fn of_file(name: &str, before: &[u8], after: &[u8]) -> Option<Vec<PageChange>> {
    if before == after {
        return Some(Vec::new());
    }
    let (before, after) = (Pdf::new(before.to_vec()).ok()?, Pdf::new(after.to_vec()).ok()?);
    let (old, new) = (drawn::things(&before), drawn::things(&after));
    let gone = compare::without_counterpart(&old, &new);
    let come = compare::without_counterpart(&new, &old);
    let pages = parts::pages(&old, &new, &gone, &come);
    let mut found: BTreeMap<(Option<usize>, Option<usize>), PageChange> = BTreeMap::new();
    let mut add = |key: (Option<usize>, Option<usize>), parts| {
        let one = found.entry(key).or_insert_with(|| PageChange {
            file: name.to_string(),
            before: key.0.map(|it| it + 1),
            after: key.1.map(|it| it + 1),
            parts: Vec::new(),
            picture: None,
        });
        one.parts.extend(parts);
    };
    for (page, parts) in parts::parts(&new, &come, Change::Added) {
        add((pages.before.get(&page).copied(), Some(page)), parts);
    }
    for (page, parts) in parts::parts(&old, &gone, Change::Removed) {
        add((Some(page), pages.after.get(&page).copied()), parts);
    }
    let mut found: Vec<PageChange> = found.into_values().collect();
    found.sort_by_key(|it| (it.after.or(it.before), it.before));
    Some(found)
}
