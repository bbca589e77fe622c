//! Files as Typst reads them, shared among documents: bytes are held once, sources are parsed once.

use std::collections::{HashMap, VecDeque};
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

/// Templates and images that several documents read, and sources of documents that are edited.
#[derive(Default)]
pub struct SharedFiles {
    files: Mutex<HashMap<FileId, Arc<File>>>,
    /// The last used first.
    edited: Mutex<VecDeque<Edited>>,
}

/// A source as it was parsed last.
struct Edited {
    document: String,
    source: Source,
}

/// So many sources of documents that are edited are kept.
const EDITED: usize = 16;

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
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(file) = files.get(&id)
            && (Arc::ptr_eq(&file.content, content) || file.content == *content)
        {
            return file.clone();
        }
        let file = Arc::new(File::new(id, content.clone()));
        files.insert(id, file.clone());
        file
    }

    /// A source of a document that is edited. What has not changed since it was parsed last keeps its spans, and
    /// only so does Typst know it again.
    pub fn edited(&self, document: &str, id: FileId, text: &str) -> Arc<File> {
        let mut edited = self.edited.lock().unwrap_or_else(PoisonError::into_inner);
        let is_it = |it: &Edited| it.document == document && it.source.id() == id;
        let source = match edited.iter().position(is_it).and_then(|at| edited.remove(at)) {
            Some(Edited { mut source, .. }) => {
                source.replace(text);
                source
            }
            None => Source::new(id, text.to_string()),
        };
        edited.push_front(Edited { document: document.to_string(), source: source.clone() });
        edited.truncate(EDITED);
        let file = File::new(id, text.as_bytes().into());
        Arc::new(File { source: Ok(source).into(), ..file })
    }
}

/// The id of a virtual path.
pub fn id(path: &str) -> Option<FileId> {
    let path = VirtualPath::new(path).ok()?;
    Some(FileId::new(RootedPath::new(VirtualRoot::Project, path)))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use typst::syntax::{LinkedNode, Side};

    use super::*;

    #[test]
    fn what_is_not_edited_keeps_its_spans() {
        let shared = SharedFiles::default();
        let id = id("/content.typ").unwrap();
        let text = |word: &str| format!("#let a = [First {word}.]\n\n#let b = [Second.]\n");
        let spans = |file: &File, name: &str| {
            let source = file.source().unwrap();
            let at = source.text().find(name).unwrap();
            let leaf = LinkedNode::new(source.root()).leaf_at(at, Side::After);
            leaf.map(|it| format!("{:?}", it.span()))
        };
        let before = shared.edited("a", id, &text("word"));
        let after = shared.edited("a", id, &text("another word"));
        assert_eq!(after.source().unwrap().text(), text("another word"));
        assert_eq!(spans(&before, "Second"), spans(&after, "Second"));
        // Another document has sources of its own.
        let other = shared.edited("b", id, "#let a = [Other.]");
        assert_eq!(other.source().unwrap().text(), "#let a = [Other.]");
        for number in 0..2 * EDITED {
            shared.edited(&number.to_string(), id, "text");
        }
        assert_eq!(shared.edited.lock().unwrap().len(), EDITED);
    }
}
