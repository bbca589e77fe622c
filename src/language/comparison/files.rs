//! The tables that are built in, each file read when it is first asked for.

use std::sync::OnceLock;

use super::tables::Comparison;

/// The languages with tables. `und` is any language: signs that all share.
const FILES: [(&str, &str); 11] = [
    ("und", include_str!("../../../data/comparison/und.toml")),
    ("zh", include_str!("../../../data/comparison/zh.toml")),
    ("zh-Hant", include_str!("../../../data/comparison/zh-Hant.toml")),
    ("en", include_str!("../../../data/comparison/en.toml")),
    ("es", include_str!("../../../data/comparison/es.toml")),
    ("fr", include_str!("../../../data/comparison/fr.toml")),
    ("de", include_str!("../../../data/comparison/de.toml")),
    ("pt", include_str!("../../../data/comparison/pt.toml")),
    ("ru", include_str!("../../../data/comparison/ru.toml")),
    ("ja", include_str!("../../../data/comparison/ja.toml")),
    ("ko", include_str!("../../../data/comparison/ko.toml")),
];

/// The tables of exactly this language.
pub fn built_in(code: &str) -> Option<&'static Comparison> {
    static READ: [OnceLock<Comparison>; FILES.len()] = [const { OnceLock::new() }; FILES.len()];
    let at = FILES.iter().position(|(own, _)| *own == code)?;
    // A test reads every file, so the default is never needed.
    Some(READ[at].get_or_init(|| toml::from_str(FILES[at].1).unwrap_or_default()))
}

/// The languages that have tables.
pub fn codes() -> impl Iterator<Item = &'static str> {
    FILES.iter().map(|(code, _)| *code)
}

/// The codes whose tables a language has, from the most general: `und`, `zh`, `zh-Hant`.
pub fn chain(code: &str) -> Vec<&'static str> {
    let within =
        |own: &str| code == own || code.starts_with(own) && code[own.len()..].starts_with('-');
    let mut chain: Vec<&str> =
        FILES.iter().map(|(own, _)| *own).filter(|own| *own == "und" || within(own)).collect();
    chain.sort_by_key(|own| (*own != "und", own.len()));
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_read_and_every_key_is_a_table() {
        for (code, text) in FILES {
            let read: Comparison = toml::from_str(text).unwrap_or_else(|it| panic!("{code}: {it}"));
            assert_eq!(read.unknown, [""; 0], "{code}");
            assert_eq!(built_in(code), Some(&read));
        }
    }

    #[test]
    fn a_region_extends_its_language() {
        assert_eq!(chain("en-GB"), ["und", "en"]);
        assert_eq!(chain("ent"), ["und"]);
    }
}
