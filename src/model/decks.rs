//! What front matter says of decks for other programs.

use crate::data::tree::{Map, Node};

/// What only the front matter of decks has, in Marp, Slidev, reveal.js and pandoc for beamer.
const OF_DECKS: [&str; 12] = [
    "revealOptions",
    "transition",
    "drawings",
    "mdc",
    "routerMode",
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
    is_marp || format(map).is_some() || OF_DECKS.iter().any(|key| map.get(key).is_some())
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
