//! The tables of the languages of a project, in any of which a word may stand.

use std::sync::Arc;

use crate::check::text::numbers::tables::Tables;
use crate::language::comparison::Table;

/// The tables of the languages of a project.
pub type Languages<'t> = &'t [Arc<Tables>];

/// Whether any word of a table, in any of the languages, is such.
pub fn any(languages: Languages, table: Table, is: impl Fn(&str) -> bool) -> bool {
    languages.iter().any(|tables| tables.list(table).iter().any(|word| is(&word.text)))
}
