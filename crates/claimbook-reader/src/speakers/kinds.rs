//! Which titles a description may mean.

use super::cast::Title;

/// How well a title fits a description, `None` where its noun is another.
pub(super) fn fit(title: &Title, head: &str, wanted: &[String]) -> Option<i32> {
    if is_derived(&title.words, head) {
        let shared = wanted.iter().filter(|word| title.words.contains(word)).count();
        return Some(i32::try_from(shared.min(6)).unwrap_or(6) + 2);
    }
    let core = title.words.get(..title.core)?;
    let last = core.last()?;
    if !core.iter().any(|word| word == head) && !is_kind_of(last, head) {
        return None;
    }
    let shared = wanted.iter().filter(|word| title.words.contains(word)).count();
    // A description that says *former* means a former one, and the other way round.
    let former = |words: &[String]| {
        words.iter().any(|word| matches!(word.as_str(), "former" | "ex" | "late" | "deputy" | "vice"))
    };
    // *the former director* is not the one who directs now, *the deputy director* not her chief.
    let past = |words: &[String]| {
        words.iter().any(|word| matches!(word.as_str(), "former" | "ex" | "deputy" | "vice"))
    };
    if past(wanted) && !past(&title.words) && last == head {
        return None;
    }
    let differs = i32::from(former(wanted) != former(&title.words)) * 2;
    Some(i32::try_from(shared.min(6)).unwrap_or(6) + i32::from(last == head) - differs)
}

/// *the commissioner* heads a commission, *the minister* works at a ministry.
fn is_derived(title: &[String], head: &str) -> bool {
    const BODIES: [(&str, &str); 6] = [
        ("minister", "ministry"),
        ("commissioner", "commission"),
        ("councillor", "council"),
        ("governor", "government"),
        ("coach", "team"),
        ("principal", "school"),
    ];
    let title_has = |word: &str| title.iter().any(|one| one == word);
    BODIES.iter().any(|(role, body)| *role == head && title_has(body) && !title_has(role))
}

/// Whether a title is one kind of what a description says: a chairwoman is a chair, a prime minister the head of government.
fn is_kind_of(title: &str, head: &str) -> bool {
    const KINDS: [(&str, &[&str]); 22] = [
        ("councillor", &["cllr", "councilor", "councilwoman", "councilman", "alderman"]),
        ("professor", &["prof"]),
        ("sergeant", &["sgt"]),
        ("captain", &["capt"]),
        ("colonel", &["col"]),
        (
            "politician",
            &[
                "minister",
                "president",
                "premier",
                "chancellor",
                "mayor",
                "senator",
                "congressman",
                "congresswoman",
                "councillor",
                "general",
                "lawmaker",
                "deputy",
                "governor",
                "leader",
            ],
        ),
        ("chair", &["chairman", "chairwoman", "chairperson"]),
        ("chief", &["head", "commander", "director", "general", "executive", "secretary"]),
        (
            "head",
            &["chief", "director", "leader", "chair", "chairman", "chairwoman", "president", "minister"],
        ),
        ("boss", &["manager", "director", "executive", "owner"]),
        ("lawyer", &["attorney", "solicitor", "barrister", "counsel", "advocate"]),
        ("attorney", &["lawyer", "solicitor", "barrister"]),
        ("barrister", &["kc", "qc", "lawyer"]),
        (
            "scientist",
            &[
                "researcher",
                "professor",
                "biologist",
                "physicist",
                "chemist",
                "geologist",
                "glaciologist",
                "hydrologist",
                "climatologist",
                "ecologist",
                "epidemiologist",
                "virologist",
            ],
        ),
        (
            "researcher",
            &[
                "scientist",
                "professor",
                "biologist",
                "physicist",
                "chemist",
                "geologist",
                "glaciologist",
                "hydrologist",
            ],
        ),
        ("expert", &["professor", "analyst", "economist", "researcher", "scientist", "engineer", "lecturer"]),
        ("academic", &["professor", "lecturer", "historian", "scholar"]),
        (
            "officer",
            &[
                "inspector",
                "sergeant",
                "constable",
                "superintendent",
                "lieutenant",
                "captain",
                "colonel",
                "major",
                "detective",
                "commander",
            ],
        ),
        ("detective", &["inspector"]),
        ("commander", &["colonel", "lieutenant", "general", "major", "captain", "brigadier", "admiral"]),
        ("businessman", &["owner", "executive", "founder", "entrepreneur", "director", "tycoon", "manager"]),
        (
            "official",
            &["head", "deputy", "director", "commissioner", "minister", "secretary", "mayor", "governor"],
        ),
    ];
    KINDS.iter().any(|(kind, titles)| *kind == head && titles.contains(&title))
}
