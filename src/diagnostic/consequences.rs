//! Which findings may only follow from others.

use super::code::Code;
use super::codes::{
    CITATIONS_DIFFER, EXPRESSION_FAILED, EXPRESSION_SYNTAX, FIGURE_MISMATCH, IDLE_RECORD, NO_COUNT,
    NUMBERS_DIFFER, OPEN_DIVISION, ORDER_DIFFERS, TABLE_MISMATCH, UNDEFINED_VALUE, UNITS_DIFFER,
    UNKNOWN_CITATION, UNKNOWN_TABLE, UNPAIRED, VALUES_DIFFER,
};

impl Code {
    /// Whether findings of this kind may only follow from broken data files or undefined values.
    pub fn follows_from_data(self) -> bool {
        let echoes = [
            UNDEFINED_VALUE,
            UNKNOWN_CITATION,
            UNKNOWN_TABLE,
            UNPAIRED,
            VALUES_DIFFER,
            CITATIONS_DIFFER,
            NUMBERS_DIFFER,
            UNITS_DIFFER,
            ORDER_DIFFERS,
            TABLE_MISMATCH,
            NO_COUNT,
            FIGURE_MISMATCH,
            IDLE_RECORD,
        ];
        echoes.contains(&self)
    }

    /// Whether a finding of this kind means that a text could not be read as it is meant: a value of it could not be
    /// printed, or its blocks are not where they seem to be.
    pub fn is_about_values(self) -> bool {
        let kinds =
            [EXPRESSION_SYNTAX, UNDEFINED_VALUE, EXPRESSION_FAILED, NO_COUNT, OPEN_DIVISION];
        kinds.contains(&self)
    }
}
