//! What a declared figure adds to a declared table: its kind, its axis, its classes of rows.

use std::sync::Arc;

use super::forest_layout::ForestLayout;
use super::line::Line;
use super::manifest::Stated;
use super::selection::Part;
use crate::data::place::Place;
use crate::language::Bilingual;

/// What is drawn of the rows.
#[derive(Debug, Clone)]
pub struct Drawing {
    /// The kind of figure.
    pub kind: FigureKind,
    /// The axis, for figures that have one.
    pub axis: Axis,
    /// Classes of rows, each with its mark; the legend names them.
    pub classes: Vec<(Part, Fill)>,
    /// The analysis whose studies and results a forest plot shows.
    pub analysis: Option<Stated>,
    /// Further analyses whose people stand beneath those of the first.
    pub further: Vec<Stated>,
    /// In which order it shows the studies.
    pub sort: Sort,
    /// What it shows of them.
    pub show: Show,
    /// The table of appraisals whose judgements stand beside the studies.
    pub bias: Option<Stated>,
    /// How wide the plot of an analysis is: a length, or `auto`.
    pub width: String,
    /// How a house sets it, if one is named.
    pub layout: Option<Arc<ForestLayout>>,
    /// Whether it leaves out what is said of heterogeneity, the prediction interval and the weights.
    pub brief: bool,
    /// What stands beneath the left and the right end of the axis.
    pub favours: Option<[Bilingual; 2]>,
    /// The parts of a visual abstract, from top to bottom.
    pub bands: Vec<Band>,
}

impl Drawing {
    /// The names of the figures that a visual abstract shows.
    pub fn within(&self) -> Vec<String> {
        self.bands.iter().filter_map(|band| Some(band.figure.as_ref()?.text.clone())).collect()
    }
}

/// A part of a visual abstract: a figure, or points in words, or both.
#[derive(Debug, Clone)]
pub struct Band {
    /// What it is about.
    pub head: Bilingual,
    /// The declared figure that it shows.
    pub figure: Option<Stated>,
    /// What it says in words.
    pub points: Vec<BandPoint>,
    /// Whether slides show it too.
    pub on_slides: bool,
    /// Where it is declared.
    pub place: Place,
}

/// A point in words.
#[derive(Debug, Clone)]
pub struct BandPoint {
    /// What it is about.
    pub label: Bilingual,
    /// What it says.
    pub text: Option<Line>,
    /// Whether it is a warning.
    pub warns: bool,
    /// Where it is declared.
    pub place: Place,
}

/// In which order a forest plot shows studies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// As the data give them.
    #[default]
    Given,
    /// By effect, the lowest first.
    Effect,
    /// By weight, the heaviest first.
    Weight,
}

impl Sort {
    /// Each order, by the word of `figures.toml`.
    pub const ALL: [(&'static str, Sort); 3] =
        [("given", Sort::Given), ("effect", Sort::Effect), ("weight", Sort::Weight)];
}

/// What a forest plot shows of the studies of an analysis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Show {
    /// The effect of each.
    #[default]
    Studies,
    /// The pooled effect without each in turn.
    LeaveOneOut,
    /// The pooled effect as studies are added.
    Cumulative,
}

impl Show {
    /// Each, by the word of `figures.toml`.
    pub const ALL: [(&'static str, Show); 3] = [
        ("studies", Show::Studies),
        ("leave-one-out", Show::LeaveOneOut),
        ("cumulative", Show::Cumulative),
    ];
}

/// The kinds of figures.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureKind {
    /// Squares with their intervals on an axis, one row for one study.
    Forest,
    /// Dots on an axis, one row for one study, with comparators.
    Dots,
    /// Groups, groups within them, and rows, joined by arrows.
    Map,
    /// Rows of boxes joined by arrows: who entered, who could be judged.
    Flow,
    /// Records and reports of a review, from those found to those included.
    Prisma,
    /// People in a trial, from those assessed to those analysed.
    Consort,
    /// Bars of judgements, one for each domain of a tool of appraisal.
    Bias,
    /// Effects of studies beside their standard errors.
    Funnel,
    /// A hundred people for each row, some of them filled.
    Icons,
    /// Other figures and points in words, in bands: what a reader sees first.
    Visual,
}

impl FigureKind {
    /// Every kind, by the word of `figures.toml` and of the templates.
    pub const ALL: [(&'static str, FigureKind); 10] = [
        ("forest", FigureKind::Forest),
        ("dots", FigureKind::Dots),
        ("map", FigureKind::Map),
        ("flow", FigureKind::Flow),
        ("prisma", FigureKind::Prisma),
        ("consort", FigureKind::Consort),
        ("bias", FigureKind::Bias),
        ("funnel", FigureKind::Funnel),
        ("icons", FigureKind::Icons),
        ("visual", FigureKind::Visual),
    ];

    /// The word for it.
    pub fn id(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, kind)| *kind == self).map_or("", |(id, _)| id)
    }

    /// Whether it is a flow chart, whose boxes are known.
    pub fn is_chart(self) -> bool {
        matches!(self, FigureKind::Prisma | FigureKind::Consort)
    }

    /// Whether the figure has an axis.
    pub fn has_axis(self) -> bool {
        matches!(
            self,
            FigureKind::Forest | FigureKind::Dots | FigureKind::Bias | FigureKind::Funnel
        )
    }
}

/// The scales of an axis: whether equal ratios take equal room.
pub const SCALES: [(&str, bool); 2] = [("linear", false), ("log", true)];

/// An axis as declared; what is left out follows from the data.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Axis {
    /// Whether equal ratios take equal room, as for hazard ratios.
    pub log: bool,
    /// Where it begins.
    pub min: Option<f64>,
    /// Where it ends.
    pub max: Option<f64>,
    /// How far ticks stand apart.
    pub step: Option<f64>,
    /// Where a line stands to compare with.
    pub line: Option<f64>,
}

/// How the marks of a class are filled, so that classes differ without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fill {
    /// All ink.
    #[default]
    Solid,
    /// A light tone.
    Pale,
    /// Outline only.
    Hollow,
}

impl Fill {
    /// Every way of filling, by the word of `figures.toml` and of the templates.
    pub const ALL: [(&'static str, Fill); 3] =
        [("solid", Fill::Solid), ("pale", Fill::Pale), ("hollow", Fill::Hollow)];

    /// The word for it.
    pub fn id(self) -> &'static str {
        Self::ALL.into_iter().find(|(_, fill)| *fill == self).map_or("", |(id, _)| id)
    }
}
