//! Has the package compiled anew when a file changes that is embedded in it, and tells a hash of the templates.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    for folder in ["templates", "data"] {
        println!("cargo:rerun-if-changed={folder}");
    }
    let mut files = Vec::new();
    collect(Path::new("templates"), &mut files);
    // The same on every machine, whatever it calls its folders.
    files.sort();
    let hash = files.iter().fold(BASIS, |hash, (name, path)| {
        let content = fs::read(path).unwrap_or_default();
        let hash = add(add(hash, &(name.len() as u64).to_le_bytes()), name.as_bytes());
        add(add(hash, &(content.len() as u64).to_le_bytes()), &content)
    });
    println!("cargo:rustc-env=DIPTYCH_TEMPLATES={hash:032x}");
}

fn collect(folder: &Path, files: &mut Vec<(String, PathBuf)>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        match path.is_dir() {
            true => collect(&path, files),
            false => files.push((path.to_string_lossy().replace('\\', "/"), path)),
        }
    }
}

/// FNV-1a of 128 bits: nobody else writes these files, so nothing stronger is needed.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = (1 << 88) + 0x13b;

fn add(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}
