//! What kind of work a reference is.

use hayagriva::Entry;
use hayagriva::types::EntryType;

use crate::model::reference::Reference;
use crate::model::work_kind::WorkKind;

/// What a work is: as the reader of the bibliography found, or as the shape of its entry says.
pub fn kind(reference: &Reference) -> WorkKind {
    reference.kind.unwrap_or_else(|| guessed(&reference.entry))
}

fn guessed(entry: &Entry) -> WorkKind {
    use EntryType as T;
    let within = entry.parents().first().map(Entry::entry_type);
    match (entry.entry_type(), within) {
        (T::Article, Some(T::Newspaper)) => WorkKind::Newspaper,
        (T::Article, Some(T::Proceedings | T::Conference)) => WorkKind::Paper,
        (T::Article, Some(T::Blog | T::Web)) => WorkKind::Post,
        (T::Article, _) if entry.keyed_serial_number("arxiv").is_some() => WorkKind::Preprint,
        (T::Article, _) => WorkKind::Journal,
        (T::Chapter | T::Anthos, _) => WorkKind::Chapter,
        (T::Entry, _) => WorkKind::Encyclopedia,
        (T::Proceedings, _) => WorkKind::Proceedings,
        (T::Book | T::Anthology | T::Reference | T::Periodical, _) => WorkKind::Book,
        (T::Thesis, _) => WorkKind::Thesis,
        (T::Report, _) => WorkKind::Report,
        (T::Patent, _) => WorkKind::Patent,
        (T::Legislation, _) => WorkKind::Law,
        (T::Case, _) => WorkKind::Case,
        (T::Web, _) => WorkKind::Webpage,
        (T::Blog | T::Post | T::Thread, _) => WorkKind::Post,
        (T::Repository, _) => WorkKind::Software,
        (T::Manuscript, _) => WorkKind::Manuscript,
        (T::Video | T::Scene | T::Performance, _) => WorkKind::Film,
        (T::Audio, _) => WorkKind::Sound,
        (T::Artwork | T::Exhibition, _) => WorkKind::Picture,
        (T::Misc, _) if entry.url_any().is_some() => WorkKind::Webpage,
        _ => WorkKind::Document,
    }
}
