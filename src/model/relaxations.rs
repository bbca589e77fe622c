//! What a project has relaxed: rules, waivers, limits, raw Typst.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

/// What a project has relaxed, as far as the caller's policy lets it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Relaxations {
    /// Suspicions that are switched off: the code, and the document or language if it is only one.
    pub off: Vec<String>,
    /// Suspicions that count as less than their default.
    pub lowered: Vec<String>,
    /// How many findings of each code were waived.
    pub waived: BTreeMap<String, usize>,
    /// Limits of a theme below those of the built-in theme that states all, such as `contrast 0`.
    pub limits: Vec<String>,
    /// Whether blocks of Typst in the texts are run.
    pub raw: bool,
}

impl Relaxations {
    /// Whether nothing was relaxed.
    pub fn is_empty(&self) -> bool {
        *self == Relaxations::default()
    }

    /// Adds findings that were waived, by their codes.
    pub fn add_waived(&mut self, waived: &BTreeMap<String, usize>) {
        for (code, count) in waived {
            *self.waived.entry(code.clone()).or_default() += count;
        }
    }
}

/// One line, such as `2 rules off (D0605, D1304 in en); 3 findings waived (D0404: 3)`.
impl fmt::Display for Relaxations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let counted = |all: &[String], one: &str, more: &str| {
            let what = if all.len() == 1 { one } else { more };
            (!all.is_empty()).then(|| format!("{} {what} ({})", all.len(), all.join(", ")))
        };
        let total: usize = self.waived.values().sum();
        let waived: Vec<String> = self.waived.iter().map(|(id, n)| format!("{id}: {n}")).collect();
        let findings = if total == 1 { "finding" } else { "findings" };
        let parts = [
            counted(&self.off, "rule off", "rules off"),
            counted(&self.lowered, "rule lowered", "rules lowered"),
            (total > 0).then(|| format!("{total} {findings} waived ({})", waived.join(", "))),
            counted(&self.limits, "limit of a theme lowered", "limits of themes lowered"),
            self.raw.then(|| "Typst in texts is run".to_string()),
        ];
        f.write_str(&parts.into_iter().flatten().collect::<Vec<_>>().join("; "))
    }
}
