//! The workspace as it was on a day, from the dates that the files carry.
//!
//! What was added later is left out, what was taken back later stands again. What carries no date counts as having been there. A
//! wording, a figure or a record that somebody edited since cannot be known: files carry no date for that; git does.

use crate::model::{Answer, Claim, Day, Document, Instant, When};
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
    claim.verdicts.retain(|one| there(one.at.as_ref()));
    claim.sign_offs.retain(|one| there(one.at.as_ref()));
    claim.links.retain(|one| there(one.at.as_ref()));
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
    use super::*;
    use crate::assess::status;
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
    fn as_of_today_is_what_is_there() {
        let whole: Claim = crate::yaml::from_str(CLAIM).unwrap();
        assert_eq!(as_of(CLAIM, "2024-11-06"), Some(whole));
    }
}
