//! SHA-256 as it is written: in hexadecimal digits, and of parts that are told apart.

use sha2::{Digest, Sha256};

/// Of bytes, in hexadecimal digits.
pub fn of(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// Two digits for each byte.
pub fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Adds a part with its length before it, so that no two lists of parts are alike.
pub fn add(hash: &mut Sha256, part: &[u8]) {
    hash.update((part.len() as u64).to_le_bytes());
    hash.update(part);
}
