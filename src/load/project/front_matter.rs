//! What stands before a text between `---` (YAML) or `+++` (TOML), and the text without it.

use std::ops::Range;
use std::sync::Arc;

use super::front_matter_repair::{key, plain_keys, repaired};
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::language::reading;
use crate::load::formats::{toml, yaml};
use crate::model::limits::Limits;

/// How what stands before a text is marked.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Yaml,
    Toml,
    /// Lines that begin with `%`: the title, the authors and the date.
    Percent,
}

/// The front matter of a text: an empty map when there is none.
pub fn read(
    path: &Arc<str>,
    text: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<Arc<Map>, Diagnostic> {
    let Some((kind, range)) = find(text) else {
        return Ok(Arc::new(Map::new(Place::file(path))));
    };
    // Blank lines in place of what comes before keep every place as it is in the file.
    let own = blanked(text, 0..range.start)[..range.end].to_string();
    match kind {
        Kind::Toml => toml::parse(path, &own, codes::FRONT_MATTER),
        Kind::Percent => map(path, yaml::parse(path, &percent(&own), limits, codes::FRONT_MATTER)?),
        Kind::Yaml => tolerant(path, &own, limits, findings),
    }
}

/// YAML, or what was meant to be YAML: told, and read as it is written.
fn tolerant(
    path: &Arc<str>,
    own: &str,
    limits: &Limits,
    findings: &mut Findings,
) -> Result<Arc<Map>, Diagnostic> {
    let parse =
        |text: &str| map(path, yaml::parse(path, text, limits, codes::FRONT_MATTER_REPAIRED)?);
    let mended = repaired(own);
    // Without a mistake nothing needs to be mended; a full-width colon makes no mistake, but no key.
    let is_meant =
        |line: &str| !line.starts_with(' ') && line.contains('：') && !line.contains(':');
    let colon = own.lines().any(|line| is_meant(line) && key(line).is_some());
    let error = match parse(own) {
        Ok(map) if !colon => return Ok(map),
        Ok(_) => {
            let line = own.lines().position(is_meant).unwrap_or_default();
            let place = Place::at(path, line + 1, 1);
            let message = "a full-width colon stands behind a key";
            Diagnostic::new(codes::FRONT_MATTER_REPAIRED, place, message)
        }
        Err(error) => error,
    };
    if let Ok(map) = parse(&mended) {
        let help = "values with a colon, or that begin with a sign, need quotation marks: `title: \"A: B\"`; a key ends with `:` and a space";
        let message = format!("{}; it is read as it is written", error.message);
        let code = codes::FRONT_MATTER_REPAIRED;
        findings.push(Diagnostic { message, code, ..error }.help(help));
        return Ok(map);
    }
    let map = parse(&plain_keys(&mended))?;
    let message = format!("{}; only keys with plain values are read", error.message);
    findings.push(
        Diagnostic { message, code: codes::FRONT_MATTER_REPAIRED, ..error }
            .help("correct the line; values with a colon need quotation marks"),
    );
    Ok(map)
}

fn map(path: &Arc<str>, node: Node) -> Result<Arc<Map>, Diagnostic> {
    match node {
        Node::Map(map) => Ok(in_english(map)),
        Node::Cell(cell) if cell.text.is_empty() => Ok(Arc::new(Map::new(Place::file(path)))),
        node => {
            let message = format!(
                "front matter must be keys with values, such as `title: …`, but this is {}",
                node.describe()
            );
            Err(Diagnostic::new(codes::FRONT_MATTER, node.place().clone(), message))
        }
    }
}

/// The commonest keys by their English names, for those who write them in their own language.
fn in_english(map: Arc<Map>) -> Arc<Map> {
    let known = &reading::words().front_matter;
    let named = |key: &str| {
        let key = key.to_lowercase();
        known.iter().find(|(_, names)| names.contains(&key)).map(|(name, _)| name.as_str())
    };
    if !map.entries.keys().any(|key| named(key).is_some()) {
        return map;
    }
    let mut renamed = Map::new(map.place.clone());
    for (key, entry) in &map.entries {
        let is_free =
            |name: &&str| !map.entries.contains_key(*name) && !renamed.entries.contains_key(*name);
        let name = named(key).filter(is_free).unwrap_or(key);
        renamed.entries.insert(name.to_string(), entry.clone());
    }
    Arc::new(renamed)
}

/// The lines of a title block as YAML.
fn percent(own: &str) -> String {
    let quoted = |text: &str| format!("'{}'", text.trim().replace('\'', "''"));
    let mut keys = ["title", "author", "date"].into_iter();
    let line = |line: &str| match line.strip_prefix('%').and_then(|it| Some((keys.next()?, it))) {
        Some(("author", names)) => {
            let names: Vec<String> = names.split(';').map(quoted).collect();
            format!("author: [{}]\n", names.join(", "))
        }
        Some((key, value)) if !value.trim().is_empty() => format!("{key}: {}\n", quoted(value)),
        _ => "\n".to_string(),
    };
    own.lines().map(line).collect()
}

/// The text with blank lines in place of its front matter.
pub fn without(text: &str) -> String {
    match find(text) {
        Some((_, range)) => {
            let line = text[range.end..].find('\n').map_or(text.len(), |at| range.end + at);
            blanked(text, 0..line)
        }
        None => text.to_string(),
    }
}

/// The kind, and the bytes between the two fences. Without a second one there is no front matter, nor
/// where no keys are between them: a text may open with a rule.
fn find(text: &str) -> Option<(Kind, Range<usize>)> {
    let mut start = text.len() - text.trim_start_matches('\u{feff}').len();
    for line in text[start..].split_inclusive('\n') {
        if !line.trim().is_empty() {
            break;
        }
        start += line.len();
    }
    let first = text[start..].lines().next()?.trim_end();
    if first.starts_with("% ") {
        let lines = text[start..].split_inclusive('\n').take(3);
        let length = lines.take_while(|line| line.starts_with('%')).map(str::len).sum::<usize>();
        let end = text[..start + length].trim_end().len();
        return Some((Kind::Percent, start..end));
    }
    let kind = match first {
        "---" => Kind::Yaml,
        "+++" => Kind::Toml,
        _ => return None,
    };
    let start = start + text[start..].find('\n')? + 1;
    let mut at = start;
    for line in text[start..].split_inclusive('\n') {
        let end = line.trim_end();
        if end == first || kind == Kind::Yaml && end == "..." {
            let range = start..at;
            return (kind == Kind::Toml || has_keys(&text[range.clone()])).then_some((kind, range));
        }
        at += line.len();
    }
    None
}

/// Whether the first line that says something is a key, or nothing is said.
fn has_keys(between: &str) -> bool {
    if between.starts_with(['\n', '\r']) && !between.trim().is_empty() {
        return false;
    }
    let says = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with('#');
    between.lines().find(says).is_none_or(|line| {
        // Fields of Sphinx have a colon before their names too: `:og:title: Words`.
        let is_field = line.starts_with(':') && line.contains(": ");
        key(line).is_some()
            || is_field
            || line.starts_with(['{', '"', '\'', '['])
            || line.starts_with("- ")
    })
}

/// Spaces in place of these bytes, line breaks kept.
fn blanked(text: &str, range: Range<usize>) -> String {
    let blank = |byte: u8| if byte == b'\n' { '\n' } else { ' ' };
    let head: String = text[range.clone()].bytes().map(blank).collect();
    head + &text[range.end..]
}
