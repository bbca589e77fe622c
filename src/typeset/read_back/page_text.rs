//! The text of finished pages, sorted by the passages of the source that it comes from.

use std::collections::HashMap;

use typst::layout::{Abs, Dir, Frame, FrameItem, Point, Transform};
use typst::syntax::{FileId, Source, Span};
use typst::text::{Glyph, TextItem};
use typst_layout::PagedDocument;
use unicode_bidi::{BidiClass, bidi_class};

use super::passages::{Passage, letters};

/// What the pages show of one passage.
#[derive(Debug, Default)]
pub struct Read {
    /// Its letters, in the order of the pages; twice if it is shown twice.
    pub text: String,
    /// When it came first, from 1.
    pub first: usize,
    /// The page of its first letter, from 1.
    pub page: usize,
    /// What templates have put behind its last letter.
    behind: String,
    /// A digit, point or sign of a template that touches it.
    pub stuck: Option<Stuck>,
    /// A text of a template that only a blank of a template parts from it; it may have taken the place of a part.
    pub near: Option<Stuck>,
}

/// On which side of a value a template has put a text, and which.
#[derive(Debug)]
pub enum Stuck {
    /// Before it.
    Before(String),
    /// Behind it.
    Behind(String),
}

impl Stuck {
    /// What a reader sees in place of a value.
    pub fn beside(&self, value: &str) -> String {
        match self {
            Stuck::Before(text) => format!("{text}{value}"),
            Stuck::Behind(text) => format!("{value}{text}"),
        }
    }
}

/// Reads all pages. `spans` lead to the passages of `source`.
pub fn read(
    document: &PagedDocument,
    source: &Source,
    spans: &HashMap<Span, usize>,
    passages: &[Passage],
) -> Vec<Read> {
    let mut reader = Walk {
        file: source.id(),
        spans,
        passages,
        last: None,
        owner: None,
        known: (Span::detached(), None),
        read: Vec::new(),
        count: 0,
        page: 0,
    };
    reader.read.resize_with(passages.len(), Read::default);
    for page in document.pages() {
        reader.last = None;
        reader.page += 1;
        reader.frame(&page.frame, Transform::identity());
    }
    reader.read
}

struct Walk<'a> {
    file: FileId,
    spans: &'a HashMap<Span, usize>,
    passages: &'a [Passage],
    /// The last piece.
    last: Option<Piece>,
    /// The passage that the last pieces belong to or stand behind.
    owner: Option<usize>,
    /// The span that was looked up last: many glyphs have one.
    known: (Span, Option<usize>),
    read: Vec<Read>,
    count: usize,
    page: usize,
}

/// Glyphs of one passage, or of none, side by side.
struct Piece {
    passage: Option<usize>,
    /// Whether a template wrote it.
    foreign: bool,
    text: String,
    size: Abs,
    /// Its left and right end on the base line.
    from: Point,
    to: Point,
    /// Whether a blank of a template stands behind it.
    blank: bool,
}

impl Walk<'_> {
    fn frame(&mut self, frame: &Frame, at: Transform) {
        for (point, item) in in_logical_order(frame) {
            let moved = || at.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => {
                    self.frame(&group.frame, moved().pre_concat(group.transform));
                }
                FrameItem::Text(text) => self.text(text, moved()),
                _ => {}
            }
        }
    }

    fn text(&mut self, item: &TextItem, at: Transform) {
        let mut open: Option<Piece> = None;
        let mut before = None;
        for (glyph, from, to) in in_reading_order(item) {
            let range = glyph.range();
            // Several glyphs may show one cluster of characters.
            if before.replace(range.clone()) == Some(range.clone()) {
                open.iter_mut().for_each(|piece| piece.to = to.transform(at));
                continue;
            }
            let text = letters(item.text.get(range).unwrap_or_default());
            let (passage, foreign) = self.lookup(glyph.span.0);
            match &mut open {
                Some(piece) if piece.passage == passage && piece.foreign == foreign => {
                    piece.text.extend(text);
                    piece.to = to.transform(at);
                }
                _ => {
                    let (from, to) = (from.transform(at), to.transform(at));
                    let (text, size) = (text.collect(), item.size);
                    let piece = Piece { passage, foreign, text, size, from, to, blank: false };
                    open.replace(piece).into_iter().for_each(|it| self.piece(it));
                }
            }
        }
        open.into_iter().for_each(|it| self.piece(it));
    }

    fn lookup(&mut self, span: Span) -> (Option<usize>, bool) {
        if self.known.0 != span {
            self.known = (span, self.spans.get(&span).copied());
        }
        (self.known.1, self.known.1.is_none() && span.id() != Some(self.file))
    }

    fn piece(&mut self, piece: Piece) {
        if piece.text.is_empty() {
            return self.blank(&piece);
        }
        self.compare(&piece);
        if let Some(passage) = piece.passage {
            let read = &mut self.read[passage];
            if read.first == 0 {
                self.count += 1;
                (read.first, read.page) = (self.count, self.page);
            }
            // What a template has put into the middle of a value, such as the sign of a range, is
            // read with it; the hyphen at the end of a line is not.
            let behind = std::mem::take(&mut read.behind);
            if !repeats(&read.text, &self.passages[passage].text) {
                let same_line = self.last.as_ref().is_some_and(|last| last.is_beside(&piece));
                let hyphens: &[char] = if same_line { &[] } else { &['-', '‐'] };
                let behind = behind.trim_end_matches(hyphens);
                if !behind.is_empty() {
                    read.stuck = None;
                    read.text.push_str(behind);
                }
            }
            read.text.push_str(&piece.text);
        }
        let goes_on = self.last.as_ref().is_some_and(|last| last.is_beside(&piece));
        self.owner = match piece.foreign {
            true => self.owner.filter(|_| goes_on),
            false => piece.passage,
        };
        if let (true, Some(owner)) = (piece.foreign, self.owner) {
            self.read[owner].behind.push_str(&piece.text);
        }
        self.last = Some(piece);
    }

    /// A blank of a template, such as the one before a unit, belongs to what stands before it.
    fn blank(&mut self, blank: &Piece) {
        if let Some(last) = self.last.as_mut().filter(|last| blank.foreign && last.continues(blank))
        {
            (last.to, last.blank) = (blank.to, true);
        }
    }

    /// Notes a digit of a template that touches a value, and what stands beside a blank.
    fn compare(&mut self, piece: &Piece) {
        let Some(last) = self.last.as_ref().filter(|last| last.continues(piece)) else { return };
        if last.blank {
            let near = match (last.passage, piece.passage) {
                (None, Some(value)) if last.foreign => {
                    Some((value, Stuck::Before(format!("{} ", last.text))))
                }
                (Some(value), None) if piece.foreign => {
                    Some((value, Stuck::Behind(format!(" {}", piece.text))))
                }
                _ => None,
            };
            if let Some((value, near)) = near {
                self.read[value].near.get_or_insert(near);
            }
            return;
        }
        let ends = last.text.chars().last().is_some_and(counts);
        let begins = piece.text.chars().next().is_some_and(counts);
        if let (true, true, Some(value)) = (last.foreign, ends, piece.passage) {
            let text = last.text.clone();
            self.read[value].stuck.get_or_insert(Stuck::Before(text));
        }
        if let (Some(value), true, true) = (last.passage, piece.foreign, begins) {
            let text = piece.text.clone();
            self.read[value].stuck.get_or_insert(Stuck::Behind(text));
        }
    }
}

/// The items of a frame, those of a line that runs from the right in the order in which they are read: they are drawn from
/// the left.
fn in_logical_order(frame: &Frame) -> Vec<&(Point, FrameItem)> {
    let mut items: Vec<_> = frame.items().collect();
    let from_right =
        |item: &FrameItem| matches!(item, FrameItem::Text(text) if text.lang.dir() == Dir::RTL);
    if !items.iter().any(|(_, item)| from_right(item)) {
        return items;
    }
    let on_a_line = |a: &&(Point, FrameItem), b: &&(Point, FrameItem)| {
        (a.0.y - b.0.y).abs() < Abs::pt(0.1) && a.0.x <= b.0.x
    };
    for line in
        items.chunk_by_mut(on_a_line).filter(|line| line.iter().any(|(_, it)| from_right(it)))
    {
        line.reverse();
        // What runs from the left within it keeps its order, with the blanks and signs between.
        let sides: Vec<Option<bool>> = line.iter().map(|(_, item)| from_left(item)).collect();
        let mut at = 0;
        while at < line.len() {
            if sides[at] != Some(true) {
                at += 1;
                continue;
            }
            let behind = &sides[at..];
            let run = behind.iter().position(|side| *side == Some(false)).unwrap_or(behind.len());
            let last = behind[..run].iter().rposition(|side| *side == Some(true)).unwrap_or(0);
            line[at..=at + last].reverse();
            at += last + 1;
        }
    }
    items
}

/// Whether an item is text that runs from the left: letters or digits of such writing, and none from the right. Nothing of
/// blanks, signs and boxes.
fn from_left(item: &FrameItem) -> Option<bool> {
    let FrameItem::Text(text) = item else { return None };
    let is_strong = |it: &BidiClass| {
        matches!(it, BidiClass::L | BidiClass::EN | BidiClass::AN | BidiClass::R | BidiClass::AL)
    };
    let mut strong = text.text.chars().map(bidi_class).filter(is_strong).peekable();
    strong.peek()?;
    Some(!strong.any(|it| matches!(it, BidiClass::R | BidiClass::AL)))
}

/// Where the first and the last glyph of a text stand in it.
fn starts(item: &TextItem) -> Option<(u16, u16)> {
    Some((item.glyphs.first()?.range.start, item.glyphs.last()?.range.start))
}

/// The glyphs of an item in the order in which its characters are read, each with where it begins and ends. Those of writing
/// from the right are drawn from the left.
fn in_reading_order(item: &TextItem) -> Vec<(&Glyph, Point, Point)> {
    let mut x = Point::zero();
    let mut glyphs = Vec::with_capacity(item.glyphs.len());
    for glyph in &item.glyphs {
        let from = x;
        x.x += glyph.x_advance.at(item.size);
        glyphs.push((glyph, from, x));
    }
    if starts(item).is_some_and(|(first, last)| first > last) {
        glyphs.reverse();
        glyphs.iter_mut().for_each(|(_, from, to)| std::mem::swap(from, to));
    }
    glyphs
}

impl Piece {
    /// Whether the next piece stands behind this one; a justified line may part them.
    fn is_beside(&self, next: &Piece) -> bool {
        let size = self.size.max(next.size);
        (next.from.x - self.to.x).abs() < size && (next.from.y - self.to.y).abs() < size * 0.4
    }

    /// Whether the next piece goes on with the number that this one ends with: it stands on the same
    /// line, not raised as a mark is.
    fn continues(&self, next: &Piece) -> bool {
        let size = self.size;
        (next.from.x - self.to.x).abs() < size * 0.1
            && (next.from.y - self.to.y).abs() < size * 0.05
    }
}

/// Whether a text is another one, once or more often.
pub fn repeats(read: &str, text: &str) -> bool {
    let once = |part: &[u8]| part == text.as_bytes();
    !text.is_empty() && !read.is_empty() && read.as_bytes().chunks(text.len()).all(once)
}

/// Whether a character beside a number makes it another number.
fn counts(character: char) -> bool {
    character.is_ascii_digit() || matches!(character, '.' | ',' | '-')
}
