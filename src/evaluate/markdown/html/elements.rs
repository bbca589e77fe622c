//! What the elements of HTML are on a page.

use super::tokens::Tag;

/// What an element is on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// It only holds other things, as a block of its own.
    Box,
    /// It only holds other things, in a line.
    Span,
    /// Words in a line that are marked: bold, small and the like.
    Format,
    /// It stands for itself: a break, a picture.
    Void,
    /// A heading of this level.
    Heading(u8),
    /// A list; numbered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// A list of terms.
    Terms,
    /// A term.
    Term,
    /// What a term means.
    Meaning,
    /// A quotation.
    Quote,
    /// Text as it is typed.
    Pre,
    /// A table.
    Table,
    /// Rows of a table.
    Rows,
    /// A row.
    Row,
    /// A cell.
    Cell,
    /// A line above a table, or the words that one opens something with.
    Title,
    /// The words beneath a picture.
    Caption,
    /// Something that is played or fetched; its address is printed.
    Media,
    /// Left out with all it holds.
    Dropped,
    /// No page can show it; what it holds is printed.
    Foreign,
    /// No element of HTML.
    Unknown,
}

/// The role of an element by its name.
pub fn role(name: &str) -> Role {
    match name {
        "div" | "p" | "center" | "section" | "article" | "main" | "header" | "footer" | "nav"
        | "aside" | "address" | "figure" | "details" | "hgroup" | "html" | "body" | "head"
        | "fieldset" | "legend" | "search" => Role::Box,
        "span" | "font" | "small" | "big" | "picture" | "label" | "time" | "data" | "bdi"
        | "bdo" | "nobr" | "ruby" | "rb" | "rp" | "g-emoji" | "colgroup" | "rtc" => Role::Span,
        "b" | "strong" | "i" | "em" | "cite" | "dfn" | "var" | "s" | "del" | "strike" | "u"
        | "ins" | "sub" | "sup" | "mark" | "kbd" | "abbr" | "acronym" | "code" | "tt" | "samp"
        | "q" | "a" | "rt" => Role::Format,
        "br" | "hr" | "img" | "wbr" | "source" | "input" | "col" | "track" | "area" | "link"
        | "meta" | "base" | "param" => Role::Void,
        "h1" => Role::Heading(1),
        "h2" => Role::Heading(2),
        "h3" => Role::Heading(3),
        "h4" => Role::Heading(4),
        "h5" => Role::Heading(5),
        "h6" => Role::Heading(6),
        "ul" | "menu" | "dir" => Role::List(false),
        "ol" => Role::List(true),
        "li" => Role::Item,
        "dl" => Role::Terms,
        "dt" => Role::Term,
        "dd" => Role::Meaning,
        "blockquote" => Role::Quote,
        "pre" | "listing" | "xmp" => Role::Pre,
        "table" => Role::Table,
        "thead" | "tbody" | "tfoot" => Role::Rows,
        "tr" => Role::Row,
        "td" | "th" => Role::Cell,
        "summary" | "caption" => Role::Title,
        "figcaption" => Role::Caption,
        "iframe" | "video" | "audio" | "embed" | "object" => Role::Media,
        "script" | "style" | "svg" | "template" => Role::Dropped,
        "form" | "button" | "select" | "option" | "optgroup" | "textarea" | "canvas"
        | "noscript" | "math" | "map" | "progress" | "meter" | "dialog" | "marquee" | "frame"
        | "frameset" | "title" | "output" | "datalist" | "slot" => Role::Foreign,
        _ => Role::Unknown,
    }
}

/// Whether an element has no end.
pub fn is_void(name: &str) -> bool {
    role(name) == Role::Void || name == "embed"
}

/// Whether the end of an element may be left out.
pub fn ends_by_itself(role: Role) -> bool {
    matches!(
        role,
        Role::Item
            | Role::Rows
            | Role::Row
            | Role::Cell
            | Role::Term
            | Role::Meaning
            | Role::Table
            | Role::List(_)
            | Role::Terms
    )
}

/// How a tag wants its content aligned: `center` or `right`.
pub fn alignment(tag: &Tag) -> Option<&'static str> {
    if tag.name == "center" {
        return Some("center");
    }
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
    let said = style.split(';').find_map(|rule| {
        rule.split_once(':').filter(|(key, _)| key.trim() == "text-align").map(|(_, value)| value)
    });
    let align = tag.get("align").or(said)?.trim().to_ascii_lowercase();
    match align.as_str() {
        "center" | "middle" => Some("center"),
        "right" | "end" => Some("right"),
        "left" | "start" | "justify" => Some("left"),
        _ => None,
    }
}

/// Whether a tag asks for a new page.
pub fn breaks_page(tag: &Tag) -> bool {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    let wanted = [
        "page-break-after:always",
        "page-break-before:always",
        "break-after:page",
        "break-before:page",
    ];
    let classes = tag.get("class").unwrap_or_default().to_ascii_lowercase();
    let mut classes = classes.split_whitespace();
    wanted.iter().any(|rule| style.contains(rule))
        || classes.any(|it| matches!(it, "page-break" | "pagebreak" | "page_break" | "newpage"))
}

/// Whether a tag gives colours or sizes that a page does not take over.
pub fn is_coloured(tag: &Tag) -> bool {
    let style = tag.get("style").unwrap_or_default().to_ascii_lowercase();
    let shows = ["color", "background", "font", "border"];
    tag.has("color")
        || tag.has("bgcolor")
        || tag.name == "font" && !tag.attributes.is_empty()
        || style.split(';').any(|rule| shows.iter().any(|key| rule.trim().starts_with(key)))
}
