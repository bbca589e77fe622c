//! `[analyses.NAME]` and the rows that they name to studies, and what pooling these gives.

mod figures;
mod plan;
mod studies;

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;

use self::studies::Found;
use super::declared::groups::filter;
use super::fields::Fields;
use crate::data::tree::{Cell, Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::model::analysis::{Analysis, Better, Study, Subgroup};
use crate::model::inputs::Dataset;
use crate::model::keys;
use crate::model::selection::Filter;
use crate::quantity::synthesis::absolute::Baseline;
use crate::quantity::synthesis::grouped::synthesize;
use crate::quantity::synthesis::measure::{Measure, Scale};
use crate::quantity::synthesis::plan::Plan;

/// Reads and computes every analysis of the manifest.
pub fn read(
    declared: Option<&Arc<Map>>,
    data: &IndexMap<String, Arc<Dataset>>,
    findings: &mut Findings,
) -> IndexMap<String, Arc<Analysis>> {
    let mut analyses = IndexMap::new();
    for (name, entry) in declared.iter().flat_map(|map| &map.entries) {
        let Some(map) = entry.node.as_map() else {
            let message = format!("`{name}` must be a table: write [analyses.{name}]");
            let place = entry.node.place().clone();
            findings.push(Diagnostic::new(codes::WRONG_TYPE, place, message));
            continue;
        };
        let analysis = analysis(name, map, data, findings);
        analyses.extend(analysis.map(|it| (name.clone(), Arc::new(it))));
    }
    analyses
}

/// What the manifest says of an analysis.
struct Declared {
    outcome: Bilingual,
    arms: [Bilingual; 2],
    better: Option<Better>,
    decimals: Option<usize>,
    baselines: Vec<(Cell, Baseline)>,
    data: Option<String>,
    /// The data sets with what the source prints of the summary and of absolute effects.
    printed: [Option<String>; 2],
    chosen: Filter,
    plan: Option<Plan>,
    columns: studies::Columns,
    labels: Vec<(String, Bilingual)>,
}

impl Declared {
    fn read(map: &Arc<Map>, findings: &mut Findings) -> Declared {
        let mut fields = Fields::new(map, &keys::ANALYSIS);
        let declared = Declared {
            outcome: fields.bilingual("outcome"),
            arms: arms(&mut fields),
            better: fields.word("better", &Better::ALL),
            decimals: fields.number("decimals").map(|it| it.clamp(0.0, 9.0) as usize),
            baselines: baselines(&mut fields),
            data: fields.text("data"),
            printed: ["summary", "absolute"].map(|key| fields.text(key)),
            chosen: filter(fields.map("where"), &mut fields),
            plan: plan::read(&mut fields),
            columns: studies::Columns::read(&mut fields),
            labels: group_labels(&mut fields),
        };
        findings.extend(fields.finish());
        declared
    }
}

fn analysis(
    name: &str,
    map: &Arc<Map>,
    data: &IndexMap<String, Arc<Dataset>>,
    findings: &mut Findings,
) -> Option<Analysis> {
    let own = Declared::read(map, findings);
    let (plan, dataset) = (own.plan?, own.data?);
    let mut rows_of = |key: &'static str, named: &str| -> Option<Vec<Arc<Map>>> {
        let found = data.get(named).map(|it| it.table_rows().cloned().collect());
        if found.is_none() {
            findings.push(no_data(name, map, key, named, data));
        }
        found
    };
    let [summary, absolute] = own.printed;
    let summary = summary.and_then(|it| rows_of("summary", &it)).unwrap_or_default();
    let printed_absolute = absolute.and_then(|it| rows_of("absolute", &it)).unwrap_or_default();
    let mut rows = rows_of("data", &dataset)?;
    rows.retain(|row| own.chosen.passes(row));
    let about = studies::About { name, place: &map.place, plan: &plan };
    let (studies, is_lacking) = own.columns.studies(&about, &rows, findings)?;
    let groups = subgroups(&studies, own.labels);
    let studies: Vec<Study> = studies.into_iter().map(|it| it.study).collect();
    let outcomes: Vec<_> = studies.iter().map(|it| it.outcome).collect();
    let members: Vec<Vec<usize>> = groups.iter().map(|group| group.members.clone()).collect();
    Some(Analysis {
        name: name.to_string(),
        place: map.place.clone(),
        data: dataset,
        outcome: own.outcome,
        arms: own.arms,
        synthesis: synthesize(&outcomes, &members, &plan),
        better: own.better,
        baselines: own.baselines,
        logged: own.columns.logged,
        columns: own.columns.renamed,
        stated: map.entries.keys().cloned().collect(),
        summary,
        is_lacking,
        printed_absolute,
        decimals: own.decimals.unwrap_or_else(|| usual_decimals(plan.measure)),
        plan,
        studies,
        groups,
    })
}

/// What the subgroups are called, by the values of their column.
fn group_labels(fields: &mut Fields) -> Vec<(String, Bilingual)> {
    let labels = fields.map("groups");
    labels
        .iter()
        .flat_map(|map| &map.entries)
        .map(|(value, entry)| (value.clone(), fields.read_bilingual(value, &entry.node)))
        .collect()
}

fn no_data(
    name: &str,
    map: &Map,
    key: &str,
    dataset: &str,
    data: &IndexMap<String, Arc<Dataset>>,
) -> Diagnostic {
    let message =
        format!("the analysis “{name}” names the data set “{dataset}”, which is not in [data]");
    let place = map.get(key).map_or(&map.place, Node::place).clone();
    let help = diagnostic::suggestion(dataset, data.keys().map(String::as_str));
    let help = help.unwrap_or_else(|| "name one of the data sets of the manifest".to_string());
    Diagnostic::new(codes::ANALYSIS_DATA, place, message).help(help)
}

fn arms(fields: &mut Fields) -> [Bilingual; 2] {
    [fields.bilingual("intervention"), fields.bilingual("control")]
}

/// Reads the risks that absolute effects start from.
pub fn baselines(fields: &mut Fields) -> Vec<(Cell, Baseline)> {
    let mut baselines = Vec::new();
    for node in fields.list("baselines") {
        let cell = node.as_cell();
        match cell.and_then(|cell| Some((cell.clone(), Baseline::from_text(&cell.text)?))) {
            Some(known) => baselines.push(known),
            None => fields.wrong(
                node,
                "a baseline is a risk per 1000 between 0 and 1000, `median` or `pooled`"
                    .to_string(),
            ),
        }
    }
    baselines
}

fn usual_decimals(measure: Measure) -> usize {
    match (measure.scale(), measure) {
        (
            _,
            Measure::MeanDifference | Measure::StandardizedMeanDifference | Measure::Difference,
        ) => 2,
        (Scale::Log, _) => 2,
        _ => 3,
    }
}

/// The subgroups in declared order, then those that are not declared as they are met.
fn subgroups(studies: &[Found], labels: Vec<(String, Bilingual)>) -> Vec<Subgroup> {
    let mut groups: Vec<Subgroup> = labels
        .into_iter()
        .map(|(value, label)| Subgroup { value, label, members: Vec::new() })
        .collect();
    let mut known: HashMap<String, usize> =
        groups.iter().enumerate().map(|(i, group)| (group.value.clone(), i)).collect();
    for (i, found) in studies.iter().enumerate() {
        let Some(value) = &found.subgroup else { continue };
        let at = *known.entry(value.clone()).or_insert_with(|| {
            let label = Bilingual::same(value);
            groups.push(Subgroup { value: value.clone(), label, members: Vec::new() });
            groups.len() - 1
        });
        groups[at].members.push(i);
    }
    groups.retain(|group| !group.members.is_empty());
    groups
}
