//! Cost grows with the input: work is counted, not timed, at two sizes of each dimension.

use std::fmt::Write;

use diptych::{Request, Sources, check, work};

/// The steps of a check: bytes scanned, items searched through, nodes visited, as the code counts
/// them. What is found may say anything, but the project itself must be sound.
fn work_of(sources: &Sources) -> u64 {
    let before = work::steps();
    let findings = check(sources, &Request::default());
    let setup = findings.iter().find(|it| it.code.is_setup());
    assert!(setup.is_none(), "{setup:?}");
    work::steps() - before
}

/// How many repetitions the smaller input has; the larger one has four times as many.
const SIZE: usize = 400;

/// Four times the input may cost this many times as much: n·log n from 400 to 1,600 is 4.9 times.
/// Quadratic code costs 16 times as much.
const MOST: f64 = 5.5;

/// A counter that sees less has not counted what the dimension is about.
const LEAST: f64 = 2.0;

/// Checks one dimension; what does not grow with it is measured at size 0 and taken off.
fn grows(name: &str, project: impl Fn(usize) -> Sources) -> Option<String> {
    let none = work_of(&project(0));
    let [small, large] = [SIZE, 4 * SIZE].map(|size| work_of(&project(size)));
    let net = |work: u64| work.saturating_sub(none).max(1) as f64;
    let ratio = net(large) / net(small);
    assert!(ratio > LEAST, "{name}: the larger input takes {ratio:.1} times the steps");
    (ratio > MOST).then(|| format!("{name}: {ratio:.1} times the steps"))
}

/// The files of a project; `languages` are those of its texts.
struct Project(Sources, String);

impl Project {
    fn new(languages: &[&str]) -> Project {
        let quoted: Vec<String> = languages.iter().map(|it| format!("\"{it}\"")).collect();
        let manifest = format!(
            "[project]\ntitle = \"A note\"\nlanguages = [{}]\ndate = 2026-02-08\n",
            quoted.join(", ")
        );
        Project(Sources::default(), manifest)
    }

    fn key(mut self, name: &str, file: &str, text: String) -> Project {
        let _ = writeln!(self.1, "{name} = \"{file}\"");
        self.0.insert(file, text.into_bytes());
        self
    }

    fn data(mut self, name: &str, text: String) -> Project {
        if !self.1.contains("[data]") {
            self.1.push_str("[data]\n");
        }
        let _ = writeln!(self.1, "{name} = \"{name}.csv\"");
        self.0.insert(&format!("{name}.csv"), text.into_bytes());
        self
    }

    fn file(mut self, name: &str, text: String) -> Project {
        let _ = writeln!(self.1, "[data]\nx = \"{name}\"");
        self.0.insert(name, text.into_bytes());
        self
    }

    fn text(mut self, language: &str, text: String) -> Project {
        self.0.insert(&format!("note.{language}.md"), text.into_bytes());
        self
    }

    fn done(mut self) -> Sources {
        let document = "[documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";
        self.0.insert("diptych.toml", (self.1 + document).into_bytes());
        self.0
    }
}

fn repeat(size: usize, line: impl Fn(usize) -> String) -> String {
    (0..size).map(line).collect()
}

fn english(text: String) -> Sources {
    Project::new(&["en"]).text("en", format!("# Title\n\n{text}\n")).done()
}

fn both(en: String, zh: String) -> Sources {
    let project = Project::new(&["zh", "en"]).text("en", format!("# Title\n\n{en}\n"));
    project.text("zh", format!("# 标题\n\n{zh}\n")).done()
}

fn bibliography(size: usize) -> String {
    repeat(size + 1, |i| {
        format!(
            "@article{{ref{i}, title={{Title {i}}}, author={{Author, A}}, journal={{J}}, year={{{}}}, volume={{{i}}}}}\n",
            1900 + i / 20
        )
    })
}

fn rows(header: &str, size: usize, row: impl Fn(usize) -> String) -> String {
    format!("{header}\n{}", repeat(size + 1, row))
}

fn with_text(project: Project) -> Sources {
    project.text("en", "# Title\n\nText.\n".to_string()).done()
}

#[test]
fn texts_cost_what_they_are_long() {
    let word = |i: usize| char::from(b'a' + (i % 26) as u8);
    let faults = [
        grows("characters", |n| english("plain words of a text ".repeat(n))),
        grows("lines", |n| english("plain words of a text\n".repeat(n))),
        grows("paragraphs", |n| english("A paragraph of it.\n\n".repeat(n))),
        grows("list items", |n| english("- an item\n".repeat(n))),
        grows("table rows", |n| {
            english(format!("| a | b |\n|---|---|\n{}", "| c | d |\n".repeat(n)))
        }),
        grows("cells of a table", |n| {
            english(format!("|{}\n|{}\n", " a |".repeat(n / 16), "---|".repeat(n / 16)))
        }),
        grows("definitions", |n| english("A term\n: means this.\n\n".repeat(n))),
        grows("divisions", |n| english("::: note\nText.\n:::\n\n".repeat(n))),
        grows("headings", |n| english(repeat(n, |i| format!("## Of {}{i}\n\n", word(i))))),
        grows("links", |n| english(repeat(n, |i| format!("## H {{#h{i}}}\n\n[it](#h{i})\n\n")))),
        grows("footnotes", |n| {
            english(repeat(n, |i| format!("Text[^n{i}].\n\n[^n{i}]: Note.\n\n")))
        }),
        grows("footnotes in the line", |n| english("Text^[A note].\n\n".repeat(n))),
        grows("formulas", |n| english("Where $a = b$ holds. ".repeat(n))),
        grows("dollars", |n| english("$a and ".repeat(n))),
        grows("words of formulas", |n| english("$\\text{a ".repeat(n))),
        grows("open brackets", |n| english("\\(a ".repeat(n))),
        grows("open environments", |n| english("\\begin{align} ".repeat(n))),
        grows("open code", |n| english("`a` and ".repeat(n))),
        grows("pictures that nothing closes", |n| english("![a ".repeat(n))),
        grows("escapes", |n| english("a \\* b &amp; c ".repeat(n))),
        grows("open quotation marks", |n| english("“one and ".repeat(n))),
        grows("marks in a paragraph", |n| both("a **b** ".repeat(n), "甲 **乙** ".repeat(n))),
        grows("numbers in a paragraph", |n| both("12 mg or ".repeat(n), "12 mg 或".repeat(n))),
        grows("codes in a paragraph", |n| both("AB12 or ".repeat(n), "AB12 或".repeat(n))),
        grows("pairs", |n| both("They lived.\n\n".repeat(n), "他们活着。\n\n".repeat(n))),
        grows("pairs but one", |n| {
            both("They lived.\n\n".repeat(n + 1), "他们活着。\n\n".repeat(n))
        }),
        grows("findings", |n| english("See [it](#nowhere).\n\n".repeat(n))),
        grows("unknown links", |n| english(repeat(n, |i| format!("[it](#no{i})\n\n")))),
    ];
    assert_eq!(faults.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
}

/// What other programs write, once each.
const DIALECTS: [&str; 23] = [
    "!!! note\n    Text.\n\n",
    "=== \"Tab\"\n    Text.\n\n",
    "??? note\n    ??? tip\n        Text.\n\n",
    "> [!note] Title\n> Text.\n\n",
    "::: {.callout-note}\nText.\n:::\n\n",
    ":::: a\nText.\n:::\n\n",
    "::: {.panel-tabset}\n## A\nText.\n:::\n\n",
    "```{note}\nText.\n```\n\n",
    "```{r, echo=FALSE}\nx\n```\n\n",
    "See [[a]] and ![[b]].\n\n",
    "%% a\n",
    "==a== b ++c++ \n\n",
    "| a\n| b\n\n",
    "+---+---+\n| a | b |\n+---+---+\n\n",
    "  a    b\n ---  ---\n  c    d\n\n",
    "-----\na  b\n-- --\nc  d\n\n-----\n\n",
    "Table: Words\n\n|a|b|\n|-|-|\n\n",
    ">>>\nText.\n>>>\n\n",
    "(@) One\n\n",
    "a. One\nb. Two\n\n",
    "A [word]{.b} and H~2~O.\n\n",
    "# H {: .a}\n\n{: .b}\n",
    "import A from 'a'\n\n",
];

#[test]
fn texts_of_other_programs_cost_what_they_are_long() {
    let pandoc = |text: String| {
        let project = Project::new(&["en"]).text("en", format!("# Title\n\n{text}\n"));
        Project(project.0, project.1 + "markdown = \"pandoc\"\n").done()
    };
    let grown = DIALECTS.into_iter().filter_map(|it| grows(it, |n| pandoc(it.repeat(n / 8))));
    assert_eq!(grown.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn data_cost_what_they_hold() {
    let one = || Project::new(&["en"]);
    let quantity = "study,id,value,unit,n,measure";
    let faults = [
        grows("rows", |n| {
            with_text(one().data("x", rows("id,value", n, |i| format!("r{i},{i}\n"))))
        }),
        grows("columns", |n| {
            let header = format!("id{}", repeat(n, |i| format!(",c{i}")));
            with_text(one().data("x", rows(&header, 0, |_| format!("r{}\n", ",1".repeat(n)))))
        }),
        grows("studies", |n| {
            let studies = rows("id,name,enrolled", n, |i| format!("s{i},S,100\n"));
            let results = rows(quantity, n, |i| format!("s{i},n_enrolled,100,patients,,\n"));
            with_text(one().data("studies", studies).data("results", results))
        }),
        grows("keys of no row", visited),
        grows("shares", |n| {
            let results = |i| format!("s{i},orr,50,percent,,ORR\ns{i},n,100,patients,,\n");
            with_text(one().data("results", rows(quantity, n, results)))
        }),
        grows("quantities of one study", |n| {
            let results = |i| format!("s,q{i},50,percent,100,ORR\ns,n_{i},100,patients,,\n");
            with_text(one().data("results", rows(quantity, n, results)))
        }),
        grows("things with several keys", |n| {
            let row = |i: usize| {
                let (sector, year) = (i % 7, i / 7);
                format!(
                    "{sector},{year},out,{}.5,eur\n{sector},{year},out_growth,1.5,percent\n\
                     {sector},{year},out_mix,14,percent\n",
                    100 + i
                )
            };
            let market = rows("sector,year,id,value,unit", n, row);
            with_text(one().key("domain", "economics", String::new()).data("market", market))
        }),
        grows("a JSON on one line", |n| {
            let items = repeat(n, |i| format!("{{\"id\": \"r{i}\", \"v\": \"1\", \"v\": 2}}, "));
            with_text(one().file("x.json", format!("[{items}{{}}]")))
        }),
        grows("a TOML on one line", |n| {
            let items = repeat(n, |i| format!("{{id = \"r{i}\", v = 1}}, "));
            with_text(one().file("x.toml", format!("x = [{items}]")))
        }),
        grows("words of one thing", |n| {
            let words = |i| format!("w{i},t{i},a,words,p. 3\n");
            with_text(one().data("x", rows("id,thing,aspect,printed,place", n, words)))
        }),
        grows("values", |n| {
            let data = rows("id,value", n, |i| format!("r{i},{i}.5\n"));
            let text = repeat(n, |i| format!("It was {{{{ x.r{i}.value }}}}.\n\n"));
            one().data("x", data).text("en", format!("# Title\n\n{text}")).done()
        }),
        grows("numbers without a cell", |n| {
            let data = rows("id,value", 1, |i| format!("r{i},1\n"));
            one().data("x", data).text("en", format!("# T\n\n{}", "of 12.5 then ".repeat(n))).done()
        }),
    ];
    assert_eq!(faults.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
}

/// So many sites, and so many visits to sites that are not among them; the last one is written with a slip.
fn visited(size: usize) -> Sources {
    let name = |i: usize| format!("{:x}", (i as u64 + 7).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    let sites = rows("id,beds", size, |i| format!("s{},1\n", name(i)));
    let visit = |i| match i == size {
        false => format!("v{},visits,41,patients\n", name(i)),
        true => format!("s{},visits,41,patients\n", name(i).to_uppercase()),
    };
    let mut project = Project::new(&["en"]).data("sites", sites);
    project.0.insert("visits.csv", rows("site,id,value,unit", size, visit).into_bytes());
    project.1.push_str("[data.visits]\nfile = \"visits.csv\"\nkeys = [\"site\"]\n");
    with_text(project)
}

#[test]
fn a_slip_is_found_among_many_unknown_keys() {
    let findings = check(&visited(600), &Request::default());
    assert_eq!(findings.iter().filter(|it| it.code.id == "D0364").count(), 1, "{findings:#?}");
}

#[test]
fn glossaries_and_references_cost_what_they_list() {
    let one = || Project::new(&["en"]);
    let terms = |n| {
        let name = |i: usize| format!("{:x}", (i as u64 + 7).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        rows("zh,en,abbreviation,kind", n, move |i| format!("药{i},x{},,drug\n", name(i)))
    };
    let cited = |n| repeat(n, |i| format!("A claim [@ref{i}].\n\n"));
    let faults = [
        grows("terms", |n| with_text(one().key("glossary", "terms.csv", terms(n)))),
        grows("terms and paragraphs", |n| {
            let project = one().key("glossary", "terms.csv", terms(n));
            let project = project.data("x", rows("id,value", 1, |i| format!("r{i},1\n")));
            project.text("en", format!("# T\n\n{}", "They lived.\n\n".repeat(n))).done()
        }),
        grows("references", |n| with_text(one().key("references", "r.bib", bibliography(n)))),
        grows("citations", |n| {
            let project = one().key("references", "r.bib", bibliography(n));
            project.text("en", format!("# Title\n\n{}", cited(n))).done()
        }),
        grows("citations of the source", |n| {
            let project = one().key("references", "r.bib", bibliography(n));
            let row = |i| format!("c{i},Section 1,ref{i}\n");
            with_text(project.data("x", rows("id,cited_at,cites", n, row)))
        }),
    ];
    assert_eq!(faults.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
}

/// A table or figure `t0`, `t1` … of the data set `x` for each number, with so many columns.
fn declared(size: usize, columns: usize, head: &str, column: &str) -> String {
    repeat(size, |i| {
        let one = |j| {
            format!("[[t{i}.columns]]\nid = \"c{j}\"\nhead = \"C\"\ntext = \"{{{{ row.id }}}}\"\n")
        };
        let columns = repeat(columns, one);
        format!(
            "[t{i}]\ndata = \"x\"\ncaption = \"T\"\n{head}{columns}{}",
            column.replace("NAME", &format!("t{i}"))
        )
    })
}

#[test]
fn tables_figures_and_documents_cost_what_they_show() {
    let shown = |n, call: &str| {
        format!("# T\n\n{}", repeat(n, |i| format!("{{{{ {call}('t{i}') }}}}\n\n")))
    };
    let two = || rows("id,value", 2, |i| format!("r{i},{i}\n"));
    let tables =
        |n, columns| Project::new(&["en"]).key("tables", "t.toml", declared(n, columns, "", ""));
    let faults = [
        grows("tables", |n| {
            tables(n / 4, 2).data("x", two()).text("en", shown(n / 4, "table")).done()
        }),
        grows("rows of a table", |n| {
            let data = rows("id,value", n, |i| format!("r{i},{i}\n"));
            tables(1, 2).data("x", data).text("en", shown(1, "table")).done()
        }),
        grows("columns of a table", |n| {
            tables(1, 1 + n / 4).data("x", two()).text("en", shown(1, "table")).done()
        }),
        grows("figures", |n| {
            let plot = "[[NAME.columns]]\nid = \"p\"\nhead = \"P\"\nvalue = \"orr\"\n";
            let figures = declared(n / 4, 1, "kind = \"map\"\n", plot);
            let project = Project::new(&["en"]).key("figures", "f.toml", figures);
            project.data("x", two()).text("en", shown(n / 4, "figure")).done()
        }),
        grows("documents", |n| {
            let mut sources = with_text(Project::new(&["en"]));
            let mut manifest = sources.text("diptych.toml").unwrap().to_string();
            for i in 0..n / 4 {
                let _ = writeln!(
                    manifest,
                    "[documents.n{i}]\ntemplate = \"slides\"\ncontent = \"n{i}\""
                );
                sources.insert(&format!("n{i}.en.md"), *b"# Slide\n\nText.\n");
            }
            sources.insert("diptych.toml", manifest.into_bytes());
            sources
        }),
    ];
    assert_eq!(faults.into_iter().flatten().collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn a_language_more_costs_no_more_than_one_more() {
    let text = |line: &str| format!("# Title\n\n{}", line.repeat(SIZE));
    let one = work_of(&english(text("They lived.\n\n")));
    let two = work_of(&both(text("They lived.\n\n"), text("他们活着。\n\n")));
    assert!(two < 4 * one, "{one} {two}");
}
