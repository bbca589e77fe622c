//! A declared summary of findings: outcomes with what pooling gives, what it means, and how sure it is.
//!
//! Source of the domains and of what they do to certainty: GRADE guidelines 3 (Balshem et al., J Clin Epidemiol
//! 2011;64:401) and 9 (Guyatt et al., ibid. 1311).

use std::sync::Arc;

use super::analysis::Analysis;
use crate::data::place::Place;
use crate::data::tree::Cell;
use crate::language::{Bilingual, Language};
use crate::quantity::synthesis::absolute::{Absolute, Baseline};
use crate::quantity::synthesis::measure::Measure;

/// A table of outcomes.
#[derive(Debug, Clone)]
pub struct SummaryOfFindings {
    /// Its name, as in `{{ findings("NAME") }}`.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
    /// What stands above it.
    pub caption: Bilingual,
    /// Which columns it has.
    pub layout: Layout,
    /// Whom the studies are about.
    pub population: Bilingual,
    /// Where they were done.
    pub setting: Bilingual,
    /// What the arms are called: the intervention, then what it is compared with.
    pub arms: [Bilingual; 2],
    /// Whether more outcomes than readers can weigh are wanted.
    pub many: bool,
    /// The outcomes in order.
    pub outcomes: Vec<Arc<Finding>>,
}

impl SummaryOfFindings {
    /// The name of the table that shows it.
    pub fn table(name: &str) -> String {
        format!("findings-{name}")
    }
}

/// Which columns a summary of findings has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// As panels of guidelines have it: certainty before effects, risks and differences.
    Grade,
    /// As Cochrane reviews have it: risks of both arms first, comments last.
    Cochrane,
    /// For readers without training: numbers of people, and a sentence.
    Plain,
}

impl Layout {
    /// Each, by the name that manifests use.
    pub const ALL: [(&str, Layout); 3] =
        [("grade", Layout::Grade), ("cochrane", Layout::Cochrane), ("plain", Layout::Plain)];
}

/// What is found about one outcome.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Its name, as in `{{ finding("NAME") }}`.
    pub id: String,
    /// Where it is declared.
    pub place: Place,
    /// The analysis that it is about.
    pub analysis: Arc<Analysis>,
    /// What is measured, at the head of a row.
    pub outcome: Bilingual,
    /// The same within a sentence; may be empty.
    pub in_sentence: Bilingual,
    /// What the arms are called.
    pub arms: [Bilingual; 2],
    /// How long participants were followed.
    pub follow_up: Bilingual,
    /// The risks without the intervention.
    pub risks: Vec<AssumedRisk>,
    /// How sure the effect is.
    pub certainty: Certainty,
    /// Where that is said.
    pub certainty_place: Place,
    /// Why it is rated down or up.
    pub reasons: Vec<Reason>,
    /// How large the effect is for participants.
    pub size: Option<Size>,
    /// What is to be said beside it.
    pub comment: Remark,
}

/// A risk without the intervention.
#[derive(Debug, Clone)]
pub struct AssumedRisk {
    /// The cell that declares it.
    pub cell: Cell,
    /// The risk.
    pub baseline: Baseline,
    /// Of whom it is the risk; may be empty.
    pub label: Bilingual,
}

/// Words of the manifest that are printed as they stand, and where they are written.
#[derive(Debug, Clone, Default)]
pub struct Remark {
    /// The words.
    pub text: Bilingual,
    /// Where those of each language begin; empty if they are the same in all.
    pub places: Vec<(Language, Place)>,
}

impl Remark {
    /// Where the words in a language begin, or else the place of what they belong to.
    pub fn place<'a>(&'a self, language: Language, whole: &'a Place) -> &'a Place {
        let of = |own: Language| self.places.iter().find(|(it, _)| *it == own);
        language.line().find_map(of).map_or(whole, |(_, place)| place)
    }
}

/// Why certainty is rated down or up.
#[derive(Debug, Clone)]
pub struct Reason {
    /// What it is about.
    pub domain: Domain,
    /// By how many levels.
    pub levels: u8,
    /// The judgement in words.
    pub why: Remark,
    /// Where it is declared.
    pub place: Place,
}

/// How sure an effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// The true effect is probably another.
    VeryLow,
    /// It may be another.
    Low,
    /// It is probably close.
    Moderate,
    /// It is close.
    High,
}

impl Certainty {
    /// Each, by the name that manifests and packs use.
    pub const ALL: [(&'static str, Certainty); 4] = [
        ("very_low", Certainty::VeryLow),
        ("low", Certainty::Low),
        ("moderate", Certainty::Moderate),
        ("high", Certainty::High),
    ];

    /// The name that manifests and packs use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// One for very low to four for high.
    pub fn level(self) -> u8 {
        self as u8 + 1
    }

    /// The certainty of this level; beyond the ends it is that of the end.
    pub fn of_level(level: i32) -> Certainty {
        match level {
            ..=1 => Certainty::VeryLow,
            2 => Certainty::Low,
            3 => Certainty::Moderate,
            _ => Certainty::High,
        }
    }
}

/// What certainty is rated down or up for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Domain {
    /// Limits of design and conduct.
    RiskOfBias,
    /// Studies that differ without a reason.
    Inconsistency,
    /// Other people, interventions, comparisons or outcomes than the question has.
    Indirectness,
    /// Few events, wide intervals.
    Imprecision,
    /// Studies that were not published.
    PublicationBias,
    /// An effect too large for bias alone.
    LargeEffect,
    /// More effect with more of the intervention.
    DoseResponse,
    /// What confounds would have lessened the effect.
    Confounding,
}

impl Domain {
    /// What certainty is rated down for, by the names that manifests and packs use.
    pub const DOWN: [(&'static str, Domain); 5] = [
        ("risk_of_bias", Domain::RiskOfBias),
        ("inconsistency", Domain::Inconsistency),
        ("indirectness", Domain::Indirectness),
        ("imprecision", Domain::Imprecision),
        ("publication_bias", Domain::PublicationBias),
    ];

    /// What it is rated up for.
    pub const UP: [(&'static str, Domain); 3] = [
        ("large_effect", Domain::LargeEffect),
        ("dose_response", Domain::DoseResponse),
        ("confounding", Domain::Confounding),
    ];

    /// The name that manifests and packs use.
    pub fn id(self) -> &'static str {
        let mut all = Self::DOWN.iter().chain(&Self::UP);
        all.find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// Whether certainty is rated down for it.
    pub fn is_down(self) -> bool {
        Self::DOWN.iter().any(|(_, it)| *it == self)
    }
}

/// How large an effect is for participants, whatever its certainty.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Nobody would mind.
    Trivial,
    /// Important, but small.
    Small,
    /// Moderate.
    Moderate,
    /// Large.
    Large,
}

impl Size {
    /// Each, by the name that manifests and packs use.
    pub const ALL: [(&'static str, Size); 4] = [
        ("trivial", Size::Trivial),
        ("small", Size::Small),
        ("moderate", Size::Moderate),
        ("large", Size::Large),
    ];

    /// The name that manifests and packs use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }

    /// The size of an effect among three thresholds that rise: of a small, a moderate and a large one.
    pub fn of(effect: f64, thresholds: [f64; 3]) -> Size {
        // An effect that is computed may miss a threshold by what binary fractions cannot hold.
        match thresholds.iter().filter(|it| effect.abs() * (1.0 + 1e-9) >= **it).count() {
            0 => Size::Trivial,
            1 => Size::Small,
            2 => Size::Moderate,
            _ => Size::Large,
        }
    }
}

impl Finding {
    /// What the pooled effect, and its ends, mean for participants of a risk; none for measures that act on no risk.
    pub fn absolute(&self, risk: &AssumedRisk) -> Option<[Absolute; 3]> {
        self.analysis.absolute(risk.baseline)
    }

    /// The pooled effect beyond no effect, on the scale of analysis: above zero if there is more of the outcome.
    pub fn beyond(&self) -> Option<f64> {
        let measure = self.analysis.plan.measure;
        let none = measure.scale().analysed(measure.no_effect()?)?;
        Some(self.analysis.synthesis.pooled.as_ref()?.value - none)
    }

    /// Whether the effect is a difference of means or the like, in the unit of the outcome.
    pub fn is_of_means(&self) -> bool {
        let measure = self.analysis.plan.measure;
        matches!(
            measure,
            Measure::MeanDifference | Measure::StandardizedMeanDifference | Measure::Difference
        )
    }

    /// Whether the interval of the pooled effect leaves out no effect.
    pub fn excludes_no_effect(&self) -> bool {
        let measure = self.analysis.plan.measure;
        let none = measure.no_effect().and_then(|it| measure.scale().analysed(it));
        let ends = self.analysis.synthesis.pooled.as_ref().and_then(|it| it.inference);
        none.zip(ends).is_some_and(|(none, ends)| ends.low > none || ends.high < none)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_and_sizes_stop_at_their_ends() {
        assert_eq!(Certainty::of_level(4 - 5), Certainty::VeryLow);
        assert_eq!(Certainty::of_level(5), Certainty::High);
        assert_eq!(Certainty::Moderate.level(), 3);
        let sizes = [0.0, -5.0, 12.0, -90.0].map(|it| Size::of(it, [5.0, 10.0, 50.0]));
        assert_eq!(sizes, [Size::Trivial, Size::Small, Size::Moderate, Size::Large]);
    }
}
