//! The table of codes. A code never changes its meaning; rules, waivers and `explain` refer to it.
//!
//! Each row says what a finding is: a `Fact`, or a suspicion that is by default an `Error` or a `Warning`.

use super::code::{Code, Nature, Stage, codes};
use super::severity::Severity;

impl Code {
    /// The code with this id.
    pub fn from_id(id: &str) -> Option<Code> {
        ALL.iter().find(|code| code.id == id).copied()
    }
}

codes! {
    /// The project has no `diptych.toml`.
    MANIFEST_MISSING = "D0101" "manifest-missing" Fact in Setup;
    /// The manifest is not TOML.
    MANIFEST_SYNTAX = "D0102" "manifest-syntax" Fact in Setup;
    /// An unknown key in the manifest, `tables.toml` or `figures.toml`.
    UNKNOWN_KEY = "D0103" "unknown-key" Fact in Setup;
    /// A required key is missing.
    MISSING_KEY = "D0104" "missing-key" Fact in Setup;
    /// A value of the wrong type or form.
    WRONG_TYPE = "D0105" "wrong-type" Fact in Setup;
    /// An unknown template.
    UNKNOWN_TEMPLATE = "D0106" "unknown-template" Fact in Setup;
    /// `--only` names no document or edition, or there is none at all.
    NOTHING_TO_BUILD = "D0107" "nothing-to-build" Fact in Setup;
    /// A waiver that matches no finding.
    IDLE_WAIVER = "D0108" "idle-waiver" Warning in Setup;
    /// Front matter that is not valid YAML or TOML.
    FRONT_MATTER = "D0109" "front-matter" Fact in Setup;
    /// An unknown key in the front matter; it is ignored.
    UNREAD_KEY = "D0110" "unread-key" Warning in Setup;
    /// Two data files with the same name.
    SAME_NAME = "D0111" "same-name" Fact in Setup;
    /// A waiver in a text that cannot be understood.
    MALFORMED_WAIVER = "D0112" "malformed-waiver" Fact in Setup;
    /// A policy that is not TOML.
    POLICY_SYNTAX = "D0113" "policy-syntax" Fact in Setup;
    /// A template that hides the mark of a draft.
    DRAFT_UNMARKED = "D0114" "draft-unmarked" Fact in Pages;
    /// `for_each` names no data set with rows.
    UNKNOWN_RECORDS = "D0137" "unknown-records" Fact in Setup;
    /// A name of an output that leaves the output folder, or that not every disk takes.
    OUTPUT_NAME = "D0138" "output-name" Fact in Setup;
    /// Two outputs have one name.
    SAME_OUTPUT = "D0139" "same-output" Fact in Setup;
    /// A document that is made for records, of which there are none.
    NO_RECORD = "D0140" "no-record" Warning in Setup;
    /// A parameter that the manifest does not declare.
    UNKNOWN_PARAMETER = "D0141" "unknown-parameter" Fact in Setup;
    /// A value that a parameter cannot have.
    PARAMETER_VALUE = "D0142" "parameter-value" Fact in Setup;
    /// A profile that no document has.
    UNKNOWN_PROFILE = "D0143" "unknown-profile" Fact in Setup;
    /// A named file that does not exist.
    FILE_MISSING = "D0201" "file-missing" Fact in Setup;
    /// A file that cannot be read.
    FILE_UNREADABLE = "D0202" "file-unreadable" Fact in Setup;
    /// An output that cannot be written.
    OUTPUT_UNWRITABLE = "D0203" "output-unwritable" Fact in Setup;
    /// A file larger than the limit.
    FILE_TOO_LARGE = "D0204" "file-too-large" Fact in Setup;
    /// A text file that is not UTF-8.
    NOT_UTF8 = "D0205" "not-utf8" Fact in Setup;
    /// More files than the limit.
    TOO_MANY_FILES = "D0206" "too-many-files" Fact in Setup;
    /// Data with more rows than the limit.
    TOO_MANY_ROWS = "D0207" "too-many-rows" Fact in Setup;
    /// Data nested deeper than the limit.
    TOO_DEEP = "D0208" "too-deep" Fact in Setup;
    /// The folder for a new project is not empty.
    NOT_EMPTY = "D0209" "not-empty" Fact in Setup;
    /// A file that kept changing while it was read.
    CHANGING = "D0210" "changing" Fact in Setup;
    /// A link on the way to an output.
    OUTPUT_LINK = "D0211" "output-link" Fact in Setup;
    /// An output that would replace a file which Diptych did not write.
    NOT_OURS = "D0212" "not-ours" Fact in Setup;
    /// An output folder that another build keeps locked.
    OUTPUT_BUSY = "D0213" "output-busy" Fact in Setup;
    /// An output of an earlier build that no document makes any more.
    STALE_OUTPUT = "D0214" "stale-output" Warning in Setup;
    /// A name of a file that no text can name.
    FILE_NAME = "D0215" "file-name" Warning in Setup;
    /// A run that takes longer than the limit.
    OUT_OF_TIME = "D0216" "out-of-time" Fact in Setup;
    /// A run that takes more memory than the limit.
    OUT_OF_MEMORY = "D0217" "out-of-memory" Fact in Setup;
    /// A table with more cells than the limit.
    TOO_MANY_CELLS = "D0218" "too-many-cells" Fact in Setup;
    /// The files of the project are larger together than the limit.
    PROJECT_TOO_LARGE = "D0219" "project-too-large" Fact in Setup;
    /// The manifest asks for more PDFs than the limit.
    TOO_MANY_PDFS = "D0220" "too-many-pdfs" Fact in Setup;
    /// A part of a build that was divided among machines is not there, or not whole.
    SHARD_MISSING = "D0221" "shard-missing" Fact;
    /// A part that was made from something else than the others.
    SHARD_DIFFERS = "D0222" "shard-differs" Fact;
    /// A part, or a file, that is there twice.
    SHARD_TWICE = "D0223" "shard-twice" Fact;
    /// A file of a part that is not what the part's manifest says.
    SHARD_BROKEN = "D0224" "shard-broken" Fact;
    /// `--shard auto` where no scheduler says which part to make.
    SHARD_UNKNOWN = "D0225" "shard-unknown" Fact in Setup;
    /// A document that a machine could not make.
    SHARD_FAILED = "D0226" "shard-failed" Fact;
    /// A run that something ended from outside.
    RUN_ENDED = "D0227" "run-ended" Fact in Setup;
    /// A paragraph, heading or caption of more pieces or letters than are laid out together.
    TOO_LONG = "D0228" "too-long" Fact in Setup;
    /// Invalid JSON.
    JSON_SYNTAX = "D0301" "json-syntax" Fact;
    /// Invalid CSV.
    CSV_SYNTAX = "D0302" "csv-syntax" Fact;
    /// A row with too few or too many fields.
    ROW_LENGTH = "D0303" "row-length" Fact;
    /// Two columns, or two values of an object, with the same name.
    DUPLICATE_COLUMN = "D0304" "duplicate-column" Fact;
    /// A workbook that cannot be read.
    XLSX_UNREADABLE = "D0305" "xlsx-unreadable" Fact;
    /// Two rows with the same id.
    DUPLICATE_ID = "D0306" "duplicate-id" Fact;
    /// A value that is not a number.
    NOT_A_NUMBER = "D0307" "not-a-number" Fact;
    /// A word that the column does not allow.
    UNKNOWN_WORD = "D0308" "unknown-word" Fact;
    /// A result of a study that `studies` does not have.
    UNKNOWN_STUDY = "D0309" "unknown-study" Fact;
    /// A quantity without value, range or status.
    EMPTY_ESTIMATE = "D0310" "empty-estimate" Fact;
    /// A required column is missing.
    MISSING_COLUMN = "D0311" "missing-column" Fact;
    /// An unsupported data format.
    UNKNOWN_FORMAT = "D0312" "unknown-format" Fact;
    /// Invalid TOML in a data file.
    TOML_SYNTAX = "D0313" "toml-syntax" Fact;
    /// Invalid YAML in a data file.
    YAML_SYNTAX = "D0314" "yaml-syntax" Fact;
    /// A CSV file is in another encoding than UTF-8, which was guessed.
    ENCODING = "D0316" "encoding" Warning;
    /// Rows above the names of the columns were passed over.
    TITLE_ROWS = "D0317" "title-rows" Warning;
    /// A cell of a workbook shows an error.
    CELL_ERROR = "D0318" "cell-error" Warning;
    /// A workbook has several sheets, and none was chosen.
    SEVERAL_SHEETS = "D0319" "several-sheets" Warning;
    /// Rows or columns of a workbook are hidden.
    HIDDEN_CELLS = "D0320" "hidden-cells" Warning;
    /// A workbook has no sheet of this name.
    UNKNOWN_SHEET = "D0321" "unknown-sheet" Fact;
    /// Something in a bibliography that is not as its format wants it, and was read around.
    BIBLIOGRAPHY_SLIP = "D0322" "bibliography-slip" Warning;
    /// A part of a date in the bibliography that is not understood and left out.
    ODD_DATE = "D0323" "odd-date" Warning;
    /// A listed reference without a year.
    NO_YEAR = "D0324" "no-year" Warning;
    /// What a reference says and the style does not print.
    FIELD_NOT_PRINTED = "D0325" "field-not-printed" Warning;
    /// A row that no group of its table or figure takes.
    ROW_IN_NO_GROUP = "D0327" "row-in-no-group" Warning;
    /// A declared group that no row is in.
    GROUP_OF_NO_ROW = "D0328" "group-of-no-row" Warning;
    /// A number whose decimal sign nothing tells.
    DECIMAL_SIGN = "D0329" "decimal-sign" Warning;
    /// Quotes in a CSV file hold what looks like rows of it.
    HIDDEN_ROWS = "D0330" "hidden-rows" Warning;
    /// A language that nobody has described.
    UNKNOWN_LANGUAGE = "D0340" "unknown-language" Fact in Setup;
    /// A file of a language that cannot be read.
    LANGUAGE_FILE = "D0341" "language-file" Fact in Setup;
    /// Words of a project's own language that texts cannot be compared by.
    COMPARED_WORDS = "D0345" "compared-words" Warning;
    /// A field of work that is neither built in nor the project's, or that extends itself.
    UNKNOWN_DOMAIN = "D0350" "unknown-domain" Fact;
    /// A relation of a field of work that cannot be read.
    RELATION_SYNTAX = "D0351" "relation-syntax" Fact;
    /// A relation that names what is no measure of its field of work.
    UNKNOWN_MEASURE = "D0352" "unknown-measure" Fact;
    /// A project that names no field of work, and whose data use the words of one.
    DOMAIN_ASSUMED = "D0356" "domain-assumed" Warning;
    /// A kind of term that the field of work does not know.
    UNKNOWN_KIND = "D0357" "unknown-kind" Warning;
    /// The languages of a text have different conditions.
    CONDITIONS_DIFFER = "D0360" "conditions-differ" Error;
    /// A record that puts in doubt what is not there.
    UNKNOWN_DOUBT = "D0361" "unknown-doubt" Error;
    /// A plain-language summary that is too short or too long.
    PLAIN_LENGTH = "D0362" "plain-length" Warning;
    /// A heading of a plain-language summary that is no question.
    PLAIN_HEADING = "D0363" "plain-heading" Warning;
    /// A key that is nearly the id of a row in the data set that lists such things.
    NEAR_KEY = "D0364" "near-key" Error;
    /// An invalid bibliography.
    BIBLIOGRAPHY_SYNTAX = "D0401" "bibliography-syntax" Fact;
    /// A citation of a key that the bibliography does not have.
    UNKNOWN_CITATION = "D0402" "unknown-citation" Fact;
    /// Two entries with the same key.
    DUPLICATE_KEY = "D0403" "duplicate-key" Fact;
    /// Two entries for the same paper.
    SAME_PAPER = "D0404" "same-paper" Warning;
    /// Two papers with the same journal, volume, and page or article number.
    SAME_LOCATION = "D0405" "same-location" Warning;
    /// A page range that ends before it begins.
    SHORTENED_PAGES = "D0406" "shortened-pages" Warning;
    /// Text that looks like a citation but cannot be parsed.
    MALFORMED_CITATION = "D0407" "malformed-citation" Fact;
    /// An entry of the reference list that the source never cites.
    NEVER_CITED = "D0408" "never-cited" Warning;
    /// An entry that only tables of the source cite.
    CITED_IN_TABLES = "D0409" "cited-in-tables-only" Warning;
    /// References whose numbers are not in the order of citation.
    CITED_OUT_OF_ORDER = "D0410" "cited-out-of-order" Warning;
    /// The volumes of a journal do not rise with the years.
    YEAR_AND_VOLUME = "D0411" "year-against-volume" Warning;
    /// A reference has nothing that a list of references prints.
    EMPTY_REFERENCE = "D0412" "empty-reference" Fact;
    /// An invalid expression.
    EXPRESSION_SYNTAX = "D0501" "expression-syntax" Fact;
    /// An expression that names something that does not exist.
    UNDEFINED_VALUE = "D0502" "undefined-value" Fact;
    /// An expression that cannot be evaluated.
    EXPRESSION_FAILED = "D0503" "expression-failed" Fact;
    /// A table or figure that is not declared.
    UNKNOWN_TABLE = "D0504" "unknown-table" Fact;
    /// An image that is not in the project.
    IMAGE_MISSING = "D0505" "image-missing" Fact;
    /// An image without alternative text.
    IMAGE_WITHOUT_ALT = "D0506" "image-without-alt" Fact;
    /// Unsupported HTML; its tags are dropped, its text is printed.
    HTML = "D0507" "html" Warning;
    /// Unsupported Markdown.
    UNSUPPORTED_MARKDOWN = "D0508" "unsupported-markdown" Fact;
    /// A table or list made from data inside a paragraph.
    INSERT_IN_TEXT = "D0509" "insert-in-text" Fact;
    /// A declaration that refers to something the data do not have.
    TABLE_MISMATCH = "D0510" "table-mismatch" Fact;
    /// An interval or count that cannot be computed from the data.
    NO_COUNT = "D0511" "no-count" Fact;
    /// A declared figure that cannot be drawn.
    FIGURE_MISMATCH = "D0512" "figure-mismatch" Fact;
    /// A link without a target.
    UNKNOWN_ANCHOR = "D0520" "unknown-anchor" Warning;
    /// An unclosed comment in Markdown.
    OPEN_COMMENT = "D0521" "open-comment" Fact;
    /// A formula that cannot be parsed.
    FORMULA = "D0522" "formula" Fact;
    /// A block of Typst in a project that does not allow it.
    RAW_TYPST = "D0523" "raw-typst" Fact;
    /// Text before the first heading, which is on no slide.
    BEFORE_FIRST_SLIDE = "D0524" "before-first-slide" Fact;
    /// Two places with the same link name.
    DUPLICATE_ANCHOR = "D0525" "duplicate-anchor" Fact;
    /// A footnote mark without a footnote.
    FOOTNOTE_MISSING = "D0526" "footnote-missing" Fact;
    /// An image that cannot be drawn.
    IMAGE_UNREADABLE = "D0527" "image-unreadable" Fact;
    /// A character that is not seen, such as a control of direction, or a number printed in another order.
    BIDI_CONTROL = "D0528" "bidi-control" Error;
    /// A link to an address that a document should not lead to; it is not made.
    LINK_REFUSED = "D0529" "link-refused" Warning;
    /// The width of an image that is no length, or is wider than the text.
    WIDTH = "D0530" "width" Warning;
    /// A character or a value that would be read as another value.
    PLACEHOLDER = "D0531" "placeholder" Fact;
    /// A picture that is a PDF.
    PDF_FIGURE = "D0532" "pdf-figure" Fact;
    /// Braces that look like expressions and are printed as text.
    BRACES = "D0533" "braces" Warning;
    /// Pictures on the web, in a single text; words stand for them.
    REMOTE_IMAGE = "D0534" "remote-image" Warning;
    /// Pictures without alternative text, in a single text; the names of their files stand for it.
    IMAGE_NAMED_BY_FILE = "D0535" "image-named-by-file" Warning;
    /// A formula that cannot be set, in a single text; its source is printed.
    FORMULA_AS_SOURCE = "D0540" "formula-as-source" Warning;
    /// A command of a formula that does nothing on paper.
    FORMULA_COMMAND = "D0541" "formula-command" Warning;
    /// A formula wider than its place, which is broken or set smaller.
    FORMULA_FITTED = "D0542" "formula-fitted" Warning in Pages;
    /// A reference to an equation that is not labelled, or a label that is given twice.
    EQUATION_LABEL = "D0543" "equation-label" Warning;
    /// A formula so wide that it is set too small to be read well.
    FORMULA_TOO_WIDE = "D0544" "formula-too-wide" Error in Pages;
    /// A value of the front matter that is not understood, or was written for another program.
    FRONT_MATTER_VALUE = "D0550" "front-matter-value" Warning in Setup;
    /// Front matter that is not quite YAML; it is read as it is written.
    FRONT_MATTER_REPAIRED = "D0551" "front-matter-repaired" Warning in Setup;
    /// What another program of Markdown shows, and a page does not; it is left out.
    DIALECT_LEFT_OUT = "D0552" "dialect-left-out" Warning;
    /// What another program of Markdown shows, and a page shows otherwise.
    DIALECT_REPLACED = "D0553" "dialect-replaced" Warning;
    /// What another program of Markdown may mean, and is printed as it is written.
    DIALECT_AS_WRITTEN = "D0554" "dialect-as-written" Warning;
    /// Code that another program runs, and whose results are missing.
    CHUNK_NOT_RUN = "D0555" "chunk-not-run" Warning;
    /// A row of a table with more cells than its head.
    SURPLUS_CELLS = "D0556" "surplus-cells" Warning;
    /// A drawing written as code, which is shown as code.
    DIAGRAM_AS_CODE = "D0557" "diagram-as-code" Warning;
    /// Links in the head of a table that is repeated on each page; they are words there.
    HEAD_LINKS = "D0558" "head-links" Warning;
    /// A name of a division that is nearly one with a meaning.
    DIVISION_NAME = "D0560" "division-name" Warning;
    /// A division that is never closed.
    OPEN_DIVISION = "D0561" "open-division" Fact;
    /// Pictures of a single text that are not there, or cannot be drawn; words stand for them.
    PICTURE_REPLACED = "D0570" "picture-replaced" Warning;
    /// Pictures that are found or shown otherwise than the text says.
    PICTURE_READ_AS = "D0571" "picture-read-as" Warning;
    /// Addresses that CommonMark does not read, and which are read as they are meant.
    ADDRESS_REPAIRED = "D0572" "address-repaired" Warning;
    /// A footnote with more in it than paragraphs, lists and code; the words are kept.
    FOOTNOTE_SIMPLIFIED = "D0573" "footnote-simplified" Warning;
    /// What another program of decks shows, and a page does not.
    DECK_SYNTAX = "D0574" "deck-syntax" Warning;
    /// A heading that is the title, and in which more stands than words.
    TITLE_SIMPLIFIED = "D0575" "title-simplified" Warning;
    /// A text that cites and has no list of references: a single text gets one at its end.
    REFERENCES_ADDED = "D0576" "references-added" Warning;
    /// A part of a picture in SVG that is not drawn, or drawn otherwise.
    SVG_PART = "D0577" "svg-part" Warning in Pages;
    /// A footnote that no page has.
    FOOTNOTE_LEFT_OUT = "D0578" "footnote-left-out" Warning;
    /// A slip in the data of a single text, which is mended.
    DATA_MENDED = "D0579" "data-mended" Warning in Setup;
    /// A table whose lines look as if they had several columns, and have one.
    ONE_COLUMN = "D0580" "one-column" Warning in Setup;
    /// A heading that is only a picture.
    PICTURE_AS_HEADING = "D0581" "picture-as-heading" Warning;
    /// Headings that are to be numbered, and have numbers that the author wrote.
    NUMBERED_BY_HAND = "D0582" "numbered-by-hand" Warning;
    /// A block without a counterpart in the other language.
    UNPAIRED = "D0601" "unpaired" Fact;
    /// A pair of blocks that print different values.
    VALUES_DIFFER = "D0602" "values-differ" Error;
    /// A pair of blocks that cite different references.
    CITATIONS_DIFFER = "D0603" "citations-differ" Error;
    /// A text that is missing in one of its languages.
    TRANSLATION_MISSING = "D0604" "translation-missing" Fact;
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
    /// A sentence that only one language negates.
    NEGATIONS_DIFFER = "D0611" "negations-differ" Warning;
    /// A pair of blocks with contrary directions, bounds or opposites: up and down, left and right.
    DIRECTIONS_DIFFER = "D0612" "directions-differ" Warning;
    /// A pair of blocks whose values stand in another order, or whose numbers are given to other groups.
    ORDER_DIFFERS = "D0613" "order-differs" Warning;
    /// A pair of which one side has changed since a person reviewed it.
    TRANSLATION_STALE = "D0614" "translation-stale" Warning;
    /// A pair of blocks that nobody has reviewed, in a project with a lock file.
    NOT_REVIEWED = "D0615" "not-reviewed" Warning;
    /// A line of the lock file that cannot be parsed.
    LOCK_UNREADABLE = "D0616" "lock-unreadable" Fact;
    /// An enumeration with fewer items in one language.
    LISTS_DIFFER = "D0622" "lists-differ" Warning;
    /// A character that no font has.
    MISSING_GLYPH = "D0701" "missing-glyph" Warning in Pages;
    /// An unknown theme.
    UNKNOWN_THEME = "D0703" "unknown-theme" Fact;
    /// A theme with an unknown token, or one of the wrong type.
    THEME_TOKEN = "D0704" "theme-token" Fact;
    /// A character that cannot be printed, or changes what stands beside it.
    UNPRINTABLE = "D0705" "unprintable" Fact in Pages;
    /// A theme that names a font which is not there.
    UNKNOWN_FONT = "D0706" "unknown-font" Fact in Pages;
    /// A file in `fonts/` that is no font.
    FONT_UNREADABLE = "D0707" "font-unreadable" Warning;
    /// An error from Typst in a template or a Typst block.
    TYPST = "D0801" "typst" Fact in Pages;
    /// A warning from Typst.
    TYPST_WARNING = "D0802" "typst-warning" Warning in Pages;
    /// The pages do not conform to PDF/UA-1 or PDF/A-2a.
    PDF = "D0803" "pdf" Fact in Pages;
    /// A template in a format that is no longer read.
    TEMPLATE = "D0804" "template" Fact;
    /// A page that prints something else than a value of the data, or leaves the value out.
    VALUE_CHANGED = "D0805" "value-changed" Fact in Pages;
    /// A template of the project that replaces a built-in one.
    TEMPLATE_REPLACED = "D0806" "template-replaced" Warning;
    /// A template of the project, where the caller takes built-in ones only.
    TEMPLATE_REFUSED = "D0807" "template-refused" Fact;
    /// A page has a link to an address that no link may have.
    LINK_ON_PAGE = "D0808" "link-on-page" Fact in Pages;
    /// A slide that became several, or lost its second lines, since type is not set smaller.
    SLIDE_SPLIT = "D0814" "slide-split" Warning in Pages;
    /// A handout on which slides are so small that their text cannot be read.
    HANDOUT_TYPE = "D0815" "handout-type" Warning in Pages;
    /// A layout that changes from round to round.
    UNSETTLED = "D0816" "unsettled" Error in Pages;
    /// Something that Typst leaves out, since it cannot stand where it is.
    LEFT_OUT = "D0817" "left-out" Error in Pages;
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
    /// Parts that do not add up to their whole.
    SUM = "D0915" "sum-against-whole" Warning;
    /// A stated value that is not the one that its field of work calculates from others.
    CALCULATED = "D0916" "stated-against-calculated" Warning;
    /// A measure that rises where it cannot rise, or falls where it cannot fall.
    MONOTONE = "D0917" "against-order" Warning;
    /// A value that no such figure can have: a share of more than all, a P value over 1, half a person.
    IMPOSSIBLE_VALUE = "D0918" "impossible-value" Warning;
    /// Percentages that look like shares of one.
    SHARES = "D0919" "shares-as-percentages" Warning;
    /// A citation style that is neither built in nor a file of the project.
    UNKNOWN_STYLE = "D0923" "unknown-citation-style" Fact;
    /// A CSL file that cannot be used.
    CSL_FILE = "D0924" "csl-file" Fact;
    /// A citation style of front matter that cannot be used; the usual one is.
    STYLE_NOT_USED = "D0925" "citation-style-not-used" Warning;
    /// A CSL file with parts that CSL 1.0 does not have; they are left out.
    CSL_PARTS = "D0926" "csl-parts-left-out" Warning;
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
    /// A table that is set smaller, or in parts, for the number of its columns.
    WIDE_TABLE = "D1011" "wide-table" Warning in Pages;
    /// A document has more or fewer pages than are asked for.
    PAGES_NOT_FIT = "D1012" "pages-not-fit" Error in Pages;
    /// A document was made to fit its pages.
    PAGES_FITTED = "D1013" "pages-fitted" Warning in Pages;
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
    /// An analysis whose data set or columns are not there.
    ANALYSIS_DATA = "D1310" "analysis-data" Fact;
    /// A row of an analysis without a figure that its study needs.
    STUDY_FIGURE = "D1311" "study-figure" Warning;
    /// Figures that no study can have.
    IMPOSSIBLE_STUDY = "D1312" "impossible-study" Error;
    /// A printed effect or interval of a study that its figures do not give.
    STUDY_RESULT = "D1320" "study-result" Error;
    /// A published estimate that is not the middle of its interval.
    OFF_CENTRE = "D1321" "off-centre" Warning;
    /// A printed pooled effect, interval or test that the studies do not give.
    POOLED_RESULT = "D1322" "pooled-result" Error;
    /// A printed Q, degrees of freedom, P, I² or τ² that the studies do not give.
    HETEROGENEITY_RESULT = "D1323" "heterogeneity-result" Error;
    /// A printed test between subgroups that these do not give.
    SUBGROUP_RESULT = "D1324" "subgroup-result" Error;
    /// Printed sums of events, patients or studies that the studies do not give.
    SUMS = "D1325" "sums" Error;
    /// A printed absolute effect that risk and relative effect do not give.
    ABSOLUTE_RESULT = "D1326" "absolute-result" Error;
    /// Two studies of an analysis with the same figures.
    STUDY_TWICE = "D1327" "study-twice" Warning;
    /// Standard deviations that look like standard errors.
    ERROR_FOR_DEVIATION = "D1328" "error-for-deviation" Warning;
    /// A printed percentage that its count does not give.
    EVENT_PERCENTAGE = "D1329" "event-percentage" Error;
    /// A printed weight that the studies do not give.
    STUDY_WEIGHT = "D1330" "study-weight" Warning;
    /// More outcomes in a summary of findings than readers can weigh.
    MANY_OUTCOMES = "D1331" "many-outcomes" Warning;
    /// A stated certainty that its steps do not give.
    CERTAINTY_STEPS = "D1332" "certainty-steps" Error;
    /// A sentence that says more than the certainty of its evidence allows.
    STRONG_WORDS = "D1333" "strong-words" Warning;
    /// An outcome of which no sentence can be made.
    NO_STATEMENT = "D1334" "no-statement" Error;
    /// A row of an appraisal without a judgement that the tool has.
    NOT_JUDGED = "D1335" "not-judged" Error;
    /// A study whose arms stand in another order than in another analysis.
    ARMS_EXCHANGED = "D1336" "arms-exchanged" Error;
    /// A language without words for summaries of findings.
    EVIDENCE_WORDS = "D1337" "evidence-words" Warning;
    /// Percentages of levels that exclude each other, and that do not add up to a hundred.
    PERCENTAGES = "D1338" "percentages-off-hundred" Warning;
    /// A mean that no whole numbers have.
    IMPOSSIBLE_MEAN = "D1339" "impossible-mean" Warning;
    /// A standard deviation that no whole numbers with such a mean have.
    IMPOSSIBLE_DEVIATION = "D1340" "impossible-deviation" Warning;
    /// A standard deviation that 0 and 1 with such a mean do not have.
    BINARY_DEVIATION = "D1341" "binary-deviation" Warning;
    /// Levels or arms that do not add up.
    BASELINE_SUMS = "D1342" "baseline-sums" Error;
    /// Numbers of a flow chart that do not add up.
    FLOW_SUMS = "D1343" "flow-sums" Error;
    /// A row of a flow chart whose box is not known, or that has no number.
    FLOW_BOX = "D1344" "flow-box" Error;
    /// A file of another program that cannot be read.
    IMPORT_UNKNOWN = "D1347" "import-unknown" Fact;
    /// What a file of another program has, and no file of the project gets.
    IMPORT_LEFT_OUT = "D1348" "import-left-out" Warning;
    /// An arm of a study with another number of participants in one of several outcomes.
    PATIENTS_DIFFER = "D1349" "patients-differ" Warning;
    /// A method that is declared and that the model does not use.
    UNUSED_METHOD = "D1350" "unused-method" Warning;
    /// A risk that the pooled effect carries over everybody, or below nobody.
    RISK_OVER_ALL = "D1351" "risk-over-all" Warning;
    /// An effect is told as likely or sure whose interval includes none, and imprecision is not rated.
    IMPRECISION = "D1352" "imprecision" Warning;
    /// A crossover trial whose figures are taken for those of two groups.
    CROSSOVER = "D1353" "crossover-as-parallel" Warning;
    /// An output that is not what a manifest of outputs has.
    OUTPUTS_DIFFER = "D1401" "outputs-differ" Fact;
    /// A manifest of outputs that cannot be read.
    OUTPUTS_UNREADABLE = "D1402" "outputs-unreadable" Fact in Setup;
    /// A lock file that is not up to date.
    LOCK_CHANGES = "D1403" "lock-changes" Fact;
    /// A PDF that cannot be read or drawn for an index.
    PDF_NOT_LISTED = "D1404" "pdf-not-listed" Warning in Setup;
    /// A trace that cannot be read.
    TRACE_UNREADABLE = "D1405" "trace-unreadable" Fact in Setup;
    /// A box of changes with nothing to compare with.
    NO_EARLIER_EDITION = "D1406" "no-earlier-edition" Fact;
    /// A file that is no profile of a press.
    NOT_A_PRESS = "D1407" "not-a-press" Fact;
    /// A print profile that is not there, or that the pages do not fit.
    PRINT_PROFILE = "D1410" "print-profile" Fact;
    /// Lines that are too thin for a press.
    HAIRLINES = "D1411" "hairlines" Warning in Pages;
    /// A picture that is too coarse for print.
    COARSE_IN_PRINT = "D1412" "coarse-in-print" Warning in Pages;
    /// Text that is so near to the edge that it may be cut.
    NEAR_TRIM = "D1413" "near-trim" Warning in Pages;
    /// What keeps the colours of the screen in a file of other colours.
    SCREEN_COLOURS = "D1415" "screen-colours" Error in Pages;
    /// What ends at the edge of the finished page, or before it, where it should go on beyond.
    NO_BLEED = "D1416" "no-bleed" Warning in Pages;
    /// A print file that names a press and is no PDF/X-4.
    NOT_PDFX = "D1417" "not-pdfx" Warning in Pages;
    /// More ink than the paper takes.
    TOTAL_INK = "D1418" "total-ink" Warning in Pages;
    /// Light letters that are so small that they fill up with ink.
    SMALL_REVERSED = "D1419" "small-reversed" Warning in Pages;
    /// Pages that are scaled so far down that their text is hard to read.
    TINY_IN_PRINT = "D1420" "tiny-in-print" Warning in Pages;
}
