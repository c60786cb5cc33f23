//! Wholes that are surer than their parts: a claim that is confirmed, and a part of it (`part_of`) that is not, or with less confidence. A
//! part that fell is told by [`super::premises`].

use std::collections::HashMap;

use super::judgement::Working;
use super::{Flag, FlagCode, Status, name, standing, status};
use crate::model::{Claim, Confidence, LinkType, VerdictWord};
use crate::workspace::{Filed, Workspace};

/// More parts than this are counted.
const MOST_TOLD: usize = 3;

pub(super) fn judge(workspace: &Workspace, working: &mut Working) {
    let links = |filed: &Filed<Claim>| {
        let wholes = filed.data.links.iter().filter(|link| link.kind == Some(LinkType::PartOf));
        wholes.filter_map(|link| Some(link.to.as_ref()?.as_str().to_ascii_lowercase())).collect::<Vec<_>>()
    };
    let mut parts: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, filed) in workspace.claims.iter().enumerate() {
        for whole in links(filed) {
            parts.entry(whole).or_default().push(place);
        }
    }
    if parts.is_empty() {
        return;
    }
    for (place, filed) in workspace.claims.iter().enumerate() {
        let own = filed.data.id.as_ref().and_then(|id| parts.remove(&id.as_str().to_ascii_lowercase()));
        let Some(mut own) = own.filter(|_| is_confirmed(workspace, &filed.data)) else { continue };
        own.sort_by_cached_key(|part| (workspace.claims.get(*part).map(name), *part));
        own.dedup();
        let confidence = confidence(&filed.data);
        let mut told = Vec::new();
        let mut records = Vec::new();
        for part in own.into_iter().filter(|part| *part != place) {
            let Some(part) = workspace.claims.get(part) else { continue };
            if let Some(why) = less_sure(workspace, &part.data, confidence) {
                told.push(format!("{} (“{}”) {why}", name(part), part.data.claim.trim()));
                records.push(name(part));
            }
        }
        if told.is_empty() {
            continue;
        }
        let more = told.len().saturating_sub(MOST_TOLD);
        told.truncate(MOST_TOLD);
        records.truncate(MOST_TOLD);
        if more > 0 {
            told.push(format!("and {more} more"));
        }
        let sure = confidence.map(|it| format!(" with {it} confidence")).unwrap_or_default();
        let says =
            format!("It is confirmed{sure}, and a whole is no surer than its parts: {}.", told.join("; "));
        working.add(place, Flag::new(FlagCode::PremiseFell, says, records));
    }
}

fn is_confirmed(workspace: &Workspace, claim: &Claim) -> bool {
    status(claim, &workspace.settings) == Status::Marked(VerdictWord::Confirmed)
}

/// How sure the desk is of the verdict that stands.
fn confidence(claim: &Claim) -> Option<&Confidence> {
    standing::standing(claim, None)?.confidence.as_ref()
}

/// In what a part is less sure than its whole, where that is confirmed with this confidence.
fn less_sure(workspace: &Workspace, part: &Claim, whole: Option<&Confidence>) -> Option<String> {
    match status(part, &workspace.settings) {
        Status::Marked(VerdictWord::Confirmed) => {
            let own = confidence(part)?;
            (rank(own)? < rank(whole?)?).then(|| format!("is confirmed with {own} confidence"))
        }
        // They fell, and are told with the way; or they are nobody's to check.
        Status::Forked
        | Status::Marked(VerdictWord::Refuted | VerdictWord::Disputed | VerdictWord::NotCheckable) => None,
        other => Some(format!("is {other}")),
    }
}

fn rank(confidence: &Confidence) -> Option<usize> {
    [Confidence::Low, Confidence::Moderate, Confidence::High].iter().position(|known| known == confidence)
}
