//! Proposals that overlap, settled; and what remains, in places of the text.

use super::draft::{Draft, Form, one};
use super::scene::Scene;
use crate::{Attribution, Rendering, Span};
use std::cmp::Reverse;
use std::ops::Range;

/// How many attributions may stand in one another.
const DEEPEST: usize = 3;
/// How many proposals before one are looked at for those that it overlaps with.
const LOOK_BACK: usize = 24;

/// What remains of the proposals, in the order of their first words.
pub(super) fn settle(scene: &Scene<'_, '_>, drafts: Vec<Draft>) -> Vec<Attribution> {
    let mut drafts: Vec<Draft> = drafts.into_iter().filter_map(|draft| tidy(scene, draft)).collect();
    drafts.sort_by_key(|draft| (draft.extent().start, Reverse(draft.extent().end)));
    let mut kept = disjoint(drafts);
    // What stands in what is told without the quotations that later paragraphs add.
    let extents: Vec<Range<usize>> = kept.iter().map(Draft::extent).collect();
    join_carried(&mut kept, &extents);
    let mut found: Vec<Attribution> = Vec::new();
    // The kept ones that are open at a place, outermost first.
    let mut open: Vec<(Range<usize>, usize)> = Vec::new();
    for (draft, extent) in kept.into_iter().zip(extents) {
        let lowest = draft.cue.first().map_or(extent.start, |cue| cue.start.min(extent.start));
        let highest = draft.cue.last().map_or(extent.end, |cue| cue.end.max(extent.end));
        open.retain(|(other, _)| other.end > extent.start);
        let within = open
            .iter()
            .rev()
            .find(|(other, _)| other.start <= lowest && highest <= other.end && *other != extent)
            .map(|(_, at)| *at);
        if open.len() >= DEEPEST && within.is_some() {
            continue;
        }
        let spans = |parts: &[Range<usize>]| -> Vec<Span> {
            parts.iter().filter_map(|part| scene.text.span(part.clone())).collect()
        };
        open.push((extent, found.len()));
        found.push(Attribution {
            source: spans(draft.source.as_slice()),
            cue: spans(&draft.cue),
            rendering: rendering(scene, &draft.content),
            content: spans(&draft.content),
            within,
            confidence: draft.form.confidence(),
        });
    }
    found
}

/// A proposal whose parts do not cover each other, or nothing.
fn tidy(scene: &Scene<'_, '_>, mut draft: Draft) -> Option<Draft> {
    let count = scene.text.tokens.len();
    let own: Vec<Range<usize>> = draft.cue.iter().cloned().chain(draft.source.clone()).collect();
    let mut content = Vec::new();
    draft.content.sort_by_key(|part| part.start);
    let paragraph = draft.content.first().and_then(|part| scene.paragraph_of(part.start));
    if let Some(paragraph) = paragraph {
        let (here, later) = draft.content.drain(..).partition(|part| part.start < paragraph.end);
        draft.content = here;
        draft.carried = later;
    }
    for part in draft.content.drain(..) {
        // Who says it is no part of what is said.
        let mut rest = one(part.start..part.end.min(count));
        for cut in &own {
            rest = rest.into_iter().flat_map(|part| cut_out(part, cut)).collect();
        }
        content.extend(
            rest.into_iter().map(|part| scene.trim(part)).filter(|part| scene.words_in(part.clone()) > 0),
        );
    }
    let mut last = 0;
    content.retain(|part: &Range<usize>| {
        let keep = part.start >= last;
        last = last.max(part.end);
        keep
    });
    draft.content = content;
    (!draft.content.is_empty()).then_some(draft)
}

/// Gives contents the quotations of later paragraphs that nothing else has.
fn join_carried(kept: &mut [Draft], taken: &[Range<usize>]) {
    for draft in kept {
        for part in std::mem::take(&mut draft.carried) {
            let before = taken.partition_point(|other| other.start < part.end);
            let from = before.saturating_sub(LOOK_BACK);
            let free =
                taken.get(from..before).unwrap_or_default().iter().all(|other| other.end <= part.start);
            if !free {
                break;
            }
            draft.content.push(part);
        }
    }
}

fn cut_out(part: Range<usize>, cut: &Range<usize>) -> Vec<Range<usize>> {
    if cut.end <= part.start || part.end <= cut.start {
        return vec![part];
    }
    [part.start..cut.start.min(part.end), cut.end.max(part.start)..part.end]
        .into_iter()
        .filter(|part| part.start < part.end)
        .collect()
}

/// Of those that overlap without one being in the other the surer one stays.
fn disjoint(drafts: Vec<Draft>) -> Vec<Draft> {
    let mut kept: Vec<Draft> = Vec::new();
    'next: for draft in drafts {
        let extent = draft.extent();
        let from = kept.len().saturating_sub(LOOK_BACK);
        let mut lost: Vec<usize> = Vec::new();
        for at in (from..kept.len()).rev() {
            let Some(other) = kept.get(at) else { continue };
            let theirs = other.extent();
            if theirs.end <= extent.start || extent.end <= theirs.start {
                continue;
            }
            let same = theirs == extent || shares_quotation(other, &draft);
            let inside = theirs.start <= extent.start && extent.end <= theirs.end;
            let cue_inside =
                draft.cue.first().is_none_or(|cue| theirs.start <= cue.start && cue.end <= theirs.end);
            if inside && cue_inside && !same && !between(other, &extent) {
                continue;
            }
            if !same && between(other, &extent) {
                continue;
            }
            // A weaker form gives way.
            if rank(&draft) > rank(other) {
                lost.push(at);
            } else {
                continue 'next;
            }
        }
        for at in lost {
            kept.remove(at);
        }
        kept.push(draft);
    }
    kept
}

/// Whether a stretch stands between the parts of a content, not in one.
fn between(draft: &Draft, extent: &Range<usize>) -> bool {
    draft.content.iter().all(|part| part.end <= extent.start || extent.end <= part.start)
}

fn shares_quotation(one: &Draft, other: &Draft) -> bool {
    one.content.iter().any(|part| other.content.contains(part))
}

fn rank(draft: &Draft) -> u8 {
    match draft.form {
        Form::Quoted => 8,
        Form::That => 7,
        Form::According => 6,
        Form::Tail => 5,
        Form::Bare => 4,
        Form::Thought => 3,
        Form::Colon => 2,
        Form::Judged => 1,
        Form::Reported => 0,
    }
}

/// In whose words a content is given.
fn rendering(scene: &Scene<'_, '_>, content: &[Range<usize>]) -> Rendering {
    let (mut quoted, mut all) = (0_usize, 0_usize);
    for at in content.iter().flat_map(Clone::clone) {
        if scene.is_word(at) {
            all += 1;
            quoted += usize::from(scene.quoted(at));
        }
    }
    if quoted * 10 >= all * 9 && quoted > 0 {
        Rendering::Direct
    } else if quoted > 0 {
        Rendering::Mixed
    } else {
        Rendering::Indirect
    }
}
