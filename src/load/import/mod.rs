//! Files of other programs to plain files of a project: data as CSV, and parts of the manifest that declare them.

mod bias;
mod covidence;
mod imported;
mod methods;
mod outcomes;
mod revman_settings;
mod revman_web;
mod rm5;
mod slug;
mod studies;
mod table;

pub use self::imported::Imported;
use self::imported::{file, shown};
pub use self::revman_settings::beside;
use crate::diagnostic::Findings;
use crate::load::bibliography::{self, format};
use crate::model::limits::Limits;

/// No file that is larger is read.
const LARGEST: usize = 64 << 20;

/// Reads a file of another program; what it holds tells which. `beside` is the file that [`beside`] names, if it is there.
pub fn import(name: &str, bytes: &[u8], beside: Option<&[u8]>) -> Imported {
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
        Some(table) if revman_web::knows(&table) => {
            let settings =
                beside.filter(|it| it.len() <= LARGEST).and_then(|it| std::str::from_utf8(it).ok());
            let settings =
                settings.and_then(|it| table::Table::read(name, it.trim_start_matches('\u{feff}')));
            revman_web::import(&table, settings.as_ref())
        }
        Some(table) if covidence::knows(&table) || revman_web::judges(&table) => {
            covidence::import(&table)
        }
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
    // What is wrong with an entry is told when the project is read; a file without any would look like one with some.
    let mut findings = Findings::default();
    if bibliography::parse(&name.into(), text, &Limits::default(), &mut findings).is_empty() {
        let first = findings.as_slice().first();
        let why = first.map(|it| format!(": {}", it.message)).unwrap_or_default();
        return Imported::failed(name, format!("this file has no reference that can be read{why}"));
    }
    let path = format!("references/{}", file(name));
    let part =
        format!("# From {}.\n[project]\nreferences = {}\n", shown(name), slug::quoted(&path));
    Imported {
        files: vec![(path, text.to_string()), ("import.toml".to_string(), part)],
        findings: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::import;
    use crate::data::work;

    /// The steps that a review takes; what it becomes has so many files.
    fn steps(inside: &str, files: usize) -> u64 {
        let before = work::steps();
        let read = import(
            "r.rm5",
            format!("<COCHRANE_REVIEW>{inside}</COCHRANE_REVIEW>").as_bytes(),
            None,
        );
        assert_eq!(read.files.len(), files, "{:?}", read.findings);
        work::steps() - before
    }

    /// Four times the studies of a subgroup, or of outcomes within outcomes, cost four times as much.
    #[test]
    fn reviews_cost_what_they_hold() {
        let data = "<DICH_DATA STUDY_ID=\"S\" EVENTS_1=\"1\"/>";
        let subgroup = |n: usize| {
            let inside = data.repeat(n);
            steps(
                &format!(
                    "<DICH_OUTCOME ID=\"1\"><DICH_SUBGROUP>{inside}</DICH_SUBGROUP></DICH_OUTCOME>"
                ),
                2,
            )
        };
        let nested = |n: usize| {
            let (open, close) = ("<DICH_OUTCOME ID=\"1\">".repeat(n), "</DICH_OUTCOME>".repeat(n));
            steps(&format!("{open}{}{close}", data.repeat(n)), n + 1)
        };
        for grown in [[subgroup(800), subgroup(3_200)], [nested(100), nested(400)]] {
            assert!(grown[1] < 5 * grown[0] && grown[1] > 3 * grown[0], "{grown:?}");
        }
    }
}
