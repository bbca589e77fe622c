//! Lines of words in a forest plot: heterogeneity, and the test between subgroups.

use super::{Forest, line};
use crate::evaluate::template::analyses::basis::Basis;
use crate::evaluate::template::analyses::parts::Parts;
use crate::language::pack::messages::fill;
use crate::model::manuscript::Inline;
use crate::model::resolved::{RowKind, TableCell, TableRow};
use crate::model::table::StudyPart;
use crate::quantity::synthesis::inference::IntervalMethod;
use crate::quantity::synthesis::plan::Model;
use crate::quantity::synthesis::pool::Summary;

impl Forest<'_> {
    /// How far the studies differ.
    pub fn heterogeneity(&self, found: &Summary, own: &Basis) -> Option<TableRow> {
        let test = found.heterogeneity;
        let p = test.p()?;
        let mut figures = vec![
            ("q", own.number(test.q, 2)),
            ("df", own.whole(test.df)),
            ("p", own.p(p)),
            ("i2", own.said("I²").percent(found.i2?, 0)),
        ];
        let pattern = match found.tau2 {
            Some(tau2) => {
                figures.push(("tau2", own.said("τ²").tau2(tau2)));
                &self.messages().forest_heterogeneity
            }
            None => &self.messages().forest_heterogeneity_common,
        };
        Some(self.words(pattern, &figures))
    }

    /// How the effects are pooled; nothing where none are.
    pub fn model(&self) -> Option<Vec<Inline>> {
        self.analysis.synthesis.pooled.as_ref()?;
        let (plan, words) = (&self.analysis.plan, self.messages());
        let mut told = match plan.model {
            Model::Random(tau) => fill(&words.forest_random, &[("tau", tau.name())]),
            Model::Common => words.forest_common.clone(),
            Model::MantelHaenszel => words.forest_mantel_haenszel.clone(),
            Model::Peto => words.forest_peto.clone(),
        };
        if plan.interval != IntervalMethod::Wald {
            told = format!(
                "{told}{}{}",
                self.context.pack().punctuation.semicolon,
                words.forest_hartung_knapp
            );
        }
        Some(vec![self.text(&told)])
    }

    /// The test between subgroups.
    pub fn between(&self) -> Option<TableRow> {
        let test = self.analysis.synthesis.between?;
        let own = self.basis.said("test between subgroups");
        let figures =
            [("q", own.number(test.q, 2)), ("df", own.whole(test.df)), ("p", own.p(test.p()?))];
        Some(self.words(&self.messages().forest_between, &figures))
    }

    /// Words of a message, in which what stands between asterisks is emphasized: letters of statistics slope.
    fn sloped(&self, text: &str) -> impl Iterator<Item = Inline> {
        let parts = text.split('*').enumerate().filter(|(_, part)| !part.is_empty());
        parts.map(|(i, part)| match i % 2 {
            0 => self.text(part),
            _ => Inline::Emph(vec![self.text(part)]),
        })
    }

    /// A line of words with figures in it, each behind `=` unless it is a bound.
    pub fn words(&self, pattern: &str, figures: &[(&str, Parts)]) -> TableRow {
        let mut line_of = Vec::new();
        let mut rest = pattern;
        while let Some((before, inside)) = rest.split_once('{') {
            let Some((name, after)) = inside.split_once('}') else { break };
            // What a figure is called ends no line.
            match before.strip_suffix(' ') {
                Some(called) => {
                    line_of.extend(self.sloped(called));
                    line_of.push(self.text("\u{a0}"));
                }
                None => line_of.extend(self.sloped(before)),
            }
            if let Some((_, figure)) = figures.iter().find(|(known, _)| *known == name) {
                let is_bound =
                    figure.own.as_ref().is_some_and(|it| it.quantity.qualifier.is_some());
                line_of.push(self.text(if is_bound { "" } else { "=\u{a0}" }));
                line_of.push(self.value(figure));
            }
            rest = after;
        }
        line_of.extend(self.sloped(rest));
        self.row(RowKind::Line, |part| match part {
            StudyPart::Label => line(line_of.clone()),
            StudyPart::Plot => TableCell::default(),
            _ => line(vec![self.text("")]),
        })
    }
}
