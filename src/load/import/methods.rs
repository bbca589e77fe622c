//! How RevMan 5 pools, in keys of an analysis.

/// The keys for a method (`MH`, `IV`, `PETO`), with common or random effects.
pub fn of_revman(
    measure: &str,
    method: Option<&str>,
    random: bool,
) -> Vec<(&'static str, &'static str)> {
    let mut keys = Vec::new();
    let counted = matches!(measure, "RR" | "OR" | "RD");
    match (method.unwrap_or("IV"), random) {
        ("MH", false) if counted => {
            keys.extend([("model", "\"mantel-haenszel\""), ("corrected_sums", "true")]);
        }
        ("MH", true) if counted => {
            keys.extend([("tau2", "\"DL-MH\""), ("corrected_sums", "true")]);
        }
        ("PETO", _) if measure == "PETO" => keys.push(("model", "\"peto\"")),
        (_, true) => keys.push(("tau2", "\"DL\"")),
        (_, false) => keys.push(("model", "\"common\"")),
    }
    match measure {
        "RD" => keys.push(("rd_error", "\"greenland-robins\"")),
        "SMD" => keys.push(("smd", "\"approximate\"")),
        _ => {}
    }
    keys
}
