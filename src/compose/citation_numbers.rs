//! Numbers, versions, addresses and permanent identifiers of a work, where styles look for them.

use hayagriva::Entry;
use hayagriva::types::QualifiedUrl;

use crate::model::web_address;
use crate::model::work_kind::WorkKind;

/// Signs in the numbers of works, and what stands for them: the library would take “7,347,809” for
/// three numbers, and “1001-2” for a range.
pub const SIGNS: [(char, char); 3] = [(',', '\u{f8c0}'), ('-', '\u{f8c1}'), ('&', '\u{f8c2}')];

/// How a style wants addresses and permanent identifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identifiers {
    /// Both, as given.
    Given,
    /// The identifier is not repeated when the address has it, and stands for a missing address
    /// where there must be one: GB/T 7714-2025, 7.9.1.
    Once,
}

/// The number of a report, standard or patent stands where styles look for it, and its version.
pub fn numbers(item: &mut Entry, source: &Entry, kind: WorkKind) {
    use WorkKind::*;
    let numbered =
        matches!(kind, Report | Standard | Patent | Law | Dataset | Thesis | Document | Manuscript);
    let serial = item.keyed_serial_number("serial").is_some();
    if let Some(issue) = source.issue()
        && numbered
        && !serial
    {
        item.set_keyed_serial_number("serial", issue.to_string());
    }
    // A version is looked for in repositories only; `citation_rules` asks for this one instead.
    if let Some(version) = item.keyed_serial_number("version").map(str::to_string) {
        item.set_keyed_serial_number("printing", version);
    }
    if let Some(number) = item.keyed_serial_number("serial").map(str::to_string) {
        let whole =
            SIGNS.iter().fold(number, |it, (sign, other)| it.replace(*sign, &other.to_string()));
        item.set_keyed_serial_number("serial", whole);
    }
    if kind == Preprint
        && let Some(number) = item.keyed_serial_number("arxiv").map(str::to_string)
        && !serial
    {
        let number = number.trim_start_matches("arXiv:");
        item.set_keyed_serial_number("serial", format!("arXiv:{number}"));
    }
}

/// Writes identifiers as the style wants them.
pub fn identify(item: &mut Entry, kind: WorkKind, identifiers: Identifiers) {
    use WorkKind::*;
    if identifiers == Identifiers::Given {
        return;
    }
    let Some(doi) = item.doi().map(str::to_string) else { return };
    let address = item.url().map(|it| it.value.to_string());
    let online = matches!(kind, Preprint | Dataset | Webpage | Post | Software);
    let repeated = match &address {
        Some(address) => address.to_lowercase().contains(&doi.to_lowercase()),
        None => online,
    };
    if address.is_none() && online {
        let written = web_address::written(&format!("https://doi.org/{}", doi.replace('#', "%23")));
        let value = written.ok().and_then(|it| it.parse().ok());
        let Some(value) = value else { return };
        item.set_url(QualifiedUrl::new(value, None));
    }
    if repeated && let Some(mut numbers) = item.serial_number().cloned() {
        numbers.0.remove("doi");
        item.set_serial_number(numbers);
    }
}
