//! The review as a project: twelve PDFs, every figure of its tables on the page, the same bytes.

use std::collections::BTreeMap;
use std::fs;
use std::sync::OnceLock;

use super::cli::diptych;
use super::pdf::{catalog, fonts_not_embedded, pages, squeeze, squeezed};
use super::projects::root;

pub type Pdfs = BTreeMap<String, Vec<u8>>;

/// The review's PDFs, built once by the command itself.
pub fn review() -> &'static Pdfs {
    static PDFS: OnceLock<Pdfs> = OnceLock::new();
    PDFS.get_or_init(|| build("2"))
}

fn build(jobs: &str) -> Pdfs {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    let call =
        diptych(&root(), &["build", "data/hcc-immunotherapy", "--out", folder, "--jobs", jobs]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.starts_with("wrote 12 PDFs ("), "{}", call.stderr);
    let entries = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap());
    entries
        .map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap()))
        .collect()
}

#[test]
fn twelve_pdfs_have_the_promised_names() {
    let mut names = Vec::new();
    for document in ["evidence", "handout", "slides", "summary"] {
        for edition in ["en", "zh-en", "zh"] {
            names.push(format!("{document}.{edition}.pdf"));
        }
    }
    let mut made: Vec<_> = review().keys().cloned().collect();
    made.sort();
    names.sort();
    assert_eq!(made, names);
}

#[test]
fn one_thread_makes_the_same_bytes_as_two() {
    let (two, one) = (review(), build("1"));
    for (name, bytes) in &one {
        assert!(two[name] == *bytes, "{name} differs");
    }
}

#[test]
fn every_font_is_embedded_and_every_pdf_is_tagged() {
    for (name, bytes) in review() {
        assert_eq!(fonts_not_embedded(bytes), Vec::<String>::new(), "{name}");
        let language = if name.contains(".en.") { "en-GB" } else { "zh-CN" };
        assert_eq!(catalog(bytes, "Lang").as_deref(), Some(language), "{name}");
        for key in ["StructTreeRoot", "Outlines", "Metadata"] {
            assert!(catalog(bytes, key).is_some(), "{name} has no {key}");
        }
    }
}

/// The rows of a table of the project.
fn rows(file: &str) -> Vec<BTreeMap<String, String>> {
    let path = root().join("data/hcc-immunotherapy/evidence").join(file);
    let mut reader = csv::Reader::from_path(path).unwrap();
    reader.deserialize().map(|row| row.unwrap()).collect()
}

#[test]
fn every_figure_of_the_tables_is_in_the_evidence() {
    for edition in ["zh", "en", "zh-en"] {
        let text = squeezed(&review()[&format!("evidence.{edition}.pdf")]);
        let mut found = 0;
        for row in rows("results.csv").iter().filter(|row| row["place"].contains("Table")) {
            for column in ["value", "low", "high", "comparator"] {
                let figure = &row[column];
                if !figure.is_empty() {
                    assert!(
                        text.contains(figure.as_str()),
                        "{edition}: {} {} {figure}",
                        row["study"],
                        row["id"]
                    );
                    found += 1;
                }
            }
        }
        assert!(found > 60, "only {found} figures were looked for");
    }
}

#[test]
fn every_row_of_the_tables_is_in_the_evidence_in_order() {
    for (edition, regimen) in [("zh", "regimen.zh"), ("en", "regimen.en")] {
        let text = squeezed(&review()[&format!("evidence.{edition}.pdf")]);
        for row in rows("studies.csv") {
            let name = squeeze(&row[regimen]);
            let shown = ["orr", "dcr", "mpfs"];
            let results = rows("results.csv").into_iter().filter(|it| it["study"] == row["id"]);
            let results = results.filter(|it| shown.contains(&it["id"].as_str()));
            let figures: Vec<String> =
                results.map(|it| it["value"].clone()).filter(|it| !it.is_empty()).collect();
            // The text may name a therapy too; in the table its figures stand close behind the name.
            let mut places = text.match_indices(&name).map(|(at, _)| at);
            let in_table = places.any(|at| {
                let near: String = text[at..].chars().take(400).collect();
                figures.iter().all(|figure| near.contains(figure.as_str()))
            });
            assert!(in_table, "{edition}: {name} does not stand before {figures:?}");
        }
    }
}

#[test]
fn both_panels_list_all_43_references() {
    let bibliography =
        fs::read_to_string(root().join("data/hcc-immunotherapy/references.bib")).unwrap();
    let authors = bibliography.lines().filter_map(|line| line.trim().strip_prefix("author  = {"));
    let first = |authors: &str| {
        squeeze(
            authors
                .trim_matches(['{', '}', ','])
                .split(&[',', '}', '-'][..])
                .next()
                .unwrap()
                .split(" and ")
                .next()
                .unwrap(),
        )
    };
    let names: Vec<String> = authors.map(first).collect();
    assert_eq!(names.len(), 43);
    for edition in ["zh", "en", "zh-en"] {
        let text = squeezed(&review()[&format!("evidence.{edition}.pdf")]).to_lowercase();
        for (i, name) in names.iter().enumerate() {
            let entry = match edition {
                "en" => format!("{}.{name}", i + 1),
                _ => format!("[{}]{name}", i + 1),
            };
            assert!(text.contains(&entry.to_lowercase()), "{edition}: {entry}");
        }
        assert!(text.contains("1894-905"), "{edition}: pages are not as printed");
    }
}

#[test]
fn no_label_is_left_in_the_other_language() {
    let zh = ["来源", "续表", "注意", "参考文献", "缩略语", "讲义", "幻灯片", "证据表", "编制日期"];
    let en = [
        "Page ",
        "continued",
        "Source:",
        "References",
        "Abbreviations",
        "Handout",
        "Mind this",
        "Compiled",
    ];
    for document in ["summary", "evidence", "slides", "handout"] {
        for (edition, foreign) in [("en", &zh[..]), ("zh", &en[..])] {
            for page in pages(&review()[&format!("{document}.{edition}.pdf")]) {
                for label in foreign {
                    assert!(!page.contains(label), "{document}.{edition}: {label} in {page}");
                }
            }
        }
    }
}
