//! Tables of characteristics, flow charts and summaries of judgements: made from cells, in every language.

use diptych::{Outcome, Request, Sources, build};

const MANIFEST: &str = r#"
[project]
title = { zh = "报告", en = "Report" }
languages = ["zh", "en"]
date = 2026-02-08
tables = "tables.toml"
figures = "figures.toml"

[data]
rows = "rows.csv"

[documents.note]
template = "summary"
content = "note"
editions = ["zh", "en", "zh-en"]
"#;

const SEARCH: &str = "box,label.zh,label.en,n\ndatabases,,,1846\nregisters,,,55\nduplicates,,,432\nscreened,,,1469\n\
    excluded,,,1301\nassessed,,,168\nreports_excluded,设计不符,Wrong design,137\nincluded_studies,,,25\n\
    included_reports,,,31\n";

const UPDATE: &str = "previous_studies,,,13\nwebsites,,,20\nother_sought,,,12\nother_assessed,,,12\n\
    other_reports_excluded,设计不符,Wrong design,12\ntotal_studies,,,38\n";

const PEOPLE: &str = "box,arm,label.zh,label.en,n\neligible,,,,310\nineligible,,,,72\nineligible,,拒绝,Declined,72\n\
    randomised,,,,238\nallocated,1,,,120\nallocated,2,,,118\nlost,1,,,6\nlost,2,,,9\nanalysed,1,,,114\nanalysed,2,,,109\n";

fn project(files: &[(&str, &str)], shown: &str) -> Sources {
    let mut sources = Sources::default();
    for (path, content) in [
        ("diptych.toml", MANIFEST),
        ("tables.toml", ""),
        ("figures.toml", ""),
        ("note.zh.md", shown),
        ("note.en.md", shown),
    ] {
        sources.insert(path, content.as_bytes());
    }
    files.iter().for_each(|(path, content)| sources.insert(path, content.as_bytes()));
    sources
}

/// It is built without a finding; its sources are returned.
fn built(sources: &Sources) -> String {
    let pages = build(sources, &Request::default());
    assert!(pages.findings.is_empty(), "{:#?}", pages.findings);
    assert_eq!(pages.artifacts.len(), 3);
    source(&build(sources, &Request { emit_typst: true, ..Request::default() }))
}

fn source(outcome: &Outcome) -> String {
    let files = outcome.artifacts.iter().map(|it| String::from_utf8_lossy(&it.bytes).to_string());
    files.collect::<Vec<_>>().join("\n")
}

fn figure(kind: &str, more: &str) -> String {
    format!(
        "[it]\nkind = \"{kind}\"\ndata = \"rows\"\n{more}\ncaption = {{ zh = \"图\", en = \"Figure\" }}\n"
    )
}

/// A flow of records.
pub fn chart() -> Sources {
    let figures = figure("prisma", "");
    project(&[("rows.csv", SEARCH), ("figures.toml", figures.as_str())], FIGURE)
}

const FIGURE: &str = "{{ figure(\"it\") }}\n";

#[test]
fn records_flow_from_the_search_to_what_is_included() {
    let figures = figure("prisma", "");
    let files = [("rows.csv", SEARCH), ("figures.toml", figures.as_str())];
    let source = built(&project(&files, FIGURE));
    assert!(source.contains("lanes: (\"main\",\"side\",)"), "{source}");
    for words in [
        "PRISMA flow: Figure. Identification: Records identified from:",
        "Wrong design",
        "筛选的记录",
    ] {
        assert!(source.contains(words), "{words}: {source}");
    }
}

#[test]
fn an_update_has_earlier_studies_and_other_methods() {
    let (figures, rows) = (figure("prisma", ""), format!("{SEARCH}{UPDATE}"));
    let files = [("rows.csv", rows.as_str()), ("figures.toml", figures.as_str())];
    let source = built(&project(&files, FIGURE));
    let lanes = "lanes: (\"previous\",\"main\",\"side\",\"other\",\"other-side\",)";
    assert!(source.contains(lanes), "{source}");
    assert!(source.contains("New studies included in review"), "{source}");
}

#[test]
fn people_flow_into_their_arms() {
    let figures = figure("consort", "arms = { 1 = { zh = \"甲药\", en = \"Drug\" } }");
    let files = [("rows.csv", PEOPLE), ("figures.toml", figures.as_str())];
    let source = built(&project(&files, FIGURE));
    assert!(source.contains("lanes: (\"main\",\"side\",\"arm\",\"arm\",)"), "{source}");
    // An arm that the figure does not name is called as the data call it.
    assert!(source.contains("Allocated to Drug") && source.contains("Allocated to 2"), "{source}");
}

#[test]
fn a_percentage_that_no_column_has_is_computed() {
    let tables = "[it]\ndata = \"rows\"\narms = { 1 = { zh = \"甲药\", en = \"Drug\" } }\n\
        caption = { zh = \"基线\", en = \"Baseline\" }\n";
    let rows = "id,label,of,count_1,percent_1,median_1,low_1,high_1\nn,People,,120,,,,\nsex,Sex,,,,,,\n\
        f,Female,sex,64,53.3,,,\nm,Male,sex,56,,,,\nstay,Stay,,,,6,4,9\n";
    let files = [("rows.csv", rows), ("tables.toml", tables)];
    let source = built(&project(&files, "{{ table(\"it\") }}\n"));
    assert!(source.contains("46.7") && source.contains("computed: (\"synthesis\",)"), "{source}");
    assert!(source.contains("Stay, median (IQR)") && source.contains("Sex, n (%)"), "{source}");
}

/// Of those measured: for the row, or for the characteristic that it is a level of. All others are of all.
#[test]
fn a_computed_percentage_is_of_those_who_were_measured() {
    let tables = "[it]\ndata = \"rows\"\narms = { 1 = { zh = \"甲药\", en = \"Drug\" } }\n\
        caption = { zh = \"基线\", en = \"Baseline\" }\n";
    let rows = "id,label,of,count_1,n_1\nn,People,,100,\na,Male,,20,40\nt,Tested,,,80\ny,Yes,t,50,\n\
        o,No,t,30,\nb,Other,,25,\n";
    let files = [("rows.csv", rows), ("tables.toml", tables)];
    let source = built(&project(&files, "{{ table(\"it\") }}\n"));
    for share in ["50.0", "62.5", "37.5", "25.0"] {
        assert!(source.contains(share), "{share}: {source}");
    }
    assert!(!source.contains("\"20.0\""), "{source}");
}

#[test]
fn judgements_are_summed_up_by_domain() {
    let tables = "[bias]\ndata = \"rows\"\nappraisal = \"rob2\"\ncaption = { zh = \"偏倚\", en = \"Bias\" }\n";
    let figures =
        "[it]\nkind = \"bias\"\nbias = \"bias\"\ncaption = { zh = \"图\", en = \"Figure\" }\n";
    let rows = "id,label,d1,d2,d3,d4,d5,overall\na,Alpha,low,low,low,low,low,low\nb,Beta,high,some,low,low,low,high\n\
        c,Gamma,low,low,low,low,low,low\nd,Delta,low,low,low,low,low,low\n";
    let files = [("rows.csv", rows), ("tables.toml", tables), ("figures.toml", figures)];
    let source = built(&project(&files, FIGURE));
    assert!(
        source.contains("low: 0.0, high: 75.0, n: none, versus: none, open: false, mark: \"good\"")
    );
    assert!(
        source.contains("low: 75.0, high: 100.0") && source.contains("mark: \"bad\""),
        "{source}"
    );
    let missing = figures.replace("bias = \"bias\"", "bias = \"bais\"");
    let files = [("rows.csv", rows), ("tables.toml", tables), ("figures.toml", missing.as_str())];
    let told = format!("{:?}", build(&project(&files, FIGURE), &Request::default()).findings);
    assert!(told.contains("there is no table of appraisals “bais”"), "{told}");
}

/// No language prints these in another one's words.
#[test]
fn every_language_has_the_words() {
    let figures = figure("prisma", "");
    for language in ["zh", "zh-Hant", "ja", "ko", "es", "fr", "de", "pt-BR", "ru", "it", "vi"] {
        let manifest = MANIFEST
            .replace("languages = [\"zh\", \"en\"]", &format!("languages = [\"{language}\"]"))
            .replace(
                "editions = [\"zh\", \"en\", \"zh-en\"]",
                &format!("editions = [\"{language}\"]"),
            )
            .replace("{ zh = \"报告\", en = \"Report\" }", "\"X\"");
        let figures = figures.replace("{ zh = \"图\", en = \"Figure\" }", "\"X\"");
        let (rows, text) = (format!("{SEARCH}{UPDATE}"), format!("note.{language}.md"));
        let rows =
            rows.replace("label.zh,label.en", "label,other").replace("设计不符,Wrong design", "X,");
        let mut sources = Sources::default();
        for (path, content) in [
            ("diptych.toml", manifest.as_str()),
            ("tables.toml", ""),
            ("figures.toml", &figures),
            ("rows.csv", &rows),
            (text.as_str(), FIGURE),
        ] {
            sources.insert(path, content.as_bytes());
        }
        let outcome = build(&sources, &Request { emit_typst: true, ..Request::default() });
        let source = source(&outcome);
        assert!(source.contains("lanes: "), "{language}: {:#?}", outcome.findings);
        for english in ["Records screened", "Studies included"] {
            assert!(!source.contains(english), "{language}: {english}");
        }
    }
}

const TRIALS: &str = "label,estimate,low,high\nA,0.41,0.13,1.26\nB,0.20,0.09,0.49\nC,0.26,0.07,0.92\nD,0.24,0.18,0.31\n\
    E,0.80,0.52,1.25\nF,0.46,0.39,0.54\nG,0.20,0.08,0.50\nH,1.01,0.89,1.14\nI,0.63,0.39,1.00\nJ,0.25,0.15,0.43\n";

fn analysed(rows: &str, measure: &str, more: &str) -> Sources {
    let manifest = MANIFEST.replace(
        "[documents.note]",
        &format!("[analyses.a]\ndata = \"rows\"\nmeasure = \"{measure}\"\n\n[documents.note]"),
    );
    let figures =
        format!("[it]\n{more}\nanalysis = \"a\"\ncaption = {{ zh = \"图\", en = \"Figure\" }}\n");
    let files = [
        ("diptych.toml", manifest.as_str()),
        ("rows.csv", rows),
        ("figures.toml", figures.as_str()),
    ];
    project(&files, FIGURE)
}

/// Egger's test stands beneath a funnel where it is honest: not for nine studies.
#[test]
fn a_funnel_shows_errors_and_tests_ten_studies_or_more() {
    let source = built(&analysed(TRIALS, "HR", "kind = \"funnel\""));
    assert!(source.contains("figure: \"funnel\"") && source.contains("ln HR"), "{source}");
    assert!(
        source.contains("Egger’s test")
            && source.contains("A, HR 0.41, Standard error of ln HR 0.58"),
        "{source}"
    );
    let nine = TRIALS.rsplit_once("J,").unwrap().0;
    assert!(!built(&analysed(nine, "HR", "kind = \"funnel\"")).contains("Egger’s test for"));
}

#[test]
fn houses_order_columns_and_write_intervals() {
    for (layout, interval) in [("revman", "\\["), ("lancet", " ("), ("jama", " ("), ("bmj", " (")] {
        let more = format!("kind = \"forest\"\nlayout = \"{layout}\"");
        let source = built(&analysed(TRIALS, "HR", &more));
        let (_, body) = source.split_once("groups: (").unwrap();
        assert!(body.contains(interval), "{layout}");
        // In the last edition.
        let plot = source.rfind("series: (").unwrap();
        let weight = source.rfind("[Weight]").unwrap();
        assert_eq!(plot < weight, layout != "revman", "{layout}");
    }
    assert!(built(&analysed(TRIALS, "HR", "kind = \"forest\"\nlayout = \"bmj\"")).contains(" to "));
}

/// On slides, as elsewhere, `brief` leaves out the weights beside the figures of both arms, which readers look for.
#[test]
fn a_plot_for_slides_has_figures_of_arms_in_place_of_weights() {
    let counts = "id,name,events_1,n_1,events_2,n_2\na,A,4,120,11,121\nb,B,6,306,29,303\n";
    let of = |more: &str| built(&analysed(counts, "RR", &format!("kind = \"forest\"\n{more}")));
    let (usual, brief) = (of(""), of("brief = true"));
    assert!(usual.contains("4/120") && usual.contains("[Weight]"), "{usual}");
    assert!(brief.contains("4/120") && !brief.contains("[Weight]"), "{brief}");
    let slides = of("brief = true\nlayout = \"slides\"");
    assert!(slides.contains("4/120") && !slides.contains("[Weight]"), "{slides}");
}

/// Sixty studies go on over pages, each with the head of the first and its own axis.
#[test]
fn a_tall_plot_goes_on_with_its_head() {
    let rows = (0..60).map(|i| format!("Study {i},0.5{},0.3,0.8{}\n", i % 9, i % 7));
    let rows: String = ["label,estimate,low,high\n".to_string()].into_iter().chain(rows).collect();
    let sources = analysed(&rows, "HR", "kind = \"forest\"");
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let pages: Vec<usize> = outcome.artifacts.iter().map(|it| it.pages).collect();
    assert!(pages.iter().all(|pages| *pages > 1), "{pages:?}");
    // It begins on the page whose text it follows, in one language and in two.
    for pdf in &outcome.artifacts {
        let text = super::pdf::pages(&pdf.bytes);
        assert!(text[0].contains("Study 9"), "{}: {}", pdf.name, text[0]);
    }
}
