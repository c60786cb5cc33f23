//! What every page of a site has around its own part.

use askama::Template;

use super::UP;
use crate::page::SIGNS;
use crate::page::index::Index;
use crate::page::words::{Words, address};

/// A page's own head.
pub(super) struct Shell {
    /// What leads to the top of the folder.
    pub(super) up: &'static str,
    pub(super) heading: Words,
    /// Where its document can be read.
    pub(super) url: Option<String>,
    /// Below the heading.
    pub(super) dek: Vec<Words>,
    /// Which of the ways at its top it belongs to.
    pub(super) way: &'static str,
}

/// A whole page.
#[derive(Template)]
#[template(path = "site/shell.html")]
pub(super) struct Whole<'b> {
    shell: Shell,
    /// The workspace's title.
    site: Words,
    title: String,
    public: bool,
    publisher: Option<(Words, Option<String>)>,
    /// The shapes of the signs in it.
    signs: String,
    ways: [(&'static str, &'static str); 5],
    version: &'static str,
    body: &'b str,
}

impl Shell {
    pub(super) fn new(heading: Words, way: &'static str) -> Self {
        Shell { up: UP, heading, url: None, dek: Vec::new(), way }
    }

    pub(super) fn with<'b>(self, index: &Index<'_, '_>, body: &'b str) -> Whole<'b> {
        let sheet = index.sheet;
        let publisher = sheet.workspace.settings.publisher.as_ref().and_then(|it| {
            let url = it.url.as_deref().and_then(address);
            Some((Words::line(it.name.as_deref()?), url))
        });
        let site = Words::line(sheet.title().unwrap_or("Claims"));
        let title = match self.up {
            "" => site.to_string(),
            _ => format!("{} · {site}", Words::cut(self.heading.as_str(), 80)),
        };
        Whole {
            site,
            title,
            public: index.public,
            publisher,
            signs: signs(body, self.up.is_empty()),
            ways: [
                ("index.html", "Summary"),
                ("lists/all/1.html", "Claims"),
                ("lists/asserters/1.html", "Asserters"),
                ("lists/documents/1.html", "Documents"),
                ("lists/topics/1.html", "Topics"),
            ],
            version: env!("CARGO_PKG_VERSION"),
            body,
            shell: self,
        }
    }
}

/// The shapes that a page uses. No page may take them from another file where it is opened from disk.
fn signs(body: &str, all: bool) -> String {
    let used = |line: &&str| match line.split_once("<symbol id=\"").and_then(|(_, rest)| rest.split_once('"'))
    {
        Some((id, _)) => all || body.contains(&format!("\"#{id}\"")),
        None => true,
    };
    SIGNS.lines().filter(used).collect::<Vec<_>>().join("\n")
}
