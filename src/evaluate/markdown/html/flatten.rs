//! Blocks as inlines, for the cells of tables: paragraphs and items on lines of their own.

use comrak::nodes::{AstNode, ListType, NodeCode, NodeValue, Sourcepos};

/// Makes a node.
type Make<'m, 'r> = dyn Fn(NodeValue, Sourcepos) -> &'r AstNode<'r> + 'm;

/// What a block holds, as inlines that stand in no node.
pub fn inlines<'r>(block: &'r AstNode<'r>, make: &Make<'_, 'r>) -> Vec<&'r AstNode<'r>> {
    let at = block.data.borrow().sourcepos;
    let value = block.data.borrow().value.clone();
    match value {
        NodeValue::Heading(_) => {
            let strong = make(NodeValue::Strong, at);
            taken(block).into_iter().for_each(|child| strong.append(child));
            vec![strong]
        }
        NodeValue::CodeBlock(code) => lines(&code.literal, at, make),
        NodeValue::ThematicBreak => Vec::new(),
        NodeValue::HtmlBlock(html) => vec![make(NodeValue::HtmlInline(html.literal), at)],
        NodeValue::List(list) => {
            let item = |(i, item): (usize, &'r AstNode<'r>)| {
                let mark = match list.list_type {
                    ListType::Ordered => format!("{}. ", list.start + i),
                    ListType::Bullet => "• ".to_string(),
                };
                let mark = make(NodeValue::Text(mark.into()), at);
                std::iter::once(mark).chain(children(item, make)).collect()
            };
            joined(block.children().enumerate().map(item).collect(), at, make)
        }
        NodeValue::TableRow(_) => {
            let mut out = Vec::new();
            for cell in block.children() {
                if !out.is_empty() {
                    out.push(make(NodeValue::Text(" · ".into()), at));
                }
                out.extend(taken(cell));
            }
            out
        }
        value if value.contains_inlines() => taken(block),
        _ => children(block, make),
    }
}

/// What the blocks in a node hold, each on a new line.
pub fn children<'r>(node: &'r AstNode<'r>, make: &Make<'_, 'r>) -> Vec<&'r AstNode<'r>> {
    let at = node.data.borrow().sourcepos;
    let blocks: Vec<&AstNode> = node.children().collect();
    joined(blocks.into_iter().map(|block| inlines(block, make)).collect(), at, make)
}

fn joined<'r>(
    runs: Vec<Vec<&'r AstNode<'r>>>,
    at: Sourcepos,
    make: &Make<'_, 'r>,
) -> Vec<&'r AstNode<'r>> {
    let mut out = Vec::new();
    for run in runs.into_iter().filter(|run| !run.is_empty()) {
        if !out.is_empty() {
            out.push(make(NodeValue::LineBreak, at));
        }
        out.extend(run);
    }
    out
}

fn lines<'r>(literal: &str, at: Sourcepos, make: &Make<'_, 'r>) -> Vec<&'r AstNode<'r>> {
    let code = |line: &str| {
        let code = NodeCode { num_backticks: 1, literal: line.to_string() };
        vec![make(NodeValue::Code(code), at)]
    };
    let lines = literal.lines().filter(|line| !line.trim().is_empty());
    joined(lines.map(code).collect(), at, make)
}

/// The children of a node, taken out of it.
fn taken<'r>(node: &'r AstNode<'r>) -> Vec<&'r AstNode<'r>> {
    let children: Vec<_> = node.children().collect();
    children.iter().for_each(|child| child.detach());
    children
}
