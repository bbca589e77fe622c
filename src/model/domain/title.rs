//! What must hold between a thing, such as a study, and the title of the work that it cites.

/// One rule.
#[derive(Debug, Clone)]
pub struct TitleRule {
    /// The code of the finding when it does not hold.
    pub code: String,
    /// What is compared, as messages and records call it.
    pub aspect: String,
    /// Whether the aspect is several things: “are not those”.
    pub plural: bool,
    /// The columns that say it of the thing; a finding points at the first that does.
    pub columns: Vec<String>,
    /// What is compared.
    pub compares: Compares,
}

/// What is compared.
#[derive(Debug, Clone)]
pub enum Compares {
    /// Names of a kind, word by word: some of the title are not the thing's, and some of the thing's are
    /// not in the title.
    Words {
        /// The kind of terms.
        kind: String,
        /// Columns with further names that the title may have.
        beside: Vec<String>,
    },
    /// Names of a kind, of any number of words: one of the thing's is not in the title, which has others.
    Names {
        /// The kind of terms.
        kind: String,
    },
    /// Words that rule each other out.
    Opposites {
        /// Those of the one side.
        one: Vec<String>,
        /// Those of the other.
        other: Vec<String>,
    },
    /// The numbers that follow a word, in digits or as Roman numerals: `phase I/II`.
    NumbersAfter {
        /// The word.
        word: String,
    },
}
