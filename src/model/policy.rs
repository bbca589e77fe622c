//! What the caller of a build demands, whatever the project relaxes.

use super::rules::Rules;
use super::style::Limits;

/// The policy of a caller, such as a continuous integration.
#[derive(Debug, Clone)]
pub struct Policy {
    /// The least that the project may make of each code.
    pub rules: Rules,
    /// Whether the project may make less of a suspicion than its default.
    pub lowering: bool,
    /// Whether waivers count.
    pub waivers: bool,
    /// Codes whose findings cannot be waived.
    pub unwaivable: Vec<String>,
    /// Whether blocks of Typst may be run.
    pub raw: bool,
    /// The least that the limits of a theme may be.
    pub limits: Limits,
}

impl Default for Policy {
    /// A policy that demands nothing.
    fn default() -> Policy {
        Policy {
            rules: Rules::default(),
            lowering: true,
            waivers: true,
            unwaivable: Vec::new(),
            raw: true,
            limits: Limits::default(),
        }
    }
}
