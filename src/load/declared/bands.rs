//! The bands of a visual abstract.

use super::lines::{line, sub_maps};
use crate::data::tree::Map;
use crate::diagnostic::Findings;
use crate::language::Bilingual;
use crate::load::fields::Fields;
use crate::model::drawing::{Band, BandPoint};
use crate::model::keys;
use crate::model::manifest::Stated;
use crate::model::table::{Column, Content};

/// Reads one band.
pub fn band(map: &Map, findings: &mut Findings) -> Band {
    let mut fields = Fields::new(map, &keys::BAND);
    let at = fields.get("figure").map(|node| node.place().clone());
    let figure = fields.text("figure").zip(at).map(|(text, place)| Stated { text, place });
    let points = fields.list("points");
    let band = Band {
        head: fields.bilingual("head"),
        figure,
        points: sub_maps(points, &mut fields).map(|map| point(map, findings)).collect(),
        on_slides: fields.flag("slides"),
        place: map.place.clone(),
    };
    findings.extend(fields.finish());
    band
}

fn point(map: &Map, findings: &mut Findings) -> BandPoint {
    let mut fields = Fields::new(map, &keys::BAND_POINT);
    let text = fields.get("text").map(|node| line(&mut fields, node));
    let (label, warns) = (fields.bilingual("label"), fields.flag("warns"));
    findings.extend(fields.finish());
    BandPoint { label, text, warns, place: map.place.clone() }
}

/// The columns of the points: what each is about, and what it says.
pub fn columns() -> Vec<Column> {
    let column =
        |id| Column::made(id, Bilingual::default(), Content::Lines(Vec::new()), "left", "auto");
    vec![column("label"), column("text")]
}
