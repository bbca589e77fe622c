//! The columns of a table of characteristics: what is told, and one for each arm.

use indexmap::IndexMap;

use super::forest::Known;
use crate::model::table::{Column, Content, Declaration};

/// Gives every table of characteristics its columns.
pub fn complete(tables: &mut IndexMap<String, Declaration>, known: &Known) {
    for table in tables.values_mut().filter(|it| !it.arms.is_empty()) {
        let head = known.said(|pack, _| pack.reporting.characteristic.clone());
        let first = Column::made("characteristic", head, Content::Characteristic, "left", "1fr");
        let arm = |(id, name): &(String, _)| {
            let content = Content::Arm(id.clone());
            Column::made(&format!("arm_{id}"), Clone::clone(name), content, "right", "auto")
        };
        let arms: Vec<Column> = table.arms.iter().map(arm).collect();
        table.columns = [first].into_iter().chain(arms).collect();
    }
}
