//! What has changed between two traces: values with their cells, wording, references. A
//! number of a page or a figure that has floated on is no change. How pages look is compared in `publish::looks`.

mod alignment;
mod cells;
pub mod edition;
pub mod model;
mod passages;
mod report;
pub mod words;

use std::collections::BTreeSet;

use self::model::{Change, Changes, EditionChange};
pub use self::report::{markdown, text};
use crate::export::trace::Document;

/// What differs between the traces of two builds, the older one first.
pub fn between(old: &[Document], new: &[Document]) -> Changes {
    let cells = cells::changes(old, new);
    let passages = passages::changes(old, new, &cells);
    Changes {
        editions: editions(old, new),
        references: cells::references(old, new),
        passages,
        cells: cells.into_iter().map(|it| it.change).collect(),
        pages: Vec::new(),
    }
}

fn editions(old: &[Document], new: &[Document]) -> Vec<EditionChange> {
    let names = |documents: &[Document]| -> BTreeSet<String> {
        documents.iter().map(|it| format!("{}.{}", it.document, it.edition)).collect()
    };
    let (old, new) = (names(old), names(new));
    let of = |change| move |it: &String| EditionChange { change, edition: it.clone() };
    let gone = old.difference(&new).map(of(Change::Removed));
    gone.chain(new.difference(&old).map(of(Change::Added))).collect()
}
