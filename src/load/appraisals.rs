//! Tools of appraisal, and the tables that show what was judged by them.

use std::collections::BTreeMap;
use std::sync::Arc;

use include_dir::{Dir, include_dir};
use indexmap::IndexMap;
use serde::Deserialize;

use super::declared::forest::Known;
use super::project::languages::unsound;
use crate::data::tree::Map;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Bilingual;
use crate::language::packs::Languages;
use crate::model::appraisal::{Judgement, Tool};
use crate::model::inputs::{Dataset, Sources};
use crate::model::table::{Column, Content, Declaration};

/// The built-in tools.
static BUILT_IN: Dir = include_dir!("$CARGO_MANIFEST_DIR/data/appraisal");

/// The folder of a project's own tools.
const FOLDER: &str = "appraisals/";

/// A tool as its file describes it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    #[serde(default)]
    overall: bool,
    judgements: Vec<Judgement>,
    domains: Vec<Domain>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Domain {
    id: String,
    name: BTreeMap<String, String>,
    #[serde(default)]
    head: BTreeMap<String, String>,
    #[serde(default)]
    exported: Vec<String>,
}

/// The domains of a built-in tool, each with words of the names that exporting programs give it.
pub fn exported(tool: &str) -> Vec<(String, Vec<String>)> {
    let file = BUILT_IN.get_file(format!("{tool}.toml"));
    let text = file.and_then(|it| it.contents_utf8()).unwrap_or_default();
    // A test reads all built-in tools.
    let domains = toml::from_str(text).map(|it: Written| it.domains).unwrap_or_default();
    domains.into_iter().map(|it| (it.id, it.exported)).collect()
}

/// Gives the tables of appraisals their columns; a tool that is not known and a judgement that it does not have are
/// findings.
pub fn complete(
    tables: &mut IndexMap<String, Declaration>,
    (sources, data): (&Sources, &IndexMap<String, Arc<Dataset>>),
    known: &Known,
    findings: &mut Findings,
) {
    for table in tables.values_mut() {
        let Some(named) = table.tool.clone() else { continue };
        let Some(tool) = tool(&named.text, sources, known.packs, findings) else {
            let message = format!("there is no tool of appraisal “{}”", named.text);
            let names = names(sources);
            let help = diagnostic::suggestion(&named.text, names.iter().map(String::as_str));
            let help = help.unwrap_or_else(|| format!("known are {}", names.join(", ")));
            let finding = Diagnostic::new(codes::TABLE_MISMATCH, named.place, message);
            findings.push(finding.help(help));
            continue;
        };
        let rows = data.get(&table.data).into_iter().flat_map(|it| it.table_rows());
        for row in rows.filter(|row| table.filter.passes(row)) {
            judged(row, &tool, findings);
        }
        let own = std::mem::take(&mut table.columns);
        table.columns = columns(&tool, known).into_iter().chain(own).collect();
        table.appraisal = Some(Arc::new(tool));
    }
}

/// Every domain of a row has a judgement of the tool.
fn judged(row: &Map, tool: &Tool, findings: &mut Findings) {
    let known: Vec<&str> = tool.judgements.iter().map(|it| it.id.as_str()).collect();
    for column in tool.columns() {
        let cell = row.filled(column);
        if cell.is_some_and(|cell| known.contains(&&*cell.text)) {
            continue;
        }
        let place = cell.map_or(&row.place, |cell| cell.place()).clone();
        let message = match cell {
            Some(cell) => {
                format!("{} has no judgement “{}” (column `{column}`)", tool.name, cell.text)
            }
            None => format!("nothing is judged in the column `{column}`, which {} has", tool.name),
        };
        let finding = Diagnostic::new(codes::NOT_JUDGED, place, message);
        findings.push(finding.help(format!("write one of {}", known.join(", "))));
    }
}

fn names(sources: &Sources) -> Vec<String> {
    let own = sources.files.keys().filter_map(|path| path.strip_prefix(FOLDER));
    let built_in = BUILT_IN.files().filter_map(|file| file.path().file_name()?.to_str());
    own.chain(built_in).filter_map(|name| Some(name.strip_suffix(".toml")?.to_string())).collect()
}

/// A tool of the project, or else a built-in one.
fn tool(name: &str, sources: &Sources, known: &Languages, findings: &mut Findings) -> Option<Tool> {
    let path = format!("{FOLDER}{name}.toml");
    let built_in = || BUILT_IN.get_file(format!("{name}.toml"))?.contents_utf8();
    let text = sources.text(&path).or_else(built_in)?;
    let written: Written =
        toml::from_str(text).map_err(|error| findings.push(unsound(&path, text, &error))).ok()?;
    let heads = written.domains.iter().map(|it| bilingual(&it.head, known)).collect();
    let domain = |it: Domain| (it.id, bilingual(&it.name, known));
    Some(Tool {
        name: written.name,
        overall: written.overall,
        heads,
        judgements: written.judgements,
        domains: written.domains.into_iter().map(domain).collect(),
    })
}

/// A text by language, the base first, which stands in for languages that have none.
fn bilingual(texts: &BTreeMap<String, String>, known: &Languages) -> Bilingual {
    let base = known.neutral();
    let mut found: Vec<_> =
        texts.iter().filter_map(|(tag, text)| Some((known.find(tag)?, text.clone()))).collect();
    found.sort_by_key(|(language, _)| *language != base);
    found.into_iter().collect()
}

fn columns(tool: &Tool, known: &Known) -> Vec<Column> {
    let study = known.said(|pack, _| pack.messages.forest_study.clone());
    let mut columns = vec![Column::made("study", study, Content::Name, "left", "1fr")];
    for (at, (id, _)) in tool.domains.iter().enumerate() {
        let own = tool.heads.get(at).filter(|it| !it.is_empty()).cloned();
        let head = own.unwrap_or_else(|| Bilingual::same(&format!("D{}", at + 1)));
        columns.push(Column::made(id, head, Content::Judged(id.clone()), "center", "auto"));
    }
    if tool.overall {
        let head = known.said(|pack, _| pack.evidence.overall.clone());
        let content = Content::Judged(Tool::OVERALL.to_string());
        columns.push(Column::made(Tool::OVERALL, head, content, "center", "auto"));
    }
    columns
}
