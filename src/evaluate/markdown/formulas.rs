//! The formulas of a text, read in its order before anything else: macros, numbers and labels hold for
//! what follows, and references may lead back and forth.

use std::collections::{BTreeMap, HashMap};

use comrak::nodes::{AstNode, NodeMath, NodeValue};

use super::delimiters;
use super::lines::{Lines, Reading};
use super::preamble;
use super::second_reading::Captions;
use super::tildes;
use crate::data::place::Place;
use crate::diagnostic::{Diagnostic, Findings, codes};
use crate::evaluate::template::placeholders::{Placeholder, placeholder_index};
use crate::model::manuscript::{DisplayLine, Formula, Inline, VALUE};
use crate::typst_source::latex::{self, Note, Shared, Typeset, Wrong};

/// A formula that has been read.
pub enum Read {
    /// It is typeset, with the values in it.
    Typeset(Box<Formula>, Vec<Inline>),
    /// It prints nothing: it defines macros.
    Silent,
    /// It cannot be set, and is shown as it is written.
    Source(String),
}

/// The formulas of a text.
#[derive(Default)]
pub struct Formulas {
    read: HashMap<usize, Read>,
    /// The number of each label.
    labels: BTreeMap<String, String>,
    /// The label by which links lead to a display, for its further labels.
    first: HashMap<String, String>,
}

/// A formula before it is read.
struct Written {
    latex: String,
    values: Vec<Inline>,
    place: Place,
    /// The byte of the rendered text where the LaTeX begins, if it stands there as it is.
    start: Option<usize>,
    /// Whether its equations are numbered as in LaTeX.
    counted: bool,
    /// Whether it stands on lines of its own.
    display: bool,
    /// Whether it is set at full size in a line.
    full_size: bool,
    /// Whether it is a block of code.
    is_fenced: bool,
    /// The LaTeX with its values, to be read aloud.
    spoken: String,
    /// The source with its marks.
    source: String,
}

/// The language of a block of code that holds a formula.
pub const MATH: &str = "math";

impl Formulas {
    /// Reads all formulas below a node, and those of the captions, which stand apart.
    pub fn of<'r>(
        root: &'r AstNode<'r>,
        captions: &Captions<'r>,
        lines: &Lines,
        reading: Reading,
        findings: &mut Findings,
    ) -> Formulas {
        let mut read = HashMap::new();
        let mut shared = Shared::default();
        let of_packages = latex::packages::used_in(&lines.rendered.text).map(str::to_string);
        let own = reading.front_matter.map(preamble::definitions).unwrap_or_default();
        for definition in of_packages.chain(own) {
            // One that cannot be read is told where it is used.
            let _ = latex::read(&definition, false, reading.limits.formula, &mut shared);
        }
        let first = HashMap::new();
        let mut reader = Reader { lines, reading, shared, first, findings };
        for node in root.descendants() {
            if let Some(written) = written(node, lines) {
                read.insert(key(node), reader.read(written));
            }
        }
        let mut captions: Vec<_> = captions.values().collect();
        captions.sort_by_key(|(_, base)| *base);
        for (paragraph, base) in captions {
            let around = lines.base.replace(Some(*base));
            for node in paragraph.descendants() {
                if let Some(written) = written(node, lines) {
                    read.insert(key(node), reader.read(written));
                }
            }
            lines.base.set(around);
        }
        Formulas { read, labels: reader.shared.equations.labels, first: reader.first }
    }

    /// The formula of a node.
    pub fn get<'r>(&self, node: &'r AstNode<'r>) -> Option<&Read> {
        self.read.get(&key(node))
    }

    /// Whether any equation has a label.
    pub fn has_labels(&self) -> bool {
        !self.labels.is_empty()
    }

    /// The number of a labelled equation.
    pub fn number(&self, label: &str) -> Option<&str> {
        self.labels.get(label).map(String::as_str)
    }

    /// The name of the display that has a label.
    pub fn target<'l>(&'l self, label: &'l str) -> &'l str {
        self.first.get(label).map_or(label, String::as_str)
    }
}

/// A node by its address; the arena holds it still.
fn key<'r>(node: &'r AstNode<'r>) -> usize {
    std::ptr::from_ref(node) as usize
}

fn written<'r>(node: &'r AstNode<'r>, lines: &Lines) -> Option<Written> {
    match &node.data.borrow().value {
        NodeValue::Math(math) => Some(of_math(math, node, lines)),
        NodeValue::CodeBlock(code) if code.info.split_whitespace().next() == Some(MATH) => {
            let latex: String = code.literal.trim_end().chars().map(tildes::shown).collect();
            let source = latex.clone();
            let place = lines.place(node);
            Some(Written {
                values: Vec::new(),
                place,
                start: None,
                counted: false,
                display: true,
                full_size: false,
                is_fenced: true,
                spoken: latex.trim().to_string(),
                source,
                latex,
            })
        }
        _ => None,
    }
}

/// A formula between dollars; the values in it are set apart, so that LaTeX never reads them.
fn of_math<'r>(math: &NodeMath, node: &'r AstNode<'r>, lines: &Lines) -> Written {
    let place = lines.place(node);
    let fence = if math.display_math || !math.dollar_math { 2 } else { 1 };
    let (literal, before) = delimiters::latex(&math.literal, fence);
    let mut values = Vec::new();
    let mut latex = String::new();
    for character in literal.chars() {
        let index = placeholder_index(character);
        match index.and_then(|index| lines.rendered.placeholders.get(index)) {
            Some(Placeholder::Value(printed)) => {
                values.push(Inline::Value(printed.clone(), place.clone()));
                latex.push(VALUE);
            }
            Some(_) => {}
            None if character == VALUE => {}
            None => latex.push(tildes::shown(character)),
        }
    }
    let position = node.data.borrow().sourcepos;
    let start = lines.offset(position.start.line, position.start.column) + before;
    let rendered = lines.rendered.text.get(start..);
    let joined = math.literal.starts_with(delimiters::BEGIN)
        || rendered.is_some_and(|text| text.starts_with(&math.literal));
    let counted = before == 0;
    let source = lines.rendered.plain(&source(math, &literal, counted));
    let display = math.display_math && (on_own_lines(node) || is_numbered(&latex, node));
    let full_size = math.display_math && !display;
    Written {
        start: joined.then_some(start).filter(|_| values.is_empty()),
        latex,
        values,
        place,
        counted,
        display,
        full_size,
        is_fenced: false,
        spoken: lines.rendered.plain(literal.trim()),
        source,
    }
}

/// Whether a display among words has a number or a name, which only lines of its own can show.
fn is_numbered<'r>(latex: &str, node: &'r AstNode<'r>) -> bool {
    let is_paragraph = |it: &'r AstNode<'r>| matches!(it.data.borrow().value, NodeValue::Paragraph);
    ["\\label{", "\\tag{", "\\tag*{"].iter().any(|it| latex.contains(it))
        && node.parent().is_some_and(is_paragraph)
}

/// The formula with its marks, as it is shown when it cannot be set.
fn source(math: &NodeMath, literal: &str, bare: bool) -> String {
    match (bare, math.display_math, math.dollar_math) {
        (true, ..) => literal.to_string(),
        (_, true, _) => format!("$${literal}$$"),
        (_, _, true) => format!("${literal}$"),
        _ => format!("\\({literal}\\)"),
    }
}

/// Whether a node has its lines for itself.
fn on_own_lines<'r>(node: &'r AstNode<'r>) -> bool {
    let is_break = |node: &'r AstNode<'r>| {
        matches!(node.data.borrow().value, NodeValue::SoftBreak | NodeValue::LineBreak)
    };
    let in_paragraph = node
        .parent()
        .is_some_and(|parent| matches!(parent.data.borrow().value, NodeValue::Paragraph));
    let alone = node.previous_sibling().is_none() && node.next_sibling().is_none();
    alone
        || (in_paragraph
            && node.previous_sibling().is_none_or(is_break)
            && node.next_sibling().is_none_or(is_break))
}

/// Reads one formula after the other.
struct Reader<'a> {
    lines: &'a Lines<'a>,
    reading: Reading<'a>,
    shared: Shared,
    first: HashMap<String, String>,
    findings: &'a mut Findings,
}

impl Reader<'_> {
    fn read(&mut self, written: Written) -> Read {
        let longest = self.reading.limits.formula;
        match latex::read(&written.latex, written.counted, longest, &mut self.shared) {
            Ok(read) => {
                self.notes(&written, &read);
                if let Some((first, further)) = read.labels.split_first() {
                    let further = further.iter().cloned();
                    self.first.extend(further.map(|label| (label, first.clone())));
                }
                if read.is_silent { Read::Silent } else { typeset(written, read) }
            }
            Err(wrong) => {
                self.refuse(&written, &wrong);
                match self.reading.sources.single {
                    Some(_) => Read::Source(written.source),
                    None => Read::Silent,
                }
            }
        }
    }

    /// Tells what is not on the page, and labels that are given twice.
    fn notes(&mut self, written: &Written, read: &Typeset) {
        for label in std::mem::take(&mut self.shared.equations.twice) {
            let message = format!("the label “{label}” is given to two equations");
            let finding = Diagnostic::new(codes::EQUATION_LABEL, written.place.clone(), message);
            self.findings.push(finding.help("give each equation a label of its own"));
        }
        for Note { at, name } in &read.notes {
            let message = format!("`\\{name}` does nothing on paper; what it is about is printed");
            let place = self.place(written, *at, name.len() + 1);
            let finding = Diagnostic::new(codes::FORMULA_COMMAND, place, message);
            self.findings
                .push(finding.help("remove the command, or link the text beside the formula"));
        }
    }

    /// What is wrong with a formula: in a single text, which a stranger wrote, its source is printed.
    fn refuse(&mut self, written: &Written, wrong: &Wrong) {
        let message = format!("cannot set this formula: {}", wrong.cause);
        let rest = written.latex.get(wrong.at..).unwrap_or_default();
        let length = match rest.strip_prefix('\\') {
            Some(name) => 1 + name.bytes().take_while(u8::is_ascii_alphabetic).count().max(1),
            None => 1,
        };
        let code = match self.reading.sources.single {
            Some(_) => codes::FORMULA_AS_SOURCE,
            None => codes::FORMULA,
        };
        let place = self.place(written, wrong.at, length);
        let finding = Diagnostic::new(code, place, message).help(HELP);
        // A command that is not known is one mistake, in however many formulas it stands.
        self.findings.push(match rest.starts_with('\\') {
            true => finding.because(wrong.cause.clone()),
            false => finding,
        });
    }

    /// The author's place of a byte of the formula.
    fn place(&self, written: &Written, at: usize, length: usize) -> Place {
        if let Some(start) = written.start {
            return self.lines.rendered.place(start + at..start + at + length);
        }
        // In a quotation or a fence each line has marks before it: the line is told.
        let before = written.latex.get(..at).unwrap_or_default();
        match before.matches('\n').count() + usize::from(written.is_fenced) {
            0 => written.place.clone(),
            lines => Place {
                line: written.place.line + lines,
                column: 1,
                length: 1,
                ..written.place.clone()
            },
        }
    }
}

const HELP: &str = "correct the LaTeX, or define the command before: $\\newcommand{\\name}{…}$; write \\$ for a plain dollar sign";

fn typeset(written: Written, read: Typeset) -> Read {
    let lines = match written.display {
        true => read.lines.into_iter().map(line).collect(),
        false => Vec::new(),
    };
    let source = match written.full_size {
        true => format!("display({})", read.source),
        false => read.source,
    };
    let formula = Formula {
        latex: written.spoken,
        typed: written.latex,
        source,
        lines,
        label: read.labels.into_iter().next(),
        display: written.display,
    };
    Read::Typeset(Box::new(formula), written.values)
}

fn line(line: latex::Line) -> DisplayLine {
    let pieces = line.pieces.into_iter().map(|piece| (piece.start.name(), piece.source));
    DisplayLine { pieces: pieces.collect(), number: line.number, is_text: line.is_text }
}
