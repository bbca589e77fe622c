//! The loader asks for exactly the keys that each section declares: none that is not declared, and
//! none is declared that nobody asks for.

use std::collections::{BTreeMap, BTreeSet};

use super::asked::{self, Asked};
use crate::diagnostic::Findings;
use crate::model::inputs::Sources;
use crate::model::keys::{self, Kind, Section};
use crate::model::limits::Limits;

const MANIFEST: &str = "[project]\ndomain = \"own\"\ntables = \"t.toml\"\nfigures = \"f.toml\"\n\
    [data.x]\n[units.y]\nen = {}\n[analyses.z]\n[findings.f]\n[[findings.f.outcomes]]\n\
    down.risk_of_bias = {}\nup.confounding = {}\n[print.p]\n[[print.p.inks]]\n[documents.d]\ncontent = \"d\"\nfit = {}\n\
    [documents.e]\nfor_each = \"x\"\n[parameters.p]\n[[waivers]]\n";
const TABLES: &str = "[t]\n[t.group]\n[[t.group.parts]]\n[[t.columns]]\n[[t.notes]]\n";
const DOMAIN: &str = "[keys.k]\n[kinds.k]\n[statuses.s]\n[measures.m]\n[[relations]]\n[[titles]]\n";
const FIGURES: &str = "[f]\nkind = \"forest\"\n[f.axis]\n[[f.classes]]\n[[f.group]]\n[[f.columns]]\n\
    [v]\nkind = \"visual\"\n[[v.bands]]\n[[v.bands.points]]\n";

/// A table and a figure that show everything, a single text, and what the loader asked of each.
fn asked() -> Asked {
    let mut sources = Sources::default();
    for (path, text) in [
        ("diptych.toml", MANIFEST),
        ("t.toml", TABLES),
        ("f.toml", FIGURES),
        ("domains/own.toml", DOMAIN),
    ] {
        sources.insert(path, text.as_bytes());
    }
    sources.policy = Some(("p.toml".to_string(), b"[limits]\n"[..].into()));
    super::load(&sources, &Limits::default(), &mut Findings::default());
    let single = Sources::single("a.md", *b"Text.\n");
    super::load(&single, &Limits::default(), &mut Findings::default());
    asked::take()
}

fn sections(kind: &Kind, all: &mut BTreeMap<&'static str, &'static Section>) {
    if let Some(section) = kind.section()
        && all.insert(section.heading, section).is_none()
    {
        section.keys().for_each(|key| sections(&key.kind, all));
        section.spoken.iter().for_each(|(kind, _)| sections(kind, all));
    }
}

#[test]
fn the_loader_asks_for_the_keys_that_are_declared_and_for_no_others() {
    let mut declared = BTreeMap::new();
    let files = keys::FILES.iter().filter(|file| !matches!(file.kind, Kind::Rows(_)));
    files.for_each(|file| sections(&file.kind, &mut declared));
    let names = |section: &&'static Section| section.keys().map(|key| key.name).collect();
    let declared: BTreeMap<&str, BTreeSet<&str>> =
        declared.iter().map(|(heading, section)| (*heading, names(section))).collect();
    assert_eq!(asked(), declared, "left what the loader asked for, right what is declared");
    assert!(declared.len() >= 13, "a section is no longer reached");
}

#[test]
fn no_key_is_declared_twice_and_defaults_are_of_their_kind() {
    let mut all = BTreeMap::new();
    keys::FILES.iter().for_each(|file| sections(&file.kind, &mut all));
    for section in all.values() {
        let names: BTreeSet<&str> = section.keys().map(|key| key.name).collect();
        assert_eq!(names.len(), section.keys().count(), "{} has a key twice", section.heading);
        for key in section.keys() {
            let keys::Absent::Value(value) = key.absent else { continue };
            let sound = match key.kind {
                Kind::Text => true,
                Kind::Flag => ["true", "false"].contains(&value),
                Kind::OneOf(words) => words().iter().any(|word| word == value),
                Kind::Whole(known) => known.iter().any(|(word, _)| *word == value),
                Kind::Form(..) => value == "auto",
                Kind::Number => value.parse::<f64>().is_ok(),
                _ => false,
            };
            assert!(sound, "{}: {} cannot be `{value}`", section.heading, key.name);
        }
    }
}
