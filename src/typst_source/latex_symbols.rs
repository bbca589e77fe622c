//! Signs of formulas that Typst sets by a name: accents, braces, and what a stroke negates.

/// Typst's name for an accent.
pub fn accent(sign: char) -> Option<&'static str> {
    Some(match sign {
        '^' | 'ˆ' | '\u{302}' => "hat",
        '~' | '˜' | '\u{303}' => "tilde",
        '¯' | '‾' | '\u{304}' | '\u{305}' => "macron",
        '˙' | '.' | '\u{307}' => "dot",
        '¨' | '\u{308}' => "dot.double",
        '→' | '\u{20d7}' => "arrow",
        '←' | '\u{20d6}' => "arrow.l",
        '↔' => "arrow.l.r",
        '´' | '\u{301}' => "acute",
        '`' | '\u{300}' => "grave",
        '˘' | '\u{306}' => "breve",
        'ˇ' | '\u{30c}' => "caron",
        '˚' | '\u{30a}' => "circle",
        _ => return None,
    })
}

/// Typst's function for a line or brace over (or under) a whole expression.
pub fn brace(sign: char, above: bool) -> Option<&'static str> {
    Some(match (sign, above) {
        ('‾' | '\u{305}', true) => "overline",
        ('_' | '\u{332}' | '‾', false) => "underline",
        ('⏞', true) => "overbrace",
        ('⏟', false) => "underbrace",
        ('⏜', true) => "overparen",
        ('⏝', false) => "underparen",
        ('⎴', true) => "overbracket",
        ('⎵', false) => "underbracket",
        _ => return None,
    })
}

/// The sign with a stroke through it, where Unicode has one.
pub fn negated(sign: &str) -> Option<char> {
    Some(match sign.trim_start_matches('\\') {
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
        "∣" | "|" => '∤',
        "∥" => '∦',
        "→" => '↛',
        "←" => '↚',
        "⇒" => '⇏',
        "⇐" => '⇍',
        _ => return None,
    })
}
