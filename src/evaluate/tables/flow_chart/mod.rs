//! Flow charts of records and of people: their boxes, row by row, each with its number and its reasons.

mod chart;
mod people;
mod records;

use std::sync::Arc;

use self::chart::Chart;
use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::model::drawing::FigureKind;
use crate::model::flow_chart::FlowChart;
use crate::model::resolved::Table;
use crate::model::table::Declaration;

/// Fills in a chart.
pub fn resolve(
    declaration: &Declaration,
    rows: &[Arc<Map>],
    kind: FigureKind,
    context: &Context,
) -> Table {
    let chart = Chart { found: FlowChart::of(rows.iter()), declaration, context };
    let stages = match kind {
        FigureKind::Prisma => records::stages(&chart),
        _ => people::stages(&chart),
    };
    let groups = stages.into_iter().filter_map(|(stage, rows)| chart.stage(stage, rows)).collect();
    Table { groups, lettered: Vec::new(), notes: Vec::new(), within: Vec::new() }
}
