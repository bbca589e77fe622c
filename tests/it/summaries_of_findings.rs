//! Summaries of findings: what each layout prints in each language, marked as computed; the sentences that certainty
//! and size allow.

use diptych::{Outcome, Request, Sources, build};

use super::analyses::example;

const FINDINGS: &str = r#"
[findings.main]
layout = "LAYOUT"
caption = { zh = "结果总结", en = "Summary of findings" }
population = { zh = "儿童", en = "children" }

[[findings.main.outcomes]]
id = "tb"
analysis = "bcg"
outcome = { zh = "结核病", en = "Tuberculosis" }
follow_up = { zh = "数年", en = "years" }
baselines = ["50", "median"]
risks = [{ zh = "一般风险", en = "usual risk" }]
thresholds = [5, 20, 50]
comment = { zh = "不含卡介苗病", en = "without disease by BCG" }
down.risk_of_bias = { why = { zh = "分配未随机", en = "allocation was not random" } }
down.inconsistency = { levels = 1, why = { zh = "效应不一", en = "effects differ" } }

[documents.note]"#;

const TEXT: &str = "# BCG\n\n{{ finding(\"tb\").sentence }} {{ finding(\"tb\").signs }}\n\n{{ findings(\"main\") }}\n";

/// Each cell says all in one language and then in the other, so that no row has two halves.
#[test]
fn both_languages_stand_in_each_cell() {
    let mut sources: Sources = example();
    let manifest = sources.text("diptych.toml").unwrap();
    let manifest = manifest.replace("\n[documents.note]", &FINDINGS.replace("LAYOUT", "grade"));
    sources.insert("diptych.toml", manifest.as_bytes());
    for path in ["note.zh.md", "note.en.md"] {
        sources.insert(path, TEXT.as_bytes());
    }
    let request = Request::new().emit_typst(true);
    let outcome = build(&sources, &request);
    let content = outcome.artifacts.iter().find(|it| it.name.ends_with("zh-en.content.typ"));
    let content =
        String::from_utf8_lossy(&content.expect("a bilingual edition").bytes).into_owned();
    assert!(content.contains("bilingual: \"cells\""), "{content}");
}

fn built(change: impl Fn(String) -> String, text: &str) -> Outcome {
    let mut sources: Sources = example();
    let manifest = sources.text("diptych.toml").unwrap();
    let manifest = change(manifest.replace("\n[documents.note]", FINDINGS));
    sources.insert("diptych.toml", manifest.as_bytes());
    for path in ["note.zh.md", "note.en.md"] {
        sources.insert(path, text.as_bytes());
    }
    build(&sources, &Request { trace: true, ..Request::default() })
}

/// What the tables and values of an edition print, joined.
fn printed(outcome: &Outcome, edition: &str) -> String {
    let traces = outcome.trace.as_ref().unwrap();
    let trace = traces.iter().find(|it| it.edition == edition).unwrap();
    trace.printed.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join(" | ")
}

/// 59 of 1000 is what a risk ratio of 0.4894 makes of 50: 24; 26 fewer, one in 40.
#[test]
fn absolute_effects_are_those_of_the_handbook() {
    let outcome = built(|it| it.replace("LAYOUT", "grade"), TEXT);
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let english = printed(&outcome, "en");
    assert!(
        english.starts_with("BCG may reduce tuberculosis. | ⊕⊕◯◯ | 357,347 | 13 | 0.49 | 0.34 | 0.70 | 50 | 26 | 33 | 15 | 40"),
        "{english}"
    );
    assert!(printed(&outcome, "zh").starts_with("卡介苗可能减少结核病。 | ⊕⊕◯◯"));
}

/// An assumed risk is printed as it is stated, and effects that whole numbers would round away with two digits.
#[test]
fn small_risks_are_not_rounded_away() {
    let stated = |it: String| {
        it.replace("LAYOUT", "cochrane").replace("[\"50\", \"median\"]", "[\"12.5\", \"0.4\"]")
    };
    let english = printed(&built(stated, TEXT), "en");
    assert!(english.contains("| 12.5 | 6.1 | 4.3 | 8.7"), "{english}");
    assert!(english.contains("| 0.4 | 0.20 | 0.14 | 0.28"), "{english}");
    let shown = built(|it| stated(it).replace("cochrane", "grade"), TEXT);
    let english = printed(&shown, "en");
    assert!(english.contains("| 0.4 | 0.20 | 0.26 | 0.12 | 4897"), "{english}");
    let text = "{{ analyses.bcg.absolute[0].control }} {{ analyses.bcg.absolute[0].difference }} \
        {{ analyses.bcg.absolute[0].intervention.ci }}\n";
    let texts =
        built(|it| stated(it).replace("baselines = [\"50\"]", "baselines = [\"0.4\"]"), text);
    assert_eq!(printed(&texts, "en"), "0.4 | −0.20 | 0.14–0.28");
}

/// Nouns keep their capital where the language has them so.
#[test]
fn a_german_outcome_keeps_its_capital() {
    let mut sources = Sources::default();
    let manifest = example().text("diptych.toml").unwrap().replace("\n[documents.note]", FINDINGS);
    let manifest = manifest
        .replace("LAYOUT", "grade")
        .replace("[\"zh\", \"en\"]", "[\"de\"]")
        .replace("en = ", "de = ")
        .replace("figures = \"figures.toml\"", "");
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert("trials.csv", example().text("trials.csv").unwrap().as_bytes());
    sources.insert("note.de.md", "{{ finding(\"tb\").sentence }}\n".as_bytes());
    let outcome = build(&sources, &Request { trace: true, ..Request::default() });
    let said = printed(&outcome, "de");
    assert!(said.contains("Tuberculosis") && !said.contains("tuberculosis"), "{said}");
}

#[test]
fn each_layout_has_its_figures_in_its_order() {
    let cochrane = built(|it| it.replace("LAYOUT", "cochrane"), TEXT);
    assert!(cochrane.findings.is_empty(), "{:#?}", cochrane.findings);
    let english = printed(&cochrane, "en");
    assert!(
        english.contains("| 50 | 24 | 17 | 35 | 0.49 | 0.34 | 0.70 | 357,347 | 13"),
        "{english}"
    );
    let plain = built(|it| it.replace("LAYOUT", "plain"), TEXT);
    assert!(plain.findings.is_empty(), "{:#?}", plain.findings);
    assert!(printed(&plain, "en").contains("| 50 | 24 | 17 | 35"));
}

/// Heads in bold have room for their words in every language, and break where they do not fit.
#[test]
fn heads_stay_in_their_columns_in_every_language() {
    for languages in [
        &["de"][..],
        &["fr"],
        &["it"],
        &["pt-BR"],
        &["ru"],
        &["vi"],
        &["ja"],
        &["ko"],
        &["zh", "en"],
        &["de", "en"],
        &["ru", "de"],
        &["ja", "en"],
    ] {
        for layout in ["grade", "cochrane", "plain"] {
            let mut sources = Sources::default();
            let example = example();
            let manifest = example.text("diptych.toml").unwrap();
            let manifest = manifest
                .replace("\n[documents.note]", FINDINGS)
                .replace("LAYOUT", layout)
                .replace("\"50\", \"median\"", "\"125\", \"444\"")
                .replace("[\"zh\", \"en\"]", &format!("{languages:?}"))
                .replace("zh = ", "other = ")
                .replace("en = ", &format!("{} = ", languages[0]))
                .replace("other = ", &format!("{} = ", languages.get(1).unwrap_or(&"zh")))
                .replace("figures = \"figures.toml\"", "");
            sources.insert("diptych.toml", manifest.as_bytes());
            sources.insert("trials.csv", example.text("trials.csv").unwrap().as_bytes());
            for language in languages {
                let text = "{{ findings(\"main\") }}\n".as_bytes();
                sources.insert(&format!("note.{language}.md"), text);
            }
            let outcome = build(&sources, &Request::default());
            assert!(
                !outcome.artifacts.is_empty(),
                "{languages:?}, {layout}: {:#?}",
                outcome.findings
            );
            let beyond: Vec<_> = outcome
                .findings
                .iter()
                .filter(|it| matches!(it.code.id, "D1001" | "D1002"))
                .collect();
            assert!(beyond.is_empty(), "{languages:?}, {layout}: {beyond:#?}");
        }
    }
}

#[test]
fn certainty_and_size_decide_the_sentence() {
    let said = |change: &dyn Fn(String) -> String| {
        let outcome =
            built(|it| change(it.replace("LAYOUT", "grade")), "{{ finding(\"tb\").sentence }}\n");
        ["en", "zh"].map(|it| printed(&outcome, it))
    };
    let without = |it: String| {
        it.lines().filter(|it| !it.starts_with("down.")).collect::<Vec<_>>().join("\n")
    };
    let one = |it: String| {
        it.lines().filter(|it| !it.starts_with("down.inc")).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(said(&without), ["BCG reduces tuberculosis.", "卡介苗减少结核病。"]);
    assert_eq!(said(&one), ["BCG likely reduces tuberculosis.", "卡介苗很可能减少结核病。"]);
    let large = |it: String| one(it).replace("thresholds = [5, 20, 50]", "size = \"large\"");
    assert_eq!(
        said(&large),
        [
            "BCG likely results in a large reduction in tuberculosis.",
            "卡介苗很可能大幅减少结核病。"
        ]
    );
    let observed = |it: String| it.replace("thresholds", "start = \"low\"\nthresholds");
    assert_eq!(
        said(&observed)[0],
        "The evidence is very uncertain about the effect of BCG on tuberculosis."
    );
}

#[test]
fn an_outcome_that_is_not_there_is_told() {
    let outcome = built(|it| it.replace("LAYOUT", "grade"), "{{ finding(\"tp\").sentence }}\n");
    let told = format!("{:?}", outcome.findings);
    assert!(told.contains("no summary of findings has the outcome “tp”"), "{told}");
}
