//! Where the work stands, in every form.

use crate::desk::Desk;

const ARTICLE: &str = "The old bridge was closed on Monday. The ministry said it would stay closed for 40 days.\n\n\
                       Traders fear for their trade. “We were told nothing,” said Vera Lind. Subscribe to our letter!\n";

const CLAIMS: [&str; 14] = [
    r#"claim: "The old bridge in Harrow was closed to traffic on 28 October 2024."
type: event
topics: [bridge]
assertions:
- {id: a00001, by: harrow-courier, when: "2024-10-29", in: courier-on-the-bridge, quote: {exact: "The old bridge was closed on Monday.", start: 0, end: 36}}
evidence:
- {id: e00001, document: closure-order, direction: supports, note: "The order itself."}
verdicts:
- {id: v1, verdict: confirmed, confidence: high, at: "2024-11-20T10:00:00Z", by: kim, because: "The signed order gives the day and the hour."}
"#,
    r#"claim: "The bridge will stay closed for 40 days."
type: prediction
topics: [bridge]
assertions:
- {id: a00001, by: transport-ministry, when: "2024-10-28", in: courier-on-the-bridge, quote: {exact: "The ministry said it would stay closed for 40 days."}}
- {id: a00002, by: mayor, when: "2024-10-30"}
verdicts:
- {id: v1, verdict: not_checkable, at: "2024-11-20T10:05:00Z", by: kim, because: "The 40 days are not over."}
"#,
    r#"claim: "Cracks in the northern pier were reported to the city in March 2024."
topics: [bridge, inspections]
assertions:
- {id: a00001, by: vera-lind, when: "2024-11-02", cue: "told us"}
evidence:
- {id: e00001, document: inspection-2024, direction: supports}
- {id: e00002, document: city-letter, direction: refutes, note: "The city says that no report came in."}
verdicts:
- {id: v1, verdict: disputed, confidence: moderate, at: "2024-11-21T09:00:00Z", by: ana, because: "The inspection of March names the cracks; the city's letter says that nobody reported any. Both are on paper, and neither names the other."}
"#,
    r#"claim: "Traders were not told of the closure."
assertions:
- {id: a00001, by: vera-lind, when: "2024-10-29", in: courier-on-the-bridge, quote: {exact: "We were told nothing"}}
"#,
    r#"claim: "Repairs will cost about 12 million crowns."
type: quantity
topics: [money]
assertions:
- {id: a00001, by: mayor, when: "2024-11"}
verdicts:
- {id: v1, verdict: confirmed, confidence: low, at: "2024-11-19T08:00:00Z", by: ben, because: "The mayor's office repeated the figure."}
"#,
    r#"claim: "The bridge carries 30,000 cars a day."
type: quantity
assertions:
- {id: a00001, by: transport-ministry, when: "2024-10-28"}
evidence:
- {id: e00001, document: traffic-count, direction: refutes, note: "18,400 on an average working day."}
verdicts:
- {id: v1, verdict: refuted, confidence: high, at: "2024-11-18T12:00:00Z", by: kim, because: "The ministry's own count of 2023 gives 18,400."}
"#,
    r#"claim: "The mayor called the bridge “a scar on the city”."
type: quote
assertions:
- {id: a00001, by: mayor, when: "2024-10-31"}
verdicts:
- {id: v1, verdict: refuted, of: a00001, at: "2024-11-22T12:00:00Z", by: ana, because: "The recording has no such words."}
"#,
    r#"claim: "A contract for the repairs was given without a tender."
topics: [money]
verdicts:
- {id: v1, verdict: unverified, at: "2024-11-15T12:00:00Z", by: ana, because: "The register of contracts does not answer."}
"#,
    r#"claim: "The detour adds 20 minutes to the way to work."
verdicts:
- {id: v1, verdict: confirmed, after: [], at: "2024-11-17T12:00:00Z", by: kim, because: "Driven twice on a working day."}
- {id: v2, verdict: misleading, after: [], at: "2024-11-17T12:01:00Z", by: ben, because: "At noon it is four minutes."}
evidence:
- {id: e00001, document: traffic-count, direction: context}
"#,
    "claim: \"Міст збудували 1931 року.\"\n",
    "claim: \"The company that built the bridge no longer exists.\"\npublic: true\n",
    "claim: \"The bridge was painted in 2019, and the paint hid the rust that the inspectors should have seen two years earlier.\"\n",
    "claim: \"=HYPERLINK(\\\"https://example.org\\\") is what the *budget* says | [here](x).\"\n",
    r#"claim: "Two inspectors asked to be taken off the case."
verdicts:
- {id: v1, verdict: whopper, at: "2024-11-16T12:00:00Z", by: kim, because: "Both say that they never asked."}
evidence:
- {id: e00001, document: city-letter, direction: refutes}
"#,
];

/// A workspace in the middle of the work.
pub(crate) fn desk() -> Desk {
    let desk = Desk::new();
    desk.write(
        "claimbook.yaml",
        "title: The bridge file\nlabels:\n  whopper: {verdict: refuted, label: A Whopper}\n",
    );
    for (key, name) in [
        ("harrow-courier", "Harrow Courier"),
        ("transport-ministry", "Ministry of Transport"),
        ("mayor", "The mayor of Harrow"),
        ("vera-lind", "Vera Lind"),
    ] {
        desk.write(&format!("actors/{key}.yaml"), &format!("name: \"{name}\"\n"));
    }
    for (key, title) in [
        ("closure-order", "Order of closure"),
        ("inspection-2024", "Inspection of March 2024"),
        ("city-letter", "Letter of the city"),
        ("traffic-count", "Traffic count 2023"),
    ] {
        desk.write(&format!("documents/{key}.yaml"), &format!("title: \"{title}\"\n"));
    }
    desk.write(
        "documents/courier-on-the-bridge.yaml",
        "title: \"Bridge closed until December\"\nurl: https://courier.example/bridge\npublisher: harrow-courier\n\
         captures: [{text: courier-on-the-bridge.txt}]\nreviewed: [{start: 160, end: 184, as: boilerplate}]\n",
    );
    desk.write("documents/courier-on-the-bridge.txt", ARTICLE);
    for (number, claim) in CLAIMS.iter().enumerate() {
        let number = number + 1;
        let text = format!(
            "id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000{number:04x}\n{claim}logged: {{at: \"2024-11-{number:02}T08:00:00Z\", by: kim}}\n"
        );
        desk.write(&format!("2024-11/claim-{number:02}-0000{number:04x}.yaml"), &text);
    }
    desk
}

#[test]
fn the_report_says_at_a_glance_what_is_open_and_what_is_shaky() {
    insta::assert_snapshot!("report-text", desk().ok(&["report"]));
}

#[test]
fn markdown_can_be_pasted_into_a_storys_file() {
    insta::assert_snapshot!("report-markdown", desk().ok(&["report", "--format", "markdown"]));
}

#[test]
fn csv_has_a_header_and_a_row_for_each_claim_and_no_formula() {
    let out = desk().ok(&["report", "--format", "csv"]);
    insta::assert_snapshot!("report-csv", out);
    assert_eq!(out.lines().count(), 1 + CLAIMS.len());
}

#[test]
fn json_is_what_the_documentation_says() {
    insta::assert_snapshot!(
        "report-json",
        desk().ok(&["report", "--format", "json", "--in", "courier-on-the-bridge"])
    );
}

#[test]
fn claims_are_listed_in_groups() {
    let desk = desk();
    insta::assert_snapshot!("report-by-asserter", desk.ok(&["report", "--group-by", "asserter"]));
    let topics = desk.ok(&["report", "--group-by", "topic", "--format", "csv"]);
    assert!(topics.starts_with("group,handle,"));
    assert_eq!(topics.lines().filter(|line| line.starts_with("bridge,")).count(), 3);
    let documents = desk.ok(&["report", "--group-by", "document", "--format", "markdown"]);
    assert!(documents.contains("## Bridge closed until December"));
    let statuses = desk.ok(&["report", "--group-by", "status", "--format", "json"]);
    assert!(statuses.contains("\"groups\""));
}

#[test]
fn an_empty_workspace_says_what_to_do() {
    insta::assert_snapshot!(Desk::new().ok(&["report"]), @r#"
    The bridge file  23 November 2024
    There are no claims yet.

      claimbook log ARTICLE    takes claims from an article
      claimbook open "CLAIM"   opens one by hand
    "#);
}

#[test]
fn only_what_is_public_or_has_a_status_can_be_asked_for() {
    let desk = desk();
    let public = desk.ok(&["report", "--public", "--format", "csv"]);
    assert_eq!(public.lines().count(), 2);
    let settled = desk.ok(&["report", "--status", "refuted", "--status", "confirmed", "--format", "csv"]);
    assert_eq!(settled.lines().count(), 5);
    assert!(desk.ok(&["report", "--status", "mixed"]).contains("No claim fits"));
}

#[test]
fn long_lists_are_cut_and_say_how_to_see_the_rest() {
    let desk = Desk::new();
    for number in 0..13 {
        desk.write(&format!("2024-11/{number}.yaml"), &format!("claim: Claim number {number}.\n"));
    }
    let out = desk.ok(&["report"]);
    assert!(out.contains("… and 3 more: claimbook list --status unchecked,unverified"), "{out}");
}

#[test]
fn a_broken_file_is_counted_and_stops_nothing() {
    let desk = desk();
    desk.write("2024-11/broken.yaml", "claim: \"It fell.\n  - x: [\n");
    let ran = desk.run(&["report"]);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("1 file is broken and left out"), "{}", ran.out);
    assert!(ran.err.contains("2024-11/broken.yaml"), "{}", ran.err);
}

#[test]
fn out_writes_a_file_and_never_a_record() {
    let desk = desk();
    assert!(desk.ok(&["report", "--format", "markdown", "--out", "report.md"]).contains("report.md"));
    assert_eq!(
        std::fs::read_to_string(desk.folder().join("report.md")).unwrap(),
        desk.ok(&["report", "--format", "markdown"])
    );
    desk.ok(&["report", "--format", "csv", "--out", "report.csv"]);
    let csv = std::fs::read_to_string(desk.folder().join("report.csv")).unwrap();
    assert!(csv.starts_with("\u{feff}handle,"), "a spreadsheet must know that it is in UTF-8");
    let before = desk.read("actors/mayor.yaml");
    let err = desk.fails(&["report", "--out", "claims/actors/mayor.yaml"]);
    assert!(err.contains("is in the workspace"), "{err}");
    assert_eq!(desk.read("actors/mayor.yaml"), before);
    let err = desk.fails(&["report", "--out", "nowhere/report.md"]);
    assert!(err.contains("nowhere"), "{err}");
}
