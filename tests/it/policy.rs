//! Facts and suspicions: what rules and waivers change, and what they cannot.

use diptych::diagnostic::{Severity, codes};
use diptych::{Engine, Request, Sources};

use super::projects::{fixture, sources};

/// The fixture with these paragraphs at the end of its texts, and this at the end of its manifest.
fn project(zh: &str, en: &str, manifest: &str) -> Sources {
    let mut sources = sources(fixture(None).path());
    for (path, more) in
        [("content/note.zh.md", zh), ("content/note.en.md", en), ("diptych.toml", manifest)]
    {
        let text = format!("{}\n{more}\n", sources.text(path).unwrap());
        sources.insert(path, text.into_bytes());
    }
    sources
}

/// What is found: code and severity of each finding, in order.
fn found(sources: &Sources) -> Vec<(&'static str, Severity)> {
    let findings = Engine::new().project(sources.clone()).check(&Request::new());
    let mut found: Vec<_> = findings.iter().map(|it| (it.code.id, it.severity())).collect();
    found.sort();
    found
}

const NUMBERS: (&str, Severity) = ("D0606", Severity::Error);

#[test]
fn suspicions_are_lowered_and_switched_off_and_facts_are_not() {
    let differ = |rules: &str| found(&project("共八个中心。", "Nine centres.", rules));
    assert_eq!(differ(""), [NUMBERS]);
    assert_eq!(differ("[rules]\nD0606 = \"warning\""), [("D0606", Severity::Warning)]);
    assert_eq!(differ("[rules]\nD0606 = \"off\""), []);
    let fact = |rules: &str| found(&project("{{ nothing }}", "{{ nothing }}", rules));
    let undefined = ("D0502", Severity::Error);
    assert_eq!(fact(""), [undefined; 2]);
    for rule in ["off", "warning"] {
        // It is told, and until it is mended nothing that may follow from the manifest is.
        let told = [("D0105", Severity::Error)];
        assert_eq!(fact(&format!("[rules]\nD0502 = \"{rule}\"")), told);
    }
    assert_eq!(fact("[rules]\nD0502 = \"error\""), [undefined; 2]);
}

#[test]
fn rules_of_a_document_and_of_a_language_precede_those_of_the_project() {
    let bare = |manifest: &str| {
        let findings = found(&project("随访 5 年。", "Followed for 5 years.", manifest));
        findings.iter().map(|it| it.1).collect::<Vec<_>>()
    };
    use Severity::{Error, Warning};
    assert_eq!(bare(""), [Warning, Warning]);
    assert_eq!(bare("[rules]\nD0605 = \"error\""), [Error, Error]);
    assert_eq!(bare("[rules.zh]\nD0605 = \"error\""), [Warning, Error]);
    assert_eq!(bare("[rules]\nD0605 = \"error\"\n[rules.en]\nD0605 = \"off\""), [Error]);
    assert_eq!(bare("[rules]\nD0605 = \"error\"\n[documents.note.rules]\nD0605 = \"off\""), []);
    let both = "[rules.en]\nD0605 = \"off\"\n[documents.note.rules.en]\nD0605 = \"error\"";
    assert_eq!(bare(both), [Warning, Error]);
    // A text of two documents has the higher severity of theirs.
    let second = "[documents.second]\ntemplate = \"summary\"\ncontent = \"content/note\"\n\
                  [documents.note.rules]\nD0605 = \"off\"";
    assert_eq!(bare(second), [Warning, Warning]);
}

#[test]
fn a_rule_of_a_document_holds_for_its_pages() {
    let theme = "extends = \"journal\"\n[limits]\ntype = 20\n";
    let build = |manifest: &str| {
        let mut sources = project("", "", manifest);
        let text = sources.text("diptych.toml").unwrap();
        let text = text.replace("[documents.note]", "[documents.note]\ntheme = \"big\"");
        sources.insert("diptych.toml", text.into_bytes());
        sources.insert("templates/themes/big.toml", theme.as_bytes());
        let outcome = Engine::new().project(sources).build(&Request::new().only(["note.zh"]));
        outcome.findings.iter().filter(|it| it.code == codes::TYPE_TOO_SMALL).count()
    };
    assert!(build("") > 0);
    assert_eq!(build("[documents.note.rules]\nD1003 = \"off\""), 0);
    assert_eq!(build("[documents.note.rules.zh]\nD1003 = \"off\""), 0);
    assert!(build("[documents.note.rules.en]\nD1003 = \"off\"") > 0);
}

#[test]
fn a_waiver_stands_before_or_in_its_block_in_either_language() {
    let waiver = "<!-- diptych: allow D0606 \"as in the letter\" -->";
    let (zh, en) = ("共八个中心。", "Nine centres.");
    for (zh, en) in [
        (format!("{waiver}\n\n{zh}"), en.to_string()),
        (format!("{waiver}\n{zh}"), en.to_string()),
        (format!("{zh} {waiver}"), en.to_string()),
        (format!("共八{waiver}个中心。"), en.to_string()),
        (zh.to_string(), format!("{en} {waiver}")),
        (zh.to_string(), format!("{en}\n{waiver}")),
        (zh.to_string(), format!("{waiver}\n\n{en}")),
        (format!("{zh}{waiver}"), format!("{en} {waiver}")),
        (format!("- {zh} {waiver}\n- 末"), format!("- {en}\n- end")),
        (format!("> {waiver}\n>\n> {zh}"), format!("> {en}")),
    ] {
        assert_eq!(found(&project(&zh, &en, "")), [], "{zh:?} {en:?}");
    }
}

#[test]
fn a_waiver_excuses_nothing_else() {
    let waiver = "<!-- diptych: allow D0606 \"as in the letter\" -->";
    // Another block, another code.
    let other = format!("末。 {waiver}\n\n共八个中心。");
    assert_eq!(found(&project(&other, "The end.\n\nNine centres.", "")), [NUMBERS]);
    let before = format!("{waiver}\n\n末。\n\n共八个中心。");
    assert_eq!(found(&project(&before, "The end.\n\nNine centres.", "")), [NUMBERS]);
    let code = "共八个中心。 <!-- diptych: allow D0607 \"as in the letter\" -->";
    assert_eq!(found(&project(code, "Nine centres.", "")), [NUMBERS]);
    // One that excuses nothing is told.
    let idle = format!("末。 {waiver}");
    assert_eq!(found(&project(&idle, "The end.", "")), [("D0108", Severity::Warning)]);
}

#[test]
fn waivers_without_reason_or_words_are_none() {
    let malformed = ("D0112", Severity::Error);
    for comment in ["allow D0606", "allow D0606 \" \"", "allow \"why\"", "permit D0606 \"why\""] {
        let zh = format!("共八个中心。 <!-- diptych: {comment} -->");
        assert_eq!(found(&project(&zh, "Nine centres.", "")), [malformed, NUMBERS], "{comment}");
    }
    let manifest = |words: &str| {
        format!(
            "[[waivers]]\ncode = \"D0606\"\nfile = \"content/note.zh.md\"\nwords = \"{words}\"\n\
             reason = \"why\""
        )
    };
    let differ = |words: &str| found(&project("共八个中心。", "Nine centres.", &manifest(words)));
    assert_eq!(differ("八"), []);
    assert_eq!(differ(" "), [("D0105", Severity::Error)]);
}

#[test]
fn a_waiver_is_never_printed_and_is_no_block() {
    let zh = "<!-- diptych: allow D0606 \"secretwords\" -->\n\n共八个中心。";
    let engine = Engine::new();
    let source = |sources: Sources| {
        let outcome = engine.project(sources).build(&Request::new().emit_typst(true));
        assert!(outcome.findings.is_empty(), "{:?}", outcome.findings);
        let bytes: Vec<Vec<u8>> = outcome.artifacts.into_iter().map(|it| it.bytes).collect();
        String::from_utf8(bytes.concat()).unwrap()
    };
    let waived = source(project(zh, "Nine centres.", ""));
    assert!(waived.contains("Nine centres") && !waived.contains("secretwords"));
}

#[test]
fn a_literal_in_both_languages_is_one_literal() {
    let literals = |zh: &str, en: &str| {
        let of = |text: &str| format!("{{{{ literal(\"{text}\", \"a week\") }}}}");
        found(&project(&format!("共{}天。", of(zh)), &format!("{} days.", of(en)), ""))
    };
    assert_eq!(literals("7", "7"), []);
    assert_eq!(literals("七", "seven"), []);
    assert_eq!(literals("12000", "12,000"), []);
    assert_eq!(literals("7", "8"), [NUMBERS]);
    assert_eq!(literals("七", "eight"), [NUMBERS]);
}
