//! The keys of `diptych.toml`, and of front matter, which takes its place for a single text.

use super::analyses::ANALYSIS;
use super::findings::FINDINGS;
use super::print::PRINT;
use super::section::Kind::{
    Bilingual, Code, Day, Either, File, FileNamed, Flag, Form, List, Named, Number, OneOf,
    OneOrMore, Rules, Table, Text, Whole,
};
use super::section::{Absent, Key, Kind, Section, key};
use super::words;
use crate::model::style::PER_PAGE;

/// The whole manifest.
pub static MANIFEST: Section = Section {
    name: "Manifest",
    heading: "The whole file",
    about: "What a project consists of.",
    keys: &[&[
        key("project", Table(&PROJECT), "What is true of the whole project.").required(),
        key(
            "data",
            Named(&Either(&File, &Table(&DATA_FILE))),
            "Data files (.csv, .tsv, .json, .jsonl, .yaml, .toml, .xlsx, .xlsm, .xlsb, .xls, .ods) by the names under which texts and tables see them.",
        ),
        key(
            "documents",
            FileNamed(&Table(&DOCUMENT)),
            "Documents by name; the names of the files that are written begin with it.",
        ),
        key("waivers", List(&Table(&WAIVER)), "Findings that a person has looked at and excused."),
        key("rules", Rules, "What becomes of suspicions in this project; facts cannot be lowered."),
        UNITS,
        ANALYSES,
        SUMMARIES,
        key(
            "print",
            Named(&Table(&PRINT)),
            "What print shops ask for: the names that `--print` takes.",
        ),
        key(
            "parameters",
            Named(&Either(&VALUE, &Table(&PARAMETER))),
            "Parameters of texts by name, each with its default: `audience = \"clinician\"`.",
        ),
    ]],
    open: false,
    spoken: None,
};

/// What a parameter may be.
const VALUE: Kind = Either(&Text, &Either(&Number, &Flag));

/// `[parameters.NAME]`.
pub static PARAMETER: Section = Section {
    name: "Parameter",
    heading: "`[parameters.NAME]`",
    about: "A parameter of texts: documents, profiles and `--set NAME=VALUE` give it a value.",
    keys: &[&[
        key("default", VALUE, "Its value when nobody gives one.").required(),
        key("type", OneOf(words::parameter_kinds), "What its values are.")
            .otherwise("as the default is"),
        key("values", List(&VALUE), "The only values that it may have.").otherwise("any"),
        key("about", Text, "What it is for, for people."),
    ]],
    open: false,
    spoken: None,
};

/// `[data.NAME]`: a file of which a part is read.
pub static DATA_FILE: Section = Section {
    name: "DataFile",
    heading: "`[data.NAME]`",
    about: "A data file of which a part is read: `trials = { file = \"trials.xlsx\", sheet = \"2025\" }`.",
    keys: &[&[
        key("file", File, "The file.").required(),
        key("sheet", Text, "The sheet of a workbook.").otherwise("the first that is not hidden"),
        key("range", Text, "The cells of the sheet, as a spreadsheet names them: `A3:F40`, `B:F`.")
            .otherwise("all"),
        key(
            "header",
            Number,
            "The line of the file, or the row of the sheet, that names the columns; what stands above is passed over.",
        )
        .otherwise("the first row with several values"),
        key(
            "keys",
            OneOrMore(&Text),
            "The columns that say of what its quantities are: `keys = [\"site\", \"year\"]`.",
        )
        .otherwise("those of the field of work"),
        key("decimal", OneOf(words::decimal_signs), "What stands before decimals: `.` or `,`.")
            .otherwise("found from the numbers of the file"),
        key(
            "numbers",
            OneOrMore(&Text),
            "Columns of numbers without a `unit`, which each language prints with its own decimal sign.",
        ),
        key(
            "codes",
            OneOrMore(&Text),
            "Columns that look like numbers and are none, such as versions: they are printed as they stand.",
        ),
    ]],
    open: false,
    spoken: None,
};

const UNIT_TABLE: &Kind = &Table(&UNIT);
const UNITS: Key = key(
    "units",
    Named(UNIT_TABLE),
    "Units of the project by name, beside the built-in ones or in place of them.",
);

const ANALYSIS_TABLE: &Kind = &Table(&ANALYSIS);
const ANALYSES: Key = key(
    "analyses",
    Named(ANALYSIS_TABLE),
    "Studies that are pooled, by the names under which texts and figures see them.",
);

const FINDINGS_TABLE: &Kind = &Table(&FINDINGS);
const SUMMARIES: Key = key(
    "findings",
    Named(FINDINGS_TABLE),
    "Summaries of findings: outcomes with their effects, and how sure they are.",
);

/// `[units.NAME]`.
pub static UNIT: Section = Section {
    name: "Unit",
    heading: "`[units.NAME]`",
    about: "A unit that the data of the project may name.",
    keys: &[&[
        key("symbol", Text, "What is printed where a language has no words; empty prints nothing."),
        key("joined", Flag, "Whether the symbol follows the number without a space.")
            .default("false"),
    ]],
    open: false,
    spoken: Some((Either(&Text, &Table(&UNIT_WORDS)), "The words of a language, by its tag.")),
};

/// What a language calls a unit.
pub static UNIT_WORDS: Section = Section {
    name: "UnitWords",
    heading: "What a language calls a unit",
    about: "`{ one = \"session\", other = \"sessions\" }`.",
    keys: &[&[
        key("zero", Text, "Beside a zero, in languages that have a form for it.")
            .otherwise("`other`"),
        key("one", Text, "Beside a one.").otherwise("`other`"),
        key("two", Text, "Beside a two, in languages that have a form for it.")
            .otherwise("`other`"),
        key("few", Text, "Beside a few, in languages that have a form for it.")
            .otherwise("`other`"),
        key("many", Text, "Beside many, in languages that have a form for it.")
            .otherwise("`other`"),
        key("other", Text, "Beside any other number.").required(),
        key("head", Text, "At the head of a column.").otherwise("as beside two"),
    ]],
    open: false,
    spoken: None,
};

/// `[project]`.
pub static PROJECT: Section = Section {
    name: "Project",
    heading: "`[project]`",
    about: "What is true of the whole project.",
    keys: &[
        &[
            key("title", Bilingual, "The title of the work.").required(),
            SHORT_TITLE,
            key(
                "languages",
                List(&words::LANGUAGE),
                "The languages; the first is the one that the text was written in.",
            )
            .required(),
            key("date", Day, "The day that is printed and written into the PDF.").required(),
            key("authors", List(&Bilingual), "The authors."),
        ],
        &DESCRIPTION,
        &IMPRINT,
        &FILES,
        &[CITATION_STYLE],
        &STYLE,
        &[RAW, MARKDOWN],
    ],
    open: false,
    spoken: None,
};

const SHORT_TITLE: Key =
    key("short_title", Bilingual, "The title as it fits a running head.").otherwise("the title");

const DESCRIPTION: [Key; 4] = [
    key("source", Bilingual, "What the documents were made from, in a sentence."),
    key("doi", Text, "Digital object identifier, without a resolver in front."),
    key("keywords", List(&Bilingual), "Keywords for the PDF's metadata."),
    key(
        "references",
        OneOrMore(&File),
        "The bibliography, or several: BibTeX, RIS, CSL-JSON, PubMed, EndNote, or hayagriva YAML.",
    ),
];

const IMPRINT: [Key; 4] = [
    key("version", Text, "Which version of the documents this is; a visual abstract prints it."),
    key("contact", Bilingual, "Where questions are to be sent; likewise."),
    key("interests", Bilingual, "The conflicts of interest, or that there are none; likewise."),
    key(
        "address",
        Text,
        "The web address at which the documents are found; a visual abstract prints it, with a code for telephones.",
    )
    .otherwise("the address of the `doi`"),
];

const FILES: [Key; 7] = [
    key(
        "domain",
        Text,
        "The field of work: a built-in one, or one of the project's own (`domains/NAME.toml`).",
    )
    .otherwise("the built-in one whose words the data use (D0356), or `none`"),
    key("glossary", File, "The glossary."),
    key("tables", File, "The file that declares tables."),
    key("figures", File, "The file that declares figures."),
    key("conflicts", File, "The file that records contradictions of the source."),
    key(
        "previous",
        File,
        "A trace of the earlier edition (`build --trace FILE.json`), which `changes()` compares with.",
    ),
    key(
        "numbering",
        OneOf(words::numberings),
        "How references are numbered: by first citation, or as the bibliography lists them.",
    )
    .default("cited"),
];

const CITATION_STYLE: Key = key(
    "citation_style",
    Bilingual,
    "How citations and references are set: a built-in style, or a CSL file of the project; one for all pages, or one for each language.",
)
.otherwise("that of each language’s file: gb-7714-2015-numeric on Chinese pages, american-medical-association on English ones");

const STYLE: [Key; 6] = [
    key("theme", Text, "A built-in theme (journal, clinic, hospital, large-print, mono, night), or one of the project's own.")
        .default("journal"),
    key("paper", OneOf(words::papers), "The paper.").otherwise("the theme's"),
    key("layout", OneOf(words::layouts), "How several languages share the pages.").default("columns"),
    key("per_page", Whole(&PER_PAGE), "Slides on a page of a handout.").default("3"),
    key("title_slide", Flag, "Whether a deck begins with a slide made from its title.")
        .default("true"),
    key("number_sections", Flag, "Whether headings are numbered, but for those with `{-}`.")
        .default("false"),
];

/// The same keys, said of one document.
const fn inherited<const N: usize>(mut keys: [Key; N]) -> [Key; N] {
    let mut at = 0;
    while at < N {
        keys[at].absent = Absent::Otherwise("as in `[project]`");
        at += 1;
    }
    keys
}

/// A string with an expression, in place of one of a few words.
const EXPRESSION: Kind = Form("expression in braces", words::expression);

/// The same keys, where an expression may stand in place of a word, a number or a yes.
const fn filled_in(mut keys: [Key; 6]) -> [Key; 6] {
    keys[1].kind = Either(&OneOf(words::papers), &EXPRESSION);
    keys[2].kind = Either(&OneOf(words::layouts), &EXPRESSION);
    keys[3].kind = Either(&Whole(&PER_PAGE), &EXPRESSION);
    keys[4].kind = Either(&Flag, &EXPRESSION);
    keys[5].kind = Either(&Flag, &EXPRESSION);
    keys
}

/// Documents that are made for each record of a data set.
const SERIES: [Key; 4] = [
    key(
        "for_each",
        Text,
        "A data set: the document is made for each of its rows, and any string of this table may have expressions with the row.",
    ),
    key("as", Text, "The name of the row in texts and in strings of this table.")
        .otherwise("that of the data set without its last `s`, or `record`"),
    key(
        "where",
        Either(&Text, &Named(&OneOrMore(&Text))),
        "For which rows: an expression, or columns with a value or with several.",
    )
    .otherwise("every row"),
    key(
        "out",
        Text,
        "The names of the files in the output folder, such as `{{ site.id }}/{{ document }}.{{ edition }}.pdf`.",
    )
    .otherwise("the names of document, record and edition"),
];

/// What a document says of the number of its pages.
const PAGES: [Key; 3] = [
    key("pages", Either(&Number, &EXPRESSION), "How many pages it must have.").otherwise("any"),
    key(
        "max_pages",
        Either(&Number, &Either(&EXPRESSION, &Named(&Number))),
        "How many pages it may have at most; or by edition: `{ de = 2, de-en = 4 }`.",
    )
    .otherwise("any"),
    key(
        "fit",
        Table(&FIT),
        "What gives so that it has no more: spacing and size, and then divisions with `optional`.",
    ),
];

/// `fit` of a document.
pub static FIT: Section = Section {
    name: "Fit",
    heading: "`fit` of a document",
    about: "How far spacing and size of type may give: `fit = { size = 0.95, spacing = 0.8 }`.",
    keys: &[&[
        key("size", Number, "The least share of the theme’s sizes of type, from 0.5 to 1.")
            .otherwise("0.92"),
        key(
            "spacing",
            Number,
            "The least share of the theme’s leading and margins, from 0.5 to 1.",
        )
        .otherwise("0.75"),
    ]],
    open: false,
    spoken: None,
};

/// What a document says of parameters.
const SETTINGS: [Key; 2] = [
    key("parameters", Named(&VALUE), "Values of parameters in this document.")
        .otherwise("the defaults in `[parameters]`"),
    key(
        "profiles",
        Named(&Named(&VALUE)),
        "Sets of values by name; `--profile NAME` lays one over the document’s own.",
    ),
];

/// What a document may state in place of the project.
const LOOKS: [Key; 5] = [
    key("headline", Bilingual, "The title on its first page.").otherwise("the project's title"),
    key("date", Either(&Day, &EXPRESSION), "The day that is printed and written into the PDF.")
        .otherwise("as in `[project]`"),
    key(
        "numbering",
        Either(&OneOf(words::numberings), &EXPRESSION),
        "How its references are numbered.",
    )
    .otherwise("as in `[project]`"),
    key("logo", File, "A picture at the head of the first page.").otherwise("the theme's"),
    key("logo_text", Bilingual, "What the picture shows, for those who cannot see it."),
];

const RAW: Key = key(
    "raw",
    Flag,
    "Whether blocks of Typst in the texts are run; only for texts that you trust.",
)
.default("false");

const MARKDOWN: Key = key(
    "markdown",
    OneOf(words::readers),
    "For whom the texts are written: with `pandoc`, `H~2~O` and `x^2^` have a subscript and a superscript.",
)
.default("commonmark");

const TRACE: Key = key(
    "trace",
    OneOf(words::tracings),
    "Which numbers must be printed from data (D0605): all; those of a text that prints evidence; none.",
)
.default("evidence");

/// `[documents.NAME]`.
pub static DOCUMENT: Section = Section {
    name: "Document",
    heading: "`[documents.NAME]`",
    about: "One document: a text set in a template, in several editions.",
    keys: &[
        &[
            key("title", Bilingual, "What kind of document it is, as printed in the running head."),
            key(
                "template",
                Text,
                "A built-in template (summary, evidence, plain, brief, leaflet, slides, handout), or one of the project's own.",
            )
            .required(),
            key("content", Text, "Path of the text without `.zh.md` or `.en.md`.").required(),
            key(
                "editions",
                Either(&List(&words::EDITION), &Text),
                "The editions to build: a list, or a string with commas between them.",
            )
            .otherwise("each language, and the first beside each of the others"),
        ],
        &SERIES,
        &SETTINGS,
        &PAGES,
        &LOOKS,
        &filled_in(inherited(STYLE)),
        &[key("rules", Rules, "What becomes of suspicions in this document.")
            .otherwise("as in `[rules]`")],
        &[TRACE],
    ],
    open: false,
    spoken: None,
};

/// `[[waivers]]`.
pub static WAIVER: Section = Section {
    name: "Waiver",
    heading: "`[[waivers]]`",
    about: "A finding that is known and excused.",
    keys: &[&[
        key("code", Code, "The finding's code; facts cannot be waived.").required(),
        key("file", Text, "The file that it is about.").required(),
        key(
            "words",
            Form("text that is not blank", words::filled),
            "Words of its message, which tell it from others.",
        )
        .required(),
        key("reason", Form("text that is not blank", words::filled), "Why it is excused.")
            .required(),
    ]],
    open: false,
    spoken: None,
};

/// The front matter of a single text. It is written for other programs too, so it is open.
pub static FRONT_MATTER: Section = Section {
    name: "FrontMatter",
    heading: "Between `---` (YAML) or `+++` (TOML)",
    about: "What a single text says of itself. Other names are passed over with a warning (D0110), \
            since front matter is written for other programs too.",
    keys: &[
        &[
            key("lang", Text, "The language of the text, by its tag or its name.")
                .otherwise("as the text is written"),
            key("title", Bilingual, "The title.").otherwise("the name of the file"),
            SHORT_TITLE,
            key("subtitle", Bilingual, "What stands beneath the title."),
            key(
                "abstract",
                Bilingual,
                "What the text says in short, in Markdown, before it begins.",
            ),
            key("date", Day, "The day that is printed and written into the PDF."),
            key("author", OneOrMore(&Bilingual), "The author, or several."),
            key("authors", OneOrMore(&Bilingual), "Further authors."),
        ],
        &DESCRIPTION,
        &[key("bibliography", OneOrMore(&File), "Another name of `references`.")],
        &FILES,
        &[
            CITATION_STYLE,
            key("csl", Bilingual, "Another name of `citation_style`."),
            key("citation-style", Bilingual, "Another name of `citation_style`."),
        ],
        &STYLE,
        &[
            MARKDOWN,
            TRACE,
            key("template", Text, "The template.").default("summary"),
            key(
                "data",
                Either(&OneOrMore(&File), &Named(&Either(&File, &Table(&DATA_FILE)))),
                "Data files, by their own names or by names that you choose.",
            ),
            UNITS,
            ANALYSES,
            SUMMARIES,
        ],
    ],
    open: true,
    spoken: None,
};
