//! Passages whose words differ, that are new, gone or moved.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::alignment::{Alignment, align};
use super::cells::ChangedCell;
use super::model::{Change, PassageChange, Subject};
use super::words::likeness;
use crate::export::passages::Passage;
use crate::export::trace::Document;

/// As alike as this, two passages in the same place are one that has changed.
const ALIKE: f64 = 0.4;

/// The same for two that stand in different places.
const ALIKE_ELSEWHERE: f64 = 0.6;

/// So many pairs in different places are compared at most.
const MOST_PAIRS: usize = 10_000;

/// The text of a document in one language.
type Texts<'a> = BTreeMap<(&'a str, &'a str), Vec<&'a Passage>>;

/// The passages that differ. `cells` tell which values have changed by themselves: a passage that prints another
/// value for no other reason has not changed.
pub fn changes(old: &[Document], new: &[Document], cells: &[ChangedCell]) -> Vec<PassageChange> {
    let (old, new) = (texts(old), texts(new));
    let told = Told::new(cells);
    let mut changes: Vec<PassageChange> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for ((document, language), after) in &new {
        // A document or language that is new as a whole is told as an edition.
        let Some(before) = old.get(&(*document, *language)) else { continue };
        for (_, change) in compare(before, after, &told) {
            let (old, new) = (&change.before, &change.after);
            let key = format!(
                "{:?} {language} {}:{} {old:?} {new:?}",
                change.change, change.file, change.line
            );
            let at = *known.entry(key).or_insert_with(|| {
                changes.push(change);
                changes.len() - 1
            });
            changes[at].documents.insert(document.to_string());
        }
    }
    changes.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
    changes
}

/// The same of one text, where each value that differs is a change of its passage; with the place of each in the newer
/// text, counted in passages.
pub fn of_one(old: &[Passage], new: &[Passage]) -> Vec<(usize, PassageChange)> {
    let (old, new): (Vec<&Passage>, Vec<&Passage>) = (old.iter().collect(), new.iter().collect());
    compare(&old, &new, &Told::new(&[]))
}

/// The first edition that has a language speaks for its text.
fn texts(documents: &[Document]) -> Texts<'_> {
    let mut texts = Texts::new();
    for document in documents {
        let mut of_edition: BTreeMap<&str, Vec<&Passage>> = BTreeMap::new();
        for passage in &document.passages {
            of_edition.entry(&passage.language).or_default().push(passage);
        }
        for (language, passages) in of_edition {
            texts.entry((&document.document, language)).or_insert(passages);
        }
    }
    texts
}

/// Which texts have become which, since a cell behind them has changed.
struct Told<'a> {
    by_text: HashMap<&'a str, Vec<&'a ChangedCell>>,
}

impl<'a> Told<'a> {
    fn new(cells: &'a [ChangedCell]) -> Told<'a> {
        let mut by_text: HashMap<&str, Vec<&ChangedCell>> = HashMap::new();
        for cell in cells {
            for text in &cell.before {
                by_text.entry(text).or_default().push(cell);
            }
        }
        Told { by_text }
    }

    /// Whether every value that differs is that of a cell that has changed.
    fn explains(&self, old: &Passage, new: &Passage) -> bool {
        let of_cell = |(before, after): (&String, &String)| {
            let cells = self.by_text.get(before.as_str());
            before == after || cells.is_some_and(|it| it.iter().any(|it| it.after.contains(after)))
        };
        old.values.len() == new.values.len() && old.values.iter().zip(&new.values).all(of_cell)
    }
}

/// Each with its place in the newer list.
fn compare(old: &[&Passage], new: &[&Passage], told: &Told) -> Vec<(usize, PassageChange)> {
    let key = |it: &&Passage| (it.kind.clone(), it.wording().to_string());
    let (mut old_keys, mut new_keys): (Vec<_>, Vec<_>) =
        (old.iter().map(key).collect(), new.iter().map(key).collect());
    let mut found = align(&old_keys, &new_keys);
    let pairs = changed(&found, old, new);
    if !pairs.is_empty() {
        // What has only changed tells like everything else what has moved. No text begins with this sign.
        for (number, (before, after)) in pairs.into_iter().enumerate() {
            let key = (old[before].kind.clone(), format!("\0{number}"));
            (old_keys[before], new_keys[after]) = (key.clone(), key);
        }
        found = align(&old_keys, &new_keys);
    }
    let mut changes = Vec::new();
    for (before, at) in found.kept.iter().chain(&found.moved) {
        let (before, after) = (old[*before], new[*at]);
        if before.wording() != after.wording() || !told.explains(before, after) {
            changes.push((*at, change(Change::Changed, Some(before), Some(after))));
        }
    }
    // In a table rows are sorted and figures flow: only what stands in running text has moved.
    let moved = found.moved.iter().filter(|(_, at)| new[*at].kind != "table");
    changes.extend(
        moved.map(|(from, to)| (*to, change(Change::Moved, Some(old[*from]), Some(new[*to])))),
    );
    for (gone, come) in found.gaps {
        // What is gone stood before the next one that is kept.
        let end = gone.last().and_then(|gone| found.kept.iter().find(|(old, _)| old > gone));
        let end = come.last().copied().or(end.map(|(_, new)| *new)).unwrap_or(new.len());
        let added = come.iter().map(|at| (*at, change(Change::Added, None, Some(new[*at]))));
        changes.extend(added);
        let removed = gone.iter().map(|at| (end, change(Change::Removed, Some(old[*at]), None)));
        changes.extend(removed);
    }
    changes
}

/// Which passages have become which: of what stands between two that are kept, the nearest that are alike; then those
/// further away, if others have moved across them.
fn changed(found: &Alignment, old: &[&Passage], new: &[&Passage]) -> Vec<(usize, usize)> {
    let alike = |before: usize, after: usize, least: f64| {
        let (before, after) = (old[before], new[after]);
        before.kind == after.kind && likeness(before.wording(), after.wording()) >= least
    };
    let mut pairs = Vec::new();
    let (mut all_gone, mut all_come) = (Vec::new(), Vec::new());
    for (gone, come) in &found.gaps {
        let mut rest = &gone[..];
        for after in come {
            // The next ones, up to a few: a search of all for each would cost their product.
            match rest.iter().take(4).position(|before| alike(*before, *after, ALIKE)) {
                Some(at) => {
                    pairs.push((rest[at], *after));
                    all_gone.extend(&rest[..at]);
                    rest = &rest[at + 1..];
                }
                None => all_come.push(*after),
            }
        }
        all_gone.extend(rest);
    }
    if found.moved.is_empty() || all_gone.len() * all_come.len() > MOST_PAIRS {
        return pairs;
    }
    for after in all_come {
        if let Some(at) = all_gone.iter().position(|it| alike(*it, after, ALIKE_ELSEWHERE)) {
            pairs.push((all_gone.remove(at), after));
        }
    }
    pairs
}

fn change(change: Change, before: Option<&Passage>, after: Option<&Passage>) -> PassageChange {
    let shown = after.or(before);
    let of = |field: fn(&Passage) -> &str| shown.map(field).unwrap_or_default().to_string();
    let text = |it: Option<&Passage>| it.map(|it| it.text.clone());
    PassageChange {
        change,
        subject: shown.and_then(subject),
        language: of(|it| &it.language),
        kind: of(|it| &it.kind),
        under: of(|it| &it.under),
        file: of(|it| &it.file),
        line: shown.map_or(0, |it| it.line),
        before: text(before).filter(|_| change != Change::Moved),
        after: text(after),
        documents: BTreeSet::new(),
    }
}

/// What stands in a division of this name, such as `::: conclusion`.
fn subject(passage: &Passage) -> Option<Subject> {
    match passage.within.to_lowercase().as_str() {
        "conclusion" | "conclusions" | "recommendation" | "recommendations" | "glance" => {
            Some(Subject::Conclusion)
        }
        "certainty" | "grade" => Some(Subject::Certainty),
        _ => None,
    }
}
