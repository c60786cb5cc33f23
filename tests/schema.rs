//! Schemas for editors.

use std::path::Path;

use crate::desk::Desk;

#[test]
fn the_committed_schemas_are_current() {
    let desk = Desk::empty();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for kind in ["claim", "actor", "document", "workspace"] {
        let committed = std::fs::read_to_string(folder.join(format!("{kind}.json"))).unwrap();
        let printed = desk.ok(&["schema", kind]);
        assert!(
            printed == committed,
            "docs/schema/{kind}.json is old: claimbook schema {kind} > docs/schema/{kind}.json"
        );
    }
}

#[test]
fn without_a_kind_all_four_are_printed() {
    let all: serde_json::Value = serde_json::from_str(&Desk::empty().ok(&["schema"])).unwrap();
    let kinds: Vec<&String> = all.as_object().unwrap().keys().collect();
    assert_eq!(kinds, ["actor", "claim", "document", "workspace"]);
    assert_eq!(all["claim"]["required"][0], "claim");
}

#[test]
fn old_schemas_are_replaced() {
    let desk = Desk::new();
    desk.write(".schema/claim.json", "{}");
    assert_eq!(desk.ok(&["schema", "--write"]), "wrote  .schema/claim.json\n");
    assert_eq!(desk.ok(&["schema", "--write"]), "The schemas are current.\n");
    assert_eq!(desk.read(".schema/claim.json"), desk.ok(&["schema", "claim"]));
}

#[test]
fn another_kind_is_refused_with_those_there_are() {
    assert!(Desk::empty().fails(&["schema", "person"]).contains("claim, actor, document, workspace"));
}
