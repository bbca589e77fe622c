//! Pictures that are written into a text as an address: `data:image/png;base64,…`.

use percent_encoding::percent_decode_str;

/// Whether an address holds what it leads to.
pub fn is_data(address: &str) -> bool {
    address.trim_start().get(..5).is_some_and(|it| it.eq_ignore_ascii_case("data:"))
}

/// The bytes in an address such as `data:image/png;base64,…`; what is no digit is passed over.
pub fn bytes(address: &str) -> Option<Vec<u8>> {
    let (head, written) = address.split_once(',')?;
    let written: Vec<u8> = percent_decode_str(written).collect();
    if !head.to_ascii_lowercase().contains(";base64") {
        return Some(written);
    }
    let digits: Vec<u32> = written.iter().filter_map(|byte| digit(*byte)).collect();
    let bytes = digits.chunks(4).flat_map(|four| {
        let all = four.iter().fold(0, |all, digit| all << 6 | digit) << (6 * (4 - four.len()));
        [(all >> 16) as u8, (all >> 8) as u8, all as u8].into_iter().take(four.len() - 1)
    });
    Some(bytes.collect())
}

/// The value of a digit, as in ordinary base 64 and as in the one for addresses.
fn digit(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_hold_bytes() {
        assert_eq!(bytes("data:;base64,aGk="), Some(b"hi".to_vec()));
        assert_eq!(bytes("data:image/svg+xml,%3Csvg/%3E"), Some(b"<svg/>".to_vec()));
        assert_eq!(bytes("data:;base64,"), Some(Vec::new()));
        assert_eq!(bytes("data:"), None);
        assert!(is_data(" DATA:image/png,") && !is_data("datum.png"));
    }
}
