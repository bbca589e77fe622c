//! SHA-256 as it is written: in hexadecimal digits, and of parts that are told apart.

use sha2::{Digest, Sha256};

/// Of bytes, in hexadecimal digits.
pub fn of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Of a list of names, in whatever order they come: of a line for each, in the order of their bytes.
pub fn of_names(mut names: Vec<String>) -> String {
    names.sort_unstable();
    let mut hash = Sha256::new();
    for name in names {
        hash.update(name.as_bytes());
        hash.update(b"\n");
    }
    hexadecimal(&hash.finalize())
}

/// Two digits for each byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    let halves = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    halves.filter_map(|half| char::from_digit(half.into(), 16)).collect()
}

/// Adds a part with its length before it, so that no two lists of parts are alike.
pub fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}
