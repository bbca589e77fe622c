//! Visual abstracts and what they show: icon arrays, people as dots, a code, words for those who cannot see them.

use std::fs;

use diptych::diagnostic::codes;
use diptych::{Outcome, Request, build};
use lopdf::Document;
use lopdf::content::Content;

use super::pdf::squeezed;
use super::projects::{fixture, root, sources};

const FIGURES: &str = r#"
[icons]
kind = "icons"
data = "studies"
where = { id = "alpha" }
caption = { zh = "缓解者", en = "Responders" }
[[icons.columns]]
id = "people"
head = "ORR"
unit = "percent"
plot = "orr"
[[icons.columns]]
id = "count"
head = { zh = "缓解/例数", en = "Responses/n" }
count = "orr"
[[icons.columns]]
id = "orr"
head = "ORR"
unit = "percent"
value = "orr"
[[icons.columns]]
id = "name"
head = { zh = "试验", en = "Trial" }
text = "{{ row.name }}"

[main]
kind = "visual"
caption = { zh = "一页看懂", en = "At a glance" }
[[main.bands]]
head = { zh = "现状", en = "Where things stand" }
figure = "icons"
[[main.bands]]
head = { zh = "怎么用", en = "So what" }
[[main.bands.points]]
label = { zh = "不要做", en = "Do not" }
text = { zh = "不据 {{ results.alpha.mos }} 处方[@wang2021]。", en = "Do not prescribe for {{ results.alpha.mos }}[@wang2021]." }
warns = true
"#;

/// The fixture with a visual abstract, after `change` of its figures.
fn built(change: impl Fn(&str) -> String, emit_typst: bool) -> Outcome {
    let folder = fixture(None);
    fs::write(folder.path().join("figures.toml"), change(FIGURES)).unwrap();
    let path = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&path).unwrap();
    let more = "figures = \"figures.toml\"\nversion = \"3\"\naddress = \"https://example.org/t\"\n\
        contact = { zh = \"李\", en = \"Li\" }\ninterests = { zh = \"无\", en = \"none\" }\n\n[data]";
    fs::write(&path, text.replace("[data]", more)).unwrap();
    for language in ["zh", "en"] {
        let path = folder.path().join(format!("content/note.{language}.md"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, format!("{{{{ figure(\"main\") }}}}\n\n{text}")).unwrap();
    }
    build(&sources(folder.path()), &Request::new().emit_typst(emit_typst))
}

/// Stated notes stand beneath what has no cells of its own; they had vanished.
#[test]
fn a_visual_abstract_prints_the_notes_that_it_declares() {
    let note = "[[main.notes]]\ntext = { zh = \"各研究不可互比。\", en = \"Rows are not comparable.\" }\n[[main.bands]]";
    let outcome = built(|figures| figures.replacen("[[main.bands]]", note, 1), false);
    for (name, words) in
        [("note.zh.pdf", "各研究不可互比"), ("note.en.pdf", "Rowsarenotcomparable")]
    {
        assert!(squeezed(&file(&outcome, name)).contains(words), "{name}: {:?}", outcome.findings);
    }
}

fn file(outcome: &Outcome, name: &str) -> Vec<u8> {
    let found = outcome.artifacts.iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("{name}: {:?}", outcome.findings)).bytes.clone()
}

#[test]
fn a_visual_stands_in_every_edition_with_its_figures_its_points_and_who_answers_for_it() {
    let outcome = built(str::to_string, false);
    // In two languages a few lines go over to a second page.
    let all = outcome.findings.iter().filter(|it| it.code != codes::EMPTY_LAST_PAGE);
    assert_eq!(all.count(), 0, "{:?}", outcome.findings);
    for (name, words) in [
        (
            "note.zh.pdf",
            [
                "现状",
                "48/120",
                "不据19.2个月处方",
                "版本3",
                "利益冲突：无",
                "https://example.org/t",
            ],
        ),
        (
            "note.en.pdf",
            [
                "Wherethingsstand",
                "48/120",
                "19.2months",
                "Version3",
                "Contact:Li",
                "https://example.org/t",
            ],
        ),
        (
            "note.zh-en.pdf",
            ["现状", "Wherethingsstand", "48/120", "版本3", "Version3", "https://example.org/t"],
        ),
    ] {
        let text = squeezed(&file(&outcome, name));
        for word in words {
            assert!(text.contains(word), "{name} lacks {word}: {text}");
        }
    }
}

#[test]
fn what_it_shows_is_cited_and_written_as_a_code() {
    let outcome = built(str::to_string, true);
    let content = String::from_utf8(file(&outcome, "note.zh.content.typ")).unwrap();
    assert!(content.contains("figure: \"visual\"") && content.contains("figure: \"icons\""));
    assert!(content.contains("value: 40.0"), "{content}");
    let meta = String::from_utf8(file(&outcome, "note.zh.meta.json")).unwrap();
    assert!(meta.contains("\"0000000") || meta.contains("\"1111111"), "{meta}");
}

#[test]
fn what_cannot_be_drawn_is_told() {
    let wrong = [
        ("figure = \"icons\"", "figure = \"icon\"", codes::UNKNOWN_TABLE),
        ("plot = \"orr\"", "plot = \"mos\"", codes::FIGURE_MISMATCH),
        (
            "id = \"people\"\nhead = \"ORR\"\nunit = \"percent\"\nplot = \"orr\"",
            "id = \"people\"\nhead = \"ORR\"\nvalue = \"orr\"",
            codes::FIGURE_MISMATCH,
        ),
    ];
    for (from, to, code) in wrong {
        let outcome = built(|text| text.replace(from, to), false);
        assert!(outcome.findings.iter().any(|it| it.code == code), "{to}: {:?}", outcome.findings);
    }
}

/// The text of an edition in which the last band shows a figure with a legend, too.
fn with_a_legend_in_the_last_band(head: &str) -> String {
    let first = "[[main.bands]]\nhead = { zh = \"现状\", en = \"Where things stand\" }\nfigure = \"icons\"\n";
    let last = "[[main.bands]]\nhead = { zh = \"怎么用\", en = \"So what\" }\n";
    let shown = format!("[[main.bands]]\nhead = \"{head}\"\nfigure = \"icons\"\n");
    let outcome = built(|text| text.replace(first, "").replace(last, &shown), false);
    squeezed(&file(&outcome, "note.en.pdf"))
}

/// The head of a band has room for one line of small words: a legend, or who answers for it all, which then stands beneath.
#[test]
fn who_answers_for_it_stands_beneath_where_a_legend_has_the_head() {
    for head in [
        "So what",
        "What a reader who has seen all of this may do with it, at home and in the clinic",
    ] {
        let text = with_a_legend_in_the_last_band(head);
        for word in ["Version3", "Conflictsofinterest:none", "Contact:Li", "https://example.org/t"]
        {
            assert!(text.contains(word), "{head} lacks {word}: {text}");
        }
    }
}

#[test]
fn who_answers_for_it_stands_on_a_slide_however_long_its_head_is() {
    let folder = fixture(None);
    let head = "What a reader who has seen all of this may do with it, at home and in the clinic";
    fs::write(folder.path().join("figures.toml"), FIGURES.replace("So what", head)).unwrap();
    let path = folder.path().join("diptych.toml");
    let text = fs::read_to_string(&path).unwrap();
    let more = "figures = \"figures.toml\"\nversion = \"3\"\naddress = \"https://example.org/t\"\n\n[data]";
    let deck = "\n[documents.deck]\ntitle = { zh = \"报告\", en = \"Talk\" }\neditions = [\"en\"]\n\
        template = \"slides\"\ncontent = \"content/deck\"\ntrace = \"off\"\n";
    fs::write(&path, text.replace("[data]", more) + deck).unwrap();
    for language in ["zh", "en"] {
        let path = folder.path().join(format!("content/deck.{language}.md"));
        fs::write(&path, "# 1\n\n{{ figure(\"main\") }}\n").unwrap();
    }
    let only = vec!["deck".to_string()];
    let outcome = build(&sources(folder.path()), &Request { only, ..Request::default() });
    let text = squeezed(&file(&outcome, "deck.en.pdf"));
    for word in ["Version3", "https://example.org/t"] {
        assert!(text.contains(word), "{word}: {text}");
    }
}

/// How many curves are drawn on the pages.
fn curves(bytes: &[u8]) -> usize {
    let document = Document::load_mem(bytes).unwrap();
    let of = |id| document.get_page_content(id);
    let drawn = document.get_pages().into_values().map(|id| Content::decode(&of(id)).unwrap());
    drawn.map(|it| it.operations.iter().filter(|op| op.operator == "c").count()).sum()
}

/// Six hundred people and three hundred are sixty dots of ten and thirty.
#[test]
fn a_dot_stands_for_as_many_people_as_the_legend_says() {
    let map = r#"
[main]
kind = "map"
data = "studies"
caption = { zh = "患者", en = "Patients" }
[main.group]
head = { zh = "试验", en = "Trials" }
by = "id"
data = "studies"
text = ["{{ row.name }}"]
[[main.columns]]
id = "name"
head = { zh = "试验", en = "Trial" }
text = "{{ row.name }}"
[[main.columns]]
id = "people"
head = { zh = "患者", en = "Patients" }
people = "enrolled"
"#;
    let of = |people: [&str; 2]| {
        let folder = fixture(None);
        fs::write(folder.path().join("figures.toml"), map).unwrap();
        let edit = |file: &str, from: &str, to: &str| {
            let path = folder.path().join(file);
            let text = fs::read_to_string(&path).unwrap();
            assert!(text.contains(from), "{file}: {from}");
            fs::write(path, text.replace(from, to)).unwrap();
        };
        edit("diptych.toml", "[data]", "figures = \"figures.toml\"\n\n[data]");
        let path = folder.path().join("evidence/results.csv");
        let row = |(study, n)| format!("{study},enrolled,入组,Enrolled,{n},,,patients,,,,,\n");
        let more: String = ["alpha", "beta"].into_iter().zip(people).map(row).collect();
        let text = fs::read_to_string(&path).unwrap();
        fs::write(path, text.trim_end().to_string() + "\n" + &more).unwrap();
        for language in ["zh", "en"] {
            let path = folder.path().join(format!("content/note.{language}.md"));
            let text = fs::read_to_string(&path).unwrap();
            fs::write(path, format!("{{{{ figure(\"main\") }}}}\n\n{text}")).unwrap();
        }
        let only = vec!["note.en".to_string()];
        let outcome = build(&sources(folder.path()), &Request { only, ..Request::default() });
        file(&outcome, "note.en.pdf")
    };
    let (many, one, two) = (of(["600", "300"]), of(["1", "1"]), of(["2", "1"]));
    assert!(squeezed(&many).contains("Onedotis10patients"), "{}", squeezed(&many));
    let one_dot = curves(&two) - curves(&one);
    assert!(one_dot > 0);
    assert_eq!(curves(&many) - curves(&one), one_dot * (60 + 30 - 2));
}

/// In the review: 7 of 37, and a study of which nobody knows whether it has 5 patients or 15.
#[test]
fn dots_are_filled_by_what_the_row_counts_and_a_number_in_doubt_is_marked() {
    let review = sources(&root().join("data/hcc-immunotherapy"));
    let outcome = build(&review, &Request::new().emit_typst(true).only(["summary.en"]));
    let content = String::from_utf8(file(&outcome, "summary.en.content.typ")).unwrap();
    assert!(content.contains("counted: ((en: [Response]"), "{:?}", content.find("counted: ("));
    let points: Vec<&str> = content
        .lines()
        .flat_map(|it| it.split("points: ("))
        .filter(|it| it.contains("series: 0"))
        .collect();
    let of = |value: &str| points.iter().find(|it| it.contains(&format!("value: {value},")));
    assert!(of("37.0").unwrap().contains("counted: 7.0"), "{points:?}");
    assert!(of("5.0").unwrap().contains("doubt: true"), "{points:?}");
    // Only a forest plot draws intervals, and these are none of the source.
    assert!(of("18.92").unwrap().contains("computed: true"), "{points:?}");
}
