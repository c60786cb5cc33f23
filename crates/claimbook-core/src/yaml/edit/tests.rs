use super::*;

fn set(at: &str, value: Out) -> Edit {
    Edit::Set { at: at.parse().unwrap(), value }
}

fn append(list: &str, item: Out) -> Edit {
    Edit::Append { list: list.parse().unwrap(), item }
}

fn remove(at: &str) -> Edit {
    Edit::Remove { at: at.parse().unwrap() }
}

const ORDER: [&str; 7] = ["id", "claim", "topics", "assertions", "evidence", "verdicts", "links"];

fn edited(text: &str, edits: &[Edit]) -> String {
    apply(text, edits, &ORDER).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

fn verdict() -> Out {
    Out::Map(vec![
        ("verdict".into(), Out::word("disputed")),
        ("because".into(), Out::text("Two say so: \"no\" # 1")),
    ])
}

#[test]
fn appends_to_a_missing_key_in_its_place() {
    let text = "claim: x # c\n# about links\nlinks: []\n";
    assert_eq!(
        edited(text, &[append("verdicts", verdict())]),
        "claim: x # c\nverdicts:\n  - verdict: disputed\n    because: \"Two say so: \\\"no\\\" # 1\"\n# about links\nlinks: []\n"
    );
}
