//! Reference entries formatted one by one with CSL, each in the style of the pages and in the terms of
//! its own language (“等” for a Chinese work, “et al.” otherwise).

use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::Arc;

use hayagriva::citationberg::{IndependentStyle, Locale, LocaleCode};
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, Entry,
    Rendered,
};

use super::citation_entry;
use super::citation_kind;
use super::citation_rules::{self, Case, Citing};
use super::citation_terms::Terms;
use super::citation_tidy::{self, Tidy, UNNAMED};
use super::reference_entries::{Entries, Formatted, Printed};
use super::reference_gaps::Gaps;
use super::reference_markup::Markup;
use super::reference_text;
use super::year_letters::YearLetters;
use crate::diagnostic::{Diagnostic, codes};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::model::citation_style::{CitationStyle, CitationStyles};
use crate::model::reference::{self, Reference};
use crate::model::web_address;
use crate::model::work_kind::WorkKind;
use crate::typst_source::escape;

/// Formats references, each entry once per language.
pub struct Formatter {
    /// The longest formula that is read, in bytes.
    longest_formula: u64,
    styles: CitationStyles,
    /// The words of styles, by language.
    pub terms: Terms,
    ready: RefCell<HashMap<(Language, String, Case), Arc<IndependentStyle>>>,
    /// Each entry, and whether it has been told what it lacks.
    entries: RefCell<HashMap<Printed, (Arc<Formatted>, bool)>>,
    findings: RefCell<Vec<Diagnostic>>,
    gaps: RefCell<Gaps>,
}

impl Formatter {
    /// A formatter that has formatted nothing yet; `longest_formula` is in bytes.
    pub fn new(longest_formula: u64, styles: &CitationStyles, languages: &Languages) -> Formatter {
        let (ready, entries, findings, gaps) = Default::default();
        let (styles, terms) = (styles.clone(), Terms::new(languages));
        Formatter { longest_formula, styles, terms, ready, entries, findings, gaps }
    }

    /// The rules of the style of pages in a language.
    pub fn rules(&self, language: Language) -> Option<Arc<IndependentStyle>> {
        self.rules_for(language, language)
    }

    /// The same for works in another language.
    pub fn rules_for(&self, pages: Language, work: Language) -> Option<Arc<IndependentStyle>> {
        citation_rules::open(self.styles.of(pages), work)
    }

    /// How pages in a language cite.
    pub fn citing(&self, language: Language) -> Citing {
        self.rules(language).map_or(Citing::Numbers, |rules| citation_rules::citing(&rules))
    }

    /// One entry as Typst markup, for pages in this language; the letter tells it from other works of
    /// its authors and year.
    pub fn entry(
        &self,
        reference: &Reference,
        language: Language,
        letter: Option<YearLetters>,
    ) -> String {
        let key = (reference.key.clone(), language, letter);
        let known = self.entries.borrow().get(&key).cloned();
        let (made, told) = known.unwrap_or_else(|| {
            let before = self.findings.borrow().len();
            let (source, plain) = self.format(reference, language, letter);
            let findings = self.findings.borrow_mut().split_off(before);
            (Arc::new(Formatted { source, plain, findings }), false)
        });
        if !told {
            self.findings.borrow_mut().extend(made.findings.iter().cloned());
            self.gaps.borrow_mut().compare(reference, &made.plain, language);
            self.entries.borrow_mut().insert(key, (made.clone(), true));
        }
        made.source.clone()
    }

    /// One that knows these entries already.
    pub fn with(mut self, known: &Entries) -> Formatter {
        let entry =
            |(key, made): (&Printed, &Arc<Formatted>)| (key.clone(), (made.clone(), !known.untold));
        self.entries = RefCell::new(known.known.iter().map(entry).collect());
        self
    }

    /// What was formatted, and what of it could not be printed as the bibliography has it.
    pub fn finish(self) -> (Entries, Vec<Diagnostic>) {
        let mut findings = self.findings.into_inner();
        findings.extend(self.gaps.into_inner().findings());
        let entries = self.entries.into_inner().into_iter().map(|(key, (made, _))| (key, made));
        (Entries { known: entries.collect(), untold: false }, findings)
    }

    /// An entry as Typst markup, and its letters without markup.
    fn format(
        &self,
        reference: &Reference,
        language: Language,
        letter: Option<YearLetters>,
    ) -> (String, String) {
        let mut markup = Markup::new(self.longest_formula);
        markup.children(&self.children(reference, language, letter));
        let out = citation_tidy::without_unnamed(markup.source.trim());
        let mut findings = self.findings.borrow_mut();
        findings.extend(markup.unread.iter().map(|(latex, cause)| unread(reference, latex, cause)));
        // Of one that cannot be read that is told.
        if out.is_empty() && reference.faults.is_empty() {
            findings.push(self.empty(reference, language));
        }
        // Its key says which one it is where nothing else does, and a page is made all the same.
        let out = if out.is_empty() { escape::markup(&reference.key) } else { out };
        let out = reference_text::as_written(out, reference, &self.terms.year(language, reference));
        let page = self.terms.languages.pack(language);
        let out = match page.is_wide() {
            true => out,
            false => reference_text::with_plain_year(out, reference, &page.messages.year_signs),
        };
        let out = match reference.entry.doi() {
            Some(doi) => with_link(&out, doi),
            None => out,
        };
        let out = if page.is_rtl() { reference_text::with_ranges_from_left(&out) } else { out };
        (out, markup.plain)
    }

    /// The rules for works like this one.
    pub fn ready(
        &self,
        reference: &Reference,
        rules: &IndependentStyle,
        language: Language,
    ) -> Arc<IndependentStyle> {
        let case = case(reference, rules);
        let mut known = self.ready.borrow_mut();
        let ready = known.entry((language, rules.info.id.clone(), case));
        ready
            .or_insert_with(|| Arc::new(citation_rules::for_case(rules, case, &self.terms)))
            .clone()
    }

    /// The pieces of one entry, put right. One that the style has no rules for is set in the usual
    /// style: it stops no document.
    pub fn children(
        &self,
        reference: &Reference,
        language: Language,
        letter: Option<YearLetters>,
    ) -> Vec<ElemChild> {
        let style = self.styles.of(language);
        let children = self.children_in(style, reference, language, letter);
        let usual = self.styles.usual_of(language);
        if !children.is_empty() || style.name == usual.name {
            return children;
        }
        let children = self.children_in(usual, reference, language, letter);
        if !children.is_empty() {
            self.findings.borrow_mut().push(otherwise(reference, style, usual));
        }
        children
    }

    fn children_in(
        &self,
        style: &CitationStyle,
        reference: &Reference,
        language: Language,
        letter: Option<YearLetters>,
    ) -> Vec<ElemChild> {
        let mut tidy = Tidy::new(pages(reference), year(reference).zip(letter));
        let volume = reference.entry.map(Entry::volume);
        tidy.volume = volume.map(ToString::to_string).unwrap_or_default();
        let rendered = self.rendered(style, reference, language);
        let items = rendered.into_iter().filter_map(|it| it.bibliography);
        let children = items.flat_map(|list| list.items).flat_map(|item| item.content.0);
        let mut children: Vec<ElemChild> = children.collect();
        tidy.children(&mut children);
        children
    }

    /// The entry in a style, in the terms of its own language; none without the style.
    fn rendered(
        &self,
        style: &CitationStyle,
        reference: &Reference,
        language: Language,
    ) -> Option<Rendered> {
        let rules = citation_rules::open(style, reference.language)?;
        let ready = self.ready(reference, &rules, language);
        let entry = citation_entry::entry(
            reference,
            citation_rules::identifiers(&rules),
            &self.terms,
            language,
        );
        let mut entry = with_unnamed_people(&entry);
        reference_text::name_initials(&mut entry);
        let locale = self.terms.locale(language, reference.language);
        let terms = self.terms.of(&rules, language, &[reference.language]);
        safely(|| set(&entry, &ready, locale, &terms))
    }

    fn empty(&self, reference: &Reference, language: Language) -> Diagnostic {
        let pages = &self.terms.languages.pack(language).name;
        let message = format!(
            "the reference {} has nothing that a list of references in {pages} prints ({})",
            reference.key,
            self.styles.of(language).name
        );
        Diagnostic::new(codes::EMPTY_REFERENCE, reference.place.clone(), message)
            .help("give the entry a title at least, and its authors, journal and year")
    }
}

/// That a reference is set in the usual style.
fn otherwise(reference: &Reference, style: &CitationStyle, usual: &CitationStyle) -> Diagnostic {
    let message = format!(
        "the style {} prints nothing of the reference {}; it is printed as in {}",
        style.name, reference.key, usual.name
    );
    Diagnostic::new(codes::EMPTY_REFERENCE, reference.place.clone(), message)
        .help("give the entry a type that the style knows, or choose another style")
        .lowered()
}

/// What decides how a reference is set. Styles say “published online” of every article without a
/// volume; only one with a day and no pages is out before its volume.
fn case(reference: &Reference, rules: &IndependentStyle) -> Case {
    let entry = &reference.entry;
    let kind = match citation_kind::kind(reference) {
        // Proceedings with editors are a book in APA; the library forgets them when it comes to pages and publisher.
        WorkKind::Paper if is_edited(entry) && rules.info.id.ends_with("/apa") => WorkKind::Chapter,
        kind => kind,
    };
    let has_day = entry.date_any().is_some_and(|date| date.day.is_some());
    let online = entry.doi().is_some() || entry.url_any().is_some();
    let volume = entry.map(Entry::volume).is_some() || entry.map(Entry::issue).is_some();
    let before_print =
        kind == WorkKind::Journal && has_day && online && !volume && entry.page_range().is_none();
    Case { kind, language: reference.language, before_print }
}

fn is_edited(entry: &Entry) -> bool {
    entry.editors().is_some_and(|editors| !editors.is_empty())
}

fn set(entry: &Entry, rules: &IndependentStyle, locale: LocaleCode, terms: &[Locale]) -> Rendered {
    let mut driver = BibliographyDriver::new();
    let items = vec![CitationItem::with_entry(entry)];
    driver.citation(CitationRequest::new(items, rules, Some(locale.clone()), terms, None));
    driver.finish(BibliographyRequest::new(rules, Some(locale), terms))
}

/// What the CSL library makes of a style; nothing if it gives up on one that somebody wrote.
pub fn safely<T>(work: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(work)).ok()
}

/// The pages as the bibliography has them.
fn pages(reference: &Reference) -> String {
    reference.entry.page_range().map(ToString::to_string).unwrap_or_default()
}

/// The year as it is printed, unless it is in words.
pub fn year(reference: &Reference) -> Option<String> {
    let year = reference.entry.date_any().map(|date| date.year.to_string());
    year.filter(|_| reference.year_words.is_none())
}

fn unread(reference: &Reference, latex: &str, cause: &str) -> Diagnostic {
    let message =
        format!("cannot parse the formula “{latex}” of the reference {}: {cause}", reference.key);
    let help = "text between two dollar signs is a formula; write \\$ for a dollar sign";
    Diagnostic::new(codes::FORMULA, reference.place.clone(), message).help(help)
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

/// A list of people that ends in `and others` gets enough of them for every style to shorten the list with
/// its own “et al.”; styles count people and know nothing of unnamed ones.
pub fn with_unnamed_people(entry: &Entry) -> Entry {
    let mut entry = entry.clone();
    if let Some(authors) = entry.authors().and_then(unnamed) {
        entry.set_authors(authors);
    }
    if let Some(editors) = entry.editors().and_then(unnamed) {
        entry.set_editors(editors);
    }
    let mut affiliated = entry.affiliated().unwrap_or_default().to_vec();
    for own in &mut affiliated {
        own.names = unnamed(&own.names).unwrap_or(std::mem::take(&mut own.names));
    }
    if !affiliated.is_empty() {
        entry.set_affiliated(affiliated);
    }
    entry
}

/// The same people with many unnamed ones in place of `others`, if they end so.
fn unnamed(people: &[Person]) -> Option<Vec<Person>> {
    let (last, named) = people.split_last()?;
    let unnamed = || Person { name: UNNAMED.to_string(), ..last.clone() };
    (last.name == reference::OTHERS)
        .then(|| named.iter().cloned().chain(std::iter::repeat_with(unnamed).take(41)).collect())
}
