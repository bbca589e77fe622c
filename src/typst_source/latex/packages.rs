//! Commands of packages that are no more than macros: braket, physics as far as it has one reading, upgreek,
//! and those of plain TeX that MathJax keeps.

/// For each command what LaTeX would define it by.
static MACROS: [(&str, &str); 27] = [
    ("\\bra", "\\newcommand{\\bra}[1]{\\langle #1|}"),
    ("\\ket", "\\newcommand{\\ket}[1]{|#1\\rangle}"),
    ("\\braket", "\\newcommand{\\braket}[1]{\\langle #1\\rangle}"),
    ("\\Bra", "\\newcommand{\\Bra}[1]{\\left\\langle #1\\right|}"),
    ("\\Ket", "\\newcommand{\\Ket}[1]{\\left|#1\\right\\rangle}"),
    ("\\Braket", "\\newcommand{\\Braket}[1]{\\left\\langle #1\\right\\rangle}"),
    ("\\ketbra", "\\newcommand{\\ketbra}[2]{|#1\\rangle\\langle #2|}"),
    ("\\mel", "\\newcommand{\\mel}[3]{\\langle #1|#2|#3\\rangle}"),
    ("\\comm", "\\newcommand{\\comm}[2]{\\left[#1,#2\\right]}"),
    ("\\dd", "\\newcommand{\\dd}{\\mathrm{d}}"),
    ("\\grad", "\\newcommand{\\grad}{\\nabla}"),
    ("\\curl", "\\newcommand{\\curl}{\\nabla\\times}"),
    ("\\vb", "\\newcommand{\\vb}[1]{\\mathbf{#1}}"),
    ("\\va", "\\newcommand{\\va}[1]{\\vec{\\mathbf{#1}}}"),
    ("\\vu", "\\newcommand{\\vu}[1]{\\hat{\\mathbf{#1}}}"),
    ("\\Tr", "\\DeclareMathOperator{\\Tr}{Tr}"),
    ("\\tr", "\\DeclareMathOperator{\\tr}{tr}"),
    ("\\rank", "\\DeclareMathOperator{\\rank}{rank}"),
    ("\\idotsint", "\\newcommand{\\idotsint}{\\int\\cdots\\int}"),
    ("\\displaylines", "\\newcommand{\\displaylines}[1]{\\begin{gathered}#1\\end{gathered}}"),
    ("\\eqalign", "\\newcommand{\\eqalign}[1]{\\begin{aligned}#1\\end{aligned}}"),
    ("\\upalpha", "\\newcommand{\\upalpha}{\\mathrm{α}}"),
    ("\\upbeta", "\\newcommand{\\upbeta}{\\mathrm{β}}"),
    ("\\upgamma", "\\newcommand{\\upgamma}{\\mathrm{γ}}"),
    ("\\updelta", "\\newcommand{\\updelta}{\\mathrm{δ}}"),
    ("\\uppi", "\\newcommand{\\uppi}{\\mathrm{π}}"),
    ("\\upmu", "\\newcommand{\\upmu}{\\mathrm{μ}}"),
];

/// The definitions of those commands that a text has.
pub fn used_in(text: &str) -> impl Iterator<Item = &'static str> {
    let has_commands = text.contains('\\');
    MACROS.iter().filter(move |(name, _)| has_commands && text.contains(name)).map(|it| it.1)
}
