//! Print files read back by programs that are not ours: poppler and qpdf.

use std::io::Write;
use std::process::Command;

use lopdf::{Document, Object, Stream, dictionary};

use super::{Condition, FOGRA39, Label, Press, check, press, sheets};
use crate::model::print::{Colour, Imposition, Ink, MM, PrintProfile, Size, Turn};

/// A PDF of so many pages, each with its number and a coloured bar at its left edge.
fn pdf(pages: usize) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let tree = document.new_object_id();
    let font = document.add_object(
        dictionary! { "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica" },
    );
    let mut kids = Vec::new();
    for page in 1..=pages {
        let content = format!(
            "0.1 0.3 0.4 rg 0 0 20 200 re f 0.1 w 0.2 0.21 0.22 RG 30 50 m 80 50 l S 0.1 0.11 0.12 rg BT /F 12 Tf 60 100 Td (n{page}) Tj ET"
        );
        let content = document.add_object(Stream::new(dictionary! {}, content.into_bytes()));
        kids.push(Object::Reference(document.add_object(dictionary! {
            "Type" => "Page", "Parent" => Object::Reference(tree), "Contents" => Object::Reference(content),
            "MediaBox" => vec![0.into(), 0.into(), 150.into(), 200.into()],
            "Resources" => dictionary! { "Font" => dictionary! { "F" => Object::Reference(font) } },
        })));
    }
    let node = dictionary! { "Type" => "Pages", "Kids" => kids, "Count" => pages as i64 };
    document.objects.insert(tree, Object::Dictionary(node));
    let root = document
        .add_object(dictionary! { "Type" => "Catalog", "Pages" => Object::Reference(tree) });
    document.trailer.set("Root", Object::Reference(root));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

fn label() -> Label<'static> {
    Label { name: "note.en", date: "2026-02-08".to_string(), condition: None }
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
    let text = run("pdftotext", &["-bbox", "FILE", "-"], bytes);
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

/// Folds a stack of sheets in thought, and turns its pages: fronts and backs in turn, the outermost sheet first.
fn turned(sides: &[Vec<(usize, f64, f64)>], middle: f64) -> Vec<Option<usize>> {
    let on = |side: &[(usize, f64, f64)], right: bool| {
        side.iter().find(|(_, x, _)| (*x > middle) == right).map(|(page, ..)| *page)
    };
    let sheets: Vec<_> = sides.chunks(2).collect();
    let first = sheets.iter().flat_map(|it| [on(&it[0], true), on(&it[1], false)]);
    let second = sheets.iter().rev().flat_map(|it| [on(&it[1], true), on(&it[0], false)]);
    first.chain(second).collect()
}

#[test]
fn booklets_of_1_to_96_pages_read_from_first_to_last() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let profile = PrintProfile {
        imposition: Imposition::Booklet,
        creep: 2.0 * MM,
        ..PrintProfile::default()
    };
    for pages in 1..=96 {
        let bytes = made(pages, &profile);
        let sides = sides(&bytes);
        assert_eq!(sides.len(), pages.div_ceil(4) * 2, "{pages}");
        let middle = (2.0 * 150.0 + 2.0 * (3.0 + 7.0) * MM) / 2.0;
        let read = turned(&sides, middle);
        let expected: Vec<Option<usize>> =
            (1..=pages.next_multiple_of(4)).map(|page| (page <= pages).then_some(page)).collect();
        assert_eq!(read, expected, "{pages}");
    }
}

#[test]
fn the_inner_sheets_of_a_booklet_lie_nearer_to_the_fold() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let creep = 4.0;
    let profile =
        PrintProfile { imposition: Imposition::Booklet, creep, ..PrintProfile::default() };
    let sides = sides(&made(16, &profile));
    let x = |side: usize, page: usize| sides[side].iter().find(|it| it.0 == page).unwrap().1;
    // Left pages move to the right, right ones to the left; the innermost by all of it.
    assert!((x(6, 10) - x(0, 16) - creep).abs() < 0.1, "{sides:?}");
    assert!((x(0, 1) - x(6, 7) - creep).abs() < 0.1, "{sides:?}");
}

#[test]
fn signatures_are_booklets_behind_each_other() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    let profile =
        PrintProfile { imposition: Imposition::Booklet, signature: 8, ..PrintProfile::default() };
    let all = sides(&made(20, &profile));
    let pages = |side: &[(usize, f64, f64)]| side.iter().map(|it| it.0).collect::<Vec<_>>();
    assert_eq!(all.len(), 10);
    assert_eq!(
        [pages(&all[0]), pages(&all[4]), pages(&all[8])],
        [vec![8, 1], vec![16, 9], vec![20, 17]]
    );
}

#[test]
fn grids_are_read_from_left_to_right_and_from_top_to_bottom() {
    if !are_there(&["pdftotext"]) {
        return;
    }
    for (columns, rows) in [(2, 1), (2, 2), (4, 2), (4, 4)] {
        let profile =
            PrintProfile { imposition: Imposition::Grid(columns, rows), ..PrintProfile::default() };
        for pages in [1, 7, 33, 96] {
            let sides = sides(&made(pages, &profile));
            let cells = usize::from(columns) * usize::from(rows);
            assert_eq!(sides.len(), pages.div_ceil(cells));
            let mut read = Vec::new();
            for mut side in sides {
                side.sort_by(|a, b| {
                    (a.2 / 50.0).round().total_cmp(&(b.2 / 50.0).round()).then(a.1.total_cmp(&b.1))
                });
                read.extend(side.into_iter().map(|it| it.0));
            }
            assert_eq!(read, (1..=pages).collect::<Vec<_>>(), "{columns} × {rows}");
        }
    }
}

/// The boxes of the first page, as poppler reads them, in points.
fn boxes(bytes: &[u8]) -> Vec<[f64; 4]> {
    let text = run("pdfinfo", &["-box", "FILE"], bytes);
    let of = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap();
        let numbers: Vec<f64> =
            line.split_whitespace().skip(1).map(|it| it.parse().unwrap()).collect();
        <[f64; 4]>::try_from(numbers).unwrap()
    };
    ["MediaBox:", "CropBox:", "BleedBox:", "TrimBox:"].map(of).to_vec()
}

#[test]
fn boxes_lie_in_each_other_as_they_should() {
    if !are_there(&["pdfinfo"]) {
        return;
    }
    let profile = PrintProfile::default();
    let found = boxes(&made(1, &profile));
    let near = |a: [f64; 4], b: [f64; 4]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 0.02);
    let (bleed, margin) = (3.0 * MM, 10.0 * MM);
    assert!(near(found[0], [0.0, 0.0, 150.0 + 2.0 * margin, 200.0 + 2.0 * margin]), "{found:?}");
    assert_eq!(found[0], found[1]);
    assert!(near(found[3], [margin, margin, margin + 150.0, margin + 200.0]), "{found:?}");
    let [x, y, right, upper] = found[3];
    assert!(near(found[2], [x - bleed, y - bleed, right + bleed, upper + bleed]), "{found:?}");
    let bare = PrintProfile { marks: false, slug: false, bleed: 0.0, ..profile.clone() };
    assert_eq!(boxes(&made(1, &bare)), vec![[0.0, 0.0, 150.0, 200.0]; 4]);
    let on_sheet = PrintProfile { sheet: Size::parse("A5"), ..profile.clone() };
    assert!(near(boxes(&made(1, &on_sheet))[0], [0.0, 0.0, 148.0 * MM, 210.0 * MM]));
    let booklet = PrintProfile { imposition: Imposition::Booklet, ..on_sheet.clone() };
    let booklet = PrintProfile { sheet: Size::parse("A3"), ..booklet };
    assert!(near(boxes(&made(1, &booklet))[0], [0.0, 0.0, 420.0 * MM, 297.0 * MM]), "as it lies");
    let small = PrintProfile { sheet: Size::parse("100x100pt"), ..profile };
    assert!(press(&pdf(1), &small, &label()).is_err_and(|it| it.contains("the sheet has")));
}

#[test]
fn every_form_passes_qpdf_and_is_the_same_twice() {
    if !are_there(&["qpdf"]) {
        return;
    }
    for colour in [Colour::Screen, Colour::Cmyk, Colour::Grey, Colour::Mono] {
        for (_, imposition) in Imposition::ALL {
            let profile = PrintProfile { colour, imposition, ..PrintProfile::default() };
            let bytes = made(5, &profile);
            run("qpdf", &["--check", "FILE"], &bytes);
            assert_eq!(bytes, made(5, &profile));
        }
    }
}

/// All operators of the file, unpacked by qpdf.
fn operators(bytes: &[u8]) -> String {
    let mut file = tempfile::NamedTempFile::with_suffix(".pdf").unwrap();
    file.write_all(bytes).unwrap();
    let arguments = ["--qdf", "--object-streams=disable"];
    let output = Command::new("qpdf").args(arguments).arg(file.path()).arg("-").output().unwrap();
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn a_file_for_four_inks_has_no_rgb_and_its_text_is_black_alone() {
    if !are_there(&["qpdf"]) {
        return;
    }
    let profile = PrintProfile { colour: Colour::Cmyk, ..PrintProfile::default() };
    let text = operators(&made(1, &profile));
    for gone in [" rg\n", " RG\n", " rg ", "DeviceRGB", "ICCBased"] {
        assert!(!text.contains(gone), "{gone}");
    }
    // The text is nearly black; the bar keeps its colour, and reaches into the bleed.
    assert!(
        text.contains("0.0 0.0 0.0 1.0 k\n/DiptychOverAreas gs")
            && text.contains("0.75 0.25 0.0 0.6 k"),
        "{text}"
    );
    assert!(text.contains("/Separation") && text.contains("/All"));
    let grey =
        operators(&made(1, &PrintProfile { colour: Colour::Grey, ..PrintProfile::default() }));
    assert!(!grey.contains(" rg") && !grey.contains(" k\n") && grey.contains(" g\n"), "{grey}");
}

#[test]
fn what_touches_the_edge_goes_on_into_the_bleed() {
    if !are_there(&["qpdf"]) {
        return;
    }
    let text = operators(&made(1, &PrintProfile::default()));
    let bleed = 3.0 * MM;
    let edge = format!("{:.3}", -bleed);
    assert!(text.contains(&edge[..5]), "{edge}: {text}");
    assert!(text.contains("20 "), "its inner edge stays");
}

#[test]
fn what_a_press_cannot_print_is_noted() {
    let survey = press(&pdf(2), &PrintProfile::default(), &label()).unwrap().survey;
    let (thinnest, count) = survey.hairlines[&2];
    assert!((thinnest - 0.1).abs() < 1e-6 && count == 1, "{survey:?}");
    assert_eq!((survey.scaled, survey.other_shape), (None, false));
    let other = PrintProfile { trim: Size::parse("A6"), ..PrintProfile::default() };
    let survey = press(&pdf(1), &other, &label()).unwrap().survey;
    assert!(survey.other_shape && survey.scaled.is_some_and(|it| it > 1.4), "{survey:?}");
}

#[test]
fn lines_that_are_too_thin_are_drawn_thicker() {
    if !are_there(&["qpdf"]) {
        return;
    }
    let text = operators(&made(1, &PrintProfile::default()));
    assert!(text.contains("0.25 w\nS\n0.1 w") || text.contains("0.25 w S 0.1 w"), "{text}");
}

#[test]
fn what_is_no_pdf_is_refused() {
    assert!(press(b"%PDF-1.7 nothing", &PrintProfile::default(), &label()).is_err());
}

/// The least that is a profile of a press: a head and no tags. A reader that uses it would find nothing in it.
fn icc() -> Vec<u8> {
    let mut bytes = vec![0; 132];
    bytes[..4].copy_from_slice(&132u32.to_be_bytes());
    bytes[8] = 4;
    bytes[12..24].copy_from_slice(b"prtrCMYKLab ");
    bytes[36..40].copy_from_slice(b"acsp");
    bytes
}

#[test]
fn only_the_profile_of_a_press_is_taken() {
    assert_eq!([check(&icc()), check(FOGRA39)], [Ok(()), Ok(())]);
    let mut screen = icc();
    screen[12..20].copy_from_slice(b"mntrRGB ");
    for (bytes, words) in [
        (b"no profile".to_vec(), "no ICC profile"),
        (icc()[..131].to_vec(), "cut short"),
        (screen, "class “mntr”"),
    ] {
        assert!(check(&bytes).is_err_and(|it| it.contains(words)), "{words}");
    }
}

#[test]
fn a_file_with_what_pdfx_asks_for_says_so_and_another_does_not() {
    let (icc, press_read) = (FOGRA39, Press::read(FOGRA39).unwrap());
    let condition = Some(Condition { profile: icc, press: &press_read, name: Some("FOGRA39") });
    let label = Label { condition, ..label() };
    let made = |pdf: &[u8], colour| {
        press(pdf, &PrintProfile { colour, ..PrintProfile::default() }, &label).unwrap()
    };
    // Helvetica is not embedded; without text there is no font.
    assert_eq!(made(&pdf(1), Colour::Cmyk).obstacles, ["a font is not embedded"]);
    let bare = String::from_utf8_lossy(&pdf(1)).replace("/Type/Font/", "/Type/Fond/").into_bytes();
    let pressed = made(&bare, Colour::Cmyk);
    assert_eq!(pressed.obstacles, [""; 0]);
    let text = String::from_utf8_lossy(&pressed.bytes).into_owned();
    for words in [
        "%PDF-1.6",
        "<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>",
        "<pdf:Trapped>False</pdf:Trapped>",
        "<xmpMM:DocumentID>uuid:",
        "<xmp:CreateDate>1970-01-01T00:00:00Z</xmp:CreateDate>",
    ] {
        assert!(text.contains(words), "{words}");
    }
    let document = Document::load_mem(&pressed.bytes).unwrap();
    let intents = document.catalog().unwrap().get(b"OutputIntents").unwrap().as_array().unwrap();
    let intent = intents[0].as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
    assert_eq!(intent.get(b"OutputConditionIdentifier").unwrap().as_str().unwrap(), b"FOGRA39");
    let profile = intent.get(b"DestOutputProfile").unwrap().as_reference().unwrap();
    let profile = document.get_object(profile).unwrap().as_stream().unwrap();
    assert_eq!(profile.get_plain_content().unwrap(), icc);
    assert!(document.trailer.get(b"ID").is_ok() && document.trailer.get(b"Encrypt").is_err());
    let grey = made(&bare, Colour::Grey);
    assert_eq!(grey.obstacles, ["its colours are not `cmyk`"]);
    assert!(!String::from_utf8_lossy(&grey.bytes).contains("PDF/X-4"));
}

#[test]
fn declared_colours_have_inks_of_their_own_or_are_mixed_as_told() {
    if !are_there(&["qpdf"]) {
        return;
    }
    let ink = |screen: &str, name: Option<&str>, cmyk| Ink {
        screen: Ink::parse(screen).unwrap(),
        name: name.map(str::to_string),
        cmyk,
    };
    let inks = vec![
        // The bar: 0.1 0.3 0.4, and the text: 0.1 0.11 0.12.
        ink("#1a4d66", Some("PANTONE 3155 C"), [1.0, 0.2, 0.3, 0.4]),
        ink("#1a1c1f", None, [0.6, 0.5, 0.5, 1.0]),
    ];
    let profile = PrintProfile { colour: Colour::Cmyk, inks, ..PrintProfile::default() };
    let pressed = press(&pdf(1), &profile, &label()).unwrap();
    let text = operators(&pressed.bytes);
    for words in ["/DiptychInk0 cs", "1.0 scn", "/PANTONE#203155#20C", "0.6 0.5 0.5 1.0 k"] {
        assert!(text.contains(words) || text.contains(&words.replace(".0", "")), "{words}: {text}");
    }
    assert_eq!(pressed.survey.ink[&1].round(), 260.0);
}

/// The sides with the pages on them and whether each stands on its head.
fn places(pages: usize, profile: &PrintProfile) -> Vec<Vec<(usize, f64, f64, bool)>> {
    let trim = Size { width: 100.0, height: 150.0 };
    let sides = sheets::sheets(pages, trim, profile);
    sides
        .into_iter()
        .map(|it| it.places.into_iter().map(|it| (it.page + 1, it.x, it.y, it.turned)).collect())
        .collect()
}

#[test]
fn leaflets_are_folded_to_read_from_first_to_last() {
    let profile = |imposition| PrintProfile { imposition, flap: 4.0, ..PrintProfile::default() };
    assert_eq!(
        places(6, &profile(Imposition::Wrap)),
        [
            // Page 5 is the flap: 4 points are cut from its outer edge.
            vec![(5, -4.0, 0.0, false), (6, 96.0, 0.0, false), (1, 196.0, 0.0, false)],
            vec![(2, 0.0, 0.0, false), (3, 100.0, 0.0, false), (4, 200.0, 0.0, false)],
        ]
    );
    let zigzag = places(8, &profile(Imposition::Zigzag));
    assert_eq!(zigzag.len(), 4);
    assert_eq!(zigzag[2], [(7, 200.0, 0.0, false)]);
    assert_eq!(zigzag[3], [(8, 0.0, 0.0, false)]);
    // In thought: a panel and what is printed behind it are consecutive, 1 and 2, 5 and 4, 6 and 3.
    let [outside, inside] = &zigzag[..2] else { panic!() };
    let behind: Vec<(usize, usize)> =
        outside.iter().zip(inside.iter().rev()).map(|(a, b)| (a.0, b.0)).collect();
    assert_eq!(behind, [(5, 4), (6, 3), (1, 2)]);
}

#[test]
fn cards_have_their_backs_behind_them() {
    let sheet = Some(Size { width: 500.0, height: 500.0 });
    let profile = PrintProfile {
        imposition: Imposition::Cards,
        sheet,
        gutter: 10.0,
        ..PrintProfile::default()
    };
    // 500 points less two margins of 10 mm take 4 columns and 2 rows.
    let sides = places(6, &profile);
    assert_eq!(sides.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3]);
    let width = 4.0 * 100.0 + 3.0 * 10.0;
    for (front, back) in sides[0].iter().zip(&sides[1]) {
        assert_eq!((back.0, back.1, back.2), (front.0 + 1, width - front.1 - 100.0, front.2));
    }
    let one = places(2, &profile);
    assert_eq!(one.iter().map(Vec::len).collect::<Vec<_>>(), [8, 8], "a card fills the sheet");
    assert_eq!(places(1, &profile).len(), 1, "without backs there is one side");
}

#[test]
fn backs_stand_on_their_heads_where_sheets_are_turned_over_the_other_edge() {
    let profile = |turn| PrintProfile {
        imposition: Imposition::Booklet,
        turn: Some(turn),
        ..PrintProfile::default()
    };
    // A booklet lies on its side: it is turned over the short edge.
    assert_eq!(
        places(4, &profile(Turn::Short)),
        places(4, &PrintProfile { turn: None, ..profile(Turn::Short) })
    );
    let sides = places(4, &profile(Turn::Long));
    assert_eq!(sides[0], [(4, 0.0, 0.0, false), (1, 100.0, 0.0, false)]);
    assert_eq!(sides[1], [(2, 100.0, 0.0, true), (3, 0.0, 0.0, true)]);
}

/// A page with this content and these further resources and objects.
fn page(content: &str, resources: lopdf::Dictionary, mut document: Document) -> Vec<u8> {
    let tree = document.new_object_id();
    let content = document.add_object(Stream::new(dictionary! {}, content.into()));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => Object::Reference(tree), "Contents" => Object::Reference(content),
        "MediaBox" => vec![0.into(), 0.into(), 150.into(), 200.into()], "Resources" => resources,
    });
    let node =
        dictionary! { "Type" => "Pages", "Kids" => vec![Object::Reference(page)], "Count" => 1 };
    document.objects.insert(tree, Object::Dictionary(node));
    let root = document
        .add_object(dictionary! { "Type" => "Catalog", "Pages" => Object::Reference(tree) });
    document.trailer.set("Root", Object::Reference(root));
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}

/// A shading along a line from red to blue by way of green, a pattern of it, and one of small squares.
fn patterned(kind: i64) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let colour = |parts: [f32; 3]| parts.map(Object::Real).to_vec();
    let run = |from, to| {
        Object::Dictionary(dictionary! {
            "FunctionType" => 2, "Domain" => vec![0.into(), 1.into()], "N" => 1,
            "C0" => colour(from), "C1" => colour(to),
        })
    };
    let (red, green, blue) = ([1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]);
    let function = document.add_object(dictionary! {
        "FunctionType" => 3, "Domain" => vec![0.into(), 1.into()],
        "Functions" => vec![run(red, green), run(green, blue)],
        "Bounds" => vec![Object::Real(0.5)], "Encode" => [0, 1, 0, 1].map(Object::Integer).to_vec(),
    });
    let shading = document.add_object(dictionary! {
        "ShadingType" => kind, "ColorSpace" => "DeviceRGB", "Function" => Object::Reference(function),
        "Coords" => [0, 0, 150, 0].map(Object::Integer).to_vec(),
    });
    let shaded = document.add_object(
        dictionary! { "Type" => "Pattern", "PatternType" => 2, "Shading" => Object::Reference(shading) },
    );
    let squares = Stream::new(
        dictionary! {
            "Type" => "Pattern", "PatternType" => 1, "PaintType" => 1, "TilingType" => 1,
            "BBox" => [0, 0, 4, 4].map(Object::Integer).to_vec(), "XStep" => 4, "YStep" => 4,
            "Resources" => dictionary! {},
        },
        b"1 0 0 rg 0 0 2 2 re f".to_vec(),
    );
    let squares = document.add_object(squares);
    let resources = dictionary! {
        "Shading" => dictionary! { "S" => Object::Reference(shading) },
        "Pattern" => dictionary! { "P" => Object::Reference(shaded), "T" => Object::Reference(squares) },
    };
    let content =
        "q 10 10 30 30 re W n /S sh Q /Pattern cs /P scn 50 50 20 20 re f /T scn 80 80 20 20 re f";
    page(content, resources, document)
}

#[test]
fn patterns_and_shadings_have_the_colours_of_the_press() {
    if !are_there(&["qpdf"]) {
        return;
    }
    let read = Press::read(FOGRA39).unwrap();
    let condition = Some(Condition { profile: FOGRA39, press: &read, name: Some("FOGRA39") });
    let profile = PrintProfile { colour: Colour::Cmyk, ..PrintProfile::default() };
    let pressed = press(&patterned(2), &profile, &Label { condition, ..label() }).unwrap();
    assert_eq!(pressed.obstacles, [""; 0]);
    let text = operators(&pressed.bytes);
    assert!(!text.contains("DeviceRGB") && !text.contains(" rg"), "{text}");
    // The squares are not drawn out to the edge of the bleed.
    assert!(text.contains("0 0 2 2 re"), "{text}");
    // Colours at the corners of triangles are not converted, and told.
    let pressed = press(&patterned(4), &profile, &label()).unwrap();
    assert_eq!(pressed.survey.unconverted[&1], 2);
}

#[test]
fn photographs_are_converted_by_the_profile_of_the_press() {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    let red = image::RgbImage::from_pixel(16, 16, image::Rgb([255, 0, 0]));
    red.write_to(&mut jpeg, image::ImageFormat::Jpeg).unwrap();
    let mut document = Document::with_version("1.7");
    let picture = |bytes: Vec<u8>| {
        Stream::new(
            dictionary! {
                "Type" => "XObject", "Subtype" => "Image", "Width" => 16, "Height" => 16,
                "ColorSpace" => "DeviceRGB", "BitsPerComponent" => 8, "Filter" => "DCTDecode",
            },
            bytes,
        )
    };
    let broken = document.add_object(picture(b"no JPEG".to_vec()));
    let whole = document.add_object(picture(jpeg.into_inner()));
    let resources = dictionary! {
        "XObject" => dictionary! { "A" => Object::Reference(whole), "B" => Object::Reference(broken) },
    };
    let bytes = page("q 9 0 0 9 50 50 cm /A Do /B Do Q", resources, document);
    let read = Press::read(FOGRA39).unwrap();
    let condition = Some(Condition { profile: FOGRA39, press: &read, name: None });
    let profile = PrintProfile { colour: Colour::Cmyk, ..PrintProfile::default() };
    let pressed = press(&bytes, &profile, &Label { condition, ..label() }).unwrap();
    assert_eq!(pressed.survey.pictures, 1, "the broken one keeps its colours, and is told");
    let made = Document::load_mem(&pressed.bytes).unwrap();
    let pixels = made.objects.values().filter_map(|it| it.as_stream().ok()).find_map(|it| {
        let is_inks = it.dict.get(b"ColorSpace").and_then(Object::as_name).ok()? == b"DeviceCMYK";
        is_inks.then(|| it.get_plain_content().unwrap())
    });
    let pixels = pixels.unwrap();
    assert_eq!(pixels.len(), 4 * 16 * 16);
    let [c, m, y, k] = [0, 1, 2, 3].map(|at| i32::from(pixels[at]) * 100 / 255);
    assert!(c < 3 && (m - 96).abs() < 4 && (y - 93).abs() < 4 && k < 4, "{c} {m} {y} {k}");
}
