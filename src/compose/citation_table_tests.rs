//! Every type of work in every style that people ask for most: `tests/citations/works.bib` against the
//! lists beside it, which were read against the rules of each style.

use hayagriva::{ElemChild, io};

use super::citation_rules::Citing;
use super::citation_text;
use super::reference_list::Formatter;
use crate::data::place::Place;
use crate::language::Language;
use crate::language::characters::is_han;
use crate::language::packs::Languages;
use crate::model::citation_style::{CitationStyle, CitationStyles};
use crate::model::reference::Reference;
use crate::model::work_kind::WorkKind;

const STYLES: [&str; 9] = [
    "gb-7714-2025-numeric",
    "gb-7714-2025-author-date",
    "gb-7714-2025-note",
    "gb-7714-2015-numeric",
    "american-medical-association",
    "nlm-citation-sequence",
    "apa",
    "nature",
    "chicago-author-date",
];

/// The kind that the first word of a key names.
fn kind(key: &str) -> WorkKind {
    match key.split('-').next().unwrap_or_default() {
        "journal" => WorkKind::Journal,
        "magazine" => WorkKind::Magazine,
        "news" => WorkKind::Newspaper,
        "preprint" => WorkKind::Preprint,
        "book" => WorkKind::Book,
        "chapter" => WorkKind::Chapter,
        "ency" => WorkKind::Encyclopedia,
        "paper" => WorkKind::Paper,
        "proceedings" => WorkKind::Proceedings,
        "thesis" => WorkKind::Thesis,
        "report" => WorkKind::Report,
        "standard" => WorkKind::Standard,
        "patent" => WorkKind::Patent,
        "law" => WorkKind::Law,
        "web" => WorkKind::Webpage,
        "software" => WorkKind::Software,
        "dataset" => WorkKind::Dataset,
        "map" => WorkKind::Map,
        "manuscript" => WorkKind::Manuscript,
        "film" => WorkKind::Film,
        "document" => WorkKind::Document,
        other => panic!("{other} is no kind"),
    }
}

fn works() -> Vec<Reference> {
    let text = include_str!("../../tests/citations/works.bib");
    let library = io::from_biblatex_str(text).unwrap();
    let reference = |entry: &hayagriva::Entry| {
        let title = entry.title().unwrap().to_string();
        let entry = entry.clone();
        Reference {
            key: entry.key().to_string(),
            language: if title.chars().any(is_han) { Language::Zh } else { Language::En },
            kind: Some(kind(entry.key())),
            year_words: None,
            is_state: false,
            url: None,
            unheld: Vec::new(),
            faults: Vec::new(),
            place: Place::file("works.bib"),
            entry,
        }
    };
    library.iter().map(reference).collect()
}

fn plain(children: &[ElemChild], out: &mut String) {
    for child in children {
        match child {
            ElemChild::Text(text) => out.push_str(&text.text),
            ElemChild::Elem(elem) => plain(&elem.children.0, out),
            ElemChild::Markup(text) => out.push_str(text),
            ElemChild::Link { text, .. } => out.push_str(&text.text),
            ElemChild::Transparent { .. } => {}
        }
    }
}

/// The words of Typst markup that cites.
fn words(markup: &str) -> String {
    let inside = markup.split_once('[').map_or(markup, |(_, rest)| rest);
    let ends = ["];", "#to-reference(0)[", "\\"];
    let opened = markup.split_once("#to-reference").map_or("", |(before, _)| before);
    let words = format!("{opened}{inside}");
    ends.iter().fold(words, |words, end| words.replace(end, ""))
}

#[test]
fn every_type_in_every_style_is_printed_as_kept() {
    let mut styles = CitationStyles::usual(Languages::built_in(), &Language::ALL);
    for name in STYLES {
        let style = CitationStyle::built_in(name).unwrap();
        let pages = if name.starts_with("gb") { Language::Zh } else { Language::En };
        styles.set(Some(pages), style);
        let formatter = Formatter::new(8, &styles, Languages::built_in());
        let mut list = String::new();
        for reference in &works() {
            let mut text = String::new();
            plain(&formatter.children(reference, pages, None), &mut text);
            list.push_str(&format!(
                "{}: {}\n",
                reference.key,
                super::citation_tidy::without_unnamed(&text)
            ));
            if formatter.citing(pages) == Citing::Names {
                let cited = citation_text::plain(&formatter, reference, pages);
                list.push_str(&format!("    {}\n", words(&cited)));
            }
        }
        let mut settings = insta::Settings::clone_current();
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.set_snapshot_path("../../tests/citations");
        settings.bind(|| insta::assert_snapshot!(name, list));
    }
}
