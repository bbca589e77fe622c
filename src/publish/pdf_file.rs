//! What a finished PDF says of itself, and a small picture of its first page.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro::RenderCache;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::object::dict::keys::LANG;
use hayro::hayro_syntax::object::{DateTime, Dict, String as PdfString};
use serde::{Deserialize, Serialize};

use super::page_picture;
use crate::language::Language;
use crate::language::packs::Languages;

/// The width of a thumbnail in pixels: text is grey bars at half of it, on screens that have two for one.
const WIDTH: u16 = 300;

/// The greatest height of a thumbnail in pixels; of what is longer the top is shown.
const HEIGHT: u16 = 500;

/// A PDF as an index lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PdfFile {
    /// The name of the file.
    pub name: String,
    /// Its size in bytes.
    pub size: usize,
    /// The title, or the name of the file where it has none.
    pub title: String,
    /// The tag of the language that the title is in, as the PDF has it.
    pub tag: Option<String>,
    /// The languages of the edition by the file's name, or else that of the PDF.
    pub languages: Vec<Language>,
    /// How many pages it has.
    pub pages: usize,
    /// The day it is of, if it has one.
    pub date: Option<Day>,
    /// A PNG of its first page; none if it could not be drawn.
    pub thumbnail: Option<Vec<u8>>,
    /// Whether the manifest of outputs has it as a draft.
    pub is_draft: bool,
}

/// A day, or as much of it as a PDF is sure to know: where its document names only a year or a month, the
/// PDF has the first day of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// The year.
    pub year: u16,
    /// The month, unless the day is the first of the year.
    pub month: Option<u8>,
    /// The day, unless it is the first of the month.
    pub day: Option<u8>,
}

/// What a PDF says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// Its title; empty if it has none.
    pub title: String,
    /// The tag of the language that the title is in.
    pub tag: Option<String>,
    /// How many pages it has.
    pub pages: usize,
    /// The day it is of.
    pub date: Option<Day>,
}

/// So many letters of a title are shown.
const LONGEST_TITLE: usize = 500;

/// So many letters of the tag of a language are read.
const LONGEST_TAG: usize = 35;

/// What a PDF says of itself; `None` when it is none. Programs that read PDFs may end in a panic on a broken one, which
/// is caught: then it is one that cannot be read.
pub fn facts(bytes: &[u8]) -> Option<Facts> {
    quietly(|| {
        let pdf = Pdf::new(bytes.to_vec()).ok()?;
        let metadata = pdf.metadata();
        let root: Option<Dict> = pdf.xref().get(pdf.xref().root_id());
        let tag = root.and_then(|root| root.get::<PdfString>(LANG)).map(|tag| text(tag.as_bytes()));
        let title = metadata.title.as_deref().map(text).unwrap_or_default();
        Some(Facts {
            title: title.trim().chars().take(LONGEST_TITLE).collect(),
            tag: tag.map(|tag| tag.chars().take(LONGEST_TAG).collect()),
            pages: pdf.pages().len(),
            date: metadata.creation_date.or(metadata.modification_date).and_then(day),
        })
    })?
}

/// A PNG of the first page; `None` when it cannot be drawn.
pub fn picture(bytes: Vec<u8>) -> Option<Vec<u8>> {
    quietly(|| thumbnail(bytes)).flatten()
}

impl PdfFile {
    /// A file of which this is known.
    pub fn of(name: &str, size: usize, facts: Facts, known: &Languages) -> PdfFile {
        let stem = || name.trim_end_matches(".pdf").to_string();
        PdfFile {
            name: name.to_string(),
            size,
            languages: languages(name, facts.tag.as_deref(), known),
            title: if facts.title.is_empty() { stem() } else { facts.title },
            tag: facts.tag,
            pages: facts.pages,
            date: facts.date,
            thumbnail: None,
            is_draft: false,
        }
    }
}

/// What a function gives, unless it panics.
fn quietly<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

/// `summary.zh-en.pdf` is in Chinese and English, whatever its metadata have room for.
fn languages(name: &str, tag: Option<&str>, known: &Languages) -> Vec<Language> {
    let all: Vec<Language> = known.all().collect();
    let mut parts = name.trim_end_matches(".pdf").rsplit('.');
    let edition = parts.find_map(|part| crate::language::Edition::parse(part, &all));
    match edition {
        Some(edition) => edition.languages().to_vec(),
        None => tag.and_then(|tag| known.find(tag)).into_iter().collect(),
    }
}

/// A document without a date has that of 1970-01-01 in its PDF.
fn day(date: DateTime) -> Option<Day> {
    let (month, day) = match (date.month, date.day) {
        (1, 1) => (None, None),
        (month, 1) => (Some(month), None),
        (month, day) => (Some(month), Some(day)),
    };
    (date.year > 1970).then_some(Day { year: date.year, month, day })
}

/// A string of a PDF: UTF-16 or UTF-8 by its first bytes, or else Latin.
fn text(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        other => match std::str::from_utf8(other) {
            Ok(text) => text.to_string(),
            Err(_) => other.iter().map(|byte| char::from(*byte)).collect(),
        },
    }
}

fn thumbnail(bytes: Vec<u8>) -> Option<Vec<u8>> {
    let pdf = Pdf::new(bytes).ok()?;
    let page = pdf.pages().first()?;
    let (width, height) = page.render_dimensions();
    if !(width > 1.0 && height > 1.0) {
        return None;
    }
    page_picture::draw(page, &RenderCache::new(), WIDTH, HEIGHT).0.into_png().ok()
}
