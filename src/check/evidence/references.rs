//! D0404–D0406, D0411: the bibliography names no paper twice, no two as one, and its years fit.

use hayagriva::Entry;
use indexmap::IndexMap;

use super::contradiction::{Contradiction, Side, Text};
use super::tongue::Tongue;
use super::volumes::{self, Pair};
use crate::data::address::Address;
use crate::data::place::Origin;
use crate::data::tree::Cell;
use crate::diagnostic::{Code, codes};
use crate::model::bibliography::Bibliography;
use crate::model::inputs::Inputs;
use crate::model::reference::{self, Reference};

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
        for Pair { journal, earlier, later, more } in volumes::contradicted(self.references) {
            let more = match more {
                0 => String::new(),
                more => format!(", and so say {more} more"),
            };
            let message = format!(
                "{journal} has volume {} in {} in `{}`, but volume {} in {} in `{}`{more}",
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
        text(volumes::year(entry).map(|it| it.to_string())),
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
