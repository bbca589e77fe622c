//! What comparing a text with one in another language needs of a language, as data.

use serde::Deserialize;

/// The words and rules by which texts in a language are compared with others.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Comparison {}
