//! What the commands of LaTeX do, as a table.

/// What a command does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Shape {
    /// Sets its argument inside a call of Typst: the name and the arguments before it.
    Call(&'static str),
    /// Sets its argument in an alphabet: calls, outermost first.
    Font(&'static [&'static str]),
    /// The same for the rest of the group.
    FontSwitch(&'static [&'static str]),
    /// Sets its argument in upright letters that are read as words.
    Upright,
    /// The same for the rest of the group.
    UprightSwitch,
    /// An accent by Typst's name.
    Accent(&'static str),
    /// A brace or arrow over or under its argument, which scripts follow outwards.
    Brace(&'static str),
    /// A style for the rest of the group.
    Style(&'static str),
    /// A space in em.
    Space(f32),
    /// A blank of text.
    Blank,
    /// Words.
    Text(&'static str),
    /// A fraction: its style, if it is not that of its place.
    Fraction(Option<&'static str>),
    /// A binomial coefficient, likewise.
    Binomial(Option<&'static str>),
    /// A bracket of a size in em, and its class.
    Big(f32, &'static str),
    /// An arrow that grows with what is written on it.
    Arrow(char),
    /// Two arguments: the first is set over, or under, the second.
    Stack(Over),
    /// Gives its argument a class.
    Class(&'static str),
    /// A stroke through its argument.
    Cancel(&'static str),
    /// Takes arguments, prints nothing, and nothing is lost on paper.
    Silent(usize),
    /// The same, and what it would do on a screen is lost.
    Lost(usize),
    /// The last of so many arguments is printed, and what the others would do is lost.
    LastOf(usize),
    /// The same for arguments that paper does not need.
    Last(usize),
}

/// Where the first argument of a stack stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Over {
    /// Over the second.
    Above,
    /// Under the second.
    Below,
    /// Over the second, which becomes a relation.
    Relation,
}

use Shape::{
    Accent, Arrow, Big, Binomial, Blank, Brace, Call, Cancel, Class, Font, FontSwitch, Fraction,
    Last, LastOf, Lost, Silent, Space, Stack, Style, Text, Upright, UprightSwitch,
};

/// What the command of this name does, if it is one of these.
pub fn shape(name: &str) -> Option<Shape> {
    fonts(name)
        .or_else(|| marks(name))
        .or_else(|| spaces(name))
        .or_else(|| stacks(name))
        .or_else(|| brackets(name))
        .or_else(|| without_ink(name))
}

fn fonts(name: &str) -> Option<Shape> {
    Some(match name {
        "mathrm" | "symrm" | "mathup" | "symup" => Upright,
        "rm" | "normalfont" => UprightSwitch,
        "mathbf" | "symbf" | "mathbfup" | "symbfup" | "vb" => Font(&["bold", "upright"]),
        "bf" | "bfseries" => FontSwitch(&["bold", "upright"]),
        "boldsymbol" | "bm" | "pmb" | "mathbfit" | "symbfit" | "bold" => Font(&["bold"]),
        "boldmath" => FontSwitch(&["bold"]),
        "mathit" | "symit" => Font(&["italic"]),
        "mathnormal" | "symnormal" => Font(&["italic"]),
        "it" | "itshape" => FontSwitch(&["italic"]),
        "mathcal" | "symcal" => Font(&["cal"]),
        "cal" => FontSwitch(&["cal"]),
        "mathscr" | "symscr" | "mathrsfs" => Font(&["scr"]),
        "mathbfcal" | "symbfcal" => Font(&["bold", "cal"]),
        "mathbfscr" | "symbfscr" => Font(&["bold", "scr"]),
        "mathfrak" | "symfrak" | "frak" => Font(&["frak"]),
        "mathbffrak" | "symbffrak" => Font(&["bold", "frak"]),
        "mathbb" | "symbb" | "Bbb" | "mathbbm" | "mathds" | "mathbbit" | "symbbit" => Font(&["bb"]),
        "mathtt" | "symtt" => Font(&["mono"]),
        "tt" | "ttfamily" => FontSwitch(&["mono"]),
        "mathsf" | "symsf" | "mathsfup" | "symsfup" => Font(&["upright", "sans"]),
        "sf" | "sffamily" => FontSwitch(&["upright", "sans"]),
        "mathsfit" | "symsfit" => Font(&["italic", "sans"]),
        "mathbfsfup" | "symbfsfup" => Font(&["bold", "upright", "sans"]),
        "mathbfsfit" | "symbfsfit" => Font(&["bold", "sans"]),
        "displaystyle" => Style("display"),
        "textstyle" => Style("inline"),
        "scriptstyle" => Style("script"),
        "scriptscriptstyle" => Style("sscript"),
        "text" | "mbox" | "hbox" | "textrm" | "textnormal" | "textup" | "textmd" | "textsc"
        | "intertext" | "shortintertext" => Text(""),
        "textbf" => Text("bold"),
        "textit" | "textsl" | "emph" => Text("italic"),
        "texttt" => Text("mono"),
        "textsf" => Text("sans"),
        _ => return None,
    })
}

fn marks(name: &str) -> Option<Shape> {
    Some(match name {
        "hat" | "widehat" | "Hat" | "what" => Accent("hat"),
        "tilde" | "widetilde" | "wtilde" | "Tilde" => Accent("tilde"),
        "bar" | "Bar" => Accent("macron"),
        "dot" | "Dot" => Accent("dot"),
        "ddot" | "Ddot" => Accent("dot.double"),
        "dddot" => Accent("dot.triple"),
        "ddddot" => Accent("dot.quad"),
        "vec" | "Vec" | "overrightarrow" | "va" | "Overrightarrow" => Accent("arrow"),
        "overleftarrow" => Accent("arrow.l"),
        "overleftrightarrow" => Accent("arrow.l.r"),
        "overrightharpoon" => Accent("harpoon"),
        "overleftharpoon" => Accent("harpoon.lt"),
        "acute" | "Acute" => Accent("acute"),
        "grave" | "Grave" => Accent("grave"),
        "breve" | "Breve" => Accent("breve"),
        "check" | "Check" | "widecheck" => Accent("caron"),
        "mathring" | "r" => Accent("circle"),
        "overline" | "wbar" | "widebar" => Call("overline("),
        "underline" | "underbar" | "uline" => Call("underline("),
        "overbrace" => Brace("overbrace("),
        "underbrace" => Brace("underbrace("),
        "overbracket" => Brace("overbracket("),
        "underbracket" => Brace("underbracket("),
        "overparen" | "wideparen" | "overarc" | "overgroup" => Brace("overparen("),
        "underparen" | "undergroup" => Brace("underparen("),
        "cancel" => Cancel(""),
        "bcancel" => Cancel("inverted: #true,"),
        "xcancel" => Cancel("cross: #true,"),
        "sout" | "st" | "hcancel" => Cancel("angle: #90deg,"),
        "abs" => Call("abs("),
        "norm" => Call("norm("),
        "floor" => Call("floor("),
        "ceil" => Call("ceil("),
        _ => return None,
    })
}

fn spaces(name: &str) -> Option<Shape> {
    Some(match name {
        "," | "thinspace" => Space(0.167),
        ":" | ">" | "medspace" => Space(0.222),
        ";" | "thickspace" => Space(0.278),
        "!" | "negthinspace" => Space(-0.167),
        "negmedspace" => Space(-0.222),
        "negthickspace" => Space(-0.278),
        "enspace" | "enskip" => Space(0.5),
        "quad" => Space(1.0),
        "qquad" => Space(2.0),
        " " | "space" | "nobreakspace" | "\n" => Blank,
        _ => return None,
    })
}

fn stacks(name: &str) -> Option<Shape> {
    Some(match name {
        "frac" | "flatfrac" => Fraction(None),
        "dfrac" | "cfrac" => Fraction(Some("display")),
        "tfrac" => Fraction(Some("inline")),
        "binom" => Binomial(None),
        "dbinom" => Binomial(Some("display")),
        "tbinom" => Binomial(Some("inline")),
        "overset" => Stack(Over::Above),
        "underset" => Stack(Over::Below),
        "stackrel" => Stack(Over::Relation),
        "xrightarrow" => Arrow('→'),
        "xleftarrow" => Arrow('←'),
        "xleftrightarrow" => Arrow('↔'),
        "xRightarrow" => Arrow('⇒'),
        "xLeftarrow" => Arrow('⇐'),
        "xLeftrightarrow" => Arrow('⇔'),
        "xmapsto" => Arrow('↦'),
        "xhookrightarrow" => Arrow('↪'),
        "xhookleftarrow" => Arrow('↩'),
        "xrightleftharpoons" => Arrow('⇌'),
        "xleftrightharpoons" => Arrow('⇋'),
        "xtwoheadrightarrow" => Arrow('↠'),
        "xlongequal" | "xequal" => Arrow('='),
        "mathord" | "mathinner" => Class("normal"),
        "mathbin" => Class("binary"),
        "mathrel" => Class("relation"),
        "mathopen" => Class("opening"),
        "mathclose" => Class("closing"),
        "mathpunct" => Class("punctuation"),
        _ => return None,
    })
}

fn brackets(name: &str) -> Option<Shape> {
    let (stem, class) = match name.strip_suffix(['l', 'r', 'm']) {
        Some(stem) if name.ends_with('l') => (stem, "opening"),
        Some(stem) if name.ends_with('r') => (stem, "closing"),
        Some(stem) => (stem, "relation"),
        None => (name, "normal"),
    };
    Some(match stem {
        "big" => Big(1.2, class),
        "Big" => Big(1.8, class),
        "bigg" => Big(2.4, class),
        "Bigg" => Big(3.0, class),
        _ => return None,
    })
}

fn without_ink(name: &str) -> Option<Shape> {
    Some(match name {
        // How TeX spaces and breaks lines; what is printed is the same.
        "relax" | "protect" | "allowbreak" | "nobreak" | "noindent" | "centering"
        | "displaybreak" | "goodbreak" | "/" | "strut" | "mathstrut" | "null" | "hfill"
        | "hfil" | "vfill" | "unskip" | "ignorespaces" | "par" | "newpage" | "mathsurround"
        | "-" | "@" | "bgroup" | "egroup" | "endgroup" | "begingroup" => Silent(0),
        "require" | "vspace" | "vskip" | "usepackage" | "setlength" | "bibliographystyle" => {
            Silent(1)
        }
        "tiny" | "scriptsize" | "footnotesize" | "small" | "normalsize" | "large" | "Large"
        | "LARGE" | "huge" | "Huge" => Lost(0),
        "smash" | "ensuremath" | "mathllap" | "mathrlap" | "mathclap" | "llap" | "rlap"
        | "clap" | "adjustlimits" | "lefteqn" => Last(1),
        "class" | "cssId" | "style" | "htmlClass" | "htmlId" | "htmlStyle" | "htmlData"
        | "bbox" => LastOf(2),
        "raisebox" => LastOf(2),
        _ => return None,
    })
}
