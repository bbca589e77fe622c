//! Citation styles from the manifest to the page: which is taken, how the text cites, and how the list
//! stands. What each style prints of each type of work is held in `src/compose/citation_table_tests.rs`.

use std::fs;
use std::path::Path;

use super::cli::{Call, diptych};
use super::pdf::squeezed;
use super::projects::root;

const BIBLIOGRAPHY: &str = "\
@article{qin, author = {秦, 叔逵 and 王, 明}, title = {肝癌的治疗}, journal = {医学}, year = {2023}, volume = {4}, pages = {3-9}}
@article{finn, author = {Finn, Richard and Qin, Shukui and Ikeda, Masafumi}, title = {A trial}, journal = {N Engl J Med}, year = {2020}, volume = {382}, pages = {1894-1905}}
@book{smitha, author = {Smith, Ann}, title = {Alpha}, publisher = {Wiley}, address = {London}, year = {2019}}
@book{smithb, author = {Smith, Ann}, title = {Beta}, publisher = {Wiley}, address = {London}, year = {2019}}
";

const OWN: &str =
    "<style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\">
<info><title>House</title><id>house</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable=\"citation-number\"/></layout></citation>
<bibliography><layout><text variable=\"title\" prefix=\"House: \"/></layout></bibliography>
</style>";

/// A text in a folder with the bibliography and a style, rendered; the words of its PDF.
fn rendered(front_matter: &str, text: &str) -> (String, Call) {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::write(at("r.bib"), BIBLIOGRAPHY).unwrap();
    fs::write(at("house.csl"), OWN).unwrap();
    let text = format!(
        "---\ntitle: T\nreferences: r.bib\n{front_matter}\n---\n{text}\n\n{{{{ references() }}}}\n"
    );
    fs::write(at("a.md"), text).unwrap();
    let call = diptych(folder.path(), &["render", "a.md"]);
    (words(&at("a.pdf")), call)
}

fn words(pdf: &Path) -> String {
    fs::read(pdf).map(|bytes| squeezed(&bytes)).unwrap_or_default()
}

#[track_caller]
fn has(front_matter: &str, text: &str, wanted: &[&str]) {
    let (found, call) = rendered(front_matter, text);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for words in wanted {
        assert!(found.contains(words), "“{words}” is not in\n{found}\n{}", call.stderr);
    }
}

#[test]
fn a_style_is_named_in_front_matter_as_here_or_as_pandoc_does() {
    let numeric = "秦叔逵，王明.肝癌的治疗[J].医学，2023，4：3-9.";
    for key in ["citation_style: gb-7714-2025-numeric", "csl: gb-7714-2025-numeric"] {
        has(&format!("lang: zh\n{key}"), "文[@qin]。", &["文[1]。", numeric]);
    }
    has("lang: zh\ncitation-style: gb-7714-2025", "文[@qin]。", &[numeric]);
    has(
        "lang: en\ncsl: https://www.zotero.org/styles/nature",
        "A[@finn].",
        &["NEnglJMed382,1894–1905(2020)."],
    );
    has("lang: en\ncsl: nature.csl", "A[@finn].", &["NEnglJMed382,1894–1905(2020)."]);
}

#[test]
fn a_style_of_the_project_is_read() {
    has("lang: en\ncsl: house.csl", "A[@finn].", &["House:Atrial"]);
}

#[test]
fn a_style_that_is_not_there_is_told_and_the_usual_one_used() {
    for (csl, told) in [
        ("mine.csl", "the file “mine.csl” is not in the project; the usual style is used"),
        ("natur", "did you mean `nature`?"),
        ("r.bib.csl", "is not in the project"),
    ] {
        let (found, call) = rendered(&format!("lang: en\ncsl: {csl}"), "A[@finn].");
        assert_eq!(call.code, 0, "{}", call.stderr);
        assert!(call.stderr.contains("warning[D0925]"), "{}", call.stderr);
        assert!(call.stderr.contains(told), "{}", call.stderr);
        assert!(found.contains("2020;382:1894-1905."), "{found}");
    }
}

#[test]
fn names_stand_in_the_text_in_the_signs_of_its_language() {
    has(
        "lang: zh\ncsl: gb-7714-2025-author-date",
        "甲[@qin]，乙[@finn, p. 3]，丙[@qin; @finn]。",
        &[
            "甲（秦叔逵等，2023），",
            "乙（Finnetal.，2020）3，",
            "丙（秦叔逵等，2023；Finnetal.，2020）。",
        ],
    );
    has(
        "lang: en\ncsl: gb-7714-2025-author-date",
        "One [@qin], two [@finn].",
        &["One(秦叔逵等,2023),two(Finnetal.,2020)."],
    );
    has("lang: en\ncsl: apa", "It is so [@finn, p. 3].", &["Itisso(Finnetal.,2020,p.3)."]);
}

#[test]
fn authors_that_the_text_names_are_left_out() {
    has(
        "lang: en\ncsl: apa",
        "@finn found it; she [-@smitha] too.",
        &["Finnetal.(2020)foundit;she(2019)too."],
    );
    has("lang: zh\ncsl: gb-7714-2025-author-date", "@qin 说。", &["秦叔逵和王明（2023）说。"]);
}

#[test]
fn works_of_an_author_and_year_have_letters_in_text_and_list() {
    has(
        "lang: en\ncsl: apa",
        "One [@smithb], two [@smitha].",
        &["One(Smith,2019b),two(Smith,2019a).", "Smith,A.(2019a).Alpha", "Smith,A.(2019b).Beta"],
    );
}

#[test]
fn the_letters_of_many_works_go_on_behind_z() {
    let folder = tempfile::tempdir().unwrap();
    let work = |at: usize| {
        format!(
            "@book{{w{at:02}, author = {{Smith, Ann}}, title = {{Work {at:02}}}, publisher = {{Wiley}}, year = {{2019}}}}\n"
        )
    };
    let at = |name: &str| folder.path().join(name);
    fs::write(at("r.bib"), (0..28).map(work).collect::<String>()).unwrap();
    let cited: String = (0..28).map(|at| format!(" [@w{at:02}]")).collect();
    let text = format!("---\ntitle: T\nlang: en\ncsl: apa\nreferences: r.bib\n---\nText{cited}.\n");
    fs::write(at("a.md"), text).unwrap();
    let call = diptych(folder.path(), &["render", "a.md"]);
    let found = words(&at("a.pdf"));
    assert!(
        found.contains("(Smith,2019z)(Smith,2019aa)(Smith,2019ab)"),
        "{found}\n{}",
        call.stderr
    );
}

#[test]
fn a_list_by_names_is_sorted_and_has_no_numbers() {
    let (found, _) =
        rendered("lang: zh\ncsl: gb-7714-2025-author-date", "文[@smitha; @finn; @qin]。");
    let at = |words: &str| found.rfind(words).unwrap_or_else(|| panic!("no {words} in {found}"));
    assert!(at("秦叔逵，王明，2023.") < at("FinnR，QinS，IkedaM，2020."), "{found}");
    assert!(at("FinnR，QinS，IkedaM，2020.") < at("SmithA，2019."), "{found}");
    assert!(!found.contains("[1]"), "{found}");
}

#[test]
fn notes_have_the_work_and_name_it_shortly_the_next_time() {
    has(
        "lang: zh\ncsl: gb-7714-2025-note",
        "甲[@finn, p. 1895]，乙[@finn, p. 1900]。",
        &[
            "FinnR，QinS，IkedaM.Atrial[J].NEnglJMed，2020，382：1895.",
            "FinnR，QinS，IkedaM.Atrial[J]：1900.",
        ],
    );
}

#[test]
fn each_language_of_a_project_has_its_own_style() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"zh\", \"en\"]\ndate = 2026-01-01\n\
        references = \"r.bib\"\ncitation_style = { zh = \"gb-7714-2025\", en = \"apa\" }\n\
        [documents.a]\ntemplate = \"summary\"\ncontent = \"a\"\neditions = [\"zh\", \"en\"]\n";
    fs::write(at("diptych.toml"), manifest).unwrap();
    fs::write(at("r.bib"), BIBLIOGRAPHY).unwrap();
    fs::write(at("a.zh.md"), "文[@finn]。\n\n{{ references() }}\n").unwrap();
    fs::write(at("a.en.md"), "Text [@finn].\n\n{{ references() }}\n").unwrap();
    let call = diptych(folder.path(), &["build", "."]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(words(&at("out/a.zh.pdf")).contains("文[1]。"));
    assert!(words(&at("out/a.en.pdf")).contains("Text(Finnetal.,2020)."));
}

/// What is printed of every type is what is kept for the style, from the bibliography to the page.
#[test]
fn every_type_is_printed_as_kept() {
    let works = root().join("tests/citations");
    let folder = tempfile::tempdir().unwrap();
    fs::copy(works.join("works.bib"), folder.path().join("r.bib")).unwrap();
    let text = "---\ntitle: T\nlang: zh\nreferences: r.bib\ncsl: gb-7714-2025-numeric\n---\n文。\n\n\
        {{ references(all=true) }}\n";
    fs::write(folder.path().join("a.md"), text).unwrap();
    let call = diptych(folder.path(), &["render", "a.md"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(!call.stderr.contains("[D0325]"), "a field is lost:\n{}", call.stderr);
    let found = words(&folder.path().join("a.pdf"));
    let kept = fs::read_to_string(works.join("gb-7714-2025-numeric.snap")).unwrap();
    let entries = kept.lines().skip_while(|line| !line.starts_with("book-zh: "));
    let mut count = 0;
    for (key, entry) in entries.filter_map(|line| line.split_once(": ")) {
        let entry: String = entry.chars().filter(|c| !c.is_whitespace()).collect();
        assert!(found.contains(&entry), "{key}: {entry}\nis not in\n{found}");
        count += 1;
    }
    assert!(count > 45, "only {count} works");
}

/// A value stays as it is, so the citation moves into the blank that its bracket brings along.
#[test]
fn a_citation_behind_a_value_in_brackets_stands_close() {
    let folder = super::projects::fixture(None);
    let path = folder.path().join("evidence/studies.csv");
    let studies = std::fs::read_to_string(&path).unwrap();
    std::fs::write(&path, studies.replace("ALPHA-1", "ALPHA（1）")).unwrap();
    let request = diptych::Request::new().emit_typst(true);
    let outcome = diptych::build(&super::projects::sources(folder.path()), &request);
    let content = outcome.artifacts.iter().find(|it| it.name.ends_with("note.zh.content.typ"));
    let content = String::from_utf8_lossy(&content.unwrap().bytes).into_owned();
    assert_eq!(content.matches("tucked: true").count(), 2, "{content}");
}
