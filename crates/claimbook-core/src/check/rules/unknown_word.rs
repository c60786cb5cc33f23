//! Words of the fixed vocabularies.

use crate::check::scope::{Record, Scope};
use crate::check::{Code, Finding};
use crate::model::{
    ActorKind, ClaimType, Confidence, DerivedAs, Direction, DocumentKind, LinkType, Match, Outcome,
    Rendering, ReviewedAs, Stage,
};
use crate::near::nearest;
use crate::yaml::Route;

/// Looks at one word. The vocabularies have their methods in common, and no trait.
macro_rules! word {
    ($look:ident, $vocabulary:ident, $value:expr, $route:expr) => {
        if let Some($vocabulary::Unknown(word)) = $value {
            $look(word, $vocabulary::WORDS, $route);
        }
    };
}

pub(super) fn check(_: &Scope<'_>, record: Record<'_>, found: &mut Vec<Finding>) {
    let mut look = |word: &str, words: &'static [&'static str], route: Route| {
        let short: String = word.chars().take(40).collect();
        let message = format!("“{short}” is not a word that can stand here.");
        let near = nearest(word, words.iter().copied());
        let finding = Finding::new(Code::UnknownWord, record.path(), message).at(route);
        found.push(finding.did_you_mean(near, || format!("Use {}.", words.join(", "))));
    };
    match record {
        Record::Claim(claim) => {
            let data = &claim.data;
            word!(look, ClaimType, &data.kind, Route::from("type"));
            word!(look, Stage, &data.stage, Route::from("stage"));
            for (at, assertion) in data.assertions.iter().enumerate() {
                word!(
                    look,
                    Rendering,
                    &assertion.rendering,
                    Route::from("assertions").index(at).key("rendering")
                );
            }
            for (at, line) in data.evidence.iter().enumerate() {
                word!(look, Direction, &line.direction, Route::from("evidence").index(at).key("direction"));
                word!(look, Match, &line.fits, Route::from("evidence").index(at).key("match"));
            }
            for (at, verdict) in data.verdicts.iter().enumerate() {
                word!(
                    look,
                    Confidence,
                    &verdict.confidence,
                    Route::from("verdicts").index(at).key("confidence")
                );
            }
            for (at, answer) in
                data.asked.iter().enumerate().filter_map(|(at, it)| Some((at, it.answer.as_ref()?)))
            {
                let route = Route::from("asked").index(at).key("answer").key("outcome");
                word!(look, Outcome, &answer.outcome, route);
            }
            for (at, link) in data.links.iter().enumerate() {
                word!(look, LinkType, &link.kind, Route::from("links").index(at).key("as"));
            }
        }
        Record::Actor(actor) => word!(look, ActorKind, &actor.data.kind, Route::from("kind")),
        Record::Document(document) => {
            let data = &document.data;
            word!(look, DocumentKind, &data.kind, Route::from("kind"));
            for (at, from) in data.derived_from.iter().enumerate() {
                word!(look, DerivedAs, &from.kind, Route::from("derived_from").index(at).key("as"));
            }
            for (at, reviewed) in data.reviewed.iter().enumerate() {
                word!(look, ReviewedAs, &reviewed.kind, Route::from("reviewed").index(at).key("as"));
            }
        }
        Record::Settings(_) => {}
    }
}
