//! Formulas as people write them are set without a finding, wherever they stand.

use diptych::{Outcome, Request, Sources, build};

/// Formulas, one a line.
fn table() -> Vec<&'static str> {
    let lines = include_str!("../formulas/table.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
}

fn rendered(text: &str) -> Outcome {
    build(&Sources::single("note.md", text.as_bytes().to_vec()), &Request::new())
}

/// The findings of a text: code, line, column.
fn found(text: &str) -> Vec<(&'static str, usize, usize)> {
    let outcome = rendered(text);
    assert_eq!(outcome.artifacts.len(), 1, "{text}: {:?}", outcome.findings);
    outcome.findings.iter().map(|it| (it.code.id, it.place.line, it.place.column)).collect()
}

#[test]
fn the_formulas_of_the_table_are_set() {
    let formulas = table();
    assert!(formulas.len() > 170, "{}", formulas.len());
    let inline: Vec<String> = formulas.iter().map(|it| format!("A ${it}$ b.")).collect();
    let display: Vec<String> = formulas.iter().map(|it| format!("$$\n{it}\n$$")).collect();
    for texts in [inline, display] {
        assert_eq!(found(&format!("# Table\n\n{}\n", texts.join("\n\n"))), []);
    }
}

#[test]
fn formulas_are_found_between_all_marks() {
    for text in [
        "By \\(x^2 + y\\) it holds.",
        "Text before\n\\[\nx = 1\n\\]\nand behind.",
        "$$\nx = 1\n\n- y = 2\n$$",
        "\\begin{align}\na &= b \\\\\n&= c\n\\end{align}",
        "\\begin{equation*}\n\\begin{aligned}\na &= b\n\\end{aligned}\n\\end{equation*}",
        "```math\nx^2 = \\frac12\n```",
        "The value $`x^2`$ holds.",
        "Escaped \\[1\\], \\[see $x^2$\\] and \\(see below\\).",
        "- item\n\n  $$\n  x = 1\n  $$",
        "> $$\n> x = 1\n> $$",
        "| a | b |\n|---|---|\n| $x_1$ | \\(y_1\\) |",
        "where $f(x) = \\text{rate if $x$ holds}$ is.",
        "It costs $5, or US$10–$20; $100,000 ($50k).",
    ] {
        assert_eq!(found(&format!("# Marks\n\n{text}\n")), [], "{text}");
    }
}

#[test]
fn what_cannot_be_set_is_told_at_its_command_and_printed() {
    for (text, code, line, column) in [
        ("Now $a + \\foo b$ is.", "D0540", 3, 10),
        ("$$\na &= \\frac{1}{2} \\\\\n&+ \\unheard{x}\n$$", "D0540", 5, 4),
        ("\\begin{align}\na &= \\nocommand\n\\end{align}", "D0540", 4, 6),
        ("> $$\n> \\nocommand\n> $$", "D0540", 4, 1),
        ("Here $\\begin{tikzpicture}x\\end{tikzpicture}$.", "D0540", 3, 7),
        ("See $x^2^3$.", "D0540", 3, 9),
        ("A $\\href{https://a.b}{x}$ b.", "D0541", 3, 4),
        ("$$\nx \\label{a}\n$$\n\nBy \\eqref{b}.", "D0543", 7, 4),
        ("$\\def\\a{\\a\\a}\\a$", "D0540", 3, 14),
    ] {
        assert_eq!(found(&format!("# Wrong\n\n{text}\n")), [(code, line, column)], "{text}");
    }
}

/// Macros that grow without end are refused, each in little time, and nesting is bounded.
#[test]
fn hostile_formulas_end() {
    let mut bomb = "$\\def\\a{x}$\n\n".to_string();
    for (name, before) in ('b'..='z').zip('a'..) {
        let ten = format!("\\{before}").repeat(10);
        bomb += &format!("$\\def\\{name}{{{ten}}}$\n\n");
    }
    for text in [
        format!("{bomb}$\\z$"),
        format!("${}x{}$", "{".repeat(300), "}".repeat(300)),
        format!("${}$", "\\frac".repeat(300)),
        format!("${}$", "\\left(".repeat(300)),
        format!("$\\text{{{}}}$", "\\text{".repeat(300)),
        format!("$\\ce{{{}}}$", "(".repeat(300)),
    ] {
        let outcome = rendered(&format!("# Hostile\n\n{text}\n"));
        assert!(outcome.findings.iter().any(|it| it.code.id == "D0540"), "{text}");
    }
}
