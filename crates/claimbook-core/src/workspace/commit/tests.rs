use super::*;

fn changes(list: &[(&str, Option<&str>, Option<&str>)]) -> Changes {
    let bytes = |text: &Option<&str>| text.map(|text| text.as_bytes().to_vec());
    list.iter()
        .map(|(path, before, after)| {
            ((*path).to_owned(), Change { before: bytes(before), after: bytes(after) })
        })
        .collect()
}

fn text(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap()
}

#[test]
fn several_files_are_written_and_nothing_is_left_behind() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.yaml"), "old").unwrap();
    commit(root, &changes(&[("a.yaml", Some("old"), Some("new")), ("m/b.yaml", None, Some("b"))]), &|_| ())
        .unwrap();
    assert_eq!(text(root, "a.yaml"), "new");
    assert_eq!(text(root, "m/b.yaml"), "b");
    assert!(!root.join(PRIVATE).join(UNDO).exists());
}

#[test]
fn more_files_than_may_be_open_at_once_are_written() {
    let folder = tempfile::tempdir().unwrap();
    let names: Vec<String> = (0..3000).map(|number| format!("m/{number}.yaml")).collect();
    let list: Vec<_> = names.iter().map(|name| (name.as_str(), None, Some("new"))).collect();
    let most = AtomicUsize::new(0);
    let told = |written| {
        most.fetch_max(written, Ordering::Relaxed);
    };
    commit(folder.path(), &changes(&list), &told).unwrap();
    assert_eq!(fs::read_dir(folder.path().join("m")).unwrap().count(), 3000);
    assert_eq!(most.into_inner(), 3000);
}

#[test]
fn a_file_that_somebody_changed_stops_everything() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("b.yaml"), "theirs").unwrap();
    let error = commit(
        root,
        &changes(&[("a.yaml", None, Some("a")), ("b.yaml", Some("old"), Some("mine"))]),
        &|_| (),
    );
    assert!(matches!(error, Err(Error::ChangedMeanwhile { path }) if path == "b.yaml"));
    assert!(!root.join("a.yaml").exists());
    assert_eq!(text(root, "b.yaml"), "theirs");
}

#[test]
fn an_error_puts_back_what_was_written_before_it() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    fs::write(root.join("a.yaml"), "old").unwrap();
    // A folder stands where the second file is to go: it cannot be replaced.
    fs::create_dir_all(root.join("m/b.yaml/inside")).unwrap();
    let list = changes(&[("a.yaml", Some("old"), Some("new")), ("m/b.yaml", None, Some("b"))]);
    let staged = stage(root, &list.iter().collect::<Vec<_>>(), &mut Vec::new(), &|_| ()).unwrap();
    assert!(replace(root, staged).is_err());
    assert_eq!(text(root, "a.yaml"), "old");
}

#[test]
fn what_a_kill_left_half_done_is_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for (name, content) in [("a.yaml", "old a"), ("b.yaml", "old b"), ("d.yaml", "old d")] {
        fs::write(root.join(name), content).unwrap();
    }
    let list = changes(&[
        ("a.yaml", Some("old a"), Some("new a")),
        ("b.yaml", Some("old b"), Some("new b")),
        ("c.yaml", None, Some("new c")),
        ("d.yaml", Some("old d"), Some("new d")),
    ]);
    keep_old(root, &list.iter().collect::<Vec<_>>()).unwrap();
    // The kill came after the first and third rename; since then a person has changed the fourth file.
    fs::write(root.join("a.yaml"), "new a").unwrap();
    fs::write(root.join("c.yaml"), "new c").unwrap();
    fs::write(root.join("d.yaml"), "by hand").unwrap();
    recover(root).unwrap();
    assert_eq!(text(root, "a.yaml"), "old a");
    assert_eq!(text(root, "b.yaml"), "old b");
    assert!(!root.join("c.yaml").exists());
    assert_eq!(text(root, "d.yaml"), "by hand");
    assert!(!root.join(PRIVATE).join(UNDO).exists());
}

#[test]
fn what_is_put_back_comes_from_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("claims");
    let undo = root.join(PRIVATE).join(UNDO);
    fs::create_dir_all(&undo).unwrap();
    fs::write(folder.path().join("secret"), "secret").unwrap();
    fs::write(root.join("a.yaml"), "a").unwrap();
    let kept = Some("../../../secret".to_owned());
    let plan =
        Plan { files: vec![Planned { path: "a.yaml".to_owned(), kept, new: Some(digest::hex(b"a")) }] };
    fs::write(undo.join(PLAN), serde_json::to_vec(&plan).unwrap()).unwrap();
    assert!(matches!(recover(&root), Err(Error::NotUndone { .. })));
    assert_eq!(text(&root, "a.yaml"), "a");
}

#[test]
fn a_file_saved_while_the_new_ones_are_written_stops_everything() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    for name in ["a.yaml", "b.yaml"] {
        fs::write(root.join(name), "old").unwrap();
    }
    let list = changes(&[("a.yaml", Some("old"), Some("new")), ("b.yaml", Some("old"), Some("new"))]);
    let told = |written| {
        if written == 2 {
            fs::write(root.join("b.yaml"), "theirs").unwrap();
        }
    };
    let error = commit(root, &list, &told);
    assert!(matches!(error, Err(Error::ChangedMeanwhile { path }) if path == "b.yaml"));
    assert_eq!(text(root, "a.yaml"), "old");
    assert_eq!(text(root, "b.yaml"), "theirs");
    assert!(!root.join(PRIVATE).join(UNDO).exists());
}

#[test]
fn no_path_leads_out_of_the_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().join("claims");
    fs::create_dir(&root).unwrap();
    for path in ["../a.yaml", "/tmp/a.yaml", "", "a/../../b.yaml"] {
        let result = commit(&root, &changes(&[(path, None, Some("x"))]), &|_| ());
        assert!(matches!(result, Err(Error::Outside { .. })), "{path}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(folder.path(), root.join("out")).unwrap();
        let result = commit(&root, &changes(&[("out/a.yaml", None, Some("x"))]), &|_| ());
        assert!(matches!(result, Err(Error::Outside { .. })));
    }
}
