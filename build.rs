//! Has the package compiled anew when a file changes that is embedded in it, and tells hashes of the templates and of the
//! program.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    for path in ["src", "templates", "data", "Cargo.toml", "Cargo.lock"] {
        println!("cargo:rerun-if-changed={path}");
    }
    println!("cargo:rustc-env=DIPTYCH_TEMPLATES={:032x}", hash(&["templates"]));
    println!("cargo:rustc-env=DIPTYCH_PROGRAM={:032x}", hash(&["src", "Cargo.toml", "Cargo.lock"]));
}

/// A hash of all files in these folders, the same on every machine, whatever it calls them.
fn hash(paths: &[&str]) -> u128 {
    let mut files = Vec::new();
    paths.iter().for_each(|it| collect(Path::new(it), &mut files));
    files.sort();
    files.iter().fold(BASIS, |hash, (name, path)| {
        let content = fs::read(path).unwrap_or_default();
        let hash = add(add(hash, &(name.len() as u64).to_le_bytes()), name.as_bytes());
        add(add(hash, &(content.len() as u64).to_le_bytes()), &content)
    })
}

fn collect(path: &Path, files: &mut Vec<(String, PathBuf)>) {
    if !path.is_dir() {
        files.push((path.to_string_lossy().replace('\\', "/"), path.to_path_buf()));
        return;
    }
    for entry in fs::read_dir(path).into_iter().flatten().flatten() {
        collect(&entry.path(), files);
    }
}

/// FNV-1a of 128 bits: nobody else writes these files, so nothing stronger is needed.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = (1 << 88) + 0x13b;

fn add(hash: u128, bytes: &[u8]) -> u128 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME))
}
