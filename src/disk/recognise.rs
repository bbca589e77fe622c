//! Whether a file is one that Diptych wrote; it is read in pieces, for a foreign one may be of any size.

use std::fs::File;
use std::io::{self, BufReader, Read};
#[cfg(feature = "cli")]
use std::io::{Seek, SeekFrom};

use serde::Deserialize;
use serde::de::IgnoredAny;
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

/// Whether it is, or bears Diptych's own mark: the Creator of a PDF, the generator of a page, or the form of a trace or
/// of a manifest of outputs.
pub fn is_ours(folder: &Folder, name: &str, ledger: &Ledger) -> bool {
    let is_marked = match ending(name).to_ascii_lowercase().as_str() {
        "pdf" => folder.find(name).and_then(read).is_ok_and(|it| it.is_marked_pdf),
        "html" => folder.find(name).is_ok_and(is_page),
        #[cfg(feature = "cli")]
        "zip" | "zst" => folder.find(name).is_ok_and(is_archive),
        "json" => folder.find(name).is_ok_and(is_trace) || folder.find(name).is_ok_and(is_outputs),
        _ => false,
    };
    is_marked || is_unchanged(folder, name, ledger)
}

struct Found {
    /// SHA-256.
    digest: String,
    is_marked_pdf: bool,
}

/// Reads a file to its end, a piece at a time.
fn read(mut file: File) -> io::Result<Found> {
    if file.metadata()?.len() > LARGEST {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    let mut hash = Sha256::new();
    // The end of the piece before stays in front of the next one: the mark may lie across.
    let mut kept: Vec<u8> = Vec::new();
    let (mut is_pdf, mut is_marked, mut length) = (false, false, 0);
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
        kept.drain(..kept.len().saturating_sub(MARK.len() - 1));
    }
    Ok(Found { digest: digest::hexadecimal(&hash.finalize()), is_marked_pdf: is_marked })
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
#[allow(dead_code, reason = "only its form is asked for")]
struct Edition {
    document: String,
    edition: String,
    printed: Vec<IgnoredAny>,
}

fn is_trace(file: File) -> bool {
    let reader = BufReader::new(file.take(LARGEST_TRACE));
    serde_json::from_reader::<_, Vec<Edition>>(reader).is_ok()
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

    #[test]
    fn the_mark_is_found_across_pieces() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Folder::open(folder.path()).unwrap();
        for (at, start, expected) in [
            ((1 << 16) - 9, "%PDF-1.7", true),
            (1 << 16, "%PDF-1.7", true),
            (100, "%PDF-1.7", true),
            (100, "mine", false),
        ] {
            let mut bytes = start.as_bytes().to_vec();
            bytes.resize(at, b' ');
            bytes.extend_from_slice(MARK);
            bytes.resize(at + 200_000, b' ');
            std::fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
            let found = read(opened.file("a.pdf").unwrap()).unwrap();
            assert_eq!(found.is_marked_pdf, expected, "{at}");
            assert_eq!(found.digest, digest::of(&bytes));
        }
    }
}
