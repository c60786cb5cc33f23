//! A change made in the text: which bytes go, which come.

use std::ops::Range;

use super::page::{Cut, Page};
use super::plan::{Change, child};
use crate::yaml::emit::{self, Out};
use crate::yaml::tree::{Kind, Node, Style};

/// Makes a change in the text that `root` is the tree of.
///
/// # Errors
/// The reason, to follow "cannot be changed here: ".
pub(super) fn splice(text: &str, root: &Node, change: &Change) -> Result<String, String> {
    let page = Page::new(text);
    let cuts = match change {
        Change::Put { path, value } => page.put(&Place::find(&page, root, path)?, value)?,
        Change::Add { path, index, key, value } => {
            page.add(&Place::find(&page, root, path)?, *index, key, value)?
        }
        Change::Push { path, value } => page.push(&Place::find(&page, root, path)?, value)?,
        Change::Wrap { path, value } => page.wrap(&Place::find(&page, root, path)?, value)?,
        Change::Take { path, index } => page.take(&Place::find(&page, root, path)?, *index)?,
    };
    page.replace(cuts).ok_or_else(|| "its place in the text is not clear".to_owned())
}

/// A value in the text, and what is around it.
struct Place<'a> {
    node: &'a Node,
    /// Inside brackets.
    in_flow: bool,
    /// Just after the `:` or `-` that it belongs to. Nothing for the top, and inside brackets.
    lead: Option<usize>,
    /// The column of its key or dash.
    column: usize,
    /// Whether it is an item of a list.
    is_item: bool,
}

impl<'a> Place<'a> {
    fn find(page: &Page<'_>, root: &'a Node, path: &[usize]) -> Result<Self, String> {
        let mut place = Place { node: root, in_flow: false, lead: None, column: 0, is_item: false };
        for index in path {
            let parent = place.node;
            let node = child(parent, *index).ok_or("it is not there")?;
            let in_flow = place.in_flow || parent.flow;
            place =
                Place { node, in_flow, lead: None, column: 0, is_item: matches!(parent.kind, Kind::List(_)) };
            if in_flow {
                continue;
            }
            let mark = if place.is_item {
                page.dash(parent, *index)
            } else {
                parent.entries().get(*index).and_then(|(key, _)| page.colon(key))
            };
            let mark = mark.ok_or("the file is written in a way that is not understood there")?;
            place.lead = Some(mark + 1);
            place.column = match parent.entries().get(*index) {
                Some((key, _)) => page.column(page.entry_start(key)),
                None => page.column(mark),
            };
        }
        Ok(place)
    }
}

impl Page<'_> {
    // ---- a value becomes another ----

    fn put(&self, place: &Place<'_>, value: &Out) -> Result<Vec<Cut>, String> {
        if place.in_flow {
            return Ok(vec![self.put_in_flow(place.node, value)]);
        }
        let Some(lead) = place.lead else { return Ok(self.put_top(place.node, value)) };
        if value.is_block() {
            self.put_block(place, lead, value)
        } else {
            Ok(self.put_inline(place, lead, value))
        }
    }

    fn put_in_flow(&self, node: &Node, value: &Out) -> Cut {
        let new = emit::inline(value, true);
        if !node.span.is_empty() {
            return (node.span.clone(), new);
        }
        let colon = node.span.start > 0 && self.byte(node.span.start - 1) == Some(b':');
        (node.span.clone(), if colon { format!(" {new}") } else { format!(": {new}") })
    }

    fn put_top(&self, node: &Node, value: &Out) -> Vec<Cut> {
        let new = emit::inline(value, false);
        if node.flow {
            return vec![(node.span.clone(), new)];
        }
        vec![(self.line_start(node.span.start)..self.line_end(node.span.end), new)]
    }

    fn put_inline(&self, place: &Place<'_>, lead: usize, value: &Out) -> Vec<Cut> {
        let node = place.node;
        let new = emit::inline(value, false);
        match &node.kind {
            Kind::Scalar { style: Style::Absent, .. } if node.span.is_empty() => {
                vec![(lead..lead, format!(" {new}"))]
            }
            Kind::Scalar { style: Style::Literal | Style::Folded, .. } => {
                let header = self.header(node);
                vec![(node.span.start..header, new), (self.line_end(header)..node.span.end, String::new())]
            }
            Kind::Scalar { .. } | Kind::Alias(_) => vec![(node.span.clone(), new)],
            _ if node.flow => vec![(node.span.clone(), new)],
            _ if self.begins_line(node.span.start) => {
                let lines =
                    self.end_of_line_before(self.line_start(node.span.start))..self.line_end(node.span.end);
                vec![(lead..lead, format!(" {new}")), (lines, String::new())]
            }
            _ => vec![(node.span.start..self.line_end(node.span.end), new)],
        }
    }

    /// The end of a block scalar's `|-` or `>2`.
    fn header(&self, node: &Node) -> usize {
        let first = self.slice(node.span.clone()).find(['|', '>']).unwrap_or(0) + node.span.start;
        let rest = self.slice(first..node.span.end);
        first + rest.find([' ', '\t', '\n', '\r', '#']).unwrap_or(rest.len())
    }

    fn put_block(&self, place: &Place<'_>, lead: usize, value: &Out) -> Result<Vec<Cut>, String> {
        let node = place.node;
        let collection = matches!(node.kind, Kind::List(_) | Kind::Map(_)) && !node.flow;
        if collection && node.anchor == 0 && node.tag.is_none() {
            let old = self.column(node.span.start);
            // A list may stand right below its key; a map may not.
            let fits = old > place.column || matches!(value, Out::List(_));
            let column = if fits { old } else { place.column + 2 };
            let text = emit::block(value, column).join(self.newline);
            let text = text.get(old..).unwrap_or("").to_owned();
            return Ok(vec![(node.span.start..self.line_end(node.span.end), text)]);
        }
        let lines = emit::block(value, place.column + 2);
        if let Kind::Scalar { style: Style::Literal | Style::Folded, .. } = node.kind {
            let header = self.header(node);
            let body = self.line_end(header)..node.span.end.max(self.line_end(header));
            return Ok(vec![(lead..header, String::new()), (body, self.below(&lines))]);
        }
        if collection || self.slice(lead..node.span.start).contains('#') {
            return Err("its old value is written in a way that cannot be replaced here".to_owned());
        }
        Ok(self.move_below(place, lead, &lines))
    }

    /// Takes the value off its line and puts lines below it.
    fn move_below(&self, place: &Place<'_>, lead: usize, lines: &[String]) -> Vec<Cut> {
        let end = place.node.span.end.max(lead);
        let line_end = self.line_end(end);
        let comment = !self.slice(end..line_end).trim().is_empty();
        if place.is_item && !comment {
            // The first line goes beside the dash.
            let text = lines.join(self.newline);
            return vec![(lead..line_end, format!(" {}", text.trim_start_matches(' ')))];
        }
        let old = if comment { lead..end } else { lead..line_end };
        vec![(old, String::new()), (line_end..line_end, self.below(lines))]
    }

    // ---- a key joins a map ----

    fn add(&self, place: &Place<'_>, index: usize, key: &str, value: &Out) -> Result<Vec<Cut>, String> {
        let map = place.node;
        let entries = map.entries();
        if place.in_flow || map.flow {
            let at = entries.last().map(|(key, value)| key.span.end.max(value.span.end));
            return self.join_flow(map, at, &emit::pair(key, value)).map(|cut| vec![cut]);
        }
        let (first, _) = entries.first().ok_or("the group is empty")?;
        let (before, value_before) =
            index.checked_sub(1).and_then(|at| entries.get(at)).ok_or("it has no place")?;
        let column = self.column(self.entry_start(first));
        let end = self.line_end(before.span.end.max(value_before.span.end));
        let end = self.past_inner_comments(end, column);
        Ok(vec![(end..end, self.below(&emit::entry(key, value, column)))])
    }

    /// Comment lines directly below an entry that are indented deeper than it belong to it.
    fn past_inner_comments(&self, mut end: usize, column: usize) -> usize {
        loop {
            let start = self.next_line(end);
            let line = self.slice(start..self.line_end(start));
            let bare = line.trim_start_matches(' ');
            if start <= end || !bare.starts_with('#') || line.len() - bare.len() <= column {
                return end;
            }
            end = self.line_end(start);
        }
    }

    /// Puts something after the last entry of a collection in brackets, or after the bracket.
    fn join_flow(&self, collection: &Node, last_end: Option<usize>, new: &str) -> Result<Cut, String> {
        match last_end {
            Some(at) => Ok((at..at, format!(", {new}"))),
            None => {
                let open = self.after_properties(collection);
                let bracket = matches!(self.byte(open), Some(b'[' | b'{'));
                let at = open + 1;
                if bracket {
                    Ok((at..at, new.to_owned()))
                } else {
                    Err("its brackets are not found".to_owned())
                }
            }
        }
    }

    // ---- an item joins a list ----

    fn push(&self, place: &Place<'_>, value: &Out) -> Result<Vec<Cut>, String> {
        let list = place.node;
        if place.in_flow || list.flow {
            let at = list.items().last().map(|item| item.span.end);
            return self.join_flow(list, at, &emit::inline(value, true)).map(|cut| vec![cut]);
        }
        let dash = self.dash(list, 0).ok_or("its first dash is not found")?;
        let end = self.line_end(list.span.end);
        Ok(vec![(end..end, self.below(&emit::item(value, self.column(dash))))])
    }

    // ---- a single value becomes a list ----

    fn wrap(&self, place: &Place<'_>, value: &Out) -> Result<Vec<Cut>, String> {
        let node = place.node;
        let old = self.slice(node.span.clone());
        let block = matches!(node.kind, Kind::List(_) | Kind::Map(_)) && !node.flow;
        if block {
            return self.wrap_block(place, value);
        }
        if old.contains(['\n', '\r'])
            || matches!(node.kind, Kind::Scalar { style: Style::Literal | Style::Folded, .. })
        {
            return Err("it holds one text over several lines; make it a list by hand first".to_owned());
        }
        let simple = !matches!(value, Out::List(_) | Out::Map(_) | Out::Flow(_) | Out::FlowMap(_));
        match place.lead {
            Some(lead) if !simple => {
                let column = place.column + 2;
                let mut lines = vec![format!("{}- {old}", " ".repeat(column))];
                lines.extend(emit::item(value, column));
                Ok(self.move_below(place, lead, &lines))
            }
            _ => {
                let old = match &node.kind {
                    Kind::Scalar { value, style: Style::Plain }
                        if old.contains([',', '[', ']', '{', '}', ':', '#']) =>
                    {
                        emit::quoted(value)
                    }
                    _ => old.to_owned(),
                };
                Ok(vec![(node.span.clone(), format!("[{old}, {}]", emit::inline(value, true)))])
            }
        }
    }

    /// A group of lines becomes the first item by a dash in its indentation: one line is touched.
    fn wrap_block(&self, place: &Place<'_>, value: &Out) -> Result<Vec<Cut>, String> {
        let node = place.node;
        let column = self.column(node.span.start);
        let fits = !place.is_item && place.lead.is_some() && column >= place.column + 2;
        if !fits || !self.begins_line(node.span.start) || node.anchor > 0 || node.tag.is_some() {
            return Err(
                "it holds a single value in a form that cannot become a list without moving its lines; \
                        make it a list by hand first"
                    .to_owned(),
            );
        }
        let end = self.line_end(node.span.end);
        Ok(vec![
            (node.span.start - 2..node.span.start, "- ".to_owned()),
            (end..end, self.below(&emit::item(value, column - 2))),
        ])
    }

    // ---- something leaves ----

    fn take(&self, place: &Place<'_>, index: usize) -> Result<Vec<Cut>, String> {
        let unclear = "its place in the text is not clear";
        let whole = self.extent(place, index).ok_or(unclear)?;
        let next = self.extent(place, index + 1);
        if place.in_flow || place.node.flow {
            if let Some(lines) = self.own_lines(&whole) {
                return Ok(vec![(lines, String::new())]);
            }
            let before = index.checked_sub(1).and_then(|before| self.extent(place, before));
            let range = match (next, before) {
                (Some(next), _) => whole.start..next.start,
                (None, Some(before)) => before.end..whole.end,
                (None, None) => whole,
            };
            return Ok(vec![(range, String::new())]);
        }
        let end = self.line_end(whole.end);
        if !self.begins_line(whole.start) {
            let next = next.ok_or(unclear)?;
            let gap = self.slice(end..next.start).trim().is_empty();
            let start = whole.start
                - (self.slice(0..whole.start).len() - self.slice(0..whole.start).trim_end_matches(' ').len());
            return Ok(vec![(if gap { whole.start..next.start } else { start..end }, String::new())]);
        }
        let start = self.line_start(whole.start);
        let next_line = self.next_line(end);
        let unended = next_line == end;
        let range = if unended { self.end_of_line_before(start)..end } else { start..next_line };
        Ok(vec![(range, String::new())])
    }

    /// The lines of an item in brackets that shares them with nothing but its comma and comments.
    fn own_lines(&self, item: &Range<usize>) -> Option<Range<usize>> {
        let end = self.line_end(item.end);
        let rest = self.slice(item.end..end).trim_start();
        let rest = rest.strip_prefix(',').unwrap_or(rest).trim_start();
        let start = self.line_start(item.start);
        let own = self.begins_line(item.start) && (rest.is_empty() || rest.starts_with('#'));
        (own && self.next_line(end) > end).then(|| start..self.next_line(end))
    }

    /// From the first byte of an entry (its dash, in a list) to the end of its value.
    fn extent(&self, place: &Place<'_>, index: usize) -> Option<Range<usize>> {
        let node = place.node;
        match &node.kind {
            Kind::Map(entries) => {
                let (key, value) = entries.get(index)?;
                let start = if place.in_flow || node.flow { key.span.start } else { self.entry_start(key) };
                Some(start..key.span.end.max(value.span.end))
            }
            Kind::List(items) if place.in_flow || node.flow => items.get(index).map(|item| item.span.clone()),
            Kind::List(items) => Some(self.dash(node, index)?..items.get(index)?.span.end),
            _ => None,
        }
    }
}
