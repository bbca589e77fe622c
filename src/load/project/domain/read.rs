//! One file of a field of work, laid over the field that it extends.

use super::grammar;
use crate::data::tree::{Entry, Map, Node};
use crate::diagnostic::{self, Diagnostic, Findings, codes};
use crate::load::datasets::unit_help;
use crate::load::fields::Fields;
use crate::model::domain::measure::{Measure, MeasureKind};
use crate::model::domain::relation::{Expression, Holds, Relation};
use crate::model::domain::title::{Compares, TitleRule};
use crate::model::domain::{Domain, GroupKey, Spelling, TermKind};
use crate::model::keys::{self, Section};
use crate::quantity::status::{Forms, Status};
use crate::quantity::units::Units;

/// Reads files; what is wrong in them becomes findings.
pub struct Reader<'a> {
    /// The units that measures may name.
    pub units: &'a Units,
    /// What has been found wrong.
    pub findings: &'a mut Findings,
}

impl Reader<'_> {
    /// The field that a file describes.
    pub fn read(&mut self, id: &str, map: &Map, base: Domain) -> Domain {
        let mut fields = Fields::new(map, &keys::DOMAIN);
        let mut domain = Domain { id: id.to_string(), ..base };
        domain.name = match fields.bilingual("name") {
            name if name.is_empty() => domain.name,
            name => name,
        };
        // It has been looked up.
        fields.text("extends");
        domain.recognised_by = fields.texts("recognised_by");
        let own = fields.map("keys");
        if own.is_some() {
            domain.keys.clear();
        }
        self.each(&mut fields, own, &keys::DOMAIN_KEY, |_, name, fields| {
            domain.keys.insert(name.to_string(), GroupKey { listed: fields.text("listed") });
        });
        let kinds = fields.map("kinds");
        self.each(&mut fields, kinds, &keys::TERM_KIND, |_, name, fields| {
            domain.kinds.insert(name.to_string(), kind(fields));
        });
        let statuses = fields.map("statuses");
        self.each(&mut fields, statuses, &keys::STATUS, |_, name, fields| {
            domain.statuses.insert(name.to_string(), status(name, fields));
        });
        let measures = fields.map("measures");
        self.each(&mut fields, measures, &keys::MEASURE, |reader, name, fields| {
            let (measure, aliases) = (reader.measure(name, fields), fields.texts("aliases"));
            domain.measures.add(measure, aliases);
        });
        let relations = fields.list("relations");
        for node in relations {
            let relation = self.table(&mut fields, node, "relations", |reader, map, fields| {
                reader.relation(map, &domain, fields)
            });
            domain.relations.extend(relation.flatten());
        }
        let titles = fields.list("titles");
        for node in titles {
            let rule = self.table(&mut fields, node, "titles", |_, _, fields| title(fields));
            domain.titles.extend(rule.flatten());
        }
        self.findings.extend(fields.finish());
        domain
    }

    /// Reads every table of a map as a section.
    fn each(
        &mut self,
        outer: &mut Fields,
        map: Option<&Map>,
        section: &'static Section,
        mut read: impl FnMut(&mut Self, &str, &mut Fields),
    ) {
        for (name, entry) in map.iter().flat_map(|map| &map.entries) {
            let Node::Map(map) = &entry.node else {
                let message = format!("`{name}` must be a table, but this is a single value");
                outer.wrong(&entry.node, message);
                continue;
            };
            let mut fields = Fields::new(map, section);
            read(self, name, &mut fields);
            self.findings.extend(fields.finish());
        }
    }

    fn table<T>(
        &mut self,
        outer: &mut Fields,
        node: &Node,
        name: &str,
        read: impl FnOnce(&mut Self, &Map, &mut Fields) -> T,
    ) -> Option<T> {
        let Node::Map(map) = node else {
            outer.wrong(node, format!("`{name}` must be tables: write [[{name}]]"));
            return None;
        };
        let section = if name == "titles" { &keys::TITLE_RULE } else { &keys::RELATION };
        let mut fields = Fields::new(map, section);
        let found = read(self, map, &mut fields);
        self.findings.extend(fields.finish());
        Some(found)
    }

    fn measure(&mut self, name: &str, fields: &mut Fields) -> Measure {
        let unit = fields.file("unit");
        if let Some(unit) = unit.as_ref().filter(|unit| self.units.find(&unit.path).is_none()) {
            let message = format!("unknown unit “{}”", unit.path);
            let help = unit_help(&unit.path, self.units);
            let finding = Diagnostic::new(codes::UNKNOWN_WORD, unit.place.clone(), message);
            self.findings.push(finding.help(help));
        }
        Measure {
            id: name.to_string(),
            kind: fields.word("kind", &MeasureKind::ALL).unwrap_or_default(),
            name: fields.bilingual("name"),
            unit: unit.map(|unit| unit.path),
            whole: fields.flag("whole"),
            denominator: fields.flag("denominator"),
            column: fields.text("column"),
        }
    }

    fn relation(&mut self, map: &Map, domain: &Domain, fields: &mut Fields) -> Option<Relation> {
        let written = fields.file("holds");
        let code = fields.text("code");
        let message = fields.text("message");
        let words = fields.text("words");
        let tolerance = fields.number("tolerance");
        let of_a_part = fields.flag("of_a_part");
        let text = |(name, entry): (&String, &Entry)| {
            Some((name.clone(), entry.node.as_cell()?.text.to_string()))
        };
        let beside = fields.map("beside");
        let beside = beside.map(|map| map.entries.iter().filter_map(text).collect());
        let written = written?;
        let holds = match grammar::relation(&written.path) {
            Ok(holds) => holds,
            Err(why) => {
                let message = format!("“{}” is not a relation: {why}", written.path);
                let finding = Diagnostic::new(codes::RELATION_SYNTAX, written.place, message);
                self.findings.push(finding.help(
                    "write `part <= whole`, `whole = one + other`, `rate falls over timepoint` or the like",
                ));
                return None;
            }
        };
        self.check_measures(&holds, domain, &written.place);
        let code = self.code(code, &holds, map)?;
        Some(Relation { code, holds, message, words, tolerance, of_a_part, beside })
    }

    /// The code that is asked for, or the usual one of such relations.
    fn code(&mut self, asked: Option<String>, holds: &Holds, map: &Map) -> Option<String> {
        let usual = match holds {
            Holds::Equal { left: Expression::Sum { .. }, .. } => codes::SUM,
            Holds::Equal { .. } => codes::CALCULATED,
            Holds::AtMost { .. } => codes::EXCEEDS,
            Holds::Monotone { .. } => codes::MONOTONE,
            Holds::Median { .. } => codes::MEDIAN_AND_RATE,
        };
        let Some(asked) = asked else { return Some(usual.id.to_string()) };
        let known = keys::relation_codes();
        if known.contains(&asked) {
            return Some(asked);
        }
        let place = map.get("code").map_or(&map.place, Node::place);
        let message = format!("`code` must be one of {}", known.join(", "));
        self.findings.push(Diagnostic::new(codes::WRONG_TYPE, place.clone(), message));
        None
    }

    /// Every name of a relation must be one of a measure, so that no slip of the pen makes a relation
    /// that never applies.
    fn check_measures(
        &mut self,
        holds: &Holds,
        domain: &Domain,
        place: &crate::data::place::Place,
    ) {
        let mut names: Vec<String> = holds.measure().map(str::to_string).into_iter().collect();
        holds.for_each(&mut |operand| {
            if !operand.name.is_open() {
                names.push(operand.name.with(""));
            }
        });
        names.dedup();
        for name in names.iter().filter(|name| domain.measures.find(name).is_none()) {
            let message = format!("the relation names “{name}”, which is no measure");
            let finding = Diagnostic::new(codes::UNKNOWN_MEASURE, place.clone(), message);
            let help = diagnostic::suggestion(name, domain.measures.names());
            let usual = || format!("declare it: [measures.{name}]");
            self.findings.push(finding.help(help.unwrap_or_else(usual)));
        }
    }
}

fn kind(fields: &mut Fields) -> TermKind {
    TermKind {
        names: fields.flag("names"),
        spelling: fields.word("spelling", &Spelling::ALL).unwrap_or_default(),
        counted: fields.flag("counted"),
        symbols: fields.flag("symbols"),
        endings: fields.texts("endings"),
    }
}

fn status(name: &str, fields: &mut Fields) -> Status {
    Status::new(Forms {
        id: name.to_string(),
        beyond: fields.flag("beyond"),
        text: fields.bilingual("text"),
        short: fields.bilingual("short"),
    })
}

fn title(fields: &mut Fields) -> Option<TitleRule> {
    let code = fields.text("code");
    let aspect = fields.text("aspect");
    let (plural, columns) = (fields.flag("plural"), fields.texts("columns"));
    let (words, beside) = (fields.text("words"), fields.texts("beside"));
    let names = fields.text("names");
    let (one, other) = (fields.texts("one"), fields.texts("other"));
    let word = fields.text("numbers_after");
    let compares = match (words, names, word) {
        (Some(kind), None, None) => Some(Compares::Words { kind, beside }),
        (None, Some(kind), None) => Some(Compares::Names { kind }),
        (None, None, Some(word)) => Some(Compares::NumbersAfter { word }),
        (None, None, None) if !one.is_empty() && !other.is_empty() => {
            Some(Compares::Opposites { one, other })
        }
        _ => None,
    };
    if compares.is_none() {
        let message =
            "a rule on titles has one of `words`, `names`, `numbers_after`, or `one` with `other`";
        let finding = Diagnostic::new(codes::WRONG_TYPE, fields.place(), message);
        fields.findings.push(finding);
    }
    let known = keys::title_codes();
    if let Some(code) = code.as_ref().filter(|code| !known.contains(code)) {
        let message = format!("`code` must be one of {}, not “{code}”", known.join(", "));
        let finding = Diagnostic::new(codes::WRONG_TYPE, fields.place(), message);
        fields.findings.push(finding);
        return None;
    }
    Some(TitleRule { code: code?, aspect: aspect?, plural, columns, compares: compares? })
}
