//! The columns of data files that mean something to Diptych; all others are the author's own.

use super::section::Kind::{Bilingual, Code, Form, Names, OneOf, Printed, Probability, Text};
use super::section::{Key, Section, key};
use super::words;

const PLACE: Key = key("place", Text, "The place in the source, such as `Table 3, row 9`.");
const REFERENCE: Key = key("reference", Names, "Citation keys.");

/// A row that states a quantity.
pub static EVIDENCE: Section = Section {
    name: "Evidence",
    heading: "Columns of evidence",
    about: "A row with a `unit` states one quantity. It has a `value`, or `low` and `high`, or a `status`.",
    keys: &[&[
        key("id", Text, "Its name; with `study`, the name within that study.").required(),
        key(
            "study",
            Text,
            "The study: a row of the data set `studies`. Other keys are those of the field of work, or of `keys` in `[data.NAME]`.",
        ),
        key("value", Printed, "The number."),
        key(
            "uncertainty",
            Text,
            "How far the `value` may be off to both sides, in the same unit: with `0.3`, `52.8` is printed as 52.8 ± 0.3. Words are the author's own.",
        ),
        key("low", Printed, "The lower end of a range; beside a `value`, of its interval."),
        key("high", Printed, "The upper end."),
        key(
            "interval",
            Form("`95% CI` or `95% CrI` with any level, `IQR`, or `range`", words::interval),
            "What `low` and `high` beside a `value` are.",
        )
        .otherwise("`95% CI`"),
        key(
            "method",
            Text,
            "How it was obtained. `exact`, `bayesian`, `profile`, `bootstrap`: the interval need not \
             be symmetric; `weighted`, `kaplan-meier`, `model`: the percentage is no share of a \
             count. Other words are the author's own.",
        ),
        key("unit", words::UNIT, "The unit of `value`, `low`, `high` and `comparator`.").required(),
        key("qualifier", OneOf(words::qualifiers), "A sign before the number."),
        key(
            "status",
            Text,
            "A word instead of a number, such as `not_reported`; the field of work says which there are.",
        ),
        key("comparator", Printed, "The comparator's number, in the same unit."),
        key("comparator_label", Bilingual, "What the comparator is; stands beside it in tables."),
        key("events", Printed, "How many had the event."),
        key("n", Printed, "Of how many."),
        key("p", Probability, "The P value."),
        key("label", Bilingual, "What it is called in columns of `results`."),
        key(
            "measure",
            Text,
            "What is measured: a measure of the field of work, by one of its names; else the `id` says it.",
        ),
        key("timepoint", Text, "When, such as `6 months` or `2 years`."),
        key(
            "covers",
            Text,
            "What a stated range speaks of, such as `price where class = retail, wholesale`.",
        ),
        key("population", Bilingual, "Of which part of the whole, when it is not of all of it."),
        key("source", Text, "`own` for a result of one's own analysis, which needs no reference."),
        REFERENCE,
        PLACE,
    ]],
    open: true,
    spoken: None,
};

/// A thing of which quantities are stated, such as a study.
pub static STUDIES: Section = Section {
    name: "Study",
    heading: "Columns of studies",
    about: "A row with an `id` and without a `unit` is a thing of that name. The data set `studies` lists \
            what `study` names elsewhere. The field of work says which other columns are compared with the \
            title of its `reference`, and which repeat a quantity.",
    keys: &[&[
        key("id", Text, "Its name in data, texts and declarations.").required(),
        key("name", Bilingual, "Its name as printed."),
        REFERENCE,
        PLACE,
    ]],
    open: true,
    spoken: None,
};

/// Words of the source.
pub static STATEMENTS: Section = Section {
    name: "Statement",
    heading: "Columns of statements",
    about: "What the source says in words. Two rows of one thing and aspect that differ are a \
            contradiction (D1201).",
    keys: &[&[
        key("thing", Text, "What the source speaks of.").required(),
        key("aspect", Text, "What it says about it.").required(),
        key("printed", Bilingual, "The words.").required(),
        PLACE.required(),
        REFERENCE,
    ]],
    open: true,
    spoken: None,
};

/// Citations of the source.
pub static CITATIONS: Section = Section {
    name: "Citation",
    heading: "Columns of citations",
    about: "The citations of the source, in reading order.",
    keys: &[&[
        key("cited_at", Text, "The place in the source.").required(),
        key("cites", Names, "The citation keys in the order printed.").required(),
    ]],
    open: true,
    spoken: None,
};

/// Recorded contradictions.
pub static CONFLICTS: Section = Section {
    name: "Conflict",
    heading: "Columns of conflicts",
    about: "A contradiction that the source itself has, recorded so that readers are told of it. Texts and \
            tables see it in the data set `conflicts`, with `first`, `first_place`, `second` and \
            `second_place` added.",
    keys: &[&[
        key("id", Text, "Its name."),
        key("code", Code, "The code of the finding that it records.").required(),
        key("about", Text, "What the finding is about, as its message says.").required(),
        key("marks", Names, "Ids of table columns; tables that show the thing get a note there."),
        key(
            "doubts",
            Names,
            "What else is in doubt because of it: quantities (`study.quantity`), cells (`row.column`) and references (`@key`). What the \
             finding is about is in doubt in any case, and carries a mark wherever it is printed.",
        ),
        key("references", Names, "Citation keys.").otherwise("those of the finding"),
        key(
            "corrected",
            Text,
            "Of a reference in doubt, where it was in fact published, in short: slides and handouts print it behind the short source.",
        ),
    ]],
    open: true,
    spoken: None,
};

/// A term of the glossary.
pub static GLOSSARY: Section = Section {
    name: "Term",
    heading: "Columns of the glossary",
    about: "A term, its names and its kind.",
    keys: &[&[
        key(
            "abbreviation",
            Bilingual,
            "The abbreviation; `abbreviation.es` and so on where languages have their own.",
        ),
        key(
            "kind",
            Text,
            "What it is: a kind of the field of work, which says how strictly its terms are checked. An \
             `idiom` is a phrase whose parts mean nothing by themselves: negations and directions in it \
             are not compared.",
        ),
        key("counted", Text, "`yes`: both languages must name it equally often (D0608)."),
        key("note", Text, "For the author."),
        key("also", Names, "Other names that are in use in the text."),
        key("synonyms", Names, "Names that are understood, but not used in the text (D1302)."),
        key("trade", Names, "Trade names; understood, but not used in the text (D1303)."),
    ]],
    open: true,
    spoken: Some((
        Text,
        "The name in a language of the project, by its tag; where it is left out, that of the language it is a kind of.",
    )),
};
