//! `meta.json` and `edition.json`: what the templates know about the work, the document and the edition.

use serde_json::{Map, Value, json};

use super::balance;
use super::code;
use super::input::CompositionInput;
use super::languages;
use super::numbers;
use crate::language::invisible::without_hidden;
use crate::language::shortcodes;
use crate::language::{Bilingual, Edition, Language};
use crate::model::drawing::FigureKind;
use crate::model::manifest::{Date, Document};
use crate::model::manuscript::{Block, BlockKind, GeneratedBlock, walk_blocks};
use crate::model::style::{self, Layout};

/// What the looks of a page depend on. It stands in a file of its own: templates that read nothing else are evaluated
/// once for all records of a document, which differ in titles, dates and addresses.
const OF_EDITION: [&str; 5] = ["template", "languages", "lists_references", "used", "numbers"];

/// The content of `edition.json`, from that of `meta.json`.
pub fn edition(meta: &Value) -> String {
    let picked = OF_EDITION.iter().map(|key| (key.to_string(), meta[*key].clone()));
    format!("{:#}", Value::Object(picked.collect()))
}

/// The content of `meta.json` for one document and edition.
pub fn write(
    input: &CompositionInput,
    document: &Document,
    edition: &Edition,
    used: &[&str],
) -> Value {
    let project = &input.inputs.manifest.project;
    let date = |date: Date| json!({ "year": date.year, "month": date.month, "day": date.day });
    let languages: Vec<&str> = edition.languages().iter().map(|language| language.code()).collect();
    let bilingual = |text: &Bilingual| bilingual(text, &project.languages);
    let keywords = project.languages.iter().map(|language| {
        let words = project.keywords.iter().map(|keyword| keyword.get_or_any(*language));
        (language.to_string(), words.collect::<Vec<&str>>().into())
    });
    let keywords: Map<String, Value> = keywords.collect();
    let authors: Vec<Value> = project.authors.iter().map(&bilingual).collect();
    let lead = edition.languages().first().copied();
    let own = document.headline.as_ref();
    let title = own.or(input.title).unwrap_or(&project.title);
    let is_short = project.short_title != project.title;
    let short = if own.is_none() && is_short { &project.short_title } else { title };
    let address = address(&project.imprint.address, &project.doi);
    let code = address.as_deref().filter(|_| shows_visual(input)).and_then(code::rows);
    json!({
        "document": document.name,
        "template": document.template,
        "edition": edition.to_string(),
        "only_edition": document.editions.len() == 1,
        "layout": style::name_of(&Layout::ALL, &document.style.layout),
        "share": balance::share(input).map(|it| (it * 100.0).round() / 100.0),
        "per_page": document.style.per_page,
        "title_slide": title_slide(input, document),
        "languages": languages,
        "lists_references": lists_references(input),
        "used": used,
        "numbers": numbers::expected(input.manuscripts.first()),
        "lang": lead.map(|lead| project.written_in.unwrap_or(lead.root().code()).to_string()),
        "region": lead.and_then(|lead| languages::region(lead, input.inputs.languages.pack(lead))),
        "other": other(&beside(document), edition).map(|it| it.to_string()),
        "title": bilingual(title),
        "short_title": bilingual(short),
        "kind": bilingual(&document.title),
        "subtitle": bilingual(input.subtitle.unwrap_or(&project.subtitle)),
        "authors": authors,
        "affiliations": project.affiliations.names,
        "affiliated": project.affiliations.of_authors,
        "addresses": project.affiliations.addresses,
        "source": bilingual(&project.source),
        "doi": project.doi,
        "date": document.date.map(date),
        "dated": input.inputs.front_matter.is_some(),
        "keywords": keywords,
        "version": project.imprint.version,
        "contact": bilingual(&project.imprint.contact),
        "interests": bilingual(&project.imprint.interests),
        "most_pages": document.fit.as_ref().and_then(|fit| fit.of(edition)).map(|fit| fit.pages),
        "address": address,
        "code": code,
    })
}

/// Whether the title stands before the text: above it, or on a slide of a deck. A single text that parts its slides by rules has made
/// its own.
fn title_slide(input: &CompositionInput, document: &Document) -> bool {
    let is_rule = |block: &Block| matches!(block.kind, BlockKind::Rule);
    let ruled = input.manuscripts.iter().any(|it| it.blocks.iter().any(is_rule));
    let single = input.inputs.front_matter.is_some();
    let in_text = input.manuscripts.iter().any(|it| it.keeps_title);
    if !document.is_deck() {
        return !in_text;
    }
    document.style.title_slide.unwrap_or(!(in_text || single && ruled))
}

/// Where the documents are found: at their own address, or at that of the work.
fn address(own: &Option<String>, doi: &Option<String>) -> Option<String> {
    own.clone().or_else(|| doi.as_ref().map(|doi| format!("https://doi.org/{doi}")))
}

/// Whether a visual abstract stands in the document.
fn shows_visual(input: &CompositionInput) -> bool {
    let is_visual = |insert: &GeneratedBlock| {
        let drawing = input.inputs.declaration(insert).and_then(|it| it.drawing.as_ref());
        drawing.is_some_and(|drawing| drawing.kind == FigureKind::Visual)
    };
    input.tables.values().flat_map(|tables| tables.keys()).any(is_visual)
}

/// Whether the document prints a list of references, to which its citations lead.
fn lists_references(input: &CompositionInput) -> bool {
    let mut found = false;
    for manuscript in &input.manuscripts {
        walk_blocks(&manuscript.blocks, &mut |block| {
            found |= matches!(block.kind, BlockKind::Generated(GeneratedBlock::References { .. }));
        });
    }
    found
}

/// The languages that may stand beside one: those of the document's editions, for whose readers the others of
/// the project are strange.
fn beside(document: &Document) -> Vec<Language> {
    document.editions.iter().flat_map(Edition::languages).copied().collect()
}

/// The language beside the leading one: the second of the edition, or else of the others.
fn other(others: &[Language], edition: &Edition) -> Option<Language> {
    let lead = edition.languages().first()?;
    edition.languages().iter().chain(others).find(|it| *it != lead).copied()
}

fn bilingual(text: &Bilingual, languages: &[Language]) -> Value {
    if text.is_empty() {
        return Value::Null;
    }
    let in_language = |language: &Language| {
        let text = without_hidden(&shortcodes::replaced(text.get_or_any(*language))).into_owned();
        (language.to_string(), text.into())
    };
    Value::Object(languages.iter().map(in_language).collect())
}
