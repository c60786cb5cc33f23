//! Which text of a document is asked for, and what of it.

use super::address;

/// Which text is asked for.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Which<'k> {
    pub(crate) key: &'k str,
    /// The hash of the captured text, or how it begins; nothing for the first.
    pub(crate) capture: &'k str,
}

impl<'k> Which<'k> {
    pub(super) fn capture(self) -> Option<&'k str> {
        Some(self.capture).filter(|hash| !hash.is_empty())
    }

    /// The address of its page.
    pub(super) fn page(self) -> String {
        match self.query() {
            Some(query) => format!("{}?{query}", address(self.key)),
            None => address(self.key),
        }
    }

    /// Likewise, with more to ask of it.
    pub(super) fn asking(self, more: &str) -> String {
        format!("{}?{}", address(self.key), self.with(more))
    }

    /// The address of words in its text.
    pub(crate) fn place(self, at: usize) -> String {
        self.asking(&format!("at={at}#at-{at}"))
    }

    /// What tells the capture in a query.
    pub(crate) fn query(self) -> Option<String> {
        let digits = |hash: &str| hash.chars().filter(char::is_ascii_hexdigit).collect::<String>();
        self.capture().map(|hash| format!("capture={}", digits(hash)))
    }

    /// A query with what tells the capture.
    pub(super) fn with(self, query: &str) -> String {
        match self.query() {
            Some(capture) => format!("{capture}&{query}"),
            None => query.to_owned(),
        }
    }
}

/// What an address asks of a text.
#[derive(Debug, Default)]
pub(super) struct Asked {
    /// From 1, as `page`.
    pub(super) part: usize,
    pub(super) page: usize,
    /// A place that is to be seen, whatever part it is in.
    pub(super) at: Option<usize>,
    /// As in [`Which`].
    pub(super) capture: String,
}

impl Asked {
    /// What cannot be read is as if it were not asked for.
    pub(super) fn of(query: Option<&str>) -> Self {
        let mut asked = Asked::default();
        for (name, value) in form_urlencoded::parse(query.unwrap_or_default().as_bytes()) {
            match name.as_ref() {
                "part" => asked.part = value.parse().unwrap_or_default(),
                "page" => asked.page = value.parse().unwrap_or_default(),
                "at" => asked.at = value.parse().ok(),
                "capture" => asked.capture = value.into_owned(),
                _ => {}
            }
        }
        asked
    }

    pub(super) fn which<'k>(&'k self, key: &'k str) -> Which<'k> {
        Which { key, capture: &self.capture }
    }
}
