//! How claims hang together: their links, and the origins that their evidence goes back to.

mod layout;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::fmt::Write as _;

use claimbook_core::model::LinkType;

use self::layout::{Layout, Size, layout};
use super::index::Index;
use super::mark::Mark;
use super::words::Words;
use crate::facts;

/// With more claims than this, only those with links are drawn, and origins stand at the foot of each: one that many claims go back
/// to would press all of them into one column.
const FEW: usize = 40;
/// More claims than this are not drawn; the list has all.
const MOST: usize = 200;
/// With more ties than this, their words stand in the list only.
const NAMED: usize = 45;
/// More ties than this of one kind are not listed here; the cards have all.
const LISTED: usize = 300;
/// So many origins are listed, and so many claims of each.
const ORIGINS: usize = 40;
const OF_ORIGIN: usize = 12;
/// The picture is about this wide.
const WIDTH: i32 = 1120;
const CLAIM: Size = Size { width: 224, height: 66, near: false };
/// The columns of a line in a claim's box, and of an origin's name.
const LINE: usize = 30;
/// What the line of origins takes.
const FOOT: i32 = 16;
const NAME: usize = 24;
const MARGIN: i32 = 8;

/// The graph as it is drawn and as it is listed.
pub(crate) struct Graph {
    pub(crate) width: i32,
    pub(crate) height: i32,
    pub(crate) claims: Vec<Node>,
    pub(crate) origins: Vec<Origin>,
    pub(crate) edges: Vec<Edge>,
    /// The ties in words.
    pub(crate) ties: Vec<Tie>,
    /// How many ties are not in the list.
    pub(crate) more_ties: usize,
    pub(crate) sources: Vec<Source>,
    /// How many claims with ties are not drawn.
    pub(crate) left_out: usize,
    /// The kinds of links that are drawn.
    pub(crate) kinds: Vec<Kind>,
}

pub(crate) struct Node {
    pub(crate) href: String,
    pub(crate) number: usize,
    pub(crate) mark: Mark,
    pub(crate) handle: Words,
    pub(crate) lines: Vec<Words>,
    /// The origins of its evidence, where these are not drawn.
    pub(crate) foot: Option<Words>,
    pub(crate) claim: Words,
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) height: i32,
}

pub(crate) struct Origin {
    pub(crate) number: usize,
    pub(crate) name: Words,
    pub(crate) whole: Words,
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) width: i32,
}

pub(crate) struct Edge {
    pub(crate) class: &'static str,
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) path: String,
    /// What it says, in the middle of it.
    pub(crate) label: Option<(Words, i32, i32)>,
}

pub(crate) struct Tie {
    pub(crate) from: Named,
    pub(crate) word: Words,
    pub(crate) to: Named,
}

/// A claim in a list.
#[derive(Clone)]
pub(crate) struct Named {
    pub(crate) href: String,
    pub(crate) claim: Words,
    pub(crate) mark: Mark,
}

/// An origin with the claims whose evidence goes back to it.
pub(crate) struct Source {
    pub(crate) name: Words,
    pub(crate) claims: Vec<Named>,
    /// How many more there are.
    pub(crate) more: usize,
}

pub(crate) struct Kind {
    pub(crate) class: &'static str,
    pub(crate) says: &'static str,
}

/// A link between two claims of the page.
struct Link<'w> {
    from: usize,
    to: usize,
    kind: Option<&'w LinkType>,
}

impl Graph {
    pub(crate) fn of(index: &Index<'_, '_>) -> Self {
        Graph::among(index, &(0..index.claims.len()).collect::<Vec<_>>())
    }

    /// Of the claims at these places, which are in order.
    pub(crate) fn among(index: &Index<'_, '_>, places: &[usize]) -> Self {
        let links = links(index, places);
        let origins = origins(index, places);
        let drawn = Drawing::of(index, places.len() <= FEW, &links, &origins);
        let (layout, edges) = drawn.layout(&links, &origins);
        let name = |place: usize| named(index, place);
        let ties = links.iter().take(LISTED).filter_map(|link| {
            let word = link.kind.map_or("tied to", facts::forward);
            Some(Tie { from: name(link.from)?, word: Words::line(word), to: name(link.to)? })
        });
        let sources = origins.iter().take(ORIGINS).map(|(key, claims)| Source {
            name: Words::line(origin_name(index, key)),
            claims: claims.iter().take(OF_ORIGIN).filter_map(|&place| name(place)).collect(),
            more: claims.len().saturating_sub(OF_ORIGIN),
        });
        let mut kinds: Vec<Kind> = KINDS
            .iter()
            .filter(|(class, _)| edges.iter().any(|edge| edge.class == *class))
            .map(|(class, says)| Kind { class, says })
            .collect();
        kinds.dedup_by_key(|kind| kind.class);
        Graph {
            width: layout.width + 2 * MARGIN,
            height: layout.height + 2 * MARGIN,
            claims: drawn.nodes(index, &origins, &layout),
            origins: drawn.pills(index, &origins, &layout),
            edges,
            ties: ties.collect(),
            more_ties: links.len().saturating_sub(LISTED),
            sources: sources.collect(),
            left_out: drawn.left_out,
            kinds,
        }
    }
}

fn named(index: &Index<'_, '_>, place: usize) -> Option<Named> {
    let entry = index.claims.get(place)?;
    let claim = Words::cut(&entry.claim.filed.data.claim, 64);
    Some(Named { href: index.leading.card(&entry.id), claim, mark: Mark::of(&entry.claim.status) })
}

fn links<'w>(index: &Index<'_, 'w>, places: &[usize]) -> Vec<Link<'w>> {
    let mut links = Vec::new();
    let there = |place: &usize| places.binary_search(place).is_ok();
    for (from, entry) in places.iter().filter_map(|&place| Some((place, index.claims.get(place)?))) {
        for link in &entry.claim.filed.data.links {
            let to = link.to.as_ref().and_then(|to| index.place(to)).filter(|to| *to != from && there(to));
            links.extend(to.map(|to| Link { from, to, kind: link.kind.as_ref() }));
        }
    }
    links
}

/// The claims whose evidence goes back to an origin, by the origin's key; those with the most first.
fn origins<'s>(index: &Index<'s, '_>, places: &[usize]) -> Vec<(&'s str, Vec<usize>)> {
    let mut found: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, entry) in places.iter().filter_map(|&place| Some((place, index.claims.get(place)?))) {
        let Some(judged) = index.sheet.judgement.claim(&entry.claim.filed.path) else { continue };
        let sides = [&judged.origins.supports, &judged.origins.refutes];
        // A hidden origin has a number for one claim only: two of one name are not the same.
        let keys = sides.into_iter().flat_map(|side| &side.named).filter(|key| !is_hidden(index, key));
        for key in keys {
            let claims = found.entry(key).or_default();
            if claims.last() != Some(&place) {
                claims.push(place);
            }
        }
    }
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_key(|(key, claims)| (std::cmp::Reverse(claims.len()), *key));
    found
}

fn is_hidden(index: &Index<'_, '_>, key: &str) -> bool {
    let workspace = index.sheet.workspace;
    workspace.actor(key).is_none() && workspace.document(key).is_none()
}

fn origin_name<'a>(index: &'a Index<'_, '_>, key: &'a str) -> &'a str {
    let workspace = index.sheet.workspace;
    match workspace.actor(key) {
        Some(_) => workspace.actor_name(key),
        None => workspace.document_title(key),
    }
}

/// What is drawn: claims first, then origins.
struct Drawing {
    claims: Vec<usize>,
    /// Places among the origins.
    origins: Vec<usize>,
    places: HashMap<usize, usize>,
    left_out: usize,
    sizes: Vec<Size>,
}

impl Drawing {
    fn of(index: &Index<'_, '_>, few: bool, links: &[Link<'_>], origins: &[(&str, Vec<usize>)]) -> Self {
        let mut ties: BTreeMap<usize, usize> = BTreeMap::new();
        for place in links.iter().flat_map(|link| [link.from, link.to]) {
            *ties.entry(place).or_default() += 1;
        }
        let shown: Vec<usize> = (0..if few { origins.len() } else { 0 }).collect();
        for &place in shown.iter().filter_map(|&it| origins.get(it)).flat_map(|(_, claims)| claims) {
            ties.entry(place).or_default();
        }
        let mut claims: Vec<usize> = ties.keys().copied().collect();
        let left_out = claims.len().saturating_sub(MOST);
        if left_out > 0 {
            claims.sort_by_key(|place| (std::cmp::Reverse(ties.get(place).copied()), *place));
            claims.truncate(MOST);
            claims.sort_unstable();
        }
        let places: HashMap<usize, usize> =
            claims.iter().enumerate().map(|(at, place)| (*place, at)).collect();
        let there =
            |it: &usize| origins.get(*it).is_some_and(|(_, of)| of.iter().any(|it| places.contains_key(it)));
        let origins_drawn: Vec<usize> = shown.into_iter().filter(there).collect();
        let width = |it: &usize| {
            let name = origins.get(*it).map(|(key, _)| origin_name(index, key)).unwrap_or_default();
            let columns = crate::plain::width(&crate::plain::cut(name, NAME));
            i32::try_from(columns).unwrap_or(0) * 7 + 24
        };
        let foot = if few { 0 } else { FOOT };
        let mut sizes = vec![Size { height: CLAIM.height + foot, ..CLAIM }; claims.len()];
        sizes.extend(origins_drawn.iter().map(|it| Size { width: width(it), height: 28, near: true }));
        Drawing { claims, origins: origins_drawn, places, left_out, sizes }
    }

    fn layout(&self, links: &[Link<'_>], origins: &[(&str, Vec<usize>)]) -> (Layout, Vec<Edge>) {
        // What a claim builds on stands to the left of it.
        let mut pairs: Vec<(usize, usize)> = Vec::new();
        let mut drawn: Vec<(&'static str, Option<&LinkType>, bool)> = Vec::new();
        let mut known = HashSet::new();
        for link in links {
            let (Some(&from), Some(&to)) = (self.places.get(&link.from), self.places.get(&link.to)) else {
                continue;
            };
            if known.insert((from, to, link.kind.map(|kind| kind.as_str()))) {
                pairs.push((to, from));
                drawn.push((class(link.kind), link.kind, true));
            }
        }
        let named = drawn.len() <= NAMED;
        for (number, &it) in self.origins.iter().enumerate() {
            let claims = origins.get(it).map(|(_, claims)| claims.as_slice()).unwrap_or_default();
            for to in claims.iter().filter_map(|place| self.places.get(place)) {
                pairs.push((self.claims.len() + number, *to));
                drawn.push(("origin", None, false));
            }
        }
        let layout = layout(&self.sizes, &pairs, WIDTH);
        let edges =
            pairs.iter().zip(&drawn).zip(&layout.edges).map(|((pair, (class, kind, link)), points)| {
                // A link is drawn from the claim that has it.
                let mut points: Vec<(i32, i32)> =
                    points.iter().map(|(x, y)| (x + MARGIN, y + MARGIN)).collect();
                let (from, to) = if *link { (pair.1, pair.0) } else { *pair };
                if *link {
                    points.reverse();
                }
                let label = kind.filter(|_| named).and_then(|kind| {
                    let (x, y) = middle(&points)?;
                    Some((Words::cut(facts::forward(kind), 16), x, y))
                });
                Edge { class, from, to, path: path(&points), label }
            });
        let edges = edges.collect();
        (layout, edges)
    }

    fn nodes(&self, index: &Index<'_, '_>, origins: &[(&str, Vec<usize>)], layout: &Layout) -> Vec<Node> {
        let mut feet: HashMap<usize, Vec<&str>> = HashMap::new();
        for (key, claims) in origins.iter().filter(|_| self.origins.is_empty()) {
            for place in claims.iter().filter(|place| self.places.contains_key(place)) {
                feet.entry(*place).or_default().push(origin_name(index, key));
            }
        }
        let node = |(number, (&place, &(x, y))): (usize, (&usize, &(i32, i32)))| {
            let entry = index.claims.get(place)?;
            let claim = &entry.claim.filed.data.claim;
            Some(Node {
                href: index.leading.card(&entry.id),
                number,
                mark: Mark::of(&entry.claim.status),
                handle: Words::line(&entry.claim.filed.data.handle().unwrap_or_default()),
                lines: two_lines(claim),
                foot: feet
                    .get(&place)
                    .map(|names| Words::cut(&format!("origin: {}", names.join(", ")), LINE + 3)),
                height: self.sizes.get(number)?.height,
                claim: Words::line(claim),
                x: x + MARGIN,
                y: y + MARGIN,
            })
        };
        self.claims.iter().zip(&layout.nodes).enumerate().filter_map(node).collect()
    }

    fn pills(&self, index: &Index<'_, '_>, origins: &[(&str, Vec<usize>)], layout: &Layout) -> Vec<Origin> {
        let at = |number: usize| self.claims.len() + number;
        let pill = |(number, &it): (usize, &usize)| {
            let name = origin_name(index, origins.get(it)?.0);
            let (x, y) = *layout.nodes.get(at(number))?;
            let width = self.sizes.get(at(number))?.width;
            let (x, y) = (x + MARGIN, y + MARGIN);
            Some(Origin {
                number: at(number),
                name: Words::cut(name, NAME),
                whole: Words::line(name),
                x,
                y,
                width,
            })
        };
        self.origins.iter().enumerate().filter_map(pill).collect()
    }
}

/// Families of links, each with a line of its own.
const KINDS: [(&str, &str); 5] = [
    ("against", "contradicts"),
    ("for", "supports or repeats"),
    ("rests", "rests on, or is part of"),
    ("mends", "updates, corrects or qualifies"),
    ("other", "responds or is related"),
];

fn class(kind: Option<&LinkType>) -> &'static str {
    match kind {
        Some(LinkType::Contradicts) => "against",
        Some(LinkType::Supports | LinkType::Repeats) => "for",
        Some(LinkType::DependsOn | LinkType::PartOf) => "rests",
        Some(LinkType::Updates | LinkType::Corrects | LinkType::Qualifies) => "mends",
        _ => "other",
    }
}

/// The first words of a claim, on two lines.
fn two_lines(claim: &str) -> Vec<Words> {
    let text = crate::plain::one_line(claim).into_owned();
    let mut first = String::new();
    let mut rest = text.as_str();
    while let Some((word, after)) =
        Some(rest.split_once(' ').unwrap_or((rest, ""))).filter(|it| !it.0.is_empty())
    {
        let columns =
            crate::plain::width(&first) + usize::from(!first.is_empty()) + crate::plain::width(word);
        if columns > LINE {
            break;
        }
        if !first.is_empty() {
            first.push(' ');
        }
        first.push_str(word);
        rest = after;
    }
    if first.is_empty() {
        return vec![Words::cut(&text, LINE)];
    }
    let mut lines = vec![Words::line(&first)];
    if !rest.is_empty() {
        lines.push(Words::cut(rest, LINE));
    }
    lines
}

/// A line through points that bends between layers.
fn path(points: &[(i32, i32)]) -> String {
    let mut text = String::new();
    for (step, &(x, y)) in points.iter().enumerate() {
        match step.checked_sub(1).and_then(|before| points.get(before)) {
            None => {
                let _ = write!(text, "M{x} {y}");
            }
            Some(&(_, before)) if before == y => {
                let _ = write!(text, "H{x}");
            }
            Some(&(from, before)) if from == x => {
                // Of one layer, round its side.
                let _ = write!(text, "C{0} {before} {0} {y} {x} {y}", x + 40);
            }
            Some(&(from, before)) => {
                let bend = (from + x) / 2;
                let _ = write!(text, "C{bend} {before} {bend} {y} {x} {y}");
            }
        }
    }
    text
}

/// Where its words stand: between the last two layers that it passes.
fn middle(points: &[(i32, i32)]) -> Option<(i32, i32)> {
    let (one, other) = (points.first()?, points.get(1)?);
    Some(((one.0 + other.0) / 2, (one.1 + other.1) / 2))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_claim_has_two_lines_and_no_more() {
        let lines = two_lines(
            "North Korea has sent about 10,000 soldiers to Russia for training, says the Pentagon.",
        );
        let lines: Vec<&str> = lines.iter().map(Words::as_str).collect();
        assert_eq!(lines, ["North Korea has sent about", "10,000 soldiers to Russia for…"]);
        assert_eq!(two_lines(&"x".repeat(90)).len(), 1);
        assert_eq!(two_lines("").len(), 1);
    }

    #[test]
    fn every_family_of_links_has_its_line() {
        let style = include_str!("../style.css");
        for (class, _) in KINDS.iter().chain(&[("origin", "")]) {
            assert!(style.contains(&format!(".e-{class}")), "{class}");
        }
    }
}
