//! Rows of pooled effects: without each study in turn, or as studies are added.

use super::{Forest, line};
use crate::language::pack::messages::fill;
use crate::model::drawing::{Show, Sort};
use crate::model::resolved::{Point, RowKind, TableCell, TableRow};
use crate::model::table::StudyPart;
use crate::quantity::synthesis::pool::Summary;
use crate::quantity::synthesis::sequence::{cumulative, leave_one_out};

impl Forest<'_> {
    /// A row for each study in order, with the effect of those that are pooled.
    pub fn sequence_rows(&self, show: Show, sort: Sort) -> Vec<TableRow> {
        let all: Vec<usize> = (0..self.analysis.studies.len()).collect();
        let order = self.sorted(&all, sort);
        let studies = &self.analysis.studies;
        let outcomes: Vec<_> = order.iter().map(|i| studies[*i].outcome).collect();
        let plan = &self.analysis.plan;
        let found = match show {
            Show::Cumulative => cumulative(&outcomes, plan),
            _ => leave_one_out(&outcomes, plan),
        };
        let row = |(at, found): (usize, &Option<Summary>)| {
            let members: Vec<usize> = match show {
                Show::Cumulative => order[..=at].to_vec(),
                _ => all.iter().copied().filter(|i| *i != order[at]).collect(),
            };
            self::row(self, show, order[at], found.as_ref(), &members)
        };
        found.iter().enumerate().map(row).collect()
    }
}

fn row(
    forest: &Forest,
    show: Show,
    study: usize,
    found: Option<&Summary>,
    members: &[usize],
) -> TableRow {
    let messages = forest.messages();
    let pattern = match show {
        Show::Cumulative => &messages.forest_added,
        _ => &messages.forest_without,
    };
    let name = forest.analysis.studies[study].label.get_or_any(forest.context.language);
    let label = fill(pattern, &[("study", name)]);
    let scale = forest.analysis.plan.measure.scale();
    let known = found.and_then(|it| Some((it, it.inference?)));
    let known =
        known.map(|(it, ends)| [it.value, ends.low, ends.high].map(|end| it.printed(end, scale)));
    let own = forest.basis.of(members).said(&forest.analysis.plan.describe());
    forest.row(RowKind::Data, |part| match (part, known) {
        (StudyPart::Label, _) => line(vec![forest.text(&label)]),
        (StudyPart::Plot, Some([value, low, high])) => {
            let (value, bounds) = (Some(value), Some((low, high)));
            let point = Point { value, bounds, ..Point::default() };
            TableCell { points: vec![point], ..TableCell::default() }
        }
        (StudyPart::Effect, Some([value, low, high])) => {
            let effect = own.number(value, forest.analysis.decimals);
            line(forest.with_interval(Some(&effect), &own.said("interval"), (low, high)))
        }
        (StudyPart::Effect, None) => line(vec![forest.text(&messages.forest_not_estimable)]),
        _ => TableCell::default(),
    })
}
