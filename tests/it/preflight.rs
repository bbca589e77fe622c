//! The check of finished pages lets honest formulas pass.

use diptych::{Request, Sources, build};

/// The marks of one formula touch and stand over one another; that is no text over text.
#[test]
fn the_marks_of_a_formula_do_not_overlap() {
    let formulas = [
        r"\sqrt[3]{x}",
        r"\underbrace{a+b}_{n}",
        r"\overbrace{a+b}^{n}",
        r"\widehat{abc}",
        r"\overrightarrow{AB}",
        r"f_X(x)",
        r"Y_1",
        r"P_{157}",
        r"\hat{\mathbf{w}}",
        r"\left(\frac{\sqrt{a}}{b}\right)^{2}",
    ];
    for formula in formulas {
        for text in [format!("The mark ${formula}$ here.\n"), format!("$$\n{formula}\n$$\n")] {
            let source = format!("# Formulas\n\n{text}");
            let outcome = build(&Sources::single("note.md", source.into_bytes()), &Request::new());
            let over: Vec<_> =
                outcome.findings.iter().filter(|it| it.code.id.starts_with("D10")).collect();
            assert!(over.is_empty(), "{text}: {over:?}");
            assert_eq!(outcome.artifacts.len(), 1, "{text}: {:?}", outcome.findings);
        }
    }
}
