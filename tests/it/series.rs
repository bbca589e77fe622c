//! Documents that are made for each record: one PDF per record and edition, and a record that fails stops
//! no other.

use std::fs;
use std::sync::Mutex;

use diptych::{Artifact, Engine, Outcome, Request, Sources, build};

use super::cli::diptych;
use super::pdf::squeezed;

const MANIFEST: &str = r#"
[project]
title     = { zh = "院区", en = "Sites" }
languages = ["zh", "en"]
date      = 2026-02-08
domain    = "none"

[data]
sites = "sites.csv"

[parameters]
audience = { default = "doctor", values = ["doctor", "patient"] }
beds     = true

[documents.note]
for_each   = "sites"
template   = "summary"
content    = "note"
title      = "{{ site.name }}"
headline   = { zh = "{{ site.name }}须知", en = "Notes for {{ site.name }}" }
editions   = "{{ site.languages }}"
theme      = "{{ site.theme }}"
date       = "{{ site.date }}"
parameters = { audience = "{{ site.audience }}" }
profiles   = { ward = { audience = "patient", beds = false } }
out        = "{{ site.id }}/{{ document }}.{{ edition }}.pdf"
"#;

const SITES: &str = "\
id,name.zh,name.en,languages,theme,date,audience,count
north,北院,North,\"zh, en\",clinic,2026-01-05,doctor,120
south,南院,South,zh-en,mono,2026-01-06,patient,85
east,东院,East,en,journal,2026-01-07,doctor,40
";

const ZH: &str = r#"# 床位

{{ site.name }}有 {{ site.count }} 张床位。

::: {when="audience == 'patient'"}
给患者。
:::

::: {.callout-note when="beds and site.id != 'east'"}
床位按日报告。
:::
"#;

const EN: &str = r#"# Beds

{{ site.name }} has {{ site.count }} beds.

::: {when="audience == 'patient'"}
For patients.
:::

::: {.callout-note when="beds and site.id != 'east'"}
Beds are reported by day.
:::
"#;

fn project(manifest: &str, sites: &str, zh: &str, en: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, text) in
        [("diptych.toml", manifest), ("sites.csv", sites), ("note.zh.md", zh), ("note.en.md", en)]
    {
        sources.insert(path, text.as_bytes());
    }
    sources
}

pub fn own() -> Sources {
    project(MANIFEST, SITES, ZH, EN)
}

/// A string that comes out empty counts as not written; a wrong one is shown.
#[test]
fn a_record_may_leave_out_what_the_project_says() {
    let sites = SITES.replace("mono,2026-01-06", ",").replace("2026-01-07", "2026-13-07");
    let outcome = build(&project(MANIFEST, &sites, ZH, EN), &Request::default());
    let names = names(&outcome);
    assert!(names.contains(&"south/note.zh-en.pdf"), "{names:?} {:?}", outcome.findings);
    let told: Vec<&str> = outcome.records.failed.iter().map(|it| it.why.as_str()).collect();
    assert_eq!(told, ["D0105 `date` must be a day such as 2026-02-08, and “2026-13-07” is not"]);
}

fn names(outcome: &Outcome) -> Vec<&str> {
    outcome.artifacts.iter().map(|it| it.name.as_str()).collect()
}

fn text(outcome: &Outcome, name: &str) -> String {
    squeezed(&outcome.artifacts.iter().find(|it| it.name == name).unwrap().bytes)
}

#[test]
fn every_record_has_its_editions_theme_date_and_titles() {
    let outcome = build(&own(), &Request::new().trace(true));
    assert_eq!((outcome.findings, outcome.records.findings.len()), (Vec::new(), 0));
    let outcome = build(&own(), &Request::new().trace(true));
    assert_eq!(
        names(&outcome),
        ["north/note.zh.pdf", "north/note.en.pdf", "south/note.zh-en.pdf", "east/note.en.pdf"]
    );
    let north = text(&outcome, "north/note.en.pdf");
    for words in ["NotesforNorth", "Northhas120beds.", "Bedsarereportedbyday.", "5January2026"] {
        assert!(north.contains(words), "{words}: {north}");
    }
    assert!(!north.contains("Forpatients."), "{north}");
    let south = text(&outcome, "south/note.zh-en.pdf");
    assert!(south.contains("给患者。") && south.contains("Forpatients."), "{south}");
    let east = text(&outcome, "east/note.en.pdf");
    assert!(!east.contains("reportedbyday") && !east.contains("东院"), "{east}");
    // What is printed of a record leads to its cell.
    let trace = serde_json::to_value(&outcome.trace).unwrap();
    let of = |document: &str| {
        let mut all = trace.as_array().unwrap().iter();
        all.find(|it| it["document"] == document).unwrap()["printed"].to_string()
    };
    assert!(of("note/south").contains("\"85\"") && of("note/south").contains("sites.csv"));
}

#[test]
fn a_record_that_fails_stops_no_other() {
    let sites = SITES.replace("South,zh-en,mono", "South,zh-en,moon").replace("40\n", "\n");
    let outcome = build(&project(MANIFEST, &sites, ZH, EN), &Request::new());
    assert_eq!(names(&outcome), ["north/note.zh.pdf", "north/note.en.pdf"]);
    let failed = &outcome.records.failed;
    let told: Vec<_> = failed.iter().map(|it| (&*it.document, it.place.line)).collect();
    assert_eq!(told, [("note/south", 3), ("note/east", 4)]);
    assert!(failed[0].why.contains("D0703") && failed[0].why.contains("moon"), "{failed:?}");
    assert!(failed[1].why.contains("empty"), "{failed:?}");
    for finding in &outcome.records.findings {
        let (place, label) = finding.related.last().unwrap();
        assert!(*place.file == *"sites.csv" && label.starts_with("for the record"), "{finding:?}");
    }
}

#[test]
fn files_are_handed_over_as_they_are_made() {
    let taken = Mutex::new(Vec::new());
    let sink = |artifact: Artifact| taken.lock().unwrap().push(artifact);
    let outcome = build(&own(), &Request::new().sink(&sink));
    assert_eq!((outcome.artifacts.len(), outcome.records.made), (0, 4));
    let mut taken = taken.into_inner().unwrap();
    taken.sort_by(|a, b| a.name.cmp(&b.name));
    let mut whole = build(&own(), &Request::new().jobs(1)).artifacts;
    whole.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(taken == whole, "the bytes depend on how files are handed over");
}

#[test]
fn only_some_records_and_editions_are_made() {
    for (only, made) in [
        ("note/north.en", &["north/note.en.pdf"][..]),
        ("note/south", &["south/note.zh-en.pdf"]),
        ("note.en", &["north/note.en.pdf", "east/note.en.pdf"]),
    ] {
        let outcome = build(&own(), &Request::new().only([only]));
        assert_eq!(names(&outcome), made, "{only}: {:?}", outcome.findings);
    }
    let outcome = build(&own(), &Request::new().only(["note/west"]));
    assert_eq!(outcome.findings[0].code.id, "D0107");
}

#[test]
fn expressions_and_columns_choose_records() {
    let filters = ["\"site.theme != 'mono'\"", "{ theme = [\"clinic\", \"journal\"] }"];
    for filter in filters {
        let manifest = MANIFEST.replace("template ", &format!("where = {filter}\ntemplate "));
        let outcome = build(&project(&manifest, SITES, ZH, EN), &Request::new());
        let expected = ["north/note.zh.pdf", "north/note.en.pdf", "east/note.en.pdf"];
        assert_eq!(names(&outcome), expected, "{filter}: {:?}", outcome.records.findings);
    }
}

#[test]
fn profiles_and_settings_lie_over_what_documents_say() {
    let outcome =
        build(&own(), &Request::new().profile("ward".to_string()).only(["note/north.en"]));
    let north = text(&outcome, "north/note.en.pdf");
    assert!(north.contains("Forpatients.") && !north.contains("reportedbyday"), "{north}");
    let request =
        Request::new().profile("ward".to_string()).set("beds", "true").only(["note/north.en"]);
    let north = text(&build(&own(), &request), "north/note.en.pdf");
    assert!(north.contains("Forpatients.") && north.contains("reportedbyday"), "{north}");
    for (name, value, code, help) in [
        ("audience", "nurse", "D0142", None),
        ("audiance", "patient", "D0141", Some("audience")),
        ("beds", "1", "D0142", None),
    ] {
        let finding = build(&own(), &Request::new().set(name, value)).findings.remove(0);
        assert_eq!(finding.code.id, code, "{finding:?}");
        assert!(help.is_none_or(|help| finding.help.unwrap().contains(help)));
    }
    let findings = build(&own(), &Request::new().profile("wards".to_string())).findings;
    assert_eq!(findings[0].code.id, "D0143");
    assert!(findings[0].help.as_ref().unwrap().contains("`ward`"));
}

#[test]
fn a_text_knows_its_document_edition_profile_and_language() {
    let line = "\n{{ document }}, {{ edition }}, {{ language }}, {{ profile or '-' }}.\n";
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"zh\", \"en\"]\ndate = 2026-02-08\n\
        [documents.a]\ntemplate = \"summary\"\ncontent = \"note\"\n\
        [documents.b]\ntemplate = \"summary\"\ncontent = \"note\"\neditions = [\"en\"]\n";
    let sources = project(manifest, "", line, line);
    let outcome = build(&sources, &Request::new());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    assert!(text(&outcome, "a.en.pdf").contains("a,en,en,-."));
    assert!(text(&outcome, "b.en.pdf").contains("b,en,en,-."));
    let both = text(&outcome, "a.zh-en.pdf");
    assert!(both.contains("a,zh-en,zh,-.") && both.contains("a,zh-en,en,-."), "{both}");
}

#[test]
fn what_is_left_out_is_not_evaluated() {
    let zh = "::: {when=\"site.theme == 'none'\"}\n{{ site.nothing }}\n:::\n\n文。\n";
    let en = "::: {when=\"site.theme == 'none'\"}\n{{ site.nothing }}\n:::\n\nText.\n";
    let outcome = build(&project(MANIFEST, SITES, zh, en), &Request::new());
    assert_eq!(outcome.records.failed.len(), 0, "{:?}", outcome.records);
    // An expression that cannot be evaluated is told at its place in the text.
    let zh = zh.replace("site.theme", "site.them");
    let outcome = build(&project(MANIFEST, SITES, &zh, en), &Request::new());
    let found = outcome.records.findings.iter().find(|it| it.code.id == "D0502").unwrap();
    assert_eq!((found.place.to_string().as_str(), found.place.length), ("note.zh.md:1:12", 19));
}

#[test]
fn an_engine_makes_again_only_what_differs() {
    let engine = Engine::new();
    let mut project = engine.project(own());
    assert_eq!(project.build(&Request::new()).reused, 0);
    project.sources_mut().insert("sites.csv", SITES.replace(",40", ",41").into_bytes());
    let outcome = project.build(&Request::new());
    assert_eq!((outcome.artifacts.len(), outcome.reused), (4, 3));
}

#[test]
fn only_what_changed_is_written_again() {
    let folder = tempfile::tempdir().unwrap();
    for (path, bytes) in &own().files {
        fs::write(folder.path().join(path), bytes).unwrap();
    }
    let built = |arguments: &[&str]| {
        let call = diptych(folder.path(), arguments);
        assert_eq!(call.code, 0, "{}", call.stderr);
        call.stderr.lines().last().unwrap().to_string()
    };
    assert!(built(&["build"]).starts_with("wrote 4 PDFs"));
    let line = built(&["build", "--changed"]);
    assert!(line.starts_with("wrote 0 PDFs") && line.ends_with("; 4 unchanged"), "{line}");
    // One cell of one record.
    let edited = SITES.replace(",40", ",41");
    fs::write(folder.path().join("sites.csv"), edited).unwrap();
    let line = built(&["build", "--changed"]);
    assert!(line.starts_with("wrote 1 PDF (") && line.ends_with("; 3 unchanged"), "{line}");
    let east = fs::read(folder.path().join("out/east/note.en.pdf")).unwrap();
    assert!(squeezed(&east).contains("Easthas41beds."));
    // A file that is missing, and one that somebody has changed.
    fs::remove_file(folder.path().join("out/north/note.zh.pdf")).unwrap();
    let line = built(&["build", "--changed"]);
    assert!(line.starts_with("wrote 1 PDF (") && line.ends_with("; 3 unchanged"), "{line}");
    // A record that is gone leaves a file that no document makes.
    fs::write(folder.path().join("sites.csv"), SITES.replace("south,", "west,")).unwrap();
    let call = diptych(folder.path(), &["build", "--clean"]);
    assert!(call.stderr.contains("removed south/note.zh-en.pdf"), "{}", call.stderr);
    assert!(!folder.path().join("out/south").exists());
}

#[test]
fn the_command_tells_what_was_not_made() {
    let folder = tempfile::tempdir().unwrap();
    let sites = SITES.replace("South,zh-en,mono", "South,zh-en,moon");
    for (path, bytes) in &project(MANIFEST, &sites, ZH, EN).files {
        fs::write(folder.path().join(path), bytes).unwrap();
    }
    let call = diptych(folder.path(), &["build"]);
    assert_eq!(call.code, 1);
    assert!(call.stderr.contains("not made: note/south (sites.csv:3:1): D0703"), "{}", call.stderr);
    assert!(call.stderr.contains("wrote 3 PDFs (3 pages)"), "{}", call.stderr);
    assert!(folder.path().join("out/east/note.en.pdf").exists());
    assert!(!folder.path().join("out/south").exists());
}

#[test]
fn a_document_is_made_from_the_pictures_that_it_names_and_no_others() {
    let manifest = MANIFEST
        .replace("theme      = \"{{ site.theme }}\"\n", "logo = \"logos/{{ site.id }}.svg\"\n");
    let zh = format!("{ZH}\n![点](dots/a.svg)\n");
    let en = format!("{EN}\n![A dot](dots/a.svg)\n");
    let dot = |size: u32| {
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"{size}\"/><image href=\"b.svg\"/></svg>"
        )
    };
    let made_from = |changed: &[&str]| {
        let mut sources = project(&manifest, SITES, &zh, &en);
        let all = ["north", "south", "east"].map(|it| format!("logos/{it}.svg"));
        let all = all.iter().map(String::as_str);
        for path in all.chain(["dots/a.svg", "dots/b.svg", "dots/c.svg"]) {
            let size = if changed.contains(&path) { 3 } else { 4 };
            sources.insert(path, dot(size).as_bytes());
        }
        let keys = Mutex::new(std::collections::BTreeMap::new());
        let is_there = |name: &str, inputs: &str| {
            keys.lock().unwrap().insert(name.to_string(), inputs.to_string());
            true
        };
        let outcome = build(&sources, &Request::new().is_there(&is_there));
        assert!(outcome.records.failed.is_empty(), "{:?}", outcome.records.findings);
        keys.into_inner().unwrap()
    };
    let before = made_from(&[]);
    assert_eq!(before.len(), 4);
    let moved = |changed: &[&str]| {
        let after = made_from(changed);
        before
            .iter()
            .filter(|(name, key)| after[*name] != **key)
            .map(|it| it.0.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(moved(&["logos/south.svg"]), ["south/note.zh-en.pdf"]);
    assert_eq!(moved(&["dots/c.svg"]), [""; 0]);
    // A picture within a picture is one of them.
    assert_eq!(moved(&["dots/b.svg"]).len(), 4);
    assert_eq!(moved(&["dots/a.svg"]).len(), 4);
}
