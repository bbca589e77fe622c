//! One Markdown file without a project: front matter, data and images beside it, and its own messages.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use diptych::{Request, Sources, build};

use super::cli::{Call, diptych};
use super::pdf::{catalog, pages, squeezed};

const NOTE: &str =
    "# A note on follow-up\n\nMedian survival was **19.2 months**.\n\n## Methods\n\nTwo arms.\n";
const DOT: &str =
    "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><circle r=\"4\"/></svg>";

/// A folder with these files.
fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn render(folder: &Path, arguments: &[&str]) -> Call {
    diptych(folder, &[&["render"], arguments].concat())
}

/// Standard output of a render of this text from standard input.
fn piped(text: &str, arguments: &[&str]) -> (Vec<u8>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_diptych"));
    let pipes = command.args(["render", "-"]).args(arguments).stdin(Stdio::piped());
    let mut child = pipes.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(text.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    (output.stdout, String::from_utf8(output.stderr).unwrap())
}

#[test]
fn a_file_becomes_a_pdf_beside_it() {
    let folder = folder(&[("notes/follow-up.md", NOTE)]);
    let call = render(folder.path(), &["notes/follow-up.md"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.starts_with("wrote notes/follow-up.pdf (1 page) in "), "{}", call.stderr);
    let pdf = fs::read(folder.path().join("notes/follow-up.pdf")).unwrap();
    assert_eq!(
        squeezed(&pdf),
        "Anoteonfollow-upMediansurvivalwas19.2months.MethodsTwoarms.Page1of1",
        "the opening heading is the title, once; no date is printed"
    );
}

#[test]
fn front_matter_names_title_author_date_data_and_language() {
    let yaml = "---\ntitle: 随访\nauthor: [李伟, 王芳]\ndate: 2026-02-08\nlang: en\ndata: doses.csv\n---\n\
        # One\n\n{{ doses.a.dose }} mg\n\n![A dot](dot.svg)\n";
    let toml = "+++\ntitle = \"随访\"\nauthors = [\"李伟\", \"王芳\"]\ndate = 2026-02-08\nlang = \"en\"\n\
        data = { doses = \"doses.csv\" }\n+++\n# One\n\n{{ doses.a.dose }} mg\n\n![A dot](dot.svg)\n";
    let files =
        [("y.md", yaml), ("t.md", toml), ("doses.csv", "id,dose\na,1.50\n"), ("dot.svg", DOT)];
    let folder = folder(&files);
    let text = |name: &str| {
        let call = render(folder.path(), &[&format!("{name}.md"), "--strict"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let pdf = fs::read(folder.path().join(format!("{name}.pdf"))).unwrap();
        assert_eq!(catalog(&pdf, "Lang").as_deref(), Some("en-GB"));
        squeezed(&pdf)
    };
    let yaml = text("y");
    for expected in ["随访", "李伟", "王芳", "1.50mg", "Compiled8February2026"] {
        assert!(yaml.contains(expected), "{expected} in {yaml}");
    }
    assert_eq!(yaml, text("t"));
}

#[test]
fn the_language_is_guessed_from_the_text_and_can_be_said() {
    let zh = "# 随访\n\n阿替利珠单抗（atezolizumab）联合贝伐珠单抗，中位随访 15.6 个月。\n";
    for (text, arguments, language) in [
        (zh, &[][..], "zh-CN"),
        (NOTE, &[], "en-GB"),
        ("A plan of 随访 in English words.\n", &[], "en-GB"),
        (NOTE, &["--lang", "zh"], "zh-CN"),
    ] {
        let (pdf, stderr) = piped(text, arguments);
        assert_eq!(catalog(&pdf, "Lang").as_deref(), Some(language), "{text}{stderr}");
    }
}

#[test]
fn data_and_template_are_named_by_the_caller() {
    let text = "# {{ x_1.a.v }}\n\n# Two\n\nText.\n";
    let folder = folder(&[("deck.md", text), ("data/x-1.json", "{ \"a\": { \"v\": \"One\" } }")]);
    let arguments = ["deck.md", "-o", "out.pdf", "--data", "data/x-1.json", "--template", "slides"];
    let call = render(folder.path(), &arguments);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let pages = pages(&fs::read(folder.path().join("out.pdf")).unwrap());
    assert_eq!(pages.len(), 3, "a title slide and two more: {pages:?}");
    assert!(
        pages[0].contains("deck"),
        "a text with several headings of level 1 has its file's name"
    );
}

#[test]
fn messages_point_at_the_file_itself() {
    let mut said = String::new();
    for text in [
        "---\ntitle: [a\n---\nText.\n",
        "---\ntitle: &a x\nsource: *a\n---\nText.\n",
        "---\n- a\n---\nText.\n",
        "+++\ntitle = \n+++\nText.\n",
        "---\ntags: [x]\ndate: soon\nlang: fr\ntemplate: poster\n---\nText {{ nothing }}.\n",
        "---\ndata: [a/x.csv, b/x.csv]\nreferences: refs.bib\n---\nText [@b].\n\n![A dot](dots.svg)\n",
        "---\ntitle: A title with \u{1f9ec}\n---\nText.\n",
    ] {
        let folder = folder(&[
            ("note.md", text),
            ("a/x.csv", "id\na\n"),
            ("b/x.csv", "id\na\n"),
            ("refs.bib", "@book{a, author = {A}, title = {T}, year = {2020}}\n"),
        ]);
        let call = render(folder.path(), &["note.md"]);
        assert!(!call.stderr.contains("diptych.toml"), "{}", call.stderr);
        assert!(!folder.path().join("note.pdf").exists());
        said.push_str(&format!("{}exit code {}\n\n", call.stderr, call.code));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_cannot_be_read_or_written_is_said_so() {
    let folder = folder(&[("note.md", NOTE)]);
    for (arguments, says) in [
        (&["nothing.md"][..], "nothing.md"),
        (&["note.md", "--data", "nothing.csv"], "nothing.csv"),
        (&["note.md", "-o", "note.md"], "must end in .pdf"),
    ] {
        let call = render(folder.path(), arguments);
        assert_eq!(call.code, 2, "{}", call.stderr);
        assert!(call.stderr.contains(says), "{}", call.stderr);
    }
    assert_eq!(fs::read_to_string(folder.path().join("note.md")).unwrap(), NOTE);
}

#[test]
fn the_library_renders_from_memory() {
    let mut sources = Sources::single("note.md", NOTE.as_bytes());
    sources.insert("dot.svg", DOT.as_bytes());
    let outcome = build(&sources, &Request::default());
    assert_eq!(outcome.artifacts.len(), 1, "{:?}", outcome.findings);
    assert_eq!(outcome.artifacts[0].name, "note.en.pdf");
}
