//! Flow charts: every box is known and has a number, and what goes on is what came in less what left.

mod boxes;
mod people;
mod records;
mod step;

use crate::diagnostic::Findings;
use crate::model::drawing::FigureKind;
use crate::model::flow_chart::FlowChart;
use crate::model::inputs::Inputs;

/// Checks every flow chart.
pub fn check(inputs: &Inputs, findings: &mut Findings) {
    for figure in inputs.figures.values() {
        let Some(kind) = figure.drawing.as_ref().map(|it| it.kind) else { continue };
        let Some(dataset) = inputs.data.get(&figure.data).filter(|_| kind.is_chart()) else {
            continue;
        };
        let rows = || dataset.table_rows().filter(|row| figure.filter.passes(row));
        let mut found: Vec<_> = rows().filter_map(|row| boxes::check(row, kind)).collect();
        let chart = FlowChart::of(rows());
        found.extend(boxes::counted_once(&chart));
        if found.is_empty() {
            match kind {
                FigureKind::Prisma => records::check(&chart, &mut found),
                _ => people::check(&chart, &mut found),
            }
        }
        found.into_iter().for_each(|it| findings.push(it));
    }
}
