//! Values in blocks of Typst: each is a variable, which prints its value only where code stands.

use typst::syntax::{LinkedNode, Side, SyntaxKind, parse};

use super::input::{File, Input};
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, codes};

/// What stands before the name of each variable at the head of a block's file.
const HEAD: &str = "#let value-";

/// A finding for every value that would not be printed: its variable stands within quotes, in a comment,
/// or beside other characters of a word.
pub fn check(input: &Input) -> Vec<Diagnostic> {
    let blocks = input.files.iter().filter(|file| file.text.starts_with(HEAD));
    blocks.flat_map(in_block).collect()
}

fn in_block(file: &File) -> Vec<Diagnostic> {
    let names =
        file.text.lines().map_while(|line| Some(line.strip_prefix("#let ")?.split_once(" = ")?.0));
    let names: Vec<&str> = names.filter(|name| name.starts_with("value-")).collect();
    let root = parse(file.text);
    let root = LinkedNode::new(&root);
    let mut findings = Vec::new();
    for (at, place) in occurrences(file) {
        let rest = &file.text[at..];
        let name =
            names.iter().filter(|name| rest.starts_with(**name)).max_by_key(|name| name.len());
        let Some(name) = name else { continue };
        let leaf = root.leaf_at(at, Side::After);
        let is_variable = leaf.is_some_and(|leaf| {
            leaf.kind() == SyntaxKind::Ident && leaf.range() == (at..at + name.len())
        });
        if !is_variable {
            findings.push(finding(place));
        }
    }
    findings
}

/// Where names of variables stand in what the author wrote.
fn occurrences<'a>(file: &'a File) -> impl Iterator<Item = (usize, Place)> + 'a {
    let all = file.text.match_indices("value-");
    all.filter_map(|(at, _)| Some((at, (file.place)(at)?)))
}

fn finding(place: Place) -> Diagnostic {
    let message = "the value in this line of Typst would be printed as the name of a variable";
    Diagnostic::new(codes::PLACEHOLDER, place, message)
        .help("write it where code stands: #{{ … }} in text, or joined to a string with +")
}
