//! The words of tables and flow charts by which studies and reviews report whom they are about.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The words of baseline tables and of flow charts. What stands in braces is put in.
#[derive(Debug, Clone, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportingWords {
    /// The head over characteristics.
    pub characteristic: String,
    /// That a row has counts and percentages: `n (%)`.
    pub count: String,
    /// That it has means and standard deviations.
    pub mean: String,
    /// That it has medians and quartiles.
    pub median: String,
    /// What stands along the errors of a funnel plot: `{measure}`.
    pub standard_error: String,
    /// What stands over an axis where equal ratios take equal room: `{measure}`.
    pub log_axis: String,
    /// Egger's test, with `=` or `<` before what is put in: `{k}`, `{p}`.
    pub asymmetry: String,
    /// The head over numbers of studies.
    pub studies: String,
    /// What stands in a box of a flow chart, and how many: `{what}`, `{n}`.
    #[serde(rename = "box")]
    pub boxed: String,
    /// The stages of a flow chart: `identification`, `screening`, `included`; `enrolment`, `allocation`, `follow_up`,
    /// `analysis`.
    pub stages: BTreeMap<String, String>,
    /// What stands over the columns of a flow of records: `previous`, `main`, `other`.
    pub lanes: BTreeMap<String, String>,
    /// What the boxes count, by the names that data use; `allocated` has `{arm}`.
    pub boxes: BTreeMap<String, String>,
}
