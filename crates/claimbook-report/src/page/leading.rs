//! Where links between parts lead: within one page, or to other files of a folder.

use claimbook_core::digest;

/// A file's name has at most so many letters of a key.
const LONGEST: usize = 80;

/// Where links between parts lead.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Leading {
    /// To other places of the same page.
    Here,
    /// To other files of a folder: after what leads from the page to the top of it.
    Folder(&'static str),
}

impl Leading {
    /// Whether all is on one page.
    pub(crate) fn is_here(self) -> bool {
        matches!(self, Leading::Here)
    }

    /// The card of a claim.
    pub(crate) fn card(self, id: &str) -> String {
        match self {
            Leading::Here => format!("#{id}"),
            Leading::Folder(up) => format!("{up}{}", claim_file(id)),
        }
    }

    /// The first page of a list; none where all is on one page.
    pub(crate) fn list(self, name: &str) -> Option<String> {
        let name = if name == "disputed" { "status-disputed" } else { name };
        self.file(&list_file(name, 1))
    }

    /// What an asserter said.
    pub(crate) fn asserter(self, key: Option<&str>) -> Option<String> {
        self.file(&key_file("asserters", key, 1))
    }

    /// What was said in a document, and its captured text.
    pub(crate) fn document(self, key: Option<&str>) -> Option<String> {
        self.file(&key_file("documents", key, 1))
    }

    /// What is about a topic.
    pub(crate) fn topic(self, key: Option<&str>) -> Option<String> {
        self.file(&key_file("topics", key, 1))
    }

    /// A passage in a captured text.
    pub(crate) fn passage(self, document: &str, anchor: &str) -> String {
        let file = self.document(Some(document)).unwrap_or_default();
        format!("{file}#{anchor}")
    }

    /// A file of the folder; none where there is no folder.
    pub(crate) fn file(self, file: &str) -> Option<String> {
        match self {
            Leading::Here => None,
            Leading::Folder(up) => Some(format!("{up}{file}")),
        }
    }
}

/// The file of a claim's card. Its folder is named by the last letters of its id, which are as good as random, so that
/// no folder has too many.
pub(crate) fn claim_file(id: &str) -> String {
    let from = id.len().saturating_sub(2);
    format!("claims/{}/{id}.html", id.get(from..).unwrap_or("xx"))
}

/// The file of a list's page.
pub(crate) fn list_file(name: &str, page: usize) -> String {
    format!("lists/{name}/{page}.html")
}

/// The file of what has this key: none recorded for `None`.
pub(crate) fn key_file(kind: &str, key: Option<&str>, page: usize) -> String {
    let hash = key.map(|key| digest::hex(key.as_bytes()));
    let folder = hash.as_deref().and_then(|hash| hash.get(..2)).unwrap_or("none");
    let name = key.map_or_else(|| "not-recorded_".to_owned(), file_name);
    match page {
        1 => format!("{kind}/{folder}/{name}.html"),
        _ => format!("{kind}/{folder}/{name}.{page}.html"),
    }
}

/// A key as a file's name on every system: small letters, digits and hyphens stay; what has others, is too long or means something to some
/// system, is told from all others by a hash.
pub(crate) fn file_name(key: &str) -> String {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-';
    let device = |key: &str| {
        matches!(key, "con" | "prn" | "aux" | "nul")
            || key.len() == 4 && (key.starts_with("com") || key.starts_with("lpt"))
    };
    if !key.is_empty() && key.len() <= LONGEST && key.bytes().all(plain) && !device(key) {
        return key.to_owned();
    }
    let slug: String = key
        .chars()
        .take(LONGEST / 2)
        .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' })
        .collect();
    let hash = digest::hex(key.as_bytes());
    format!("{}_{}", slug.trim_matches('-'), hash.get(..16).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_a_name_that_every_system_takes_and_no_other_key_has() {
        assert_eq!(file_name("mark-rutte"), "mark-rutte");
        let odd = [
            "",
            "..",
            "a/b",
            "a\\b",
            "Mark-Rutte",
            "mark-rutte ",
            "con",
            "com1",
            "müller",
            "мэр",
            &"x".repeat(300),
        ];
        let mut names: Vec<String> = odd.iter().map(|key| file_name(key)).collect();
        for name in &names {
            assert!(name.len() <= 80 && name.contains('_'), "{name}");
            assert!(name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b)), "{name}");
        }
        names.sort();
        names.dedup();
        assert_eq!(names.len(), odd.len());
    }
}
