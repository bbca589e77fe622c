//! Print files read back by programs that are not ours: poppler, qpdf and pdfcpu.

mod colours;
mod files;
mod order;
mod shadings;

use std::io::Write;
use std::process::Command;

use lopdf::{Dictionary, Document, Object, Stream, dictionary};

use super::{Label, press};
use crate::model::outline::Outline;
use crate::model::print::PrintProfile;

/// A PDF of so many pages, each with its number and a coloured bar at its left edge.
fn pdf(pages: usize) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
    );
    let content = |page| {
        format!(
            "0.1 0.3 0.4 rg 0 0 20 200 re f 0.1 w 0.2 0.21 0.22 RG 30 50 m 80 50 l S 0.1 0.11 0.12 rg BT /F 12 Tf 60 100 Td (n{page}) Tj ET"
        )
    };
    let contents: Vec<String> = (1..=pages).map(content).collect();
    let resources = dictionary! { "Font" => dictionary! { "F" => Object::Reference(font) } };
    written(document, &contents, &resources)
}

/// A document with pages of these contents, which share resources.
fn written(mut document: Document, contents: &[String], resources: &Dictionary) -> Vec<u8> {
    let tree = document.new_object_id();
    let mut kids = Vec::new();
    for content in contents {
        let content = Stream::new(dictionary! {}, content.clone().into_bytes());
        let content = document.add_object(content);
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => Object::Reference(tree), "Contents" => Object::Reference(content),
            "MediaBox" => vec![0.into(), 0.into(), 150.into(), 200.into()], "Resources" => resources.clone(),
        })));
    }
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => contents.len() as i64 };
    document.objects.insert(tree, Object::Dictionary(node));
    let root = document
        .add_object(dictionary! { "Type" => "Catalog", "Pages" => Object::Reference(tree) });
    document.trailer.set("Root", Object::Reference(root));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn label() -> Label<'static> {
    let date = "2026-02-08".to_string();
    Label { name: "note.en", date, condition: None, outlined: &|_, _| Outline::default() }
}

fn made(pages: usize, profile: &PrintProfile) -> Vec<u8> {
    press(&pdf(pages), profile, &label()).unwrap().bytes
}

/// Whether the programs are there; without them a test says that it was not run.
#[allow(clippy::print_stderr)]
fn are_there(programs: &[&str]) -> bool {
    let is_there = |it: &&&str| Command::new(it).arg("--version").output().is_ok();
    match programs.iter().find(|it| !is_there(it)) {
        None => true,
        Some(program) => {
            eprintln!("not run: {program} is not there");
            false
        }
    }
}

fn run(program: &str, arguments: &[&str], bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(bytes).unwrap();
    let path = file.path().to_str().unwrap();
    let arguments: Vec<&str> =
        arguments.iter().map(|it| if *it == "FILE" { path } else { it }).collect();
    let output = Command::new(program).args(arguments).output().unwrap();
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// For each side, the numbers on it from left to right and from top to bottom, as poppler reads them.
fn sides(bytes: &[u8]) -> Vec<Vec<(usize, f64, f64)>> {
    numbers(&run("pdftotext", &["-bbox", "FILE", "-"], bytes))
}

/// The same from what poppler has read.
fn numbers(text: &str) -> Vec<Vec<(usize, f64, f64)>> {
    let number = |line: &str, name: &str| -> f64 {
        line.split(&format!("{name}=\""))
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .parse()
            .unwrap()
    };
    let mut sides = Vec::new();
    for line in text.lines().map(str::trim) {
        if line.starts_with("<page") {
            sides.push(Vec::new());
        } else if let Some(rest) = line.strip_prefix("<word") {
            let word = rest.split('>').nth(1).unwrap().split('<').next().unwrap();
            let page = word.strip_prefix('n').unwrap().parse().unwrap();
            let places: &mut Vec<(usize, f64, f64)> = sides.last_mut().unwrap();
            places.push((page, number(rest, "xMin"), number(rest, "yMin")));
        }
    }
    sides
}

/// All operators of the file, unpacked by qpdf.
fn operators(bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(bytes).unwrap();
    let arguments = ["--qdf", "--object-streams=disable"];
    let output = Command::new("qpdf").args(arguments).arg(file.path()).arg("-").output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}
