//! LaTeX formulas to Typst: pulldown-latex reads them, and every character is written escaped.

use pulldown_latex::event::{
    Content, EnvironmentFlow, Event, Font, Grouping, ScriptPosition, ScriptType, StateChange,
    Visual,
};
use pulldown_latex::{Parser, Storage};

use super::escape;
use super::latex_source::{character, em, number_source, space, style_call, styled};
use super::latex_symbols::{accent, brace, negated};

/// The deepest nesting of a formula; the stack is made for no more.
const MAX_DEPTH: usize = 40;

/// A formula as the inside of Typst's `$ … $`, or what is wrong with it. One of more bytes than
/// `longest` is refused: nobody reads it, and it could be made to never end.
pub fn typst(latex: &str, longest: u64) -> Result<String, String> {
    if latex.len() as u64 > longest {
        return Err(format!(
            "it is longer than {longest} bytes (`--limit formula=N` raises the limit)"
        ));
    }
    let storage = Storage::new();
    let mut events = Vec::new();
    for event in Parser::new(latex, &storage) {
        events.push(event.map_err(|error| said(&error))?);
    }
    let mut reader = LatexReader { events: events.into_iter().peekable(), depth: 0, font: None };
    let source = reader.run()?;
    Ok(if source.trim().is_empty() { "\"\"".to_string() } else { source })
}

/// The cause of an error, without the excerpt that the library adds.
fn said(error: &pulldown_latex::ParserError) -> String {
    let cause = std::error::Error::source(error).map(ToString::to_string);
    cause.unwrap_or_else(|| error.to_string()).replace("unkown", "unknown")
}

type Written = Result<String, String>;

struct LatexReader<'a, I: Iterator<Item = Event<'a>>> {
    events: std::iter::Peekable<I>,
    depth: usize,
    font: Option<Font>,
}

impl<'a, I: Iterator<Item = Event<'a>>> LatexReader<'a, I> {
    /// Elements up to the end of the group, one after another.
    fn run(&mut self) -> Written {
        let font = self.font;
        let mut out = String::new();
        let mut open = 0;
        while let Some(event) = self.events.next_if(|event| !ends_run(event)) {
            match event {
                Event::StateChange(StateChange::Font(font)) => self.font = font,
                Event::StateChange(StateChange::Style(style)) => {
                    out.push_str(style_call(style));
                    open += 1;
                }
                // Colours would not survive in print; what they mark is still there.
                Event::StateChange(StateChange::Color(_)) => {}
                event => out.push_str(&self.element(event)?),
            }
        }
        out.push_str(&")".repeat(open));
        self.font = font;
        Ok(out)
    }

    /// The next element; state changes before it are taken along.
    fn next(&mut self) -> Written {
        loop {
            match self.events.next() {
                Some(Event::StateChange(StateChange::Font(font))) => self.font = font,
                Some(Event::StateChange(_)) => {}
                Some(event) => {
                    let written = self.element(event)?;
                    return Ok(if written.is_empty() { " \"\"".to_string() } else { written });
                }
                None => return Err("something is missing at its end".to_string()),
            }
        }
    }

    fn element(&mut self, event: Event<'a>) -> Written {
        self.depth += 1;
        if self.depth > MAX_DEPTH {
            return Err(format!("it is nested more than {MAX_DEPTH} levels deep"));
        }
        let written = match event {
            Event::Content(content) => Ok(self.content(content)),
            Event::Begin(grouping) => self.group(grouping),
            Event::Visual(visual) => self.visual(visual),
            Event::Script { ty, position } => self.script(ty, position),
            Event::Space { width, .. } => {
                Ok(width.map_or(String::new(), |width| space(&width.to_string())))
            }
            Event::End | Event::StateChange(_) | Event::EnvironmentFlow(_) => Ok(String::new()),
        };
        self.depth -= 1;
        written
    }

    fn content(&self, content: Content) -> String {
        match content {
            Content::Text(text) => format!(" {}", escape::string(text)),
            Content::Number(number) => styled(&number_source(number), self.font),
            Content::Function(name) => format!(" op({})", escape::string(name)),
            Content::Ordinary { content, .. } => styled(&character(content), self.font),
            Content::LargeOp { content, .. }
            | Content::BinaryOp { content, .. }
            | Content::Punctuation(content) => character(content),
            Content::Relation { content, .. } => {
                let mut buffer = [0; 8];
                let signs =
                    String::from_utf8_lossy(content.encode_utf8_to_buf(&mut buffer)).into_owned();
                signs.chars().map(character).collect()
            }
            Content::Delimiter { content, size, .. } => match size {
                Some(size) => format!(" lr(size: #{}em,{})", em(size), character(content)),
                None => character(content),
            },
        }
    }

    fn group(&mut self, grouping: Grouping) -> Written {
        let own = !matches!(grouping, Grouping::Normal | Grouping::LeftRight(..));
        let font = if own { self.font.take() } else { self.font };
        let written = match grouping {
            Grouping::Normal => self.run(),
            Grouping::LeftRight(left, right) => {
                let body = self.run()?;
                let side = |side: Option<char>| side.map(character).unwrap_or_default();
                Ok(format!(" lr({}{body}{})", side(left), side(right)))
            }
            Grouping::Cases { left } => {
                let rows =
                    self.rows()?.iter().map(|row| row.join(" #h(1em) &")).collect::<Vec<_>>();
                let reverse = if left { "" } else { "reverse: #true," };
                Ok(format!(" cases({reverse}{})", rows.join(",")))
            }
            Grouping::Matrix { .. } | Grouping::Array(_) | Grouping::SubArray { .. } => {
                let rows = self.rows()?;
                let rows: Vec<String> = rows.iter().map(|row| row.join(",")).collect();
                Ok(format!(" mat(delim: #none,{})", rows.join(";")))
            }
            // Lines that are aligned on their signs: one cell a line, which Typst aligns on `&`.
            _ => {
                let rows = self.rows()?;
                let rows: Vec<String> = rows.iter().map(|row| row.join(" &")).collect();
                Ok(format!(
                    " mat(delim: #none, row-gap: #0.5em,{})",
                    rows.iter().map(|row| format!("display({row})")).collect::<Vec<_>>().join(";")
                ))
            }
        };
        self.font = font;
        self.events.next_if(|event| matches!(event, Event::End));
        written
    }

    /// The cells of an environment, row by row.
    fn rows(&mut self) -> Result<Vec<Vec<String>>, String> {
        let mut rows = vec![Vec::new()];
        loop {
            let cell = self.run()?;
            let cell = if cell.trim().is_empty() { " \"\"".to_string() } else { cell };
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            match self.events.next_if(|event| matches!(event, Event::EnvironmentFlow(_))) {
                Some(Event::EnvironmentFlow(EnvironmentFlow::NewLine { .. })) => {
                    rows.push(Vec::new())
                }
                Some(Event::EnvironmentFlow(EnvironmentFlow::StartLines { .. })) => {
                    drop(rows.last_mut().map(Vec::pop))
                }
                Some(_) => {}
                None => break,
            }
        }
        // A line break after the last row opens no further row.
        if rows.len() > 1
            && rows.last().is_some_and(|row| matches!(row.as_slice(), [only] if only == " \"\""))
        {
            rows.pop();
        }
        Ok(rows)
    }

    fn visual(&mut self, visual: Visual) -> Written {
        Ok(match visual {
            Visual::SquareRoot => format!(" sqrt({})", self.next()?),
            Visual::Root => {
                let radicand = self.next()?;
                format!(" root({},{radicand})", self.next()?)
            }
            Visual::Fraction(line) => {
                let over = self.next()?;
                let under = self.next()?;
                // A fraction without a line is the inside of a binomial.
                match line.is_some_and(|line| line.value == 0.0) {
                    true => format!(" mat(delim: #none,{over};{under})"),
                    false => format!(" frac({over},{under})"),
                }
            }
            Visual::Negation => {
                let next = self.next()?;
                match negated(next.trim()) {
                    Some(sign) => format!(" {sign}"),
                    None => format!(" cancel({next})"),
                }
            }
        })
    }

    fn script(&mut self, ty: ScriptType, position: ScriptPosition) -> Written {
        let base_event = self.events.peek().cloned();
        let base = self.next()?;
        let stretchy = self.stretchy();
        let first = self.next()?;
        if let (
            ScriptPosition::AboveBelow,
            ScriptType::Superscript | ScriptType::Subscript,
            Some(sign),
        ) = (position, ty, stretchy)
        {
            if let Some(function) = brace(sign, ty == ScriptType::Superscript) {
                return Ok(format!(" {function}({base})"));
            }
            if let Some(mark) = accent(sign).filter(|_| ty == ScriptType::Superscript) {
                return Ok(format!(" accent({base},{mark})"));
            }
        }
        let large = matches!(
            base_event,
            Some(Event::Content(Content::LargeOp { .. } | Content::Function(_)))
        );
        let base = match position {
            ScriptPosition::AboveBelow => format!(" limits({base})"),
            ScriptPosition::Movable => format!(" limits({base}, inline: #false)"),
            ScriptPosition::Right if large => format!(" scripts({base})"),
            ScriptPosition::Right => base,
        };
        Ok(match ty {
            ScriptType::Subscript => format!(" attach({base}, b:{first})"),
            ScriptType::Superscript => format!(" attach({base}, t:{first})"),
            ScriptType::SubSuperscript => {
                format!(" attach({base}, b:{first}, t:{})", self.next()?)
            }
        })
    }

    /// The sign that is about to be set over or under something, if it is a single one.
    fn stretchy(&mut self) -> Option<char> {
        match self.events.peek()? {
            Event::Content(Content::Ordinary { content, .. }) => Some(*content),
            _ => None,
        }
    }
}

fn ends_run(event: &Event) -> bool {
    matches!(event, Event::End | Event::EnvironmentFlow(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_read() {
        for (latex, expected) in [
            ("a+b", " a \\+ b"),
            ("x^2_i", " attach( x, b: i, t: 2)"),
            ("\\frac{1}{2}", " frac( 1, 2)"),
            ("\\sqrt[3]{x}", " root( 3, x)"),
            ("\\hat{p}", " accent( p,hat)"),
            ("\\text{ORR}", " \"ORR\""),
            ("a \\neq b", " a ≠ b"),
        ] {
            assert_eq!(typst(latex, 4_000).unwrap(), expected, "{latex}");
        }
    }

    #[test]
    fn what_is_no_formula_is_said() {
        for latex in ["\\frac{1}", "\\unknown", "{", "a^b^c", "\\begin{nothing}", "\\left("] {
            assert!(typst(latex, 4_000).is_err(), "{latex}");
        }
        assert!(typst(&"{".repeat(100), 4_000).is_err());
        assert!(typst(&format!("{}{}", "{".repeat(100), "}".repeat(100)), 4_000).is_err());
        assert!(typst("\\def\\a{\\a\\a}\\a", 4_000).is_err());
    }
}
