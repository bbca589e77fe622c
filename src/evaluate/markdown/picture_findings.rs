//! What is told of pictures: one finding for each kind in a text, with the number of them.

use super::lines::Lines;
use crate::data::place::Place;
use crate::diagnostic::{Code, Diagnostic, Findings, codes};

/// What can be told of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It is on the web.
    Remote,
    /// It is a badge.
    Badge,
    /// It has no words.
    Unnamed,
    /// It is not there, or cannot be drawn.
    Hidden,
    /// Its name is written in other letters.
    Letters,
    /// The ending of its name is that of another format.
    Ending,
    /// Its colours are printing inks.
    Inks,
    /// Its colours are finer than a PDF shows.
    Depth,
    /// Its format is one that no PDF has.
    Older,
    /// It has a title and stands among words.
    Title,
    /// It moves.
    Moving,
}

/// At most so many further places are named in a finding.
const MOST_NAMED: usize = 8;

const SAVE: &str = "save the picture beside the text, and write its file name in place of the address: ![what it shows](picture.png)";

/// For each kind: its code, what is said of all of them, and what helps.
const KINDS: [(Kind, Code, &str, &str); 11] = [
    (
        Kind::Remote,
        codes::REMOTE_IMAGE,
        "pictures on the web are not downloaded; words and addresses are printed",
        SAVE,
    ),
    (Kind::Badge, codes::REMOTE_IMAGE, "badges are left out: small pictures on the web", SAVE),
    (
        Kind::Unnamed,
        codes::IMAGE_NAMED_BY_FILE,
        "pictures have no alternative text; the names of their files stand for it",
        "describe what it shows: ![Survival curves of the two arms](curves.png)",
    ),
    (
        Kind::Hidden,
        codes::PICTURE_REPLACED,
        "pictures cannot be shown; words and paths are printed",
        "put a PNG, JPEG, GIF, WebP or SVG file into the folder of the text or one below it, and write its \
         path from there",
    ),
    (
        Kind::Letters,
        codes::PICTURE_READ_AS,
        "pictures are named in other letters, capital or small, than on the disk",
        "write the name as it is on the disk: other computers find nothing else",
    ),
    (
        Kind::Ending,
        codes::PICTURE_READ_AS,
        "pictures are of another format than their names say, and are shown as what they are",
        "give the file the ending of its format",
    ),
    (
        Kind::Inks,
        codes::PICTURE_READ_AS,
        "pictures in four printing inks (CMYK) are shown in the colours of a screen, which may differ",
        "export the picture in RGB to choose the colours yourself",
    ),
    (
        Kind::Depth,
        codes::PICTURE_READ_AS,
        "pictures of 16 bits a colour are shown with 8",
        "nothing is lost that a page shows; give whoever measures the picture the file itself",
    ),
    (
        Kind::Older,
        codes::PICTURE_READ_AS,
        "pictures in BMP are shown as PNG, in the same colours",
        "nothing is lost; save them as PNG for other programs",
    ),
    (
        Kind::Title,
        codes::PICTURE_READ_AS,
        "titles of pictures among words are not printed",
        "put the picture into a paragraph of its own, and its title is its caption",
    ),
    (
        Kind::Moving,
        codes::PICTURE_READ_AS,
        "of moving pictures the first one is shown",
        "save the moment that matters as PNG to choose it yourself",
    ),
];

/// The pictures of which something is told.
#[derive(Default)]
pub struct Told(Vec<(Kind, Place, String)>);

impl Told {
    /// Adds a picture; the message is its own part of what is told.
    pub fn picture(&mut self, kind: Kind, place: &Place, message: String) {
        self.0.push((kind, place.clone(), message));
    }

    /// A finding for each kind, at its first place.
    pub fn report(&self, findings: &mut Findings) {
        for (kind, code, about, help) in KINDS {
            let mut of_kind = self.0.iter().filter(|(it, ..)| *it == kind);
            let Some((_, first, own)) = of_kind.next() else { continue };
            let count = 1 + of_kind.clone().count();
            let own = if own.is_empty() { String::new() } else { format!(": {own}") };
            let message = format!("{about}{own} ({count} in this text)");
            let mut finding = Diagnostic::new(code, first.clone(), message).help(help);
            for (_, place, own) in of_kind.filter(|(.., own)| !own.is_empty()).take(MOST_NAMED) {
                finding = finding.related(place.clone(), own);
            }
            findings.push(finding);
        }
    }
}

/// A finding for addresses with blanks in them, or sizes behind them, that begin at these bytes.
pub fn blanks(bytes: &[usize], lines: &Lines) -> Option<Diagnostic> {
    let first = *bytes.first()?;
    let message = format!(
        "addresses with blanks or a size behind them are read as they are meant ({} in this text)",
        bytes.len()
    );
    let help = "write <a b.png> or a%20b.png, and {width=300px} behind the brackets";
    let place = lines.rendered.place(first..first + 1);
    Some(Diagnostic::new(codes::ADDRESS_REPAIRED, place, message).help(help))
}

/// What is told of headings that are only pictures, and at the first of which.
pub fn headings(places: &[Place]) -> Option<Diagnostic> {
    let first = places.first()?;
    let message =
        format!("headings without words are set as pictures ({} in this text)", places.len());
    let finding = Diagnostic::new(codes::PICTURE_AS_HEADING, first.clone(), message);
    Some(
        finding.help(
            "write the words of the heading behind its picture: readers and contents need them",
        ),
    )
}
