//! Citation styles, opened and made ready: for the list of references, one for each kind of work; for
//! citations in the text.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex};

use hayagriva::citationberg::taxonomy::{Kind, NumberVariable, Variable};
use hayagriva::citationberg::{IndependentStyle, PageRangeFormat, Style, StyleClass};

use super::citation_decided::{Decide, without_names};
use super::citation_entry::{Identifiers, SHAPE};
use super::citation_terms::Terms;
pub use super::citation_terms::is_gb;
use crate::language::Language;
use crate::model::citation_style::{CitationStyle, StyleSource};
use crate::model::work_kind::WorkKind;

/// The built-in styles that were opened: opening one takes longer than setting a list with it.
static OPENED: LazyLock<Mutex<HashMap<String, Arc<IndependentStyle>>>> =
    LazyLock::new(Mutex::default);

/// The rules of a style for works in a language.
pub fn open(style: &CitationStyle, work: Language) -> Option<Arc<IndependentStyle>> {
    if let StyleSource::Own(rules) = &style.source {
        let own = rules.iter().find(|(language, _)| *language == work);
        return own.or(rules.last()).map(|(_, rules)| rules.clone());
    }
    let known = OPENED.lock().ok().and_then(|opened| opened.get(&style.name).cloned());
    if known.is_some() {
        return known;
    }
    let rules = match &style.source {
        StyleSource::Archived(archived) => match archived.get() {
            Style::Independent(rules) => Arc::new(rules),
            Style::Dependent(_) => return None,
        },
        StyleSource::Written(text) => Arc::new(IndependentStyle::from_xml(text).ok()?),
        StyleSource::Own(_) => return None,
    };
    if let Ok(mut opened) = OPENED.lock() {
        opened.insert(style.name.clone(), rules.clone());
    }
    Some(rules)
}

/// How a style cites in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Citing {
    /// By the number of the reference.
    Numbers,
    /// By author and year, or author and title.
    Names,
    /// In footnotes.
    Notes,
}

/// How a style cites.
pub fn citing(rules: &IndependentStyle) -> Citing {
    if rules.settings.class == StyleClass::Note {
        return Citing::Notes;
    }
    let number = Variable::Number(NumberVariable::CitationNumber);
    match rules.citation.layout.find_variable_element(number, &rules.macros).is_some() {
        true => Citing::Numbers,
        false => Citing::Names,
    }
}

/// How a style wants addresses and identifiers.
pub fn identifiers(rules: &IndependentStyle) -> Identifiers {
    match is_gb(rules) && rules.info.id.contains("2025") {
        true => Identifiers::Once,
        false => Identifiers::Given,
    }
}

/// What decides how one work is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Case {
    /// What it is.
    pub kind: WorkKind,
    /// Its own language.
    pub language: Language,
    /// Whether it is out before its volume: then styles may say “published online”.
    pub before_print: bool,
}

/// The rules for one case, for the list of references: without the number, which templates set.
pub fn for_case(rules: &IndependentStyle, case: Case, terms: &Terms) -> IndependentStyle {
    let mut rules = rules.clone();
    let kind = csl_kind(case.kind, &rules);
    // As the bibliography prints them: see `citation_entry::PAGES`.
    rules.settings.page_range_format = Some(PageRangeFormat::Expanded);
    let decide = Decide { kind, before_print: case.before_print };
    terms.own_terms(&mut rules, case.language);
    if let Some(list) = &mut rules.bibliography {
        list.second_field_align = None;
        list.subsequent_author_substitute = None;
        decide.elements(&mut list.layout.elements, true);
    }
    for called in &mut rules.macros {
        decide.elements(&mut called.children, true);
    }
    decide.elements(&mut rules.citation.layout.elements, false);
    rules
}

/// The rules for citing in the text with names, without the authors where the text has them.
///
/// The library parts works of several authors by the sign that is for works of the same; so the sign
/// is kept only where authors are `alike`.
pub fn for_text(
    rules: &IndependentStyle,
    suppressed: bool,
    alike: bool,
    works: &[Language],
    terms: &Terms,
) -> IndependentStyle {
    let mut rules = rules.clone();
    if !alike {
        (rules.citation.cite_group_delimiter, rules.citation.collapse) = (None, None);
    }
    works.iter().for_each(|work| terms.own_terms(&mut rules, *work));
    let decide = Decide { kind: SHAPE, before_print: false };
    decide.elements(&mut rules.citation.layout.elements, false);
    for called in &mut rules.macros {
        decide.elements(&mut called.children, false);
    }
    if suppressed {
        without_names(&mut rules.citation.layout.elements);
        rules.macros.iter_mut().for_each(|called| without_names(&mut called.children));
    }
    rules
}

/// The kind in the terms of CSL.
fn csl_kind(kind: WorkKind, rules: &IndependentStyle) -> Kind {
    match kind {
        WorkKind::Journal => Kind::ArticleJournal,
        WorkKind::Magazine => Kind::ArticleMagazine,
        WorkKind::Newspaper => Kind::ArticleNewspaper,
        // The styles of 2015 take preprints for papers of an archive.
        WorkKind::Preprint if is_gb(rules) && !rules.info.id.contains("2025") => Kind::Webpage,
        WorkKind::Preprint => Kind::Article,
        WorkKind::Book => Kind::Book,
        WorkKind::Chapter => Kind::Chapter,
        WorkKind::Encyclopedia => Kind::EntryEncyclopedia,
        WorkKind::Paper => Kind::PaperConference,
        WorkKind::Proceedings if is_gb(rules) => Kind::PaperConference,
        WorkKind::Proceedings => Kind::Book,
        WorkKind::Thesis => Kind::Thesis,
        WorkKind::Report => Kind::Report,
        WorkKind::Standard => Kind::Standard,
        WorkKind::Patent => Kind::Patent,
        WorkKind::Law => Kind::Legislation,
        WorkKind::Case => Kind::LegalCase,
        WorkKind::Webpage => Kind::Webpage,
        WorkKind::Post => Kind::Post,
        WorkKind::Software => Kind::Software,
        WorkKind::Dataset => Kind::Dataset,
        WorkKind::Map => Kind::Map,
        WorkKind::Manuscript => Kind::Manuscript,
        WorkKind::Film => Kind::MotionPicture,
        WorkKind::Sound => Kind::Song,
        WorkKind::Picture => Kind::Graphic,
        WorkKind::Document => Kind::Document,
    }
}
