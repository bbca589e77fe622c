//! The names by which links within a document lead to headings, tables, figures and divisions.

use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use super::manuscript::{Block, BlockKind, Inline, walk_blocks, walk_inlines};

/// Something that a link can lead to.
#[derive(Debug, Clone)]
pub struct Anchor<'a> {
    /// The name that the author links to.
    pub name: String,
    /// Whether the author gave the name, or it was made from a heading's words.
    pub given: bool,
    /// The label in the pages, alike in every language.
    pub label: String,
    /// The block.
    pub block: &'a Block,
}

/// The anchors of a text in order: given ids, and what headings and tables are called by themselves.
/// Every name that is not given is the name of one place only: of two headings with the same words,
/// the second is `words-1`.
pub fn anchors(blocks: &[Block]) -> Vec<Anchor<'_>> {
    let mut anchors = Vec::new();
    let mut labels = Labels::default();
    let mut names = Names::fixed(blocks);
    walk_blocks(blocks, &mut |block| {
        let Some(label) = labels.next(block) else { return };
        let given = block.id.clone().map(|id| (id, true));
        let own = own_name(block, &mut names).map(|own| (own, false));
        for (name, given) in given.into_iter().chain(own) {
            anchors.push(Anchor { name, given, label: label.clone(), block });
        }
    });
    anchors
}

/// The names that a link may mean, the likeliest first: as written, without escapes, and what it has in
/// common with what GitHub, Typora and pandoc make of the same heading.
pub fn spellings(name: &str) -> [String; 3] {
    let decoded = percent_decode_str(name).decode_utf8_lossy().into_owned();
    let key = key(&decoded);
    [name.to_string(), decoded, key]
}

/// What names have in common that programs make of the same words: small letters, without hyphens and
/// punctuation. A number behind the last hyphen tells equal words apart and stays.
pub fn key(name: &str) -> String {
    let (words, number) = match name.rsplit_once('-') {
        Some((words, number)) if is_number(number) => (words, Some(number)),
        _ => (name, None),
    };
    let letters = words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase);
    let mut key: String = letters.collect();
    // A sign that no name has.
    key.extend(number.into_iter().flat_map(|number| ['#'].into_iter().chain(number.chars())));
    format!("#{key}")
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// The names that are taken, and how many headings have asked for each.
#[derive(Default)]
struct Names(HashMap<String, usize>);

impl Names {
    /// The names that authors give, and those of declared tables and figures, are theirs wherever
    /// they stand.
    fn fixed(blocks: &[Block]) -> Names {
        let mut names = Names::default();
        walk_blocks(blocks, &mut |block| {
            let generated = match &block.kind {
                BlockKind::Generated(generated) => generated.anchor(),
                _ => None,
            };
            names.0.extend(block.id.clone().into_iter().chain(generated).map(|name| (name, 0)));
        });
        names
    }

    /// The name, with a number behind it when it is taken, as on GitHub.
    fn unique(&mut self, name: String) -> String {
        let Some(mut count) = self.0.get(&name).copied() else {
            self.0.insert(name.clone(), 0);
            return name;
        };
        let unique = loop {
            count += 1;
            let numbered = format!("{name}-{count}");
            if !self.0.contains_key(&numbered) {
                break numbered;
            }
        };
        self.0.insert(name, count);
        self.0.insert(unique.clone(), 0);
        unique
    }
}

/// Gives each block that can be linked to its label, in reading order.
#[derive(Debug, Default)]
pub struct Labels {
    headings: usize,
    images: usize,
}

impl Labels {
    /// The label of the next block; blocks must come in the order of [`walk_blocks`].
    pub fn next(&mut self, block: &Block) -> Option<String> {
        match &block.kind {
            BlockKind::Heading { .. } => {
                self.headings += 1;
                Some(format!("section-{}", self.headings))
            }
            BlockKind::Image { .. } | BlockKind::Figure { .. } => {
                self.images += 1;
                Some(format!("picture-{}", self.images))
            }
            BlockKind::Generated(insert) => insert.anchor(),
            _ => block.id.as_ref().map(|id| format!("at-{id}")),
        }
    }
}

/// What a block is called without being given a name; nothing when that is the name it was given.
fn own_name(block: &Block, names: &mut Names) -> Option<String> {
    match &block.kind {
        BlockKind::Heading { body, .. } => {
            let slug = slug(body);
            let other = !slug.is_empty() && block.id.as_ref() != Some(&slug);
            other.then(|| names.unique(slug))
        }
        BlockKind::Generated(generated) => generated.anchor(),
        _ => None,
    }
}

/// A heading's words as a name, as on GitHub: small letters, hyphens for spaces, no punctuation.
pub fn slug(body: &[Inline]) -> String {
    let mut text = String::new();
    walk_inlines(body, &mut |inline| match inline {
        Inline::Text(part, _) | Inline::Code { text: part, .. } => text.push_str(part),
        Inline::Value(printed, _) => text.push_str(&printed.text),
        _ => {}
    });
    let kept = text.trim().to_lowercase();
    let kept =
        kept.chars().filter(|c| c.is_alphanumeric() || c.is_whitespace() || "-_".contains(*c));
    kept.map(|c| if c.is_whitespace() { '-' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::place::Place;

    fn names(headings: &[(&str, Option<&str>)]) -> Vec<(String, String)> {
        let place = Place::file("note.md");
        let block = |(words, id): &(&str, Option<&str>)| Block {
            kind: BlockKind::Heading {
                level: 1,
                unnumbered: false,
                number: None,
                body: vec![Inline::Text(words.to_string(), place.clone())],
            },
            id: id.map(str::to_string),
            place: place.clone(),
        };
        let blocks: Vec<Block> = headings.iter().map(block).collect();
        anchors(&blocks).into_iter().map(|it| (it.name, it.label)).collect()
    }

    #[test]
    fn names_of_other_programs_have_a_key_in_common() {
        for (own, other) in [
            ("发布订阅", "发布-订阅"),
            ("使用diptych-render", "使用-diptych-render"),
            ("results-and-discussion", "Results-and-Discussion"),
            ("小结-1", "小结-1"),
            ("-quick-start", "quick-start"),
        ] {
            assert_eq!(key(own), key(other));
        }
        assert_ne!(key("小结"), key("小结-1"));
        assert_eq!(spellings("%E5%B0%8F%E7%BB%93")[1], "小结");
    }

    #[test]
    fn equal_headings_are_told_apart_by_a_number() {
        let found = names(&[
            ("Results", None),
            ("Results", None),
            ("Results 1", None),
            ("Results", None),
            ("Methods", None),
            ("How", Some("methods")),
            ("Same", Some("same")),
        ]);
        let expected = [
            ("results", "section-1"),
            ("results-1", "section-2"),
            ("results-1-1", "section-3"),
            ("results-2", "section-4"),
            // The name that an author gave is that author's.
            ("methods-1", "section-5"),
            ("methods", "section-6"),
            ("how", "section-6"),
            ("same", "section-7"),
        ];
        let found: Vec<_> = found.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        assert_eq!(found, expected);
    }
}
