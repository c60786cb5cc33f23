//! Premises that fell: what rests on a claim that is refuted, disputed or out of date.
//!
//! `depends_on` leads from a claim to its premise. `part_of` leads from a part to its whole, and a whole that is confirmed is no surer than
//! its parts. The flag travels along the links, by the shortest way; circles are reported and not followed.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use foldhash::fast::RandomState;
use rayon::prelude::*;

use super::circles::{circles, groups};
use super::judgement::Working;
use super::{Flag, FlagCode, Status, status};
use crate::model::{Claim, ClaimId, Link, LinkType, VerdictWord};
use crate::workspace::{Filed, Workspace};

fn is_confirmed(status: &Status) -> bool {
    *status == Status::Marked(VerdictWord::Confirmed)
}

/// Longer ways are told by their beginning and their end.
const LONGEST: usize = 6;

pub(super) fn judge(workspace: &Workspace, premises: &Premises<'_>, working: &mut Working) {
    if premises.next.iter().all(Vec::is_empty) {
        return;
    }
    let why: Vec<Option<String>> =
        (0..workspace.claims.len()).map(|place| premises.why_fallen(place, working)).collect();
    let toward = premises.spread(&why);
    let fell = |place: usize| {
        let fallen = |to: &&usize| way(&toward, **to).is_some();
        let nearest = premises
            .next
            .get(place)
            .into_iter()
            .flatten()
            .filter(fallen)
            .min_by_key(|&&to| (way(&toward, to).map(|way| way.far), premises.names.get(to)));
        nearest.map(|&first| premises.flag(first, place, &toward, &why))
    };
    let flags: Vec<Option<Flag>> = (0..workspace.claims.len()).into_par_iter().map(fell).collect();
    for (place, flag) in flags.into_iter().enumerate() {
        flag.into_iter().for_each(|flag| working.add(place, flag));
    }
    premises.report_circles(working);
}

/// Which claims rest on which.
pub(super) struct Premises<'w> {
    workspace: &'w Workspace,
    /// For each claim those that it rests on.
    next: Vec<Vec<usize>>,
    names: Vec<String>,
    statuses: Vec<Status>,
}

/// The way from a claim to the nearest one that fell.
struct Way {
    /// How many links it has; none for a claim that fell itself.
    far: usize,
    next: Option<usize>,
    /// The one that fell.
    end: usize,
}

/// For each claim from which a fallen one is reached, or that fell itself.
type Toward = Vec<Option<Way>>;

fn way(toward: &Toward, place: usize) -> Option<&Way> {
    toward.get(place)?.as_ref()
}

/// Ids are compared in lower case.
fn lower(id: &ClaimId) -> Cow<'_, str> {
    match id.as_str() {
        id if id.bytes().any(|byte| byte.is_ascii_uppercase()) => Cow::Owned(id.to_ascii_lowercase()),
        id => Cow::Borrowed(id),
    }
}

impl<'w> Premises<'w> {
    pub(super) fn of(workspace: &'w Workspace) -> Self {
        let claims = &workspace.claims;
        let mut places: HashMap<Cow<'_, str>, usize, RandomState> =
            HashMap::with_capacity_and_hasher(claims.len(), RandomState::default());
        for (place, id) in claims.iter().enumerate().filter_map(|(at, it)| Some((at, it.data.id.as_ref()?))) {
            places.entry(lower(id)).or_insert(place);
        }
        let statuses: Vec<Status> =
            claims.par_iter().map(|it| status(&it.data, &workspace.settings)).collect();
        // Which claim rests on which.
        let ties = |(place, filed): (usize, &Filed<Claim>)| {
            let tie = |link: &Link| {
                let to = |id: &ClaimId| places.get(&lower(id)).copied();
                match link.kind {
                    Some(LinkType::DependsOn) => Some((place, to(link.to.as_ref()?)?)),
                    Some(LinkType::PartOf) => {
                        let whole = to(link.to.as_ref()?)?;
                        statuses.get(whole).is_some_and(is_confirmed).then_some((whole, place))
                    }
                    _ => None,
                }
            };
            filed.data.links.iter().filter_map(tie).collect::<Vec<_>>()
        };
        let ties: Vec<Vec<(usize, usize)>> = claims.par_iter().enumerate().map(ties).collect();
        let mut next = vec![Vec::new(); claims.len()];
        for (whose, premise) in ties.into_iter().flatten() {
            if let Some(premises) = next.get_mut(whose) {
                premises.push(premise);
            }
        }
        for premises in &mut next {
            premises.sort_unstable();
            premises.dedup();
        }
        Premises { workspace, next, names: claims.par_iter().map(super::name).collect(), statuses }
    }

    /// Why a claim does not hold by itself.
    fn why_fallen(&self, place: usize, working: &Working) -> Option<String> {
        match self.statuses.get(place)? {
            Status::Marked(word @ (VerdictWord::Refuted | VerdictWord::Disputed)) => {
                Some(format!("is {word}"))
            }
            _ if working.has(place, FlagCode::Forked) => Some("has verdicts side by side".to_owned()),
            _ if working.has(place, FlagCode::Stale) => Some("has a verdict that is out of date".to_owned()),
            _ => None,
        }
    }

    /// From every claim that fell, against the links, breadth first.
    fn spread(&self, why: &[Option<String>]) -> Toward {
        let mut behind = vec![Vec::new(); self.next.len()];
        for (place, premises) in self.next.iter().enumerate() {
            for &premise in premises {
                if let Some(resting) = behind.get_mut(premise) {
                    resting.push(place);
                }
            }
        }
        let by_name = |places: &mut Vec<usize>| places.sort_by_key(|&place| self.names.get(place));
        let mut fallen: Vec<usize> =
            (0..why.len()).filter(|&at| why.get(at).is_some_and(Option::is_some)).collect();
        by_name(&mut fallen);
        let mut toward: Toward = (0..why.len()).map(|_| None).collect();
        for &end in &fallen {
            if let Some(way) = toward.get_mut(end) {
                *way = Some(Way { far: 0, next: None, end });
            }
        }
        let mut queue = VecDeque::from(fallen);
        while let Some(place) = queue.pop_front() {
            let Some((far, end)) = way(&toward, place).map(|way| (way.far, way.end)) else { continue };
            let mut resting = behind.get_mut(place).map(std::mem::take).unwrap_or_default();
            by_name(&mut resting);
            for at in resting {
                if let Some(new) = toward.get_mut(at).filter(|way| way.is_none()) {
                    *new = Some(Way { far: far + 1, next: Some(place), end });
                    queue.push_back(at);
                }
            }
        }
        toward
    }

    fn flag(&self, first: usize, place: usize, toward: &Toward, why: &[Option<String>]) -> Flag {
        let (far, end) = way(toward, first).map_or((0, first), |way| (way.far, way.end));
        let mut way = vec![first];
        let mut at = first;
        // A long way is told by its beginning and its end.
        while let Some(next) = self::way(toward, at).and_then(|way| way.next).filter(|_| way.len() < LONGEST)
        {
            way.push(next);
            at = next;
        }
        let name = |place: usize| self.names.get(place).map(String::as_str).unwrap_or_default();
        let words = |place: usize| {
            let wording = self.workspace.claims.get(place).map_or("", |filed| filed.data.claim.as_str());
            format!("{} (“{wording}”)", name(place))
        };
        // Of those between, the handles are enough.
        let mut steps = words(first);
        for (place, step) in way.iter().enumerate().skip(1) {
            steps.push_str(", which rests on ");
            match place + 1 == way.len() && at == end {
                true => steps.push_str(&words(*step)),
                false => steps.push_str(name(*step)),
            }
        }
        if at != end {
            let between = (far + 1).saturating_sub(way.len() + 1);
            steps.push_str(&format!(", which, {between} claims further, rests on {}", words(end)));
            way.push(end);
        }
        let begins = if self.is_part(first, place) { "A part of it is" } else { "It rests on" };
        let reason = why.get(end).cloned().flatten().unwrap_or_default();
        let says = format!("{begins} {steps}, which {reason}.");
        Flag::new(FlagCode::PremiseFell, says, way.into_iter().map(|place| name(place).to_owned()).collect())
    }

    /// Whether `premise` is a part of `whole`, and not what it depends on.
    fn is_part(&self, premise: usize, whole: usize) -> bool {
        let claims = &self.workspace.claims;
        let id = |place: usize| claims.get(place).and_then(|filed| filed.data.id.as_ref());
        let ties = |from: usize, to: usize, kind: LinkType| {
            let links = claims.get(from).into_iter().flat_map(|filed| &filed.data.links);
            links.into_iter().any(|link| {
                link.kind.as_ref() == Some(&kind)
                    && link
                        .to
                        .as_ref()
                        .zip(id(to))
                        .is_some_and(|(one, other)| one.as_str().eq_ignore_ascii_case(other.as_str()))
            })
        };
        !ties(whole, premise, LinkType::DependsOn) && ties(premise, whole, LinkType::PartOf)
    }

    /// Each claim that rests on itself is told by which way.
    fn report_circles(&self, working: &mut Working) {
        let name = |place: usize| self.names.get(place).map(String::as_str).unwrap_or_default();
        for (place, way) in circles(&self.next, &groups(&self.next), name).into_iter().enumerate() {
            let Some(way) = way else { continue };
            let shown = way.len().min(LONGEST);
            let mut names: Vec<&str> = way.iter().take(shown).map(|&at| name(at)).collect();
            let records = names.iter().map(|&name| name.to_owned()).collect();
            if shown < way.len() {
                names.push("…");
            }
            names.extend(way.first().map(|&at| name(at)));
            let says = format!("It rests on itself, in a circle: {}.", names.join(" on "));
            working.add(place, Flag::new(FlagCode::Circular, says, records));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Judgement;
    use crate::workspace::Filed;

    /// Claims `1` to `9` as YAML without their ids; links name others by their numbers.
    fn says(claims: &[&str]) -> Vec<Vec<String>> {
        let id = |number: usize| format!("0199d3a1-7c1e-7b3a-9d21-5e6f0000000{number}");
        let mut workspace = Workspace::default();
        for (at, yaml) in claims.iter().enumerate() {
            let mut yaml = format!("claim: c{}\nid: {}\n{yaml}", at + 1, id(at + 1));
            for number in 1..=9 {
                yaml = yaml.replace(&format!("to: {number},"), &format!("to: {},", id(number)));
            }
            let data = crate::yaml::from_str(&yaml).unwrap();
            workspace.claims.push(Filed { path: format!("{at}.yaml"), data });
        }
        workspace.index_again();
        let judgement = Judgement::of(&workspace, None);
        let of =
            |at: usize| judgement.flags(&format!("{at}.yaml")).iter().map(|flag| flag.says.clone()).collect();
        (0..claims.len()).map(of).collect()
    }

    const REFUTED: &str = "verdicts: [{verdict: refuted}]";

    #[test]
    fn the_flag_travels_along_the_links_with_the_way() {
        let says = says(&["links: [{to: 2, as: depends_on}]", "links: [{to: 3, as: depends_on}]", REFUTED]);
        assert_eq!(
            says[0],
            ["It rests on 00000002 (“c2”), which rests on 00000003 (“c3”), which is refuted."]
        );
        assert_eq!(says[1], ["It rests on 00000003 (“c3”), which is refuted."]);
        assert!(says[2].is_empty());
    }

    #[test]
    fn a_confirmed_whole_is_no_surer_than_its_parts() {
        let part = "verdicts: [{verdict: disputed}]\nlinks: [{to: 2, as: part_of}]";
        let confirmed = says(&[part, "verdicts: [{verdict: confirmed}]"]);
        assert_eq!(confirmed[1], ["A part of it is 00000001 (“c1”), which is disputed."]);
        assert!(says(&[part, "topics: [open]"])[1].is_empty());
    }

    #[test]
    fn a_confirmed_whole_is_told_of_parts_that_are_less_sure() {
        let whole = "verdicts: [{verdict: confirmed, confidence: high}]";
        let part = |own: &str| says(&[&format!("{own}links: [{{to: 2, as: part_of}}]"), whole])[1].clone();
        let told = |what: &str| {
            vec![format!(
                "It is confirmed with high confidence, and a whole is no surer than its parts: 00000001 (“c1”) {what}."
            )]
        };
        assert_eq!(part(""), told("is unchecked"));
        assert_eq!(part("verdicts: [{verdict: mixed}]\n"), told("is mixed"));
        assert_eq!(
            part("verdicts: [{verdict: confirmed, confidence: low}]\n"),
            told("is confirmed with low confidence")
        );
        assert!(part("verdicts: [{verdict: confirmed, confidence: high}]\n").is_empty());
        assert!(part("verdicts: [{verdict: confirmed}]\n").is_empty());
        assert!(part("verdicts: [{verdict: not_checkable}]\n").is_empty());
    }

    #[test]
    fn circles_are_reported_and_not_followed() {
        let says = says(&["links: [{to: 2, as: depends_on}]", "links: [{to: 1, as: depends_on}]"]);
        assert_eq!(says[0], ["It rests on itself, in a circle: 00000001 on 00000002 on 00000001."]);
        assert_eq!(says[0], says[1]);
    }
}
