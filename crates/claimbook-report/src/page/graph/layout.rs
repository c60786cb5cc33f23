//! Where the nodes of a graph stand: in layers from left to right along its edges (after Sugiyama, Tagawa and Toda), each
//! connected part by itself, the parts below and beside each other. The same graph is always drawn the same way.

use std::collections::BTreeMap;

/// A node that is to be placed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Size {
    pub(super) width: i32,
    pub(super) height: i32,
    /// Whether it stands as near as it can to what follows it: an origin beside its claims.
    pub(super) near: bool,
}

/// Where everything stands.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Layout {
    pub(super) width: i32,
    pub(super) height: i32,
    /// The upper left corner of each node.
    pub(super) nodes: Vec<(i32, i32)>,
    /// The points that each edge goes through, from its first node to its second.
    pub(super) edges: Vec<Vec<(i32, i32)>>,
}

/// Between layers, between nodes of one layer, between parts.
const LAYER_GAP: i32 = 72;
const NODE_GAP: i32 = 16;
const PART_GAP: i32 = 40;
/// What an edge that passes through a layer takes there.
const PASSING: i32 = 8;
/// How often layers are put in order after their neighbours.
const SWEEPS: usize = 8;

/// Places nodes; edges lead from left to right where they are in no circle. A picture is about `width` wide, wider only where one part
/// is.
pub(super) fn layout(sizes: &[Size], edges: &[(usize, usize)], width: i32) -> Layout {
    let mut whole = Layout {
        nodes: vec![(0, 0); sizes.len()],
        edges: vec![Vec::new(); edges.len()],
        ..Layout::default()
    };
    let mut drawn: Vec<Part> =
        parts(sizes.len(), edges).into_iter().map(|it| Part::of(sizes, edges, it)).collect();
    // The largest first; of equals the one that came first.
    drawn.sort_by_key(|part| (std::cmp::Reverse(part.members.len()), part.members.first().copied()));
    let wide = drawn.iter().map(|part| part.width).max().unwrap_or(0).max(width);
    let (mut x, mut y, mut tall) = (0, 0, 0);
    for part in &drawn {
        if x > 0 && x + part.width > wide {
            (x, y, tall) = (0, y + tall + PART_GAP, 0);
        }
        for (member, at) in part.members.iter().zip(&part.places) {
            if let Some(node) = whole.nodes.get_mut(*member) {
                *node = (at.0 + x, at.1 + y);
            }
        }
        for (edge, points) in &part.routes {
            if let Some(route) = whole.edges.get_mut(*edge) {
                route.extend(points.iter().map(|at| (at.0 + x, at.1 + y)));
            }
        }
        whole.width = whole.width.max(x + part.width);
        tall = tall.max(part.height);
        whole.height = whole.height.max(y + tall);
        x += part.width + PART_GAP;
    }
    whole
}

/// The connected parts, each with its nodes in their order.
fn parts(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut root: Vec<usize> = (0..nodes).collect();
    fn find(root: &mut [usize], mut node: usize) -> usize {
        while root[node] != node {
            root[node] = root[root[node]];
            node = root[node];
        }
        node
    }
    for &(from, to) in edges {
        let (one, other) = (find(&mut root, from), find(&mut root, to));
        root[one.max(other)] = one.min(other);
    }
    let mut parts: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for node in 0..nodes {
        parts.entry(find(&mut root, node)).or_default().push(node);
    }
    parts.into_values().collect()
}

/// A connected part, placed by itself.
struct Part {
    width: i32,
    height: i32,
    members: Vec<usize>,
    places: Vec<(i32, i32)>,
    routes: Vec<(usize, Vec<(i32, i32)>)>,
}

/// What stands in a layer: a node of the part, or an edge that passes.
struct Item {
    width: i32,
    height: i32,
    layer: usize,
    before: Vec<usize>,
    after: Vec<usize>,
    y: i32,
}

impl Part {
    fn of(sizes: &[Size], edges: &[(usize, usize)], members: Vec<usize>) -> Self {
        let place: BTreeMap<usize, usize> =
            members.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let own: Vec<(usize, usize, usize)> = edges
            .iter()
            .enumerate()
            .filter_map(|(number, (from, to))| Some((number, *place.get(from)?, *place.get(to)?)))
            .filter(|(_, from, to)| from != to)
            .collect();
        let layers = layers(sizes, &members, &own);
        let mut items: Vec<Item> = members
            .iter()
            .zip(&layers)
            .filter_map(|(node, layer)| Some((sizes.get(*node)?, *layer)))
            .map(|(size, layer)| Item::new(size.width, size.height, layer))
            .collect();
        // An edge over several layers has an item in each that it passes, so that nothing stands in its way.
        let mut ways: Vec<(usize, Vec<usize>)> = Vec::new();
        for (number, from, to) in own {
            let (left, right) = if layers[from] <= layers[to] { (from, to) } else { (to, from) };
            let mut way = vec![left];
            for layer in layers[left] + 1..layers[right] {
                items.push(Item::new(0, PASSING, layer));
                way.push(items.len() - 1);
            }
            way.push(right);
            for pair in way.windows(2) {
                let (one, other) = (pair[0], pair[1]);
                items[one].after.push(other);
                items[other].before.push(one);
            }
            if left != from {
                way.reverse();
            }
            ways.push((number, way));
        }
        Part::placed(members, items, &ways)
    }

    fn placed(members: Vec<usize>, mut items: Vec<Item>, ways: &[(usize, Vec<usize>)]) -> Self {
        let last = items.iter().map(|item| item.layer).max().unwrap_or(0);
        let mut rows: Vec<Vec<usize>> = vec![Vec::new(); last + 1];
        for (number, item) in items.iter().enumerate() {
            rows[item.layer].push(number);
        }
        for row in &rows {
            stack(&mut items, row);
        }
        for sweep in 0..SWEEPS {
            let back = sweep % 2 == 1;
            let order: Vec<usize> =
                if back { (0..rows.len()).rev().collect() } else { (0..rows.len()).collect() };
            for layer in order {
                // The last two sweeps look at both sides, so that what follows does not pull everything one way.
                let sides = if sweep + 2 >= SWEEPS { (true, true) } else { (!back, back) };
                settle(&mut items, &mut rows[layer], sides);
            }
        }
        let top = items.iter().map(|item| item.y).min().unwrap_or(0);
        for item in &mut items {
            item.y -= top;
        }
        let mut x = 0;
        let mut lefts = Vec::with_capacity(rows.len());
        let mut widths = Vec::with_capacity(rows.len());
        for row in &rows {
            let width = row.iter().map(|&it| items[it].width).max().unwrap_or(0);
            lefts.push(x);
            widths.push(width);
            x += width + LAYER_GAP;
        }
        let left = |item: &Item| {
            let spare = widths[item.layer] - item.width;
            // An origin stands at the right of its column, beside its claims.
            lefts[item.layer] + if item.before.is_empty() { spare } else { 0 }
        };
        let places = items.iter().take(members.len()).map(|item| (left(item), item.y)).collect();
        let route = |(number, way): &(usize, Vec<usize>)| {
            let mut points = Vec::with_capacity(way.len() * 2);
            for (step, &it) in way.iter().enumerate() {
                let item = &items[it];
                let middle = item.y + item.height / 2;
                let (near, far) = (left(item), left(item) + item.width);
                let right = way.get(step + 1).map(|&next| items[next].layer > item.layer);
                let came =
                    step.checked_sub(1).and_then(|one| way.get(one)).map(|&it| items[it].layer < item.layer);
                let in_passing = step > 0 && step + 1 < way.len();
                if in_passing {
                    let width = widths[item.layer];
                    let (enter, leave) = (lefts[item.layer], lefts[item.layer] + width);
                    match came {
                        Some(true) => points.extend([(enter, middle), (leave, middle)]),
                        _ => points.extend([(leave, middle), (enter, middle)]),
                    }
                } else {
                    let outward = right.or(came.map(|came| !came)).unwrap_or(true);
                    points.push((if outward { far } else { near }, middle));
                }
            }
            (*number, points)
        };
        let height = items.iter().map(|item| item.y + item.height).max().unwrap_or(0);
        let routes = ways.iter().map(route).collect();
        Part { width: (x - LAYER_GAP).max(0), height, members, places, routes }
    }
}

impl Item {
    fn new(width: i32, height: i32, layer: usize) -> Self {
        Item { width, height, layer, before: Vec::new(), after: Vec::new(), y: 0 }
    }
}

/// The layer of each node of a part: further right than everything that leads to it, where no circle forbids that.
fn layers(sizes: &[Size], members: &[usize], edges: &[(usize, usize, usize)]) -> Vec<usize> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); members.len()];
    let mut waits = vec![0_usize; members.len()];
    for &(_, from, to) in edges {
        next[from].push(to);
        waits[to] += 1;
    }
    let mut layers = vec![0_usize; members.len()];
    let mut done = vec![false; members.len()];
    let mut ready: std::collections::BTreeSet<usize> =
        (0..members.len()).filter(|&node| waits[node] == 0).collect();
    let mut waiting: std::collections::BTreeSet<(usize, usize)> =
        (0..members.len()).filter(|&node| waits[node] > 0).map(|node| (waits[node], node)).collect();
    // In a circle, the one that waits for the fewest goes first.
    while let Some(node) = ready.pop_first().or_else(|| waiting.first().map(|it| it.1)) {
        waiting.remove(&(waits[node], node));
        done[node] = true;
        for &to in &next[node] {
            if !done[to] {
                waiting.remove(&(waits[to], to));
                waits[to] -= 1;
                layers[to] = layers[to].max(layers[node] + 1);
                if waits[to] == 0 {
                    ready.insert(to);
                } else {
                    waiting.insert((waits[to], to));
                }
            }
        }
    }
    for node in 0..members.len() {
        let near = members.get(node).and_then(|it| sizes.get(*it)).is_some_and(|size| size.near);
        let first = next[node].iter().map(|&to| layers[to]).min();
        if let Some(first) = first.filter(|_| near) {
            layers[node] = first.saturating_sub(1).max(layers[node]);
        }
    }
    layers
}

/// One below the other.
fn stack(items: &mut [Item], row: &[usize]) {
    let mut y = 0;
    for &it in row {
        items[it].y = y;
        y += items[it].height + NODE_GAP;
    }
}

/// Moves what stands in a layer towards the middle of its neighbours, in their order and without overlaps.
fn settle(items: &mut [Item], row: &mut [usize], (before, after): (bool, bool)) {
    let middle = |it: usize, items: &[Item]| items[it].y + items[it].height / 2;
    let wanted: BTreeMap<usize, i32> = row
        .iter()
        .map(|&it| {
            let none: &[usize] = &[];
            let left = if before { items[it].before.as_slice() } else { none };
            let right = if after { items[it].after.as_slice() } else { none };
            let near: Vec<i32> = left.iter().chain(right).map(|&other| middle(other, items)).collect();
            let sum: i64 = near.iter().map(|&at| i64::from(at)).sum();
            let at = i64::try_from(near.len()).ok().filter(|&count| count > 0).map(|count| sum / count);
            let at = at.and_then(|at| i32::try_from(at).ok()).unwrap_or_else(|| middle(it, items));
            (it, at - items[it].height / 2)
        })
        .collect();
    let want = |it: &usize| wanted.get(it).copied().unwrap_or(0);
    row.sort_by_key(want);
    let mut floor = i32::MIN;
    for it in row.iter() {
        let y = want(it).max(floor);
        items[*it].y = y;
        floor = y + items[*it].height + NODE_GAP;
    }
    // What was pushed down goes back as far as the whole was pushed on average.
    let pushed: i64 = row.iter().map(|it| i64::from(items[*it].y - want(it))).sum();
    let back = pushed / i64::try_from(row.len().max(1)).unwrap_or(1);
    let back = i32::try_from(back).unwrap_or(0);
    for it in row.iter() {
        items[*it].y -= back;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const BOX: Size = Size { width: 200, height: 60, near: false };

    #[test]
    fn edges_lead_to_the_right_and_parts_stand_apart() {
        let drawn = layout(&[BOX; 5], &[(0, 1), (1, 2), (0, 2), (3, 4)], 1000);
        let x = |node: usize| drawn.nodes[node].0;
        assert!(x(0) < x(1) && x(1) < x(2) && x(3) < x(4));
        // The edge over two layers passes beside the node between.
        let passing = drawn.edges[2][1].1;
        let between = drawn.nodes[1].1;
        assert!(passing < between || passing > between + 60, "{passing} {between}");
    }

    #[test]
    fn a_circle_is_drawn_too() {
        let drawn = layout(&[BOX; 3], &[(0, 1), (1, 2), (2, 0), (1, 1)], 1000);
        assert_eq!(drawn.nodes.len(), 3);
        assert!(drawn.edges[2].len() >= 2 && drawn.edges[3].is_empty());
    }

    proptest! {
        #[test]
        fn no_node_lies_on_another_or_outside(
            edges in prop::collection::vec((0usize..24, 0usize..24), 0..40),
            width in 300i32..1500,
        ) {
            let drawn = layout(&[BOX; 24], &edges, width);
            prop_assert_eq!(&drawn, &layout(&[BOX; 24], &edges, width));
            for (one, a) in drawn.nodes.iter().enumerate() {
                prop_assert!(a.0 >= 0 && a.1 >= 0 && a.0 + 200 <= drawn.width && a.1 + 60 <= drawn.height);
                for b in drawn.nodes.iter().skip(one + 1) {
                    prop_assert!(a.0 + 200 <= b.0 || b.0 + 200 <= a.0 || a.1 + 60 <= b.1 || b.1 + 60 <= a.1);
                }
            }
        }
    }
}
