//! What is put between two runs of Chinese text that Typst shapes one by one: the quarter em beside boxes
//! and formulas, and less space where two marks meet.

use crate::language::characters::is_ideograph;
use crate::language::punctuation::share;

/// What begins no line, and is kept from its start by the letter before it, but not by a box (UAX 14, rule LB20 stands
/// before those of these classes: NS, IN and PO).
const NON_STARTERS: &str =
    "：；・々〻ゝゞヽヾー〜…‥—％‰℃ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ";

/// What was written last, as far as the next run has to know.
#[derive(Debug, Clone, Copy, Default)]
pub struct Edge {
    last: Option<char>,
    boxed: bool,
    styled: bool,
}

impl Edge {
    /// After a run that ends with this character; a box or formula stands for itself.
    pub fn after(last: Option<char>, boxed: bool) -> Edge {
        Edge { last, boxed, styled: false }
    }

    /// The style changes here.
    pub fn restyled(self) -> Edge {
        Edge { styled: true, ..self }
    }

    /// The Typst source between this and a run that begins with `next`. Weak space vanishes at a line's edge. Marks share
    /// their blank but for a little, since a tight line takes some of it too.
    pub fn joint(self, next: char, boxed: bool) -> &'static str {
        match self.last {
            Some(last) if boxed && is_ideograph(last) && !is_ideograph(next) => {
                "#h(0.25em, weak: true);"
            }
            Some(last) if self.boxed && is_ideograph(next) && !is_ideograph(last) => {
                "#h(0.25em, weak: true);"
            }
            Some(last) if self.styled && !boxed && share(last, next) => match next {
                // These are kept from the line's start by what stands before them, which is the space now.
                '：' | '；' => "#h(-0.4em, weak: true);\u{2060}",
                _ => "#h(-0.4em, weak: true);",
            },
            Some(_) if self.boxed && NON_STARTERS.contains(next) => "\u{2060}",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_share_their_space_only_where_the_style_changes() {
        let joint = |last, next| Edge::after(Some(last), false).restyled().joint(next, false);
        assert_eq!(joint('：', '“'), "#h(-0.4em, weak: true);");
        assert_eq!(joint('）', '：'), "#h(-0.4em, weak: true);\u{2060}");
        assert_eq!(joint('（', '《'), "#h(-0.4em, weak: true);");
        for (last, next) in [('“', '”'), ('甲', '“'), ('）', '乙'), ('—', '“')] {
            assert_eq!(joint(last, next), "", "{last}{next}");
        }
        assert_eq!(Edge::after(Some('：'), false).joint('“', false), "");
    }

    #[test]
    fn a_quarter_em_stands_between_han_and_boxes() {
        let quarter = "#h(0.25em, weak: true);";
        assert_eq!(Edge::after(Some('甲'), false).joint('P', true), quarter);
        assert_eq!(Edge::after(Some('1'), true).joint('乙', false), quarter);
        for (edge, next) in [(Edge::after(Some('，'), false), 'P'), (Edge::default(), 'P')] {
            assert_eq!(edge.joint(next, true), "");
        }
        assert_eq!(Edge::after(Some('1'), true).joint('，', false), "");
        assert_eq!(Edge::after(Some('1'), true).joint('：', false), "\u{2060}");
        assert_eq!(Edge::after(Some('甲'), false).joint('A', false), "");
    }
}
