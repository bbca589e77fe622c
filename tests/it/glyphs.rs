//! Characters: those of everyday texts print, and what no font has is drawn, told, and stops nothing.

use std::fs;

use super::cli::{Call, diptych};
use super::pdf::pages;

/// Renders a text; what was printed, and the call.
fn render(text: &str, arguments: &[&str]) -> (String, Call) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("note.md"), text).unwrap();
    let call = diptych(folder.path(), &[&["render", "note.md"], arguments].concat());
    let pdf = fs::read(folder.path().join("note.pdf")).unwrap_or_default();
    (if pdf.is_empty() { String::new() } else { pages(&pdf).concat() }, call)
}

#[test]
fn characters_of_everyday_texts_print() {
    for text in [
        "😀 👍 🚀 ✅ ❌ 💊 🧬 🩺",
        "漢臺醫學證鬱龜圖驛 兀嗀 ⼀⾹ ﹏",
        "가나다 한국어",
        "Қазақ Ӓ Өвөр",
        "שלום",
        "ภาษาไทย ฿",
        "ქართული Հայերեն",
    ] {
        let (printed, call) = render(&format!("{text}\n"), &["--strict"]);
        assert_eq!(call.code, 0, "{text}: {}", call.stderr);
        for letter in text.chars().filter(|it| !it.is_whitespace()) {
            assert!(printed.contains(letter), "{letter} of {text} in {printed:?}");
        }
    }
}

/// Words in a formula have no face of their own to be missing from.
#[test]
fn words_of_any_script_stand_in_a_formula() {
    for word in ["信息", "資訊骨", "정보", "かな", "данные", "بيانات", "מידע", "ข้อมูล", "🙂"]
    {
        let text = format!("Let $n_{{\\text{{{word}}}}} = 1$ be.\n\n$$\\mathrm{{{word}}}$$\n");
        let (printed, call) = render(&text, &["--strict"]);
        assert_eq!(call.code, 0, "{word}: {}", call.stderr);
        let letter = word.chars().next().unwrap();
        assert!(printed.matches(letter).count() >= 2, "{letter} of {word} in {printed:?}");
    }
    let (_, call) = render("Let $n_{\\text{𓀀}} = 1$ be.\n", &["--format", "short"]);
    assert!(call.code == 0 && call.stderr.contains("note.md:1:"), "{}", call.stderr);
}

#[test]
fn signs_of_several_characters_are_whole() {
    let text = "👩\u{200d}⚕\u{fe0f} 🙋🏽\u{200d}♀\u{fe0f} 🇨🇳 1\u{fe0f}\u{20e3} ⚠\u{fe0f} ❤\u{fe0f}\u{200d}🔥";
    let places = format!("# H {text}\n\n{text} `{text}`\n\n| a |\n|---|\n| {text} |\n");
    let (printed, call) = render(&places, &["--strict"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for sign in ['👩', '🙋', '🇨', '🇳', '\u{20e3}', '⚠', '🔥'] {
        assert_eq!(printed.matches(sign).count(), 4, "{sign} in {printed:?}");
    }
}

#[test]
fn what_no_font_has_is_drawn_told_once_and_stops_nothing() {
    let text = "# A title 𓀀\n\nText 𓀀 and `𓀀`, $x$ 𓀀.\n\nሀሁሂሃሄ ሀ\n";
    let (printed, call) = render(text, &["--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(printed.matches('𓀀').count() >= 4 && printed.contains('ሄ'), "{printed:?}");
    let told: Vec<&str> = call.stderr.lines().filter(|line| line.contains("D0701")).collect();
    assert_eq!(told.len(), 2, "{}", call.stderr);
    assert!(told[1].contains("note.md:5:1") && told[1].contains("5 characters"), "{}", told[1]);
    let (printed, call) = render(text, &["--strict"]);
    assert_eq!((call.code, printed.as_str()), (1, ""));
}

#[test]
fn names_of_emoji_are_emoji_but_in_code() {
    let (printed, call) =
        render("# :rocket: Title\n\n:x: `:x:` at 10:30:45, std::x::y.\n", &["--strict"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    for words in ["🚀", "Title", "❌", ":x:", "10:30:45", "std::x::y"] {
        assert!(printed.contains(words), "{words} in {printed:?}");
    }
    assert!(!printed.contains(":rocket:"), "{printed:?}");
}

#[test]
fn an_indent_typed_by_hand_is_no_second_one() {
    let (printed, call) = render("# 标题\n\n　　第一段。\n\n&emsp;&emsp;第二段。\n", &["--strict"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert!(printed.contains("第一段") && printed.contains("第二段"), "{printed:?}");
    assert!(!printed.contains(['\u{3000}', '\u{2003}']), "{printed:?}");
}

#[test]
fn what_sets_no_direction_does_no_harm() {
    let text = "# A title\n\nword\u{feff} 12\u{feff}34, \u{200e}(5) and \u{200e}6.\n";
    let (printed, call) = render(text, &["--format", "short"]);
    assert_eq!(call.code, 0, "{}", call.stderr);
    assert_eq!(call.stderr.matches("warning[D0528]").count(), 1, "{}", call.stderr);
    assert!(printed.contains("1234") && !printed.contains('\u{feff}'), "{printed:?}");
}
