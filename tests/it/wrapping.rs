//! Long words, code, wide tables and tall rows keep their place; figures never part.

use std::fs;

use super::cli::{Call, diptych};
use super::pdf::pages;

/// Renders a text; its pages, and the call.
fn render(text: &str) -> (Vec<String>, Call) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.md"), text).unwrap();
    let call = diptych(folder.path(), &["render", "note.md", "--format", "short"]);
    let pdf = fs::read(folder.path().join("note.pdf")).unwrap_or_default();
    (if pdf.is_empty() { Vec::new() } else { pages(&pdf) }, call)
}

/// What is printed, without blanks.
fn squeezed(pages: &[String]) -> String {
    pages.concat().split_whitespace().collect()
}

/// Words that no line holds.
fn long_words() -> [String; 5] {
    [
        "/usr/local/share/".repeat(9),
        "snake_case_and_more_".repeat(8),
        "CamelCaseOfManyWords".repeat(8),
        "ACGT".repeat(60),
        "a:b;c=d&e?f!".repeat(12),
    ]
}

#[test]
fn a_long_word_is_broken_wherever_it_stands() {
    for word in long_words() {
        let text = format!(
            "# A `{word}`\n\n{word} `{word}`\n\n> {word}\n\n- {word}\n  1. `{word}`\n\n[^a] x\n\n\
             [^a]: {word}\n\n## B {word}\n\n| a | b |\n|---|---|\n| {word} | `{word}` |\n\n```sh\n{word}\n```\n"
        );
        let (pages, call) = render(&text);
        assert_eq!(call.code, 0, "{word}: {}", call.stderr);
        let printed = squeezed(&pages).replace('↪', "");
        assert!(printed.matches(&word).count() >= 6, "{word} in {printed}");
    }
}

#[test]
fn tables_of_many_columns_are_whole() {
    for columns in [10, 15, 20, 40] {
        let row = |word: &str| {
            let cells = (0..columns).map(|it| format!(" {word}{it:02} |")).collect::<String>();
            format!("|{cells}\n")
        };
        let rule = format!("|{}\n", "---|".repeat(columns));
        let text = format!(
            "# T\n\n{}{rule}{}{}",
            row("H"),
            row("value-"),
            row("`co_de").replace(" |", "` |")
        );
        let (pages, call) = render(&text);
        assert_eq!(call.code, 0, "{columns}: {}", call.stderr);
        let printed = squeezed(&pages);
        for it in 0..columns {
            assert!(printed.contains(&format!("value-{it:02}")), "{it} of {columns} in {printed}");
        }
    }
}

#[test]
fn a_row_taller_than_a_page_goes_on() {
    let cell = "很长的单元格内容，要占几页才放得下。".repeat(150);
    let (pages, call) =
        render(&format!("# 表\n\n| 甲 | 乙 |\n|---|---|\n| 一 | {cell} |\n| 二 | 完 |\n"));
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(pages.len() > 1);
    assert_eq!(squeezed(&pages).matches("放得下").count(), 150);
    assert!(pages.iter().all(|page| page.contains('甲')), "the head is repeated");
}

#[test]
fn a_formula_wider_than_its_cell_is_found() {
    let sum = |n: usize| (0..n).map(|it| format!("a_{{{it}}}")).collect::<Vec<_>>().join("");
    let table = |n| {
        format!(
            "# T\n\n| words and words and more words | f |\n|---|---|\n| {} | ${}$ |\n",
            "word ".repeat(60),
            sum(n)
        )
    };
    let (_, call) = render(&table(60));
    assert!(call.stderr.contains("D1001"), "{}", call.stderr);
    let (_, call) = render(&table(6));
    assert_eq!((call.code, call.stderr.contains("D10")), (0, false), "{}", call.stderr);
}

#[test]
fn figures_never_part() {
    let figures = [
        "1.17-2.41",
        "0.61–0.99",
        "95% CI, 1.17–2.41",
        "19.2 months",
        "P = 0.03",
        "–0.4",
        "5–10 mg",
    ];
    let mut text = "# T\n\n".to_string();
    for at in 0..90 {
        let figure = figures[at % figures.len()];
        text.push_str(&format!("{} {figure} ends.\n\n", "word, ".repeat(8 + at / 7)));
    }
    let (pages, call) = render(&text);
    assert_eq!(call.code, 0, "{}", call.stderr);
    let printed = pages.concat();
    for (at, figure) in figures.iter().enumerate() {
        let count = (0..90).filter(|it| it % figures.len() == at).count();
        assert_eq!(printed.matches(figure).count(), count, "{figure}");
    }
}
