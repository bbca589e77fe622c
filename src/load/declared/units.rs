//! The unit of a column of numbers that declares none: numbers stand without units, so it is told beneath the head.

use std::sync::Arc;

use indexmap::IndexMap;

use super::forest::Known;
use crate::data::tree::Map;
use crate::language::{Bilingual, Language};
use crate::model::inputs::{Dataset, measurement};
use crate::model::table::{Column, Content, Declaration};
use crate::quantity::unit::Unit;

/// Gives columns of tables the unit that all their quantities have, unless their heads say it.
pub fn complete(
    tables: &mut IndexMap<String, Declaration>,
    data: &IndexMap<String, Arc<Dataset>>,
    known: &Known,
) {
    for table in tables.values_mut().filter(|it| it.drawing.is_none() && it.appraisal.is_none()) {
        let Some(dataset) = data.get(&table.data) else { continue };
        let filter = &table.filter;
        let rows: Vec<&Arc<Map>> = dataset.table_rows().filter(|row| filter.passes(row)).collect();
        for column in table.columns.iter_mut().filter(|it| it.units && it.unit.is_none()) {
            let ids = match &column.content {
                Content::Value(ids) | Content::Interval(ids) => ids,
                _ => continue,
            };
            let unit = common(&rows, ids, data);
            column.unit =
                unit.filter(|unit| is_printed(unit, known) && !is_said(column, unit, known));
        }
    }
}

/// The unit of the quantities with these ids that rows have, if it is one for all.
fn common(
    rows: &[&Arc<Map>],
    ids: &[String],
    data: &IndexMap<String, Arc<Dataset>>,
) -> Option<Unit> {
    let of_row = |row: &&Arc<Map>| ids.iter().find_map(|id| measurement(data, row, id));
    let mut units = rows.iter().filter_map(of_row).map(|(estimate, _)| estimate.unit.clone());
    let first = units.next()?;
    units.all(|unit| unit == first).then_some(first)
}

/// Whether every language prints something for it that can stand alone: “-fold” cannot.
fn is_printed(unit: &Unit, known: &Known) -> bool {
    known.spoken.iter().all(|language| {
        let writing = known.packs.writing(*language);
        let label = unit.head(&writing);
        !label.is_empty() && !label.starts_with(['-', '/'])
    })
}

/// Whether the head, or what stands over it, names the unit in some language.
fn is_said(column: &Column, unit: &Unit, known: &Known) -> bool {
    known.spoken.iter().any(|language| {
        let of = |text: &Bilingual| text.get_or_any(*language).to_lowercase();
        let heads = [of(&column.head), of(&column.over)];
        names(unit, *language, known).iter().any(|name| heads.iter().any(|it| it.contains(name)))
    })
}

/// What a head may call a unit, in small letters.
fn names(unit: &Unit, language: Language, known: &Known) -> Vec<String> {
    let writing = known.packs.writing(language);
    let spoken = unit.forms(language).map(str::to_string);
    let label = [unit.head(&writing).to_string()];
    let all = spoken.chain(label).chain(unit.symbol().map(str::to_string));
    all.map(|name| name.to_lowercase()).filter(|name| !name.is_empty()).collect()
}
