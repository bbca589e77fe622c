//! Reads the texts of a document: values filled in, blocks parsed, tables resolved.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::Value;

use super::conditions;
use super::context::Context;
use super::decks;
use super::dialects::{self, Asked};
use super::markdown::blocks;
use super::shared::Shared;
use super::template::placeholders::SharedPlaceholders;
use super::template::render::{Rendered, fill};
use super::template::{braces, environment};
use super::{preface, tables, title};
use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::evaluate::template::snippet::Snippet;
use crate::language::Edition;
use crate::language::pack::Pack;
use crate::model::decks::{is_ioslides, is_pitch, is_remark, is_ruled};
use crate::model::evaluated::EvaluatedDocument;
use crate::model::inputs::{Inputs, Sources, Text};
use crate::model::manifest::Document;
use crate::model::manuscript::{
    Block, BlockKind, Citation, GeneratedBlock, Inline, Manuscript, walk_blocks, walk_inlines,
};
use crate::model::resolved::Resolved;

/// Evaluates the texts of one document, and the tables and figures that they show.
pub fn evaluate(
    inputs: &Inputs,
    sources: &Sources,
    shared: &Shared,
    (document, edition): (&Document, Option<&Edition>),
    findings: &mut Findings,
) -> EvaluatedDocument {
    let mut manuscripts = Vec::new();
    let mut tables = HashMap::new();
    let (mut title, mut subtitle) = (None, None);
    for text in inputs.texts.iter().filter(|text| text.document == document.name) {
        let mut context = context(inputs, sources, shared, (document, edition), text, findings);
        let (mut rendered, braces_are_text) = filled_in(text, &mut context);
        unfold(&mut rendered, braces_are_text, (document, text), &mut context);
        let blocks::Read { mut blocks, abbreviations, waivers, ties, pictures } =
            blocks::read(&mut rendered, context.reading(), context.findings);
        let headed = !document.is_deck() || ends_with_list(&blocks, context.pack());
        if sources.single.is_some() && headed {
            list_references(&mut blocks, inputs, context.findings);
        }
        let project = &inputs.manifest.project;
        title = preface::plain("title", &project.title, &mut context);
        subtitle = preface::plain("subtitle", &project.subtitle, &mut context);
        tables.insert(text.language, shown_tables(&blocks, &mut context));
        manuscripts.push(Manuscript {
            document: document.name.clone(),
            language: text.language,
            blocks: conditions::lifted(blocks),
            conditions: conditions::of_text(&text.path, &text.source),
            abbreviations,
            waivers,
            ties,
            keeps_title: false,
            pictures,
        });
    }
    EvaluatedDocument {
        name: document.name.clone(),
        made_from: None,
        edition: edition.cloned(),
        manuscripts,
        tables: Arc::new(tables),
        title,
        subtitle,
    }
}

/// What evaluating a text needs.
fn context<'a>(
    inputs: &'a Inputs,
    sources: &'a Sources,
    shared: &'a Shared,
    (document, edition): (&Document, Option<&Edition>),
    text: &Text,
    findings: &'a mut Findings,
) -> Context<'a> {
    let placeholders = SharedPlaceholders::default();
    let (language, own) = (text.language, placeholders.clone());
    Context {
        inputs,
        sources,
        language,
        writing: inputs.languages.writing(language),
        environment: environment::environment(inputs, shared, document, edition, language, own),
        placeholders,
        findings,
    }
}

/// Writes out what other programs have: dialects of Markdown, and the slides of their decks.
fn unfold(
    rendered: &mut Rendered,
    braces_are_text: bool,
    (document, text): (&Document, &Text),
    context: &mut Context,
) {
    let (inputs, sources) = (context.inputs, context.sources);
    // The chunk that says so may stand on a slide that is left out.
    let hides_code = dialects::hides_code(&rendered.text);
    let (is_single, is_deck) = (sources.single.is_some(), document.is_deck());
    if braces_are_text {
        dialects::include(rendered, sources);
    }
    if is_single && !is_deck {
        preface::add(rendered, context);
    }
    if is_single && is_deck {
        unfold_deck(rendered, text, context);
    }
    let own = Asked::of(inputs, sources);
    let hides_code = own.hides_code || hides_code;
    let asked = Asked { braces_are_text, hides_code, ..own };
    dialects::unfold(rendered, asked, context.findings);
    if braces_are_text {
        context.findings.extend(braces::kept(&rendered.text, |at| rendered.place(at)));
    }
    if is_single && is_deck {
        divide(rendered, context);
    }
}

/// What the dialects of single decks have that is no Markdown.
fn unfold_deck(rendered: &mut Rendered, text: &Text, context: &mut Context) {
    let front_matter = context.inputs.front_matter.as_deref();
    decks::include(rendered, front_matter, context.sources, context.findings);
    match is_pitch(&text.path, &rendered.text) {
        true => decks::unfold_pitch(rendered, context.findings),
        false => {
            let is_said = front_matter.is_some_and(is_remark);
            decks::unfold_remark(rendered, is_said, context.findings);
        }
    }
}

/// Parts a single deck into slides.
fn divide(rendered: &mut Rendered, context: &mut Context) {
    let front_matter = context.inputs.front_matter.as_deref();
    let divider = decks::divider(front_matter, &rendered.text);
    if front_matter.is_some_and(is_ioslides) {
        decks::part_titles(rendered);
    }
    let is_ruled = front_matter.is_some_and(is_ruled);
    decks::unfold(rendered, divider, is_ruled, context.findings);
}

/// Whether the last slide of a deck is the heading of a list of references, and nothing more.
fn ends_with_list(blocks: &[Block], pack: &Pack) -> bool {
    let Some(Block { kind: BlockKind::Heading { body, .. }, .. }) = blocks.last() else {
        return false;
    };
    let words = title::plain(body).to_lowercase();
    let headings = &pack.messages.references_headings;
    headings.iter().any(|name| words.contains(name.as_str()))
}

/// The list of references at the end of a single text that cites and shows none, as other programs do.
fn list_references(blocks: &mut Vec<Block>, inputs: &Inputs, findings: &mut Findings) {
    let (mut first, mut listed) = (None, false);
    walk_blocks(blocks, &mut |block| {
        listed |= matches!(&block.kind, BlockKind::Generated(GeneratedBlock::References { .. }));
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Cite(group) = inline {
                    let known = |it: &&Citation| inputs.references.get(&it.key).is_some();
                    first = first.take().or(group.iter().find(known).map(|it| it.place.clone()));
                }
            });
        }
    });
    // `nocite: "@*"` of pandoc lists works that the text does not cite.
    let all = inputs.front_matter.as_ref().and_then(|map| map.get("nocite"));
    let all = all.and_then(Node::as_cell).filter(|cell| cell.text.contains("@*"));
    if listed {
        if all.is_some() {
            list_all(blocks);
        }
        return;
    }
    let asked = all.filter(|_| inputs.references.iter().next().is_some());
    let kind = BlockKind::Generated(GeneratedBlock::References { all: all.is_some() });
    if (first.is_some() || asked.is_some()) && put_list(blocks, &kind) {
        return;
    }
    let (place, message) = match (first, asked) {
        (Some(place), _) => (place, "the references that the text cites are listed at its end"),
        (None, Some(cell)) => {
            (cell.place().clone(), "the references that `nocite` asks for are listed at the end")
        }
        (None, None) => return,
    };
    let finding = Diagnostic::new(codes::REFERENCES_ADDED, place.clone(), message);
    findings.push(finding.help("write {{ references() }} where the list is to stand"));
    blocks.push(Block { kind, id: None, place });
}

/// The place of the list in texts for pandoc: an empty division with the name `refs`. Whether there is one.
fn put_list(blocks: &mut [Block], list: &BlockKind) -> bool {
    for block in blocks {
        let is_place = block.id.as_deref() == Some("refs")
            && matches!(&block.kind, BlockKind::Div { blocks, .. } if blocks.is_empty());
        if is_place {
            block.kind = list.clone();
            return true;
        }
        if block.kind.runs_mut().into_iter().any(|run| put_list(run, list)) {
            return true;
        }
    }
    false
}

/// Makes lists of references list all works.
fn list_all(blocks: &mut [Block]) {
    for block in blocks {
        if let BlockKind::Generated(GeneratedBlock::References { all }) = &mut block.kind {
            *all = true;
        }
        block.kind.runs_mut().into_iter().for_each(|run| list_all(run));
    }
}

/// A text with its values, and whether its braces are text: those of one without data are, when it was
/// written for another program.
fn filled_in(text: &Text, context: &mut Context) -> (Rendered, bool) {
    let is_data = |name: &str| context.inputs.data.contains_key(name);
    let in_code = braces::named_in_code(&text.source, is_data);
    let finding = braces::in_code(&text.path, &text.source, in_code);
    context.findings.extend(finding);
    let without_data = context.sources.single.is_some() && context.inputs.data.is_empty();
    let has_statements = without_data && braces::has_statements(&text.source);
    let mut snippet = Snippet {
        path: &text.path,
        text: &text.source,
        inside: None,
        braces_are_text: without_data && !has_statements,
    };
    let mut found = Findings::default();
    let (environment, placeholders) = (&context.environment, &context.placeholders);
    let mut filled = |snippet: &Snippet| {
        found = Findings::default();
        fill(snippet, environment, &Value::UNDEFINED, placeholders, context.sources, &mut found)
    };
    let mut rendered = filled(&snippet);
    if has_statements && rendered.is_foreign {
        snippet.braces_are_text = true;
        rendered = filled(&snippet);
    }
    context.findings.extend(found);
    (rendered, snippet.braces_are_text)
}

/// Fills in the tables and figures that these blocks show.
fn shown_tables(blocks: &[Block], context: &mut Context) -> Resolved {
    let mut shown: Vec<(GeneratedBlock, Place)> = Vec::new();
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Generated(
            insert @ (GeneratedBlock::Table(_) | GeneratedBlock::Figure(_)),
        ) = &block.kind
        {
            shown.push((insert.clone(), block.place.clone()));
        }
    });
    let mut resolved = Resolved::new();
    let mut at = 0;
    while let Some((insert, place)) = shown.get(at).cloned() {
        at += 1;
        // Shown a second time, a table is the same.
        if resolved.contains_key(&insert) {
            continue;
        }
        match context.inputs.declaration(&insert) {
            Some(declaration) => {
                let bands = declaration.drawing.iter().flat_map(|drawing| &drawing.bands);
                let within = bands.filter_map(|band| band.figure.as_ref());
                shown.extend(
                    within.map(|it| (GeneratedBlock::Figure(it.text.clone()), it.place.clone())),
                );
                let table = tables::resolve(declaration, context);
                resolved.extend(table.map(|table| (insert, table)));
            }
            None => context.findings.push(undeclared(&insert, place, context.inputs)),
        }
    }
    resolved
}

fn undeclared(insert: &GeneratedBlock, place: Place, inputs: &Inputs) -> Diagnostic {
    let (name, declared, plural) = match insert {
        GeneratedBlock::Figure(name) => (name, &inputs.figures, "figures"),
        GeneratedBlock::Table(name) => (name, &inputs.tables, "tables"),
        _ => (&String::new(), &inputs.tables, "tables"),
    };
    let help = diagnostic::suggestion(name, declared.keys().map(String::as_str));
    let help = help.unwrap_or_else(|| {
        format!("{plural} are declared in the file that `{plural}` names in [project]")
    });
    let message = format!("{} is not declared", insert.describe());
    Diagnostic::new(codes::UNKNOWN_TABLE, place, message).help(help)
}
