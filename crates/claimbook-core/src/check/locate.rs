//! From routes to lines and columns, once, at the end: only files with findings are read again.

use std::path::Path;

use super::finding::{Excerpt, Finding};
use crate::workspace::read_file;
use crate::yaml::{self, Kind, LineIndex, Node, Route, Step};

/// So many code points of a long line are shown.
const WIDTH: usize = 160;
/// So many of them before the place.
const BEFORE: usize = 60;

/// Gives the findings of one file their lines, columns and excerpts.
pub(super) fn locate(root: &Path, path: &str, findings: &mut [Finding]) {
    let Ok(bytes) = read_file(&root.join(path), yaml::MAX_BYTES as u64) else { return };
    if bytes.len() > yaml::MAX_BYTES {
        return;
    }
    let text = String::from_utf8_lossy(&bytes);
    let lines = LineIndex::new(&text);
    let needs_tree = findings.iter().any(|finding| finding.line.is_none() && finding.route.is_some());
    // What the guard refuses is not given to the parser.
    let tree =
        if needs_tree { yaml::guard(&bytes).ok().and_then(|text| yaml::tree(text).ok()) } else { None };
    for finding in findings {
        if finding.line.is_none()
            && let (Some(route), Some(tree)) = (&finding.route, &tree)
        {
            let node = node(tree, route, finding.at_key);
            let start = lines.position(node.span.start);
            let end = lines.position(node.span.end);
            finding.line = Some(start.line);
            finding.column = Some(start.column);
            if end.line == start.line && end.column > start.column {
                finding.end_column = Some(end.column);
            }
        }
        finding.excerpt = finding.line.and_then(|line| excerpt(lines.line(line)?, finding.column));
    }
}

fn node<'t>(tree: &'t Node, route: &Route, at_key: bool) -> &'t Node {
    let route = &as_written(tree, route);
    let key = || tree.key_at(route);
    match tree.at(route) {
        Some(node) if at_key => key().unwrap_or(node),
        // A value that is not written is pointed at by its key.
        Some(node) if node.span.is_empty() => key().unwrap_or(node),
        Some(node) => node,
        None => tree.nearest(route),
    }
}

/// The route without the steps into a list where somebody wrote its only item in place of the list.
fn as_written(tree: &Node, route: &Route) -> Route {
    let mut node = Some(tree);
    let written = route.steps().iter().filter(|step| {
        let single =
            matches!(step, Step::Index(0)) && node.is_some_and(|node| !matches!(node.kind, Kind::List(_)));
        if !single {
            node = node.and_then(|node| node.step(step));
        }
        !single
    });
    written.cloned().collect()
}

/// The line, or as much of it as lies around the column.
fn excerpt(line: &str, column: Option<usize>) -> Option<Excerpt> {
    let line = line.trim_start_matches('\u{feff}');
    let column = column.unwrap_or(1);
    let skip = if line.len() <= WIDTH { 0 } else { column.saturating_sub(BEFORE + 1) };
    let mut rest = line.chars().skip(skip);
    let text: String = rest.by_ref().take(WIDTH).collect();
    Some(Excerpt { text, from: skip + 1, more: rest.next().is_some() })
}
