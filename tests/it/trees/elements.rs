//! The elements of the specifications' HTML as blocks and inlines.

use super::{Tree, list, tidied};

/// An element that is open.
pub struct Open {
    pub name: String,
    pub attributes: Vec<(String, String)>,
    /// Whether the author wrote it.
    pub raw: bool,
    pub children: Vec<Tree>,
}

/// The value of an attribute.
pub fn get<'a>(attributes: &'a [(String, String)], key: &str) -> Option<&'a str> {
    attributes.iter().find(|(name, _)| name == key).map(|(_, value)| value.as_str())
}

/// The label of an inline element.
pub fn meaning(name: &str) -> Option<&'static str> {
    Some(match name {
        "em" | "i" | "cite" => "em",
        "strong" | "b" => "strong",
        "del" | "s" | "strike" => "strike",
        "code" => "code",
        "sub" => "sub",
        "sup" => "super",
        "kbd" => "key-cap",
        "mark" => "marked",
        _ => return None,
    })
}

/// What an element is, now that all that it holds is known.
pub fn element(open: Open) -> Tree {
    let mut open = open;
    if open.raw && (open.name == "a" || meaning(&open.name).is_some()) {
        open.children = tidied(std::mem::take(&mut open.children));
    }
    let get = |key| get(&open.attributes, key);
    match open.name.as_str() {
        "p" => Tree::node("paragraph", paragraph(open.children)),
        "blockquote" => Tree::node("quote", blocks(open.children)),
        "pre" => code(open.children),
        "a" => Tree::node(format!("link to {}", get("href").unwrap()), open.children),
        "li" => {
            let done = get("done").map_or(String::new(), |done| format!(", done: {done}"));
            // Blocks are made by the list, which asks whether there are paragraphs.
            Tree::node(format!("item{done}"), open.children)
        }
        "ul" => items(false, "1", open.children),
        "ol" => items(true, get("start").unwrap_or("1"), open.children),
        "table" => table(open.children),
        "thead" | "tbody" => Tree::node("rows", open.children),
        "tr" => Tree::node("row", open.children),
        "th" | "td" => {
            let align = get("style").and_then(|style| style.strip_prefix("text-align: "));
            Tree::node(align.unwrap_or("auto"), tidied(open.children))
        }
        "code" => {
            let language = get("class").and_then(|it| it.strip_prefix("language-"));
            let label = language.map_or("code".to_string(), |it| format!("code in {it:?}"));
            Tree::node(label, open.children)
        }
        name => match name.strip_prefix('h').filter(|it| it.len() == 1) {
            Some(level) => Tree::node(format!("heading {level}"), tidied(open.children)),
            None => Tree::node(meaning(name).unwrap_or(name), open.children),
        },
    }
}

/// The inlines of a paragraph; the title of a picture among others is not printed.
fn paragraph(inlines: Vec<Tree>) -> Vec<Tree> {
    let mut inlines = tidied(inlines);
    if inlines.len() > 1 {
        untitled(&mut inlines);
    }
    inlines
}

fn untitled(inlines: &mut [Tree]) {
    for inline in inlines {
        if let Tree::Node(label, children) = inline {
            if let Some((image, _)) =
                label.split_once(" titled ").filter(|_| label.starts_with("image "))
            {
                *label = image.to_string();
            }
            untitled(children);
        }
    }
}

fn code(children: Vec<Tree>) -> Tree {
    match children.into_iter().next() {
        Some(Tree::Node(label, children)) => {
            let text: String = children
                .iter()
                .map(|it| match it {
                    Tree::Text(text) => text.as_str(),
                    Tree::Node(..) => "",
                })
                .collect();
            let text = text.trim_end_matches('\n').to_string();
            Tree::node(label.replacen("code", "code block", 1), vec![Tree::Text(text)])
        }
        _ => Tree::node("code block", Vec::new()),
    }
}

fn is_block(tree: &Tree) -> bool {
    let kinds = ["paragraph", "quote", "rule", "heading ", "list ", "table ", "code block"];
    kinds.iter().any(|kind| tree.label().starts_with(kind))
}

/// Blocks; inlines that stand among them are paragraphs: tight items, and the text of raw HTML.
pub fn blocks(children: Vec<Tree>) -> Vec<Tree> {
    let (mut out, mut line) = (Vec::new(), Vec::new());
    let close = |line: &mut Vec<Tree>, out: &mut Vec<Tree>| {
        let inlines = paragraph(std::mem::take(line));
        if !inlines.is_empty() {
            out.push(Tree::node("paragraph", inlines));
        }
    };
    for child in children {
        if is_block(&child) {
            close(&mut line, &mut out);
            // A paragraph of nothing but the author's tags is nothing.
            out.extend(Some(child).filter(|it| *it != Tree::node("paragraph", Vec::new())));
        } else {
            line.push(child);
        }
    }
    close(&mut line, &mut out);
    out
}

fn items(ordered: bool, start: &str, children: Vec<Tree>) -> Tree {
    let (mut loose, mut bare) = (false, false);
    let mut items = Vec::new();
    for child in children {
        if let Tree::Node(label, inside) = child {
            let explicit = inside.iter().filter(|it| it.label() == "paragraph").count();
            let inside = blocks(inside);
            let all = inside.iter().filter(|it| it.label() == "paragraph").count();
            loose |= explicit > 0;
            bare |= all > explicit;
            items.push(Tree::node(label, inside));
        }
    }
    list(ordered, start, (loose || bare).then_some(!loose), items)
}

fn table(parts: Vec<Tree>) -> Tree {
    let inside = |tree: Tree| match tree {
        Tree::Node(_, children) => children,
        Tree::Text(_) => Vec::new(),
    };
    // The author's own tables have rows without a body around them.
    let rows_of = |tree: Tree| if tree.label() == "row" { vec![tree] } else { inside(tree) };
    let rows: Vec<Tree> =
        parts.into_iter().flat_map(rows_of).filter(|it| it.label() == "row").collect();
    let mut align = Vec::new();
    let mut out = Vec::new();
    for row in rows {
        let cells: Vec<Tree> =
            inside(row).into_iter().filter(|it| matches!(it, Tree::Node(..))).collect();
        if out.is_empty() {
            align = cells.iter().map(|cell| cell.label().to_string()).collect();
        }
        let cells = cells.into_iter().map(|cell| Tree::node("cell", inside(cell)));
        out.push(Tree::node("row", cells.collect()));
    }
    Tree::node(format!("table {}", align.join(" ")), out)
}
