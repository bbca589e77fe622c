//! A reference as the CSL library is to see it. The library guesses the kind of a work and its
//! container from the shape of an entry, and knows no standards, data sets or preprints; here every
//! entry gets one shape, in which the library finds each variable, and the kind is told by the style
//! (see `citation_rules`).

use hayagriva::types::{
    Date, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, PageRangesPart, Person,
    PersonRole, Publisher, StringChunk,
};
use hayagriva::{Entry, citationberg::taxonomy::Kind};

use super::citation_kind::kind;
pub use super::citation_numbers::{Identifiers, SIGNS};
use super::citation_numbers::{identify, numbers};
use super::citation_terms::Terms;
use crate::language::Language;
use crate::language::pack::messages::Messages;
use crate::model::reference::Reference;
use crate::model::work_kind::WorkKind;

/// The kind that an entry of this shape has for the library.
pub const SHAPE: Kind = Kind::ArticleJournal;

/// A kind that no entry has for the library.
pub const NEVER: Kind = Kind::Dataset;

/// The numbers of the first and the last page while an entry is formatted: styles rewrite ranges
/// (1894-905 becomes 1894–1905), and a reference list shows what the source prints.
pub const PAGES: [i32; 2] = [1_987_650_001, 1_987_650_002];

/// The entry in the shape, for pages in a language.
pub fn entry(
    reference: &Reference,
    identifiers: Identifiers,
    terms: &Terms,
    pages: Language,
) -> Entry {
    let source = &reference.entry;
    let kind = kind(reference);
    let parts = Parts::of(source, kind);
    let mut item = Entry::new(source.key(), EntryType::Article);
    source.title().into_iter().for_each(|it| item.set_title(it.clone()));
    source.date_any().into_iter().for_each(|it| item.set_date(*it));
    let genre = source
        .map(Entry::genre)
        .and_then(|it| genre(it, &terms.pack(pages, reference.language).messages));
    genre.into_iter().for_each(|it| item.set_genre(it));
    source.map(Entry::note).into_iter().for_each(|it| item.set_note(it.clone()));
    source.map(Entry::archive).into_iter().for_each(|it| item.set_archive(it.clone()));
    let location = source.map(Entry::archive_location);
    location.into_iter().for_each(|it| item.set_archive_location(it.clone()));
    source.map(Entry::call_number).into_iter().for_each(|it| item.set_call_number(it.clone()));
    source.map(Entry::runtime).into_iter().for_each(|it| item.set_runtime(it.clone()));
    source.page_total().into_iter().for_each(|it| item.set_page_total(it.clone()));
    source.chapter().into_iter().for_each(|it| item.set_chapter(it.clone()));
    source.map(Entry::language).into_iter().for_each(|it| item.set_language(it.clone()));
    source.serial_number().into_iter().for_each(|it| item.set_serial_number(it.clone()));
    source.url_any().into_iter().for_each(|it| item.set_url(it.clone()));
    // No style prints that an edition is the first.
    let edition = source.map(Entry::edition).filter(|it| it.to_string() != "1");
    edition.into_iter().for_each(|it| item.set_edition(it.clone()));
    if let Some(pages) = source.page_range() {
        item.set_page_range(stand_in(pages));
    }
    people(&mut item, source, &parts, kind);
    published(&mut item, source, &parts, kind);
    numbers(&mut item, source, kind);
    let volume = parts.whole.and_then(Entry::volume).or_else(|| source.volume());
    volume.into_iter().for_each(|it| item.set_volume(it.clone()));
    identify(&mut item, kind, identifiers);
    item.set_parents(parents(&parts, &item, kind));
    item
}

/// The same entry as the text cites it: who has a Chinese name is called by all of it.
pub fn in_text(mut entry: Entry) -> Entry {
    let whole = |person: &Person| match person.is_cjk() {
        true => {
            named(format!("{}{}", person.name, person.given_name.as_deref().unwrap_or_default()))
        }
        false => person.clone(),
    };
    if let Some(authors) = entry.authors() {
        entry.set_authors(authors.iter().map(whole).collect());
    }
    if let Some(editors) = entry.editors() {
        entry.set_editors(editors.iter().map(whole).collect());
    }
    entry
}

/// A standard is listed by its number under GB/T 7714, and so it is called by it.
pub fn name_by_number(entry: &mut Entry, reference: &Reference) {
    if kind(reference) == WorkKind::Standard
        && let Some(number) = entry.keyed_serial_number("serial")
    {
        entry.set_authors(vec![named(number.to_string())]);
    }
}

/// The kind of a thesis or report. What the reader of BibTeX says of every thesis and report is
/// English, and nobody's word for a report.
fn genre(genre: &FormatString, messages: &Messages) -> Option<FormatString> {
    let text = genre.to_string();
    if text == "technical report" {
        return None;
    }
    let own = messages.theses.get(&text.replace('’', "'")).map(FormatString::with_value);
    own.or_else(|| Some(genre.clone()))
}

/// What a work is part of.
struct Parts<'a> {
    /// The journal, book or site that it is in.
    whole: Option<&'a Entry>,
    /// The series of the whole, or of the work.
    series: Option<&'a Entry>,
    /// The conference.
    event: Option<&'a Entry>,
}

impl<'a> Parts<'a> {
    fn of(source: &'a Entry, kind: WorkKind) -> Parts<'a> {
        use EntryType::{Conference, Exhibition, Original};
        let is_event = |it: &&Entry| matches!(it.entry_type(), Conference | Exhibition);
        let event = source.parents().iter().find(is_event);
        let others = source.parents().iter();
        let mut others = others.filter(|it| !is_event(it) && it.entry_type() != &Original);
        let first = others.next();
        match stands_in_another(kind) {
            true => {
                let whole = first.or(event);
                let series = whole.and_then(|it| it.parents().first()).or(others.next());
                Parts { whole, series, event }
            }
            false => Parts { whole: None, series: first, event },
        }
    }
}

fn stands_in_another(kind: WorkKind) -> bool {
    use WorkKind::*;
    !matches!(
        kind,
        Book | Proceedings | Thesis | Report | Standard | Patent | Map | Dataset | Software
    )
}

fn people(item: &mut Entry, source: &Entry, parts: &Parts, kind: WorkKind) {
    let authors = source.authors().unwrap_or_default();
    let editors = source.editors().filter(|it| !it.is_empty());
    let editors = editors.or_else(|| parts.whole.and_then(Entry::editors)).unwrap_or_default();
    let affiliated = source.map(Entry::affiliated).unwrap_or_default();
    let holders = affiliated.iter().filter(|it| it.role == PersonRole::Holder);
    let holders: Vec<Person> = holders.flat_map(|it| it.names.clone()).collect();
    let body = body_as_author(source, parts, kind);
    match authors {
        [] if kind == WorkKind::Patent && !holders.is_empty() => item.set_authors(holders),
        [] if body.is_some() => item.set_authors(body.map(named).into_iter().collect()),
        [] => {}
        _ => item.set_authors(authors.to_vec()),
    }
    if !editors.is_empty() {
        item.set_editors(editors.to_vec());
    }
    if !affiliated.is_empty() {
        item.set_affiliated(affiliated.to_vec());
    }
}

/// The organization behind a work without authors and editors, which counts as its author.
fn body_as_author(source: &Entry, parts: &Parts, kind: WorkKind) -> Option<String> {
    use WorkKind::*;
    let by_a_body =
        matches!(kind, Report | Standard | Webpage | Post | Dataset | Software | Map | Document);
    let named = |people: Option<&[Person]>| people.is_some_and(|it| !it.is_empty());
    let persons = [source.authors(), source.editors(), parts.whole.and_then(Entry::editors)];
    let persons = persons.into_iter().any(named);
    // A standard is by the body that published it.
    let published = source.map(Entry::publisher).and_then(Publisher::name);
    let published = published.filter(|_| kind == Standard);
    let body = source.map(Entry::organization).or(published);
    body.filter(|_| by_a_body && !persons).map(ToString::to_string)
}

/// A person that is an organization.
fn named(name: String) -> Person {
    Person { name, given_name: None, prefix: None, suffix: None, comma_suffix: false, alias: None }
}

/// The publisher: for a thesis or a report without one, the school or institution.
fn published(item: &mut Entry, source: &Entry, parts: &Parts, kind: WorkKind) {
    let publisher = source.map(Entry::publisher);
    let body = source.map(Entry::organization);
    let place = publisher.and_then(Publisher::location).or_else(|| source.map(Entry::location));
    let is_author = body_as_author(source, parts, kind).is_some();
    let name = publisher.and_then(Publisher::name);
    let takes_body = !is_author && kind != WorkKind::Standard && kind != WorkKind::Patent;
    let arxiv = FormatString { value: StringChunk::verbatim("arXiv").into(), short: None };
    let platform = || item.keyed_serial_number("arxiv").map(|_| arxiv);
    let name = match name {
        Some(_) if is_author && kind == WorkKind::Standard => None,
        Some(name) => Some(name.clone()),
        None if kind == WorkKind::Preprint => {
            let named = |it: &&FormatString| !it.to_string().to_lowercase().starts_with("arxiv");
            let host = parts.whole.and_then(Entry::title).filter(named).cloned();
            host.or_else(platform).or_else(|| body.cloned())
        }
        None => body.filter(|_| takes_body).cloned(),
    };
    if name.is_some() || place.is_some() {
        item.set_publisher(Publisher::new(name.clone(), place.cloned()));
    }
    if let Some(body) = body.filter(|_| !is_author && name.as_ref() != body) {
        item.set_organization(body.clone());
    }
}

/// The parents of the shape: a journal with its series, and the event.
fn parents(parts: &Parts, item: &Entry, kind: WorkKind) -> Vec<Entry> {
    let mut whole = Entry::new(item.key(), EntryType::Periodical);
    if kind != WorkKind::Preprint {
        let title = parts.whole.and_then(Entry::title);
        title.into_iter().for_each(|it| whole.set_title(it.clone()));
    }
    let issue = parts.whole.and_then(Entry::issue);
    issue.into_iter().for_each(|it| whole.set_issue(it.clone()));
    item.volume().into_iter().for_each(|it| whole.set_volume(it.clone()));
    let authors = parts.whole.and_then(Entry::authors);
    authors.into_iter().for_each(|it| whole.set_authors(it.to_vec()));
    if let Some(title) = parts.series.and_then(Entry::title) {
        let mut series = Entry::new(item.key(), EntryType::Anthology);
        series.set_title(title.clone());
        let volume = parts.series.and_then(|it| it.volume().or_else(|| it.issue()));
        volume.into_iter().for_each(|it| series.set_volume(it.clone()));
        let editors = parts.series.and_then(Entry::editors);
        editors.into_iter().for_each(|it| series.set_editors(it.to_vec()));
        whole.set_parents(vec![series]);
    }
    let event = parts.event.map(|source| {
        let mut event = Entry::new(item.key(), EntryType::Misc);
        source.title().into_iter().for_each(|it| event.set_title(it.clone()));
        source.location().into_iter().for_each(|it| event.set_location(it.clone()));
        let date: Option<&Date> = source.date().filter(|_| item.date().is_some());
        date.into_iter().for_each(|it| event.set_date(*it));
        event
    });
    std::iter::once(whole).chain(event).collect()
}

/// Pages that stand for these: one, or a range.
fn stand_in(pages: &MaybeTyped<PageRanges>) -> MaybeTyped<PageRanges> {
    let [first, last] = PAGES.map(Numeric::new);
    let text = pages.to_string();
    let part = match text.contains(['-', '–', '—', ',', '，', '&', '+']) {
        true => PageRangesPart::Range(first, last),
        false => PageRangesPart::SinglePage(first),
    };
    MaybeTyped::Typed(PageRanges::new(vec![part]))
}
