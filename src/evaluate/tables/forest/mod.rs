//! The rows of a forest plot that shows an analysis: studies, subgroups, all together, and what is said of them.

mod bias;
mod funnel;
mod interval;
mod people;
mod sequence;
mod told;

use std::sync::Arc;

use self::bias::Bias;
use super::patterns::figure;
use crate::data::place::Place;
use crate::evaluate::context::Context;
use crate::evaluate::template::analyses::basis::Basis;
use crate::evaluate::template::analyses::parts::Parts;
use crate::model::analysis::{Analysis, Study};
use crate::model::drawing::{FigureKind, Show, Sort};
use crate::model::manuscript::Inline;
use crate::model::resolved::{Group, Mark, Point, RowKind, Table, TableCell, TableRow};
use crate::model::table::{Content, Declaration, StudyPart};
use crate::quantity::synthesis::pool::Summary;
use crate::quantity::synthesis::study::Outcome;

/// The figure of this analysis; none if there is no such one, which the loader has told.
pub fn resolve(declaration: &Declaration, name: &str, context: &mut Context) -> Option<Table> {
    let drawing = declaration.drawing.as_ref();
    let sort = drawing.map(|it| it.sort).unwrap_or_default();
    let show = drawing.map(|it| it.show).unwrap_or_default();
    let forest = Forest::of(declaration, name, context)?;
    let (analysis, brief) = (forest.analysis, forest.brief);
    match drawing.map(|it| it.kind) {
        Some(FigureKind::Funnel) => return Some(forest.funnel()),
        Some(FigureKind::Icons) => return Some(forest.all_people()),
        _ => {}
    }
    if show != Show::Studies {
        return Some(forest.sequence(show, sort));
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut rest: Vec<usize> = (0..analysis.studies.len()).collect();
    for (at, group) in analysis.groups.iter().enumerate() {
        rest.retain(|i| !group.members.contains(i));
        let label = forest.text(group.label.get_or_any(context.language));
        let mut rows = forest.studies(&group.members, sort);
        if let Some(Some(found)) = analysis.synthesis.groups.get(at) {
            let basis = forest.basis.of(&group.members);
            rows.extend(forest.pooled(found, &basis, &forest.messages().forest_subtotal));
        }
        groups.push(Group { label: vec![vec![label]], groups: Vec::new(), rows });
    }
    let mut rows = forest.studies(&rest, sort);
    if let Some(found) = &analysis.synthesis.pooled {
        rows.extend(forest.pooled(found, &forest.basis, &forest.messages().forest_total));
    }
    rows.extend(forest.between().filter(|_| !brief));
    groups.push(Group { label: Vec::new(), groups: Vec::new(), rows });
    Some(Table { groups, lettered: Vec::new(), notes: forest.notes(), within: Vec::new() })
}

struct Forest<'a> {
    declaration: &'a Declaration,
    analysis: &'a Arc<Analysis>,
    basis: Basis,
    context: &'a Context<'a>,
    place: Place,
    brief: bool,
    bias: Option<Bias<'a>>,
}

impl<'a> Forest<'a> {
    /// Of the analysis of this name.
    fn of(
        declaration: &'a Declaration,
        name: &str,
        context: &'a Context<'a>,
    ) -> Option<Forest<'a>> {
        let analysis = context.inputs.analyses.get(name)?;
        let percent = context.inputs.manifest.units.find("percent");
        let basis = Basis::of_all(analysis, &context.writing, percent);
        let drawing = declaration.drawing.as_ref();
        let brief = drawing.is_some_and(|it| it.brief || it.show != Show::Studies);
        let place = analysis.place.clone();
        let bias = drawing.and_then(|it| it.bias.as_ref());
        let bias = bias.and_then(|it| Bias::of(&it.text, context.inputs));
        Some(Forest { declaration, analysis, basis, context, place, brief, bias })
    }
}

impl Forest<'_> {
    /// How effects are pooled, and what signs and letters of judgements stand for.
    fn notes(&self) -> Vec<Vec<Inline>> {
        let table = self.bias.as_ref().map(|it| it.table);
        let tool = table.and_then(|it| Some((it, it.appraisal.as_ref()?)));
        let judged =
            tool.map(|(table, tool)| super::judged::notes(tool, table, false, self.context));
        let model = self.model().filter(|_| !self.brief);
        model.into_iter().chain(judged.into_iter().flatten()).collect()
    }

    /// Pooled effects study by study, and that of all.
    fn sequence(&self, show: Show, sort: Sort) -> Table {
        let mut rows = self.sequence_rows(show, sort);
        if let Some(found) = &self.analysis.synthesis.pooled {
            rows.extend(self.pooled(found, &self.basis, &self.messages().forest_total));
        }
        let group = Group { label: Vec::new(), groups: Vec::new(), rows };
        Table { groups: vec![group], lettered: Vec::new(), notes: Vec::new(), within: Vec::new() }
    }

    fn messages(&self) -> &crate::language::pack::messages::Messages {
        &self.context.inputs.languages.pack(self.context.language).messages
    }

    fn text(&self, text: &str) -> Inline {
        Inline::Text(text.to_string(), self.place.clone())
    }

    /// A computed figure.
    fn value(&self, parts: &Parts) -> Inline {
        let Some(own) = &parts.own else { return self.text("") };
        Inline::Value(own.rendered(), self.place.clone())
    }

    fn row(&self, kind: RowKind, cell: impl Fn(StudyPart) -> TableCell) -> TableRow {
        let cells = self.declaration.columns.iter().map(|column| match column.content {
            Content::Study(part) => cell(part),
            // What is judged stands beside studies only.
            _ => line(vec![self.text("")]),
        });
        TableRow { place: self.place.clone(), kind, class: None, cells: cells.collect() }
    }

    fn studies(&self, members: &[usize], sort: Sort) -> Vec<TableRow> {
        let members = self.sorted(members, sort);
        members.iter().map(|i| self.judged(*i)).collect()
    }

    /// The row of a study, with what is judged of it.
    fn judged(&self, i: usize) -> TableRow {
        let mut row = self.row(RowKind::Data, |part| self.study(i, part));
        let study = &self.analysis.studies[i].row;
        let found = self.bias.as_ref().and_then(|it| Some((it, it.row(study)?)));
        if let Some((bias, judged)) = found {
            for (column, cell) in self.declaration.columns.iter().zip(&mut row.cells) {
                if let Content::Judged(id) = &column.content {
                    *cell = super::judged::cell(bias.table, id, judged, self.context);
                }
            }
        }
        row
    }

    /// These studies in order.
    fn sorted(&self, members: &[usize], sort: Sort) -> Vec<usize> {
        let mut members = members.to_vec();
        let effect = |i: &usize| self.analysis.study(*i).map_or(f64::INFINITY, |it| it.0);
        let weight = |i: &usize| self.weight(*i).unwrap_or_default();
        match sort {
            Sort::Given => {}
            Sort::Effect => members.sort_by(|a, b| effect(a).total_cmp(&effect(b))),
            Sort::Weight => members.sort_by(|a, b| weight(b).total_cmp(&weight(a))),
        }
        members
    }

    fn weight(&self, i: usize) -> Option<f64> {
        self.analysis.synthesis.pooled.as_ref()?.weights.get(i).copied().flatten()
    }

    fn study(&self, i: usize, part: StudyPart) -> TableCell {
        let study = &self.analysis.studies[i];
        let decimals = self.analysis.decimals;
        let own =
            self.basis.of(&[i]).said(&format!("{} of the study", self.analysis.plan.measure.id()));
        let found = self.analysis.study(i);
        match (part, found) {
            (StudyPart::Label, _) => {
                line(vec![self.text(study.label.get_or_any(self.context.language))])
            }
            (StudyPart::Arm(arm), _) => line(self.arm(study, arm)),
            (StudyPart::Plot, Some((value, low, high))) => {
                let point = Point {
                    value: Some(value),
                    bounds: Some((low, high)),
                    n: self.weight(i),
                    ..Point::default()
                };
                TableCell { points: vec![point], ..TableCell::default() }
            }
            (StudyPart::Effect, Some((value, low, high))) => {
                let ends = own.said("Wald interval");
                line(self.with_interval(Some(&own.number(value, decimals)), &ends, (low, high)))
            }
            (StudyPart::Effect, None) => {
                line(vec![self.text(&self.messages().forest_not_estimable)])
            }
            (StudyPart::Weight, _) => {
                match self.weight(i).filter(|weight| found.is_some() || *weight > 0.0) {
                    Some(weight) => line(vec![
                        self.value(&self.basis.said("weight of the study").percent(weight, 1)),
                    ]),
                    None => line(vec![self.text("")]),
                }
            }
            (StudyPart::Plot, None) => TableCell::default(),
        }
    }

    /// The figures of an arm as the data have them, written as the text writes them.
    fn arm(&self, study: &Study, arm: usize) -> Vec<Inline> {
        let cell = |at: usize| match study.cells.get(at) {
            Some(cell) => figure(cell, &self.basis.writing),
            None => self.text(""),
        };
        match study.outcome {
            Outcome::Means { .. } => {
                let [mean, sd, n] = [cell(3 * arm), cell(3 * arm + 1), cell(3 * arm + 2)];
                vec![mean, self.text(" ("), sd, self.text("), "), n]
            }
            _ => vec![cell(2 * arm), self.text("/"), cell(2 * arm + 1)],
        }
    }

    /// Pooled studies: the diamond, the prediction interval, heterogeneity.
    fn pooled(&self, found: &Summary, basis: &Basis, label: &str) -> Vec<TableRow> {
        let scale = self.analysis.plan.measure.scale();
        let decimals = self.analysis.decimals;
        let printed = |value: f64| found.printed(value, scale);
        let own = basis.said(&self.analysis.plan.describe());
        let ends = found.inference.map(|it| (printed(it.low), printed(it.high)));
        let total = self.row(RowKind::Total, |part| match (part, ends) {
            (StudyPart::Label, _) => line(vec![self.text(label)]),
            (StudyPart::Arm(arm), _) => line(self.sums(basis, arm)),
            (StudyPart::Plot, Some(ends)) => {
                let value = Some(printed(found.value));
                let mark = Mark::Diamond;
                let point = Point { value, bounds: Some(ends), mark, ..Point::default() };
                TableCell { points: vec![point], ..TableCell::default() }
            }
            (StudyPart::Effect, Some(ends)) => {
                let value = own.number(printed(found.value), decimals);
                line(self.with_interval(Some(&value), &own.said("interval"), ends))
            }
            (StudyPart::Weight, _) => {
                let all: f64 = basis.members().iter().filter_map(|i| self.weight(*i)).sum();
                line(vec![self.value(&basis.said("sum of weights").percent(all, 1))])
            }
            (StudyPart::Plot | StudyPart::Effect, None) => line(vec![self.text("")]),
        });
        let mut rows = vec![total];
        if std::ptr::eq(basis, &self.basis)
            && !self.brief
            && let Some((low, high)) = found.prediction
        {
            let ends = (printed(low), printed(high));
            rows.push(self.row(RowKind::Total, |part| match part {
                StudyPart::Label => line(vec![self.text(&self.messages().forest_prediction)]),
                StudyPart::Plot => {
                    let point = Point { bounds: Some(ends), mark: Mark::Bar, ..Point::default() };
                    TableCell { points: vec![point], ..TableCell::default() }
                }
                StudyPart::Effect => {
                    let own = own.said("prediction interval");
                    line(self.with_interval(None, &own, ends))
                }
                _ => line(vec![self.text("")]),
            }));
        }
        rows.extend(self.heterogeneity(found, &own).filter(|_| !self.brief));
        rows
    }

    fn sums(&self, basis: &Basis, arm: usize) -> Vec<Inline> {
        let sums = basis.sums();
        let of = |name: &str| sums.iter().find(|(known, _)| *known == name).map(|it| it.1);
        let whole = |sum: f64| self.value(&basis.said("sum of the studies").whole(sum));
        let (events, n) = ([of("events_1"), of("events_2")][arm], [of("n_1"), of("n_2")][arm]);
        match (events, n) {
            (Some(events), Some(n)) => {
                vec![self.value(&basis.said("sum of the studies").count(events, n))]
            }
            (Some(sum), None) | (None, Some(sum)) => vec![whole(sum)],
            (None, None) => vec![self.text("")],
        }
    }
}

fn line(inlines: Vec<Inline>) -> TableCell {
    TableCell { lines: vec![inlines], ..TableCell::default() }
}
