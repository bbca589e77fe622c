//! How studies are pooled: everything on which two programs can differ, said once.

use super::inference::{IntervalMethod, Prediction};
use super::measure::Measure;
use super::study::Conventions;
use super::tau::Estimator;

/// How studies are pooled.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Plan {
    /// What is estimated.
    pub measure: Measure,
    /// How effects are added up.
    pub model: Model,
    /// How the interval of the pooled effect is made.
    pub interval: IntervalMethod,
    /// The level of all intervals: 0.95.
    pub level: f64,
    /// The distribution of the prediction interval.
    pub prediction: Prediction,
    /// What I² and H² are made from.
    pub i2: I2Source,
    /// How each study's effect is made.
    pub conventions: Conventions,
    /// Whether the correction also enters the sums of Mantel and Haenszel (RevMan 5, Stata; not metafor).
    pub corrected_sums: bool,
    /// Whether a risk difference of Mantel and Haenszel has Greenland and Robins' standard error (RevMan) and not
    /// Sato's (metafor).
    pub greenland_robins: bool,
    /// Whether subgroups share one τ².
    pub common_tau2: bool,
}

/// How effects are added up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Model {
    /// One true effect: weights by inverse variance.
    Common,
    /// True effects that vary between studies.
    Random(Tau),
    /// Mantel and Haenszel.
    MantelHaenszel,
    /// Peto.
    Peto,
}

impl Model {
    /// Every model, by the name that manifests use; the usual τ² stands for any.
    pub const ALL: [(&str, Model); 4] = [
        ("random", Model::Random(Tau::By(Estimator::Reml))),
        ("common", Model::Common),
        ("mantel-haenszel", Model::MantelHaenszel),
        ("peto", Model::Peto),
    ];

    /// Whether it adds up counts, not effects: its interval is Wald's.
    pub fn adds_counts(self) -> bool {
        matches!(self, Model::MantelHaenszel | Model::Peto)
    }
}

/// Where τ² comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tau {
    /// An estimator.
    By(Estimator),
    /// DerSimonian and Laird's from the Q about the estimate of Mantel and Haenszel (RevMan 5, “M-H, Random”).
    AboutMantelHaenszel,
}

impl Tau {
    /// Every source, by the name that manifests use.
    pub const ALL: [(&str, Tau); 4] = [
        ("REML", Tau::By(Estimator::Reml)),
        ("DL", Tau::By(Estimator::DerSimonianLaird)),
        ("PM", Tau::By(Estimator::PauleMandel)),
        ("DL-MH", Tau::AboutMantelHaenszel),
    ];

    /// What the field calls it.
    pub fn name(self) -> &'static str {
        match self {
            Tau::By(Estimator::Reml) => "REML",
            Tau::By(Estimator::DerSimonianLaird) => "DerSimonian–Laird",
            Tau::By(Estimator::PauleMandel) => "Paule–Mandel",
            Tau::AboutMantelHaenszel => "DerSimonian–Laird (Mantel–Haenszel)",
        }
    }

    /// The name that manifests use.
    pub fn id(self) -> &'static str {
        Self::ALL.iter().find(|(_, it)| *it == self).map_or("", |(name, _)| name)
    }
}

/// What I² and H² are made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum I2Source {
    /// From Q (Higgins and Thompson 2002; RevMan until 2023, R's meta).
    Q,
    /// From τ² (metafor; RevMan since 2024).
    Tau2,
}

impl I2Source {
    /// Each source, by the name that manifests use.
    pub const ALL: [(&str, I2Source); 2] = [("Q", I2Source::Q), ("tau2", I2Source::Tau2)];
}

impl Plan {
    /// How effects are added up, in the words of the field: for the trace.
    pub fn describe(&self) -> String {
        let sums = if self.corrected_sums { " with corrected sums" } else { "" };
        match self.model {
            Model::Common => "common effect by inverse variance".to_string(),
            Model::Random(Tau::AboutMantelHaenszel) => {
                format!("random effects, τ² by DerSimonian–Laird about Mantel–Haenszel{sums}")
            }
            Model::Random(tau) => format!("random effects, τ² by {}", tau.id()),
            Model::MantelHaenszel => format!("Mantel–Haenszel{sums}"),
            Model::Peto => "Peto".to_string(),
        }
    }

    /// The usual plan for a measure: random effects by restricted maximum likelihood, Wald's interval.
    pub fn usual(measure: Measure) -> Plan {
        Plan {
            measure,
            model: Model::Random(Tau::By(Estimator::Reml)),
            interval: IntervalMethod::Wald,
            level: 0.95,
            prediction: Prediction::StudentK2,
            i2: I2Source::Q,
            conventions: Conventions::default(),
            corrected_sums: false,
            greenland_robins: false,
            common_tau2: false,
        }
    }
}
