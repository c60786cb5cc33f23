//! The first page: the summary, the ways in, and the search.

use askama::Template;

use super::list::claims;
use super::plan::Kind;
use super::search::BLOCK;
use super::shell::Shell;
use super::{Site, SiteError};
use crate::page::summary::{Summary, standfirst};
use crate::page::words::{Words, grouped};

#[derive(Template)]
#[template(path = "site/front.html")]
struct Front {
    claims: usize,
    summary: Summary,
    ways: Vec<Way>,
    pieces: usize,
    block: usize,
}

/// A list, and how long it is.
struct Way {
    href: String,
    name: Words,
    class: Option<&'static str>,
    size: String,
}

impl Site<'_, '_> {
    pub(super) fn front(&self) -> Result<String, SiteError> {
        let index = &self.index;
        let lists = self.plan.lists.iter().filter_map(|list| {
            Some(Way {
                href: index.leading.list(&list.name)?,
                name: Words::line(list.title.strip_prefix("Claims: ").unwrap_or(&list.title)),
                class: list.class,
                size: grouped(list.claims.len()),
            })
        });
        let directories = Kind::ALL.into_iter().filter_map(|kind| {
            Some(Way {
                href: index.leading.list(kind.name())?,
                name: Words::line(match kind {
                    Kind::Asserters => "By asserter",
                    Kind::Documents => "By document",
                    Kind::Topics => "By topic",
                }),
                class: None,
                size: grouped(self.plan.size(kind)),
            })
        });
        let front = Front {
            claims: index.claims.len(),
            summary: Summary::of(index),
            ways: lists.chain(directories).collect(),
            pieces: self.search.pieces(),
            block: BLOCK,
        };
        let mut shell = Shell::new(Words::line(index.sheet.title().unwrap_or("Claims")), "Summary");
        shell.up = "";
        shell.dek = standfirst(index);
        if let Some(first) = shell.dek.first_mut().filter(|_| !index.claims.is_empty()) {
            *first = Words::line(&claims(index.claims.len()));
        }
        self.shell(shell, &front.render()?)
    }
}
