//! Lines that begin with `%A`, as CNKI, Wanfang and EndNote export them, to records.

use super::record::{Field, Record, Role};
use super::tagged::Lines;
use super::{dates, html, identifiers, pages, tagged};
use crate::data::place::Place;
use crate::language::reading;
use crate::model::work_kind::WorkKind;

const TEXTS: [(&str, Field); 15] = [
    ("%T", Field::Title),
    ("%J", Field::Container),
    ("%B", Field::Container),
    ("%S", Field::Series),
    ("%V", Field::Volume),
    ("%N", Field::Issue),
    ("%I", Field::Publisher),
    ("%C", Field::Place),
    ("%7", Field::Edition),
    ("%9", Field::Genre),
    ("%G", Field::Language),
    ("%U", Field::Url),
    ("%Z", Field::Note),
    ("%!", Field::ShortTitle),
    ("%O", Field::ShortContainer),
];

/// The record of these lines.
pub fn record(lines: &Lines, place: Place) -> Record {
    let value = |tag: &str| tagged::first(lines, tag);
    let mut record = Record::new(value("%F"), place);
    record.kind = kind(value("%0"));
    for (tag, field) in TEXTS {
        record.offer(field, html::read(value(tag)));
    }
    for line in lines.iter().filter(|line| !line.value.is_empty()) {
        let role = match line.tag {
            "%A" => Role::Author,
            "%E" => Role::Editor,
            "%Y" if record.kind != WorkKind::Thesis => Role::SeriesEditor,
            "%?" => Role::Translator,
            _ => continue,
        };
        record.add_list(role, &line.value);
    }
    if !matches!(
        record.kind,
        WorkKind::Journal | WorkKind::Magazine | WorkKind::Newspaper | WorkKind::Paper
    ) && let Some(number) = record.take(Field::Issue)
    {
        record.set(Field::Number, number);
    }
    if record.kind == WorkKind::Book
        && let Some(series) = record.take(Field::Container)
    {
        record.offer(Field::Series, series);
    }
    record.set(Field::Pages, pages::read(value("%P"), ""));
    record.set(Field::Doi, identifiers::doi(value("%R")).unwrap_or_default());
    let serial = value("%@");
    let digits = serial.chars().filter(char::is_ascii_digit).count();
    record.set(if digits >= 9 { Field::Isbn } else { Field::Issn }, serial);
    // `%8` is the day of `%D`, or the whole date.
    let day = dates::read(value("%8"));
    record.issued = match day.date {
        Some(_) => day,
        None => dates::of_parts(value("%D"), value("%8"), ""),
    };
    record.accessed = dates::read(value("%["));
    record
}

fn kind(name: &str) -> WorkKind {
    let name = name.to_ascii_lowercase();
    match reading::words().bibliography.kinds.get(&name).unwrap_or(&name).as_str() {
        "journal article" | "electronic article" => WorkKind::Journal,
        "magazine article" => WorkKind::Magazine,
        "newspaper article" => WorkKind::Newspaper,
        "book" | "edited book" | "electronic book" | "serial" | "classical work" => WorkKind::Book,
        "book section" | "electronic book section" => WorkKind::Chapter,
        "encyclopedia" | "dictionary" => WorkKind::Encyclopedia,
        "conference proceedings" | "conference paper" => WorkKind::Paper,
        "thesis" => WorkKind::Thesis,
        "report" | "government document" => WorkKind::Report,
        "standard" => WorkKind::Standard,
        "patent" => WorkKind::Patent,
        "statute" | "bill" | "legal rule or regulation" => WorkKind::Law,
        "case" | "hearing" => WorkKind::Case,
        "web page" | "electronic source" => WorkKind::Webpage,
        "blog" => WorkKind::Post,
        "computer program" => WorkKind::Software,
        "dataset" | "online database" => WorkKind::Dataset,
        "map" => WorkKind::Map,
        "unpublished work" | "manuscript" | "personal communication" => WorkKind::Manuscript,
        "film or broadcast" | "audiovisual material" => WorkKind::Film,
        _ => WorkKind::Document,
    }
}
