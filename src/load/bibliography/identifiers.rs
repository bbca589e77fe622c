//! Numbers and addresses of works, as many people write them: DOI, arXiv, PubMed, addresses in notes.

use crate::language::reading;

/// A DOI without what people write before it: `https://doi.org/10.1/x`, `doi:10.1/x`.
pub fn doi(text: &str) -> Option<String> {
    let text = text.trim();
    let at = text.find("10.")?;
    let before = text[..at].to_lowercase();
    let is_lead = before.is_empty()
        || before.ends_with("doi.org/")
        || before.trim_end().ends_with(':')
        || before.trim_end().ends_with("doi");
    let doi = text[at..].split_whitespace().next().unwrap_or_default();
    let doi = doi.trim_end_matches(['.', ',', ';']).replace("%2F", "/").replace("%2f", "/");
    (is_lead && doi.contains('/')).then_some(doi)
}

/// An arXiv number without what people write before it: `arXiv:2101.00001v2`, an address, `hep-th/9901001`.
pub fn arxiv(text: &str) -> Option<String> {
    let text = text.trim();
    let lower = text.to_ascii_lowercase();
    let leads = ["arxiv.org/abs/", "arxiv.org/pdf/", "arxiv:", "arxiv."];
    let at = leads.iter().find_map(|lead| lower.find(lead).map(|at| at + lead.len()));
    let at = at.unwrap_or_default();
    let number = text.get(at..)?.trim_start();
    let number = number.split(|c: char| c.is_whitespace() || "[],;()".contains(c)).next()?;
    let number = number.trim_end_matches(".pdf").trim_end_matches('.');
    let digits = number.bytes().filter(u8::is_ascii_digit).count();
    let modern = number.as_bytes().get(4) == Some(&b'.')
        && number[..4].bytes().all(|it| it.is_ascii_digit());
    let older = number.split_once('/').is_some_and(|(archive, rest)| {
        archive.bytes().all(|it| it.is_ascii_alphabetic() || b"-.".contains(&it))
            && rest.len() >= 7
            && rest.bytes().take(7).all(|it| it.is_ascii_digit())
    });
    (digits >= 7 && (modern || older)).then(|| number.to_string())
}

/// The first address in a text.
pub fn address(text: &str) -> Option<&str> {
    let at = ["https://", "http://", "ftp://"].iter().filter_map(|lead| text.find(lead)).min()?;
    let address =
        text[at..].split(|c: char| c.is_whitespace() || "<>\"“”，。；、（）".contains(c)).next()?;
    let address = address.trim_end_matches(['.', ',', ';', ')', ']', '}']);
    (address.len() > "https://".len()).then_some(address)
}

/// A text without its first address and the words that announce it.
pub fn without_address(text: &str) -> String {
    let Some(address) = address(text) else { return text.trim().to_string() };
    let rest = text.replacen(address, "", 1);
    let rest = rest.trim_matches(|c: char| c.is_whitespace() || "<>:：,.;[]()".contains(c));
    let lower = rest.to_lowercase();
    let said = lower.trim_end_matches([':', '.', ',']);
    if reading::words().bibliography.announces.iter().any(|it| it == said) {
        String::new()
    } else {
        rest.to_string()
    }
}

/// The date behind “Accessed” and the like in a note.
pub fn accessed(note: &str) -> Option<&str> {
    let lower = note.to_ascii_lowercase();
    let words = &reading::words().bibliography;
    let (at, lead) =
        words.accessed.iter().filter_map(|lead| Some((lower.find(lead.as_str())?, lead))).min()?;
    let date = note.get(at + lead.len()..)?;
    let date = date.trim_start_matches(|c: char| c.is_whitespace() || ":：[(".contains(c));
    let date = reading::without_start(date, &words.accessed_on);
    let end = date.find(['.', ';', ']', ')', '。', '，']).unwrap_or(date.len());
    Some(date[..end].trim()).filter(|date| !date.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_read_however_they_are_written() {
        for text in
            ["10.1000/a.b", "https://doi.org/10.1000/a.b", "doi: 10.1000/a.b", "DOI 10.1000/a.b."]
        {
            assert_eq!(doi(text).as_deref(), Some("10.1000/a.b"), "{text}");
        }
        assert_eq!(doi("version 10.2"), None);
        for text in [
            "2101.00001",
            "arXiv:2101.00001",
            "arXiv preprint arXiv:2101.00001",
            "https://arxiv.org/abs/2101.00001",
            "2101.00001 [cs.CL]",
        ] {
            assert_eq!(arxiv(text).as_deref(), Some("2101.00001"), "{text}");
        }
        assert_eq!(arxiv("hep-th/9901001v2").as_deref(), Some("hep-th/9901001v2"));
        assert_eq!(arxiv("Proceedings of 2101"), None);
    }

    #[test]
    fn addresses_in_notes_are_found_with_their_dates() {
        let note = "Available at: https://example.org/a_b. Accessed: 2024-01-02";
        assert_eq!(address(note), Some("https://example.org/a_b"));
        assert_eq!(accessed(note), Some("2024-01-02"));
        assert_eq!(without_address("Available at https://example.org/a"), "");
        assert_eq!(without_address("CD-ROM"), "CD-ROM");
        assert_eq!(accessed("[访问日期: 2024年1月2日]"), Some("2024年1月2日"));
    }
}
