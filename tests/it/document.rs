//! What a document makes of its parts: links to headings, headings of lists, notes beneath tables.

use diptych::{Limits, Outcome, Request, Sources, build, check};

use super::pdf::squeezed;
use super::projects::{fixture, sources};

/// The fixture with other texts, English first, and a change to its tables.
fn project(english: &str, chinese: &str, tables: impl Fn(String) -> String) -> Sources {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    sources.insert("content/note.en.md", english.as_bytes());
    sources.insert("content/note.zh.md", chinese.as_bytes());
    let declared = std::fs::read_to_string(folder.path().join("tables.toml")).unwrap();
    sources.insert("tables.toml", tables(declared).into_bytes());
    sources
}

fn page(outcome: &Outcome, name: &str) -> String {
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    squeezed(&outcome.artifacts.iter().find(|it| it.name == name).unwrap().bytes)
}

/// The composed content of an edition.
fn content(sources: &Sources, edition: &str) -> String {
    let outcome = build(sources, &Request { emit_typst: true, ..Request::default() });
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let name = format!("note.{edition}.content.typ");
    let file = outcome.artifacts.into_iter().find(|it| it.name == name).unwrap();
    String::from_utf8(file.bytes).unwrap()
}

#[test]
fn a_list_has_one_heading() {
    for (english, chinese, headings) in [
        ("References", "七、参考文献", ["References", "七、参考文献"]),
        // The heading of another section is not the list's.
        ("Discussion", "讨论", ["DiscussionAsentence.References", "讨论一句话。参考文献"]),
    ] {
        let cited = "Cited [@li2020; @wang2021].";
        let english = format!("# Text\n\n{cited}\n\n# {english}\n\nA sentence.\n\n");
        let chinese =
            format!("# 正文\n\n引文[@li2020; @wang2021]。\n\n# {chinese}\n\n一句话。\n\n");
        let sources = project(
            &format!("{english}{{{{ references() }}}}\n"),
            &format!("{chinese}{{{{ references() }}}}\n"),
            |tables| tables,
        );
        let outcome = build(&sources, &Request::default());
        for (edition, list, heading) in
            [("en", "References", headings[0]), ("zh", "参考文献", headings[1])]
        {
            let text = page(&outcome, &format!("note.{edition}.pdf"));
            assert_eq!(text.matches(list).count(), 1, "{text}");
            assert!(text.contains(heading), "{heading}: {text}");
        }
    }
}

#[test]
fn equal_headings_can_each_be_linked() {
    let sources = project(
        "# PD-L1\n\nSee [](#pd-l1-1), [](#pd-l1).\n\n# PD-L1\n\nText [@li2020; @wang2021].\n\n{{ references() }}\n",
        "# PD-L1\n\n见[](#pd-l1-1)、[](#pd-l1)。\n\n# PD-L1\n\n正文[@li2020; @wang2021]。\n\n{{ references() }}\n",
        |tables| tables,
    );
    for edition in ["en", "zh"] {
        let content = content(&sources, edition);
        let at = |label: &str| content.find(&format!("#xref(\"{label}\")")).unwrap();
        assert!(at("section-2") < at("section-1"), "{content}");
    }
}

#[test]
fn notes_beyond_z_are_told_apart() {
    let text = "# A\n\n{{ table(\"trials\") }}\n";
    let sources = project(text, text, |tables| {
        tables + &"\n[[trials.notes]]\nat = \"beta.mos\"\ntext = \"a note\"\n".repeat(27)
    });
    let content = content(&sources, "en");
    for mark in ["z", "aa", "bb"] {
        assert_eq!(content.matches(&format!("#note-mark(\"{mark}\");~")).count(), 1, "{content}");
    }
    let order = ["z\");~", "aa\");~", "bb\");~"].map(|mark| content.find(mark).unwrap());
    assert!(order.is_sorted(), "{order:?}");
    assert!(!content.contains("note-mark(\"*\")"), "{content}");
}

#[test]
fn the_limit_of_formulas_holds_in_references() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let entries = std::fs::read_to_string(folder.path().join("references.bib")).unwrap();
    let entries = entries.replace("{{Drug A in a disease}}", "{Drug A with $x_1 + x_2$}");
    sources.insert("references.bib", entries.into_bytes());
    assert_eq!(check(&sources, &Request::default()), []);
    let limits = Limits { formula: 5, ..Limits::default() };
    let findings = check(&sources, &Request { limits, ..Request::default() });
    let found: Vec<_> = findings.iter().map(|it| (it.code.id, it.place.to_string())).collect();
    assert_eq!(found, [("D0522", "references.bib:1:10".to_string())], "{findings:#?}");
    assert!(findings[0].message.contains("--limit formula=N"), "{findings:#?}");
}

#[test]
fn a_value_alone_is_as_large_as_one_between_stars() {
    let with = |value: &str| {
        let text = |words: &str| {
            format!(
                "# A\n\n::: big\n{value}\n:::\n\n{words}[@li2020; @wang2021]\n\n{{{{ references() }}}}\n"
            )
        };
        project(&text("Responded."), &text("缓解。"), |tables| tables)
    };
    for (value, is_large) in [
        ("**{{ results.alpha.orr }}**", true),
        ("{{ results.alpha.orr }}", true),
        ("about {{ results.alpha.orr }}", false),
    ] {
        let content = content(&with(value), "en");
        assert_eq!(content.contains("quantity: "), is_large, "{value}: {content}");
    }
}

/// Only a reader of several editions knows the other title.
#[test]
fn a_document_in_one_language_bears_no_title_in_another() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let told = |sources: &Sources| {
        let outcome = build(sources, &Request::new());
        let pdf = outcome.artifacts.iter().find(|it| it.name == "note.zh.pdf").unwrap();
        squeezed(&pdf.bytes).contains("Twotrials")
    };
    assert!(told(&sources));
    let manifest = std::fs::read_to_string(folder.path().join("diptych.toml")).unwrap();
    sources.insert("diptych.toml", (manifest + "\neditions = [\"zh\"]\n").into_bytes());
    assert!(!told(&sources));
}
