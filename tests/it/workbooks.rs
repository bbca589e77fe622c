//! Workbooks print what the spreadsheet program shows; sheets, ranges and the row of names are found or
//! said; CSV is read as programs write it.

use std::fs;

use diptych::{Outcome, Request, Sources, build};

use super::pdf::{squeeze, squeezed};
use super::projects::root;

/// A project that prints a data set as the text says.
fn printed(data: &str, file: &str, bytes: Vec<u8>, text: &str) -> Outcome {
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n[data]\nd = {data}\n\
         [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert(file, bytes);
    sources.insert("n.en.md", text.as_bytes());
    build(&sources, &Request::default())
}

fn workbook(name: &str) -> Vec<u8> {
    fs::read(root().join("tests/formats").join(name)).unwrap()
}

fn told(outcome: &Outcome) -> Vec<String> {
    outcome.findings.iter().map(|it| format!("{} {}", it.code.id, it.place)).collect()
}

const ROWS: &str = "# R\n\n{% for r in d %}\n- {{ r.id }}/{{ r.arm }}/{{ r.n }};\n{% endfor %}\n";

#[test]
fn every_cell_prints_what_the_spreadsheet_shows() {
    let text = "# V\n\n{% for r in d %}{% if r.shows != r.value %}\n- {{ r.id }} [{{ r.shows }}] {{ r.value }}\n{% endif %}{% endfor %}\n{{ d | length }} rows.\n";
    for (name, rows) in [("shown.xlsx", 39), ("since-1904.xlsx", 1)] {
        let outcome = printed(&format!("\"{name}\""), name, workbook(name), text);
        assert_eq!(outcome.artifacts.len(), 1, "{:?}", outcome.findings);
        let page = squeezed(&outcome.artifacts[0].bytes);
        let wanted = format!("{rows}rows.");
        assert!(page.contains(&wanted) && !page.contains('['), "{name}: {page}");
    }
}

#[test]
fn the_sheet_and_the_range_are_those_that_the_project_names() {
    let data = "{ file = \"layout.xlsx\", sheet = \"2025\", range = \"B2:D8\" }";
    let outcome = printed(data, "layout.xlsx", workbook("layout.xlsx"), ROWS);
    assert_eq!(told(&outcome), ["D0317 layout.xlsx:2:2"]);
    let page = squeezed(&outcome.artifacts[0].bytes);
    // What is merged over two rows is said of both.
    assert!(page.contains(&squeeze("a/treatment/10; • b/treatment/12; • c/control/9;")), "{page}");
    let data = "{ file = \"layout.xlsx\", sheet = \"2025\", range = \"B2:D8\", header = 4 }";
    let outcome = printed(data, "layout.xlsx", workbook("layout.xlsx"), ROWS);
    assert_eq!(told(&outcome), [""; 0], "{:?}", outcome.findings);
}

#[test]
fn what_a_sheet_cannot_be_asked_for_is_told() {
    for (data, code) in [
        ("{ file = \"layout.xlsx\", sheet = \"2026\" }", "D0321 diptych.toml:6:37"),
        ("{ file = \"layout.xlsx\", range = \"B2\" }", "D0105 diptych.toml:6:37"),
        ("{ file = \"layout.xlsx\", header = 0 }", "D0105 diptych.toml:6:38"),
        ("{ file = \"layout.xlsx\", sheet = \"2025\", header = 4 }", "D0303 layout.xlsx:10:7"),
    ] {
        let outcome = printed(data, "layout.xlsx", workbook("layout.xlsx"), "# R\n\nText.\n");
        assert!(told(&outcome).contains(&code.to_string()), "{data}: {:?}", told(&outcome));
    }
    // A hidden sheet is never the first, and two sheets with values are told.
    let outcome =
        printed("\"layout.xlsx\"", "layout.xlsx", workbook("layout.xlsx"), "# R\n\nText.\n");
    assert_eq!(told(&outcome), ["D0319 layout.xlsx"]);
}

#[test]
fn csv_is_read_as_programs_write_it() {
    let text = "# R\n\n{% for r in d %}\n- {{ r.id }}/{{ r.dose }};\n{% endfor %}\n";
    let gbk = "id,dose\r\na,5 毫克\r\nb,10 毫克，每日一次\r\n";
    let (gbk, ..) = encoding_rs::GBK.encode(gbk);
    let utf16: Vec<u8> =
        "\u{feff}id\tdose\r\na\t5\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for (file, bytes, row, codes) in [
        ("d.csv", b"id;dose\na;5,5\nb;10\n".to_vec(), "a/5.5;", &[][..]),
        ("d.csv", b"id\tdose\na\t5,5\n".to_vec(), "a/5.5;", &[]),
        ("d.csv", b"\xef\xbb\xbfsep=;\r\nid;dose\r\na;5\r\n".to_vec(), "a/5;", &[]),
        ("d.csv", b"sep=|\nid|dose\na|5;5\n".to_vec(), "a/5;5;", &[]),
        ("d.csv", b"id,dose\ra,5\rb,10\r".to_vec(), "a/5;", &[]),
        ("d.csv", b",id,dose,,\n,a,5,,\n,,,,\n,b,10,,\n,,,,\n".to_vec(), "b/10;", &[]),
        ("d.csv", b"id,note,dose\na,\"x;y;z;w\",5\n".to_vec(), "a/5;", &[]),
        ("d.csv", b"\"Export; of; 5\"\n\nid,dose\na,5\n".to_vec(), "a/5;", &["D0317 d.csv:1:1"]),
        ("d.csv", b"id\na\nb\n".to_vec(), "b/-;", &[]),
        ("d.tsv", b"id\tdose\na\t5,5\n".to_vec(), "a/5.5;", &[]),
        ("d.CSV", b"id,dose\na,5\n".to_vec(), "a/5;", &[]),
        ("d.csv", gbk.to_vec(), "a/5毫克;", &["D0316 d.csv"]),
        ("d.csv", utf16, "a/5;", &["D0316 d.csv"]),
    ] {
        let shown = String::from_utf8_lossy(&bytes).into_owned();
        let text = if row == "b/-;" { text.replace("{{ r.dose }}", "-") } else { text.to_string() };
        let outcome = printed(&format!("\"{file}\""), file, bytes, &text);
        assert_eq!(told(&outcome), codes, "{shown}: {:?}", outcome.findings);
        let page = squeezed(&outcome.artifacts[0].bytes);
        assert!(page.contains(&squeeze(row)), "{shown}: {page}");
    }
}

#[test]
fn a_row_with_too_much_or_too_little_is_told() {
    for (bytes, place) in [
        (&b"id,dose\na,5,6\n"[..], "D0303 d.csv:2:5"),
        (b"id,dose\na\n", "D0303 d.csv:2:1"),
        (b"id,,dose\na,x,5\n", "D0303 d.csv:2:3"),
        (b"id,dose,,\na,5,x,\n", "D0303 d.csv:2:5"),
    ] {
        let outcome = printed("\"d.csv\"", "d.csv", bytes.to_vec(), "# R\n\nText.\n");
        assert_eq!(told(&outcome), [place], "{}", String::from_utf8_lossy(bytes));
    }
}

#[test]
fn quantities_are_read_as_the_source_prints_them() {
    let csv = "id,value,low,high,n,unit\na,92.2%,\u{2212}0.4,.41,\"1,234\",percent\n";
    let text = "# Q\n\n{{ d.a }} of 1.\n";
    let outcome = printed("\"d.csv\"", "d.csv", csv.as_bytes().to_vec(), text);
    let page = squeezed(&outcome.artifacts[0].bytes);
    assert!(page.contains("92.2%of1."), "{page} {:?}", outcome.findings);
    for wrong in ["id,value,unit\na,\"5,5,5\",months\n", "id,value,unit\na,5%,months\n"] {
        let outcome = printed("\"d.csv\"", "d.csv", wrong.as_bytes().to_vec(), "# Q\n\nText.\n");
        assert_eq!(told(&outcome), ["D0307 d.csv:2:3"], "{wrong}");
    }
}

#[test]
fn an_empty_sheet_in_front_is_passed_over() {
    let outcome = printed("\"e.xlsx\"", "e.xlsx", workbook("empty-first.xlsx"), ROWS);
    assert_eq!(told(&outcome), [""; 0], "{:?}", outcome.findings);
    let page = squeezed(&outcome.artifacts[0].bytes);
    assert!(page.contains(&squeeze("a/treatment/10; • b/control/12;")), "{page}");
    // Whoever names it gets it.
    let data = "{ file = \"e.xlsx\", sheet = \"Notes\" }";
    let outcome = printed(data, "e.xlsx", workbook("empty-first.xlsx"), "# R\n\nText.\n");
    assert_eq!(told(&outcome), [""; 0], "{:?}", outcome.findings);
}

/// In LibreOffice's format as in Excel's, and in texts that stand in the cell itself.
#[test]
fn cells_show_raised_characters_and_decimals() {
    let text = "# R\n\n{% for r in d %}\n- {{ r.note }};\n{% endfor %}\n";
    let outcome = printed("\"r.xlsx\"", "r.xlsx", workbook("raised.xlsx"), text);
    assert_eq!(told(&outcome), ["D0320 r.xlsx:3:2"]);
    let page = squeezed(&outcome.artifacts[0].bytes);
    assert!(page.contains(&squeeze("12¹; • 99;")), "{page}");
    let text = "# R\n\n{{ d.a }}; {{ d.b.number }}; {{ d.a.note }}.\n";
    let outcome = printed("\"r.ods\"", "r.ods", workbook("raised.ods"), text);
    assert_eq!(told(&outcome), ["D0320 r.ods:5:5"]);
    let page = squeezed(&outcome.artifacts[0].bytes);
    assert!(page.contains(&squeeze("12.3%; 1234.57; 12¹.")), "{page}");
}

/// As Excel shows them in Japan and Taiwan; the second format has a word for the first year.
#[test]
fn years_of_eras_are_shown() {
    let text = "# R\n\n{{ d.r2.a }}; {{ d.r3.a }}; {{ d.r4.a }}; {{ d.r5.a }}.\n";
    let outcome = printed("\"e.xlsx\"", "e.xlsx", workbook("eras.xlsx"), text);
    let page = squeezed(&outcome.artifacts[0].bytes);
    assert!(
        page.contains(&squeeze("令和7年3月31日; 令和元年5月1日; R7.3.31; 114/3/31.")),
        "{page}"
    );
}

#[test]
fn a_head_of_two_rows_is_found_and_told() {
    let read = |data: &str| printed(data, "h.xlsx", workbook("merged-head.xlsx"), "# R\n\nText.\n");
    let outcome = read("\"h.xlsx\"");
    let head = outcome.findings.iter().find(|it| it.message.contains("rows 2 to 3")).unwrap();
    assert!(head.help.as_ref().is_some_and(|it| it.contains("`header = 3`")), "{head:?}");
    assert!(outcome.findings.iter().all(|it| it.code.id == "D0317"), "{:?}", outcome.findings);
    // The note below is told as what stands above.
    let outcome = read("{ file = \"h.xlsx\", header = 3 }");
    assert_eq!(told(&outcome), ["D0317 h.xlsx:7:1"]);
}

#[test]
fn a_formula_that_no_program_has_worked_out_is_told() {
    let outcome = printed("\"f.xlsx\"", "f.xlsx", workbook("formula.xlsx"), "# R\n\nText.\n");
    assert_eq!(told(&outcome), ["D0318 f.xlsx:3:3"]);
    assert!(outcome.findings[0].message.contains("formula"), "{:?}", outcome.findings);
}

#[test]
fn a_row_without_a_number_names_the_formula_that_was_not_worked_out() {
    let outcome = printed("\"f.xlsx\"", "f.xlsx", workbook("estimate.xlsx"), "# R\n\nText.\n");
    assert_eq!(told(&outcome), ["D0310 f.xlsx:3:1"]);
    let cell = &outcome.findings[0].related[0];
    assert_eq!((cell.0.line, cell.0.column), (3, 2), "{cell:?}");
}

#[test]
fn hidden_rows_and_columns_are_told_together() {
    let outcome = printed("\"h.xlsx\"", "h.xlsx", workbook("hidden.xlsx"), "# R\n\nText.\n");
    assert_eq!(told(&outcome), ["D0320 h.xlsx:3:1"]);
    let message = &outcome.findings[0].message;
    assert_eq!(message, "hidden rows and columns are read like others: 3; C");
}
