//! Circles among things that lead to each other.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;

/// Groups places so that two are in one group where each leads to the other (Tarjan's strongly connected components).
/// `next[place]` are the places that it leads to. A group comes after every group that it leads to. Takes time linear in places and
/// ties, and no stack of its own, however long a chain is.
pub(super) fn groups(next: &[Vec<usize>]) -> Vec<Vec<usize>> {
    const NEW: usize = usize::MAX;
    let mut order = vec![NEW; next.len()];
    let mut low = vec![NEW; next.len()];
    let mut open = vec![false; next.len()];
    let mut stack = Vec::new();
    let mut found = Vec::new();
    let mut count = 0;
    for start in 0..next.len() {
        if order[start] != NEW {
            continue;
        }
        let mut work = vec![(start, 0)];
        while let Some((place, tie)) = work.pop() {
            if tie == 0 {
                order[place] = count;
                low[place] = count;
                count += 1;
                stack.push(place);
                open[place] = true;
            }
            match next[place].get(tie) {
                Some(&to) => {
                    work.push((place, tie + 1));
                    if order[to] == NEW {
                        work.push((to, 0));
                    } else if open[to] {
                        low[place] = low[place].min(order[to]);
                    }
                }
                None => {
                    if let Some(&(above, _)) = work.last() {
                        low[above] = low[above].min(low[place]);
                    }
                    if low[place] == order[place] {
                        let from = stack.iter().rposition(|&on| on == place).unwrap_or_default();
                        let group = stack.split_off(from);
                        group.iter().for_each(|&on| open[on] = false);
                        found.push(group);
                    }
                }
            }
        }
    }
    found
}

/// The circles: for each place that is in one, a way round that begins at the group's first place (by `name`) and does not come back to
/// itself; `None` for places that are in none.
pub(super) fn circles<N: Ord>(
    next: &[Vec<usize>],
    groups: &[Vec<usize>],
    name: impl Fn(usize) -> N,
) -> Vec<Option<Arc<Vec<usize>>>> {
    let mut circles = vec![None; next.len()];
    for group in groups {
        let Some(&first) = group.iter().min_by_key(|&&place| name(place)) else { continue };
        if group.len() == 1 && !next[first].contains(&first) {
            continue;
        }
        let way = Arc::new(shortest_round(next, group, first, &name));
        for &place in group {
            circles[place] = Some(Arc::clone(&way));
        }
    }
    circles
}

/// The shortest way from a place back to it, within its group.
fn shortest_round<N: Ord>(
    next: &[Vec<usize>],
    group: &[usize],
    first: usize,
    name: &impl Fn(usize) -> N,
) -> Vec<usize> {
    let within: HashSet<usize> = group.iter().copied().collect();
    let mut before: HashMap<usize, usize> = HashMap::new();
    let mut queue = VecDeque::from([first]);
    while let Some(place) = queue.pop_front() {
        let mut ties: Vec<usize> = next[place].iter().copied().filter(|to| within.contains(to)).collect();
        ties.sort_by_key(|&to| name(to));
        for to in ties {
            if to == first {
                let mut way = vec![place];
                let mut at = place;
                while at != first {
                    let Some(&earlier) = before.get(&at) else { break };
                    way.push(earlier);
                    at = earlier;
                }
                way.reverse();
                return way;
            }
            if let Entry::Vacant(vacant) = before.entry(to) {
                vacant.insert(place);
                queue.push_back(to);
            }
        }
    }
    vec![first]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_comes_after_those_that_it_leads_to() {
        let next = vec![vec![1], vec![2, 3], vec![1], vec![], vec![4]];
        let groups = groups(&next);
        let of = |place| groups.iter().position(|group| group.contains(&place)).unwrap();
        assert_eq!(of(1), of(2));
        assert!(of(3) < of(1) && of(1) < of(0));
        let circles = circles(&next, &groups, |place| place);
        assert_eq!(circles[2].as_deref(), Some(&vec![1, 2]));
        assert_eq!(circles[4].as_deref(), Some(&vec![4]));
        assert_eq!(circles[0], None);
    }

    #[test]
    fn a_chain_of_a_hundred_thousand_is_followed() {
        let next: Vec<Vec<usize>> =
            (0..100_000).map(|at| if at + 1 < 100_000 { vec![at + 1] } else { vec![0] }).collect();
        assert_eq!(groups(&next).len(), 1);
    }
}
