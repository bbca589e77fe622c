//! One mistake in what a source prints of studies is one finding, though other figures follow from it.

use diptych::diagnostic::codes;
use diptych::{Request, Sources, check};

use super::projects::{root, sources};

/// The codes of a project with one file changed.
fn codes_with(path: &str, change: impl Fn(&str) -> String) -> Vec<String> {
    let mut sources: Sources = sources(&root().join("tests/honest/D1326-absolute-result"));
    let text = sources.text(path).unwrap().to_string();
    let changed = change(&text);
    assert_ne!(text, changed);
    sources.insert(path, changed.into_bytes());
    let found = check(&sources, &Request::default());
    // (The project stands on files that it does not have here.)
    let of_studies = found.iter().filter(|it| it.code.id.starts_with("D13"));
    of_studies.map(|it| it.code.id.to_string()).collect()
}

/// Absolute effects that agree with the studies are right beside a pooled effect that does not.
#[test]
fn a_false_pooled_effect_does_not_make_absolute_effects_false() {
    let found = codes_with("evidence/summary.csv", |it| {
        it.replacen(",0.37,0.28,0.48,", ",0.57,0.28,0.48,", 1)
    });
    assert!(found.contains(&codes::POOLED_RESULT.id.to_string()), "{found:?}");
    assert!(!found.contains(&codes::ABSOLUTE_RESULT.id.to_string()), "{found:?}");
}

/// Sums, weights and pooled results that are right without the repetition are not told.
#[test]
fn a_study_entered_twice_is_one_finding() {
    let found = codes_with("evidence/trials.csv", |it| {
        let last = it.trim_end().lines().last().unwrap();
        let (_, figures) = last.split_once(',').unwrap();
        format!("{}\nElder,{figures}\n", it.trim_end())
    });
    assert_eq!(found, [codes::STUDY_TWICE.id.to_string()]);
}

/// What is false without it as well is told beside it.
#[test]
fn a_repeated_study_hides_no_other_mistake() {
    let mut sources = sources(&root().join("tests/honest/D1326-absolute-result"));
    for (path, from, to) in [
        ("evidence/summary.csv", ",0.37,0.28,0.48,", ",0.57,0.28,0.48,"),
        (
            "evidence/trials.csv",
            "Birch,A,",
            "Acer,A,4,123,11,139,3.3,7.9,0.41,0.13,1.26,5.4\nBirch,A,",
        ),
    ] {
        let text = sources.text(path).unwrap().replacen(from, to, 1);
        sources.insert(path, text.into_bytes());
    }
    let found = check(&sources, &Request::default());
    let of_studies: Vec<&str> =
        found.iter().map(|it| it.code.id).filter(|it| it.starts_with("D13")).collect();
    assert!(of_studies.contains(&codes::STUDY_TWICE.id) && of_studies.len() > 1, "{found:#?}");
}

/// A list that would be empty takes its heading along.
#[test]
fn a_list_of_references_that_would_be_empty_has_no_heading() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2031-02-03\nreferences = \"r.bib\"\n\n[documents.a]\ntitle = \"T\"\ntemplate = \"summary\"\ncontent = \"a\"\n";
    let works = "@article{roe2030, author={Roe, Ann}, title={Otters}, journal={J}, year={2030}}";
    std::fs::write(folder.path().join("diptych.toml"), manifest).unwrap();
    std::fs::write(folder.path().join("r.bib"), works).unwrap();
    for (cited, is_there) in [("", false), (" [@roe2030]", true)] {
        let text = format!("# Text\n\nWords{cited}.\n\n# Works\n\n{{{{ references() }}}}\n");
        std::fs::write(folder.path().join("a.en.md"), text).unwrap();
        let call = super::cli::diptych(folder.path(), &["build"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let pdf = std::fs::read(folder.path().join("out/a.en.pdf")).unwrap();
        assert_eq!(super::pdf::pages(&pdf).concat().contains("Works"), is_there);
    }
}

/// `diff` tells a renamed column once, as `check` does.
#[test]
fn a_renamed_column_is_told_once() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2031-02-03\ntables = \"t.toml\"\n\n[data]\nd = \"d.csv\"\n\n[documents.a]\ntitle = \"T\"\ntemplate = \"summary\"\ncontent = \"a\"\n";
    let table = "[t]\ndata = \"d\"\ncaption = \"Pairs\"\n\n[[t.columns]]\nhead = \"Pairs\"\ntext = \"{{ row['pairs 2030'] }}\"\n";
    let text = "# T\n\n{{ d.a['pairs 2030'] }}, {{ d.b['pairs 2030'] }}\n\n{{ table(\"t\") }}\n";
    for (name, text) in [
        ("diptych.toml", manifest),
        ("t.toml", table),
        ("a.en.md", text),
        ("d.csv", "id,pairs 2031\na,5\nb,7\nc,9\n"),
    ] {
        std::fs::write(folder.path().join(name), text).unwrap();
    }
    for arguments in
        [&["check", ".", "--format", "short"][..], &["diff", ".", ".", "--format", "short"]]
    {
        let call = super::cli::diptych(folder.path(), arguments);
        let told = call.stderr.matches("D0502").count();
        let sides = if arguments[0] == "diff" { 2 } else { 1 };
        assert_eq!(told, sides, "{}", call.stderr);
        assert!(call.stderr.contains("(3 times)"), "{}", call.stderr);
    }
}
