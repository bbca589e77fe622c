//! Findings in the formats of code hosts: JUnit, Code Quality, rdjson, Markdown; each as its readers want it.

use std::collections::HashSet;

use comrak::nodes::NodeValue;
use comrak::{Arena, Options, parse_document};
use diptych::diagnostic::{Diagnostic, Severity, codes, gitlab, junit, markdown, rdjson};
use diptych::{Request, Sources};
use serde_json::{Value, json};

use super::cli::diptych;
use super::projects::{fixture, root};
use super::schemas::{broken, validate};

/// Every finding of every broken project, with the project's files.
fn all() -> Vec<(String, Sources, Vec<Diagnostic>)> {
    let check = |(case, mut sources): (String, Sources)| {
        sources.name = "a project".to_string();
        let findings = diptych::check(&sources, &Request::default());
        (case, sources, findings)
    };
    let all: Vec<_> = broken().into_iter().map(check).collect();
    assert!(all.iter().map(|(.., findings)| findings.len()).sum::<usize>() > 60);
    all
}

/// The fields that GitLab's documentation of the report lists; it publishes no schema.
fn code_quality() -> Value {
    json!({"type": "array", "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "pattern": "^D[0-9]{4}$"},
            "fingerprint": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": "^[^./]"},
                    "lines": {"type": "object", "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}}},
                },
            },
        },
    }})
}

/// What reviewdog's schemas say of the fields that Diptych writes, without the others, so that a
/// misspelt name is found.
fn reviewdog() -> Value {
    let position = json!({"type": "object", "additionalProperties": false, "properties": {
        "line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}}});
    let severity = json!({"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]});
    let object = |properties: Value| json!({"type": "object", "additionalProperties": false, "properties": properties});
    let range = object(json!({"start": position, "end": position}));
    let location = object(json!({"path": {"type": "string"}, "range": range}));
    let code = object(json!({"value": {"type": "string"}, "url": {"type": "string"}}));
    let diagnostic = object(json!({
        "message": {"type": "string"}, "location": location, "severity": severity, "code": code,
    }));
    object(json!({
        "source": object(json!({"name": {"type": "string"}, "url": {"type": "string"}})),
        "severity": severity,
        "diagnostics": {"type": "array", "items": diagnostic},
    }))
}

#[test]
fn code_quality_has_what_gitlab_reads_and_no_fingerprint_twice() {
    for (case, _, findings) in all() {
        let value: Value =
            serde_json::from_str(&gitlab::render(&findings, "a project").unwrap()).unwrap();
        validate(&code_quality(), &value).unwrap_or_else(|error| panic!("{case}: {error}"));
        let issues = value.as_array().unwrap();
        let prints: HashSet<_> = issues.iter().map(|it| it["fingerprint"].as_str()).collect();
        assert_eq!((issues.len(), prints.len()), (findings.len(), findings.len()), "{case}");
    }
}

#[test]
fn a_finding_that_has_moved_keeps_its_fingerprint() {
    let text = |before: &str| {
        let mut sources =
            Sources::single("a.md", format!("# A\n\n{before}{{{{ nope }}}}\n").into_bytes());
        sources.name = ".".to_string();
        let found = gitlab::render(&diptych::check(&sources, &Request::default()), ".").unwrap();
        serde_json::from_str::<Value>(&found).unwrap()[0].clone()
    };
    let (one, other) = (text(""), text("More.\n\n"));
    assert_eq!(one["fingerprint"], other["fingerprint"]);
    assert_ne!(one["location"]["lines"], other["location"]["lines"]);
}

#[test]
fn rdjson_keeps_to_its_schema_and_counts_bytes() {
    for (case, sources, findings) in all() {
        let value = serde_json::from_str(&rdjson::render(&findings, &sources).unwrap()).unwrap();
        validate(&reviewdog(), &value).unwrap_or_else(|error| panic!("{case}: {error}"));
    }
    let text = "# 甲\n\n肝癌 {{ nope }}\n".as_bytes().to_vec();
    let sources = Sources::single("a.md", text);
    let findings = diptych::check(&sources, &Request::default());
    let place = &findings[0].place;
    assert!(place.line == 3 && place.column > 2, "{findings:?}");
    let value: Value = serde_json::from_str(&rdjson::render(&findings, &sources).unwrap()).unwrap();
    let start = &value["diagnostics"][0]["location"]["range"]["start"];
    // Two Han characters of three bytes each stand before it.
    assert_eq!(start, &json!({"line": 3, "column": place.column + 4}));
}

#[test]
fn junit_has_a_case_for_each_finding_and_counts_them() {
    for (case, _, findings) in all() {
        for strict in [false, true] {
            let text = junit::render(&findings, "a project", strict);
            let tree = roxmltree::Document::parse(&text)
                .unwrap_or_else(|error| panic!("{case}: {error}\n{text}"));
            let suites = tree.root_element();
            let named =
                |name: &'static str| tree.descendants().filter(move |it| it.has_tag_name(name));
            let number =
                |node: roxmltree::Node, name: &str| node.attribute(name).unwrap().parse::<usize>();
            assert_eq!(suites.tag_name().name(), "testsuites");
            assert_eq!(named("testcase").count(), findings.len().max(1));
            assert_eq!(number(suites, "tests").unwrap(), named("testcase").count());
            assert_eq!(number(suites, "failures").unwrap(), named("failure").count());
            let failing = findings.iter().filter(|it| strict || it.severity() == Severity::Error);
            assert_eq!(named("failure").count(), failing.count(), "{case}");
            for suite in named("testsuite") {
                let cases = suite.children().filter(|it| it.has_tag_name("testcase"));
                assert_eq!(number(suite, "tests").unwrap(), cases.count());
            }
        }
    }
}

#[test]
fn markdown_holds_the_words_of_findings_and_nothing_that_they_could_mean() {
    let mut options = Options::default();
    options.extension.autolink = true;
    options.extension.table = true;
    options.extension.strikethrough = true;
    for (case, _, findings) in all() {
        let findings: Vec<&Diagnostic> = findings.iter().collect();
        let text = markdown::render(&findings, &[(codes::HTML, 3)], "a project");
        let arena = Arena::new();
        let tree = parse_document(&arena, &text, &options);
        let mut lists = 0;
        for node in tree.descendants() {
            let value = &node.data.borrow().value;
            lists += usize::from(matches!(value, NodeValue::Item(_)));
            let odd = matches!(
                value,
                NodeValue::HtmlInline(_)
                    | NodeValue::HtmlBlock(_)
                    | NodeValue::Link(_)
                    | NodeValue::Image(_)
                    | NodeValue::Table(_)
                    | NodeValue::Strikethrough
                    | NodeValue::Strong
                    | NodeValue::ThematicBreak
                    | NodeValue::CodeBlock(_)
            );
            assert!(!odd, "{case}: {value:?}\n{text}");
        }
        assert!(lists > findings.len(), "{case}: {text}");
    }
}

#[test]
fn each_format_is_printed_and_the_exit_code_stays() {
    let folder = fixture(Some(&root().join("tests/broken/D0602-values-differ")));
    for format in ["gitlab", "junit", "rdjson", "markdown"] {
        let call = diptych(folder.path(), &["check", ".", "--format", format]);
        insta::assert_snapshot!(format!("report_{format}"), call.stdout);
        assert_eq!(call.code, 1);
    }
    let fine = tempfile::tempdir().unwrap();
    std::fs::write(fine.path().join("a.md"), "# A\n\nA line.\n").unwrap();
    for (format, expected) in [
        ("gitlab", "[]\n"),
        ("markdown", "### Diptych: nothing found\n"),
        ("junit", "name=\"nothing found\""),
        ("rdjson", "\"diagnostics\": []"),
    ] {
        let call = diptych(fine.path(), &["render", "a.md", "--format", format]);
        assert_eq!(call.code, 0);
        assert!(call.stdout.contains(expected), "{}", call.stdout);
    }
}
