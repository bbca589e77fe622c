//! A picture that a text shows; what no finding refuses must be parsed within the time of one run.
#![no_main]

libfuzzer_sys::fuzz_target!(|input: &[u8]| {
    let text = b"# Note\n\n![A picture](a.svg)\n";
    if diptych_fuzz::render(text, &[("a.svg", input)]).is_empty() {
        let _ = usvg::Tree::from_data(input, &usvg::Options::default());
    }
});
