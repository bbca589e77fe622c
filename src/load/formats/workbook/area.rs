//! Names of cells and areas of a sheet: `B3`, `B3:F20`, `B:F`, `3:20`.

use std::ops::RangeInclusive;

/// The rows and columns of a sheet that are read, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The rows.
    pub rows: RangeInclusive<u32>,
    /// The columns.
    pub columns: RangeInclusive<u32>,
}

impl Area {
    /// All of a sheet.
    pub fn all() -> Area {
        Area { rows: 0..=u32::MAX, columns: 0..=u32::MAX }
    }

    /// Reads the name of an area.
    pub fn parse(name: &str) -> Option<Area> {
        let (first, last) = name.trim().split_once(':')?;
        let ((column, row), (last_column, last_row)) = (corner(first)?, corner(last)?);
        let between = |first: Option<u32>, last: Option<u32>| match (first, last) {
            (Some(first), Some(last)) => Some(first.min(last)..=first.max(last)),
            (None, None) => Some(0..=u32::MAX),
            _ => None,
        };
        Some(Area { rows: between(row, last_row)?, columns: between(column, last_column)? })
    }

    /// Whether a cell lies in it.
    pub fn contains(&self, row: u32, column: u32) -> bool {
        self.rows.contains(&row) && self.columns.contains(&column)
    }
}

/// The row and the column of a cell, from 0: `B3` is row 2, column 1.
pub fn cell(name: &str) -> Option<(u32, u32)> {
    match corner(name)? {
        (Some(column), Some(row)) => Some((row, column)),
        _ => None,
    }
}

/// The name of a cell, from its row and column from 0.
pub fn name(row: u32, column: u32) -> String {
    format!("{}{}", letters(column), u64::from(row) + 1)
}

/// The letters of a column, from its number from 0.
pub fn letters(column: u32) -> String {
    let mut left = u64::from(column) + 1;
    let mut letters = Vec::new();
    while left > 0 {
        letters.push(char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    letters.iter().rev().collect()
}

/// Column and row as far as they are named, from 0; `$` before either says nothing here.
fn corner(name: &str) -> Option<(Option<u32>, Option<u32>)> {
    let name = name.trim().replace('$', "");
    let digits = name.find(|c: char| c.is_ascii_digit()).unwrap_or(name.len());
    let (letters, digits) = name.split_at(digits);
    let column = letters.chars().try_fold(0_u32, |number, letter| {
        let letter = letter.is_ascii_alphabetic().then(|| letter.to_ascii_uppercase())?;
        number.checked_mul(26)?.checked_add(letter as u32 - 'A' as u32 + 1)
    })?;
    let row = match digits {
        "" => None,
        _ => Some(digits.parse::<u32>().ok()?.checked_sub(1)?),
    };
    let column = column.checked_sub(1);
    (column.is_some() || row.is_some()).then_some((column, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_are_read_as_spreadsheets_write_them() {
        assert_eq!(Area::parse("B3:C10"), Some(Area { rows: 2..=9, columns: 1..=2 }));
        assert_eq!(Area::parse("$AA$1:B2"), Some(Area { rows: 0..=1, columns: 1..=26 }));
        assert_eq!(Area::parse("B:C"), Some(Area { rows: 0..=u32::MAX, columns: 1..=2 }));
        assert_eq!(Area::parse("3:5"), Some(Area { rows: 2..=4, columns: 0..=u32::MAX }));
        for wrong in ["", "B3", "B3:", ":", "B0:C1", "B:3", "3B:4C", "Sheet1!A1:B2", "A1:ZZZZZZZZ9"]
        {
            assert_eq!(Area::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_cell_has_the_name_that_it_is_read_from() {
        for at in [(0, 0), (9, 25), (99, 26), (1_048_575, 16_383), (4, 701), (4, 702)] {
            assert_eq!(cell(&name(at.0, at.1)), Some(at));
        }
        assert_eq!(name(0, 16_383), "XFD1");
    }
}
