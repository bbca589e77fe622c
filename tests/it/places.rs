//! Broken constructs and the exact place of each finding: file, line and column, in the author's own
//! file, and where it leads on to. The place is marked in the table itself, with `▮` before the
//! character that is meant. `docs/places.md` is written from this table, and compared with it.

use std::fmt::Write as _;
use std::io::Write as _;

use diptych::diagnostic::Diagnostic;
use diptych::{Request, Sources, build};

use super::projects::{root, sources};

const MARK: char = '▮';
const NOTE: &str = "content/note.en.md";
const RESULTS: &str = "evidence/results.csv";
const MAIN: &str = "templates/summary/main.typ";
const MODULE: &str = "templates/diptych/base/balance.typ";
const PART: &str = "content/part.md";
/// A workbook is written here as CSV; its sheet begins at C3.
const SHEET: &str = "extra.xlsx";
const FIGURES: &str = "figures.toml";
/// A figure that is sound.
const FIGURE: &str = "[rates]\nkind = \"forest\"\ndata = \"studies\"\ncaption = \"Rates\"\n\n[[rates.columns]]\n\
    id = \"trial\"\nhead = \"Trial\"\ntext = [\"{{ row.name }}\"]\n\n[[rates.columns]]\nid = \"plot\"\n\
    head = \"ORR\"\nunit = \"percent\"\nplot = \"orr\"\n";
const DOCS: &str = "docs/places.md";

/// Instead of a text to replace: the whole text of a deck, or a text that may have Typst.
const DECK: &str = "deck";
const RAW: &str = "raw";

/// What is broken, in which file, the text to replace (the end of the file when empty), by what, and
/// the code of the finding.
type Case = (&'static str, &'static str, &'static str, &'static str, &'static str);

#[rustfmt::skip]
const CASES: &[Case] = &[
    // Values in Markdown.
    ("an undefined name", NOTE, "", "x {{ ▮results.alpha.moss }}", "D0502"),
    ("… behind an escape", NOTE, "", "a \\* b {{ ▮nothing }}", "D0502"),
    ("… behind Chinese", NOTE, "", "中文，{{ ▮nothing }}", "D0502"),
    ("… in a tag of several lines", NOTE, "", "{{\n  ▮nothing\n}}", "D0502"),
    ("… in a loop", NOTE, "", "{% for d in studies %}\n- {{ ▮d.nothing }}\n{% endfor %}", "D0502"),
    ("… in a macro", NOTE, "", "{% macro m(x) %}{{ ▮x.nothing }}{% endmacro %}\n\n{{ m(studies.alpha) }}", "D0502"),
    ("… in a condition", NOTE, "", "{% if ▮nothing %}x{% endif %}", "D0502"),
    ("… in the second of two loops", NOTE, "", "{% for a in studies %}{% for b in results %}{{ ▮b.nothing }}{% endfor %}{% endfor %}", "D0502"),
    ("… given a name", NOTE, "", "{% set x = ▮nothing.y %}{{ x }}", "D0502"),
    ("an invalid expression", NOTE, "", "{{ results.alpha ▮mos }}", "D0501"),
    ("an expression that fails", NOTE, "", "x {{ ▮1 / 0 }}", "D0503"),
    ("an unknown filter", NOTE, "", "{{ results.alpha.mos|▮gone }}", "D0503"),
    ("a missing included file", NOTE, "", "{% ▮include \"gone.md\" %}", "D0503"),
    ("a text that includes itself", PART, "", "{% ▮include \"content/part.md\" %}", "D0503"),
    ("a name in an included text", PART, "", "One line.\n\nTwo {{ ▮nothing }}.", "D0502"),
    ("a citation in an included text", PART, "", "One line.\n\n*Two* [@▮gone2020].", "D0402"),
    ("a loop that is never closed", NOTE, "", "x\n\n{% for d in studies %}▮\n- x", "D0501"),
    ("a loop over too many items", NOTE, "", "{% for i in ▮range(900000000) %}x{% endfor %}", "D0503"),
    ("a macro that calls itself", NOTE, "", "{% macro m() %}\n{{ ▮m() }}\n{% endmacro %}{{ m() }}", "D0503"),
    // Markdown.
    ("a citation behind an entity and an escape", NOTE, "", "A &amp; B \\_c [@▮gone2020].", "D0402"),
    ("a citation in a list in a quotation", NOTE, "", "> - one\n>   two [@▮gone2020]", "D0402"),
    ("a citation in a cell behind an escaped bar", NOTE, "", "| a | b |\n|---|---|\n| x \\| y | [@▮gone2020] |", "D0402"),
    ("a citation in a footnote in the line", NOTE, "", "x^[See [@▮gone2020].]", "D0402"),
    ("the second key of a citation", NOTE, "", "*x* [@li2020; @▮gone2020]", "D0402"),
    ("a citation by name", NOTE, "", "As ▮@gone2020 says", "D0402"),
    ("a malformed citation", NOTE, "", "x ▮[@li2020; @]", "D0407"),
    ("a link without a target", NOTE, "", "\\*x\\* ▮[y](#gone)", "D0520"),
    ("a duplicate name", NOTE, "", "## A {#a}\n\n▮## B {#a}", "D0525"),
    ("an HTML tag behind an entity", NOTE, "", "&lt; ▮<font>x", "D0507"),
    ("a comment that is never closed", NOTE, "", "▮<!-- x", "D0521"),
    ("a formula", NOTE, "", "a \\$ $\\frac{1▮}$", "D0522"),
    ("a block of Typst that is not allowed", NOTE, "", "▮```{=typst}\nx\n```", "D0523"),
    ("an undefined footnote", NOTE, "", "\\[ ▮[^gone]", "D0526"),
    ("a heading inside a footnote", NOTE, "", "x[^a]\n\n[^a]: See.\n\n    ▮## Head", "D0573"),
    ("a missing image", NOTE, "", "x ▮![y](gone.png) z", "D0505"),
    ("an image without a description", NOTE, "", "▮![](gone.png)", "D0506"),
    ("a table in the line", NOTE, "", "x {{ ▮table(\"trials\") }}", "D0509"),
    ("a table that is not declared", NOTE, "", "{{ ▮table(\"gone\") }}", "D0504"),
    ("a character without a glyph, behind an escape", NOTE, "", "\\* **b** ▮𓀀", "D0701"),
    ("a character without a glyph, behind an entity", NOTE, "", "&copy; ▮𓀀", "D0701"),
    ("a control character", NOTE, "", "a ▮\u{3} b", "D0701"),
    ("a number without a cell", NOTE, "", "\\*\\* and **▮17** patients", "D0605"),
    ("a quotation nested too deep", NOTE, "", ">>>>>>>>>>>>>>>>>>>>>>>>▮> x", "D0508"),
    ("text before the first slide", NOTE, DECK, "▮Too early.\n\n# A", "D0524"),
    ("an image outside the project", NOTE, "", "x ▮![y](../y.png)", "D0505"),
    // Typst: in texts that may have it, and in templates.
    ("a failure in a block of Typst", NOTE, RAW, "```{=typst}\n#let x = 1\nA #▮panic(\"no\")\n```", "D0801"),
    ("a type error in a block of Typst", NOTE, RAW, "- list\n\n  ```{=typst}\n  A #(▮1 + \"a\")\n  ```", "D0801"),
    ("a failure in a template", MAIN, "", "#▮panic(\"no\")", "D0801"),
    ("a name in a template", MAIN, "", "x #▮nothing", "D0801"),
    ("a key that the data of the page lack", MAIN, "", "#meta.▮nothing", "D0801"),
    ("a module that is not there", MAIN, "", "// x\n#import ▮\"/gone.typ\": x", "D0801"),
    ("a bracket that is never closed", MAIN, "", "#let x = ▮(1, 2", "D0801"),
    ("a failure behind a loop", MAIN, "", "#for l in meta.languages { l }\n#▮panic(\"no\")", "D0801"),
    ("a failure in a module of the project", MODULE, "", "\n#▮panic(\"no\")", "D0801"),
    // Data.
    ("a duplicate id", RESULTS, "alpha,orr", "alpha,▮mos", "D0306"),
    ("an invalid number", RESULTS, "19.2", "▮19x2", "D0307"),
    ("… behind Chinese and quotes", RESULTS, "mOS,mOS,19.2", "\"中，文\",\"a,b\",▮19x2", "D0307"),
    ("a unit that is not known", RESULTS, ",percent,48", ",▮percents,48", "D0308"),
    ("a study that is not there", RESULTS, "beta,orr", "▮betta,orr", "D0309"),
    ("a row that is too short", RESULTS, ",48,120,,,", ",48,▮120", "D0303"),
    ("a quote that is never closed", RESULTS, "beta,orr", "▮\"beta,orr", "D0302"),
    ("a duplicate column", RESULTS, "unit,events", "unit,▮unit", "D0304"),
    ("a column beside its languages", "evidence/studies.csv", "name,drug.zh", "drug,▮drug.zh", "D0304"),
    ("invalid JSON", "extra.json", "", "{\"a\": ▮}", "D0301"),
    ("a duplicate name in JSON", "extra.json", "", "{\"a\": 1,\n ▮\"a\": 2}", "D0304"),
    ("an invalid number in JSON", "extra.json", "", "[{\"id\": \"x\", \"unit\": \"months\", \"value\": ▮\"1,9\"}]", "D0307"),
    ("a unit in JSON, on a line of its own", "extra.json", "", "[\n  {\"id\": \"x\",\n   \"unit\": ▮\"moons\"}]", "D0308"),
    ("a colon in a value of YAML", "extra.yaml", "", "a: North▮: the old site\n", "D0314"),
    ("a duplicate key in YAML", "extra.yaml", "", "a: 1\n▮a: 2\n", "D0314"),
    ("a unit in YAML", "extra.yaml", "", "- id: x\n  unit: ▮moons\n  value: 3\n", "D0308"),
    ("invalid JSON Lines", "extra.jsonl", "", "{\"a\": 1}\n{\"a\": ▮}\n", "D0301"),
    ("a number in a sheet", SHEET, "", "id,unit,value\nx,months,▮1x9", "D0307"),
    ("a duplicate id in a sheet", SHEET, "", "id,unit,value\nx,months,19\n▮x,months,9", "D0306"),
    ("a unit in a sheet", SHEET, "", "id,unit,value\nx,▮moons,19", "D0308"),
    ("a duplicate column in a sheet", SHEET, "", "id,unit,▮unit\nx,months,19", "D0304"),
    ("an invalid number in TOML", "extra.toml", "", "[[row]]\nvalue = ▮= 1", "D0313"),
    ("a duplicate column in the glossary", "glossary.csv", "zh,en", "zh,▮zh", "D0304"),
    ("a term without a language", "glossary.csv", "", "▮某,,X,measure,", "D0311"),
    // The manifest, tables, references.
    ("a key that is not known", "diptych.toml", "authors    =", "▮autors    =", "D0103"),
    ("an invalid date", "diptych.toml", "2026-02-08", "▮\"soon\"", "D0105"),
    ("a manifest that is not TOML", "diptych.toml", "[data]", "[data▮\n", "D0102"),
    ("a file that is not there", "diptych.toml", "\"evidence/studies.csv\"", "▮\"evidence/study.csv\"", "D0201"),
    ("a name in a cell of a table", "tables.toml", "{{ row.drug }}", "{{ ▮row.gone }}", "D0502"),
    ("a unit of a column", "tables.toml", "\"percent\"", "▮\"percents\"", "D0308"),
    ("a key of a table", "tables.toml", "caption =", "▮title =", "D0103"),
    ("tables that are no TOML", "tables.toml", "[trials]\n", "[trials▮\n", "D0313"),
    ("a kind of figure", FIGURES, "\"forest\"", "▮\"wood\"", "D0105"),
    ("a key of a figure", FIGURES, "plot =", "▮dots =", "D0103"),
    ("a name in a cell of a figure", FIGURES, "row.name", "▮row.gone", "D0502"),
    ("an entry that is never closed", "references.bib", "@article{wang2021,\n  author  = {王, 芳 and 张, 伟 and 刘, 洋 and 赵, 敏}", "@article{▮wang2021,\n  author  = {王, 芳", "D0401"),
    ("a brace that is never closed", "references.bib", "@article{li2020,\n  author  = {Li, Wei and Smith, John and Chen, Hua and others}", "@article{▮li2020,\n  author  = {Li, Wei", "D0401"),
    ("a key of the bibliography given twice", "references.bib", "wang2021", "▮li2020", "D0403"),
    ("pages that end before they begin", "references.bib", "@article{li2020,\n  author  = {Li, Wei and Smith, John and Chen, Hua and others},\n  title   = {{Drug A in a disease}},\n  journal = {Lancet},\n  year    = {2020},\n  volume  = {395},\n  pages   = {100-110}", "@article{▮li2020,\n  author  = {Li, Wei},\n  title   = {{Drug A}},\n  journal = {Lancet},\n  year    = {2020},\n  volume  = {395},\n  pages   = {100-11}", "D0406"),
];

/// The fixture in English, with a text to include and with the files of the templates to break.
fn base() -> Sources {
    let mut sources = sources(&root().join("tests/fixture"));
    edit(&mut sources, "diptych.toml", "[\"zh\", \"en\"]", "[\"en\"]");
    for file in [MAIN, MODULE] {
        sources.insert(file, std::fs::read(root().join(file)).unwrap());
    }
    sources
}

fn edit(sources: &mut Sources, file: &str, find: &str, new: &str) {
    let text = sources.text(file).unwrap_or_default().to_string();
    let text = match find {
        "" => format!("{text}\n{new}\n"),
        _ => {
            assert!(text.contains(find), "{file} has no {find}");
            text.replacen(find, new, 1)
        }
    };
    sources.insert(file, text.into_bytes());
}

/// Takes the mark out of a file; returns its line and column.
fn unmark(sources: &mut Sources, file: &str) -> (usize, usize) {
    let text = sources.text(file).unwrap().to_string();
    let (before, after) = text.split_once(MARK).unwrap();
    let line = before.matches('\n').count() + 1;
    let row = before.rsplit('\n').next().unwrap();
    let whole = format!("{before}{after}");
    match file {
        SHEET => {
            sources.insert(file, workbook_of(&whole));
            (line + 1, row.matches(',').count() + 3)
        }
        _ => {
            sources.insert(file, whole.into_bytes());
            (line, row.chars().count() + 1)
        }
    }
}

/// What a case needs beside what it breaks.
fn prepare(sources: &mut Sources, case: &Case) {
    let (_, file, find, new, _) = case;
    if file.starts_with("extra.") {
        edit(sources, "diptych.toml", "[data]", &format!("[data]\nextra = \"{file}\""));
    }
    match *file {
        PART => edit(sources, NOTE, "", "{% include \"content/part.md\" %}"),
        FIGURES => {
            edit(sources, "diptych.toml", "[project]", "[project]\nfigures = \"figures.toml\"");
            edit(sources, NOTE, "", "{{ figure(\"rates\") }}");
            sources.insert(FIGURES, FIGURE.as_bytes());
        }
        _ => {}
    }
    if new.contains("{=typst}") && !find.is_empty() {
        edit(sources, "diptych.toml", "[project]", "[project]\nraw = true");
    }
}

/// The findings of a case as `place code`, and the places that each leads on to.
fn findings(case: &Case) -> (Vec<Diagnostic>, String) {
    let (_, file, find, new, _) = case;
    let mut sources = base();
    prepare(&mut sources, case);
    match *find {
        DECK => {
            edit(&mut sources, "diptych.toml", "\"summary\"", "\"slides\"");
            sources.insert(file, new.as_bytes());
        }
        RAW => edit(&mut sources, file, "", new),
        _ => edit(&mut sources, file, find, new),
    }
    let (line, column) = unmark(&mut sources, file);
    let outcome = build(&sources, &Request::default());
    (outcome.findings, format!("{file}:{line}:{column}"))
}

/// What a finding names besides its own place.
fn leads_on(finding: &Diagnostic) -> String {
    let related = finding.related.iter().map(|(place, label)| format!("{label}: {place}"));
    related.collect::<Vec<_>>().join("; ")
}

#[test]
fn every_finding_is_at_its_place() {
    assert!(CASES.len() >= 40);
    let mut wrong = Vec::new();
    let mut table = format!(
        "# Places of findings\n\n\
        {} broken constructs, and the place and code of the finding for each. `▮` marks the character that the line\n\
        and column must point at. The test `every_finding_is_at_its_place` (`tests/it/places.rs`) checks each row\n\
        and writes this page.\n\n\
        | file | construct | as written | finding | related places |\n|---|---|---|---|---|\n",
        CASES.len()
    );
    for case in CASES {
        let (what, file, _, new, code) = case;
        let (findings, expected) = findings(case);
        let exact = |it: &&Diagnostic| it.place.to_string() == expected && it.code.id == *code;
        let Some(found) = findings.iter().find(exact) else {
            let found = findings.iter().map(|it| format!("{} {}", it.place, it.code.id));
            let found: Vec<String> = found.collect();
            wrong.push(format!("{what}: {expected} {code}, but {found:?}"));
            continue;
        };
        let written: String = new.escape_debug().to_string().replace("\\\"", "\"");
        let written = written.replace("\\\\", "\\").replace("\\'", "'").replace('|', "\\|");
        let (_, at) = expected.split_once(':').unwrap();
        writeln!(
            table,
            "| `{file}` | {what} | ``{written}`` | {at} {code} | {} |",
            leads_on(found)
        )
        .unwrap();
    }
    assert!(
        wrong.is_empty(),
        "{} of {} are wrong:\n{}",
        wrong.len(),
        CASES.len(),
        wrong.join("\n")
    );
    golden(DOCS, &table);
}

/// A page of the documentation that a test writes: with `INSTA_UPDATE=always` anew, as the goldens.
pub fn golden(path: &str, text: &str) {
    let path = root().join(path);
    if std::env::var("INSTA_UPDATE").is_ok_and(|it| it == "always") {
        std::fs::write(&path, text).unwrap();
    }
    assert_eq!(std::fs::read_to_string(&path).unwrap_or_default(), text, "{}", path.display());
}

/// A workbook whose sheet begins at C3.
fn workbook(rows: &[(&str, &str)]) -> Vec<u8> {
    let cell =
        |at: &str, text: &str| format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let mut sheet = String::new();
    for (at, text) in rows {
        let row: String = at.chars().filter(char::is_ascii_digit).collect();
        sheet.push_str(&format!("<row r=\"{row}\">{}</row>", cell(at, text)));
    }
    packed(&sheet)
}

/// A workbook of one sheet with these rows.
pub fn packed(sheet: &str) -> Vec<u8> {
    let files = [
        ("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_string()),
        ("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>".to_string()),
        ("xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>".to_string()),
        ("xl/_rels/workbook.xml.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>".to_string()),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with the rows and columns of some CSV.
fn workbook_of(text: &str) -> Vec<u8> {
    let mut cells = Vec::new();
    for (row, line) in text.trim().lines().enumerate() {
        for (column, text) in ('C'..).zip(line.split(',')) {
            cells.push((format!("{column}{}", row + 3), text));
        }
    }
    workbook(&cells.iter().map(|(at, text)| (at.as_str(), *text)).collect::<Vec<_>>())
}

fn with_workbook(bytes: Vec<u8>) -> Vec<String> {
    let mut sources = base();
    edit(&mut sources, "diptych.toml", "[data]", "[data]\nextra = \"extra.xlsx\"");
    sources.insert("extra.xlsx", bytes);
    let outcome = build(&sources, &Request::default());
    outcome
        .findings
        .iter()
        .map(|it| format!("{} {} {}", it.place, it.code.id, it.message))
        .collect()
}

#[test]
fn places_in_a_workbook_are_those_of_its_sheet() {
    let head = [("C3", "id"), ("D3", "unit"), ("E3", "value")];
    let row = [("C5", "x"), ("D5", "months"), ("E5", "1x9")];
    let found = with_workbook(workbook(&[head, row].concat()));
    assert_eq!(found, ["extra.xlsx:5:5 D0307 “1x9” is not a number"]);
    let with = |at| with_workbook(workbook(&[&head[..], &[(at, "far")]].concat()));
    let wide = "row 9 has a value in a column without a name";
    assert_eq!(with("XFD9"), [format!("extra.xlsx:9:16384 D0303 {wide}")]);
    // A sheet is as tall as it is filled, wherever that is.
    let far = "row 1048576 has a value in a column without a name";
    assert_eq!(with("XFD1048576"), [format!("extra.xlsx:1048576:16384 D0303 {far}")]);
    assert_eq!(with("C1048576"), [""; 0]);
}

#[test]
fn a_workbook_that_unpacks_to_too_much_is_refused() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("xl/sharedStrings.xml", zip::write::SimpleFileOptions::default()).unwrap();
    for _ in 0..65 {
        writer.write_all(&vec![b' '; 1 << 20]).unwrap();
    }
    let bomb = writer.finish().unwrap().into_inner();
    assert!(bomb.len() < 1 << 20);
    let found = with_workbook(bomb);
    assert_eq!(found, ["extra.xlsx D0305 this workbook unpacks to more than 67108864 bytes"]);
}
