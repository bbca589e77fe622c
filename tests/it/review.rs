//! The review as a project: eighteen PDFs, every figure of its tables on the page, the same bytes.

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
    PDFS.get_or_init(|| built("data/hcc-immunotherapy", &["--jobs", "2"]))
}

fn built(project: &str, arguments: &[&str]) -> Pdfs {
    let out = tempfile::tempdir().unwrap();
    let folder = out.path().to_str().unwrap();
    let call = diptych(&root(), &[&["build", project, "--out", folder], arguments].concat());
    assert_eq!(call.code, 0, "{}", call.stderr);
    let entries = fs::read_dir(out.path()).unwrap().map(|entry| entry.unwrap());
    let entries = entries.filter(|it| it.file_name() != ".diptych-outputs.json");
    entries
        .map(|it| (it.file_name().into_string().unwrap(), fs::read(it.path()).unwrap()))
        .collect()
}

#[test]
fn eighteen_pdfs_have_the_promised_names() {
    let mut names = Vec::new();
    for document in ["evidence", "handout", "slides", "summary"] {
        for edition in ["en", "zh-en", "zh"] {
            names.push(format!("{document}.{edition}.pdf"));
        }
    }
    for document in ["brief", "leaflet", "leaflet-large"] {
        names.extend(["en", "zh"].map(|edition| format!("{document}.{edition}.pdf")));
    }
    let mut made: Vec<_> = review().keys().cloned().collect();
    made.sort();
    names.sort();
    assert_eq!(made, names);
}

/// Two documents of the review, and a project with every construct; `.ci/run` compares all.
#[test]
fn one_thread_makes_the_same_bytes_as_two() {
    let one = built(
        "data/hcc-immunotherapy",
        &["--jobs", "1", "--only", "summary", "--only", "slides.zh-en"],
    );
    assert_eq!(one.len(), 4);
    for (name, bytes) in &one {
        assert!(review()[name] == *bytes, "{name} differs");
    }
    let constructs = |jobs| built("tests/constructs", &["--jobs", jobs]);
    assert!(constructs("1") == constructs("4"));
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
                    let what = format!("{edition}: {} {} {figure}", row["study"], row["id"]);
                    assert!(text.contains(figure.as_str()), "{what}");
                    found += 1;
                }
            }
        }
        assert_eq!(found, 83, "{edition}: figures that were looked for");
    }
}

/// The rows of the regimens' table: names, study and figures of each, one row after the other.
#[test]
fn every_row_of_the_regimens_is_in_the_evidence_in_order() {
    let studies = rows("studies.csv");
    let studies: Vec<_> = studies.iter().filter(|it| it["table"] == "1").collect();
    assert_eq!(studies.len(), 7);
    let results = rows("results.csv");
    for (edition, regimen) in [("zh", "regimen.zh"), ("en", "regimen.en")] {
        let text = table_of(edition, "regimens");
        let mut from = 0;
        for study in &studies {
            let figure = |id: &str| {
                let of = |it: &&BTreeMap<_, String>| it["study"] == study["id"] && it["id"] == id;
                results.iter().find(of).map(figures).unwrap_or_default()
            };
            let figures = ["orr", "dcr", "mpfs", "mos"].into_iter().flat_map(figure);
            let names = [&study[regimen], &study["name"]].map(|it| unbroken(it));
            let cells = names.into_iter().chain(figures);
            let mut start = None;
            for cell in cells {
                let at = text[from..].find(&cell);
                let at = at.unwrap_or_else(|| panic!("{edition}: {cell} is not in its row"));
                start.get_or_insert(from + at);
                from += at + cell.len();
            }
            let taken = text[start.unwrap()..from].chars().count();
            assert!(taken < 160, "{edition}: a row lies between those of {}", study["name"]);
        }
    }
}

/// The rows of the new therapies stand in the order of their groups, and of the file within a group.
#[test]
fn every_row_of_the_new_therapies_is_in_the_evidence_in_order() {
    let studies = rows("studies.csv");
    let groups = ["antigen_presentation", "immunosuppressive_tme", "t_cell_exhaustion"];
    for (edition, regimen) in [("zh", "regimen.zh"), ("en", "regimen.en")] {
        let text = table_of(edition, "emerging");
        let (mut from, mut found) = (0, 0);
        for group in groups {
            for study in studies.iter().filter(|it| it["table"] == "3" && it["mechanism"] == group)
            {
                let name = unbroken(&study[regimen]);
                let at = text[from..].find(&name);
                from += at.unwrap_or_else(|| panic!("{edition}: {name} is not in its place"));
                found += 1;
            }
        }
        assert_eq!(found, 10, "{edition}");
    }
}

/// The numbers of a result as a table prints them, in order.
fn figures(result: &BTreeMap<String, String>) -> Vec<String> {
    let all = ["value", "low", "high"].map(|column| result[column].clone());
    all.into_iter().filter(|it| !it.is_empty()).collect()
}

/// A text as if on one line: without white space and without hyphens, which lines may add.
fn unbroken(text: &str) -> String {
    squeeze(text).replace(['-', '\u{ad}', '\u{2010}'], "")
}

/// The text of a table in the evidence, from its caption to its source.
fn table_of(edition: &str, table: &str) -> String {
    let text = unbroken(&pages(&review()[&format!("evidence.{edition}.pdf")]).concat());
    let file = fs::read_to_string(root().join("data/hcc-immunotherapy/tables.toml")).unwrap();
    let tables: toml::Table = file.parse().unwrap();
    let words = |key: &str| unbroken(tables[table][key][edition].as_str().unwrap());
    let start = text.find(&words("caption")).unwrap();
    // Each page that continues the table repeats its caption.
    let last = text.rfind(&words("caption")).unwrap();
    let end = last + text[last..].find(&words("source")).unwrap();
    text[start..end].to_string()
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

/// What the templates say by themselves, in each language.
const LABELS: [(&str, [&str; 8]); 2] = [
    ("zh", ["来源", "续表", "注意", "参考文献", "缩略语", "讲义", "证据表", "编制日期"]),
    (
        "en",
        [
            "Page ",
            "continued",
            "Source",
            "References",
            "Abbreviations",
            "Handout",
            "Mind this",
            "Compiled",
        ],
    ),
];

#[test]
fn no_label_is_left_in_the_other_language() {
    let text = |edition: &str| {
        let editions =
            ["summary", "evidence", "slides", "handout"].map(|it| format!("{it}.{edition}.pdf"));
        editions.iter().flat_map(|name| pages(&review()[name])).collect::<Vec<_>>().join("\n")
    };
    for ((own, labels), (other, _)) in LABELS.iter().zip(LABELS.iter().rev()) {
        let (here, there) = (text(own), text(other));
        for label in labels {
            assert!(
                here.contains(label),
                "{own}: {label} is printed nowhere, so nothing is proved"
            );
            assert!(!there.contains(label), "{other}: {label} is left");
        }
    }
}

/// A plot in two languages that fits a page stands on one, with its notes. (Those of 60 studies are in `reporting`.)
#[test]
fn a_plot_in_two_languages_is_whole() {
    let all: Vec<String> =
        pages(&review()["evidence.zh-en.pdf"]).iter().map(|page| squeeze(page)).collect();
    let own = all.iter().find(|page| page.contains("图3新疗法")).unwrap();
    assert!(own.contains("霍奇金淋巴瘤") && own.contains("患者此前未经治疗"), "{own}");
    assert!(!all.iter().any(|page| page.contains("续图3")));
}
