//! What Typst may see: the files of one job, the shared fonts, no clock, no network, no disk.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock};

use typst::diag::{FileError, FileResult, PackageError};
use typst::foundations::{Bytes, Datetime, Duration};
use typst::syntax::{FileId, Source, VirtualRoot};
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;
use typst::{Feature, Library, LibraryExt, World};

use super::coverage::Coverage;
use super::files::{File, SharedFiles, id};
use super::fonts::Fonts;
use super::input::Input;
use super::last_resort;

static LIBRARY: LazyLock<LazyHash<Library>> = LazyLock::new(|| {
    let features = [Feature::A11yExtras].into_iter().collect();
    LazyHash::new(Library::builder().with_features(features).build())
});

/// The world of one job. Virtual paths are the same for every job, since Typst never frees a
/// `FileId` and has only 65,535 of them.
pub struct JobWorld<'a> {
    main: FileId,
    files: HashMap<FileId, Arc<File>>,
    fonts: &'a Fonts,
    last_resort: Option<LastResort>,
}

/// The font of last resort, and the list of fonts that has it at the end.
struct LastResort {
    font: Font,
    index: usize,
    book: LazyHash<FontBook>,
}

impl LastResort {
    fn new(coverage: &Coverage, fonts: &Fonts) -> Option<LastResort> {
        if coverage.missing.is_empty() {
            return None;
        }
        let bytes = Bytes::new(last_resort::font(&coverage.missing));
        let font = Font::new(bytes, 0)?;
        let (book, index) = fonts.book_with(&font);
        Some(LastResort { font, index, book: LazyHash::new(book) })
    }
}

/// The file that names the families to search at last.
const FALLBACK: &str = "/fallback.json";

impl<'a> JobWorld<'a> {
    /// The world of these files; `None` when the main one is not among them.
    pub fn new(
        input: &Input,
        shared: &SharedFiles,
        fonts: &'a Fonts,
        coverage: &Coverage,
    ) -> Option<JobWorld<'a>> {
        let mut files = HashMap::new();
        for (path, content) in input.assets {
            files.extend(id(path).map(|id| (id, shared.get(id, content))));
        }
        for file in &input.files {
            let read = |id: FileId| match input.known_as.filter(|_| file.path.ends_with(".typ")) {
                Some(known_as) => shared.edited(known_as, id, file.text),
                None => Arc::new(File::new(id, file.text.as_bytes().into())),
            };
            files.extend(id(file.path).map(|id| (id, read(id))));
        }
        let fallback = coverage.fallback().into_bytes();
        files.extend(id(FALLBACK).map(|id| (id, Arc::new(File::new(id, fallback.into())))));
        let last_resort = LastResort::new(coverage, fonts);
        let main = id(input.main).filter(|main| files.contains_key(main))?;
        Some(JobWorld { main, files, fonts, last_resort })
    }

    fn get(&self, id: FileId) -> FileResult<&File> {
        let not_found = || match id.get().root() {
            VirtualRoot::Package(name) => FileError::Package(PackageError::Other(Some(
                format!("{name}: packages are not downloaded; copy its files into templates/")
                    .into(),
            ))),
            VirtualRoot::Project => {
                FileError::NotFound(id.get().vpath().get_without_slash().into())
            }
        };
        self.files.get(&id).map(|file| &**file).ok_or_else(not_found)
    }
}

impl World for JobWorld<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &LIBRARY
    }

    fn book(&self) -> &LazyHash<FontBook> {
        self.last_resort.as_ref().map_or(self.fonts.store.book(), |it| &it.book)
    }

    fn main(&self) -> FileId {
        self.main
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        self.get(id)?.source()
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        Ok(self.get(id)?.bytes())
    }

    fn font(&self, index: usize) -> Option<Font> {
        match &self.last_resort {
            Some(last) if last.index == index => Some(last.font.clone()),
            _ => self.fonts.store.font(index),
        }
    }

    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}
