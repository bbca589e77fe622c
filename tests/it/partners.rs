//! Which paragraph of one language stands beside which of the other, where one of them lacks some.

use diptych::{Request, Sources, check};

const ZH: [&str; 6] = [
    "患者先接受两周的准备治疗。",
    "随后所有人都接受了新药，并在每次来访时测量血压。",
    "没有人因为副作用而停药。",
    "研究由一家基金会资助，资助者没有参与设计，也没有参与数据分析。",
    "结果仍需要更大的试验来确认。",
    "作者感谢所有参加者。",
];
const EN: [&str; 6] = [
    "Patients first received a preparatory treatment for two weeks.",
    "All then received the new drug, and blood pressure was measured at each visit.",
    "Nobody stopped the drug because of side effects.",
    "The study was funded by a foundation, which took part neither in its design nor in the analysis of its data.",
    "Larger trials need to confirm the result.",
    "The authors thank all participants.",
];

/// What is found where in two texts of these paragraphs, numbers without cells left out.
fn found(zh: &[String], en: &[String]) -> Vec<String> {
    let manifest = "[project]\ntitle = { zh = \"题\", en = \"T\" }\nlanguages = [\"zh\", \"en\"]\ndate = 2026-01-02\n\
                    [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";
    let mut sources = Sources::default();
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    for (name, text) in [("note.zh.md", zh), ("note.en.md", en)] {
        sources.insert(name, (text.join("\n\n") + "\n").into_bytes());
    }
    let found = check(&sources, &Request::default());
    let found = found.iter().filter(|it| it.code.id != "D0605");
    found.map(|it| format!("{} {}", it.code.id, it.place)).collect()
}

fn owned(text: &[&str]) -> Vec<String> {
    text.iter().map(ToString::to_string).collect()
}

#[test]
fn a_missing_paragraph_is_one_finding_at_its_place() {
    assert_eq!(found(&owned(&ZH), &owned(&EN)), [""; 0]);
    let mut en = owned(&EN);
    en.remove(1);
    assert_eq!(found(&owned(&ZH), &en), ["D0601 note.zh.md:3:1"]);
}

#[test]
fn paragraphs_after_a_gap_keep_their_partners() {
    let zh = |i: usize| format!("第 {} 组的 {} 人接受了新药。", i + 1, 40 + i);
    let en = |i: usize| format!("In group {} the new drug was given to {} people.", i + 1, 40 + i);
    let (zh, all): (Vec<String>, Vec<String>) =
        ((0..300).map(zh).collect(), (0..300).map(en).collect());
    let mut en = all.clone();
    en.remove(1);
    assert_eq!(found(&zh, &en), ["D0601 note.zh.md:3:1"]);
    // Two that follow each other are one finding, and what differs elsewhere is still told.
    en.remove(1);
    en[200] = en[200].replace("people", "people in 7 wards");
    let told = found(&zh, &en);
    assert_eq!(told.len(), 2, "{told:?}");
    assert_eq!(told[0], "D0601 note.zh.md:3:1");
    assert!(told[1].starts_with("D0606 "), "{told:?}");
}
