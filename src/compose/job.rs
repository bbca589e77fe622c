//! What one PDF is made from: main file, content, metadata, templates and images.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::input::CompositionInput;
use super::templates::Templates;
use super::{assets, audit, content, languages, metadata, used};
use crate::data::place::Place;
use crate::language::{Edition, Language};
use crate::model::faces::Faces;
use crate::model::fit::Fit;
use crate::model::inputs::Sources;
use crate::model::manifest::{Date, Document};
use crate::model::style::{self, Limits, Paper, Theme};
use crate::model::templates;
use crate::model::trace::Trace;
use crate::typst_source::source_map::TypstFile;

/// What one PDF is made from.
#[derive(Clone)]
pub struct Job {
    /// The document.
    pub document: String,
    /// The name of its file, without `.pdf`.
    pub file: String,
    /// What it is called beside its edition: its name, and that of its record.
    pub called: String,
    /// The date that is written into the PDF.
    pub date: Option<Date>,
    /// The edition.
    pub edition: Edition,
    /// The virtual path of the main file, a template's.
    pub main: String,
    /// Generated files with their source maps.
    pub files: Vec<TypstFile>,
    /// Every other file that the pages may read, by virtual path.
    pub assets: HashMap<String, Arc<[u8]>>,
    /// Every value printed.
    pub traces: Vec<Trace>,
    /// How many pages it may have.
    pub fit: Option<Fit>,
    /// The same without more and more of its optional divisions, for when it has too many pages.
    pub shorter: Vec<Job>,
    /// What the finished pages are held to.
    pub limits: Limits,
    /// The families that the project's own theme names, and where.
    pub families: Vec<(String, Place)>,
    /// The faces that languages of the edition ask for.
    pub faces: Vec<Faces>,
}

/// Puts together one document in one edition; `None` when its theme or template is not there.
pub fn job(
    input: &CompositionInput,
    sources: &Sources,
    document: &Document,
    edition: &Edition,
    templates: &Templates,
) -> Option<Job> {
    let theme = input.inputs.themes.get(&document.style.theme)?;
    let main = templates::entry(&document.template);
    templates.get(&main)?;
    let (content, traces) = content::write(input, edition);
    let audit = audit::file(&traces, input.audit);
    let facts = metadata::write(input, document, edition, &used::of(&content, sources));
    let mut meta = TypstFile::new("/meta.json");
    meta.push(&format!("{facts:#}"));
    let mut looks = TypstFile::new("/edition.json");
    looks.push(&metadata::edition(&facts));
    let own = assets::pictures(input, sources, document, theme, &content);
    let made = input.manuscripts.iter().flat_map(|it| &it.pictures);
    let made = made.map(|(path, bytes)| (format!("/project/{path}"), bytes.clone()));
    let shared = templates.iter().map(|(path, bytes)| (format!("/{path}"), bytes.clone()));
    Some(Job {
        document: document.name.clone(),
        file: document.file(edition),
        called: document.called(),
        date: document.date,
        fit: document.fit.as_ref().and_then(|fit| fit.of(edition)),
        shorter: Vec::new(),
        edition: edition.clone(),
        main: format!("/{main}"),
        files: content
            .into_iter()
            .chain([
                meta,
                looks,
                self::theme(theme, input, document),
                input.languages.clone(),
                fallback(),
                audit,
            ])
            .collect(),
        limits: limits(theme, sources),
        families: theme.families.clone(),
        faces: languages::faces(edition, &input.inputs.languages),
        assets: own.into_iter().chain(made).chain(shared).collect(),
        traces,
    })
}

/// `fallback.json`: the families to search at last, and whether there are signs of several characters;
/// both are known when the characters are looked up.
fn fallback() -> TypstFile {
    let mut file = TypstFile::new("/fallback.json");
    file.push(r#"{"families":[],"sequences":false}"#);
    file
}

/// Pixels per inch below which a picture of a single text, which may be for the screen, is told.
const SCREEN: f64 = 72.0;

/// What the pages are held to. A single text shows pictures in their natural size, as on a screen.
fn limits(theme: &Theme, sources: &Sources) -> Limits {
    let mut limits = theme.limits;
    if sources.single.is_some() {
        limits.resolution = limits.resolution.min(SCREEN);
        limits.slide_resolution = limits.slide_resolution.min(SCREEN);
    }
    limits
}

/// `theme.json`: the tokens of the document's theme, on its paper.
fn theme(theme: &Theme, input: &CompositionInput, document: &Document) -> TypstFile {
    let mut tokens = (*theme.tokens).clone();
    languages::sized(&mut tokens, input.inputs);
    if let Some(logo) = &document.logo {
        let alt = |language: &Language| logo.alt.get_or_any(*language).into();
        let languages = input.inputs.manifest.project.languages.iter();
        let alt: Map<String, Value> = languages.map(|it| (it.to_string(), alt(it))).collect();
        tokens["logo"]["file"] = logo.file.path.as_str().into();
        tokens["logo"]["alt"] = alt.into();
    }
    if let Some(paper) = &document.style.paper {
        tokens["paper"] = style::name_of(&Paper::ALL, paper).into();
    }
    let mut file = TypstFile::new("/theme.json");
    file.push(&format!("{tokens:#}"));
    file
}
