//! The keys of `[findings.NAME]`: summaries of findings.

use super::section::Kind::{Bilingual, Flag, List, Number, OneOf, Table, Text, Whole};
use super::section::{Key, Section, key};
use super::words;

/// `[findings.NAME]`.
pub static FINDINGS: Section = Section {
    name: "Findings",
    heading: "`[findings.NAME]`",
    about: "A summary of findings: the table that `{{ findings(\"NAME\") }}` puts.",
    keys: &[&[
        key("caption", Bilingual, "What stands above the table."),
        key("layout", OneOf(words::findings_layouts), "Which columns the table has: as panels of guidelines have it, as Cochrane reviews have it, or for readers without training.")
            .default("grade"),
        key("population", Bilingual, "Whom the studies are about."),
        key("setting", Bilingual, "Where they were done."),
        key("intervention", Bilingual, "What the first arm is called.")
            .otherwise("as the first outcome's analysis has it"),
        key("control", Bilingual, "What the second arm is called.")
            .otherwise("as the first outcome's analysis has it"),
        key("many", Flag, "Whether more than seven outcomes are wanted (D1331).").default("false"),
        key("outcomes", List(&Table(&OUTCOME)), "The outcomes in order.").required(),
    ]],
    open: false,
    spoken: None,
};

/// `[[findings.NAME.outcomes]]`.
pub static OUTCOME: Section = Section {
    name: "Outcome",
    heading: "`[[findings.NAME.outcomes]]`",
    about: "One outcome: the analysis that it is about, and how sure its effect is.",
    keys: &[&SHOWN, &JUDGED],
    open: false,
    spoken: None,
};

const SHOWN: [Key; 8] = [
    key("id", Text, "The name by which texts know it: `{{ finding(\"ID\").sentence }}`.")
        .otherwise("the name of its analysis"),
    key("analysis", Text, "The analysis that it is about.").required(),
    key("outcome", Bilingual, "What is measured.").otherwise("as the analysis has it"),
    key("in_sentence", Bilingual, "The same as it stands within a sentence.")
        .otherwise("`outcome`"),
    key("follow_up", Bilingual, "How long participants were followed."),
    key(
        "baselines",
        List(&Text),
        "Risks without the intervention, per 1000, `median` or `pooled`: a row for each.",
    )
    .otherwise("those of the analysis"),
    key("risks", List(&Bilingual), "Of whom each of them is the risk."),
    key("comment", Bilingual, "What is to be said of it, in a note."),
];

const JUDGED: [Key; 6] = [
    key(
        "start",
        OneOf(words::starts),
        "Where the rating starts: `high` for randomized trials, `low` for other studies.",
    )
    .default("high"),
    key("down", Table(&DOWN), "What certainty is rated down for."),
    key("up", Table(&UP), "What it is rated up for."),
    key(
        "certainty",
        OneOf(words::certainties),
        "The rating, if it is to be compared with what the steps give (D1332).",
    )
    .otherwise("what `start`, `down` and `up` give"),
    key("size", OneOf(words::sizes), "How large the effect is for participants.")
        .otherwise("by `thresholds`"),
    key(
        "thresholds",
        List(&Number),
        "From where on an effect is small, moderate and large: per 1000 of the first baseline, or in the unit of a mean.",
    ),
];

/// `down`.
pub static DOWN: Section = Section {
    name: "Down",
    heading: "`down` of an outcome",
    about: "What certainty is rated down for, each with the judgement.",
    keys: &[&[
        key("risk_of_bias", Table(&STEP), "Limits of design and conduct."),
        key("inconsistency", Table(&STEP), "Studies that differ without a reason."),
        key(
            "indirectness",
            Table(&STEP),
            "Other people, interventions, comparisons or outcomes than the question has.",
        ),
        key("imprecision", Table(&STEP), "Few events, wide intervals."),
        key("publication_bias", Table(&STEP), "Studies that were not published."),
    ]],
    open: false,
    spoken: None,
};

/// `up`.
pub static UP: Section = Section {
    name: "Up",
    heading: "`up` of an outcome",
    about: "What certainty is rated up for, each with the judgement.",
    keys: &[&[
        key("large_effect", Table(&STEP), "An effect too large for bias alone."),
        key("dose_response", Table(&STEP), "More effect with more of the intervention."),
        key("confounding", Table(&STEP), "What confounds would have lessened the effect."),
    ]],
    open: false,
    spoken: None,
};

/// A step of a rating.
pub static STEP: Section = Section {
    name: "Step",
    heading: "A step of a rating",
    about: "`{ levels = 1, why = \"half of the trials did not conceal allocation\" }`.",
    keys: &[&[
        key("levels", Whole(&LEVELS), "By how many levels.").default("1"),
        key("why", Bilingual, "The judgement, in a few words.").required(),
    ]],
    open: false,
    spoken: None,
};

/// By how many levels a step may rate.
pub const LEVELS: [(&str, u8); 3] = [("1", 1), ("2", 2), ("3", 3)];
