//! An address as a code that telephones read (QR, ISO/IEC 18004), in rows of dark and light squares.

use qrcode::{Color, EcLevel, QrCode};

/// The rows from top to bottom, a character for each square: `1` is dark. None if the address is too long for a code that
/// a page has room for.
pub fn rows(address: &str) -> Option<Vec<String>> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M).ok()?;
    let side = code.width();
    if side > WIDEST {
        return None;
    }
    let square = |color: &Color| if *color == Color::Dark { '1' } else { '0' };
    Some(code.to_colors().chunks(side).map(|row| row.iter().map(square).collect()).collect())
}

/// The most squares on a side (version 10): at a width of 20 mm each is still 0.35 mm wide.
const WIDEST: usize = 57;

#[cfg(test)]
mod tests {
    use super::rows;

    #[test]
    fn an_address_is_a_square_with_three_finders() {
        let rows = rows("https://doi.org/10.1000/182").unwrap();
        assert!(rows.iter().all(|row| row.len() == rows.len()));
        for corner in [&rows[0][..7], &rows[0][rows.len() - 7..], &rows[rows.len() - 1][..7]] {
            assert_eq!(corner, "1111111");
        }
        assert!(super::rows(&"x".repeat(400)).is_none());
    }
}
