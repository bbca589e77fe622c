//! Files as Typst reads them, shared among documents: bytes are held once, sources are parsed once.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use sha2::{Digest, Sha256};
use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, RootedPath, Source, VirtualPath, VirtualRoot};

/// One file.
pub struct File {
    id: FileId,
    content: Arc<[u8]>,
    bytes: Bytes,
    source: OnceLock<FileResult<Source>>,
    digest: OnceLock<[u8; 32]>,
}

impl File {
    /// A file of this content.
    pub fn new(id: FileId, content: Arc<[u8]>) -> File {
        let bytes = Bytes::new(content.clone());
        File { id, bytes, content, source: OnceLock::new(), digest: OnceLock::new() }
    }

    /// The content, without a copy of it.
    pub fn bytes(&self) -> Bytes {
        self.bytes.clone()
    }

    /// The SHA-256 of the content, computed once.
    pub fn digest(&self) -> [u8; 32] {
        *self.digest.get_or_init(|| Sha256::digest(&self.content).into())
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
    /// The SHA-256 of the file of this path and content, computed once.
    pub fn digest(&self, path: &str, content: &Arc<[u8]>) -> [u8; 32] {
        match id(path) {
            Some(id) => self.get(id, content).digest(),
            None => Sha256::digest(content).into(),
        }
    }

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

/// The id of a virtual path.
pub fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}
