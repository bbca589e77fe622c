//! Columns as divisions of HTML: `<div class="columns">` with a `<div>` for each.

use super::changes::Changes;
use super::lines::{Kind, Line};

/// What classes of columns have in their names.
const CLASSES: [&str; 4] = ["col", "grid", "flex", "split"];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Open {
    Columns,
    Column,
    Other,
}

/// Writes columns of HTML as divisions; other divisions are left to the reader of HTML.
pub fn unfold(lines: &[Line], changes: &mut Changes) {
    let mut open: Vec<Open> = Vec::new();
    for line in lines.iter().filter(|line| line.kind == Kind::Text) {
        let tag = line.text.trim();
        if tag.starts_with("<div") && tag.ends_with('>') && !tag[1..].contains('<') {
            let kind = match open.last() {
                Some(Open::Columns) => Open::Column,
                _ if is_columns(tag) => Open::Columns,
                _ => Open::Other,
            };
            open.push(kind);
            changes_for(kind, line, "columns", "column", changes);
        } else if tag == "</div>"
            && let Some(kind) = open.pop()
        {
            changes_for(kind, line, "", "", changes);
        }
    }
}

fn changes_for(kind: Open, line: &Line, columns: &str, column: &str, changes: &mut Changes) {
    let fence = match kind {
        Open::Columns => format!("\n::::: {columns}\n"),
        Open::Column => format!("\n:::: {column}\n"),
        Open::Other => return,
    };
    changes.replace(line.range.clone(), fence);
}

fn is_columns(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |(_, rest)| rest);
    let class = class.trim_start_matches(['"', '\'']).split(['"', '\'', '>']).next();
    class.is_some_and(|class| CLASSES.iter().any(|it| class.contains(it)))
}
