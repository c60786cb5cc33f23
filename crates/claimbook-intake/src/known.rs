//! What the desk knows of those who speak in an article.

use claimbook_core::ledger::Speaking;
use claimbook_core::model::{Actor, ActorKind};
use claimbook_core::workspace::{Filed, Workspace, slug};

use crate::proposal::{Proposal, Proposals, Voice};

/// Fills in what the desk has recorded of the speakers, which counts more than what a text makes of them. Whoever has only the
/// surname of somebody on record is proposed as that one; never in silence, and never a protected source.
pub(crate) fn recognise(proposals: &mut Proposals, workspace: &Workspace) {
    for at in 0..proposals.speakers.len() {
        let Some(speaker) = proposals.speakers.get_mut(at) else { continue };
        if let Some(key) = &speaker.known {
            let kind = workspace.actor(key).and_then(|filed| filed.data.kind.clone());
            speaker.kind = kind.or(speaker.kind.take());
            continue;
        }
        if speaker.kind.as_ref().is_some_and(|kind| *kind != ActorKind::Person) {
            continue;
        }
        let said = speaker.name.clone();
        let named: Vec<&Filed<Actor>> =
            workspace.public_actors().filter(|actor| is_surname(&said, &actor.data)).collect();
        let reason = match &named[..] {
            [] => continue,
            [one] => {
                speaker.known = Some(one.key().to_owned());
                speaker.name.clone_from(&one.data.name);
                speaker.kind = one.data.kind.clone().or(speaker.kind.take());
                format!("“{said}”: nobody else on record has that surname")
            }
            several => {
                let names: Vec<&str> = several.iter().take(3).map(|actor| actor.data.name.as_str()).collect();
                format!("“{said}” may be {}", names.join(" or "))
            }
        };
        let (name, speaking) = (speaker.name.clone(), speaker.speaking());
        for voice in proposals.list.iter_mut().flat_map(voices).filter(|voice| voice.speaker == Some(at)) {
            propose(voice, &said, &name, &speaking, &reason);
        }
    }
}

fn propose(voice: &mut Voice, said: &str, name: &str, speaking: &Speaking, reason: &str) {
    // A pronoun keeps its own reason; what the reader doubts of the name itself, the desk knows better.
    if voice.sure || voice.reason.is_empty() || voice.reason.starts_with(&format!("“{said}”")) {
        reason.clone_into(&mut voice.reason);
    }
    voice.sure = false;
    voice.name = Some(name.to_owned());
    voice.speaking = Some(speaking.clone());
}

fn voices(proposal: &mut Proposal) -> impl Iterator<Item = &mut Voice> {
    let others = proposal.through.iter_mut().chain(&mut proposal.citing);
    std::iter::once(&mut proposal.by).chain(&mut proposal.on_behalf).chain(others)
}

/// Whether one word is the last of a person's full name.
fn is_surname(word: &str, actor: &Actor) -> bool {
    let person = actor.kind.as_ref().is_none_or(|kind| *kind == ActorKind::Person);
    let mut words = actor.name.split_whitespace().rev();
    let last = words.next().map(slug).filter(|last| !last.is_empty());
    person && words.next().is_some() && !word.trim().contains(char::is_whitespace) && last == Some(slug(word))
}
