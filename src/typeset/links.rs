//! Links on the finished pages: templates and blocks of Typst are code, and may lead a reader anywhere.

use std::collections::HashSet;

use typst::layout::{Frame, FrameItem};
use typst::model::Destination;
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::input::Input;
use super::preflight::Locate;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};
use crate::model::web_address;

/// A finding for every address that no link may have.
pub fn check(document: &PagedDocument, input: &Input, locate: Locate) -> Vec<Diagnostic> {
    let mut links = Links::default();
    for (page, number) in document.pages().iter().zip(1..) {
        links.walk(&page.frame, number);
    }
    links.refused.iter().map(|it| it.finding(input, locate)).collect()
}

#[derive(Default)]
struct Links {
    /// The addresses that have been looked at: a link over two lines is two areas.
    seen: HashSet<String>,
    /// The last words before the link.
    near: Option<Span>,
    refused: Vec<Refused>,
}

struct Refused {
    address: String,
    reason: String,
    /// From 1.
    page: usize,
    near: Option<Span>,
}

impl Links {
    fn walk(&mut self, frame: &Frame, page: usize) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.walk(&group.frame, page),
                FrameItem::Text(text) => {
                    let spans = text.glyphs.iter().map(|glyph| glyph.span.0);
                    self.near = spans.into_iter().find(|it| !it.is_detached()).or(self.near);
                }
                FrameItem::Link(Destination::Url(url), _) => self.look(url.as_str(), page),
                _ => {}
            }
        }
    }

    fn look(&mut self, address: &str, page: usize) {
        if !self.seen.insert(address.to_string()) {
            return;
        }
        if let Err(reason) = web_address::written(address) {
            let (address, near) = (address.chars().take(60).collect(), self.near);
            self.refused.push(Refused { address, reason, page, near });
        }
    }
}

impl Refused {
    fn finding(&self, input: &Input, locate: Locate) -> Diagnostic {
        let place = self.near.and_then(locate).unwrap_or_else(|| Place::file(input.manifest));
        let Refused { address, reason, page, .. } = self;
        let message = format!(
            "a template makes a link to “{address}”, which {reason} ({}, page {page})",
            input.name
        );
        let schemes = web_address::SCHEMES.map(|scheme| format!("{scheme}:")).join(", ");
        let help = format!("remove the link from the template; links may have {schemes}");
        Diagnostic::new(codes::LINK_ON_PAGE, place, message).help(help)
    }
}
