//! The columns of data files that tables of characteristics and flow charts show.

use super::section::Kind::{Bilingual, Printed, Text};
use super::section::{Section, key};

/// A row of a table of characteristics.
pub static CHARACTERISTICS: Section = Section {
    name: "Characteristic",
    heading: "Columns of characteristics",
    about: "What the arms of a study were like, for a table with `arms`. Each arm has columns with its ending: \
            `count_1 percent_1`, `mean_1 sd_1`, `median_1 low_1 high_1`, and `n_1` where not all were measured. \
            The row with the `id` `n` says how many there are.",
    keys: &[&[
        key("id", Text, "Its name.").required(),
        key("label", Bilingual, "What it is called.").otherwise("its `id`"),
        key(
            "of",
            Text,
            "The characteristic that the row is a level of; levels exclude each other.",
        ),
        key(
            "items",
            Text,
            "That figures are whole numbers: how many of them each person's figure is the mean of, or `binary` for 0 and 1.",
        ),
    ]],
    open: true,
    spoken: None,
};

/// A number of a flow chart.
pub static FLOW: Section = Section {
    name: "Flow",
    heading: "Columns of a flow chart",
    about: "How many records or people there were at a step, for a figure of the kind `prisma` or `consort`. A box \
            may have several rows, each with a `label`: where records came from, why they were excluded.",
    keys: &[&[
        key("box", Text, "The box, by one of the names in [analyses.md](analyses.md).").required(),
        key("n", Printed, "How many.").required(),
        key(
            "label",
            Bilingual,
            "A source, or a reason; a row without one is the number of the box.",
        ),
        key("arm", Text, "The arm, in a `consort` figure; `group` names the arms."),
    ]],
    open: true,
    spoken: None,
};
