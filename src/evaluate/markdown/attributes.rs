//! The names and attributes of divisions: `::: name`, `::: {.name #id key=value}`.

use crate::diagnostic::is_letters_apart;

/// What follows the colons of a division.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// Its name: the word, or the first class.
    pub name: String,
    /// Its id.
    pub id: Option<String>,
    /// Further classes, joined by spaces, and pairs; no key comes twice.
    pub pairs: Vec<(String, String)>,
}

/// Reads the line that opens a division.
pub fn info(line: &str) -> Info {
    let line = line.trim();
    let (word, braces) = match line.find('{') {
        Some(at) => (line[..at].trim(), line[at..].trim_start_matches('{').trim_end_matches('}')),
        None => (line, ""),
    };
    let mut info = Info { name: word.to_string(), ..Info::default() };
    for part in parts(braces) {
        if let Some(id) = part.strip_prefix('#') {
            info.id = Some(id.to_string());
        } else if let Some(class) = part.strip_prefix('.') {
            match info.name.is_empty() {
                true => info.name = class.to_string(),
                false => info.add_class(class),
            }
        } else if let Some((key, value)) = part.split_once('=') {
            info.add(key, value.trim_matches('"'));
        }
    }
    info
}

/// The names of divisions that mean something on a page or a slide.
pub const NAMES: [&str; 16] = [
    "keys",
    "big",
    "notes",
    "handout",
    "columns",
    "column",
    "section",
    "speaker",
    "disclosure",
    "take-home",
    "contact",
    "conclusion",
    "call",
    "left",
    "right",
    "center",
];

/// The names of callouts that no other word is nearly written as.
const CALLOUTS: [&str; 9] = [
    "warning",
    "caution",
    "important",
    "attention",
    "callout-note",
    "callout-tip",
    "callout-warning",
    "callout-caution",
    "callout-important",
];

impl Info {
    /// The name that is meant, when this one means nothing and is a letter or two away from one that does.
    pub fn meant(&self) -> Option<&'static str> {
        let is_known = NAMES.contains(&self.name.as_str()) || self.name.chars().count() < 3;
        let mut names = NAMES.into_iter().chain(CALLOUTS);
        if is_known || CALLOUTS.contains(&self.name.as_str()) {
            return None;
        }
        names.find(|it| is_letters_apart(&self.name, it))
    }

    fn add_class(&mut self, class: &str) {
        match self.pairs.iter_mut().find(|(key, _)| key == "class") {
            Some((_, classes)) => classes.push_str(&format!(" {class}")),
            None => self.add("class", class),
        }
    }

    /// Of a key that comes twice the first value counts, as in HTML.
    fn add(&mut self, key: &str, value: &str) {
        if !self.pairs.iter().any(|(known, _)| known == key) {
            self.pairs.push((key.to_string(), value.to_string()));
        }
    }
}

/// The parts between spaces; a space between quotes parts nothing.
fn parts(braces: &str) -> Vec<&str> {
    let mut quoted = false;
    let split = braces.split(move |c: char| {
        quoted ^= c == '"';
        c.is_whitespace() && !quoted
    });
    split.filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_nearly_one_with_a_meaning_is_told() {
        for (line, meant) in [
            ("key", Some("keys")),
            ("Keys", Some("keys")),
            ("centre", Some("center")),
            ("colums", Some("columns")),
            ("takehome", Some("take-home")),
            ("keys", None),
            ("column-margin", None),
            ("abstract", None),
            ("aside", None),
            ("r-stack", None),
            ("", None),
        ] {
            assert_eq!(info(line).meant(), meant, "{line}");
        }
    }

    #[test]
    fn divisions_have_names_ids_and_attributes() {
        assert_eq!(info(" keys "), Info { name: "keys".into(), ..Info::default() });
        let all = info("{.columns #two .wide gap=\"2 em\"}");
        assert_eq!((all.name.as_str(), all.id.as_deref()), ("columns", Some("two")));
        assert_eq!(all.pairs, [("class".into(), "wide".into()), ("gap".into(), "2 em".into())]);
        let twice = info("x {.a .b k=1 k=2}").pairs;
        assert_eq!(twice, [("class".into(), "a b".into()), ("k".into(), "1".into())]);
        assert_eq!(info("note {#n}").id.as_deref(), Some("n"));
    }
}
