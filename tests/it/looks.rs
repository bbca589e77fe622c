//! The looks that a word in the manifest chooses: themes and paper.

use std::collections::BTreeSet;
use std::fs;

use diptych::{Artifact, Request, build};
use lopdf::{Document, Object};

use super::pdf::pages;
use super::projects::{fixture, root, sources};
use super::review::review;

/// The fixture with these lines added to its one document.
pub fn built_with(lines: &str) -> Vec<Artifact> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = format!("{}{lines}\n", sources.text("diptych.toml").unwrap());
    sources.insert("diptych.toml", manifest.into_bytes());
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{lines}: {:?}", outcome.findings);
    outcome.artifacts
}

/// The fixture as one document of this template and theme, with a text of its own, in one language.
pub fn themed(template: &str, theme: &str, text: &str) -> Vec<u8> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = sources.text("diptych.toml").unwrap().replace("[\"zh\", \"en\"]", "[\"en\"]");
    let manifest = manifest.replace("\"summary\"", &format!("\"{template}\""));
    let manifest = format!("{manifest}theme = \"{theme}\"\ntrace = \"off\"\n");
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("content/note.en.md", text.as_bytes());
    let outcome = build(&sources, &Request::default());
    // How far a text of this length goes down its last page says nothing.
    let on_pages = |it: &&diptych::diagnostic::Diagnostic| {
        it.code.id.starts_with("D10") && it.code.id != "D1008"
    };
    let found: Vec<_> = outcome.findings.iter().filter(on_pages).collect();
    assert!(found.is_empty(), "{template}, {theme}: {found:?}");
    outcome.artifacts.into_iter().next().unwrap_or_else(|| panic!("{:?}", outcome.findings)).bytes
}

/// A text with what every kind of document may have.
pub const TEXT: &str = "::: section\nPart\n:::\n\n# What was found\n\n::: keys\n\
    - **{{ results.alpha.mos }}** median overall survival\n- **{{ results.alpha.orr }}** response rate\n\n\
    Both in one trial.\n:::\n\n# What to do\n\nOne sentence.\n\n- one point\n- another\n\n\
    > [!WARNING]\n> Few patients.\n\n| a | b |\n|---|---|\n| c | d |\n\n\
    ::: notes\nWhat is said.\n:::\n\n::: handout\nWhat is handed out.\n:::\n\n\
    # Three things\n\n::: take-home\n- first\n- second\n:::\n";

/// Width and height of the first page, in whole points.
fn paper(bytes: &[u8]) -> (f32, f32) {
    let document = Document::load_mem(bytes).unwrap();
    let page = *document.get_pages().values().next().unwrap();
    let page = document.get_dictionary(page).unwrap();
    let sides = page.get(b"MediaBox").unwrap().as_array().unwrap();
    (sides[2].as_float().unwrap().round(), sides[3].as_float().unwrap().round())
}

/// Operands of every operator of this name on any page.
fn operands(bytes: &[u8], operators: &[&str]) -> BTreeSet<String> {
    let document = Document::load_mem(bytes).unwrap();
    let mut found = BTreeSet::new();
    for page in document.get_pages().into_values() {
        for operation in document.get_and_decode_page_content(page).unwrap().operations {
            if operators.contains(&operation.operator.as_str()) {
                let numbers = operation.operands.iter().filter_map(|it| Object::as_float(it).ok());
                found.insert(numbers.map(|it| format!("{it:.2}")).collect::<Vec<_>>().join(" "));
            }
        }
    }
    found
}

#[test]
fn the_paper_is_the_one_named() {
    assert_eq!(paper(&built_with("")[0].bytes), (595.0, 842.0));
    assert_eq!(paper(&built_with("paper = \"letter\"")[0].bytes), (612.0, 792.0));
}

#[test]
fn mono_prints_black_and_white_only() {
    let colours = ["scn", "SCN", "sc", "SC", "rg", "RG", "g", "G", "k", "K"];
    let of = |theme: &str| {
        let made = built_with(&format!("theme = \"{theme}\""));
        made.iter().flat_map(|it| operands(&it.bytes, &colours)).collect::<BTreeSet<_>>()
    };
    let known = ["0.00", "1.00", "0.00 0.00 0.00", "1.00 1.00 1.00"];
    let mono = of("mono");
    assert!(!mono.is_empty());
    assert!(mono.iter().all(|colour| known.contains(&colour.as_str())), "{mono:?}");
    assert!(!of("journal").is_subset(&mono), "journal has colours");
}

#[test]
fn clinic_is_set_larger() {
    let largest = |theme: &str| {
        let made = built_with(&format!("theme = \"{theme}\""));
        let sizes = operands(&made[0].bytes, &["Tf"]);
        sizes.into_iter().map(|size| size.parse::<f32>().unwrap()).fold(0.0, f32::max)
    };
    assert_eq!((largest("journal"), largest("clinic")), (23.0, 26.0));
}

#[test]
fn a_theme_of_the_project_states_only_what_differs() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = format!("{}theme = \"house\"\n", sources.text("diptych.toml").unwrap());
    sources.insert("diptych.toml", manifest.into_bytes());
    let logo = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"><rect width=\"40\" height=\"20\"/></svg>";
    sources.insert("logo.svg", logo.as_bytes());
    let theme = "[colour]\naccent = \"#cc0000\"\n[logo]\nfile = \"logo.svg\"\nzh = \"医院\"\nen = \"A hospital\"\n";
    sources.insert("templates/themes/house.toml", theme.as_bytes());
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
    let colours = operands(&outcome.artifacts[0].bytes, &["scn"]);
    assert!(colours.contains("0.80 0.00 0.00"), "{colours:?}");
}

/// Its photo stands beside the title where a template has room for one.
#[test]
fn a_theme_of_the_project_may_have_a_photo() {
    let photo = fs::read(root().join("tests/honest/D1005-coarse-image/plot.png")).unwrap();
    let theme = "[photo]\nfile = \"photo.png\"\nzh = \"病房\"\nen = \"A ward\"\n";
    for template in ["brief", "leaflet", "slides"] {
        let folder = fixture(None);
        let mut sources = sources(folder.path());
        let manifest = sources
            .text("diptych.toml")
            .unwrap()
            .replace("\"summary\"", &format!("\"{template}\""));
        sources.insert("diptych.toml", format!("{manifest}theme = \"house\"\n").into_bytes());
        sources.insert("photo.png", photo.clone());
        sources.insert("templates/themes/house.toml", theme.as_bytes());
        let outcome = build(&sources, &Request::default());
        let first = outcome.artifacts.first().unwrap_or_else(|| panic!("{:?}", outcome.findings));
        let document = Document::load_mem(&first.bytes).unwrap();
        let is_image = |it: &Object| {
            it.as_stream().is_ok_and(|it| {
                it.dict.get(b"Subtype").is_ok_and(|it| it.as_name().is_ok_and(|it| it == b"Image"))
            })
        };
        assert!(document.objects.values().any(is_image), "{template}: {:?}", outcome.findings);
    }
}

#[test]
fn a_handout_deals_its_slides_evenly() {
    let text = |word: &str| {
        (0..15).map(|i| format!("# {word} {}\n\n{word}\n\n", i + 1)).collect::<String>()
    };
    for (per_page, pages) in [("1", 16), ("2", 8), ("3", 6), ("4", 4), ("6", 3)] {
        let folder = fixture(None);
        let mut sources = sources(folder.path());
        let manifest = sources.text("diptych.toml").unwrap().replace("\"summary\"", "\"handout\"");
        sources.insert("diptych.toml", format!("{manifest}per_page = {per_page}\n").into_bytes());
        sources.insert("content/note.zh.md", text("要点").into_bytes());
        sources.insert("content/note.en.md", text("Point").into_bytes());
        let outcome = build(&sources, &Request::default());
        // Six slides on a page are small, which is told; four stand on a sheet that lies across.
        let told = if per_page > "4" { vec!["D0605", "D0815"] } else { vec!["D0605"] };
        let found = &outcome.findings;
        assert!(found.iter().all(|it| told.contains(&it.code.id)), "{per_page}: {found:?}");
        let counts: Vec<usize> = outcome.artifacts.iter().map(|it| it.pages).collect();
        assert_eq!(counts, [pages, pages, pages], "{per_page} a page");
    }
}

/// Words of a slide have four sizes, and so have units and marks; the title of a cover has one more, and so have key numbers.
#[test]
fn a_deck_has_four_sizes() {
    let sizes = operands(&themed("slides", "journal", TEXT), &["Tf"]);
    let whole = |size: &String| size.parse::<f32>().unwrap();
    let sizes: BTreeSet<i32> = sizes.iter().map(|it| whole(it).round() as i32).collect();
    assert_eq!(sizes, BTreeSet::from([12, 18, 24, 36, 73, 76]));
}

#[test]
fn a_handout_has_what_to_take_away_and_not_what_is_said() {
    let sheet = super::pdf::squeezed(&themed("handout", "journal", TEXT));
    assert!(sheet.contains("Whatishandedout.") && !sheet.contains("Whatissaid."), "{sheet}");
    let slides = super::pdf::squeezed(&themed("slides", "journal", TEXT));
    assert!(!slides.contains("Whatishandedout.") && !slides.contains("Whatissaid."), "{slides}");
    assert_eq!(slides.matches("Part").count(), 3, "the section stands on its slides: {slides}");
    // Without take-aways, what is said is printed.
    let text = TEXT.replace("::: handout", "::: notes");
    let sheet = super::pdf::squeezed(&themed("handout", "journal", &text));
    assert!(sheet.contains("Whatissaid.") && sheet.contains("Whatishandedout."), "{sheet}");
}

#[test]
fn night_is_dark_on_slides_and_white_on_paper() {
    let dark = "0.06 0.10 0.12";
    let fills = |template: &str| operands(&themed(template, "night", TEXT), &["scn"]);
    assert!(fills("slides").contains(dark), "{:?}", fills("slides"));
    assert!(!fills("handout").contains(dark));
}

#[test]
fn a_leaflet_is_half_a_sheet_and_a_whole_one_in_large_print() {
    assert_eq!(paper(&themed("leaflet", "hospital", TEXT)), (421.0, 595.0));
    assert_eq!(paper(&themed("leaflet", "large-print", TEXT)), (595.0, 842.0));
}

/// The pages of the bilingual fixture in a layout.
fn bilingual(layout: &str) -> Vec<String> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = sources.text("diptych.toml").unwrap();
    let manifest = format!("{manifest}editions = [\"zh-en\"]\nlayout = \"{layout}\"\n");
    sources.insert("diptych.toml", manifest.into_bytes());
    // Two references alone on a page are few, which is said.
    let outcome = build(&sources, &Request::default());
    assert!(outcome.findings.iter().all(|it| it.code.id == "D1008"), "{:?}", outcome.findings);
    let pages = super::pdf::pages(&outcome.artifacts[0].bytes);
    pages.iter().map(|it| super::pdf::squeeze(it)).collect()
}

#[test]
fn facing_pages_hold_the_same_in_two_languages() {
    let pages = bilingual("facing");
    let (left, right) = (&pages[1], &pages[2]);
    for value in ["19.2", "13.4", "40.0", "15", "ALPHA-1", "BETA-2"] {
        assert!(left.contains(value) && right.contains(value), "{value}");
    }
    assert!(left.contains("对照组为") && !right.contains("对照组为"));
    assert!(right.contains("withcontrol") && !left.contains("withcontrol"));
    assert!(pages[0].contains("TwoTrials") || pages[0].contains("Twotrials"));
    assert!(pages[3].contains("参考文献References"), "lists close the document in both languages");
}

#[test]
fn stacked_paragraphs_follow_one_another() {
    let pages = bilingual("stacked");
    let at = |words: &str| pages[0].find(words).unwrap_or_else(|| panic!("{words}"));
    assert!(at("的中位总生存期为") < at("Medianoverallsurvival"));
    assert!(at("Medianoverallsurvival") < at("缓解率40.0%"));
    assert!(at("缓解率40.0%") < at("responserate40.0%"));
}

#[test]
fn an_entry_leads_to_its_doi_and_names_the_pages_that_cite_it() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let entry = "pages   = {100-110},\n  doi     = {10.1016/S0140-6736(20)1},";
    let references = sources.text("references.bib").unwrap();
    let references = references.replacen("pages   = {100-110},", entry, 1);
    sources.insert("references.bib", references.into_bytes());
    // On one page there is nothing to be told.
    for path in ["content/note.zh.md", "content/note.en.md"] {
        let text = sources
            .text(path)
            .unwrap()
            .replace("{{ references() }}", "\\newpage\n\n{{ references() }}");
        sources.insert(path, text.into_bytes());
    }
    let outcome = build(&sources, &Request::default());
    for (name, words) in [("note.zh.pdf", "引于第1页"), ("note.en.pdf", "↑p.1")] {
        let artifact = outcome.artifacts.iter().find(|it| it.name == name).unwrap();
        assert_eq!(super::pdf::squeezed(&artifact.bytes).matches(words).count(), 2, "{name}");
        let text = String::from_utf8_lossy(&artifact.bytes);
        assert!(text.contains("https://doi.org/10.1016/S0140-6736"), "{name}");
    }
}

/// The sizes of type on any page, in tenths of a point.
fn sizes(bytes: &[u8]) -> BTreeSet<i32> {
    let sizes = operands(bytes, &["Tf"]);
    sizes.iter().map(|size| (size.parse::<f32>().unwrap() * 10.0).round() as i32).collect()
}

/// Whatever its slides hold, and also where one is parted.
#[test]
fn the_text_of_a_deck_has_one_size() {
    let short = |i: usize| format!("# Slide {i}\n\nA sentence of a few words.\n\n");
    let full = |points: usize| {
        format!("# Full\n\n{}\n", "- a point that is made in one line\n".repeat(points))
    };
    let deck = |points: usize| {
        let text = (0..4).map(short).collect::<String>() + &full(points);
        sizes(&themed("slides", "journal", &text))
    };
    let text = |points: usize| {
        deck(points).into_iter().filter(|size| (190..360).contains(size)).collect::<Vec<i32>>()
    };
    assert_eq!(text(1), [240]);
    assert_eq!(text(7), [240]);
    assert_eq!(text(11), [240]);
}

#[test]
fn a_brief_that_its_text_does_not_fill_is_set_larger() {
    let brief = |paragraphs: usize| {
        let text = "# A head\n\nA sentence that says what there is, for whom, and how sure it is. "
            .to_owned()
            + &"It is followed by another that says as much and takes its line. ".repeat(8);
        sizes(&themed("brief", "hospital", &format!("{text}\n\n").repeat(paragraphs)))
    };
    assert!(brief(1).contains(&105), "{:?}", brief(1));
    let sparse = brief(3);
    assert!(sparse.range(109..=126).next().is_some(), "{sparse:?}");
    // From so many on the page holds no larger type.
    assert!((4..10).any(|paragraphs| brief(paragraphs).contains(&105)));
}

#[test]
fn a_box_to_write_in_fills_its_page() {
    let text = |rules: &str| format!("One sentence.\n\n::: contact\n**Notes**{rules}\n:::\n");
    let lines = |rules: &str| operands(&themed("leaflet", "hospital", &text(rules)), &["cm"]).len();
    assert!(lines("\n\n---\n\n---") > lines("") + 8);
}

/// A section about each word, of so many paragraphs.
fn sections(words: &[&str], paragraphs: usize) -> String {
    let section = |word: &&str| {
        let lines: String =
            (1..=paragraphs).map(|i| format!("Of the {word}{i}x only.\n\n")).collect();
        format!("# The {word}?\n\n{lines}")
    };
    words.iter().map(section).collect()
}

/// Flowing text would part the third section.
#[test]
fn a_leaflet_parts_no_section_that_its_pages_hold_whole() {
    let words = ["alder", "birch", "cedar", "damson", "elder"];
    let pages = pages(&themed("leaflet", "hospital", &sections(&words, 5)));
    assert_eq!(pages.len(), 2, "{pages:?}");
    let page_of = |word: String| pages.iter().position(|page| page.contains(&word));
    for word in words {
        let first = page_of(format!("{word}1x"));
        assert!(first.is_some() && first == page_of(format!("{word}5x")), "{word}: {pages:?}");
    }
}

/// Four sections of more than half a page each: whole they would take four pages.
#[test]
fn large_print_parts_a_section_where_that_spares_a_page() {
    let words = ["alder", "birch", "cedar", "damson"];
    let pages = pages(&themed("leaflet", "large-print", &sections(&words, 10)));
    assert_eq!(pages.len(), 3, "{pages:?}");
    let page_of = |word: String| pages.iter().position(|page| page.contains(&word));
    for word in words {
        // Two paragraphs stay with their heading.
        let head = page_of(format!("{word}?"));
        assert!(head.is_some() && head == page_of(format!("{word}2x")), "{word}: {pages:?}");
    }
}

#[test]
fn a_long_doi_keeps_off_the_rest_of_a_foot_in_large_print() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = sources.text("diptych.toml").unwrap();
    let doi = "doi = \"10.1200/JCO.2023.41.16_suppl.e16174\"\ntheme = \"large-print\"";
    let manifest = manifest.replacen("[project]", &format!("[project]\n{doi}"), 1);
    sources.insert("diptych.toml", manifest.into_bytes());
    let found = build(&sources, &Request::default()).findings;
    assert!(!found.iter().any(|it| it.code.id == "D1002"), "{found:?}");
}

#[test]
fn what_is_too_wide_for_a_key_number_has_lines() {
    // `themed` asserts that nothing overlaps.
    let words = "**Not reached in any of the four groups that were looked at, in either year**";
    for template in ["leaflet", "brief", "summary", "slides"] {
        themed(template, "hospital", &format!("# Keys\n\n::: keys\n- {words} at the end\n:::\n"));
    }
}

/// What a brief says first stands first, and callouts beside one another.
#[test]
fn a_brief_opens_with_its_answer() {
    let text = "::: keys\n**The answer.**\n\nHow sure.\n\n- **Nine** of ten\n:::\n\n\
                ::: tip Do\nThis.\n:::\n\n::: caution Do not\nThat.\n:::\n\n\
                ::: warning Harms\nThose.\n:::\n\n# Why\n\nBecause.\n";
    let bytes = themed("brief", "hospital", text);
    let page = pages(&bytes).remove(0);
    let places = ["The answer.", "How sure.", "Nine", "Do", "Do not", "Harms", "Why"];
    let found: Vec<_> = places.iter().map(|it| page.find(it)).collect();
    assert!(found.iter().all(Option::is_some) && found.is_sorted(), "{found:?} in {page}");
}

#[test]
fn what_two_languages_cite_alike_stands_once_in_a_row() {
    let slides = pages(&review()["slides.zh-en.pdf"]);
    // In its row, and in the foot.
    assert_eq!(slides[10].matches("[35]").count(), 2, "{}", slides[10]);
}

/// The height and the size of each run of letters on the first page, in points.
fn runs(bytes: &[u8]) -> Vec<(f32, f32)> {
    let document = Document::load_mem(bytes).unwrap();
    let page = document.get_pages().into_values().next().unwrap();
    let mut found = Vec::new();
    let mut height = 0.0;
    for operation in document.get_and_decode_page_content(page).unwrap().operations {
        match (operation.operator.as_str(), operation.operands.last()) {
            ("cm", Some(last)) => height = last.as_float().unwrap(),
            ("Tf", Some(last)) => found.push((height, last.as_float().unwrap())),
            _ => {}
        }
    }
    found
}

/// A pair of paragraphs has no distance of its own above it: the list before it has.
#[test]
fn a_paragraph_behind_the_references_keeps_off_them() {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    for (language, more) in [("zh", "文献到此为止。"), ("en", "The list ends here.")] {
        let path = format!("content/note.{language}.md");
        let text = format!("{}\n{more}\n", sources.text(&path).unwrap());
        sources.insert(&path, text.into_bytes());
    }
    let outcome = build(&sources, &Request::default());
    let pdf = outcome.artifacts.iter().find(|it| it.name == "note.zh-en.pdf").unwrap();
    let runs = runs(&pdf.bytes);
    // The running foot is as small as an entry, and stands below.
    let lowest = |size: f32| {
        let of = runs.iter().filter(|run| run.1 == size && run.0 > 90.0);
        of.map(|run| run.0).fold(f32::MAX, f32::min)
    };
    let (entry, paragraph) = (lowest(8.0), lowest(10.5));
    assert!(entry - paragraph > 16.0, "{entry} and {paragraph}");
}
