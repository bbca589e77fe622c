//! How much an SVG draws: parts that are referred to are drawn again each time, and parts of these too.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId, ParsingOptions};

/// The most elements that are drawn, each counted as often as it is.
const MOST_DRAWN: u64 = 100_000;

/// The deepest nesting of elements and references, in levels.
const DEEPEST: usize = 1_000;

/// Why a picture takes too much to draw, as the end of a sentence; `None` when it does not, or is no
/// XML, which is told when it is drawn.
pub fn excess(text: &str) -> Option<&'static str> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).ok()?;
    if document.descendants().any(|node| has_filter(&node)) {
        return Some("has a filter, which can take unlimited time to draw");
    }
    let mut count = Count::of(&document);
    let drawn = count.drawn(document.root_element(), 0);
    let message = "draws more than 100,000 elements, parts used again counted each time";
    (drawn > MOST_DRAWN).then_some(message)
}

fn has_filter(node: &Node) -> bool {
    let styled = node.attribute("style").is_some_and(|style| style.contains("filter"));
    let named = node.attribute("filter").is_some_and(|value| value.trim() != "none");
    let is_filter = node.tag_name().name() == "filter";
    let sheet = node.tag_name().name() == "style";
    is_filter || styled || named || sheet && node.text().is_some_and(|text| text.contains("filter"))
}

struct Count<'a> {
    by_id: HashMap<&'a str, Node<'a, 'a>>,
    /// What style sheets refer to: any element may be drawn with it.
    sheets: Vec<Node<'a, 'a>>,
    /// The elements counted; those being counted have nothing, so that circles end.
    known: HashMap<NodeId, u64>,
}

impl<'a> Count<'a> {
    fn of(document: &'a Document<'a>) -> Count<'a> {
        let with_id = |node: Node<'a, 'a>| Some((node.attribute("id")?, node));
        let by_id: HashMap<_, _> = document.descendants().filter_map(with_id).collect();
        let sheets = document.descendants().filter(|node| node.tag_name().name() == "style");
        let named = sheets.filter_map(|node| node.text()).flat_map(references);
        let sheets = named.filter_map(|id| by_id.get(id).copied()).collect();
        Count { by_id, sheets, known: HashMap::new() }
    }

    /// How many elements are drawn for this one.
    fn drawn(&mut self, node: Node<'a, 'a>, depth: usize) -> u64 {
        if depth > DEEPEST {
            return u64::MAX;
        }
        if let Some(known) = self.known.insert(node.id(), 0) {
            self.known.insert(node.id(), known);
            return known;
        }
        let mut sum: u64 = 1;
        let values = node.attributes().filter(|attribute| attribute.name() != "id");
        let mut named: Vec<_> = values.flat_map(|it| references(it.value())).collect();
        let links = node.attributes().filter(|attribute| attribute.name() == "href");
        named.extend(links.filter_map(|link| link.value().strip_prefix('#')));
        let named = named.into_iter().filter_map(|id| self.by_id.get(id).copied());
        let referred: Vec<_> = named.chain(self.sheets.iter().copied()).collect();
        for other in node.children().filter(Node::is_element).chain(referred) {
            sum = sum.saturating_add(self.drawn(other, depth + 1));
        }
        self.known.insert(node.id(), sum);
        sum
    }
}

/// The names in `url(#name)`, with or without quotes.
fn references(value: &str) -> impl Iterator<Item = &str> {
    value.split("url(").skip(1).filter_map(|rest| {
        let name = rest.split(')').next()?.trim().trim_matches(['"', '\'']).trim();
        name.strip_prefix('#')
    })
}
