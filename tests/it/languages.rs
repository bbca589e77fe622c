//! Every shipped language beside another one: it builds, and its pages say what its guides want.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use diptych::diagnostic::Severity;
use diptych::{Outcome, Request, Sources, build, check};

use super::pdf::{fonts, pages, squeeze};
use super::projects::{root, sources};

fn folder() -> PathBuf {
    root().join("tests/languages")
}

/// Puts a file of the common project among the sources, with the words of a language in it.
fn add(path: &Path, tag: &str, words: &BTreeMap<String, String>, sources: &mut Sources) {
    if path.is_dir() {
        let entries = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path());
        return entries.for_each(|path| add(&path, tag, words, sources));
    }
    let mut text = fs::read_to_string(path).unwrap().replace("@TAG@", tag);
    for (name, word) in words {
        text = text.replace(&format!("@{name}@"), word);
    }
    let name = path.strip_prefix(folder().join("base")).unwrap();
    sources.insert(name.to_str().unwrap(), text.into_bytes());
}

/// The common project in a language, beside English.
fn project(tag: &str) -> Sources {
    let own = |name: &str| fs::read_to_string(folder().join(tag).join(name)).unwrap();
    let words: BTreeMap<String, String> = toml::from_str(&own("words.toml")).unwrap();
    let mut sources = Sources { name: tag.to_string(), ..Sources::default() };
    add(&folder().join("base"), tag, &words, &mut sources);
    for document in ["note", "deck"] {
        let text = own(&format!("{document}.md"));
        sources.insert(&format!("{document}.{tag}.md"), text.into_bytes());
    }
    sources
}

/// What stands on the pages of an artifact.
fn text(outcome: &Outcome, name: &str) -> String {
    let artifact = outcome.artifacts.iter().find(|it| it.name == name);
    let artifact = artifact.unwrap_or_else(|| panic!("{name}: {:#?}", outcome.findings));
    squeeze(&pages(&artifact.bytes).concat())
}

/// The number of a table, a decimal with its unit, the day, the number of the page, a word for a missing
/// value, and the heading of what matters.
const SAYS: [(&str, [&str; 6]); 12] = [
    ("de", ["Tabelle 1", "61,5 %", "8. Februar 2026", "Seite 1 von 2", "n. e.", "nach 22 Monaten"]),
    ("es", ["Tabla 1", "61,5 %", "8 de febrero de 2026", "Página 1 de 2", "NA", "1 mes"]),
    ("fr", ["Tableau 1", "61,5 %", "8 février 2026", "Page 1 sur 2", "Source : Trois", "22 mois"]),
    ("it", ["Tabella 1", "61,5 %", "8 febbraio 2026", "Pagina 1 di 2", "NR", "22 mesi"]),
    ("vi", ["Bảng 1", "61,5%", "ngày 8 tháng 2 năm 2026", "Trang 1/2", "chưa đạt", "22 tháng"]),
    ("pt-BR", ["Tabela 1", "61,5%", "8 de fevereiro de 2026", "Página 1 de 2", "NA", "1 mês"]),
    ("ru", ["Таблица 1", "61,5 %", "8 февраля 2026 г.", "Страница 1 из 2", "1 месяц", "НД"]),
    ("ja", ["表 1", "61.5%", "2026年2月8日", "1／2ページ", "未到達", "22 か月"]),
    ("ko", ["표 1", "61.5%", "2026년 2월 8일", "2쪽 중 1쪽", "미도달", "22 개월"]),
    ("zh-Hant-TW", ["表 1", "61.5%", "2026-02-08", "第 1 頁，共 2 頁", "未達到", "22 個月"]),
    ("zh-Hant-HK", ["表 1", "61.5%", "2026-02-08", "第 1 頁，共 2 頁", "置信區間", "22 個月"]),
    ("en", ["Table 1", "61.5%", "8 February 2026", "Page 1 of 2", "NR", "22 months"]),
];

#[test]
fn every_language_is_set_as_its_guides_want() {
    for (tag, says) in SAYS {
        let outcome = build(&project(if tag == "en" { "es" } else { tag }), &Request::default());
        let page = text(&outcome, &format!("note.{tag}.pdf"));
        for said in says {
            assert!(page.contains(&squeeze(said)), "{tag}: “{said}” is not in\n{page}");
        }
        for edition in ["note", "deck"].map(|it| format!("{it}.{tag}-en.pdf")) {
            assert!(tag == "en" || outcome.artifacts.iter().any(|it| it.name == edition));
        }
    }
}

#[test]
fn a_report_on_prices_in_chinese_and_german_builds() {
    let outcome = build(&sources(&folder().join("energy")), &Request::default());
    let errors = outcome.findings.iter().filter(|it| it.severity() == Severity::Error);
    assert_eq!(errors.count(), 0, "{:#?}", outcome.findings);
    let german = text(&outcome, "report.de.pdf");
    for said in ["79,5 €/MWh", "58,2", "1457", "Stand: 15. Januar 2026"] {
        assert!(german.contains(&squeeze(said)), "“{said}” is not in\n{german}");
    }
    let chinese = text(&outcome, "report.zh.pdf");
    assert!(chinese.contains(&squeeze("79.5 €/MWh")), "{chinese}");
}

#[test]
fn japanese_beside_simplified_chinese_builds() {
    let outcome = build(&sources(&folder().join("ja-zh")), &Request::default());
    let codes: Vec<&str> = outcome.findings.iter().map(|it| it.code.id).collect();
    // Only that the built-in fonts have the shapes of mainland China.
    assert!(codes.iter().all(|it| *it == "D0701"), "{:#?}", outcome.findings);
    let page = text(&outcome, "note.ja-zh.pdf");
    for said in ["対訳版", "双语版", "7～11", "佐藤花子", "未到達", "未达到"] {
        assert!(page.contains(&squeeze(said)), "“{said}” is not in\n{page}");
    }
}

/// Fonts with the shapes of a language are asked for once a document, by what to put where.
#[test]
fn shapes_of_another_language_are_told() {
    let outcome = build(&project("zh-Hant-TW"), &Request::default());
    let told: Vec<_> = outcome.findings.iter().filter(|it| it.code.id == "D0701").collect();
    let [shapes] = told[..] else { panic!("{told:#?}") };
    assert!(shapes.message.contains("Traditional Chinese"), "{shapes:?}");
    assert!(shapes.help.as_ref().is_some_and(|it| it.contains("Noto Serif TC")), "{shapes:?}");
    assert!(outcome.findings.iter().all(|it| it.code.id != "D0802"), "{:#?}", outcome.findings);
}

/// Emphasis, code and words in formulas are in the faces that a language names, as its text is.
#[test]
fn what_stands_out_is_in_the_faces_of_its_language() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = { yue = \"試\" }\nlanguages = [\"yue\"]\ndate = 2026-02-08\n\
                    [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\ntitle = \"試\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    let language = "name = \"Cantonese\"\nown_name = \"粵語\"\nregion = \"HK\"\n[typography]\n\
                    serif = [\"Noto Serif SC More\"]\nsans = [\"Noto Serif SC More\"]\n";
    sources.insert("languages/yue.toml", language.as_bytes());
    sources.insert("n.yue.md", "# 粵語\n\n粵語*粵語*`粵語`$x_\\text{粵}$\n".as_bytes());
    let outcome = build(&sources, &Request::default());
    let pdf = outcome.artifacts.iter().find(|it| it.name.ends_with(".pdf"));
    let pdf = pdf.unwrap_or_else(|| panic!("{:#?}", outcome.findings));
    let han: Vec<_> = fonts(&pdf.bytes).into_iter().filter(|it| it.contains("SC")).collect();
    assert!(!han.is_empty() && han.iter().all(|it| it.contains("SerifSCMore")), "{han:?}");
}

#[test]
fn a_language_of_the_project_is_one_file() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = { sv = \"Prov\" }\nlanguages = [\"sv\"]\ndate = 2026-02-08\n\
                    [documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\ntitle = \"Not\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    sources.insert("n.sv.md", "# Ett\n\nEn mening.\n".as_bytes());
    let unknown = build(&sources, &Request::default());
    let told: Vec<&str> = unknown.findings.iter().map(|it| it.code.id).collect();
    assert!(told.contains(&"D0340"), "{told:?}");
    let language = "name = \"Swedish\"\nown_name = \"svenska\"\nregion = \"SE\"\n[dates]\n\
                    months = [\"januari\", \"februari\", \"mars\"]\n[messages]\n\
                    page = \"Sida {n} av {pages}\"\ncompiled = \"Sammanställd {date}\"\n";
    sources.insert("languages/sv.toml", language.as_bytes());
    let outcome = build(&sources, &Request::default());
    let page = text(&outcome, "n.sv.pdf");
    for said in ["Sida 1 av 1", "Sammanställd 8 februari 2026"] {
        assert!(page.contains(&squeeze(said)), "{page}");
    }
    sources.insert("languages/sv.toml", *b"name = \"Swedish\"\n[mesages]\npage = \"x\"\n");
    let broken = build(&sources, &Request::default());
    let finding = broken.findings.iter().find(|it| it.code.id == "D0341").unwrap();
    assert_eq!((finding.place.line, finding.place.column), (2, 2), "{finding:?}");
}

/// The lines of a file before its tests, without comments, that have a Han character, or name Chinese or
/// English.
fn naming(text: &str) -> Vec<String> {
    let code = text.split("\nmod tests {").next().unwrap_or_default();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fa5}').contains(&c);
    let names = |line: &str| {
        line.split(|c: char| !c.is_alphanumeric() && c != '_')
            .any(|word| ["Zh", "En"].contains(&word))
            || ["\"zh\"", "\"en\""].iter().any(|tag| line.contains(tag))
    };
    let lines = code.lines().map(str::trim).filter(|line| !line.starts_with("//"));
    lines.filter(|line| names(line) || line.contains(is_han)).map(str::to_string).collect()
}

#[test]
fn code_names_no_language() {
    let mut named = Vec::new();
    let mut folders = vec![root().join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().display().to_string().replace('\\', "/");
            if path.is_dir() {
                folders.push(path);
            } else if !name.ends_with("tests.rs") {
                // Pictures and fonts are no text.
                let lines = naming(&String::from_utf8_lossy(&fs::read(&path).unwrap()));
                named.extend(lines.first().map(|line| (name, line.clone())));
            }
        }
    }
    assert!(named.is_empty(), "{named:#?}");
    assert_eq!(
        naming("let a = Language::En;\nlet b = \"表\";\n// 表\nlet end = Entry;\nf(\"en\")"),
        ["let a = Language::En;", "let b = \"表\";", "f(\"en\")"]
    );
}

/// The project in Chinese, English and German, with `change` made to a file, and its languages in an order.
fn three(order: [&str; 3], (file, from, to): (&str, &str, &str)) -> Sources {
    let mut project = sources(&folder().join("three"));
    let mut edit = |file: &str, from: &str, to: &str| {
        let text = String::from_utf8(project.files[file].to_vec()).unwrap();
        assert!(text.contains(from), "{file} has no “{from}”");
        project.insert(file, text.replace(from, to).into_bytes());
    };
    let manifest = "diptych.toml";
    edit(manifest, r#"["zh", "en", "de"]"#, &format!("{order:?}"));
    edit(manifest, "zh-en-de", &order.join("-"));
    edit(file, from, to);
    project
}

const NOTHING: (&str, &str, &str) = ("note.de.md", "Zweimal messen", "Zweimal messen");

#[test]
fn three_languages_stand_in_one_edition() {
    let outcome = build(&three(["zh", "en", "de"], NOTHING), &Request::default());
    assert_eq!(outcome.findings.len(), 0, "{:#?}", outcome.findings);
    let pages = ["note", "deck", "handout"].map(|it| text(&outcome, &format!("{it}.zh-en-de.pdf")));
    for said in [
        "表 1",
        "Table 1",
        "Tabelle 1",
        // What two languages write alike but for the sign stands once.
        "58.7–64.2",
        "58,7–64,2",
        "注意",
        "Mind this",
        "Achtung",
    ] {
        assert!(pages[0].contains(&squeeze(said)), "“{said}” is not in\n{}", pages[0]);
    }
    for page in &pages {
        for said in ["在家量血压", "Blood pressure at home", "Blutdruck zu Hause"] {
            assert!(page.contains(&squeeze(said)), "“{said}” is not in\n{page}");
        }
    }
}

/// What two of three languages share stands once, in cells, heads, figures, key boxes, and on slides.
#[test]
fn what_two_of_three_languages_share_stands_once() {
    let mut project = three(["zh", "en", "de"], NOTHING);
    let mut edit = |file: &str, change: &dyn Fn(String) -> String| {
        let text = change(String::from_utf8(project.files[file].to_vec()).unwrap());
        project.insert(file, text.into_bytes());
    };
    let column = |table: &str, head: &str, cell: &str| {
        let of = |word: &str| format!("{{ zh = \"乐\", en = \"{word}\", de = \"{word}\" }}");
        let (head, text) = (of(head), of(cell));
        let over =
            if table == "trials" { format!("over = {}\n", of("Duo")) } else { String::new() };
        format!("\n[[{table}.columns]]\nid = \"more\"\nhead = {head}\n{over}text = [{text}]\n")
    };
    edit("tables.toml", &|text| {
        let cells = text.replacen("data ", "bilingual = \"cells\"\ndata ", 1);
        let over = "over = { zh = \"乐\", en = \"Duo\", de = \"Duo\" }\nci ";
        cells.replace("ci ", over) + &column("trials", "Trio", "Quartet")
    });
    let points = "\n[look]\nkind = \"visual\"\ncaption = { zh = \"看\", en = \"Look\", de = \"Blick\" }\n\
        [[look.bands]]\nhead = { zh = \"甲\", en = \"One\", de = \"Eins\" }\n\
        [[look.bands.points]]\nlabel = { zh = \"乙\", en = \"Two\", de = \"Zwei\" }\n\
        text = { zh = \"乐\", en = \"Decet\", de = \"Decet\" }\n";
    edit("figures.toml", &|text| text + &column("goals", "Nonet", "Quintet") + points);
    for (language, [key, item, line, within]) in [
        ("zh", ["乐", "乐", "乐", "丙"]),
        ("en", ["Sextet", "Septet", "Octet", "Inner"]),
        ("de", ["Sextet", "Septet", "Octet", "Innen"]),
    ] {
        edit(&format!("note.{language}.md"), &|text| {
            let keys = format!("- **{{{{ results.two.goal }}}}** {key}\n:::\n\n#");
            text.replacen(":::\n\n#", &keys, 1) + "\n{{ figure(\"look\") }}\n"
        });
        edit(&format!("deck.{language}.md"), &|text| {
            let items = format!("\n# 3\n\n- {item}\n- HOME\n  - {within}\n\n{line}\n");
            text + &items + "\n# 4\n\n{{ figure(\"look\") }}\n"
        });
    }
    let outcome = build(&project, &Request::new().draft(true));
    let pages = ["note", "deck"].map(|it| text(&outcome, &format!("{it}.zh-en-de.pdf")));
    for (page, word, times) in [
        (0, "Duo", 1),
        (0, "Trio", 1),
        (0, "Quartet", 3),
        (0, "Quintet", 3),
        (0, "Sextet", 1),
        (0, "Decet", 1),
        (0, "Nonet", 1),
        // Beneath the title and in the visual.
        (0, "AnaRuiz,LinWei", 2),
        (1, "Duo", 1),
        (1, "Trio", 1),
        (1, "Quartet", 3),
        (1, "Septet", 1),
        (1, "Inner", 1),
        (1, "Innen", 1),
        (1, "Octet", 1),
        (1, "Decet", 1),
    ] {
        let found = pages[page].matches(word).count();
        assert_eq!(found, times, "{word} on {}: {:#?}", pages[page], outcome.findings);
    }
}

/// A mistake in one of three languages is told at its line, once for each other language at most, and in any order of the
/// languages.
#[test]
fn a_mistake_in_one_of_three_languages_is_found() {
    let mistakes = [
        (
            "note.de.md",
            "sank in der ersten um {{ results.one.fall",
            "sank in der ersten um {{ results.two.fall",
            "D0602",
            8,
        ),
        ("note.de.md", "In drei Studien", "In vier Studien", "D0606", 8),
        ("note.de.md", "[@lin2023]", "", "D0603", 8),
        ("note.de.md", "misst zu hohe Werte", "misst keine zu hohen Werte", "D0611", 11),
        ("note.de.md", "Der systolische Blutdruck (SBP)", "Der Druck", "D0608", 8),
        ("note.en.md", "fell by {{ results.one.fall", "rose by {{ results.one.fall", "D0612", 8),
        ("note.zh.md", "量两次", "量三次", "D0606", 14),
        ("tables.toml", "Drei Studien\"", "Vier Studien\"", "D0606", 3),
    ];
    for (file, from, to, code, line) in mistakes {
        let codes = |order| {
            let findings = check(&three(order, (file, from, to)), &Request::default());
            let told: Vec<_> =
                findings.iter().filter(|it| it.severity() >= Severity::Warning).collect();
            let found: Vec<_> = told.iter().filter(|it| it.code.id == code).collect();
            assert!((1..=2).contains(&found.len()), "{order:?} {from}: {told:#?}");
            let sites = |it: &diptych::diagnostic::Diagnostic| {
                it.related
                    .iter()
                    .map(|(place, _)| place.clone())
                    .chain([it.place.clone()])
                    .collect::<Vec<_>>()
            };
            for it in &found {
                assert!(
                    sites(it).iter().any(|at| (&*at.file, at.line) == (file, line)),
                    "{order:?} {from}: {it:#?}"
                );
            }
            told.iter().map(|it| it.code.id).collect::<std::collections::BTreeSet<_>>()
        };
        let first = codes(["zh", "en", "de"]);
        for order in [["de", "zh", "en"], ["en", "de", "zh"], ["de", "en", "zh"]] {
            assert_eq!(codes(order), first, "{order:?} {from}");
        }
    }
}

/// Names differ by region, abbreviations by language: each text is held to its own, and the page lists its own.
#[test]
fn names_and_abbreviations_are_those_of_the_region() {
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"zh-Hant-TW\", \"zh\", \"es\"]\ndate = 2026-02-08\n\
        glossary = \"g.csv\"\ndomain = \"clinical\"\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n";
    let glossary = "zh-Hant-TW,zh,es,abbreviation.zh,abbreviation.es,kind\n\
        資訊,信息,información,,,concept\n魯索利替尼,芦可替尼,ruxolitinib,,,drug\n收縮壓,收缩压,presión sistólica,SBP,PAS,measure\n";
    let texts = [
        ("zh-Hant-TW", "魯索利替尼的資訊：收縮壓（SBP）下降。"),
        ("zh", "芦可替尼的信息：收缩压（SBP）下降。"),
        ("es", "Información de ruxolitinib: la presión sistólica (PAS) baja."),
    ];
    let project = |from: &str, to: &str| {
        let mut sources = Sources::default();
        sources.insert("diptych.toml", manifest.as_bytes());
        sources.insert("g.csv", glossary.as_bytes());
        for (tag, text) in texts {
            let text =
                format!("# 1\n\n{}\n\n{{{{ abbreviations() }}}}\n", text.replacen(from, to, 1));
            sources.insert(&format!("n.{tag}.md"), text.into_bytes());
        }
        sources
    };
    let told = |from, to| -> Vec<String> {
        let findings = check(&project(from, to), &Request::default());
        let own = findings.iter().filter(|it| it.code.id != "D0701");
        own.map(|it| format!("{} {}: {}", it.code.id, it.place.file, it.message)).collect()
    };
    assert_eq!(told("", ""), [""; 0]);
    assert_eq!(told("資訊", "信息"), ["D1302 n.zh-Hant-TW.md: “信息” is another name of “資訊”"]);
    assert_eq!(
        told("芦可", "魯索利")[..],
        ["D1302 n.zh.md: “魯索利替尼” is another name of “芦可替尼”"][..]
    );
    assert_eq!(told("PAS", "SBP"), ["D1302 n.es.md: “SBP” is another name of “PAS”"]);
    let outcome = build(&project("", ""), &Request::default());
    assert!(text(&outcome, "n.es.pdf").contains("PASpresiónsistólica"));
    assert!(text(&outcome, "n.zh.pdf").contains("SBP收缩压"));
}

/// What a person has reviewed stays so when the manifest names the languages in another order.
#[test]
fn a_review_holds_in_any_order_of_the_languages() {
    let (file, from, _) = NOTHING;
    let reviewed = diptych::accept(&three(["zh", "en", "de"], NOTHING), &Request::default());
    let lock = reviewed.unwrap().bytes;
    let unread = |order, to: &str| {
        let mut project = three(order, (file, from, to));
        project.insert("diptych.lock", lock.to_vec());
        let findings = check(&project, &Request::default());
        findings.iter().filter(|it| ["D0614", "D0615"].contains(&it.code.id)).count()
    };
    for order in [["zh", "en", "de"], ["de", "zh", "en"], ["en", "de", "zh"]] {
        assert_eq!(unread(order, from), 0, "{order:?}");
        // One change is told once, for its pairs with Chinese and with English.
        assert_eq!(unread(order, "Zweimal in Ruhe messen"), 1, "{order:?}");
    }
}

/// “TAMs” is the abbreviation that the glossary explains as “TAM”, and the other way round.
#[test]
fn abbreviations_that_stand_in_the_plural_are_listed() {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"T\"\nlanguages = [\"en\"]\ndate = 2026-02-08\n\
        glossary = \"g.csv\"\n[documents.n]\ntemplate = \"summary\"\ncontent = \"n\"\n";
    sources.insert("diptych.toml", manifest.as_bytes());
    let glossary = "en,abbreviation,kind\ntumour-associated macrophage,TAM,concept\n\
        serious adverse events,SAEs,concept\nnatural killer cell,NK,concept\n";
    sources.insert("g.csv", glossary.as_bytes());
    let note = "# 1\n\nMany TAMs, and one SAE.\n\n{{ abbreviations() }}\n";
    sources.insert("n.en.md", note.as_bytes());
    let page = text(&build(&sources, &Request::default()), "n.en.pdf");
    for listed in ["TAMtumour-associated", "SAEsserious"] {
        assert!(page.contains(listed), "{listed}: {page}");
    }
    assert!(!page.contains("NK"), "{page}");
}
