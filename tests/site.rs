//! The report as a folder of pages.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use crate::desk::Desk;
use crate::pages::half_public;
use crate::{protected, report};

/// Every file of a folder with its text, by its path.
fn files(folder: &Path) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(at).unwrap() {
            let path = entry.unwrap().path();
            if fs::symlink_metadata(&path).unwrap().is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().replace('\\', "/");
                files.insert(name, fs::read_to_string(&path).unwrap());
            }
        }
    }
    files
}

fn site(desk: &Desk, args: &[&str]) -> BTreeMap<String, String> {
    desk.ok(&[&["report", "--site", "site"], args].concat());
    files(&desk.folder().join("site"))
}

/// What every site keeps: pages load what is beside them and nothing else, every id is there once in its page, every link within the
/// folder leads to a file and, where it says so, to a place in it.
#[track_caller]
fn is_sound(files: &BTreeMap<String, String>) {
    let ids: BTreeMap<&str, Vec<&str>> =
        files.iter().map(|(path, text)| (path.as_str(), values(text, "id"))).collect();
    for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html")) {
        for tag in page.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
            let bare: String = tag.split('"').step_by(2).collect();
            let loads = |word: &&str| ["img", "iframe", "object", "embed", "base", "style"].contains(word);
            assert!(bare.split_whitespace().next().filter(loads).is_none(), "{path}: <{tag}>");
            for attribute in [" srcset=", " style=", " action=", " on"] {
                assert!(!bare.contains(attribute), "{path}: <{tag}>");
            }
        }
        assert!(
            page.contains("content=\"default-src 'none'; style-src 'self'; script-src 'self'; "),
            "{path}"
        );
        assert_eq!(page.matches("<script").count(), 1, "{path}");
        assert_eq!(page.matches("<h1").count(), 1, "{path}");
        let mut own = ids[path.as_str()].clone();
        own.sort_unstable();
        own.dedup();
        assert_eq!(own.len(), ids[path.as_str()].len(), "{path}: an id is there twice");
        for href in values(page, "href").into_iter().chain(values(page, "src")) {
            if href.starts_with("https://") || href.starts_with("http://") {
                continue;
            }
            let (file, place) =
                href.split_once('#').map_or((href, None), |(file, place)| (file, Some(place)));
            let file = if file.is_empty() { path.clone() } else { beside(path, file) };
            assert!(files.contains_key(&file), "{path}: {href} leads nowhere");
            let there = |place| ids[file.as_str()].contains(&place);
            assert!(place.is_none_or(there), "{path}: {href} leads to no place");
        }
    }
}

/// The values of an attribute, in order.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let start = format!(" {attribute}=\"");
    page.split(&start).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

/// The path of a file as it is named in another.
fn beside(from: &str, href: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in href.split('/') {
        match part {
            ".." => assert!(parts.pop().is_some(), "{href} leads out of the folder"),
            _ => parts.push(part),
        }
    }
    parts.join("/")
}

fn pages<'f>(files: &'f BTreeMap<String, String>, folder: &str) -> Vec<(&'f str, &'f str)> {
    let of = files.iter().filter(|(path, _)| path.starts_with(folder));
    of.map(|(path, text)| (path.as_str(), text.as_str())).collect()
}

#[test]
fn a_site_has_a_page_for_each_claim_document_asserter_and_topic_and_every_link_leads_somewhere() {
    let desk = report::desk();
    let files = site(&desk, &[]);
    is_sound(&files);
    assert_eq!(pages(&files, "claims/").len(), 14);
    for folder in
        ["asserters/", "documents/", "topics/", "lists/all/", "lists/open/", "lists/shaky/", "search/words/"]
    {
        assert!(!pages(&files, folder).is_empty(), "{folder}");
    }
    for (path, page) in pages(&files, "claims/") {
        assert_eq!(page.matches("<article class=\"card ").count(), 1, "{path}");
    }
    let front = &files["index.html"];
    assert!(front.contains("14 claims") && front.contains("23 November 2024"), "{front}");
    let said = files.values().filter(|page| page.contains("<a class=\"q s-")).count();
    assert!(said > 0, "no article has a passage");
}

#[test]
fn a_site_is_the_same_for_the_same_files_on_any_number_of_cores_and_at_any_moment_of_a_day() {
    let desk = report::desk();
    let first = site(&desk, &[]);
    for (threads, cache, now) in
        [("1", "--quiet", "2024-11-23T09:58:00Z"), ("4", "--no-cache", "2024-11-23T17:00:00Z")]
    {
        let mut command = desk.command();
        command.env("RAYON_NUM_THREADS", threads).env("CLAIMBOOK_NOW", now);
        command.args(["report", "--site", &format!("site-{threads}"), cache]).assert().success();
        assert!(first == files(&desk.folder().join(format!("site-{threads}"))), "{threads} threads");
    }
}

#[test]
fn a_site_gives_no_protected_source_away() {
    let desk = protected::desk();
    desk.write(
        "documents/report.yaml",
        "title: The report\nurl: https://paper.example/report\ncaptures: [{text: report.txt}]\n",
    );
    desk.write(
        "documents/report.txt",
        "It rained. “No,” said Zqanna Zqberg of the river. Zqalias agreed: the gate was shut.\n",
    );
    desk.write(
        "2024-12/rain.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: It rained.\npublic: true\n\
         assertions: [{id: a1, by: mayor, when: 2024-10, in: report, quote: {exact: It rained., start: 0, end: 10}}]\n\
         evidence: [{id: e1, document: report, direction: supports, quote: {exact: of the river}}]\n",
    );
    for args in [&[][..], &["--public"], &["--by", "zqsource-anna"], &["--in", "zqleak"], &["--no-cache"]] {
        let files = site(&desk, args);
        is_sound(&files);
        for (path, text) in files.iter().filter(|(path, _)| *path != ".claimbook-site") {
            let all = format!("{path}\n{text}").to_lowercase();
            // The signs by which numbers are written are no words.
            if path.starts_with("search/words/") {
                let words: Vec<&str> = all.split('"').skip(3).step_by(4).collect();
                assert!(words.contains(&"rained") || words.len() < 30, "{words:?}");
                assert!(!words.iter().any(|it| it.contains(protected::SECRET)), "{args:?}: {path}");
                continue;
            }
            let at = all.find(protected::SECRET);
            assert!(at.is_none(), "{args:?}: {}", &all[at.unwrap().saturating_sub(200)..]);
        }
        let list = files[".claimbook-site"].to_lowercase();
        assert!(list.lines().skip(1).all(|line| !line[64..].contains(protected::SECRET)), "{list}");
    }
    // Where the source's own words stand in a text, only the passages of others are shown, whatever the site is about.
    desk.write(
        "2024-12/gate.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001002\nclaim: A gate was shut.\n\
         assertions: [{id: a1, by: zqsource-anna, in: report, quote: {exact: the gate was shut}}]\n",
    );
    desk.write(
        "2024-12/wind.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001003\nclaim: There was wind.\ntopics: [wind]\n\
         evidence: [{id: e1, document: report, direction: supports, quote: {exact: It rained.}}]\n",
    );
    for args in [&[][..], &["--topic", "wind"], &["--by", "mayor"], &["--topic", "wind", "--no-cache"]] {
        let files = site(&desk, args);
        assert!(files.values().all(|text| !text.contains("the gate was shut")), "{args:?}");
    }
    assert!(site(&desk, &["--unredacted"]).values().any(|text| text.contains("the gate was shut")));
}

#[test]
fn what_is_published_as_a_site_names_no_other_claim() {
    let desk = half_public();
    // A former site had more: nothing of it stays.
    assert!(site(&desk, &[]).keys().any(|path| path.contains("rolf")));
    let files = site(&desk, &["--public"]);
    is_sound(&files);
    for (path, text) in &files {
        for secret in
            ["Rolf", "rolf", "00001002", "Nobody else", "The gate was shut", "secretly", "lawyer", "noindex"]
        {
            assert!(!format!("{path}\n{text}").contains(secret), "{path}: {secret}");
        }
    }
}

#[test]
fn nothing_in_a_claim_is_markup_a_script_or_a_path() {
    let desk = Desk::new();
    let hostile =
        "</script></style><img src=x onerror=alert(1)>\u{202e}gpj.\\\" onload=\\\"alert(2) ' {{ x }}";
    desk.write("actors/mayor.yaml", &format!("name: \"{hostile}\"\n"));
    desk.write(
        "documents/news.yaml",
        &format!("title: \"{hostile}\"\nurl: \"javascript:alert(1)\"\npublisher: mayor\ncaptures: [{{text: news.txt}}]\n"),
    );
    desk.write("documents/news.txt", "Before. </script><svg onload=alert(1)> after.\n");
    desk.write(
        "2024-11/a.yaml",
        &format!(
            "id: \"0199d3a1-7c1e-7b3a-9d21-'><script>\"\nclaim: \"{hostile}\"\n\
             topics: [\"{hostile}\", \"../../../etc\", \"..\", con, Con, \"a/b\"]\n\
             assertions: [{{id: a1, by: \"../mayor\", in: \"../../news\"}}, {{id: a2, by: mayor, in: news, quote: {{exact: after}}}}]\n\
             evidence: [{{id: e1, document: news, direction: refutes, quote: {{exact: \"<svg onload=alert(1)>\"}}}}]\n\
             verdicts: [{{id: v1, verdict: \"../<em>\", because: \"{hostile}\"}}]\n"
        ),
    );
    let files = site(&desk, &["--no-cache"]);
    is_sound(&files);
    for (path, text) in
        files.iter().filter(|(path, _)| path.ends_with(".html") || path.starts_with("search/"))
    {
        for sign in ["<img", "<svg onload", "<em>", "javascript:", "\u{202e}", "</script></style>"] {
            assert!(!text.contains(sign), "{path}: {sign}");
        }
    }
    for path in files.keys().filter(|path| *path != ".claimbook-site") {
        let plain = |b: u8| b.is_ascii_alphanumeric() || b"-_./".contains(&b);
        assert!(path.bytes().all(plain) && !path.contains(".."), "{path}");
    }
}

#[test]
fn words_that_are_evidence_stand_out_in_a_text() {
    let desk = Desk::new();
    desk.write("documents/news.yaml", "title: News\ncaptures: [{text: news.txt}]\n");
    desk.write("documents/news.txt", "The dam held, said the mayor. The dam broke at noon.\n");
    desk.write(
        "2024-11/a.yaml",
        "id: 0199d3a1-7c1e-7b3a-9d21-5e6f00001001\nclaim: The dam held.\n\
         assertions: [{id: a1, in: news, quote: {exact: The dam held}}]\n\
         evidence: [{id: e1, document: news, direction: refutes, quote: {exact: The dam broke at noon.}}, \
         {id: e2, document: news, direction: supports, retracted: {}, quote: {exact: said the mayor}}]\n",
    );
    let files = site(&desk, &[]);
    is_sound(&files);
    let (_, paper) = pages(&files, "documents/")[0];
    assert!(paper.contains("<a class=\"q s-unchecked v\""), "{paper}");
    assert!(paper.contains("aria-label=\"evidence against a claim: unchecked\""), "{paper}");
    assert_eq!(paper.matches("<a class=\"q ").count(), 2, "what was taken back is no evidence");
    assert!(files["claims/01/00001001.html"].contains("#e-00001001-1\">in the captured text"));
    let page = desk.ok(&["report", "--format", "html"]);
    assert!(page.contains("<a class=\"q s-unchecked v\"") && page.contains("href=\"#e-00001001-1\""));
}

#[test]
fn of_a_document_that_was_captured_again_the_newest_text_that_is_quoted_is_shown() {
    let desk = Desk::new();
    desk.write(
        "documents/news.yaml",
        "title: News\ncaptures: [{text: news.txt, text_sha256: aaaa1111, at: \"2024-11-06T10:00:00Z\"}, \
         {text: news.2.txt, text_sha256: bbbb2222, at: \"2024-11-12T10:00:00Z\"}, {text: news.3.txt, text_sha256: cccc3333}]\n",
    );
    desk.write("documents/news.txt", "The dam held. Nobody was hurt.\n");
    desk.write("documents/news.2.txt", "Corrected. Nobody was hurt. The dam broke.\n");
    desk.write("documents/news.3.txt", "Gone.\n");
    let claim = |name: &str, quote: &str| {
        desk.write(
            &format!("2024-11/{name}.yaml"),
            &format!("id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000100{name}\nclaim: C.\nassertions: [{{in: news, quote: {{{quote}}}}}]\n"),
        );
    };
    claim("1", "exact: Nobody was hurt., start: 14, end: 30");
    let paper = |files: &BTreeMap<String, String>| pages(files, "documents/")[0].1.to_owned();
    let first = paper(&site(&desk, &[]));
    assert!(first.contains("The dam held") && first.contains("captured 6 November 2024"), "{first}");
    claim("2", "exact: The dam broke., start: 28, end: 42, capture: bbbb2222");
    let files = site(&desk, &[]);
    is_sound(&files);
    let newer = paper(&files);
    assert!(newer.contains("captured 12 November 2024 · a newer text than the first"), "{newer}");
    assert!(
        newer.contains("</svg>Nobody was hurt.</a>") && newer.contains("</svg>The dam broke.</a>"),
        "{newer}"
    );
    assert!(!newer.contains("The dam held"));
}

#[test]
fn long_lists_are_cut_into_pages() {
    let desk = Desk::new();
    desk.write("actors/mayor.yaml", "name: The mayor\n");
    for number in 0..450 {
        desk.write(
            &format!("2024-11/c{number}.yaml"),
            &format!(
                "id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000{number:04x}\nclaim: Number {number}.\n\
                 assertions: [{{by: mayor, when: 2024-10-28}}]\n"
            ),
        );
    }
    let files = site(&desk, &[]);
    is_sound(&files);
    assert_eq!(pages(&files, "lists/all/").len(), 3);
    let own: Vec<usize> =
        pages(&files, "asserters/").iter().map(|it| it.1.matches("<a class=\"c s-").count()).collect();
    assert_eq!(own, [200, 50, 200], "of the pages 2, 3 and 1");
    assert_eq!(pages(&files, "search/claims/").len(), 3);
    assert!(files.values().all(|text| text.len() < 400_000));
}

#[test]
fn only_what_changed_is_written_and_what_is_gone_is_removed() {
    let desk = report::desk();
    let before = site(&desk, &[]);
    let written = |desk: &Desk| desk.run(&["report", "--site", "site"]).out;
    assert!(written(&desk).contains("of which 0 new or changed"), "{}", written(&desk));
    let own = desk.folder().join("site/CNAME");
    fs::write(&own, "claims.example\n").unwrap();
    let handle = desk.open("The bell rang.", &[]);
    let more = site(&desk, &[]);
    let path = format!("claims/{}/{handle}.html", &handle[6..]);
    assert!(more.contains_key(&path) && !before.contains_key(&path));
    desk.ok(&["drop", &handle, "--because", "Nobody heard it."]);
    let mut after = site(&desk, &[]);
    assert_eq!(after.remove("CNAME").as_deref(), Some("claims.example\n"), "what is not its own stays");
    assert!(after == before, "nothing of the claim stays");
    // What somebody changed by hand is written again.
    fs::write(desk.folder().join("site/index.html"), "hello").unwrap();
    assert_eq!(site(&desk, &[])["index.html"], before["index.html"]);
}

#[test]
fn a_site_that_did_not_come_to_its_end_is_gone_on_with() {
    let desk = report::desk();
    let whole = site(&desk, &[]);
    let folder = desk.folder().join("site");
    // As it is when a run is killed: a part of a file aside, and files that are listed and not there.
    fs::create_dir(folder.join(".claimbook-site.new")).unwrap();
    fs::write(folder.join(".claimbook-site.new/7"), "<!doctype ht").unwrap();
    fs::remove_dir_all(folder.join("claims")).unwrap();
    assert!(whole == site(&desk, &[]));
}

#[test]
fn a_folder_of_somebody_elses_is_left_alone() {
    let desk = report::desk();
    let refused = |dir: &str| desk.fails(&["report", "--site", dir]);
    fs::create_dir(desk.folder().join("photos")).unwrap();
    fs::write(desk.folder().join("photos/1.jpg"), "x").unwrap();
    insta::assert_snapshot!("not_empty", refused("photos"));
    assert_eq!(files(&desk.folder().join("photos")).len(), 1);
    for inside in ["claims", "claims/site", ".", "claims/../claims/2024-11"] {
        let said = refused(inside);
        assert!(said.contains("in the workspace") || said.contains("has the workspace in it"), "{said}");
    }
    assert!(!desk.path("site").exists());
    assert!(refused("photos/1.jpg").contains("is not a folder"));
    assert!(refused("none/site").contains("none"));
    fs::write(desk.folder().join("photos/.claimbook-site"), "../../x\n").unwrap();
    assert!(refused("photos").contains("cannot be read as the list"));
    // A file that a former site did not write is in the way.
    site(&desk, &[]);
    let handle = desk.open("The bell rang.", &[]);
    let path = desk.folder().join(format!("site/claims/{}/{handle}.html", &handle[6..]));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(&path, "mine").unwrap();
    assert!(refused("site").contains("would be written over"));
    assert_eq!(fs::read_to_string(&path).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_out_of_the_folder() {
    let desk = report::desk();
    site(&desk, &[]);
    let (folder, away) = (desk.folder().join("site"), desk.folder().join("away"));
    fs::rename(folder.join("claims"), &away).unwrap();
    std::os::unix::fs::symlink(&away, folder.join("claims")).unwrap();
    let there = files(&away);
    desk.ok(&["open", "The bell rang."]);
    assert!(desk.fails(&["report", "--site", "site"]).contains("is not a folder"));
    assert!(there == files(&away));
}

#[test]
fn a_site_takes_the_filters_of_the_report_and_no_other_form() {
    let desk = report::desk();
    let some = site(&desk, &["--topic", "money"]);
    is_sound(&some);
    assert_eq!(pages(&some, "claims/").len(), 2);
    assert!(some["index.html"].contains("a selection"));
    assert!(site(&desk, &["--as-of", "2024-11-16"])["index.html"].contains("as of 16 November 2024"));
    let none = site(&desk, &["--topic", "nothing"]);
    is_sound(&none);
    assert!(none["index.html"].contains("No claim fits what was asked for."));
    let said = desk.fails(&["report", "--site", "site", "--format", "json"]);
    assert!(said.contains("A site is made of pages"), "{said}");
    let said = desk.fails(&["report", "--site", "site", "--group-by", "topic"]);
    assert!(said.contains("lists in place of groups"), "{said}");
    assert!(desk.fails(&["report", "--site", "site", "--out", "x"]).contains("--out"));
    desk.ok(&["report", "--site", "site", "--format", "html"]);
}
