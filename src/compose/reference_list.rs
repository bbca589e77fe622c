//! Reference entries formatted one by one with CSL: GB/T 7714 in Chinese editions, AMA in English
//! ones, each entry in the terms of its own language (“等” for a Chinese work, “et al.” otherwise).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, locales};
use hayagriva::citationberg::{
    FontStyle, FontWeight, IndependentStyle, Locale, LocaleCode, Style, VerticalAlign,
};
use hayagriva::types::{MaybeTyped, Person};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, Entry,
    Formatted,
};

use crate::language::Language;
use crate::language::characters::is_wide;
use crate::model::limits::Limits;
use crate::model::reference::{self, Reference};
use crate::typst_source::{escape, latex};

/// The styles and terms that come with hayagriva. They are opened once, when the first entry is asked
/// for: that takes longer than all the rest of a merge.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(Archive::open);

/// Formats references, each entry once per language.
#[derive(Default)]
pub struct Formatter {
    entries: RefCell<HashMap<(String, Language), String>>,
}

struct Archive {
    gb_t_7714: Option<IndependentStyle>,
    ama: Option<IndependentStyle>,
    locales: Vec<Locale>,
}

impl Archive {
    fn open() -> Archive {
        Archive {
            gb_t_7714: independent(ArchivedStyle::Gb77142015Numeric),
            ama: independent(ArchivedStyle::AmericanMedicalAssociation),
            locales: locales(),
        }
    }

    /// The style of pages in a language.
    fn style(&self, language: Language) -> Option<&IndependentStyle> {
        match language {
            Language::Zh => self.gb_t_7714.as_ref(),
            Language::En => self.ama.as_ref(),
        }
    }
}

fn independent(archived: ArchivedStyle) -> Option<IndependentStyle> {
    match archived.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    }
}

impl Formatter {
    /// One entry as Typst markup, for pages in this language.
    pub fn entry(&self, reference: &Reference, language: Language) -> String {
        let key = (reference.key.clone(), language);
        if let Some(known) = self.entries.borrow().get(&key) {
            return known.clone();
        }
        let made = self.format(reference, language).unwrap_or_default();
        self.entries.borrow_mut().insert(key, made.clone());
        made
    }

    fn format(&self, reference: &Reference, language: Language) -> Option<String> {
        let archive = &*ARCHIVE;
        let style = archive.style(language)?;
        let locale = LocaleCode(match reference.language {
            Language::Zh => "zh-CN".to_string(),
            Language::En => "en-US".to_string(),
        });
        let mut entry = with_unnamed_authors(&reference.entry);
        let pages = pages_apart(&mut entry);
        let mut driver = BibliographyDriver::new();
        let items = vec![CitationItem::with_entry(&entry)];
        driver.citation(CitationRequest::new(
            items,
            style,
            Some(locale.clone()),
            &archive.locales,
            None,
        ));
        let rendered =
            driver.finish(BibliographyRequest::new(style, Some(locale), &archive.locales));
        let mut out = String::new();
        let items = rendered.bibliography.into_iter().flat_map(|list| list.items);
        for item in items {
            write_children(&item.content.0, &mut out);
        }
        let out = out.trim().replace(&format!(", {UNNAMED}"), "");
        let out = out.replace(PAGES, &escape::markup(&pages));
        Some(match reference.entry.doi() {
            Some(doi) => with_link(&out, doi),
            None => out,
        })
    }
}

/// The entry with its DOI, which styles print as plain text, leading to the paper.
fn with_link(entry: &str, doi: &str) -> String {
    let target = escape::string(&format!("https://doi.org/{doi}"));
    let shown = escape::markup(doi);
    entry.replacen(&shown, &format!("#link({target})[{shown}];"), 1)
}

/// Stands for the pages while an entry is formatted.
const PAGES: char = '\u{f8ff}';

/// Takes the pages out of an entry. Styles rewrite ranges (1894-905 becomes 1894–1905), and locales
/// choose their own range sign; a reference list shows what the source prints.
fn pages_apart(entry: &mut Entry) -> String {
    let pages = entry.page_range().map(ToString::to_string);
    if pages.is_some() {
        entry.set_page_range(MaybeTyped::String(PAGES.to_string()));
    }
    pages.unwrap_or_default()
}

/// Stands for an author who is not named; no name and no title has this character.
const UNNAMED: char = '\u{f8fe}';

/// An entry that ends in `and others` gets enough of them for every style to shorten the list with
/// its own “et al.”; styles count authors and know nothing of unnamed ones.
fn with_unnamed_authors(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let Some([named @ .., last]) = entry.authors()
        && last.name == reference::OTHERS
    {
        let mut authors = named.to_vec();
        let unnamed = Person { name: UNNAMED.to_string(), ..last.clone() };
        authors.resize(authors.len() + 12, unnamed);
        entry.set_authors(authors);
    }
    entry
}

fn write_children(children: &[ElemChild], out: &mut String) {
    for child in children {
        match child {
            ElemChild::Text(text) => write_text(text, out),
            ElemChild::Elem(elem) => write_children(&elem.children.0, out),
            ElemChild::Markup(text) => out.push_str(&formula(text)),
            ElemChild::Link { text, url } => {
                out.push_str(&format!("#link({})[", escape::string(url)));
                write_text(text, out);
                out.push_str("];");
            }
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// Text in which TeX's emphasis may be left: `\textit{in vivo}`.
fn write_tex(text: &str, out: &mut String) {
    const CALLS: [(&str, &str); 5] = [
        ("\\textit{", "#em["),
        ("\\emph{", "#em["),
        ("\\textbf{", "#strong["),
        ("\\textsuperscript{", "#super["),
        ("\\textsubscript{", "#sub["),
    ];
    let first = CALLS.iter().filter_map(|(tex, call)| Some((text.find(tex)?, tex, call))).min();
    let Some((at, tex, call)) = first else {
        return out.push_str(&escape::markup(text));
    };
    let inside = &text[at + tex.len()..];
    let Some(end) = inside.find('}') else {
        return out.push_str(&escape::markup(text));
    };
    out.push_str(&escape::markup(&text[..at]));
    out.push_str(&format!("{call}{}];", escape::markup(&inside[..end])));
    write_tex(&inside[end + 1..], out);
}

/// A formula in a title: `$\alpha$`; what is none stays text.
fn formula(text: &str) -> String {
    let latex = text.trim().trim_matches('$');
    match latex::typst(latex, Limits::default().formula) {
        Ok(source) => format!("#maths({}, ${}$);", escape::string(latex), source.trim()),
        Err(_) => escape::markup(text),
    }
}

fn write_text(text: &Formatted, out: &mut String) {
    let format = &text.formatting;
    let mut wrappers = Vec::new();
    // Chinese titles are never slanted.
    if format.font_style == FontStyle::Italic && !text.text.chars().any(is_wide) {
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
    write_tex(&text.text, out);
    wrappers.iter().for_each(|_| out.push_str("];"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tex_in_titles_is_set_and_not_printed() {
        let mut out = String::new();
        write_tex("a \\textit{in vivo} b \\emph{c}", &mut out);
        assert_eq!(out, "a #em[in vivo]; b #em[c];");
        assert_eq!(formula("$\\alpha$"), "#maths(\"\\\\alpha\", $α$);");
        assert_eq!(formula("\\unknown"), "\\\\unknown");
    }
}
