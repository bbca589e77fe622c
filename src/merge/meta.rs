//! `meta.json`: what the templates know about the work, the document and the edition.

use serde_json::{Value, json};

use crate::model::inputs::Inputs;
use crate::model::language::{Bilingual, Edition, Language};
use crate::model::look::{self, Layout};
use crate::model::manifest::Document;

/// The file's content for one document and edition.
pub fn write(inputs: &Inputs, document: &Document, edition: &Edition) -> String {
    let project = &inputs.manifest.project;
    let date = project.date;
    let languages: Vec<&str> = edition.languages().iter().map(|language| language.code()).collect();
    let authors: Vec<Value> = project.authors.iter().map(bilingual).collect();
    let keywords = |language: Language| -> Vec<&str> {
        project.keywords.iter().map(|keyword| keyword.get_or_any(language)).collect()
    };
    let meta = json!({
        "document": document.name,
        "template": document.template,
        "edition": edition.to_string(),
        "layout": look::name_of(&Layout::ALL, &document.look.layout),
        "per_page": document.look.per_page,
        "languages": languages,
        "title": bilingual(&project.title),
        "short_title": bilingual(&project.short_title),
        "kind": bilingual(&document.title),
        "authors": authors,
        "source": bilingual(&project.source),
        "doi": project.doi,
        "date": { "year": date.year, "month": date.month, "day": date.day },
        "keywords": { "zh": keywords(Language::Zh), "en": keywords(Language::En) },
    });
    format!("{meta:#}")
}

fn bilingual(text: &Bilingual) -> Value {
    json!({ "zh": text.get_or_any(Language::Zh), "en": text.get_or_any(Language::En) })
}
