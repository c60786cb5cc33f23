use super::*;
use crate::yaml;

fn workspace(files: &[(&str, &str)]) -> Workspace {
    let mut workspace = Workspace::default();
    for (path, text) in files {
        let path = (*path).to_owned();
        match path.split('/').next() {
            Some(ACTORS) => workspace.actors.push(Filed { path, data: yaml::from_str(text).unwrap() }),
            Some(DOCUMENTS) => workspace.documents.push(Filed { path, data: yaml::from_str(text).unwrap() }),
            _ => workspace.claims.push(Filed { path, data: yaml::from_str(text).unwrap() }),
        }
    }
    workspace.index_again();
    workspace
}

const SOURCE: (&str, &str) = (
    "actors/source-7f3a.yaml",
    "{name: Anna Marker, kind: person, protected: true, shown_as: a ministry official, aliases: [Annie M], notes: tall}",
);

#[test]
fn a_source_is_called_what_the_desk_wants_and_is_nowhere_else() {
    let (workspace, renamed) = redact(workspace(&[
        SOURCE,
        (
            "2024-11/anna-marker-said-it-fell-1.yaml",
            "{claim: Anna Marker says it fell., notes: Met on Tuesday, assertions: [{by: source-7f3a, cue: whispered, quote: {exact: It fell}, note: by phone}]}",
        ),
    ]));
    let claim = &workspace.claims[0];
    let assertion = &claim.data.assertions[0];
    assert_eq!(claim.data.claim, "a ministry official says it fell.");
    assert_eq!(claim.shown_path(), None);
    assert_eq!(claim.data.notes, None);
    assert_eq!((&assertion.cue, &assertion.note, assertion.quote.len()), (&None, &None, 0));
    let key = assertion.by.as_deref().unwrap();
    assert_eq!(workspace.actor_name(key), "a ministry official");
    assert_eq!(renamed.actor("source-7f3a".into()), key);
    assert!(workspace.shields(assertion));
    let all = format!("{workspace:?}");
    for secret in ["7f3a", "Anna", "Annie", "tall", "Tuesday", "phone", "whispered"] {
        assert!(!all.contains(secret), "{secret} is in {all}");
    }
}

#[test]
fn a_document_of_a_protected_publisher_is_protected() {
    let (workspace, _) = redact(workspace(&[
        SOURCE,
        (
            "documents/leak.yaml",
            "{title: The leak, url: \"https://example.org/leak\", publisher: source-7f3a, captures: [{text: leak.txt}]}",
        ),
        (
            "2024-11/a.yaml",
            "{claim: It fell., evidence: [{document: leak, direction: supports, note: page 3, quote: {exact: It fell}}]}",
        ),
    ]));
    let line = &workspace.claims[0].data.evidence[0];
    assert_eq!((&line.note, line.quote.len()), (&None, 0));
    let key = line.document.as_deref().unwrap();
    assert_eq!(workspace.document_title(key), "a protected document");
    assert_eq!(workspace.captured_text(key, None), None);
    assert!(workspace.document("leak").is_none());
}

#[test]
fn a_key_that_has_a_name_in_it_is_replaced_where_it_is_named() {
    let (workspace, _) = redact(workspace(&[
        SOURCE,
        ("documents/talk-with-anna-marker.yaml", "{title: A talk, captures: [{text: talk.txt}]}"),
        ("2024-11/a.yaml", "{claim: It fell., assertions: [{in: talk-with-anna-marker}]}"),
    ]));
    let key = workspace.claims[0].data.assertions[0].document.as_deref().unwrap();
    assert_eq!(key, "document-1");
    assert_eq!(workspace.document_title(key), "A talk");
}

#[test]
fn an_actor_whose_file_cannot_be_read_may_be_protected() {
    let mut broken = workspace(&[("2024-11/a.yaml", "{claim: It fell., assertions: [{by: source-7f3a}]}")]);
    broken
        .problems
        .push(Problem { path: "actors/source-7f3a.yaml".into(), trouble: Trouble::Conflict { line: 1 } });
    let workspace = broken.redacted();
    assert!(!format!("{workspace:?}").contains("7f3a"));
    assert_eq!(workspace.broken().count(), 1);
}

#[test]
fn without_secrets_nothing_changes() {
    let before = workspace(&[
        ("actors/mayor.yaml", "{name: The Mayor, shown_as: somebody}"),
        ("2024-11/a.yaml", "{claim: It fell., assertions: [{by: mayor, cue: said}]}"),
    ]);
    let after = before.clone().redacted();
    assert_eq!((before.claims, before.actors), (after.claims, after.actors));
}

#[test]
fn opaque_keys_are_nobody_elses() {
    let (workspace, _) = redact(workspace(&[SOURCE, ("actors/protected-1.yaml", "{name: A band}")]));
    assert_eq!(workspace.actor_name("protected-1"), "A band");
    assert_eq!(workspace.actor_name("protected-2"), "a ministry official");
}

#[test]
fn a_captured_text_names_nobody_either() {
    let (_, renamed) = redact(workspace(&[SOURCE]));
    assert_eq!(renamed.text("So Annie M, not the mayor."), "So a ministry official, not the mayor.");
    assert_eq!(Renamed::default().text("Anna Marker"), "Anna Marker");
}
