//! RevMan Web's data package: the file of data rows, a row for each study of each analysis.

use indexmap::IndexMap;

use super::imported::{Imported, file, written};
use super::methods;
use super::outcomes::{Outcome, Row};
use super::revman_settings::{self, GROUP, NUMBER, Settings};
use super::slug::slug;
use super::table::Table;

/// The heads by which studies are known.
const STUDY: &[&str] = &["study", "study name"];

/// The columns of each kind of outcome, each with the heads that it may have.
type Columns = &'static [(&'static str, &'static [&'static str])];
const COUNTS: Columns = &[
    ("events_1", &["experimental cases", "experimental events"]),
    ("n_1", &["experimental n", "experimental total"]),
    ("events_2", &["control cases", "control events"]),
    ("n_2", &["control n", "control total"]),
];
const MEANS: Columns = &[
    ("mean_1", &["experimental mean"]),
    ("sd_1", &["experimental sd"]),
    ("n_1", &["experimental n", "experimental total"]),
    ("mean_2", &["control mean"]),
    ("sd_2", &["control sd"]),
    ("n_2", &["control n", "control total"]),
];
const ESTIMATES: Columns = &[("estimate", &["giv mean", "estimate"]), ("se", &["giv se", "se"])];
const DIFFERENCES: Columns = &[("o_minus_e", &["o-e", "o.e", "o - e"]), ("v", &["variance"])];

/// Rows with their lines.
type Rows<'a> = Vec<(usize, &'a [String])>;

/// Whether a table is such a file.
pub fn knows(table: &Table) -> bool {
    let needed = [GROUP, NUMBER, STUDY];
    needed.iter().all(|it| table.column(it).is_some())
        && [COUNTS, MEANS, ESTIMATES, DIFFERENCES].iter().any(|it| has(table, it))
}

fn has(table: &Table, columns: Columns) -> bool {
    columns.iter().all(|(_, heads)| table.column(heads).is_some())
}

/// Whether a table has what is judged of each study, domain by domain.
pub fn judges(table: &Table) -> bool {
    table.column(STUDY).is_some()
        && table.heads.iter().any(|head| head.starts_with("domain (judgement)"))
}

/// Reads the analyses. How effects were pooled stands in another file of the package: without it, it is said that the
/// author must choose.
pub fn import(table: &Table, settings: Option<&Table>) -> Imported {
    let mut imported = Imported::default();
    let mut by_analysis: IndexMap<(String, String), Rows> = IndexMap::new();
    for (line, row) in &table.rows {
        let key = (table.text(row, GROUP).to_string(), table.text(row, NUMBER).to_string());
        by_analysis.entry(key).or_default().push((*line, row));
    }
    let settings = settings.map(|it| (it, revman_settings::by_analysis(it)));
    let (mut outcomes, mut unsettled) = (Vec::new(), 0);
    for ((group, number), rows) in &by_analysis {
        let kinds = [(MEANS, "MD"), (COUNTS, "RR"), (ESTIMATES, "difference"), (DIFFERENCES, "HR")];
        let filled = |columns: Columns| {
            let cells =
                |row: &&[String]| columns.iter().all(|it| !table.text(row, it.1).is_empty());
            has(table, columns) && rows.iter().any(|(_, row)| cells(row))
        };
        let Some((columns, measure)) = kinds.into_iter().find(|(columns, _)| filled(columns))
        else {
            let place = table.place(rows.first().map_or(0, |it| it.0));
            imported.left_out(
                place,
                format!("the analysis {group}.{number} has no figures of studies"),
            );
            continue;
        };
        let mut own = outcome(table, (group, number), columns, measure, rows);
        let estimates = columns == ESTIMATES;
        let settings = settings.as_ref().and_then(|(table, rows)| {
            Settings::of(table, rows.get(&(group.as_str(), number.as_str()))?, estimates)
        });
        match settings {
            Some(found) => pooled_so(&mut own, found),
            None => unsettled += 1,
        }
        outcomes.push(own);
    }
    if outcomes.is_empty() {
        return Imported::failed(&table.name, "this table has no figures of studies".to_string());
    }
    if unsettled > 0 {
        imported.left_out(
            table.place(1),
            format!(
                "measure and method of {unsettled} of {} analyses stand in another file of the package, which is not \
                 beside this one or does not tell them: choose them in import.toml",
                outcomes.len()
            ),
        );
    }
    let (mut files, part) = written(&table.name, outcomes);
    files.push(("import.toml".to_string(), part));
    imported.files = files;
    imported
}

fn pooled_so(outcome: &mut Outcome, settings: Settings) {
    outcome.measure = settings.measure.to_string();
    outcome.methods = settings.methods;
    outcome.arms = settings.arms;
    if !settings.outcome.is_empty() {
        outcome.name = settings.outcome;
    }
}

fn outcome(
    table: &Table,
    (group, number): (&str, &str),
    columns: Columns,
    measure: &str,
    rows: &[(usize, &[String])],
) -> Outcome {
    let one = |(line, row): &(usize, &[String])| Row {
        study: table.text(row, STUDY).to_string(),
        year: table.text(row, &["study year", "year"]).to_string(),
        subgroup: table.text(row, &["subgroup", "subgroup name"]).to_string(),
        figures: columns.iter().map(|it| table.text(row, it.1).to_string()).collect(),
        place: format!("{}, line {line}", file(&table.name)),
    };
    let first = rows.first().map_or(&[][..], |it| it.1);
    let name = table.text(first, &["analysis name", "outcome", "outcome name"]);
    let methods = methods::of_revman(measure, Some("IV"), true);
    Outcome {
        id: slug(&format!("a_{group}_{number}")),
        name: if name.is_empty() { format!("{group}.{number}") } else { name.to_string() },
        arms: Default::default(),
        measure: measure.to_string(),
        methods,
        columns: columns.iter().map(|it| it.0).collect(),
        rows: rows.iter().map(one).collect(),
    }
}
