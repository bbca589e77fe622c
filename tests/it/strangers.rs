//! Texts that nobody here wrote: kinds of faults that documents of public repositories showed.

use std::fs;

use super::cli::{Call, diptych};
use super::pdf::pages;

/// Renders `a.md` of these files; the text of its pages, and the call.
fn render(files: &[(&str, &str)]) -> (Vec<String>, Call) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let call = diptych(folder.path(), &["render", "a.md", "--format", "short"]);
    let pdf = fs::read(folder.path().join("a.pdf")).unwrap_or_default();
    (if pdf.is_empty() { Vec::new() } else { pages(&pdf) }, call)
}

/// What is printed of a text, without blanks.
fn printed(text: &str) -> String {
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!(call.code, 0, "{text}\n{}", call.stderr);
    pages.concat().split_whitespace().collect()
}

/// The line of the pages that has these words.
fn line(pages: &[String], words: &str) -> String {
    let all = pages.concat();
    all.lines().find(|line| line.contains(words)).unwrap_or_default().to_string()
}

#[test]
fn a_formula_ends_no_line_in_cells_notes_and_references() {
    let text = "---\nbibliography: r.bib\n---\n\n# T\n\n| a | b |\n|---|---|\n| before $k_1$ behind | c |\n\n\
        Said[^n] by [@a].\n\n[^n]: Noted $m$ later.\n";
    let works = "@article{a, author={Roe, Ann}, title={Found: improved $R$ for all}, journal={J}, year={2020}}";
    let (pages, call) = render(&[("a.md", text), ("r.bib", works)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for (first, last) in [("before", "behind"), ("Noted", "later"), ("Found", "for all")] {
        assert!(line(&pages, first).contains(last), "{first}: {}", pages.concat());
    }
}

#[test]
fn a_colon_in_the_title_of_a_callout_is_no_fence() {
    for text in [
        "::: tip First: see https://a.org\nwords\n:::",
        "::: {.callout-note title=\"First: all\"}\nwords\n:::",
        "!!! note \"First: all\"\n    words",
        "!!! note \"[First](https://a.org/x)\"\n    words",
        "::: note :::\nFirst words\n:::",
    ] {
        let printed = printed(&format!("# T\n\n{text}\n"));
        assert!(printed.contains("First") && printed.contains("words"), "{text}: {printed}");
        assert!(!printed.contains("::") && !printed.contains("title="), "{text}: {printed}");
        assert!(!printed.contains("]("), "{text}: {printed}");
    }
    let formula = printed("# T\n\n:::{note} What is $\\mathbb{E}[X_1]$?\nwords\n:::\n");
    assert!(formula.contains("WhatisE[X₁]?"), "{formula}");
}

#[test]
fn words_put_into_a_chunk_leave_its_fence_whole() {
    let text = "# T\n\n```{r, fig.cap=\"(ref:c)\"}\nplot(x)\n```\n\nAfter *it*.\n\n(ref:c) The `fit` of \"x\"\n";
    let printed = printed(text);
    assert!(printed.contains("Afterit.") && !printed.contains("```"), "{printed}");
    assert!(printed.contains("Thefitof"), "{printed}");
    let text = "# T\n\n```{r}\n#| label: fig-a\n#| fig-cap: |\n#|   Several lines\n#|   of words.\n\
        knitr::include_graphics(\"a.svg\")\n```\n";
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"/>";
    let (pages, call) = render(&[("a.md", text), ("a.svg", picture)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(pages.concat().contains("Several lines of words."), "{}", pages.concat());
}

#[test]
fn a_deck_of_other_files_is_whole() {
    let deck = "---\ntheme: seriph\nsrc: ./pages/one.md\n---\n\n<!-- two -->\n---\nsrc: ./pages/two.md\n---\n\n---\n---\n";
    let files =
        [("a.md", deck), ("pages/one.md", "# First\n\nwords\n"), ("pages/two.md", "# Second\n")];
    let (pages, call) = render(&files);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let all = pages.concat();
    assert!(all.contains("First") && all.contains("words") && all.contains("Second"), "{all}");
    assert!(!all.contains("src:"), "{all}");
    let (_, call) = render(&[("a.md", "---\nmarp: true\nsrc: gone.md\n---\n\n# A\n\nx\n")]);
    assert!(
        call.stderr.contains("a slide that stands in another file is left out: `gone.md`"),
        "{}",
        call.stderr
    );
}

#[test]
fn records_with_one_label_keep_their_numbers_as_keys() {
    let record = |number: u8, title: &str| {
        format!(
            "<record><rec-number>{number}</rec-number><ref-type name=\"Journal Article\">17</ref-type>\
             <contributors><authors><author>Roe, A.</author></authors></contributors>\
             <titles><title>{title}</title><secondary-title>J</secondary-title></titles>\
             <dates><year>2020</year></dates><label>Both</label></record>"
        )
    };
    let xml = format!("<xml><records>{}{}</records></xml>", record(7, "One"), record(8, "Other"));
    let text = "---\nbibliography: r.xml\n---\n\n# T\n\nSaid [@7; @8].\n";
    let (pages, call) = render(&[("a.md", text), ("r.xml", &xml)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(!call.stderr.contains("D0403"), "{}", call.stderr);
    assert!(
        pages.concat().contains("One") && pages.concat().contains("Other"),
        "{}",
        pages.concat()
    );
    let thesis = "@phdthesis{a, author={Roe, Ann}, school={U}, year={2020}}";
    let text = "---\nbibliography: r.bib\n---\n\n# T\n\nSaid [@a].\n";
    let (_, call) = render(&[("a.md", text), ("r.bib", thesis)]);
    assert!(
        call.stderr.contains("D0324") && call.stderr.contains("`a` has no title"),
        "{}",
        call.stderr
    );
}

#[test]
fn names_roles_and_breaks_of_other_programs_are_no_words() {
    for (text, has, lacks) in [
        ("---\nauthor: \"[Ann](https://a.org)^[Chief]\"\n---\n\n# T\n\nx\n", "Ann", "Chief"),
        ("# T\n:label:`sec_t`\n\n## B\n:label:`sec_b`\n\nSee :numref:`sec_b`.\n", "See", "label"),
        ("# T\n\n```{code-cell} python\nx\n```\n\n+++\n\nafter\n", "after", "+++"),
        ("# T\n\nThe \\index{Word} word\n", "Theword", "index"),
        ("# T\n\n| <center>one</center> |\n| <center>two</center> |\n", "two", "|"),
        (
            "# T · [![x](https://discord.com/api/guilds/1/widget.png)](https://d.org)\n\nx\n",
            "T",
            "·",
        ),
        ("---\ntitle: Tips and more\n---\n\n# Tips and more\n\nx\n", "Tips", "x1Tips"),
    ] {
        let printed = printed(text);
        assert!(printed.contains(has) && !printed.contains(lacks), "{text}: {printed}");
    }
    let twice = printed("---\ntitle: Tips\n---\n\n# Tips\n\nx\n");
    assert_eq!(twice.matches("Tips").count(), 1, "{twice}");
}

#[test]
fn references_lead_to_what_other_programs_name() {
    for (text, expected) in [
        ("## Methods {#sec:a}\n\nSee \\@ref(sec:a).\n", "SeeMethods."),
        (
            "\\begin{align}\na &= b \\label{x} \\\\\nc &= d \\label{y}\n\\end{align}\n\nSee \\eqref{y}.\n",
            "See(2).",
        ),
        ("So $$\na = b\n$$ {#eq-a} where $a$ is small.\n\nSee @eq-a.\n", "See(1)."),
        (
            "```{prf:theorem} Of $x_{1}$\n:label: thm-a\n\nIt holds.\n```\n\nSee {prf:ref}`thm-a`.\n",
            "Itholds.SeeTheorem(Ofx₁).",
        ),
    ] {
        let (pages, call) = render(&[("a.md", &format!("# T\n\n{text}"))]);
        assert_eq!(call.code, 0, "{text}\n{}", call.stderr);
        let printed: String = pages.concat().split_whitespace().collect();
        assert!(printed.contains(expected), "{text}: {printed}\n{}", call.stderr);
        assert!(!call.stderr.contains("warning"), "{text}\n{}", call.stderr);
    }
}

#[test]
fn what_is_in_a_comment_divides_nothing() {
    let text = "# T\n\n:::: {.columns}\n::: {.column}\nOne.\n:::\n\n<!-- ::: {.column width=\"25%\"}\n\nTwo.\n\n::: -->\n\n\
        ::: {.column}\nThree.\n:::\n::::\n\nEnd.\n";
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!((call.code, call.stderr.matches("warning").count()), (0, 0), "{}", call.stderr);
    let all = pages.concat();
    assert!(all.contains("Three.") && all.contains("End.") && !all.contains("Two."), "{all}");
}

#[test]
fn a_name_given_twice_stops_no_single_text() {
    let (pages, call) = render(&[("a.md", "# T\n\n## One {#a}\n\n## Two {#a}\n\nSee [it](#a).\n")]);
    assert_eq!((call.code, pages.len()), (0, 1), "{}", call.stderr);
    assert!(call.stderr.contains("D0525"), "{}", call.stderr);
}

#[test]
fn columns_that_are_far_too_full_stand_below_one_another() {
    let line = "- a line of the list that is long enough to fill its column\n";
    let side = format!("::: {{.column}}\n{}:::\n", line.repeat(24));
    let deck = format!("---\nmarp: true\n---\n\n# Full\n\n:::: {{.columns}}\n{side}{side}::::\n");
    let (pages, call) = render(&[("a.md", &deck)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(pages.len() > 3, "{}", pages.len());
    assert!(call.stderr.contains("its columns one below another"), "{}", call.stderr);
    assert!(!call.stderr.contains("D1009"), "{}", call.stderr);
    let name = "---\nmarp: true\n---\n\n# Narrow\n\n:::: {.columns}\n::: {.column}\na\n:::\n::: {.column}\n\
        ![](assets/image-20260225160322321.png)\n:::\n::: {.column}\nb\n:::\n::: {.column}\nc\n:::\n::::\n";
    let (_, call) = render(&[("a.md", name)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

#[test]
fn full_slides_of_a_strangers_deck_are_told_once() {
    let slide = format!("# Full\n\n{}\n", "- a line of the list that is long enough\n".repeat(18));
    let (_, call) = render(&[("a.md", &format!("---\nmarp: true\n---\n\n{}", slide.repeat(5)))]);
    assert_eq!((call.code, call.stderr.matches("D0814").count()), (0, 1), "{}", call.stderr);
    assert!(call.stderr.contains("and so on 4 more slides: pages 4, 7, 10, 13"), "{}", call.stderr);
}

#[test]
fn a_text_in_another_encoding_is_read_and_told() {
    let text = "# 标题\n\n中文的正文，写给读者看的说明文字。\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [gbk.as_ref(), &utf16] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.md"), bytes).unwrap();
        let call = diptych(folder.path(), &["render", "a.md", "--format", "short"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        assert!(call.stderr.contains("D0316"), "{}", call.stderr);
        let all = pages(&fs::read(folder.path().join("a.pdf")).unwrap()).concat();
        assert!(all.contains("写给读者看的说明文字"), "{all}");
    }
}

#[test]
fn what_is_not_resolved_is_told_once() {
    let text = "# T\n\nAs said [@roe2019; @doe2020] and [@roe2019].\n\n--8<-- \"parts/a.md\"\n\n[@ann](https://a.org)\n";
    let (_, call) = render(&[("a.md", text)]);
    assert_eq!((call.code, call.stderr.matches("D0554").count()), (0, 2), "{}", call.stderr);
    assert!(call.stderr.contains("`@roe2019` (2 in this text)"), "{}", call.stderr);
}

#[test]
fn a_title_has_no_stop_before_its_mark() {
    let text = "---\nbibliography: r.bib\ncsl: gb-7714-2025-numeric\nlang: zh\n---\n\n# T\n\nSaid [@a; @b].\n";
    let works = "@article{a, author={Roe, Ann}, title={Of one infection.}, journal={J}, year={2020}, volume={3}, number={1}, pages={1--25}}\n\
        @article{b, author={Doe, Ben}, title={Cells in the U.S.}, journal={J}, year={2020}, volume={3}, number={2}, pages={1--25}}";
    let (pages, call) = render(&[("a.md", text), ("r.bib", works)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let all = pages.concat();
    assert!(all.contains("infection[J]") && all.contains("U.S.[J]"), "{all}");
    assert!(!call.stderr.contains("D0405"), "{}", call.stderr);
}

#[test]
fn a_text_from_right_to_left_begins_at_the_right() {
    let text = "# عنوان النص\n\nهذه فقرة قصيرة عن GitHub لا أكثر.\n";
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!((call.code, pages.len()), (0, 1), "{}", call.stderr);
}

#[test]
fn a_section_behind_a_picture_stays_where_it_is() {
    let text = "<p align=\"center\"><b>Tool</b> of words</p>\n\n## Install\n\nBehind it.\n";
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let all: String = pages.concat().split_whitespace().collect();
    assert!(all.find("Tool") < all.find("Install"), "{all}");
}

#[test]
fn letters_of_t2a_are_letters() {
    let text = "---\nbibliography: r.bib\n---\n\n# T\n\nSaid [@a].\n";
    let works = "@article{a, author={{\\cyrchar\\CYRI}{\\cyrv}anov, A.}, title={{\\CYRD}{\\cyro}{\\cyrm}}, journal={J}, year={2020}}";
    let (pages, call) = render(&[("a.md", text), ("r.bib", works)]);
    assert_eq!((call.code, call.stderr.contains("D0322")), (0, false), "{}", call.stderr);
    assert!(pages.concat().contains("Дом"), "{}", pages.concat());
}

#[test]
fn the_words_of_a_lone_picture_are_its_caption_where_pandoc_prints_them() {
    const PICTURE: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><rect width='90' height='40'/></svg>";
    let paper = "---\ntitle: T\nauthors:\n  - name: Ann Roe\n    affiliation: 1\naffiliations:\n  - name: Here\n    index: 1\nbibliography: r.bib\n---\n\n";
    let works = "@article{a, author={Roe, Ann}, title={Found}, journal={J}, year={2020}}";
    let body = "As \\autoref{fig:tide} and [@a] say.\n\n![Tides of *two* bays, with $h_0$.\\label{fig:tide}](b.svg)\n\nSee ![a](b.svg) here.\n";
    let files = [("r.bib", works), ("b.svg", PICTURE)];
    let with = |text: &str| {
        let (pages, call) = render(&[files.as_slice(), &[("a.md", text)]].concat());
        assert_eq!(call.code, 0, "{}", call.stderr);
        (pages.concat().split_whitespace().collect::<Vec<_>>().join(" "), call)
    };
    let (pages, call) = with(&format!("{paper}{body}"));
    assert!(pages.contains("Figure 1 Tides of two bays, with ℎ 0 ."), "{pages}");
    assert!(pages.contains("As Figure 1 and"), "{pages}");
    assert!(!pages.contains("label") && !call.stderr.contains("D0554"), "{pages}{}", call.stderr);
    // A name tells that the words are a caption; without one, and not for pandoc, they are read aloud.
    let (pages, _) = with(&format!("# T\n\n{body}"));
    assert!(pages.contains("Figure 1 Tides of two bays"), "{pages}");
    let (pages, _) = with("# T\n\n![Tides of two bays](b.svg)\n");
    assert!(!pages.contains("Tides"), "{pages}");
    // What pandoc reads within tags is Markdown.
    let (pages, _) = with(
        "---\ndocumentclass: article\n---\n\n# T\n\n<div class=\"x\">\n![Ebb and *flow*](b.svg)\n</div>\n",
    );
    assert!(pages.contains("Figure 1 Ebb and flow") && !pages.contains("]("), "{pages}");
    // A figure that knitr has kept.
    let kept = "# T\n\nIn Figure \\@ref(fig:ebb).\n\n<div class=\"figure\">\n<img src=\"b.svg\" alt=\"Ebb\" width=\"50%\" />\n<p class=\"caption\">(\\#fig:ebb)Ebb by hour.</p>\n</div>\n";
    let (pages, _) = with(kept);
    assert!(pages.contains("In Figure 1 .") && pages.contains("Figure 1 Ebb by hour."), "{pages}");
}

#[test]
fn decks_of_gitpitch_and_hackmd_are_decks() {
    let pitch = "## Weather\n\na talk\n---?color=#fff\n## Rain\n@snap[north]\nheavy @color[gold](drops)\n@snapend\n+++\n## Snow\n\nNote:\nsay it slowly\n";
    let (pages, call) = render(&[("a.md", pitch)]);
    assert_eq!((pages.len(), call.code), (3, 0), "{}", call.stderr);
    let all = pages.concat();
    assert!(
        all.contains("heavy drops") && !all.contains("snap") && !all.contains("slowly"),
        "{all}"
    );
    assert!(call.stderr.contains("D0574"), "{}", call.stderr);
    for front in ["slideOptions:\n  theme: white", "type: slide"] {
        let text = format!(
            "---\n{front}\n---\n\n# Weather\n\na talk\n\n---\n\n# Rain\n\n----\n\n## Snow\n"
        );
        let (pages, call) = render(&[("a.md", &text)]);
        assert_eq!((pages.len(), call.code), (3, 0), "{front}: {}", call.stderr);
        assert!(!call.stderr.contains("D0110"), "{}", call.stderr);
    }
}

#[test]
fn words_above_a_title_stay_on_its_slide() {
    let text = "---\nmarp: true\n---\n\nSpring talks\n\n# Weather\n\nrain\n\n---\n\n# Snow\n";
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!((pages.len(), call.code), (2, 0), "{}", call.stderr);
    assert!(pages[0].contains("Spring talks") && pages[0].contains("Weather"), "{}", pages[0]);
}

#[test]
fn a_picture_says_the_title() {
    let picture = "<svg xmlns='http://www.w3.org/2000/svg' width='90' height='40'><rect width='90' height='40'/></svg>";
    for text in [
        "<h1 align=\"center\"><img src=\"b.svg\" alt=\"Quillwort\"></h1>\n\nIt grows.\n\n## Usage\n\nw\n\n## Rest\n\nw\n",
        "<p align=\"center\"><img src=\"b.svg\" alt=\"Quillwort\"></p>\n\n## Usage\n\nw\n\n## Rest\n\nw\n",
    ] {
        let long = format!("{text}{}", "A line of words.\n\n".repeat(60));
        let (pages, call) = render(&[("a.md", &long), ("b.svg", picture)]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        assert!(pages.len() > 1 && pages[1].contains("Quillwort"), "{}", pages[1]);
    }
}

#[test]
fn small_print_is_no_script() {
    let text = "# T\n\n<sup>Many thanks to</sup>\n\nx<sup>1, 2, 3</sup> and y<sub>max</sub>\n";
    let (_, call) = render(&[("a.md", text)]);
    assert!(call.code == 0 && !call.stderr.contains("D1003"), "{}", call.stderr);
}

#[test]
fn names_of_a_few_letters_stay_on_a_line_in_tables() {
    let head = "| 平台 | 关键词搜索 | 指定编号取数 | 二级评论 | 指定作者主页 | 登录态缓存 | 网络代理池 | 生成评论词云图 |\n";
    let rule = format!("|{}\n", "---|".repeat(8));
    let row = format!("| 长颈鹿 |{}\n", " 有 |".repeat(7));
    let (pages, call) = render(&[("a.md", &format!("# 表\n\n{head}{rule}{row}"))]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(pages.concat().contains("长颈鹿"), "{}", pages.concat());
}

#[test]
fn data_are_no_text() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("d.csv"), "a,b\n1,2\n").unwrap();
    let call = diptych(folder.path(), &["render", "d.csv", "--format", "short"]);
    assert_eq!(call.code, 2, "{}", call.stderr);
    assert!(call.stderr.contains("holds data and is no text"), "{}", call.stderr);
    assert!(!folder.path().join("d.pdf").exists());
}

#[test]
fn the_sheet_of_a_newspaper_is_printed() {
    let works = "@newspaper{a, author={李谷雨}, title={山村里的水电站}, journal={山区晚报}, date={2031-07-09}, number={7}}\n\
        @article{b, author={王小满}, title={城南旧书店}, journal={古城晚报}, date={2031-01-02}, edition={3}, entrysubtype={newspaper}}";
    let text = "---\nlang: zh\nbibliography: r.bib\n---\n\n# 题\n\n见[@a; @b]。\n";
    let (pages, call) = render(&[("a.md", text), ("r.bib", works)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let all: String = pages.concat().split_whitespace().collect();
    assert!(all.contains("2031-07-09(7)") && all.contains("2031-01-02(3)"), "{all}");
}

#[test]
fn a_bmp_is_shown_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let mut bytes =
        b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\x02\0\0\0\x02\0\0\0\x01\0\x18\0".to_vec();
    bytes.extend([0u8; 24]);
    bytes.extend([200u8; 16]);
    fs::write(folder.path().join("b.bmp"), bytes).unwrap();
    fs::write(folder.path().join("a.md"), "# T\n\n![grey](b.bmp)\n").unwrap();
    let call = diptych(folder.path(), &["render", "a.md", "--format", "short"]);
    assert!(call.code == 0 && call.stderr.contains("D0571"), "{}", call.stderr);
    assert!(!call.stderr.contains("D0570"), "{}", call.stderr);
}

#[test]
fn texts_of_a_project_in_another_encoding_are_read_and_told() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[project]\ntitle = \"题\"\nlanguages = [\"zh\"]\ndate = 2031-02-03\n\n[documents.a]\ntitle = \"题\"\ntemplate = \"plain\"\ncontent = \"a\"\n";
    fs::write(folder.path().join("diptych.toml"), manifest).unwrap();
    let (text, ..) = encoding_rs::GBK.encode("# 题\n\n河口有许多候鸟，它们每年春天飞来。\n");
    fs::write(folder.path().join("a.zh.md"), text).unwrap();
    let call = diptych(folder.path(), &["build", "--format", "short"]);
    assert!(call.code == 0 && call.stderr.contains("D0316"), "{}", call.stderr);
    let printed = pages(&fs::read(folder.path().join("out/a.zh.pdf")).unwrap()).concat();
    let printed: String = printed.split_whitespace().collect();
    assert!(printed.contains("河口有许多候鸟"), "{printed}");
}

#[test]
fn a_line_may_begin_with_the_ending_of_a_file() {
    let endings =
        ".abc, .abd, .abe, .abf, .abg, .abh, .abi, .abj, .abk, .abl, .abm, .abn, .abo, .abp, .abq";
    let text = format!(
        "# T\n\nThese are read: {endings}, {endings}.\n\n| a | b | c |\n|---|---|---|\n| x | y | {endings} |\n"
    );
    let (_, call) = render(&[("a.md", &text)]);
    assert_eq!((call.code, call.stderr.contains("D1001")), (0, false), "{}", call.stderr);
}

/// The face of numerals in sans has no letters of formulas.
#[test]
fn a_formula_may_have_the_letter_of_a_numeral_on_slides_and_in_boxes() {
    let formulas = "$I = 3$ and $\\mathbf{I}_{II}$, phase II";
    for text in [
        format!("---\nmarp: true\n---\n\n# A\n\n{formulas}\n\n$$\\hat I = \\int I\\,dI$$\n"),
        format!("# A\n\n| a | b |\n|---|---|\n| {formulas} | c |\n\n> [!NOTE]\n> {formulas}\n"),
    ] {
        let (pages, call) = render(&[("a.md", &text)]);
        assert_eq!(call.code, 0, "{text}\n{}", call.stderr);
        assert!(pages.concat().contains('𝐼'), "{}", pages.concat());
    }
}

/// Decks of remark.js mostly have no front matter; what says how a slide looks stands at its head.
#[test]
fn a_deck_of_remark_needs_no_front_matter() {
    let deck = "class: center, middle\n\n# .large[Otters]\n\n---\nclass: inverse\ndrawing: d1\n\n# Dens\n\n--\n\ncount: false\n\nAlong the bank.\n\n\
                ???\n\nSay where.\n\n---\n\n# Food\n\nFish.\n";
    let (pages, call) = render(&[("a.md", deck)]);
    assert_eq!((call.code, pages.len()), (0, 3), "{}", call.stderr);
    let all = pages.concat();
    for word in ["class", "count", "drawing", "???", "large", "Say where"] {
        assert!(!all.contains(word), "{word}: {all}");
    }
    assert!(call.stderr.contains("`class`, `.large`, `drawing`"), "{}", call.stderr);
    let text = "# Notes\n\n---\n\nname: of the place\n\n---\n\nWords.\n";
    let (pages, _) = render(&[("a.md", text)]);
    assert!(pages.len() == 1 && pages.concat().contains("name:"), "{}", pages.concat());
}

#[test]
fn the_first_chunk_hides_code_though_its_slide_is_left_out() {
    let deck = "---\ntitle: T\nauthor: '<i class=\"fab fa-x\"></i> [Ann Roe](https://a.org)'\noutput: xaringan::moon_reader\n---\n\n\
                layout: true\n\n```{r setup, include=FALSE}\nknitr::opts_chunk$set(\n  echo = FALSE\n)\n```\n\n---\n\n# A\n\n\
                ```{r}\nplot(1)\n```\n\nWords.\n";
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.Rmd"), deck).unwrap();
    let call = diptych(folder.path(), &["render", "a.Rmd", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let all = pages(&fs::read(folder.path().join("a.pdf")).unwrap()).concat();
    assert!(!all.contains("plot(1)") && !all.contains("<i"), "{all}");
    assert!(all.contains("Ann Roe") && all.contains("Words."), "{all}");
}

#[test]
fn divisions_of_lessons_have_their_names() {
    let lesson = "# Loops\n\n::: questions\n\n- Why loop?\n\n:::\n\n::: objectives\n\n- Write one.\n\n:::\n\n\
                  ::::: challenge\n\n## Count the cranes\n\nHow many?\n\n::: solution\n\nAll.\n\n:::\n\n:::::\n\n::: keypoints\n\n- `for`\n\n:::\n";
    let printed = printed(lesson);
    for words in ["Questions", "Objectives", "Countthecranes", "Solution", "Keypoints"] {
        assert!(printed.contains(words), "{words}: {printed}");
    }
}

/// A path from the root of a site is looked for around the text.
#[test]
fn pictures_of_a_site_are_found_from_its_roots() {
    let folder = tempfile::tempdir().unwrap();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2031-02-03\n\n[documents.a]\ntitle = \"T\"\ntemplate = \"summary\"\ncontent = \"docs/guide/a\"\n";
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><rect width=\"40\" height=\"10\"/></svg>";
    for (name, text) in [
        ("diptych.toml", manifest),
        ("docs/guide/a.en.md", "# T\n\n![one](/_static/x.svg)\n\n![two](/img/y.svg)\n"),
        ("docs/_static/x.svg", svg),
        ("static/img/y.svg", svg),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let call = diptych(folder.path(), &["build", "--strict", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
}

/// R Markdown puts the works that a deck cites beneath its last heading.
#[test]
fn a_deck_that_ends_with_the_heading_of_its_references_lists_them() {
    let works = "@article{roe2030, author={Roe, Ann}, title={Otters of the delta}, journal={J}, year={2030}}";
    let deck = "---\ntitle: T\noutput: ioslides_presentation\nbibliography: r.bib\n---\n\n## A\n\nSeen [@roe2030].\n\n## References\n";
    let (pages, call) = render(&[("a.md", deck), ("r.bib", works)]);
    assert!(call.code == 0 && call.stderr.contains("D0576"), "{}", call.stderr);
    assert!(pages.last().is_some_and(|page| page.contains("Otters of the delta")), "{pages:?}");
}

#[test]
fn a_name_of_an_emoji_may_have_backslashes() {
    let printed = printed(
        "# T\n\n- [:film\\_projector: See](https://a.org)\n- a:film\\_b: `:film\\_projector:`\n",
    );
    assert!(printed.contains("📽") && printed.contains("a:film_b:"), "{printed}");
    assert!(printed.contains(":film\\_projector:"), "{printed}");
}
