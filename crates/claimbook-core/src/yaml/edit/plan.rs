//! What an edit means for the tree of the text at hand.

use super::{Edit, EditError};
use crate::yaml::emit::Out;
use crate::yaml::route::{Route, Step};
use crate::yaml::tree::{Kind, Node, Style};

/// Where a value is: the positions of entries and items from the top.
pub(super) type Path = Vec<usize>;

/// A change that fits the tree.
#[derive(Debug)]
pub(super) enum Change {
    /// The value becomes another.
    Put { path: Path, value: Out },
    /// A key joins a map, after the entry before `index`.
    Add { path: Path, index: usize, key: String, value: Out },
    /// An item joins a list at its end.
    Push { path: Path, value: Out },
    /// A single value becomes a list of itself and another.
    Wrap { path: Path, value: Out },
    /// An entry leaves a map, or an item a list. It is not the only one.
    Take { path: Path, index: usize },
}

pub(super) fn plan(root: &Node, edit: &Edit, order: &[&str]) -> Result<Change, EditError> {
    let route = edit.route();
    let cannot = |why: &str| EditError::Cannot { route: route.clone(), why: why.to_owned() };
    let Some((parent_route, last)) = route.split_last() else {
        return Err(cannot("it is the whole file"));
    };
    let (parent, path) = find(root, &parent_route, route)?;
    let here = match last {
        Step::Key(key) => parent.entries().iter().position(|(k, _)| k.text() == Some(key)),
        Step::Index(index) => (*index < parent.items().len()).then_some(*index),
    };
    let value_here = here.and_then(|index| child(parent, index));
    if let Some(value) = value_here {
        if matches!(value.kind, Kind::Alias(_)) {
            return Err(cannot("it is a reference (`*name`) to another place in the file"));
        }
        if shared(root, value) {
            return Err(cannot("other places in the file refer to it (`&name`)"));
        }
    }
    let path_here = |index: usize| path.iter().copied().chain([index]).collect::<Path>();
    match (edit, here, value_here) {
        (Edit::Remove { .. }, Some(index), _) => Ok(take(parent, path, index)),
        (Edit::Set { value, .. }, Some(index), Some(_)) => {
            Ok(Change::Put { path: path_here(index), value: value.clone() })
        }
        (Edit::Append { item, .. }, Some(index), Some(list)) => Ok(append(list, path_here(index), item)),
        (Edit::Set { value, .. }, _, _) => add(parent, path, last, value.clone(), route, order),
        (Edit::Append { item, .. }, _, _) => add(parent, path, last, list_of(item), route, order),
        _ => Err(EditError::Missing { route: route.clone() }),
    }
}

/// The value at a route, and its path. `edited` is named where there is none.
fn find<'a>(root: &'a Node, route: &Route, edited: &Route) -> Result<(&'a Node, Path), EditError> {
    let missing = || EditError::Missing { route: route.clone() };
    let mut node = root;
    let mut path = Path::new();
    for step in route.steps() {
        let index = match (step, &node.kind) {
            (Step::Key(key), _) => node.entries().iter().position(|(k, _)| k.text() == Some(key)),
            // A single group where a list is allowed is the list's only item.
            (Step::Index(0), Kind::Map(_)) => continue,
            (Step::Index(index), Kind::List(_)) => Some(*index),
            (Step::Index(_), _) => None,
        };
        let index = index.ok_or_else(missing)?;
        node = child(node, index).ok_or_else(missing)?;
        path.push(index);
        let why = match node.kind {
            Kind::Alias(_) => "it is in a place that is a reference (`*name`) to another",
            _ if node.anchor > 0 && refers(root, &[node.anchor]) => {
                "it is in a place that others in the file refer to (`&name`)"
            }
            _ => continue,
        };
        return Err(EditError::Cannot { route: edited.clone(), why: why.to_owned() });
    }
    Ok((node, path))
}

pub(super) fn child(node: &Node, index: usize) -> Option<&Node> {
    match &node.kind {
        Kind::Map(entries) => entries.get(index).map(|(_, value)| value),
        Kind::List(items) => items.get(index),
        _ => None,
    }
}

/// Whether a value, or one in it, has an anchor that something refers to.
fn shared(root: &Node, value: &Node) -> bool {
    let mut anchors = Vec::new();
    collect_anchors(value, &mut anchors);
    !anchors.is_empty() && refers(root, &anchors)
}

fn collect_anchors(node: &Node, anchors: &mut Vec<usize>) {
    if node.anchor > 0 {
        anchors.push(node.anchor);
    }
    node.items().iter().for_each(|item| collect_anchors(item, anchors));
    for (key, value) in node.entries() {
        collect_anchors(key, anchors);
        collect_anchors(value, anchors);
    }
}

fn refers(node: &Node, anchors: &[usize]) -> bool {
    matches!(node.kind, Kind::Alias(id) if anchors.contains(&id))
        || node.items().iter().any(|item| refers(item, anchors))
        || node.entries().iter().any(|(key, value)| refers(key, anchors) || refers(value, anchors))
}

fn take(parent: &Node, path: Path, index: usize) -> Change {
    match &parent.kind {
        Kind::Map(entries) if entries.len() <= 1 => Change::Put { path, value: Out::FlowMap(Vec::new()) },
        Kind::List(items) if items.len() <= 1 => Change::Put { path, value: Out::Flow(Vec::new()) },
        _ => Change::Take { path, index },
    }
}

fn append(list: &Node, path: Path, item: &Out) -> Change {
    match &list.kind {
        Kind::List(items) if items.is_empty() => match list_of(item) {
            block @ Out::List(_) => Change::Put { path, value: block },
            _ => Change::Push { path, value: item.clone() },
        },
        Kind::List(_) => Change::Push { path, value: item.clone() },
        _ if list.is_null() => Change::Put { path, value: list_of(item) },
        _ => Change::Wrap { path, value: item.clone() },
    }
}

/// A new list: single values in brackets, the rest one a line.
fn list_of(item: &Out) -> Out {
    match item {
        Out::List(_) | Out::Map(_) | Out::Flow(_) | Out::FlowMap(_) => Out::List(vec![item.clone()]),
        _ => Out::Flow(vec![item.clone()]),
    }
}

fn add(
    parent: &Node,
    path: Path,
    step: &Step,
    value: Out,
    route: &Route,
    order: &[&str],
) -> Result<Change, EditError> {
    let Step::Key(key) = step else { return Err(EditError::Missing { route: route.clone() }) };
    match &parent.kind {
        Kind::Map(entries) if !entries.is_empty() => {
            let index =
                if path.is_empty() && !parent.flow { place(entries, key, order) } else { entries.len() };
            Ok(Change::Add { path, index, key: key.clone(), value })
        }
        Kind::Map(_) if matches!(value, Out::Word(_) | Out::Int(_) | Out::Float(_) | Out::Bool(_)) => {
            Ok(Change::Add { path, index: 0, key: key.clone(), value })
        }
        Kind::Map(_) => Ok(Change::Put { path, value: Out::Map(vec![(key.clone(), value)]) }),
        Kind::Scalar { style: Style::Absent | Style::Plain, .. } if parent.is_null() && !path.is_empty() => {
            Ok(Change::Put { path, value: Out::Map(vec![(key.clone(), value)]) })
        }
        _ => Err(EditError::Cannot {
            route: route.clone(),
            why: "what holds it is no group of `key: value` lines".to_owned(),
        }),
    }
}

/// After which entries a new key at the top belongs: the last that comes before it in the order, else the first that the
/// order knows (a comment above that one is about the file and stays at its head), else all.
fn place(entries: &[(Node, Node)], key: &str, order: &[&str]) -> usize {
    let rank = |key: &str| order.iter().position(|k| *k == key);
    let Some(own) = rank(key) else { return entries.len() };
    let known =
        || entries.iter().enumerate().filter_map(|(index, (key, _))| Some((rank(key.text()?)?, index + 1)));
    known()
        .rfind(|(rank, _)| *rank < own)
        .or_else(|| known().next())
        .map_or(entries.len(), |(_, after)| after)
}
