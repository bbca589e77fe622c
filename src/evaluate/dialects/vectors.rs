//! Drawings that stand in a text as `<svg>…</svg>`: pictures whose address holds them.

use std::collections::HashSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use roxmltree::{Document, Node, ParsingOptions};

use super::lines::Line;
use super::pass::Pass;
use crate::data::xml;
use crate::evaluate::template::placeholders::placeholder_index;

/// The longest drawing, in bytes.
const LONGEST: usize = 1_000_000;

/// How many drawings are read that are none: a text may begin any number, one within another.
const MOST_IN_VAIN: usize = 200;

/// The words of a drawing that stand for it, in characters.
const MOST_WORDS: usize = 300;

const OPEN: &str = "<svg";
const CLOSE: &str = "</svg>";

/// What HTML calls signs that XML does not know.
const ENTITIES: [(&str, &str); 6] = [
    ("&nbsp;", "&#160;"),
    ("&copy;", "©"),
    ("&middot;", "·"),
    ("&ndash;", "–"),
    ("&mdash;", "—"),
    ("&times;", "×"),
];

/// Whether a text may have drawings.
pub fn is_likely(text: &str) -> bool {
    text.contains(OPEN) && text.contains(CLOSE)
}

/// Puts pictures in the places of drawings outside code; what is no sound drawing is left to the reader of HTML.
pub fn unfold(pass: &mut Pass, lines: &[Line]) {
    let text = pass.text;
    let (mut done, mut in_vain) = (0, 0);
    for line in lines.iter().filter(|line| line.is_text()) {
        let mut at = line.range.start.max(done);
        let (mut ticks, mut counted) = (0, line.range.start);
        while let Some(start) = text.get(at..line.range.end).and_then(|it| it.find(OPEN)) {
            let start = at + start;
            at = start + OPEN.len();
            ticks += text[counted..start].matches('`').count();
            counted = start;
            if ticks % 2 == 1 || in_vain > MOST_IN_VAIN {
                continue;
            }
            let found = end(text, start).and_then(|end| Some((end, picture(&text[start..end])?)));
            let Some((end, tag)) = found else {
                in_vain += 1;
                continue;
            };
            pass.keep(done..start);
            pass.put(tag, start..end);
            (at, done) = (end, end);
        }
    }
    pass.keep(done..text.len());
}

/// Where the drawing ends that begins here.
fn end(text: &str, start: usize) -> Option<usize> {
    let rest = &text[start..text.floor_char_boundary(start + LONGEST)];
    let is_tag = rest[OPEN.len()..].starts_with(|c: char| c.is_whitespace() || c == '>');
    if !is_tag {
        return None;
    }
    let mut depth = 0_usize;
    let mut at = 0;
    loop {
        let open = rest[at..].find(OPEN);
        let close = rest[at..].find(CLOSE)?;
        match open.filter(|open| *open < close) {
            Some(open) => {
                depth += 1;
                at += open + OPEN.len();
            }
            None => {
                depth -= 1;
                at += close + CLOSE.len();
            }
        }
        if depth == 0 {
            return Some(start + at);
        }
    }
}

/// The picture for a drawing; none if it is not sound, is not shown, or draws what stands elsewhere.
fn picture(written: &str) -> Option<String> {
    if written.contains(|c| placeholder_index(c).is_some()) {
        return None;
    }
    let mut drawing = written.to_string();
    for (name, sign) in ENTITIES {
        drawing = drawing.replace(name, sign);
    }
    let head = &written[..written.find('>')?];
    for (name, space) in [
        (" xmlns:xlink=", " xmlns:xlink=\"http://www.w3.org/1999/xlink\""),
        (" xmlns=", " xmlns=\"http://www.w3.org/2000/svg\""),
    ] {
        if !head.contains(name) {
            drawing.insert_str(OPEN.len(), space);
        }
    }
    let document = xml::parse(&drawing, ParsingOptions::default()).ok()?;
    let words = words(&document)?.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    let data = STANDARD.encode(&drawing);
    Some(format!("<img alt=\"{words}\" src=\"data:image/svg+xml;base64,{data}\">"))
}

/// What a drawing says: its title or label, or else the words in it; none if it shows nothing by itself.
fn words(document: &Document) -> Option<String> {
    let root = document.root_element();
    let style: String = root.attribute("style").unwrap_or_default().split_whitespace().collect();
    let is_hidden = style.contains("display:none")
        || root.attribute("display") == Some("none")
        || ["width", "height"].iter().any(|it| root.attribute(*it) == Some("0"));
    let elements = || root.descendants().filter(Node::is_element);
    let named = |name: &'static str| elements().filter(move |it| it.tag_name().name() == name);
    let known: HashSet<&str> = elements().filter_map(|it| it.attribute("id")).collect();
    let is_elsewhere = |node: Node| {
        let target = node.attributes().find(|it| it.name() == "href").map(|it| it.value());
        target.is_some_and(|it| !known.contains(it.trim_start_matches('#')))
    };
    if is_hidden || named("use").any(is_elsewhere) || elements().count() < 2 {
        return None;
    }
    let inner = |node: Node| -> String {
        let texts = node.descendants().filter(Node::is_text).filter_map(|it| it.text());
        texts.collect::<Vec<_>>().join(" ")
    };
    let label = root.attribute("aria-label").map(str::to_string);
    let title = root.children().find(|it| it.has_tag_name(("http://www.w3.org/2000/svg", "title")));
    let said = title
        .map(inner)
        .or(label)
        .unwrap_or_else(|| named("text").map(inner).collect::<Vec<_>>().join(" "));
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    let said = if said.is_empty() { "SVG".to_string() } else { said };
    Some(said.chars().take(MOST_WORDS).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn drawings_are_pictures_and_all_else_stays() {
        let unfolded = |text: &str| super::super::unfolded::unfolded(text, unfold).join("|");
        let made = unfolded("a <svg viewBox=\"0 0 9 9\"><text>b &amp; c</text>\n\n<rect/></svg> d");
        assert!(
            made.starts_with("a <img alt=\"b &amp; c\" src=\"data:image/svg+xml;base64,"),
            "{made}"
        );
        assert!(made.ends_with("\"> d"), "{made}");
        for text in [
            "`<svg><rect/></svg>`",
            "<svg style={{a}}><rect/></svg>",
            "<svg style=\"display: none\"><rect/></svg>",
            "<svg><use href=\"#far\"/></svg>",
            "<svg><rect></svg>",
            "<svgx><rect/></svg>",
            &format!("{}<svg><rect/></svg>", "<svg>".repeat(2 * MOST_IN_VAIN)),
        ] {
            assert_eq!(unfolded(text), text);
        }
        let fenced = "```\n<svg><rect/></svg>\n```";
        assert_eq!(
            super::super::unfolded::unfolded(fenced, unfold).join("|"),
            fenced.replace('\n', "|")
        );
    }
}
