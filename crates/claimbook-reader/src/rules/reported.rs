//! Reported speech that goes on without a verb of speech: "Er habe nichts gewusst."

use super::draft::{Draft, Form};
use super::scene::Scene;
use crate::language::Class;
use std::ops::Range;

impl Scene<'_, '_> {
    /// Whether a sentence stands in the subjunctive of reported speech.
    pub(super) fn reported(&self, sentence: &Range<usize>) -> bool {
        let sure = sentence.clone().take(25).find(|at| {
            !self.quoted(*at)
                && self.is(*at, Class::SUBJUNCTIVE.or(Class::AUXILIARY).or(Class::SUBJUNCTIVE_SURE))
        });
        sure.is_some_and(|at| self.is(at, Class::SUBJUNCTIVE_SURE))
    }

    /// Such sentences, those that stand together as one; the speaker is that of the attribution before.
    pub(super) fn go_on_reported(&self, drafts: &mut Vec<Draft>) {
        let mut found: Vec<Draft> = Vec::new();
        let mut next = 0;
        let mut source: Option<(Range<usize>, usize)> = None;
        // The paragraph and the last token of the run that is open.
        let mut open: Option<usize> = None;
        for sentence in &self.text.sentences {
            let first = next;
            while drafts
                .get(next)
                .is_some_and(|draft| draft.cue.first().is_some_and(|cue| cue.start < sentence.tokens.end))
            {
                next += 1;
            }
            let own = drafts.get(first..next).unwrap_or_default();
            if let Some(last) =
                own.iter().rev().find(|draft| draft.source.is_some() && draft.form != Form::Judged)
            {
                source = last.source.clone().map(|source| (source, sentence.paragraph));
                open = None;
                continue;
            }
            let near = source.clone().filter(|(_, paragraph)| sentence.paragraph <= paragraph + 1);
            let Some((speaker, _)) = near.filter(|_| self.reported(&sentence.tokens)) else {
                open = None;
                continue;
            };
            let content = self.trim(sentence.tokens.clone());
            match found.last_mut().filter(|_| open == Some(sentence.paragraph)) {
                Some(run) => {
                    if let Some(last) = run.content.last_mut() {
                        last.end = content.end;
                    }
                }
                None => found.push(Draft {
                    form: Form::Reported,
                    source: Some(speaker.clone()),
                    cue: Vec::new(),
                    content: vec![content],
                    carried: Vec::new(),
                }),
            }
            open = Some(sentence.paragraph);
            source = Some((speaker, sentence.paragraph));
        }
        drafts.extend(found);
    }
}
