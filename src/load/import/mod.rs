//! Files of other programs to plain files of a project: data as CSV, and parts of the manifest that declare them.

mod bias;
mod covidence;
mod imported;
mod methods;
mod outcomes;
mod revman_web;
mod rm5;
mod slug;
mod studies;
mod table;

pub use self::imported::Imported;
use crate::load::bibliography::format;

/// No file that is larger is read.
const LARGEST: usize = 64 << 20;

/// Reads a file of another program; what it holds tells which.
pub fn import(name: &str, bytes: &[u8]) -> Imported {
    if bytes.len() > LARGEST {
        return Imported::failed(name, "this file is larger than 64 MB".to_string());
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Imported::failed(name, "this file is no text in UTF-8".to_string());
    };
    let text = text.trim_start_matches('\u{feff}');
    let start = text.trim_start();
    if start.starts_with('<') && start.contains("COCHRANE_REVIEW") {
        return rm5::import(name, text);
    }
    match table::Table::read(name, text) {
        Some(table) if revman_web::knows(&table) => revman_web::import(&table),
        Some(table) if covidence::knows(&table) => covidence::import(&table),
        _ => match format::of(name, text) {
            Some(_) => bibliography(name, text),
            None => {
                Imported::failed(name, "this is no file of a program that is known".to_string())
            }
        },
    }
}

/// Every format of bibliography is read as it is.
fn bibliography(name: &str, text: &str) -> Imported {
    let file = name.rsplit('/').next().unwrap_or(name);
    let path = format!("references/{file}");
    let part = format!("# From {file}.\n[project]\nreferences = \"{path}\"\n");
    Imported {
        files: vec![(path, text.to_string()), ("import.toml".to_string(), part)],
        findings: Vec::new(),
    }
}
