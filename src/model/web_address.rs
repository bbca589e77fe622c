//! Addresses of links: which may stand in a document that somebody opens, and how they are written there.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;

use crate::language::invisible::is_hidden;

/// The schemes that a link may have. Whoever reads the document knows where they lead; others run code,
/// open files of the reader, or start a program.
pub const SCHEMES: [&str; 5] = ["http", "https", "mailto", "tel", "ftp"];

/// The longest address that Typst takes for a link, in bytes, as it is written in the PDF.
pub const LONGEST: usize = 8_000;

/// An address as a PDF holds it, in ASCII, or why no link is made of it, as the end of a sentence.
pub fn written(address: &str) -> Result<String, String> {
    let trimmed = address.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if let Some(reason) = refusal(trimmed) {
        return Err(reason);
    }
    let written = encoded(trimmed);
    match written.len() > LONGEST {
        true => Err(format!("is longer than {LONGEST} bytes")),
        false => Ok(written),
    }
}

/// Browsers and viewers drop controls and white space, and some decode an address before they look at
/// it, perhaps more than once: what any of them could read is looked at.
fn refusal(address: &str) -> Option<String> {
    let mut read: Cow<str> = address.into();
    for _ in 0..4 {
        let plain: String = read
            .chars()
            .filter(|c| !is_dropped(*c))
            .map(|c| if c == '\\' { '/' } else { c })
            .collect();
        if plain.starts_with("//") {
            return Some("leads to a computer of the reader's network".to_string());
        }
        match scheme(&plain) {
            Some(scheme) if SCHEMES.contains(&scheme.as_str()) => return None,
            Some(scheme) => return Some(format!("has the scheme “{scheme}:”")),
            None => {}
        }
        let decoded = percent_decode_str(&read).decode_utf8_lossy().into_owned();
        if decoded == *read {
            return None;
        }
        read = decoded.into();
    }
    None
}

/// Whether some reader of addresses drops a character.
fn is_dropped(character: char) -> bool {
    let joins = matches!(character, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}');
    joins || character.is_whitespace() || character.is_control() || is_hidden(character)
}

/// The scheme of an address, in lower case: what stands before a colon in its first part.
fn scheme(address: &str) -> Option<String> {
    let (first, rest) = address.split_at(address.find([':', '/', '?', '#'])?);
    let is_name = first.starts_with(|c: char| c.is_ascii_alphabetic())
        && first.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    (rest.starts_with(':') && is_name).then(|| first.to_ascii_lowercase())
}

/// The address in the characters of RFC 3986; what is percent-encoded already stays.
fn encoded(address: &str) -> String {
    let bytes = address.as_bytes();
    let host = host(address);
    let mut fragment = false;
    let mut out = String::with_capacity(address.len());
    for (at, byte) in bytes.iter().enumerate() {
        let plain = match byte {
            b'%' => (1..=2).all(|i| bytes.get(at + i).is_some_and(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut fragment, true),
            b'[' | b']' => host.contains(&at),
            b'"' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}' => false,
            other => other.is_ascii_graphic(),
        };
        match plain {
            true => out.push(char::from(*byte)),
            false => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// The bytes of the name of a computer, which may be a number in brackets.
fn host(address: &str) -> Range<usize> {
    let Some(start) = address.find("://").map(|at| at + 3) else { return 0..0 };
    let length = address[start..].find(['/', '?', '#']).unwrap_or(address.len() - start);
    start..start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_schemes_and_places_beside_the_document_are_linked() {
        let refused = [
            "javascript:alert(1)",
            " JaVa\tScript:x",
            "java\nscript:x",
            "javascript%3Aalert(1)",
            "%6aavascript:x",
            "%256aavascript:x",
            "vbscript:x",
            "file:///etc/passwd",
            "data:text/html,x",
            "\\\\host\\share",
            "//host/share",
            "/\\host",
            "%5C%5Chost",
            "\u{200b}javascript:x",
            "\u{feff}javascript:x",
            "C:\\x",
            "blob:x",
            "x-apple:y",
        ];
        for address in refused {
            assert!(written(address).is_err(), "{address:?} is linked");
        }
        let linked = [
            "http://a.b",
            "HTTPS://a.b/c?d=e#f",
            "mailto:a@b.c?subject=x%20y",
            "tel:+49-30-1",
            "ftp://a/b",
            "docs/a.md",
            "./a:b",
            "a.md#b:c",
            "?x=a:b",
            "/docs/x",
            "https://[::1]:80/x",
            "..",
        ];
        for address in linked {
            assert_eq!(written(address).as_deref(), Ok(address));
        }
    }

    #[test]
    fn addresses_are_ascii_and_what_is_encoded_stays() {
        let pairs = [
            (
                "https://例.cn/肝 癌?q=\"<é>\"",
                "https://%E4%BE%8B.cn/%E8%82%9D%20%E7%99%8C?q=%22%3C%C3%A9%3E%22",
            ),
            ("https://a.b/100%/%2f", "https://a.b/100%25/%2f"),
            (
                "https://doi.org/10.1002/(SICI)1<1::AID>3.0;2-#",
                "https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0;2-#",
            ),
            ("https://a.b/[c]#d#e", "https://a.b/%5Bc%5D#d%23e"),
        ];
        for (address, expected) in pairs {
            assert_eq!(written(address).as_deref(), Ok(expected));
        }
        assert!(written(&format!("https://a.b/{}", "肝".repeat(900))).is_err());
    }
}
