//! Columns as divisions of HTML: `<div class="columns">` with a `<div>` for each.

use std::collections::HashSet;

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

/// A division that is open: how many it holds so far, and how many of them stand side by side.
struct Division {
    kind: Open,
    items: usize,
    most: usize,
}

/// Writes columns of HTML as divisions; other divisions are left to the reader of HTML. A grid that says how many
/// columns it has goes on in a further row.
pub fn unfold(lines: &[Line], changes: &mut Changes) {
    let lines: Vec<&Line> = lines.iter().filter(|line| line.kind == Kind::Text).collect();
    let stacked = stacked(&lines);
    let mut open: Vec<Division> = Vec::new();
    for (at, line) in lines.into_iter().enumerate() {
        let tag = line.text.trim();
        if opens(tag) {
            let (kind, fence) = match open.last_mut() {
                Some(grid) if grid.kind == Open::Columns => {
                    let ends_row = grid.items > 0 && grid.items % grid.most == 0;
                    grid.items += 1;
                    let row = if ends_row { "\n:::::\n\n::::: columns\n" } else { "" };
                    (Open::Column, Some(format!("{row}\n:::: column\n")))
                }
                _ if is_columns(tag) && !stacked.contains(&at) => {
                    (Open::Columns, Some("\n::::: columns\n".to_string()))
                }
                _ => (Open::Other, None),
            };
            open.push(Division { kind, items: 0, most: most(tag) });
            fence.into_iter().for_each(|it| changes.replace(line.range.clone(), it));
        } else if tag == "</div>"
            && let Some(division) = open.pop()
        {
            let fence = match division.kind {
                Open::Columns => "\n:::::\n",
                Open::Column => "\n::::\n",
                Open::Other => continue,
            };
            changes.replace(line.range.clone(), fence.to_string());
        }
    }
}

fn opens(tag: &str) -> bool {
    tag.starts_with("<div") && tag.ends_with('>') && !tag[1..].contains('<')
}

/// The lines that open what is no row of columns: more stands in it than divisions, or one of these takes several
/// columns (`col-span-2`). What it holds is set one below the other.
fn stacked(lines: &[&Line]) -> HashSet<usize> {
    let mut found = HashSet::new();
    let mut open: Vec<usize> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let tag = line.text.trim();
        let holds_more = if opens(tag) { tag.contains("col-span-") } else { !tag.is_empty() };
        if tag != "</div>" && holds_more {
            found.extend(open.last());
        }
        if opens(tag) {
            open.push(at);
        } else if tag == "</div>" {
            open.pop();
        }
    }
    found
}

/// How many columns a class says that a grid has.
fn most(tag: &str) -> usize {
    let rest = tag.split_once("grid-cols-").map_or("", |(_, rest)| rest);
    let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    rest[..end].parse().ok().filter(|it| *it > 0).unwrap_or(usize::MAX)
}

fn is_columns(tag: &str) -> bool {
    let class = tag.split_once("class=").map_or("", |(_, rest)| rest);
    let class = class.trim_start_matches(['"', '\'']).split(['"', '\'', '>']).next();
    class.is_some_and(|class| CLASSES.iter().any(|it| class.contains(it)))
}
