//! Analyses in texts and figures: what is printed is what metafor prints, marked as computed, with its method and
//! the cells of its studies; in every way in which studies can be written down.

use diptych::{Engine, Outcome, Request, Sources, build};

const TRIALS: &str = include_str!("../pooling/bcg/studies.csv");

const MANIFEST: &str = r#"
[project]
title = { zh = "卡介苗", en = "BCG" }
languages = ["zh", "en"]
date = 2026-02-08
figures = "figures.toml"

[data]
trials = "trials.csv"

[analyses.bcg]
data = "trials"
measure = "RR"
better = "lower"
subgroup = "subgroup"
intervention = { zh = "卡介苗", en = "BCG" }
control = { zh = "对照", en = "control" }
baselines = ["50"]

[documents.note]
template = "summary"
content = "note"
"#;

const FIGURES: &str = r#"
[bcg]
kind = "forest"
analysis = "bcg"
caption = { zh = "卡介苗与结核病", en = "BCG and tuberculosis" }
"#;

const TEXT: &str = "# BCG\n\nRR {{ analyses.bcg.pooled }} ({{ analyses.bcg.pooled.ci }}), \
    {{ analyses.bcg.k }}, {{ analyses.bcg.heterogeneity.i2 }}, {{ analyses.bcg.heterogeneity.tau2 }}, \
    {{ analyses.bcg.p }}, {{ analyses.bcg.groups.random.pooled }}, {{ analyses.bcg.between.p }}, \
    {{ analyses.bcg.studies[0].effect }}, {{ analyses.bcg.studies[0].weight }}, \
    {{ analyses.bcg.absolute[0].difference }}, {{ analyses.bcg.absolute[0].nnt }}, {{ analyses.bcg.participants }}.\n\n\
    {{ figure(\"bcg\") }}\n";

fn project(manifest: &str, trials: &str, text: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, content) in [
        ("diptych.toml", manifest),
        ("trials.csv", trials),
        ("figures.toml", FIGURES),
        ("note.zh.md", text),
        ("note.en.md", text),
    ] {
        sources.insert(path, content.as_bytes());
    }
    sources
}

/// A project that prints an analysis in text and figure.
pub fn example() -> Sources {
    project(MANIFEST, TRIALS, TEXT)
}

fn built(sources: &Sources) -> Outcome {
    build(sources, &Request { trace: true, ..Request::default() })
}

#[test]
fn a_text_prints_what_metafor_prints() {
    let outcome = built(&example());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    assert_eq!(outcome.artifacts.len(), 3);
    let traces = outcome.trace.unwrap();
    let english = traces.iter().find(|it| it.edition == "en").unwrap();
    let texts: Vec<&str> = english.printed.iter().map(|it| it.text.as_str()).collect();
    let expected = [
        "0.49",
        "0.34–0.70",
        "13",
        "92%",
        "0.31",
        "<0.001",
        "0.38",
        "0.39",
        "0.41",
        "5.1%",
        "−26",
        "40",
        "357,347",
    ];
    assert_eq!(texts[..expected.len()], expected);
    let pooled = &english.printed[0];
    assert_eq!(pooled.computed.as_deref(), Some("RR of 13 studies, random effects, τ² by REML"));
    assert_eq!(pooled.cells.len(), 52);
    assert_eq!(pooled.cells[0].address, "row 1, column events_1");
    // Every cell of the figure is a value too: 13 studies of four figures and an effect with its ends.
    assert!(texts.len() > expected.len() + 13 * 8, "{}", texts.len());
    assert!(texts.contains(&"617/112,693") && texts.contains(&"1.78"), "{texts:?}");
}

/// A study without events has no ratio: it is none of the 13, and its patients are none of theirs.
#[test]
fn patients_are_those_of_the_studies_that_are_pooled() {
    let trials = format!("{TRIALS}\nNobody 1950,0,40,0,42,random\n");
    let outcome = built(&project(MANIFEST, &trials, TEXT));
    let traces = outcome.trace.unwrap();
    let english = traces.iter().find(|it| it.edition == "en").unwrap();
    let texts: Vec<&str> = english.printed.iter().map(|it| it.text.as_str()).collect();
    assert_eq!((texts[2], texts[12]), ("13", "357,347"));
}

#[test]
fn rows_of_arms_make_the_same_studies() {
    let mut long = String::from("study,arm,events,n,subgroup\n");
    for line in TRIALS.lines().skip(1) {
        let [name, a, b, c, d, group] = line.split(',').collect::<Vec<_>>()[..] else {
            panic!("{line}");
        };
        long += &format!("{name},control,{c},{d},{group}\n{name},BCG,{a},{b},{group}\n");
    }
    let manifest = MANIFEST.replace(
        "subgroup = \"subgroup\"",
        "subgroup = \"subgroup\"\nlabel = \"study\"\narm = \"arm\"\narms = [\"BCG\", \"control\"]",
    );
    let of = |manifest: &str, trials: &str| {
        let project = Engine::new().project(project(manifest, trials, TEXT));
        let (records, findings) = project.analyses(&Request::new(), false);
        assert!(findings.is_empty(), "{findings:?}");
        records
    };
    assert_eq!(of(&manifest, &long)[0].methods, of(MANIFEST, TRIALS)[0].methods);
}

#[test]
fn an_unknown_analysis_of_a_figure_is_told() {
    let mut sources = project(MANIFEST, TRIALS, TEXT);
    sources.insert("figures.toml", FIGURES.replace("\"bcg\"", "\"bgc\"").as_bytes());
    let outcome = built(&sources);
    let told = outcome.findings.iter().find(|it| it.message == "there is no analysis “bgc”");
    assert!(told.is_some_and(|it| it.place.line == 4), "{:#?}", outcome.findings);
}

/// What metafor's `leave1out` and `cumul` give for the trials, by restricted maximum likelihood.
#[test]
fn a_forest_plot_shows_pooled_effects_study_by_study() {
    for (show, first, last) in [
        ("leave-one-out", "0.49 | 0.34 | 0.72", "0.46 | 0.32 | 0.66"),
        ("cumulative", "0.41 | 0.13 | 1.26", "0.49 | 0.34 | 0.70"),
    ] {
        let mut sources = project(MANIFEST, TRIALS, "{{ figure(\"bcg\") }}\n");
        let figures = format!("{FIGURES}show = \"{show}\"\n");
        sources.insert("figures.toml", figures.as_bytes());
        let outcome = built(&sources);
        assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
        let traces = outcome.trace.unwrap();
        let english = traces.iter().find(|it| it.edition == "en").unwrap();
        let texts: Vec<&str> = english.printed.iter().map(|it| it.text.as_str()).collect();
        let rows: Vec<String> = texts.chunks(3).map(|row| row.join(" | ")).collect();
        assert!(rows.contains(&first.to_string()) && rows.contains(&last.to_string()), "{rows:?}");
    }
}

#[test]
fn heads_of_arms_keep_apart_where_counts_are_short() {
    let trials = "label,events_1,n_1,events_2,n_2\nB,10,100,20,120\nC,30,100,20,120\n";
    let text = "# T\n\n{{ figure(\"bcg\") }}\n";
    for control in ["no vaccine", "no vaccination at all", "unvaccinated"] {
        let manifest = MANIFEST.replace("subgroup = \"subgroup\"\n", "").replace(
            "zh = \"对照\", en = \"control\"",
            &format!("zh = \"未接种\", en = \"{control}\""),
        );
        let outcome = built(&project(&manifest, trials, text));
        let overlaps = outcome.findings.iter().filter(|it| it.code.id == "D1002").count();
        assert_eq!(overlaps, 0, "{control}: {:#?}", outcome.findings);
    }
}
