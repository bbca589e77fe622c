//! Reference entries formatted one by one with CSL: GB/T 7714 in Chinese editions, AMA in English
//! ones, each entry in the terms of its own language (“等” for a Chinese work, “et al.” otherwise).

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{
    FontStyle, FontWeight, IndependentStyle, LocaleCode, Style, VerticalAlign,
};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, Entry,
    Formatted,
};

use crate::model::language::Language;
use crate::model::project::Reference;

use super::escape;

/// Formats references for the editions of one language.
pub struct Formatter {
    style: IndependentStyle,
    locales: Vec<hayagriva::citationberg::Locale>,
}

impl Formatter {
    /// The formatter for pages in this language; `None` only if the style archive were damaged.
    pub fn new(language: Language) -> Option<Formatter> {
        let archived = match language {
            Language::Zh => ArchivedStyle::Gb77142015Numeric,
            Language::En => ArchivedStyle::AmericanMedicalAssociation,
        };
        match archived.get() {
            Style::Independent(style) => Some(Formatter { style, locales: locales() }),
            Style::Dependent(_) => None,
        }
    }

    /// One entry as Typst markup.
    pub fn entry(&self, reference: &Reference) -> String {
        let locale = LocaleCode(match reference.language {
            Language::Zh => "zh-CN".to_string(),
            Language::En => "en-US".to_string(),
        });
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::with_entry(&reference.entry)];
        driver.citation(CitationRequest::new(items, &self.style, Some(locale.clone()), &self.locales, None));
        let rendered = driver.finish(BibliographyRequest::new(&self.style, Some(locale), &self.locales));
        let mut out = String::new();
        let items = rendered.bibliography.into_iter().flat_map(|list| list.items);
        for item in items {
            write_children(&item.content.0, &mut out);
        }
        out.trim().to_string()
    }
}

fn write_children(children: &[ElemChild], out: &mut String) {
    for child in children {
        match child {
            ElemChild::Text(text) => write_text(text, out),
            ElemChild::Elem(elem) => write_children(&elem.children.0, out),
            ElemChild::Markup(text) => out.push_str(&escape::markup(text)),
            ElemChild::Link { text, url } => {
                out.push_str(&format!("#link({})[", escape::string(url)));
                write_text(text, out);
                out.push_str("];");
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

fn write_text(text: &Formatted, out: &mut String) {
    let format = &text.formatting;
    let mut wrappers = Vec::new();
    if format.font_style == FontStyle::Italic {
        wrappers.push("#em[");
    }
    if format.font_weight == FontWeight::Bold {
        wrappers.push("#strong[");
    }
    match format.vertical_align {
        VerticalAlign::Sup => wrappers.push("#super["),
        VerticalAlign::Sub => wrappers.push("#sub["),
        _ => {}
    }
    wrappers.iter().for_each(|wrapper| out.push_str(wrapper));
    out.push_str(&escape::markup(&text.text));
    wrappers.iter().for_each(|_| out.push_str("];"));
}

/// “Finn RS, et al. N Engl J Med 2020”: how a slide names its source.
pub fn short(reference: &Reference) -> String {
    let entry = &reference.entry;
    let authors = entry.authors().unwrap_or_default();
    let mut text = authors.first().map(short_name).unwrap_or_default();
    if authors.len() > 1 {
        text.push_str(match reference.language {
            Language::Zh => "，等",
            Language::En => ", et al",
        });
    }
    let journal = entry.parents().first().and_then(Entry::title).map(ToString::to_string);
    if let Some(journal) = journal {
        text.push_str(". ");
        text.push_str(&journal);
    }
    if let Some(date) = entry.date_any() {
        text.push_str(&format!(" {}", date.year));
    }
    text
}

fn short_name(person: &hayagriva::types::Person) -> String {
    let given = person.given_name.as_deref().unwrap_or_default();
    let initials: String = given.split([' ', '.', '-']).filter_map(|part| part.chars().next()).collect();
    match initials.is_empty() {
        true => person.name.clone(),
        false => format!("{} {initials}", person.name),
    }
}

