//! An XLSX file made of a sheet and, behind NULs, its shared strings, its styles and the workbook itself.
//!
//! The parts are put into the archive here: no mutation of a compressed file would reach them.
#![no_main]

use std::io::{Cursor, Write};

use zip::write::{SimpleFileOptions, ZipWriter};

const PARTS: [&str; 4] =
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"];

/// Where the workbook is.
const ROOT: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;

/// The relations of a workbook to its parts, and the workbook unless the input brings one.
const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>"#;
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>"#;

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut add = |name: &str, bytes: &[u8]| {
        archive.start_file(name, stored).unwrap();
        archive.write_all(bytes).unwrap();
    };
    add("_rels/.rels", ROOT.as_bytes());
    add("xl/_rels/workbook.xml.rels", RELATIONS.as_bytes());
    let mut parts: Vec<&[u8]> = input.splitn(4, |byte| *byte == 0).collect();
    parts.resize(4, b"");
    for (name, part) in PARTS.iter().zip(parts) {
        match *name {
            "xl/workbook.xml" if part.is_empty() => add(name, WORKBOOK.as_bytes()),
            _ if part.is_empty() => {}
            _ => add(name, part),
        }
    }
    let bytes = archive.finish().unwrap().into_inner();
    let text = b"---\ndata: d.xlsx\n---\n# Note\n\n{% for r in d %}{{ r }} {{ r.a }}\n\n{% endfor %}\n";
    diptych_fuzz::render(text, &[("d.xlsx", &bytes)]);
});
