//! What only the whole of a record tells: whether it is a preprint, and which date was not understood.

use super::identifiers;
use super::record::{Field, Record};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::reading;
use crate::model::marked_text::{self, DOT};
use crate::model::work_kind::WorkKind;

/// Archives of preprints, in small letters.
const ARCHIVES: [&str; 14] = [
    "arxiv",
    "corr",
    "biorxiv",
    "medrxiv",
    "chemrxiv",
    "psyarxiv",
    "socarxiv",
    "ssrn",
    "engrxiv",
    "chinaxiv",
    "research square",
    "preprints.org",
    "openreview",
    "techrxiv",
];

/// Kinds of works that may turn out to be preprints.
const CANDIDATES: [WorkKind; 5] = [
    WorkKind::Journal,
    WorkKind::Document,
    WorkKind::Webpage,
    WorkKind::Manuscript,
    WorkKind::Preprint,
];

/// Whether a note stands for the year of what is not published yet.
fn is_forthcoming(note: &str) -> bool {
    let note = note.trim_end_matches('.').to_lowercase();
    reading::words().bibliography.forthcoming.contains(&note)
}

/// Settles what depends on several fields, and notes dates that were not understood.
pub fn settle(record: &mut Record, odd: &mut OddDates) {
    preprint(record);
    whole(record);
    if record.kind == WorkKind::Chapter && !record.has(Field::Container) {
        record.kind = WorkKind::Book;
    }
    if record.kind == WorkKind::Paper
        && !record.has(Field::Container)
        && let Some(event) = record.get(Field::Event).map(ToString::to_string)
    {
        record.set(Field::Container, event);
    }
    if record.issued.is_empty()
        && let Some(note) = record.get(Field::Note).map(marked_text::plain)
        && is_forthcoming(&note)
    {
        record.issued.words = Some(note.trim_end_matches('.').to_string());
        record.take(Field::Note);
    }
    if let Some(url) = record.get(Field::Url).filter(|url| url.contains(char::is_whitespace))
        && let Some(first) = identifiers::address(url).map(ToString::to_string)
    {
        record.set(Field::Url, first);
    }
    if let Some(url) = record.get(Field::Url)
        && let Some(doi) = identifiers::doi(url).filter(|_| url.contains("doi.org/"))
    {
        record.offer(Field::Doi, doi);
        // The DOI leads there already.
        if record.accessed.is_empty() {
            record.take(Field::Url);
        }
    }
    odd.look(record);
}

/// A work of no kind is one of the kind that has such a whole: a volume of a journal, pages of a book; else who has
/// the whole has published it. A newspaper may be named as the publisher of its article.
fn whole(record: &mut Record) {
    let is_loose = matches!(record.kind, WorkKind::Document);
    let container = record.get(Field::Container).map(ToString::to_string);
    let numbered = [Field::Volume, Field::Issue].iter().any(|field| record.has(*field));
    match container {
        Some(_) if is_loose && numbered => {
            record.kind = WorkKind::Journal;
            if let Some(number) = record.take(Field::Number) {
                record.offer(Field::Issue, number);
            }
        }
        Some(_) if is_loose && record.has(Field::Pages) => record.kind = WorkKind::Chapter,
        Some(container) if is_loose => {
            record.offer(Field::Publisher, container);
        }
        None if matches!(record.kind, WorkKind::Newspaper | WorkKind::Magazine) => {
            if let Some(publisher) = record.take(Field::Publisher) {
                record.set(Field::Container, publisher);
            }
        }
        _ => {}
    }
}

/// A preprint is one by its archive; its number is printed as the archive's.
fn preprint(record: &mut Record) {
    let container = record.get(Field::Container).map(marked_text::plain).unwrap_or_default();
    let lower = container.to_lowercase();
    let is_archive = lower.contains("preprint")
        || ARCHIVES.iter().any(|archive| {
            let rest = lower.strip_prefix(archive);
            rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        });
    if !CANDIDATES.contains(&record.kind) || !(is_archive || container.is_empty()) {
        return;
    }
    let number = number(record);
    if let Some(number) = &number {
        record.offer(Field::Arxiv, number.clone());
    }
    if !is_archive && number.is_none() {
        return;
    }
    record.kind = WorkKind::Preprint;
    let Some(number) = number else { return };
    record.set(Field::Container, format!("arXiv:{}", number.replace('.', &DOT.to_string())));
    record.take(Field::Volume);
    if record
        .get(Field::Publisher)
        .is_some_and(|publisher| publisher.to_lowercase().starts_with("arxiv"))
    {
        record.take(Field::Publisher);
    }
    if !record.has(Field::Doi) {
        record.offer(Field::Url, format!("https://arxiv.org/abs/{number}"));
    }
}

/// The number in arXiv, in whatever field it stands.
fn number(record: &Record) -> Option<String> {
    let text = |field| record.get(field).map(marked_text::plain);
    let own = record.get(Field::Arxiv).map(ToString::to_string);
    let volume = || identifiers::arxiv(text(Field::Volume)?.strip_prefix("abs/")?);
    let elsewhere = || {
        let fields = [Field::Container, Field::Url, Field::Doi, Field::Publisher, Field::Note];
        let texts = fields.into_iter().filter_map(text);
        texts
            .filter(|text| text.to_lowercase().contains("arxiv"))
            .find_map(|text| identifiers::arxiv(&text))
    };
    own.or_else(volume).or_else(elsewhere)
}

/// Whether a date that was not understood has a day in numbers: `2023-02-29`, `05/12/2024`.
fn is_of_numbers(words: &str) -> bool {
    let parts: Vec<&str> = words.split(['-', '/', '.']).collect();
    let is_number = |it: &&str| !it.is_empty() && it.bytes().all(|it| it.is_ascii_digit());
    parts.len() == 3 && parts.iter().all(is_number)
}

/// Dates of which a part is left out: the first of each kind, and how many there are.
#[derive(Default)]
pub struct OddDates {
    months: Option<(String, Place, usize)>,
    accessed: Option<(String, Place, usize)>,
    days: Option<(String, Place, usize)>,
}

impl OddDates {
    fn look(&mut self, record: &mut Record) {
        let of_numbers = record.issued.words.clone().filter(|it| is_of_numbers(it));
        let odd = [
            (of_numbers, &mut self.days),
            (record.issued.left_out.take(), &mut self.months),
            (record.accessed.words.take(), &mut self.accessed),
        ];
        for (text, kind) in odd {
            let Some(text) = text else { continue };
            let first = || (format!("“{text}” of `{}`", record.key), record.place.clone(), 0);
            kind.get_or_insert_with(first).2 += 1;
        }
    }

    /// One finding a kind.
    pub fn findings(self) -> impl Iterator<Item = Diagnostic> {
        let months = (self.months, "month", "the year alone is printed");
        let accessed = (self.accessed, "date of access", "it is left out");
        let days = (self.days, "date", "it is printed as it stands");
        [days, months, accessed].into_iter().filter_map(|(found, what, rest)| {
            let (first, place, count) = found?;
            let more = match count - 1 {
                0 => String::new(),
                more => format!(", and {more} more,"),
            };
            let message = format!("the {what} {first}{more} is not understood; {rest}");
            let finding = Diagnostic::new(codes::ODD_DATE, place, message);
            Some(finding.help("write the month as jan or 1, and whole dates as 2024-05-31"))
        })
    }
}
