//! The one step in which a document is expanded: a document and a record come to a document of its own,
//! and what follows knows nothing of series.

use std::sync::Arc;

use super::expanded::{Expanded, Member};
use super::request::Request;
use super::{parameters, same_outputs};
use crate::data::tree::{Cell, Map};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::evaluate::Shared;
use crate::evaluate::series::{Filler, Known};
use crate::language::Edition;
use crate::load;
use crate::load::project::file_names;
use crate::model::inputs::{Inputs, Sources};
use crate::model::manifest::Document;
use crate::model::series::{Record, Records, Scope, Series, Which};

/// Expands every series of the manifest. A document without records becomes one like all others; what
/// the documents name is added to the inputs.
pub fn expand(
    inputs: &mut Inputs,
    sources: &Sources,
    shared: &Shared,
    request: &Request,
    findings: &mut Findings,
) -> Vec<Expanded> {
    let mut all = Vec::new();
    settle(inputs, request, findings);
    let with = With { sources, shared, request };
    for series in std::mem::take(&mut inputs.manifest.series) {
        match &series.records {
            Some(records) => all.extend(members(&series, records, inputs, &with, findings)),
            None => single(&series, inputs, &with, findings),
        }
    }
    same_outputs::told_apart(inputs, &mut all, findings);
    all
}

/// What every expansion is made with.
struct With<'a> {
    sources: &'a Sources,
    shared: &'a Shared,
    request: &'a Request<'a>,
}

/// Gives the documents that are known at once their parameters.
fn settle(inputs: &mut Inputs, request: &Request, findings: &mut Findings) {
    let series = inputs.manifest.series.iter().filter_map(|it| it.table.get("profiles"));
    let named = series.filter_map(|it| it.as_map()).flat_map(|map| map.entries.keys());
    let documents = inputs.manifest.documents.values();
    let own = documents.flat_map(|document| document.settings.profiles.keys());
    let profiles: Vec<&str> = own.chain(named).map(String::as_str).collect();
    parameters::check(inputs, &profiles, request, findings);
    let scopes: Vec<Scope> = inputs
        .manifest
        .documents
        .values()
        .map(|it| parameters::scope(inputs, &it.settings, request, findings))
        .collect();
    for (document, scope) in inputs.manifest.documents.values_mut().zip(scopes) {
        document.scope = scope;
    }
}

/// A document without records: its strings may say more, but it is one.
fn single(series: &Series, inputs: &mut Inputs, with: &With, findings: &mut Findings) {
    let filler = Filler::new(inputs, with.sources, with.shared);
    let Some(document) = document(series, None, &filler, (inputs, with.request), findings) else {
        return;
    };
    add_named(inputs, with.sources, &document, findings);
    let languages = inputs.manifest.project.languages.clone();
    let texts = load::documents::texts(with.sources, &document, &languages, findings);
    inputs.texts.extend(texts);
    inputs.manifest.documents.insert(series.name.clone(), document);
}

/// The documents of a series.
fn members(
    series: &Series,
    records: &Records,
    inputs: &mut Inputs,
    with: &With,
    findings: &mut Findings,
) -> Option<Expanded> {
    let rows = rows(records, inputs).map_err(|finding| findings.push(finding)).ok()?;
    let mut members = Vec::new();
    let filler = Filler::new(inputs, with.sources, with.shared);
    for (number, row) in rows.iter().enumerate() {
        let record = record(records, number, row);
        let scope = Scope { record: Some(record.clone()), ..Scope::default() };
        let mut found = Findings::default();
        let document = found.within([record.context()], |found| {
            let known = Known { document: &series.name, scope: &scope };
            let wanted = match &records.which {
                Which::Values(filter) => Some(filter.passes(row)),
                Which::Expression(cell) => filler.holds(cell, &known, found),
            };
            let own = Some(&record);
            let inputs = (&*inputs, with.request);
            wanted.map(|it| it.then(|| document(series, own, &filler, inputs, found)))
        });
        match document {
            Some(None) => continue,
            document => members.push(Member {
                record,
                document: document.flatten().flatten(),
                findings: found.into_iter().collect(),
            }),
        }
    }
    if members.is_empty() {
        findings.push(no_record(series, records));
    }
    members.iter_mut().for_each(|member| add_named_by(member, inputs, with));
    Some(Expanded { name: series.name.clone(), members })
}

/// Adds what the document of a record names to the inputs.
fn add_named_by(member: &mut Member, inputs: &mut Inputs, with: &With) {
    let mut found = Findings::default();
    if let Some(document) = &member.document {
        found.within([member.record.context()], |found| {
            add_named(inputs, with.sources, document, found);
        });
    }
    member.findings.extend(found);
}

/// A finding for a series without any document.
fn no_record(series: &Series, records: &Records) -> Diagnostic {
    let message = format!("`{}` is made for no record of `{}`", series.name, records.data.text);
    Diagnostic::new(codes::NO_RECORD, records.data.place().clone(), message)
        .help("look at `where`, and at the rows of the data")
}

/// A row as a record: called by its `id`, or by its number.
fn record(records: &Records, number: usize, row: &Arc<Map>) -> Record {
    let id = row.filled("id").map(|cell| cell.text.clone());
    Record {
        data: records.data.text.clone(),
        name: records.name.as_str().into(),
        key: id.unwrap_or_else(|| (number + 1).to_string().into()),
        row: row.clone(),
    }
}

/// The rows that a series is about.
fn rows(records: &Records, inputs: &Inputs) -> Result<Vec<Arc<Map>>, Diagnostic> {
    let (name, place) = (&*records.data.text, records.data.place().clone());
    let unknown = |message: String, help: Option<String>| {
        let finding = Diagnostic::new(codes::UNKNOWN_RECORDS, place.clone(), message);
        Diagnostic { help, ..finding }
    };
    if inputs.data.contains_key(&records.name) {
        let message = format!("`{}` names a data set, so it cannot name its rows", records.name);
        let help = "choose another name with `as`, and use it in texts and strings";
        return Err(unknown(message, Some(help.to_string())));
    }
    let Some(dataset) = inputs.data.get(name) else {
        let names = inputs.data.keys().map(String::as_str);
        let help = diagnostic::suggestion(name, names)
            .unwrap_or_else(|| "data sets are named in [data]".to_string());
        return Err(unknown(format!("there is no data set `{name}`"), Some(help)));
    };
    match dataset.root.as_list().is_some() || !dataset.named.is_empty() {
        true => Ok(dataset.table_rows().cloned().collect()),
        false => {
            let message = format!("the data set `{name}` has no rows: it is an object");
            let help = "write a list of objects, [{\"id\": \"…\", …}, …], or an object of nothing but objects, {\"…\": {…}, …}: each of them is a row";
            Err(unknown(message, Some(help.to_string())))
        }
    }
}

/// The document of a record, with the names of its files.
fn document(
    series: &Series,
    record: Option<&Record>,
    filler: &Filler,
    (inputs, request): (&Inputs, &Request),
    findings: &mut Findings,
) -> Option<Document> {
    let mut found = Findings::default();
    // What is said of parameters may need the record; all other strings may need the parameters.
    let of_record = Scope { record: record.cloned(), ..Scope::default() };
    let known = Known { document: &series.name, scope: &of_record };
    let said = filler.settings(&series.table, &known, &mut found);
    let settings = load::documents::settings(&said, &mut found);
    let scope = parameters::scope(inputs, &settings, request, &mut found);
    let scope = Scope { record: of_record.record, ..scope };
    let known = Known { document: &series.name, scope: &scope };
    let table = filler.table(&series.table, &known, &mut found);
    // A string that is not filled in would be found wrong once more.
    let sound = found.as_slice().is_empty();
    findings.extend(found);
    let project = &inputs.manifest.project;
    let document = sound
        .then(|| load::documents::filled_in(&series.name, &table, project, findings))
        .flatten()?;
    let mut files = Vec::new();
    for edition in &document.editions {
        files.push(file(series, &known, edition, filler, findings)?);
    }
    Some(Document { files, scope, ..document })
}

/// The name of the file of an edition, without `.pdf`.
fn file(
    series: &Series,
    known: &Known,
    edition: &Edition,
    filler: &Filler,
    findings: &mut Findings,
) -> Option<String> {
    let place = series.out.as_ref().map_or(&series.table.place, Cell::place);
    let name = match (&series.out, &known.scope.record) {
        (Some(pattern), _) => filler.name(pattern, known, edition, findings)?,
        (None, Some(record)) => format!("{}.{}.{edition}.pdf", series.name, record.key),
        (None, None) => format!("{}.{edition}.pdf", series.name),
    };
    let reason = match name.strip_suffix(".pdf") {
        None => Some("it does not end with .pdf".to_string()),
        // What is written there is known by its first name.
        Some(_) if name.contains('/') && series.out.is_none() => {
            Some("it would lead to another folder".to_string())
        }
        Some(_) => file_names::unfit(&name),
    };
    match reason {
        None => name.strip_suffix(".pdf").map(String::from),
        Some(reason) => {
            let message = format!("“{name}” cannot be the name of an output: {reason}");
            let finding = Diagnostic::new(codes::OUTPUT_NAME, place.clone(), message);
            findings
                .push(finding.help("say with `out` how files are called, as {{ site.id }}.pdf"));
            None
        }
    }
}

/// Adds the theme of a document to those that are read, and looks for its logo.
fn add_named(inputs: &mut Inputs, sources: &Sources, document: &Document, findings: &mut Findings) {
    let themes = &mut inputs.themes;
    load::documents::theme(themes, sources, &document.style, &inputs.policy, findings);
    load::documents::logo(sources, document, findings);
}
