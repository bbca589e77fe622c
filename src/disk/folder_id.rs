//! Which folder a path leads to, so that one that was removed and came back is noticed.

use std::fs;
use std::path::Path;

use cap_fs_ext::MetadataExt;
use cap_std::ambient_authority;
use cap_std::fs::Dir;

/// A folder as the file system knows it; equal as long as it is the same folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FolderId(u64, u64);

impl FolderId {
    /// The folder at this path; `None` when there is none.
    pub fn of(path: &Path) -> Option<FolderId> {
        // A look that opens nothing suffices to see that it is gone.
        fs::metadata(path).ok().filter(fs::Metadata::is_dir)?;
        let meta = Dir::open_ambient_dir(path, ambient_authority()).ok()?.dir_metadata().ok()?;
        Some(FolderId(meta.dev(), meta.ino()))
    }
}
