//! Every printed number is a cell: what an expression makes up, in whatever writing, is found.

use diptych::{Request, check};

use super::projects::{fixture, root, sources};

/// What D0605 says of the fixture's English text with this paragraph at its end: column and words.
fn untraced(paragraph: &str) -> Vec<String> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    for language in ["zh", "en"] {
        let path = format!("content/note.{language}.md");
        let text = format!("{paragraph}\n\n{}", sources.text(&path).unwrap());
        sources.insert(&path, text.into_bytes());
    }
    let findings = check(&sources, &Request::default());
    let errors: Vec<String> = findings
        .iter()
        .filter(|it| matches!(it.code.id, "D0501" | "D0502" | "D0503"))
        .map(|it| format!("{} {}", it.code.id, it.message))
        .collect();
    assert_eq!(errors, [""; 0], "{paragraph}");
    let found =
        findings.iter().filter(|it| it.code.id == "D0605" && it.place.file.ends_with(".en.md"));
    found.map(|it| format!("{} {}", it.place.column, it.message)).collect()
}

#[test]
fn a_number_that_an_expression_makes_is_found_at_its_place() {
    for (expression, number) in [
        ("{{ 88 }}", "88"),
        ("{{ 3 * 7 }}", "21"),
        ("{{ \"45.6\" }}", "45.6"),
        ("{{ results.alpha.orr.value|replace(\"4\", \"9\") }}", "90.0"),
        ("{{ results.alpha.orr.value|float + 5 }}", "45.0"),
        ("{{ results.alpha.orr.value|float|round }}", "40.0"),
        ("{{ results.alpha.orr.value|int }}", "40"),
        ("{{ results.alpha.orr.value ~ \"5\" }}", "40.05"),
        ("{{ results.alpha.orr ~ \"\" }}", "40.0"),
        ("{{ results.alpha.orr.value[:1] }}", "4"),
        ("{{ [results.alpha.orr.value, 7]|join(\"/\") }}", "40.0"),
        ("{{ \"%s of 9\"|format(results.alpha.orr.value) }}", "40.0"),
        ("{{ results|length }}", "4"),
        ("{{ \"１９.９\" }}", "１９.９"),
        ("{{ \"²³\" }}", "²³"),
        ("{{ \"½\" }}", "½"),
        ("{{ \"nineteen\" }}", "nineteen"),
        ("{{ \"十九\" }}", "十九"),
        ("{{ \"廿三\" }}", "廿三"),
        ("{{ \"卅\" }}", "卅"),
        ("{{ \"三分之二\" }}", "三分之二"),
        ("{{ \"two thirds\" }}", "two thirds"),
        ("{{ \"three-quarters\" }}", "three-quarters"),
        ("{{ \"a third of\" }}", "a third"),
        ("{{ \"LXIII\" }}", "LXIII"),
        ("{{ \"lxiii\" }}", "lxiii"),
        ("{{ \"ⅬⅩⅢ\" }}", "ⅬⅩⅢ"),
        ("{{ \"XIX\" }}", "XIX"),
        ("{{ literal(\"7\", \"the days of a week\") ~ \"8\" }}", "78"),
    ] {
        let found = untraced(&format!("A {expression} b."));
        let told = format!("6 the number {number} is made by an expression and comes from no cell");
        assert_eq!(found, [told], "{expression}");
    }
}

#[test]
fn variables_loops_macros_and_blocks_carry_no_number_in() {
    for (text, number) in [
        ("{% set n = 88 %}A {{ n }}.", "88"),
        ("{% set n %}88{% endset %}A {{ n }}.", "88"),
        ("{% for n in [3, 88, 99] %}{{ n }} and {% endfor %}.", "3"),
        ("{% for row in results %}{{ 88 }} {% endfor %}.", "88"),
        ("{% for row in results %}{{ loop.index * 30 }} {% endfor %}.", "30"),
        ("{% macro m(n) %}{{ n }}{% endmacro %}A {{ m(88) }}.", "88"),
        ("A {% filter upper %}of 88{% endfilter %}.", "88"),
        ("A 1{{ 9 }}.", "19"),
        ("A **{{ 88 }}**.", "88"),
        ("| a |\n|---|\n| {{ 88 }} |\n", "88"),
        ("A[^1].\n\n[^1]: Of {{ 88 }}.", "88"),
        ("## A {{ 88 }}", "88"),
        ("> [!NOTE]\n> A {{ 88 }}", "88"),
        ("Term {{ 88 }}\n: b", "88"),
        ("A $x = {{ 88 }}$.", "88"),
        ("![A plot](plot.svg \"Of all (n) {{ 88 }}\")", "88"),
        ("> [!NOTE] Of {{ 88 }}\n> A b.", "88"),
        ("A [b {{ 88 }}](https://example.org).", "88"),
    ] {
        let found = untraced(text);
        assert!(found.len() == 1 && found[0].contains(&format!(" {number} ")), "{text}: {found:?}");
    }
}

#[test]
fn what_is_typed_in_any_writing_is_found() {
    for (text, number) in [
        ("A １９.９ b.", "１９.９"),
        ("A ²³ b.", "²³"),
        ("A ½ b.", "½"),
        ("A nineteen b.", "nineteen"),
        ("A one hundred and five b.", "one hundred and five"),
        ("A 十九 b.", "十九"),
        ("A 廿三 b.", "廿三"),
        ("A LXIII patients b.", "LXIII"),
        ("A LXIII% b.", "LXIII"),
        ("A 百分之十九 b.", "百分之十九"),
        ("A `77.7` b.", "77.7"),
        ("A $88.8$ b.", "88.8"),
        ("A $P = 0.03$ b.", "0.03"),
    ] {
        let found = untraced(text);
        let told = format!("the number {number} is not printed from the data");
        assert!(found.len() == 1 && found[0].ends_with(&told), "{text}: {found:?}");
    }
}

#[test]
fn what_is_typed_beside_a_value_makes_another_number() {
    for (text, number) in [
        ("A {{ results.alpha.orr.n }}{{ results.beta.orr.n }} b.", "12037"),
        ("A {{ results.alpha.orr.n }}**{{ results.beta.orr.n }}** b.", "12037"),
        ("A {{ results.alpha.orr.n }}.{{ results.beta.orr.n }} b.", "120.37"),
        ("A -{{ results.alpha.orr.n }} b.", "-120"),
        ("A (−{{ results.alpha.orr.n }}) b.", "−120"),
        ("A {{ results.alpha.orr.n }} thousand b.", "120 thousand"),
        ("A {{ results.alpha.orr.n }}万 b.", "120万"),
        (
            "{% for i in range(88) %}{% if loop.last %}A {{ loop.index }} patients.{% endif %}{% endfor %}",
            "88",
        ),
        (
            "{% for i in range(88) %}{% if loop.last %}A {{ loop.index }}%.{% endif %}{% endfor %}",
            "88",
        ),
    ] {
        let found = untraced(text);
        assert!(found.len() == 1 && found[0].contains(&format!(" {number} ")), "{text}: {found:?}");
    }
    for text in [
        "{{ results.alpha.orr.n }} and {{ results.beta.orr.n }}, {{ results.alpha.orr.n }}/{{ results.beta.orr.n }}",
        "{{ results.alpha.orr.n }}-{{ results.beta.orr.n }}, {{ results.alpha.orr.n }}. {{ results.beta.orr.n }}",
        "IL-{{ results.alpha.orr.n }}, {{ results.alpha.orr.n }} – {{ results.beta.orr.n }}",
        "{{ results.alpha.orr.n }} thousands of, 用{{ results.alpha.orr.n }}万古霉素",
        "{% for row in studies %}{{ loop.index }} {{ row.name }}; {% endfor %}",
    ] {
        assert_eq!(untraced(text), [""; 0], "{text}");
    }
}

#[test]
fn numbers_that_dress_as_something_else_are_found() {
    for (text, number) in [
        ("A b:\n\n88. patients died\n89. others", "88"),
        ("A $7$ b.", "7"),
        ("A $\\mathbf{4}\\mathbf{0}$ b.", "40"),
        ("A $４０$ b.", "４０"),
        ("A $x^{88.8\\%}$ b.", "88.8"),
        ("A `(88.8%)` b.", "88.8"),
        ("A ㊿% b.", "㊿"),
        ("A ⑳ patients b.", "⑳"),
        ("A 〡〢% b.", "〡〢"),
        ("A n = 1950 b.", "1950"),
        ("A Figure 88% b.", "88"),
        ("A quarante % b.", "quarante"),
        ("*[ORR]: Of 88 patients\n\nORR", "88"),
    ] {
        let found = untraced(text);
        assert!(found.len() == 1 && found[0].contains(&format!(" {number} ")), "{text}: {found:?}");
    }
    for text in [
        "1. a\n2. b\n\ntext\n\n3. c\n4. d",
        "$x_{10}^{2}$ and $\\mathbf{x}_{2}$ and `f(88)` and ① patients, Ⅲ 期, in 1950, onze %",
    ] {
        assert_eq!(untraced(text), [""; 0], "{text}");
    }
}

#[test]
fn letters_that_look_like_digits_and_years_that_count_are_found() {
    for (text, number) in [
        ("A l9.2 b.", "l9.2"),
        ("A {{ \"I9.2\" }} b.", "I9.2"),
        ("A 2O patients b.", "2O"),
        ("A lOO% b.", "lOO"),
        ("A \u{406}9.2 b.", "\u{406}9.2"),
        ("A 1\u{41e} b.", "1\u{41e}"),
        ("A 2050 days b.", "2050"),
        ("A 2050 deaths b.", "2050"),
        ("A 2000 mg b.", "2000"),
        ("A 2000 g b.", "2000"),
        ("A 2050 h, b.", "2050"),
        ("A 2050 天 b.", "2050"),
        ("A 2050小时 b.", "2050"),
    ] {
        let found = untraced(text);
        assert!(found.len() == 1 && found[0].contains(&format!(" {number} ")), "{text}: {found:?}");
    }
    for text in [
        "O157 cases, O2, I2, I10.9 and I48 patients, H2O, the l2 norm, IO patients",
        "In 2019 a study, in 2020 in Paris, 2019 m-RNA, a 2019 U.S. trial, the 2010 studies, in 2024.",
        "2019 天津、2018 日本、2024 年、2014 米兰、2024年",
    ] {
        assert_eq!(untraced(text), [""; 0], "{text}");
    }
}

#[test]
fn names_of_columns_are_the_authors_own_data() {
    let written = |text: &str| {
        let folder = fixture(None);
        let mut sources = sources(folder.path());
        let manifest = sources.text("diptych.toml").unwrap();
        let manifest =
            manifest.replace("[data]", "[data]\nvisits = \"visits.csv\"\ntree = \"tree.json\"");
        sources.insert("diptych.toml", manifest.into_bytes());
        sources.insert("visits.csv", b"id,12 weeks,24 weeks\na,x,y\n".to_vec());
        sources.insert("tree.json", br#"{"at 36 months": {"v": "x"}}"#.to_vec());
        for language in ["zh", "en"] {
            let path = format!("content/note.{language}.md");
            let text = format!("{text}\n\n{}", sources.text(&path).unwrap());
            sources.insert(&path, text.into_bytes());
        }
        let findings = check(&sources, &Request::default());
        let found = findings.iter().filter(|it| it.place.file.ends_with(".en.md"));
        found.map(|it| format!("{} {}", it.code.id, it.message)).collect::<Vec<String>>()
    };
    for text in [
        "{% for row in visits %}{% for k in row %}{{ k }} and {% endfor %}{% endfor %}of it.",
        "{% for row in visits %}{% for k, v in row|items %}{{ k }}: {{ v }}; {% endfor %}{% endfor %}",
        "{% for k in tree %}{{ k }} {% endfor %}and so on.",
    ] {
        assert_eq!(written(text), [""; 0], "{text}");
    }
    for text in [
        "{% for row in visits %}{% for k in row %}{{ k ~ \"\" }} and {% endfor %}{% endfor %}of it.",
        "{% for row in visits %}{% for k in row %}{{ k|replace(\"1\", \"9\") }} {% endfor %}{% endfor %}.",
        "{{ \"12 weeks\" }} of it.",
    ] {
        assert!(!written(text).is_empty(), "{text}");
    }
}

#[test]
fn what_has_a_cell_or_needs_none_is_left_alone() {
    for text in [
        "{{ results.alpha.orr }} and {{ results.alpha.orr.value }} and {{ studies.alpha.name }}",
        "{{ literal(\"7\", \"the days of a week\") }} days and *{{ literal(\"7\", \"why\") }}*",
        "{% for row in studies %}{{ loop.index }}. {{ row.name }}; {% endfor %}",
        "{% set v = results.alpha.orr.value %}{{ v }}",
        "{% macro m(v) %}{{ v }}{% endmacro %}{{ m(results.alpha.orr.value) }}",
        "{% set v %}{{ results.alpha.orr.value }}{% endset %}{{ v }}",
        "{{ studies.alpha.name|upper }}, {{ \"as in 2024\" }}, {{ \"Table 3\" }}, {{ true }}",
        "{% if results.alpha.orr.value|float > 5 %}more{% endif %}",
        "`{{ results.alpha.orr.value }}` and `--jobs 4` and $x = {n}$",
        "two thirds of them, three quarters, Louis XIV, the XXIII Congress, MIX, CIV, DIM, I, type II",
        "{{ \"MIX\" }}, {{ \"CIV\" }}, {{ \"DIM\" }}, {{ \"I\" }}, {{ \"type XIII\" }}, {{ \"mild\" }}, {{ \"two arms\" }}",
        "$x^2 + y_{10}$ and two arms of 5 mg/m² by IL-2 in twelve months",
    ] {
        let found = untraced(text);
        let found: Vec<&String> = found.iter().filter(|it| !it.contains("number 5 ")).collect();
        assert_eq!(found, [""; 0], "{text}");
    }
}

/// What D0605 says when the documents ask so and the text is this.
fn asked(trace: &str, text: &str) -> Vec<String> {
    let folder = fixture(None);
    let mut sources = sources(folder.path());
    let manifest = sources.text("diptych.toml").unwrap();
    let manifest = format!("{manifest}trace = \"{trace}\"\n");
    sources.insert("diptych.toml", manifest.into_bytes());
    for language in ["zh", "en"] {
        sources.insert(&format!("content/note.{language}.md"), text.as_bytes().to_vec());
    }
    let findings = check(&sources, &Request::default());
    let found =
        findings.iter().filter(|it| it.code.id == "D0605" && it.place.file.ends_with(".en.md"));
    found.map(|it| it.message.clone()).collect()
}

#[test]
fn a_document_says_which_numbers_are_traced() {
    let (leaflet, report) = ("Take 2 of {{ 5 }}.", "Take 2 of {{ 5 }}, {{ results.alpha.orr }}.");
    assert_eq!(asked("evidence", leaflet).len(), 0);
    assert_eq!(asked("evidence", report).len(), 2);
    assert_eq!(asked("evidence", "In 2 weeks.\n\n{{ table(\"trials\") }}").len(), 1);
    assert_eq!(asked("strict", leaflet).len(), 2);
    assert_eq!(asked("off", report).len(), 0);
}

#[test]
fn numbers_of_everyday_life_are_no_evidence() {
    for text in [
        "Keep at 2–8 °C or 25 ℃.",
        "Open 8:30 to 17:00, from 3:30 pm or 9 am.",
        "门诊 14:30，上午 8 点 30 分。",
        "12 Example Street, Room 301.",
        "中山路 12 号 3 楼。",
        "Call 010-6666 8888 or +86 10 6666 8888.",
        "电话 010-66668888。",
        "On 8 February 2026, Feb 3 and 2026-02-08.",
        "2026 年 2 月 8 日。",
        "Three per 1000, 每 10000 人。",
        "95% CI, 95% 可信区间.",
        "See [5], Section 3.2, Fig. 4, ref. 7 and Chapter 2.",
    ] {
        let text = format!("{text} {{{{ results.alpha.orr }}}}");
        assert_eq!(asked("evidence", &text), [""; 0], "{text}");
    }
    for text in ["at 25 months", "5 个月", "per 12 people", "19:2", "12 例"] {
        let text = format!("{text} {{{{ results.alpha.orr }}}}");
        assert!(!asked("evidence", &text).is_empty(), "{text}");
    }
    assert_eq!(asked("strict", "Keep at 8 °C, at 14:30, in 2026, Table 3.").len(), 3);
}

#[test]
fn words_of_analyses_hold_no_numbers() {
    let project = root().join("data/bcg");
    let found = |changes: &[(&str, &str)]| {
        let mut sources = sources(&project);
        let mut manifest = sources.text("diptych.toml").unwrap().to_string();
        for (old, new) in changes {
            assert!(manifest.contains(old), "{old}");
            manifest = manifest.replacen(old, new, 1);
        }
        sources.insert("diptych.toml", manifest.into_bytes());
        let findings = check(&sources, &Request::default());
        findings.iter().filter(|it| it.code.id == "D0605").count()
    };
    assert_eq!(found(&[]), 0);
    let changes = [
        ("Tuberculosis: all trials", "Tuberculosis: all 77.1 trials"),
        ("\"no vaccine\"", "\"no vaccine in 77.2\""),
        ("Summary of findings: children", "Summary of 77.3 findings: children"),
        ("children and adults in trials", "children and 77.4 adults in trials"),
        ("tuberculosis far from", "tuberculosis in 77.5 far from"),
    ];
    assert_eq!(found(&changes), changes.len());
}
