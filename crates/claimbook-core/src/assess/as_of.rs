//! The workspace as it was on a day, from the dates that the files carry.
//!
//! What was added later is left out, and what was only said later; what was taken back later stands again. What carries no date counts as having been there. A
//! wording, a figure or a record that somebody edited since cannot be known: files carry no date for that; git does.

use crate::model::{Answer, Assertion, Claim, Day, Document, Instant, Verdict, When};
use crate::workspace::Workspace;

impl Workspace {
    /// The workspace as it was at the end of a day.
    #[must_use]
    pub fn as_of(mut self, day: Day) -> Workspace {
        let there = |at: Option<&Instant>| was_there(at, day);
        self.claims.retain(|filed| there(filed.data.logged.as_ref().and_then(|logged| logged.at.as_ref())));
        for filed in &mut self.claims {
            claim(&mut filed.data, day);
        }
        for filed in &mut self.documents {
            document(&mut filed.data, day);
        }
        for filed in &mut self.actors {
            filed.data.reliability.retain(|grade| was_so(grade.as_of.as_ref(), day));
        }
        self.index_again();
        self
    }
}

fn claim(claim: &mut Claim, day: Day) {
    let there = |at: Option<&Instant>| was_there(at, day);
    claim.evidence.retain(|line| there(line.at.as_ref()));
    for line in &mut claim.evidence {
        line.retracted = line.retracted.take().filter(|retracted| there(retracted.at.as_ref()));
    }
    claim.verdicts.retain(|one| there(one.at.as_ref()));
    claim.assertions.retain(|one| was_so(one.when.as_ref(), day) || is_seen(&claim.verdicts, one));
    for assertion in &mut claim.assertions {
        let withdrawn = assertion.withdrawn.take();
        assertion.withdrawn = withdrawn.filter(|withdrawn| was_so(withdrawn.when.as_ref(), day));
    }
    claim.attested.retain(|one| there(one.at.as_ref()));
    claim.searches.retain(|one| there(one.at.as_ref()));
    claim.asked.retain(|one| there(one.at.as_ref()));
    for asked in &mut claim.asked {
        asked.answer = asked.answer.take().filter(|answer: &Answer| there(answer.at.as_ref()));
    }
    claim.sign_offs.retain(|one| there(one.at.as_ref()));
    claim.links.retain(|one| there(one.at.as_ref()));
}

/// Whether a verdict rests on an assertion: then it was there, whatever day is noted for it.
fn is_seen(verdicts: &[Verdict], assertion: &Assertion) -> bool {
    let Some(id) = &assertion.id else { return false };
    let saw = |verdict: &Verdict| verdict.saw.as_ref().is_some_and(|saw| saw.passages.contains_key(id));
    verdicts.iter().any(|verdict| verdict.of.as_ref() == Some(id) || saw(verdict))
}

fn document(document: &mut Document, day: Day) {
    let there = |at: Option<&Instant>| was_there(at, day);
    document.captures.retain(|capture| there(capture.at.as_ref()));
    document.reviewed.retain(|passage| there(passage.at.as_ref()));
    document.corrections.retain(|correction| was_so(correction.when.as_ref(), day));
}

/// Whether a moment lies on the day or before it; what has none counts.
fn was_there(at: Option<&Instant>, day: Day) -> bool {
    at.and_then(Instant::date).and_then(Day::parse).is_none_or(|at| at <= day)
}

/// Whether a time began on the day or before it; what has none counts.
fn was_so(when: Option<&When>, day: Day) -> bool {
    when.and_then(When::earliest).is_none_or(|first| first <= day)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::assess::{Judgement, status};
    use crate::workspace::Filed;

    fn as_of(yaml: &str, day: &str) -> Option<Claim> {
        let mut workspace = Workspace::default();
        let data = crate::yaml::from_str(yaml).unwrap();
        workspace.claims.push(Filed { path: "a.yaml".into(), data });
        workspace.index_again();
        workspace.as_of(Day::parse(day).unwrap()).claims.pop().map(|filed| filed.data)
    }

    const CLAIM: &str = "claim: a
logged: {at: \"2024-11-01T09:00:00Z\"}
evidence: [{id: e1, at: \"2024-11-02T09:00:00Z\", retracted: {at: \"2024-11-05T09:00:00Z\"}}]
verdicts:
- {id: v1, verdict: confirmed, at: \"2024-11-03T09:00:00Z\", after: []}
- {id: v2, verdict: refuted, at: \"2024-11-06T23:00:00Z\", after: [v1]}
";

    #[test]
    fn what_came_later_is_left_out_and_what_was_taken_back_stands_again() {
        assert_eq!(as_of(CLAIM, "2024-10-31"), None);
        let then = as_of(CLAIM, "2024-11-04").unwrap();
        assert_eq!(status(&then, &Default::default()).as_str(), "confirmed");
        assert_eq!(then.active_evidence().count(), 1);
        let later = as_of(CLAIM, "2024-11-06").unwrap();
        assert_eq!(status(&later, &Default::default()).as_str(), "refuted");
        assert_eq!(later.active_evidence().count(), 0);
    }

    #[test]
    fn what_was_said_later_was_not_there_but_where_a_verdict_saw_it() {
        let claim = "claim: a\nassertions: [{id: a1, when: \"2024-11-02\"}, {id: a2, when: \"2024-11~\"}, {id: a3}, {id: a4, when: \"2024-11-09\"}]
verdicts: [{id: v1, verdict: confirmed, at: \"2024-11-01T09:00:00Z\", saw: {passages: {a4: x}}}]\n";
        let there = |day: &str| -> Vec<String> {
            as_of(claim, day).unwrap().assertions.into_iter().filter_map(|one| one.id).collect()
        };
        assert_eq!(there("2024-10-31"), ["a3"]);
        assert_eq!(there("2024-11-01"), ["a2", "a3", "a4"]);
        assert_eq!(there("2024-11-02"), ["a1", "a2", "a3", "a4"]);
    }

    /// A workspace in which everything that can carry a date does, or not, up to the middle of November.
    fn dated() -> impl Strategy<Value = String> {
        let moment = || {
            prop_oneof![
                Just(String::new()),
                (1u32..16, 0u32..24)
                    .prop_map(|(day, hour)| format!("at: \"2024-11-{day:02}T{hour:02}:30:00Z\"")),
            ]
        };
        let when = || {
            prop_oneof![
                Just(String::new()),
                (1u32..16).prop_map(|day| format!("when: \"2024-11-{day:02}\"")),
                Just("when: \"2024-11~\"".to_owned()),
                Just("when: \"../2024-11-09\"".to_owned()),
            ]
        };
        let word = prop::sample::select(vec!["confirmed", "refuted", "mixed"]);
        let verdicts = prop::collection::vec((word, moment(), 0usize..4), 0..4);
        let moments = prop::collection::vec(moment(), 6);
        let whens = prop::collection::vec(when(), 3);
        (verdicts, moments, whens).prop_map(|(verdicts, at, when)| {
            let entry = |rest: &str, date: &str| {
                format!(
                    "{{{}}}",
                    [rest, date].iter().filter(|it| !it.is_empty()).copied().collect::<Vec<_>>().join(", ")
                )
            };
            let verdict = |(number, (word, at, after)): (usize, (&str, String, usize))| {
                entry(&format!("id: v{number}, verdict: {word}, after: [v{after}]"), &at)
            };
            let verdicts: Vec<String> = verdicts.into_iter().enumerate().map(verdict).collect();
            [
                "claim: a\ntype: prediction\nabout: \"2024-11-14\"".to_owned(),
                format!("logged: {}", entry("by: kim", &at[0])),
                format!(
                    "assertions: [{}, {}]",
                    entry(&format!("id: a1, by: p, withdrawn: {}", entry("", &when[1])), &when[0]),
                    entry("id: a2, by: q", &when[2])
                ),
                format!(
                    "evidence: [{}]",
                    entry(
                        &format!(
                            "id: e1, document: d, direction: supports, retracted: {}",
                            entry("by: kim", &at[1])
                        ),
                        &at[2]
                    )
                ),
                format!("asked: [{}]", entry("id: q1, actor: p, deadline: \"2024-11-12\"", &at[3])),
                format!("searches: [{}]", entry("contrary: true", &at[4])),
                format!("sign_offs: [{}]", entry("verdict: v1, by: lee", &at[5])),
                format!("verdicts: [{}]\n", verdicts.join(", ")),
            ]
            .join("\n")
        })
    }

    proptest! {
        #[test]
        fn as_of_today_is_as_it_is(yaml in dated()) {
            let mut workspace = Workspace::default();
            workspace.settings =
                crate::yaml::from_str("policy: {confirmed: {sign_offs: 1, searched: true, asked: true, max_age: P1D}}").unwrap();
            let data = crate::yaml::from_str(&yaml).unwrap();
            workspace.claims.push(Filed { path: "a.yaml".into(), data });
            let document = "{original: true, corrections: [{when: \"2024-11-03\"}]}";
            let document = crate::yaml::from_str(document).unwrap();
            workspace.documents.push(Filed { path: "documents/d.yaml".into(), data: document });
            workspace.index_again();
            let today = Day::parse("2024-11-15");
            let claims = workspace.claims.clone();
            let judged = Judgement::of(&workspace, today);
            let then = workspace.as_of(today.unwrap());
            prop_assert_eq!(&then.claims, &claims);
            prop_assert_eq!(Judgement::of(&then, today), judged);
        }

        #[test]
        fn what_was_there_on_a_day_is_there_on_the_next(yaml in dated(), day in 1u32..15) {
            let on = |day: u32| as_of(&yaml, &format!("2024-11-{day:02}"));
            let count = |claim: &Claim| {
                (claim.verdicts.len(), claim.evidence.len(), claim.assertions.len(), claim.asked.len(), claim.sign_offs.len())
            };
            if let Some(then) = on(day) {
                let next = on(day + 1).map(|it| count(&it));
                let (a, b, c, d, e) = count(&then);
                prop_assert!(next.is_some_and(|it| a <= it.0 && b <= it.1 && c <= it.2 && d <= it.3 && e <= it.4));
            }
        }
    }
}
