//! What tables and figures print is checked like running text, after its values are filled in.

use diptych::{Request, check};

use super::projects::{fixture, sources};

/// What is found in the fixture after some words of its declared table were exchanged.
fn found(changes: &[(&str, &str)]) -> Vec<String> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let mut tables = sources.text("tables.toml").unwrap().to_string();
    for (from, to) in changes {
        assert!(tables.contains(from), "{from}");
        tables = tables.replacen(from, to, 1);
    }
    sources.insert("tables.toml", tables.into_bytes());
    let findings = check(&sources, &Request::default());
    let told = findings.into_iter().map(|it| {
        let rows: Vec<String> =
            it.related.iter().map(|(place, label)| format!("{label} {place}")).collect();
        format!("{} {} {}; {}", it.place, it.code.id, it.message, rows.join(", "))
    });
    told.collect()
}

const DRUG: &str = "\"{{ row.drug }}\"";

#[test]
fn a_value_is_the_same_however_it_is_asked_for() {
    let same = "{ zh = \"药：{{ row['drug'] }}\", en = \"drug: {{ row.drug }}\" }";
    assert_eq!(found(&[(DRUG, same)]), [""; 0]);
    let note = ("{{ results.beta.mos.versus }}。", "{{ results['beta'].mos.versus }}。");
    assert_eq!(found(&[note]), [""; 0]);
}

#[test]
fn a_template_has_one_fault_in_many_rows() {
    let other = "{ zh = \"药：{{ row.drug }}\", en = \"drug: {{ row.name }}\" }";
    assert_eq!(
        found(&[(DRUG, other)]),
        ["tables.toml:9:66 D0602 the two languages print different values: “甲药” here, \
          “ALPHA-1” there; only here tables.toml:9:95, in this row evidence/studies.csv:2:1"]
    );
}

#[test]
fn a_line_that_one_language_lacks_is_found() {
    let half = "{ zh = \"{% if row.id == 'beta' %}待定{% endif %}\", en = \"\" }";
    let found = found(&[(DRUG, half)]);
    let told = "D0601 the two languages fill the table “trials” differently: 2 lines in Chinese, 1 in English";
    assert!(found.len() == 1 && found[0].contains(told), "{found:#?}");
    assert!(found[0].ends_with("in this row evidence/studies.csv:3:1"), "{found:#?}");
}

#[test]
fn the_rules_of_running_text_hold_in_cells_notes_and_captions() {
    for (from, to, told) in [
        (DRUG, "\"{{ row.drug }} 7 [x](#nowhere)\"", &["D0605", "D0520"][..]),
        ("Control group,", "Control group of 12,", &["D0606", "D0605"]),
        ("en = \"Trials\"", "en = \"5 trials\"", &["D0606", "D0605"]),
        ("\"ORR\"\nunit", "\"ORR at 6\"\nunit", &["D0605"]),
    ] {
        let found = found(&[(from, to)]);
        let codes: Vec<&str> = found.iter().filter_map(|it| it.split(' ').nth(1)).collect();
        assert_eq!(codes.len(), told.len(), "{found:#?}");
        assert!(told.iter().all(|code| codes.contains(code)), "{found:#?}");
    }
}

/// A link to nothing says something, or it is told, wherever it stands.
#[test]
fn a_link_without_words_and_address_is_told_in_cells_too() {
    let wordless = found(&[(DRUG, "\"{{ row.drug }} [](#)\"")]);
    assert!(wordless.iter().any(|it| it.contains("D0520")), "{wordless:?}");
    let worded = found(&[(DRUG, "\"{{ row.drug }} [x](#top)\"")]);
    assert!(worded.iter().all(|it| !it.contains("D0520")), "{worded:?}");
}
