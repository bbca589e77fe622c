//! Fields of work are data: a report on energy prices in the built-in field `economics`, with mistakes planted
//! in it; a field of a project's own; and no field's words in the program.

use std::fs;
use std::path::Path;

use diptych::{Request, Sources, build, check};

use super::projects::{root, sources};

fn energy() -> Sources {
    sources(&root().join("tests/energy"))
}

/// A project with one text of a file replaced.
fn with(mut sources: Sources, file: &str, from: &str, to: &str) -> Sources {
    let text = sources.text(file).unwrap();
    assert_eq!(text.matches(from).count(), 1, "{file}: {from}");
    let text = text.replace(from, to);
    sources.insert(file, text.into_bytes());
    sources
}

/// The codes and messages of what is found, without what the texts and the lock say.
fn found(sources: &Sources) -> Vec<(&'static str, String)> {
    let findings = check(sources, &Request::default());
    findings.iter().map(|it| (it.code.id, it.message.clone())).collect()
}

#[test]
fn a_report_of_another_field_is_built_without_findings() {
    let outcome = build(&energy(), &Request::default());
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    assert_eq!(outcome.artifacts.len(), 5);
}

/// One mistake at a time: what is found, and what is said of it.
#[test]
fn planted_mistakes_are_found() {
    for (file, from, to, code, message) in [
        (
            "prices",
            "south,2024,price_growth,6.9",
            "south,2024,price_growth,9.6",
            "D0916",
            "inconsistent: `price_growth` is 9.6%, but 109.7/102.6 − 1 is 6.92%",
        ),
        (
            "prices",
            "north,2023,price_growth,-33.1",
            "north,2023,price_growth,33.1",
            "D0916",
            "inconsistent: `price_growth` is 33.1%, but 61.8/92.4 − 1 is -33.12%",
        ),
        (
            "prices",
            "price_index,59.8",
            "price_index,58.9",
            "D0916",
            "inconsistent: `price_index` is 58.9, but 100 × 55.3/92.4 is 59.85",
        ),
        (
            "supply",
            "wind,2023,output_share,37.2",
            "wind,2023,output_share,32.7",
            "D0907",
            "inconsistent: `output_share` is 32.7%, but 38.2/102.7 is 37.20%",
        ),
        (
            "supply",
            "8900,GWh",
            "89,TWh",
            "D0907",
            "inconsistent: `output_share` is 8.5%, but 89/105 is 84.76%",
        ),
        (
            "supply",
            "output_share_points,-2.8",
            "output_share_points,2.8",
            "D0916",
            "inconsistent: `output_share_points` is 2.8, but 8.5 − 11.3 is -2.80",
        ),
        (
            "supply",
            "output_mix,43,",
            "output_mix,34,",
            "D0915",
            "inconsistent: 34 + 49 + 8 is 91.00%, not 100%",
        ),
        (
            "supply",
            "coal,2023,output_share,11.3",
            "coal,2023,output_share,13.1",
            "D0915",
            "inconsistent: 37.2 + 51.5 + 13.1 is 101.80%, more than 100%",
        ),
        (
            "supply",
            "coal,2023,output_share,11.3",
            "coal,2023,output_share,113",
            "D0905",
            "inconsistent: the share `output_share` is 113%, more than all there is",
        ),
    ] {
        let planted = with(energy(), &format!("evidence/{file}.csv"), from, to);
        let found = found(&planted);
        assert!(found.contains(&(code, message.to_string())), "{from} → {to}: {found:#?}");
    }
}

/// The order of rows says nothing, and neither do other units of the same numbers.
#[test]
fn the_same_said_otherwise_is_no_mistake() {
    let mut turned = energy();
    let text = turned.text("evidence/supply.csv").unwrap();
    let (head, rows) = text.split_once('\n').unwrap();
    let rows: Vec<&str> = rows.lines().rev().collect();
    let text = format!("{head}\n{}\n", rows.join("\n"));
    turned.insert("evidence/supply.csv", text.into_bytes());
    assert_eq!(found(&turned), []);
    let file = "evidence/supply.csv";
    let other = with(energy(), file, "total,2023,output,102.7,TWh", "total,2023,output,102700,GWh");
    assert_eq!(found(&other), []);
}

const KEYED: &str = "site,year,arm,id,value,unit\nA,2023,left,rate,12,percent\nA,2024,left,rate,14,percent\n\
                     B,2024,right,rate,9,percent\n";

/// Quantities hang on the keys that a project names, and every way to write them leads there.
#[test]
fn quantities_hang_on_any_keys() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"Keys\"\nlanguages = [\"en\"]\ndate = 2026-11-26\ndomain = \"none\"\n\
                    [data.d]\nfile = \"d.csv\"\nkeys = [\"site\", \"year\", \"arm\"]\n[data]\ns = \"s.csv\"\n\
                    [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert("d.csv", KEYED.as_bytes());
    sources.insert("s.csv", *b"id,best\nA,A.2024.left\n");
    sources.insert(
        "note.en.md",
        *b"# A note\n\n{{ d.A[2023].left.rate }}, {{ d[\"A.2024\"].left.rate }}, {{ d[\"B.2024.right\"].rate }}, \
           {{ d[s.A.best].rate }}.\n",
    );
    let outcome = build(&sources, &Request::new().trace(true));
    assert!(outcome.findings.is_empty(), "{:#?}", outcome.findings);
    let trace = outcome.trace.unwrap_or_default();
    let printed: Vec<&str> = trace[0].printed.iter().map(|it| it.text.as_str()).collect();
    assert_eq!(printed, ["12%", "14%", "9%", "14%"]);
}

/// Words of medicine, which belong into `data/domains/clinical.toml`. What is left has its reason beside it.
const MEDICAL: [&str; 17] = [
    "oncolog", "tumour", "tumor", "cancer", "drug", "gene", "genes", "orr", "dcr", "mpfs", "mos",
    "pfs", "os_rate", "regimen", "survival", "patient", "patients",
];

/// Files that may hold such words, and why.
const ALLOWED: [(&str, &str); 7] = [
    ("diagnostic/codes.rs", "names of codes never change"),
    ("check/text/numbers", "`patients` is the name of a unit"),
    ("check/translation/agreement.rs", "`patients` is the name of a unit"),
    ("language/", "languages have words for what is counted"),
    ("check/texts/untraced_numbers", "languages have words for what is counted"),
    ("evaluate/markdown", "an example in a help line"),
    ("check/texts/images.rs", "an example in a help line"),
];

/// The lines of the program, without tests and comments.
fn lines(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            lines(&path, found);
            continue;
        }
        let name = path.to_string_lossy().replace('\\', "/");
        if !name.ends_with(".rs") || name.ends_with("tests.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        found.extend(code.map(|line| (name.clone(), line.to_string())));
    }
}

#[test]
fn no_field_of_work_is_named_in_the_program() {
    let mut all = Vec::new();
    lines(&root().join("src"), &mut all);
    assert!(all.len() > 10_000, "only {} lines were read", all.len());
    let medical = |line: &str| {
        let words = line.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.map(str::to_lowercase).find(|word| MEDICAL.contains(&word.as_str()))
    };
    let named: Vec<String> = all
        .iter()
        .filter(|(file, _)| !ALLOWED.iter().any(|(part, _)| file.contains(&format!("src/{part}"))))
        .filter_map(|(file, line)| Some(format!("{file}: {} in {}", medical(line)?, line.trim())))
        .collect();
    assert!(named.is_empty(), "{}", named.join("\n"));
}

/// Every reason is still needed.
#[test]
fn no_file_is_excused_for_nothing() {
    let mut all = Vec::new();
    lines(&root().join("src"), &mut all);
    for (part, why) in ALLOWED {
        let holds = |line: &str| MEDICAL.iter().any(|word| line.to_lowercase().contains(word));
        let needed =
            all.iter().any(|(file, line)| file.contains(&format!("src/{part}")) && holds(line));
        assert!(needed, "{part} is excused ({why}) and needs no excuse");
    }
}
