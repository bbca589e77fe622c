//! The keys of `domains/NAME.toml`, which describes a field of work.

use super::section::Kind::{Bilingual, Flag, Form, List, Named, Number, OneOf, Table, Text};
use super::section::{Key, Section, key};
use super::words;

const NAME: Key = key("name", Bilingual, "What it is called.");

/// The whole file.
pub static DOMAIN: Section = Section {
    name: "Domain",
    heading: "`domains/NAME.toml`",
    about: "A field of work. What it says is added to what the field that it extends says, or takes its place.",
    keys: &[&[
        NAME,
        key("extends", Text, "The field that it extends.").default("none"),
        key(
            "recognised_by",
            List(&Text),
            "Kinds, statuses and measures by which a built-in field is recognised in a project that names none (D0356).",
        ),
        key(
            "keys",
            Named(&Table(&DOMAIN_KEY)),
            "The columns that say of what a quantity is, in order: `study`, `year`, `country`.",
        )
        .otherwise("those of the field that it extends"),
        key("kinds", Named(&Table(&TERM_KIND)), "The kinds that terms of the glossary have."),
        key("statuses", Named(&Table(&STATUS)), "The words that may stand instead of a number."),
        key(
            "measures",
            Named(&Table(&MEASURE)),
            "What is measured; `{any}` in a name is any word.",
        ),
        key("relations", List(&Table(&RELATION)), "What must hold between quantities."),
        key(
            "titles",
            List(&Table(&TITLE_RULE)),
            "What must hold between a thing and the title of its `reference`.",
        ),
    ]],
    open: false,
    spoken: None,
};

/// `[keys.NAME]`.
pub static DOMAIN_KEY: Section = Section {
    name: "DomainKey",
    heading: "`[keys.NAME]`",
    about: "A column that says of what a quantity is. Rows with the same keys state quantities of one thing.",
    keys: &[&[key(
        "listed",
        Text,
        "The data set that lists the things; where there is one, each must be a row of it (D0309).",
    )]],
    open: false,
    spoken: None,
};

/// `[kinds.NAME]`.
pub static TERM_KIND: Section = Section {
    name: "TermKind",
    heading: "`[kinds.NAME]`",
    about: "How strictly the terms of a kind are checked. A kind with no keys is that of plain terms.",
    keys: &[&[
        key("names", Flag, "Whether they are names, which both languages must give (D0608).")
            .default("false"),
        key(
            "spelling",
            OneOf(words::spellings),
            "Whether a near miss is a mistyped name (D1301): in any words, in single words, or in phrases too.",
        )
        .default("free"),
        key("counted", Flag, "Whether both languages must give them equally often (D0608).")
            .default("false"),
        key(
            "symbols",
            Flag,
            "Whether their abbreviations are names that need no explanation (D1304).",
        )
        .default("false"),
        key(
            "endings",
            List(&Text),
            "Endings of words that are names of this kind though the glossary lacks them.",
        ),
    ]],
    open: false,
    spoken: None,
};

/// `[statuses.NAME]`.
pub static STATUS: Section = Section {
    name: "Status",
    heading: "`[statuses.NAME]`",
    about: "A word instead of a number.",
    keys: &[&[
        key("text", Bilingual, "What is printed.").required(),
        key("short", Bilingual, "What is printed in a column of figures.").otherwise("`text`"),
        key(
            "beyond",
            Flag,
            "Whether there is a number, but beyond what was observed; figures draw it open.",
        )
        .default("false"),
    ]],
    open: false,
    spoken: None,
};

/// `[measures.NAME]`.
pub static MEASURE: Section = Section {
    name: "Measure",
    heading: "`[measures.NAME]`",
    about: "What is measured. A quantity is of the measure that its column `measure` names, or else its `id`.",
    keys: &[&[
        NAME,
        key("kind", OneOf(words::measure_kinds), "How its numbers are read.").default("amount"),
        key("aliases", List(&Text), "Other names of it in data files."),
        key("unit", Text, "The unit in which relations and rules on counts read it.")
            .otherwise("any"),
        key(
            "whole",
            Flag,
            "Whether a proportion whose `n` is not stated may be one of it (D0901).",
        )
        .default("false"),
        key(
            "denominator",
            Flag,
            "Whether it counts what a stated `n` may be: where a thing states such counts, each `n` must be \
             one of them (D0914).",
        )
        .default("false"),
        key("column", Text, "The column in which the list of things repeats it (D1201)."),
    ]],
    open: false,
    spoken: None,
};

/// `[[relations]]`.
pub static RELATION: Section = Section {
    name: "Relation",
    heading: "`[[relations]]`",
    about: "What must hold between the quantities of one thing, as far as rounding can tell.",
    keys: &[&[
        key("holds", Form("relation, such as `part <= whole`", words::filled), "What must hold.")
            .required(),
        key("code", OneOf(words::relation_codes), "The code of the finding when it does not hold.")
            .otherwise("the usual one of such relations"),
        key("message", Text, "The message of the finding; values go where `{name}` stands.")
            .otherwise("the usual one"),
        key("words", Text, "What the counts that add up are, where a count is worked out from them."),
        key(
            "tolerance",
            Number,
            "How far the stated number may be from the calculated one, as a part of it, however few its digits.",
        )
        .otherwise("as far as rounding explains"),
        key("of_a_part", Flag, "Whether only rows with a `population` are looked at on the left.")
            .default("false"),
        key("beside", Named(&Text), "What is said beside the places of operands."),
    ]],
    open: false,
    spoken: None,
};

/// `[[titles]]`.
pub static TITLE_RULE: Section = Section {
    name: "TitleRule",
    heading: "`[[titles]]`",
    about: "What must hold between columns of a thing and the title of its `reference`; one of `words`, `names`, \
            `numbers_after`, or `one` with `other`.",
    keys: &[&[
        key("aspect", Text, "What is compared, as the message calls it.").required(),
        key("code", OneOf(words::title_codes), "The code of the finding.").required(),
        key("columns", List(&Text), "The columns that say it of the thing.").required(),
        key("plural", Flag, "Whether the aspect is several things: “are not those of the title”.")
            .default("false"),
        key("words", Text, "A kind of terms: the words of both that are names of this kind."),
        key("beside", List(&Text), "With `words`: columns with names that the title may have too."),
        key(
            "names",
            Text,
            "A kind of terms: the names of this kind in both, of any number of words.",
        ),
        key("one", List(&Text), "Words that rule out those of `other`."),
        key("other", List(&Text), "Words that rule out those of `one`."),
        key("numbers_after", Text, "A word: the numbers that follow it in both."),
    ]],
    open: false,
    spoken: None,
};
