//! What leads from a cell to the notes beneath: letters; or the mark of doubt, where a note says what a numbered table of
//! contradictions has in one of its rows. All of these share one note, which names the rows.

use std::collections::HashMap;

/// What stands for a note in the cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoteMark {
    /// Its letter, in the order of those that are left.
    Letter(String),
    /// The doubt of this number.
    Doubt(usize),
}

/// By the letters that the notes were given first.
pub type NoteMarks = HashMap<String, NoteMark>;

/// The marks of a cell.
#[derive(Debug, Clone, Default)]
pub struct CellMarks {
    /// The letters of its notes.
    pub letters: Vec<String>,
    /// The first doubt that a note of it is about.
    pub doubt: Option<usize>,
}

impl CellMarks {
    /// The marks for the letters that a cell was given first.
    pub fn new(marks: &NoteMarks, given: &[String]) -> CellMarks {
        let mut found = CellMarks::default();
        for letter in given {
            match marks.get(letter) {
                Some(NoteMark::Doubt(number)) => found.doubt = found.doubt.or(Some(*number)),
                Some(NoteMark::Letter(letter)) => found.letters.push(letter.clone()),
                None => found.letters.push(letter.clone()),
            }
        }
        found
    }
}
