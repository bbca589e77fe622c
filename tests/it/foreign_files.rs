//! Files of other programs that are small and ask for much: each ends soon, within its memory, with a finding.

#![cfg(unix)]

use std::fs;
use std::io::{Cursor, Write};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;

use super::cli::Call;
use super::safety::bounded;

/// Renders a text with these lines of front matter beside a file, within a minute and 8 GiB of addresses.
fn beside(front: &str, name: &str, bytes: &[u8]) -> Call {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let text = format!("---\n{front}: {name}\n---\n\n# T\n\ntext\n");
    fs::write(folder.path().join("a.md"), text).unwrap();
    let started = Instant::now();
    let call = bounded(folder.path(), &["render", "a.md", "--format", "short"]);
    assert!(started.elapsed() < Duration::from_secs(55), "{}", call.stderr);
    call
}

/// A ZIP archive of these parts.
fn archive(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An OpenDocument sheet with these rows.
fn ods(rows: &str) -> Vec<u8> {
    let names: String = ["office", "table", "text"]
        .map(|it| format!(" xmlns:{it}=\"urn:oasis:names:tc:opendocument:xmlns:{it}:1.0\""))
        .concat();
    let head = "<table:table-row><table:table-cell office:value-type=\"string\"><text:p>id</text:p></table:table-cell></table:table-row>";
    let content = format!(
        "<office:document-content{names}><office:body><office:spreadsheet><table:table table:name=\"a\">{head}{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let mimetype = "application/vnd.oasis.opendocument.spreadsheet";
    let manifest = format!(
        "<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><manifest:file-entry manifest:full-path=\"/\" manifest:media-type=\"{mimetype}\"/></manifest:manifest>"
    );
    archive(&[
        ("mimetype", mimetype.to_string()),
        ("META-INF/manifest.xml", manifest),
        ("content.xml", content),
    ])
}

fn row(rows: u64, columns: u64, inside: &str) -> String {
    format!(
        "<table:table-row table:number-rows-repeated=\"{rows}\"><table:table-cell table:number-columns-repeated=\"{columns}\" office:value-type=\"string\"><text:p>{inside}</text:p></table:table-cell></table:table-row>"
    )
}

#[test]
fn what_an_ods_sheet_repeats_is_counted_before_it_is_read() {
    let blanks = row(1, 1, "x<text:s text:c=\"100000000\"/>y").repeat(50);
    let long = row(1, 16_000, &"y".repeat(9_000));
    for rows in [&blanks, &long, &row(u64::from(u32::MAX), 1, "abc"), &row(1 << 20, 1 << 14, "a")] {
        let call = beside("data", "d.ods", &ods(rows));
        let told = "d.ods: error[D0305]: the cells of this workbook show more than 67108864 bytes";
        assert!(call.stderr.contains(told), "{}", call.stderr);
    }
    let empty = "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>";
    let call = beside("data", "d.ods", &ods(&(row(1, 1, "b") + &row(3, 1, "c") + empty)));
    assert_eq!(call.code, 0, "{}", call.stderr);
    let call = beside("data", "d.ods", b"PK\x03\x04nothing");
    assert!(call.stderr.contains("D0305"), "{}", call.stderr);
}

/// A workbook whose cells have this number format.
fn xlsx(format: &str, rows: usize) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let part = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>")
    };
    let relationships = |parts: String| {
        format!("<Relationships xmlns=\"{package}/relationships\">{parts}</Relationships>")
    };
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    let cells: String = (1..=rows)
        .map(|i| format!("<row r=\"{i}\"><c r=\"A{i}\" s=\"1\"><v>{i}.5</v></c></row>"))
        .collect();
    archive(&[
        (
            "[Content_Types].xml",
            format!(
                "<Types xmlns=\"{package}/content-types\"><Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{kind}.sheet.main+xml\"/></Types>"
            ),
        ),
        ("_rels/.rels", relationships(part("a", "officeDocument", "xl/workbook.xml"))),
        (
            "xl/_rels/workbook.xml.rels",
            relationships(
                part("a", "worksheet", "worksheets/sheet1.xml")
                    + &part("b", "styles", "styles.xml"),
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><numFmts count=\"1\"><numFmt numFmtId=\"164\" formatCode=\"{format}\"/></numFmts><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs></styleSheet>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{main}\"><sheetData>{cells}</sheetData></worksheet>"),
        ),
    ])
}

#[test]
fn a_number_format_is_no_longer_than_programs_write_it() {
    let call = beside("data", "d.xlsx", &xlsx(&"0".repeat(10_000), 2_000));
    let told = "d.xlsx: error[D0305]: cell A1 has a number format of 10000 letters";
    assert!(call.stderr.contains(told), "{}", call.stderr);
    let call = beside("data", "d.xlsx", &xlsx(&"0".repeat(250), 20));
    assert!(!call.stderr.contains("D0305"), "{}", call.stderr);
}

#[test]
fn references_without_keys_and_with_endless_names_are_read() {
    let entry = "TY  - JOUR\nTI  - t\nAU  - Li, W\nPY  - 2020\nER  - \n";
    let call = beside("references", "r.ris", entry.repeat(5_000).as_bytes());
    assert!(call.code == 0 && call.stderr.contains("5000 entries have no keys"), "{}", call.stderr);
    let name = format!(
        "[{{\"id\":\"a\",\"type\":\"book\",\"title\":\"t\",\"author\":[{{\"family\":\"{}\"}}]}}]",
        "y".repeat(3_000_000)
    );
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("r.json"), name).unwrap();
    fs::write(folder.path().join("a.md"), "---\nreferences: r.json\n---\n\n# T\n\nA [@a].\n")
        .unwrap();
    let call = bounded(folder.path(), &["render", "a.md", "--format", "short"]);
    let told = "a name of this entry is longer than 1000 characters";
    assert!(call.code < 2 && call.stderr.contains(told), "{}", call.stderr);
}

#[test]
fn what_holds_no_reference_is_not_taken_for_references() {
    let folder = tempfile::tempdir().unwrap();
    let dtd = "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>";
    for (name, text) in [
        ("a.json", "[".repeat(100_000)),
        (
            "b.xml",
            format!("{dtd}<xml><records><record><ref-type>17</ref-type></record></records></xml>"),
        ),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
        let call = bounded(folder.path(), &["import", name, "--into", "in", "--format", "short"]);
        assert!(call.code == 1 && call.stderr.contains("D1347"), "{name}: {}", call.stderr);
        assert!(!folder.path().join("in").exists(), "{name}");
    }
    let outcome =
        "<DICH_OUTCOME ID=\"1\"><DICH_DATA STUDY_ID=\"S\" EVENTS_1=\"1\"/></DICH_OUTCOME>";
    let review = format!("<COCHRANE_REVIEW>{}</COCHRANE_REVIEW>", outcome.repeat(2_000));
    fs::write(folder.path().join("d.rm5"), review).unwrap();
    let call = bounded(folder.path(), &["import", "d.rm5", "--into", "in", "--format", "short"]);
    assert!(call.stderr.contains("this review has 2000 outcomes"), "{}", call.stderr);
}

/// A PDF of one page with this content, its resources and what stands behind them.
fn pdf(title: &str, content: &str, resources: &str, more: &[String]) -> Vec<u8> {
    let mut objects = vec![
        "<</Type/Catalog/Pages 3 0 R>>".to_string(),
        format!("<</Title({title})>>"),
        "<</Type/Pages/Kids[4 0 R]/Count 1>>".to_string(),
        format!(
            "<</Type/Page/Parent 3 0 R/MediaBox[0 0 595 842]/Contents 5 0 R/Resources<<{resources}>>>>"
        ),
        stream("", content),
    ];
    objects.extend_from_slice(more);
    let mut out = "%PDF-1.7\n".to_string();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(format!("{:010} 00000 n \n", out.len()));
        out += &format!("{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    let (count, start) = (objects.len() + 1, out.len());
    out += &format!("xref\n0 {count}\n0000000000 65535 f \n{}", places.concat());
    out +=
        &format!("trailer\n<</Size {count}/Root 1 0 R/Info 2 0 R>>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

fn stream(keys: &str, content: &str) -> String {
    format!("<<{keys}/Length {}>>\nstream\n{content}\nendstream", content.len())
}

#[test]
fn a_pdf_that_cannot_be_drawn_keeps_no_other_from_the_index() {
    let folder = tempfile::tempdir().unwrap();
    let form = |at: usize| {
        let inner = format!("/XObject<</F {} 0 R>>", at + 1);
        stream(
            &format!("/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<<{inner}>>"),
            "/F Do /F Do",
        )
    };
    let mut forms: Vec<String> = (6..40).map(form).collect();
    forms.push(stream("/Type/XObject/Subtype/Form/BBox[0 0 9 9]", "0 0 9 9 re f"));
    let image = stream(
        "/Type/XObject/Subtype/Image/Width 30000/Height 30000/BitsPerComponent 8/ColorSpace/DeviceRGB",
        &"x".repeat(1_000_000),
    );
    let drawn = "q 500 0 0 500 0 0 cm /F Do Q";
    for (name, bytes) in [
        ("a.pdf", pdf("Forms", "/F Do", "/XObject<</F 6 0 R>>", &forms)),
        ("b.pdf", pdf("Picture", drawn, "/XObject<</F 6 0 R>>", &[image])),
        ("c.pdf", pdf("<script>alert\\(1\\)</script>", "0 0 9 9 re f", "", &[])),
        ("d.pdf", pdf(&"A".repeat(1_000_000), "0 0 9 9 re f", "", &[])),
    ] {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    let bounds = ["--timeout", "24s", "--memory", "400MiB", "--format", "short"];
    let call = bounded(folder.path(), &[&["index", "."][..], &bounds].concat());
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(call.stderr.contains("a.pdf: warning[D1404]"), "{}", call.stderr);
    let page = fs::read_to_string(folder.path().join("index.html")).unwrap();
    assert_eq!(page.matches("<li>").count(), 4);
    assert!(page.contains("&lt;script&gt;") && !page.contains("<script"));
    assert!(page.contains("<img") && page.len() < 100_000, "{}", page.len());
}

/// What `check` says of the fixture with these files.
fn checked(files: &[(&str, &str)], more: &str) -> String {
    let folder = super::projects::fixture(None);
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let manifest = fs::read_to_string(folder.path().join("diptych.toml")).unwrap();
    let manifest = manifest.replace("domain ", &format!("{more}\ndomain "));
    fs::write(folder.path().join("diptych.toml"), manifest).unwrap();
    bounded(folder.path(), &["check", "--format", "short"]).stderr
}

#[test]
fn a_citation_style_adds_no_numbers() {
    let style = |prefix: &str| {
        format!(
            "<style xmlns=\"http://purl.org/net/xbiblio/csl\" class=\"in-text\" version=\"1.0\"><info><title>t</title><id>x</id><updated>2020-01-01T00:00:00Z</updated></info><citation><layout><text variable=\"title\"/></layout></citation><bibliography><layout><text variable=\"title\"/><text variable=\"page\" prefix=\"{prefix}\"/></layout></bibliography></style>"
        )
    };
    let told = |prefix: &str| checked(&[("x.csl", &style(prefix))], "citation_style = \"x.csl\"");
    let found = told("9");
    assert!(found.contains("D0605") && found.contains("prints a number of its own"), "{found}");
    assert!(!told("p. ").contains("D0605"));
}

#[test]
fn words_of_a_language_have_an_end() {
    let long = format!("[numbers]\ndecimal = \"{}\"\n", "x".repeat(100_000));
    let found = checked(&[("languages/en.toml", &long)], "");
    assert!(found.contains("languages/en.toml:2:1: error[D0341]"), "{found}");
    let own = "[messages]\nindex = \"Papers\"\n";
    assert!(!checked(&[("languages/en.toml", own)], "").contains("D0341"));
}
