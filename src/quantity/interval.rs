//! What `low` and `high` beside a value are, and how a quantity was obtained: what rules ask before they compare.

use crate::language::pack::numbers::Numbers;

/// What `low` and `high` beside a value are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IntervalKind {
    /// A confidence interval of this level in percent, `95`.
    Confidence(String),
    /// A credible interval of this level in percent.
    Credible(String),
    /// The first and the third quartile.
    Quartiles,
    /// The least and the largest.
    Range,
}

impl IntervalKind {
    /// What is meant where a row does not say.
    pub fn usual() -> IntervalKind {
        IntervalKind::Confidence("95".to_string())
    }

    /// How data files write it, as a regular expression.
    pub const FORM: &str = r"^([0-9]{1,2}(\.[0-9]+)?% (CI|CrI)|IQR|range)$";

    /// How data files write it, in words.
    pub const WORDS: &str = "`95% CI` or `95% CrI` with any level, `IQR`, or `range`";

    /// The kind that data files write so; `None` for other words.
    pub fn from_id(id: &str) -> Option<IntervalKind> {
        let level = |text: &str| {
            let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
            let digits = |it: &str| !it.is_empty() && it.bytes().all(|byte| byte.is_ascii_digit());
            (whole.len() <= 2 && digits(whole) && digits(fraction)).then(|| text.to_string())
        };
        match (id, id.split_once("% ")) {
            ("IQR", _) => Some(IntervalKind::Quartiles),
            ("range", _) => Some(IntervalKind::Range),
            (_, Some((text, "CI"))) => level(text).map(IntervalKind::Confidence),
            (_, Some((text, "CrI"))) => level(text).map(IntervalKind::Credible),
            _ => None,
        }
    }

    /// Whether it says how far the estimate can be trusted, and not how far participants differ.
    pub fn is_of_the_estimate(&self) -> bool {
        matches!(self, IntervalKind::Confidence(_) | IntervalKind::Credible(_))
    }

    /// Whether every estimate lies in it; a mean may lie outside the quartiles.
    pub fn holds_the_estimate(&self) -> bool {
        *self != IntervalKind::Quartiles
    }

    /// Its name on a page: `90% CI`, `四分位数间距`.
    pub fn name(&self, numbers: &Numbers) -> String {
        match self {
            IntervalKind::Confidence(level) => numbers.level(&numbers.confidence, level),
            IntervalKind::Credible(level) => numbers.level(&numbers.credible, level),
            IntervalKind::Quartiles => numbers.quartiles.clone(),
            IntervalKind::Range => numbers.extremes.clone(),
        }
    }
}

/// Ways to obtain a quantity that a rule must know of; other words in the column are the author's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// An interval that need not be symmetric: exact, Bayesian, by profile likelihood or bootstrap.
    Asymmetric,
    /// A percentage that is no share of a count: weighted, from a model, or estimated from times.
    Uncounted,
}

impl Method {
    /// Each by the word of data files.
    pub const ALL: [(&str, Method); 7] = [
        ("exact", Method::Asymmetric),
        ("bayesian", Method::Asymmetric),
        ("profile", Method::Asymmetric),
        ("bootstrap", Method::Asymmetric),
        ("weighted", Method::Uncounted),
        ("kaplan-meier", Method::Uncounted),
        ("model", Method::Uncounted),
    ];

    /// The method that data files write so.
    pub fn from_id(id: &str) -> Option<Method> {
        let id = id.to_lowercase().replace(['–', ' '], "-");
        Self::ALL.into_iter().find(|(name, _)| *name == id).map(|(_, method)| method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::language::packs::Languages;

    #[test]
    fn kinds_are_known_by_their_words() {
        let level = |it: &str| IntervalKind::Confidence(it.to_string());
        assert_eq!(IntervalKind::from_id("95% CI"), Some(IntervalKind::usual()));
        assert_eq!(IntervalKind::from_id("97.5% CI"), Some(level("97.5")));
        assert_eq!(IntervalKind::from_id("IQR"), Some(IntervalKind::Quartiles));
        for unknown in ["", "95 CI", "% CI", "9x% CI", "950% CI", "95.% CI", "iqr", "SD"] {
            assert_eq!(IntervalKind::from_id(unknown), None, "{unknown}");
        }
        assert_eq!(
            level("90").name(&Languages::built_in().pack(Language::Zh).numbers),
            "90% 置信区间"
        );
    }

    #[test]
    fn methods_are_known_however_they_are_spelled() {
        for spelled in ["Kaplan–Meier", "kaplan-meier", "Kaplan Meier", "weighted"] {
            assert_eq!(Method::from_id(spelled), Some(Method::Uncounted), "{spelled}");
        }
        assert_eq!(Method::from_id("Bayesian"), Some(Method::Asymmetric));
        assert_eq!(Method::from_id("RECIST 1.1"), None);
    }
}
