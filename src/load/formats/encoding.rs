//! Bytes to text: UTF-8, UTF-16 with its mark, and the encodings of older programs, which are guessed.

use std::borrow::Cow;
use std::sync::Arc;

use chardetng::{EncodingDetector, Utf8Detection};
use encoding_rs::{Encoding, UTF_8};

use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::model::inputs::Sources;

/// The text and the name of its encoding; nothing when it is in none that is known, such as that of
/// a picture.
pub fn decode(bytes: &[u8]) -> Option<(Cow<'_, str>, &'static str)> {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Some((Cow::Borrowed(text), UTF_8.name()));
    }
    let encoding = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => encoding,
        // Text of an older program has no zero bytes.
        None if bytes.contains(&0) => return None,
        None => guess(bytes),
    };
    let (text, encoding, broken) = encoding.decode(bytes);
    (!broken && encoding != UTF_8).then(|| (text, encoding.name()))
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Makes UTF-8 of a text in another encoding, and tells which; a text in none that is known stays as it is.
pub fn to_utf8(sources: &mut Sources, path: &str) -> Option<Diagnostic> {
    let bytes = sources.files.get(path)?;
    let (text, encoding) = decode(bytes).filter(|(_, encoding)| *encoding != UTF_8.name())?;
    let text: Vec<u8> = text.into_owned().into_bytes();
    sources.insert(path, text);
    Some(told(&Arc::from(path), encoding).help("save it as UTF-8"))
}

/// A file's text in whatever encoding; a finding that tells which, unless it is UTF-8.
pub fn any<'a>(
    sources: &'a Sources,
    path: &Arc<str>,
    findings: &mut Findings,
) -> Option<Cow<'a, str>> {
    let bytes: &'a [u8] = sources.files.get(&**path)?;
    let Some((text, encoding)) = decode(bytes) else {
        return utf8(sources, path, findings).map(Cow::Borrowed);
    };
    if encoding != UTF_8.name() {
        let is_table = path.ends_with(".csv") || path.ends_with(".txt");
        let hint = if is_table { "; spreadsheets call it “CSV UTF-8”" } else { "" };
        findings.push(told(path, encoding).help(format!("save it as UTF-8{hint}")));
    }
    Some(text)
}

/// That a file is in another encoding.
fn told(path: &Arc<str>, encoding: &str) -> Diagnostic {
    let message = format!("this file is not UTF-8; it is read as {encoding}");
    Diagnostic::new(codes::ENCODING, Place::file(path), message)
}

/// A file's text; a finding when it is not UTF-8.
pub fn utf8<'a>(sources: &'a Sources, path: &Arc<str>, findings: &mut Findings) -> Option<&'a str> {
    let bytes: &'a [u8] = sources.files.get(&**path)?;
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return Some(text),
        Err(error) => error,
    };
    let sound = String::from_utf8_lossy(&bytes[..error.valid_up_to()]);
    let line = sound.matches('\n').count() + 1;
    let column = sound.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let finding = Diagnostic::new(
        codes::NOT_UTF8,
        Place::at(path, line, column),
        "this file is not UTF-8 text",
    )
    .help("save it as UTF-8; spreadsheets call it “CSV UTF-8”");
    findings.push(finding);
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_spreadsheet_saves_is_read_as_what_it_says() {
        let text = "编号,药名,剂量\r\na,甲氨蝶呤,5 mg\r\nb,顺铂,10 mg\r\n";
        let (gbk, ..) = encoding_rs::GBK.encode(text);
        assert_eq!(
            decode(&gbk).map(|(text, name)| (text.into_owned(), name)),
            Some((text.into(), "GBK"))
        );
        let utf16: Vec<u8> =
            [0xfeff].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(
            decode(&utf16).map(|(text, name)| (text.into_owned(), name)),
            Some((text.into(), "UTF-16LE"))
        );
        assert_eq!(decode(text.as_bytes()).map(|(_, name)| name), Some("UTF-8"));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff"), None);
    }
}
