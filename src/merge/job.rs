//! What one PDF is made from: main file, content, metadata, templates and images.

use std::collections::BTreeSet;
use std::sync::Arc;

use minijinja::context;

use super::content::{self, Material};
use super::environment::{self, Slots};
use super::expand::{Piece, expand};
use super::images;
use super::meta;
use super::source::TypstFile;
use super::templates::{self, Templates};
use super::{Job, audit};
use crate::diagnostic::{Diagnostic, codes};
use crate::model::inputs::{Inputs, Sources};
use crate::model::language::Edition;
use crate::model::look::{self, Look, Paper, Theme};
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Manuscript};
use crate::model::place::Place;

/// Endings of the images that pages may show.
const IMAGES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "pdf", "webp"];

/// Puts together one document in one edition; `None` with findings when its template is unsound.
pub fn job(
    material: &Material,
    sources: &Sources,
    document: &Document,
    edition: &Edition,
    templates: &Templates,
    findings: &mut Vec<Diagnostic>,
) -> Option<Job> {
    let theme = material.inputs.themes.get(&document.look.theme)?;
    let main = main(material.inputs, sources, document, edition, templates, findings)?;
    let (content, traces) = content::write(material, edition);
    let audit = audit::file(&traces, material.audit);
    let mut meta = TypstFile::new("/meta.json");
    meta.push(&meta::write(material, document, edition));
    let shown: BTreeSet<&str> =
        material.manuscripts.iter().flat_map(|it| images::paths(&it.blocks)).collect();
    let is_image = |path: &str| {
        shown.contains(path)
            || path.rsplit('.').next().is_some_and(|ending| IMAGES.contains(&ending))
    };
    let own = sources.files.iter().filter(|(path, _)| is_image(path));
    let own = own.map(|(path, bytes)| (format!("/project/{path}"), bytes.clone()));
    let shared = templates.iter().map(|(path, bytes)| (format!("/{path}"), bytes.clone()));
    Some(Job {
        document: document.name.clone(),
        edition: edition.clone(),
        files: std::iter::once(main)
            .chain(content)
            .chain([meta, self::theme(theme, &document.look), audit])
            .collect(),
        limits: theme.limits,
        assets: own.chain(shared).collect(),
        traces,
    })
}

/// `theme.json`: the tokens of the document's theme, on its paper.
fn theme(theme: &Theme, look: &Look) -> TypstFile {
    let mut tokens = (*theme.tokens).clone();
    if let Some(paper) = &look.paper {
        tokens["paper"] = look::name_of(&Paper::ALL, paper).into();
    }
    let mut file = TypstFile::new("/theme.json");
    file.push(&format!("{tokens:#}"));
    file
}

/// Renders the template's `main.typ.j2`.
fn main(
    inputs: &Inputs,
    sources: &Sources,
    document: &Document,
    edition: &Edition,
    templates: &Templates,
    findings: &mut Vec<Diagnostic>,
) -> Option<TypstFile> {
    let path: Arc<str> = entry(document).into();
    let bytes = templates.get(&*path)?;
    let Ok(text) = std::str::from_utf8(bytes) else {
        findings.push(Diagnostic::new(
            codes::NOT_UTF8,
            Place::file(&path),
            "this file is not UTF-8 text",
        ));
        return None;
    };
    let languages: Vec<&str> = edition.languages().iter().map(|language| language.code()).collect();
    let context =
        context! { edition => edition.to_string(), template => &document.template, languages };
    let piece = Piece { path: &path, text, inside: None };
    let before = findings.len();
    let bare = environment::bare(sources, inputs.limits.steps);
    let expanded = expand(&piece, &bare, &context, &Slots::default(), sources, findings);
    findings[before..].iter_mut().for_each(|finding| finding.code = codes::TEMPLATE);
    let mut file = TypstFile::new("/main.typ");
    expanded.push_to(&mut file);
    (findings.len() == before).then_some(file)
}

/// A finding when a document's template is neither built in nor in the project.
pub fn check_template(document: &Document, templates: &Templates, findings: &mut Vec<Diagnostic>) {
    let path = entry(document);
    // A template without a name has been found already.
    if document.template.is_empty() || templates.contains_key(&path) {
        return;
    }
    let names = templates::KINDS.map(|(name, _)| name);
    let message =
        format!("the template “{}” is neither built in nor in the project", document.template);
    let help =
        format!("built in are {}; a template of your own begins with {path}", names.join(", "));
    let place = document.template_place.clone();
    findings.push(Diagnostic::new(codes::UNKNOWN_TEMPLATE, place, message).help(help));
}

/// A finding for text before the first heading of a deck, which no slide shows; speaker's notes
/// there belong to the title slide.
pub fn check_deck(document: &Document, manuscript: &Manuscript, findings: &mut Vec<Diagnostic>) {
    if !templates::is_deck(document) {
        return;
    }
    let is_notes =
        |block: &Block| matches!(&block.kind, BlockKind::Div { name, .. } if name == "notes");
    let before = manuscript.blocks.iter();
    let mut before = before.take_while(|block| !matches!(block.kind, BlockKind::Heading { .. }));
    if let Some(block) = before.find(|block| !is_notes(block)) {
        let message = format!(
            "{} stands before the first heading, where there is no slide yet",
            block.kind.describe()
        );
        let finding = Diagnostic::new(codes::BEFORE_FIRST_SLIDE, block.place.clone(), message);
        findings.push(finding.help("begin a slide with a heading: # What it says"));
    }
}

fn entry(document: &Document) -> String {
    format!("templates/{}/{}", document.template, templates::ENTRY)
}
