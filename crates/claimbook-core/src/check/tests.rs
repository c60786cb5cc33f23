//! Each code is found where it is, in a workspace that is clean otherwise.

use std::collections::BTreeSet;
use std::fs;

use tempfile::TempDir;

use super::*;
use crate::assess::FlagCode;
use crate::model::{IdSource, Instant};
use crate::workspace::{Draft, Signature};

const TEXT: &str = "The dam was built in 1970. The engineer said the dam was sound. Nobody asked again.\n";

const CLAIM: &str = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910
claim: \"The dam was sound.\"
type: property
assertions:
  - id: a1
    by: engineer
    in: news
    when: \"2024-10-28\"
    quote:
      exact: \"The engineer said the dam was sound.\"
      start: 27
      end: 63
evidence:
  - id: e1
    document: news
    direction: supports
verdicts:
  - id: v1
    verdict: confirmed
    at: \"2024-11-23T09:58:00Z\"
    evidence: [e1]
";

/// A workspace in which nothing is wrong, with these files put over it.
fn desk(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    let root = crate::workspace::create(folder.path(), Some("Dams")).unwrap();
    let sum = crate::digest::hex(TEXT.as_bytes());
    let document = format!("title: \"News\"\ncaptures:\n  - text: news.txt\n    text_sha256: {sum}\n");
    let all = [
        ("2024-11/dam.yaml", CLAIM),
        ("actors/engineer.yaml", "name: \"The engineer\"\n"),
        ("documents/news.yaml", &document),
        ("documents/news.txt", TEXT),
    ];
    for (path, text) in all.iter().chain(files) {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn look(folder: &TempDir) -> Vec<Finding> {
    let workspace = Workspace::load(&folder.path().join("claims")).unwrap();
    let mut findings = check(&workspace, None).findings;
    // What follows from the files has tests of its own, where it is worked out.
    findings.retain(|finding| !is_judged(finding.code));
    findings
}

/// Whether a code is that of a flag.
fn is_judged(code: Code) -> bool {
    FlagCode::ALL.iter().any(|flag| flag.as_str().replace('_', "-") == code.as_str())
}

/// `path:line:column code`, without what is not known.
fn placed(finding: &Finding) -> String {
    let place = match (finding.line, finding.column) {
        (Some(line), Some(column)) => format!(":{line}:{column}"),
        _ => String::new(),
    };
    format!("{}{place} {}", finding.path(), finding.code)
}

fn found(files: &[(&str, &str)]) -> Vec<String> {
    look(&desk(files)).iter().map(placed).collect()
}

/// The hint of the only finding.
#[track_caller]
fn hint(files: &[(&str, &str)]) -> String {
    let findings = look(&desk(files));
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings[0].hint.clone().unwrap_or_default()
}

/// The claim with a change in it.
fn with(old: &str, new: &str) -> String {
    assert!(CLAIM.contains(old), "{old}");
    CLAIM.replacen(old, new, 1)
}

#[test]
fn a_sound_workspace_is_clean() {
    assert_eq!(found(&[]), Vec::<String>::new());
    let folder = desk(&[]);
    let workspace = Workspace::load(&folder.path().join("claims")).unwrap();
    assert_eq!(check(&workspace, None).files, 4);
}

/// Files by path.
type Files = Vec<(&'static str, String)>;

/// What is put into the workspace, and what is found then.
fn cases() -> Vec<(Files, Vec<&'static str>)> {
    let claim = |old, new| vec![("2024-11/dam.yaml", with(old, new))];
    let file = |path, text: &str| vec![(path, text.to_owned())];
    let news = |text: &str| file("documents/news.yaml", text);
    vec![
        (file("a.yaml", "claim: Minister: we paid\n"), vec!["a.yaml:1:16 broken-yaml"]),
        (file("a.yaml", "claim: [x]\n"), vec!["a.yaml:1:8 broken-yaml"]),
        (
            file("a.yaml", "claim: x\n<<<<<<< HEAD\nstage: a\n=======\n>>>>>>> b\n"),
            vec!["a.yaml:2:1 conflict"],
        ),
        (file("a.yml", "claim: x\n"), vec!["a.yml yml-file"]),
        (file("a.yaml", "note: x\nclam: The dam was sound.\n"), vec!["a.yaml:2:1 unknown-kind"]),
        (file("a.yaml", "some: thing\n"), vec!["a.yaml:1:1 unknown-kind"]),
        (
            claim("claim: \"The dam was sound.\"", "claim: Dam #1 or dam #2 was sound"),
            vec!["2024-11/dam.yaml:2:12 cut-off-text"],
        ),
        (claim("type: property", "verdicts: []"), vec!["2024-11/dam.yaml:17:1 duplicate-key"]),
        (
            claim("type: property", "mine: 1\nmine: 2"),
            vec!["2024-11/dam.yaml:3:1 unknown-key", "2024-11/dam.yaml:4:1 duplicate-key"],
        ),
        (claim("type: property", "topic: [x]"), vec!["2024-11/dam.yaml:3:1 unknown-key"]),
        (claim("direction:", "directon: x\n    direction:"), vec!["2024-11/dam.yaml:16:5 unknown-key"]),
        (file("b.yaml", CLAIM), vec!["b.yaml:1:5 duplicate-id"]),
        (claim("  - id: e1", "  - id: e1\n  - id: e1"), vec!["2024-11/dam.yaml:15:9 duplicate-short-id"]),
        (
            file("actors/more/engineer.yaml", "name: \"Another\"\n"),
            vec!["actors/more/engineer.yaml:1:1 duplicate-name"],
        ),
        (
            file("documents/more/news.yaml", "title: \"Another\"\n"),
            vec!["documents/news.yaml:1:1 duplicate-name"],
        ),
        (file("a.yaml", "claim: x\n"), vec!["a.yaml:1:1 missing-id"]),
        (claim("0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910", "12"), vec!["2024-11/dam.yaml:1:5 invalid-id"]),
        (claim("id: v1", "id: \"v 1\""), vec!["2024-11/dam.yaml:18:9 invalid-id"]),
        (claim("The dam was sound.", " "), vec!["2024-11/dam.yaml:2:8 empty-claim"]),
        (claim("property", "propety"), vec!["2024-11/dam.yaml:3:7 unknown-word"]),
        (claim("supports", "suports"), vec!["2024-11/dam.yaml:16:16 unknown-word"]),
        (file("actors/a.yaml", "name: A\nkind: human\n"), vec!["actors/a.yaml:2:7 unknown-word"]),
        (
            file("documents/d.yaml", "kind: artcle\nreviewed:\n  - {as: boring}\n"),
            vec!["documents/d.yaml:1:7 unknown-word", "documents/d.yaml:3:10 unknown-word"],
        ),
        (claim("verdict: confirmed", "verdict: confirmd"), vec!["2024-11/dam.yaml:19:14 unknown-verdict"]),
        (claim("type: property", "about: 28/10/24"), vec!["2024-11/dam.yaml:3:8 invalid-date"]),
        (claim("2024-10-28", "28 October 2024"), vec!["2024-11/dam.yaml:8:11 invalid-date"]),
        (claim("2024-11-23T09:58:00Z", "2024-11-23"), vec!["2024-11/dam.yaml:20:9 invalid-moment"]),
        (claim("by: engineer", "by: enginer"), vec!["2024-11/dam.yaml:6:9 missing-actor"]),
        (
            claim("by: engineer", "by: engineer\n    through: [engineer, paper]"),
            vec!["2024-11/dam.yaml:7:25 missing-actor"],
        ),
        (
            claim("by: engineer", "by: engineer\n    through: paper"),
            vec!["2024-11/dam.yaml:7:14 missing-actor"],
        ),
        (file("documents/d.yaml", "publisher: paper\n"), vec!["documents/d.yaml:1:12 missing-actor"]),
        (claim("document: news", "document: nws"), vec!["2024-11/dam.yaml:15:15 missing-document"]),
        (
            file("documents/d.yaml", "derived_from:\n  - {document: gone, as: quotes}\n"),
            vec!["documents/d.yaml:2:16 missing-document"],
        ),
        (
            claim(
                "verdicts:",
                "links:\n  - {to: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222, as: related}\nverdicts:",
            ),
            vec!["2024-11/dam.yaml:18:10 broken-link"],
        ),
        (
            claim("verdicts:", "links:\n  - {as: related}\nverdicts:"),
            vec!["2024-11/dam.yaml:18:5 broken-link"],
        ),
        (
            claim(
                "verdicts:",
                "links:\n  - {to: 0199D3A1-7c1e-7b3a-9d21-5e6f70c3a910, as: related}\nverdicts:",
            ),
            vec!["2024-11/dam.yaml:18:10 self-link"],
        ),
        (claim("[e1]", "[e1, e2]"), vec!["2024-11/dam.yaml:21:20 missing-evidence"]),
        (claim("evidence: [e1]", "of: a2"), vec!["2024-11/dam.yaml:21:9 missing-reference"]),
        (claim("evidence: [e1]", "after: [v0]"), vec!["2024-11/dam.yaml:21:13 missing-reference"]),
        (
            claim("direction: supports", "retracted: {because: \"no\"}"),
            vec!["2024-11/dam.yaml:19:14 no-evidence"],
        ),
        (claim("    by: engineer\n", ""), vec!["2024-11/dam.yaml:5:5 no-asserter"]),
        (
            claim("was sound.\"\n      start", "was safe.\"\n      start"),
            vec!["2024-11/dam.yaml:10:14 quote-not-found"],
        ),
        (claim("      start: 27\n      end: 63\n", ""), vec!["2024-11/dam.yaml:10:14 quote-without-place"]),
        (
            claim("      end: 63\n", "      end: 63\n      capture: 00000000\n"),
            vec!["2024-11/dam.yaml:13:16 missing-capture"],
        ),
        (news("captures:\n  - text: gone.txt\n"), vec!["documents/news.yaml:2:11 missing-file"]),
        (news("captures:\n  - text: ../claimbook.yaml\n"), vec!["documents/news.yaml:2:11 missing-file"]),
        (
            news("captures:\n  - text: news.txt\n    text_sha256: 00\n"),
            vec!["documents/news.yaml:3:18 text-changed"],
        ),
        (
            news("captures:\n  - text: news.txt\n    kept: news.txt\n    sha256: 00\n"),
            vec!["documents/news.yaml:4:13 kept-file-changed"],
        ),
        (claim("direction: supports", "credibility: 7"), vec!["2024-11/dam.yaml:16:18 credibility-range"]),
        (
            file("actors/a.yaml", "name: A\nreliability:\n  - {grade: G}\n"),
            vec!["actors/a.yaml:3:13 reliability-grade"],
        ),
        (
            claim("type: property", "quantities:\n  - {low: 3, high: 2}"),
            vec!["2024-11/dam.yaml:4:11 low-above-high"],
        ),
        (
            file("documents/d.yaml", "derived_from: {document: d, as: quotes}\n"),
            vec!["documents/d.yaml:1:26 derived-from-itself"],
        ),
        (
            file("actors/a.yaml", "name: A\nprotected: true\nshown_as: x\naliases: [B]\nurl: x\n"),
            vec!["actors/a.yaml:4:1 protected-source-named", "actors/a.yaml:5:1 protected-source-named"],
        ),
        (
            file("actors/a.yaml", "name: A\nprotected: true\n"),
            vec!["actors/a.yaml:2:1 protected-without-shown-as"],
        ),
        (
            file("actors/a.yaml", "name: Anna News\nprotected: true\nshown_as: x\n"),
            vec![
                "documents/news.yaml:1:1 protected-name-part",
                "documents/news.yaml:1:8 protected-name-part",
            ],
        ),
        (
            file("claimbook.yaml", "labels:\n  fake: {verdict: untrue}\n"),
            vec!["claimbook.yaml:2:19 label-without-verdict"],
        ),
        (
            file("claimbook.yaml", "policy:\n  sure: {evidence: 1}\n"),
            vec!["claimbook.yaml:2:3 unknown-policy"],
        ),
        (
            file("claimbook.yaml", "policy:\n  confirmed: {max_age: 2 years}\n"),
            vec!["claimbook.yaml:2:24 invalid-duration"],
        ),
        (
            claim("    direction: supports\n", "    direction: supports\n    credibility: 1\n"),
            vec!["2024-11/dam.yaml:17:18 credibility-too-good"],
        ),
        (
            claim("type: property\n", "type: property\nquantities: [{measure: x, phrase: lots and lots}]\n"),
            vec!["2024-11/dam.yaml:4:35 unread-figure"],
        ),
        (
            claim(
                "verdicts:\n",
                "asked: [{actor: mayor, deadline: soon, answer: {outcome: maybe, in: mail}}]\nverdicts:\n",
            ),
            vec![
                "2024-11/dam.yaml:17:17 missing-actor",
                "2024-11/dam.yaml:17:34 invalid-date",
                "2024-11/dam.yaml:17:58 unknown-word",
                "2024-11/dam.yaml:17:69 missing-document",
            ],
        ),
        (
            claim("type: property\n", "type: property\nsign_offs: [{verdict: v9, at: now}]\n"),
            vec!["2024-11/dam.yaml:4:23 missing-reference", "2024-11/dam.yaml:4:31 invalid-moment"],
        ),
        (file(".schema/claim.json", "{}"), vec![".schema/claim.json old-schema"]),
        (file(".claimbook/undo/plan.json", "{}"), vec![".claimbook/undo/plan.json interrupted"]),
    ]
}

#[test]
fn each_fault_is_found_where_it_is_and_nothing_else() {
    for (files, expected) in cases() {
        let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
        assert_eq!(found(&files), expected, "{files:#?}");
    }
}

#[test]
fn a_flag_is_a_finding_of_the_same_name() {
    assert_eq!(Code::ALL.iter().filter(|code| is_judged(**code)).count(), FlagCode::ALL.len());
    let withdrawn = with("    when: \"2024-10-28\"\n", "    withdrawn: {when: \"2024-10-29\"}\n");
    let folder = desk(&[("2024-11/dam.yaml", &withdrawn)]);
    let workspace = Workspace::load(&folder.path().join("claims")).unwrap();
    let codes: Vec<Code> = check(&workspace, None).findings.iter().map(|finding| finding.code).collect();
    assert!(codes.contains(&Code::Withdrawn), "{codes:?}");
}

#[test]
fn every_code_has_a_case() {
    let shown: BTreeSet<String> = cases()
        .into_iter()
        .flat_map(|(_, found)| found)
        .filter_map(|found| found.rsplit_once(' ').map(|(_, code)| code.to_owned()))
        .collect();
    // These two need more than files; they have tests of their own below.
    let elsewhere = [Code::SymbolicLink, Code::UnreadableFile];
    let missing: Vec<_> = Code::ALL
        .iter()
        .filter(|code| !is_judged(**code) && !elsewhere.contains(code) && !shown.contains(code.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[cfg(unix)]
#[test]
fn links_and_pipes_are_told_and_not_followed() {
    let folder = desk(&[]);
    let root = folder.path().join("claims");
    std::os::unix::fs::symlink("/etc/hosts", root.join("a.yaml")).unwrap();
    std::os::unix::net::UnixListener::bind(root.join("b.yaml")).unwrap();
    let found: Vec<String> = look(&folder).iter().map(placed).collect();
    assert_eq!(found, ["a.yaml symbolic-link", "b.yaml unreadable-file"]);
}

#[test]
fn hints_say_what_was_probably_meant() {
    let claim = |old, new| with(old, new);
    let dam = "2024-11/dam.yaml";
    assert_eq!(hint(&[(dam, &claim("by: engineer", "by: The Engineer"))]), "Did you mean `engineer`?");
    assert_eq!(hint(&[(dam, &claim("type: property", "Verdict: x"))]), "Did you mean `verdicts`?");
    assert_eq!(hint(&[(dam, &claim("[e1]", "[e11]"))]), "Did you mean `e1`?");
    assert!(hint(&[(dam, &claim("verdict: confirmed", "verdict: unchecked"))]).contains("`unverified`"));
    assert_eq!(hint(&[(dam, &claim("2024-10-28", "28 October 2024"))]), "Write \"2024-10-28\".");
    assert_eq!(
        hint(&[(dam, &claim("was sound.\"\n      start", "was safe.\"\n      start"))]),
        "The nearest passage is: “The engineer said the dam was sound”"
    );
    assert_eq!(
        hint(&[(dam, &claim("      start: 27\n      end: 63\n", ""))]),
        "Add `start: 27` and `end: 63`."
    );
    assert_eq!(
        hint(&[("a.yaml", "claim: Minister: we paid\n")]),
        "Write the line like this: claim: \"Minister: we paid\""
    );
}

#[test]
fn what_depends_on_a_broken_file_is_not_missing() {
    let found = found(&[
        ("actors/engineer.yaml", "name: a: b\n"),
        ("documents/news.yaml", "title: a: b\n"),
        ("c.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222\nclaim: a: b\n"),
        (
            "2024-11/dam.yaml",
            &with(
                "verdicts:",
                "links:\n  - {to: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222, as: related}\nverdicts:",
            ),
        ),
    ]);
    let broken = [
        "actors/engineer.yaml:1:8 broken-yaml",
        "c.yaml:2:9 broken-yaml",
        "documents/news.yaml:1:9 broken-yaml",
    ];
    assert_eq!(found, broken);
}

#[test]
fn own_keys_are_noted_once_and_near_ones_are_warnings() {
    let findings = look(&desk(&[
        ("2024-11/dam.yaml", &with("type: property", "desk_phone: 1")),
        ("b.yaml", "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222\nclaim: x\ndesk_phone: 2\n"),
    ]));
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Note);
    assert!(findings[0].message.contains("1 other place"), "{}", findings[0].message);
    let findings = look(&desk(&[("2024-11/dam.yaml", &with("type: property", "topcs: [x]"))]));
    assert_eq!(findings[0].severity, Severity::Warning);
}

#[test]
fn a_file_with_a_thousand_faults_does_not_drown_the_rest() {
    let links = "  - {to: x, as: related}\n".repeat(1000);
    let findings = look(&desk(&[("2024-11/dam.yaml", &format!("{CLAIM}links:\n{links}"))]));
    assert_eq!(findings.len(), MOST_OF_A_KIND);
    assert!(findings[MOST_OF_A_KIND - 1].message.contains("900 more"));
}

#[test]
fn of_a_long_line_the_place_is_shown() {
    let words = "é".repeat(5000);
    let claim = with("type: property", &format!("logged: {{by: {words}, at: now, more: {words}}}"));
    let findings = look(&desk(&[("2024-11/dam.yaml", &claim)]));
    let finding = findings.iter().find(|finding| finding.code == Code::InvalidMoment).unwrap();
    let excerpt = finding.excerpt.as_ref().unwrap();
    assert_eq!(finding.column, Some(5020));
    let at = finding.column.unwrap() - excerpt.from;
    assert_eq!(excerpt.text.chars().skip(at).take(3).collect::<String>(), "now");
    assert!(excerpt.more && excerpt.text.chars().count() < 200);
}

const SOURCE: &str = "name: \"source-7f3a\"\nkind: unnamed\nprotected: true\naliases: [Jane Roe]\n";

#[test]
fn a_protected_source_is_not_given_away() {
    let claim = with("by: engineer", "by: source-7f3a").replace("\"2024-10-28\"", "yesterday");
    let folder = desk(&[
        ("actors/source-7f3a.yaml", SOURCE),
        ("2024-11/dam.yaml", &claim),
        // Cannot be read, so that it is not known what they say.
        ("actors/source-9d1e.yaml", "name: a: b\nprotected: true\n"),
        ("c.yaml", "claim: a: b\nassertions: [{by: source-9d1e}]\n"),
        ("f.yaml", "id: 1\nclaim: \"JANE ROE is meant.\"\nstage: Jane Roe\n"),
        // Nobody's secret.
        ("d.yaml", "claim: a: b\n"),
        // The hint would name the key.
        ("e.yaml", "claim: x\nassertions: [{by: source-7f3b}]\n"),
        // The offending line names the key.
        ("documents/d.yaml", "derived_from: [{document: source-7f3a.log, as: qotes}]\n"),
        // A protected source published it.
        ("documents/blog-6c02.yaml", "title: B\npublisher: source-7f3a\nkind: blag\n"),
        // The file is called by her name.
        ("jane-roe-says-no.yaml", "claim: x\nstage: lost\n"),
    ]);
    let workspace = Workspace::load(&folder.path().join("claims")).unwrap();
    let open = check(&workspace, None);
    let redacted = Protected::of(&workspace).redact(open.clone());
    assert_eq!(redacted.findings.len(), open.findings.len());
    let shown = format!("{:?}", redacted.findings);
    for secret in ["7f3a", "Roe", "yesterday", "9d1e", "dam.yaml", "c.yaml", "6c02", "blag", "jane-roe"] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
        assert!(format!("{:?}", open.findings).contains(secret), "{secret}");
    }
    assert!(shown.contains("d.yaml"));
}

fn draft(folder: &TempDir) -> Draft {
    let signature = Signature { by: "kim".into(), at: Instant::new("2024-11-23T09:58:00Z") };
    Draft::begin(&folder.path().join("claims"), signature, IdSource::new(1)).unwrap()
}

#[test]
fn what_is_safe_is_mended_and_the_rest_is_told() {
    let conflict = "id: 0199d3a1-7c1e-7b3a-9d21-5e6f70c3b222\nclaim: x\n<<<<<<< HEAD\nstage: review\n=======\nstage: closed\n>>>>>>> b\n";
    let folder = desk(&[
        ("a.yaml", "# mine\nclaim: Minister: we paid\n"),
        ("b.yaml", conflict),
        (".schema/claim.json", "{}"),
    ]);
    let mut draft = draft(&folder);
    let fixes = fix(&mut draft).unwrap();
    draft.commit().unwrap();
    let done: Vec<&str> = fixes.done.iter().map(|fixed| fixed.path.as_str()).collect();
    assert_eq!(done, ["a.yaml", "a.yaml", ".schema/claim.json"]);
    assert_eq!(fixes.left.len(), 1);
    assert!(fixes.left[0].what.contains("`stage`"), "{}", fixes.left[0].what);
    let left: Vec<String> = look(&folder).iter().map(placed).collect();
    assert_eq!(left, ["b.yaml:3:1 conflict"]);
    let mended = fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap();
    assert!(mended.starts_with("# mine\nclaim: \"Minister: we paid\"\nid: "), "{mended}");
}

#[test]
fn looking_writes_nothing() {
    let folder = desk(&[("a.yaml", "claim: x\n")]);
    look(&folder);
    assert!(!folder.path().join("claims/.claimbook").exists());
    assert_eq!(fs::read_to_string(folder.path().join("claims/a.yaml")).unwrap(), "claim: x\n");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(64))]

    #[test]
    fn no_claim_makes_it_panic(at in 0..CLAIM.len(), length in 0..40usize, with in "(?s).{0,20}") {
        let end = (at + length).min(CLAIM.len());
        let claim = [&CLAIM[..at], &with, &CLAIM[end..]].concat();
        let folder = desk(&[("2024-11/dam.yaml", &claim)]);
        for finding in look(&folder) {
            proptest::prop_assert!(finding.message.ends_with('.'), "{}", finding.message);
            proptest::prop_assert!(finding.line.is_none_or(|line| line <= crate::yaml::LineIndex::new(&claim).count()));
        }
        let mut draft = draft(&folder);
        fix(&mut draft).unwrap();
    }
}

#[test]
fn of_a_part_of_a_protected_name_nothing_is_told_to_others() {
    let source = "name: Anna News\nprotected: true\nshown_as: x\nurl: https://news.example\n";
    let folder =
        desk(&[("actors/source-7f3a.yaml", source), ("2024-12/odd.yaml", "claim: It held.\nodd: 1\n")]);
    let workspace = Workspace::load(&folder.path().join("claims")).unwrap();
    let all = check(&workspace, None);
    assert!(all.findings.iter().any(|finding| finding.code == Code::ProtectedNamePart));
    let told = Protected::of(&workspace).redact(all).findings;
    assert!(told.iter().all(|finding| finding.code != Code::ProtectedNamePart));
    // Where it stands among others would tell of which file it is.
    let first = told.iter().position(|finding| finding.path.is_none()).unwrap();
    assert!(first > 0 && told[first..].iter().all(|finding| finding.path.is_none()), "{told:?}");
}
