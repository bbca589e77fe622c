//! Whether a file is one that Diptych wrote; it is read in pieces, for a foreign one may be of any size.

use std::fs::File;
use std::io::{self, BufReader, Read};
#[cfg(feature = "cli")]
use std::io::{Seek, SeekFrom};

use serde::Deserialize;
use serde::de::{DeserializeOwned, IgnoredAny};
use sha2::{Digest, Sha256};

use super::folder::Folder;
use super::ledger::{Ledger, ending};
use crate::data::digest;
use crate::export::outputs::Outputs;
#[cfg(feature = "cli")]
use crate::publish::archive;

/// The largest file that can be an output, in bytes.
const LARGEST: u64 = 1 << 30;

/// The largest file that can be a trace or a manifest of outputs, in bytes.
const LARGEST_TRACE: u64 = 64 << 20;

/// What the metadata of our PDFs have.
const MARK: &[u8] = b"<xmp:CreatorTool>Diptych ";

/// Whether the file of this name is as the manifest of outputs has it.
pub fn is_unchanged(folder: &Folder, name: &str, ledger: &Ledger) -> bool {
    let found = folder.find(name).and_then(read);
    found.is_ok_and(|found| ledger.knows(name, &found.digest))
}

/// Whether the file of this name bears Diptych's own mark and is whole: the creator of a PDF, the generator of a page, the
/// end of an archive, or the form of a trace, of timings or of a manifest of outputs. A PDF must also be of the document
/// that is to be written.
pub fn is_marked(folder: &Folder, name: &str, new: &[u8]) -> bool {
    match ending(name).to_ascii_lowercase().as_str() {
        "pdf" => folder.find(name).and_then(read).is_ok_and(|it| {
            it.is_marked_pdf && it.is_whole && !is_of_another_document(&it.end, new)
        }),
        "html" => folder.find(name).is_ok_and(is_page),
        #[cfg(feature = "cli")]
        "zip" | "zst" => folder.find(name).is_ok_and(is_archive),
        "json" => [is_trace, is_timings, is_outputs]
            .iter()
            .any(|has_form| folder.find(name).is_ok_and(has_form)),
        _ => false,
    }
}

/// Whether the file of this name is a PDF with Diptych's mark, whatever was done to it since.
pub fn was_ours(folder: &Folder, name: &str) -> bool {
    folder.find(name).and_then(read).is_ok_and(|it| it.is_marked_pdf)
}

struct Found {
    /// SHA-256.
    digest: String,
    is_marked_pdf: bool,
    /// Whether nothing was added to the end of the PDF since.
    is_whole: bool,
    /// The last of it.
    end: Vec<u8>,
}

/// What ends a PDF; one that was added to has two.
const END: &[u8] = b"%%EOF";

/// So many bytes at the end of a PDF have its trailer.
const TRAILER: usize = 1 << 10;

/// Reads a file to its end, a piece at a time.
fn read(mut file: File) -> io::Result<Found> {
    if file.metadata()?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut hash = Sha256::new();
    // The end of the piece before stays in front of the next one: the mark may lie across.
    let mut kept: Vec<u8> = Vec::new();
    let (mut is_pdf, mut is_marked, mut length, mut ends) = (false, false, 0, 0);
    loop {
        let before = kept.len();
        let count = (&mut file).take(1 << 16).read_to_end(&mut kept)?;
        let Some(piece) = kept.get(before..).filter(|piece| !piece.is_empty()) else { break };
        is_pdf |= length == 0 && piece.starts_with(b"%PDF-");
        length += count as u64;
        // It may grow while it is read.
        if length > LARGEST {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        hash.update(piece);
        is_marked |= is_pdf && kept.windows(MARK.len()).any(|window| window == MARK);
        // What lay wholly in the piece before has been counted.
        let new = kept.get(before.saturating_sub(END.len() - 1)..).unwrap_or_default();
        ends += new.windows(END.len()).filter(|window| *window == END).count();
        kept.drain(..kept.len().saturating_sub(TRAILER));
    }
    let is_whole = ends == 1 && kept.trim_ascii_end().ends_with(END);
    let digest = digest::hexadecimal(&hash.finalize());
    Ok(Found { digest, is_marked_pdf: is_marked, is_whole, end: kept })
}

/// Whether two PDFs name different documents in their trailers. Print files name none.
fn is_of_another_document(end: &[u8], new: &[u8]) -> bool {
    let new = new.get(new.len().saturating_sub(TRAILER)..).unwrap_or_default();
    document(end).zip(document(new)).is_some_and(|(one, other)| one != other)
}

/// How a trailer calls its document: `/ID[(document)(this state of it)]`.
fn document(end: &[u8]) -> Option<&[u8]> {
    const KEY: &[u8] = b"/ID[(";
    let start = end.windows(KEY.len()).rposition(|window| window == KEY)? + KEY.len();
    let both = end.get(start..)?.split(|byte| *byte == b']').next()?;
    let (document, state) = both.split_at_checked(both.iter().position(|byte| *byte == b')')?)?;
    let is_named = state.strip_prefix(b")(").and_then(|it| it.strip_suffix(b")")) != Some(document);
    is_named.then_some(document)
}

/// How a page begins that `diptych index` wrote.
const PAGE: &str = "<meta name=\"generator\" content=\"Diptych ";

fn is_page(file: File) -> bool {
    let mut start = Vec::new();
    let read = file.take(1 << 10).read_to_end(&mut start);
    read.is_ok() && String::from_utf8_lossy(&start).contains(PAGE)
}

/// An edition with what it has printed, as `--trace` writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its form is asked for")]
struct Edition {
    document: String,
    edition: String,
    printed: Vec<IgnoredAny>,
    #[serde(default)]
    passages: Vec<IgnoredAny>,
    #[serde(default)]
    references: Vec<IgnoredAny>,
}

/// What a document has cost, as `--timings` writes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(dead_code, reason = "only its form is asked for")]
struct Timed {
    document: String,
    layouts: usize,
    microseconds: u64,
    costs: Vec<IgnoredAny>,
}

fn is_trace(file: File) -> bool {
    is_list_of::<Edition>(file)
}

fn is_timings(file: File) -> bool {
    is_list_of::<Timed>(file)
}

/// An empty list may be anybody's.
fn is_list_of<T: DeserializeOwned>(file: File) -> bool {
    let reader = BufReader::new(file.take(LARGEST_TRACE));
    serde_json::from_reader::<_, Vec<T>>(reader).is_ok_and(|all| !all.is_empty())
}

fn is_outputs(file: File) -> bool {
    let reader = BufReader::new(file.take(LARGEST_TRACE));
    serde_json::from_reader::<_, Outputs>(reader).is_ok()
}

/// An archive has its mark at its end.
#[cfg(feature = "cli")]
fn is_archive(mut file: File) -> bool {
    let mut end = Vec::new();
    let length = file.metadata().map_or(0, |meta| meta.len());
    let start = SeekFrom::Start(length.saturating_sub(archive::TAIL));
    let read = file.seek(start).and_then(|_| file.take(archive::TAIL).read_to_end(&mut end));
    read.is_ok() && end.ends_with(archive::MARK.as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A PDF of so many bytes with the mark in it, and what follows its end.
    fn pdf(start: &str, at: usize, after: &str) -> Vec<u8> {
        let mut bytes = start.as_bytes().to_vec();
        bytes.resize(at, b' ');
        bytes.extend_from_slice(MARK);
        bytes.resize(at + 200_000, b' ');
        bytes.extend_from_slice(b"/ID[(one)(two)]>>\n%%EOF");
        bytes.extend_from_slice(after.as_bytes());
        bytes
    }

    #[test]
    fn the_mark_is_found_across_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Folder::open(folder.path()).unwrap();
        for (at, start, after, expected) in [
            ((1 << 16) - 9, "%PDF-1.7", "", true),
            (1 << 16, "%PDF-1.7", "\n", true),
            (100, "%PDF-1.7", "", true),
            (100, "mine", "", false),
            // What somebody has added to it.
            (100, "%PDF-1.7", "\n% a note", false),
            (100, "%PDF-1.7", "\n9 0 obj\n%%EOF\n", false),
        ] {
            let bytes = pdf(start, at, after);
            std::fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
            let found = read(opened.file("a.pdf").unwrap()).unwrap();
            assert_eq!(found.is_marked_pdf && found.is_whole, expected, "{at} {after}");
            assert_eq!(found.digest, digest::of(&bytes));
        }
    }

    #[test]
    fn the_end_of_a_pdf_is_counted_once_wherever_pieces_part() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Folder::open(folder.path()).unwrap();
        for length in (1 << 16)..(1 << 16) + 12 {
            let mut bytes = b"%PDF-1.7 ".to_vec();
            bytes.extend_from_slice(MARK);
            bytes.resize(length - END.len(), b' ');
            bytes.extend_from_slice(END);
            std::fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
            let found = read(opened.file("a.pdf").unwrap()).unwrap();
            assert!(found.is_marked_pdf && found.is_whole, "{length}");
        }
    }

    #[test]
    fn another_document_is_told_by_its_trailer() {
        let old = b"<</ID[(one)(first)]>>";
        assert!(!is_of_another_document(old, b"<</ID[(one)(second)]>>"));
        assert!(is_of_another_document(old, b"<</ID[(other)(first)]>>"));
        for unnamed in [&b"<</ID[(same)(same)]>>"[..], b"<</Size 3>>", b"/ID[(", b""] {
            assert!(!is_of_another_document(old, unnamed));
            assert!(!is_of_another_document(unnamed, old));
        }
    }
}
