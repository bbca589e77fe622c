//! Covidence's exports: a table of studies, or of what was judged of them.

use super::bias::{self, Judgements};
use super::imported::{Imported, shown};
use super::slug::csv;
use super::studies::{self, Authors, Reference};
use super::table::Table;

const NUMBER: &[&str] = &["covidence #", "covidence number", "covidence id"];
const STUDY: &[&str] = &["study id", "study", "study name"];
const TITLE: &[&str] = &["title"];

/// The heads of what a reference is made of.
const TAKEN: [&[&str]; 8] = [
    &["authors"],
    TITLE,
    &["journal"],
    &["published year", "year"],
    &["volume"],
    &["issue"],
    &["pages"],
    &["doi"],
];

/// Whether a table is such an export.
pub fn knows(table: &Table) -> bool {
    table.column(NUMBER).is_some()
        && (table.column(TITLE).is_some() || table.column(STUDY).is_some())
}

/// Reads judgements where there are such columns, else references where there are authors, else the table as data.
pub fn import(table: &Table) -> Imported {
    let mut imported = Imported::default();
    let judged: Vec<(usize, &'static str)> = table
        .heads
        .iter()
        .enumerate()
        .filter(|(at, head)| !head.contains("support") && is_judgement(table, *at))
        .filter_map(|(at, head)| Some((at, bias::domain(head)?)))
        .collect();
    let mut part =
        format!("# From {}: put these parts into the files that they name.\n", shown(&table.name));
    if !judged.is_empty() {
        let mut found = Judgements::default();
        for (line, row) in &table.rows {
            let study = table.text(row, STUDY);
            found.study(study);
            let own = |at: &usize| row.get(*at).and_then(|cell| judgement(cell));
            let own = judged.iter().filter_map(|(at, domain)| Some((*domain, own(at)?)));
            own.for_each(|(domain, judgement)| found.add(study, domain, judgement, *line));
        }
        if let Some((line, message)) = found.left_out() {
            imported.left_out(table.place(line), message);
        }
        if let Some((file, own)) = found.written() {
            imported.files.push(file);
            part += &own;
        }
        others(table, |at| judged.iter().any(|it| it.0 == at), &mut imported);
    } else if table.column(&["authors"]).is_some() {
        let all: Vec<Reference> = table.rows.iter().map(|(_, row)| reference(table, row)).collect();
        imported.files.push(("references/studies.ris".to_string(), studies::ris(&all)));
        part += "\n# In [project]:\n# references = \"references/studies.ris\"\n";
        let taken: Vec<usize> = TAKEN.iter().filter_map(|it| table.column(it)).collect();
        others(table, |at| taken.contains(&at), &mut imported);
    } else {
        imported.files.push(("evidence/extracted.csv".to_string(), as_it_is(table)));
        part += "\n# In [data]:\n# extracted = \"evidence/extracted.csv\"\n";
    }
    imported.files.push(("import.toml".to_string(), part));
    imported
}

/// Low, high or unclear, in whatever words.
fn judgement(cell: &str) -> Option<&'static str> {
    let cell = cell.trim().to_lowercase();
    let cell =
        cell.trim_end_matches(" risk").trim_end_matches(" of bias").trim_end_matches(" risk");
    match cell {
        "low" => Some("low"),
        "high" => Some("high"),
        "unclear" => Some("unclear"),
        _ => None,
    }
}

/// Whether a column has nothing but judgements.
fn is_judgement(table: &Table, at: usize) -> bool {
    let cells = || table.rows.iter().filter_map(|(_, row)| row.get(at)).filter(|it| !it.is_empty());
    cells().next().is_some() && cells().all(|it| judgement(it).is_some())
}

/// Columns that are taken nowhere.
fn others(table: &Table, is_taken: impl Fn(usize) -> bool, imported: &mut Imported) {
    let known = [NUMBER, STUDY, TITLE, &["reviewer name", "reviewer"]];
    let is_known = |head: &str| known.iter().any(|it| it.contains(&head));
    let left: Vec<&str> = (0..table.heads.len())
        .filter(|at| !is_taken(*at) && !is_known(&table.heads[*at]))
        .map(|at| table.written[at].as_str())
        .collect();
    if !left.is_empty() {
        imported
            .left_out(table.place(1), format!("these columns are not taken: {}", left.join(", ")));
    }
}

fn reference(table: &Table, row: &[String]) -> Reference {
    let [authors, title, journal, year, volume, issue, pages, doi] =
        TAKEN.map(|names| table.text(row, names).to_string());
    let authors = Authors::Full(authors);
    Reference { authors, title, journal, year, volume, issue, pages, doi }
}

fn as_it_is(table: &Table) -> String {
    let rows: Vec<Vec<String>> = [table.written.clone()]
        .into_iter()
        .chain(table.rows.iter().map(|(_, row)| row.clone()))
        .collect();
    csv(&rows)
}
