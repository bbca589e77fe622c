//! Documents that are made once for each record of a data set, and what their texts know.

use std::sync::Arc;

use super::parameter::Given;
use super::selection::Filter;
use crate::data::place::Place;
use crate::data::tree::{Cell, Map};

/// A document whose strings in the manifest have expressions: it is known when they are filled in, for
/// each record or, without records, once.
#[derive(Debug, Clone)]
pub struct Series {
    /// The name of the document.
    pub name: String,
    /// Its table in the manifest, as written.
    pub table: Arc<Map>,
    /// For which records it is made.
    pub records: Option<Records>,
    /// How its files are called.
    pub out: Option<Cell>,
}

/// The records that a document is made for.
#[derive(Debug, Clone)]
pub struct Records {
    /// The data set.
    pub data: Cell,
    /// The name of the record in texts and in strings of the manifest.
    pub name: String,
    /// Which of them.
    pub which: Which,
}

/// Which records a document is made for.
#[derive(Debug, Clone)]
pub enum Which {
    /// Those with certain values in certain columns; all, when it names no column.
    Values(Filter),
    /// Those for which an expression is true.
    Expression(Cell),
}

/// A record that a document is made for.
#[derive(Debug, Clone)]
pub struct Record {
    /// The data set.
    pub data: Arc<str>,
    /// Its name in texts.
    pub name: Arc<str>,
    /// Its id, or the number of its row.
    pub key: Arc<str>,
    /// What is written in it.
    pub row: Arc<Map>,
}

impl Record {
    /// How findings begin to tell of their record.
    pub const OF_A_RECORD: &'static str = "for the record";

    /// What belongs to every finding of its document.
    pub fn context(&self) -> (Place, String) {
        let told = format!("{} `{}` of `{}`", Record::OF_A_RECORD, self.key, self.data);
        (self.row.place.clone(), told)
    }
}

/// What the texts of a document know beside the data.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    /// The record that it is made for.
    pub record: Option<Record>,
    /// The parameters with their values.
    pub parameters: Vec<(String, Given)>,
    /// The profile that was asked for, if the document has it.
    pub profile: Option<String>,
}
