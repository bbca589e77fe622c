//! Blocks that are made from data: declared tables and figures, the reference list, abbreviations, changes.

/// Something made from data that stands as a block of its own.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum GeneratedBlock {
    /// A declared table.
    Table(String),
    /// A declared figure.
    Figure(String),
    /// The reference list: all entries, or those cited.
    References {
        /// Whether entries that the document does not cite are listed as well.
        all: bool,
    },
    /// The abbreviations that the document uses.
    Abbreviations,
    /// What has changed since the earlier edition.
    Changes,
}

impl GeneratedBlock {
    /// The name by which links lead to it: `table-NAME`, `figure-NAME`.
    pub fn anchor(&self) -> Option<String> {
        match self {
            GeneratedBlock::Table(name) => Some(format!("table-{name}")),
            GeneratedBlock::Figure(name) => Some(format!("figure-{name}")),
            GeneratedBlock::References { .. }
            | GeneratedBlock::Abbreviations
            | GeneratedBlock::Changes => None,
        }
    }

    /// Whether values of the data are printed in it.
    pub fn is_evidence(&self) -> bool {
        matches!(self, GeneratedBlock::Table(_) | GeneratedBlock::Figure(_))
    }

    /// What it is, in the author's words.
    pub fn describe(&self) -> String {
        match self {
            GeneratedBlock::Table(name) => format!("the table “{name}”"),
            GeneratedBlock::Figure(name) => format!("the figure “{name}”"),
            GeneratedBlock::References { .. } => "the reference list".to_string(),
            GeneratedBlock::Abbreviations => "the list of abbreviations".to_string(),
            GeneratedBlock::Changes => "the box of changes".to_string(),
        }
    }
}
