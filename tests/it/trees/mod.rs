//! Trees of blocks and inlines, read from composed Typst and from the specifications' HTML.

pub mod composed;
mod elements;
pub mod html;

use std::fmt;

/// What a text is made of; both readers write the same labels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tree {
    /// Characters.
    Text(String),
    /// A block or an inline: its kind with what belongs to it, and what it holds.
    Node(String, Vec<Tree>),
}

impl Tree {
    pub fn node(label: impl Into<String>, children: Vec<Tree>) -> Tree {
        Tree::Node(label.into(), children)
    }

    fn label(&self) -> &str {
        match self {
            Tree::Text(_) => "",
            Tree::Node(label, _) => label,
        }
    }

    /// Its characters alone.
    pub fn words(&self) -> String {
        match self {
            Tree::Text(text) => text.clone(),
            Tree::Node(_, children) => children.iter().map(Tree::words).collect(),
        }
    }

    fn write(&self, f: &mut fmt::Formatter, depth: usize) -> fmt::Result {
        match self {
            Tree::Text(text) => writeln!(f, "{:1$}{text:?}", "", depth * 2),
            Tree::Node(label, children) => {
                writeln!(f, "{:1$}{label}", "", depth * 2)?;
                children.iter().try_for_each(|child| child.write(f, depth + 1))
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.write(f, 1)
    }
}

/// The inlines of a block: texts joined, runs of white space one space, none at the edges of lines.
pub fn tidied(inlines: Vec<Tree>) -> Vec<Tree> {
    let mut out = joined(inlines);
    if let Some(Tree::Text(text)) = out.first_mut() {
        *text = text.trim_start_matches(' ').to_string();
    }
    if let Some(Tree::Text(text)) = out.last_mut() {
        *text = text.trim_end_matches(' ').to_string();
    }
    out.retain(|inline| *inline != Tree::Text(String::new()));
    out
}

/// Texts side by side as one, without white space beside the breaks of lines.
fn joined(inlines: Vec<Tree>) -> Vec<Tree> {
    let mut out: Vec<Tree> = Vec::new();
    for inline in inlines {
        match (out.last_mut(), inline) {
            (Some(Tree::Text(before)), Tree::Text(text)) => before.push_str(&text),
            (_, Tree::Node(label, children)) if label != "code" => {
                out.push(Tree::Node(label, joined(children)));
            }
            (_, inline) => out.push(inline),
        }
    }
    let breaks: Vec<bool> = out.iter().map(|it| it.label() == "break").collect();
    for (i, inline) in out.iter_mut().enumerate() {
        let Tree::Text(text) = inline else { continue };
        *text = collapsed(text);
        if i > 0 && breaks[i - 1] {
            *text = text.trim_start_matches(' ').to_string();
        }
        if breaks.get(i + 1) == Some(&true) {
            *text = text.trim_end_matches(' ').to_string();
        }
    }
    out
}

/// Each run of white space as one space; a no-break space is no white space.
fn collapsed(text: &str) -> String {
    let mut out = String::new();
    for character in text.chars() {
        match character {
            ' ' | '\n' | '\r' | '\t' if out.ends_with(' ') => {}
            ' ' | '\n' | '\r' | '\t' => out.push(' '),
            _ => out.push(character),
        }
    }
    out
}

/// A list; whether it is tight is told by the paragraphs of its items, so not told without any.
pub fn list(ordered: bool, start: &str, tight: Option<bool>, items: Vec<Tree>) -> Tree {
    let kind = if ordered { format!("ordered from {start}") } else { "bullets".to_string() };
    let tight = match tight {
        Some(true) => ", tight",
        Some(false) => ", loose",
        None => "",
    };
    Tree::node(format!("list of {kind}{tight}"), items)
}

/// A picture; its title is printed, and so compared, when it stands alone in a paragraph.
pub fn image(path: &str, alt: &str, title: Option<&str>) -> Tree {
    let title = title.map_or(String::new(), |title| format!(" titled {title:?}"));
    Tree::node(format!("image {path:?} showing {alt:?}{title}"), Vec::new())
}
