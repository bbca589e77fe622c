//! Tables as an author declares them: which rows, which columns, which notes.

use std::sync::Arc;

use super::appraisal::Tool;
use super::arrangement::Arrangement;
use super::drawing::Drawing;
pub use super::line::Line;
use super::manifest::Stated;
use super::selection::{Filter, Part};
use super::summary_of_findings::SummaryOfFindings;
use crate::data::place::Place;
use crate::language::Bilingual;
use crate::quantity::unit::Unit;

/// How a column may be aligned.
pub const ALIGNMENTS: [&str; 4] = ["left", "center", "right", "decimal"];

/// The units of a column's width.
pub const LENGTHS: [&str; 6] = ["pt", "mm", "cm", "em", "fr", "%"];

/// A declared table.
#[derive(Debug, Clone)]
pub struct Declaration {
    /// Its name, as in `{{ table("name") }}`.
    pub name: String,
    /// Where it is declared.
    pub place: Place,
    /// The data set whose rows it shows.
    pub data: String,
    /// Which rows it shows.
    pub filter: Filter,
    /// The caption.
    pub caption: Bilingual,
    /// Whether the table stands on a landscape page.
    pub landscape: bool,
    /// Whether its rows are numbered.
    pub numbered: bool,
    /// How its rows stand in two languages; chosen by their content, if not declared.
    pub bilingual: Option<Arrangement>,
    /// How the rows are grouped, from the outer groups to the inner ones; tables have one level.
    pub grouping: Vec<Grouping>,
    /// The columns from left to right.
    pub columns: Vec<Column>,
    /// Abbreviations spelled out beneath, by their short form.
    pub abbreviations: Vec<String>,
    /// Notes beneath, lettered when they belong to a cell.
    pub notes: Vec<Note>,
    /// Whether recorded contradictions about the studies shown are noted beneath.
    pub contradictions: bool,
    /// What the table was made from.
    pub source: Bilingual,
    /// What is drawn, when it is a figure.
    pub drawing: Option<Drawing>,
    /// The name of the tool by which its rows are appraised, as written.
    pub tool: Option<Stated>,
    /// That tool.
    pub appraisal: Option<Arc<Tool>>,
    /// The arms of a baseline table, each with the ending of its columns and its name.
    pub arms: Vec<(String, Bilingual)>,
    /// The summary of findings that it shows, when it is one.
    pub summary: Option<Arc<SummaryOfFindings>>,
}

impl Declaration {
    /// What it is, in the author's words.
    pub fn describe(&self) -> String {
        let noun = if self.drawing.is_some() { "figure" } else { "table" };
        format!("the {noun} “{}”", self.name)
    }

    /// The heads that stand over several heads, from left to right.
    pub fn spans(&self) -> Vec<Span<'_>> {
        let same = |a: &Column, b: &Column| !a.over.is_empty() && a.over == b.over;
        let mut from = 0;
        let mut spans = Vec::new();
        for columns in self.columns.chunk_by(same) {
            if !columns[0].over.is_empty() {
                spans.push(Span { from, columns });
            }
            from += columns.len();
        }
        spans
    }
}

/// Neighbouring columns under one head.
#[derive(Debug)]
pub struct Span<'a> {
    /// The place of the first column among those of the table, from 0.
    pub from: usize,
    /// The columns, of which there is one at least.
    pub columns: &'a [Column],
}

impl Span<'_> {
    /// What stands over them.
    pub fn over(&self) -> &Bilingual {
        &self.columns[0].over
    }

    /// The unit that all of them have: it is said once, above.
    pub fn unit(&self) -> Option<&Unit> {
        let unit = self.columns[0].unit.as_ref();
        unit.filter(|_| self.columns.iter().all(|column| column.unit.as_ref() == unit))
    }
}

/// How rows are grouped on one level.
#[derive(Debug, Clone)]
pub struct Grouping {
    /// What stands over the groups, in a figure that sets them in a column of their own.
    pub head: Bilingual,
    /// What makes the groups.
    pub groups: Groups,
}

/// What makes the groups of one level.
#[derive(Debug, Clone)]
pub enum Groups {
    /// Groups declared one by one.
    Declared(Vec<Part>),
    /// One group for each row of a data set, whose id the rows name.
    Rows {
        /// The column that names it.
        by: String,
        /// The data set.
        data: String,
        /// What stands in the group's label, filled in with its row.
        lines: Vec<Line>,
    },
}

impl Groups {
    /// The columns of the rows that decide.
    pub fn columns(&self) -> Vec<&str> {
        match self {
            Groups::Rows { by, .. } => vec![by],
            Groups::Declared(parts) => {
                let named = parts.iter().flat_map(|part| &part.filter.0);
                let mut columns: Vec<&str> = named.map(|(column, _)| column.as_str()).collect();
                columns.sort_unstable();
                columns.dedup();
                columns
            }
        }
    }
}

/// One column.
#[derive(Debug, Clone)]
pub struct Column {
    /// The name by which notes refer to it.
    pub id: String,
    /// What stands in the head.
    pub head: Bilingual,
    /// What stands over the head, and over those of neighbours that say the same; may be empty.
    pub over: Bilingual,
    /// The unit beneath the head.
    pub unit: Option<Unit>,
    /// One of [`ALIGNMENTS`].
    pub align: String,
    /// A Typst length, fraction, or `auto`.
    pub width: String,
    /// Whether quantities carry their units; a head such as “Patients” can say it for all.
    pub units: bool,
    /// What the cells show.
    pub content: Content,
    /// What the quantities of a drawn column are called, in their order.
    pub series: Vec<Bilingual>,
}

impl Column {
    /// A column that no author declares: quantities carry their units, and nothing stands over its head.
    pub fn made(id: &str, head: Bilingual, content: Content, align: &str, width: &str) -> Column {
        Column {
            id: id.to_string(),
            head,
            over: Bilingual::default(),
            unit: None,
            align: align.to_string(),
            width: width.to_string(),
            units: true,
            content,
            series: Vec::new(),
        }
    }
}

/// What the cells of a column show.
#[derive(Debug, Clone)]
pub enum Content {
    /// Lines of text with values in `{{ }}`, evaluated with `row` as the row; empty lines vanish.
    Lines(Vec<Line>),
    /// The quantities with these ids that the row's study has, each with its label.
    Results(Vec<String>),
    /// The first of these quantities that the row's study has, aligned on its decimal point.
    Value(Vec<String>),
    /// The 95% interval of the first of these quantities, printed or worked out.
    Interval(Vec<String>),
    /// The count behind the first of these percentages: `7/37`.
    Count(Vec<String>),
    /// These quantities as marks on an axis; figures only.
    Plot(Vec<String>),
    /// The first of these quantities that the row's study has as so many dots; maps only.
    People(Vec<String>),
    /// Part of a study of an analysis; forest plots only.
    Study(StudyPart),
    /// The name of the row's study.
    Name,
    /// The judgement in this column of the data; tables of appraisals only.
    Judged(String),
    /// The name of a characteristic; baseline tables only.
    Characteristic,
    /// What the arm with this ending has of a characteristic; baseline tables only.
    Arm(String),
    /// Part of what is judged of all studies; summaries of judgements only.
    Judgements(JudgedPart),
    /// A box of a flow chart in this lane.
    Boxed(Lane),
    /// Part of an outcome; summaries of findings only.
    Finding(FindingPart),
}

/// What a column of a summary of judgements shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum JudgedPart {
    /// The name of the domain.
    Domain,
    /// The shares on the axis.
    Bar,
    /// How many studies.
    Numbers,
}

/// Where the boxes of a flow chart stand, from left to right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lane {
    /// Studies of an earlier version of a review.
    Previous,
    /// What goes on.
    Main,
    /// What leaves it.
    Side,
    /// What goes on from other sources.
    Other,
    /// What leaves those.
    OtherSide,
    /// People of this arm.
    Arm(String),
}

impl Lane {
    /// The word by which templates know it.
    pub fn id(&self) -> String {
        match self {
            Lane::Previous => "previous".to_string(),
            Lane::Main => "main".to_string(),
            Lane::Side => "side".to_string(),
            Lane::Other => "other".to_string(),
            Lane::OtherSide => "other-side".to_string(),
            Lane::Arm(_) => "arm".to_string(),
        }
    }
}

/// What a column of a summary of findings shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FindingPart {
    /// What is measured.
    Outcome,
    /// Participants and studies.
    Participants,
    /// How sure it is.
    Certainty,
    /// The relative effect.
    Effect,
    /// The risk in an arm, 0 or 1.
    Risk(usize),
    /// The difference that the effect makes.
    Difference,
    /// A sentence that says no more than the certainty allows.
    Meaning,
}

/// What a column of an analysis shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StudyPart {
    /// The name.
    Label,
    /// The figures of an arm, 0 or 1.
    Arm(usize),
    /// The effect on the axis.
    Plot,
    /// The effect with its interval.
    Effect,
    /// The weight.
    Weight,
}

impl Content {
    /// Whether the cells are drawn on an axis.
    pub fn is_drawn(&self) -> bool {
        matches!(
            self,
            Content::Plot(_)
                | Content::Study(StudyPart::Plot)
                | Content::Judgements(JudgedPart::Bar)
        )
    }

    /// The quantities that the cells show.
    pub fn quantities(&self) -> &[String] {
        match self {
            Content::Lines(_)
            | Content::Study(_)
            | Content::Finding(_)
            | Content::Name
            | Content::Characteristic
            | Content::Arm(_)
            | Content::Boxed(_)
            | Content::Judgements(_)
            | Content::Judged(_) => &[],
            Content::Results(ids)
            | Content::Value(ids)
            | Content::Interval(ids)
            | Content::Count(ids)
            | Content::Plot(ids)
            | Content::People(ids) => ids,
        }
    }
}

/// A note beneath a table.
#[derive(Debug, Clone)]
pub struct Note {
    /// The row's id and the column's id, when the note belongs to a cell.
    pub at: Option<(String, String)>,
    /// What it says.
    pub text: Line,
    /// Where it is declared.
    pub place: Place,
}
