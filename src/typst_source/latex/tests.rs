//! The table of formulas as Typst source, and what is refused.

use super::*;

#[test]
fn the_table_reads_as_kept() {
    let table = include_str!("../../../tests/formulas/table.txt");
    let mut read = String::new();
    for latex in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        read += &format!("{latex}\n    {}\n", typst(latex, 4_000).unwrap());
    }
    insta::with_settings!({ snapshot_path => "../../../tests/formulas", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("table", read);
    });
}

#[test]
fn what_is_no_formula_is_said_with_its_place() {
    for (latex, at) in [
        ("a + \\unknown", 4),
        ("\\begin{nothing}x\\end{nothing}", 0),
        ("a^b^c", 3),
        ("\\begin{align}a\\end{gather}", 14),
        ("x \\right)", 2),
    ] {
        assert_eq!(
            read(latex, false, 4_000, &mut Shared::default()).unwrap_err().at,
            at,
            "{latex}"
        );
    }
    for latex in ["\\frac{1}", "{", "\\left(", "\\text{a", "}", "#1", "a & b } c"] {
        assert!(typst(latex, 4_000).is_err(), "{latex}");
    }
    assert!(typst(&"x".repeat(4_001), 4_000).is_err());
}

#[test]
fn macros_hold_for_later_formulas_and_labels_are_counted() {
    let mut shared = Shared::default();
    let mut read = |latex: &str| read(latex, false, 4_000, &mut shared).unwrap();
    assert!(read("\\newcommand{\\R}{\\mathbb{R}}").is_silent);
    assert_eq!(read("x \\in \\R").source, "x ∈ bb(R)");
    assert_eq!(read("a = b \\label{one}").lines[0].number.as_deref(), Some("\"(1)\""));
    assert_eq!(read("a = b").lines[0].number, None);
    assert_eq!(read("\\eqref{one}").source, "\"(1)\"");
    let display = read("a &= b + c \\\\ &< d");
    let starts: Vec<Vec<&str>> = display
        .lines
        .iter()
        .map(|line| line.pieces.iter().map(|piece| piece.start.name()).collect())
        .collect();
    assert_eq!(starts, [vec!["row", "align", "bin"], vec!["row", "align"]]);
}

#[test]
fn commands_of_packages_are_read() {
    for (used, expected) in [
        ("\\bra{a} \\ket{b}", true),
        ("\\mel{a}{B}{c} \\dd x \\upmu \\Tr A", true),
        ("\\dv{x}", false),
    ] {
        let mut shared = Shared::default();
        for definition in packages::used_in(used) {
            assert!(read(definition, false, 4_000, &mut shared).unwrap().is_silent, "{definition}");
        }
        assert_eq!(read(used, false, 4_000, &mut shared).is_ok(), expected, "{used}");
    }
}
