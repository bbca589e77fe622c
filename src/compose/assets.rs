//! The pictures that the pages of a job may read: those that its source names, and those that these show.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use super::input::CompositionInput;
use crate::data::work;
use crate::model::inputs::Sources;
use crate::model::manifest::Document;
use crate::model::manuscript::{self, BlockKind, Manuscript, walk_blocks};
use crate::model::picture_path::plain;
use crate::model::style::{PICTURES, Theme};
use crate::picture::format::Format;
use crate::typst_source::source_map::TypstFile;

/// The folder in which templates see the project, as Typst code writes it.
const PROJECT: &str = "project";

/// Whether templates of the project may ask for any of its pictures: code can put a path together.
pub fn ask_freely(sources: &Sources) -> bool {
    let is_own = |path: &String| path.starts_with("templates/") && path.ends_with(".typ");
    sources.files.keys().any(is_own)
}

/// The pictures of a document that is composed to `content`, by virtual path.
pub fn pictures(
    input: &CompositionInput,
    sources: &Sources,
    document: &Document,
    theme: &Theme,
    content: &[TypstFile],
) -> BTreeMap<String, Arc<[u8]>> {
    let own = &sources.files;
    let free = input.asks_freely || input.manuscripts.iter().any(|it| has_code_with_pictures(it));
    let mut named: HashSet<String> = match free {
        true => own.keys().filter(|path| is_picture(path)).cloned().collect(),
        false => content.iter().flat_map(|file| literals(&file.text)).collect(),
    };
    let shown = input.manuscripts.iter().flat_map(|it| manuscript::image_paths(&it.blocks));
    named.extend(shown.map(str::to_string));
    named.extend(document.logo.iter().map(|logo| logo.file.path.clone()));
    let of_theme = PICTURES.iter().filter_map(|it| theme.tokens[*it]["file"].as_str());
    named.extend(of_theme.map(str::to_string));
    let mut pictures = BTreeMap::new();
    let mut open: Vec<String> = named.into_iter().collect();
    while let Some(path) = open.pop() {
        work::count(1);
        let Some(bytes) = own.get(&path).filter(|_| !pictures.contains_key(&path)) else {
            continue;
        };
        open.extend(shown_by(&path, bytes));
        pictures.insert(path, bytes.clone());
    }
    pictures.into_iter().map(|(path, bytes)| (format!("/{PROJECT}/{path}"), bytes)).collect()
}

fn is_picture(path: &str) -> bool {
    path.rsplit('.').next().is_some_and(|ending| Format::ENDINGS.contains(&ending))
}

/// Whether the author's own Typst code reads pictures.
fn has_code_with_pictures(manuscript: &Manuscript) -> bool {
    let mut found = false;
    walk_blocks(&manuscript.blocks, &mut |block| {
        if let BlockKind::Raw(lines) = &block.kind {
            found |= lines.iter().any(|it| it.text.contains("image") || it.text.contains(PROJECT));
        }
    });
    found
}

/// The paths that stand as strings in generated source.
fn literals(source: &str) -> impl Iterator<Item = String> + '_ {
    let beginning = format!("\"/{PROJECT}/");
    let found: Vec<usize> =
        source.match_indices(&beginning).map(|(at, it)| at + it.len()).collect();
    found.into_iter().filter_map(|at| source[at..].split('"').next()).map(str::to_string)
}

/// What a picture of vectors shows of other files, whose addresses begin at its own folder.
fn shown_by(path: &str, bytes: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(bytes).ok().filter(|_| path.ends_with(".svg"));
    let Some(text) = text.filter(|text| text.contains("<image")) else { return Vec::new() };
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let addresses = text.match_indices("href=").filter_map(|(at, it)| {
        let rest = &text[at + it.len()..];
        let quote = rest.chars().next().filter(|it| matches!(it, '"' | '\''))?;
        rest[1..].split(quote).next().filter(|it| !it.starts_with(['#', '/']) && !it.contains(':'))
    });
    // An address may be written with `%20` and the like.
    let spelled = addresses.flat_map(|address| {
        let decoded = percent_decode_str(address).decode_utf8_lossy().into_owned();
        [Some(address.to_string()), Some(decoded).filter(|it| it != address)]
    });
    let spelled = spelled.flatten();
    spelled.filter_map(|address| plain(&format!("{folder}/{}", address.trim()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_from_source_and_from_pictures() {
        let source = "(path: \"/project/a/b.png\", x: \"/projects/c.png\") \"/project/甲.svg\"";
        assert_eq!(literals(source).collect::<Vec<_>>(), ["a/b.png", "甲.svg"]);
        let svg =
            b"<svg><image href='../p.png'/><image xlink:href=\"q/r.png\"/><use href=\"#x\"/></svg>";
        assert_eq!(shown_by("fig/a.svg", svg), ["p.png", "fig/q/r.png"]);
        let spaced = b"<svg><image href='p%20q.png'/></svg>";
        assert_eq!(shown_by("a.svg", spaced), ["p%20q.png", "p q.png"]);
        assert!(shown_by("fig/a.png", svg).is_empty());
    }
}
