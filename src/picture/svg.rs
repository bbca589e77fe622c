//! How much an SVG draws: parts that are referred to are drawn again each time, and parts of these too.

use std::collections::HashMap;

use roxmltree::{Document, Node, NodeId, ParsingOptions};

use super::{data_address, raster};
use crate::model::limits::Limits;

/// The most elements that are drawn, each counted as often as it is.
const MOST_DRAWN: u64 = 100_000;

/// The most comparisons of a rule of a style sheet with an element: each is made before it is drawn.
const MOST_COMPARED: usize = 10_000_000;

/// The most pieces of text; each is laid out together with all others of its text.
const MOST_SPANS: usize = 10_000;

/// The most pictures inside one another.
const MOST_INNER: usize = 4;

/// The deepest nesting of elements and references, in levels.
const DEEPEST: usize = 1_000;

/// Why a picture takes too much to draw, as the end of a sentence; `None` when it does not, or is no
/// XML, which is told when it is drawn.
pub fn excess(text: &str, limits: &Limits) -> Option<String> {
    excess_within(text, limits, MOST_INNER)
}

/// `levels` is how many pictures may be inside one another.
fn excess_within(text: &str, limits: &Limits, levels: usize) -> Option<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    let document = Document::parse_with_options(text, options).ok()?;
    if document.descendants().any(|node| has_filter(&node)) {
        return Some("has a filter, which can take unlimited time to draw".to_string());
    }
    if let Some(excess) = inner_excess(&document, limits, levels) {
        return Some(excess);
    }
    if let Some(excess) = slow(&document) {
        return Some(excess.to_string());
    }
    let mut count = Count::of(&document);
    let drawn = count.drawn(document.root_element(), 0);
    let message = "draws more than 100,000 elements, parts used again counted each time";
    (drawn > MOST_DRAWN).then(|| message.to_string())
}

/// What takes time that grows with the product of two numbers.
fn slow(document: &Document) -> Option<&'static str> {
    let elements = document.descendants().filter(Node::is_element);
    let named =
        |name: &'static str| elements.clone().filter(move |it| it.tag_name().name() == name);
    let texts = named("style").flat_map(|it| it.children()).filter_map(|it| it.text());
    // A rule may have several selectors.
    let rules: usize = texts.map(|text| text.matches(['{', ',']).count()).sum();
    if rules.saturating_mul(elements.clone().count()) > MOST_COMPARED {
        return Some("has more than 10,000,000 pairs of a rule of style and an element");
    }
    (named("tspan").count() > MOST_SPANS).then_some("has more than 10,000 pieces of text")
}

/// What is too much in the pictures that are written into an SVG as data.
fn inner_excess(document: &Document, limits: &Limits, levels: usize) -> Option<String> {
    let links = document.descendants().flat_map(|node| node.attributes());
    let links = links.filter(|link| link.name() == "href").map(|link| link.value().trim_start());
    let mut pixels: u64 = 0;
    for link in links.filter(|link| data_address::is_data(link)) {
        let Some(bytes) = data_address::bytes(link) else { continue };
        if let Ok(text) = str::from_utf8(&bytes) {
            let Some(levels) = levels.checked_sub(1) else {
                return Some("has too many pictures inside one another".to_string());
            };
            if let Some(excess) = excess_within(text, limits, levels) {
                return Some(format!("has a picture inside that {excess}"));
            }
        }
        pixels = pixels.saturating_add(raster::pixels(&bytes).unwrap_or_default());
        if pixels > limits.pixels {
            let most = limits.pixels;
            return Some(format!(
                "has {pixels} pixels in pictures inside; the limit is {most} in total"
            ));
        }
    }
    None
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_of_two_numbers_are_bounded() {
        let excess = |inner: &str| {
            let svg = format!("<svg xmlns='http://www.w3.org/2000/svg'>{inner}</svg>");
            excess(&svg, &Limits::default()).unwrap_or_default()
        };
        let styled = |rules: usize, elements: usize| {
            format!("<style>{}</style>{}", ".a{fill:red}".repeat(rules), "<g/>".repeat(elements))
        };
        assert!(excess(&styled(20_000, 5_000)).contains("rule of style"));
        assert_eq!(excess(&styled(100, 5_000)), "");
        let spans = |count| format!("<text>{}</text>", "<tspan>a</tspan>".repeat(count));
        assert!(excess(&spans(40_000)).contains("pieces of text"));
        assert_eq!(excess(&spans(500)), "");
    }
}
