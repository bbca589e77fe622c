//! The cells of one outcome in a summary of findings.

use std::sync::Arc;

use super::patterns::{figure, line, lines, put};
use crate::evaluate::findings::signs;
use crate::evaluate::template::analyses::basis::Basis;
use crate::evaluate::template::analyses::parts::Parts;
use crate::language::Language;
use crate::language::pack::Pack;
use crate::model::analysis::Better;
use crate::model::manuscript::Inline;
use crate::model::resolved::TableCell;
use crate::model::summary_of_findings::{AssumedRisk, Finding};
use crate::model::table::FindingPart;
use crate::quantity::rendered::Quantity;
use crate::quantity::synthesis::absolute::{Absolute, Baseline, Digits};
use crate::quantity::synthesis::measure::Scale;
use crate::quantity::synthesis::study::Outcome as Synthesized;

/// An outcome, what its figures are computed from, and the words of a language.
pub struct Outcome<'a> {
    /// The outcome.
    pub found: &'a Arc<Finding>,
    /// What its figures are computed from.
    pub basis: Basis,
    /// The words.
    pub pack: &'a Pack,
    /// The language.
    pub language: Language,
}

impl Outcome<'_> {
    /// What a column shows, of the risk at this place.
    pub fn cell(&self, part: FindingPart, at: usize) -> TableCell {
        let risk = self.found.risks.get(at);
        match part {
            FindingPart::Outcome => self.named(),
            FindingPart::Participants => self.participants(),
            FindingPart::Certainty => self.certainty(),
            FindingPart::Effect => self.effect(),
            FindingPart::Risk(arm) => {
                risk.and_then(|it| self.risk(it, arm)).unwrap_or_else(|| self.unknown())
            }
            FindingPart::Difference => match risk {
                Some(risk) => self.difference(risk).unwrap_or_default(),
                None => self.plain_difference(),
            },
            FindingPart::Meaning => TableCell::default(),
        }
    }

    /// A sign that there is nothing to say.
    fn unknown(&self) -> TableCell {
        line(vec![self.text(Quantity::DASH)])
    }

    /// Words.
    pub fn text(&self, text: &str) -> Inline {
        Inline::Text(text.to_string(), self.found.place.clone())
    }

    fn put(&self, pattern: &str, parts: &[(&str, Vec<Inline>)]) -> Vec<Inline> {
        put(pattern, parts, &self.found.place)
    }

    fn value(&self, parts: &Parts) -> Vec<Inline> {
        let place = &self.found.place;
        parts.own.iter().map(|own| Inline::Value(own.rendered(), place.clone())).collect()
    }

    fn named(&self) -> TableCell {
        line(vec![self.text(self.found.outcome.get_or_any(self.language))])
    }

    /// `357,347`, and beneath it `13 studies` and how long they were followed.
    fn participants(&self) -> TableCell {
        let sums = self.basis.sums();
        let known = sums.iter().find(|(name, _)| *name == "participants");
        let own = self.basis.said("sum of the studies");
        let known = known.map(|(_, sum)| self.value(&own.counted(*sum)));
        let known = known.or_else(|| self.published("participants").map(|it| vec![it.0]));
        let (k, written) = self.published("k").map_or_else(
            || {
                let k = self.found.analysis.synthesis.pooled.as_ref().map_or(0, |it| it.k);
                let own = self.basis.said("studies that are pooled");
                (self.value(&own.whole(k as f64)), k.to_string())
            },
            |(value, text)| (vec![value], text),
        );
        let form = self.basis.writing.plurals.form(&written);
        let studies = self.put(self.pack.evidence.studies.form(form), &[("n", k)]);
        let follow_up = self.found.follow_up.get_or_any(self.language);
        let time = match follow_up {
            "" => Vec::new(),
            time => self.put(&self.pack.evidence.follow_up, &[("time", vec![self.text(time)])]),
        };
        let known = known.unwrap_or_else(|| vec![self.text(Quantity::DASH)]);
        lines(vec![known, studies, time])
    }

    /// What the one row of a published estimate says in a column.
    fn published(&self, column: &str) -> Option<(Inline, String)> {
        let analysis = &self.found.analysis;
        let [study] = analysis.studies.as_slice() else { return None };
        let of_source = matches!(study.outcome, Synthesized::Published(_));
        let cell = analysis.printed(&study.row, column).filter(|_| of_source)?;
        Some((figure(cell, &self.basis.writing), cell.text.to_string()))
    }

    fn certainty(&self) -> TableCell {
        let (certainty, words) = (self.found.certainty, &self.pack.evidence);
        let signs = signs::signs(certainty, words);
        lines(vec![vec![self.text(&signs)], vec![self.text(signs::level(certainty, words))]])
    }

    /// The pooled effect with its interval, if it is a ratio; differences have a column of their own.
    fn effect(&self) -> TableCell {
        let is_ratio = self.found.analysis.plan.measure.scale() == Scale::Log;
        match self.pooled().filter(|_| is_ratio) {
            Some(pooled) => pooled,
            None => line(vec![self.text(Quantity::DASH)]),
        }
    }

    /// `RR 0.49`, and beneath it the interval.
    fn pooled(&self) -> Option<TableCell> {
        let analysis = &self.found.analysis;
        let pooled = analysis.synthesis.pooled.as_ref()?;
        let scale = analysis.plan.measure.scale();
        let own = self.basis.said(&analysis.plan.describe());
        let printed = |value: f64| pooled.printed(value, scale);
        let mut first = vec![self.text(&format!("{} ", analysis.plan.measure.id()))];
        // What a source printed is not computed once more from its own interval.
        let source = ["estimate", "low", "high"].map(|it| self.published(it).map(|it| vec![it.0]));
        if let [Some(estimate), Some(low), Some(high)] = source {
            first.extend(estimate);
            let ends = [("low", low), ("high", high)];
            return Some(lines(vec![first, self.put(&self.pack.evidence.interval, &ends)]));
        }
        first.extend(self.value(&own.number(printed(pooled.value), analysis.decimals)));
        let interval = pooled.inference.map(|ends| {
            let ends = [printed(ends.low), printed(ends.high)];
            let own = own.said("interval");
            let [low, high] = ends.map(|end| self.value(&own.end(end)));
            self.put(&self.pack.evidence.interval, &[("low", low), ("high", high)])
        });
        Some(lines(vec![first, interval.unwrap_or_default()]))
    }

    /// A difference of means or of risks that starts from no declared risk.
    fn plain_difference(&self) -> TableCell {
        let is_ratio = self.found.analysis.plan.measure.scale() == Scale::Log;
        let dash = || line(vec![self.text(Quantity::DASH)]);
        if is_ratio { dash() } else { self.pooled().unwrap_or_else(dash) }
    }

    fn of_risk(&self, risk: &AssumedRisk) -> Basis {
        self.basis.said("absolute effect: the pooled effect on a risk").with(&risk.cell)
    }

    /// `59 per 1000`; without the intervention whose risk it is, with it the interval.
    fn risk(&self, risk: &AssumedRisk, arm: usize) -> Option<TableCell> {
        let of = self.found.absolute(risk)?;
        let own = self.of_risk(risk);
        let words = &self.pack.evidence;
        let digits = Digits::of(&risk.cell.text, &of);
        let (share, decimals) = match arm {
            1 => (of[0].baseline, digits.control),
            _ => (of[0].risk, digits.risk),
        };
        let said = |share: f64| self.value(&own.number(1000.0 * share, decimals));
        let n = said(share);
        let first = self.put(&words.per_1000, &[("n", n)]);
        let second = match arm {
            1 => self.label(risk),
            _ => {
                let [low, high] = [of[1], of[2]].map(|it| said(it.risk));
                self.put(&words.interval, &[("low", low), ("high", high)])
            }
        };
        Some(lines(vec![first, second]))
    }

    /// Whose risk it is: as the author says, or by where it comes from.
    fn label(&self, risk: &AssumedRisk) -> Vec<Inline> {
        let usual = match risk.baseline {
            Baseline::Median => self.pack.evidence.risks.get("median"),
            Baseline::Pooled => self.pack.evidence.risks.get("pooled"),
            Baseline::Per1000(_) => None,
        };
        let own = risk.label.get_or_any(self.language);
        let said = if own.is_empty() { usual.map_or("", String::as_str) } else { own };
        if said.is_empty() { Vec::new() } else { vec![self.text(said)] }
    }

    /// `26 fewer per 1000`, the interval, and how many must be treated.
    fn difference(&self, risk: &AssumedRisk) -> Option<TableCell> {
        let of = self.found.absolute(risk)?;
        let own = self.of_risk(risk);
        let words = &self.pack.evidence;
        let decimals = Digits::of(&risk.cell.text, &of).difference;
        let [difference, low, high] = of.map(|it| self.more(it, &own, decimals));
        let first = self.put(&words.difference_per_1000, &[("difference", difference)]);
        let interval = self.put(&words.interval, &[("low", low), ("high", high)]);
        Some(lines(vec![first, interval, self.needed(of[0], &own)]))
    }

    /// `26 fewer` or `3 more`; what rounds to nobody keeps its direction.
    fn more(&self, of: Absolute, own: &Basis, decimals: usize) -> Vec<Inline> {
        let words = &self.pack.evidence;
        let pattern = if of.per_1000() < 0.0 { &words.fewer } else { &words.more };
        self.put(pattern, &[("n", self.value(&own.number(of.per_1000().abs(), decimals)))])
    }

    /// How many must be treated, where the interval leaves out no effect.
    fn needed(&self, of: Absolute, own: &Basis) -> Vec<Inline> {
        let words = &self.pack.evidence;
        let pattern = match Outcome::needed_id(self.found) {
            Some("NNTB") => &words.needed_for_benefit,
            Some("NNTH") => &words.needed_for_harm,
            Some(_) => &words.needed,
            None => return Vec::new(),
        };
        let own = own.said("number needed to treat, rounded up");
        let Some(needed) = of.whole_number_needed() else { return Vec::new() };
        self.put(pattern, &[("n", self.value(&own.whole(needed)))])
    }

    /// The sign of the number needed: to benefit, to harm, or of neither where no direction is said to be good; none
    /// where the interval includes no effect.
    pub fn needed_id(found: &Finding) -> Option<&'static str> {
        let beyond = found.beyond().filter(|_| found.excludes_no_effect())?;
        found.risks.first()?;
        let good = found.analysis.better.map(|it| (it == Better::Lower) == (beyond < 0.0));
        Some(match good {
            Some(true) => "NNTB",
            Some(false) => "NNTH",
            None => "NNT",
        })
    }
}
