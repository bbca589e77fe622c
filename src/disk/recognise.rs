//! Whether a file is one that Diptych wrote: by the manifest of outputs, or by what each format knows of itself.

use std::fs::File;
use std::io::{self, BufReader, Read};

use sha2::{Digest, Sha256};

use super::folder::Folder;
use super::ledger::{Ledger, ending};
use crate::data::digest;
use crate::export::outputs::Outputs;
use crate::export::own_pdf::Seen;
use crate::export::{timings, trace};
#[cfg(feature = "cli")]
use crate::publish::archive;
use crate::publish::index;

/// The largest file that can be an output, in bytes.
const LARGEST: u64 = 1 << 30;

/// The largest JSON file that can be an output, in bytes.
const LARGEST_JSON: u64 = 64 << 20;

/// Whether the file of this name is as the manifest of outputs has it.
pub fn is_unchanged(folder: &Folder, name: &str, ledger: &Ledger) -> bool {
    let found = folder.find(name).and_then(read);
    found.is_ok_and(|(digest, _)| ledger.knows(name, &digest))
}

/// Whether the file of this name bears the mark or has the form of its format, and is whole. A PDF must also be of the
/// document that is to be written.
pub fn is_marked(folder: &Folder, name: &str, new: &[u8]) -> bool {
    let found = |is_ours: &dyn Fn(File) -> bool| folder.find(name).is_ok_and(is_ours);
    match ending(name).to_ascii_lowercase().as_str() {
        "pdf" => found(&|file| {
            let seen = read(file).map(|(_, seen)| seen);
            seen.is_ok_and(|it| it.is_marked() && it.is_whole() && !it.is_of_another_document(new))
        }),
        "html" => found(&|file| index::is_page(file)),
        #[cfg(feature = "cli")]
        "zip" | "zst" => found(&|file| archive::is_archive(file)),
        "json" => {
            found(&|file| trace::is_trace(json(file)))
                || found(&|file| timings::are_timings(json(file)))
                || found(&|file| Outputs::has_form(json(file)))
        }
        _ => false,
    }
}

/// Whether the file of this name is a PDF with Diptych's mark, whatever was done to it since.
pub fn was_ours(folder: &Folder, name: &str) -> bool {
    folder.find(name).and_then(read).is_ok_and(|(_, seen)| seen.is_marked())
}

fn json(file: File) -> impl Read {
    BufReader::new(file.take(LARGEST_JSON))
}

/// Reads a file to its end, a piece at a time, for a foreign one may be of any size: its SHA-256, and what is seen of it
/// as a PDF.
fn read(mut file: File) -> io::Result<(String, Seen)> {
    let (mut hash, mut seen, mut length) = (Sha256::new(), Seen::default(), 0);
    let mut piece = Vec::new();
    // It may grow while it is read.
    while file.metadata()?.len().max(length) <= LARGEST {
        piece.clear();
        length += (&mut file).take(1 << 16).read_to_end(&mut piece)? as u64;
        if piece.is_empty() {
            return Ok((digest::hexadecimal(&hash.finalize()), seen));
        }
        hash.update(&piece);
        seen.add(&piece);
    }
    Err(io::ErrorKind::FileTooLarge.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        let opened = Folder::open(folder.path()).unwrap();
        for length in [0, 1, 1 << 16, (1 << 16) + 1, 200_000] {
            let bytes = vec![b'x'; length];
            std::fs::write(folder.path().join("a.pdf"), &bytes).unwrap();
            let (found, _) = read(opened.file("a.pdf").unwrap()).unwrap();
            assert_eq!(found, digest::of(&bytes));
        }
    }
}
