//! What is changed on pages once they are laid out: links within the document become places, word joiners go. Typst asks
//! for the page of each link's target while it lays out, and then does everything that holds a link anew when pages have
//! moved.

use std::collections::{HashMap, HashSet};

use typst::ecow::EcoString;
use typst::foundations::{Label, Selector};
use typst::introspection::{Introspector, Location, Tag};
use typst::layout::{Frame, FrameItem};
use typst::model::{Destination, LinkMarker};
use typst::text::Lang;
use typst::utils::PicoStr;
use typst_layout::PagedDocument;

use super::joiners;

/// How templates write a link to a label: `to:LABEL`, and after a tab the words for a reader's voice; in several languages each
/// behind its language and a tab.
const SCHEME: &str = "to:";

/// The document with its inner links made places; the words of a link to a label that is not printed stay, as plain
/// text.
pub fn resolved(document: PagedDocument) -> PagedDocument {
    if !document.pages().iter().any(|page| is_unfinished(&page.frame)) {
        return document;
    }
    let mut pages: typst::ecow::EcoVec<_> = document.pages().into();
    let introspector = document.introspector().as_ref();
    let mut links = Links { introspector, dead: HashSet::new(), languages: HashMap::new() };
    for page in pages.make_mut() {
        languages(&page.frame, &mut Vec::new(), &mut links.languages);
        links.walk(&mut page.frame);
    }
    let info = typst::model::Document::info(&document).clone();
    PagedDocument::new(pages, info)
}

fn is_inner(destination: &Destination) -> bool {
    matches!(destination, Destination::Url(url) if url.starts_with(SCHEME))
}

fn is_unfinished(frame: &Frame) -> bool {
    frame.items().any(|(_, item)| match item {
        FrameItem::Group(group) => is_unfinished(&group.frame),
        FrameItem::Link(destination, _) => is_inner(destination),
        FrameItem::Text(text) => joiners::in_text(text),
        FrameItem::Tag(Tag::Start(element, _)) => {
            element.to_packed::<LinkMarker>().is_some_and(|marker| target_of(marker).is_some())
        }
        _ => false,
    })
}

/// The label and the words of the target that a link's tag names.
fn target_of(marker: &LinkMarker) -> Option<(&str, Option<&str>)> {
    let address = marker.alt.as_ref()?.strip_prefix(SCHEME)?;
    Some(address.split_once('\t').map_or((address, None), |(label, words)| (label, Some(words))))
}

/// The language that the text of each link is in.
fn languages(frame: &Frame, open: &mut Vec<Location>, found: &mut HashMap<Location, Lang>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => languages(&group.frame, open, found),
            FrameItem::Tag(Tag::Start(element, _)) if element.is::<LinkMarker>() => {
                open.extend(element.location());
            }
            FrameItem::Text(text) => found.extend(open.drain(..).map(|link| (link, text.lang))),
            _ => {}
        }
    }
}

/// The words for a reader's voice in this language, or else those that stand first.
fn in_language(words: &str, language: Option<&Lang>) -> EcoString {
    let parts: Vec<&str> = words.split('\t').collect();
    let own = parts.chunks_exact(2).find(|pair| language.is_some_and(|it| it.as_str() == pair[0]));
    own.map_or(parts.get(1).unwrap_or(&words), |pair| &pair[1]).to_owned().into()
}

struct Links<'a> {
    introspector: &'a dyn Introspector,
    /// Tags of links that lead nowhere.
    dead: HashSet<Location>,
    languages: HashMap<Location, Lang>,
}

impl Links<'_> {
    fn walk(&mut self, frame: &mut Frame) {
        if !is_unfinished(frame) && self.dead.is_empty() {
            return;
        }
        frame.retain(|item| match item {
            FrameItem::Group(group) => {
                self.walk(&mut group.frame);
                true
            }
            FrameItem::Text(text) if joiners::in_text(text) => joiners::take_out(text),
            FrameItem::Link(destination, _) if is_inner(destination) => {
                match self.place(destination) {
                    Some(place) => {
                        *destination = place;
                        true
                    }
                    None => false,
                }
            }
            FrameItem::Tag(Tag::Start(element, _)) => {
                let location = element.location();
                let Some(marker) = element.to_packed_mut::<LinkMarker>() else { return true };
                self.voiced(marker, location)
            }
            FrameItem::Tag(Tag::End(location, ..)) => !self.dead.remove(location),
            _ => true,
        });
    }

    /// Gives a link its words for a reader's voice; false if it leads nowhere.
    fn voiced(&mut self, marker: &mut LinkMarker, location: Option<Location>) -> bool {
        let Some((label, words)) = target_of(marker) else { return true };
        let language = location.as_ref().and_then(|location| self.languages.get(location));
        let words = words.map_or_else(|| marker.body.plain_text(), |it| in_language(it, language));
        let leads = self.location(label).is_some();
        if leads {
            marker.alt = Some(words);
        } else {
            self.dead.extend(location);
        }
        leads
    }

    fn place(&self, destination: &Destination) -> Option<Destination> {
        let Destination::Url(url) = destination else { return None };
        let address = url.strip_prefix(SCHEME)?;
        let label = address.split('\t').next()?;
        self.location(label).map(Destination::Location)
    }

    /// Where a label stands; the first place, if there are several.
    fn location(&self, label: &str) -> Option<Location> {
        let label = Label::new(PicoStr::get(label)?)?;
        let found = match self.introspector.query_label(label) {
            Ok(element) => Some(element.clone()),
            Err(_) => self.introspector.query_first(&Selector::Label(label)),
        };
        found.and_then(|element| element.location())
    }
}
