//! Any text and any edit: the result says what it should, or the edit is refused.
#![no_main]

use claimbook_core::yaml::{Any, Edit, Out, Route, apply, from_str, guard, tree};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (u8, u8, &str, &str)| {
    let (kind, place, word, text) = input;
    if guard(text.as_bytes()).is_err() {
        return;
    }
    let Ok(root) = tree(text) else { return };
    let mut routes = vec![Route::root().key(word)];
    root.walk(&mut |route, _| routes.push(route.clone()));
    let route = routes[usize::from(place) % routes.len()].clone();
    let value = match kind / 4 % 4 {
        0 => Out::text(word),
        1 => Out::word(word),
        2 => Out::List(vec![Out::Map(vec![(word.to_owned(), Out::text(word))])]),
        _ => Out::FlowMap(vec![(word.to_owned(), Out::word(word))]),
    };
    let edit = match kind % 3 {
        0 => Edit::Append { list: route.clone(), item: value },
        1 => Edit::Set { at: route.clone(), value },
        _ => Edit::Remove { at: route.clone() },
    };
    let Ok(new) = apply(text, std::slice::from_ref(&edit), &["id", "claim"]) else { return };
    let new_root = tree(&new).expect("the new text reads");
    from_str::<Any>(&new).expect("the new text reads");
    match edit {
        Edit::Append { .. } => {
            let before = root.at(&route).map_or(0, |node| node.items().len());
            let after = new_root.at(&route).expect("the list is there").items().len();
            assert!(after == before + 1 || (before == 0 && after == 2));
            // Nothing but what follows the list's last item moves, and all lines stay, where it was a block list.
            if before > 0 && root.at(&route).is_some_and(|node| !node.flow) {
                let lines: Vec<_> = new.split(['\n', '\r']).collect();
                let mut rest = lines.iter();
                assert!(text.split(['\n', '\r']).all(|line| rest.any(|new| *new == line)));
            }
        }
        Edit::Set { .. } => assert!(new_root.at(&route).is_some()),
        Edit::Remove { .. } => assert!(new.len() <= text.len() + 4),
    }
});
