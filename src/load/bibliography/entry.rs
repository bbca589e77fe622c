//! A record as a reference: the entry that styles print, and what they cannot say.

use hayagriva::Entry;
use hayagriva::types::{
    EntryType, FormatString, MaybeTyped, Numeric, PersonRole, PersonsWithRoles, Publisher,
    QualifiedUrl,
};

use super::chunks::chunks;
use super::dates;
use super::record::{Field, Record, Role};
use super::{languages, work_language};
use crate::model::marked_text;
use crate::model::reference::{Reference, YEAR_IN_WORDS};
use crate::model::work_kind::WorkKind;

/// The reference that a record describes.
pub fn reference(mut record: Record) -> Reference {
    sheet(&mut record);
    let (own, container) = types(&record);
    let mut entry = Entry::new(&record.key, own);
    describe(&mut entry, &record);
    people(&mut entry, &record);
    let holder = match container {
        Some(kind) => {
            let mut holder = Entry::new(&record.key, kind);
            place(&mut holder, &record, true);
            Some(holder)
        }
        None => {
            place(&mut entry, &record, false);
            None
        }
    };
    let mut parents: Vec<Entry> = holder.into_iter().collect();
    let holds_series = parents.first_mut().unwrap_or(&mut entry);
    if let Some(series) = series(holds_series, &record) {
        holds_series.set_parents(vec![series]);
    }
    if let Some(conference) = conference(&record) {
        parents.push(conference);
    }
    if !parents.is_empty() {
        entry.set_parents(parents);
    }
    Reference {
        unheld: unheld(&record, container.is_some()),
        language: work_language::of(
            record.get(Field::Language).and_then(languages::code).as_deref(),
            record.get(Field::Title).unwrap_or_default(),
        ),
        kind: Some(record.kind),
        year_words: record.issued.words.clone(),
        is_state: record.issued.is_state,
        url: record.get(Field::Url).map(ToString::to_string),
        key: record.key,
        place: record.place,
        faults: record.faults,
        entry,
    }
}

/// The sheet of a newspaper, which many call its number or its edition, stands where the pages of other works do.
fn sheet(record: &mut Record) {
    if record.kind == WorkKind::Newspaper
        && !record.has(Field::Pages)
        && let Some(sheet) = record.take(Field::Issue).or_else(|| record.take(Field::Edition))
    {
        record.set(Field::Pages, sheet);
    }
}

/// What the library's entries have no place for.
fn unheld(record: &Record, contained: bool) -> Vec<(&'static str, String)> {
    let named = [Field::Title, Field::Publisher, Field::Series].map(|field| record.get(field));
    let container = record.get(Field::Container).filter(|_| !contained);
    let container = container.filter(|it| !named.contains(&Some(it)));
    container.map(|it| ("title of the whole", it.to_string())).into_iter().collect()
}

/// The type of the entry and of what it is part of.
fn types(record: &Record) -> (EntryType, Option<EntryType>) {
    let contained = record.has(Field::Container);
    let within = |own, holder| (own, contained.then_some(holder));
    match record.kind {
        WorkKind::Journal | WorkKind::Magazine => (EntryType::Article, Some(EntryType::Periodical)),
        WorkKind::Newspaper => (EntryType::Article, Some(EntryType::Newspaper)),
        WorkKind::Preprint => (EntryType::Article, Some(EntryType::Web)),
        WorkKind::Book => (EntryType::Book, None),
        WorkKind::Chapter if contained => (EntryType::Chapter, Some(EntryType::Book)),
        WorkKind::Chapter => (EntryType::Book, None),
        WorkKind::Encyclopedia => within(EntryType::Entry, EntryType::Reference),
        WorkKind::Paper => (EntryType::Article, Some(EntryType::Proceedings)),
        WorkKind::Proceedings => (EntryType::Proceedings, None),
        WorkKind::Thesis => (EntryType::Thesis, None),
        WorkKind::Report | WorkKind::Standard => within(EntryType::Report, EntryType::Book),
        WorkKind::Patent => (EntryType::Patent, None),
        WorkKind::Law => (EntryType::Legislation, None),
        WorkKind::Case => within(EntryType::Case, EntryType::Book),
        WorkKind::Webpage | WorkKind::Post => within(EntryType::Web, EntryType::Web),
        WorkKind::Software | WorkKind::Dataset => (EntryType::Repository, None),
        WorkKind::Map | WorkKind::Picture => (EntryType::Artwork, None),
        WorkKind::Manuscript => (EntryType::Manuscript, None),
        WorkKind::Film => (EntryType::Video, None),
        WorkKind::Sound => (EntryType::Audio, None),
        WorkKind::Document => (EntryType::Misc, None),
    }
}

/// A title without the full stop that databases set behind it: styles have their own. The stop of an abbreviation
/// stays, and so do several.
fn without_stop(title: &str) -> &str {
    let Some(bare) = title.trim_end().strip_suffix('.') else { return title };
    let last = bare.rsplit([' ', '-', '\u{a0}']).next().unwrap_or_default();
    let is_word = last.chars().count() > 3 && last.chars().all(char::is_alphabetic);
    let is_plain = is_word && !bare.ends_with(char::is_uppercase) || last.ends_with([')', ']']);
    if is_plain { bare } else { title }
}

/// What the work itself is called, and its dates and numbers.
fn describe(entry: &mut Entry, record: &Record) {
    if let Some(title) = record.get(Field::Title) {
        let short = record.get(Field::ShortTitle).map(|short| Box::new(chunks(short)));
        entry.set_title(FormatString { value: chunks(without_stop(title)), short });
    }
    match (&record.issued.words, record.issued.date) {
        (Some(_), _) => entry.set_date(dates::year(YEAR_IN_WORDS)),
        (None, Some(date)) => entry.set_date(date),
        (None, None) => {}
    }
    if let Some(url) = record.get(Field::Url)
        && let Some(value) = url.parse().ok().or_else(|| format!("http://{url}").parse().ok())
    {
        entry.set_url(QualifiedUrl { value, visit_date: record.accessed.date });
    }
    if let Some(pages) = record.get(Field::Pages) {
        entry.set_page_range(MaybeTyped::String(pages.to_string()));
    }
    // Of a chapter styles would print it as the number of a report.
    if record.kind != WorkKind::Chapter
        && let Some(chapter) = record.get(Field::Chapter)
    {
        entry.set_chapter(number(chapter));
    }
    if let Some(publisher) = publisher(record) {
        entry.set_publisher(publisher);
    }
    if let Some(language) = record.get(Field::Language).and_then(languages::code)
        && let Ok(language) = language.parse()
    {
        entry.set_language(language);
    }
    if let Some(genre) = record.get(Field::Genre) {
        entry.set_genre(text(genre));
    }
    if let Some(note) = record.get(Field::Note) {
        entry.set_note(text(note));
    }
    number_it(entry, record);
}

/// The numbers by which the work is known.
fn number_it(entry: &mut Entry, record: &Record) {
    if !is_in_series(record)
        && let Some(number) = record.get(Field::Number)
    {
        entry.set_keyed_serial_number("serial", apart(&marked_text::plain(number)));
    }
    for (field, name) in [
        (Field::Version, "version"),
        (Field::Doi, "doi"),
        (Field::Isbn, "isbn"),
        (Field::Issn, "issn"),
        (Field::Pmid, "pmid"),
        (Field::Pmcid, "pmcid"),
        (Field::Arxiv, "arxiv"),
    ] {
        if let Some(value) = record.get(field) {
            entry.set_keyed_serial_number(name, marked_text::plain(value));
        }
    }
}

/// What stands at the work itself, or at what it is part of.
fn place(holder: &mut Entry, record: &Record, contains: bool) {
    if contains && let Some(title) = record.get(Field::Container) {
        let short = record.get(Field::ShortContainer).map(|short| Box::new(chunks(short)));
        holder.set_title(FormatString { value: chunks(title), short });
    }
    if contains && !record.people(Role::BookAuthor).is_empty() {
        holder.set_authors(record.people(Role::BookAuthor).to_vec());
    }
    if let Some(volume) = record.get(Field::Volume) {
        holder.set_volume(number(volume));
    }
    if let Some(issue) = record.get(Field::Issue) {
        holder.set_issue(number(issue));
    }
    if let Some(edition) = record.get(Field::Edition) {
        holder.set_edition(languages::edition(edition).map_or_else(
            || MaybeTyped::String(marked_text::plain(edition)),
            |number| MaybeTyped::Typed(Numeric::new(number)),
        ));
    }
}

fn people(entry: &mut Entry, record: &Record) {
    let of = |role| Some(record.people(role).to_vec()).filter(|people| !people.is_empty());
    if let Some(authors) = of(Role::Author) {
        entry.set_authors(authors);
    }
    if let Some(editors) = of(Role::Editor) {
        entry.set_editors(editors);
    }
    let roles =
        [(Role::Translator, PersonRole::Translator), (Role::Director, PersonRole::Director)];
    let others = roles
        .into_iter()
        .filter_map(|(role, meant)| of(role).map(|people| PersonsWithRoles::new(people, meant)));
    let others: Vec<_> = others.collect();
    if !others.is_empty() {
        entry.set_affiliated(others);
    }
}

/// The series, of the same type as what belongs to it, which is how styles find it.
fn series(of: &Entry, record: &Record) -> Option<Entry> {
    let title = record.get(Field::Series)?;
    let mut series = Entry::new(&record.key, *of.entry_type());
    series.set_title(text(title));
    if let Some(editors) = Some(record.people(Role::SeriesEditor)).filter(|it| !it.is_empty()) {
        series.set_editors(editors.to_vec());
    }
    if is_in_series(record)
        && let Some(number) = record.get(Field::Number)
    {
        series.set_volume(self::number(number));
    }
    Some(series)
}

/// Whether the number of a work is that in its series.
fn is_in_series(record: &Record) -> bool {
    let books = [WorkKind::Book, WorkKind::Chapter, WorkKind::Paper, WorkKind::Proceedings];
    record.has(Field::Series) && books.contains(&record.kind)
}

fn conference(record: &Record) -> Option<Entry> {
    let held = [Field::Event, Field::EventPlace].iter().any(|field| record.has(*field));
    let mut conference = Entry::new(&record.key, EntryType::Conference);
    if let Some(title) = record.get(Field::Event) {
        conference.set_title(text(title));
    }
    if let Some(place) = record.get(Field::EventPlace) {
        conference.set_location(text(place));
    }
    held.then_some(conference)
}

fn publisher(record: &Record) -> Option<Publisher> {
    let (name, place) = (record.get(Field::Publisher), record.get(Field::Place));
    (name.is_some() || place.is_some()).then(|| Publisher::new(name.map(text), place.map(text)))
}

/// A number of which no style makes several: `US 1,234,567` is one.
fn apart(number: &str) -> String {
    let mut out = String::new();
    for character in number.chars() {
        out.push(character);
        if ",-–&;".contains(character) {
            out.push(marked_text::NOTHING);
        }
    }
    out
}

/// A number that styles may count, or text that they print as it is.
fn number(text: &str) -> MaybeTyped<Numeric> {
    let text = marked_text::plain(text);
    let counts = text.bytes().all(|byte| byte.is_ascii_digit()) && !text.starts_with('0');
    match text.parse().ok().filter(|_| counts) {
        Some(number) => MaybeTyped::Typed(Numeric::new(number)),
        None => MaybeTyped::String(text),
    }
}

fn text(marked: &str) -> FormatString {
    FormatString { value: chunks(marked), short: None }
}
