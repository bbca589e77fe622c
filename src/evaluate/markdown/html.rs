//! The harmless part of HTML: tags that mean what Markdown means, and the text of all the others.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::manuscript::Inline;

/// What an inline tag is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tag {
    /// `<br>`.
    Break,
    /// A comment, which vanishes.
    Comment,
    /// An opening tag that is understood: its name, and its `title`.
    Open(String, Option<String>),
    /// A closing tag that is understood.
    Close(String),
    /// Any other.
    Unknown,
}

/// Tags that are understood in text.
const KNOWN: [&str; 13] =
    ["sub", "sup", "kbd", "mark", "abbr", "b", "strong", "i", "em", "s", "del", "strike", "cite"];

/// Reads one inline tag.
pub fn tag(html: &str) -> Tag {
    if html.starts_with("<!--") {
        return Tag::Comment;
    }
    let inside = html.trim_start_matches('<').trim_end_matches('>').trim_end_matches('/').trim();
    let (closing, inside) = match inside.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, inside),
    };
    let name: String =
        inside.chars().take_while(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    match (name.as_str(), closing) {
        ("br", false) => Tag::Break,
        (known, true) if KNOWN.contains(&known) => Tag::Close(name),
        (known, false) if KNOWN.contains(&known) => {
            let title = inside.split_once("title=").map(|(_, rest)| rest.trim());
            let title = title.and_then(|rest| {
                let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
                rest[1..].split(quote).next().map(str::to_string)
            });
            Tag::Open(name, title)
        }
        _ => Tag::Unknown,
    }
}

/// What stands between two tags that are understood, as they mean it.
pub fn wrapped(name: &str, body: Vec<Inline>) -> Vec<Inline> {
    vec![match name {
        "sub" => Inline::Sub(body),
        "sup" => Inline::Super(body),
        "kbd" => Inline::Key(body),
        "mark" => Inline::Mark(body),
        "b" | "strong" => Inline::Strong(body),
        "i" | "em" | "cite" => Inline::Emph(body),
        "s" | "del" | "strike" => Inline::Strike(body),
        _ => return body,
    }]
}

/// The finding for a tag that is left out.
pub fn finding(html: &str, place: Place) -> Diagnostic {
    let shown: String = html.trim().chars().take(24).collect();
    let shown = shown.lines().next().unwrap_or_default();
    Diagnostic::new(codes::HTML, place, format!("HTML is not supported: {shown}")).help(
        "what stands between the tags is printed as it is written; of HTML, <br>, <sub>, <sup>, \
         <kbd>, <mark>, <abbr>, <b>, <strong>, <i>, <em>, <cite>, <s>, <del>, <strike> and comments \
         are understood",
    )
}

/// The finding for a tag that is understood, but never closed.
pub fn unclosed(name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(codes::HTML, place, format!("<{name}> is never closed"))
        .help(format!("close it with </{name}> in the same paragraph; an unclosed tag is dropped"))
}

/// A comment that is never closed takes the rest of the text with it.
pub fn is_open_comment(literal: &str) -> bool {
    literal
        .rfind("<!--")
        .is_some_and(|at| !literal[at..].contains("-->") && !literal[at..].starts_with("<!-->"))
}

/// The text of a block of HTML, line by line, and whether any tag was left out of it.
pub fn text(literal: &str) -> (Vec<String>, bool) {
    let mut text = String::new();
    let mut tags = false;
    let mut rest = literal;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        let (end, is_comment) = element(rest);
        tags |= !is_comment && end > 1;
        // Line breaks within a tag are kept, so that the lines are still the author's.
        match end > 1 {
            true => text.extend(rest[..end].chars().filter(|c| *c == '\n')),
            false => text.push('<'),
        }
        rest = &rest[end..];
    }
    text.push_str(rest);
    (text.lines().map(characters).collect(), tags)
}

/// The length of the tag, comment or instruction that the text begins with, and whether it is a
/// comment; 1 when it is none.
fn element(rest: &str) -> (usize, bool) {
    let until = |end: &str| rest.find(end).map(|at| at + end.len()).unwrap_or(rest.len());
    let lower = rest.to_ascii_lowercase();
    match () {
        () if rest.starts_with("<!--") => (until("-->"), true),
        () if rest.starts_with("<![CDATA[") => (until("]]>"), false),
        () if rest.starts_with("<?") => (until("?>"), false),
        () if lower.starts_with("<script") => {
            (lower.find("</script>").map_or(rest.len(), |at| at + 9), false)
        }
        () if lower.starts_with("<style") => {
            (lower.find("</style>").map_or(rest.len(), |at| at + 8), false)
        }
        () if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || "/!".contains(c)) => {
            (until(">"), false)
        }
        () => (1, false),
    }
}

/// The commonest entities as characters.
fn characters(line: &str) -> String {
    let pairs = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    pairs.iter().fold(line.to_string(), |line, (entity, character)| line.replace(entity, character))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_apart() {
        assert_eq!(tag("<BR/>"), Tag::Break);
        assert_eq!(tag("<!-- x -->"), Tag::Comment);
        assert_eq!(tag("</sub>"), Tag::Close("sub".into()));
        assert_eq!(tag("<abbr title=\"a b\">"), Tag::Open("abbr".into(), Some("a b".into())));
        assert_eq!(tag("<font color=red>"), Tag::Unknown);
    }

    #[test]
    fn the_text_between_tags_stays() {
        assert_eq!(
            text("<div>\n*hi* &amp; <b>x</b>\n</div>"),
            (vec!["".into(), "*hi* & x".into()], true)
        );
        assert_eq!(text("<!-- no --> a < b"), (vec![" a < b".into()], false));
        assert_eq!(text("<script>\nlet x;\n</script>y").0.concat(), "y");
        assert!(is_open_comment("a <!-- b") && !is_open_comment("<!-- b --> c"));
    }
}
