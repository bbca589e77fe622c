//! What front matter says of decks for other programs.

use crate::data::tree::{Map, Node};

/// What only the front matter of decks has, in Marp, Slidev, reveal.js, HackMD and pandoc for beamer.
const OF_DECKS: [&str; 18] = [
    "revealOptions",
    "slideOptions",
    "transition",
    "drawings",
    "mdc",
    "routerMode",
    "highlighter",
    "monaco",
    "colorSchema",
    "canvasWidth",
    "exportFilename",
    "slideNumber",
    "slide-level",
    "colortheme",
    "fonttheme",
    "innertheme",
    "outertheme",
    "aspectratio",
];

/// Those of them that pandoc reads.
const OF_PANDOC: [&str; 5] = ["colortheme", "fonttheme", "innertheme", "outertheme", "aspectratio"];

/// Themes that only decks have, of Slidev; texts for Marp say `marp: true`.
const THEMES: [&str; 6] = ["seriph", "apple-basic", "bricks", "shibainu", "geist", "purplin"];

/// What the formats of decks have in their names, in R Markdown and Quarto, and the level of the headings
/// that make slides there; without one it follows from the text.
const FORMATS: [(&str, Option<usize>); 7] = [
    ("revealjs", Some(2)),
    ("ioslides", Some(2)),
    ("slidy", Some(2)),
    ("beamer", None),
    ("powerpoint", None),
    ("presentation", None),
    ("pptx", None),
];

/// A format of decks in which headings of a level make slides.
pub struct Format {
    /// The level, if the format or its options have one.
    pub level: Option<usize>,
}

/// Whether the front matter is that of a deck for another program.
pub fn is_deck(map: &Map) -> bool {
    let is_marp = map.get("marp").and_then(Node::as_cell).is_some_and(|cell| &*cell.text == "true");
    let theme = map.get("theme").and_then(Node::as_cell).map(|cell| cell.text.trim());
    let themed = theme.is_some_and(|name| {
        THEMES.contains(&name)
            || ["slidev-theme-", "@slidev/"].iter().any(|it| name.starts_with(it))
    });
    let kind = map.get("type").and_then(Node::as_cell).map(|cell| cell.text.trim());
    is_marp
        || themed
        || kind == Some("slide")
        || is_remark(map)
        || format(map).is_some()
        || OF_DECKS.iter().any(|key| map.get(key).is_some())
}

/// Whether only rules part the slides of a deck: in Marp, Slidev, HackMD and reveal.js.
pub fn is_ruled(map: &Map) -> bool {
    is_deck(map) && format(map).is_none() && !is_remark(map)
}

/// Whether a text is a deck of GitPitch: by the name of its file, or by rules that say how the slide behind them looks.
pub fn is_pitch(path: &str, text: &str) -> bool {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    name.eq_ignore_ascii_case("pitchme.md")
        || text.lines().any(|line| line.starts_with("---?") || line.starts_with("+++?"))
}

/// What stands at the head of slides of remark.js.
const PROPERTIES: [&str; 6] =
    ["class:", "layout:", "template:", "name:", "count:", "background-image:"];

/// Whether a text without front matter that says so is a deck of remark.js: rules part it, and properties stand at its head
/// or behind several rules.
pub fn is_bare_remark(text: &str) -> bool {
    let is_property = |line: &str| PROPERTIES.iter().any(|it| line.starts_with(it));
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).peekable();
    let mut heads = usize::from(lines.peek().is_some_and(|line| is_property(line)));
    let mut rules = 0;
    while let Some(line) = lines.next() {
        if line.trim_end() == "---" {
            rules += 1;
            heads += usize::from(lines.peek().is_some_and(|next| is_property(next)));
        }
    }
    rules > 1 && heads > 1
}

/// What the formats of remark.js have in their names, in R Markdown.
const OF_REMARK: [&str; 2] = ["xaringan", "moon_reader"];

/// Whether the front matter asks for a deck of remark.js, as xaringan makes it.
pub fn is_remark(map: &Map) -> bool {
    remark_options(map).is_some()
}

/// Whether such a deck has a slide of its title, which only `seal: false` takes away.
pub fn is_sealed(map: &Map) -> bool {
    let own = remark_options(map).and_then(Node::as_map).and_then(|own| own.get("seal"));
    is_remark(map) && own.and_then(Node::as_cell).is_none_or(|cell| &*cell.text != "false")
}

/// What stands behind the name of such a format, or the name.
fn remark_options(map: &Map) -> Option<&Node> {
    let is_named = |name: &str| OF_REMARK.iter().any(|it| name.contains(it));
    match map.get("output")? {
        Node::Map(map) => {
            let own = map.entries.iter().find(|(name, _)| is_named(name));
            own.map(|(_, entry)| &entry.node)
        }
        node => Some(node).filter(|node| node.as_cell().is_some_and(|it| is_named(&it.text))),
    }
}

/// Whether the front matter asks for a deck of ioslides.
pub fn is_ioslides(map: &Map) -> bool {
    let is_named = |name: &str| name.contains("ioslides");
    match map.get("output") {
        Some(Node::Map(map)) => map.entries.iter().any(|(name, _)| is_named(name)),
        Some(node) => node.as_cell().is_some_and(|cell| is_named(&cell.text)),
        None => false,
    }
}

/// The format of pandoc, Quarto or R Markdown that front matter asks for.
pub fn format(map: &Map) -> Option<Format> {
    let named = ["format", "output"].into_iter().filter_map(|key| map.get(key)).find_map(of_node);
    let is_beamer = OF_PANDOC.iter().any(|key| map.get(key).is_some());
    named.or_else(|| is_beamer.then_some(Format { level: None }))
}

fn of_node(node: &Node) -> Option<Format> {
    let level = |name: &str| FORMATS.iter().find(|(it, _)| name.contains(it)).map(|(_, it)| *it);
    match node {
        Node::Map(map) => map.entries.iter().find_map(|(name, entry)| {
            let usual = level(name)?;
            let own = entry.node.as_map();
            let own = own.and_then(|it| it.get("slide-level").or_else(|| it.get("slide_level")));
            let own = own.and_then(Node::as_cell).and_then(|cell| cell.text.trim().parse().ok());
            Some(Format { level: own.or(usual) })
        }),
        node => node.as_cell().and_then(|cell| level(&cell.text)).map(|level| Format { level }),
    }
}

#[cfg(test)]
mod tests {
    use super::is_bare_remark;

    #[test]
    fn decks_of_remark_need_no_front_matter() {
        assert!(is_bare_remark("class: center\n\n# A\n\n---\n\nb\n---\nclass: middle\n\n# C\n"));
        assert!(is_bare_remark("# A\n\n---\nlayout: true\n\n---\n\nname: b\n# B\n"));
        for text in [
            "class: center\n\n# A\n",
            "# A\n\n---\n\nname: b\n\n---\n\nc",
            "a\n\n---\n\nb\n\n---\n\nc",
        ] {
            assert!(!is_bare_remark(text), "{text}");
        }
    }
}
