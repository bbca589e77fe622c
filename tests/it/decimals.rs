//! Numbers of data files with a decimal comma, and how each language prints numbers without a unit.

use diptych::{Request, Sources, build, check};

/// A project in German and English that prints what `text` says.
fn project(data: &str, files: &[(&str, &str)], text: &str) -> Sources {
    let mut sources = Sources::default();
    let manifest = format!(
        "[project]\ntitle = \"Numbers\"\nlanguages = [\"de\", \"en\"]\ndate = 2026-02-08\ntables = \"tables.toml\"\n\
         [data]\n{data}\n[documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n"
    );
    sources.insert("diptych.toml", manifest.into_bytes());
    sources.insert("tables.toml", Vec::new());
    for (name, bytes) in files {
        sources.insert(name, bytes.as_bytes().to_vec());
    }
    for language in ["de", "en"] {
        sources.insert(&format!("note.{language}.md"), format!("{text}\n").into_bytes());
    }
    sources
}

/// The values that an edition prints.
fn printed(sources: &Sources, edition: &str) -> Vec<String> {
    let outcome = build(sources, &Request::new().trace(true));
    assert!(!outcome.artifacts.is_empty(), "{:#?}", outcome.findings);
    let traces = outcome.trace.unwrap_or_default();
    let trace = traces.iter().find(|it| it.edition == edition).unwrap();
    let plain = |text: &str| text.replace(['\u{a0}', '\u{202f}'], " ");
    trace.printed.iter().map(|it| plain(&it.text)).collect()
}

fn codes(sources: &Sources) -> Vec<&'static str> {
    check(sources, &Request::default()).iter().map(|it| it.code.id).collect()
}

const THREE: &str = "{{ d.a }}; {{ d.b }}; {{ d.c }}.";

/// Each file has the values of three quantities: as Excel writes them, and as English pages print them.
#[test]
fn the_file_tells_what_stands_before_decimals() {
    for (separator, values, english, told) in [
        (";", ["0,125", "7,125", "-1,250"], ["0.125", "7.125", "−1.250"], ""),
        (";", ["12.345,6", "1,8", "-0,5"], ["12,345.6", "1.8", "−0.5"], ""),
        (";", ["1.250", "2,5", "5"], ["1,250", "2.5", "5"], ""),
        (";", ["1,250", "1,234.5", "5"], ["1,250", "1,234.5", "5"], ""),
        (";", ["1,250", "0.5", "5"], ["1,250", "0.5", "5"], ""),
        (";", ["1,250", "12", "5"], ["1.250", "12", "5"], "D0329"),
        (";", ["1.250", "12", "5"], ["1.250", "12", "5"], "D0329"),
        (";", ["1.250", "0.5", "5"], ["1.250", "0.5", "5"], ""),
        ("\t", ["1,250", "1,8", "5"], ["1.250", "1.8", "5"], ""),
        ("\t", ["1,250", "12", "5"], ["1,250", "12", "5"], ""),
        (",", ["\"1,250\"", "12", "5"], ["1,250", "12", "5"], ""),
        (",", ["\"1,250\"", "\"0,5\"", "5"], ["1.250", "0.5", "5"], ""),
    ] {
        let row = |(id, value): (&str, &str)| [id, value, "ha\n"].join(separator);
        let rows: String = ["a", "b", "c"].into_iter().zip(values).map(row).collect();
        let file = format!("{}{rows}", ["id", "value", "unit\n"].join(separator));
        let project = project("d = \"d.csv\"", &[("d.csv", &file)], THREE);
        let expected = english.map(|it| format!("{it} ha"));
        assert_eq!(printed(&project, "en"), expected, "{values:?} {separator:?}");
        let told: Vec<&str> = [told].into_iter().filter(|it| !it.is_empty()).collect();
        assert_eq!(codes(&project), told, "{values:?} {separator:?}");
    }
}

/// A number of people has no decimals, so that a sign before three digits parts thousands; what else is in question is told.
#[test]
fn counts_tell_what_parts_thousands() {
    let of = |separator: &str, rows: [&str; 2]| {
        let [one, two] = rows.map(|it| it.replace(' ', separator));
        let head = ["id", "mean_1", "n_1"].join(separator);
        let file = format!("{head}\na{separator}{one}\nb{separator}{two}\n");
        project("d = \"d.csv\"", &[("d.csv", &file)], "{{ d.a.mean_1 }}; {{ d.a.n_1 }}.")
    };
    for (separator, rows, english, told) in [
        (";", ["31 1.250", "32 3.120"], ["31", "1,250"], ""),
        (";", ["31,7 1.250", "32 3.120"], ["31.7", "1,250"], ""),
        (";", ["31 1,250", "32 3,120"], ["31", "1,250"], ""),
        (";", ["1.250 12", "2.250 14"], ["1.250", "12"], "D0329"),
        (",", ["31.7 1.250", "32.1 3.120"], ["31.7", "1,250"], "D0329"),
    ] {
        let project = of(separator, rows);
        assert_eq!(printed(&project, "en"), english, "{rows:?}");
        let own = codes(&project);
        assert_eq!(own.contains(&"D0329"), !told.is_empty(), "{rows:?} {own:?}");
    }
}

/// Where all languages write a decimal comma, a comma that is read as one of thousands is told.
#[test]
fn a_comma_is_told_where_all_languages_have_it_before_decimals() {
    for (separator, one) in [("\t", "1,003"), (",", "\"1,003\"")] {
        let file = format!("id value unit\na {one} s\n").replace(' ', separator);
        let mut sources = project("d = \"d.csv\"", &[("d.csv", &file)], "{{ d.a }}.");
        assert_eq!(codes(&sources), [""; 0], "{separator:?}");
        let manifest = String::from_utf8(sources.files["diptych.toml"].to_vec()).unwrap();
        sources.insert("diptych.toml", manifest.replace(", \"en\"", "").into_bytes());
        assert_eq!(codes(&sources), ["D0329"], "{separator:?}");
    }
}

/// Cells are text; where they are compared with a number they are read as one, and `false` is not true.
#[test]
fn conditions_read_numbers_and_flags() {
    let files = [
        ("d.csv", "id,pop,open\na,900,FALSE\nb,90000,TRUE\n"),
        ("j.json", "{\"open\": false, \"none\": 0, \"some\": 7}"),
    ];
    let text = "{% for r in d if r.pop > 5000 %}{{ r.id }}{% endfor %}\n\n\
        {% for r in d|sort(attribute='pop', reverse=true) %}{% if r.open %}{{ r.pop }}{% endif %}{% endfor %}\n\n\
        {% if j.open or j.none or j.open == true %}{{ j.some }}{% endif %}{{ j.open }}\n\n\
        ::: {when=\"d.a.pop > 5000\"}\n{{ d.a.pop }}\n:::\n";
    let project = project("d = \"d.csv\"\nj = \"j.json\"", &files, text);
    assert_eq!(printed(&project, "en"), ["b", "90000", "false"]);
}

#[test]
fn what_is_said_of_a_file_holds() {
    let file = "id;value;unit\na;1,250;ha\nb;12;ha\nc;5;ha\n";
    for (sign, english) in [(",", "1.250 ha"), (".", "1,250 ha")] {
        let data = format!("d = {{ file = \"d.csv\", decimal = \"{sign}\" }}");
        let project = project(&data, &[("d.csv", file)], THREE);
        assert_eq!((printed(&project, "en")[0].as_str(), codes(&project).len()), (english, 0));
    }
    let json = "[{\"id\": \"a\", \"value\": \"1,8\", \"unit\": \"ha\"}]";
    let said = "d = { file = \"d.json\", decimal = \",\" }";
    let project_of = |data: &str| project(data, &[("d.json", json)], "{{ d.a }}");
    assert_eq!(printed(&project_of(said), "de"), ["1,8 ha"]);
    assert!(codes(&project_of("d = \"d.json\"")).contains(&"D0307"));
    // A point in a file of commas is no decimal point.
    let mixed = "id;value;unit\na;1,25;ha\nb;0.5;ha\nc;5;ha\n";
    let data = "d = { file = \"d.csv\", decimal = \",\" }";
    assert_eq!(codes(&project(data, &[("d.csv", mixed)], THREE)), ["D0307"]);
}

/// Numbers without a unit are written by each language; what only looks like one stays.
#[test]
fn cells_that_are_numbers_are_written_by_each_language() {
    let file = "id;area;year;version;list;day\nmoor;1.284,5;12345;1.4401;1,2,3;12.04.2025\nheath;-0,5;2024;1.10;4,5,6;1.5.2025\n";
    let text = "{{ d.moor.area }}; {{ d.heath.area }}; {{ d.moor.year }}; {{ d.moor.version }}; \
                {{ d.moor.list }}; {{ d.moor.day }}.";
    let data = "d = { file = \"d.csv\", codes = [\"version\"] }";
    let project_of = |data: &str| project(data, &[("d.csv", file)], text);
    let same = ["12345", "1.4401", "1,2,3", "12.04.2025"];
    assert_eq!(printed(&project_of(data), "de"), [&["1284,5", "−0,5"][..], &same].concat());
    assert_eq!(printed(&project_of(data), "en"), [&["1,284.5", "−0.5"][..], &same].concat());
    assert_eq!(codes(&project_of(data)), [""; 0]);
    // Whether 1.4401 is a number is asked once.
    assert_eq!(codes(&project_of("d = \"d.csv\"")), ["D0329"]);
    let json = "[{\"id\": \"a\", \"n\": 1284.5, \"code\": \"1.4401\", \"whole\": 12345}]";
    let text = "{{ d.a.n }}; {{ d.a.code }}; {{ d.a.whole }}.";
    let project_of = project("d = \"d.json\"", &[("d.json", json)], text);
    assert_eq!(printed(&project_of, "de"), ["1284,5", "1.4401", "12345"]);
    let file = "id,n\na,12.5\nb,1234.5\n";
    let data = "d = { file = \"d.csv\", numbers = [\"n\"] }";
    let project_of = project(data, &[("d.csv", file)], "{{ d.a.n }}; {{ d.b.n }}.");
    assert_eq!(printed(&project_of, "de"), ["12,5", "1234,5"]);
}

#[test]
fn a_number_may_have_an_error() {
    let file = "id;value;unit\na;52,8 ± 0,3;kN\nb;-1,5±0,2;kN\nc;+3,2;kN\n";
    let project = project("d = \"d.csv\"", &[("d.csv", file)], THREE);
    assert_eq!(printed(&project, "de"), ["52,8 ± 0,3 kN", "−1,5 ± 0,2 kN", "+3,2 kN"]);
    assert_eq!(printed(&project, "en"), ["52.8 ± 0.3 kN", "−1.5 ± 0.2 kN", "+3.2 kN"]);
    assert_eq!(codes(&project), [""; 0]);
}

/// A column of numbers has one unit, which stands beneath its head, or it is an error.
#[test]
fn a_column_of_numbers_says_its_unit() {
    let table = |head: &str, more: &str| {
        format!(
            "[t]\ndata = \"g\"\ncaption = \"Sites\"\n[[t.columns]]\nhead = \"Site\"\ntext = \"{{{{ row.name }}}}\"\n\
             [[t.columns]]\nhead = \"{head}\"\nvalue = \"size\"\n{more}"
        )
    };
    let outcome = |unit: &str, head: &str, more: &str| {
        let file = format!("site,id,value,unit\nmoor,size,1.5,ha\nheath,size,2.5,{unit}\n");
        let files = [("g.csv", "id,name\nmoor,Moor\nheath,Heath\n"), ("v.csv", file.as_str())];
        let data = "g = \"g.csv\"\nv = { file = \"v.csv\", keys = [\"site\"] }";
        let mut project = project(data, &files, "{{ table(\"t\") }}");
        project.insert("tables.toml", table(head, more).into_bytes());
        let outcome = build(&project, &Request { emit_typst: true, ..Request::default() });
        let codes: Vec<&str> = outcome.findings.iter().map(|it| it.code.id).collect();
        let mut typst = outcome.artifacts.iter().map(|it| String::from_utf8_lossy(&it.bytes));
        (codes.contains(&"D0510"), typst.any(|it| it.contains("[ha]")))
    };
    assert_eq!(outcome("ha", "Size", ""), (false, true));
    assert_eq!(outcome("ha", "Size (ha)", ""), (false, false));
    assert_eq!(outcome("ha", "Size", "units = false\n"), (false, false));
    assert_eq!(outcome("km2", "Size", ""), (true, false));
    assert_eq!(outcome("km2", "Size", "units = false\n"), (false, false));
}

#[test]
fn a_dot_that_ends_a_word_makes_no_group() {
    let file = "id;Depth (approx. cm);No.;ci.low\na;12;7;3\n";
    let text = "{{ d.a[\"Depth (approx. cm)\"] }}; {{ d.a[\"No.\"] }}; {{ d.a.ci.low }}.";
    let project = project("d = \"d.csv\"", &[("d.csv", file)], text);
    assert_eq!(printed(&project, "en"), ["12", "7", "3"]);
}

#[test]
fn a_misspelt_list_of_languages_is_one_finding() {
    let mut sources = project("d = \"d.csv\"", &[("d.csv", "id,n\na,1\n")], "{{ d.a.n }}");
    let manifest = "[project]\ntitle = { de = \"Zahlen\", en = \"Numbers\" }\nlanguagde = [\"de\", \"en\"]\ndate = 2026-02-08\n\
                    [data]\nd = \"d.csv\"\n[documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";
    sources.insert("diptych.toml", manifest.as_bytes().to_vec());
    let codes = codes(&sources);
    assert_eq!(codes, ["D0103"]);
}

/// What programs write for large and small numbers is printed as people write it.
#[test]
fn a_power_of_ten_is_printed_as_one() {
    let file = "id;value;low;high;unit\na;1,25E+06;;;ha\nb;-3E-04;;;ha\nc;;1e5;2,5e5;ha\n";
    let json = "[{\"id\": \"a\", \"n\": 1.25e6}, {\"id\": \"b\", \"n\": \"1.25e6\"}]";
    let text = format!("{THREE} {{{{ j.a.n }}}}, {{{{ j.b.n }}}}");
    let data = "d = \"d.csv\"\nj = \"j.json\"";
    let project = project(data, &[("d.csv", file), ("j.json", json)], &text);
    let english = ["1.25 × 10⁶ ha", "−3 × 10⁻⁴ ha", "1 × 10⁵–2.5 × 10⁵ ha", "1.25 × 10⁶", "1.25e6"];
    assert_eq!(printed(&project, "en"), english);
    let german = ["1,25 × 10⁶ ha", "−3 × 10⁻⁴ ha", "1 × 10⁵–2,5 × 10⁵ ha", "1,25 × 10⁶", "1.25e6"];
    assert_eq!(printed(&project, "de"), german);
}

#[test]
fn a_column_may_say_how_far_a_value_is_off() {
    let file = "id;value;uncertainty;unit\na;52,8;0,3;kN\nb;5;;kN\nc;1,2;high;kN\n";
    let of_column = project("d = \"d.csv\"", &[("d.csv", file)], THREE);
    assert_eq!(printed(&of_column, "de"), ["52,8 ± 0,3 kN", "5 kN", "1,2 kN"]);
    assert_eq!(printed(&of_column, "en"), ["52.8 ± 0.3 kN", "5 kN", "1.2 kN"]);
    assert_eq!(codes(&of_column), [""; 0]);
}

/// The members of an object are rows by their names: in loops over records, in tables, and as quantities.
#[test]
fn an_object_of_objects_has_rows() {
    let json =
        "{\"reed\": {\"name\": \"Reed\", \"n\": 2.5}, \"fen\": {\"name\": \"Fen\", \"n\": 3.25}}";
    let tables = "[t]\ndata = \"d\"\ncaption = \"Sites\"\n[[t.columns]]\nhead = \"Id\"\ntext = \"{{ row.id }}\"\n\
                  [[t.columns]]\nhead = \"n\"\ntext = \"{{ row.n }}\"\n";
    let files = [("d.json", json), ("tables.toml", tables)];
    let text = "{{ d.reed.name }}\n\n{{ table(\"t\") }}";
    let of_names = project("d = \"d.json\"", &files, text);
    assert_eq!(printed(&of_names, "en"), ["Reed", "reed", "2.5", "fen", "3.25"]);
    let loads =
        "{\"a\": {\"value\": 2.5, \"unit\": \"kN\"}, \"b\": {\"value\": 4, \"unit\": \"kN\"}}";
    let of_loads = project("d = \"d.json\"", &[("d.json", loads)], "{{ d.a }} {{ d.b }}");
    assert_eq!(printed(&of_loads, "de"), ["2,5 kN", "4 kN"]);
    let mut of_records = project("d = \"d.json\"", &files[..1], "{{ site.name }} {{ site.id }}");
    let manifest = of_records.text("diptych.toml").unwrap().to_string();
    let series = format!("{manifest}for_each = \"d\"\nas = \"site\"\ntitle = \"S\"\n");
    of_records.insert("diptych.toml", series.into_bytes());
    let outcome = build(&of_records, &Request::new());
    let names: Vec<&str> = outcome.artifacts.iter().map(|it| it.name.as_str()).collect();
    assert!(names.iter().any(|it| it.contains("note.reed.en")), "{names:?} {:?}", outcome.findings);
}

/// What a project in German has of studies, people and records, in figures that the program makes.
fn of_studies() -> Sources {
    let mut sources = Sources::default();
    let manifest = "[project]\ntitle = \"Z\"\nlanguages = [\"de\"]\ndate = 2026-02-08\ntables = \"tables.toml\"\n\
        figures = \"figures.toml\"\n[data]\nmeans = { file = \"means.csv\", decimal = \",\" }\n\
        counts = { file = \"counts.csv\", decimal = \",\" }\nbase = { file = \"base.csv\", decimal = \",\" }\n\
        flow = { file = \"flow.csv\", decimal = \",\" }\n\
        [analyses.means]\ndata = \"means\"\nmeasure = \"MD\"\n[analyses.counts]\ndata = \"counts\"\nmeasure = \"RR\"\n\
        [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n";
    let figure = |id: &str, rest: &str| format!("[{id}]\n{rest}\ncaption = \"B\"\n");
    let figures = [
        figure("means", "kind = \"forest\"\nanalysis = \"means\""),
        figure("counts", "kind = \"forest\"\nanalysis = \"counts\""),
        figure("funnel", "kind = \"funnel\"\nanalysis = \"counts\""),
        figure("flow", "kind = \"prisma\"\ndata = \"flow\""),
    ];
    let tables = "[base]\ndata = \"base\"\narms = { 1 = \"A\" }\ncaption = \"T\"\n";
    let shown = "{{ figure(\"means\") }}\n\n{{ figure(\"counts\") }}\n\n{{ figure(\"funnel\") }}\n\n\
        {{ figure(\"flow\") }}\n\n{{ table(\"base\") }}\n";
    for (path, content) in [
        ("diptych.toml", manifest),
        ("figures.toml", &figures.concat()),
        ("tables.toml", tables),
        ("note.de.md", shown),
        (
            "means.csv",
            "label;mean_1;sd_1;n_1;mean_2;sd_2;n_2\nAda;31,7;3,4;1.250;30,1;4,2;12.117\nBo;32,7;3,2;3.120;32,0;4,6;1.124\n",
        ),
        (
            "counts.csv",
            "label;events_1;n_1;events_2;n_2\nAda;222;1.250;325;1.254\nBo;113;12.501;197;12.470\nCy;22;120;34;121\n",
        ),
        ("flow.csv", "box;n\ndatabases;13.846\nduplicates;432\nscreened;13.414\n"),
        (
            "base.csv",
            "id;label;count_1;percent_1;mean_1;sd_1\nn;Tiere;1.250;;;\nage;Alter;;;4,20;1,50\nf;Kuh;640;51,2;;\n",
        ),
    ] {
        sources.insert(path, content.as_bytes());
    }
    sources
}

#[test]
fn figures_of_studies_are_written_as_texts_write_them() {
    let sources = of_studies();
    assert_eq!(codes(&sources), [""; 0]);
    let texts = printed(&sources, "de");
    for text in ["31,7", "3,4", "1250", "12 117", "12 501", "13 846", "4,20", "1,50", "51,2"] {
        assert!(texts.iter().any(|it| it == text), "{text}: {texts:?}");
    }
    assert!(!texts.iter().any(|it| it == "1,250" || it.contains('.')), "{texts:?}");
    // What is read aloud, and the numbers of axes.
    let outcome = build(&sources, &Request { emit_typst: true, ..Request::default() });
    let typst: String =
        outcome.artifacts.iter().map(|it| String::from_utf8_lossy(&it.bytes).to_string()).collect();
    assert!(typst.contains("Standardfehler von ln RR 0,08"), "{typst}");
    let pages = build(&sources, &Request::default());
    let page = crate::pdf::squeezed(&pages.artifacts[0].bytes);
    assert!(page.contains("0,5") && !page.contains("0.5"), "{page}");
}

#[test]
fn numbers_with_a_sign_or_an_error_are_written_as_others_of_their_column() {
    let file = "id,a\nx,0.5\ny,<0.5\nz,5.2 ± 0.4\nw,n.d.\n";
    let text = "{{ d.x.a }}; {{ d.y.a }}; {{ d.z.a }}; {{ d.w.a }}.";
    let named = project("d = { file = \"d.csv\", numbers = [\"a\"] }", &[("d.csv", file)], text);
    assert_eq!(codes(&named), [""; 0]);
    assert_eq!(printed(&named, "de"), ["0,5", "<0,5", "5,2 ± 0,4", "n.d."]);
    assert_eq!(printed(&named, "en"), ["0.5", "<0.5", "5.2 ± 0.4", "n.d."]);
    let asked = project("d = \"d.csv\"", &[("d.csv", "id,a\ny,<0.5\n")], "{{ d.y.a }}.");
    assert_eq!(codes(&asked), ["D0329"]);
}

/// Laboratories write what was too little to be measured into the column of numbers.
#[test]
fn a_value_may_have_its_sign_before_it() {
    let file = "id,value,unit\na,<0.05,mg/L\nb,≤ 5,mg/L\nc,>=1.5,mg/L\n";
    let signed = project("d = \"d.csv\"", &[("d.csv", file)], THREE);
    assert_eq!(codes(&signed), [""; 0]);
    assert_eq!(printed(&signed, "de"), ["<0,05 mg/L", "≤5 mg/L", "≥1,5 mg/L"]);
    // Behind a sign stands a number, and one sign is enough.
    for wrong in ["<LOQ", "<", "<<5", "< 1-2"] {
        let file = format!("id,value,unit\na,{wrong},mg/L\nb,1,mg/L\nc,2,mg/L\n");
        let wrong = project("d = \"d.csv\"", &[("d.csv", &file)], THREE);
        assert_eq!(codes(&wrong), ["D0307"]);
    }
    let file = "id,value,unit,qualifier\na,<5,mg/L,>\nb,1,mg/L,\nc,2,mg/L,\n";
    let twice = project("d = \"d.csv\"", &[("d.csv", file)], THREE);
    assert_eq!(codes(&twice), ["D0307"]);
}

#[test]
fn rows_without_a_unit_are_told_why_their_ids_clash() {
    let file = "study,id,value,unit\na,ph,7.8,\nb,ph,7.6,\na,t,3.1,mg/L\nb,t,3,mg/L\n";
    let data = "d = { file = \"d.csv\", keys = [\"study\"] }";
    let found = check(&project(data, &[("d.csv", file)], "x"), &Request::default());
    let helps: Vec<&str> = found.iter().filter_map(|it| it.help.as_deref()).collect();
    assert!(helps.len() == 1 && helps[0].contains("no unit"), "{found:#?}");
}
