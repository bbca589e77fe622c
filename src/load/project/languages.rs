//! The languages of a project: its files `languages/CODE.toml`, and those that it declares.

use std::sync::Arc;

use super::{compared_words, front_matter};
use crate::data::place::Place;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::packs::{self, Languages};
use crate::load::fields::{Fields, slip};
use crate::model::inputs::{Single, Sources};
use crate::model::keys;
use crate::model::limits::Limits;

/// The folder of a project's own languages.
pub const FOLDER: &str = "languages/";

/// The built-in languages with those of the project laid over them. Beside a single text other programs may have such a folder
/// too: there a file that cannot be read is a fault only if the text asks for its language.
pub fn read(sources: &Sources, limits: &Limits, findings: &mut Findings) -> Languages {
    let mut own = Vec::new();
    let is_meant = |language: Option<Language>| match &sources.single {
        Some(single) => language.is_some() && asked(sources, single, limits) == language,
        None => true,
    };
    let below = sources.files.range(FOLDER.to_string()..);
    for (path, _) in below.take_while(|(path, _)| path.starts_with(FOLDER)) {
        let Some(code) = path[FOLDER.len()..].strip_suffix(".toml") else { continue };
        let Some(language) = Language::parse(code).filter(|it| it.code() == code) else {
            findings.extend(is_meant(None).then(|| misnamed(path, code)));
            continue;
        };
        let Some(text) = sources.text(path) else { continue };
        match packs::read(text) {
            Ok(pack) => {
                findings.extend(compared_words::faults(path, text, &pack.comparison));
                findings.extend(numbered(path, text));
                findings.extend(endless(path, text));
                own.push((language, text.to_string()));
            }
            Err(error) if is_meant(Some(language)) => findings.push(unsound(path, text, &error)),
            Err(_) => {}
        }
    }
    Languages::built_in().with(own)
}

/// The language that a single text is asked for in, known or not.
fn asked(sources: &Sources, single: &Single, limits: &Limits) -> Option<Language> {
    let path: Arc<str> = single.path.as_str().into();
    let map =
        || front_matter::read(&path, sources.text(&path)?, limits, &mut Findings::default()).ok();
    single.language.or_else(|| Language::parse(map()?.text("lang")))
}

/// The most letters of words that are printed; a decimal sign stands in every number.
const LONGEST: usize = 2_000;

/// A finding for words that are longer than any page has room for.
fn endless(path: &str, text: &str) -> Option<Diagnostic> {
    let line = text.lines().position(|it| it.len() > LONGEST && longest(it) > LONGEST)?;
    let message = format!("words of this line are longer than {LONGEST} letters");
    let place = Place::at(&path.into(), line + 1, 1);
    Some(Diagnostic::new(codes::LANGUAGE_FILE, place, message).help("write what a page can print"))
}

/// The letters of the longest string of a line.
fn longest(line: &str) -> usize {
    line.split(['"', '\'']).map(|it| it.chars().count()).max().unwrap_or_default()
}

/// What words of a language may say: the level of an interval, that figures stand for a hundred people, and the sign of a
/// square, which belongs to a name, as in I² and τ².
const SAID: [&str; 3] = ["95", "100", "²"];

/// The parts of a file whose words stand within or beside printed numbers.
const BESIDE_NUMBERS: [&str; 2] = ["numbers", "punctuation"];

/// What says how texts are compared, looks, or counts: its numbers are not printed.
const NOT_PRINTED: [&str; 4] = ["typography", "comparison", "guides", "units"];

/// A finding for each number that a project puts into the words of a language, from where it would be printed as if
/// the data had it.
fn numbered(path: &str, text: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (part, value) in text.parse::<toml::Table>().unwrap_or_default() {
        if !NOT_PRINTED.contains(&part.as_str()) {
            let beside = BESIDE_NUMBERS.contains(&part.as_str());
            numbers_in(
                &value,
                &|key: &str, number: &str| match key {
                    // The months of some languages are their numbers.
                    "digits" => true,
                    "months" => number.parse::<u8>().is_ok_and(|it| it <= 12),
                    _ => !beside && SAID.contains(&number),
                },
                &part,
                &mut found,
            );
        }
    }
    let file: Arc<str> = path.into();
    let finding = |(words, number): (String, String)| {
        let at = text.find(&words).unwrap_or_default();
        let message = format!("the words “{words}” have the number {number}, which no data have");
        let place = Place::of_bytes(&file, text, at..at + words.len().min(text.len() - at));
        Diagnostic::new(codes::LANGUAGE_FILE, place, message)
            .help("leave the number out: what is counted stands in braces, such as {n}")
    };
    found.into_iter().map(finding).collect()
}

/// The words that have numbers, each with its first number that may not be there.
fn numbers_in(
    value: &toml::Value,
    may_be: &dyn Fn(&str, &str) -> bool,
    key: &str,
    found: &mut Vec<(String, String)>,
) {
    match value {
        toml::Value::String(words) => {
            // (Names in braces, such as {tau2}, are not printed.)
            let parts = words.split('{').enumerate();
            let told = parts.map(|(i, it)| match it.split_once('}') {
                Some((_, behind)) if i > 0 => behind,
                _ => it,
            });
            let told: Vec<&str> = told.collect();
            let numbers = told.iter().flat_map(|it| it.split(|c: char| !c.is_numeric()));
            let numbers = numbers.filter(|it| !it.is_empty());
            let first = numbers.into_iter().find(|it| !may_be(key, it));
            found.extend(first.map(|number| (words.clone(), number.to_string())));
        }
        toml::Value::Array(list) => {
            list.iter().for_each(|it| numbers_in(it, may_be, key, found));
        }
        toml::Value::Table(table) => {
            table.iter().for_each(|(key, it)| numbers_in(it, may_be, key, found));
        }
        _ => {}
    }
}

fn misnamed(path: &str, code: &str) -> Diagnostic {
    let message = format!("“{code}” is no tag of a language, so this file is not read");
    let help = match Language::parse(code) {
        Some(language) => format!("call the file {FOLDER}{language}.toml"),
        None => "name the file by a tag of BCP 47, such as pt-BR.toml or sr-Latn.toml".to_string(),
    };
    Diagnostic::new(codes::LANGUAGE_FILE, Place::file(path), message).help(help)
}

/// A finding for a file that is no file of a language, where the reader stopped.
pub fn unsound(path: &str, text: &str, error: &toml::de::Error) -> Diagnostic {
    let file: Arc<str> = path.into();
    let place = error.span().map_or_else(
        || Place::file(path),
        |span| {
            let before = text.get(..span.start).unwrap_or_default();
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
            Place::at(&file, line, column)
        },
    );
    let told = error.message().split_once(", expected one of");
    let (what, known) = told.unwrap_or((error.message(), ""));
    let field = what.split('`').nth(1).unwrap_or_default();
    let near = diagnostic::suggestion(field, known.split('`').skip(1).step_by(2));
    let help =
        near.unwrap_or_else(|| "docs/languages.md tells what such a file may have".to_string());
    let message = format!("this file of a language cannot be read: {}", what.trim());
    Diagnostic::new(codes::LANGUAGE_FILE, place, message).help(help)
}

/// The languages that the manifest declares, as far as they are known; no finding is made here.
pub fn of_manifest(root: &Map, known: &Languages) -> Vec<Language> {
    let project = root.get("project").and_then(Node::as_map);
    let is_unknown = |name: &str| keys::PROJECT.key(name).is_none();
    // `languagde` is told, and what it says is meant.
    let slip = project.and_then(|map| slip(map, "languages", is_unknown));
    let list = project.and_then(|map| map.get("languages")).or(slip).and_then(Node::as_list);
    let cells = list.into_iter().flat_map(|list| &list.items).filter_map(Node::as_cell);
    cells.filter_map(|cell| known.find(&cell.text)).collect()
}

/// The languages of a project; one that is not known is a finding.
pub fn declared(fields: &mut Fields, known: &Languages) -> Vec<Language> {
    let mut nodes = fields.list("languages");
    if let Some(list) = fields.slip("languages").and_then(Node::as_list) {
        nodes = &list.items;
    }
    if let (Some(node), []) = (fields.get("languages").filter(|it| it.as_list().is_some()), nodes) {
        fields.wrong(node, "`languages` must name one language at least".to_string());
    }
    let mut languages: Vec<Language> = Vec::new();
    for node in nodes {
        let code = node.as_cell().map_or("", |cell| &cell.text);
        match known.find(code) {
            Some(language) if !languages.contains(&language) => languages.push(language),
            Some(_) => {}
            None => fields.findings.push(unknown(code, node.place().clone(), known)),
        }
    }
    // A project without any is not built; the rest of its files are read all the same.
    if languages.is_empty() { known.all().collect() } else { languages }
}

/// A finding for a language that nobody has described.
pub fn unknown(code: &str, place: Place, known: &Languages) -> Diagnostic {
    let message = format!("the language “{code}” is not known");
    let finding = Diagnostic::new(codes::UNKNOWN_LANGUAGE, place, message);
    finding.help(near(code, known))
}

/// What to do about a language that is not known.
pub fn near(code: &str, known: &Languages) -> String {
    let called = known.called(code).map(|it| format!("write \"{it}\""));
    let codes: Vec<String> = known.all().map(|it| it.to_string()).collect();
    let close = || diagnostic::suggestion(code, codes.iter().map(String::as_str));
    let first = called.or_else(close).unwrap_or_else(|| format!("known: {}", codes.join(", ")));
    let first = first.trim_end_matches('?');
    let tag = Language::parse(code).map_or_else(|| "TAG".to_string(), |it| it.to_string());
    format!(
        "{first}; or add the language: `diptych language new {tag}` writes {FOLDER}{tag}.toml to fill in"
    )
}
