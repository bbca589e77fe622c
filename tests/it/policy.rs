//! Facts and suspicions: what rules and waivers change, and what they cannot.

use diptych::diagnostic::{Severity, codes};
use diptych::{Engine, Request, Sources};

use super::cli::diptych;
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

/// What a check prints on stderr, with these rules in the manifest and this policy.
fn checked(manifest: &str, policy: &str) -> (String, i32) {
    let folder = fixture(None);
    let add = |path: &str, more: &str| {
        let path = folder.path().join(path);
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::write(path, format!("{text}\n{more}\n")).unwrap();
    };
    add("content/note.zh.md", "共八个中心。 <!-- diptych: allow D0606 \"as in the letter\" -->");
    add("content/note.en.md", "Nine centres.");
    add("diptych.toml", manifest);
    let outside = tempfile::tempdir().unwrap();
    let file = outside.path().join("policy.toml");
    std::fs::write(&file, policy).unwrap();
    let call =
        diptych(folder.path(), &["check", "--format", "short", "--policy", file.to_str().unwrap()]);
    (call.stderr.replace(file.to_str().unwrap(), "policy.toml"), call.code)
}

#[test]
fn what_a_project_relaxes_is_told_in_one_line() {
    let rules = "[rules.zh]\nD0605 = \"off\"\n[documents.note.rules]\nD0607 = \"warning\"\n\
                 D0609 = \"error\"";
    let (told, code) = checked(rules, "");
    let line = "relaxed: 1 rule off (D0605 in zh); 1 rule lowered (D0607 in note); \
                1 finding waived (D0606: 1)";
    assert_eq!((told.lines().next().unwrap(), code), (line, 0), "{told}");
    // Nothing relaxed, nothing told.
    let call = diptych(fixture(None).path(), &["check"]);
    assert_eq!(call.stderr, "nothing found\n");
}

#[test]
fn a_policy_overrules_what_a_project_relaxes() {
    let relaxed = |manifest: &str, policy: &str| {
        let (told, code) = checked(manifest, policy);
        (told.contains("[D0606]"), told.contains("relaxed"), code)
    };
    assert_eq!(relaxed("", ""), (false, true, 0));
    assert_eq!(relaxed("", "waivers = false"), (true, false, 1));
    assert_eq!(relaxed("", "unwaivable = [\"D0606\"]"), (true, false, 1));
    assert_eq!(relaxed("", "unwaivable = [\"D0607\"]"), (false, true, 0));
    let off = "[rules]\nD0606 = \"off\"";
    let policy = |more: &str| format!("waivers = false\n{more}");
    assert_eq!(relaxed(off, &policy("")), (false, true, 0));
    assert_eq!(relaxed(off, &policy("lowering = false")), (true, false, 1));
    assert_eq!(relaxed(off, &policy("[rules]\nD0606 = \"error\"")), (true, false, 1));
    assert_eq!(relaxed(off, &policy("[rules]\nD0606 = \"warning\"")), (true, true, 0));
    // A policy never relaxes.
    assert_eq!(relaxed("", &policy("[rules]\nD0606 = \"warning\"")), (true, false, 1));
}

#[test]
fn a_policy_that_is_not_understood_stops_the_check() {
    let (told, code) = checked("", "waivers = maybe");
    assert!(told.contains("policy.toml:1:") && told.contains("[D0113]") && code == 2, "{told}");
    let (told, code) = checked("", "waiver = false\n[limits]\ncontrast = \"much\"");
    assert!(told.contains("[D0103]") && told.contains("[D0105]") && code == 2, "{told}");
}

#[test]
fn limits_of_themes_and_raw_typst_are_told_and_overruled() {
    let mut sources = project("```{=typst}\n#h(1pt)\n```", "```{=typst}\n#h(1pt)\n```", "");
    let text = sources.text("diptych.toml").unwrap();
    let text = text.replace("[project]", "[project]\ntheme = \"pale\"\nraw = true");
    sources.insert("diptych.toml", text.into_bytes());
    let theme = b"[colour]\nink = \"#dddddd\"\n[limits]\ncontrast = 0\n";
    sources.insert("templates/themes/pale.toml", &theme[..]);
    let request = Request::new().only(["note.en"]);
    let outcome = Engine::new().project(sources.clone()).build(&request);
    assert_eq!(outcome.relaxed.limits, ["contrast 0 instead of 4.5 in pale"]);
    assert!(outcome.relaxed.raw);
    assert_eq!(outcome.findings, []);
    let policy = |text: &str| Some(("policy.toml".to_string(), text.as_bytes().into()));
    sources.policy = policy("[limits]\ncontrast = 4.5");
    let outcome = Engine::new().project(sources.clone()).build(&request);
    assert!(outcome.relaxed.limits.is_empty());
    assert!(outcome.findings.iter().any(|it| it.code == codes::LOW_CONTRAST));
    sources.policy = policy("raw = false");
    let outcome = Engine::new().project(sources).build(&request);
    assert!(outcome.findings.iter().any(|it| it.code == codes::RAW_TYPST));
}

#[test]
fn of_many_findings_the_rest_is_counted() {
    let folder = fixture(None);
    let path = folder.path().join("content/note.zh.md");
    let text = std::fs::read_to_string(&path).unwrap();
    std::fs::write(path, format!("{text}\n{}\n", "{{ nothing }} ".repeat(60))).unwrap();
    let shown = |more: &[&str]| {
        let call = diptych(folder.path(), &[&["check"], more].concat());
        let findings = format!("{}{}", call.stdout, call.stderr).matches("D0502").count();
        let rest = call.stderr.lines().find(|line| line.contains(" more of ")).map(String::from);
        (findings, rest)
    };
    let rest = |count| {
        Some(format!("{count} more of D0502 (undefined-value); `--max-findings N` prints more"))
    };
    // The line about the rest names the code too.
    assert_eq!(shown(&[]), (51, rest(10)));
    assert_eq!(shown(&["--max-findings", "3"]), (4, rest(57)));
    assert_eq!(shown(&["--max-findings", "100"]), (60, None));
    assert_eq!(shown(&["--format", "short"]), (60, None));
    assert_eq!(shown(&["--format", "json", "--max-findings", "5"]), (6, rest(55)));
}
