//! `diptych import`: files of other programs to files of a project.

use std::fs;
use std::path::Path;

use super::cli::diptych;
use super::projects::root;

fn sample(name: &str) -> String {
    root().join("tests/imports").join(name).display().to_string()
}

/// What was written, in a folder of its own.
fn imported(file: &str) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let call = diptych(folder.path(), &["import", file]);
    (folder, format!("{}{}", call.stdout, call.stderr))
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|_| panic!("{path} was not written"))
}

#[test]
fn a_review_of_revman_5_becomes_data_and_analyses() {
    let (folder, told) = imported(&sample("review.rm5"));
    let trials = text(folder.path(), "evidence/a_001_01.csv");
    assert!(
        trials.starts_with("label,year,events_1,n_1,events_2,n_2,subgroup,place\n"),
        "{trials}"
    );
    assert!(
        trials.contains("Arbor 1948,1948,4,123,11,139,North,")
            && trials.contains(",\"review.rm5, line 37\""),
        "{trials}"
    );
    assert!(trials.contains("Cedar & Elm 1949,1949,6,306,29,303,South,"), "{trials}");
    let part = text(folder.path(), "import.toml");
    for line in [
        "a_001_01 = \"evidence/a_001_01.csv\"",
        "[analyses.a_001_01]",
        "measure = \"RR\"",
        "outcome = \"The disease, any form\"",
        "tau2 = \"DL-MH\"",
        "corrected_sums = true",
        "smd = \"approximate\"",
        "log = true",
    ] {
        assert!(part.contains(line), "{line}: {part}");
    }
    let bias = text(folder.path(), "evidence/bias.csv");
    assert!(bias.contains("Arbor 1948,low,,"), "{bias}");
    let references = text(folder.path(), "references/studies.ris");
    assert!(
        references.contains("ID  - arbor1948\nAU  - Arbor, JD\nAU  - Birch, CF\n"),
        "{references}"
    );
    assert!(told.contains("D1348") && told.contains("“Funding”"), "{told}");
}

/// The parts and the data make a project whose figures agree with the source.
#[test]
fn what_was_imported_is_analysed() {
    let (folder, _) = imported(&sample("review.rm5"));
    let part = text(folder.path(), "import.toml");
    let project = "[project]\ntitle = \"A\"\nlanguages = [\"en\"]\ndate = 2026-02-08\nreferences = \"references/studies.ris\"\n\n\
        [documents.note]\ntemplate = \"summary\"\ncontent = \"note\"\n\n";
    fs::write(folder.path().join("diptych.toml"), format!("{project}{part}")).unwrap();
    fs::write(
        folder.path().join("note.en.md"),
        "RR {{ analyses.a_001_01.pooled }}, HR {{ analyses.a_001_03.pooled }}.\n",
    )
    .unwrap();
    let call = diptych(folder.path(), &["analyse", "."]);
    assert_eq!(call.code, 0, "{}{}", call.stdout, call.stderr);
    assert!(call.stdout.contains("0.266") && call.stdout.contains("0.741"), "{}", call.stdout);
}

#[test]
fn data_rows_of_revman_web_become_analyses() {
    let (folder, told) = imported(&sample("data-rows.csv"));
    let trials = text(folder.path(), "evidence/a_1_1.csv");
    assert!(trials.contains("Arbor,1948,4,123,11,139,North,"), "{trials}");
    assert!(text(folder.path(), "import.toml").contains("outcome = \"The disease\""));
    assert!(
        told.contains("the analysis 1.2 has no figures") && told.contains("choose them"),
        "{told}"
    );
}

/// How an analysis is pooled stands in a file beside that of its rows.
#[test]
fn settings_of_revman_web_are_taken() {
    let (folder, told) = imported(&sample("CD000001-data-rows.csv"));
    let part = text(folder.path(), "import.toml");
    for lines in [
        "measure = \"OR\"\noutcome = \"The disease\"\nintervention = \"Vaccine\"\ncontrol = \"No vaccine\"\n\
         subgroup = \"subgroup\"\nmodel = \"mantel-haenszel\"\ncorrected_sums = true",
        "measure = \"HR\"",
        "tau2 = \"REML\"\ninterval = \"hk\"\nlog = true",
    ] {
        assert!(part.contains(lines), "{lines}: {part}");
    }
    assert!(told.contains("measure and method of 1 of 3 analyses"), "{told}");
    let (folder, _) = imported(&sample("CD000001-risk-of-bias.csv"));
    let bias = text(folder.path(), "evidence/bias.csv");
    assert!(
        bias.contains("Arbor 1948,low,unclear,") && bias.contains("Cedar 1949,high,high,"),
        "{bias}"
    );
}

/// Footnotes come along, their marks leave the names of studies, and a column that no file gets is told.
#[test]
fn what_stands_beside_the_rows_of_revman_web_is_kept_or_told() {
    let rows = "Analysis group,Analysis number,Study,Study year,Experimental cases,Experimental N,Control cases,Control N,Weight,Reviewer,Footnotes\n\
        1,1,Arbor 1948 (1),1948,4,123,11,139,40.1,Kim,\"(1) Two herds, both dairy\"\n\
        1,1,Birch (north),1949,6,306,29,303,59.9,,\n";
    let (folder, told) = read("CD1-data-rows.csv", rows);
    let trials = text(folder.path(), "evidence/a_1_1.csv");
    assert!(
        trials.starts_with("label,year,events_1,n_1,events_2,n_2,footnotes,place\n"),
        "{trials}"
    );
    assert!(
        trials.contains("Arbor 1948,1948,4,123,11,139,\"(1) Two herds, both dairy\","),
        "{trials}"
    );
    assert!(trials.contains("Birch (north),"), "{trials}");
    assert!(told.contains("the column “Reviewer”") && !told.contains("“Weight”"), "{told}");
}

#[test]
fn exports_of_covidence_become_judgements_and_references() {
    let (folder, told) = imported(&sample("covidence-bias.csv"));
    let bias = text(folder.path(), "evidence/bias.csv");
    assert!(bias.contains("Cedar 1949,high,high,,,,low,"), "{bias}");
    assert!(told.contains("Supporting text"), "{told}");
    let (folder, _) = imported(&sample("covidence-studies.csv"));
    let references = text(folder.path(), "references/studies.ris");
    assert!(
        references.contains("DO  - 10.1000/x1") && references.contains("EP  - 81"),
        "{references}"
    );
}

/// What becomes of a file with this text.
fn read(name: &str, content: &str) -> (tempfile::TempDir, String) {
    let source = tempfile::tempdir().unwrap();
    let path = source.path().join(name);
    fs::write(&path, content).unwrap();
    imported(&path.display().to_string())
}

/// Two people, or two outcomes of one domain: where they differ nobody is preferred, and an empty cell takes nothing away.
#[test]
fn judgements_that_differ_are_told_and_left_empty() {
    let (folder, told) = read(
        "bias.csv",
        "Covidence #,Study ID,Reviewer Name,Sequence generation: Judgement,Allocation concealment: Judgement,\
         Blinding of outcome assessment (objective),Blinding of outcome assessment (subjective)\n\
         12,Arbor 1948,A,Low risk,High risk,High risk,\n12,Arbor 1948,B,High risk,,High risk,\n\
         15,Cedar 1949,A,Low risk,Low risk,Low risk,Low risk\n",
    );
    let bias = text(folder.path(), "evidence/bias.csv");
    assert!(bias.contains("Arbor 1948,,high,,high,,,\nCedar 1949,low,low,,low,,,\n"), "{bias}");
    assert!(told.contains("“Arbor 1948” (sequence) (1 in this file)"), "{told}");
    let item = |name: &str, results: [&str; 2]| {
        let [one, two] = results;
        format!(
            "<QUALITY_ITEM><NAME>{name}</NAME><QUALITY_ITEM_DATA_ENTRY {one} STUDY_ID=\"Arbor\"/>\n\
             <QUALITY_ITEM_DATA_ENTRY {two} STUDY_ID=\"Cedar\"/></QUALITY_ITEM>\n"
        )
    };
    let items = [
        item("Detection bias: mortality", ["RESULT=\"YES\"", ""]),
        item("Detection bias: pain", ["RESULT=\"NO\"", "RESULT=\"UNKNOWN\""]),
    ];
    let (folder, told) =
        read("r.rm5", &format!("<COCHRANE_REVIEW>{}</COCHRANE_REVIEW>", items.concat()));
    let bias = text(folder.path(), "evidence/bias.csv");
    assert!(bias.contains("Arbor,,,,,,,\nCedar,,,,unclear,,,\n"), "{bias}");
    assert!(told.contains("“Arbor” (assessment)") && told.contains("without a result"), "{told}");
}

#[test]
fn a_study_that_is_not_estimable_does_not_say_what_the_measure_is() {
    let outcome = |id: &str, printed: &str| {
        format!(
            "<IV_OUTCOME ID=\"{id}\"><NAME>O</NAME><IV_DATA ESTIMABLE=\"NO\" ESTIMATE=\"0\" EFFECT_SIZE=\"0\" \
             SE=\"0\" STUDY_ID=\"A\"/><IV_DATA ESTIMATE=\"-0.5\" EFFECT_SIZE=\"{printed}\" SE=\"0.2\" \
             STUDY_ID=\"B\"/></IV_OUTCOME>"
        )
    };
    let both = outcome("1", "0.6065306597126334") + &outcome("2", "-0.5");
    let (folder, _) = read("r.rm5", &format!("<COCHRANE_REVIEW>{both}</COCHRANE_REVIEW>"));
    let part = text(folder.path(), "import.toml");
    let (ratio, difference) = part.split_once("[analyses.a_2]").unwrap();
    assert!(ratio.contains("measure = \"ratio\"") && ratio.contains("log = true"), "{part}");
    assert!(
        difference.contains("measure = \"difference\"") && !difference.contains("log"),
        "{part}"
    );
}

#[test]
fn every_outcome_has_a_file_of_its_own() {
    let (folder, told) = read(
        "rows.csv",
        "Analysis group,Analysis number,Analysis name,Study,Study year,Experimental cases,Experimental N,Control cases,\
         Control N\n死亡,1,Death,Arbor,1948,4,123,11,139\n出血,1,Bleeding,Arbor,1948,6,306,29,303\n",
    );
    assert!(text(folder.path(), "evidence/a_1.csv").contains(",4,123,"), "{told}");
    assert!(text(folder.path(), "evidence/a_1_2.csv").contains(",6,306,"), "{told}");
    let part = text(folder.path(), "import.toml");
    assert!(
        part.contains("a_1 = \"evidence/a_1.csv\"\na_1_2 = \"evidence/a_1_2.csv\"\n"),
        "{part}"
    );
    assert!(part.contains("data = \"a_1_2\"") && part.contains("\"Bleeding\""), "{part}");
}

/// A comma parts family name and given name; a key has no blanks; what is not taken is told; paths are strings of TOML.
#[test]
fn references_keep_their_authors_and_their_files_their_names() {
    let row = "A trial,\"Smith, John\",Words.,in press,#12,Smith,x\n";
    let heads = "Title,Authors,Abstract,Published Year,Covidence #,Study,Tags\n";
    let (folder, told) = read("d.csv", &format!("{heads}{row}"));
    let references = text(folder.path(), "references/studies.ris");
    assert!(references.contains("ID  - smithin_press\nAU  - Smith, John\nTI"), "{references}");
    assert!(told.contains("not taken: Abstract, Tags"), "{told}");
    let (folder, told) = read("a\"b.ris", &references);
    let part = text(folder.path(), "import.toml");
    let read: toml::Table = part.parse().unwrap_or_else(|it| panic!("{it}: {part}{told}"));
    let named = read["project"]["references"].as_str().unwrap();
    assert_eq!(text(folder.path(), named), references);
}

#[test]
fn nothing_is_overwritten() {
    let (folder, _) = imported(&sample("data-rows.csv"));
    fs::write(folder.path().join("evidence/a_1_1.csv"), "mine\n").unwrap();
    let call = diptych(folder.path(), &["import", &sample("data-rows.csv")]);
    assert!(call.code != 0 && call.stderr.contains("there already"), "{}", call.stderr);
    assert_eq!(text(folder.path(), "evidence/a_1_1.csv"), "mine\n");
}

/// Neither through a link within the folder, nor past a file that stands where a folder is to be.
#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_or_beside_a_file_in_the_way() {
    let place: [fn(&Path, &Path); 2] = [
        |at, other| std::os::unix::fs::symlink(other, at).unwrap(),
        |at, _| fs::write(at, "mine").unwrap(),
    ];
    for put in place {
        let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        put(&folder.path().join("evidence"), other.path());
        let call = diptych(folder.path(), &["import", &sample("data-rows.csv")]);
        assert!(call.code != 0 && call.stderr.contains("evidence"), "{}", call.stderr);
        assert!(call.stderr.contains("there already"), "{}", call.stderr);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert_eq!(fs::read_dir(other.path()).unwrap().count(), 0);
    }
}

/// What is damaged or hostile is refused in time: entities that would grow, deep nesting, what is no export.
#[test]
fn what_is_no_export_is_refused() {
    let bomb = "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><COCHRANE_REVIEW>&b;</COCHRANE_REVIEW>";
    let deep = format!("<COCHRANE_REVIEW>{}", "<A>".repeat(200_000));
    for content in [bomb, &deep, "a,b\n1,2\n", "", "<COCHRANE_REVIEW/>", "Covidence #\n"] {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("file.rm5"), content).unwrap();
        let call = diptych(folder.path(), &["import", "file.rm5"]);
        assert!(call.code != 0 && call.stderr.contains("D1347"), "{}", call.stderr);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
