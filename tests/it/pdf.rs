//! Reads PDFs with a library that is not Typst: text, fonts, metadata.

use std::collections::BTreeSet;

use lopdf::{Document, Object};

/// The text of each page, white space folded.
pub fn pages(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let numbers: Vec<u32> = document.get_pages().into_keys().collect();
    let page = |number: &u32| document.extract_text(&[*number]).unwrap();
    numbers.iter().map(|number| fold(&page(number))).collect()
}

/// All text, without any white space: lines may break anywhere.
pub fn squeezed(bytes: &[u8]) -> String {
    squeeze(&pages(bytes).concat())
}

/// A text without white space and without the joiner that keeps citations to their word.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| !c.is_whitespace() && !matches!(*c, '\u{2060}' | '\u{200b}') && *c != '\u{a0}')
        .collect()
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The names of fonts whose program is not in the file.
pub fn fonts_not_embedded(bytes: &[u8]) -> Vec<String> {
    let document = Document::load_mem(bytes).unwrap();
    let objects = document.objects.values().filter_map(|object| object.as_dict().ok());
    let descriptors = objects.filter(|dict| dict.has_type(b"FontDescriptor"));
    let missing = descriptors.filter(|dict| {
        [&b"FontFile"[..], b"FontFile2", b"FontFile3"].iter().all(|key| dict.get(key).is_err())
    });
    missing.map(|dict| format!("{:?}", dict.get(b"FontName"))).collect()
}

/// The names of fonts that a file uses, without the tag of its subset.
pub fn fonts(bytes: &[u8]) -> BTreeSet<String> {
    let document = Document::load_mem(bytes).unwrap();
    let objects = document.objects.values().filter_map(|object| object.as_dict().ok());
    let names = objects.filter_map(|dict| dict.get(b"FontName").ok()?.as_name().ok());
    let plain =
        |name: &[u8]| String::from_utf8_lossy(name).split('+').next_back().map(String::from);
    names.filter_map(plain).collect()
}

/// Whether the catalogue has this key, and its value as a string when it is one.
pub fn catalog(bytes: &[u8], key: &str) -> Option<String> {
    let document = Document::load_mem(bytes).unwrap();
    match document.catalog().unwrap().get(key.as_bytes()).ok()? {
        Object::String(text, _) => Some(String::from_utf8_lossy(text).into_owned()),
        other => Some(format!("{other:?}")),
    }
}
