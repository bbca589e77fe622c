//! The commands of TeX that fields of bibliographies use, and what becomes of their arguments.

use crate::model::marked_text::Mark;

/// What a command does.
pub enum Command {
    /// Its argument stands between marks.
    Marked(Mark),
    /// The rest of the group stands between marks.
    Switch(Mark),
    /// Its argument is text.
    Text,
    /// Its argument stands in quotation marks.
    Quoted,
    /// Of two arguments the second is text.
    Second,
    /// It and its argument are not printed.
    Dropped,
    /// Its argument is an address.
    Address,
    /// Its argument is a formula.
    Formula,
    /// Its argument is a chemical formula.
    Chemistry,
    /// A space.
    Space,
    /// Nothing is printed.
    Nothing,
}

/// The command with this name; accents and signs are not among them.
pub fn command(name: &str) -> Option<Command> {
    use Command::*;
    Some(match name {
        "textit" | "emph" | "textsl" | "mkbibemph" | "mkbibitalic" => Marked(Mark::Italic),
        "textbf" | "mkbibbold" => Marked(Mark::Bold),
        "textsuperscript" | "up" | "mkbibsuperscript" => Marked(Mark::Super),
        "textsubscript" | "down" | "mkbibsubscript" => Marked(Mark::Sub),
        "textsc" => Marked(Mark::SmallCaps),
        "em" | "it" | "itshape" | "sl" | "slshape" => Switch(Mark::Italic),
        "bf" | "bfseries" => Switch(Mark::Bold),
        "sc" | "scshape" => Switch(Mark::SmallCaps),
        "text" | "textrm" | "textsf" | "texttt" | "textnormal" | "textup" | "textmd" | "mbox"
        | "hbox" | "uppercase" | "lowercase" | "MakeUppercase" | "MakeLowercase"
        | "MakeTextUppercase" | "textnohyphenation" | "nohyphens" | "underline" | "uline"
        | "textls" | "foreignlanguage" | "autocap" | "fbox" | "texorpdf" | "capitalize"
        | "natexlab" => Text,
        "enquote" | "mkbibquote" => Quoted,
        "href" | "texorpdfstring" | "textcolor" | "bibinfo" | "bibfield" | "bibnamefont"
        | "printfirst" | "switchargs" | "foreignquote" => Second,
        "noopsort" | "NoopSort" | "SortNoop" | "noop" | "sortnoop" | "label" | "hspace"
        | "vspace" | "color" | "citation" | "nocite" | "index" | "fontsize" | "selectlanguage" => {
            Dropped
        }
        "url" | "path" | "nolinkurl" | "burl" | "doi" => Address,
        "ensuremath" => Formula,
        "ce" => Chemistry,
        "quad" | "qquad" | "space" | "newline" | "linebreak" | "par" | "enspace" | "thinspace"
        | "nobreakspace" | "enskip" | "newblock" => Space,
        "relax" | "protect" | "cyrchar" | "allowbreak" | "nobreak" | "noindent" | "small"
        | "footnotesize" | "scriptsize" | "normalsize" | "large" | "ignorespaces" | "unskip"
        | "rm" | "tt" | "sf" | "normalfont" | "upshape" | "rmfamily" | "sffamily" | "ttfamily"
        | "mdseries" | "urlstyle" | "bibstring" | "adddot" | "addspace" | "isdot" | "xspace"
        | "break" | "displaystyle" | "textstyle" | "limits" | "left" | "right" | "cyr"
        | "penalty" => Nothing,
        _ => return None,
    })
}
