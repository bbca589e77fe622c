//! How many pages a document may have: `pages`, `max_pages`, and what may give: `fit`.

use crate::data::tree::{Map, Node};
use crate::language::{Edition, Language};
use crate::load::fields::Fields;
use crate::model::fit::Fit;
use crate::model::keys;

/// The shares of size and spacing that are left when nothing is said.
const SIZE: f64 = 0.92;
const SPACING: f64 = 0.75;

/// The least share that can be asked for: less is not read any more.
const LEAST: f64 = 0.5;

/// Reads what a document says of its pages.
pub fn read(fields: &mut Fields, languages: &[Language]) -> Option<Fit> {
    let (by_edition, most) = match fields.get("max_pages") {
        Some(Node::Map(map)) => {
            let by_edition = by_edition(fields, map, languages);
            let most = by_edition.iter().map(|(_, pages)| *pages).max();
            (by_edition, most)
        }
        _ => (Vec::new(), count(fields, "max_pages")),
    };
    let exactly = count(fields, "pages");
    let (size, spacing) = shares(fields);
    let place = |fields: &mut Fields, key| fields.get(key).map(|it| it.place().clone());
    if let (Some(_), Some(_), Some(node)) = (exactly, most, fields.get("max_pages")) {
        fields.wrong(node, "`pages` and `max_pages` are both said; one is enough".to_string());
    }
    let key = if exactly.is_some() { "pages" } else { "max_pages" };
    let pages = exactly.or(most)?;
    let place = place(fields, key)?;
    Some(Fit { pages, by_edition, exactly: exactly.is_some(), size, spacing, place })
}

/// `max_pages = { de = 2, de-en = 4 }`: the numbers of editions.
fn by_edition(fields: &mut Fields, map: &Map, languages: &[Language]) -> Vec<(Edition, usize)> {
    let mut found = Vec::new();
    for (name, entry) in &map.entries {
        let number = entry.node.as_cell().and_then(|cell| cell.text.parse().ok()).filter(is_whole);
        match (Edition::parse(name, languages), number) {
            (Some(edition), Some(number)) => found.push((edition, number as usize)),
            (None, _) => {
                fields.wrong(&entry.node, format!("`{name}` is no edition of the project"))
            }
            (_, None) => {
                let message = format!("`{name}` must be a whole number of pages, from 1");
                fields.wrong(&entry.node, message);
            }
        }
    }
    found
}

fn is_whole(number: &f64) -> bool {
    number.fract() == 0.0 && (1.0..=10_000.0).contains(number)
}

/// A number of pages, at least one.
fn count(fields: &mut Fields, key: &'static str) -> Option<usize> {
    let number = fields.number(key)?;
    let whole = is_whole(&number);
    if let (false, Some(node)) = (whole, fields.get(key)) {
        fields.wrong(node, format!("`{key}` must be a whole number of pages, from 1"));
    }
    whole.then_some(number as usize)
}

/// How far size and spacing may give.
fn shares(fields: &mut Fields) -> (f64, f64) {
    let Some(map) = fields.map("fit") else { return (SIZE, SPACING) };
    let mut own = Fields::new(map, &keys::FIT);
    let size = share(&mut own, map, "size").unwrap_or(SIZE);
    let spacing = share(&mut own, map, "spacing").unwrap_or(SPACING);
    fields.findings.extend(own.finish());
    (size, spacing)
}

fn share(fields: &mut Fields, map: &Map, key: &'static str) -> Option<f64> {
    let share = fields.number(key)?;
    let sound = (LEAST..=1.0).contains(&share);
    if let (false, Some(node)) = (sound, map.get(key)) {
        fields.wrong(node, format!("`{key}` must be a share from {LEAST} to 1"));
    }
    sound.then_some(share)
}
