//! What follows about the claims, as outsiders may see it. It was worked out from the whole workspace, so a protected source may be
//! named in any sentence.

use std::collections::HashSet;

use super::{Renamed, Secrets};
use crate::assess::{Judgement, Side};

impl Secrets {
    /// Takes the secrets out of flags and origins, and finds the claims under the paths that they have now.
    /// `behind` are the publishers of protected documents: that evidence goes back to one of them must not show.
    pub(super) fn judgement(
        &self,
        judgement: Judgement,
        renamed: &Renamed,
        behind: &HashSet<String>,
    ) -> Judgement {
        judgement
            .into_claims()
            .map(|(path, mut judged)| {
                let hidden = renamed.claims.contains_key(&path);
                for flag in &mut judged.flags {
                    let secret = |record: &String| {
                        renamed.actors.contains_key(record)
                            || renamed.documents.contains_key(record)
                            || behind.contains(record)
                            || self.names.occur_in(record)
                    };
                    if hidden || self.names.occur_in(&flag.says) || flag.records.iter().any(secret) {
                        flag.code.summary().clone_into(&mut flag.says);
                        flag.records.clear();
                    }
                }
                for side in [&mut judged.origins.supports, &mut judged.origins.refutes] {
                    for (place, key) in side.named.iter_mut().enumerate() {
                        if hidden || behind.contains(key) {
                            *key = format!("origin-{}", place + 1);
                        }
                    }
                    rename(side, renamed);
                }
                (renamed.claim(path), judged)
            })
            .collect()
    }
}

fn rename(side: &mut Side, renamed: &Renamed) {
    for key in side.named.iter_mut().chain(&mut side.unrecorded).chain(&mut side.circular) {
        *key = renamed.document(renamed.actor(std::mem::take(key)));
    }
}
