//! Bibliographies of every format come out as lists of references, and what is odd in one entry is told
//! there and nowhere else.

use diptych::{Request, Sources, build};

use super::pdf::{squeeze, squeezed};

/// All entries of a file listed on a page, and what was told: codes with places.
fn listed(name: &str, file: &[u8]) -> (String, Vec<String>) {
    let text =
        format!("---\nlang: en\nreferences: {name}\n---\n# T\n\n{{{{ references(all=true) }}}}\n");
    written(&text, name, file)
}

fn written(text: &str, name: &str, file: &[u8]) -> (String, Vec<String>) {
    let mut sources = Sources::single("a.md", text.as_bytes());
    sources.insert(name, file);
    let outcome = build(&sources, &Request::default());
    let told = outcome.findings.iter().map(|it| format!("{} {}", it.code.id, it.place)).collect();
    assert_eq!(outcome.artifacts.len(), 1, "{:?}", outcome.findings);
    (squeezed(&outcome.artifacts[0].bytes), told)
}

/// Each of these stands on the page.
fn prints(page: &str, expected: &[&str]) {
    for text in expected {
        assert!(page.contains(&squeeze(text)), "{text} is not in {page}");
    }
}

#[test]
fn every_format_is_told_by_its_content() {
    let printed = "Bera AB, Cho D. A title of words. J Test. 2019;5(2):10-12. doi:10.1000/x.1";
    let ris = "TY  - JOUR\r\nID  - k\r\nAU  - Bera, A.B.\r\nAU  - Cho, Da\r\nTI  - A title\r\n  of words\r\nT2  - J Test\r\n\
        PY  - 2019/03//\r\nVL  - 5\r\nIS  - 2\r\nSP  - 10\r\nEP  - 12\r\nDO  - https://doi.org/10.1000/x.1\r\nER  - \r\n";
    let nbib = "PMID- 77\nTI  - A title of\n      words.\nPG  - 10-2\nVI  - 5\nIP  - 2\nFAU - Bera, A B\nAU  - Bera AB\n\
        FAU - Cho, Da\nDP  - 2019 Mar 4\nTA  - J Test\nLID - 10.1000/x.1 [doi]\n";
    let json = r#"[{"id":"k","type":"article-journal","title":"A title of words","container-title":"J Test",
        "author":[{"family":"Bera","given":"A. B."},{"family":"Cho","given":"Da"}],"issued":{"date-parts":[[2019,3]]},
        "volume":5,"issue":"2","page":"10–12","DOI":"10.1000/x.1"}]"#;
    let xml = "<xml><records><record><ref-type name=\"Journal Article\">17</ref-type><rec-number>3</rec-number>\
        <contributors><authors><author><style>Bera, A. B.</style></author><author>Cho, Da</author></authors></contributors>\
        <titles><title><style>A title of words</style></title><secondary-title>J Test</secondary-title></titles>\
        <pages>10-12</pages><volume>5</volume><number>2</number><dates><year>2019</year></dates>\
        <electronic-resource-num>10.1000/x.1</electronic-resource-num></record></records></xml>";
    let refer = "%0 Journal Article\n%F k\n%A Bera, A. B.\n%A Cho, Da\n%T A title of words\n%J J Test\n%V 5\n%N 2\n%P 10-12\n%D 2019\n%R 10.1000/x.1\n";
    let yaml = "k:\n  type: article\n  title: A title of words\n  author: [\"Bera, A. B.\", \"Cho, Da\"]\n  date: 2019-03\n  page-range: 10-12\n\
        \x20 serial-number: {doi: 10.1000/x.1}\n  parent: {type: periodical, title: J Test, volume: 5, issue: 2}\n";
    let refworks = "RT Journal Article\nSR 1\nID k\nA1 Bera, A. B.;Cho, Da;\nT1 A title of words\nJF J Test\nYR 2019\n\
        vo 5\nIS 2\nOP 10-12\nDO 10.1000/x.1\nDS X\n";
    let note_express = "{Reference Type}: Journal Article\n{Title}: A title of words\n{Author}: Bera, A. B.;Cho, Da\n\
        {Author Address}: X\n{Journal}: J Test\n{Year}: 2019\n{Volume}: 5\n{Issue}: 2\n{Pages}: 10-12\n{DOI}: 10.1000/x.1\n";
    let csl_yaml = "---\nreferences:\n- id: k\n  type: article-journal\n  title: A title of words\n  container-title: J Test\n\
        \x20 author:\n  - {family: Bera, given: A. B.}\n  - family: Cho\n    given: Da\n  issued: {date-parts: [[2019]]}\n\
        \x20 volume: 5\n  issue: 2\n  page: 10-12\n  DOI: 10.1000/x.1\n...\n";
    for (kind, text) in [
        ("yaml of pandoc", csl_yaml),
        ("refworks", refworks),
        ("note express", note_express),
        ("ris", ris),
        ("nbib", nbib),
        ("json", json),
        ("xml", xml),
        ("refer", refer),
        ("yaml", yaml),
    ] {
        // The name tells nothing.
        for name in ["refs.txt", "refs.bib", "refs.yaml"] {
            let (page, told) = listed(name, text.as_bytes());
            prints(&page, &[printed]);
            // NoteExpress has no keys.
            let keyless = format!("D0322 {name}:1:1");
            assert!(
                told.iter().all(|it| kind == "note express" && *it == keyless),
                "{kind} {name}"
            );
        }
    }
}

#[test]
fn one_bad_entry_leaves_the_others_alone() {
    let bib = "@article{a, author={A, B}, title={One}, journal={J}, year=2001}\n\
        @article{b, author={A, B}, title={Two {x}, journal={J}, year=2001}\n\
        @article{c, author={A, B} title={Three}, journal=jx, year=2001}\n\
        @article{a, author={C, D}, title={Four}, journal={J}, year=2002}\n\
        @article(d, author={A, B}, title={Five}, journal={J}, year={in press})\n";
    let text = "---\nlang: en\nreferences: r.bib\n---\n# T\n\nOne [@a; @d] and three [@c].\n\n{{ references() }}\n";
    let (page, told) = written(text, "r.bib", bib.as_bytes());
    prints(&page, &["A B. One. J.", "A B. Three. jx.", "A B. Five. J.", "in press"]);
    assert_eq!(
        told,
        ["D0401 r.bib:2:10", "D0322 r.bib:3:27", "D0322 r.bib:3:50", "D0403 r.bib:4:10"]
    );
}

#[test]
fn the_same_in_a_project_stops_only_for_what_is_cited() {
    let build_with = |cited: &str| {
        let mut sources = Sources::default();
        let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\nreferences = \"r.bib\"\n\
            [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n";
        sources.insert("diptych.toml", manifest.as_bytes());
        let bib = "@article{a, author={A, B}, title={One}, journal={J}, year=2001}\n@article{b, title={Two {x}, year=2001}\n";
        sources.insert("r.bib", bib.as_bytes());
        let text = format!("# T\n\nOne [@{cited}].\n\n{{{{ references() }}}}\n");
        sources.insert("n.en.md", text.as_bytes());
        let outcome = build(&sources, &Request::default());
        let told: Vec<_> = outcome.findings.iter().map(|it| it.code.id).collect();
        (outcome.artifacts.len(), told)
    };
    assert_eq!(build_with("a"), (1, vec!["D0401"]));
    assert_eq!(build_with("b"), (0, vec!["D0401"]));
}

#[test]
fn titles_print_what_their_markup_means() {
    let bib = r#"@article{a, title = {H<sub>2</sub>O, {\em in vivo}, \textalpha-helix~1 \& 5\% of \$3}, journal = {J}, year = 2001}
@article{b, title = {``Quoted'' {\textless}i{\textgreater}E. coli{\textless}/i{\textgreater} Ca$^{2+}$ TNF-$\alpha$ na{\"\i}ve}, journal = {Nature \&amp; Co}, year = 2002}
@article{c, title = {Is {\TeX} so?}, journal = {J}, year = {n.d.}, volume = 3}
@misc{d, title = {Page}, howpublished = {\url{https://example.org/a_b~c%20d}}, note = {Accessed: 2024-01-02}, year = 2013}
"#;
    let (page, told) = listed("r.bib", bib.as_bytes());
    prints(
        &page,
        &["H2O, in vivo, α-helix 1 & 5% of $3.", "“Quoted” E. coli Ca2+ TNF-α naïve. Nature & Co."],
    );
    prints(&page, &["Is TeX so? J. n.d.;3.", "https://example.org/a_b~c%20d", "January 2, 2024"]);
    assert!(!page.contains(['\\', '{', '}', '<']), "{page}");
    assert_eq!(told, [""; 0]);
}

#[test]
fn files_in_other_encodings_are_read_and_told() {
    let text = "@article{王小明2020, author = {王小明}, title = {某某问题的研究与进展}, journal = {某某学报}, year = 2020, volume = 3, pages = {1--5}}\n";
    let (gbk, ..) = encoding_rs::GBK.encode(text);
    let utf16: Vec<u8> =
        [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for file in [&gbk[..], &utf16] {
        let words = "---\nlang: zh\nreferences: r.bib\n---\n# 题\n\n据@王小明2020的研究。\n\n{{ references() }}\n";
        let (page, told) = written(words, "r.bib", file);
        prints(
            &page,
            &["据王小明[1]的研究", "王小明. 某某问题的研究与进展[J]. 某某学报, 2020, 3: 1-5"],
        );
        assert_eq!(told, ["D0316 r.bib"]);
    }
}

#[test]
fn one_bad_entry_of_yaml_leaves_the_others_alone() {
    let yaml = "a:\n  type: article\n  title: One\n  date: in press\n  parent: {type: periodical, title: J}\n\
        b:\n  type: nothing\n  title: Two\nc:\n  type: book\n  title: Three\n  date: 2001\n";
    let (page, told) = listed("r.yml", yaml.as_bytes());
    prints(&page, &["One. J.", "in press", "Three. 2001"]);
    assert_eq!(told, ["D0401 r.yml:6:1"]);
}

#[test]
fn several_bibliographies_are_one_after_another() {
    let mut sources = Sources::single(
        "a.md",
        *b"---\nlang: en\nbibliography: [a.bib, b.json]\n---\n# T\n\nBoth [@b; @a].\n\n{{ references() }}\n",
    );
    sources.insert("a.bib", *b"@book{a, title = {One}, publisher = {P}, year = 2001}\n");
    let json = br#"[{"id":"b","type":"book","title":"Two","publisher":"P","issued":{"date-parts":[[2002]]}},
        {"id":"a","type":"book","title":"Three","publisher":"P","issued":{"date-parts":[[2003]]}}]"#;
    sources.insert("b.json", *json);
    let outcome = build(&sources, &Request::default());
    let told: Vec<_> =
        outcome.findings.iter().map(|it| format!("{} {}", it.code.id, it.place)).collect();
    assert_eq!(told, ["D0403 b.json:2:9"]);
    let page = squeezed(&outcome.artifacts[0].bytes);
    prints(&page, &["1. Two. P; 2002.", "2. One. P; 2001."]);
}

#[test]
fn words_keep_their_own_capitals_and_blanks_in_titles() {
    let bib = "@book{a, author={Ann, Lee}, title={{A} brief book of mRNA and {DNA}}, publisher={P}, year=2001}\n\
        @article{b, author={Ann, Lee and others}, title={x}, journal={{EPJ} web of SC20}, year=2002}\n";
    let page = |style: &str| {
        let text = format!(
            "---\nlang: en\nreferences: r.bib\ncsl: {style}\n---\n# T\n\n{{{{ references(all=true) }}}}\n"
        );
        written(&text, "r.bib", bib.as_bytes()).0
    };
    prints(&page("nature"), &["A Brief Book of mRNA and DNA"]);
    prints(&page("apa"), &["EPJ Web of SC20", "Ann, L., et al. (2002). x."]);
}

#[test]
fn what_a_loose_work_is_part_of_is_printed_or_told() {
    let bib = "@misc{a, author={Ann, Lee}, title={A}, journal={J of X}, volume=3, pages={1--2}, year=2001}\n\
        @misc{b, author={Bo, Chen}, title={B}, booktitle={The whole}, pages={5--6}, year=2001}\n\
        @misc{c, author={Cy, Dee}, title={C}, journal={The site}, year=2001}\n\
        @news{d, author={Du, Fei}, title={D}, publisher={The paper}, year=2001}\n\
        @phdthesis{e, author={Ed, Fo}, title={E}, school={Uni}, journal={A series}, year=2001}\n\
        @article{f, author={The {X} Collaboration}, title={F}, journal={J}, year=2001}\n";
    let (page, told) = listed("r.bib", bib.as_bytes());
    prints(&page, &["J of X. 2001;3:1-2", "In: The Whole", "The paper", "The X Collaboration"]);
    // The publisher of the third, and the series of the fifth.
    assert_eq!(told, ["D0325 r.bib:3:7", "D0325 r.bib:5:12"]);
}

#[test]
fn odd_characters_in_fields_stop_no_text() {
    let bib = "@article{a, author={Ann, Lee}, title={Guant\u{91}namo}, journal={J}, abstract={\u{f0b7} x}, year=2001}\n";
    let (page, told) = listed("r.bib", bib.as_bytes());
    prints(&page, &["Guant", "namo"]);
    assert!(told.iter().any(|it| it.starts_with("D0322")), "{told:?}");
}

#[test]
fn the_xml_of_endnote_7_is_read() {
    let xml = "<XML><RECORDS><RECORD><REFERENCE_TYPE>0</REFERENCE_TYPE><REFNUM>1</REFNUM><AUTHORS><AUTHOR>Ann, Lee</AUTHOR></AUTHORS>\
        <YEAR>2019</YEAR><TITLE>A title</TITLE><SECONDARY_TITLE>J Test</SECONDARY_TITLE><VOLUME>4</VOLUME><NUMBER>2</NUMBER><PAGES>10-12</PAGES>\
        <URL>10.1000/x.1</URL></RECORD></RECORDS></XML>";
    let (page, _) = listed("r.xml", xml.as_bytes());
    prints(&page, &["Ann L. A title. J Test. 2019;4(2):10-12. doi:10.1000/x.1"]);
}

/// Whoever is not named is no person of the name “others”, whatever the named ones did.
/// Typographic apostrophes are full-width in Chinese alone.
#[test]
fn curly_apostrophes_change_neither_names_nor_italics() {
    let bib = "@book{a, author={O’Brien, Pedro and Sant’Anna, Ana}, title={Nature’s “odd” laws}, publisher={P}, year=1990}\n\
        @book{b, author={王, 小明}, title={“经”与权}, publisher={P}, year=1991, langid={zh}}\n";
    let text = "---\nlang: en\nreferences: r.bib\ncsl: apa\n---\n# T\n\n@a and @b.\n\n{{ references() }}\n";
    let page = written(text, "r.bib", bib.as_bytes()).0;
    prints(&page, &["O’Brien and Sant’Anna (1990) and 王小明 (1991)."]);
    let mut sources = Sources::single("a.md", text.as_bytes());
    sources.insert("r.bib", bib.as_bytes());
    let outcome = build(&sources, &Request { emit_typst: true, ..Request::default() });
    let typst = String::from_utf8_lossy(&outcome.artifacts[0].bytes).to_string();
    assert!(typst.contains("#em[Nature’s “odd” laws]") && !typst.contains("#em[“经”"), "{typst}");
}

#[test]
fn editors_and_translators_may_have_others() {
    let bib = "@book{a, editor={Müller, Hans and others}, title={One}, publisher={P}, year=1990}\n\
        @incollection{b, author={Doe, Jo}, editor={Müller, Hans and others}, booktitle={Two}, title={Part}, publisher={P}, year=1991}\n\
        @book{c, author={Doe, Jo}, translator={Roe, Ann and others}, title={Three}, publisher={P}, year=1992}\n";
    let page = |style: &str| {
        let text = format!(
            "---\nlang: en\nreferences: r.bib\ncsl: {style}\n---\n# T\n\nSee [@a; @b; @c].\n\n{{{{ references() }}}}\n"
        );
        written(&text, "r.bib", bib.as_bytes()).0
    };
    for style in ["apa", "nature", "gb-7714-2015-numeric", "vancouver", "chicago-author-date"] {
        let page = page(style);
        assert!(
            page.to_lowercase().contains("müller") && !page.to_lowercase().contains("others"),
            "{style}: {page}"
        );
        assert!(!page.contains('\u{f8fe}'), "{style}: {page}");
    }
    prints(&page("apa"), &["Müller, H., et al."]);
    prints(&page("vancouver"), &["Müller H, et al."]);
}

/// What the reader itself says of a work is said in the language of the list; works of a language of full width
/// keep theirs on any page.
#[test]
fn kinds_and_states_are_said_in_the_language_of_the_list() {
    let works = "@phdthesis{a, author={Meier, Anna}, title={Der Fall}, school={Universität Bonn}, year={2020}}\n\
                 @techreport{b, author={Roth, Jan}, title={Die Probe}, institution={Institut}, year={2021}}\n\
                 @article{c, author={Wolf, Ida}, title={Das Ende}, journal={J}, pubstate={inpress}}\n\
                 @article{d, author={Kurz, Leo}, title={Der Anfang}, journal={J}, year={in press}}\n";
    let text = |language: &str| {
        format!(
            "---\nlang: {language}\nbibliography: w.bib\ncsl: vancouver\n---\n\n# T\n\nX [@a; @b; @c; @d].\n"
        )
    };
    let (german, _) = written(&text("de"), "w.bib", works.as_bytes());
    prints(&german, &["Dissertation]", "Technischer Bericht]", "im Druck", "in press"]);
    assert!(!german.contains("Doctoral") && !german.contains("Technical"), "{german}");
    let (english, _) = written(&text("en"), "w.bib", works.as_bytes());
    prints(&english, &["Doctoral dissertation]", "Technical report]", "in press"]);
}

/// In one column and in two, with numbers and without.
#[test]
fn every_work_is_listed_in_every_style() {
    for style in ["apa", "vancouver", "gb-7714-2025-author-date"] {
        for n in [2, 6, 17, 40] {
            let works: String = (0..n).map(|i| {
                let name = format!("Wo{}rk{}", "abcdefghij".chars().nth(i / 10).unwrap(), "abcdefghij".chars().nth(i % 10).unwrap());
                format!("@article{{k{i}, author = {{{name}, Ann}}, title = {{On {name}}}, journal = {{J}}, year = {{2020}}}}\n")
            }).collect();
            let cited: Vec<String> = (0..n).map(|i| format!("[@k{i}]")).collect();
            let text = format!(
                "---\nlang: en\ncsl: {style}\nbibliography: w.bib\n---\n# T\n\nSaid {}.\n",
                cited.join(" ")
            );
            let (page, findings) = written(&text, "w.bib", works.as_bytes());
            let list = page.split("References").last().unwrap_or_default();
            assert_eq!(list.matches("OnWo").count(), n, "{style}, {n}: {findings:?}\n{page}");
        }
    }
}
