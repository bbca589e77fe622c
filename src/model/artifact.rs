//! Files that a build makes.

/// A file that a build has made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Artifact {
    /// Its name, such as `summary.zh-en.pdf`.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many pages it has; 0 when it is not a PDF.
    pub pages: usize,
}
