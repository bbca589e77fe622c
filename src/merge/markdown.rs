//! Expanded Markdown to blocks: CommonMark and GFM as comrak reads them, places as the author wrote.

use std::cell::Cell;

use comrak::nodes::{
    AlertType, AstNode, ListType, NodeCodeBlock, NodeList, NodeValue, TableAlignment,
};
use comrak::{Arena, Options, parse_document};

use super::expand::Expanded;
use super::inline::Inlines;
use super::{attributes, html, raw};
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::language::Language;
use crate::model::limits::Limits;
use crate::model::manuscript::{Abbreviation, Block, BlockKind, Inline};
use crate::model::place::Place;
use crate::model::project::Reference;

/// What reading a text depends on beside the text.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// The language of the text.
    pub language: Language,
    /// The bibliography, by whose keys `@key` is told from any other `@`.
    pub references: &'a [Reference],
    /// Whether blocks of Typst are allowed.
    pub raw: bool,
    /// How deep it may nest, and how long its formulas may be.
    pub limits: &'a Limits,
}

/// Parses an expanded text into its blocks; also gives the abbreviations that it explains.
pub fn read(
    expanded: &Expanded,
    reading: Reading,
    findings: &mut Vec<Diagnostic>,
) -> (Vec<Block>, Vec<Abbreviation>) {
    let arena = Arena::new();
    let root = parse_document(&arena, &expanded.text, &options());
    let lines = Lines::new(expanded);
    let mut reader = Reader { lines, reading, root, findings, abbreviations: Vec::new() };
    if let Some(deep) = too_deep(root, reading.limits.nesting) {
        let place = reader.lines.place(deep);
        let message = format!("this stands more than {} levels deep", reading.limits.nesting);
        let finding = Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message);
        reader
            .findings
            .push(finding.help("say it on fewer levels; `--limit nesting=N` lets more pass"));
        return (Vec::new(), Vec::new());
    }
    let blocks = reader.children(root);
    (blocks, reader.abbreviations)
}

/// A node that stands too deep, found without recursion.
fn too_deep<'a>(root: &'a AstNode<'a>, most: u64) -> Option<&'a AstNode<'a>> {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > most {
            return Some(node);
        }
        open.extend(node.children().map(|child| (child, depth + 1)));
    }
    None
}

fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.strikethrough = true;
    extension.table = true;
    extension.autolink = true;
    extension.tasklist = true;
    extension.footnotes = true;
    extension.inline_footnotes = true;
    extension.alerts = true;
    extension.cjk_friendly_emphasis = true;
    extension.block_directive = true;
    extension.description_lists = true;
    extension.math_dollars = true;
    extension.header_attributes = true;
    extension.link_attributes = true;
    options.parse.relaxed_autolinks = false;
    options
}

/// The expanded text by lines, to turn comrak's line and column into the author's place.
pub struct Lines<'a> {
    /// The text.
    pub expanded: &'a Expanded,
    /// Where the footnote in the line begins that is being read: in it, comrak counts from there.
    pub base: Cell<Option<usize>>,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(expanded: &'a Expanded) -> Lines<'a> {
        let breaks = expanded.text.match_indices('\n').map(|(at, _)| at + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        Lines { expanded, base: Cell::new(None), starts }
    }

    /// The byte offset of a position that comrak reports.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        if let Some(base) = self.base.get() {
            return base + column.saturating_sub(1);
        }
        let start = self.starts.get(line.saturating_sub(1)).copied();
        start.unwrap_or(self.expanded.text.len()) + column.saturating_sub(1)
    }

    /// The author's place of a node.
    pub fn place(&self, node: &AstNode) -> Place {
        let position = node.data.borrow().sourcepos;
        let start = self.offset(position.start.line, position.start.column);
        let end = self.offset(position.end.line, position.end.column + 1);
        self.expanded.place(start..end.max(start + 1))
    }
}

struct Reader<'a, 'r> {
    lines: Lines<'a>,
    reading: Reading<'a>,
    root: &'r AstNode<'r>,
    findings: &'r mut Vec<Diagnostic>,
    abbreviations: Vec<Abbreviation>,
}

impl<'r> Reader<'_, 'r> {
    fn children(&mut self, parent: &'r AstNode<'r>) -> Vec<Block> {
        parent.children().filter_map(|node| self.block(node)).collect()
    }

    fn block(&mut self, node: &'r AstNode<'r>) -> Option<Block> {
        let place = self.lines.place(node);
        let value = node.data.borrow().value.clone();
        let mut id = own_id(node);
        let kind = match value {
            NodeValue::Heading(heading) => match self.inlines(node) {
                // Nothing to read, and PDF/UA has no empty headings.
                body if body.is_empty() => return None,
                body => BlockKind::Heading { level: heading.level, body },
            },
            NodeValue::Paragraph => {
                id = id.or_else(|| own_id(node.first_child()?));
                self.paragraph(node)?
            }
            NodeValue::List(list) => self.list(node, &list),
            NodeValue::DescriptionList => self.definitions(node),
            NodeValue::BlockQuote => BlockKind::Quote(self.children(node)),
            NodeValue::Alert(alert) => BlockKind::Callout {
                tone: tone(alert.alert_type),
                title: alert.title.map(|title| self.lines.expanded.plain(title.trim())),
                blocks: self.children(node),
            },
            NodeValue::BlockDirective(directive) => {
                let info = attributes::info(&self.lines.expanded.plain(&directive.info));
                id = info.id;
                let blocks = self.children(node);
                BlockKind::Div { name: info.name, attributes: info.pairs, blocks }
            }
            NodeValue::Table(table) => BlockKind::Table {
                align: table.alignments.iter().map(|align| alignment(*align)).collect(),
                rows: node
                    .children()
                    .map(|row| row.children().map(|cell| self.inlines(cell)).collect())
                    .collect(),
            },
            NodeValue::CodeBlock(code) => self.code(node, &code, &place),
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FootnoteDefinition(_) => return None,
            NodeValue::HtmlBlock(html) => self.html(&html.literal, &place)?,
            other => return self.unsupported(&other, place),
        };
        Some(Block { kind, id, place })
    }

    fn list(&mut self, node: &'r AstNode<'r>, list: &NodeList) -> BlockKind {
        let done = |item: &'r AstNode<'r>| match &item.data.borrow().value {
            NodeValue::TaskItem(task) => Some(task.symbol.is_some()),
            _ => None,
        };
        let done: Vec<Option<bool>> = node.children().map(done).collect();
        BlockKind::List {
            ordered: list.list_type == ListType::Ordered,
            start: list.start,
            tight: list.tight,
            items: node.children().map(|item| self.children(item)).collect(),
            done: if done.iter().any(Option::is_some) { done } else { Vec::new() },
        }
    }

    /// Terms, each with what it means; a term may be explained more than once.
    fn definitions(&mut self, node: &'r AstNode<'r>) -> BlockKind {
        let (mut terms, mut meanings) = (Vec::new(), Vec::new());
        for part in node.children().flat_map(|item| item.children()) {
            match part.data.borrow().value {
                NodeValue::DescriptionTerm => {
                    let inside = part.first_child().unwrap_or(part);
                    terms.push(self.inlines(inside));
                    meanings.push(Vec::new());
                }
                _ => {
                    let blocks = self.children(part);
                    if let Some(meaning) = meanings.last_mut() {
                        meaning.extend(blocks);
                    }
                }
            }
        }
        BlockKind::Definitions { terms, meanings }
    }

    /// A paragraph, the image or insert that stands alone in it, or abbreviations explained.
    fn paragraph(&mut self, node: &'r AstNode<'r>) -> Option<BlockKind> {
        let mut inlines = self.inline_reader();
        if let Some(alone) = inlines.standing_alone(node) {
            return Some(alone);
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

    fn inlines(&mut self, node: &'r AstNode<'r>) -> Vec<Inline> {
        self.inline_reader().read(node)
    }

    fn inline_reader(&mut self) -> Inlines<'_, 'r> {
        Inlines {
            lines: &self.lines,
            reading: self.reading,
            root: self.root,
            findings: self.findings,
            abbreviations: &mut self.abbreviations,
        }
    }

    /// Code, or Typst if the project allows it.
    fn code(&mut self, node: &'r AstNode<'r>, code: &NodeCodeBlock, place: &Place) -> BlockKind {
        let language = code.info.split_whitespace().next().map(str::to_string);
        if language.as_deref() == Some(raw::INFO) {
            if self.reading.raw {
                return BlockKind::Raw(raw::lines(node, &code.literal, &self.lines));
            }
            self.findings.push(raw::refused(place.clone()));
        }
        let text = self.lines.expanded.plain(code.literal.trim_end_matches('\n'));
        BlockKind::Code { language, text }
    }

    /// Comments vanish; of other HTML the text is kept, and a finding says so.
    fn html(&mut self, literal: &str, place: &Place) -> Option<BlockKind> {
        if html::is_open_comment(literal) {
            let message = "this comment is never closed, and all that follows would be lost";
            let finding = Diagnostic::new(codes::OPEN_COMMENT, place.clone(), message);
            self.findings.push(finding.help("close it with -->"));
            return None;
        }
        let (lines, tags) = html::text(literal);
        if tags {
            self.findings.push(html::finding(literal, place.clone()));
        }
        let mut body = Vec::new();
        for (i, line) in lines.iter().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = Place { line: place.line + i, ..place.clone() };
            if !body.is_empty() {
                body.push(Inline::Text(" ".to_string(), place.clone()));
            }
            body.push(Inline::Text(self.lines.expanded.plain(line.trim()), place));
        }
        (!body.is_empty()).then_some(BlockKind::Paragraph(body))
    }

    fn unsupported(&mut self, value: &NodeValue, place: Place) -> Option<Block> {
        let message =
            format!("this kind of Markdown is not typeset yet: {}", value.xml_node_name());
        self.report(codes::UNSUPPORTED_MARKDOWN, place, message);
        None
    }

    fn report(&mut self, code: Code, place: Place, message: String) {
        self.findings.push(Diagnostic::new(code, place, message));
    }
}

/// The id that the author gave a node: `{#id}`.
fn own_id<'a>(node: &'a AstNode<'a>) -> Option<String> {
    node.data.borrow().attrs.as_ref()?.id.clone()
}

fn tone(kind: AlertType) -> &'static str {
    match kind {
        AlertType::Note => "note",
        AlertType::Tip => "tip",
        AlertType::Important => "important",
        AlertType::Warning => "warning",
        AlertType::Caution => "caution",
    }
}

fn alignment(align: TableAlignment) -> &'static str {
    match align {
        TableAlignment::None => "auto",
        TableAlignment::Left => "left",
        TableAlignment::Center => "center",
        TableAlignment::Right => "right",
    }
}
