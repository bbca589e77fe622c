//! A relation cut into words, numbers and signs.

/// One of them.
#[derive(Debug, Clone, PartialEq)]
pub enum Token {
    /// A name or a word, which may have an open part.
    Word(String),
    /// A number as written, with its percent sign.
    Number(String),
    /// A sign.
    Sign(&'static str),
}

/// The signs; longer ones first.
const SIGNS: [(&str, &str); 14] = [
    ("<=", "<="),
    ("≤", "<="),
    ("=", "="),
    ("+", "+"),
    ("-", "-"),
    ("−", "-"),
    ("*", "*"),
    ("×", "*"),
    ("/", "/"),
    ("(", "("),
    (")", ")"),
    ("[", "["),
    ("]", "]"),
    (".", "."),
];

/// The tokens; what cannot be read is the error.
pub fn tokens(text: &str) -> Result<Vec<Token>, String> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '0'..='9' => number(rest),
            '{' => word(rest),
            _ if first.is_alphabetic() || first == '_' => word(rest),
            ',' => 1,
            _ => 0,
        };
        let (token, length) = match (first, length) {
            (',', _) => (Token::Sign(","), 1),
            ('0'..='9', _) => (Token::Number(rest[..length].to_string()), length),
            (_, 0) => {
                let sign = SIGNS.iter().find(|(written, _)| rest.starts_with(written));
                let (written, sign) = sign.ok_or_else(|| rest.to_string())?;
                (Token::Sign(sign), written.len())
            }
            _ => (Token::Word(rest[..length].to_string()), length),
        };
        tokens.push(token);
        rest = rest[length..].trim_start();
    }
    Ok(tokens)
}

/// How many bytes belong to the number: digits, a point between digits, a percent sign.
fn number(text: &str) -> usize {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut length = digits(text);
    if let Some(fraction) = text[length..].strip_prefix('.').map(digits).filter(|it| *it > 0) {
        length += 1 + fraction;
    }
    length + usize::from(text[length..].starts_with('%'))
}

/// How many bytes belong to the name: letters, digits, `_`, and `{any}`.
fn word(text: &str) -> usize {
    const ANY: &str = crate::model::domain::relation::Pattern::ANY;
    let mut length = 0;
    loop {
        let rest = &text[length..];
        length += match rest.chars().next() {
            Some(c) if c.is_alphanumeric() || c == '_' => c.len_utf8(),
            Some('{') if rest.starts_with(ANY) => ANY.len(),
            _ => return length,
        };
    }
}
