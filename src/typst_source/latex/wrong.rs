//! What is wrong with a formula, and what of it is not on the page.

/// What is wrong with a formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// The byte of the formula.
    pub at: usize,
    /// The cause.
    pub cause: String,
}

/// What was read, or what is wrong.
pub type Result<T> = std::result::Result<T, Wrong>;

/// A command that does nothing on paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// The byte of the formula.
    pub at: usize,
    /// The name of the command.
    pub name: String,
}
