//! D0404–D0406, D0411: the bibliography names no paper twice, no two as one, and its years fit.

use std::collections::{BTreeMap, HashMap};

use hayagriva::Entry;
use hayagriva::types::EntryType;
use indexmap::IndexMap;

use super::contradiction::{Contradiction, Side, Text};
use super::tongue::Tongue;
use crate::data::address::Address;
use crate::data::place::Origin;
use crate::data::tree::Cell;
use crate::data::work;
use crate::diagnostic::{Code, codes};
use crate::model::bibliography::Bibliography;
use crate::model::inputs::Inputs;
use crate::model::reference::{self, Reference, YEAR_IN_WORDS};

/// Checks the bibliography against itself.
pub fn check(inputs: &Inputs, found: &mut Vec<Contradiction>) {
    let list = List { references: &inputs.references };
    list.pairs(title, codes::SAME_PAPER, "have the same title", found);
    list.pairs(doi, codes::SAME_PAPER, "have the same DOI", found);
    let location = |reference: &Reference| location(&reference.entry);
    let what = "have the same journal, volume and pages";
    list.pairs(location, codes::SAME_LOCATION, what, found);
    list.years(found);
    for reference in inputs.references.iter() {
        found.extend(list.shortened(reference));
    }
}

/// So many entries are named that are alike.
const MOST_NAMED: usize = 8;

/// The pairs of which something is told, among entries that are alike: the first with each other one, or, of places in
/// journals, with the second, and all the others beside.
fn told<'a, 'r>(
    alike: &'a [&'r Reference],
    code: Code,
) -> Vec<(&'r Reference, &'r Reference, &'a [&'r Reference])> {
    let Some((first, others)) = alike.split_first() else { return Vec::new() };
    match others {
        [second, more @ ..] if code == codes::SAME_LOCATION => vec![(first, second, more)],
        others => others.iter().map(|it| (*first, *it, &[] as &[_])).collect(),
    }
}

struct List<'a> {
    references: &'a Bibliography,
}

impl List<'_> {
    /// A contradiction for every entry whose key was seen before; papers alike in title, said once.
    fn pairs(
        &self,
        key: impl Fn(&Reference) -> Option<String>,
        code: Code,
        what: &str,
        found: &mut Vec<Contradiction>,
    ) {
        let mut seen: IndexMap<String, Vec<&Reference>> = IndexMap::new();
        for reference in self.references.iter() {
            let Some(key) = key(reference) else { continue };
            let alike = seen.entry(key).or_default();
            if let Some(first) = alike.first() {
                let same_title = title(first) == title(reference);
                if code == codes::SAME_LOCATION && (same_title || other_issues(first, reference)) {
                    continue;
                }
            }
            alike.push(reference);
        }
        for (first, reference, more) in seen.values().flat_map(|alike| told(alike, code)) {
            let more = match more {
                [] => String::new(),
                more => {
                    let names = more.iter().take(MOST_NAMED).map(|it| format!("`{}`", it.key));
                    let names = names.collect::<Vec<_>>().join(", ");
                    let rest = if more.len() > MOST_NAMED { ", …" } else { "" };
                    format!(", and so have {} more: {names}{rest}", more.len())
                }
            };
            let message = format!("`{}` and `{}` {what}{more}", first.key, reference.key);
            let said = |it: &Reference| match code == codes::SAME_PAPER {
                true => format!("{}; {}", title_text(it), locator(&it.entry)),
                false => format!("{}; {}", locator(&it.entry), title_text(it)),
            };
            found.push(self.opposed(code, message, [first, reference], said));
        }
    }

    /// A contradiction between two entries, found at the second.
    fn opposed(
        &self,
        code: Code,
        message: String,
        [first, second]: [&Reference; 2],
        said: impl Fn(&Reference) -> String,
    ) -> Contradiction {
        let about = format!("{} {}", first.key, second.key);
        let (one, other) = (cell(first), cell(second));
        let found = Contradiction::new(code, &other, about, message).beside(&one, "the first one");
        let found = found.references([Some(&one), Some(&other)]);
        let found = found.side(entry(self.references, first, said(first)));
        found.side(entry(self.references, second, said(second)))
    }

    /// D0411: volumes of a journal rise with the years.
    fn years(&self, found: &mut Vec<Contradiction>) {
        let mut journals: IndexMap<String, Vec<Dated>> = IndexMap::new();
        for (at, reference) in self.references.iter().enumerate() {
            if let Some((journal, dated)) = dated(at, reference) {
                journals.entry(journal).or_default().push(dated);
            }
        }
        let mut pairs: Vec<(&String, Dated, Dated)> = Vec::new();
        for (journal, all) in &journals {
            let suspects = suspects(all);
            for (i, later) in suspects.iter().enumerate() {
                work::count(i);
                let against = suspects[..i].iter().filter(|earlier| later.contradicts(earlier));
                pairs.extend(against.map(|earlier| (journal, *earlier, *later)));
            }
        }
        pairs.sort_by_key(|(_, earlier, later)| (later.at, earlier.at));
        for (journal, earlier, later) in pairs {
            let message = format!(
                "{journal} has volume {} in {} in `{}`, but volume {} in {} in `{}`",
                later.volume,
                later.year,
                later.reference.key,
                earlier.volume,
                earlier.year,
                earlier.reference.key
            );
            let said = |it: &Reference| locator(&it.entry);
            let pair = [earlier.reference, later.reference];
            found.push(self.opposed(codes::YEAR_AND_VOLUME, message, pair, said));
        }
    }

    /// D0406: a page range that ends before it begins, `1894-905` for 1894 to 1905.
    fn shortened(&self, reference: &Reference) -> Option<Contradiction> {
        let pages = reference.entry.page_range()?.to_string();
        let (first, last) = pages.split_once('-')?;
        let (start, end): (u64, u64) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
        let message = format!("the pages {pages} of `{}` are abbreviated or wrong", reference.key);
        let cell = cell(reference);
        let stem = first.get(..first.len().checked_sub(last.len())?)?;
        let full = format!("{first}-{stem}{last}");
        (end < start).then(|| {
            let found =
                Contradiction::new(codes::SHORTENED_PAGES, &cell, reference.key.clone(), message);
            let found = found.references([Some(&cell)]).side(entry(
                self.references,
                reference,
                pages.clone(),
            ));
            let meant = move |tongue: &Tongue| tongue.filled(|it| &it.perhaps, "pages", &full);
            found.side(Side::calculated(meant, &[&cell]))
        })
    }
}

/// What is printed of an entry, at its number in the list.
pub fn entry(references: &Bibliography, reference: &Reference, text: String) -> Option<Side> {
    at(references, reference, text, "Reference")
}

/// The title of an entry, as that of its number in the list.
pub fn title_of(references: &Bibliography, reference: &Reference) -> Option<Side> {
    at(references, reference, title_text(reference), "Title of reference")
}

fn at(references: &Bibliography, reference: &Reference, text: String, what: &str) -> Option<Side> {
    let number = references.position(&reference.key)? + 1;
    let cell = cell(reference);
    let place = format!("{what} {number}");
    let place = Text::said(move |tongue| tongue.place(&place), &[&cell])?;
    Some(Side { printed: Text::said(move |_| text.clone(), &[&cell])?, place })
}

/// The key of an entry as a cell, so that what is said of the entry can be traced to it.
pub fn cell(reference: &Reference) -> Cell {
    let address = Address::Entry(reference.key.as_str().into());
    Cell::new(&reference.key, Origin::new(reference.place.clone(), address))
}

/// The title of an entry, or nothing.
pub fn title_text(reference: &Reference) -> String {
    reference::title(reference).unwrap_or_default()
}

/// “PLoS One 2019, 14(6): e0218123”.
fn locator(entry: &Entry) -> String {
    let journal = entry.parents().first();
    let text = |value: Option<String>| value.unwrap_or_default();
    let issue = journal.and_then(|it| it.issue()).map(|it| format!("({it})"));
    format!(
        "{} {}, {}{}: {}",
        text(journal.and_then(|it| it.title()).map(ToString::to_string)),
        text(year(entry).map(|it| it.to_string())),
        text(journal.and_then(|it| it.volume()).map(ToString::to_string)),
        text(issue),
        text(entry.page_range().map(ToString::to_string)),
    )
}

/// Whether two papers say that they are in issues of their own: some journals begin each at page 1.
fn other_issues(one: &Reference, other: &Reference) -> bool {
    let issue = |it: &Reference| it.entry.parents().first()?.issue().map(|issue| issue.to_string());
    matches!((issue(one), issue(other)), (Some(one), Some(other)) if one != other)
}

fn year(entry: &Entry) -> Option<i32> {
    let date = entry.date().or_else(|| entry.parents().first()?.date());
    date.map(|date| date.year).filter(|year| *year != YEAR_IN_WORDS)
}

/// The year and the volume of an entry, and where it stands in the list.
#[derive(Clone, Copy)]
struct Dated<'a> {
    at: usize,
    reference: &'a Reference,
    year: i32,
    volume: i32,
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

/// The letters and digits of the title, for authors and databases differ in everything else.
fn title(reference: &Reference) -> Option<String> {
    let title = reference::title(reference)?;
    let letters: String = title.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    (!letters.is_empty()).then_some(letters)
}

fn doi(reference: &Reference) -> Option<String> {
    reference.entry.doi().map(str::to_lowercase)
}

fn location(entry: &Entry) -> Option<String> {
    let journal = entry.parents().first()?;
    let volume = journal.volume()?.to_string();
    let pages = entry.page_range()?.to_string();
    Some(format!("{} {volume} {pages}", journal.title()?.to_string().to_lowercase()))
}
