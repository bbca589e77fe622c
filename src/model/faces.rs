//! The families of fonts that a language asks for.

/// Families of which any has the shapes of a language's characters: Han is drawn otherwise in Japan and in Taiwan
/// than in mainland China.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Faces {
    /// The language, by its name.
    pub language: String,
    /// The families, the best first.
    pub families: Vec<String>,
}
