//! What is small to write and endless to work out ends soon, with a finding and within its memory.

#![cfg(unix)]

use std::fs;
use std::time::{Duration, Instant};

use super::cli::Call;
use super::safety::bounded;

/// Renders a text, with another file beside it, within a minute and 8 GiB of addresses.
fn render(text: &str, file: Option<(&str, &str)>, more: &[&str]) -> Call {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), text).unwrap();
    if let Some((name, content)) = file {
        fs::write(folder.path().join(name), content).unwrap();
    }
    let arguments = ["render", "a.md", "--format", "short"];
    let started = Instant::now();
    let call = bounded(folder.path(), &[&arguments[..], more].concat());
    assert!(started.elapsed() < Duration::from_secs(55), "{}", call.stderr);
    assert!(!folder.path().join("a.pdf").exists());
    call
}

/// Checks where the first finding is and which code it has.
fn first(call: &Call, begins: &str) {
    assert!(call.code > 0, "{}", call.stderr);
    assert!(call.stderr.starts_with(begins), "{}", call.stderr);
}

/// A text with a list `l40` of 2^40 leaves, and this expression.
fn shared(expression: &str) -> String {
    let doubled = |name: &str| {
        let step = |i| format!("{{% set {name}{} = [{name}{i}, {name}{i}] %}}", i + 1);
        (0..40).map(step).collect::<String>()
    };
    let lists = format!("{{% set l0 = [1] %}}{{% set m0 = [1] %}}{}{}", doubled("l"), doubled("m"));
    format!("{lists}\n\n{{{{ {expression} }}}}\n")
}

#[test]
fn filters_do_not_walk_values_without_end() {
    for expression in [
        "l40|string",
        "l40|join('x')",
        "[l40, m40]|unique",
        "[l40, m40]|sort",
        "l40|pprint",
        "debug()",
    ] {
        first(&render(&shared(expression), None, &[]), "a.md:3:");
    }
}

#[test]
fn what_no_limit_counts_ends_with_the_time_of_the_run() {
    let call = render(&shared("l40 == m40"), None, &["--timeout", "2s"]);
    first(&call, "a.md: error[D0216]: not done after 2 seconds, while `a` was evaluated");
    assert_eq!(call.code, 2);
}

#[test]
fn what_no_limit_counts_ends_with_the_memory_of_the_run() {
    let call = render("# T\n\ntext\n", None, &["--memory", "1MiB"]);
    first(&call, "a.md: error[D0217]: more than 1 MiB of memory taken");
    assert_eq!(call.code, 2);
}

#[test]
fn tables_of_short_rows_are_counted_with_all_columns() {
    let head = format!("{}\n{}\n", ["a"; 200].join("|"), ["-"; 200].join("|"));
    let call = render(&format!("# T\n\n{head}{}", "x|\n".repeat(1000)), None, &[]);
    first(&call, "a.md:3:1: error[D0218]");
}

#[test]
fn cells_of_data_are_counted() {
    let row = ["1"; 2000].join(",");
    let names: Vec<String> = (0..2000).map(|i| format!("c{i}")).collect();
    let csv = format!("{}\n{}", names.join(","), format!("{row}\n").repeat(2000));
    let text = "---\ndata: {d: d.csv}\n---\n\n# T\n\n{{ d|length }}\n";
    let call = render(text, Some(("d.csv", &csv)), &[]);
    first(&call, "d.csv:1001:1: error[D0218]");
}

/// Shows this inside an SVG.
fn picture(inner: &str) -> Call {
    let svg = format!("<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'>{inner}</svg>");
    render("# T\n\n![words](x.svg)\n", Some(("x.svg", &svg)), &[])
}

#[test]
fn parts_of_a_picture_are_counted_as_often_as_they_are_drawn() {
    for (tag, attribute) in [("mask", "mask"), ("pattern", "fill"), ("clipPath", "clip-path")] {
        let part = |i: usize| {
            let shape = format!("<rect width='9' height='9' {attribute}='url(#p{})'/>", i + 1);
            format!("<{tag} id='p{i}' width='9' height='9'>{shape}{shape}</{tag}>")
        };
        let parts: String = (0..25).map(part).collect();
        let call = picture(&format!("{parts}<rect width='9' height='9' {attribute}='url(#p0)'/>"));
        first(&call, "a.md:3:1: error[D0527]: “x.svg” draws more than 100,000 elements");
    }
    first(&picture("<rect width='9' height='9' filter='blur(2000px)'/>"), "a.md:3:1: error[D0527]");
}

#[test]
fn errors_in_a_long_text_are_not_searched_without_end() {
    let text =
        format!("# T\n\n{}\n\n{}", "lorem ipsum ".repeat(30_000), "{{ nope }}\n\n".repeat(100));
    let call = render(&text, None, &[]);
    first(&call, "a.md:5:4: error[D0502]");
    assert!(call.stderr.matches("D0502").count() < 60, "{}", call.stderr);
}
