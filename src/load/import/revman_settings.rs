//! How RevMan Web pools each analysis: the file of settings of its data package, beside that of the data rows.

use std::collections::HashMap;

use super::methods;
use super::table::Table;

/// The heads of the group of an analysis.
pub const GROUP: &[&str] = &["analysis group", "analysis group number", "comparison number"];
/// The heads of the number of an analysis in its group.
pub const NUMBER: &[&str] = &["analysis number", "outcome number"];

const ROWS: &str = "-data-rows.csv";
const SETTINGS: &str = "-overall-estimates-and-settings.csv";

/// The file in which the settings of a file of data rows stand, by name.
pub fn beside(name: &str) -> Option<String> {
    Some(format!("{}{SETTINGS}", name.strip_suffix(ROWS)?))
}

/// The settings of one analysis.
pub struct Settings {
    /// The measure, as analyses name it.
    pub measure: &'static str,
    /// How it is pooled, in keys of an analysis.
    pub methods: Vec<(&'static str, &'static str)>,
    /// What is measured.
    pub outcome: String,
    /// What the arms are called.
    pub arms: [String; 2],
}

/// The first row of each analysis, by its group and its number.
pub fn by_analysis(table: &Table) -> HashMap<(&str, &str), &[String]> {
    let mut rows = HashMap::new();
    for (_, row) in &table.rows {
        let of = (table.text(row, GROUP), table.text(row, NUMBER));
        rows.entry(of).or_insert(row.as_slice());
    }
    rows
}

impl Settings {
    /// The settings in a row; none where it names no measure that is known.
    pub fn of(table: &Table, row: &[String], estimates: bool) -> Option<Settings> {
        let text = |head: &str| table.text(row, &[head]);
        let is_log = ["true", "yes"].contains(&text("log-scale data").to_lowercase().as_str());
        let measure = measure(text("effect measure"), estimates, is_log)?;
        Some(Settings {
            measure,
            methods: methods(measure, &text, estimates && is_log),
            outcome: text("analysis name").to_string(),
            arms: ["experimental group label", "control group label"]
                .map(|it| text(it).to_string()),
        })
    }
}

/// The measure by its name; of published estimates, by whether they are logarithms.
fn measure(name: &str, estimates: bool, is_log: bool) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "hazard ratio" => "HR",
        _ if estimates => match is_log {
            true => "ratio",
            false => "difference",
        },
        "risk ratio" => "RR",
        "odds ratio" => "OR",
        "peto odds ratio" => "PETO",
        "risk difference" => "RD",
        "mean difference" => "MD",
        "std. mean difference" | "standardized mean difference" => "SMD",
        _ => return None,
    })
}

fn methods<'a>(
    measure: &str,
    text: &impl Fn(&str) -> &'a str,
    is_log: bool,
) -> Vec<(&'static str, &'static str)> {
    let of = |head: &str| text(head).to_lowercase();
    let method = match of("statistical method").as_str() {
        "mh" | "mantel-haenszel" => "MH",
        "peto" | "exp_o_e_var" => "PETO",
        _ => "IV",
    };
    let is_random = of("analysis model").starts_with("random");
    let mut keys = methods::of_revman(measure, Some(method), is_random);
    let estimator = of("heterogeneity estimator");
    if is_random && (estimator == "reml" || estimator.contains("restricted")) {
        keys.retain(|(key, _)| *key != "tau2" && *key != "corrected_sums");
        keys.push(("tau2", "\"REML\""));
    }
    if is_random && ["hksj", "hartung"].iter().any(|it| of("ci method").contains(it)) {
        keys.push(("interval", "\"hk\""));
    }
    if is_log {
        keys.push(("log", "true"));
    }
    keys
}
