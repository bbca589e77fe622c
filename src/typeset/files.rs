//! Files as Typst reads them, shared among documents: bytes are held once, sources are parsed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source};

/// One file.
pub struct File {
    id: FileId,
    content: Arc<[u8]>,
    bytes: Bytes,
    source: OnceLock<FileResult<Source>>,
}

impl File {
    /// A file of this content.
    pub fn new(id: FileId, content: Arc<[u8]>) -> File {
        File { id, bytes: Bytes::new(content.clone()), content, source: OnceLock::new() }
    }

    /// The content, without a copy of it.
    pub fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    /// The parsed content.
    pub fn source(&self) -> FileResult<Source> {
        let parse = || {
            let text = std::str::from_utf8(&self.content).map_err(|_| FileError::InvalidUtf8)?;
            Ok(Source::new(self.id, text.to_string()))
        };
        self.source.get_or_init(parse).clone()
    }
}

/// Templates and images that several documents read.
#[derive(Default)]
pub struct SharedFiles(Mutex<HashMap<FileId, Arc<File>>>);

impl SharedFiles {
    /// The file of this id and content; what was held under the id is replaced when it differs.
    pub fn get(&self, id: FileId, content: &Arc<[u8]>) -> Arc<File> {
        let mut files = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(&id)
            && (Arc::ptr_eq(&file.content, content) || file.content == *content)
        {
            return file.clone();
        }
        let file = Arc::new(File::new(id, content.clone()));
        files.insert(id, file.clone());
        file
    }
}
