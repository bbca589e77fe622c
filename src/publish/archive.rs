//! Archives of files: ZIP, or tar with Zstandard. The same files in the same order give the same bytes, and
//! each can be read by itself from the place that is told of it.

use std::io::{self, Cursor, Read, Seek, SeekFrom, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ruzstd::decoding::StreamingDecoder;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};
use zip::read::read_zipfile_from_stream;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use crate::export::outputs::Range;

/// What the last bytes of our archives have: the comment of a ZIP file, a frame that Zstandard skips.
const MARK: &str = "made by Diptych";

/// So many bytes at the end of an archive hold the mark.
const TAIL: u64 = 64;

/// Whether this is an archive that Diptych wrote, and whole: its mark is at its end.
pub fn is_archive(mut file: impl Read + Seek) -> bool {
    let mut end = Vec::new();
    let length = file.seek(SeekFrom::End(0)).unwrap_or_default();
    let start = SeekFrom::Start(length.saturating_sub(TAIL));
    let read = file.seek(start).and_then(|_| file.take(TAIL).read_to_end(&mut end));
    read.is_ok() && end.ends_with(MARK.as_bytes())
}

/// How a file begins that readers of Zstandard skip, before its length in four bytes.
const SKIPPABLE: u32 = 0x184D_2A50;

/// A block of tar in bytes.
const BLOCK: usize = 512;

/// The largest header that stands before a file in tar, in bytes: two more for a long name.
const HEADERS: usize = 8 * BLOCK;

/// A kind of archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// ZIP.
    Zip,
    /// tar, each file a Zstandard frame of its own.
    TarZst,
}

impl Format {
    /// By the ending of a name.
    pub fn of(name: &str) -> Option<Format> {
        let name = name.to_lowercase();
        match name {
            name if name.ends_with(".zip") => Some(Format::Zip),
            name if name.ends_with(".tar.zst") => Some(Format::TarZst),
            _ => None,
        }
    }

    /// The file from the bytes of its range. What is larger than `size` is cut off one byte behind it, so that a
    /// forged range takes no more memory than an honest one.
    ///
    /// # Errors
    ///
    /// When they are none.
    pub fn unpack(self, packed: Vec<u8>, size: usize) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if self == Format::Zip {
            let mut reader = &packed[..];
            let entry = read_zipfile_from_stream(&mut reader)?;
            let entry = entry.ok_or(io::ErrorKind::UnexpectedEof)?;
            entry.take(one_more(size)).read_to_end(&mut bytes)?;
            return Ok(bytes);
        }
        let decoder = StreamingDecoder::new(&packed[..]).map_err(io::Error::other)?;
        let most = size.saturating_add(HEADERS);
        let mut archive = tar::Archive::new(decoder.take(most as u64));
        let entry =
            archive.entries()?.next().unwrap_or(Err(io::ErrorKind::UnexpectedEof.into()))?;
        entry.take(one_more(size)).read_to_end(&mut bytes)?;
        Ok(bytes)
    }
}

/// A file that is larger than it should be is read to one byte behind its end.
pub fn one_more(size: usize) -> u64 {
    (size as u64).saturating_add(1)
}

/// Writes an archive.
pub struct Packer<W: Write + Seek>(Inner<W>);

enum Inner<W: Write + Seek> {
    Zip { zip: Box<ZipWriter<Counted<W>>>, at: Arc<AtomicU64> },
    TarZst { writer: W, at: u64 },
}

impl<W: Write + Seek> Packer<W> {
    /// An archive without files.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn new(format: Format, writer: W) -> io::Result<Packer<W>> {
        Ok(match format {
            Format::TarZst => Packer(Inner::TarZst { writer, at: 0 }),
            Format::Zip => {
                let at = Arc::new(AtomicU64::new(0));
                let mut zip = ZipWriter::new(Counted { writer, at: at.clone() });
                zip.set_comment(MARK)?;
                Packer(Inner::Zip { zip: zip.into(), at })
            }
        })
    }

    /// Adds a file; tells where it stands.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn add(&mut self, name: &str, bytes: &[u8]) -> io::Result<Range> {
        match &mut self.0 {
            Inner::Zip { zip, at } => {
                let offset = at.load(Ordering::Relaxed);
                // Packed by itself first: only so is its end known before the next file begins.
                let mut packed = ZipArchive::new(Cursor::new(alone(name, bytes)?))?;
                zip.raw_copy_file(packed.by_index_raw(0)?)?;
                Ok(Range { offset, length: at.load(Ordering::Relaxed) - offset })
            }
            Inner::TarZst { writer, at } => {
                let frame = compress_to_vec(&entry(name, bytes)?[..], CompressionLevel::Fastest);
                let range = Range { offset: *at, length: frame.len() as u64 };
                writer.write_all(&frame)?;
                *at += range.length;
                Ok(range)
            }
        }
    }

    /// Writes its end.
    ///
    /// # Errors
    ///
    /// Those of the writer.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Inner::Zip { zip, .. } => Ok(zip.finish()?.writer),
            Inner::TarZst { mut writer, .. } => {
                let end = [0; 2 * BLOCK];
                writer.write_all(&compress_to_vec(&end[..], CompressionLevel::Fastest))?;
                writer.write_all(&SKIPPABLE.to_le_bytes())?;
                writer.write_all(&(MARK.len() as u32).to_le_bytes())?;
                writer.write_all(MARK.as_bytes())?;
                Ok(writer)
            }
        }
    }
}

/// A ZIP archive of one file, with the same time and mode whoever packs it and when.
fn alone(name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len())));
    zip.start_file(name, options)?;
    zip.write_all(bytes)?;
    Ok(zip.finish()?.into_inner())
}

/// A file as it stands in tar, without the end of the archive.
fn entry(name: &str, bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut header = tar::Header::new_gnu();
    header.set_size(bytes.len() as u64);
    header.set_mode(0o644);
    header.set_mtime(0);
    let mut builder = tar::Builder::new(Vec::with_capacity(bytes.len() + HEADERS));
    builder.append_data(&mut header, name, bytes)?;
    let mut entry = builder.into_inner()?;
    entry.truncate(entry.len() - 2 * BLOCK);
    Ok(entry)
}

/// A writer that knows where it is.
struct Counted<W> {
    writer: W,
    at: Arc<AtomicU64>,
}

impl<W: Write> Write for Counted<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let count = self.writer.write(bytes)?;
        self.at.fetch_add(count as u64, Ordering::Relaxed);
        Ok(count)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl<W: Seek> Seek for Counted<W> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = self.writer.seek(to)?;
        self.at.store(at, Ordering::Relaxed);
        Ok(at)
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Names, bytes and where they stand.
    type Files = Vec<(String, Vec<u8>, Range)>;

    fn packed(format: Format) -> (Vec<u8>, Files) {
        let mut packer = Packer::new(format, Cursor::new(Vec::new())).unwrap();
        let long = format!("{}/附录.pdf", "folder".repeat(30));
        let mut files = Vec::new();
        for (name, size) in [("a.pdf", 1000), (&*long, 70_000), ("empty.pdf", 0)] {
            let bytes: Vec<u8> = (0..size).map(|at| (at % 251) as u8).collect();
            let range = packer.add(name, &bytes).unwrap();
            files.push((name.to_string(), bytes, range));
        }
        (packer.finish().unwrap().into_inner(), files)
    }

    #[test]
    fn every_file_is_read_from_its_range() {
        for format in [Format::Zip, Format::TarZst] {
            let (archive, files) = packed(format);
            assert_eq!(archive, packed(format).0, "{format:?}");
            assert!(archive.ends_with(MARK.as_bytes()));
            for (name, bytes, Range { offset, length }) in files {
                let range = offset as usize..(offset + length) as usize;
                let read = format.unpack(archive[range].to_vec(), bytes.len()).unwrap();
                assert!(read == bytes, "{format:?} {name}");
            }
        }
    }

    #[test]
    fn a_range_that_is_none_is_an_error_and_a_large_one_is_cut() {
        let (archive, files) = packed(Format::TarZst);
        assert!(Format::TarZst.unpack(archive[3..].to_vec(), 10).is_err());
        assert!(Format::TarZst.unpack(Vec::new(), 10).is_err());
        let Range { offset, length } = files[1].2;
        let range = offset as usize..(offset + length) as usize;
        assert_eq!(Format::TarZst.unpack(archive[range].to_vec(), 10).unwrap().len(), 11);
    }

    #[test]
    fn what_others_pack_with_is_known_by_its_name() {
        assert_eq!(Format::of("a/All.ZIP"), Some(Format::Zip));
        assert_eq!(Format::of("all.tar.zst"), Some(Format::TarZst));
        assert_eq!((Format::of("all.tar.gz"), Format::of("zip")), (None, None));
    }
}
