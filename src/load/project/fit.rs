//! How many pages a document may have: `pages`, `max_pages`, and what may give: `fit`.

use crate::data::tree::Map;
use crate::load::fields::Fields;
use crate::model::fit::Fit;
use crate::model::keys;

/// The shares of size and spacing that are left when nothing is said.
const SIZE: f64 = 0.92;
const SPACING: f64 = 0.75;

/// The least share that can be asked for: less is not read any more.
const LEAST: f64 = 0.5;

/// Reads what a document says of its pages.
pub fn read(fields: &mut Fields) -> Option<Fit> {
    let (exactly, most) = (count(fields, "pages"), count(fields, "max_pages"));
    let (size, spacing) = shares(fields);
    let place = |fields: &mut Fields, key| fields.file(key).map(|it| it.place);
    if let (Some(_), Some(_), Some(node)) = (exactly, most, fields.get("max_pages")) {
        fields.wrong(node, "`pages` and `max_pages` are both said; one is enough".to_string());
    }
    let key = if exactly.is_some() { "pages" } else { "max_pages" };
    let pages = exactly.or(most)?;
    let place = place(fields, key)?;
    Some(Fit { pages, exactly: exactly.is_some(), size, spacing, place })
}

/// A number of pages, at least one.
fn count(fields: &mut Fields, key: &'static str) -> Option<usize> {
    let number = fields.number(key)?;
    let whole = number.fract() == 0.0 && (1.0..=10_000.0).contains(&number);
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
