//! The title of a text that was given none: its first heading.

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::model::anchors;
use crate::model::manifest::Document;
use crate::model::manuscript::{Block, BlockKind, Inline, Manuscript, walk_blocks, walk_inlines};
use crate::typst_source::latex;

/// Takes the first heading out of the text, and lifts all others by a level where none of them is of
/// level 1. One of a lower level that others equal, or that words or pictures stand before, stays where
/// it is, and nothing stands above the text. A deck keeps its first slide when it says anything, or when rules part its slides.
pub fn take_title(
    manuscript: &mut Manuscript,
    document: &Document,
    findings: &mut Findings,
) -> Option<Bilingual> {
    let blocks = &mut manuscript.blocks;
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let at = blocks.iter().position(is_heading)?;
    let BlockKind::Heading { level, body, .. } = &blocks[at].kind else { return None };
    let (words, slug) = (Words::of(body), anchors::slug(body));
    // Signs between badges that are left out.
    let said = words.text.trim().trim_end_matches(['·', '|', ' ']);
    let Some(title) = Some(said).filter(|title| !title.is_empty()).map(Bilingual::same) else {
        // A picture says the title, and stays.
        let pictured = pictured(&blocks[at..=at]);
        manuscript.keeps_title |= pictured.is_some();
        return pictured;
    };
    let is_ruled = blocks.iter().any(|block| matches!(block.kind, BlockKind::Rule));
    let says_nothing = at == 0 && blocks.get(1).is_some_and(is_heading);
    if document.is_deck() && (is_ruled || !says_nothing) {
        manuscript.keeps_title = true;
        return Some(title);
    }
    let level = *level;
    findings.extend(words.finding());
    let (mut peers, mut highest) = (0, 0);
    walk_blocks(blocks, &mut |block| {
        if let BlockKind::Heading { level: own, .. } = block.kind {
            peers += usize::from(own <= level);
            highest += usize::from(own == 1);
        }
    });
    // What stands before a section does not belong to it, such as the picture that is the title of a README.
    let mut follows = false;
    walk_blocks(&blocks[..at], &mut |block| {
        let is_picture = matches!(block.kind, BlockKind::Image { .. });
        follows |= is_picture || block.kind.inlines().iter().any(|it| !it.is_empty());
    });
    if level > 1 && (peers > 1 || follows) {
        manuscript.keeps_title = true;
        return pictured(&blocks[..at]).or(Some(title));
    }
    let heading = blocks.remove(at);
    let words = heading.kind.inlines().concat();
    let name = heading.id.unwrap_or(slug);
    lend_name(blocks, at, name, &words);
    if highest <= usize::from(level == 1) {
        lift(blocks);
    }
    Some(title)
}

/// What the first picture before a text says, which stands for its title.
fn pictured(before: &[Block]) -> Option<Bilingual> {
    let mut said = None;
    walk_blocks(before, &mut |block| {
        if let BlockKind::Image { alt, path, .. } = &block.kind {
            said = said.take().or_else(|| named(alt, path));
        }
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                if let Inline::Image { alt, path, .. } = inline {
                    said = said.take().or_else(|| named(alt, path));
                }
            });
        }
    });
    said.as_deref().map(Bilingual::same)
}

/// The words of a picture, unless they are the name of its file.
fn named(alt: &str, path: &str) -> Option<String> {
    let alt = alt.trim();
    (!alt.is_empty() && !path.ends_with(alt)).then(|| alt.to_string())
}

/// Takes the first heading out of a text that says its title twice, in the front matter and here.
pub fn drop_repeated(manuscript: &mut Manuscript, document: &Document, title: &Bilingual) {
    let title = title.get_or_any(manuscript.language).trim();
    let repeats = manuscript.blocks.first().is_some_and(|block| match &block.kind {
        BlockKind::Heading { level: 1, body, .. } => plain(body) == title,
        _ => false,
    });
    if repeats && !document.is_deck() {
        take_title(manuscript, document, &mut Findings::default());
    }
}

/// Links to the title lead to what stands beneath it; those without words print the title.
fn lend_name(blocks: &mut [Block], at: usize, name: String, words: &[Inline]) {
    let spelled = |url: &str| {
        url.strip_prefix('#').is_some_and(|it| {
            let spellings = anchors::spellings(it);
            spellings.contains(&name) || spellings.contains(&anchors::key(&name))
        })
    };
    name_links(blocks, &spelled, words);
    let (mut linked, mut taken) = (false, false);
    walk_blocks(blocks, &mut |block| {
        taken |= block.id.as_ref() == Some(&name);
        for inlines in block.kind.inlines() {
            walk_inlines(inlines, &mut |inline| {
                linked |= matches!(inline, Inline::Link { url, .. } if spelled(url));
            });
        }
    });
    let free = |block: &&mut Block| {
        block.id.is_none()
            && matches!(
                block.kind,
                BlockKind::Heading { .. }
                    | BlockKind::Paragraph(_)
                    | BlockKind::List { .. }
                    | BlockKind::Quote(_)
            )
    };
    if let Some(next) = blocks.iter_mut().skip(at).find(free).filter(|_| linked && !taken) {
        next.id = Some(name);
    }
}

/// Gives words to the links without any whose address is meant.
fn name_links(blocks: &mut [Block], is_meant: &impl Fn(&str) -> bool, words: &[Inline]) {
    for block in blocks {
        if let BlockKind::Paragraph(body) | BlockKind::Heading { body, .. } = &mut block.kind {
            for inline in body {
                match inline {
                    Inline::Link { url, body, .. } if body.is_empty() && is_meant(url) => {
                        *body = words.to_vec();
                    }
                    _ => {}
                }
            }
        }
        block.kind.runs_mut().into_iter().for_each(|run| name_links(run, is_meant, words));
    }
}

/// Words in plain characters.
pub fn plain(body: &[Inline]) -> String {
    Words::of(body).text.trim().to_string()
}

/// A heading in plain characters.
#[derive(Default)]
struct Words {
    text: String,
    /// What plain characters do not show, and where it is.
    lost: Vec<(&'static str, Place)>,
}

impl Words {
    fn of(body: &[Inline]) -> Words {
        let mut words = Words::default();
        words.add(body);
        words
    }

    fn add(&mut self, body: &[Inline]) {
        for inline in body {
            match inline {
                Inline::Text(more, _) | Inline::Code { text: more, .. } => self.text.push_str(more),
                Inline::Value(printed, place) => {
                    self.text.push_str(&printed.text);
                    self.lost.push(("the mark of its value", place.clone()));
                }
                Inline::Math { formula, place, .. } => {
                    self.text.push_str(&latex::plain(&formula.latex));
                    self.lost.push(("its formula", place.clone()));
                }
                Inline::Image { place, .. } => self.lost.push(("its picture", place.clone())),
                Inline::Link { body, place, .. } => {
                    self.add(body);
                    self.lost.push(("its link", place.clone()));
                }
                Inline::Cite(group) => {
                    let place = group.first().map(|it| it.place.clone());
                    self.lost.extend(place.map(|place| ("its citation", place)));
                }
                Inline::Footnote { body, .. } => {
                    let place = body.iter().find_map(|inline| match inline {
                        Inline::Text(_, place) => Some(place.clone()),
                        _ => None,
                    });
                    self.lost.extend(place.map(|place| ("its footnote", place)));
                }
                Inline::Super(body) => self.raised(body, SUPERSCRIPTS),
                Inline::Sub(body) => self.raised(body, SUBSCRIPTS),
                Inline::Break => self.text.push(' '),
                other => self.add(other.children()),
            }
        }
    }

    /// Digits and signs have raised and lowered characters of their own.
    fn raised(&mut self, body: &[Inline], characters: &str) {
        let plain = Words::of(body);
        let of = |c: char| PLAIN.chars().zip(characters.chars()).find(|(plain, _)| *plain == c);
        match plain.text.chars().map(|c| of(c).map(|it| it.1)).collect::<Option<String>>() {
            Some(raised) => self.text.push_str(&raised),
            None => self.text.push_str(&plain.text),
        }
        self.lost.extend(plain.lost);
    }

    /// A finding for what the title does not show.
    fn finding(&self) -> Option<Diagnostic> {
        let (_, first) = self.lost.first()?;
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in &self.lost {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let message = format!("the title is printed as plain text, without {}", names.join(", "));
        let finding = Diagnostic::new(codes::TITLE_SIMPLIFIED, first.clone(), message);
        Some(finding.help("say it in the first sentence, or write `title:` in the front matter"))
    }
}

const PLAIN: &str = "0123456789+-=()n";
const SUPERSCRIPTS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ";
const SUBSCRIPTS: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙ";

fn lift(blocks: &mut [Block]) {
    for block in blocks {
        match &mut block.kind {
            BlockKind::Heading { level, .. } => *level = level.saturating_sub(1).max(1),
            BlockKind::Quote(inner)
            | BlockKind::Callout { blocks: inner, .. }
            | BlockKind::Div { blocks: inner, .. } => lift(inner),
            BlockKind::List { items, .. } => items.iter_mut().for_each(|item| lift(item)),
            _ => {}
        }
    }
}
