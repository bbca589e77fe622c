//! A style for one kind of work: what depends on the kind is decided, what the library cannot look up
//! is asked for elsewhere, and what it gets wrong is written otherwise.

use hayagriva::citationberg::taxonomy::{
    DateVariable, Kind, NumberOrPageVariable, NumberVariable, OtherTerm, Term, Variable,
};
use hayagriva::citationberg::{
    ChooseBranch, LayoutRenderingElement, Name, Names, NamesChild, TextTarget,
};

use super::citation_entry::{NEVER, SHAPE};

/// Takes out all names.
pub fn without_names(elements: &mut Vec<LayoutRenderingElement>) {
    elements.retain(|it| !matches!(it, LayoutRenderingElement::Names(_)));
    for element in elements {
        match element {
            LayoutRenderingElement::Group(group) => without_names(&mut group.children),
            LayoutRenderingElement::Choose(choose) => {
                let others = choose.else_if.iter_mut();
                for branch in std::iter::once(&mut choose.if_).chain(others) {
                    without_names(&mut branch.children);
                }
                choose.otherwise.iter_mut().for_each(|it| without_names(&mut it.children));
            }
            _ => {}
        }
    }
}

/// What is decided.
pub struct Decide {
    /// The kind of the work.
    pub kind: Kind,
    /// Whether it is out before its volume.
    pub before_print: bool,
}

impl Decide {
    /// Goes through elements; in a `list` the number of the reference is left out.
    pub fn elements(&self, elements: &mut Vec<LayoutRenderingElement>, list: bool) {
        elements.retain(|it| !(list && is_number(it)) && (self.before_print || !says_online(it)));
        for element in elements {
            match element {
                LayoutRenderingElement::Group(group) => self.elements(&mut group.children, list),
                LayoutRenderingElement::Choose(choose) => {
                    let others = choose.else_if.iter_mut();
                    for branch in std::iter::once(&mut choose.if_).chain(others) {
                        self.branch(branch, list);
                    }
                    let otherwise = choose.otherwise.iter_mut();
                    otherwise.for_each(|it| self.elements(&mut it.children, list));
                }
                LayoutRenderingElement::Names(names) => {
                    names_as_said(names);
                    for child in &mut names.children {
                        if let NamesChild::Substitute(substitute) = child {
                            self.elements(&mut substitute.children, list);
                        }
                    }
                }
                LayoutRenderingElement::Text(text) => version(&mut text.target),
                LayoutRenderingElement::Date(date) if self.before_print => {
                    date.variable = date.variable.map(available);
                }
                LayoutRenderingElement::Number(number) => {
                    if let NumberOrPageVariable::Number(it) = &mut number.variable {
                        *it = versioned(*it);
                    }
                }
                _ => {}
            }
        }
    }

    fn branch(&self, branch: &mut ChooseBranch, list: bool) {
        for kind in branch.type_.iter_mut().flatten() {
            *kind = if *kind == self.kind { SHAPE } else { NEVER };
        }
        let asked = branch.variable.iter_mut().chain(&mut branch.is_numeric);
        for variable in asked.flatten() {
            match variable {
                Variable::Number(number) => *number = versioned(*number),
                Variable::Date(date) if self.before_print => *date = available(*date),
                _ => {}
            }
        }
        self.elements(&mut branch.children, list);
    }
}

/// What the library gets wrong of names: a label without a name beside it is printed first, or
/// nothing is; names within a choice do not take the form of those that they stand for.
fn names_as_said(names: &mut Names) {
    if names.label().is_some() && names.name().is_none() {
        names.children.insert(0, NamesChild::Name(Name::default()));
    }
    let whole = names.clone();
    for child in &mut names.children {
        if let NamesChild::Substitute(substitute) = child {
            inherit(&mut substitute.children, &whole, false);
        }
    }
}

fn inherit(elements: &mut [LayoutRenderingElement], whole: &Names, within: bool) {
    for element in elements {
        match element {
            LayoutRenderingElement::Names(names) if within => {
                *names = whole.from_names_substitute(names);
            }
            LayoutRenderingElement::Group(group) => inherit(&mut group.children, whole, true),
            LayoutRenderingElement::Choose(choose) => {
                let others = choose.else_if.iter_mut();
                for branch in std::iter::once(&mut choose.if_).chain(others) {
                    inherit(&mut branch.children, whole, true);
                }
                let otherwise = choose.otherwise.iter_mut();
                otherwise.for_each(|it| inherit(&mut it.children, whole, true));
            }
            _ => {}
        }
    }
}

/// The day on which a work was put online is the only date of one that has no volume yet.
fn available(date: DateVariable) -> DateVariable {
    match date {
        DateVariable::AvailableDate => DateVariable::Issued,
        other => other,
    }
}

/// Asks for the version where an entry has it.
fn version(target: &mut TextTarget) {
    if let TextTarget::Variable { var: Variable::Number(number), .. } = target {
        *number = versioned(*number);
    }
}

fn versioned(number: NumberVariable) -> NumberVariable {
    match number {
        NumberVariable::Version => NumberVariable::PrintingNumber,
        other => other,
    }
}

/// Whether an element prints the number of the reference.
fn is_number(element: &LayoutRenderingElement) -> bool {
    let number = NumberVariable::CitationNumber;
    match element {
        LayoutRenderingElement::Text(text) => {
            matches!(&text.target, TextTarget::Variable { var, .. } if *var == Variable::Number(number))
        }
        LayoutRenderingElement::Number(it) => it.variable == NumberOrPageVariable::Number(number),
        _ => false,
    }
}

/// Whether an element says “published online”.
fn says_online(element: &LayoutRenderingElement) -> bool {
    let term = Term::Other(OtherTerm::AdvanceOnlinePublication);
    matches!(element, LayoutRenderingElement::Text(text)
        if matches!(&text.target, TextTarget::Term { term: it, .. } if *it == term))
}
