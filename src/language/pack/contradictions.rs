//! What a document says of the sides of a contradiction that the source has and the project records.

use schemars::JsonSchema;
use serde::Deserialize;

use super::messages::Message;

/// The words in the columns `first`, `second` and their places of the data set `conflicts`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct Contradictions {
    /// In place of a place in the source: that a figure follows from those that it states.
    pub calculated: String,
    /// From one number to another, in words or signs: `{low}`, `{high}`.
    pub range: String,
    /// Before the number that a percentage is of: `{n}`.
    pub denominator: String,
    /// That a figure has no reference.
    pub no_reference: String,
    /// Which references a place cites: `{list}`.
    pub cites: Message,
    /// That the text cites none.
    pub not_cited: String,
    /// That nothing cites a reference.
    pub cited_nowhere: String,
    /// The number of the reference that would come next: `{n}`.
    pub was_next: String,
    /// What abbreviated pages may mean: `{pages}`.
    pub perhaps: String,
}
