//! What a change should do to the values, whatever the text looks like.

use super::plan::Change;
use crate::yaml::emit::Out;
use crate::yaml::read::{self, Any};
use crate::yaml::tree::{Kind, Node, Style};

/// Makes the change in a tree; its spans mean nothing afterwards.
pub(super) fn change_node(root: &mut Node, change: &Change) {
    match change {
        Change::Put { path, value } => {
            if let Some(node) = node_at(root, path) {
                *node = written(value);
            }
        }
        Change::Add { path, index, key, value } => {
            if let Some(Kind::Map(entries)) = node_at(root, path).map(|node| &mut node.kind) {
                let key = written(&Out::word(key.clone()));
                entries.insert((*index).min(entries.len()), (key, written(value)));
            }
        }
        Change::Push { path, value } => {
            if let Some(Kind::List(items)) = node_at(root, path).map(|node| &mut node.kind) {
                items.push(written(value));
            }
        }
        Change::Wrap { path, value } => {
            if let Some(node) = node_at(root, path) {
                let old = std::mem::replace(node, written(&Out::Flow(Vec::new())));
                node.kind = Kind::List(vec![old, written(value)]);
            }
        }
        Change::Take { path, index } => match node_at(root, path).map(|node| &mut node.kind) {
            Some(Kind::Map(entries)) if *index < entries.len() => drop(entries.remove(*index)),
            Some(Kind::List(items)) if *index < items.len() => drop(items.remove(*index)),
            _ => {}
        },
    }
}

fn node_at<'a>(root: &'a mut Node, path: &[usize]) -> Option<&'a mut Node> {
    path.iter().try_fold(root, |node, index| match &mut node.kind {
        Kind::Map(entries) => entries.get_mut(*index).map(|(_, value)| value),
        Kind::List(items) => items.get_mut(*index),
        _ => None,
    })
}

/// The tree of something that is written.
fn written(out: &Out) -> Node {
    let scalar = |value: String| Kind::Scalar { value, style: Style::Plain };
    let kind = match out {
        Out::Text(text) | Out::Word(text) => scalar(text.clone()),
        Out::Int(_) | Out::Float(_) | Out::Bool(_) => scalar(crate::yaml::emit::inline(out, true)),
        Out::List(items) | Out::Flow(items) => Kind::List(items.iter().map(written).collect()),
        Out::Map(entries) | Out::FlowMap(entries) => Kind::Map(
            entries.iter().map(|(key, value)| (written(&Out::word(key.clone())), written(value))).collect(),
        ),
    };
    Node { kind, span: 0..0, flow: false, anchor: 0, tag: None }
}

/// Makes the change in the values that the other reader sees.
pub(super) fn change_value(root: &mut Any, change: &Change) {
    match change {
        Change::Put { path, value } => {
            if let Some(place) = value_at(root, path) {
                *place = read::any_of(value);
            }
        }
        Change::Add { path, index, key, value } => {
            if let Some(Any::Mapping(map)) = value_at(root, path) {
                let new = (Any::String(key.clone()), read::any_of(value));
                let mut entries: Vec<_> = std::mem::take(map).into_iter().collect();
                entries.insert((*index).min(entries.len()), new);
                map.extend(entries);
            }
        }
        Change::Push { path, value } => {
            if let Some(Any::Sequence(items)) = value_at(root, path) {
                items.push(read::any_of(value));
            }
        }
        Change::Wrap { path, value } => {
            if let Some(place) = value_at(root, path) {
                let old = std::mem::take(place);
                *place = Any::Sequence(vec![old, read::any_of(value)]);
            }
        }
        Change::Take { path, index } => match value_at(root, path) {
            Some(Any::Mapping(map)) => {
                let kept = std::mem::take(map).into_iter().enumerate().filter(|(at, _)| at != index);
                map.extend(kept.map(|(_, entry)| entry).collect::<Vec<_>>());
            }
            Some(Any::Sequence(items)) if *index < items.len() => drop(items.remove(*index)),
            _ => {}
        },
    }
}

fn value_at<'a>(root: &'a mut Any, path: &[usize]) -> Option<&'a mut Any> {
    let place = path.iter().try_fold(root, |value, index| match untagged(value) {
        Any::Mapping(map) => map.iter_mut().nth(*index).map(|(_, value)| value),
        Any::Sequence(items) => items.get_mut(*index),
        _ => None,
    })?;
    Some(place)
}

fn untagged(mut value: &mut Any) -> &mut Any {
    while let Any::Tagged(tagged) = value {
        value = &mut tagged.value;
    }
    value
}
