//! Taking claims from a table that a desk kept so far.

use crate::desk::{Desk, Ran};

const SHEET: &str = "\
Statement,Speaker,Date,Link,Rating,Comment,Priority
The bridge was closed for 40 days.,Ministry of Transport; Ann Ortega,28.10.2024,https://example.org/bridge,TRUE,The log of the lock-keeper says so.,high
The dam was sound.,Ann Ortega,2024/10/29,The Valley Post,to check,Ask the engineer.,
\"Taxes rose “twice”:
once in May.\",,,,half true,,low
";

/// Puts a table beside the workspace and imports it.
fn import(desk: &Desk, table: impl AsRef<[u8]>, args: &[&str]) -> Ran {
    std::fs::write(desk.folder().join("sheet.csv"), table).unwrap();
    desk.run(&[&["import", "csv", "sheet.csv"], args].concat())
}

/// The text of the claim file whose name begins so.
fn claim(desk: &Desk, slug: &str) -> String {
    let files = desk.files();
    let path = files.iter().find(|path| path.contains(&format!("2024-11/{slug}")));
    assert!(path.is_some(), "no file {slug} among {files:?}");
    desk.read(path.unwrap())
}

fn claims(desk: &Desk) -> usize {
    desk.files().iter().filter(|path| path.starts_with("2024-11/")).count()
}

#[test]
fn the_sheet_that_people_have_becomes_claims() {
    let desk = Desk::new();
    let ran = import(&desk, SHEET, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @"
    Imported 3 claims.
    New with them: 2 actors and 2 documents.
    ");
    insta::assert_snapshot!(ran.err, @"
    Columns: claim ← Statement, who ← Speaker, when ← Date, source ← Link, status ← Rating,
            notes ← Comment; kept under keys of their own: priority ← Priority.
    ");
    insta::assert_snapshot!(claim(&desk, "the-bridge"), @r#"
    # yaml-language-server: $schema=../.schema/claim.json
    id: 01935874-f440-715c-bc62-618c6f1f2d3b
    claim: "The bridge was closed for 40 days."
    stage: logged
    public: false
    logged: {at: "2024-11-23T09:58:00Z", by: kim}
    assertions:
      - id: fe42c9
        by: ministry-of-transport
        when: "2024-10-28"
        in: example-org-bridge
      - id: c01502
        by: ann-ortega
        when: "2024-10-28"
        in: example-org-bridge
    verdicts:
      - id: 01935874-f440-753c-b330-d7e38bc72049
        verdict: confirmed
        at: "2024-11-23T09:58:00Z"
        by: kim
        because: "The log of the lock-keeper says so."
        saw:
          claim: 0dfc888d3450bdbe
        after: []
    priority: "high"
    "#);
    insta::assert_snapshot!(claim(&desk, "the-dam"), @r#"
    # yaml-language-server: $schema=../.schema/claim.json
    id: 01935874-f440-783d-b576-82966328cfab
    claim: "The dam was sound."
    stage: logged
    public: false
    logged: {at: "2024-11-23T09:58:00Z", by: kim}
    notes: "Ask the engineer."
    assertions:
      - id: e4cf8b
        by: ann-ortega
        when: "2024-10-29"
        in: the-valley-post
    "#);
    insta::assert_snapshot!(claim(&desk, "taxes"), @r#"
    # yaml-language-server: $schema=../.schema/claim.json
    id: 01935874-f440-705d-adf8-cb19e6a362d7
    claim: "Taxes rose “twice”:\nonce in May."
    stage: logged
    public: false
    logged: {at: "2024-11-23T09:58:00Z", by: kim}
    verdicts:
      - id: 01935874-f440-7857-a6ad-607a3e16e26c
        verdict: mixed
        at: "2024-11-23T09:58:00Z"
        by: kim
        because: "Imported from sheet.csv, row 4."
        saw:
          claim: 67a93f674c4fae21
        after: []
    priority: "low"
    "#);
}

#[test]
fn a_second_run_adds_nothing_and_a_grown_sheet_what_is_new() {
    let desk = Desk::new();
    import(&desk, SHEET, &[]);
    let before: Vec<String> = desk.files().iter().map(|path| desk.read(path)).collect();
    let ran = import(&desk, SHEET, &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "Imported 0 claims; 3 rows were there already.\n"));
    let after: Vec<String> = desk.files().iter().map(|path| desk.read(path)).collect();
    assert_eq!(before, after);

    let grown = SHEET.replace("to check", "false")
        + "The  bridge was closed for 40 days.,Bo Lind,2024-11-01,,wrong,Bo has the figure from Ann.,low\n";
    let ran = import(&desk, grown, &[]);
    assert_eq!(ran.code, 0);
    insta::assert_snapshot!(ran.out, @"
    Imported 0 claims, 1 more assertion and 1 more verdict; 2 rows were there already.
    New with them: 1 actor.
    ");
    assert!(ran.err.contains("row 5 says refuted; the claim stands at confirmed and was left as it is."));
    let bridge = claim(&desk, "the-bridge");
    assert!(bridge.contains("note: \"Bo has the figure from Ann.\""), "{bridge}");
    assert_eq!(bridge.matches("verdict:").count(), 1);
    assert!(claim(&desk, "the-dam").contains("verdict: refuted"));
}

#[test]
fn a_comment_typed_by_hand_is_still_there() {
    let desk = Desk::new();
    desk.write("2024-11/by-hand.yaml", "# ask the engineer\nclaim: The dam was sound. # says who?\n");
    let ran = import(&desk, SHEET, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = desk.read("2024-11/by-hand.yaml");
    assert!(text.starts_with("# ask the engineer\n"), "{text}");
    assert!(text.contains("claim: The dam was sound. # says who?\n"), "{text}");
    assert!(text.contains("by: ann-ortega"), "{text}");
}

#[test]
fn bad_rows_are_named_and_the_rest_is_imported() {
    let desk = Desk::new();
    let table = "claim,who,when,status\n\
        It rained.,Ann,10/11/2024,iffy\n\
        \n\
        ,Ann,2024-10-28,true\n\
        It snowed, then it stopped.,Ann,2024-10-28,true\n\
        It hailed.,???,2024-10-28,true\n\
        It froze.,Ann,2024-10-28,true\n";
    let ran = import(&desk, table, &[]);
    assert_eq!(ran.code, 2);
    insta::assert_snapshot!(ran.out, @"
    Imported 2 claims; 3 rows could not be imported.
    New with them: 1 actor.
    ");
    insta::assert_snapshot!(ran.err, @"
    Columns: claim ← claim, who ← who, when ← when, status ← status.
    Warning: row 2 has no date that can be read, “10/11/2024”: it does not say which number is the day
            and which the month. It is kept as `imported_when`.
    Warning: row 2 has a status that nobody knows, “iffy”. It is kept as `imported_status`.
    Warning: row 4 was not imported: the claim is empty.
    Warning: row 5 was not imported: it has 5 cells under 4 headings: a cell with the separating sign in
            it needs quotation marks.
    Warning: row 6 was not imported: “???” cannot be a name: it needs at least one letter or digit.
    Error: 3 rows could not be imported. The others are imported.
      Hint: Mend these rows in the table and import it again: what is there already is not added twice.
    ");
    assert_eq!(claims(&desk), 2);
    let rain = claim(&desk, "it-rained");
    assert!(rain.contains("imported_when: \"10/11/2024\""), "{rain}");
    assert!(rain.contains("imported_status: \"iffy\""), "{rain}");
    assert!(!rain.contains("verdicts:"), "{rain}");
    // Nobody called ??? was made on the way.
    assert_eq!(desk.files().iter().filter(|path| path.starts_with("actors/")).count(), 1);
}

#[test]
fn a_quotation_mark_that_is_not_closed_swallows_no_row_in_silence() {
    let desk = Desk::new();
    let ran = import(&desk, "claim,who\nIt froze.,Ann\n\"It rained.,Ann\nIt snowed.,Bo\n", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("row 3 was not imported: a quotation mark in it is not closed"), "{}", ran.err);
    assert_eq!(claims(&desk), 1);
}

#[test]
fn columns_are_mapped_by_hand() {
    let desk = Desk::new();
    let table = "Was; sagt;Wann = Tag;Intern\nEs regnete.;Ann;28.10.2024;geheim\n";
    let err = import(&desk, table, &[]).err;
    insta::assert_snapshot!(err, @r#"
    Error: No column of sheet.csv is recognized as the claim.
      Hint: Its columns are: “Was”, “sagt”, “Wann = Tag”, “Intern”.
            Say which it is, for example: --map "Was=claim"
    "#);
    let ran = import(
        &desk,
        table,
        &["--map", "Was=claim", "--map", "sagt=who", "--map", "Wann = Tag=when", "--map", "intern=-"],
    );
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = claim(&desk, "es-regnete");
    assert!(text.contains("by: ann\n    when: \"2024-10-28\""), "{text}");
    assert!(!text.contains("geheim"), "{text}");

    let err = import(&desk, table, &["--map", "Wass=claim"]).err;
    assert!(err.contains("Did you mean “Was”?"), "{err}");
    let err = import(&desk, table, &["--map", "Was=clam"]).err;
    assert!(err.contains("did you mean `claim`?"), "{err}");
}

#[test]
fn semicolons_tabs_and_utf_16_are_read() {
    let utf16 = |text: &str| {
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes));
        bytes
    };
    for table in [
        b"\xEF\xBB\xBFsep=;\r\nClaim;Who\r\n\"Sn\xC3\xB6 fell; much of it.\";Ann\r\n".to_vec(),
        utf16("Claim\tWho\r\nSnö fell; much of it.\tAnn\r\n"),
        "Claim|Who\rSnö fell; much of it.|Ann".into(),
    ] {
        let desk = Desk::new();
        let ran = import(&desk, table, &[]);
        assert_eq!(ran.code, 0, "{}", ran.err);
        let text = claim(&desk, "sno-fell");
        assert!(text.contains("claim: \"Snö fell; much of it.\"") && text.contains("by: ann"), "{text}");
    }
    let ran = import(&Desk::new(), b"Claim\nSn\xF6 fell.\n", &[]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("save it as “CSV UTF-8”"), "{}", ran.err);
}

#[test]
fn hostile_cells_are_text_and_nothing_else() {
    let desk = Desk::new();
    let table = "claim,id,who,verdicts,../../x\n\
        \"=HYPERLINK(\"\"https://example.org\"\",\"\"x\"\")\",70c3a910,=cmd|' /C calc'!A0,[a],../../etc\n\
        no,yes,../../../etc/passwd,null,1e5\n\
        \"- a: b # c\u{1b}[31m\u{202e}\",\"x\ny\",12:30,&a *a,\"\"\n";
    let ran = import(&desk, table, &["--map", "verdicts=-"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.err.contains('\u{1b}'));
    assert!(!desk.folder().parent().unwrap().join("etc").exists());
    let text = claim(&desk, "hyperlink");
    assert!(text.contains("claim: \"=HYPERLINK(\\\"https://example.org\\\",\\\"x\\\")\""), "{text}");
    assert!(text.contains("imported_id: \"70c3a910\"\nx: \"../../etc\""), "{text}");
    assert!(claim(&desk, "no-").contains("claim: \"no\""));
    assert!(desk.files().contains(&"actors/etc-passwd.yaml".to_owned()));
    assert_eq!(
        import(&desk, table, &["--map", "verdicts=-"]).out,
        "Imported 0 claims; 3 rows were there already.\n"
    );
}

#[test]
fn a_table_without_rows_is_no_error_and_an_empty_file_is() {
    let desk = Desk::new();
    let ran = import(&desk, "Claim,Who\n", &[]);
    assert_eq!((ran.code, ran.out.as_str()), (0, "Imported 0 claims.\n"));
    for (table, says) in [("", "sheet.csv is empty."), ("\n\n", "sheet.csv is empty.")] {
        let ran = import(&desk, table, &[]);
        assert_eq!(ran.code, 2);
        assert!(ran.err.contains(says), "{}", ran.err);
    }
    assert!(
        desk.fails(&["import", "csv", "nothing.csv"])
            .contains("nothing.csv could not be read: it does not exist.")
    );
    assert!(desk.fails(&["import", "csv", "."]).contains("is a folder, not a table."));
}

#[test]
fn a_table_comes_from_standard_input_too() {
    let desk = Desk::new();
    let ran = desk.run_with(&["import", "csv", "-"], "Claim,Status\nIt rained.,true\n");
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(claim(&desk, "it-rained").contains("because: \"Imported from the table, row 2.\""));
}

#[test]
fn a_dry_run_writes_nothing() {
    let desk = Desk::new();
    let before = desk.files();
    let ran = import(&desk, SHEET, &["--dry-run"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(ran.out, @"
    Would import 3 claims.
    New with them: 2 actors and 2 documents.
    Nothing was written: this was a dry run.
    ");
    assert_eq!(desk.files(), before);
}

#[test]
fn house_words_links_and_proof_are_understood() {
    let desk = Desk::new();
    desk.write(
        "claimbook.yaml",
        "title: Desk\nlabels:\n  pants-on-fire: {verdict: refuted, label: Pants on Fire}\n",
    );
    let table = "Claim,Verdict,Evidence,Topic,Type,Source\n\
        It rained.,pants on fire!,The gauge https://example.org/gauge,\"weather, valley\",Event,https://example.org/a https://example.org/b\n";
    let ran = import(&desk, table, &[]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    insta::assert_snapshot!(claim(&desk, "it-rained"), @r#"
    # yaml-language-server: $schema=../.schema/claim.json
    id: 01935874-f440-715c-bc62-618c6f1f2d3b
    claim: "It rained."
    type: event
    topics: [weather, valley]
    stage: logged
    public: false
    logged: {at: "2024-11-23T09:58:00Z", by: kim}
    assertions:
      - id: fe42c9
        in: example-org-a
      - id: c01502
        in: example-org-b
    evidence:
      - id: d7363c
        document: example-org-gauge
        direction: refutes
        note: "The gauge"
        by: kim
        at: "2024-11-23T09:58:00Z"
    verdicts:
      - id: 01935874-f440-7585-ae05-1765d2fb482d
        verdict: pants-on-fire
        at: "2024-11-23T09:58:00Z"
        by: kim
        because: "Imported from sheet.csv, row 2."
        saw:
          claim: 35ec0a13d0d1c099
          evidence: {d7363c: c1c0a9136d2def58}
        after: []
    "#);
    assert_eq!(import(&desk, table, &[]).out, "Imported 0 claims; 1 row was there already.\n");
}

#[test]
fn an_unnamed_source_stays_one_source() {
    let desk = Desk::new();
    let table = "Claim,Who,When\nIt rained.,unnamed:a clerk,2024-10-28\n";
    import(&desk, table, &[]);
    let ran = import(&desk, table, &[]);
    assert_eq!(ran.out, "Imported 0 claims; 1 row was there already.\n");
    assert_eq!(desk.files().iter().filter(|path| path.starts_with("actors/")).count(), 1);
}
