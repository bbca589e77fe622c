//! What documents name: their themes, texts and logos. Those of a series are known when its strings are
//! filled in.

use std::sync::Arc;

use indexmap::IndexMap;

use super::fields::Fields;
use super::formats::encoding;
use super::project::{documents, front_matter, parameters, themes};
use crate::data::tree::Map;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Language;
use crate::model::inputs::{Sources, Text};
use crate::model::keys;
use crate::model::manifest::{Document, FileRef, Project};
use crate::model::parameter::OwnSettings;
use crate::model::policy::Policy;
use crate::model::style::{Style, Theme};

/// A document of a series, whose strings are filled in. Its unknown keys have been told.
pub fn filled_in(
    name: &str,
    table: &Map,
    project: &Project,
    findings: &mut Findings,
) -> Option<Document> {
    let mut found = Findings::default();
    let document = documents::document(name, table, project, &mut found);
    findings.extend(found.into_iter().filter(|it| it.code != codes::UNKNOWN_KEY));
    document
}

/// What the table of a series says of parameters; other things are not looked at.
pub fn settings(table: &Map, findings: &mut Findings) -> OwnSettings {
    let mut fields = Fields::new(table, &keys::DOCUMENT);
    let settings = parameters::own(&mut fields);
    findings.extend(fields.findings);
    settings
}

/// Adds the theme of a document, unless it is known.
pub fn theme(
    themes: &mut IndexMap<String, Theme>,
    sources: &Sources,
    style: &Style,
    policy: &Policy,
    findings: &mut Findings,
) {
    if !themes.contains_key(&style.theme)
        && let Some(theme) = themes::read(sources, style, findings)
    {
        let limits = theme.limits.at_least(&policy.limits);
        themes.insert(style.theme.clone(), Theme { limits, ..theme });
    }
}

/// The paths of the texts of a document, in every language that one of its editions needs.
pub fn text_paths<'a>(
    sources: &'a Sources,
    document: &'a Document,
    languages: &'a [Language],
) -> impl Iterator<Item = (Language, Arc<str>)> + 'a {
    let needed = |it: &&Language| document.editions.iter().any(|own| own.languages().contains(it));
    let single = sources.single.is_some();
    languages.iter().filter(needed).map(move |&language| match &document.content.path {
        path if single => (language, path.as_str().into()),
        path => (language, format!("{path}.{language}.md").into()),
    })
}

/// The Markdown of a document in every language that one of its editions needs.
pub fn texts(
    sources: &Sources,
    document: &Document,
    languages: &[Language],
    findings: &mut Findings,
) -> Vec<Text> {
    let mut texts = Vec::new();
    let single = sources.single.is_some();
    for (language, path) in text_paths(sources, document, languages) {
        if !sources.files.contains_key(&*path) {
            findings.push(missing_text(sources, &document.content, (language, &path), languages));
        } else if let Some(source) = encoding::any(sources, &path, findings) {
            let own = || front_matter::without(&source).into();
            let source = if single { own() } else { source.into() };
            texts.push(Text { document: document.name.clone(), language, path, source });
        }
    }
    texts
}

fn missing_text(
    sources: &Sources,
    content: &FileRef,
    (language, path): (Language, &str),
    languages: &[Language],
) -> Diagnostic {
    let message = format!("the text “{path}” is not in the project");
    let help = match (
        without_endings(&content.path, languages),
        of_a_like_tag(sources, content, language, languages),
    ) {
        (Some(name), _) => format!(
            "write `content = \"{name}\"`: the language and `.md` are put behind it for each edition"
        ),
        (None, Some(name)) => format!(
            "“{name}” is there: rename it to “{path}”, since the language is {language} here"
        ),
        (None, None) => "write it, or remove the editions that need it from `editions`".to_string(),
    };
    Diagnostic::new(codes::TRANSLATION_MISSING, content.place.clone(), message).help(help)
}

/// The text of a tag that means the same, `pt` for pt-BR, and names no text.
fn of_a_like_tag<'a>(
    sources: &'a Sources,
    content: &FileRef,
    language: Language,
    languages: &[Language],
) -> Option<&'a str> {
    let before = format!("{}.", content.path);
    let other = sources.files.range(before.clone()..).map(|(name, _)| name.as_str());
    let mut other = other.take_while(|name| name.starts_with(&before)).filter(|name| {
        let tag = name[before.len()..].strip_suffix(".md").unwrap_or_default();
        let is_other = |it: Language| it.root() == language.root() && !languages.contains(&it);
        Language::parse(tag).is_some_and(is_other)
    });
    other.next()
}

/// What a text is called in the manifest, where that has the endings of a file: `note` of `note.en.md`.
fn without_endings<'a>(path: &'a str, languages: &[Language]) -> Option<&'a str> {
    let name = path.strip_suffix(".md")?;
    let of = |language: &Language| name.strip_suffix(language.code())?.strip_suffix('.');
    Some(languages.iter().find_map(of).unwrap_or(name)).filter(|name| !name.is_empty())
}

/// A finding if the logo of a document is not there.
pub fn logo(sources: &Sources, document: &Document, findings: &mut Findings) {
    let Some(logo) = &document.logo else { return };
    let path = &logo.file.path;
    if !sources.files.contains_key(path) {
        let message = format!("the logo “{path}” is not in the project");
        let base = || format!("paths are relative to {}", sources.base());
        let help = sources.why_absent(path).unwrap_or_else(base);
        let place = logo.file.place.clone();
        findings.push(Diagnostic::new(codes::IMAGE_MISSING, place, message).help(help));
    }
}

/// A finding if these documents make more PDFs than the limit.
pub fn too_many_pdfs<'a>(
    documents: impl IntoIterator<Item = &'a Document>,
    limit: u64,
) -> Option<Diagnostic> {
    let mut left = limit;
    let over = documents.into_iter().find(|document| {
        let within = left.checked_sub(document.editions.len() as u64);
        left = within.unwrap_or_default();
        within.is_none()
    })?;
    let message = format!("with `{}`, the project has more than {limit} PDFs", over.called());
    let finding = Diagnostic::new(codes::TOO_MANY_PDFS, over.content.place.clone(), message);
    Some(finding.help("raise the limit with `--limit pdfs=N`, or split the project"))
}
