//! The citation style that a project names: a built-in one, or a CSL file of its own.

use std::sync::Arc;

use crate::data::place::Place;
use crate::data::tree::Node;
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::load::csl::{self, Fault, Read};
use crate::load::fields::Fields;
use crate::model::citation_style::{self, CitationStyle, CitationStyles, StyleSource};
use crate::model::inputs::Sources;
use crate::model::manifest::{ChosenStyle, FileRef, Manifest};

/// Reads a key that names one style for all pages, or one for the pages in each language.
pub fn read(fields: &mut Fields, key: &'static str) -> Vec<ChosenStyle> {
    let Some(node) = fields.get(key) else { return Vec::new() };
    let chosen = |node: &Node, language: Option<Language>| {
        let path = node.as_cell()?.text.to_string();
        Some(ChosenStyle { style: FileRef { path, place: node.place().clone() }, language })
    };
    let read: Option<Vec<ChosenStyle>> = match node {
        Node::Map(map) if map.is_translated() => {
            let each = map.languages.iter().zip(map.entries.values());
            each.map(|(language, entry)| chosen(&entry.node, Some(*language))).collect()
        }
        _ => chosen(node, None).map(|it| vec![it]),
    };
    read.unwrap_or_else(|| {
        fields.wrong(node, format!("`{key}` must be a string, or one string per language"));
        Vec::new()
    })
}

/// The styles that a manifest has chosen. What cannot be used is an error; in the front matter of a
/// single text, which may be written for other programs, a warning.
pub fn choose(
    sources: &Sources,
    manifest: &Manifest,
    languages: &Languages,
    findings: &mut Findings,
) -> CitationStyles {
    let mut styles = CitationStyles::usual(languages, &manifest.project.languages);
    for chosen in &manifest.project.citation_styles {
        match style(sources, &chosen.style, findings) {
            Ok(style) => {
                styles.set(chosen.language, style);
            }
            Err(finding) => findings.push(match sources.single {
                Some(_) => unused(finding),
                None => finding,
            }),
        }
    }
    styles
}

fn style(
    sources: &Sources,
    named: &FileRef,
    findings: &mut Findings,
) -> Result<CitationStyle, Diagnostic> {
    let name = &named.path;
    let is_file = name.to_lowercase().ends_with(".csl");
    if is_file && let Some(bytes) = sources.files.get(name) {
        let read = own(bytes).map_err(|fault| unsound(named, fault))?;
        findings.extend(partly(named, &read));
        findings.extend(read.numbers.first().map(|it| numbered(named, it)));
        return Ok(CitationStyle { name: name.to_string(), source: StyleSource::Own(read.rules) });
    }
    CitationStyle::built_in(name).ok_or_else(|| match is_file {
        true => missing(sources, named),
        false => unknown(named),
    })
}

fn own(bytes: &Arc<[u8]>) -> Result<Read, Fault> {
    let text = std::str::from_utf8(bytes).map_err(|_| Fault {
        what: "it is not UTF-8 text".to_string(),
        help: None,
        line: None,
    })?;
    csl::parse(text)
}

/// What a style asks for that is not in CSL 1.0.
fn partly(named: &FileRef, read: &Read) -> Option<Diagnostic> {
    let some: Vec<&str> = read.left_out.iter().take(5).map(String::as_str).collect();
    let more = read.left_out.len() - some.len();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message = format!(
        "“{}” has what is not in CSL 1.0 and is left out: {}{more}",
        named.path,
        some.join(", ")
    );
    let finding = Diagnostic::new(codes::CSL_PARTS, named.place.clone(), message);
    let help =
        "compare the list with what the style should give; works without these fields are complete";
    (!some.is_empty()).then(|| finding.help(help))
}

/// A number that the style adds to references, which no bibliography has.
fn numbered(named: &FileRef, (line, words): &(usize, String)) -> Diagnostic {
    let message = format!("“{}” prints a number of its own with every work: “{words}”", named.path);
    let file: Arc<str> = named.path.as_str().into();
    Diagnostic::new(codes::BARE_NUMBER, named.place.clone(), message)
        .related(Place::at(&file, *line, 1), "in the style")
        .help("leave the number out of the style: what a work says of itself stands in the bibliography")
}

fn unknown(named: &FileRef) -> Diagnostic {
    let known: Vec<&str> =
        citation_style::built_in().into_iter().flat_map(|(_, names)| names).collect();
    let help = diagnostic::suggestion(&named.path, known).unwrap_or_else(|| {
        "name a built-in style, such as gb-7714-2025-numeric, american-medical-association, \
         vancouver, apa or nature, or a CSL file of the project, such as journal.csl"
            .to_string()
    });
    let message = format!("there is no citation style “{}”", named.path);
    Diagnostic::new(codes::UNKNOWN_STYLE, named.place.clone(), message).help(help)
}

fn missing(sources: &Sources, named: &FileRef) -> Diagnostic {
    let message = format!("the file “{}” is not in the project", named.path);
    let absent = sources.why_absent(&named.path);
    let help = absent.unwrap_or_else(|| format!("paths are relative to {}", sources.base()));
    Diagnostic::new(codes::FILE_MISSING, named.place.clone(), message).help(help)
}

fn unsound(named: &FileRef, fault: Fault) -> Diagnostic {
    let at = fault.line.map(|line| format!(", line {line}")).unwrap_or_default();
    let message =
        format!("“{}”{at}: this is no CSL style that can be used: {}", named.path, fault.what);
    let finding = Diagnostic::new(codes::CSL_FILE, named.place.clone(), message);
    let finding = match fault.line {
        Some(line) => {
            let file: Arc<str> = named.path.as_str().into();
            finding.related(Place::at(&file, line, 1), "in the style")
        }
        None => finding,
    };
    finding.help(fault.help.unwrap_or_else(|| {
        "take the file from the program or journal that made it once more, or name a built-in style"
            .to_string()
    }))
}

/// The same as a warning: the text is set in the usual style.
fn unused(mut finding: Diagnostic) -> Diagnostic {
    finding.code = codes::STYLE_NOT_USED;
    finding.message.push_str("; the usual style is used");
    finding
}
