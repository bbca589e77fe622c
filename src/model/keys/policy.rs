//! The keys of a policy: what the caller demands, whatever the project relaxes.

use super::section::Kind::{Code, Flag, List, Number, Rules, Table};
use super::section::{Section, key};

/// A policy, as `--policy` names it.
pub static POLICY: Section = Section {
    name: "Policy",
    heading: "A policy",
    about: "What the caller demands, whatever the project relaxes.",
    keys: &[&[
        key("rules", Rules, "The least that the project may make of each suspicion."),
        key(
            "lowering",
            Flag,
            "Whether the project may lower suspicions below their defaults or switch them off.",
        )
        .default("true"),
        key("waivers", Flag, "Whether waivers count.").default("true"),
        key("unwaivable", List(&Code), "Codes whose findings cannot be waived."),
        key("raw", Flag, "Whether blocks of Typst in the texts may be run.").default("true"),
        key("limits", Table(&POLICY_LIMITS), "The least that the limits of themes may be."),
    ]],
    open: false,
    spoken: None,
};

/// `[limits]` of a policy.
pub static POLICY_LIMITS: Section = Section {
    name: "PolicyLimits",
    heading: "`[limits]` of a policy",
    about: "The least that the limits of themes may be; lower ones are raised.",
    keys: &[&[
        key("type", Number, "Least size of type on paper, in points."),
        key("slide-type", Number, "Least size of type on a slide of 960 × 540 points."),
        key("contrast", Number, "Contrast of text with its ground, as WCAG 2 counts it."),
        key("resolution", Number, "Pixels per inch of an image on paper."),
        key("slide-resolution", Number, "Pixels per inch of an image on a slide."),
        key("column", Number, "Characters beside one another in a column of a table."),
        key("last-page", Number, "Share of the last page that text must reach down to."),
    ]],
    open: false,
    spoken: None,
};
