//! Texts that nobody here wrote, continued: what a further set of public documents and a reading of their kinds showed.

use std::fs;

use super::cli::{Call, diptych};
use super::pdf::pages;

/// Renders `a.md` of these files; the text of its pages, and the call.
fn render(files: &[(&str, &str)]) -> (Vec<String>, Call) {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let call = diptych(folder.path(), &["render", "a.md", "--format", "short"]);
    let pdf = fs::read(folder.path().join("a.pdf")).unwrap_or_default();
    (if pdf.is_empty() { Vec::new() } else { pages(&pdf) }, call)
}

/// What is printed of a text, without blanks, and what is told.
fn printed(text: &str) -> (String, String) {
    let (pages, call) = render(&[("a.md", text)]);
    assert_eq!(call.code, 0, "{text}\n{}", call.stderr);
    (pages.concat().split_whitespace().collect(), call.stderr)
}

const DOT: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"10\"><rect width=\"40\" height=\"10\"/></svg>";

#[test]
fn a_drawing_in_the_text_is_a_picture() {
    let (words, told) = printed(
        "# T\n\nbefore <svg viewBox=\"0 0 90 20\"><text x=\"2\" y=\"15\" font-size=\"9\">ferry plan</text></svg> behind\n\n\
         <div align=\"center\">\n<svg viewBox=\"0 0 90 20\"><linearGradient id=\"g\"><stop stop-color=\"red\"/></linearGradient>\n\n\
         <rect width=\"9\" height=\"9\" fill=\"url(#g)\"/><text x=\"2\" y=\"15\" font-size=\"9\">harbour</text></svg>\n</div>\n",
    );
    assert!(words.contains("ferryplan") && words.contains("harbour"), "{words}");
    assert!(!told.contains("D0507"), "{told}");
    let (_, told) =
        printed("# T\n\n<svg style=\"display:none\"><path d=\"M0 0h9\"/></svg>\n\nwords\n");
    assert!(told.contains("D0507"), "{told}");
}

#[test]
fn a_struck_sign_in_a_drawing_is_drawn() {
    let drawing = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"200\" height=\"60\"><text x=\"5\" y=\"30\" font-family=\"Arial, sans-serif\">flow ≠ ebb, 潮 ≮ 2</text></svg>";
    let (pages, call) = render(&[("a.md", "# T\n\n![tide](s.svg)\n"), ("s.svg", drawing)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(pages.concat().contains('≠') && pages.concat().contains('潮'), "{pages:?}");
}

#[test]
fn signs_of_a_font_of_icons_stop_nothing() {
    let (words, told) = printed(
        "# T \u{e0a0}\n\n- \u{f09b} harbour\n- \u{f0001} quay \u{e702} pier\n\n`\u{e0b0} rope`\n\n```\n\u{e0b2} knot\n```\n",
    );
    for word in ["•harbour", "•quaypier", "rope", "knot"] {
        assert!(words.replace('\u{200b}', "").contains(word), "{word}: {words}");
    }
    assert_eq!(told.matches("D0701").count(), 1, "{told}");
    let (_, told) = printed("# T\n\none \u{e0a0} and \u{e0a1}\n");
    assert_eq!(told.matches("D0701").count(), 2, "{told}");
}

#[test]
fn a_control_of_direction_is_left_out_and_told() {
    let (words, told) = printed("# T\n\nferry\u{202e}boat, 12\u{200f}-34 berths\n");
    assert!(words.contains("ferryboat,12-34berths"), "{words}");
    assert!(told.contains("warning[D0528]"), "{told}");
}

#[test]
fn an_entry_with_nothing_to_print_stops_no_single_text() {
    let works = "@misc{blankentry,}\n@book{roe, author={Roe, Ann}, title={Otters}, publisher={P}, year={2030}}";
    let text = "---\nbibliography: r.bib\nnocite: '@*'\n---\n\n# T\n\nwords\n";
    let (pages, call) = render(&[("a.md", text), ("r.bib", works)]);
    assert!(call.code == 0 && call.stderr.contains("warning[D0412]"), "{}", call.stderr);
    assert!(
        pages.concat().contains("blankentry") && pages.concat().contains("Otters"),
        "{pages:?}"
    );
}

#[test]
fn links_to_other_chapters_are_told_once() {
    let text: String = (0..9).map(|i| format!("See [it](#chapter-{i}).\n")).collect();
    let (_, told) = printed(&format!("# T\n\n{text}"));
    assert_eq!(told.matches("D0520").count(), 1, "{told}");
    assert!(told.contains("9 such links"), "{told}");
    let (_, told) = printed("# T\n\n[a](#x) [b](#y)\n");
    assert_eq!(told.matches("D0520").count(), 2, "{told}");
}

#[test]
fn a_numbered_display_among_words_has_its_line_and_number() {
    let (words, told) =
        printed("# T\n\nSo $$a=b \\tag{H} \\label{e1}$$ holds by \\eqref{e1} here.\n");
    assert_eq!(words.matches("(H)").count(), 2, "{words}");
    assert!(!told.contains("D0520"), "{told}");
}

#[test]
fn signs_have_the_names_of_html_too() {
    let (words, told) = printed(
        "# T\n\n$x \\to \\infin, \\exist y \\isin \\R, a \\sdot b \\plusmn c \\sube D \\rarr \\empty$\n",
    );
    for sign in ["∞", "∃", "∈", "⋅", "±", "⊆", "→", "∅"] {
        assert!(words.contains(sign), "{sign}: {words}");
    }
    assert!(!told.contains("D0540"), "{told}");
}

#[test]
fn headings_without_words_part_slides_and_show_what_is_behind_them() {
    let deck = "---\nformat: revealjs\n---\n\n## {background-image=\"a.svg\" background-size=\"cover\"}\n\n##\n\nquay\n\n\
        ## Next {background-color=\"red\"}\n\nberth\n";
    let (pages, call) = render(&[("a.md", deck), ("a.svg", DOT)]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(pages.len(), 3, "{pages:?}");
    assert!(pages[1].contains("quay") && pages[2].contains("berth"), "{pages:?}");
    assert!(call.stderr.contains("pictures behind the text"), "{}", call.stderr);
    assert!(call.stderr.contains("`background-color`"), "{}", call.stderr);
}

#[test]
fn marks_of_decks_in_code_are_printed() {
    let deck = "---\nslideOptions:\n  theme: x\n---\n\n# T\n\n`<!-- .slide: data-background=\"#123\" -->`\n\nwrites it\n";
    let (words, _) = printed(deck);
    assert!(words.contains("<!--.slide:data-background=\"#123\"-->"), "{words}");
}

#[test]
fn a_subtitle_of_ioslides_stands_beneath_its_title() {
    let deck =
        "---\ntitle: T\noutput: ioslides_presentation\n---\n\n## Harbour | at low tide\n\n- a\n";
    let (words, _) = printed(deck);
    assert!(words.contains("Harbourattlowtide") || words.contains("Harbouratlowtide"), "{words}");
}

#[test]
fn a_break_makes_no_html_of_what_follows() {
    let deck = "---\ntitle: T\nauthor: \"Ann Roe &nbsp;`r icon('x')`\"\noutput:\n  xaringan::moon_reader:\n    nature: {}\n---\n\n```{r setup, include=FALSE}\nx\n```\n\n\
        class: middle\n\n# Harbour\n\n<br>\nThe **quay** of\n<br>\n_stone_\n";
    let (words, _) = printed(deck);
    assert!(words.contains("Thequayof") && words.contains("stone"), "{words}");
    assert!(!words.contains("**") && !words.contains("class:"), "{words}");
    assert!(
        words.contains("AnnRoe") && !words.contains("nbsp") && !words.contains("icon"),
        "{words}"
    );
}

/// A table that lies across the page stands in its section, before the next heading of the first level.
#[test]
fn a_turned_table_stands_at_the_end_of_its_section() {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        (
            "diptych.toml",
            "[project]\ntitle = { en = \"Ferries\" }\ndate = 2031-02-03\nlanguages = [\"en\"]\ntables = \"tables.toml\"\n\
             [data]\npiers = \"piers.csv\"\n[documents.a]\ntemplate = \"summary\"\ncontent = \"a\"\n",
        ),
        ("piers.csv", "id,name\nx,Otter pier\ny,Seal pier\n"),
        (
            "tables.toml",
            "[piers]\ndata = \"piers\"\nlandscape = true\ncaption = { en = \"Piers\" }\n\
             [[piers.columns]]\nhead = { en = \"Name\" }\ntext = [\"{{ row.name }}\"]\n",
        ),
        (
            "a.en.md",
            "# One\n\nWords of the first.\n\n{{ table(\"piers\") }}\n\nMore of the first.\n\n# Two\n\nWords of the second.\n",
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    let call = diptych(folder.path(), &["build", "--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let pages = pages(&fs::read(folder.path().join("out/a.en.pdf")).unwrap());
    assert_eq!(pages.len(), 3, "{pages:?}");
    assert!(pages[0].contains("More of the first") && !pages[0].contains("second"), "{pages:?}");
    assert!(
        pages[1].contains("Otter pier") && pages[2].contains("Words of the second"),
        "{pages:?}"
    );
}

#[test]
fn a_heading_keeps_no_address_of_a_picture_on_the_web() {
    let (words, told) = printed(
        "<h1 align=\"center\"><a href=\"#\"><img src=\"https://a.org/x.png\" width=\"28\"></a> Harbour ferry</h1>\n\nwords\n\n\
         ## ![icon](https://a.org/y.png) Piers\n\nmore\n\n## ![Plan of the quay](https://a.org/z.png)\n\nend\n",
    );
    assert!(words.contains("Harbourferry") && words.contains("Planofthequay"), "{words}");
    assert!(!words.contains("x.png") && !words.contains("y.png"), "{words}");
    assert!(told.contains("D0534"), "{told}");
}
