//! The rows of a flow chart by the boxes that they stand in.

use std::sync::Arc;

use indexmap::{IndexMap, IndexSet};

use crate::data::tree::{Cell, Map};
use crate::quantity::decimal::Decimal;

/// The boxes of a flow of records (PRISMA 2020: Page et al., BMJ 2021;372:n71).
pub const RECORDS: [&str; 26] = [
    "databases",
    "registers",
    "duplicates",
    "automation",
    "removed_other",
    "screened",
    "excluded",
    "sought",
    "not_retrieved",
    "assessed",
    "reports_excluded",
    "included_studies",
    "included_reports",
    "websites",
    "organisations",
    "citations",
    "other_sources",
    "other_sought",
    "other_not_retrieved",
    "other_assessed",
    "other_reports_excluded",
    "previous_studies",
    "previous_reports",
    "total_studies",
    "total_reports",
    "pooled_studies",
];

/// The boxes of a flow of people (CONSORT 2025: Hopewell et al., BMJ 2025;389:e081123); those from the fourth on are
/// of an arm.
pub const PEOPLE: [&str; 10] = [
    "eligible",
    "ineligible",
    "randomised",
    "allocated",
    "received",
    "not_received",
    "lost",
    "discontinued",
    "analysed",
    "not_analysed",
];

/// How many of the boxes of people are not of an arm.
pub const BEFORE_ARMS: usize = 3;

/// The rows of a chart, by box and arm.
#[derive(Debug)]
pub struct FlowChart<'a> {
    rows: IndexMap<&'a str, IndexMap<&'a str, Vec<&'a Map>>>,
}

/// A number of a chart and the cells that it is read or added up from.
#[derive(Debug)]
pub struct Number<'a> {
    /// The number.
    pub value: f64,
    /// The cells; more than one if it is a sum.
    pub cells: Vec<&'a Cell>,
}

impl<'a> FlowChart<'a> {
    /// Of these rows.
    pub fn of(rows: impl Iterator<Item = &'a Arc<Map>>) -> FlowChart<'a> {
        let mut sorted: IndexMap<&str, IndexMap<&str, Vec<&Map>>> = IndexMap::new();
        for row in rows {
            let arms = sorted.entry(row.text("box")).or_default();
            arms.entry(row.text("arm")).or_default().push(row);
        }
        FlowChart { rows: sorted }
    }

    /// The rows of a box.
    pub fn rows(&self, name: &str, arm: &str) -> &[&'a Map] {
        self.rows.get(name).and_then(|arms| arms.get(arm)).map_or(&[], Vec::as_slice)
    }

    /// Every arm that a row names, as they come.
    pub fn arms(&self) -> Vec<&'a str> {
        let arms: IndexSet<&str> = self.rows.values().flat_map(|it| it.keys().copied()).collect();
        arms.into_iter().filter(|arm| !arm.is_empty()).collect()
    }

    /// The row of the box as a whole, which has no label.
    pub fn whole(&self, name: &str, arm: &str) -> Option<&'a Map> {
        self.rows(name, arm).iter().copied().find(|row| !is_part(row))
    }

    /// Every box of which several rows say how many are in it as a whole, with these rows.
    pub fn repeated(&self) -> Vec<(&'a str, Vec<&'a Map>)> {
        let wholes = |rows: &Vec<&'a Map>| -> Vec<&'a Map> {
            rows.iter().copied().filter(|row| !is_part(row)).collect()
        };
        let boxes = self.rows.iter().flat_map(|(name, arms)| arms.values().map(|it| (*name, it)));
        boxes.map(|(name, rows)| (name, wholes(rows))).filter(|(_, it)| it.len() > 1).collect()
    }

    /// Its sources or reasons.
    pub fn parts(&self, name: &str, arm: &str) -> Vec<&'a Map> {
        self.rows(name, arm).iter().copied().filter(|row| is_part(row)).collect()
    }

    /// How many are in a box: what it says as a whole, or the sum of its parts.
    pub fn number(&self, name: &str, arm: &str) -> Option<Number<'a>> {
        match self.whole(name, arm) {
            Some(row) => sum([row].into_iter()),
            None => self.sum_of_parts(name, arm),
        }
    }

    /// The sum of its sources or reasons; none if there are none, or one has no number.
    pub fn sum_of_parts(&self, name: &str, arm: &str) -> Option<Number<'a>> {
        let parts = self.parts(name, arm);
        (!parts.is_empty()).then(|| sum(parts.into_iter()))?
    }

    /// The sum of the boxes that there are; none if there is none of them.
    pub fn together(&self, names: &[&str], arm: &str) -> Option<Number<'a>> {
        let found = names.iter().filter_map(|name| self.number(name, arm));
        let mut all = Number { value: 0.0, cells: Vec::new() };
        for number in found {
            all.value += number.value;
            all.cells.extend(number.cells);
        }
        (!all.cells.is_empty()).then_some(all)
    }
}

fn is_part(row: &Map) -> bool {
    row.texts("label").any(|text| !text.trim().is_empty())
}

fn sum<'a>(rows: impl Iterator<Item = &'a Map>) -> Option<Number<'a>> {
    let mut all = Number { value: 0.0, cells: Vec::new() };
    for row in rows {
        let cell = row.filled("n")?;
        all.value += Decimal::parse(cell.text.trim())?.value;
        all.cells.push(cell);
    }
    Some(all)
}
