//! A summary of judgements: for each domain of a tool how many studies have which.

use std::sync::Arc;

use super::judged;
use super::patterns::line;
use crate::data::place::Origin;
use crate::data::tree::Map;
use crate::evaluate::context::Context;
use crate::model::appraisal::{Judgement, Tool};
use crate::model::manuscript::{Inline, RenderedValue};
use crate::model::resolved::{Group, Mark, Point, RowKind, Table, TableCell, TableRow};
use crate::model::table::{Content, Declaration, JudgedPart};
use crate::quantity::rendered::{Amount, Quantity};
use crate::quantity::synthesis::rounded;

/// Fills in a summary.
pub fn resolve(
    declaration: &Declaration,
    tool: &Tool,
    rows: &[Arc<Map>],
    context: &Context,
) -> Table {
    let summary = Summary { declaration, tool, rows, context };
    let overall = tool.overall.then(|| {
        let name = context.pack().evidence.overall.clone();
        summary.row(Tool::OVERALL, &name, RowKind::Total)
    });
    let domains = tool
        .domains
        .iter()
        .map(|(id, name)| summary.row(id, name.get_or_any(context.language), RowKind::Data));
    let group = Group {
        label: Vec::new(),
        groups: Vec::new(),
        rows: domains.collect::<Vec<_>>().into_iter().chain(overall).collect(),
    };
    // Its rows have the names of the domains.
    let notes = judged::notes(tool, declaration, false, context);
    let notes = notes.into_iter().last().into_iter().collect();
    Table { groups: vec![group], lettered: Vec::new(), notes, within: Vec::new() }
}

struct Summary<'a> {
    declaration: &'a Declaration,
    tool: &'a Tool,
    rows: &'a [Arc<Map>],
    context: &'a Context<'a>,
}

impl Summary<'_> {
    fn text(&self, text: &str) -> Inline {
        Inline::Text(text.to_string(), self.declaration.place.clone())
    }

    fn row(&self, column: &str, name: &str, kind: RowKind) -> TableRow {
        let counted: Vec<(&Judgement, Vec<Arc<Origin>>)> =
            self.tool.judgements.iter().map(|it| (it, self.judged(column, it))).collect();
        let cells = self.declaration.columns.iter().map(|it| match it.content {
            Content::Judgements(JudgedPart::Domain) => line(vec![self.text(name)]),
            Content::Judgements(JudgedPart::Bar) => {
                TableCell { points: bars(&counted), ..TableCell::default() }
            }
            _ => self.numbers(&counted),
        });
        let place = self.declaration.place.clone();
        TableRow { place, kind, class: None, cells: cells.collect() }
    }

    /// The cells that say this of a domain.
    fn judged(&self, column: &str, judgement: &Judgement) -> Vec<Arc<Origin>> {
        let cells = self.rows.iter().filter_map(|row| row.cell(column));
        cells.filter(|cell| *cell.text == judgement.id).map(|cell| cell.origin.clone()).collect()
    }

    /// “+ L 7, − H 6”.
    fn numbers(&self, counted: &[(&Judgement, Vec<Arc<Origin>>)]) -> TableCell {
        let mut parts = Vec::new();
        for (judgement, origins) in counted.iter().filter(|it| !it.1.is_empty()) {
            if !parts.is_empty() {
                parts.push(self.text("\u{2002}"));
            }
            parts.push(self.text(&format!("{}\u{a0}", judgement.tone.sign())));
            parts.push(self.counted(&judgement.id, origins));
        }
        line(parts)
    }

    fn counted(&self, judgement: &str, origins: &[Arc<Origin>]) -> Inline {
        let amount = Amount::Number(rounded::counted(origins.len() as f64));
        let writing = self.context.writing.clone();
        let quantity = Quantity { qualifier: None, amount, unit: None, writing };
        let method = format!("studies judged “{judgement}”");
        RenderedValue::computed(quantity, origins.to_vec(), method).at(&self.declaration.place)
    }
}

/// From the best judgement to the worst, each as long as its share in percent.
fn bars(counted: &[(&Judgement, Vec<Arc<Origin>>)]) -> Vec<Point> {
    let all: usize = counted.iter().map(|it| it.1.len()).sum();
    let mut from = 0;
    let mut points = Vec::new();
    for (series, (judgement, own)) in counted.iter().enumerate() {
        if own.is_empty() {
            continue;
        }
        let share = |n: usize| 100.0 * n as f64 / all as f64;
        let bounds = Some((share(from), share(from + own.len())));
        points.push(Point {
            series,
            bounds,
            mark: Mark::Judged(judgement.tone),
            ..Point::default()
        });
        from += own.len();
    }
    points
}
