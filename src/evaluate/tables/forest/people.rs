//! Icon arrays of an analysis: of a hundred people, how many have the outcome without and with the intervention.

use super::Forest;
use crate::data::tree::Cell;
use crate::evaluate::findings::signs;
use crate::evaluate::tables::patterns::{lines, put};
use crate::model::manuscript::Inline;
use crate::model::resolved::{Group, Mark, Point, RowKind, Table, TableCell, TableRow};
use crate::model::summary_of_findings::Certainty;
use crate::model::table::StudyPart;
use crate::quantity::synthesis::absolute::{Absolute, Digits};

impl Forest<'_> {
    /// The people of this analysis, and beneath it those of each further one, then each beneath what its outcome is called.
    pub fn all_people(self) -> Table {
        let drawing = self.declaration.drawing.as_ref();
        let further = drawing.map_or(&[][..], |it| &it.further);
        let of = |name: &str| Forest::of(self.declaration, name, self.context);
        let further: Vec<Forest> = further.iter().filter_map(|it| of(&it.text)).collect();
        if further.is_empty() {
            return self.people();
        }
        let groups = std::iter::once(&self).chain(&further).flat_map(|it| {
            let outcome = it.analysis.outcome.get_or_any(it.context.language);
            let label = vec![vec![it.text(outcome)]].into_iter().chain(it.certainty());
            let label: Vec<Vec<Inline>> = label.collect();
            it.people().groups.into_iter().map(move |group| Group { label: label.clone(), ..group })
        });
        let groups = groups.collect();
        Table { groups, lettered: Vec::new(), notes: Vec::new(), within: Vec::new() }
    }

    /// A row for those without the intervention and one for those with it, from the first declared risk; none without one.
    pub fn people(&self) -> Table {
        let first = self.analysis.baselines.first();
        let known = first.and_then(|(cell, risk)| Some((self.analysis.absolute(*risk)?, cell)));
        let rows = known
            .map_or(Vec::new(), |(of, cell)| vec![self.without(&of, cell), self.with(&of, cell)]);
        let group = Group { label: Vec::new(), groups: Vec::new(), rows };
        Table { groups: vec![group], lettered: Vec::new(), notes: Vec::new(), within: Vec::new() }
    }

    /// How it is rated, where a summary of findings rates it.
    fn rated(&self) -> Option<Certainty> {
        let summaries = self.context.inputs.summaries.values();
        let mut outcomes = summaries.flat_map(|it| &it.outcomes);
        outcomes.find(|it| it.analysis.name == self.analysis.name).map(|it| it.certainty)
    }

    /// `⊕⊕◯◯ Low`
    fn certainty(&self) -> Option<Vec<Inline>> {
        let (rated, words) = (self.rated()?, &self.context.pack().evidence);
        let [signs, level] = [&signs::signs(rated, words), signs::level(rated, words)];
        Some(vec![self.text(&format!("{signs}\u{a0}{level}"))])
    }

    fn without(&self, of: &[Absolute; 3], cell: &Cell) -> TableRow {
        let decimals = Digits::of(&cell.text, of).control;
        self.hundred((of[0].baseline, decimals), vec![self.arm_name(1)], cell)
    }

    fn with(&self, of: &[Absolute; 3], cell: &Cell) -> TableRow {
        let decimals = Digits::of(&cell.text, of).risk;
        let [low, high] = [of[1], of[2]].map(|it| self.of_thousand((it.risk, decimals), cell));
        let pattern = &self.context.pack().evidence.interval;
        let interval = put(pattern, &[("low", low), ("high", high)], &self.place);
        self.hundred((of[0].risk, decimals), vec![self.arm_name(0), interval], cell)
    }

    /// So many of a hundred, and beneath them how many of a thousand, and who they are.
    fn hundred(
        &self,
        (share, decimals): (f64, usize),
        names: Vec<Vec<Inline>>,
        cell: &Cell,
    ) -> TableRow {
        let mark = match self.rated() {
            Some(Certainty::VeryLow) => Mark::Unsure,
            _ => Mark::Usual,
        };
        let said = [("n", self.of_thousand((share, decimals), cell))];
        let said = put(&self.context.pack().evidence.per_1000, &said, &self.place);
        self.row(RowKind::Data, |part| match part {
            StudyPart::Plot => {
                let point = Point { value: Some(100.0 * share), mark, ..Point::default() };
                TableCell { points: vec![point], ..TableCell::default() }
            }
            StudyPart::Effect => lines(vec![said.clone()]),
            StudyPart::Label => lines(names.clone()),
            _ => TableCell::default(),
        })
    }

    fn of_thousand(&self, (share, decimals): (f64, usize), cell: &Cell) -> Vec<Inline> {
        let own = self.basis.said("absolute effect: the pooled effect on a risk").with(cell);
        vec![self.value(&own.number(1000.0 * share, decimals))]
    }

    fn arm_name(&self, arm: usize) -> Vec<Inline> {
        let usual = [&self.messages().forest_intervention, &self.messages().forest_control][arm];
        let own = self.analysis.arms[arm].get_or_any(self.context.language);
        vec![self.text(if own.is_empty() { usual } else { own })]
    }
}
