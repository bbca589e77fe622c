//! Tests of composition: how finished lines look, after W3C CLREQ and GB/T 15834; `docs/clreq.md`
//! lists which test shows which point.

use super::checked::{Checked, prepare};
use super::ground::Ground;
use super::shares::Share;
use crate::language::Language;
use crate::typeset::page_items::Run;
use crate::typeset::{Fonts, Input, SharedFiles};
use crate::{Request, Sources};

/// The size of running text in the theme `journal`.
fn size(language: Language) -> f64 {
    match language {
        Language::Zh => 10.5,
        _ => 10.0,
    }
}

/// A line of the page: its text, and from where to where it runs.
#[derive(Debug)]
struct Line {
    text: String,
    left: f64,
    right: f64,
    runs: Vec<(String, f64, f64)>,
}

/// The lines of a text set as a summary, without title, head and foot.
fn lines(text: &str, language: Language) -> Vec<Line> {
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"{language}\"]\ndate = 2026-02-08\n\
         references = \"r.bib\"\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("r.bib", *b"@article{a, title={T}, author={A, B}, year={2020}, journal={J}}");
    sources.insert(&format!("n.{language}.md"), text.as_bytes());
    let Checked { prepared, findings, relaxed: _ } = prepare(
        &Ground::new(&sources, &Request::default()),
        &sources,
        &Request::default(),
        &|_| Vec::new(),
    );
    let errors = findings.iter().filter(|it| it.severity() == crate::diagnostic::Severity::Error);
    assert_eq!(errors.count(), 0, "{findings:?}");
    let (prepared, request) = (prepared.unwrap(), Request::default());
    let jobs = Share::of(&prepared, &request).compose(&prepared, &sources, &request);
    let job = &jobs[0];
    let places: Vec<_> = job.files.iter().map(|file| move |at| file.place(at)).collect();
    let files = job.files.iter().zip(&places);
    let input = Input {
        main: &job.main,
        files: files
            .map(|(file, place)| crate::typeset::File {
                path: &file.path,
                text: &file.text,
                place,
                values: &[],
            })
            .collect(),
        manifest: "diptych.toml",
        assets: &job.assets,
        name: "n",
        limits: Some(job.limits),
        traces: &[],
        families: &[],
        faces: &[],
        known_as: None,
        costs: None,
    };
    let (pages, findings) =
        crate::typeset::typeset(&input, &SharedFiles::default(), &Fonts::built_in(), |pages, _| {
            Ok(pages.page_items())
        });
    let pages = pages.unwrap_or_else(|| panic!("{findings:?}"));
    pages.into_iter().flat_map(|page| into_lines(page.runs, size(language))).collect()
}

fn into_lines(runs: Vec<Run>, size: f64) -> Vec<Line> {
    let mut lines: Vec<(f64, Line)> = Vec::new();
    let body = runs.into_iter().filter(|run| !run.furniture && !run.heading && run.size <= size);
    for run in body {
        let (left, right) = (run.area.left, run.area.right);
        let part = (run.text.clone(), left, right);
        match lines.last_mut().filter(|(base, _)| (*base - run.area.bottom).abs() < 6.0) {
            Some((_, line)) => {
                line.text.push_str(&run.text);
                line.right = right;
                line.runs.push(part);
            }
            None => lines
                .push((run.area.bottom, Line { text: run.text, left, right, runs: vec![part] })),
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

fn zh(text: &str) -> Vec<Line> {
    lines(text, Language::Zh)
}

/// The width of a one-line text in em.
fn width(text: &str) -> f64 {
    let lines = zh(text);
    assert_eq!(lines.len(), 1, "{lines:?}");
    (lines[0].right - lines[0].left) / 10.5
}

/// The space beside some Latin within Han text, in em.
fn gap(latin: &str) -> f64 {
    (width(&format!("甲{latin}乙")) - width(latin) - 2.0) / 2.0
}

fn near(a: f64, b: f64) -> bool {
    (a - b).abs() < 0.02
}

const PROSE: &str = "综述指出：“有效的抗肿瘤免疫是一个循环”，任何一步受阻（例如抗原呈递缺陷），都可能使循环中断；\
    见《诊疗指南》，其中写道：“证据不足。”这一点——作者强调——仍待验证……此外，“应答”“耐药”两词须区分；";

/// The prose after so many characters, so that every mark comes to a line's edge once.
fn shifted() -> impl Iterator<Item = Vec<Line>> {
    (0..40).map(|n| zh(&format!("{}{PROSE}{PROSE}", "字".repeat(n))))
}

#[test]
fn no_line_starts_or_ends_with_the_wrong_mark() {
    for line in shifted().flatten() {
        let first = line.text.chars().next().unwrap();
        let last = line.text.trim_end().chars().next_back().unwrap();
        assert!(!"，。、；：！？）》」』”’％～·".contains(first), "starts: {line:?}");
        assert!(!"（《「『“‘".contains(last), "ends: {line:?}");
    }
}

#[test]
fn dashes_and_ellipses_stay_in_one_piece() {
    for line in shifted().flatten() {
        for mark in ['—', '…'] {
            assert_eq!(line.text.matches(mark).count() % 2, 0, "{line:?}");
        }
    }
}

#[test]
fn no_character_stands_alone_on_a_last_line() {
    let lone = (40..120).filter(|n| {
        let lines = zh(&"字".repeat(*n));
        lines.last().unwrap().text.chars().count() < 2
    });
    assert_eq!(lone.collect::<Vec<_>>(), Vec::<usize>::new());
}

#[test]
fn marks_in_a_row_share_their_space_also_across_styles() {
    let plain = width("他说：“好（很好）。”又说");
    assert!(near(plain, 13.0 - 1.5), "three pairs of marks share their space: {plain}");
    let all = [
        "**他说：**“好（很好）。”又说",
        "他说：**“好（很好）。”**又说",
        "他说[：“好（很好）。”](https://a.b)又说",
        "他说：[“好（很好）。”](https://a.b)又说",
    ];
    // Where the style changes a tenth of an em is left, which a tight line takes.
    let meets =
        |text: &&str| (0..=2).any(|joints| near(plain + 0.1 * f64::from(joints), width(text)));
    let unmet: Vec<&str> = all.into_iter().filter(|text| !meets(text)).collect();
    assert_eq!(
        unmet,
        Vec::<&str>::new(),
        "Typst compresses within one style only, `joints` beyond"
    );
    assert!(near(width("甲（乙）**，**丙"), 5.6) && near(width("甲**（乙）**：丙"), 5.6));
}

/// A text in which a box, a formula, or two marks of different styles come to every place of a line.
fn joined() -> impl Iterator<Item = Vec<Line>> {
    let text = "抗PD-L1治疗与$x$值**（见上文）**：其中，**“应答”**“耐药”两词（须区分）**；**";
    (0..40).map(move |n| zh(&format!("{}{}", "字".repeat(n), text.repeat(4))))
}

#[test]
fn what_joins_two_runs_vanishes_at_the_edges_of_lines() {
    for lines in joined() {
        let (left, right) = (lines[1].left, lines[0].right);
        for (i, line) in lines.iter().enumerate() {
            let first = line.text.trim_start_matches('\u{2060}').chars().next().unwrap();
            let last = line.text.trim_end().chars().next_back().unwrap();
            assert!(!"，：；”）".contains(first), "starts: {line:?}");
            assert!(!"（“".contains(last), "ends: {line:?}");
            // Marks at an edge have their blank half cut off or not; all else is flush.
            if i > 0 && !"（“".contains(first) {
                assert!((line.left - left).abs() < 0.2, "{lines:?}");
            }
            if i + 1 < lines.len() && !"，：；”）".contains(last) {
                assert!((line.right - right).abs() < 6.0, "{lines:?}");
            }
        }
    }
}

#[test]
fn quotes_are_full_width_in_chinese() {
    assert!(near(width("甲“乙”丙"), 5.0), "{}", width("甲“乙”丙"));
}

#[test]
fn a_quarter_em_lies_between_han_and_latin() {
    let plain = width("甲A乙");
    assert!(near(plain, width("甲 A 乙")), "typed spaces are replaced");
    let all = ["ABC", "12", "[ABC](https://a.b)", "**ABC**", "`abc`", "$x$", "PD-L1"];
    let unmet: Vec<&str> = all.into_iter().filter(|latin| !near(gap(latin), 0.25)).collect();
    assert_eq!(unmet, Vec::<&str>::new());
    for (open, close) in [("PD-L1", "PD-L1"), (" PD-L1 ", "PD-L1"), (" $x$ ", "$x$")] {
        assert!(near(width(&format!("甲{open}乙")), width(close) + 2.5), "{open}");
    }
    assert!(near(width("甲，PD-L1，乙"), 4.0 + width("PD-L1")), "none beside marks");
}

#[test]
fn paragraphs_are_indented_by_two_characters_also_after_a_table() {
    let prose = "字".repeat(60);
    let lines = zh(&format!("{prose}\n\n| 甲 |\n|---|\n| 乙 |\n\n{prose}\n"));
    let long: Vec<&Line> = lines.iter().filter(|line| line.text.starts_with("字字")).collect();
    assert_eq!(long.len(), 4);
    for pair in long.chunks(2) {
        assert!(near((pair[0].left - pair[1].left) / 10.5, 2.0), "{pair:?}");
    }
}

#[test]
fn numbers_keep_their_units_and_ranges_their_sign() {
    for n in 0..40 {
        let shift = "字".repeat(n);
        for line in zh(&format!("{shift}中位随访 12 例，缓解率 63%～68%，共 7 项{PROSE}"))
        {
            assert!(!line.text.trim_end().ends_with(|c: char| c.is_ascii_digit()), "{line:?}");
            assert!(!line.text.starts_with(['～', '%']), "{line:?}");
        }
    }
}

#[test]
fn english_is_hyphenated_and_keeps_relations_together() {
    let words = "Immunotherapeutic combinations repeatedly demonstrate extraordinarily heterogeneous responses. ";
    let lines = lines(&words.repeat(12), Language::En);
    let hyphened = |line: &&Line| line.text.ends_with(['-', '\u{ad}', '‐']);
    assert!(lines.iter().filter(hyphened).count() > 0, "{lines:?}");
    for n in 0..40 {
        let text = format!("{} with *P* = 0.003 and PD-L1 in Table 1 of it", "a ".repeat(60 + n));
        for line in self::lines(&text, Language::En) {
            assert!(!line.text.trim_end().ends_with(['=', 'P']), "{line:?}");
            assert!(!line.text.starts_with(['=']), "{line:?}");
            assert!(!line.text.trim_end().ends_with("PD-"), "{line:?}");
        }
    }
}
