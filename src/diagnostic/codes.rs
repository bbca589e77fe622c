//! The table of codes. A code never changes its meaning; rules, waivers and `explain` refer to it.

use super::severity::Severity;

/// A kind of finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code {
    /// `D` and four digits; the first two name the subject.
    pub id: &'static str,
    /// Its name in words.
    pub name: &'static str,
    /// Its meaning in one sentence.
    pub summary: &'static str,
    /// The stage whose findings have it.
    pub stage: Stage,
    severity: Severity,
}

/// When findings are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Reading the manifest, reading and writing files.
    Setup,
    /// Data and texts, before anything is laid out.
    Texts,
    /// The pages.
    Pages,
}

impl Code {
    /// The code with this id.
    pub fn from_id(id: &str) -> Option<Code> {
        ALL.iter().find(|code| code.id == id).copied()
    }

    /// The default severity.
    pub fn severity(self) -> Severity {
        self.severity
    }

    /// Whether findings of this kind may only follow from broken data files or undefined values.
    pub fn follows_from_data(self) -> bool {
        let echoes = [
            UNDEFINED_VALUE,
            UNKNOWN_CITATION,
            UNKNOWN_TABLE,
            UNPAIRED,
            VALUES_DIFFER,
            CITATIONS_DIFFER,
            NUMBERS_DIFFER,
            UNITS_DIFFER,
            ORDER_DIFFERS,
            TABLE_MISMATCH,
            NO_COUNT,
            FIGURE_MISMATCH,
            IDLE_RECORD,
        ];
        echoes.contains(&self)
    }

    /// Whether a finding of this kind means that a value of the text could not be printed.
    pub fn is_about_values(self) -> bool {
        [EXPRESSION_SYNTAX, UNDEFINED_VALUE, EXPRESSION_FAILED, NO_COUNT].contains(&self)
    }

    /// Whether the finding is about the manifest or about reading and writing files (exit code 2).
    pub fn is_setup(self) -> bool {
        self.stage == Stage::Setup
    }
}

/// The stage that a row names, or else the texts.
macro_rules! stage {
    () => {
        Stage::Texts
    };
    ($stage:ident) => {
        Stage::$stage
    };
}

macro_rules! codes {
    ($(
        #[doc = $summary:literal]
        $constant:ident = $id:literal $name:literal $severity:ident $(in $stage:ident)?;
    )*) => {
        $(#[doc = $summary] pub const $constant: Code = Code {
            id: $id,
            name: $name,
            summary: $summary,
            stage: stage!($($stage)?),
            severity: Severity::$severity,
        };)*
        /// Every code, in order.
        pub const ALL: &[Code] = &[$($constant),*];
    };
}

codes! {
    /// The project has no `diptych.toml`.
    MANIFEST_MISSING = "D0101" "manifest-missing" Error in Setup;
    /// The manifest is not TOML.
    MANIFEST_SYNTAX = "D0102" "manifest-syntax" Error in Setup;
    /// An unknown key in the manifest, `tables.toml` or `figures.toml`.
    UNKNOWN_KEY = "D0103" "unknown-key" Error in Setup;
    /// A required key is missing.
    MISSING_KEY = "D0104" "missing-key" Error in Setup;
    /// A value of the wrong type or form.
    WRONG_TYPE = "D0105" "wrong-type" Error in Setup;
    /// An unknown template.
    UNKNOWN_TEMPLATE = "D0106" "unknown-template" Error in Setup;
    /// `--only` names no document or edition, or there is none at all.
    NOTHING_TO_BUILD = "D0107" "nothing-to-build" Error in Setup;
    /// A waiver that matches no finding.
    IDLE_WAIVER = "D0108" "idle-waiver" Warning in Setup;
    /// Front matter that is not valid YAML or TOML.
    FRONT_MATTER = "D0109" "front-matter" Error in Setup;
    /// An unknown key in the front matter; it is ignored.
    UNREAD_KEY = "D0110" "unread-key" Warning in Setup;
    /// Two data files with the same name.
    SAME_NAME = "D0111" "same-name" Error in Setup;
    /// A named file that does not exist.
    FILE_MISSING = "D0201" "file-missing" Error in Setup;
    /// A file that cannot be read.
    FILE_UNREADABLE = "D0202" "file-unreadable" Error in Setup;
    /// An output that cannot be written.
    OUTPUT_UNWRITABLE = "D0203" "output-unwritable" Error in Setup;
    /// A file larger than the limit.
    FILE_TOO_LARGE = "D0204" "file-too-large" Error in Setup;
    /// A text file that is not UTF-8.
    NOT_UTF8 = "D0205" "not-utf8" Error in Setup;
    /// More files than the limit.
    TOO_MANY_FILES = "D0206" "too-many-files" Error in Setup;
    /// Data with more rows than the limit.
    TOO_MANY_ROWS = "D0207" "too-many-rows" Error in Setup;
    /// Data nested deeper than the limit.
    TOO_DEEP = "D0208" "too-deep" Error in Setup;
    /// The folder for a new project is not empty.
    NOT_EMPTY = "D0209" "not-empty" Error in Setup;
    /// A file that kept changing while it was read.
    CHANGING = "D0210" "changing" Error in Setup;
    /// A link on the way to an output.
    OUTPUT_LINK = "D0211" "output-link" Error in Setup;
    /// An output that would replace a file which Diptych did not write.
    NOT_OURS = "D0212" "not-ours" Error in Setup;
    /// An output folder that another build keeps locked.
    OUTPUT_BUSY = "D0213" "output-busy" Error in Setup;
    /// An output of an earlier build that no document makes any more.
    STALE_OUTPUT = "D0214" "stale-output" Warning in Setup;
    /// A name of a file that no text can name.
    FILE_NAME = "D0215" "file-name" Warning in Setup;
    /// A run that takes longer than the limit.
    OUT_OF_TIME = "D0216" "out-of-time" Error in Setup;
    /// A run that takes more memory than the limit.
    OUT_OF_MEMORY = "D0217" "out-of-memory" Error in Setup;
    /// A table with more cells than the limit.
    TOO_MANY_CELLS = "D0218" "too-many-cells" Error in Setup;
    /// Invalid JSON.
    JSON_SYNTAX = "D0301" "json-syntax" Error;
    /// Invalid CSV.
    CSV_SYNTAX = "D0302" "csv-syntax" Error;
    /// A row with too few or too many fields.
    ROW_LENGTH = "D0303" "row-length" Error;
    /// Two columns, or two values of an object, with the same name.
    DUPLICATE_COLUMN = "D0304" "duplicate-column" Error;
    /// A workbook that cannot be read.
    XLSX_UNREADABLE = "D0305" "xlsx-unreadable" Error;
    /// Two rows with the same id.
    DUPLICATE_ID = "D0306" "duplicate-id" Error;
    /// A value that is not a number.
    NOT_A_NUMBER = "D0307" "not-a-number" Error;
    /// A word that the column does not allow.
    UNKNOWN_WORD = "D0308" "unknown-word" Error;
    /// A result of a study that `studies` does not have.
    UNKNOWN_STUDY = "D0309" "unknown-study" Error;
    /// A quantity without value, range or status.
    EMPTY_ESTIMATE = "D0310" "empty-estimate" Error;
    /// A required column is missing.
    MISSING_COLUMN = "D0311" "missing-column" Error;
    /// An unsupported data format.
    UNKNOWN_FORMAT = "D0312" "unknown-format" Error;
    /// Invalid TOML in a data file.
    TOML_SYNTAX = "D0313" "toml-syntax" Error;
    /// An invalid bibliography.
    BIBLIOGRAPHY_SYNTAX = "D0401" "bibliography-syntax" Error;
    /// A citation of a key that the bibliography does not have.
    UNKNOWN_CITATION = "D0402" "unknown-citation" Error;
    /// Two entries with the same key.
    DUPLICATE_KEY = "D0403" "duplicate-key" Error;
    /// Two entries for the same paper.
    SAME_PAPER = "D0404" "same-paper" Warning;
    /// Two papers with the same journal, volume, and page or article number.
    SAME_LOCATION = "D0405" "same-location" Warning;
    /// A page range that ends before it begins.
    SHORTENED_PAGES = "D0406" "shortened-pages" Warning;
    /// Text that looks like a citation but cannot be parsed.
    MALFORMED_CITATION = "D0407" "malformed-citation" Error;
    /// An entry of the reference list that the source never cites.
    NEVER_CITED = "D0408" "never-cited" Warning;
    /// An entry that only tables of the source cite.
    CITED_IN_TABLES = "D0409" "cited-in-tables-only" Warning;
    /// References whose numbers are not in the order of citation.
    CITED_OUT_OF_ORDER = "D0410" "cited-out-of-order" Warning;
    /// The volumes of a journal do not rise with the years.
    YEAR_AND_VOLUME = "D0411" "year-against-volume" Warning;
    /// A reference has nothing that a list of references prints.
    EMPTY_REFERENCE = "D0412" "empty-reference" Error;
    /// An invalid expression.
    EXPRESSION_SYNTAX = "D0501" "expression-syntax" Error;
    /// An expression that names something that does not exist.
    UNDEFINED_VALUE = "D0502" "undefined-value" Error;
    /// An expression that cannot be evaluated.
    EXPRESSION_FAILED = "D0503" "expression-failed" Error;
    /// A table or figure that is not declared.
    UNKNOWN_TABLE = "D0504" "unknown-table" Error;
    /// An image that is not in the project.
    IMAGE_MISSING = "D0505" "image-missing" Error;
    /// An image without alternative text.
    IMAGE_WITHOUT_ALT = "D0506" "image-without-alt" Error;
    /// Unsupported HTML; its tags are dropped, its text is printed.
    HTML = "D0507" "html" Warning;
    /// Unsupported Markdown.
    UNSUPPORTED_MARKDOWN = "D0508" "unsupported-markdown" Error;
    /// A table or list made from data inside a paragraph.
    INSERT_IN_TEXT = "D0509" "insert-in-text" Error;
    /// A declaration that refers to something the data do not have.
    TABLE_MISMATCH = "D0510" "table-mismatch" Error;
    /// An interval or count that cannot be computed from the data.
    NO_COUNT = "D0511" "no-count" Error;
    /// A declared figure that cannot be drawn.
    FIGURE_MISMATCH = "D0512" "figure-mismatch" Error;
    /// A link without a target.
    UNKNOWN_ANCHOR = "D0520" "unknown-anchor" Warning;
    /// An unclosed comment in Markdown.
    OPEN_COMMENT = "D0521" "open-comment" Error;
    /// A formula that cannot be parsed.
    FORMULA = "D0522" "formula" Error;
    /// A block of Typst in a project that does not allow it.
    RAW_TYPST = "D0523" "raw-typst" Error;
    /// Text before the first heading, which is on no slide.
    BEFORE_FIRST_SLIDE = "D0524" "before-first-slide" Error;
    /// Two places with the same link name.
    DUPLICATE_ANCHOR = "D0525" "duplicate-anchor" Error;
    /// A footnote mark without a footnote.
    FOOTNOTE_MISSING = "D0526" "footnote-missing" Error;
    /// An image that cannot be drawn.
    IMAGE_UNREADABLE = "D0527" "image-unreadable" Error;
    /// A block without a counterpart in the other language.
    UNPAIRED = "D0601" "unpaired" Error;
    /// A pair of blocks that print different values.
    VALUES_DIFFER = "D0602" "values-differ" Error;
    /// A pair of blocks that cite different references.
    CITATIONS_DIFFER = "D0603" "citations-differ" Error;
    /// A text that is missing in one of its languages.
    TRANSLATION_MISSING = "D0604" "translation-missing" Error;
    /// A number in a text that is not printed from the data.
    BARE_NUMBER = "D0605" "bare-number" Warning;
    /// A pair of blocks with different numbers, in digits or words.
    NUMBERS_DIFFER = "D0606" "numbers-differ" Error;
    /// A number with different units in a pair of blocks.
    UNITS_DIFFER = "D0607" "units-differ" Error;
    /// A pair of blocks that name different drugs, genes, trials, cells, diseases or measures.
    NAMES_DIFFER = "D0608" "names-differ" Error;
    /// A pair of blocks of which only one mentions a term of the glossary.
    TERMS_DIFFER = "D0609" "terms-differ" Warning;
    /// A pair of blocks with different emphasis, links, footnotes or code.
    MARKUP_DIFFERS = "D0610" "markup-differs" Warning;
    /// A pair of blocks with different numbers of negations.
    NEGATIONS_DIFFER = "D0611" "negations-differ" Warning;
    /// A pair of blocks that state different directions: up or down, more or less.
    DIRECTIONS_DIFFER = "D0612" "directions-differ" Warning;
    /// A pair of blocks that print the same values in different orders.
    ORDER_DIFFERS = "D0613" "order-differs" Warning;
    /// A pair of which one side has changed since a person reviewed it.
    TRANSLATION_STALE = "D0614" "translation-stale" Warning;
    /// A pair of blocks that nobody has reviewed, in a project with a lock file.
    NOT_REVIEWED = "D0615" "not-reviewed" Warning;
    /// A line of the lock file that cannot be parsed.
    LOCK_UNREADABLE = "D0616" "lock-unreadable" Error;
    /// A character that no font has.
    MISSING_GLYPH = "D0701" "missing-glyph" Error in Pages;
    /// An unknown theme.
    UNKNOWN_THEME = "D0703" "unknown-theme" Error;
    /// A theme with an unknown token, or one of the wrong type.
    THEME_TOKEN = "D0704" "theme-token" Error;
    /// An error from Typst in a template or a Typst block.
    TYPST = "D0801" "typst" Error in Pages;
    /// A warning from Typst.
    TYPST_WARNING = "D0802" "typst-warning" Warning in Pages;
    /// The pages do not conform to PDF/UA-1 or PDF/A-2a.
    PDF = "D0803" "pdf" Error in Pages;
    /// A template in a format that is no longer read.
    TEMPLATE = "D0804" "template" Error;
    /// A percentage that no whole number out of n gives.
    GRIM = "D0901" "impossible-percentage" Warning;
    /// Events out of n that disagree with the percentage.
    EVENTS = "D0902" "events-against-percentage" Warning;
    /// A reversed range, or an estimate outside its range.
    INTERVAL = "D0903" "interval" Warning;
    /// Complete and partial responses that disagree with the response rate.
    RESPONSES = "D0904" "responses-against-rate" Warning;
    /// A part larger than its whole: CR over ORR, ORR over DCR, evaluable over enrolled.
    EXCEEDS = "D0905" "part-exceeds-whole" Warning;
    /// Progression-free survival longer than overall survival.
    OUTLASTS = "D0906" "pfs-outlasts-os" Warning;
    /// A stated fold change that is not the ratio of its two values.
    FOLD = "D0907" "fold-change" Warning;
    /// A ratio that is not the middle of its interval on the log scale.
    LOG_SYMMETRY = "D0908" "log-symmetry" Warning;
    /// A P value that disagrees with its interval.
    P_VALUE = "D0909" "p-against-interval" Warning;
    /// A survival rate that rises with time, or more patients free of progression than alive.
    RISING_SURVIVAL = "D0910" "rising-survival" Warning;
    /// A median that disagrees with the rate at a time.
    MEDIAN_AND_RATE = "D0911" "median-against-rate" Warning;
    /// A median longer than the median follow-up.
    BEYOND_FOLLOW_UP = "D0912" "median-beyond-follow-up" Warning;
    /// A stated range that does not cover the quantities it summarises.
    STATED_RANGE = "D0913" "stated-range" Warning;
    /// A percentage with a denominator that its study does not state.
    DENOMINATOR = "D0914" "denominator" Warning;
    /// Text that extends beyond its box or the page.
    TEXT_CUT = "D1001" "text-cut" Error in Pages;
    /// Text that overlaps other text.
    TEXT_OVER_TEXT = "D1002" "text-over-text" Error in Pages;
    /// Type smaller than the theme allows.
    TYPE_TOO_SMALL = "D1003" "type-too-small" Warning in Pages;
    /// Text with too little contrast with its background.
    LOW_CONTRAST = "D1004" "low-contrast" Warning in Pages;
    /// An image with too low a resolution for its size.
    COARSE_IMAGE = "D1005" "coarse-image" Warning in Pages;
    /// A table column so narrow that its words break.
    NARROW_COLUMN = "D1006" "narrow-column" Warning in Pages;
    /// A heading alone at the bottom of a page.
    STRANDED_HEADING = "D1007" "stranded-heading" Warning in Pages;
    /// A nearly empty last page.
    EMPTY_LAST_PAGE = "D1008" "empty-last-page" Warning in Pages;
    /// A slide that holds more than fits.
    SLIDE_OVERFLOW = "D1009" "slide-overflow" Error in Pages;
    /// Speaker’s notes too long for the handout.
    NOTES_OVERFLOW = "D1010" "notes-overflow" Error in Pages;
    /// Two places of the source that print different things.
    READINGS = "D1201" "readings-differ" Warning;
    /// A study whose drugs are not those of the title it cites.
    TITLE_DRUGS = "D1202" "drugs-against-title" Warning;
    /// A study whose design or phase is not that of the title it cites.
    TITLE_DESIGN = "D1203" "design-against-title" Warning;
    /// A study whose tumours are not those of the title it cites.
    TITLE_POPULATION = "D1204" "population-against-title" Warning;
    /// A quantity without a reference.
    NO_REFERENCE = "D1205" "no-reference" Warning;
    /// A record that matches no contradiction.
    IDLE_RECORD = "D1210" "idle-record" Warning;
    /// A word one or two characters away from a name of the glossary.
    CLOSE_NAME = "D1301" "close-name" Warning;
    /// A synonym that the glossary says not to use.
    UNUSED_NAME = "D1302" "unused-name" Warning;
    /// A trade name instead of the generic name.
    TRADE_NAME = "D1303" "trade-name" Warning;
    /// An abbreviation neither spelled out at its first use nor listed.
    UNEXPLAINED_ABBREVIATION = "D1304" "unexplained-abbreviation" Warning;
}
