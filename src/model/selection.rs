//! Which rows of a data set are meant.

use std::collections::HashMap;
use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::Map;
use crate::language::Bilingual;

/// Rows pass when each of these columns has one of these values.
#[derive(Debug, Clone, Default)]
pub struct Filter(pub Vec<(String, Vec<String>)>);

impl Filter {
    /// Rows that have this value in this column.
    pub fn of(column: &str, value: &str) -> Filter {
        Filter(vec![(column.to_string(), vec![value.to_string()])])
    }

    /// Whether a row passes. A column in several languages has a value when one of them says it.
    pub fn passes(&self, row: &Map) -> bool {
        let has = |column: &str, value: &String| row.texts(column).any(|text| text == value);
        self.0.iter().all(|(column, values)| values.iter().any(|value| has(column, value)))
    }
}

/// Deals rows to the first of the filters that each passes; behind them what passes none. Filters on one column are
/// looked up by its value, so that many groups cost no more than few.
pub fn deal<'a>(
    rows: impl IntoIterator<Item = &'a Arc<Map>>,
    filters: &[&Filter],
) -> (Vec<Vec<&'a Arc<Map>>>, Vec<&'a Arc<Map>>) {
    let mut by_value: HashMap<(&str, &str), usize> = HashMap::new();
    let mut others = Vec::new();
    for (number, filter) in filters.iter().enumerate() {
        match &filter.0[..] {
            [(column, values)] => values.iter().for_each(|value| {
                by_value.entry((column, value)).or_insert(number);
            }),
            _ => others.push(number),
        }
    }
    let mut columns: Vec<&str> = by_value.keys().map(|(column, _)| *column).collect();
    columns.sort_unstable();
    columns.dedup();
    let (mut dealt, mut left) = (vec![Vec::new(); filters.len()], Vec::new());
    for row in rows {
        let texts = columns.iter().flat_map(|it| row.texts(it).map(move |text| (*it, text)));
        let found = texts.filter_map(|key| by_value.get(&key).copied());
        let more = others.iter().copied().filter(|number| filters[*number].passes(row));
        match found.chain(more).min() {
            Some(number) => dealt[number].push(row),
            None => left.push(row),
        }
    }
    (dealt, left)
}

/// Rows that belong together, and what they are called.
#[derive(Debug, Clone)]
pub struct Part {
    /// The label.
    pub label: Bilingual,
    /// Which rows.
    pub filter: Filter,
    /// Where it is declared.
    pub place: Place,
}
