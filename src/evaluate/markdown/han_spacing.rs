//! White space of Chinese text: none at a line break between Han characters, none typed between
//! Han and Latin (Typst sets the quarter-em of CLREQ 3.2.2 there, and `joints` beside boxes).

use crate::data::place::Place;
use crate::language::characters::{is_ideograph, is_measure, is_wide};
use crate::language::line_breaks::chinese_breaks;
use crate::model::manuscript::Inline;

/// Raised and lowered figures, beside which Typst sets no space.
const RAISED: &str = "¹²³⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉";

/// Whether the two characters belong to scripts between which Typst sets the space itself.
fn is_boundary(left: char, right: char) -> bool {
    let narrow = |character: char| {
        character.is_alphanumeric() && !is_wide(character) && !RAISED.contains(character)
    };
    let beside_han = |other: char| narrow(other) || "+−±<>≥≤≈=%⁺⁻°'\"()".contains(other);
    is_ideograph(left) && beside_han(right) || beside_han(left) && is_ideograph(right)
}

/// Whether a space between these two characters has no meaning in Chinese text. Between two Han characters
/// of one line it parts names or columns, and stays.
fn is_idle(left: char, right: char) -> bool {
    let words = is_ideograph(left) && is_ideograph(right);
    is_boundary(left, right) || is_wide(left) && is_wide(right) && !words
}

/// Removes idle spaces from Chinese running text, also beside emphasis, links and values. A text
/// is split where a space is taken out, so that every part keeps its exact place.
pub fn tighten(inlines: Vec<Inline>) -> Vec<Inline> {
    tighten_between(inlines, None, None)
}

fn tighten_between(inlines: Vec<Inline>, before: Option<char>, after: Option<char>) -> Vec<Inline> {
    let edges: Vec<(Option<char>, Option<char>)> = (0..inlines.len())
        .map(|i| {
            let left = inlines[..i].iter().rev().find_map(last_char).or(before);
            (left, inlines[i + 1..].iter().find_map(first_char).or(after))
        })
        .collect();
    let mut out = Vec::with_capacity(inlines.len());
    for (inline, (left, right)) in inlines.into_iter().zip(edges) {
        match inline {
            Inline::Text(text, place) => tighten_text(&text, &place, left, right, &mut out),
            Inline::Emph(body) => out.push(Inline::Emph(tighten_between(body, left, right))),
            Inline::Strong(body) => out.push(Inline::Strong(tighten_between(body, left, right))),
            Inline::Strike(body) => out.push(Inline::Strike(tighten_between(body, left, right))),
            Inline::Underline(body) => {
                out.push(Inline::Underline(tighten_between(body, left, right)));
            }
            Inline::Mark(body) => out.push(Inline::Mark(tighten_between(body, left, right))),
            Inline::Link { url, body, place } => {
                out.push(Inline::Link { url, body: tighten_between(body, left, right), place });
            }
            Inline::Footnote { name, body } => {
                out.push(Inline::Footnote { name, body: tighten_between(body, None, None) });
            }
            other => out.push(other),
        }
    }
    out
}

fn tighten_text(
    text: &str,
    place: &Place,
    before: Option<char>,
    after: Option<char>,
    out: &mut Vec<Inline>,
) {
    let characters: Vec<char> = text.chars().collect();
    let at = |i: usize| characters.get(i).copied();
    let is_idle_space = |i: usize| {
        let left = i.checked_sub(1).map_or(before, at);
        let right = at(i + 1).or(after);
        let idle = matches!((left, right), (Some(left), Some(right)) if is_idle(left, right) && !is_measure(left, right));
        at(i) == Some(' ') && idle
    };
    let mut start = 0;
    for end in 0..=characters.len() {
        if end < characters.len() && !is_idle_space(end) {
            continue;
        }
        if start < end {
            let place =
                Place { column: place.column + start, length: end - start, ..place.clone() };
            let before = if start == 0 { before } else { at(start - 1) };
            let text: String = characters[start..end].iter().collect();
            out.push(Inline::Text(chinese_breaks(&text, before), place));
        }
        start = end + 1;
    }
}

fn first_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text, _) | Inline::Code { text, .. } => text.chars().next(),
        Inline::Math { formula, .. } if !formula.display => Some('x'),
        Inline::Value(printed, _) => printed.text.chars().next(),
        other => other.children().iter().find_map(first_char),
    }
}

fn last_char(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text, _) | Inline::Code { text, .. } => text.chars().last(),
        Inline::Math { formula, .. } if !formula.display => Some('x'),
        Inline::Value(printed, _) => printed.text.chars().last(),
        other => other.children().iter().rev().find_map(last_char),
    }
}
