//! Expanded Markdown to blocks: CommonMark and GFM as comrak reads them, places as the author wrote.

use comrak::nodes::{AlertType, AstNode, ListType, NodeValue, TableAlignment};
use comrak::{Arena, Options, parse_document};

use super::expand::Expanded;
use super::inline::Inlines;
use crate::diagnostic::{Code, Diagnostic, codes};
use crate::model::language::Language;
use crate::model::manuscript::{Block, BlockKind, Inline};
use crate::model::place::Place;

/// Parses an expanded text.
pub fn blocks(
    expanded: &Expanded,
    language: Language,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Block> {
    let arena = Arena::new();
    let root = parse_document(&arena, &expanded.text, &options());
    let mut reader = Reader { lines: Lines::new(expanded), language, root, findings };
    if let Some(deep) = too_deep(root) {
        let place = reader.lines.place(deep);
        let message = format!("this stands more than {MAX_DEPTH} levels deep");
        reader.findings.push(Diagnostic::new(codes::UNSUPPORTED_MARKDOWN, place, message));
        return Vec::new();
    }
    reader.children(root)
}

/// The deepest nesting that is typeset; neither pages nor stacks are made for more.
const MAX_DEPTH: usize = 24;

/// A node that stands too deep, found without recursion.
fn too_deep<'a>(root: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        if depth > MAX_DEPTH {
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
    options
}

/// The expanded text by lines, to turn comrak's line and column into the author's place.
pub struct Lines<'a> {
    /// The text.
    pub expanded: &'a Expanded,
    starts: Vec<usize>,
}

impl<'a> Lines<'a> {
    fn new(expanded: &'a Expanded) -> Lines<'a> {
        let breaks = expanded.text.match_indices('\n').map(|(at, _)| at + 1);
        Lines { expanded, starts: std::iter::once(0).chain(breaks).collect() }
    }

    /// The byte offset of a position that comrak reports.
    pub fn offset(&self, line: usize, column: usize) -> usize {
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
    language: Language,
    root: &'r AstNode<'r>,
    findings: &'r mut Vec<Diagnostic>,
}

impl<'r> Reader<'_, 'r> {
    fn children(&mut self, parent: &'r AstNode<'r>) -> Vec<Block> {
        parent.children().filter_map(|node| self.block(node)).collect()
    }

    fn block(&mut self, node: &'r AstNode<'r>) -> Option<Block> {
        let place = self.lines.place(node);
        let value = node.data.borrow().value.clone();
        let kind = match value {
            NodeValue::Heading(heading) => {
                BlockKind::Heading { level: heading.level, body: self.inlines(node) }
            }
            NodeValue::Paragraph => self.paragraph(node)?,
            NodeValue::List(list) => BlockKind::List {
                ordered: list.list_type == ListType::Ordered,
                start: list.start,
                tight: list.tight,
                items: node.children().map(|item| self.children(item)).collect(),
            },
            NodeValue::BlockQuote => BlockKind::Quote(self.children(node)),
            NodeValue::Alert(alert) => {
                BlockKind::Callout { tone: tone(alert.alert_type), blocks: self.children(node) }
            }
            NodeValue::BlockDirective(directive) => BlockKind::Div {
                name: directive.info.trim().to_string(),
                blocks: self.children(node),
            },
            NodeValue::Table(table) => BlockKind::Table {
                align: table.alignments.iter().map(|align| alignment(*align)).collect(),
                rows: node
                    .children()
                    .map(|row| row.children().map(|cell| self.inlines(cell)).collect())
                    .collect(),
            },
            NodeValue::CodeBlock(code) => BlockKind::Code {
                language: code.info.split_whitespace().next().map(str::to_string),
                text: self.lines.expanded.plain(code.literal.trim_end_matches('\n')),
            },
            NodeValue::ThematicBreak => BlockKind::Rule,
            NodeValue::FootnoteDefinition(_) => return None,
            NodeValue::HtmlBlock(html) => return self.html(&html.literal, place),
            other => return self.unsupported(&other, place),
        };
        Some(Block { kind, place })
    }

    /// A paragraph, or the image or insert that stands alone in it.
    fn paragraph(&mut self, node: &'r AstNode<'r>) -> Option<BlockKind> {
        let mut inlines = self.inline_reader();
        if let Some(alone) = inlines.standing_alone(node) {
            return Some(alone);
        }
        let body = self.inlines(node);
        (!body.is_empty()).then_some(BlockKind::Paragraph(body))
    }

    fn inlines(&mut self, node: &'r AstNode<'r>) -> Vec<Inline> {
        self.inline_reader().read(node)
    }

    fn inline_reader(&mut self) -> Inlines<'_, 'r> {
        Inlines {
            lines: &self.lines,
            language: self.language,
            root: self.root,
            findings: self.findings,
        }
    }

    /// Comments vanish; other HTML is a finding, for it would be lost unseen.
    fn html(&mut self, literal: &str, place: Place) -> Option<Block> {
        let comment = literal.trim_start().strip_prefix("<!--");
        match comment.map(|comment| comment.split_once("-->")) {
            Some(Some((_, rest))) if rest.trim().is_empty() => {}
            Some(Some((_, rest))) => {
                let message =
                    format!("this text stands behind a comment and would be lost: {}", rest.trim());
                let finding = Diagnostic::new(codes::HTML, place, message);
                self.findings.push(finding.help("begin a new line after the comment"));
            }
            Some(None) => {
                let message = "this comment is never closed, and all that follows would be lost";
                self.findings
                    .push(Diagnostic::new(codes::HTML, place, message).help("close it with -->"));
            }
            None => self.findings.push(html_finding(literal, place)),
        }
        None
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

/// The finding for HTML that is not typeset.
pub fn html_finding(literal: &str, place: Place) -> Diagnostic {
    let tag: String = literal.trim().chars().take(24).collect();
    Diagnostic::new(codes::HTML, place, format!("HTML is not typeset: {tag}"))
        .help("write it as Markdown; `<br>` and comments are understood")
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
