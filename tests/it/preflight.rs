//! The check of finished pages finds what is wrong with them, and lets honest pages pass.

use diptych::{Request, Sources, build};

/// The marks of one formula touch and stand over one another; that is no text over text.
#[test]
fn the_marks_of_a_formula_do_not_overlap() {
    let formulas = [
        r"\sqrt[3]{x}",
        r"\underbrace{a+b}_{n}",
        r"\overbrace{a+b}^{n}",
        r"\widehat{abc}",
        r"\overrightarrow{AB}",
        r"f_X(x)",
        r"Y_1",
        r"P_{157}",
        r"\hat{\mathbf{w}}",
        r"\left(\frac{\sqrt{a}}{b}\right)^{2}",
    ];
    for formula in formulas {
        for text in [format!("The mark ${formula}$ here.\n"), format!("$$\n{formula}\n$$\n")] {
            let source = format!("# Formulas\n\n{text}");
            let outcome = build(&Sources::single("note.md", source.into_bytes()), &Request::new());
            let over: Vec<_> =
                outcome.findings.iter().filter(|it| it.code.id.starts_with("D10")).collect();
            assert!(over.is_empty(), "{text}: {over:?}");
            assert_eq!(outcome.artifacts.len(), 1, "{text}: {:?}", outcome.findings);
        }
    }
}

/// A project with one text in both languages, as these templates set it.
fn project(templates: &[&str], zh: &str, en: &str) -> Sources {
    let mut sources = Sources::default();
    let mut manifest = "[project]\ntitle = { zh = \"短文\", en = \"Note\" }\n\
         languages = [\"zh\", \"en\"]\ndate = 2026-02-08\n"
        .to_string();
    for template in templates {
        manifest += &format!(
            "[documents.{template}]\ntitle = {{ zh = \"短文\", en = \"Note\" }}\n\
             template = \"{template}\"\ncontent = \"content/note\"\n"
        );
    }
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("content/note.zh.md", zh.as_bytes());
    sources.insert("content/note.en.md", en.as_bytes());
    sources
}

/// The findings of pages, each with its line.
fn on_pages(sources: &Sources) -> Vec<(&'static str, String)> {
    let outcome = build(sources, &Request::new());
    let on_page = |id: &str| id.starts_with("D10") || id == "D0542";
    let mut findings = outcome.findings.iter();
    let built = findings.all(|it| !it.code.id.starts_with("D05") || on_page(it.code.id));
    assert!(built, "{:?}", outcome.findings);
    let pages = outcome.findings.iter().filter(|it| on_page(it.code.id));
    pages
        .map(|it| (it.code.id, format!("{}:{} {}", it.place.file, it.place.line, it.message)))
        .collect()
}

/// A sum of so many terms.
fn sum(terms: usize) -> String {
    (0..terms).map(|n| format!("a_{{{n}}}x")).collect::<Vec<_>>().join(" + ")
}

/// A formula, or code, that leaves the width it was set in is found, though it stays on the page.
#[test]
fn what_leaves_its_column_is_found() {
    let (text, line) = (format!("# One\n\nText with $\\mathrm{{{}}}$ in it.\n", "a".repeat(95)), 3);
    let found = on_pages(&Sources::single("note.md", text.clone().into_bytes()));
    assert!(found.len() == 1 && found[0].0 == "D1001", "{text}: {found:?}");
    assert!(found[0].1.starts_with(&format!("note.md:{line} ")), "{text}: {found:?}");
}

/// A formula that is too wide is broken or set smaller, and told; nothing of it leaves its column.
#[test]
fn a_wide_formula_is_fitted() {
    let cells = (0..30).map(|n| format!("m_{{{n}}}")).collect::<Vec<_>>().join(" & ");
    for (text, line) in [
        (format!("Text.\n\n$$\n{}\n$$\n", sum(18)), 5),
        (format!("Text.\n\n$$\nf(x) = {}\n$$\n", sum(80)), 5),
        (format!("Text.\n\n$$\nf(x) = {} \\tag{{A}}\n$$\n", sum(18)), 5),
        (format!("- item\n\n  $$\n  {}\n  $$\n", sum(18)), 5),
        (format!("> $$\n> {}\n> $$\n", sum(18)), 3),
        (format!("$$\n\\begin{{pmatrix}} {cells} \\end{{pmatrix}}\n$$\n"), 3),
        (format!("$$\n\\frac{{{}}}{{b}}\n$$\n", sum(18)), 3),
    ] {
        let text = format!("# One\n\n{text}");
        let found = on_pages(&Sources::single("note.md", text.clone().into_bytes()));
        let fitted = found.iter().all(|(code, _)| ["D0542", "D1003"].contains(code));
        assert!(fitted && found.first().is_some_and(|it| it.0 == "D0542"), "{text}: {found:?}");
        assert!(found[0].1.starts_with(&format!("note.md:{line} ")), "{text}: {found:?}");
    }
}

const LATENCIES: &str = "\
Read 4 KB randomly from SSD*           150,000   ns      150 us          ~1GB/sec SSD, and more\n\
Read 1 MB sequentially from 1 Gbps  10,000,000   ns   10,000 us   10 ms  40x memory, 10X SSD\n";

/// What just fits the width is not found, nor what hangs in the margin by custom.
#[test]
fn what_keeps_its_column_is_not_found() {
    for text in [
        format!("# One\n\nText.\n\n$$\n{}\n$$\n", sum(9)),
        format!("# One\n\nText with `{}` in it.\n", "a".repeat(50)),
        format!("# One\n\nText with `{}` in it.\n", "a".repeat(74)),
        format!("# One\n\n```text\nx\n{}\n```\n", "a".repeat(100)),
        format!("# One\n\n```text\n{}\n\n{}\n```\n", "a b ".repeat(60), " ".repeat(200)),
        "# One\n\nText[^1] $x_{i_j}^{2^n}$, and `code`.\n\n[^1]: A note with `code`, $x^2$.\n"
            .into(),
        "# 一\n\n".to_string() + &"一个句子，两个句子。“引文”、《书名》。".repeat(40) + "\n",
        // Code over several pages, on the second of which a line ends before others do.
        format!("# One\n\n```text\n{}```\n", LATENCIES.repeat(60)),
    ] {
        let found = on_pages(&Sources::single("note.md", text.clone().into_bytes()));
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

/// In two languages side by side, each is held to its own column: the right one's text stands lower.
#[test]
fn a_column_of_two_is_a_measure() {
    let formula = format!("$$\n{} = \\text{{RIGHT}}\n$$\n", sum(9));
    let [zh, en] = ["总和", "sum"].map(|it| format!("# 一\n\n{}\n", formula.replace("RIGHT", it)));
    let found = on_pages(&project(&["summary"], &zh, &en));
    let both: Vec<_> = found.iter().filter(|(_, it)| it.contains("summary.zh-en")).collect();
    assert!(both.iter().any(|(code, _)| *code == "D0542"), "{found:?}");
    let alone: Vec<_> = found.iter().filter(|(_, it)| !it.contains("summary.zh-en")).collect();
    assert!(alone.is_empty(), "{alone:?}");
}

/// Slides are looked at on a screen: half the resolution of print does.
#[test]
fn slides_have_a_resolution_of_their_own() {
    let plot = include_bytes!("../broken/D1005-coarse-image/plot.png");
    for (width, wanted) in [("2cm", vec!["summary"]), ("4cm", vec!["slides", "handout", "summary"])]
    {
        let text = format!("# One\n\n![Survival](plot.png){{width={width}}}\n");
        let mut sources = project(&["slides", "handout", "summary"], &text, &text);
        sources.insert("plot.png", plot.as_slice());
        let found = on_pages(&sources);
        let coarse: Vec<_> = found.iter().filter(|(code, _)| *code == "D1005").collect();
        for name in ["slides", "handout", "summary"] {
            let told = coarse.iter().any(|(_, it)| it.contains(&format!("({name}.")));
            assert_eq!(told, wanted.contains(&name), "{width} {name}: {found:?}");
        }
    }
}

/// What a check without pages tells is what a build tells, in the same words at the same place.
#[test]
fn a_check_tells_what_stands_in_the_way_of_pages() {
    let single = |text: &str| Sources::single("note.md", text.as_bytes());
    let block = "# One\n\nText.\n\n```{=typst}\n#let x = (\n```\n";
    let mut raw = project(&["summary"], &block.replace("Text", "文字"), block);
    let manifest = raw.text("diptych.toml").unwrap_or_default();
    let allowed = manifest.replacen("[project]", "[project]\nraw = true", 1);
    raw.insert("diptych.toml", allowed.into_bytes());
    let mut own = project(&["mine"], "# 一\n\n文字。\n", "# One\n\nText.\n");
    own.insert("templates/mine/layout.typ", b"#let mine = (\n".as_slice());
    own.insert(
        "templates/mine/main.typ",
        b"#import \"layout.typ\": mine\n= One\n#mine[\n".as_slice(),
    );
    for (sources, code) in
        [(single("# One\n\nA \u{12000} here.\n"), "D0701"), (raw, "D0801"), (own, "D0801")]
    {
        let of = |found: Vec<diptych::diagnostic::Diagnostic>| {
            let facts = found.into_iter().filter(|it| it.code.id.starts_with(&code[..3]));
            facts.map(|it| (it.code.id, it.place, it.message)).collect::<Vec<_>>()
        };
        let request = Request::new();
        let (checked, built) =
            (diptych::check(&sources, &request), build(&sources, &request).findings);
        let told = format!("{checked:?}\n{built:?}");
        let (checked, built) = (of(checked), of(built));
        assert!(!built.is_empty() && built.iter().all(|it| checked.contains(it)), "{told}");
        assert_eq!(built[0].0, code, "{told}");
    }
    assert_eq!(diptych::check(&single("# One\n\nText ≥ 2.\n"), &Request::new()), []);
}

/// Code, sources and indices on slides, and slides in handouts, are as large as the theme requires.
#[test]
fn ordinary_content_is_large_enough_in_every_template() {
    let text = "# 一\n\nx<sup>2</sup> H<sub>2</sub>O `code` $x_{i_j}^{2^n}$ $\\frac{a^{b^c}}{c_{d_e}}$\n\n\
        - $x_{i_j}$\n\n  ```sh\n  x = 1\n  ```\n\n# 二\n\n| a | b |\n|---|---|\n| `x`<sup>2</sup> | $x_{i_j}$ |\n\n\
        > x<sup>2</sup> `code`\n\n::: notes\n`code` $x_{i_j}$ x<sup>2</sup>\n\n```sh\nx\n```\n:::\n";
    for theme in ["journal", "clinic", "hospital", "large-print", "mono", "night"] {
        let mut sources =
            project(&["summary", "evidence", "brief", "leaflet", "slides", "handout"], text, text);
        let manifest = sources.text("diptych.toml").unwrap_or_default();
        let themed = manifest.replacen("[project]", &format!("[project]\ntheme = \"{theme}\""), 1);
        sources.insert("diptych.toml", themed.into_bytes());
        // How full the last page of a leaflet is belongs to its text, not to its sizes.
        let found: Vec<_> = on_pages(&sources).into_iter().filter(|it| it.0 != "D1008").collect();
        assert_eq!(found, [], "{theme}");
    }
}
