//! Names for files and data sets, made from titles.

/// Small letters, digits and `_`, at most forty; never empty.
pub fn slug(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars().flat_map(char::to_lowercase) {
        if out.len() >= 40 {
            break;
        }
        if c.is_ascii_alphanumeric() {
            out.push(c);
        } else if !out.is_empty() && !out.ends_with('_') {
            out.push('_');
        }
    }
    let out = out.trim_end_matches('_');
    if out.is_empty() { "it".to_string() } else { out.to_string() }
}

/// A string of TOML.
pub fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.trim().chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Rows as CSV; a field with a comma, a quote or a break is quoted.
pub fn csv(rows: &[Vec<String>]) -> String {
    let field = |text: &String| match text.contains([',', '"', '\n', '\r']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text.clone(),
    };
    let line = |row: &Vec<String>| row.iter().map(field).collect::<Vec<_>>().join(",") + "\n";
    rows.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_fields_are_plain() {
        assert_eq!(slug("Death (any cause), 5 years"), "death_any_cause_5_years");
        assert_eq!(slug("死亡"), "it");
        assert_eq!(quoted("a \"b\"\\\n"), "\"a \\\"b\\\"\\\\\"");
        assert_eq!(csv(&[vec!["a,b".to_string(), "c\"d".to_string()]]), "\"a,b\",\"c\"\"d\"\n");
    }
}
