//! A data file: the first byte says in which format.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let Some((kind, bytes)) = input.split_first() else { return };
    let manifest = |name: &str| {
        include_str!("../../fixture/diptych.toml")
            .replace("[\"zh\", \"en\"]", "[\"en\"]")
            .replace("[data]", &format!("[data]\nextra = \"{name}\""))
    };
    let extra = |name: &str| {
        diptych_fuzz::run(&[("diptych.toml", manifest(name).as_bytes()), (name, bytes)])
    };
    match kind % 8 {
        0 => extra("extra.json"),
        1 => extra("extra.toml"),
        2 => extra("extra.xlsx"),
        3 => extra("extra.csv"),
        4 => diptych_fuzz::run(&[("references.bib", bytes)]),
        5 => diptych_fuzz::run(&[("glossary.csv", bytes)]),
        6 => diptych_fuzz::run(&[("evidence/results.csv", bytes)]),
        _ => diptych_fuzz::run(&[("evidence/studies.csv", bytes)]),
    };
});
