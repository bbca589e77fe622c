//! An index of PDFs as one page of HTML: no scripts, no address but those of the PDFs beside it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use quick_xml::escape::escape;

use super::pdf_file::{Day, PdfFile};
use crate::language::Language;
use crate::language::pack::Pack;
use crate::language::pack::messages::fill;
use crate::language::packs::Languages;
use crate::model::mark::PAGE;

/// The name of the page, which servers give for its folder.
pub const NAME: &str = "index.html";

/// How the page looks.
const LOOKS: &str = include_str!("index.css");

/// The language of the page when none is asked for: that in which most PDFs begin; of several, the first
/// by their tags.
pub fn language(files: &[PdfFile], known: &Languages) -> Language {
    let mut counts: BTreeMap<&str, (usize, Language)> = BTreeMap::new();
    for language in files.iter().filter_map(|file| file.languages.first()) {
        counts.entry(language.code()).or_insert((0, *language)).0 += 1;
    }
    let most = counts.values().rev().max_by_key(|(count, _)| *count);
    most.map_or(known.neutral(), |(_, language)| *language)
}

/// The page, with its printed words in a language.
pub fn html(
    files: &[PdfFile],
    title: Option<&str>,
    language: Language,
    known: &Languages,
) -> String {
    let pack = known.pack(language);
    let title = escape(title.unwrap_or(&pack.messages.index));
    let direction = if pack.is_rtl() { " dir=\"rtl\"" } else { "" };
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"{direction}>\n<head>\n<meta charset=\"utf-8\">\n\
         {PAGE}{}\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <title>{title}</title>\n<style>\n{LOOKS}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ul>\n",
        language.code(),
        env!("CARGO_PKG_VERSION"),
    );
    for file in files {
        item(&mut page, file, pack, known);
    }
    page + "</ul>\n</main>\n</body>\n</html>\n"
}

/// Whether this is a page that Diptych wrote.
pub fn is_page(file: impl Read) -> bool {
    let mut start = Vec::new();
    let read = file.take(1 << 10).read_to_end(&mut start);
    read.is_ok() && String::from_utf8_lossy(&start).contains(PAGE)
}

/// Picture and title are one link, named by the title; so the picture has no words of its own.
fn item(page: &mut String, file: &PdfFile, pack: &Pack, known: &Languages) {
    let picture = match &file.thumbnail {
        Some(png) => {
            format!("<img src=\"data:image/png;base64,{}\" alt=\"\">", STANDARD.encode(png))
        }
        None => "<span class=\"blank\"></span>".to_string(),
    };
    let tag = file.tag.as_deref().or(file.languages.first().map(Language::code));
    let lang = tag.map(|tag| format!(" lang=\"{}\"", escape(tag))).unwrap_or_default();
    let (href, title) = (address(&file.name), escape(&file.title));
    // Writing to a text never fails.
    let _ = writeln!(
        page,
        "<li>\n<a href=\"{href}\" type=\"application/pdf\">{picture}<span class=\"title\"{lang}>{title}</span></a>"
    );
    if file.is_draft {
        let _ = writeln!(page, "<p class=\"draft\">{}</p>", escape(&pack.messages.draft));
    }
    let own_name = |language: &Language| {
        let name = escape(&known.pack(*language).own_name);
        format!("<span lang=\"{}\">{name}</span>", language.code())
    };
    let languages: Vec<String> = file.languages.iter().map(own_name).collect();
    let pages = file.pages.to_string();
    let pages = pack.messages.page_count.with(pack.writing.plurals.form(&pages), &pages);
    let size = size(file.size, pack);
    let facts = [languages.join(" · ").into(), escape(&pages), escape(&size)];
    let facts: Vec<&str> = facts.iter().map(AsRef::as_ref).filter(|it| !it.is_empty()).collect();
    let _ = writeln!(page, "<p>{}</p>", facts.join(" · "));
    if let Some(day) = &file.date {
        let _ = writeln!(page, "<p>{}</p>", date(day, pack));
    }
    page.push_str("</li>\n");
}

/// The size of a file, in thousands of bytes, or in millions with one decimal.
fn size(bytes: usize, pack: &Pack) -> String {
    let (pattern, number) = match bytes {
        0..1_000_000 => (&pack.messages.kilobytes, bytes.div_ceil(1_000).to_string()),
        _ => (&pack.messages.megabytes, format!("{:.1}", bytes as f64 / 1e6)),
    };
    fill(pattern, &[("n", &pack.numbers.written(&number))])
}

fn date(day: &Day, pack: &Pack) -> String {
    let dates = &pack.dates;
    let year = day.year.to_string();
    let month = |names: &[String]| {
        let at = usize::from(day.month.unwrap_or(1)).saturating_sub(1);
        names.get(at).cloned().unwrap_or_default()
    };
    let alone = if dates.alone.is_empty() { &dates.months } else { &dates.alone };
    let (machine, shown) = match (day.month, day.day) {
        (Some(number), Some(day)) => {
            let parts =
                [("day", &*day.to_string()), ("month", &month(&dates.months)), ("year", &year)];
            (format!("{year}-{number:02}-{day:02}"), fill(&dates.day, &parts))
        }
        (Some(number), None) => {
            let parts = [("month", &*month(alone)), ("year", &year)];
            (format!("{year}-{number:02}"), fill(&dates.month, &parts))
        }
        _ => (year.clone(), fill(&dates.year, &[("year", &year)])),
    };
    format!("<time datetime=\"{machine}\">{}</time>", escape(&shown))
}

/// A name of a file as a relative address.
fn address(name: &str) -> String {
    use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
    /// What may stand in a segment of a path as it is (RFC 3986, section 2.3).
    const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    utf8_percent_encode(name, PLAIN).to_string()
}
