//! The steps of a name: `safety`, `.geriatrics`, `["ade"]`, `[row.id]`.

use std::ops::Range;

/// One step of a name.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// The name, unless it is worked out.
    pub name: Option<String>,
    /// Where the step ends, in bytes.
    pub end: usize,
    /// What stands in brackets.
    inside: Option<Range<usize>>,
}

impl Step {
    /// What stands in the brackets of this step.
    pub fn inner<'e>(&self, expression: &'e str) -> Option<&'e str> {
        expression.get(self.inside.clone()?)
    }
}

/// The steps of an expression; nothing when it is more than a name.
pub fn steps(expression: &str) -> Option<Vec<Step>> {
    let mut steps = Vec::new();
    let mut at = 0;
    while at < expression.len() {
        let rest = &expression[at..];
        let step = match rest.strip_prefix('[') {
            Some(inside) => bracket(inside, at + 1)?,
            None => {
                let dot = usize::from(rest.starts_with('.'));
                if (dot == 0) != steps.is_empty() {
                    return None;
                }
                let name: String = rest[dot..].chars().take_while(|c| is_part(*c)).collect();
                let end = at + dot + name.len();
                Step { name: Some(name).filter(|it| !it.is_empty()), end, inside: None }
            }
        };
        if steps.is_empty() && step.name.is_none() || step.end == at {
            return None;
        }
        at = step.end;
        steps.push(step);
    }
    Some(steps)
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A step in brackets, whose inside begins at this byte.
fn bracket(rest: &str, start: usize) -> Option<Step> {
    let mut depth = 0_usize;
    let close = rest.char_indices().find(|(_, c)| {
        match c {
            '[' => depth += 1,
            ']' if depth == 0 => return true,
            ']' => depth -= 1,
            _ => {}
        }
        false
    });
    let (length, _) = close?;
    let inside = &rest[..length];
    let quoted = |quote| inside.strip_prefix(quote)?.strip_suffix(quote);
    let name = quoted('"').or_else(|| quoted('\'')).map(str::to_string);
    let number = inside.parse::<u64>().is_ok().then(|| inside.to_string());
    let inside = start..start + length;
    Some(Step { name: name.or(number), end: start + length + 1, inside: Some(inside) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_step_by_step() {
        for (expression, names) in [
            ("a", Some(vec![Some("a")])),
            ("a.b.c", Some(vec![Some("a"), Some("b"), Some("c")])),
            ("a[\"b c\"].d", Some(vec![Some("a"), Some("b c"), Some("d")])),
            ("a[row.id].d", Some(vec![Some("a"), None, Some("d")])),
            ("a[b[0]][2024]", Some(vec![Some("a"), None, Some("2024")])),
            ("病区.甲", Some(vec![Some("病区"), Some("甲")])),
            ("a + b", None),
            ("a(b)", None),
            (".a", None),
            ("a[b", None),
            ("", Some(vec![])),
        ] {
            let found = steps(expression);
            let found = found.as_ref().map(|it| it.iter().map(|it| it.name.as_deref()).collect());
            assert_eq!(found, names, "{expression}");
        }
        let found = steps("a[row.id].d").unwrap_or_default();
        assert_eq!(found[1].inner("a[row.id].d"), Some("row.id"));
    }
}
