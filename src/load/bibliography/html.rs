//! Tags and entities of HTML and JATS in fields, as Crossref, Zotero and PubMed write them, to marks.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::model::marked_text::Mark;

/// Named characters.
static ENTITIES: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let lines = include_str!("entities.txt").lines().filter(|line| !line.starts_with("# "));
    lines.filter_map(|line| line.split_once(' ')).collect()
});

/// The longest tag that is looked at, in bytes.
const LONGEST_TAG: usize = 200;

/// A text with entities and tags read; tags that are not known stay as they are.
pub fn read(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return text.to_string();
    }
    // Some databases escape what is escaped already: `&amp;lt;`.
    let mut text = entities(text);
    if text.contains('&') {
        text = entities(&text);
    }
    tags(&text)
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].split(';').next().filter(|name| name.len() <= 10).unwrap_or_default();
        let read = rest[1..].get(name.len()..).filter(|it| it.starts_with(';')).and(entity(name));
        match read {
            Some(read) => {
                out.push_str(&read);
                rest = &rest[name.len() + 2..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn entity(name: &str) -> Option<String> {
    let Some(number) = name.strip_prefix('#') else {
        return ENTITIES.get(name).map(ToString::to_string);
    };
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) => u32::from_str_radix(digits, 16).ok()?,
        None => number.parse().ok()?,
    };
    let character = char::from_u32(code).filter(|c| !c.is_control())?;
    let reserved = crate::model::marked_text::is_reserved(character);
    (!reserved).then(|| character.to_string())
}

/// Tags to marks; one that nothing closes is closed at the end, and one that closes nothing is dropped.
fn tags(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut open: Vec<(String, Option<Mark>)> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let Some((tag, length)) = tag(rest) else {
            out.push('<');
            rest = &rest[1..];
            continue;
        };
        rest = &rest[length..];
        match tag {
            Tag::Space => out.push(' '),
            Tag::Open(name, mark) => {
                out.extend(mark.map(Mark::open));
                open.push((name, mark));
            }
            Tag::Close(name) => {
                if let Some(at) = open.iter().rposition(|(opened, _)| *opened == name) {
                    for (_, mark) in open.drain(at..).rev() {
                        out.extend(mark.map(Mark::close));
                    }
                }
            }
        }
    }
    out.push_str(rest);
    open.iter().rev().for_each(|(_, mark)| out.extend(mark.map(Mark::close)));
    out
}

enum Tag {
    /// A name, and the mark that it stands for, if any.
    Open(String, Option<Mark>),
    Close(String),
    Space,
}

/// A known tag at the start of a text, and its length in bytes.
fn tag(text: &str) -> Option<(Tag, usize)> {
    let end = text.bytes().take(LONGEST_TAG).position(|byte| byte == b'>')?;
    let inside = text[1..end].trim();
    let (closes, inside) = match inside.strip_prefix('/') {
        Some(inside) => (true, inside),
        None => (false, inside.trim_end_matches('/').trim_end()),
    };
    let name = inside.split_whitespace().next()?.to_lowercase();
    let bare = name.rsplit(':').next().unwrap_or_default();
    let is_maths = name.starts_with("mml:");
    let mark = match bare {
        "br" | "p" | "title" | "break" => return Some((Tag::Space, end + 1)),
        "i" | "em" | "italic" | "it" => Some(Mark::Italic),
        "b" | "strong" | "bold" => Some(Mark::Bold),
        "sup" | "superscript" => Some(Mark::Super),
        "sub" | "inf" | "subscript" => Some(Mark::Sub),
        "sc" | "scp" | "small-caps" | "smallcaps" => Some(Mark::SmallCaps),
        "span" if inside.contains("small-caps") => Some(Mark::SmallCaps),
        "span" if inside.contains("nocase") => Some(Mark::Verbatim),
        "span" | "u" | "font" | "a" | "tt" | "small" | "ovl" | "underline" | "roman" | "xref"
        | "inline-formula" | "alternatives" | "tex-math" | "math" | "style" | "strike" | "s" => {
            None
        }
        _ if is_maths => None,
        _ => return None,
    };
    let tag = if closes { Tag::Close(name) } else { Tag::Open(name, mark) };
    Some((tag, end + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_entities_are_read_as_what_they_mean() {
        let sub = Mark::Sub.around("2");
        assert_eq!(read("H<sub>2</sub>O &amp; more"), format!("H{sub}O & more"));
        assert_eq!(read("&lt;i&gt;in vivo&lt;/i&gt; &amp;amp; n &lt; 5"), {
            format!("{} & n < 5", Mark::Italic.around("in vivo"))
        });
        assert_eq!(read("p<0.05 and A & B; <foo> &bogus;"), "p<0.05 and A & B; <foo> &bogus;");
        assert_eq!(read("&#x3b2;&#945;&#0;"), "βα&#0;");
    }

    #[test]
    fn tags_that_are_never_closed_or_opened_do_no_harm() {
        assert_eq!(read("<i>a"), Mark::Italic.around("a"));
        assert_eq!(read("a</sup> b<br/>c"), "a b c");
        let crossed = read("<b><i>a</b>b</i>");
        assert_eq!(crossed, format!("{}b", Mark::Bold.around(&Mark::Italic.around("a"))));
    }
}
