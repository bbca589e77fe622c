//! What marks words in a line, and what stands in it for itself: links, keys, pictures, breaks.

use std::iter::successors;

use comrak::nodes::{AstNode, Attributes, NodeCode, NodeLink, NodeValue, Sourcepos};

use super::builder::{Builder, Frame, Gap};
use super::elements::{self, Role};
use super::tokens::Tag;
use super::told::Told;

impl Builder<'_, '_> {
    /// Goes on with marked words in a new paragraph.
    pub(super) fn reopen(&mut self, tag: Tag, at: Sourcepos) {
        format(self, tag, at, true);
    }
}

/// Marked words: bold, a link, a key and the like.
pub fn format(builder: &mut Builder, tag: Tag, at: Sourcepos, closed_later: bool) {
    let line = builder.line(at.start);
    // With nothing before it, it lowers nothing: READMEs write small words so.
    if tag.name == "sub" && opens_line(line) {
        return builder.pass(tag, Role::Span, at, closed_later);
    }
    let value = match tag.name.as_str() {
        "b" | "strong" => NodeValue::Strong,
        "i" | "em" | "cite" | "dfn" | "var" => NodeValue::Emph,
        "s" | "del" | "strike" => NodeValue::Strikethrough,
        "u" | "ins" => NodeValue::Underline,
        "sub" => NodeValue::Subscript,
        "sup" => NodeValue::Superscript,
        "mark" => NodeValue::Highlight,
        "a" => {
            let url = tag.get("href").unwrap_or_default().to_string();
            let title = tag.get("title").unwrap_or_default().to_string();
            NodeValue::Link(Box::new(NodeLink { url, title }))
        }
        "code" | "tt" | "samp" => NodeValue::Code(NodeCode::default()),
        _ => return as_written(builder, tag, at, closed_later),
    };
    let node = builder.make(value, at);
    line.append(node);
    builder.push(Frame {
        tag,
        role: Role::Format,
        node,
        inline: true,
        only_inline: false,
        closed_later,
        at,
        items: 0,
    });
}

/// Quotes and readings of signs as their signs; keys and abbreviations stay tags, which the reader of inlines knows.
fn as_written(builder: &mut Builder, tag: Tag, at: Sourcepos, closed_later: bool) {
    let line = builder.line(at.start);
    let text = |text: &str| NodeValue::Text(text.to_string().into());
    match tag.name.as_str() {
        "q" => line.append(builder.make(text("“"), at)),
        "rt" => {
            let opened = line.last_child().is_some_and(|last| match &last.data.borrow().value {
                NodeValue::Text(text) => text.trim_end().ends_with(['(', '（']),
                _ => false,
            });
            if !opened {
                line.append(builder.make(text("("), at));
            }
            builder.pass(tag, Role::Format, at, closed_later);
            // So that its end is written too.
            if let Some(frame) = builder.frames.last_mut() {
                frame.items = usize::from(!opened);
            }
            return;
        }
        name => {
            let title = tag.get("title").map(|it| format!(" title=\"{}\"", it.replace('"', "'")));
            let html = format!("<{name}{}>", title.unwrap_or_default());
            line.append(builder.make(NodeValue::HtmlInline(html), at));
        }
    }
    builder.pass(tag, Role::Format, at, closed_later)
}

/// Whether what comes next in a node is the first thing on its line.
fn opens_line<'r>(node: &'r AstNode<'r>) -> bool {
    let marked = successors(Some(node), |it| it.parent());
    let marked = marked.take_while(|it| !it.data.borrow().value.block());
    let mut before =
        node.last_child().into_iter().chain(marked.filter_map(|it| it.previous_sibling()));
    before.next().is_none_or(|it| matches!(it.data.borrow().value, NodeValue::LineBreak))
}

/// In text as it is typed tags say nothing, but for the language of a program and a break.
pub fn in_pre(builder: &mut Builder, tag: &Tag, at: Sourcepos) {
    let node = builder.top().node;
    match tag.name.as_str() {
        "br" => node.append(builder.make(NodeValue::Text("\n".into()), at)),
        "code" => {
            let classes = tag.get("class").unwrap_or_default();
            let language = classes.split_whitespace().find_map(|class| {
                class.strip_prefix("language-").or_else(|| class.strip_prefix("lang-"))
            });
            if let (Some(language), Some(code)) = (language, node.parent())
                && let NodeValue::CodeBlock(code) = &mut code.data.borrow_mut().value
            {
                code.info = language.to_string();
            }
        }
        _ => {}
    }
}

/// Elements that hold nothing.
pub fn void(builder: &mut Builder, tag: &Tag, at: Sourcepos) {
    match tag.name.as_str() {
        "br" if builder.top().inline && builder.top().node.first_child().is_some() => {
            let line = builder.line(at.start);
            line.append(builder.make(NodeValue::LineBreak, at));
        }
        "hr" => {
            if let Some(container) = builder.block() {
                let rule = builder.make(NodeValue::ThematicBreak, at);
                builder.hold(container, at.start).append(rule);
            }
        }
        "img" => image(builder, tag, at),
        "input" => {
            let text = match tag.get("type") {
                Some("checkbox") if tag.has("checked") => "☑ ",
                Some("checkbox") => "☐ ",
                _ => tag.get("value").unwrap_or_default(),
            };
            let line = builder.line(at.start);
            line.append(builder.make(NodeValue::Text(text.to_string().into()), at));
        }
        "source" => {
            let player = builder.top();
            let wants = player.role == Role::Media && address(&player.tag).is_none();
            if let Some(url) = tag.get("src").filter(|_| wants) {
                let url = url.to_string();
                link(builder, &url, at);
            }
        }
        _ => {}
    }
}

fn image(builder: &mut Builder, tag: &Tag, at: Sourcepos) {
    let line = builder.line(at.start);
    let alt = tag.get("alt").or(tag.get("title")).unwrap_or_default().to_string();
    let words = builder.make(NodeValue::Text(alt.into()), at);
    let Some(url) = tag.get("src").or_else(|| tag.get("data-src")) else {
        return line.append(words);
    };
    let url = of_component(url);
    let title = tag.get("title").unwrap_or_default().to_string();
    let node =
        builder.make(NodeValue::Image(Box::new(NodeLink { url: url.to_string(), title })), at);
    node.append(words);
    let size = |key: &str| {
        let value = of_component(tag.get(key)?).trim_matches(['{', '}']);
        let value = value.trim_end_matches("px").trim();
        let is_pixels = !value.is_empty() && value.chars().all(|c| c.is_ascii_digit() || c == '.');
        Some((key.to_string(), if is_pixels { format!("{value}px") } else { value.to_string() }))
    };
    let pairs: Vec<(String, String)> = ["width", "height"].into_iter().filter_map(size).collect();
    if !pairs.is_empty() {
        let attributes = Attributes { pairs, ..Attributes::default() };
        node.data.borrow_mut().attrs = Some(Box::new(attributes));
    }
    line.append(node);
}

/// The path in a value that is code of JSX: `{require("./a.png").default}`, `{useBaseUrl('/a.png')}`.
fn of_component(value: &str) -> &str {
    let inside = value.strip_prefix('{');
    let quoted = inside.and_then(|inside| inside.split(['"', '\'', '`']).nth(1));
    quoted.unwrap_or(value)
}

/// The address of what is played or fetched stands for it.
pub fn media(builder: &mut Builder, tag: Tag, at: Sourcepos, closed_later: bool) {
    (builder.tell)(Told::Media(tag.name.clone()), at);
    builder.block();
    if let Some(url) = address(&tag) {
        let url = url.to_string();
        link(builder, &url, at);
        builder.gap = Gap::Line;
    }
    if !tag.closed && !builder.is_deep() && !elements::is_void(&tag.name) {
        builder.pass(tag, Role::Media, at, closed_later);
    }
}

fn address(tag: &Tag) -> Option<&str> {
    tag.get("src").or_else(|| tag.get("data"))
}

fn link(builder: &mut Builder, url: &str, at: Sourcepos) {
    let line = builder.line(at.start);
    let link = NodeLink { url: url.to_string(), title: String::new() };
    let link = builder.make(NodeValue::Link(Box::new(link)), at);
    link.append(builder.make(NodeValue::Text(url.to_string().into()), at));
    line.append(link);
}
