//! RIS to records.

use super::dates::{self, When};
use super::record::{Field, Record, Role};
use super::tagged::Lines;
use super::{html, identifiers, pages, tagged};
use crate::data::place::Place;
use crate::model::work_kind::WorkKind;

/// Tags that mean one thing in every kind of work; of several, the first that is there.
const TEXTS: [(&str, Field); 23] = [
    ("TI", Field::Title),
    ("T1", Field::Title),
    ("CT", Field::Title),
    ("ST", Field::ShortTitle),
    ("JF", Field::Container),
    ("T2", Field::Container),
    ("JO", Field::Container),
    ("BT", Field::Container),
    ("JA", Field::ShortContainer),
    ("J2", Field::ShortContainer),
    ("J1", Field::ShortContainer),
    ("T3", Field::Series),
    ("VL", Field::Volume),
    ("PB", Field::Publisher),
    ("CY", Field::Place),
    ("PP", Field::Place),
    ("ET", Field::Edition),
    ("M3", Field::Genre),
    ("LA", Field::Language),
    ("UR", Field::Url),
    ("L2", Field::Url),
    ("N1", Field::Note),
    ("AN", Field::Note),
];

/// What `M3` says of works of which nothing is to be said.
const USUAL: [&str; 6] =
    ["article", "journal article", "research article", "journal", "book", "book chapter"];

/// The record of these lines.
pub fn record(lines: &Lines, place: Place) -> Record {
    let value = |tag: &str| tagged::first(lines, tag);
    let mut record = Record::new(value("ID"), place);
    record.kind = kind(value("TY"));
    for (tag, field) in TEXTS {
        record.offer(field, html::read(value(tag)));
    }
    // Databases say what every record of its kind is.
    if record.get(Field::Genre).is_some_and(|it| USUAL.contains(&&*it.to_lowercase())) {
        record.take(Field::Genre);
    }
    // R writes `NA` for what there is not.
    if record.get(Field::Volume) == Some("NA") {
        record.take(Field::Volume);
    }
    if !record.has(Field::Container)
        && let Some(short) = record.get(Field::ShortContainer).map(ToString::to_string)
    {
        record.set(Field::Container, short);
    }
    // The title of a whole book may stand where others have that of their book.
    if record.kind == WorkKind::Book || record.kind == WorkKind::Proceedings {
        match record.take(Field::Container) {
            Some(title) if record.offer(Field::Title, title.clone()) => {}
            Some(series) => {
                record.offer(Field::Series, series);
            }
            None => {}
        }
    }
    people(&mut record, lines);
    numbers(&mut record, &value);
    record.issued = issued([value("DA"), value("PY"), value("Y1"), value("YR")]);
    record.accessed = date(value("Y2"));
    record
}

fn people(record: &mut Record, lines: &Lines) {
    let chapter = !matches!(record.kind, WorkKind::Book | WorkKind::Journal | WorkKind::Thesis);
    for line in lines.iter().filter(|line| !line.value.is_empty()) {
        let role = match line.tag {
            "AU" | "A1" => Role::Author,
            "ED" | "A2" => Role::Editor,
            "A3" if chapter => Role::SeriesEditor,
            "A3" => Role::Editor,
            "A4" | "TA" => Role::Translator,
            _ => continue,
        };
        record.add_list(role, &line.value);
    }
}

fn numbers<'a>(record: &mut Record, value: &impl Fn(&str) -> &'a str) {
    let (start, end) = (value("SP"), value("EP"));
    let range =
        if end.is_empty() || end == start { start.to_string() } else { format!("{start}-{end}") };
    record.set(Field::Pages, pages::read(&range, value("C7")));
    let number = if value("IS").is_empty() { value("M1") } else { value("IS") };
    match record.kind {
        WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper | WorkKind::Paper => {
            record.set(Field::Issue, number);
        }
        _ => record.set(Field::Number, number),
    }
    if let Some(doi) = [value("DO"), value("M3"), value("L3"), value("UR")]
        .iter()
        .find_map(|it| identifiers::doi(it))
    {
        record.set(Field::Doi, doi);
    }
    let serial = value("SN");
    let digits = serial.chars().filter(char::is_ascii_digit).count();
    record.set(if digits >= 9 { Field::Isbn } else { Field::Issn }, serial);
}

/// The most exact of several dates.
fn issued(values: [&str; 4]) -> When {
    let read: Vec<When> = values.into_iter().map(date).filter(|when| !when.is_empty()).collect();
    let exact = read.iter().find(|when| when.date.is_some_and(|date| date.month.is_some()));
    exact.or(read.first()).cloned().unwrap_or_default()
}

/// `2019/05/17/`, `2019///Spring`, or any other form.
fn date(text: &str) -> When {
    let parts: Vec<&str> = text.split('/').map(str::trim).collect();
    match parts.as_slice() {
        [year, month, day, ..] if year.len() == 4 => {
            let month = parts.get(3).filter(|_| month.is_empty()).unwrap_or(month);
            dates::of_parts(year, month, day)
        }
        _ => dates::read(text.trim_end_matches('/')),
    }
}

fn kind(name: &str) -> WorkKind {
    match name {
        "JOUR" | "JFULL" | "EJOUR" | "ABST" | "INPR" => WorkKind::Journal,
        "MGZN" => WorkKind::Magazine,
        "NEWS" => WorkKind::Newspaper,
        "BOOK" | "EBOOK" | "EDBOOK" | "SER" | "CLSWK" | "PAMP" => WorkKind::Book,
        "CHAP" | "ECHAP" => WorkKind::Chapter,
        "ENCYC" | "DICT" => WorkKind::Encyclopedia,
        "CPAPER" => WorkKind::Paper,
        "CONF" => WorkKind::Paper,
        "THES" => WorkKind::Thesis,
        "RPRT" | "GOVDOC" => WorkKind::Report,
        "STAND" => WorkKind::Standard,
        "PAT" => WorkKind::Patent,
        "STAT" | "BILL" | "LEGAL" => WorkKind::Law,
        "CASE" | "HEAR" => WorkKind::Case,
        "ELEC" | "WEB" => WorkKind::Webpage,
        "BLOG" => WorkKind::Post,
        "COMP" => WorkKind::Software,
        "DATA" | "DBASE" | "AGGR" => WorkKind::Dataset,
        "MAP" => WorkKind::Map,
        "UNPB" | "MANSCPT" | "PCOMM" => WorkKind::Manuscript,
        "VIDEO" | "MPCT" | "ADVS" => WorkKind::Film,
        "SOUND" | "MUSIC" | "POD" => WorkKind::Sound,
        "ART" | "FIGURE" | "CHART" => WorkKind::Picture,
        _ => WorkKind::Document,
    }
}
