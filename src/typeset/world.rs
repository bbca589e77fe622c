//! What Typst may see: the files of one job, the shared fonts, no clock, no network, no disk.

use std::collections::HashMap;
use std::sync::{LazyLock, OnceLock};

use typst::diag::{FileError, FileResult};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::fonts::Fonts;
use super::input::Input;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The world of one job. Virtual paths are the same for every job, since Typst never frees a
/// `FileId` and has only 65,535 of them.
pub struct JobWorld<'a> {
    main: FileId,
    files: HashMap<FileId, Slot<'a>>,
    fonts: &'a Fonts,
}

struct Slot<'a> {
    bytes: &'a [u8],
    source: OnceLock<FileResult<Source>>,
}

impl<'a> JobWorld<'a> {
    /// The world of these files; `None` when the main one is not among them.
    pub fn new(input: &'a Input, fonts: &'a Fonts) -> Option<JobWorld<'a>> {
        let generated = input.files.iter().map(|file| (file.path, file.text.as_bytes()));
        let assets = input.assets.iter().map(|(path, bytes)| (path.as_str(), &**bytes));
        let mut files = HashMap::new();
        for (path, bytes) in assets.chain(generated) {
            if let Some(id) = id(path) {
                files.insert(id, Slot { bytes, source: OnceLock::new() });
            }
        }
        let main = id(input.main).filter(|main| files.contains_key(main))?;
        Some(JobWorld { main, files, fonts })
    }

    fn slot(&self, id: FileId) -> FileResult<&Slot<'a>> {
        let not_found = || FileError::NotFound(id.get().vpath().get_without_slash().into());
        self.files.get(&id).ok_or_else(not_found)
    }
}

/// The id of a virtual path.
pub fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.fonts.store.book()
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        let slot = self.slot(id)?;
        let parse = || {
            let text = std::str::from_utf8(slot.bytes).map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(id, text.to_string()))
        };
        slot.source.get_or_init(parse).clone()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Ok(Bytes::new(self.slot(id)?.bytes.to_vec()))
    }

    fn font(&self, index: usize) -> Option<Font> {
        self.fonts.store.font(index)
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
