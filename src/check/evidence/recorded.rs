//! D1210: contradictions that the project records are shown to its readers; the others are findings.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use indexmap::IndexMap;

use super::contradiction::Contradiction;
use super::doubts;
use super::tongue::Tongue;
use crate::data::place::Place;
use crate::data::tree::{Cell, Entry, List, Map, Node};
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::doubt::Doubts;
use crate::model::inputs::{Dataset, Inputs, Row};

/// Puts every recorded contradiction together with its record; gives the data set that documents
/// print, the cells in doubt, and findings for contradictions without a record and records without a contradiction.
pub fn apply(
    inputs: &Inputs,
    found: Vec<Contradiction>,
    findings: &mut Findings,
) -> (Dataset, Doubts) {
    let records = &inputs.records;
    let mut shown: Vec<Option<Contradiction>> = records.iter().map(|_| None).collect();
    let mut known = Known::new(records);
    for contradiction in found {
        let code = contradiction.finding.code.id;
        let about = known.name(&contradiction);
        match known.records.get(&(code, about.as_str())).copied() {
            Some(at) if shown[at].is_none() => shown[at] = Some(contradiction),
            // A second finding of the same kind about the same thing is covered by the record.
            Some(_) => {}
            None if known.said.insert((code, about.clone())) => {
                findings.push(unrecorded(contradiction, &about, inputs));
            }
            None => {}
        }
    }
    let own = inputs.manifest.project.languages.iter();
    let tongues: Vec<Tongue> = own.map(|it| Tongue::of(*it, &inputs.languages)).collect();
    let mut recorded = Vec::new();
    for (record, contradiction) in records.iter().zip(shown) {
        match contradiction {
            Some(it) => recorded.push((Arc::new(row(record, &it, &tongues)), it)),
            None => findings.push(idle(record)),
        }
    }
    let doubts = doubts::of(inputs, &recorded, findings);
    (dataset(recorded.into_iter().map(|(row, _)| row).collect()), doubts)
}

/// The file in which something was found first, and what was found there.
type First = (Arc<str>, HashSet<String>);

/// What records name, and what has been found so far.
struct Known<'a> {
    /// The records, by the code and by what they are about.
    records: HashMap<(&'a str, &'a str), usize>,
    /// Where each was found first: a record that names no file is about that.
    first: HashMap<(&'static str, String), First>,
    /// What was told.
    said: HashSet<(&'static str, String)>,
}

impl<'a> Known<'a> {
    fn new(all: &'a [Arc<Map>]) -> Known<'a> {
        let mut records = HashMap::new();
        for (at, record) in all.iter().enumerate() {
            records.entry((record.text("code"), record.text("about"))).or_insert(at);
        }
        Known { records, first: HashMap::new(), said: HashSet::new() }
    }

    /// How a record names a contradiction: `alpha.orr`, and `alpha.orr (more.csv)` where another file has the first of
    /// that name and does not say the same, as a second reading of one source does. Naming the file is never wrong.
    fn name(&mut self, contradiction: &Contradiction) -> String {
        let finding = &contradiction.finding;
        let (code, file) = (finding.code.id, &finding.place.file);
        let named = format!("{} ({file})", contradiction.about);
        if self.records.contains_key(&(code, named.as_str())) {
            return named;
        }
        let first = self.first.entry((code, contradiction.about.clone()));
        let (of, messages) = first.or_insert_with(|| (file.clone(), HashSet::new()));
        if of == file {
            messages.insert(finding.message.clone());
        }
        if messages.contains(&finding.message) { contradiction.about.clone() } else { named }
    }
}

/// A finding for a contradiction that no record tells; the help line says where one goes.
fn unrecorded(contradiction: Contradiction, about: &str, inputs: &Inputs) -> Diagnostic {
    let code = contradiction.finding.code.id;
    let place = match &inputs.manifest.project.conflicts {
        Some(file) => format!("in `{}`", file.path),
        None => "in a file that [project] names, conflicts = \"conflicts.csv\",".to_string(),
    };
    let help = format!(
        "compare with the source; if it prints this, record it {place} by a row with the `code` {code} and the `about` {about}"
    );
    contradiction.finding.help(help)
}

fn idle(record: &Map) -> Diagnostic {
    let message = format!(
        "this record matches no contradiction {} about `{}`",
        record.text("code"),
        record.text("about")
    );
    Diagnostic::new(codes::IDLE_RECORD, record.place.clone(), message)
        .help("remove it, or copy `about` from the help line of the finding it records")
}

/// The record's own columns, what each side prints and where, and the references.
fn row(record: &Map, contradiction: &Contradiction, tongues: &[Tongue]) -> Map {
    let mut row = record.clone();
    let mut add = |name: &str, node: Option<Node>| {
        if let Some(node) = node {
            row.entries.insert(name.to_string(), Entry { key: record.place.clone(), node });
        }
    };
    for (side, [printed, place]) in
        contradiction.sides.iter().zip([["first", "first_place"], ["second", "second_place"]])
    {
        add(printed, side.printed.node(tongues));
        add(place, side.place.node(tongues));
    }
    if record.filled("references").is_none() {
        add("references", references(&contradiction.references).or_else(|| empty(record)));
    }
    row
}

/// The keys of all references, each once, joined as `cite(…)` reads them.
fn references(cells: &[Cell]) -> Option<Node> {
    let mut keys: Vec<&str> = Vec::new();
    for key in cells.iter().flat_map(|cell| cell.text.split(';')).map(str::trim) {
        if !key.is_empty() && !keys.contains(&key) {
            keys.push(key);
        }
    }
    Cell::composed(&keys.join("; "), &cells.iter().collect::<Vec<_>>()).map(Node::Cell)
}

fn empty(record: &Map) -> Option<Node> {
    Cell::composed("", &[record.filled("code")?]).map(Node::Cell)
}

fn dataset(rows: Vec<Arc<Map>>) -> Dataset {
    let place = rows.first().map_or_else(|| Place::file(""), |row| row.place.clone());
    let by_id = rows.iter().map(|row| (row.text("id").to_string(), Row::Plain(row.clone())));
    let by_id: IndexMap<String, Row> = by_id.filter(|(id, _)| !id.is_empty()).collect();
    Dataset {
        root: Node::List(List { items: rows.into_iter().map(Node::Map).collect(), place }),
        named: Vec::new(),
        rows: by_id,
        keys: Vec::new(),
        within: HashSet::new(),
    }
}
