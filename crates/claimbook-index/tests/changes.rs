//! However the files of a workspace change, by whatever means, what is kept tells the same as reading everything.
#![expect(clippy::unwrap_used, reason = "a test says what it expects")]

use std::fs;
use std::path::{Path, PathBuf};

use claimbook_core::assess::{JudgedClaim, Judgement, Row, Rows as _};
use claimbook_core::model::Day;
use claimbook_core::redact::redact_judged;
use claimbook_core::workspace::Workspace;
use claimbook_index::Kept;

const PROGRAM: u64 = 7;
const SEEDS: u64 = 4;
const STEPS: usize = 70;

/// SplitMix64.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % limit.max(1)
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

struct Desk {
    folder: tempfile::TempDir,
    chance: Chance,
    today: Day,
    /// How often what was kept was enough.
    kept: usize,
    /// Whether anybody may become protected.
    secrets: bool,
}

impl Desk {
    fn new(seed: u64) -> Self {
        let today = Day::parse("2024-06-01").unwrap();
        let folder = tempfile::tempdir().unwrap();
        let mut desk = Desk { folder, chance: Chance(seed), today, kept: 0, secrets: true };
        for part in ["actors", "documents", "2024-01", "2024-02"] {
            fs::create_dir(desk.root().join(part)).unwrap();
        }
        desk.write("claimbook.yaml", "title: A desk\n");
        for number in 0..6 {
            desk.actor(number);
            desk.document(number);
        }
        for number in 0..40 {
            desk.claim(number);
        }
        desk
    }

    fn root(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.root().join(path), text).unwrap();
    }

    fn actor(&mut self, number: usize) {
        let name = *self.chance.of(&["Harbour Board", "Ana Lind", "The Courier", "Rail Union"]);
        let kind = *self.chance.of(&["", "kind: outlet\n", "kind: unnamed\n"]);
        // Some have the key of a document.
        let key = *self.chance.of(&["a", "a", "a", "d"]);
        self.write(&format!("actors/{key}{number}.yaml"), &format!("name: {name} {number}\n{kind}"));
    }

    fn document(&mut self, number: usize) {
        let text: String =
            (0..6).map(|_| format!("The pier has {} cracks. ", self.chance.below(9))).collect();
        self.write(&format!("documents/d{number}.txt"), &text);
        let from = match self.chance.below(4) {
            0 => format!("derived_from: [{{document: d{}, as: syndicates}}]\n", self.chance.below(7)),
            1 => "original: true\n".to_owned(),
            2 => "original: true\ncorrections: [{note: It was nine.}]\n".to_owned(),
            _ => String::new(),
        };
        let publisher = match self.chance.below(3) {
            0 => String::new(),
            _ => format!("publisher: {}{}\n", self.chance.of(&["a", "a", "d"]), self.chance.below(7)),
        };
        let edition = self.chance.below(3);
        let record = format!(
            "title: Paper {number}, {edition}\n{publisher}{from}captures: [{{text: d{number}.txt}}]\n"
        );
        let folder = *self.chance.of(&["", "", "", "sub/"]);
        fs::create_dir_all(self.root().join("documents").join(folder)).unwrap();
        self.write(&format!("documents/{folder}d{number}.yaml"), &record);
    }

    fn id(number: usize) -> String {
        format!("0199d3a1-7c1e-7b3a-9d21-5e6f{number:08x}")
    }

    fn claim(&mut self, number: usize) {
        let c = &mut self.chance;
        // Some have the id of another.
        let id = Desk::id(if c.below(8) == 0 { c.below(44) } else { number });
        let mut yaml = format!("id: {id}\nclaim: The pier has {} cracks.\n", c.below(9));
        if c.below(3) == 0 {
            let (low, measure) = (c.below(9), c.below(3));
            yaml += &format!(
                "quantities: [{{measure: m{measure}, phrase: \"{low}\", low: {low}, high: {low}}}]\n"
            );
        }
        if c.below(5) == 0 {
            yaml += &format!("type: prediction\nabout: \"2024-06-{:02}\"\n", 1 + c.below(28));
        }
        yaml += &format!("logged: {{at: \"2024-01-{:02}T10:00:00Z\", by: kim}}\n", 1 + c.below(28));
        if c.below(4) == 0 {
            let (one, two, three) = (c.below(7), c.below(7), c.below(7));
            yaml += &format!("attested: [{{origins: [a{one}, d{two}, d{three}], because: x}}]\n");
        }
        if c.below(4) == 0 {
            let (actor, day) = (c.below(7), 1 + c.below(28));
            yaml += &format!("asked: [{{id: q1, actor: a{actor}, deadline: \"2024-06-{day:02}\"}}]\n");
        }
        let (one, two) = (c.below(7), c.below(7));
        let more = match c.below(5) {
            0 => format!(", for: a{one}"),
            1 => format!(", citing: [a{one}, d{two}]"),
            2 => format!(", through: [a{one}]"),
            3 => format!(", withdrawn: {{in: d{two}}}"),
            _ => String::new(),
        };
        let (by, within, said) = (c.below(7), c.below(7), c.below(9));
        yaml += &format!(
            "assertions:\n- {{id: a1, by: a{by}, in: d{within}, quote: {{exact: \"The pier has {said} cracks.\", start: 0, end: 23}}{more}}}\n"
        );
        for line in 0..c.below(3) {
            let (document, way) = (c.below(7), c.of(&["supports", "refutes", "context"]));
            let head = if line == 0 { "evidence:\n" } else { "" };
            let from = if c.below(4) == 0 { format!(", from: [d{}]", c.below(7)) } else { String::new() };
            yaml += &format!("{head}- {{id: e{line}, document: d{document}, direction: {way}{from}}}\n");
        }
        if c.below(2) == 0 {
            let word = *c.of(&["confirmed", "refuted", "disputed", "mixed"]);
            let saw = *c.of(&["", ", saw: {claim: 0123456789abcdef}"]);
            let at = "at: \"2024-02-01T10:00:00Z\"";
            yaml += &format!("verdicts:\n- {{id: v1, verdict: {word}, {at}, by: kim{saw}}}\n");
        }
        if c.below(2) == 0 {
            let (to, way) = (c.below(44), *c.of(&["depends_on", "part_of", "contradicts", "related"]));
            yaml += &format!("links: [{{to: {}, as: {way}}}]\n", Desk::id(to));
        }
        let folder = ["2024-01", "2024-02"][number % 2];
        self.write(&format!("{folder}/c{number}.yaml"), &yaml);
    }

    fn any_file(&mut self) -> Option<PathBuf> {
        let folder = *self.chance.of(&["2024-01", "2024-02", "actors", "documents"]);
        let entries = fs::read_dir(self.root().join(folder)).unwrap();
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|file| file.is_file());
        files.sort();
        (!files.is_empty()).then(|| self.chance.of(&files).clone())
    }

    /// Something happens to the files, by whomever.
    fn change(&mut self) -> &'static str {
        let number = self.chance.below(44);
        match self.chance.below(16) {
            0..=4 => {
                self.claim(number);
                "a claim is written"
            }
            5 => {
                self.document(number % 7);
                "a document is written"
            }
            6 => {
                self.actor(number % 7);
                "an actor is written"
            }
            7 => {
                let text = format!("The pier has {} cracks. All of it is old.", self.chance.below(9));
                self.write(&format!("documents/d{}.txt", number % 7), &text);
                "a text is written"
            }
            8 => {
                self.any_file().into_iter().for_each(|file| fs::remove_file(file).unwrap());
                "a file is deleted"
            }
            9 => {
                if let Some(file) = self.any_file() {
                    let folder = self.root().join(["2024-01", "2024-02"][number % 2]);
                    fs::rename(file, folder.join(format!("moved{number}.yaml"))).unwrap();
                }
                "a file is moved"
            }
            10 => {
                let [a, b, c] = ["2024-01", "2024-02", "x"].map(|name| self.root().join(name));
                fs::rename(&a, &c).unwrap();
                fs::rename(&b, &a).unwrap();
                fs::rename(&c, &b).unwrap();
                "two folders are swapped"
            }
            11 => {
                if let Some(file) = self.any_file() {
                    let before = file.metadata().unwrap().modified().unwrap();
                    let text = fs::read_to_string(&file).unwrap();
                    // As many bytes as there were.
                    let digit = char::from(b'0' + self.chance.below(9) as u8);
                    fs::write(&file, text.replacen(" cracks", &format!("{digit}cracks"), 1)).unwrap();
                    fs::File::options().write(true).open(&file).unwrap().set_modified(before).unwrap();
                }
                "a file is edited and its time set back"
            }
            12 => {
                self.any_file().into_iter().for_each(|file| fs::write(file, "claim: [unclosed\n").unwrap());
                "a file is broken"
            }
            13 => {
                let secrets = ["", "protected: true\nshown_as: an official\n"];
                let secret = *self.chance.of(if self.secrets { &secrets[..] } else { &secrets[..1] });
                self.write("actors/a2.yaml", &format!("name: Vera Lind\nkind: unnamed\n{secret}"));
                "an actor becomes protected, or is so no longer"
            }
            14 => {
                let policy = *self.chance.of(&[
                    "",
                    "policy: {confirmed: {evidence: 2, max_age: P4M, origins: 2, asked: true}, refuted: {origins: 3}}\n",
                    "policy: [broken\n",
                ]);
                self.write("claimbook.yaml", &format!("title: A desk\n{policy}"));
                "the settings are written"
            }
            _ => {
                self.today.day = (self.today.day + 1).min(30);
                "a day passes"
            }
        }
    }

    /// Until no file that was written can change without another time: only then are those left unread that did not change.
    fn settle(&self) {
        let probe = || {
            let file = tempfile::NamedTempFile::new_in(self.folder.path().parent().unwrap()).unwrap();
            file.as_file().metadata().unwrap().modified().unwrap()
        };
        let (begun, long) = (probe(), std::time::Duration::from_millis(50));
        while probe().duration_since(begun).is_ok_and(|passed| passed < long) {}
    }

    /// What is kept against what the files say.
    fn compare(&mut self, what: &str) {
        let root = self.root().to_owned();
        let workspace = Workspace::load(&root).unwrap();
        let judgement = Judgement::of(&workspace, Some(self.today));
        let Some(kept) = Kept::open(&root, PROGRAM, self.today) else {
            Kept::build(&root, PROGRAM, self.today).unwrap();
            return;
        };
        self.kept += 1;
        assert_eq!(all(&kept.rows(false).unwrap()), workspace.rows(&judgement), "{what}");
        let names = kept.names().unwrap();
        let titles = |it: &Workspace| {
            let titles =
                it.documents.iter().map(|it| (it.path.clone(), it.data.title.clone(), it.data.url.clone()));
            let actors = it.actors.iter().map(|it| (it.path.clone(), Some(it.data.name.clone()), None));
            titles.chain(actors).collect::<Vec<_>>()
        };
        assert_eq!(titles(&names), titles(&workspace), "{what}");
        let broken = |it: &Workspace| {
            it.problems.iter().map(|it| (it.path.clone(), it.trouble.to_string())).collect::<Vec<_>>()
        };
        assert_eq!(broken(&names), broken(&workspace), "{what}");
        let paths: Vec<&str> = workspace.claims.iter().map(|it| it.path.as_str()).collect();
        let opened = kept.whole(names, &paths).unwrap();
        assert_eq!(opened.workspace.claims, workspace.claims, "{what}");
        let none = JudgedClaim::default();
        for path in &paths {
            let (own, theirs) = (opened.judgement.claim(path), judgement.claim(path));
            assert_eq!(own.unwrap_or(&none), theirs.unwrap_or(&none), "{what}: {path}");
        }
        let (outside, judgement, renamed) = redact_judged(workspace, judgement);
        assert_eq!(all(&kept.rows(true).unwrap()), outside.rows_as_whole(&judgement, &renamed), "{what}");
    }
}

fn all<'k>(rows: &'k claimbook_index::KeptRows<'_>) -> Vec<Row<'k>> {
    (0..rows.len()).map(|place| rows.row(place).into_owned()).collect()
}

#[test]
fn what_is_kept_tells_the_same_as_the_files() {
    let mut kept = 0;
    for seed in 0..SEEDS {
        let mut desk = Desk::new(seed);
        // In every other desk nobody is protected: then fewer records are read.
        desk.secrets = seed % 2 == 0;
        desk.compare("made");
        for step in 0..STEPS {
            if desk.chance.below(3) == 0 {
                desk.settle();
                desk.compare("settled");
            }
            let what: Vec<&str> = (0..=desk.chance.below(3)).map(|_| desk.change()).collect();
            desk.compare(&format!("seed {seed}, step {step}: {}", what.join("; ")));
            if desk.chance.below(4) == 0 {
                desk.compare(&format!("seed {seed}, step {step}: nothing more"));
            }
        }
        kept += desk.kept;
    }
    // It would prove nothing if everything were made anew each time.
    assert!(kept > 90, "{kept}");
}

#[test]
fn a_damaged_file_of_the_index_is_never_believed() {
    let mut desk = Desk::new(1);
    desk.compare("made");
    desk.claim(3);
    desk.compare("changed");
    let cache = desk.root().join(".claimbook/cache");
    for _ in 0..120 {
        let path = cache.join(*desk.chance.of(&["listing", "changes"]));
        if let Ok(mut bytes) = fs::read(&path) {
            let at = desk.chance.below(bytes.len());
            match desk.chance.below(4) {
                0 => bytes.truncate(at),
                1 if at < bytes.len() => bytes[at] ^= 1 << desk.chance.below(8),
                2 => bytes.extend([0; 9]),
                _ => bytes.clear(),
            }
            fs::write(&path, bytes).unwrap();
        }
        let root = desk.root().to_owned();
        let workspace = Workspace::load(&root).unwrap();
        let judgement = Judgement::of(&workspace, Some(desk.today));
        if let Some(kept) = Kept::open(&root, PROGRAM, desk.today) {
            assert_eq!(all(&kept.rows(false).unwrap()), workspace.rows(&judgement));
            let paths: Vec<&str> = workspace.claims.iter().map(|it| it.path.as_str()).collect();
            // Damage to flags shows where they are asked for; then there is no answer.
            if let Some(opened) = kept.whole(kept.names().unwrap(), &paths) {
                for path in paths {
                    assert_eq!(opened.judgement.flags(path), judgement.flags(path));
                }
            }
        }
        if desk.chance.below(3) == 0 {
            Kept::build(&root, PROGRAM, desk.today).unwrap();
            desk.claim(4);
            desk.compare("made anew");
        }
    }
}

#[test]
fn a_file_of_the_index_in_the_place_of_another_is_never_believed() {
    let mut desk = Desk::new(2);
    let cache = desk.root().join(".claimbook/cache");
    while !cache.join("changes").exists() {
        desk.claim(3);
        desk.compare("changed");
    }
    fs::copy(cache.join("changes"), cache.join("listing")).unwrap();
    desk.compare("the changes are in the place of the whole");
}

#[test]
fn a_cache_that_is_no_folder_is_left_alone() {
    let desk = Desk::new(1);
    desk.write(".claimbook", "a file");
    Kept::build(desk.root(), PROGRAM, desk.today).unwrap();
    assert!(Kept::open(desk.root(), PROGRAM, desk.today).is_none());
    assert_eq!(fs::read_to_string(desk.root().join(".claimbook")).unwrap(), "a file");
}

#[cfg(unix)]
#[test]
fn a_cache_that_leads_elsewhere_is_not_written_to() {
    let desk = Desk::new(1);
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), desk.root().join(".claimbook")).unwrap();
    Kept::build(desk.root(), PROGRAM, desk.today).unwrap();
    assert!(Kept::open(desk.root(), PROGRAM, desk.today).is_none());
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 0);
}

#[test]
fn another_program_or_an_earlier_day_makes_it_anew() {
    let desk = Desk::new(1);
    // Right after they were written, files may change again without another time.
    while Kept::open(desk.root(), PROGRAM, desk.today).is_none() {
        Kept::build(desk.root(), PROGRAM, desk.today).unwrap();
    }
    assert!(Kept::open(desk.root(), PROGRAM + 1, desk.today).is_none());
    assert!(Kept::open(desk.root(), PROGRAM, Day { day: 30, month: 5, ..desk.today }).is_none());
}
