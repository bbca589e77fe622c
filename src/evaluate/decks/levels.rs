//! Which headings of a deck open a slide by themselves.

use super::lines::{Kind, heading_level, lines};
use crate::data::tree::{Map, Node};
use crate::model::decks;

/// The deepest heading that opens a slide, as the front matter says; 0 for one that says nothing and is
/// not for a program that has a rule of its own.
pub fn divider(front_matter: Option<&Map>, text: &str) -> usize {
    let Some(map) = front_matter else { return 0 };
    let said = |key: &str| map.get(key).map(levels).filter(|levels| !levels.is_empty());
    let said = said("headingDivider").or_else(|| said("slide-level"));
    if let Some(said) = said {
        return said.into_iter().max().unwrap_or_default();
    }
    match decks::format(map) {
        Some(format) => format.level.unwrap_or_else(|| highest_with_content(text)),
        None => 0,
    }
}

fn levels(node: &Node) -> Vec<usize> {
    let cells: Vec<_> = match node {
        Node::List(list) => list.items.iter().filter_map(Node::as_cell).collect(),
        node => node.as_cell().into_iter().collect(),
    };
    cells.into_iter().filter_map(|cell| cell.text.trim().parse().ok()).collect()
}

/// The highest level of headings that content follows, and not another heading: what pandoc makes slides of.
fn highest_with_content(text: &str) -> usize {
    let mut highest = 0;
    let mut above = 0;
    for line in lines(text).iter().filter(|line| !line.is_blank()) {
        let level = if line.kind == Kind::Text { heading_level(line.text) } else { 0 };
        if level == 0 && above > 0 && (highest == 0 || above < highest) {
            highest = above;
        }
        above = level;
    }
    highest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_level_of_slides_is_the_highest_with_content() {
        for (text, level) in [
            ("# A\n\n## B\n\nb\n\n## C\n\n### D\n\nd", 2),
            ("# A\n\na\n\n## B\n\nb", 1),
            ("# A\n\n## B\n\n```\n# c\n```\n", 2),
            ("words", 0),
        ] {
            assert_eq!(highest_with_content(text), level, "{text}");
        }
    }
}
