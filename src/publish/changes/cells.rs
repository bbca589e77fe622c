//! Cells whose value differs, and references that do.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::alignment::align;
use super::model::{CellChange, Change, Printed, ReferenceChange, Subject};
use crate::export::trace::{Cell, Document, PrintedValue};

/// A cell that has changed, and what was and is printed of it, by which wordings tell their values.
pub struct ChangedCell {
    /// What is told of it.
    pub change: CellChange,
    /// Texts that were printed of it.
    pub before: BTreeSet<String>,
    /// Texts that are.
    pub after: BTreeSet<String>,
}

/// What tells a cell from others in two versions of its file: the `id` of its row, since rows move, or else
/// its address.
type Key<'a> = (&'a str, &'a str, &'a str);

fn key(cell: &Cell) -> Key<'_> {
    match cell.row.is_empty() {
        true => (&cell.file, &cell.address, ""),
        false => (&cell.file, &cell.row, &cell.field),
    }
}

/// A cell with all that is printed of it.
struct Seen<'a> {
    cell: &'a Cell,
    printed: Vec<(&'a Document, &'a PrintedValue)>,
}

impl Seen<'_> {
    /// What is written in it, or what is printed where a trace does not tell.
    fn value(&self) -> String {
        let printed = || self.texts().into_iter().collect::<Vec<_>>().join("; ");
        self.cell.value.clone().unwrap_or_else(printed)
    }

    /// Whether the cell differs. Where a trace does not tell what is written in it, all that is printed of it tells;
    /// one that was made of fewer documents prints less, and that is no change.
    fn differs(&self, now: &Seen) -> bool {
        match (&self.cell.value, &now.cell.value) {
            (Some(before), Some(after)) => before != after,
            _ => {
                let (before, after) = (self.texts(), now.texts());
                !before.is_subset(&after) && !after.is_subset(&before)
            }
        }
    }

    fn texts(&self) -> BTreeSet<String> {
        self.printed.iter().map(|(_, value)| value.text.clone()).collect()
    }
}

/// The cells by what tells them from others; several where an `id` comes several times, such as once in each study, in
/// the order of their lines.
fn seen(documents: &[Document]) -> BTreeMap<Key<'_>, Vec<Seen<'_>>> {
    let mut seen: BTreeMap<(Key, usize, &str), Seen> = BTreeMap::new();
    for document in documents {
        for value in &document.printed {
            for cell in &value.cells {
                let entry = seen.entry((key(cell), cell.line, &cell.address));
                let entry = entry.or_insert_with(|| Seen { cell, printed: Vec::new() });
                entry.printed.push((document, value));
            }
        }
    }
    let mut by_key: BTreeMap<Key, Vec<Seen>> = BTreeMap::new();
    seen.into_iter().for_each(|((key, ..), cell)| by_key.entry(key).or_default().push(cell));
    by_key
}

/// The cells that are printed in both and differ. What is printed for the first time, or no more, is told with
/// the words around it.
pub fn changes(old: &[Document], new: &[Document]) -> Vec<ChangedCell> {
    let (old, new) = (seen(old), seen(new));
    let both = new.iter().filter_map(|(key, now)| Some((old.get(key)?, now)));
    let changed = both.flat_map(|(then, now)| pairs(then, now)).filter_map(|(then, now)| {
        let (before, after) = (then.value(), now.value());
        then.differs(now).then(|| ChangedCell {
            change: change(now, before, after),
            before: then.texts(),
            after: now.texts(),
        })
    });
    changed.collect()
}

/// Which is which: one by one if there are as many, or else those between others that are the same.
fn pairs<'a>(then: &'a [Seen], now: &'a [Seen]) -> Vec<(&'a Seen<'a>, &'a Seen<'a>)> {
    if then.len() == now.len() {
        return then.iter().zip(now).collect();
    }
    let values = |list: &[Seen]| list.iter().map(Seen::value).collect::<Vec<_>>();
    let gaps = align(&values(then), &values(now)).gaps.into_iter();
    gaps.flat_map(|(gone, come)| gone.into_iter().zip(come))
        .map(|(gone, come)| (&then[gone], &now[come]))
        .collect()
}

fn change(now: &Seen, before: String, after: String) -> CellChange {
    let mut places: BTreeMap<(&str, usize, &str, &str), BTreeSet<String>> = BTreeMap::new();
    for (document, value) in &now.printed {
        let place = (&*value.file, value.line, &*value.language, &*value.text);
        places.entry(place).or_default().insert(document.document.clone());
    }
    let printed = places.into_iter().map(|((file, line, language, text), documents)| Printed {
        file: file.to_string(),
        line,
        language: language.to_string(),
        text: text.to_string(),
        documents,
    });
    let cell = now.cell;
    let row = if cell.row.is_empty() { &cell.address } else { &cell.row };
    CellChange {
        subject: subject(&cell.field),
        file: cell.file.clone(),
        line: cell.line,
        row: row.clone(),
        field: cell.field.clone(),
        before,
        after,
        printed: printed.collect(),
    }
}

/// By the name of a column, whatever its language: `certainty`, `grade.zh`, `conclusion`.
fn subject(field: &str) -> Option<Subject> {
    let name = field.rsplit('/').find(|part| part.len() > 2).unwrap_or(field);
    match name.split('.').next().unwrap_or_default().to_lowercase().as_str() {
        "certainty" | "grade" => Some(Subject::Certainty),
        "conclusion" | "conclusions" | "recommendation" => Some(Subject::Conclusion),
        _ => None,
    }
}

/// The references whose entry differs, or that are cited in one only.
pub fn references(old: &[Document], new: &[Document]) -> Vec<ReferenceChange> {
    let (old, new) = (cited(old), cited(new));
    let keys: BTreeSet<&str> = old.keys().chain(new.keys()).copied().collect();
    let of = |key: &str| {
        let (before, after) = (old.get(key), new.get(key));
        let text = |it: Option<&(&str, BTreeSet<String>)>| it.map(|(text, _)| text.to_string());
        let change = match (before, after) {
            (Some((old, _)), Some((new, _))) if old == new => return None,
            (Some(_), Some(_)) => Change::Changed,
            (None, _) => Change::Added,
            (_, None) => Change::Removed,
        };
        let documents = after.or(before).map(|(_, documents)| documents.clone());
        Some(ReferenceChange {
            change,
            key: key.to_string(),
            before: text(before),
            after: text(after),
            documents: documents.unwrap_or_default(),
        })
    };
    keys.into_iter().filter_map(of).collect()
}

fn cited(documents: &[Document]) -> HashMap<&str, (&str, BTreeSet<String>)> {
    let mut cited: HashMap<&str, (&str, BTreeSet<String>)> = HashMap::new();
    for document in documents {
        for reference in &document.references {
            let entry = cited.entry(&reference.key);
            let entry = entry.or_insert_with(|| (&reference.text, BTreeSet::new()));
            entry.1.insert(document.document.clone());
        }
    }
    cited
}
