//! `--print`: files for print shops, and what is told of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use lopdf::Document;

use super::cli::{Call, diptych};

const MANIFEST: &str = "[project]\ntitle = \"Doses\"\nlanguages = [\"en\"]\ndate = 2026-02-08\nraw = true\n\
     [rules]\nD0605 = \"off\"\n[documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";

fn project(more: &str, text: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("diptych.toml"), format!("{MANIFEST}{more}")).unwrap();
    fs::write(folder.path().join("note.en.md"), format!("# Doses\n\nThe dose was 15 mg.\n{text}"))
        .unwrap();
    folder
}

fn build(folder: &Path, print: &str) -> Call {
    diptych(folder, &["build", print, "--format", "short"])
}

fn out(folder: &Path, name: &str) -> Document {
    Document::load(folder.join("out").join(name)).unwrap()
}

#[test]
fn print_files_stand_beside_those_for_the_screen() {
    let folder =
        project("[print.shop]\ntrim = \"A5\"\nimpose = \"booklet\"\nsheet = \"SRA3\"\n", "");
    for (print, name, sides) in [
        ("--print", "note.en.print.pdf", 1),
        ("--print=shop", "note.en.shop.print.pdf", 2),
        ("--print=4-up", "note.en.4-up.print.pdf", 1),
    ] {
        let call = build(folder.path(), print);
        assert_eq!(call.code, 0, "{}", call.stderr);
        assert_eq!(out(folder.path(), name).get_pages().len(), sides, "{name}");
    }
    let call = diptych(folder.path(), &["build"]);
    assert!(!call.stderr.contains("[D0214]"), "print files are of another kind: {}", call.stderr);
    let call = build(folder.path(), "--print=booklet");
    assert!(
        !call.stderr.contains("[D0214]"),
        "and so are those of another profile: {}",
        call.stderr
    );
    // What is built again is the same.
    let read = || fs::read(folder.path().join("out/note.en.shop.print.pdf")).unwrap();
    let before = read();
    build(folder.path(), "--print=shop");
    assert_eq!(before, read());
}

#[test]
fn a_print_file_claims_nothing_that_it_does_not_keep() {
    let folder = project("", "See [the other part](#doses).\n");
    assert_eq!(build(folder.path(), "--print").code, 0);
    let bytes = fs::read(folder.path().join("out/note.en.print.pdf")).unwrap();
    let text = String::from_utf8_lossy(&bytes);
    assert!(text.contains("<xmp:CreatorTool>Diptych "));
    let document = out(folder.path(), "note.en.print.pdf");
    let catalog = document.catalog().unwrap();
    for gone in ["StructTreeRoot", "MarkInfo", "Outlines", "OutputIntents", "Lang"] {
        assert!(!catalog.has(gone.as_bytes()), "{gone}");
    }
    for gone in ["pdfuaid", "pdfaid", "/Annots", "/Link"] {
        assert!(!text.contains(gone), "{gone}");
    }
}

#[test]
fn a_single_text_is_printed_too() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# A\n\nSome text.\n").unwrap();
    assert_eq!(diptych(folder.path(), &["render", "a.md", "--print=booklet"]).code, 0);
    assert_eq!(Document::load(folder.path().join("a.print.pdf")).unwrap().get_pages().len(), 2);
}

#[test]
fn what_a_profile_says_wrong_is_told_at_its_place() {
    for (more, print, words) in [
        ("", "--print=shpo", "there is no print profile “shpo”"),
        ("[print.shop]\nsheet = \"A6\"\n", "--print=shop", "the sheet has 105 × 148 mm"),
        (
            "[print.shop]\ntrim = \"A99\"\n",
            "--print=shop",
            "diptych.toml:12:8: error[D0105]: `trim` must be a size",
        ),
        ("[print.shop]\nbleed = \"3 feet\"\n", "--print=shop", "`bleed` must be a length"),
        ("[print.shop]\nsignature = 6\n", "--print=shop", "`signature` must be a multiple of four"),
        (
            "[print.shop]\nimpose = \"3-up\"\n",
            "--print=shop",
            "`impose` must be one of single, booklet",
        ),
        ("[print.shop]\nink = 1\n", "--print=shop", "[D0103]"),
        ("[print.\"../x\"]\n", "--print=../x", "“../x” is not a valid name of a print profile"),
    ] {
        let folder = project(more, "");
        let call = build(folder.path(), print);
        assert_ne!(call.code, 0, "{more}");
        assert!(call.stderr.contains(words), "{words}: {}", call.stderr);
        assert!(!folder.path().join("out").exists());
    }
}

/// A picture in PNG of so many pixels.
fn picture(folder: &Path, side: u32) {
    sized(&folder.join("p.png"), side, side);
}

fn sized(path: &Path, width: u32, height: u32) {
    let file = fs::File::create(path).unwrap();
    let mut encoder = png::Encoder::new(file, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> =
        (0..width * height).flat_map(|at| [at as u8, (at / 7) as u8, 40]).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
}

/// A profile of a press.
fn press_profile() -> Vec<u8> {
    include_bytes!("../../data/press/fogra39.icc").to_vec()
}

#[test]
fn a_file_for_a_press_is_pdfx_and_its_page_says_so() {
    let folder = project(
        "[print.press]\ncolour = \"cmyk\"\nprofile = \"press.icc\"\ncondition = \"FOGRA51\"\n",
        "",
    );
    fs::write(folder.path().join("press.icc"), press_profile()).unwrap();
    let call = build(folder.path(), "--print=press");
    assert!(call.code == 0 && !call.stderr.contains("[D1417]"), "{}", call.stderr);
    assert!(call.stderr.contains("wrote 1 PDF (1 page)"), "{}", call.stderr);
    let pdf = fs::read(folder.path().join("out/note.en.press.print.pdf")).unwrap();
    let text = String::from_utf8_lossy(&pdf);
    assert!(text.contains("<pdfxid:GTS_PDFXVersion>PDF/X-4</pdfxid:GTS_PDFXVersion>"));
    assert!(text.contains("<xmp:CreateDate>2026-02-08T00:00:00Z</xmp:CreateDate>"), "{text}");
    let page = fs::read_to_string(folder.path().join("out/note.en.press.print.html")).unwrap();
    for words in ["PDF/X-4", "FOGRA51 (press.icc)", "Nothing: no hairlines"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    // Another build without the profile leaves both alone.
    assert!(!diptych(folder.path(), &["build"]).stderr.contains("[D0214]"));
}

#[test]
fn a_press_named_by_its_condition_is_not_called_a_profile() {
    let folder = project("[print.press]\ncolour = \"grey\"\ncondition = \"FOGRA39\"\n", "");
    let call = diptych(folder.path(), &["build", "--print=press"]);
    for words in ["it is not PDF/X-4: its colours are not `cmyk`", "or name no `condition` and no"]
    {
        assert!(call.stderr.contains(words), "{words}: {}", call.stderr);
    }
}

fn raw(typst: &str) -> String {
    format!("\n```{{=typst}}\n{typst}\n```\n")
}

#[test]
fn the_preflight_tells_what_a_press_cannot_print() {
    for (text, print, code) in [
        (raw("#line(length: 3cm, stroke: 0.1pt)"), "--print", "D1411"),
        ("\n![A picture](p.png){width=60%}\n".to_string(), "--print", "D1412"),
        (String::new(), "--print=tiny", "D1413"),
        (raw("#rect(width: 3cm, fill: gradient.linear(red, blue))"), "--print=mono", "D1415"),
        (String::new(), "--print=wide", "D1416"),
        (String::new(), "--print=tiny", "D1420"),
        (raw("#box(fill: black, text(fill: white, size: 6pt)[Small])"), "--print=cmyk", "D1419"),
        (raw("#text(fill: rgb(\"#336699\"))[Much]"), "--print=rich", "D1418"),
        (String::new(), "--print=press", "D1417"),
        (String::new(), "--print=bad", "D1407"),
    ] {
        let press = "[print.bad]\ncolour = \"cmyk\"\nprofile = \"p.png\"\n\
             [print.press]\ncolour = \"grey\"\nprofile = \"press.icc\"\n\
             [print.rich]\ncolour = \"cmyk\"\n\
             inks = [{ screen = \"#336699\", cmyk = [100, 100, 100, 40] }]\n";
        let profiles = "[print.wide]\ntrim = \"200x200mm\"\n[print.tiny]\ntrim = \"20x28mm\"\n";
        let folder = project(&format!("{profiles}{press}"), &text);
        picture(folder.path(), 200);
        fs::write(folder.path().join("press.icc"), press_profile()).unwrap();
        let call = build(folder.path(), print);
        assert!(call.stderr.contains(&format!("[{code}]")), "{code}: {}", call.stderr);
        // Each is told where the author wrote it; what the finished size does, at that size.
        let place = match code {
            "D1407" => "diptych.toml:17:11: error",
            "D1411" => "note.en.md:6:2: warning",
            "D1412" => "note.en.md:5:1: warning",
            "D1413" | "D1420" => "diptych.toml:14:8: warning",
            "D1415" => "note.en.md:6:2: error",
            "D1416" => "diptych.toml:12:8: warning",
            "D1418" => "note.en.md:6:29: warning",
            "D1419" => "note.en.md:6:48: warning",
            _ => "diptych.toml:10:11: warning",
        };
        assert!(call.stderr.contains(&format!("{place}[{code}]")), "{code}: {}", call.stderr);
    }
}

/// The findings of one code about a text with a theme.
fn found(text: &str, theme: &str, profile: &str, code: &str) -> Vec<String> {
    let more = format!("theme = \"own\"\n[print.own]\n{profile}");
    let folder = project(&more, text);
    fs::create_dir_all(folder.path().join("templates/themes")).unwrap();
    fs::write(folder.path().join("templates/themes/own.toml"), theme).unwrap();
    let call = build(folder.path(), "--print=own");
    let found = call.stderr.lines().filter(|it| it.contains(&format!("[{code}]")));
    found.map(str::to_string).collect()
}

#[test]
fn the_line_of_a_theme_is_named_where_it_is_the_cause() {
    let table = "\n| A | B |\n|---|---|\n| one | two |\n";
    let theme = "extends = \"journal\"\n\n[rules]\nlight = 0.2\n";
    let told = found(table, theme, "trim = \"A4\"\n", "D1411");
    assert!(told.len() == 1 && told[0].contains("themes/own.toml:4:9: "), "{told:?}");
    // The accent of the theme, wherever it stands, is one finding at the theme.
    let theme = "extends = \"journal\"\n\n[colour]\naccent = \"#c02020\"\n";
    let profile = "colour = \"cmyk\"\ntotal_ink = 100\n";
    let told = found("\n## Head\n\nWords.\n\n## Head\n\nWords.\n", theme, profile, "D1418");
    assert!(told.len() == 1 && told[0].contains("themes/own.toml:4:10: "), "{told:?}");
}

#[test]
fn many_lines_of_a_text_are_told_with_the_third() {
    let near = |at: usize| raw(&format!("#place(top + left, dx: -66pt, dy: {}pt)[near]", 20 * at));
    let text: String = (0..5).map(near).collect();
    let told = found(&text, "extends = \"journal\"\n", "marks = false\n", "D1413");
    assert!(told.len() == 3 && told[2].ends_with("; so also at lines 18, 22)"), "{told:?}");
    assert!(told[0].contains("note.en.md:6:40: "), "{told:?}");
}

/// Where the words of each page begin, from the left edge, by poppler; nothing where it is not there.
fn left_edges(pdf: &Path) -> Option<Vec<f64>> {
    let read = Command::new("pdftotext").arg("-bbox").arg(pdf).arg("-").output().ok()?;
    let text = String::from_utf8(read.stdout).unwrap();
    let number = |word: &str| word.split("xMin=\"").nth(1)?.split('"').next()?.parse().ok();
    let least = |page: &str| page.lines().filter_map(number).fold(f64::MAX, f64::min);
    Some(text.split("<page ").skip(1).map(least).collect())
}

#[test]
fn bound_pages_keep_room_at_the_spine() {
    let folder = project("", &"\nA paragraph of several words.\n".repeat(120));
    fs::create_dir_all(folder.path().join("templates/themes")).unwrap();
    let theme = "extends = \"journal\"\n[spacing]\nbinding = 40\n";
    fs::write(folder.path().join("templates/themes/bound.toml"), theme).unwrap();
    let edges = |theme: &str| {
        let manifest = format!("{MANIFEST}theme = \"{theme}\"\n");
        fs::write(folder.path().join("diptych.toml"), manifest).unwrap();
        let call = diptych(folder.path(), &["build", "--strict"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        left_edges(&folder.path().join("out/note.en.pdf"))
    };
    let (Some(plain), Some(bound)) = (edges("journal"), edges("bound")) else { return };
    assert!(plain.len() > 2 && plain.len() == bound.len());
    let shifts: Vec<f64> = plain.iter().zip(&bound).map(|(a, b)| (b - a).round()).collect();
    // The first page is a right one, whose spine is at the left.
    assert_eq!(shifts[..3], [20.0, -20.0, 20.0]);
}

#[test]
fn chapters_begin_on_right_pages_and_blanks_bear_a_number_or_nothing() {
    let text = "\n# Chapter 2\n\nOne short page.\n\n# Chapter 3\n\nAnother one.\n";
    let folder = project("", text);
    let themes = folder.path().join("templates/themes");
    fs::create_dir_all(&themes).unwrap();
    let pages = |begin: &str, blanks: &str| {
        let theme = format!(
            "extends = \"journal\"\n[chapters]\nbegin = \"{begin}\"\nblanks = \"{blanks}\"\n"
        );
        fs::write(themes.join("book.toml"), theme).unwrap();
        let manifest = format!("{MANIFEST}theme = \"book\"\n");
        fs::write(folder.path().join("diptych.toml"), manifest).unwrap();
        let call = diptych(folder.path(), &["build"]);
        assert_eq!(call.code, 0, "{}", call.stderr);
        let pdf = folder.path().join("out/note.en.pdf");
        let read = Command::new("pdftotext").arg("-layout").arg(pdf).arg("-").output().ok()?;
        let text = String::from_utf8(read.stdout).unwrap();
        Some(text.split('\u{c}').map(|it| it.trim().to_string()).collect::<Vec<_>>())
    };
    let Some(flowing) = pages("flow", "folio") else { return };
    assert_eq!(flowing.len(), 2, "one page, and what stands behind its end: {flowing:?}");
    let each = pages("page", "folio").unwrap();
    assert!(each[1].contains("Chapter 2") && each[2].contains("Chapter 3"), "{each:?}");
    for (blanks, words) in [("folio", ["2", "4"]), ("none", ["", ""])] {
        let right = pages("right", blanks).unwrap();
        assert!(right[2].contains("Chapter 2") && right[4].contains("Chapter 3"), "{right:?}");
        assert_eq!([&right[1], &right[3]], words, "{blanks}: {right:?}");
    }
}

#[test]
fn pictures_are_told_at_the_page_on_which_they_are_coarsest() {
    let folder = project(
        "",
        &format!(
            "\n![Small](a.png){{width=20%}}\n{}\n![Large](b.png){{width=90%}}\n",
            "\nWords.\n".repeat(90)
        ),
    );
    // Turned by a quarter: as many pixels, and another picture.
    for (name, width, height) in [("a.png", 300, 200), ("b.png", 200, 300)] {
        sized(&folder.path().join(name), width, height);
    }
    let call = build(folder.path(), "--print");
    let told: Vec<&str> = call.stderr.lines().filter(|it| it.contains("[D1412]")).collect();
    assert!(
        told.iter().any(|it| it.contains("`b.png` has ") && !it.contains("on page 1 ")),
        "{told:?}"
    );
    assert!(told.iter().all(|it| !it.contains("`a.png`") || it.contains("on page 1 ")), "{told:?}");
    // Of two with the same sides both are named.
    sized(&folder.path().join("a.png"), 200, 300);
    let call = build(folder.path(), "--print");
    assert!(call.stderr.contains("`a.png` or `b.png` has "), "{}", call.stderr);
}

#[test]
fn a_condition_without_its_profile_is_told_before_anything_is_laid_out() {
    let folder = project("[print.x]\ncolour = \"cmyk\"\ncondition = \"FOGRA51\"\n", "");
    let call = build(folder.path(), "--print=x");
    let place = "diptych.toml:13:13: error[D1407]: `condition` is “FOGRA51”";
    assert!(call.code == 1 && call.stderr.contains(place), "{}", call.stderr);
    let more = "[print.x]\ncolour = \"cmyk\"\nprofile = \"none.icc\"\n";
    let folder = project(more, &raw("#panic(\"laid out\")"));
    let call = build(folder.path(), "--print=x");
    assert!(call.stderr.contains("diptych.toml:13:11: error[D0201]"), "{}", call.stderr);
    assert!(!call.stderr.contains("laid out"), "{}", call.stderr);
    // The profile that goes along needs no file, and the file is PDF/X-4.
    let folder = project("[print.x]\ncolour = \"cmyk\"\ncondition = \"fogra39\"\n", "");
    assert_eq!(build(folder.path(), "--print=x").code, 0);
    let page = fs::read_to_string(folder.path().join("out/note.en.x.print.html")).unwrap();
    assert!(
        page.contains("PDF/X-4") && page.contains("FOGRA39 (the profile of Diptych)"),
        "{page}"
    );
}

#[test]
fn a_clean_document_has_no_finding_in_any_colour() {
    let folder = project("", "\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    for print in ["--print", "--print=cmyk", "--print=grey", "--print=mono", "--print=booklet"] {
        let call = build(folder.path(), print);
        let told: Vec<&str> = call
            .stderr
            .lines()
            .filter(|it| it.contains("[D14") && !it.contains("[D1411]"))
            .collect();
        assert_eq!(told, [""; 0], "{print}");
        assert_eq!(call.code, 0, "{print}: {}", call.stderr);
    }
}
