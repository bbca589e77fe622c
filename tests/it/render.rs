//! One Markdown file without a project: front matter, data and images beside it, and its own messages.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use diptych::{Request, Sources, build};

use super::cli::{Call, diptych};
use super::pdf::{catalog, pages, squeeze, squeezed};

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
    assert_eq!(pages.len(), 2, "the first heading is the title: {pages:?}");
    assert!(pages[0].contains("One") && pages[1].contains("Two"), "{pages:?}");
}

#[test]
fn messages_point_at_the_file_itself() {
    let mut said = String::new();
    for text in [
        "---\ntitle: [a\n---\nText.\n",
        "---\ntitle: &a x\nsource: *a\n---\nText.\n",
        "---\n- a\n---\nText.\n",
        "+++\ntitle = \n+++\nText.\n",
        "---\ntags: [x]\ndate: soon\nlang: xx\ntemplate: poster\n---\nText {{ nothing }}.\n",
        "---\ndata: [a/x.csv, b/x.csv]\nreferences: refs.bib\n---\nText [@b].\n\n![A dot](dots.svg)\n",
    ] {
        let folder = folder(&[
            ("note.md", text),
            ("a/x.csv", "id\na\n"),
            ("b/x.csv", "id\na\n"),
            ("refs.bib", "@book{a, author = {A}, title = {T}, year = {2020}}\n"),
        ]);
        let call = render(folder.path(), &["note.md"]);
        assert!(!call.stderr.contains("diptych.toml"), "{}", call.stderr);
        // Front matter that is only mended stops nothing.
        assert_eq!(folder.path().join("note.pdf").exists(), call.code == 0, "{}", call.stderr);
        // How long it took is another time each time.
        let lines = call.stderr.lines().filter(|line| !line.starts_with("wrote "));
        said.extend(lines.flat_map(|line| [line, "\n"]));
        said.push_str(&format!("exit code {}\n\n", call.code));
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

#[test]
fn braces_of_other_programs_are_text() {
    for (text, printed, told) in [
        ("A {{ page.title }} {#1, b} {% note info %}", "A{{page.title}}{#1,b}{%noteinfo%}", 1),
        ("A {{ unclosed {# and {% too", "A{{unclosed{#and{%too", 1),
        ("{{ literal(\"7\", \"days\") }} {{{raw}}}", "7{{{raw}}}", 1),
        ("{% set n = 5 %}{{ n }} {% raw %}{{ x }} {#{% endraw %}", "5{{x}}{#", 0),
        ("{% if a %}b{% endif %} {{ c|d }}", "{%ifa%}b{%endif%}{{c|d}}", 1),
        ("{% insert h.html %} `{% for %}`", "{%inserth.html%}{%for%}", 1),
    ] {
        let outcome = build(&Sources::single("a.md", text.as_bytes()), &Request::default());
        let codes: Vec<_> = outcome.findings.iter().map(|it| it.code.id).collect();
        assert_eq!(codes, vec!["D0533"; told], "{text}");
        let read = squeezed(&outcome.artifacts[0].bytes);
        assert!(read.contains(printed), "{text}: {read}");
    }
}

#[test]
fn a_comment_without_an_end_is_told_where_it_begins() {
    let text = "---\ndata: d.csv\n---\n\n{# a #} {{ d.a.n }} {# b\n\nc\n";
    let mut sources = Sources::single("a.md", text.as_bytes());
    sources.insert("d.csv", *b"id,n\na,5\n");
    let findings = build(&sources, &Request::default()).findings;
    let told: Vec<_> = findings.iter().map(|it| (it.place.line, it.place.column)).collect();
    assert_eq!(told, [(5, 21)], "{findings:?}");
}

#[test]
fn one_tilde_beside_an_amount_strikes_nothing_out() {
    let text = "5~10 mg **加粗，每日 2~3 次**，~~停药~~，约~五片，`1~2` [a~1](https://example.org/~5)\n\n\
                | 1~2 | 3~4 |\n|---|---|\n| ~5 | ~6 |\n\n    7~8 9~0\n";
    let outcome = build(&Sources::single("a.md", text.as_bytes()), &Request::default());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    let read = squeezed(&outcome.artifacts[0].bytes);
    for expected in ["5~10mg加粗，每日2~3次，停药，约~五片，1~2a~1", "1~23~4~5~6", "7~89~0"]
    {
        assert!(read.contains(expected), "{expected}: {read}");
    }
}

#[test]
fn pictures_are_found_or_replaced_and_told() {
    let text = "![a](./figs/x.svg) ![b](figs/x.svg?raw=true) ![c](figs/../figs/x.svg#gh-dark-mode-only)\n\n\
                ![d](figs/a%20b.svg) see [@nobody2020]\n\n\
                [![b](https://img.shields.io/b.svg)](https://example.org) ![l](https://travis-ci.org/l.svg)\n\n\
                ![Curves](https://example.org/c.png)\n\n![](figs/x.svg)\n";
    let folder = folder(&[("a.md", text), ("figs/x.svg", DOT), ("figs/a b.svg", DOT)]);
    let call = render(folder.path(), &["a.md"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let warnings = call.stderr.lines().filter(|line| line.starts_with("warning"));
    let codes: Vec<&str> = warnings.map(|line| &line[8..13]).collect();
    assert_eq!(codes, ["D0554", "D0534", "D0534", "D0535"], "{}", call.stderr);
    for told in ["a.md:7:1", "a.md:5:2", "a.md:9:1", "(2 in this text)"] {
        assert!(call.stderr.contains(told), "{told}: {}", call.stderr);
    }
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("see[@nobody2020]"), "{read}");
    assert!(read.contains("[Picture:Curves,https://example.org/c.png]"), "{read}");
}

#[test]
fn titles_are_clean_and_cited_references_are_listed() {
    let text = "---\nreferences: r.bib\n---\n# On H<sub>2</sub>O and $x$ [@a]\n\nWords [to](#Why-Not).\n\n\
                ![dot](x.svg \"As *they* say [@b][^n]\")\n\n## Why not?\n\nBecause.\n\n[^n]: note\n";
    let entry = |key: &str| {
        format!("@book{{{key}, author = {{A{key}}}, title = {{T{key}}}, year = {{2020}}}}\n")
    };
    let references = entry("a") + &entry("b");
    let folder = folder(&[("a.md", text), ("r.bib", &references), ("x.svg", DOT)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let codes = ["D0575", "D0576", "D0520"].map(|code| call.stderr.matches(code).count());
    assert_eq!(codes, [1, 1, 0], "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    for expected in ["OnH₂Oandx", "Figure1Astheysay[1]", "References1.Ab.Tb"] {
        assert!(read.contains(expected), "{expected}: {read}");
    }
}

#[test]
fn a_deck_of_another_program_is_read_as_it_is_meant() {
    let text = "---\nmarp: true\n---\n\n<!-- _class: lead -->\n# First\n\nwords[^a]\n\n[^a]: At its foot.\n\n\
                <!-- said -->\n\n---\n\n![bg right](x.svg)\n\n## Second\n\n- left\n\n---\n\nno title\n\n. . .\n\n\
                ![words](x.svg)\n";
    let folder = folder(&[("a.md", text), ("x.svg", DOT)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.starts_with("wrote a.pdf (3 pages)"), "{}", call.stderr);
    assert_eq!(call.stderr.matches("D0574").count(), 3, "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    for expected in ["Firstwords1", "1Atitsfoot.", "Second•left", "notitle"] {
        assert!(read.contains(expected), "{expected}: {read}");
    }
    assert!(!read.contains("said"), "{read}");
}

#[test]
fn a_slide_that_holds_too_much_is_whole_and_told() {
    let lines: String = (0..60).map(|i| format!("- line {i}q\n")).collect();
    let notes = "notes that are long ".repeat(300);
    let text = format!("---\nmarp: true\n---\n\n# First\n\n{lines}\n<!-- {notes} and end -->\n");
    for (template, last, expected) in
        [("slides", "line59q", vec!["D0814"]), ("handout", "andend", vec!["D0814", "D1010"])]
    {
        let folder = folder(&[("a.md", &text)]);
        let call = render(folder.path(), &["a.md", "--template", template, "--format", "short"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let told = |code: &&str| call.stderr.matches(*code).count() == 1;
        assert!(expected.iter().all(told), "{}", call.stderr);
        assert!(
            !call.stderr.contains("D1001") && !call.stderr.contains("D1003"),
            "{}",
            call.stderr
        );
        let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
        assert!(read.contains(last), "{read}");
    }
}

#[test]
fn headings_part_the_slides_of_pandoc_and_its_kin() {
    let text = "# Part\n\n## One\n\na\n\n::: {.columns}\n\n## Within\n\nb\n\n:::\n\n## Two\n\n### Deeper\n\nc\n";
    for (front, count) in [
        ("title: T\nformat: revealjs", 4),
        ("title: T\nformat:\n  own-revealjs:\n    slide-level: 3", 5),
        ("title: T\noutput:\n  revealjs::revealjs_presentation:\n    slide_level: 1", 2),
        ("title: T\ncolortheme: dove\nlayout: post", 4),
        ("format: revealjs", 3),
    ] {
        let folder = folder(&[("a.md", &format!("---\n{front}\n---\n\n{text}"))]);
        let call = render(folder.path(), &["a.md", "--format", "short"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let told = format!("wrote a.pdf ({count} pages)");
        assert!(call.stderr.starts_with(&told), "{front}: {}", call.stderr);
        assert!(!call.stderr.contains("layout"), "{}", call.stderr);
    }
}

#[test]
fn a_name_before_a_block_is_its_own_and_an_element_ends_in_an_item() {
    let text = "# T\n\n[a](#here) [b](#there) [c](#a-head)\n\n<a name=\"here\"></a>\n### A head\n\nwords\n\n\
                <span id='there'></span>\n\nmore\n\n<details>\n<summary>Open</summary>\n\n1. one\n2. two\n   </details>\n\nend\n";
    let folder = folder(&[("a.md", text)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(!call.stderr.contains("D05"), "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("Open1.one2.twoend"), "{read}");
}

#[test]
fn what_a_deck_has_elsewhere_or_hides_is_told_and_notes_stay_notes() {
    let text = "---\ntransition: fade\n---\n\n# First\n\n<aside class=\"notes\">\nsaid\n</aside>\n\n---\nsrc: ./c.md\n---\n\n---\n\
                hide: true\n---\n\n# Unseen\n\n---\n\n# Last\n\n```js [1-2|3]\nlet a = 1;\n```\n\n$$ {1|all}\nx = 1\n$$\n";
    let folder = folder(&[("a.md", text), ("b.md", "# Other\n")]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.starts_with("wrote a.pdf (2 pages)"), "{}", call.stderr);
    for told in ["left out: `./c.md`", "options hide", "pauses"] {
        assert!(call.stderr.contains(told), "{told}: {}", call.stderr);
    }
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    let lost = ["said", "Unseen", "1-2", "all"].into_iter().find(|it| read.contains(it));
    assert!(lost.is_none() && read.contains("leta=1"), "{lost:?}: {read}");
}

#[test]
fn links_without_words_print_a_name_and_links_to_the_title_lead_there() {
    let text = "# The title\n\nSee [up](#the-title), [top](#), [](#box), [](#pic).\n\n::: {#box}\nwords\n:::\n\n\
                <figure id=\"pic\">\n\n![x](x.svg) ![x](x.svg)\n\n</figure>\n";
    let folder = folder(&[("a.md", text), ("x.svg", DOT)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(call.stderr.matches("D0520").count(), 2, "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("Seeup,top,box,pic."), "{read}");
}

#[test]
fn slips_in_the_data_of_a_text_are_mended_and_told_once_a_kind() {
    let text = "---\ndata: { d: d.csv, r: r.csv, q: q.csv }\n---\n# T\n\n{% for row in d %}\n- {% for key, value in row|items %}\
                {{ key }} {{ value or \"none\" }}, {% endfor %}\n{% endfor %}\n{{ r[0].column_1 }} {{ r[0].x }} {{ q[1].n }}\n";
    let data = "id,n,n,\na,1,2,x\na,3\nb,4,5,6,7\n";
    let (r, q) =
        ("\"x\",\"y\"\n\"1\",5,6\n\"2\",7,8\n", "id | n\n---+---\na | 8\nb | 9\n(2 rows)\n");
    let folder = folder(&[("a.md", text), ("d.csv", data), ("r.csv", r), ("q.csv", q)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(call.stderr.matches("D0579").count(), 6, "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    for expected in ["ida,n1,n_22,column_4x", "ida,n3,n_2none", "column_57", "159"] {
        assert!(read.contains(expected), "{expected}: {read}");
    }
}

/// A comma too many moves no value of another row; only where all rows have one more are they named as R does.
#[test]
fn a_comma_in_a_value_moves_no_other() {
    let text = "---\ndata: { d: d.csv, r: r.csv, p: p.csv, q: q.csv }\n---\n# T\n\n{% for row in d %}{{ row.id }}:{{ row.name }}; \
                {% endfor %}\n\n{{ r[1].column_1 }}:{{ r[1].y }}\n\n{{ p[0].authors }}:{{ p[1].n }}\n\nq:{{ q[0].x }}:\n";
    let files = [
        ("a.md", text),
        ("d.csv", "id,name\na,Smith, J\nb,Lee\nc,Wu, X\n"),
        ("r.csv", "x,y\n1,5,6\n2,7,8\n"),
        ("p.csv", "study|authors|n\nA|Smith, J|3\nB|Lee|4\n"),
        ("q.csv", "x,y|z\n1,2|3\n4,5|6\n"),
    ];
    let folder = folder(&files);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("a:Smith;b:Lee;c:Wu;"), "{read}");
    assert!(read.contains("2:8") && read.contains("Smith,J:4q:1:"), "{read}");
    assert!(call.stderr.contains("column_3") && !call.stderr.contains("title"), "{}", call.stderr);
}

/// One long row gives every other row as many cells: they count, before any memory is taken.
#[test]
fn a_table_that_is_filled_up_has_the_cells_of_its_width() {
    let text = "---\ndata: { d: d.csv }\n---\n# T\n\n{{ d|length }}\n";
    let data = format!("a,b\n{}1\n{}", "1,".repeat(499), "1,2\n".repeat(200));
    let folder = folder(&[("a.md", text), ("d.csv", data.as_str())]);
    let call = render(folder.path(), &["a.md", "--format", "short", "--limit", "cells=20000"]);
    assert!(call.stderr.contains("d.csv:41:1") && call.stderr.contains("D0218"), "{}", call.stderr);
    let call = render(folder.path(), &["a.md", "--format", "short", "--limit", "cells=200000"]);
    assert!(call.code == 0 && !call.stderr.contains("D0218"), "{}", call.stderr);
}

#[test]
fn headings_of_pictures_and_colours_of_browsers_are_shown() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\" \
               style=\"fill: light-dark(#fff, var(--d, #000)); stroke: var(--none)\"/></svg>";
    let text = "<h1 align=\"center\"><img src=\"x.svg\" alt=\"Logo\"></h1>\n\n## ![Logo](x.svg)\n\n## Words\n\n\
                \\textbf{bold}\\footnote{Its note.} in \\LaTeX{}, see \\ref{tab:a}.\n\n\
                <sup>Words that are a sentence are no script.</sup> [a](std::vec::Vec) [b](a::b)\n";
    let folder = folder(&[("a.md", text), ("x.svg", svg)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let codes = ["D0581", "D0577", "D0554", "D0529", "D1003"];
    let codes = codes.map(|code| call.stderr.matches(code).count());
    assert_eq!(codes, [1, 1, 1, 1, 0], "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("bold1inLaTeX,see\\ref{tab:a}.") && read.contains("1Itsnote."), "{read}");
}

#[test]
fn braces_that_no_program_here_reads_do_not_hold_up_a_text() {
    let text = "# T\n\nThe edition includes {{ a ? }} and {{ b }}.\n\n{% set x = 1 %}\n";
    let folder = folder(&[("a.md", text)]);
    let call = render(folder.path(), &["a.md", "--format", "short", "--timeout", "60s"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

/// A small word at the start of a line is no script, and one behind other words is, whatever marks it.
#[test]
fn scripts_are_told_from_small_words_within_marks() {
    let made = |text: &str| piped(&format!("# T\n\n{text}\n"), &[]).0;
    assert_eq!(made("<b><sub>2</sub></b>"), made("<b>2</b>"));
    assert_eq!(made("a<br><b><sub>2</sub></b>"), made("a<br><b>2</b>"));
    assert_ne!(made("CO<b><sub>2</sub></b>"), made("CO<b>2</b>"));
}

/// A picture in a heading without words, whatever it stands in, is told; so is a list that nothing cites.
#[test]
fn headings_of_marked_pictures_and_lists_that_are_asked_for_are_told() {
    let references = ["a", "b"].map(|key| {
        format!("@book{{{key}, author = {{A{key}}}, title = {{T{key}}}, year = {{2020}}}}\n")
    });
    let folder = folder(&[("x.svg", DOT), ("r.bib", &references.concat())]);
    let made = |text: &str| {
        fs::write(folder.path().join("a.md"), text).unwrap();
        let call = render(folder.path(), &["a.md", "--format", "short"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let codes = ["D0581", "D0576", "D0110"].map(|code| call.stderr.matches(code).count());
        (codes, squeezed(&fs::read(folder.path().join("a.pdf")).unwrap()), call.stderr)
    };
    assert_eq!(made("# T\n\n# **![dot](x.svg)**\n\nWords\n").0, [1, 0, 0]);
    assert_eq!(made("---\nnocite: '@*'\n---\n# T\n\nWords\n").0, [0, 0, 0]);
    let head =
        "---\nbibliography: r.bib\nnocite: '@*'\nmacros: {b: ['\\mathbf{#1}', 1]}\n---\n# T\n\n";
    let (codes, read, told) = made(&format!("{head}Words $\\b{{x}}$\n"));
    assert_eq!(codes, [0, 1, 0], "{told}");
    assert!(told.contains("that `nocite` asks for") && read.contains("Words𝐱"), "{told} {read}");
    assert!(read.contains("1.Aa.Ta") && read.contains("2.Ab.Tb"), "{read}");
    let (codes, read, _) = made(&format!("{head}Words [@b]\n\n{{{{ references() }}}}\n\nEnd\n"));
    assert_eq!(codes, [0, 0, 0]);
    assert!(read.contains("1.Ab.Tb") && read.contains("2.Aa.Ta"), "{read}");
}

#[test]
fn what_a_picture_shows_is_said_beside_its_caption() {
    let text = "![Seen](a.svg){#fig-a fig-alt=\"What (it) shows\"}\n\n![Shown](a.svg){fig-alt=\"Described\"}\n\n\
                ::: {#fig-b}\n![x](a.svg){fig-alt=\"Within\"}\n\nBeneath\n:::\n\n\
                Among words ![x](a.svg){fig-alt=\"Small\"}.\n";
    let folder = folder(&[("a.md", text), ("a.svg", DOT)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert!(call.code == 0 && !call.stderr.contains("D0571"), "{}", call.stderr);
    let pdf = fs::read(folder.path().join("a.pdf")).unwrap();
    let read = squeezed(&pdf);
    for caption in ["Figure1Seen", "Figure2Shown", "Figure3Beneath"] {
        assert!(read.contains(caption), "{caption}: {read}");
    }
    let pdf = String::from_utf8_lossy(&pdf);
    for alt in ["/Alt(What (it) shows)", "/Alt(Described)", "/Alt(Within)", "/Alt(Small)"] {
        assert!(pdf.contains(alt), "{alt}");
    }
}

#[test]
fn numbers_of_lines_are_no_titles_and_years_are() {
    let text = "# T\n\n```python [2024]\nx = 1\n```\n\n```python [1]\ny = 2\n```\n";
    assert!(squeezed(&piped(text, &[]).0).contains("T2024x=1y=2"));
}

#[test]
fn macros_of_front_matter_and_of_packages_hold() {
    let text = "---\nheader-includes:\n  - \\newcommand{\\R}{\\mathbb{R}}\n  - |\n    \\DeclareMathOperator{\\Var}{Var}\n---\n# T\n\n\
                $\\Var(x) \\in \\R$, $\\braket{a|b}$, $\\ket{\\psi}$\n";
    let folder = folder(&[("a.md", text)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!((call.code, call.stderr.matches("D0").count()), (0, 0), "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("Var(𝑥)∈ℝ"), "{read}");
}

#[test]
fn a_text_is_set_without_a_bibliography_that_is_not_there_and_with_its_own() {
    let text = "---\nbibliography: [none.bib]\nreferences:\n- id: fen12\n  title: One click\n  author:\n  - family: Fenner\n    given: M\n  \
                container-title: Nature\n  type: article-journal\n  issued:\n    year: 2012\nnocite: '@*'\n---\n# T\n\nSo [@fen12].\n\n[@fen12]\n";
    let folder = folder(&[("a.md", text)]);
    let call = render(folder.path(), &["a.md", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let codes = ["D0550", "D1003"].map(|code| call.stderr.matches(code).count());
    assert_eq!(codes, [1, 0], "{}", call.stderr);
    let read = squeezed(&fs::read(folder.path().join("a.pdf")).unwrap());
    assert!(read.contains("1.FennerM.Oneclick.Nature.2012"), "{read}");
}

/// A built-in font under another family of the same length.
fn renamed(from: &str, to: &str) -> Vec<u8> {
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
    let path = super::projects::root().join("fonts/latin/NotoSansMonoCore-Regular.ttf");
    let mut bytes = fs::read(path).unwrap();
    let (from, to) = (wide(from), wide(to));
    let at: Vec<usize> =
        (0..bytes.len() - from.len()).filter(|&i| bytes[i..].starts_with(&from)).collect();
    assert!(!at.is_empty() && from.len() == to.len());
    at.into_iter().for_each(|i| bytes[i..i + to.len()].copy_from_slice(&to));
    bytes
}

#[test]
fn a_theme_templates_and_fonts_beside_the_text_are_found() {
    let theme = "extends = \"clinic\"\n[fonts]\nsans = { latin = \"House of Paper Core\", han = \"Noto Sans SC Core\", weight = 400 }\n";
    let template = "#let meta = json(\"/meta.json\")\n#set document(title: \"x\")\n#text(font: \"House of Paper Core\")[by the house]\n";
    let folder = folder(&[
        ("themed.md", "---\ntheme: house\n---\n# First\n\nwords\n"),
        ("own.md", "---\ntemplate: leaf\n---\n# First\n\nwords\n"),
        ("templates/themes/house.toml", theme),
        ("templates/leaf/main.typ", template),
    ]);
    let without = render(folder.path(), &["themed.md", "--format", "short"]);
    assert!(without.code == 1 && without.stderr.contains("D0706"), "{}", without.stderr);
    fs::create_dir(folder.path().join("fonts")).unwrap();
    fs::write(folder.path().join("fonts/House.ttf"), renamed("Noto Sans Mono", "House of Paper"))
        .unwrap();
    for name in ["themed", "own"] {
        let call = render(folder.path(), &[&format!("{name}.md"), "--format", "short"]);
        assert_eq!((call.code, call.stderr.matches("D0").count()), (0, 0), "{}", call.stderr);
    }
    let own = squeezed(&fs::read(folder.path().join("own.pdf")).unwrap());
    assert_eq!(own, "bythehouse");
}

#[test]
fn pictures_beside_the_text_of_a_project_are_found() {
    let shown = "\n![A dot](../figs/dot.svg)\n\n![A dot](dot.svg)\n";
    let project = super::projects::fixture(None);
    let mut sources = super::projects::sources(project.path());
    for language in ["zh", "en"] {
        let path = format!("content/note.{language}.md");
        let text = format!("{}{shown}", sources.text(&path).unwrap());
        sources.insert(&path, text.into_bytes());
    }
    sources.insert("figs/dot.svg", DOT.as_bytes());
    sources.insert("content/dot.svg", DOT.as_bytes());
    let outcome = build(&sources, &Request::default());
    let lost = outcome.findings.iter().any(|it| it.code.id == "D0505");
    assert!(!lost && !outcome.artifacts.is_empty(), "{:?}", outcome.findings);
}

#[test]
fn front_matter_of_other_programs_is_read_or_told() {
    for (text, expected, told) in [
        ("---\ntitle: A: B\n---\n\nText.\n", "A:BText.", Some("D0551")),
        ("---\ntitle： 甲乙\n---\n\n正文\n", "甲乙正文", Some("D0551")),
        ("---\ntheme: gaia\ntitle: T\n---\n\nText.\n", "TText.", None),
        ("---\ntheme: gaja\ntitle: T\n---\n\nText.\n", "TText.", Some("D0550")),
        ("\n---\ntitle: T\ntags: [a]\n---\n\nText.\n", "TText.", None),
        ("% T\n% A; B\n% 2024\n\nText.\n", "TA,BText.Compiled2024", None),
        (
            "---\nauthor:\n  - name: A\n    email: a@b.c\ndate: 2024/3/5\ntitle: T\n---\n\nText.\n",
            "TAa@b.cText.Compiled5March2024",
            None,
        ),
    ] {
        let (pdf, stderr) = piped(text, &[]);
        assert!(squeezed(&pdf).starts_with(expected), "{text}: {} {stderr}", squeezed(&pdf));
        match told {
            Some(code) => assert!(stderr.contains(code), "{text}: {stderr}"),
            None => assert!(!stderr.contains("warning"), "{text}: {stderr}"),
        }
    }
    let (pdf, _) = piped("---\n\nA rule opens this.\n\n---\n\nEnd.\n", &[]);
    assert!(squeezed(&pdf).contains("Aruleopensthis.End."), "{}", squeezed(&pdf));
}

#[test]
fn html_and_dialects_are_typeset() {
    for (text, expected) in [
        ("<table><tr><td>1.2</td><td>3.4</td></tr></table>", "1.23.4"),
        ("<details><summary>More</summary>\n\nIt is *here*.\n\n</details>", "MoreItishere."),
        ("<p>one</p><p>two</p>\n\nA <name> stays.", "onetwoA<name>stays."),
        ("::: tip A title\nWords.\n:::", "AtitleWords."),
        ("> [!abstract]- Short\n> Words.", "ShortWords."),
        ("a\n\n\\newpage\n\nb", "a"),
        ("1、甲\n2、乙", "1、甲2、乙"),
    ] {
        let (pdf, stderr) = piped(&format!("---\ntitle: T\n---\n\n{text}\n"), &[]);
        assert!(squeezed(&pdf).contains(expected), "{text}: {} {stderr}", squeezed(&pdf));
    }
}

#[test]
fn what_other_programs_write_is_read_as_they_mean_it() {
    let text = "---\ntitle: \"*In vitro* H<sub>2</sub>O\"\nsubtitle: A **sub** title\nabstract: In short.\n\
                toc: true\nauthor:\n  - name: Ann\n    affiliation: Uni X\n  - name: Bob\n    affiliation: Uni Y\n---\n\n\
                # One\n\n!!! note \"Named\"\n    Inside **bold**.\n\n\\newpage\n\n\
                **H<sub>2</sub>O** and [x<sup>2</sup>](https://example.org) and ==marked==.\n\n\
                +---+---+\n| a | b |\n+===+===+\n| c | d |\n+---+---+\n\n: The caption\n\n\
                {{% notice tip %}}\nShort\n{{% /notice %}}\n\n# Two\n\nText.[^n]\n\n\
                [^n]: See [two $x^2$](https://example.org).\n";
    let (pdf, stderr) = piped(text, &[]);
    let pages = pages(&pdf);
    let printed = pages.concat();
    for words in [
        "In vitro H₂O",
        "A sub title",
        "Ann1",
        "2 Uni Y",
        "In short.",
        "Named",
        "Inside bold.",
        "H2O",
        "marked",
        "The caption",
        "Tip",
        "Short",
    ] {
        assert!(squeeze(&printed).contains(&squeeze(words)), "{words}: {printed}\n{stderr}");
    }
    assert!(pages.len() > 1, "{printed}");
    for mark in ["!!!", "==", "+--", "{{%", ": The"] {
        assert!(!printed.contains(mark), "{mark}: {printed}");
    }
    assert!(!stderr.contains("error"), "{stderr}");
}

#[test]
fn what_quarto_and_mdx_number_or_hide_is_numbered_or_hidden() {
    let text = "---\ntitle: T\nnumber-sections: true\nauthor:\n  - name: Ann\n    email: a@b.org\n    orcid: 0000\n---\n\n\
                # First\n\n## Inner\n\n# Thanks {-}\n\n# Second\n\nSee @eq-law, @fig-a and @tbl-x.\n\n\
                $$\na = b\n$$ {#eq-law}\n\n![A *square*](a.svg){#fig-a}\n\n\
                ::: {.content-visible when-format=\"html\"}\nWeb only\n:::\n\n\
                ::: {.content-hidden when-format=\"html\"}\nPaper only\n:::\n\n\
                <Tabs>\n<TabItem value=\"x\" label=\"Apple\">\n\nRed\n\n</TabItem>\n</Tabs>\n";
    let square = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><path d=\"M0 0h9v9H0z\"/></svg>";
    let folder = folder(&[("t.qmd", text), ("a.svg", square)]);
    let call = render(folder.path(), &["t.qmd"]);
    let page = pages(&fs::read(folder.path().join("t.pdf")).unwrap()).concat();
    for words in [
        "Ann a@b.org",
        "1 First",
        "1.1 Inner",
        "\nThanks",
        "2 Second",
        "See (1), Figure 1 and @tbl-x",
        "Figure 1 A square",
        "Paper only",
        "Apple",
    ] {
        assert!(squeeze(&page).contains(&squeeze(words)), "{words}: {page}");
    }
    assert!(!page.contains("Web only") && !page.contains("{-}") && !page.contains("{#"), "{page}");
    for told in ["`orcid` not", "`@tbl-x`", "left out: `{.content-visible", "`Apple`"] {
        assert!(call.stderr.contains(told), "{told}: {}", call.stderr);
    }
}

#[test]
fn what_pandoc_reads_in_texts_for_it_is_read_so() {
    let text = "---\ntitle: T\nreferences: r.bib\ncsl: apa\n---\n\nIt fell by 8--19%---so they say---with `a--b`, \
                --strict and \\--x; see @tbl-main and [@a].\n\n\
                ::: {#tbl-main}\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nMain results\n\n:::\n\n\
                # References\n\n::: {#refs}\n:::\n\n# Appendix\n\nThe end.\n";
    let bib = "@book{a, author={Doe, Jo}, title={Of Things}, publisher={P}, year=2001}\n";
    let folder = folder(&[("t.qmd", text), ("t.md", text), ("r.bib", bib)]);
    let call = render(folder.path(), &["t.qmd"]);
    let page = squeeze(&pages(&fs::read(folder.path().join("t.pdf")).unwrap()).concat());
    for words in ["8–19%—so they say—with a--b, --strict", "see Table 1", "Table 1 Main results"]
    {
        assert!(page.contains(&squeeze(words)), "{words}: {page}");
    }
    let (list, end) = (page.find(&squeeze("Of Things")), page.find(&squeeze("The end.")));
    assert!(list < end && !call.stderr.contains("D0576"), "{page} {}", call.stderr);
    // A text for GitHub has its hyphens.
    render(folder.path(), &["t.md"]);
    let page = squeeze(&pages(&fs::read(folder.path().join("t.pdf")).unwrap()).concat());
    assert!(page.contains("8--19%"), "{page}");
}

#[test]
fn headings_of_html_are_led_to_by_their_names() {
    let text = "# T\n\n* [Config?](#config)\n\n<h3 name=\"config\">\nDoes it read a file?\n</h3>\n\nYes.\n";
    let folder = folder(&[("t.md", text)]);
    let call = render(folder.path(), &["t.md", "--strict"]);
    assert!(!call.stderr.contains("D0520"), "{}", call.stderr);
}

#[test]
fn tables_with_captions_are_numbered_and_referred_to() {
    let text = "# T\n\nSee @tbl-doses, \\@ref(tab:grid) and @tbl-web.\n\n\
                | Dose | n |\n|---|--:|\n| 5 mg | 12 |\n\n: Doses *given* {#tbl-doses tbl-colwidths=\"[60,40]\"}\n\n\
                > | A |\n> |---|\n> | 1 |\n\n\
                +---+\n| A |\n+===+\n| x |\n+---+\n\nTable: (\\#tab:grid) A grid\n\n\
                <table id=\"tbl-web\"><caption>Of HTML</caption><tr><th>H</th></tr><tr><td>1</td></tr></table>\n";
    let (pdf, stderr) = piped(text, &[]);
    let page = squeeze(&pages(&pdf).concat());
    for words in [
        "See Table 1, Table 2 and Table 3.",
        "Table 1 Doses given",
        "Table 2 A grid",
        "Table 3 Of HTML",
    ] {
        assert!(page.contains(&squeeze(words)), "{words}: {page}");
    }
    assert!(!stderr.contains("D0553"), "{stderr}");
}

#[test]
fn what_is_set_in_the_middle_is_not_where_plain_text_is() {
    let page = |open: &str, close: &str| piped(&format!("# T\n\n{open}Words\n\n{close}"), &[]).0;
    let plain = page("", "");
    for align in ["center", "right"] {
        let placed = page(&format!("<div align=\"{align}\">\n\n"), "</div>\n");
        assert_eq!(squeezed(&placed), squeezed(&plain));
        assert_ne!(placed, plain, "{align}");
    }
}

#[test]
fn the_title_is_the_first_heading_of_whatever_level() {
    for (text, title, printed) in [
        // What stands before a section stays before it; the document has its name all the same.
        ("Words.\n\n## Tool\n\n### Use\n\nSo.\n", "Tool", "Words.ToolUseSo."),
        ("Words.\n\n# Tool\n\n## Use\n\nSo.\n", "Tool", "ToolWords.UseSo."),
        ("Tool\n----\n\nWords.\n", "Tool", "ToolWords."),
        ("## Summary\n\nIt is.\n\n## Motive\n\nSo.\n", "Summary", "SummaryItis.MotiveSo."),
        ("<h2>Tool</h2>\n\nWords.\n", "Tool", "ToolWords."),
        ("Words.\n", "standard input", "standardinputWords."),
    ] {
        let (pdf, stderr) = piped(text, &[]);
        assert!(squeezed(&pdf).starts_with(printed), "{text}: {} {stderr}", squeezed(&pdf));
        let metadata = String::from_utf8_lossy(&pdf).into_owned();
        assert!(metadata.contains(&format!(">{title}<")), "{text}: {title}");
    }
}

/// What a text makes with these files beside it: the words of its pages, and what was told.
fn set(name: &str, text: &str, beside: &[(&str, &[u8])]) -> (Vec<String>, Vec<String>) {
    let mut sources = Sources::single(name, text.as_bytes());
    beside.iter().for_each(|(path, bytes)| sources.insert(path, bytes.to_vec()));
    let outcome = build(&sources, &Request::default());
    assert_eq!(outcome.artifacts.len(), 1, "{:?}", outcome.findings);
    let told = outcome.findings.iter().map(|it| format!("{} {}", it.code.id, it.message));
    let pages = pages(&outcome.artifacts[0].bytes);
    (pages.iter().map(|page| squeeze(page)).collect(), told.collect())
}

#[test]
fn decks_of_remark_are_slides_with_columns_and_notes() {
    let text = "---\ntitle: Plots\nsubtitle: A look\ninstitute: Uni\ndate: 2024-03-05\noutput:\n  xaringan::moon_reader:\n    seal: true\n---\n\
        layout: true\n\n---\nclass: inverse, middle\n\n# Start\n\n---\n# Steps\n\n- one\n\n--\n\n- two\n\n???\n\nSay it.\n\n---\n\n\
        .pull-left[\nLeft `x[1]` words\n]\n\n.pull-right[\nRight words\n]\n\n.footnote[[1] A note.]\n---\n.red[End] of .bold[it].\n";
    let (pages, told) = set("a.Rmd", text, &[]);
    assert_eq!(pages.len(), 5, "{pages:?}");
    let all = pages.join("|");
    for words in ["PlotsAlookUni5March2024", "one•two", "Leftx[1]words", "[1]Anote.", "Endofit."]
    {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(
        ["???", "Sayit", "layout:", "class:", "--", ".pull"].iter().all(|it| !all.contains(it)),
        "{all}"
    );
    assert!(told.iter().all(|it| it.starts_with("D0574")) && told.len() == 3, "{told:?}");
}

#[test]
fn slides_of_other_files_stand_where_they_are_named() {
    let text = "---\ntheme: seriph\nbackground: x.png\n---\n\n# Start\n## Below\n\n---\nsrc: ./pages/b.md#2\n---\n\n---\n\n# End\n<v-click>\n\nlast\n\n</v-click>\n";
    let (pages, told) = set("a.md", text, &[("pages/b.md", b"# B\n\n---\n\n# C\n\nwords\n")]);
    let all = pages.join("|");
    assert!(all.contains("Start") && all.contains("Cwords") && all.contains("Endlast"), "{all}");
    assert!(!all.contains('B') || all.contains("Below"), "{all}");
    assert_eq!(told.len(), 1, "{told:?}");
}

#[test]
fn what_only_jekyll_knows_is_left_out_and_told() {
    let text = "# T\n\n[a]({{ site.url }}/x) {{ '/b' | relative_url }}\n\n{% include head.html %}\n\n{% for p in site.posts %}\n- {{ p.t }}\n{% endfor %}\n\nc\n";
    let (pages, told) = set("a.md", text, &[]);
    assert!(pages[0].starts_with("Ta/bc"), "{pages:?}");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("D0552 values and statements of Jekyll"), "{told:?}");
}

#[test]
fn directives_and_references_of_myst_are_what_they_mean() {
    let text = "# T\n\n(s:a)=\n## Part\n\nSee {ref}`s:a` and {eq}`e1`, as $\\eqref{e1}$.\n\n```{math}\n:label: e1\nx = 1\n```\n\n\
        ```{exercise-start} One\n:label: x\n```\nDo it.\n```{exercise-end}\n```\n\n```{code-cell} ipython3\n:tags: [hide-input]\nsecret\n```\n\n+++\n\nEnd.\n";
    let (pages, told) = set("a.md", text, &[]);
    let all = pages.join("|");
    for words in ["SeePartand(1),as(1).", "Exercise(One)", "Doit.", "End."] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(!all.contains("secret") && !all.contains("+++"), "{all}");
    let codes: Vec<&str> = told.iter().map(|it| &it[..5]).collect();
    assert_eq!(codes, ["D0555", "D0552"], "{told:?}");
}

#[test]
fn a_link_to_the_title_without_words_prints_the_title() {
    let (pages, _) = set("a.md", "# The title {#t}\n\nSee [](#t) here.\n", &[]);
    assert!(pages[0].contains("SeeThetitlehere."), "{pages:?}");
}

#[test]
fn an_unknown_command_is_told_once_and_no_backslash_stands_behind_a_picture() {
    let (pages, told) = set("a.md", "# T\n\n$\\foo x$ and $\\foo{y}$ and $\\bar x$.\n", &[]);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].ends_with("`\\foo` is not known (2 times)"), "{told:?}");
    assert!(pages[0].contains("$\\foox$"), "{pages:?}");
    let svg: &[u8] = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"b%20c.png\" width=\"9\" height=\"9\"/></svg>";
    let (pages, told) = set("a.md", "# T\n\n![w](a.svg)\\\n\nEnd\n", &[("a.svg", svg)]);
    assert!(!pages[0].contains('\\'), "{pages:?}");
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].starts_with("D0577"), "{told:?}");
}

/// A language beside the text is known as in a project; what another program keeps in such a folder is left alone.
#[test]
fn a_language_may_stand_beside_the_text() {
    let ours = "name = \"Swedish\"\nown_name = \"svenska\"\n";
    let folder = folder(&[
        ("languages/sv.toml", ours),
        ("languages/en.toml", "[params]\nmenu = \"Menu\"\n"),
        ("languages/nn.toml", "[params]\nmenu = \"Meny\"\n"),
        ("languages/readme.toml", "a = 1\n"),
        ("a.md", "---\nlang: sv\n---\nHej.\n"),
        ("b.md", "Hej.\n"),
        ("c.md", "---\nlang: nn\n---\nHei.\n"),
        ("d.md", "---\nlang: xx\n---\nHej.\n"),
    ]);
    let call = render(folder.path(), &["a.md"]);
    assert!(call.code == 0 && !call.stderr.contains("D0550"), "{}", call.stderr);
    let call = render(folder.path(), &["b.md", "--lang", "sv"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let pdf = fs::read(folder.path().join("b.pdf")).unwrap();
    assert_eq!(catalog(&pdf, "Lang").as_deref(), Some("sv"));
    // The file of the language that is asked for must be one.
    let call = render(folder.path(), &["c.md"]);
    assert!(call.code != 0 && call.stderr.contains("languages/nn.toml"), "{}", call.stderr);
    let call = render(folder.path(), &["b.md", "--lang", "fi"]);
    assert!(call.code == 2 && call.stderr.contains("“fi” is not known"), "{}", call.stderr);
    assert_eq!(render(folder.path(), &["b.md", "--lang", "klingon"]).code, 2);
    // A warning about the call is a finding, and no failed call.
    assert_eq!(render(folder.path(), &["d.md", "--strict"]).code, 1);
}
