//! Citations in the text by names: “(Smith 2020)”, “（王小明，2020）”, and in footnotes.

use std::collections::HashMap;

use hayagriva::citationberg::IndependentStyle;
use hayagriva::citationberg::taxonomy::Locator;
use hayagriva::types::Person;
use hayagriva::{
    BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, ElemChild, ElemMeta,
    Entry,
};

use super::citation_entry::{self, Identifiers};
use super::citation_locator::{located, locator};
use super::citation_rules;
use super::citation_terms::{Terms, Year};
use super::citation_tidy::{self, Tidy};
use super::reference_list::{self, Formatter, safely, with_unnamed_people};
use super::reference_markup::Markup;
use super::reference_text;
use super::year_letters::YearLetters;
use crate::language::Language;
use crate::language::characters::is_han;
use crate::language::pack::Pack;
use crate::language::packs::Languages;
use crate::model::reference::Reference;
use crate::typst_source::escape;

/// One work of a group of citations.
pub struct Cited<'a> {
    /// The work.
    pub reference: &'a Reference,
    /// Its number in the list, by which links lead to it.
    pub number: usize,
    /// The letter behind its year.
    pub letter: Option<YearLetters>,
    /// Page or section, as the author wrote it.
    pub locator: Option<&'a str>,
    /// Whether the text has named the authors.
    pub named: bool,
}

/// A group of citations as Typst markup, for pages in this language.
pub fn group(formatter: &Formatter, cited: &[Cited], language: Language) -> String {
    let Some(rules) = formatter.rules(language) else { return String::new() };
    let gb = citation_rules::is_gb(&rules);
    // Behind one bracket for all, nobody could know of which work the pages are.
    if gb && cited.len() > 1 && cited.iter().any(|it| it.locator.is_some()) {
        return cited.chunks(1).map(|one| group(formatter, one, language)).collect();
    }
    let suppressed = cited.iter().all(|it| it.named);
    let authors = |it: &Cited| it.reference.entry.authors().map(<[Person]>::to_vec);
    let alike = cited.windows(2).any(|pair| authors(&pair[0]) == authors(&pair[1]));
    let mut works: Vec<Language> = cited.iter().map(|it| it.reference.language).collect();
    works.sort_unstable();
    works.dedup();
    let ready = citation_rules::for_text(&rules, suppressed, alike, &works, &formatter.terms);
    let terms = formatter.terms.of(&rules, language, &works);
    let entries: Vec<Entry> =
        cited.iter().map(|it| in_text(it.reference, gb, &formatter.terms, language)).collect();
    let items = cited.iter().zip(&entries).map(|(it, entry)| {
        let within = it.locator.filter(|_| !gb).map(located);
        let mut item = CitationItem::with_locator(entry, within);
        item.locale = Some(formatter.terms.locale(language, it.reference.language));
        item
    });
    let locale = Some(formatter.terms.locale(language, language));
    let items: Vec<_> = items.collect();
    let rendered = safely(|| {
        let mut driver = BibliographyDriver::new();
        driver.citation(CitationRequest::new(items, &ready, locale.clone(), &terms, None));
        driver.finish(BibliographyRequest::new(&ready, locale, &terms))
    });
    let citation = rendered.and_then(|it| it.citations.into_iter().next());
    let mut children = citation.map(|it| it.citation.0).unwrap_or_default();
    letters(&mut children, cited);
    let languages = &formatter.terms.languages;
    own_words(&mut children, cited, languages.pack(language), languages);
    if !languages.pack(language).is_wide() && citation_rules::is_gb(&rules) {
        narrow(&mut children);
    }
    let mut out = String::new();
    let year = |it: &Reference| formatter.terms.year(language, it);
    linked(&children, cited, &year, &mut out);
    out = citation_tidy::without_unnamed(&out);
    // GB/T 7714: the pages stand raised behind the bracket.
    let pages = cited.iter().filter_map(|it| it.locator).filter(|_| gb);
    let pages: Vec<&str> = pages
        .map(|it| match locator(it) {
            (Locator::Page, pages) => pages,
            _ => it,
        })
        .collect();
    if !pages.is_empty() {
        out.push_str(&format!("#raised[{}];", escape::markup(&pages.join("; "))));
    }
    out
}

/// The works of a footnote as Typst markup; `before` tells which were cited before.
pub fn note(formatter: &Formatter, cited: &[Cited], before: &[bool], language: Language) -> String {
    let Some(rules) = formatter.rules(language) else { return String::new() };
    let layout = &rules.citation.layout;
    let delimiter = layout.delimiter.as_deref().unwrap_or("; ");
    let end = escape::markup(layout.suffix.as_deref().unwrap_or_default());
    let works = cited.iter().zip(before);
    let works = works.filter_map(|(it, before)| {
        let rules = formatter.rules_for(language, it.reference.language)?;
        Some(in_note(formatter, &rules, it, *before, language))
    });
    let works: Vec<String> = works.collect();
    let last = works.len().saturating_sub(1);
    let parts = works.iter().enumerate().map(|(at, work)| match at == last {
        true => work.as_str(),
        false => work.strip_suffix(end.as_str()).unwrap_or(work),
    });
    parts.collect::<Vec<_>>().join(&escape::markup(delimiter))
}

/// One work of a footnote.
fn in_note(
    formatter: &Formatter,
    rules: &IndependentStyle,
    cited: &Cited,
    before: bool,
    language: Language,
) -> String {
    let reference = cited.reference;
    let ready = formatter.ready(reference, rules, language);
    let terms = formatter.terms.of(rules, language, &[reference.language]);
    let locale = Some(formatter.terms.locale(language, reference.language));
    let entry = citation_entry::entry(
        reference,
        citation_rules::identifiers(rules),
        &formatter.terms,
        language,
    );
    let entry = with_unnamed_people(&entry);
    let request = |locator| {
        let items = vec![CitationItem::with_locator(&entry, locator)];
        CitationRequest::new(items, &ready, locale.clone(), &terms, None)
    };
    let rendered = safely(|| {
        let mut driver = BibliographyDriver::new();
        if before {
            driver.citation(request(None));
        }
        driver.citation(request(cited.locator.map(located)));
        driver.finish(BibliographyRequest::new(&ready, locale.clone(), &terms))
    });
    let citation = rendered.and_then(|it| it.citations.into_iter().next_back());
    let mut children = citation.map(|it| it.citation.0).unwrap_or_default();
    let pages = reference.entry.page_range().map(ToString::to_string).unwrap_or_default();
    Tidy::new(pages, None).children(&mut children);
    let mut markup = Markup::new(0);
    markup.children(&children);
    let year = formatter.terms.year(language, reference);
    reference_text::as_written(citation_tidy::without_unnamed(&markup.source), reference, &year)
}

/// The text of a citation of this work alone, without a letter: works with the same are told apart.
pub fn plain(formatter: &Formatter, reference: &Reference, language: Language) -> String {
    let cited = Cited { reference, number: 0, letter: None, locator: None, named: false };
    group(formatter, &[cited], language)
}

/// The letters behind the years of works that the text would cite alike, in this order.
pub fn letters_of<'a>(
    formatter: &Formatter,
    references: impl Iterator<Item = &'a Reference>,
    language: Language,
) -> HashMap<String, YearLetters> {
    let wants =
        formatter.rules(language).is_some_and(|it| it.citation.disambiguate_add_year_suffix);
    let mut alike: HashMap<String, Vec<&Reference>> = HashMap::new();
    for reference in references.filter(|_| wants) {
        alike.entry(plain(formatter, reference, language)).or_default().push(reference);
    }
    let several = alike.into_values().filter(|all| all.len() > 1);
    let lettered = several.flat_map(|all| all.into_iter().enumerate());
    lettered.map(|(at, reference)| (reference.key.clone(), YearLetters(at))).collect()
}

fn in_text(reference: &Reference, gb: bool, terms: &Terms, language: Language) -> Entry {
    let mut entry = citation_entry::entry(reference, Identifiers::Given, terms, language);
    if gb {
        citation_entry::name_by_number(&mut entry, reference);
    }
    citation_entry::in_text(with_unnamed_people(&entry))
}

/// Puts the letters behind the years.
fn letters(children: &mut [ElemChild], cited: &[Cited]) {
    for child in children {
        let ElemChild::Elem(elem) = child else { continue };
        match elem.meta {
            Some(ElemMeta::Entry(at)) => {
                let Some(it) = cited.get(at) else { continue };
                let letter = reference_list::year(it.reference).zip(it.letter);
                let mut tidy = Tidy::new(String::new(), letter);
                tidy.children(&mut elem.children.0);
            }
            _ => letters(&mut elem.children.0, cited),
        }
    }
}

/// “et al.” in the language of each work: the library has one language for a group.
fn own_words(children: &mut [ElemChild], cited: &[Cited], pages: &Pack, languages: &Languages) {
    for child in children {
        let ElemChild::Elem(elem) = child else { continue };
        match elem.meta {
            Some(ElemMeta::Entry(at)) => {
                let work = cited.get(at).map(|it| languages.pack(it.reference.language));
                if let Some(work) = work.filter(|work| work.is_wide() != pages.is_wide()) {
                    replace(&mut elem.children.0, &pages.messages.et_al, &work.messages.et_al);
                }
            }
            _ => own_words(&mut elem.children.0, cited, pages, languages),
        }
    }
}

fn replace(children: &mut [ElemChild], from: &str, to: &str) {
    for child in children {
        match child {
            ElemChild::Text(text) => {
                let replaced = text.text.replace(from, to);
                // A name may have the character: a work without authors is cited by its title.
                if !(from.chars().all(is_han) && replaced.chars().any(is_han)) {
                    text.text = replaced;
                }
            }
            ElemChild::Elem(elem) => replace(&mut elem.children.0, from, to),
            _ => {}
        }
    }
}

/// The signs of GB/T 7714 between Latin words.
fn narrow(children: &mut [ElemChild]) {
    for child in children {
        match child {
            ElemChild::Text(text) => {
                for (wide, narrow) in
                    [("，", ", "), ("；", "; "), ("：", ": "), ("（", "("), ("）", ")")]
                {
                    text.text = text.text.replace(wide, narrow);
                }
            }
            ElemChild::Elem(elem) => narrow(&mut elem.children.0),
            _ => {}
        }
    }
}

/// Writes the elements; each work leads to its entry in the list.
fn linked(
    children: &[ElemChild],
    cited: &[Cited],
    year: &dyn Fn(&Reference) -> Year,
    out: &mut String,
) {
    for child in children {
        let mut markup = Markup::new(0);
        match child {
            ElemChild::Elem(elem) => match elem.meta {
                Some(ElemMeta::Entry(at)) => {
                    markup.children(&elem.children.0);
                    let Some(it) = cited.get(at) else { continue };
                    let year = year(it.reference);
                    let words = reference_text::as_written(markup.source, it.reference, &year);
                    out.push_str(&format!("#to-reference({})[{words}];", it.number));
                }
                _ => linked(&elem.children.0, cited, year, out),
            },
            other => {
                markup.children(std::slice::from_ref(other));
                out.push_str(&markup.source);
            }
        }
    }
}
