//! What has changed in a document since an earlier edition of it, for its readers.

use std::collections::BTreeSet;

use super::cells;
use super::model::{CellChange, Change, PassageChange};
use super::passages;
use super::report::around;
use super::words::{Piece, pieces};
use crate::export::passages::Passage;
use crate::export::trace::Document;

/// A change in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Where in the text it stands; items of two languages with the same number belong together.
    pub at: usize,
    /// What has become of it.
    pub change: Change,
    /// The heading that it stands under; empty at the beginning, and in tables and figures.
    pub under: String,
    /// The words, with what is gone and what is new.
    pub pieces: Vec<Piece>,
}

/// The changes of a document in a language, in the order of its text; `None` if the earlier edition has not got it.
pub fn items(
    old: &[Document],
    new: &[Document],
    document: &str,
    language: &str,
) -> Option<Vec<Item>> {
    let of = |documents: &'_ [Document]| -> Option<Vec<Passage>> {
        let mut own = documents.iter().filter(|it| it.document == document);
        let in_language = |it: &Document| -> Vec<Passage> {
            let own = it.passages.iter().filter(|it| it.language == language);
            own.map(readable).collect()
        };
        own.find_map(|it| Some(in_language(it)).filter(|it| !it.is_empty()))
    };
    let (before, after) = (of(old)?, of(new).unwrap_or_default());
    let mut items: Vec<Item> = passages::of_one(&before, &after).into_iter().map(item).collect();
    items.sort_by_key(|it| it.at);
    items.extend(values(old, new, document, language, &after));
    Some(items)
}

/// Without keys of citations and addresses, which mean nothing to readers.
fn readable(passage: &Passage) -> Passage {
    let mut text = passage.text.clone();
    for (open, close) in [("[@", ']'), (" <", '>')] {
        while let Some(start) = text.find(open) {
            let Some(end) = text[start..].find(close) else { break };
            text.replace_range(start..start + end + close.len_utf8(), "");
        }
    }
    Passage { text, ..passage.clone() }
}

fn item((at, it): (usize, PassageChange)) -> Item {
    let (before, after) = (it.before.unwrap_or_default(), it.after.unwrap_or_default());
    let pieces = match it.change {
        Change::Moved => vec![Piece::Both(beginning(&after, 60))],
        Change::Added => vec![Piece::Both(beginning(&after, 300))],
        Change::Removed => vec![Piece::Old(beginning(&before, 120))],
        Change::Changed => shortened(pieces(&before, &after)),
    };
    let under = if it.kind == "table" { String::new() } else { it.under };
    Item { at, change: it.change, under, pieces }
}

/// So many characters of a text, to the end of a word.
fn beginning(text: &str, most: usize) -> String {
    let Some((end, _)) = text.char_indices().nth(most) else { return text.to_string() };
    let head = &text[..end];
    // Where no blank parts words, any sign ends one.
    let last = head.rfind(' ').filter(|at| head.len() - at < 24).unwrap_or(end);
    format!("{}…", head[..last].trim_end())
}

/// Little of what is the same.
fn shortened(pieces: Vec<Piece>) -> Vec<Piece> {
    let last = pieces.len().saturating_sub(1);
    let one = |(at, piece)| match piece {
        Piece::Both(text) => Piece::Both(around(&text, at > 0, at < last)),
        other => other,
    };
    pieces.into_iter().enumerate().map(one).collect()
}

/// Cells that differ and are printed in no running text, but in tables or figures.
fn values(
    old: &[Document],
    new: &[Document],
    document: &str,
    language: &str,
    passages: &[Passage],
) -> Vec<Item> {
    let texts: BTreeSet<&str> =
        passages.iter().filter(|it| it.kind != "table").map(|it| it.file.as_str()).collect();
    let is_own = |it: &CellChange| {
        let mut printed = it
            .printed
            .iter()
            .filter(|it| it.language == language && it.documents.contains(document))
            .peekable();
        printed.peek().is_some() && printed.all(|it| !texts.contains(it.file.as_str()))
    };
    let changed = cells::changes(old, new).into_iter().map(|it| it.change).filter(is_own);
    let item = |(at, it): (usize, CellChange)| Item {
        at: usize::MAX / 2 + at,
        change: Change::Changed,
        under: format!("{}, {}", it.row, it.field),
        pieces: vec![Piece::Old(it.before), Piece::Both(" ".to_string()), Piece::New(it.after)],
    };
    changed.enumerate().map(item).collect()
}
