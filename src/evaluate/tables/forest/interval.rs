//! Effects with their intervals, as a house writes them.

use super::Forest;
use crate::evaluate::template::analyses::basis::Basis;
use crate::evaluate::template::analyses::parts::Parts;
use crate::model::manuscript::Inline;
use crate::quantity::synthesis::measure::Scale;

impl Forest<'_> {
    /// `0.41 [0.13; 1.26]`, the same in every language unless the layout wants a word: a forest plot says each figure once.
    pub fn with_interval(
        &self,
        value: Option<&Parts>,
        own: &Basis,
        (low, high): (f64, f64),
    ) -> Vec<Inline> {
        let end = |end: f64| self.value(&own.end(end));
        let [opening, between, closing] = self.around();
        let mut inlines: Vec<Inline> = value.map(|it| self.value(it)).into_iter().collect();
        let gap = if value.is_some() { " " } else { "" };
        inlines.push(self.text(&format!("{gap}{opening}")));
        inlines.extend([end(low), self.text(&between), end(high), self.text(&closing)]);
        inlines
    }

    /// What stands before, between and behind the ends of an interval.
    fn around(&self) -> [String; 3] {
        let layout = self.declaration.drawing.as_ref().and_then(|it| it.layout.as_ref());
        let Some(layout) = layout else { return ["[", "; ", "]"].map(String::from) };
        let is_ratio = self.analysis.plan.measure.scale() == Scale::Log;
        // Before a number below zero a dash would be a minus.
        let is_plain = |it: &&String| is_ratio || !["-", "–"].contains(&it.as_str());
        // A dash of a house is that of its language: where ranges have another sign, intervals have it too.
        let range = &self.context.pack().numbers.range;
        let own = |it: &String| if it == "–" { range.clone() } else { it.clone() };
        let between = layout.between.as_ref().filter(is_plain).map(own);
        let [opening, closing] = layout.brackets.clone();
        [opening, between.unwrap_or_else(|| self.joint()), closing]
    }

    /// The word of the language between two ends: of `({low} to {high})` what stands between them.
    fn joint(&self) -> String {
        let words = &self.context.pack().evidence.interval;
        let inner = words.split_once("{low}").and_then(|(_, rest)| rest.split_once("{high}"));
        inner.map_or(", ", |(joint, _)| joint).to_string()
    }
}
