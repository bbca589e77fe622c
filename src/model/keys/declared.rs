//! The keys of `tables.toml` and `figures.toml`.

use super::section::Kind::{
    Bilingual, Flag, Form, List, Named, Number, OneOf, OneOrMore, Table, Text,
};
use super::section::{Key, Kind, Section, key};
use super::words;

/// One table.
pub static TABLE: Section = Section {
    name: "Table",
    heading: "`[NAME]` of a table",
    about: "One table, which stands in the text as `{{ table(\"NAME\") }}`.",
    keys: &[
        &[
            key("landscape", Flag, "Whether the table stands on a landscape page.").default("false"),
            key("numbered", Flag, "Whether the rows are numbered, so that notes beneath other tables can name a row: “see Table 5, row 3”.").default("false"),
            key("bilingual", OneOf(words::arrangements), "What stands whole in one language before the other begins, in an edition of several: each row, each cell, or the columns, which then have a part for each language.")
                .otherwise("`columns` where everything fits on one line, else `rows`"),
        ],
        &[
            key("data", Text, "The data set whose rows are shown.").required(),
            key(
                "appraisal",
                Text,
                "The tool by which the rows are appraised, with columns of its own: `rob2`, `rob1`, `robins-i`, `quadas-2`, `probast`, `amstar-2`, `jbi-rct`, `jbi-cohort` and the other lists of JBI, or one of the project (`appraisals/NAME.toml`).",
            ),
        ],
        &SHOWN,
        &[key(
            "arms",
            Named(&Bilingual),
            "The arms of a table of characteristics, each by the ending of its columns, which are `count_1 percent_1`, `mean_1 sd_1` or `median_1 low_1 high_1`; in place of `columns`.",
        )],
        &[key("columns", List(&Table(&TABLE_COLUMN)), "The columns from left to right.")],
        &BENEATH,
    ],
    open: false,
    spoken: None,
};

/// One figure.
pub static FIGURE: Section = Section {
    name: "Figure",
    heading: "`[NAME]` of a figure",
    about: "One figure, which stands in the text as `{{ figure(\"NAME\") }}`: a table with a drawing.",
    keys: &[
        &[
            key("kind", OneOf(words::figure_kinds), "What is drawn.").required(),
            key("axis", Table(&AXIS), "The axis of a `forest` or of `dots`.")
                .otherwise("follows from the data"),
            key(
                "analysis",
                Text,
                "The analysis that a `forest` shows, with columns of its own; in place of `data` and `columns`.",
            ),
            key("further", List(&Text), "Further analyses whose people `icons` show, each beneath what its outcome is called; then those who have the outcome are drawn, and nobody else."),
            key("sort", OneOf(words::sorts), "In which order it shows the studies.")
                .default("given"),
            key("show", OneOf(words::forests), "What it shows of the studies: each, or the pooled effect without each in turn, or as they are added in this order.")
                .default("studies"),
            key(
                "width",
                Form("`auto`, or a number with pt, mm, cm, em, fr or %", words::width),
                "How wide the plot of an analysis is; names of studies break where it wants their room.",
            )
            .default("auto"),
            key("layout", OneOf(words::forest_layouts), "The order of its columns and the form of its intervals, as a house sets them.")
                .otherwise("its own"),
            key("bias", Text, "The table of appraisals whose judgements stand beside the studies of an analysis (its rows have the same `id`), or that a figure of the kind `bias` sums up."),
            key("brief", Flag, "Whether lines on heterogeneity, the prediction interval and, beside the figures of both arms, weights are left out, as slides want it.")
                .default("false"),
            key(
                "classes",
                List(&Table(&CLASS)),
                "Classes of rows, each with its mark; the legend names them.",
            ),
            key("bands", List(&Table(&BAND)), "The parts of a `visual`, from top to bottom."),
        ],
        &[key("data", Text, "The data set whose rows are shown.")
            .otherwise("required unless there is an `analysis` or `bias`, or for a `visual`"),
            key("arms", Named(&Bilingual), "The arms of a `consort`, by their names in the data.").otherwise("as the data name them")],
        &SHOWN,
        &[key("columns", List(&Table(&FIGURE_COLUMN)), "The columns from left to right.")],
        &BENEATH,
    ],
    open: false,
    spoken: None,
};

static SHOWN: [Key; 3] = [
    key("where", FILTER, "The rows to show: those that have in each of these columns this value, or one of these values.")
        .otherwise("every row"),
    key("caption", Bilingual, "The caption.").required(),
    key(
        "group",
        OneOrMore(&Table(&GROUP)),
        "How rows are grouped; figures may have groups within groups, the outer first.",
    ),
];

static BENEATH: [Key; 4] = [
    key("abbreviations", List(&Text), "Abbreviations spelled out beneath, from the glossary."),
    key("notes", List(&Table(&NOTE)), "Notes beneath."),
    key(
        "contradictions",
        Flag,
        "Whether recorded contradictions about the studies shown are noted beneath.",
    )
    .default("true"),
    key("source", Bilingual, "What it was made from."),
];

const FILTER: Kind = Named(&OneOrMore(&Text));

/// How rows are grouped.
pub static GROUP: Section = Section {
    name: "Group",
    heading: "`[NAME.group]`",
    about: "How rows are grouped: by a column (`by`) whose values have `labels` or name rows of another \
            data set (`data`, `text`), or by `parts`, one by one. A list of such groups, \
            `[[NAME.group]]`, nests them.",
    keys: &[&[
        key("head", Bilingual, "What stands over the groups, in a `map` or a `flow`."),
        key("by", Text, "The column that decides.").otherwise("required unless there are `parts`"),
        key(
            "labels",
            Named(&Bilingual),
            "What is printed for each value of that column, in order.",
        ),
        key("data", Text, "The data set whose rows that column names."),
        key("text", OneOrMore(&Bilingual), "Lines of the label, filled in with that row as `row`."),
        key("parts", List(&Table(&PART)), "Groups one by one."),
    ]],
    open: false,
    spoken: None,
};

const PARTS: [Key; 2] = [
    key("label", Bilingual, "What these rows are called.").required(),
    key("where", FILTER, "Which rows they are: columns with a value, or with several.").required(),
];

/// Rows that make a group.
pub static PART: Section = Section {
    name: "Part",
    heading: "`[[NAME.group.parts]]`",
    about: "Rows that belong together.",
    keys: &[&PARTS],
    open: false,
    spoken: None,
};

/// A class of rows in a figure.
pub static CLASS: Section = Section {
    name: "Class",
    heading: "`[[NAME.classes]]`",
    about: "A class of rows in a figure; a row belongs to the first that it fits.",
    keys: &[
        &PARTS,
        &[key("fill", OneOf(words::fills), "How its marks are filled.").default("solid")],
    ],
    open: false,
    spoken: None,
};

/// A part of a visual abstract.
pub static BAND: Section = Section {
    name: "Band",
    heading: "`[[NAME.bands]]`",
    about: "A part of a `visual`: another declared figure, or points in words, or both.",
    keys: &[&[
        key("head", Bilingual, "What it is about.").required(),
        key("figure", Text, "The declared figure that it shows."),
        key("points", List(&Table(&BAND_POINT)), "What it says in words."),
        key("slides", Flag, "Whether slides show it too.").default("true"),
    ]],
    open: false,
    spoken: None,
};

/// A point in words.
pub static BAND_POINT: Section = Section {
    name: "Point",
    heading: "`[[NAME.bands.points]]`",
    about: "A point of a band.",
    keys: &[&[
        key("label", Bilingual, "What it is about.").required(),
        key("text", Bilingual, "What it says, with values in `{{ }}` and citations.").required(),
        key("warns", Flag, "Whether it is a warning.").default("false"),
    ]],
    open: false,
    spoken: None,
};

/// The axis of a figure.
pub static AXIS: Section = Section {
    name: "Axis",
    heading: "`[NAME.axis]`",
    about: "The axis of a figure; what is left out follows from the data.",
    keys: &[&[
        key(
            "scale",
            OneOf(words::scales),
            "Whether equal differences or equal ratios take equal room.",
        )
        .default("linear"),
        key("min", Number, "Where it begins."),
        key("max", Number, "Where it ends."),
        key(
            "step",
            Number,
            "The distance of ticks; with `scale = \"log\"`, the ratio between them.",
        ),
        key("line", Number, "Where a line stands to compare with."),
    ]],
    open: false,
    spoken: None,
};

/// A column of a table.
pub static TABLE_COLUMN: Section = Section {
    name: "Column",
    heading: "`[[NAME.columns]]` of a table",
    about: "One column. Its cells show `value`, `results`, `ci` or `count`, or else `text`.",
    keys: &[
        &[ID, HEAD],
        &[key(
            "over",
            Bilingual,
            "A second head over this one, printed once for neighbours that say the same.",
        )],
        &COLUMN,
    ],
    open: false,
    spoken: None,
};

/// A column of a figure.
pub static FIGURE_COLUMN: Section = Section {
    name: "Column",
    heading: "`[[NAME.columns]]` of a figure",
    about: "One column. Its cells show `value`, `results`, `ci`, `count`, `plot` or `people`, or else `text`.",
    keys: &[&[ID, HEAD], &COLUMN],
    open: false,
    spoken: None,
};

const ID: Key = key("id", Text, "The name by which notes refer to it.");
const HEAD: Key = key("head", Bilingual, "The head.").required();
const TEXTS: Kind = OneOrMore(&Text);

const COLUMN: [Key; 12] = [
    key(
        "unit",
        words::UNIT,
        "The unit beneath the head; said once, above, when all columns under one head have it.",
    ),
    key(
        "units",
        Flag,
        "Whether quantities carry their units; a head such as “Households” can say it for all.",
    )
    .default("true"),
    key("align", OneOf(words::alignments), "How cells are aligned.")
        .otherwise("`decimal` for `value` and `ci`, `right` for `count`, or else `left`"),
    key(
        "width",
        Form("`auto`, or a number with pt, mm, cm, em, fr or %", words::width),
        "How wide it is.",
    )
    .default("auto"),
    key(
        "value",
        TEXTS,
        "The quantity of the row's study with this id, or the first of several that it has, aligned on its point.",
    ),
    key("results", TEXTS, "The quantities of the row's study with these ids, each with its label."),
    key("ci", TEXTS, "The 95% interval of that quantity: printed, or computed and marked as such."),
    key("count", TEXTS, "The count behind that percentage, such as `7/37`."),
    key(
        "plot",
        TEXTS,
        "The quantities drawn: on the axis, or as so many of a hundred people (`icons`); figures only.",
    ),
    key("people", TEXTS, "The number of people of that quantity, each as a dot; maps only."),
    key(
        "series",
        List(&Bilingual),
        "What the quantities of `plot` are called, in their order; of `people`, those whom the `count` counts, the others, and those of whom there is no count.",
    )
        .otherwise("their ids"),
    key(
        "text",
        OneOrMore(&Bilingual),
        "Lines of text with values in `{{ }}`, where `row` is the row; empty lines vanish.",
    ),
];

/// A note beneath a table or figure.
pub static NOTE: Section = Section {
    name: "Note",
    heading: "`[[NAME.notes]]`",
    about: "A note, lettered when it belongs to a cell.",
    keys: &[&[
        key("at", Form("row id, point, column id", words::cell), "The cell that it belongs to.")
            .otherwise("the whole table"),
        key("text", Bilingual, "What it says.").required(),
    ]],
    open: false,
    spoken: None,
};
