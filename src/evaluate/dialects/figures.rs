//! Figures and tables of Quarto: a division `{#fig-name}` with one picture, or `{#tbl-name}` with one table, and, behind it,
//! its words.

use super::lines::Line;
use super::options::{parts, unquoted};
use super::pictures::Picture;

/// Up to which line the table of such a division goes, and its words as pandoc has them: `: words {#tbl-name}`.
pub fn table(info: &str, inside: &[Line]) -> Option<(usize, String)> {
    let name = info.strip_prefix("{#")?.split([' ', '}']).next()?;
    let is_row = |line: &Line| line.is_text() && line.text.trim_start().starts_with(['|', '+']);
    let first =
        inside.iter().position(|line| !line.is_blank()).filter(|at| is_row(&inside[*at]))?;
    let last = inside.iter().rposition(is_row).filter(|_| name.starts_with("tbl-"))?;
    let words = inside[last + 1..].iter().filter(|line| !line.is_blank());
    let plain = |line: &&Line| {
        line.is_text() && !line.text.trim_start().starts_with(['!', ':', '`', '|', '#', '>', '<'])
    };
    let one = inside[first..last].iter().all(is_row) && words.clone().all(|it| plain(&it));
    let words: Vec<&str> = words.map(|line| line.text.trim()).collect();
    (one && !words.is_empty()).then(|| (last, format!(": {} {{#{name}}}", words.join(" "))))
}

/// The picture of such a division, with its words and its name.
pub fn of(info: &str, inside: &[Line]) -> Option<String> {
    let name = info.strip_prefix("{#")?.split([' ', '}']).next()?;
    let is_figure = name.starts_with("fig-") || name.starts_with("fig:");
    let mut filled = inside.iter().filter(|line| !line.is_blank());
    let first = filled.next().filter(|line| is_figure && line.is_text())?;
    let shown = first.text.trim().strip_prefix("![")?;
    let (alt, rest) = shown.split_once("](")?;
    let (path, behind) = rest.split_once(')')?;
    let attributes = match behind.trim() {
        "" => "",
        braces => braces.strip_prefix('{')?.strip_suffix('}')?,
    };
    let words: Vec<&str> = filled.map(|line| line.text.trim()).collect();
    let plain = |line: &&str| !line.starts_with(['!', ':', '`', '|', '#', '>', '<']);
    let sound = !words.is_empty() && words.iter().all(plain) && !path.contains(['"', '<']);
    let said = |key: &str| {
        let pairs = parts(attributes, char::is_whitespace).into_iter();
        let mut own = pairs.filter_map(|pair| pair.split_once('='));
        own.find(|(own, _)| *own == key).map(|(_, value)| unquoted(value))
    };
    let caption = words.join(" ");
    let alt = said("fig-alt").unwrap_or(alt);
    let [width, height] = ["width", "height"].map(|key| said(key).unwrap_or_default());
    sound.then(|| Picture { path, alt, caption: &caption, id: name, width, height }.markdown())
}
