//! `diptych.toml` as an author writes it; these types are never filled, they are the schema.

#![allow(dead_code)]

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::json;

use super::form::one_of;
use crate::diagnostic::{Severity, codes};
use crate::language::{Edition, Language};
use crate::model::manifest::Numbering;
use crate::model::style::{Layout, PER_PAGE, Paper};

/// What a project consists of.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Manifest {
    project: Project,
    /// Data files (.csv, .json, .toml, .xlsx) by the names under which text and tables see them.
    data: Option<BTreeMap<String, String>>,
    /// Documents by the names that begin their files' names.
    documents: Option<Documents>,
    /// Findings that a person has looked at and excused.
    waivers: Option<Vec<Waiver>>,
    /// How grave findings are in this project, by code.
    rules: Option<Rules>,
}

/// What is true of the whole project.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Project {
    /// The title of the work.
    title: Text,
    /// The title as it fits a running head; the title when absent.
    short_title: Option<Text>,
    /// The languages; the first is the one the text was written in.
    #[schemars(length(min = 1))]
    languages: Vec<LanguageCode>,
    /// The day that is printed and written into the PDF.
    date: Date,
    /// The authors.
    authors: Option<Vec<Text>>,
    /// What the documents were made from, in a sentence.
    source: Option<Text>,
    /// Digital object identifier, without a resolver in front.
    doi: Option<String>,
    /// Keywords for the PDF's metadata.
    keywords: Option<Vec<Text>>,
    /// The bibliography: BibTeX, or hayagriva YAML.
    references: Option<String>,
    /// How references are numbered: by first citation, or as the file lists them.
    numbering: Option<NumberingName>,
    /// Whether blocks of Typst in the texts are run; only for texts that you trust.
    raw: Option<bool>,
    /// The file that records the contradictions of the source.
    conflicts: Option<String>,
    /// The glossary.
    glossary: Option<String>,
    /// The file that declares tables.
    tables: Option<String>,
    /// The file that declares figures.
    figures: Option<String>,
    #[schemars(flatten)]
    style: Style,
}

/// How documents look; what a document says holds for it, or else what the project says.
#[derive(JsonSchema)]
struct Style {
    /// A built-in theme (journal, clinic, mono), or one of the project's own.
    theme: Option<String>,
    /// The paper; the theme's when absent.
    paper: Option<PaperName>,
    /// How two languages share the pages.
    layout: Option<LayoutName>,
    /// Slides on a page of a handout.
    per_page: Option<PerPage>,
}

/// One document: text poured into a template, in several editions.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Document {
    /// What kind of document it is, as printed in the running head.
    title: Option<Text>,
    /// A built-in template (summary, evidence, slides, handout), or one of the project's own.
    template: String,
    /// Path of the text without `.zh.md` or `.en.md`.
    content: String,
    /// The editions; by default each language, and all together.
    editions: Option<Vec<EditionName>>,
    #[schemars(flatten)]
    style: Style,
}

/// A finding that is known and excused.
#[derive(JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct Waiver {
    /// The finding's code.
    code: CodeName,
    /// The file it is about.
    file: String,
    /// Words of its message.
    words: String,
    /// Why it is excused.
    #[schemars(regex(pattern = r"\S"))]
    reason: String,
}

/// A text that reads the same in every language, or one text per language.
#[derive(JsonSchema)]
#[schemars(untagged)]
pub enum Text {
    /// The same in every language.
    Same(String),
    /// One text per language.
    Each(PerLanguage),
}

form! {
    /// One text per language.
    PerLanguage = {
        let text = |language: Language| (language.code().to_string(), json!({ "type": "string" }));
        let texts: serde_json::Map<_, _> = Language::ALL.into_iter().map(text).collect();
        json_schema!({
            "type": "object",
            "properties": texts,
            "additionalProperties": false,
            "minProperties": 1,
        })
    }
}

form! {
    /// A language.
    LanguageCode = one_of(Language::ALL.into_iter().map(Language::code))
}

form! {
    /// Each language, and every two side by side.
    EditionName = {
        let pair = |a: Language| Language::ALL.map(|b| Edition::of(&[a, b]).to_string());
        let pairs = Language::ALL.into_iter().flat_map(pair);
        let singles = Language::ALL.map(|language| language.code().to_string());
        let all = singles.into_iter().chain(pairs);
        let known: Vec<String> = all.filter(|it| Edition::parse(it).is_some()).collect();
        one_of(known.iter().map(String::as_str))
    }
}

form! {
    /// A day; TOML writes it without quotes.
    Date = json_schema!({ "type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$" })
}

form! {
    /// How references are numbered.
    NumberingName = one_of(Numbering::ALL.map(|(name, _)| name))
}

form! {
    /// A size of paper.
    PaperName = one_of(Paper::ALL.map(|(name, _)| name))
}

form! {
    /// How two languages share the pages.
    LayoutName = one_of(Layout::ALL.map(|(name, _)| name))
}

form! {
    /// Slides on a page.
    PerPage = json_schema!({ "enum": PER_PAGE.map(|(_, slides)| slides) })
}

form! {
    /// The code of a finding.
    CodeName = one_of(codes::ALL.iter().map(|code| code.id))
}

form! {
    /// What the project makes of a kind of finding; errors cannot be lowered.
    Rules = {
        let kinds = |wanted| codes::ALL.iter().filter(move |it| it.severity() == wanted);
        let rule = |words: &[&str]| json!({ "enum": words });
        let open = kinds(Severity::Warning)
            .map(|it| (it.id.to_string(), rule(&["off", "warning", "error"])));
        let fixed = kinds(Severity::Error).map(|it| (it.id.to_string(), rule(&["error"])));
        let rules: serde_json::Map<_, _> = open.chain(fixed).collect();
        json_schema!({ "type": "object", "properties": rules, "additionalProperties": false })
    }
}

/// Documents by name.
pub struct Documents;

impl JsonSchema for Documents {
    fn schema_name() -> Cow<'static, str> {
        "Documents".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let document = generator.subschema_for::<Document>();
        json_schema!({
            "type": "object",
            "propertyNames": { "pattern": r"^[\p{L}\p{N}_-]+$" },
            "additionalProperties": document,
        })
    }
}
