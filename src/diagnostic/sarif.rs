//! Findings as SARIF 2.1.0, for code hosts and editors: rules, places, related places.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_sarif::sarif::{
    ArtifactLocation, Location, Message, MultiformatMessageString, PhysicalLocation, PropertyBag,
    Region, ReportingConfiguration, ReportingDescriptor, Result, ResultLevel, Run, Sarif, Tool,
    ToolComponent,
};

use super::{Code, Diagnostic, Severity, from_repository};
use crate::data::place::Place;
use crate::language::invisible;

/// Where the schema of the format is published.
const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// What may stand in a path of a URI as it is (RFC 3986, section 2.3), and the slash.
const PLAIN: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// Renders all findings as one SARIF log; `project` is the project's folder as seen from the
/// repository.
///
/// # Errors
///
/// When it cannot be put into JSON: no output would read as no findings.
pub fn render<'a>(
    findings: impl IntoIterator<Item = &'a Diagnostic>,
    project: &str,
) -> serde_json::Result<String> {
    let findings: Vec<&Diagnostic> = findings.into_iter().collect();
    let mut codes: Vec<Code> = findings.iter().map(|finding| finding.code).collect();
    codes.sort();
    codes.dedup();
    let results: Vec<Result> =
        findings.iter().map(|finding| result(finding, &codes, project)).collect();
    let driver = ToolComponent::builder()
        .name("Diptych")
        .version(env!("CARGO_PKG_VERSION"))
        .semantic_version(env!("CARGO_PKG_VERSION"))
        .rules(codes.iter().map(rule).collect::<Vec<_>>())
        .build();
    let run = Run::builder()
        .tool(Tool::builder().driver(driver).build())
        .column_kind("unicodeCodePoints")
        .results(results)
        .build();
    let log = Sarif::builder().schema(SCHEMA).version("2.1.0").runs(vec![run]).build();
    serde_json::to_string_pretty(&log).map(|it| invisible::json(&it))
}

fn rule(code: &Code) -> ReportingDescriptor {
    let summary = code.summary.trim();
    let help = format!("{summary} See `diptych explain {}`.", code.id);
    let level = level(code.severity()).to_string();
    ReportingDescriptor::builder()
        .id(code.id)
        .name(code.name)
        .short_description(MultiformatMessageString::builder().text(summary).build())
        .help(MultiformatMessageString::builder().text(help.clone()).markdown(help).build())
        .default_configuration(ReportingConfiguration::builder().level(level).build())
        .properties(PropertyBag::builder().tags(vec![code.nature.name().to_string()]).build())
        .build()
}

fn result(finding: &Diagnostic, codes: &[Code], project: &str) -> Result {
    let help = finding.help.as_ref().map(|help| format!("\n{help}")).unwrap_or_default();
    let text = format!("{}{help}", finding.message);
    let index = codes.iter().position(|code| *code == finding.code).unwrap_or_default();
    let related = |(place, label): &(Place, String)| Location {
        message: Some(Message::builder().text(label).build()),
        ..location(place, project)
    };
    Result::builder()
        .rule_id(finding.code.id)
        .rule_index(index as i64)
        .level(level(finding.severity()))
        .message(Message::builder().text(text).build())
        .locations(vec![location(&finding.place, project)])
        .related_locations(finding.related.iter().map(related).collect::<Vec<_>>())
        .build()
}

fn level(severity: Severity) -> ResultLevel {
    match severity {
        Severity::Error => ResultLevel::Error,
        Severity::Warning => ResultLevel::Warning,
    }
}

fn location(place: &Place, project: &str) -> Location {
    let path = from_repository(project, &place.file);
    let uri = utf8_percent_encode(&path, PLAIN).to_string();
    let file = match uri.starts_with('/') {
        true => ArtifactLocation::builder().uri(format!("file://{uri}")).build(),
        false => ArtifactLocation::builder().uri(uri).uri_base_id("%SRCROOT%").build(),
    };
    let mut physical = PhysicalLocation::builder().artifact_location(file).build();
    physical.region = (place.line > 0).then(|| region(place));
    Location::builder().physical_location(physical).build()
}

/// Columns count characters from 1; the end column is the first one after the region.
fn region(place: &Place) -> Region {
    Region::builder()
        .start_line(place.line as i64)
        .start_column(place.column as i64)
        .end_column((place.column + place.length) as i64)
        .build()
}
