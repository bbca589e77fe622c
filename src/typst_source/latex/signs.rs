//! Signs by their names and characters: pulldown-latex knows which character a command stands for.

use pulldown_latex::event::{Content, DelimiterType, Event};
use pulldown_latex::{Parser, Storage};

use super::atoms::{Atom, Class};
use crate::model::manuscript::VALUE;
use crate::typst_source::escape;

/// The sign that a command stands for.
pub fn command(name: &str) -> Option<Atom> {
    own(name).or_else(|| if name.is_empty() { None } else { looked_up(&format!("\\{name} ")) })
}

/// Signs that pulldown-latex does not know, or takes for others.
fn own(name: &str) -> Option<Atom> {
    let ordinary = |sign: &str| Some(Atom::ordinary(format!(" {sign}")));
    let relation = |sign: &str| Some(Atom::new(format!(" {sign}"), Class::Relation));
    let large = |sign: &str| Some(Atom::new(format!(" {sign}"), Class::Operator));
    match name {
        "|" | "Vert" | "lVert" | "rVert" | "vert" | "lvert" | "rvert" => {
            let sign = if name.contains(['|', 'V']) { "‖" } else { "\\|" };
            let (class, word) = match name.as_bytes()[0] {
                b'l' => (Class::Opening, "opening"),
                b'r' => (Class::Closing, "closing"),
                _ => (Class::Ordinary, "normal"),
            };
            Some(Atom::new(format!(" class(\"{word}\",{sign})"), class))
        }
        "mu" => ordinary("μ"),
        "colon" => Some(Atom::new(" class(\"punctuation\",\\:)", Class::Punctuation)),
        "AA" | "angstrom" => ordinary("\"Å\""),
        // MathJax prints the star that Markdown has escaped.
        "*" => Some(character('*')),
        "%" | "&" | "#" | "$" | "_" => ordinary(&format!("\\{name}")),
        "textmu" | "textmicro" | "micro" => ordinary("\"μ\""),
        "textdegree" | "degree" | "degrees" => ordinary("°"),
        "celsius" => ordinary("\"°C\""),
        "ohm" => ordinary("Ω"),
        "textemdash" => ordinary("\"—\""),
        "textendash" => ordinary("\"–\""),
        "pounds" | "textsterling" => ordinary("\"£\""),
        "textbackslash" => ordinary("\\\\"),
        "textasciitilde" => ordinary("\\~"),
        "prime" => ordinary("′"),
        "dprime" => ordinary("″"),
        "hslash" => ordinary("ℏ"),
        "gimel" => ordinary("ℷ"),
        "Game" => ordinary("⅁"),
        "R" | "reals" | "Reals" => ordinary("ℝ"),
        "N" | "natnums" => ordinary("ℕ"),
        "Z" => ordinary("ℤ"),
        "Complex" | "cnums" => ordinary("ℂ"),
        "blacksquare" | "qed" => ordinary("■"),
        "qedsymbol" => ordinary("□"),
        "therefore" => relation("∴"),
        "because" => relation("∵"),
        "vcentcolon" | "ratio" => relation("\\:"),
        "dashrightarrow" | "dasharrow" => relation("⇢"),
        "argmax" => Some(Atom::new(" op(\"arg max\",limits: #true)", Class::Operator)),
        "argmin" => Some(Atom::new(" op(\"arg min\",limits: #true)", Class::Operator)),
        "injlim" => Some(Atom::new(" op(\"inj lim\",limits: #true)", Class::Operator)),
        "projlim" => Some(Atom::new(" op(\"proj lim\",limits: #true)", Class::Operator)),
        "varlimsup" => Some(Atom::new(" op(overline(\"lim\"),limits: #true)", Class::Operator)),
        "varliminf" => Some(Atom::new(" op(underline(\"lim\"),limits: #true)", Class::Operator)),
        "varinjlim" | "varprojlim" => {
            Some(Atom::new(" op(underline(\"lim\"),limits: #true)", Class::Operator))
        }
        "plim" => Some(Atom::new(" op(\"plim\",limits: #true)", Class::Operator)),
        "oiint" => large("∯"),
        "oiiint" => large("∰"),
        "iiiint" => large("⨌"),
        "intop" => Some(Atom::new(" limits(∫)", Class::Operator)),
        _ => HTML_NAMES
            .iter()
            .find(|(it, ..)| *it == name)
            .map(|(_, sign, class)| Atom::new(format!(" {sign}"), *class)),
    }
}

/// Signs by the names that they have in HTML, as wikis and KaTeX know them beside those of LaTeX.
const HTML_NAMES: [(&str, &str, Class); 36] = [
    ("alef", "ℵ", Class::Ordinary),
    ("alefsym", "ℵ", Class::Ordinary),
    ("and", "∧", Class::Binary),
    ("ang", "∠", Class::Ordinary),
    ("bull", "∙", Class::Binary),
    ("clubs", "♣", Class::Ordinary),
    ("Dagger", "‡", Class::Binary),
    ("diamonds", "♢", Class::Ordinary),
    ("empty", "∅", Class::Ordinary),
    ("exist", "∃", Class::Ordinary),
    ("harr", "↔", Class::Relation),
    ("hArr", "⇔", Class::Relation),
    ("Harr", "⇔", Class::Relation),
    ("hearts", "♡", Class::Ordinary),
    ("image", "ℑ", Class::Ordinary),
    ("infin", "∞", Class::Ordinary),
    ("isin", "∈", Class::Relation),
    ("lang", "⟨", Class::Opening),
    ("larr", "←", Class::Relation),
    ("lArr", "⇐", Class::Relation),
    ("Larr", "⇐", Class::Relation),
    ("lrarr", "↔", Class::Relation),
    ("or", "∨", Class::Binary),
    ("plusmn", "±", Class::Binary),
    ("rang", "⟩", Class::Closing),
    ("rarr", "→", Class::Relation),
    ("rArr", "⇒", Class::Relation),
    ("Rarr", "⇒", Class::Relation),
    ("real", "ℜ", Class::Ordinary),
    ("sdot", "⋅", Class::Binary),
    ("sect", "§", Class::Ordinary),
    ("spades", "♠", Class::Ordinary),
    ("sub", "⊂", Class::Relation),
    ("sube", "⊆", Class::Relation),
    ("thetasym", "ϑ", Class::Ordinary),
    ("weierp", "℘", Class::Ordinary),
];

/// A character other than a letter or digit of ASCII.
pub fn character(character: char) -> Atom {
    match character {
        '-' => Atom::new(" −", Class::Binary),
        '*' => Atom::new(" ∗", Class::Binary),
        '/' => Atom::ordinary(" \\/"),
        '|' => Atom::ordinary(" class(\"normal\",\\|)"),
        '<' | '>' | '=' | ':' => Atom::new(escaped(character), Class::Relation),
        '+' => Atom::new(" \\+", Class::Binary),
        '(' | '[' => Atom::new(escaped(character), Class::Opening),
        ')' | ']' => Atom::new(escaped(character), Class::Closing),
        '!' | '?' => Atom::new(escaped(character), Class::Closing),
        ',' | ';' => Atom::new(escaped(character), Class::Punctuation),
        '，' | '、' | '；' | '。' | '：' => Atom::new(text(character), Class::Punctuation),
        c if c.is_ascii() || c.is_alphanumeric() => Atom::ordinary(escaped(c)),
        // Full-width forms are text.
        '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff60}' => Atom::ordinary(text(character)),
        c => looked_up(c.encode_utf8(&mut [0; 4])).unwrap_or_else(|| Atom::ordinary(escaped(c))),
    }
}

fn text(character: char) -> String {
    format!(" {}", escape::string(character.encode_utf8(&mut [0; 4])))
}

/// One character, which means itself and nothing else.
pub fn escaped(character: char) -> String {
    match character {
        VALUE => format!(" {VALUE}"),
        'a'..='z' | 'A'..='Z' | '0'..='9' => format!(" {character}"),
        c if c.is_ascii_graphic() => format!(" \\{c}"),
        c if c.is_whitespace() || c.is_control() => " ".to_string(),
        c => format!(" {c}"),
    }
}

/// What pulldown-latex makes of a command or character that stands alone.
fn looked_up(latex: &str) -> Option<Atom> {
    let storage = Storage::new();
    let mut events = Parser::new(latex, &storage);
    let content = match events.next()?.ok()? {
        Event::Content(content) => content,
        _ => return None,
    };
    if events.next().is_some() {
        return None;
    }
    Some(match content {
        Content::Function(name) => named(name),
        Content::Ordinary { content, .. } => Atom::ordinary(escaped(content)),
        Content::LargeOp { content, .. } => Atom::new(escaped(content), Class::Operator),
        Content::BinaryOp { content, .. } => Atom::new(escaped(content), Class::Binary),
        Content::Punctuation(content) => Atom::new(escaped(content), Class::Punctuation),
        Content::Relation { content, .. } => {
            let mut buffer = [0; 8];
            let signs = String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer));
            Atom::new(signs.chars().map(escaped).collect::<String>(), Class::Relation)
        }
        Content::Delimiter { content, ty, .. } => delimiter(content, ty),
        Content::Text(_) | Content::Number(_) => return None,
    })
}

/// A function by its name: `lim` takes what is under it along, `sin` does not.
fn named(name: &str) -> Atom {
    const LIMITS: [&str; 14] = [
        "lim", "max", "min", "sup", "inf", "det", "gcd", "Pr", "lim inf", "lim sup", "liminf",
        "limsup", "argmax", "argmin",
    ];
    let limits = if LIMITS.contains(&name) { ",limits: #true" } else { "" };
    Atom::new(format!(" op({}{limits})", escape::string(name)), Class::Operator)
}

fn delimiter(sign: char, ty: DelimiterType) -> Atom {
    let (class, name) = match ty {
        DelimiterType::Open => (Class::Opening, "opening"),
        DelimiterType::Close => (Class::Closing, "closing"),
        DelimiterType::Fence => (Class::Ordinary, "normal"),
    };
    // Only of bars is it not plain which side they are on.
    match sign {
        '|' | '‖' => Atom::new(format!(" class(\"{name}\",{})", escaped(sign)), class),
        _ => Atom::new(escaped(sign), class),
    }
}

/// The sign with a stroke through it, where Unicode has one.
pub fn negated(sign: &str) -> Option<char> {
    Some(match sign.trim().trim_start_matches('\\') {
        "=" => '≠',
        "<" => '≮',
        ">" => '≯',
        "≤" => '≰',
        "≥" => '≱',
        "∈" => '∉',
        "∋" => '∌',
        "∃" => '∄',
        "⊂" => '⊄',
        "⊃" => '⊅',
        "⊆" => '⊈',
        "⊇" => '⊉',
        "≡" => '≢',
        "≈" => '≉',
        "∼" => '≁',
        "≃" => '≄',
        "≅" => '≇',
        "≺" => '⊀',
        "≻" => '⊁',
        "⊢" => '⊬',
        "⊨" => '⊭',
        "∣" | "|" => '∤',
        "∥" => '∦',
        "→" => '↛',
        "←" => '↚',
        "⇒" => '⇏',
        "⇐" => '⇍',
        _ => return None,
    })
}
