//! Volumes of a journal rise with the years: the entries of which that is not so.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use hayagriva::Entry;
use hayagriva::types::EntryType;
use indexmap::IndexMap;

use crate::data::work;
use crate::model::bibliography::Bibliography;
use crate::model::reference::{Reference, YEAR_IN_WORDS};

/// Two entries of a journal that contradict each other, the earlier in the list first.
pub struct Pair<'a> {
    /// The journal, in small letters.
    pub journal: Arc<str>,
    /// The one that stands first.
    pub earlier: Dated<'a>,
    /// The other.
    pub later: Dated<'a>,
    /// How many more entries contradict one of them, and are not told by themselves.
    pub more: usize,
}

/// The pairs of entries of a journal that contradict each other.
pub fn contradicted(references: &Bibliography) -> Vec<Pair<'_>> {
    let mut journals: IndexMap<String, Vec<Dated>> = IndexMap::new();
    for (at, reference) in references.iter().enumerate() {
        if let Some((journal, dated)) = dated(at, reference) {
            journals.entry(journal).or_default().push(dated);
        }
    }
    let mut pairs = Vec::new();
    for (journal, all) in &journals {
        let journal: Arc<str> = journal.as_str().into();
        let suspects = suspects(all);
        for (i, later) in suspects.iter().enumerate() {
            work::count(i);
            let against = suspects[..i].iter().filter(|earlier| later.contradicts(earlier));
            pairs.extend(against.map(|earlier| {
                let (earlier, later) = (*earlier, *later);
                Pair { journal: journal.clone(), earlier, later, more: 0 }
            }));
        }
    }
    pairs.sort_by_key(|pair| (pair.later.at, pair.earlier.at));
    once_each(pairs)
}

/// An entry that so many others contradict is the one that is wrong.
const OUTVOTED: usize = 4;

/// The pairs, of which those of an entry that many others contradict are told as one.
fn once_each(pairs: Vec<Pair<'_>>) -> Vec<Pair<'_>> {
    let mut of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (i, pair) in pairs.iter().enumerate() {
        of.entry(pair.earlier.at).or_default().push(i);
        of.entry(pair.later.at).or_default().push(i);
    }
    let mut entries: Vec<&Vec<usize>> = of.values().collect();
    entries.sort_by_key(|own| std::cmp::Reverse(own.len()));
    work::count(2 * pairs.len());
    // What each pair is told with: none, by itself, or for so many more.
    let mut told: Vec<Option<usize>> = vec![Some(0); pairs.len()];
    let mut settled = vec![false; pairs.len()];
    for own in entries {
        let open: Vec<usize> = own.iter().copied().filter(|i| !settled[*i]).collect();
        if open.len() < OUTVOTED {
            continue;
        }
        for (i, pair) in open.iter().enumerate() {
            settled[*pair] = true;
            told[*pair] = (i == 0).then_some(open.len() - 1);
        }
    }
    let told = pairs.into_iter().zip(told);
    told.filter_map(|(pair, more)| Some(Pair { more: more?, ..pair })).collect()
}

/// The year of an entry, if it says one in figures.
pub fn year(entry: &Entry) -> Option<i32> {
    let date = entry.date().or_else(|| entry.parents().first()?.date());
    date.map(|date| date.year).filter(|year| *year != YEAR_IN_WORDS)
}

/// The year and the volume of an entry, and where it stands in the list.
#[derive(Clone, Copy)]
pub struct Dated<'a> {
    at: usize,
    /// The entry.
    pub reference: &'a Reference,
    /// The year that it says.
    pub year: i32,
    /// The volume that it says.
    pub volume: i32,
}

impl Dated<'_> {
    /// Whether the volume does not rise with the year between these two.
    fn contradicts(&self, other: &Dated) -> bool {
        let falls = (self.year - other.year).signum() * (self.volume - other.volume).signum() < 0;
        falls || self.year != other.year && self.volume == other.volume
    }
}

/// The journal in small letters, and the year and volume in it.
fn dated(at: usize, reference: &Reference) -> Option<(String, Dated<'_>)> {
    // Volumes of a book, and what stands for a title that is missing, have no years that rise.
    let is_journal = |it: &&Entry| *it.entry_type() == EntryType::Periodical;
    let journal = reference.entry.parents().first().filter(is_journal)?;
    let volume = journal.volume()?.to_string().parse().ok()?;
    let year = year(&reference.entry)?;
    Some((journal.title()?.to_string().to_lowercase(), Dated { at, reference, year, volume }))
}

/// The entries of a journal that another one contradicts, in the order of the list: the years of
/// their volume are several, or a lower volume is later, or a higher one earlier.
fn suspects<'a>(all: &[Dated<'a>]) -> Vec<Dated<'a>> {
    let mut volumes: BTreeMap<i32, (i32, i32)> = BTreeMap::new();
    for it in all {
        let (first, last) = volumes.entry(it.volume).or_insert((it.year, it.year));
        (*first, *last) = ((*first).min(it.year), (*last).max(it.year));
    }
    let mut sound: HashMap<i32, bool> = HashMap::new();
    let mut latest = i32::MIN;
    for (volume, (first, last)) in &volumes {
        sound.insert(*volume, first == last && latest <= *first);
        latest = latest.max(*last);
    }
    let mut earliest = i32::MAX;
    for (volume, (first, last)) in volumes.iter().rev() {
        if earliest < *last {
            sound.insert(*volume, false);
        }
        earliest = earliest.min(*first);
    }
    all.iter().filter(|it| sound.get(&it.volume) == Some(&false)).copied().collect()
}
