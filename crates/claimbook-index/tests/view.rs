//! A view that is held and asked again and again, as a desk in a browser does: the same from what was kept as from the files.
#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use std::path::Path;

use claimbook_core::assess::{Rows as _, Selection};
use claimbook_core::model::Day;
use claimbook_index::query::Query;
use claimbook_index::view::{Looking, View, ViewError};

fn look(root: &Path, program: Option<u64>) -> View {
    let today = Day::parse("2024-11-23");
    let looking = Looking {
        root,
        program,
        trusts: true,
        today,
        as_of: None,
        judged: true,
        unredacted: false,
        searching: false,
    };
    View::new(looking, |_, _| Ok::<_, ViewError>(Selection::default())).unwrap().0
}

/// What was kept, once the files are as they were for long enough to be believed.
fn kept(root: &Path) -> View {
    loop {
        let view = look(root, Some(1));
        if view.is_from_kept() {
            return view;
        }
    }
}

fn workspace(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in [("claimbook.yaml", "title: Dams\n")].iter().chain(files) {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

const A: &str = "0199d3a1-7c1e-7b3a-9d21-5e6f70c3a910";
const B: &str = "0199D3A1-7C1E-7B3A-9D21-5E6F70C3A911";

fn files() -> Vec<(&'static str, String)> {
    vec![
        (
            "actors/roe.yaml",
            "name: \"Jane Roe\"\nkind: unnamed\nprotected: true\nshown_as: an official\n".to_owned(),
        ),
        (
            "a.yaml",
            format!(
                "id: {A}\nclaim: The dam leaked.\nlinks: [{{to: {B}, as: supports}}, {{to: {A}, as: related}}]\n"
            ),
        ),
        (
            "b-roe.yaml",
            format!("id: {B}\nclaim: \"The dam fell, Jane Roe said.\"\nassertions: [{{by: roe}}]\n"),
        ),
        ("c.yaml", "claim: The dam held.\n".to_owned()),
        ("d.yaml", format!("claim: Others say so.\nlinks: [{{to: {A}, as: repeats}}, {{as: related}}]\n")),
    ]
}

#[test]
fn links_are_told_from_both_ends_and_none_to_itself() {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = workspace(&files);
    for view in [look(folder.path(), None), kept(folder.path())] {
        let rows = view.rows().unwrap();
        let around: Vec<Vec<usize>> =
            (0..rows.len()).map(|place| view.around(&rows, place).unwrap()).collect();
        assert_eq!(around, [vec![1, 3], vec![0], vec![], vec![0]]);
    }
}

#[test]
fn what_must_not_be_told_is_not_found_and_says_nothing_by_what_is_left_out() {
    let files = files();
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (*path, text.as_str())).collect();
    let folder = workspace(&files);
    for view in [look(folder.path(), None), kept(folder.path())] {
        let rows = view.rows().unwrap();
        let here: Vec<String> = (0..rows.len()).map(|place| view.path_here(&rows.row(place))).collect();
        let found = |query: &str| {
            let found = view.find(&Query::parse(query).unwrap()).unwrap();
            assert!(found.instead.is_empty(), "{query} {:?}", found.instead);
            let mut places: Vec<usize> =
                found.hits.iter().filter_map(|hit| here.iter().position(|path| *path == hit.path)).collect();
            places.sort_unstable();
            places
        };
        view.get_ready(&rows);
        assert!(found("jane").is_empty());
        assert_eq!(found("dam -jane"), [0, 1, 2]);
        assert_eq!(found("dam official"), [1]);
        assert_eq!(view.text("Jane Roe said so."), "an official said so.");
    }
}
