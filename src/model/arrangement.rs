//! How a row of a table stands in an edition of two languages.

/// Which part of a row stands whole in one language before the other language begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrangement {
    /// The row: all of it in one language, and beneath it all of it in the other.
    Rows,
    /// The column: it has a part for each language, side by side.
    Columns,
    /// The cell: its lines in one language, and beneath them those in the other.
    Cells,
}

impl Arrangement {
    /// Each arrangement, by the word of `tables.toml` and of the template.
    pub const ALL: [(&'static str, Arrangement); 3] = [
        ("rows", Arrangement::Rows),
        ("columns", Arrangement::Columns),
        ("cells", Arrangement::Cells),
    ];

    /// Its word.
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(word, _)| word)
    }
}
