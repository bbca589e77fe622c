//! What people from other fields and writings sent: an aid agency that writes Arabic, regression tables, texts of Quarto.

use std::fs;
use std::path::Path;

use super::cli::{Call, diptych};
use super::pdf::pages;

/// Writes files into a folder.
fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
}

/// Renders `a.qmd` of these files; the text of its pages without blanks, and the call.
fn render(files: &[(&str, &str)]) -> (String, Call) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    let call = diptych(folder.path(), &["render", "a.qmd", "--format", "short"]);
    let pdf = fs::read(folder.path().join("a.pdf")).unwrap_or_default();
    let pages = if pdf.is_empty() { Vec::new() } else { pages(&pdf) };
    (pages.concat().split_whitespace().collect(), call)
}

/// Builds a project; the call, and the text of the pages of one of its PDFs.
fn build(files: &[(&str, &str)], name: &str) -> (Vec<String>, Call) {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), files);
    let call = diptych(folder.path(), &["build", "--format", "short"]);
    let pdf = fs::read(folder.path().join("out").join(name)).unwrap_or_default();
    (if pdf.is_empty() { Vec::new() } else { pages(&pdf) }, call)
}

const CAMPS: [(&str, &str); 6] = [
    (
        "diptych.toml",
        "[project]\ntitle = { ar = \"مخيمات\", en = \"Camps\" }\nlanguages = [\"ar\", \"en\"]\ndate = 2025-03-31\nreferences = \"refs.bib\"\n\n\
         [data]\nsurvey = \"survey.csv\"\n\n[units.meals]\nar = \"وجبات\"\nen = \"meals\"\n\n[rules]\nD0605 = \"off\"\n\n\
         [documents.report]\ntemplate = \"summary\"\ncontent = \"report\"\n",
    ),
    (
        "languages/ar.toml",
        "name = \"Arabic\"\nown_name = \"العربية\"\nscript = \"Arab\"\ndirection = \"rtl\"\n",
    ),
    (
        "survey.csv",
        "id,value,unit,camp.ar,camp.en\nhunger,٤٢٫٥,percent,الأمل,Al-Amal\nmeals,1.8,meals,النور,Al-Nour\ndecline,-٣٫٢,percent,السلام,Al-Salam\n",
    ),
    (
        "refs.bib",
        "@article{haddad2021, author = {حداد، محمد عبد الرحمن and الخطيب، ليلى}, title = {الأمن}, journal = {مجلة}, year = {2021}, volume = {12}, pages = {45--67}}\n",
    ),
    (
        "report.ar.md",
        "# الملخص\n\nانخفض من {{ survey.hunger }} إلى {{ survey.meals }} في {{ survey.meals.camp }} (camp A) ثم {{ survey.decline }} من ١٦٬٤٤٥ أسرة [@haddad2021].\n\n\
         | المخيم | النسبة |\n|---|---:|\n| الأمل | ٣٤٫٥٪ |\n| النور | ٧٫٢٪ |\n\n@haddad2021\n\n{{ references() }}\n",
    ),
    (
        "report.en.md",
        "# Summary\n\nIt fell from {{ survey.hunger }} to {{ survey.meals }} in {{ survey.meals.camp }} (camp A), then {{ survey.decline }} of 16,445 households [@haddad2021].\n\n\
         | Camp | Share |\n|---|---:|\n| Al-Amal | 34.5% |\n| Al-Nour | 7.2% |\n\n@haddad2021\n\n{{ references() }}\n",
    ),
];

/// The files of the camps, with one text changed.
fn camps(name: &str, from: &str, to: &str) -> Vec<(String, String)> {
    let changed = |(own, text): (&str, &str)| {
        let text = if own == name { text.replace(from, to) } else { text.to_string() };
        assert!(own != name || text != *CAMPS.iter().find(|it| it.0 == own).unwrap().1, "{from}");
        (own.to_string(), text)
    };
    CAMPS.into_iter().map(changed).collect()
}

#[test]
fn a_pair_of_arabic_and_english_is_honest() {
    let (pages, call) = build(&CAMPS, "report.en.pdf");
    assert_eq!(call.code, 0, "{}{}", call.stdout, call.stderr);
    let text = pages.concat();
    assert!(text.contains("42.5%") && text.contains("3.2"), "{text}");
    // Text that runs from the right comes out of the PDF as it is drawn.
    let drawn = |word: &str| word.chars().rev().collect::<String>();
    assert!(text.contains(&(drawn("حداد") + " and")), "{text}");
    assert!(!text.contains(&(drawn("الرحمن") + " and")), "{text}");
}

#[test]
fn another_number_in_arabic_digits_is_found() {
    for (from, to) in [("٣٤٫٥", "٣٥٫٥"), ("١٦٬٤٤٥", "١٦٬٤٤٦"), ("٧٫٢", "٧٫٣")]
    {
        let files = camps("report.ar.md", from, to);
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
        let (_, call) = build(&files, "report.en.pdf");
        assert!(call.stderr.contains("D0606"), "{to}: {}", call.stderr);
    }
}

#[test]
fn a_value_of_arabic_words_that_a_template_changes_is_found() {
    let mut files = CAMPS.to_vec();
    let main = fs::read_to_string("templates/summary/main.typ").unwrap();
    let changed = main.replacen("#summary(", "#show \"وجبات\": [ليالي]\n#summary(", 1);
    assert_ne!(main, changed);
    files.push(("templates/summary/main.typ", changed.as_str()));
    let (_, call) = build(&files, "report.en.pdf");
    assert!(call.stderr.contains("D0805"), "{}", call.stderr);
}

#[test]
fn texts_are_included_and_authors_left_out() {
    let (text, call) = render(&[
        (
            "a.qmd",
            "---\ntitle: T\nbibliography: r.bib\ncsl: apa\n---\n\n{{< include _b.qmd >}}\n\nAs Smith says -@smith2020 in print.\n\n{{< include no.qmd >}}\n",
        ),
        ("_b.qmd", "---\nx: 1\n---\n## Harbour\n\nQuay words.\n"),
        (
            "r.bib",
            "@book{smith2020, author={Smith, Ann}, title={Tides}, publisher={P}, year={2020}}\n",
        ),
    ]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for words in ["HarbourQuaywords.", "AsSmithsays(2020)inprint.", "{{<includeno.qmd>}}"] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(call.stderr.contains("D0533") && !text.contains("x:1"), "{}", call.stderr);
}

#[test]
fn a_star_that_is_explained_is_no_item() {
    let (text, call) = render(&[(
        "a.qmd",
        "# T\n\n* p < .05, ** p < .01, *** p < .001\n\nwords\n\n* an item with **strong** words, and more\n* another\n",
    )]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(text.contains("*p<.05,**p<.01,***p<.001"), "{text}");
    assert!(text.contains("•anitemwithstrongwords"), "{text}");
}

#[test]
fn a_unit_does_not_part_at_its_slash() {
    let mut text = String::from("# U\n");
    for words in 1..40 {
        text += &format!(
            "\n{} of nitrate {{{{ d.a }}}} found.\n",
            "word ".repeat(8) + &"y".repeat(words)
        );
    }
    let (pages, call) = build(
        &[
            (
                "diptych.toml",
                "[project]\ntitle = \"U\"\nlanguages = [\"en\"]\ndate = 2026-01-01\n\n[data]\nd = \"d.csv\"\n\n[rules]\nD0605 = \"off\"\n\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n",
            ),
            ("d.csv", "id,value,unit\na,12.5,mg/L\n"),
            ("n.en.md", &text),
        ],
        "n.en.pdf",
    );
    assert_eq!(call.code, 0, "{}", call.stderr);
    let text = pages.concat();
    assert!(text.contains("12.5\u{a0}mg/L") || text.contains("12.5 mg/L"), "{text}");
    assert!(!text.lines().any(|line| line.trim_end().ends_with("mg/")), "{text}");
}

#[test]
fn theorems_of_quarto_are_told() {
    let (_, call) = render(&[(
        "a.qmd",
        "# T\n\n::: {#thm-a}\n## Line\n\nWords.\n:::\n\n::: {.proof}\nClear.\n:::\n",
    )]);
    assert!(call.code == 0 && call.stderr.contains("#thm-a"), "{}", call.stderr);
    let (_, call) = render(&[("a.qmd", "# T\n\n::: {#theme}\nWords.\n:::\n")]);
    assert!(!call.stderr.contains("theorems"), "{}", call.stderr);
}

#[test]
fn markdown_in_elements_of_mkdocs_is_read() {
    let (text, call) = render(&[
        (
            "a.qmd",
            "# T\n\n<figure markdown=\"span\">\n  ![Harbour](a.svg){ width=\"60\" }\n  <figcaption>The **quay**</figcaption>\n</figure>\n\n^^new^^ and {++added++} and ++ctrl++.\n",
        ),
        (
            "a.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><rect width=\"40\" height=\"10\"/></svg>",
        ),
    ]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(text.contains("Figure1") && text.contains("quay") && !text.contains("a.svg"), "{text}");
    assert!(text.contains("newandaddedandCtrl"), "{text}");
}

#[test]
fn an_unknown_language_is_one_finding() {
    let mut files = CAMPS.to_vec();
    files.retain(|(name, _)| !name.starts_with("languages/"));
    let (_, call) = build(&files, "report.en.pdf");
    assert!(call.stderr.contains("D0340") && !call.stderr.contains("D0104"), "{}", call.stderr);
    assert!(!call.stderr.contains("one string per language"), "{}", call.stderr);
}

#[test]
fn a_text_under_another_tag_of_its_language_is_named() {
    let files = [
        (
            "diptych.toml",
            "[project]\ntitle = \"T\"\nlanguages = [\"pt\"]\ndate = 2026-01-01\n\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n",
        ),
        ("n.pt.md", "# T\n\nOi.\n"),
    ];
    let (_, call) = build(&files, "n.pt.pdf");
    assert!(call.stderr.contains("D0604"), "{}", call.stderr);
}

#[test]
fn a_template_of_a_site_stops_no_single_text() {
    let text = "---\ntemplate: home.html\ntitle: T\n---\n\nWords (1) here.\n{ .annotate }\n";
    let (words, call) = render(&[("a.qmd", text)]);
    assert!(call.code == 0 && call.stderr.contains("D0550"), "{}", call.stderr);
    assert!(words.contains("Words(1)here.") && !words.contains("annotate"), "{words}");
    let (_, call) = render(&[("a.qmd", "---\ntemplate: sumary\ntitle: T\n---\n\nWords.\n")]);
    assert!(call.stderr.contains("D0106"), "{}", call.stderr);
}

#[test]
fn cells_that_are_written_as_formulas_of_text_are_text() {
    let table = "=\"\",=\"(1)\",=\"(2)\"\n=\"weight\",=\"1.747**\",=\"say \"\"so\"\"\"\n=\"N\",=\"74\",=A1&\"x\"\n";
    let text = "---\ntitle: T\ndata:\n  es: est.csv\n---\n\n{% for r in es -%}\n- {{ r[\"(1)\"] }} {{ r[\"(2)\"] }}\n{% endfor %}\n";
    let (words, call) = render(&[("a.qmd", text), ("est.csv", table)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for said in ["1.747**say\"so\"", "74=A1&\"x\""] {
        assert!(words.contains(said), "{said}: {words}");
    }
}
