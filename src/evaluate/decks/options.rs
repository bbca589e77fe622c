//! What Slidev writes between two rules before a slide: `layout: center`.

use super::lines::{Kind, Line};

/// The most lines that the options of a slide have.
const MOST: usize = 60;

/// The options that stand before a slide, by their lines.
pub struct Options {
    /// How many lines they take, the rule behind them included.
    pub length: usize,
    /// `layout`, if there is one.
    pub layout: String,
    /// `image`, if there is one.
    pub image: String,
    /// The file that has this slide, if it is another one.
    pub source: String,
    /// Whether the slide is not shown.
    pub is_hidden: bool,
}

/// The options at the start of a slide; a rule stood before these lines.
pub fn options(lines: &[Line]) -> Option<Options> {
    let end = lines.iter().take(MOST).position(|line| line.text.trim_end() == "---")?;
    let own = &lines[..end];
    let first = own.first()?;
    let is_option = |line: &&Line| {
        line.text.starts_with([' ', '\t', '-', '#']) || key(line.text).is_some() || line.is_blank()
    };
    let sound = key(first.text).is_some() && own.iter().all(|line| is_option(&line));
    if !sound || own.iter().any(|line| line.kind == Kind::Code) {
        return None;
    }
    let value = |name: &str| {
        let mut found = own.iter().filter_map(|line| key(line.text));
        found.find(|(key, _)| *key == name).map_or(String::new(), |(_, value)| value.to_string())
    };
    Some(Options {
        length: end + 1,
        layout: value("layout"),
        image: value("image"),
        source: value("src"),
        is_hidden: value("hide") == "true" || value("disabled") == "true",
    })
}

/// `key: value`, the value without quotes.
pub fn key(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_name = key.starts_with(|c: char| c.is_ascii_alphabetic() || "_.$".contains(c))
        && key.trim_end().chars().all(|c| c.is_ascii_alphanumeric() || "-_.$".contains(c));
    let apart = value.is_empty() || value.starts_with([' ', '\t']);
    (is_name && apart).then(|| (key.trim(), value.trim().trim_matches(['"', '\''])))
}
