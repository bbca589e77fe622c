//! Units are data: the built-in ones, several put together, and those that a project declares.

use std::sync::Arc;

use diptych::{Request, Sources, build, check};

const TEXT: &str = "# A note\n\n{{ d.sbp }}; {{ d.ldl }}; {{ d.rate }}; {{ d.visits }}; {{ d.visit }}; {{ d.own }}.\n";

const DATA: &str = "id,value,unit\nsbp,140,mm[Hg]\nldl,2.6,mmol/L\nrate,3.4,/100 person_years\n\
                    visits,12,sessions\nvisit,1,sessions\nown,7,points on the scale\n";

const UNITS: &str = "[units.sessions]\nzh = \"节\"\nen = { one = \"session\", other = \"sessions\" }\n\
                     [units.\"points on the scale\"]\nsymbol = \" pt\"\njoined = true\n";

fn project(units: &str) -> Sources {
    let manifest = format!(
        "[project]\ntitle = \"Units\"\nlanguages = [\"zh\", \"en\"]\ndate = 2026-02-08\n[data]\nd = \"d.csv\"\n{units}\
         [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\nrules = {{ D0909 = \"off\" }}\n"
    );
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("d.csv", DATA.as_bytes());
    sources.insert("note.en.md", TEXT.as_bytes());
    sources.insert("note.zh.md", TEXT.replace("A note", "短文").into_bytes());
    sources
}

/// The traced values of an edition, as they are printed.
fn printed(sources: &Sources, edition: &str) -> Vec<String> {
    let outcome = build(sources, &Request::new().trace(true));
    assert!(!outcome.artifacts.is_empty(), "{:#?}", outcome.findings);
    let traces: Arc<[_]> = outcome.trace.unwrap_or_default().into();
    let trace = traces.iter().find(|it| it.edition == edition).unwrap();
    trace.printed.iter().map(|it| it.text.replace('\u{a0}', " ")).collect()
}

#[test]
fn each_language_prints_a_unit_in_its_own_way() {
    let project = project(UNITS);
    let en =
        ["140 mmHg", "2.6 mmol/L", "3.4 per 100 person-years", "12 sessions", "1 session", "7 pt"];
    let zh = ["140 mmHg", "2.6 mmol/L", "3.4/100 人年", "12 节", "1 节", "7 pt"];
    assert_eq!(printed(&project, "en"), en);
    assert_eq!(printed(&project, "zh"), zh);
}

#[test]
fn a_unit_that_nobody_declares_is_told_with_what_to_do() {
    let findings = check(&project(""), &Request::default());
    let unit = findings.iter().find(|it| it.code.id == "D0308").unwrap();
    assert_eq!(unit.message, "unknown unit “sessions”");
    let help = unit.help.as_deref().unwrap_or_default();
    assert!(help.contains("[units.sessions]"), "{help}");
    assert_eq!((&*unit.place.file, unit.place.line), ("d.csv", 5));
}

/// A unit is changed only where the author asks for it, and only to one that measures the same.
#[test]
fn a_quantity_is_converted_when_asked() {
    let text = "# A note\n\n{{ d.ldl | to(\"umol/L\") }}; {{ d.rate | to(\"/1000 person_years\") }}; \
                {{ d.visits }}.\n";
    let mut sources = project(UNITS);
    sources.insert("note.en.md", text.as_bytes());
    sources.insert("note.zh.md", text.replace("A note", "短文").into_bytes());
    assert_eq!(printed(&sources, "en"), ["2600 μmol/L", "34 per 1000 person-years", "12 sessions"]);
    let wrong = "# A note\n\n{{ d.ldl | to(\"mmHg\") }}, {{ d.ldl | to(\"nothing\") }}.\n";
    sources.insert("note.en.md", wrong.as_bytes());
    let found = check(&sources, &Request::default());
    let found: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
    assert!(
        found.iter().any(|it| it.contains("what is in “mmol/L” cannot be said in “mmHg”")),
        "{found:#?}"
    );
}
