//! What is measured: the names of measures and their kinds, which say how rules read their numbers.

use std::collections::HashMap;

use indexmap::IndexMap;

use super::relation::Pattern;
use crate::language::Bilingual;

/// One measure.
#[derive(Debug, Clone, Default)]
pub struct Measure {
    /// Its name in relations and, unless there are others, in data files.
    pub id: String,
    /// Of what kind it is.
    pub kind: MeasureKind,
    /// What it is called.
    pub name: Bilingual,
    /// The unit that its quantities are in where rules compare them; any when none is said.
    pub unit: Option<String>,
    /// Whether a proportion of the same thing whose denominator is not stated may be one of it.
    pub whole: bool,
    /// Whether it is a number of things of which stated denominators must be one.
    pub denominator: bool,
    /// The column in which the list of things repeats it.
    pub column: Option<String>,
}

/// How the numbers of a measure are read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum MeasureKind {
    /// A number like any other: an amount, a price, a level.
    #[default]
    Amount,
    /// How many there are: whole, and exact as printed.
    Count,
    /// A counted share of a whole number of things.
    Proportion,
    /// A share of something that is not counted, such as of a turnover.
    Share,
    /// A share that is left at a time, estimated from times: no share of a count.
    Rate,
    /// The time after which half is left.
    MedianTime,
    /// An arithmetic mean.
    Mean,
    /// One number by another.
    Ratio,
    /// A level in relation to that of a base, which is 100.
    Index,
    /// A change in relation to what was before.
    Growth,
    /// The difference between two shares.
    Difference,
}

impl MeasureKind {
    /// Every kind with its name.
    pub const ALL: [(&'static str, MeasureKind); 11] = [
        ("amount", MeasureKind::Amount),
        ("count", MeasureKind::Count),
        ("proportion", MeasureKind::Proportion),
        ("share", MeasureKind::Share),
        ("rate", MeasureKind::Rate),
        ("median-time", MeasureKind::MedianTime),
        ("mean", MeasureKind::Mean),
        ("ratio", MeasureKind::Ratio),
        ("index", MeasureKind::Index),
        ("growth", MeasureKind::Growth),
        ("difference", MeasureKind::Difference),
    ];

    /// Whether no count gives its percentages.
    pub fn is_uncounted(self) -> bool {
        !matches!(self, MeasureKind::Amount | MeasureKind::Count | MeasureKind::Proportion)
    }
}

/// The measures of a field of work, found by any of their names.
#[derive(Debug, Clone, Default)]
pub struct Measures {
    own: IndexMap<String, Measure>,
    aliases: HashMap<String, String>,
    /// Those whose name has a part that may be anything.
    patterns: Vec<(Pattern, String)>,
}

impl Measures {
    /// Adds a measure and its other names, in place of one of the same name.
    pub fn add(&mut self, measure: Measure, aliases: Vec<String>) {
        let id = measure.id.clone();
        for name in aliases.into_iter().chain([id.clone()]) {
            match Pattern::parse(&name) {
                Some(pattern) if pattern.is_open() => self.patterns.push((pattern, id.clone())),
                _ => drop(self.aliases.insert(name, id.clone())),
            }
        }
        self.own.insert(id, measure);
    }

    /// The measure of this name.
    pub fn find(&self, name: &str) -> Option<&Measure> {
        let open = || self.patterns.iter().find(|(it, _)| it.any(name).is_some());
        let id = self.aliases.get(name).or_else(|| Some(&open()?.1))?;
        self.own.get(id)
    }

    /// The measures in their order.
    pub fn iter(&self) -> impl Iterator<Item = &Measure> {
        self.own.values()
    }

    /// Every name that data may write.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.aliases.keys().map(String::as_str)
    }
}
