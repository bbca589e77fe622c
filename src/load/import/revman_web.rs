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

/// The heads of what is said of a row beside its figures.
const YEAR: &[&str] = &["study year", "year"];
const SUBGROUP: &[&str] = &["subgroup", "subgroup name"];
const NAME: &[&str] = &["analysis name", "outcome", "outcome name"];
const FOOTNOTES: &[&str] = &["footnotes", "footnote"];

/// What an analysis works out anew from the figures, and how the program numbers its subgroups and marks rows of sums.
const WORKED_OUT: &[&str] =
    &["subgroup number", "applicability", "weight", "mean", "effect", "ci start", "ci end"];

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
        let Some((columns, measure)) = kind(table, rows) else {
            let place = table.place(rows.first().map_or(0, |it| it.0));
            let message = format!("the analysis {group}.{number} has no figures of studies");
            imported.left_out(place, message);
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
        imported.left_out(table.place(1), not_settled(unsettled, outcomes.len()));
    }
    tell_unread(table, &mut imported);
    let (mut files, part) = written(&table.name, outcomes);
    files.push(("import.toml".to_string(), part));
    imported.files = files;
    imported
}

fn not_settled(unsettled: usize, of: usize) -> String {
    format!(
        "measure and method of {unsettled} of {of} analyses stand in another file of the package, which is not \
         beside this one or does not tell them: choose them in import.toml"
    )
}

/// The columns that the studies of an analysis fill in, and the usual measure of such figures.
fn kind(table: &Table, rows: &Rows) -> Option<(Columns, &'static str)> {
    let kinds = [(MEANS, "MD"), (COUNTS, "RR"), (ESTIMATES, "difference"), (DIFFERENCES, "HR")];
    let filled = |columns: Columns| {
        let cells = |row: &&[String]| columns.iter().all(|it| !table.text(row, it.1).is_empty());
        has(table, columns) && rows.iter().any(|(_, row)| cells(row))
    };
    kinds.into_iter().find(|(columns, _)| filled(columns))
}

/// Tells which columns with something in them are in none of the files.
fn tell_unread(table: &Table, imported: &mut Imported) {
    let figures = [COUNTS, MEANS, ESTIMATES, DIFFERENCES].into_iter().flatten().map(|it| it.1);
    let others = [GROUP, NUMBER, STUDY, YEAR, SUBGROUP, NAME, FOOTNOTES, WORKED_OUT];
    let known: Vec<&str> = figures.chain(others).flatten().copied().collect();
    for (at, head) in table.heads.iter().enumerate().filter(|(_, it)| !known.contains(&&***it)) {
        let filled =
            |(_, row): &&(usize, Vec<String>)| row.get(at).is_some_and(|it| !it.is_empty());
        let mut rows = table.rows.iter().filter(filled);
        let Some((line, _)) = rows.next() else { continue };
        let name = table.written.get(at).unwrap_or(head);
        let more = rows.count() + 1;
        imported.left_out(
            table.place(*line),
            format!("the column “{name}”, filled in {more} rows, is in none of the files"),
        );
    }
}

/// The name of a study without the marks of footnotes that stand behind it: `Arbor 1948 (1)`.
fn without_marks(name: &str, footnotes: &str) -> String {
    let mut name = name;
    while let Some((before, mark)) = name.rsplit_once(" (")
        && mark.len() > 1
        && mark.strip_suffix(')').is_some_and(|it| it.bytes().all(|it| it.is_ascii_digit()))
        && footnotes.contains(&format!("({mark}"))
    {
        name = before.trim_end();
    }
    name.to_string()
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
        study: without_marks(table.text(row, STUDY), table.text(row, FOOTNOTES)),
        year: table.text(row, YEAR).to_string(),
        subgroup: table.text(row, SUBGROUP).to_string(),
        footnotes: table.text(row, FOOTNOTES).to_string(),
        figures: columns.iter().map(|it| table.text(row, it.1).to_string()).collect(),
        place: format!("{}, line {line}", file(&table.name)),
    };
    let first = rows.first().map_or(&[][..], |it| it.1);
    let name = table.text(first, NAME);
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
