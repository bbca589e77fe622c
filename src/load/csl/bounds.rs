//! What a style can cost at most, looked at before it is used: how deep its elements stand when each
//! macro is written out where it is called, and how many there are.

use std::collections::HashMap;

use roxmltree::Node;

/// Elements within elements, macros written out.
const DEEPEST: usize = 160;

/// Elements of one layout, macros written out and the longest branch of each choice taken.
const MOST: u64 = 400_000;

/// What an element costs with all that is in it.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    depth: usize,
    elements: u64,
}

impl Cost {
    fn beside(self, other: Cost) -> Cost {
        Cost {
            depth: self.depth.max(other.depth),
            elements: self.elements.saturating_add(other.elements),
        }
    }

    fn or(self, other: Cost) -> Cost {
        Cost { depth: self.depth.max(other.depth), elements: self.elements.max(other.elements) }
    }
}

/// The element at which a style goes beyond a limit, and what it does.
type Beyond<'a, 'd> = (Node<'a, 'd>, String);

/// Goes through a whole style.
pub fn check<'a, 'd>(root: Node<'a, 'd>) -> Result<(), Beyond<'a, 'd>> {
    let macros = root.children().filter(|it| it.tag_name().name() == "macro");
    let named = macros.filter_map(|it| Some((it.attribute("name")?, it)));
    let mut walk = Walk { macros: named.collect(), known: HashMap::new() };
    walk.cost(root, 0).map(drop)
}

struct Walk<'a, 'd> {
    macros: HashMap<&'a str, Node<'a, 'd>>,
    /// The cost of each macro; nothing while it is being counted.
    known: HashMap<&'a str, Option<Cost>>,
}

impl<'a, 'd> Walk<'a, 'd> {
    /// The cost of an element that stands so deep.
    fn cost(&mut self, node: Node<'a, 'd>, depth: usize) -> Result<Cost, Beyond<'a, 'd>> {
        if depth > DEEPEST {
            return Err((node, format!("its elements stand deeper than {DEEPEST} in each other")));
        }
        let mut sum = Cost::default();
        for child in node.children().filter(Node::is_element) {
            let cost = self.cost(child, depth + 1)?;
            sum = match node.tag_name().name() {
                "choose" => sum.or(cost),
                _ => sum.beside(cost),
            };
        }
        if let Some(name) = node.attribute("macro") {
            sum = sum.beside(self.called(name, node, depth)?);
        }
        let own = Cost { depth: sum.depth + 1, elements: sum.elements.saturating_add(1) };
        if own.depth > DEEPEST {
            return Err((node, format!("its macros call each other deeper than {DEEPEST}")));
        }
        if own.elements > MOST {
            let what = format!("written out, its macros are more than {MOST} elements");
            return Err((node, what));
        }
        Ok(own)
    }

    fn called(
        &mut self,
        name: &'a str,
        caller: Node<'a, 'd>,
        depth: usize,
    ) -> Result<Cost, Beyond<'a, 'd>> {
        match self.known.get(name) {
            Some(Some(cost)) => return Ok(*cost),
            Some(None) => return Err((caller, format!("the macro “{name}” calls itself"))),
            None => {}
        }
        let Some(node) = self.macros.get(name).copied() else {
            return Err((caller, format!("there is no macro “{name}”")));
        };
        self.known.insert(name, None);
        let cost = self.cost(node, depth + 1)?;
        self.known.insert(name, Some(cost));
        Ok(cost)
    }
}
