//! `diptych index`: a page that lists the PDFs of a folder.

use std::fs;
use std::path::Path;

use super::cli::diptych;

/// A folder with two PDFs of a document that is called so.
fn built(title: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let manifest = format!(
        "[project]\ntitle = {{ en = {title:?}, zh = \"剂量\" }}\nlanguages = [\"en\", \"zh\"]\ndate = 2026-02-08\n\
         [rules]\nD0605 = \"off\"\n[documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\neditions = [\"en\", \"zh-en\"]\n"
    );
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("diptych.toml", &manifest);
    write("note.en.md", "# Dose\n\nThe dose was 15 mg.\n");
    write("note.zh.md", "# 剂量\n\n剂量为15 mg。\n");
    let call = diptych(folder.path(), &["build"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    folder
}

fn page(folder: &Path) -> String {
    fs::read_to_string(folder.join("out/index.html")).unwrap()
}

#[test]
fn every_pdf_is_listed_and_nothing_else_is_asked_for() {
    let folder = built("Dose <b>& \"more\"</b>");
    assert_eq!(diptych(folder.path(), &["index"]).code, 0);
    let page = page(folder.path());
    for expected in [
        "<html lang=\"en\">",
        "<a href=\"note.en.pdf\" type=\"application/pdf\"><img src=\"data:image/png;base64,",
        "<a href=\"note.zh-en.pdf\"",
        "Dose &lt;b&gt;&amp; &quot;more&quot;&lt;/b&gt;",
        "<span lang=\"zh\">中文</span> · <span lang=\"en\">English</span> · 1\u{a0}page · ",
        "<time datetime=\"2026-02-08\">8 February 2026</time>",
    ] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for remote in ["http", "//", "<script", "url(", "@import", "<link"] {
        let text: String = page
            .split("base64,")
            .map(|part| part.split_once('"').map_or(part, |(_, it)| it))
            .collect();
        assert!(!text.contains(remote), "{remote}: {text}");
    }
    for name in
        ["html", "head", "body", "main", "h1", "ul", "li", "a", "p", "span", "time", "style"]
    {
        let opened =
            page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
        assert_eq!(opened, page.matches(&format!("</{name}>")).count(), "{name}");
    }
    assert_eq!(page.matches("<li>").count(), 2);
}

#[test]
fn words_are_those_of_the_language_asked_for() {
    let folder = built("Dose");
    for (language, words) in [
        ("zh", ["<title>文档</title>", "1\u{a0}页", "2026 年 2 月 8 日"]),
        ("de", ["<title>Dokumente</title>", "1\u{a0}Seite", "8. Februar 2026"]),
        ("fr", ["<title>Documents</title>", "1\u{a0}page", "8 février 2026"]),
        ("ru", ["<title>Документы</title>", "1\u{a0}страница", "8 февраля 2026"]),
        ("zh-Hant-TW", ["<title>文件</title>", "1\u{a0}頁", "2026 年 2 月 8 日"]),
    ] {
        assert_eq!(diptych(folder.path(), &["index", "out", "--lang", language]).code, 0);
        let page = page(folder.path());
        let plain = |text: &str| text.replace('\u{a0}', " ");
        for word in words {
            assert!(plain(&page).contains(&plain(word)), "{language} {word}: {page}");
        }
        assert!(!page.contains("{n}"), "{language}");
    }
    assert_eq!(diptych(folder.path(), &["index", "--title", "Ward 3 & 4"]).code, 0);
    assert!(page(folder.path()).contains("<h1>Ward 3 &amp; 4</h1>"));
}

#[test]
fn what_is_no_pdf_is_told_and_what_is_not_ours_stays() {
    let folder = built("Dose");
    let out = folder.path().join("out");
    fs::write(out.join("broken.pdf"), "%PDF-1.7\nnothing\n").unwrap();
    let call = diptych(folder.path(), &["index"]);
    assert_eq!(call.code, 0);
    assert!(
        call.stderr.contains("[D1404]") && call.stderr.contains("broken.pdf"),
        "{}",
        call.stderr
    );
    assert!(!page(folder.path()).contains("broken.pdf"));
    assert_eq!(diptych(folder.path(), &["index", "--strict"]).code, 1);
    fs::write(out.join("index.html"), "<p>mine</p>").unwrap();
    let call = diptych(folder.path(), &["index"]);
    assert!(call.code == 2 && call.stderr.contains("[D0212]"), "{}", call.stderr);
    assert_eq!(page(folder.path()), "<p>mine</p>");
    assert_eq!(diptych(folder.path(), &["index", "--force"]).code, 0);
    let empty = tempfile::tempdir().unwrap();
    let call = diptych(empty.path(), &["index", "."]);
    assert!(call.code == 2 && call.stderr.contains("there are no PDFs"), "{}", call.stderr);
    assert_eq!(diptych(empty.path(), &["index", "nowhere"]).code, 2);
}

#[test]
fn a_draft_is_marked_as_one() {
    let folder = built("Dose");
    assert_eq!(diptych(folder.path(), &["build", "--draft"]).code, 0);
    assert_eq!(diptych(folder.path(), &["index"]).code, 0);
    let page = page(folder.path());
    assert_eq!(page.matches("<p class=\"draft\">DRAFT</p>").count(), 2, "{page}");
}
