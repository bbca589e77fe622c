//! What kind of work a reference is, in the terms of CSL.

/// The kinds of works that styles tell apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WorkKind {
    /// An article in a journal.
    Journal,
    /// An article in a magazine.
    Magazine,
    /// An article in a newspaper.
    Newspaper,
    /// A text that is published before a journal takes it.
    Preprint,
    /// A book.
    Book,
    /// A part of a book.
    Chapter,
    /// An entry of a dictionary or encyclopedia.
    Encyclopedia,
    /// A paper of a conference.
    Paper,
    /// The papers of a conference together.
    Proceedings,
    /// A thesis.
    Thesis,
    /// A report.
    Report,
    /// A standard.
    Standard,
    /// A patent.
    Patent,
    /// A law or a regulation.
    Law,
    /// A case in court.
    Case,
    /// A page on the web.
    Webpage,
    /// A post on the web.
    Post,
    /// A program.
    Software,
    /// Data.
    Dataset,
    /// A map.
    Map,
    /// A text that is not published.
    Manuscript,
    /// A film or a broadcast.
    Film,
    /// A recording of sound.
    Sound,
    /// A picture.
    Picture,
    /// Anything else.
    Document,
}
