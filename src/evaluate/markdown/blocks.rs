//! Rendered Markdown to blocks: CommonMark and GFM as comrak reads them, places as the author wrote.

use std::collections::BTreeMap;
use std::sync::Arc;

use comrak::Arena;
use comrak::nodes::{AstNode, NodeValue};

use super::footnote_definitions::{self, Footnotes};
use super::formulas::Formulas;
use super::inlines::Inlines;
use super::lines::{Lines, Reading};
use super::nodes::{MOST_CELLS, cell_count, is_unnumbered, own_id, too_deep};
use super::picture_nodes::has_own_words;
use super::pictures::Pictures;
use super::second_reading::{self, Captions};
use super::waivers::{self, Comment, Said};
use super::{
    attributes, dialects, equations, html, nodes, picture_findings, repeated, surplus, tildes,
};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::template::render::Rendered;
use crate::model::manuscript::{Abbreviation, Block, BlockKind, Inline, has_words, walk_inlines};
use crate::model::rules::{Tie, Waiver};

/// What a rendered text consists of.
#[derive(Default)]
pub struct Read {
    /// The blocks in order.
    pub blocks: Vec<Block>,
    /// The abbreviations that the text explains.
    pub abbreviations: Vec<Abbreviation>,
    /// The waivers that stand in it.
    pub waivers: Vec<Waiver>,
    /// The sentences that comments tie to outcomes.
    pub ties: Vec<Tie>,
    /// Pictures that are no files of the project, or are not shown as these are, by path.
    pub pictures: BTreeMap<String, Arc<[u8]>>,
}

/// Parses a rendered text.
pub fn read(rendered: &mut Rendered, reading: Reading, findings: &mut Findings) -> Read {
    let blanks = second_reading::repair(rendered);
    let readable = second_reading::readable(&rendered.text);
    let arena = Arena::new();
    let (root, captions) = second_reading::parse(&arena, &rendered.text, &readable);
    let lines = Lines::new(rendered);
    findings.extend(picture_findings::blanks(&blanks, &lines));
    findings.extend(surplus::surplus(root, &lines));
    findings.extend(repeated::links(root, &lines));
    let deep = || too_deep(root, reading.limits.nesting);
    let mut html = html::Tally::default();
    if deep().is_none() {
        html = html::understand(root, &arena, &lines);
    }
    let footnotes = footnote_definitions::footnotes(root, captions.values().map(|(node, _)| *node));
    let formulas = Formulas::default();
    let mut reader = BlockReader {
        lines,
        reading,
        footnotes,
        captions,
        formulas,
        findings,
        abbreviations: Vec::new(),
        comments: Vec::new(),
        pictures: Pictures::default(),
        pictured: Vec::new(),
        waivers: Vec::new(),
        ties: Vec::new(),
    };
    if let Some(deep) = deep() {
        let place = reader.lines.place(deep);
        let message = format!("this is nested more than {} levels deep", reading.limits.nesting);
        let finding = Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message);
        reader
            .findings
            .push(finding.help("reduce the nesting, or raise the limit with `--limit nesting=N`"));
        return Read::default();
    }
    reader.formulas = Formulas::of(root, &reader.captions, &reader.lines, reading, reader.findings);
    let blocks = reader.children(root);
    reader.pictures.report(reader.findings);
    reader.findings.extend(picture_findings::headings(&reader.pictured));
    html.report(reader.findings);
    Read {
        blocks,
        abbreviations: reader.abbreviations,
        waivers: reader.waivers,
        ties: reader.ties,
        pictures: reader.pictures.own,
    }
}

fn has_picture(body: &[Inline]) -> bool {
    let mut found = false;
    walk_inlines(body, &mut |inline| found |= matches!(inline, Inline::Image { .. }));
    found
}

fn too_many_cells(place: Place) -> Diagnostic {
    let message = format!("this table has more than {MOST_CELLS} cells (rows times columns)");
    Diagnostic::new(codes::TOO_MANY_CELLS, place, message)
        .help("put it into a data file and show a part of it")
}

pub(super) struct BlockReader<'a, 'r> {
    pub(super) lines: Lines<'a>,
    pub(super) reading: Reading<'a>,
    footnotes: Footnotes<'r>,
    captions: Captions<'r>,
    formulas: Formulas,
    pub(super) findings: &'r mut Findings,
    abbreviations: Vec<Abbreviation>,
    /// Comments of the block that is being read.
    comments: Vec<Comment>,
    pictures: Pictures,
    /// Headings without words.
    pictured: Vec<Place>,
    waivers: Vec<Waiver>,
    ties: Vec<Tie>,
}

impl<'r> BlockReader<'_, 'r> {
    pub(super) fn children(&mut self, parent: &'r AstNode<'r>) -> Vec<Block> {
        let mut blocks = Vec::new();
        // Comments between blocks are about the next one.
        let mut ahead = Vec::new();
        for node in parent.children() {
            let block = self.block(node);
            let comments = std::mem::take(&mut self.comments);
            let between =
                block.is_none() && matches!(node.data.borrow().value, NodeValue::HtmlBlock(_));
            match waivers::above(node).filter(|_| between) {
                Some(above) => self.waive(above, comments),
                None if between => ahead.extend(comments),
                None => {
                    ahead.extend(comments);
                    self.waive(node, std::mem::take(&mut ahead));
                }
            }
            blocks.extend(block.into_iter().flat_map(equations::parted));
        }
        self.waive(parent, ahead);
        blocks
    }

    /// Takes the waivers in comments to be about a block.
    fn waive(&mut self, about: &'r AstNode<'r>, comments: Vec<Comment>) {
        for comment in comments {
            match comment.said(about, &self.lines) {
                Ok(Said::Waivers(waivers)) => self.waivers.extend(waivers),
                Ok(Said::Tie(tie)) => self.ties.push(tie),
                Err(finding) => self.findings.push(finding),
            }
        }
    }

    fn block(&mut self, node: &'r AstNode<'r>) -> Option<Block> {
        let place = self.lines.place(node);
        let value = node.data.borrow().value.clone();
        let mut id = own_id(node);
        let kind = match value {
            NodeValue::Heading(_) if nodes::is_only_pictures(node) => {
                self.pictured_heading(node, &place)?
            }
            NodeValue::Heading(heading) => self.heading(node, heading.level, &place)?,
            NodeValue::Paragraph if nodes::is_caption(node) => return None,
            NodeValue::Paragraph => {
                id = id.or_else(|| own_id(node.first_child()?));
                self.paragraph(node)?
            }
            NodeValue::List(list) => self.list(node, &list),
            NodeValue::DescriptionList => self.definitions(node),
            NodeValue::BlockQuote => match dialects::callout(node) {
                Some(named) => self.callout(named, node),
                None => BlockKind::Quote(self.children(node)),
            },
            NodeValue::Alert(alert) => self.alert(&alert, node),
            NodeValue::BlockDirective(directive) => {
                let info = attributes::info(&self.lines.rendered.plain(&directive.info));
                id = info.id.clone();
                self.container(info, node, &place)
            }
            NodeValue::Table(_) if cell_count(node) > MOST_CELLS => {
                self.findings.push(too_many_cells(place));
                return None;
            }
            NodeValue::Table(table) => {
                let caption = nodes::caption_above(node);
                id = id.or_else(|| own_id(caption?));
                self.table(node, &table.alignments, caption)
            }
            NodeValue::CodeBlock(code) => match self.inline_reader().fenced(node) {
                Some(formula) => formula?,
                None => self.code(node, &code, &place),
            },
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FootnoteDefinition(_) => return None,
            NodeValue::HtmlBlock(html) => {
                self.comments(&tildes::revealed(&html.literal), &place);
                return None;
            }
            other => return self.unsupported(&other, place),
        };
        Some(Block { kind, id, place })
    }

    /// A heading of pictures alone; badges are left out.
    fn pictured_heading(&mut self, node: &'r AstNode<'r>, place: &Place) -> Option<BlockKind> {
        let alone = self.inline_reader().standing_alone(node);
        let kind = alone.unwrap_or_else(|| BlockKind::Paragraph(self.inlines(node)));
        if matches!(&kind, BlockKind::Paragraph(body) if body.is_empty()) {
            return None;
        }
        self.pictured.push(place.clone());
        Some(kind)
    }

    fn heading(&mut self, node: &'r AstNode<'r>, level: u8, place: &Place) -> Option<BlockKind> {
        match self.inlines(node) {
            // Nothing to read, and PDF/UA has no empty headings.
            body if body.is_empty() => None,
            body if !has_words(&body) => {
                if has_picture(&body) {
                    self.pictured.push(place.clone());
                }
                Some(BlockKind::Paragraph(body))
            }
            body => {
                let unnumbered = is_unnumbered(node);
                Some(BlockKind::Heading { level, unnumbered, number: None, body })
            }
        }
    }

    /// A paragraph, the image or insert that stands alone in it, or abbreviations explained.
    fn paragraph(&mut self, node: &'r AstNode<'r>) -> Option<BlockKind> {
        if let Some(name) = dialects::command(node) {
            let (name, attributes) = (name.to_string(), Vec::new());
            return Some(BlockKind::Div { name, attributes, blocks: Vec::new() });
        }
        let mut inlines = self.inline_reader();
        match inlines.standing_alone(node) {
            // A badge that is left out.
            Some(BlockKind::Paragraph(body)) if body.is_empty() => return None,
            Some(alone) => return Some(alone),
            None => {}
        }
        if let Some(source) = inlines.source_alone(node) {
            return Some(source);
        }
        let body = self.inlines(node);
        if let Some(explained) = super::abbreviations::explained(&body, &self.lines.place(node)) {
            self.abbreviations.extend(explained);
            return None;
        }
        match body.as_slice() {
            [] => None,
            [Inline::Math { formula, .. }] if formula.display => Some(BlockKind::Formula(body)),
            _ => Some(BlockKind::Paragraph(body)),
        }
    }

    pub(super) fn inlines(&mut self, node: &'r AstNode<'r>) -> Vec<Inline> {
        // Asked once for all its pictures.
        self.pictures.in_heading = has_own_words(node);
        let read = self.inline_reader().read(node);
        self.pictures.in_heading = false;
        read
    }

    fn inline_reader(&mut self) -> Inlines<'_, 'r> {
        Inlines {
            lines: &self.lines,
            reading: self.reading,
            footnotes: &self.footnotes,
            captions: &self.captions,
            formulas: &self.formulas,
            findings: self.findings,
            abbreviations: &mut self.abbreviations,
            comments: &mut self.comments,
            pictures: &mut self.pictures,
        }
    }

    /// Comments vanish; all other HTML has become Markdown before.
    fn comments(&mut self, literal: &str, place: &Place) {
        if html::is_open_comment(literal) {
            let message = "this comment is never closed, so the rest of the text would be lost";
            let finding = Diagnostic::new(codes::OPEN_COMMENT, place.clone(), message);
            self.findings.push(finding.help("close it with -->"));
        }
        self.comments.extend(waivers::in_html(literal, place));
    }

    fn unsupported(&mut self, value: &NodeValue, place: Place) -> Option<Block> {
        let message = format!("this kind of Markdown is not supported: {}", value.xml_node_name());
        self.findings.push(Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message));
        None
    }
}
