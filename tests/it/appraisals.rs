//! Tables of appraisals: the built-in tools, and those of a project.

use std::collections::HashSet;

use diptych::diagnostic::codes;
use diptych::{Outcome, Request, Sources, build};

const MANIFEST: &str = r#"
[project]
title = { zh = "偏倚", en = "Bias" }
languages = ["zh", "en"]
date = 2026-02-08
tables = "tables.toml"

[data]
bias = "bias.csv"

[documents.note]
template = "summary"
content = "note"
"#;

/// A project with a table of judgements.
pub fn project(tool: &str, rows: &str, own: Option<&str>) -> Sources {
    let mut sources = Sources::default();
    let tables = format!(
        "[bias]\ndata = \"bias\"\nappraisal = \"{tool}\"\ncaption = {{ zh = \"偏倚\", en = \"Bias\" }}\n"
    );
    let text = "{{ table(\"bias\") }}\n";
    for (path, content) in [
        ("diptych.toml", MANIFEST),
        ("bias.csv", rows),
        ("tables.toml", &tables),
        ("note.zh.md", text),
        ("note.en.md", text),
    ] {
        sources.insert(path, content.as_bytes());
    }
    if let Some(own) = own {
        sources.insert("appraisals/own.toml", own.as_bytes());
    }
    sources
}

fn built(tool: &str, rows: &str, own: Option<&str>) -> Outcome {
    let request = Request { emit_typst: true, ..Request::default() };
    build(&project(tool, rows, own), &request)
}

fn source(outcome: &Outcome) -> String {
    let files = outcome.artifacts.iter().map(|it| String::from_utf8_lossy(&it.bytes).to_string());
    files.collect::<Vec<_>>().join("\n")
}

/// Every built-in tool takes a row that has its best judgement everywhere.
#[test]
fn every_tool_is_a_table() {
    for (tool, domains, best, overall) in [
        ("rob2", "d1,d2,d3,d4,d5", "low", true),
        (
            "rob1",
            "sequence,concealment,participants,assessment,losses,reporting,other",
            "low",
            false,
        ),
        ("robins-i", "d1,d2,d3,d4,d5,d6,d7", "low", true),
        ("robins-i-v2", "d1,d2,d3,d4,d5,d6", "low_but_confounding", true),
        (
            "quadas-2",
            "patients,index,reference,flow,patients_applicability,index_applicability,reference_applicability",
            "low",
            false,
        ),
        (
            "probast",
            "participants,predictors,outcome,analysis,participants_applicability,predictors_applicability,outcome_applicability",
            "low",
            true,
        ),
        ("jbi-rct", "q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12,q13", "yes", false),
        ("jbi-case-report", "q1,q2,q3,q4,q5,q6,q7,q8", "yes", false),
        ("amstar-2", "q1,q2,q3,q4,q5,q6,q7,q8,q9,q10,q11,q12,q13,q14,q15,q16", "yes", false),
    ] {
        let names: Vec<&str> = domains.split(',').chain(overall.then_some("overall")).collect();
        let cells = vec![best; names.len()].join(",");
        let rows = format!("label,{}\nAlpha 2020,{cells}\n", names.join(","));
        let outcome = built(tool, &rows, None);
        assert!(outcome.findings.is_empty(), "{tool}: {:#?}", outcome.findings);
        let tone = if best == "low_but_confounding" { "fair" } else { "good" };
        assert!(source(&outcome).contains(&format!("tone: \"{tone}\"")), "{tool}");
    }
}

/// Every file of a tool is read: its domains are columns, its judgements are known.
#[test]
fn every_file_of_a_tool_is_sound() {
    let folder = super::projects::root().join("data/appraisal");
    let mut count = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let tool: toml::Table = std::fs::read_to_string(&path).unwrap().parse().unwrap();
        let ids = |key: &str| -> Vec<String> {
            let all = tool[key].as_array().unwrap().iter();
            all.map(|it| it["id"].as_str().unwrap().to_string()).collect()
        };
        let overall = tool.get("overall").and_then(toml::Value::as_bool).unwrap_or_default();
        let mut columns = ids("domains");
        columns.extend(overall.then(|| "overall".to_string()));
        let judgements = ids("judgements");
        // A sign stands alone where room is dear: it says which.
        let shown = tool["judgements"].as_array().unwrap().iter();
        let tones: HashSet<&str> = shown.map(|it| it["tone"].as_str().unwrap()).collect();
        assert_eq!(tones.len(), judgements.len(), "{}", path.display());
        let row = |it: &String| format!("Of {it},{}\n", vec![it.as_str(); columns.len()].join(","));
        let rows: String = judgements.iter().map(row).collect();
        let name = path.file_stem().unwrap().to_str().unwrap().to_string();
        let outcome = built(&name, &format!("label,{}\n{rows}", columns.join(",")), None);
        assert!(outcome.findings.is_empty(), "{name}: {:#?}", outcome.findings);
        count += 1;
    }
    assert!(count >= 18, "{count}");
}

#[test]
fn what_a_tool_does_not_know_is_told() {
    let rows = "label,d1,d2,d3,d4,d5,overall\nAlpha 2020,low,maybe,low,,low,low\n";
    let outcome = built("rob2", rows, None);
    let told = outcome.findings.iter().filter(|it| it.code == codes::NOT_JUDGED).count();
    assert_eq!(told, 2, "{:#?}", outcome.findings);
    let outcome = built("rob3", "label,d1\nAlpha 2020,low\n", None);
    assert!(format!("{:?}", outcome.findings).contains("there is no tool of appraisal “rob3”"));
}

#[test]
fn a_project_has_its_own_tool() {
    let own = "name = \"Own\"\n[[judgements]]\nid = \"fine\"\ntone = \"good\"\nname = { zh = \"好\", en = \"fine\" }\n\
        [[judgements]]\nid = \"high\"\ntone = \"bad\"\n[[domains]]\nid = \"a\"\nname = { zh = \"甲\", en = \"first\" }\n";
    let outcome = built("own", "label,a\nAlpha 2020,fine\nBeta 2021,high\n", Some(own));
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let source = source(&outcome);
    assert!(source.contains("tone: \"bad\"") && source.contains("甲"), "{source}");
}

/// The judgements stand beside the studies of a forest plot, by their `id`, and are explained beneath.
#[test]
fn judgements_stand_in_a_forest_plot() {
    let mut sources = Sources::default();
    let manifest = MANIFEST.replace("tables =", "figures = \"figures.toml\"\ntables =").replace(
        "[documents.note]",
        "trials = \"trials.csv\"\n[analyses.a]\ndata = \"trials\"\nmeasure = \"RR\"\n[documents.note]",
    );
    let text = "{{ figure(\"forest\") }}\n";
    let bias = "id,label,d1,d2,d3,d4,d5,overall\nb,Beta,low,low,low,low,low,low\na,Alpha,high,some,low,low,low,high\n";
    for (path, content) in [
        ("diptych.toml", manifest.as_str()),
        (
            "trials.csv",
            "id,label,events_1,n_1,events_2,n_2\na,Alpha,4,123,11,139\nb,Beta,6,306,29,303\n",
        ),
        ("bias.csv", bias),
        (
            "tables.toml",
            "[bias]\ndata = \"bias\"\nappraisal = \"rob2\"\ncaption = { zh = \"偏倚\", en = \"Bias\" }\n",
        ),
        (
            "figures.toml",
            "[forest]\nkind = \"forest\"\nanalysis = \"a\"\nbias = \"bias\"\ncaption = { zh = \"图\", en = \"Plot\" }\n",
        ),
        ("note.zh.md", text),
        ("note.en.md", text),
    ] {
        sources.insert(path, content.as_bytes());
    }
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let outcome = build(&sources, &Request { emit_typst: true, ..Request::default() });
    let source = source(&outcome);
    let alpha = source.find("Alpha").unwrap();
    let (bad, good) =
        (source.find("tone: \"bad\"").unwrap(), source.find("tone: \"good\"").unwrap());
    assert!(alpha < bad && bad < good, "the study that comes first has its own judgements");
    assert!(source.contains("Randomization process"));
}
