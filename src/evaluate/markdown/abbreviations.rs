//! Abbreviations that a text explains: lines such as `*[ORR]: objective response rate`.

use crate::data::place::Place;
use crate::model::manuscript::{Abbreviation, Inline};

/// The abbreviations of a paragraph that holds nothing else.
pub fn explained(body: &[Inline], place: &Place) -> Option<Vec<Abbreviation>> {
    let mut text = String::new();
    for inline in body {
        match inline {
            Inline::Text(part, _) => text.push_str(part),
            _ => return None,
        }
    }
    if !text.starts_with("*[") {
        return None;
    }
    let entry = |entry: &str| {
        let (short, meaning) = entry.split_once("]:")?;
        let (short, meaning) = (short.trim().to_string(), meaning.trim().to_string());
        let sound = !short.is_empty() && !meaning.is_empty() && !short.contains('[');
        sound.then(|| Abbreviation { short, meaning, place: place.clone() })
    };
    text.split("*[").skip(1).map(entry).collect()
}
