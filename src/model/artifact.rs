//! Files that a build makes.

use serde::{Serialize, Serializer};

/// A file that a build has made. As JSON it has its name, its size and the number of its pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Artifact {
    /// Its name, such as `summary.zh-en.pdf`.
    pub name: String,
    /// Its bytes.
    #[serde(rename = "size", serialize_with = "size")]
    pub bytes: Vec<u8>,
    /// How many pages it has; 0 when it is not a PDF.
    pub pages: usize,
    /// The hash of all that it is made from, as hexadecimal digits; none when something was found on its
    /// pages, which must be told again.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub inputs: Option<String>,
}

fn size<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u64(bytes.len() as u64)
}
