//! Pictures of Markdown: alone in a paragraph or among words, with what stands between their braces.

use comrak::nodes::{AstNode, NodeLink, NodeValue};

use super::inlines::Inlines;
use super::nodes::{own_alt, plain_text};
use super::pictures::{Outcome, Wanted};
use super::second_reading::GUARD;
use crate::model::inline::{Inline, PictureSize};
use crate::model::manuscript::BlockKind;
use crate::model::width;

impl<'r> Inlines<'_, 'r> {
    /// The picture that is all a paragraph holds; nothing when words stand for it.
    pub(super) fn picture_alone(
        &mut self,
        link: &NodeLink,
        node: &'r AstNode<'r>,
    ) -> Option<BlockKind> {
        let place = self.lines.place(node);
        match self.outcome(link, node) {
            Outcome::Shown(shown) => {
                let alt = described(node);
                Some(BlockKind::Image {
                    typed: self.lines.rendered.typed(&alt),
                    alt: shown.alt,
                    path: shown.path,
                    caption: self.caption(link, node),
                    size: shown.size,
                })
            }
            Outcome::Words(words) if words.is_empty() => Some(BlockKind::Paragraph(words)),
            Outcome::Words(mut words) => {
                // What stands for it says its words already.
                let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect();
                let [title, alt]: [String; 2] = [letters(&link.title), letters(&described(node))];
                let caption = self.caption(link, node);
                let begins = title.chars().zip(alt.chars()).take(LIKE).all(|(a, b)| a == b);
                let is_said = begins && !title.is_empty() && !alt.is_empty();
                if !caption.is_empty() && !is_said {
                    words.push(Inline::Text(" ".to_string(), place));
                    words.extend(caption);
                }
                Some(BlockKind::Paragraph(words))
            }
        }
    }

    /// A picture among words, or what stands for it.
    pub(super) fn image(&mut self, link: &NodeLink, node: &'r AstNode<'r>, out: &mut Vec<Inline>) {
        let place = self.lines.place(node);
        match self.outcome(link, node) {
            Outcome::Words(words) => out.extend(words),
            Outcome::Shown(shown) => {
                let (path, alt, size) = (shown.path, shown.alt, shown.size);
                if !link.title.trim().is_empty() {
                    self.pictures.untold_title(&self.lines.rendered.plain(&link.title), &place);
                }
                out.push(Inline::Image { path, alt, size, place });
            }
        }
    }

    fn outcome(&mut self, link: &NodeLink, node: &'r AstNode<'r>) -> Outcome {
        let rendered = self.lines.rendered;
        let is_link = |it: &AstNode| matches!(it.data.borrow().value, NodeValue::Link(_));
        let wanted = Wanted {
            address: rendered.plain(&link.url),
            alt: rendered.plain(&described(node)),
            size: size(node),
            place: self.lines.place(node),
            in_link: node.ancestors().any(is_link),
            in_heading: self.pictures.in_heading,
        };
        self.pictures.picture(wanted, rendered.folder(), self.reading)
    }

    /// The words beneath a picture: its title, read as Markdown.
    fn caption(&mut self, link: &NodeLink, node: &'r AstNode<'r>) -> Vec<Inline> {
        if link.title.trim().is_empty() {
            return Vec::new();
        }
        let start = node.data.borrow().sourcepos.start;
        let at = self.lines.offset(start.line, start.column);
        let Some((paragraph, base)) = self.captions.get(&at).copied() else {
            let title = self.lines.rendered.plain(&link.title);
            return vec![Inline::Text(title, self.lines.place(node))];
        };
        let around = self.lines.base.replace(Some(base));
        let mut caption = self.read(paragraph);
        self.lines.base.set(around);
        if let Some(Inline::Text(text, place)) = caption.first_mut()
            && text.starts_with(GUARD)
        {
            text.remove(0);
            *place =
                self.lines.rendered.place(base + GUARD.len_utf8()..base + GUARD.len_utf8() + 1);
        }
        caption
    }
}

/// Whether a node is a heading with words beside its pictures.
pub fn has_own_words<'r>(node: &'r AstNode<'r>) -> bool {
    let says = |it: &'r AstNode<'r>| match &it.data.borrow().value {
        NodeValue::Text(text) => text.contains(char::is_alphanumeric),
        NodeValue::Code(_) => true,
        _ => false,
    };
    let in_picture = |it: &'r AstNode<'r>| {
        it.ancestors().any(|it| matches!(it.data.borrow().value, NodeValue::Image(_)))
    };
    matches!(node.data.borrow().value, NodeValue::Heading(_))
        && node.descendants().any(|it| says(it) && !in_picture(it))
}

/// How many letters two descriptions have in common that are one: references in them are written otherwise.
const LIKE: usize = 24;

/// The words that stand for a picture: between its brackets, or as `fig-alt` of Quarto, which makes those its caption.
fn described<'r>(node: &'r AstNode<'r>) -> String {
    own_alt(node).unwrap_or_else(|| plain_text(node))
}

/// The width and height that stand between a picture's braces.
fn size(node: &AstNode) -> PictureSize {
    let data = node.data.borrow();
    let of = |name: &str| {
        let mut pairs = data.attrs.iter().flat_map(|attributes| &attributes.pairs);
        pairs.find(|(key, _)| key == name).map(|(_, value)| width::plain(value))
    };
    PictureSize { natural: None, width: of("width"), height: of("height") }
}
