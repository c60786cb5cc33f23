//! What may happen to the files of a workspace, by whomever: made by chance, the same for the same seed.

use std::fs;
use std::path::{Path, PathBuf};

use crate::desk::Desk;

/// SplitMix64.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) as usize % limit.max(1)
    }

    pub(crate) fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

const MONTHS: [&str; 3] = ["2024-10", "2024-11", "2024-11/late"];
const WORDS: [&str; 8] = ["bridge", "bridges", "pier", "crack", "Lind", "closed", "мости", "inspector"];
const CLAIMS: usize = 24;
const OTHERS: usize = 6;

/// A desk whose files change by chance.
pub(crate) struct Storm {
    pub(crate) desk: Desk,
    pub(crate) chance: Chance,
    /// The day, in November 2024, on which commands run.
    day: usize,
}

impl Storm {
    pub(crate) fn new(seed: u64) -> Self {
        let mut storm = Storm { desk: Desk::new(), chance: Chance(seed), day: 23 };
        for number in 0..OTHERS {
            storm.actor(number);
            storm.document(number);
        }
        for number in 0..CLAIMS {
            storm.claim(number);
        }
        storm
    }

    /// The moment at which commands run.
    pub(crate) fn now(&self) -> String {
        format!("2024-11-{:02}T09:58:00Z", self.day)
    }

    pub(crate) fn word(&mut self) -> &'static str {
        self.chance.of::<&str>(&WORDS)
    }

    fn root(&self) -> PathBuf {
        self.desk.path("")
    }

    fn actor(&mut self, number: usize) {
        let name = *self.chance.of(&["Harbour Board", "Ana Lind", "The Courier", "Rail Union"]);
        let alias = *self.chance.of(&["", "aliases: [\"The inspector\"]\n", "url: https://example.org\n"]);
        self.desk.write(&format!("actors/a{number}.yaml"), &format!("name: {name} {number}\n{alias}"));
    }

    fn document(&mut self, number: usize) {
        let key = format!("d{number}");
        let c = &mut self.chance;
        let from = match c.below(6) {
            0 => format!("derived_from: [{{document: d{}, as: syndicates}}]\n", c.below(7)),
            1 => format!("derived_from: [{{document: d{}, as: quotes}}]\n", c.below(7)),
            2 => "original: true\n".to_owned(),
            3 => "original: true\ncorrections: [{note: It was nine.}]\n".to_owned(),
            4 => "protected: true\noriginal: true\n".to_owned(),
            _ => String::new(),
        };
        let name = match c.below(8) {
            0 => format!("sub/{key}.txt"),
            1 => format!("sub//{key}.txt"),
            2 => format!("{key}.txt/"),
            3 => ".hidden.txt".to_owned(),
            4 => "d3.yaml".to_owned(),
            _ => format!("{key}.txt"),
        };
        let publisher = c.below(7);
        let second = if c.below(3) == 0 { ", {text: d0.txt}" } else { "" };
        let record = format!(
            "title: Paper {number}\npublisher: a{publisher}\n{from}captures: [{{text: {name}}}{second}]\n"
        );
        self.text(number);
        self.desk.write(&format!("documents/{key}.yaml"), &record);
    }

    fn text(&mut self, number: usize) {
        let c = &mut self.chance;
        let text: String = (0..2 + c.below(5))
            .map(|_| format!("The {} has {} cracks. ", c.of(&["pier", "bridge"]), c.below(9)))
            .collect();
        let path = match c.below(5) {
            0 => format!("documents/sub/d{number}.txt"),
            1 => "documents/.hidden.txt".to_owned(),
            _ => format!("documents/d{number}.txt"),
        };
        self.desk.write(&path, &text);
    }

    fn id(number: usize) -> String {
        format!("0199d3a1-7c1e-7b3a-9d21-5e6f{number:08x}")
    }

    fn claim(&mut self, number: usize) {
        let c = &mut self.chance;
        let id = if c.below(9) == 0 { String::new() } else { format!("id: {}\n", Storm::id(number)) };
        let thing = *c.of(&["pier", "bridge", "old bridge near the north pier", "міст"]);
        let mut yaml = format!("{id}claim: The {thing} has {} cracks.\n", c.below(9));
        if c.below(3) == 0 {
            let (low, measure) = (c.below(9), c.below(3));
            yaml += &format!(
                "quantities: [{{measure: m{measure}, phrase: \"{low}\", low: {low}, high: {low}}}]\n"
            );
        }
        if c.below(5) == 0 {
            yaml += &format!("type: prediction\nabout: \"2024-11-{:02}\"\n", 1 + c.below(30));
        }
        yaml += *c.of(&["", "", "topics: [bridges]\n", "topics: [bridges, piers]\npublic: true\n"]);
        yaml += *c.of(&["", "", "stage: researching\n", "stage: closed\n", "stagee: closed\n"]);
        yaml += &format!("logged: {{at: \"2024-10-{:02}T10:00:00Z\", by: kim}}\n", 1 + c.below(28));
        let (by, within, said) = (c.below(7), c.below(7), c.below(9));
        let way = match c.below(6) {
            0 => format!(", for: a{}", c.below(7)),
            1 => format!(", through: [a{}]", c.below(7)),
            2 => format!(", withdrawn: {{when: \"2024-11-02\", in: d{}}}", c.below(7)),
            _ => String::new(),
        };
        yaml += &format!(
            "assertions:\n- {{id: a1, by: a{by}, in: d{within}, when: \"2024-10-{:02}\"{way}, quote: {{exact: \"The pier has {said} cracks.\", start: 0, end: 23}}}}\n",
            1 + c.below(28)
        );
        for line in 0..c.below(3) {
            let (document, direction) = (c.below(7), c.of(&["supports", "refutes", "context"]));
            let head = if line == 0 { "evidence:\n" } else { "" };
            let note = c.of(&["", ", note: \"An inspector says so.\"", ", by: lee"]);
            yaml +=
                &format!("{head}- {{id: e{line}, document: d{document}, direction: {direction}{note}}}\n");
        }
        if c.below(2) == 0 {
            let word = *c.of(&["confirmed", "refuted", "disputed", "mixed", "odd"]);
            let saw = *c.of(&["", ", saw: {claim: 0123456789abcdef}", ", because: \"The bridge stands.\""]);
            let at = format!("at: \"2024-11-{:02}T10:00:00Z\"", 1 + c.below(20));
            yaml += &format!("verdicts:\n- {{id: v1, verdict: {word}, {at}, by: kim{saw}}}\n");
            if c.below(4) == 0 {
                yaml += &format!("- {{id: v2, verdict: mixed, {at}, by: lee, after: []}}\n");
            }
        }
        if c.below(6) == 0 {
            yaml += &format!(
                "asked: [{{id: q1, actor: a{}, question: \"Why?\", deadline: \"2024-11-{:02}\"}}]\n",
                c.below(7),
                1 + c.below(29)
            );
        }
        if c.below(6) == 0 {
            yaml += &format!("attested: [{{origins: [a{}, d{}], because: \"b\"}}]\n", c.below(7), c.below(7));
        }
        if c.below(2) == 0 {
            let (to, way) =
                (c.below(CLAIMS + 2), *c.of(&["depends_on", "part_of", "contradicts", "related"]));
            yaml += &format!("links: [{{to: {}, as: {way}}}]\n", Storm::id(to));
        }
        self.desk.write(&format!("{}/c{number}.yaml", MONTHS[number % 3]), &yaml);
    }

    pub(crate) fn any_file(&mut self) -> Option<PathBuf> {
        let folder = *self.chance.of(&["2024-10", "2024-11", "2024-11/late", "actors", "documents"]);
        let entries = fs::read_dir(self.root().join(folder)).ok()?;
        let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.retain(|path| path.symlink_metadata().is_ok_and(|meta| meta.is_file()));
        files.sort();
        (!files.is_empty()).then(|| self.chance.of(&files).clone())
    }

    /// Something happens to the files.
    pub(crate) fn change(&mut self) -> String {
        let number = self.chance.below(CLAIMS + 4);
        let (root, file) = (self.root(), self.any_file());
        let name = file.as_deref().and_then(|file| file.strip_prefix(&root).ok()).unwrap_or(Path::new(""));
        let name = name.display().to_string();
        let what = match self.chance.below(26) {
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
            7 | 8 => {
                self.text(number % 7);
                "a text is written"
            }
            9 => {
                file.into_iter().for_each(|file| fs::remove_file(file).unwrap());
                "a file is deleted"
            }
            10 | 11 => {
                let folder = root.join(*self.chance.of(&["2024-10", "2024-11", "actors", "documents", ""]));
                fs::create_dir_all(&folder).unwrap();
                let ending = *self.chance.of(&["yaml", "yaml", "yml", "txt"]);
                if let Some(file) = file {
                    let to = folder.join(format!("other{number}.{ending}"));
                    match self.chance.below(3) {
                        0 => drop(fs::copy(file, to).unwrap()),
                        _ => fs::rename(file, to).unwrap(),
                    }
                }
                "a file is moved or copied"
            }
            12 => {
                let ways = [["2024-10", "2024-11"], ["actors", "2024-10"], ["2024-11/late", "2024-10"]];
                let [a, b] = self.chance.of(&ways).map(|name| root.join(name));
                let between = root.join("between");
                if a.is_dir() && b.is_dir() {
                    fs::rename(&a, &between).unwrap();
                    fs::rename(&b, &a).unwrap();
                    fs::rename(&between, &b).unwrap();
                }
                "two folders are swapped"
            }
            13 => {
                let [a, b] = [*self.chance.of(&MONTHS), "elsewhere"].map(|name| root.join(name));
                match (a.is_dir(), b.is_dir()) {
                    (true, false) => drop(fs::rename(&a, &b)),
                    (false, true) => drop(fs::rename(&b, &a)),
                    _ => {}
                }
                "a folder is moved away or back"
            }
            14..=16 => {
                if let Some(text) = file.as_ref().and_then(|file| fs::read_to_string(file).ok()) {
                    let file = file.as_ref().unwrap();
                    let before = file.metadata().unwrap().modified().unwrap();
                    // As many bytes as there were.
                    let digit = char::from(b'0' + self.chance.below(9) as u8);
                    fs::write(file, text.replacen(" cracks", &format!("{digit}cracks"), 1)).unwrap();
                    fs::File::options().write(true).open(file).unwrap().set_modified(before).unwrap();
                }
                "a file is edited and its time set back"
            }
            17 => {
                let broken = *self.chance.of(&["claim: [unclosed\n", "", "<<<<<<< a\nclaim: b\n", "x: y\n"]);
                file.into_iter().for_each(|file| fs::write(file, broken).unwrap());
                "a file is broken"
            }
            18 => {
                let secret = *self.chance.of(&["", "protected: true\nshown_as: an official\n"]);
                self.desk.write("actors/a2.yaml", &format!("name: Vera Lind\nkind: unnamed\n{secret}"));
                "an actor becomes protected, or is so no longer"
            }
            19 => {
                let texts = [
                    "",
                    "policy: {confirmed: {evidence: 2, max_age: P20D}}\n",
                    "labels: {odd: {verdict: refuted, label: Odd}}\n",
                    "policy: {mixed: {origins: 2}}\nlabels: {odd: {verdict: mixed, label: Odd}}\n",
                    "policy: [broken\n",
                ];
                let text = *self.chance.of(&texts);
                self.desk.write("claimbook.yaml", &format!("title: A desk\n{text}"));
                "the settings are written"
            }
            20 => {
                self.day = (self.day + 1).min(30);
                "a day passes"
            }
            21 => {
                self.day -= self.chance.below(3).min(self.day - 1);
                "the clock jumps back"
            }
            22 => {
                let path = root.join(*self.chance.of(&MONTHS)).join(format!("link{}.yaml", number % 2));
                linked(&root, &path, number);
                "a link comes or goes"
            }
            23 => {
                let path = root.join(format!("new{}", number % 3)).join("c.yaml");
                match path.exists() {
                    true => fs::remove_dir_all(path.parent().unwrap()).unwrap(),
                    false => self
                        .desk
                        .write(&format!("new{}/c.yaml", number % 3), "claim: The new bridge is open.\n"),
                }
                "a folder comes or goes"
            }
            24 => {
                let path = root.join(".claimbook/undo/plan.json");
                match path.exists() || number.is_multiple_of(2) {
                    true => drop(fs::remove_dir_all(root.join(".schema"))),
                    false => drop(fs::write(root.join(".schema/claim.json"), "{}")),
                }
                "the schemas go"
            }
            _ => {
                let ids = [Storm::id(number), Storm::id(number).to_uppercase()];
                let id = self.chance.of(&ids);
                self.desk.write(
                    &format!("twin{}.yaml", number % 2),
                    &format!("id: {id}\nclaim: A twin bridge.\n"),
                );
                "a claim with an id that another may have is written"
            }
        };
        format!("{what} ({name}, {number})")
    }

    /// What a person might type who writes.
    pub(crate) fn writing(&mut self) -> Vec<String> {
        let number = self.chance.below(CLAIMS);
        let claim = format!("5e6f{number:08x}").split_off(4);
        let args: &[&str] = match self.chance.below(9) {
            0 | 1 => &["mark", &claim, "disputed", "--because", "Two logs differ."],
            2 => &["open", "The new bridge has cracks."],
            3 => &["evidence", "add", &claim, "--supports", "d1", "--note", "It says so."],
            4 => &["check", "--fix"],
            5 => &["set", &claim, "--topic", "bridges"],
            6 => &["assert", &claim, "--by", "a1", "--in", "d1"],
            7 => &["drop", &claim],
            _ => &["link", &claim, "related", "00000001"],
        };
        args.iter().map(|arg| (*arg).to_owned()).collect()
    }
}

#[cfg(unix)]
fn linked(root: &Path, path: &Path, number: usize) {
    if path.symlink_metadata().is_ok() {
        fs::remove_file(path).unwrap();
    } else if path.parent().is_some_and(Path::is_dir) {
        let to = if number.is_multiple_of(3) {
            root.join("actors")
        } else {
            root.join(format!("actors/a{number}.yaml"))
        };
        std::os::unix::fs::symlink(to, path).unwrap();
    }
}

#[cfg(not(unix))]
fn linked(_: &Path, _: &Path, _: usize) {}
