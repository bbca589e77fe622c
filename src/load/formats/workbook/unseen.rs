//! What a reader of values passes over: hidden rows and columns, and raised or lowered characters.

use std::collections::HashMap;
use std::io::{BufReader, Cursor, Read};

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What stands in a sheet beside its values.
#[derive(Debug, Default)]
pub struct Unseen {
    /// Hidden rows, from 1.
    pub hidden_rows: Vec<u32>,
    /// Hidden columns, from 1.
    pub hidden_columns: Vec<u32>,
    /// Cells whose text has raised or lowered characters, by row and column from 0, as Unicode
    /// writes it: `10⁶`.
    pub raised: HashMap<(u32, u32), String>,
    /// Cells that are struck out, by row and column from 0.
    pub struck: Vec<(u32, u32)>,
    /// Cells with a formula and no saved value, by row and column from 0.
    pub unsaved: Vec<(u32, u32)>,
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;
type Xml<'a> = Reader<BufReader<Box<dyn Read + 'a>>>;

/// Reads it from the sheet of this name; nothing when the workbook is not as expected, for then
/// the reader of values has said so.
pub fn read(bytes: &[u8], sheet: &str) -> Unseen {
    let mut found = Unseen::default();
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else { return found };
    let Some(part) = part(&mut archive, sheet) else { return found };
    let strings = raised_strings(&mut archive);
    if let Some(xml) = open(&mut archive, &part) {
        SheetReader::new(strings, &mut found).read(xml);
    }
    found
}

/// A part of the archive.
pub fn open<'a>(archive: &'a mut Archive, name: &str) -> Option<Xml<'a>> {
    let entry = archive.by_name(name).ok()?;
    Some(Reader::from_reader(BufReader::new(Box::new(entry) as Box<dyn Read>)))
}

/// Calls `visit` for every event until the end, or the first error.
pub fn events(mut xml: Xml, mut visit: impl FnMut(&Event)) {
    let mut buffer = Vec::new();
    while let Ok(event) = xml.read_event_into(&mut buffer) {
        if let Event::Eof = event {
            break;
        }
        visit(&event);
        buffer.clear();
    }
}

/// An attribute; that none stands twice is not looked for, which would compare each with all.
pub fn attribute(element: &BytesStart, name: &str) -> Option<String> {
    let found = element
        .attributes()
        .with_checks(false)
        .flatten()
        .find(|it| it.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(|it| it.into_owned())
}

fn is_on(element: &BytesStart, name: &str) -> bool {
    attribute(element, name).is_some_and(|value| value == "1" || value == "true")
}

/// The part of the archive in which the sheet stands.
fn part(archive: &mut Archive, sheet: &str) -> Option<String> {
    let mut id = None;
    events(open(archive, "xl/workbook.xml")?, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && element.local_name().as_ref() == "sheet"
            && attribute(element, "name").as_deref() == Some(sheet)
        {
            id = attribute(element, "id");
        }
    });
    let mut target = None;
    events(open(archive, "xl/_rels/workbook.xml.rels")?, |event| {
        if let Event::Start(element) | Event::Empty(element) = event
            && attribute(element, "Id") == id
        {
            target = attribute(element, "Target");
        }
    });
    let target = target?;
    Some(match target.strip_prefix('/') {
        Some(absolute) => absolute.to_string(),
        None => format!("xl/{target}"),
    })
}

/// The shared texts that have raised or lowered characters, by number.
fn raised_strings(archive: &mut Archive) -> HashMap<usize, String> {
    let mut strings = HashMap::new();
    let Some(xml) = open(archive, "xl/sharedStrings.xml") else { return strings };
    let mut number = 0;
    let mut text = RunText::default();
    events(xml, |event| match event {
        Event::End(element) if element.local_name().as_ref() == "si" => {
            let done = std::mem::take(&mut text);
            strings.extend(done.is_raised.then_some((number, done.text)));
            number += 1;
        }
        event => text.take(event),
    });
    strings
}

/// What characters become that are raised, or lowered.
pub type Level = &'static [(char, char)];

/// The text of a cell that is made of runs, each in its own type.
#[derive(Default)]
pub struct RunText {
    /// The text so far.
    pub text: String,
    /// Whether some of it is raised or lowered.
    pub is_raised: bool,
    /// What the run's characters become.
    pub level: Option<Level>,
    in_text: bool,
    is_phonetic: bool,
}

impl RunText {
    fn take(&mut self, event: &Event) {
        match event {
            Event::Start(element) | Event::Empty(element) => match element.local_name().as_ref() {
                "r" => self.level = None,
                "rPh" => self.is_phonetic = true,
                "t" => self.in_text = matches!(event, Event::Start(_)),
                "vertAlign" => {
                    self.level = match attribute(element, "val").as_deref() {
                        Some("superscript") => Some(&RAISED),
                        Some("subscript") => Some(&LOWERED),
                        _ => None,
                    };
                }
                _ => {}
            },
            Event::End(element) => match element.local_name().as_ref() {
                "t" => self.in_text = false,
                "rPh" => self.is_phonetic = false,
                _ => {}
            },
            Event::Text(text) if self.in_text && !self.is_phonetic => {
                self.push(&text.xml10_content());
            }
            Event::GeneralRef(name) if self.in_text && !self.is_phonetic => {
                self.push_named(name);
            }
            _ => {}
        }
    }

    /// A character by its name or its number.
    pub fn push_named(&mut self, name: &BytesRef) {
        let known = quick_xml::escape::resolve_predefined_entity(name);
        let number = name.resolve_char_ref().ok().flatten().map(String::from);
        self.push(known.unwrap_or(number.as_deref().unwrap_or_default()));
    }

    /// A run whose characters all exist raised (or lowered) is written with them.
    pub fn push(&mut self, text: &str) {
        let level = self.level.unwrap_or_default();
        let changed = |c: char| level.iter().find(|(plain, _)| *plain == c).map(|(_, it)| *it);
        match text.chars().map(changed).collect::<Option<String>>() {
            Some(changed) if !text.is_empty() => {
                self.text.push_str(&changed);
                self.is_raised = true;
            }
            _ => self.text.push_str(text),
        }
    }
}

/// Characters with their raised ones.
pub const RAISED: [(char, char); 17] = [
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('n', 'ⁿ'),
];

/// Characters with their lowered ones.
pub const LOWERED: [(char, char); 15] = [
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
];

struct SheetReader<'a> {
    strings: HashMap<usize, String>,
    found: &'a mut Unseen,
    /// The cell of a shared text, while its number has not been read.
    cell: Option<(u32, u32)>,
    /// The cell that is being read.
    at: Option<(u32, u32)>,
    /// The same, while it has a formula and no value.
    formula: Option<(u32, u32)>,
    /// The text that stands in the cell itself, and whether that is being read.
    inline: RunText,
    in_inline: bool,
}

impl<'a> SheetReader<'a> {
    fn new(strings: HashMap<usize, String>, found: &'a mut Unseen) -> Self {
        let (inline, in_inline) = (RunText::default(), false);
        SheetReader { strings, found, cell: None, at: None, formula: None, inline, in_inline }
    }

    fn read(mut self, xml: Xml) {
        let mut in_value = false;
        events(xml, |event| match event {
            Event::End(element) if element.local_name().as_ref() == "is" => {
                let text = std::mem::take(&mut self.inline);
                self.in_inline = false;
                if let Some(cell) = self.at.filter(|_| text.is_raised) {
                    self.found.raised.insert(cell, text.text);
                }
            }
            event if self.in_inline => self.inline.take(event),
            Event::Start(element) if element.local_name().as_ref() == "is" => {
                self.in_inline = true;
            }
            Event::Start(element) | Event::Empty(element) => {
                in_value = element.local_name().as_ref() == "v";
                self.element(element);
            }
            Event::Text(text) if in_value => {
                self.formula = None;
                let number = text.xml10_content().trim().parse().ok();
                let raised = number.and_then(|number: usize| self.strings.get(&number));
                if let (Some(cell), Some(raised)) = (self.cell, raised) {
                    self.found.raised.insert(cell, raised.clone());
                }
            }
            Event::End(element) => {
                in_value = false;
                if element.local_name().as_ref() == "c" {
                    self.found.unsaved.extend(self.formula.take());
                }
            }
            _ => {}
        });
    }

    fn element(&mut self, element: &BytesStart) {
        let number = |name| attribute(element, name).and_then(|it| it.parse::<u32>().ok());
        match element.local_name().as_ref() {
            "row" if is_on(element, "hidden") => self.found.hidden_rows.extend(number("r")),
            "col" if is_on(element, "hidden") => {
                let (first, last) = (number("min").unwrap_or(1), number("max").unwrap_or(1));
                // Everything to the right of a table is often hidden; that is no column of it.
                self.found.hidden_columns.extend((first..=last).take(HIDDEN_COLUMNS));
            }
            "c" => {
                let shared = attribute(element, "t").as_deref() == Some("s");
                let cell = attribute(element, "r").and_then(|name| super::area::cell(&name));
                // What comes to an empty text has no value to read, and is saved all the same.
                let is_text = attribute(element, "t").as_deref() == Some("str");
                (self.at, self.formula) = (cell.filter(|_| !is_text), None);
                self.cell = cell.filter(|_| shared && !self.strings.is_empty());
            }
            "f" => self.formula = self.at,
            _ => {}
        }
    }
}

/// How many hidden columns are counted in one go.
const HIDDEN_COLUMNS: usize = 256;
