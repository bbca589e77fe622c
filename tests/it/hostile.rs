//! Hostile input: whatever stands in a file, it is a finding at its own place, at once, or plain text.

use std::io::Write;

use diptych::{Outcome, Request, Sources, build};

use super::projects::{root, sources};

const NOTE: &str = "content/note.en.md";

/// The fixture in English with these texts appended to, or put in the place of, its files.
fn project(files: &[(&str, &[u8])]) -> Sources {
    let mut sources = sources(&root().join("tests/fixture"));
    let manifest = sources.text("diptych.toml").unwrap().replace("[\"zh\", \"en\"]", "[\"en\"]");
    let manifest = manifest.replace("[data]", "[data]\nextra = \"extra.json\"");
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("extra.json", *b"[]");
    for (path, bytes) in files {
        let mut whole = match path.starts_with("content/") || path.ends_with(".bib") {
            true => sources.files.get(*path).map(|it| it.to_vec()).unwrap_or_default(),
            false => Vec::new(),
        };
        whole.extend_from_slice(bytes);
        sources.insert(path, whole);
    }
    sources
}

fn built(files: &[(&str, &[u8])]) -> Outcome {
    build(&project(files), &Request::default())
}

/// The findings, each with its place, code and message.
fn found(files: &[(&str, &[u8])]) -> Vec<String> {
    let line = |it: &diptych::diagnostic::Diagnostic| {
        format!("{} {} {}", it.place, it.code.id, it.message)
    };
    built(files).findings.iter().map(line).collect()
}

/// A value in the data, printed.
fn value(text: &str) -> Vec<String> {
    let data = serde_json::json!([{ "id": "a", "v": text }]).to_string();
    found(&[("extra.json", data.as_bytes()), (NOTE, b"\n\n{{ extra.a.v }}\n")])
}

#[test]
fn values_that_would_be_printed_as_something_else_are_refused() {
    let turned = "extra.json:1:16 D0528 the character \\u{202E} changes the direction of what stands beside it: “a\\u{202E}b”";
    assert_eq!(value("a\u{202e}b"), [turned]);
    let control =
        "extra.json:1:16 D0705 the character U+0000 is a control character and cannot be printed";
    assert_eq!(value("a\0b"), [control]);
    let marks = "extra.json:1:16 D0705 more than 32 combining marks on one character";
    assert_eq!(value(&format!("a{}", "\u{301}".repeat(50_000))), [marks]);
    assert!(value("#read(\"/etc/passwd\") ] $ {{ x }} {% for %} `*_ \u{301}").is_empty());
}

#[test]
fn text_that_turns_its_direction_is_told_at_the_character() {
    let message = "D0528 the character \\u{202E} changes the direction of what stands beside it: “abc d\\u{202E}e”";
    let expected = format!("{NOTE}:14:7 {message}");
    assert_eq!(found(&[(NOTE, "\nabc *d\u{202e}e*\n".as_bytes())]), [expected]);
}

#[test]
fn bibliographies_that_never_end_are_refused() {
    let first = "references.bib:22:9 D0401 `a` is longer than 65536 bytes, or refers to itself";
    assert_eq!(found(&[("references.bib", b"\n@string{a = a # a}\n")])[0], first);
    let mut growing = "\n@string{s0 = {lollollol}}\n".to_string();
    for i in 1..12 {
        let before = format!("s{}", i - 1);
        growing.push_str(&format!("@string{{s{i} = {}}}\n", [before.as_str(); 9].join(" # ")));
    }
    let growth = "references.bib:27:9 D0401 `s5` is longer than 65536 bytes, or refers to itself";
    assert_eq!(found(&[("references.bib", growing.as_bytes())])[0], growth);
    let circle = b"\n@book{x, crossref = {y}}\n@book{y, xdata = {x}}\n";
    let expected = "references.bib:22:7 D0401 the references of the entry `x` form a cycle";
    assert_eq!(found(&[("references.bib", circle)])[0], expected);
}

#[test]
fn abbreviations_and_one_cross_reference_are_fine() {
    let sound = b"\n@string{l = {Lancet} # { Oncology}}\n@book{p, title = {P}, author = {A, B}, year = 2020}\n\
        @inbook{q, title = {Q}, crossref = {p}, publisher = l, author = {A, B}}\n";
    let found = found(&[("references.bib", sound)]);
    assert!(found.iter().all(|it| !it.contains("D0401")), "{found:?}");
}

/// A PNG of so many pixels, or only its head.
fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend([8, 2, 0, 0, 0]);
    let sum = crc(&bytes[12..]);
    bytes.extend(sum.to_be_bytes());
    bytes.write_all(b"\0\0\0\0IDAT").unwrap();
    let sum = crc(b"IDAT");
    bytes.extend(sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| if crc & 1 == 1 { 0xedb8_8320 ^ (crc >> 1) } else { crc >> 1 };
    !bytes.iter().fold(!0, |crc, byte| (0..8).fold(crc ^ u32::from(*byte), step))
}

#[test]
fn pictures_that_cannot_be_drawn_are_told_where_they_are_shown() {
    let show = |name: &str, bytes: &[u8]| {
        let text = format!("\n![Words]({name})\n");
        let found = found(&[(name, bytes), (NOTE, text.as_bytes())]);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].starts_with(&format!("{NOTE}:14:1 D0527 “{name}”")), "{found:?}");
        found[0].split_once('”').unwrap().1.to_string()
    };
    let large = " has 100000 × 100000 pixels; the limit is 64000000 in total";
    assert_eq!(show("a.png", &png(100_000, 100_000)), large);
    assert!(show("a.png", &png(9, 9)).starts_with(" cannot be decoded: "));
    let filter = b"<svg xmlns='http://www.w3.org/2000/svg'><filter id='f'/></svg>";
    assert_eq!(show("a.svg", filter), " has a filter, which can take unlimited time to draw");
}

#[test]
fn a_broken_svg_is_told_in_its_own_file() {
    let svg = b"<!DOCTYPE svg [<!ENTITY a '&b;'><!ENTITY b '&a;'>]><svg xmlns='http://www.w3.org/2000/svg'><text>&a;</text></svg>";
    let found = found(&[("a.svg", svg), (NOTE, b"\n![Words](a.svg)\n")]);
    assert!(found[0].starts_with("a.svg:1:") && found.len() == 1, "{found:?}");
}

#[test]
fn paths_of_pictures_are_addresses() {
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>";
    let text = "\n![A](a%20%E5%9B%BE.svg) ![B](<a 图.svg>)\n";
    assert!(found(&[("a 图.svg", svg), (NOTE, text.as_bytes())]).is_empty());
    let outcome = built(&[(NOTE, b"\n![A](%2e%2e/a.svg)\n")]);
    let finding = &outcome.findings[0];
    assert_eq!(finding.message, "the image “../a.svg” is not in the project");
    let help = "files outside the project are not read; add the image to the project";
    assert_eq!(finding.help.as_deref(), Some(help));
}

#[test]
fn what_is_outside_the_project_is_told_so_whatever_its_format() {
    let manifest = sources(&root().join("tests/fixture"));
    let manifest = manifest.text("diptych.toml").unwrap().replacen(
        "[data]",
        "[data]\nx = \"/etc/hosts\"\ny = \"../y.csv\"",
        1,
    );
    let outcome = built(&[("diptych.toml", manifest.as_bytes())]);
    let outside = outcome.findings.iter().filter(|it| it.code.id == "D0201");
    let help = "files outside the project are not read; add the file to the project";
    assert_eq!(
        outside.filter(|it| it.help.as_deref() == Some(help)).count(),
        2,
        "{:#?}",
        outcome.findings
    );
}

#[test]
fn what_would_be_refused_by_typst_is_told_at_the_text() {
    let link = format!("\n[x](<{}>)\n", "x".repeat(9_000));
    let expected = format!("{NOTE}:14:1 D0508 this address is longer than 8000 bytes");
    assert_eq!(found(&[(NOTE, link.as_bytes())]), [expected]);
    let tables = sources(&root().join("tests/fixture"));
    let tables = tables.text("tables.toml").unwrap().replace("\"1fr\"", "\"-5cm\"");
    let found = found(&[("tables.toml", tables.as_bytes())]);
    assert!(found[0].starts_with("tables.toml:10:9 D0105 `width` must be auto"), "{found:?}");
}

#[test]
fn a_byte_order_mark_is_no_character() {
    let data = "\u{feff}[{\"id\": \"a\", \"v\": \"x\"}]";
    assert!(found(&[("extra.json", data.as_bytes()), (NOTE, b"\n{{ extra.a.v }}\n")]).is_empty());
}
