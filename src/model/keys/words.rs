//! The words and forms that values of keys may have, taken from the types that they become.

use super::section::Kind;
use crate::model::analysis::Better;
use crate::model::arrangement::Arrangement;
use crate::model::domain::Spelling;
use crate::model::domain::measure::MeasureKind;
use crate::model::drawing::{FigureKind, Fill, SCALES, Show, Sort};
use crate::model::forest_layout::NAMES;
use crate::model::manifest::{DecimalSign, Numbering, Reader, Tracing};
use crate::model::parameter::ParameterKind;
use crate::model::print::{Colour, Imposition, Turn};
use crate::model::style::{Layout, Paper};
use crate::model::summary_of_findings::{Certainty, Layout as FindingsLayout, Size};
use crate::model::table::{ALIGNMENTS, LENGTHS};
use crate::quantity::interval::IntervalKind;
use crate::quantity::rendered::Qualifier;
use crate::quantity::synthesis::inference::{IntervalMethod, Prediction};
use crate::quantity::synthesis::measure::Measure;
use crate::quantity::synthesis::plan::{I2Source, Model, Tau};
use crate::quantity::synthesis::study::{Added, Hedges};

fn names<T>(all: &[(&'static str, T)]) -> Vec<String> {
    all.iter().map(|(name, _)| name.to_string()).collect()
}

/// The colours of print files.
pub fn print_colours() -> Vec<String> {
    names(&Colour::ALL)
}

/// What stands before decimals.
pub fn decimal_signs() -> Vec<String> {
    names(&DecimalSign::ALL)
}

/// Over which edge sheets are turned.
pub fn turns() -> Vec<String> {
    names(&Turn::ALL)
}

/// How pages lie on sheets.
pub fn impositions() -> Vec<String> {
    names(&Imposition::ALL)
}

/// How references are numbered.
pub fn numberings() -> Vec<String> {
    names(&Numbering::ALL)
}

/// For whom texts are written.
pub fn readers() -> Vec<String> {
    names(&Reader::ALL)
}

/// Which numbers must be printed from data.
pub fn tracings() -> Vec<String> {
    names(&Tracing::ALL)
}

/// Sizes of paper.
pub fn papers() -> Vec<String> {
    names(&Paper::ALL)
}

/// How several languages share the pages.
pub fn layouts() -> Vec<String> {
    names(&Layout::ALL)
}

/// Kinds of figures.
pub fn figure_kinds() -> Vec<String> {
    names(&FigureKind::ALL)
}

/// Layouts of forest plots.
pub fn forest_layouts() -> Vec<String> {
    NAMES.map(String::from).to_vec()
}

/// Scales of an axis.
pub fn scales() -> Vec<String> {
    names(&SCALES)
}

/// How the rows of a table stand in several languages.
pub fn arrangements() -> Vec<String> {
    names(&Arrangement::ALL)
}

/// Orders of studies.
pub fn sorts() -> Vec<String> {
    names(&Sort::ALL)
}

/// What a forest plot shows.
pub fn forests() -> Vec<String> {
    names(&Show::ALL)
}

/// How marks are filled.
pub fn fills() -> Vec<String> {
    names(&Fill::ALL)
}

/// Signs before a number.
pub fn qualifiers() -> Vec<String> {
    Qualifier::ALL.map(|it| it.id().to_string()).to_vec()
}

/// Codes that a relation of a field of work may have.
pub fn relation_codes() -> Vec<String> {
    let former = ["D0904", "D0905", "D0906", "D0907", "D0910", "D0911", "D0912"];
    former.into_iter().chain(["D0915", "D0916", "D0917"]).map(str::to_string).collect()
}

/// Codes that a rule on titles may have.
pub fn title_codes() -> Vec<String> {
    ["D1202", "D1203", "D1204"].map(str::to_string).to_vec()
}

/// How near misses of a kind of terms are judged.
pub fn spellings() -> Vec<String> {
    names(&Spelling::ALL)
}

/// Kinds of measures.
pub fn measure_kinds() -> Vec<String> {
    names(&MeasureKind::ALL)
}

/// How a column is aligned.
pub fn alignments() -> Vec<String> {
    ALIGNMENTS.map(String::from).to_vec()
}

/// A unit by its name, symbol or code, or several put together.
pub const UNIT: Kind = Kind::Form("unit, such as `months`, `mg/dL` or one of `[units]`", filled);

/// The form of a language's tag.
pub const LANGUAGE: Kind =
    Kind::Form("tag of a language, such as `en`, `pt-BR` or `zh-Hant`", language_tag);

/// The form of an edition: the tag of a language, or those of several side by side.
pub const EDITION: Kind = Kind::Form("tags of languages, such as `en` or `zh-en`", language_tag);

/// The form of a language's tag, to which others may be joined.
pub fn language_tag() -> String {
    "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8})*$".to_string()
}

/// The form of a column's width.
pub fn width() -> String {
    format!(r"^(auto|[0-9]+(\.[0-9]+)?({}))$", LENGTHS.join("|"))
}

/// The form of what `low` and `high` are.
pub fn interval() -> String {
    IntervalKind::FORM.to_string()
}

/// The form of a cell's name in a declared table: row, point, column.
pub fn cell() -> String {
    r"\.".to_string()
}

/// Kinds of parameters.
pub fn parameter_kinds() -> Vec<String> {
    names(&ParameterKind::ALL)
}

/// The form of a string that has something to fill in.
pub fn expression() -> String {
    r"\{[{%]".to_string()
}

/// The form of a text that is not blank.
pub fn filled() -> String {
    r"\S".to_string()
}

/// Layouts of summaries of findings.
pub fn findings_layouts() -> Vec<String> {
    names(&FindingsLayout::ALL)
}

/// Levels of certainty.
pub fn certainties() -> Vec<String> {
    names(&Certainty::ALL)
}

/// Where ratings of certainty start.
pub const STARTS: [(&str, Certainty); 2] = [("high", Certainty::High), ("low", Certainty::Low)];

/// Where ratings of certainty start.
pub fn starts() -> Vec<String> {
    names(&STARTS)
}

/// Sizes of effects.
pub fn sizes() -> Vec<String> {
    names(&Size::ALL)
}

/// Measures of effect.
pub fn measures() -> Vec<String> {
    names(&Measure::ALL)
}

/// How effects are added up.
pub fn models() -> Vec<String> {
    names(&Model::ALL)
}

/// How τ² is estimated.
pub fn tau2() -> Vec<String> {
    names(&Tau::ALL)
}

/// Intervals of pooled effects.
pub fn pooled_intervals() -> Vec<String> {
    names(&IntervalMethod::ALL)
}

/// Distributions of prediction intervals.
pub fn predictions() -> Vec<String> {
    names(&Prediction::ALL)
}

/// What I² is made from.
pub fn i2_sources() -> Vec<String> {
    names(&I2Source::ALL)
}

/// To which cells a correction is added.
pub fn corrected() -> Vec<String> {
    names(&Added::ALL)
}

/// Hedges' corrections.
pub fn hedges() -> Vec<String> {
    names(&Hedges::ALL)
}

/// Standard errors of a pooled risk difference: whether each is Greenland and Robins'.
pub const RD_ERRORS: [(&str, bool); 2] = [("sato", false), ("greenland-robins", true)];

/// Their names.
pub fn rd_errors() -> Vec<String> {
    names(&RD_ERRORS)
}

/// Which direction is good.
pub fn better() -> Vec<String> {
    names(&Better::ALL)
}
