//! Cells that the project doubts: the mark behind each printed value, in every place, and where it leads.

use std::fs;

use diptych::{Outcome, Request, build};

use super::pdf::{pages, squeeze, squeezed};
use super::projects::{fixture, root, sources};
use super::review::review;

const CONFLICTS: &str = "id,code,about,doubts,subject.zh,subject.en\n\
    survival,D1201,alpha.mos,alpha.orr,生存期,Survival\n";

/// The fixture with a second reading of a quantity, and its text with `more` behind it.
fn built(more: &str, tables: &str, emit_typst: bool) -> Outcome {
    let folder = fixture(Some(&root().join("tests/broken/D0361-unknown-doubt")));
    fs::write(folder.path().join("evidence/conflicts.csv"), CONFLICTS).unwrap();
    for language in ["zh", "en"] {
        let path = folder.path().join(format!("content/note.{language}.md"));
        let text = fs::read_to_string(&path).unwrap();
        fs::write(
            &path,
            text.replace(
                "{{ table(\"trials\") }}",
                &format!("{{{{ table(\"trials\") }}}}\n\n{more}"),
            ),
        )
        .unwrap();
    }
    let path = folder.path().join("tables.toml");
    let text = fs::read_to_string(&path).unwrap();
    fs::write(&path, text + tables).unwrap();
    let outcome = build(&sources(folder.path()), &Request::new().emit_typst(emit_typst));
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    outcome
}

fn file(outcome: &Outcome, ending: &str) -> String {
    let found = outcome.artifacts.iter().find(|it| it.name.ends_with(ending));
    String::from_utf8_lossy(&found.unwrap().bytes).into_owned()
}

#[test]
fn what_is_in_doubt_bears_a_mark_wherever_it_is_printed_and_nothing_else_does() {
    let outcome = built("", "", true);
    let content = file(&outcome, "note.zh.content.typ");
    assert_eq!(content.matches("#doubted(0);").count(), 2, "{content}");
    assert!(content.contains("doubt: 0"), "{content}");
    assert!(content.contains("doubts: (0,)"), "{content}");
    let doubts = file(&outcome, "note.en.doubts.json");
    assert!(doubts.contains("In doubt: 19.2"), "{doubts}");
}

#[test]
fn the_mark_leads_to_the_table_that_explains_it() {
    let table = "\n[disputed]\ndata = \"conflicts\"\ncaption = { zh = \"不一致\", en = \"Inconsistent\" }\n\
        [[disputed.columns]]\nid = \"subject\"\nhead = { zh = \"事项\", en = \"Subject\" }\ntext = \"{{ row.subject }}\"\n\
        [[disputed.columns]]\nid = \"first\"\nhead = { zh = \"一处\", en = \"Here\" }\ntext = \"{{ row.first }}\"\n";
    let source = built("{{ table(\"disputed\") }}", table, true);
    let doubts = file(&source, "note.en.doubts.json");
    assert!(doubts.contains("table-disputed"), "{doubts}");
    let outcome = built("{{ table(\"disputed\") }}", table, false);
    let pdf = outcome.artifacts.iter().find(|it| it.name == "note.zh.pdf").unwrap();
    let text = squeezed(&pdf.bytes);
    assert!(text.contains("19.2个月▲") && text.contains("存疑，见表2"), "{text}");
}

#[test]
fn a_slide_that_explains_a_doubt_does_not_lead_to_itself() {
    let slides = pages(&review()["slides.zh-en.pdf"]);
    let told: Vec<_> = slides.iter().map(|page| squeeze(page)).collect();
    assert!(told[13].contains("见第16、17页"), "{}", told[13]);
    for (own, other) in [("16", "17"), ("17", "16")] {
        let slide = &told[own.parse::<usize>().unwrap() - 1];
        assert!(slide.contains("存疑") && !slide.contains(&format!("见第{own}")), "{slide}");
        assert!(!slide.contains(&format!("{own}、{other}")), "{slide}");
    }
}

#[test]
fn a_heading_explains_only_the_doubts_that_are_printed_beneath_it() {
    let text =
        "## Conflicts {#conflicts}\n\nBut {{ conflicts.survival.subject }} is.\n\n### Further";
    let doubts = file(&built(text, "", true), "note.en.doubts.json");
    assert!(doubts.contains("\"to\"") && doubts.contains("Conflicts"), "{doubts}");
    let text = "## Conflicts {#conflicts}\n\nNothing of it.\n\n## Further";
    let doubts = file(&built(text, "", true), "note.en.doubts.json");
    assert!(doubts.contains("In doubt: 19.2") && !doubts.contains("\"to\""), "{doubts}");
}

/// A slide sends nobody to a slide that does not tell of its doubt: it gives the reason in short, the reading if the sides are long.
#[test]
fn a_doubt_that_no_slide_explains_leads_nowhere() {
    let slides = pages(&review()["slides.en.pdf"]);
    let slide = squeeze(&slides[5]);
    assert!(slide.contains("13.3%▲") && slide.contains("▲13.3%maybe2/15"), "{slide}");
    assert!(!slide.contains("seep."), "{slide}");
}

/// A patient reads what is not sure in plain words, beneath the paragraph: the record's reading. No sign stands at a number.
#[test]
fn a_leaflet_tells_what_is_not_sure() {
    let told = [
        (
            "leaflet.en.pdf",
            "Indoubt.Whetherthe37evaluablepatientsincludebileductcanceroftheliverisnotstated.",
        ),
        ("leaflet.zh.pdf", "存疑。未说明37例可评估者是否含肝胆管癌。"),
        ("leaflet-large.en.pdf", "Indoubt.Whetherthe37evaluablepatientsinclude"),
    ];
    for (name, told) in told {
        let all: String = pages(&review()[name]).iter().map(|page| squeeze(page)).collect();
        assert_eq!(all.matches(told).count(), 1, "{name}: {all}");
        assert!(!all.contains(['▲', '†']) && !all.contains("[31]"), "{name}: {all}");
    }
}

/// A theme may have the signs back; then the foot of the page tells of them.
#[test]
fn a_leaflet_may_have_signs() {
    let mut sources = sources(&root().join("data/hcc-immunotherapy"));
    let theme = "extends = \"hospital\"\n[leaflet]\nmarks = \"signs\"\n";
    sources.insert("templates/themes/signs.toml", theme.as_bytes());
    let manifest = sources.text("diptych.toml").unwrap().replace("\"hospital\"", "\"signs\"");
    sources.insert("diptych.toml", manifest.into_bytes());
    let request = Request::new().only(["leaflet.zh"]);
    let outcome = build(&sources, &request);
    let pdf = outcome.artifacts.iter().find(|it| it.name.ends_with(".pdf"));
    let all = squeezed(&pdf.unwrap().bytes);
    assert!(all.contains("37▲人") && all.contains("▲未说明37例") && all.contains("[31]"), "{all}");
}

/// What a sheet tells beneath a slide is not said once more at its foot.
#[test]
fn a_handout_tells_of_a_doubt_with_each_slide_and_not_at_its_foot() {
    for page in pages(&review()["handout.en.pdf"]) {
        let page = squeeze(&page);
        // Three slides stand on a sheet.
        assert!(page.matches("▲Indoubt:seep.").count() <= 3, "{page}");
        assert!(page.matches("†Countworkedout").count() <= 3, "{page}");
    }
}

/// Nothing is marked that the foot does not explain, and the foot explains nothing that is not marked.
#[test]
fn the_foot_of_a_slide_tells_of_the_marks_that_stand_on_it() {
    for (name, languages) in [("slides.zh.pdf", 1), ("slides.en.pdf", 1), ("slides.zh-en.pdf", 2)] {
        for (i, page) in pages(&review()[name]).iter().enumerate() {
            let page = squeeze(page).to_lowercase();
            // A word says it, or what follows from the two sides, where that is shorter than they are.
            let told = ["存疑", "indoubt", "▲13.3%可为2/15", "▲13.3%maybe2/15"];
            let told = told.iter().any(|it| page.contains(it));
            // A source that is put right says so itself: ▲ in fact Nature 2025.
            let corrected = ["▲infact", "▲实为"];
            let corrected: usize = corrected.iter().map(|it| page.matches(it).count()).sum();
            let marks = page.matches('▲').count() - corrected;
            // (Where slides explain it, languages share a sign.)
            let signs = if page.contains("·indoubt") { 1 } else { languages };
            let expected = if told { marks > signs } else { marks == 0 };
            assert!(expected, "{name}, slide {}: {marks} marks\n{page}", i + 1);
        }
    }
}

/// A reader who looks for the paper learns at its entry what is wrong with it.
#[test]
fn a_reference_in_doubt_says_why_in_the_list() {
    let folder = fixture(Some(&root().join("tests/honest/D0361-unknown-doubt")));
    let record = "id,code,about,doubts,subject.zh,subject.en,reading.zh,reading.en\n\
        survival,D1201,alpha.mos,alpha.orr; @li2020,生存期,Survival,页码待核,Pages to be checked\n";
    fs::write(folder.path().join("evidence/conflicts.csv"), record).unwrap();
    let outcome = build(&sources(folder.path()), &Request::new());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    for (edition, why) in [("zh", "▲页码待核"), ("en", "▲Pagestobechecked")] {
        let name = format!("note.{edition}.pdf");
        let pdf = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
        assert_eq!(squeezed(&pdf.bytes).matches(why).count(), 1, "{name}");
    }
}
