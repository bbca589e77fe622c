//! Fields of work: the built-in ones and the project's own, each added to the one that it extends.

pub mod assumed;
mod grammar;
mod read;
mod tokens;

use std::sync::{Arc, OnceLock};

use self::read::Reader;
use crate::data::place::Place;
use crate::data::spoken::Spoken;
use crate::data::tree::{Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::language::Language;
use crate::language::packs::Languages;
use crate::load::formats::toml;
use crate::model::domain::Domain;
use crate::model::inputs::Sources;
use crate::model::manifest::FileRef;
use crate::quantity::units::Units;

/// The field of a project that names none.
pub const NONE: &str = "none";

/// The built-in fields. One extends only what stands before it.
pub const BUILT_IN: [(&str, &str); 3] = [
    (NONE, include_str!("../../../../data/domains/none.toml")),
    ("clinical", include_str!("../../../../data/domains/clinical.toml")),
    ("economics", include_str!("../../../../data/domains/economics.toml")),
];

/// A file of a field of work as a tree; its names are values in several languages.
fn parsed(path: &Arc<str>, text: &str) -> Result<Arc<Map>, Diagnostic> {
    let mut map = toml::parse(path, text, codes::TOML_SYNTAX)?;
    let known = Languages::built_in();
    let all: Vec<Language> = known.all().collect();
    mark(Arc::make_mut(&mut map), Spoken { declared: &all, known });
    Ok(map)
}

/// Names of measures may be tags of languages too, so only what is said in words is looked at.
fn mark(map: &mut Map, spoken: Spoken) {
    for (key, entry) in &mut map.entries {
        match &mut entry.node {
            node if ["name", "text", "short"].contains(&key.as_str()) => spoken.mark(node),
            Node::Map(map) => mark(Arc::make_mut(map), spoken),
            _ => {}
        }
    }
}

/// The built-in fields.
pub fn built_in() -> impl Iterator<Item = &'static Arc<Domain>> {
    (0..BUILT_IN.len()).map(numbered)
}

/// The built-in field of this name.
pub fn find_built_in(name: &str) -> Option<Arc<Domain>> {
    BUILT_IN.iter().position(|(own, _)| *own == name).map(|at| numbered(at).clone())
}

/// A built-in field by its number, read when it is first asked for.
fn numbered(at: usize) -> &'static Arc<Domain> {
    static READ: [OnceLock<Arc<Domain>>; BUILT_IN.len()] = [const { OnceLock::new() }; 3];
    READ[at].get_or_init(|| {
        let (name, text) = BUILT_IN[at];
        // A test reads them, so nothing is left out.
        let Ok(map) = parsed(&path(name).into(), text) else { return Arc::default() };
        let extends = map.text("extends");
        let base = BUILT_IN[..at].iter().position(|(own, _)| *own == extends);
        let base = base.map(|at| (**numbered(at)).clone()).unwrap_or_default();
        let (units, mut findings) = (Units::built_in(), Findings::default());
        Arc::new(Reader { units, findings: &mut findings }.read(name, &map, base))
    })
}

/// The field that a project names. A text that was written for another program may mean something else
/// by the word; that is a warning.
pub fn named(
    name: &FileRef,
    sources: &Sources,
    units: &Units,
    findings: &mut Findings,
) -> Option<Arc<Domain>> {
    let mut loader = Loader { sources, units, findings };
    let is_there =
        sources.files.contains_key(&path(&name.path)) || find_built_in(&name.path).is_some();
    if sources.single.is_some() && !is_there {
        let message = format!("there is no field of work “{}”; the usual one is taken", name.path);
        let known = BUILT_IN.map(|(name, _)| name).join(", ");
        let finding = Diagnostic::new(codes::FRONT_MATTER_VALUE, name.place.clone(), message);
        loader.findings.push(finding.help(format!("built in: {known}")));
        return None;
    }
    loader.domain(&name.path, &name.place, &mut Vec::new())
}

struct Loader<'a> {
    sources: &'a Sources,
    units: &'a Units,
    findings: &'a mut Findings,
}

impl Loader<'_> {
    /// A field of the project or a built-in one; `on_the_way` are the fields that extend it.
    fn domain(
        &mut self,
        name: &str,
        place: &Place,
        on_the_way: &mut Vec<String>,
    ) -> Option<Arc<Domain>> {
        let path: Arc<str> = path(name).into();
        let Some(text) = self.sources.text(&path) else {
            return find_built_in(name).or_else(|| self.unknown(name, place));
        };
        let map = parsed(&path, text);
        let map = map.map_err(|finding| self.findings.push(finding)).ok()?;
        let base = self.base(name, &map, on_the_way);
        let mut reader = Reader { units: self.units, findings: self.findings };
        Some(Arc::new(reader.read(name, &map, base)))
    }

    /// What the field extends: what it says, a built-in field of the same name, or else what all have in common.
    fn base(&mut self, name: &str, map: &Map, on_the_way: &mut Vec<String>) -> Domain {
        let none = || find_built_in(NONE).map(|it| (*it).clone()).unwrap_or_default();
        let Some(extends) = map.cell("extends") else { return none() };
        if *extends.text == *name {
            let built_in = find_built_in(name);
            return built_in
                .map_or_else(|| self.circle(name, extends.place(), none()), |it| (*it).clone());
        }
        if on_the_way.iter().any(|it| *it == *extends.text) {
            return self.circle(name, extends.place(), none());
        }
        on_the_way.push(name.to_string());
        let base = self.domain(&extends.text, extends.place(), on_the_way);
        base.map_or_else(none, |it| (*it).clone())
    }

    fn circle(&mut self, name: &str, place: &Place, none: Domain) -> Domain {
        let message = format!("the field of work “{name}” extends itself");
        let finding = Diagnostic::new(codes::UNKNOWN_DOMAIN, place.clone(), message);
        self.findings.push(finding.help("extend another, or leave `extends` out"));
        none
    }

    fn unknown(&mut self, name: &str, place: &Place) -> Option<Arc<Domain>> {
        let message = format!("unknown field of work “{name}”");
        let known = BUILT_IN.map(|(name, _)| name);
        let own = self.sources.files.keys();
        let own = own.filter_map(|it| it.strip_prefix("domains/")?.strip_suffix(".toml"));
        let help = diagnostic::suggestion(name, known.into_iter().chain(own));
        let usual =
            || format!("built in: {}; a field of the project is {}", known.join(", "), path(name));
        let finding = Diagnostic::new(codes::UNKNOWN_DOMAIN, place.clone(), message);
        self.findings.push(finding.help(help.unwrap_or_else(usual)));
        None
    }
}

fn path(name: &str) -> String {
    format!("domains/{name}.toml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_fields_have_nothing_wrong() {
        for (name, text) in BUILT_IN {
            let map = parsed(&path(name).into(), text).unwrap();
            let mut findings = Findings::default();
            let base = match map.cell("extends") {
                Some(cell) => find_built_in(&cell.text).unwrap(),
                None => Arc::default(),
            };
            let units = Units::built_in();
            let mut reader = Reader { units, findings: &mut findings };
            let domain = reader.read(name, &map, (*base).clone());
            let found: Vec<String> =
                findings.as_slice().iter().map(|it| it.message.clone()).collect();
            assert!(found.is_empty(), "{name}: {found:?}");
            assert_eq!(*find_built_in(name).unwrap().id, *domain.id);
        }
    }
}
