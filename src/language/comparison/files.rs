//! The tables that are built in, each file read when it is first asked for.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};

use super::kinds::Table;
use super::part::Part;
use super::tables::Comparison;

/// A file for each language with tables. `und` is any language: signs that all share.
static FILES: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/comparison");

/// The tables of all languages that have any.
const ANY: &str = "und";

/// A file, and what it says once it is read.
struct File {
    text: &'static str,
    read: OnceLock<Comparison>,
    /// No more than its numerals.
    numerals: OnceLock<Comparison>,
}

/// The files by the tags of their languages.
fn files() -> &'static BTreeMap<&'static str, File> {
    static BY_TAG: OnceLock<BTreeMap<&str, File>> = OnceLock::new();
    BY_TAG.get_or_init(|| {
        let file = |file: &'static include_dir::File| {
            let tag = file.path().file_stem()?.to_str()?;
            let (read, numerals) = (OnceLock::new(), OnceLock::new());
            Some((tag, File { text: file.contents_utf8()?, read, numerals }))
        };
        FILES.files().filter_map(file).collect()
    })
}

/// The tables of exactly this language.
pub fn built_in(code: &str) -> Option<&'static Comparison> {
    let file = files().get(code)?;
    // A test reads every file, so the default is never needed.
    Some(file.read.get_or_init(|| toml::from_str(file.text).unwrap_or_default()))
}

/// The numerals of exactly this language, and the hours that are written like them. Of its file no more is read than
/// their tables and those at its head.
pub fn numerals(code: &str) -> Option<&'static Comparison> {
    let file = files().get(code)?;
    let read = || toml::from_str(&sections(file.text, is_of_numerals)).unwrap_or_default();
    Some(file.numerals.get_or_init(read))
}

fn is_of_numerals(table: Table) -> bool {
    matches!(table.part(), Part::Numerals | Part::Calendar)
}

/// The head of a file, and its sections about some of the tables.
fn sections(text: &str, wanted: impl Fn(Table) -> bool) -> String {
    let mut keeps = true;
    let lines = text.split_inclusive('\n').filter(|line| {
        if let Some(header) = line.strip_prefix('[') {
            let key = header.split(['.', ']']).next().unwrap_or_default();
            keeps = Table::named(key).is_none_or(&wanted);
        }
        keeps
    });
    lines.collect()
}

/// The languages that have tables.
pub fn codes() -> impl Iterator<Item = &'static str> {
    files().keys().copied()
}

/// The codes whose tables a language has, from the most general: `und`, `zh`, `zh-Hant`.
pub fn chain(code: &str) -> Vec<&'static str> {
    let within =
        |own: &str| code == own || code.starts_with(own) && code[own.len()..].starts_with('-');
    let mut chain: Vec<&str> = codes().filter(|own| *own == ANY || within(own)).collect();
    chain.sort_by_key(|own| (*own != ANY, own.len()));
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_every_key_is_a_table() {
        for (code, file) in files() {
            let read: Comparison =
                toml::from_str(file.text).unwrap_or_else(|it| panic!("{code}: {it}"));
            assert_eq!(read.unknown, [""; 0], "{code}");
            assert_eq!(read.faults(), [], "{code}");
            assert_eq!(built_in(code), Some(&read));
        }
    }

    #[test]
    fn numerals_are_the_same_as_in_the_whole_file() {
        let of = |all: Option<&'static Comparison>| {
            let all = all.map_or(&[][..], |it| &it.entries).iter();
            all.filter(|it| is_of_numerals(it.table)).collect::<Vec<_>>()
        };
        for code in codes() {
            assert_eq!(of(numerals(code)), of(built_in(code)), "{code}");
        }
    }

    #[test]
    fn a_region_extends_its_language() {
        assert_eq!(chain("en-GB"), ["und", "en"]);
        assert_eq!(chain("ent"), ["und"]);
    }
}
