//! The keys of `[analyses.NAME]`: studies that are pooled.

use super::section::Kind::{Bilingual, Flag, List, Named, Number, OneOf, OneOrMore, Text};
use super::section::{Key, Section, key};
use super::words;

/// `[analyses.NAME]`.
pub static ANALYSIS: Section = Section {
    name: "Analysis",
    heading: "`[analyses.NAME]`",
    about: "Studies whose effects are computed and pooled. What was extracted stands in columns of the data: \
            `events_1 n_1 events_2 n_2`, `mean_1 sd_1 n_1 mean_2 sd_2 n_2`, `events_1 time_1 events_2 time_2`, \
            `events n`, or a published `estimate` with `low` and `high`, `se`, `variance` or `p`; \
            1 is the intervention, 2 what it is compared with.",
    keys: &[&SHOWN, &ROWS, &METHODS, &PRINTED],
    open: false,
    spoken: None,
};

const SHOWN: [Key; 6] = [
    key("outcome", Bilingual, "What is measured, for heads and captions."),
    key("intervention", Bilingual, "What the first arm is called."),
    key("control", Bilingual, "What the second arm is called."),
    key("better", OneOf(words::better), "Which direction is good for participants."),
    key("decimals", Number, "How many digits behind the point are printed of effects.")
        .otherwise("2; 3 for risk differences, rates and proportions"),
    key(
        "baselines",
        List(&Text),
        "Risks without the intervention, per 1000, for absolute effects; `median` and `pooled` are those of the control arms.",
    ),
];

const ROWS: [Key; 9] = [
    key("data", Text, "The data set whose rows are the studies.").required(),
    key("where", Named(&OneOrMore(&Text)), "The rows to use, as in tables.").otherwise("every row"),
    key(
        "columns",
        Named(&Text),
        "Columns that have other names than those above: `{ events_1 = \"ai\" }`.",
    ),
    key("label", Text, "The column with the name of the study.")
        .otherwise("`label`, `study` or `id`"),
    key("subgroup", Text, "The column that parts the studies into subgroups."),
    key("groups", Named(&Bilingual), "What is printed for each value of that column, in order.")
        .otherwise("the values, in the order of the rows"),
    key("arm", Text, "For a row per arm: the column that tells the arms of a study apart."),
    key(
        "arms",
        OneOrMore(&Text),
        "The two values of that column: of the intervention, then of the control.",
    ),
    key("log", Flag, "Whether published estimates and intervals are logarithms already.")
        .default("false"),
];

const METHODS: [Key; 15] = [
    key("measure", OneOf(words::measures), "What is estimated.").required(),
    key("model", OneOf(words::models), "How effects are added up.").default("random"),
    key("tau2", OneOf(words::tau2), "How the variance between studies is estimated; `DL-MH` is RevMan 5's.")
        .default("REML"),
    key("interval", OneOf(words::pooled_intervals), "How the interval of the pooled effect is made: Wald, Hartung–Knapp, Hartung–Knapp with a standard error never below Wald's, or the wider of both intervals.")
        .default("wald"),
    key("prediction", OneOf(words::predictions), "The distribution of the prediction interval.")
        .default("t-k2"),
    key("level", Number, "The level of intervals in percent.").otherwise("95"),
    key("input_level", Number, "The level of published intervals in percent.").otherwise("95"),
    key("i2", OneOf(words::i2_sources), "What I² and H² are made from.").default("Q"),
    key("correction", Number, "What is added to the cells of a study with an empty cell.")
        .otherwise("0.5"),
    key("correction_to", OneOf(words::corrected), "To which cells: all four (Cochrane), or as R's package meta has it.")
        .default("all-cells"),
    key("keep_empty", Flag, "Whether studies without any event enter ratios.").default("false"),
    key("corrected_sums", Flag, "Whether the correction also enters the sums of Mantel and Haenszel, as in RevMan 5.")
        .default("false"),
    key("smd", OneOf(words::hedges), "Hedges' correction by the gamma function, or 1 − 3/(4N − 9) as in RevMan.")
        .default("exact"),
    key("rd_error", OneOf(words::rd_errors), "The standard error of a pooled risk difference of Mantel and Haenszel.")
        .default("sato"),
    key("common_tau2", Flag, "Whether subgroups share one variance between studies.")
        .default("false"),
];

const PRINTED: [Key; 2] = [
    key(
        "summary",
        Text,
        "A data set of results that a source prints, which are recomputed: a row for `all` and for each subgroup in the column `scope`, and `between` for the test between them.",
    ),
    key(
        "absolute",
        Text,
        "A data set of absolute effects that a source prints, which are recomputed.",
    ),
];
