//! Reference entries formatted one by one with CSL: GB/T 7714 in Chinese editions, AMA in English
//! ones, each entry in the terms of its own language (“等” for a Chinese work, “et al.” otherwise).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::LazyLock;

use hayagriva::archive::{ArchivedStyle, LOCALES, locales};
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode, Style};
use hayagriva::types::{MaybeTyped, Person};
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry, Rendered,
};

use super::reference_gaps::Gaps;
use super::reference_markup::Markup;
use super::reference_text;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::model::reference::{self, Reference};
use crate::model::web_address;
use crate::typst_source::escape;

/// The styles and terms that come with hayagriva. They are opened once, when the first entry is asked
/// for: that takes longer than all the rest of a merge.
static ARCHIVE: LazyLock<Archive> = LazyLock::new(Archive::open);

/// Formats references, each entry once per language.
pub struct Formatter {
    /// The longest formula that is read, in bytes.
    longest_formula: u64,
    entries: RefCell<HashMap<(String, Language), String>>,
    findings: RefCell<Vec<Diagnostic>>,
    gaps: RefCell<Gaps>,
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
            locales: own_locales(),
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

/// The terms of our languages; all that come with hayagriva, which takes ten times as long, when
/// one of ours is not among them.
fn own_locales() -> Vec<Locale> {
    let own: Vec<Locale> =
        Language::ALL.into_iter().filter_map(|language| locale(code(language))).collect();
    if own.len() == Language::ALL.len() { own } else { locales() }
}

/// The terms of a language. Only files in which its code stands are read, and the right one says
/// that the code is its own.
fn locale(code: &str) -> Option<Locale> {
    let naming = LOCALES.iter().filter(|file| {
        let mut parts = file.windows(code.len());
        parts.any(|part| part == code.as_bytes())
    });
    let mut read = naming.filter_map(|file| ciborium::from_reader::<Locale, _>(*file).ok());
    read.find(|locale| locale.lang.as_ref().is_some_and(|lang| lang.0 == code))
}

/// The code of a language among the locales of CSL.
fn code(language: Language) -> &'static str {
    match language {
        Language::Zh => "zh-CN",
        Language::En => "en-US",
    }
}

fn independent(archived: ArchivedStyle) -> Option<IndependentStyle> {
    match archived.get() {
        Style::Independent(style) => Some(style),
        Style::Dependent(_) => None,
    }
}

impl Formatter {
    /// A formatter that has formatted nothing yet; `longest_formula` is in bytes.
    pub fn new(longest_formula: u64) -> Formatter {
        let (entries, findings, gaps) = Default::default();
        Formatter { longest_formula, entries, findings, gaps }
    }

    /// One entry as Typst markup, for pages in this language.
    pub fn entry(&self, reference: &Reference, language: Language) -> String {
        let key = (reference.key.clone(), language);
        if let Some(known) = self.entries.borrow().get(&key) {
            return known.clone();
        }
        let made = self.format(reference, language);
        self.entries.borrow_mut().insert(key, made.clone());
        made
    }

    /// What could not be printed as the bibliography has it, of all entries formatted.
    pub fn into_findings(self) -> Vec<Diagnostic> {
        let mut findings = self.findings.into_inner();
        findings.extend(self.gaps.into_inner().findings());
        findings
    }

    fn format(&self, reference: &Reference, language: Language) -> String {
        let mut markup = Markup::new(self.longest_formula);
        let mut entry = with_unnamed_authors(&reference.entry);
        reference_text::name_initials(&mut entry);
        let pages = pages_apart(&mut entry);
        let rendered = rendered(&entry, reference.language, language);
        let items = rendered.into_iter().filter_map(|it| it.bibliography);
        items.flat_map(|list| list.items).for_each(|item| markup.children(&item.content.0));
        let out = markup.source.trim().replace(&format!(", {UNNAMED}"), "");
        let mut findings = self.findings.borrow_mut();
        findings.extend(markup.unread.iter().map(|(latex, cause)| unread(reference, latex, cause)));
        // Of one that cannot be read that is told.
        if out.is_empty() && reference.faults.is_empty() {
            findings.push(empty(reference, language));
        }
        let out = out.replace(PAGES, &escape::markup(&pages));
        let out = reference_text::as_written(out, reference);
        let printed = markup.plain.replace(PAGES, &pages);
        self.gaps.borrow_mut().compare(reference, &printed);
        match reference.entry.doi() {
            Some(doi) => with_link(&out, doi),
            None => out,
        }
    }
}

/// The entry in the style of pages in `language`, in the terms of its own; none without the style.
fn rendered(entry: &Entry, own: Language, language: Language) -> Option<Rendered> {
    let archive = &*ARCHIVE;
    let style = archive.style(language)?;
    let locale = LocaleCode(code(own).to_string());
    let mut driver = BibliographyDriver::new();
    let items = vec![CitationItem::with_entry(entry)];
    let locales = &archive.locales;
    driver.citation(CitationRequest::new(items, style, Some(locale.clone()), locales, None));
    Some(driver.finish(BibliographyRequest::new(style, Some(locale), locales)))
}

fn unread(reference: &Reference, latex: &str, cause: &str) -> Diagnostic {
    let message =
        format!("cannot parse the formula “{latex}” of the reference {}: {cause}", reference.key);
    let help = "text between two dollar signs is a formula; write \\$ for a dollar sign";
    Diagnostic::new(codes::FORMULA, reference.place.clone(), message).help(help)
}

fn empty(reference: &Reference, language: Language) -> Diagnostic {
    let (pages, style) = match language {
        Language::Zh => ("Chinese", "GB/T 7714"),
        Language::En => ("English", "AMA"),
    };
    let message = format!(
        "the reference {} has nothing that a list of references in {pages} prints ({style})",
        reference.key
    );
    Diagnostic::new(codes::EMPTY_REFERENCE, reference.place.clone(), message)
        .help("give the entry a title at least, and its authors, journal and year")
}

/// The entry with its DOI, which styles print as plain text, leading to the paper.
fn with_link(entry: &str, doi: &str) -> String {
    let Ok(target) = web_address::written(&format!("https://doi.org/{}", doi.replace('#', "%23")))
    else {
        return entry.to_string();
    };
    let target = escape::exact(&target);
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
