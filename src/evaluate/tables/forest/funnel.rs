//! A funnel plot: each study's effect beside its standard error.

use super::{Forest, line};
use crate::model::resolved::{Group, Point, RowKind, Table, TableCell, TableRow};
use crate::model::table::{Column, Content, StudyPart};
use crate::quantity::synthesis::asymmetry::egger;
use crate::quantity::synthesis::rounded;
use crate::quantity::synthesis::study::Outcome;

impl Forest<'_> {
    /// A point for each study, the pooled effect, and Egger's test where it is honest.
    pub fn funnel(&self) -> Table {
        let all = 0..self.analysis.studies.len();
        let mut rows: Vec<TableRow> = all.filter_map(|i| self.point(i)).collect();
        rows.extend(self.middle());
        rows.extend(self.asymmetry());
        let group = Group { label: Vec::new(), groups: Vec::new(), rows };
        Table { groups: vec![group], lettered: Vec::new(), notes: Vec::new(), within: Vec::new() }
    }

    /// A study; its words are only read aloud.
    fn point(&self, i: usize) -> Option<TableRow> {
        let effect = self.analysis.synthesis.effects.get(i)?.ok()?;
        let (value, ..) = self.analysis.study(i)?;
        let error = effect.variance.sqrt();
        let name = self.analysis.studies[i].label.get_or_any(self.context.language);
        let decimals = self.analysis.decimals;
        let [value_said, error_said] = [rounded::fixed(value, decimals), rounded::fixed(error, 2)];
        let pack = self.context.pack();
        let [value_said, error_said] = [value_said, error_said].map(|it| pack.numbers.written(&it));
        let said = format!("{value_said}{}{}", pack.punctuation.comma, self.error(&error_said));
        Some(self.row(RowKind::Data, |part| match part {
            StudyPart::Label => line(vec![self.text(name)]),
            StudyPart::Plot => {
                let point = Point { value: Some(value), n: Some(error), ..Point::default() };
                TableCell { points: vec![point], ..line(vec![self.text(&said)]) }
            }
            _ => TableCell::default(),
        }))
    }

    /// “Standard error of ln RR 0.35”: read aloud only.
    fn error(&self, written: &str) -> String {
        let is_label = |it: &&Column| matches!(it.content, Content::Study(StudyPart::Label));
        let label = self.declaration.columns.iter().find(is_label);
        let named = label.map_or("", |it| it.head.get_or_any(self.context.language));
        format!("{named} {written}")
    }

    fn middle(&self) -> Option<TableRow> {
        let found = self.analysis.synthesis.pooled.as_ref()?;
        let value = found.printed(found.value, self.analysis.plan.measure.scale());
        let said = rounded::fixed(value, self.analysis.decimals);
        let said = self.context.pack().numbers.written(&said);
        Some(self.row(RowKind::Total, |part| match part {
            StudyPart::Plot => {
                let point = Point { value: Some(value), ..Point::default() };
                TableCell { points: vec![point], ..line(vec![self.text(&said)]) }
            }
            _ => line(vec![self.text(&self.messages().forest_total)]),
        }))
    }

    fn asymmetry(&self) -> Option<TableRow> {
        let outcomes: Vec<Outcome> = self.analysis.studies.iter().map(|it| it.outcome).collect();
        let effects = self.analysis.synthesis.effects.iter().map(|it| it.as_ref().ok().copied());
        let found = egger(self.analysis.plan.measure, &outcomes, effects)?;
        let own = self.basis.said("Egger's test");
        let figures = [("k", own.whole(found.k as f64)), ("p", own.p(found.p))];
        Some(self.words(&self.context.pack().reporting.asymmetry, &figures))
    }
}
