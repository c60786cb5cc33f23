//! What the workspace's policy demands of a verdict, and what is missing.

use super::due::is_overdue;
use super::judgement::Working;
use super::origins::{Origins, names};
use super::{Flag, FlagCode, standing};
use crate::model::{
    ActorKind, Asked, Claim, Day, Demand, Direction, Duration, Settings, Verdict, VerdictWord, When,
    is_same_person,
};
use crate::workspace::Workspace;
use crate::yaml::Route;

pub(super) fn judge(workspace: &Workspace, today: Option<Day>, working: &mut Working) {
    if workspace.settings.policy.is_empty() {
        return;
    }
    for (place, filed) in workspace.claims.iter().enumerate() {
        let claim = &filed.data;
        // Of verdicts side by side each must meet what is asked of it, once one of them is chosen.
        let [verdict] = standing::heads(claim, None)[..] else { continue };
        let Some(demand) = demand(&workspace.settings, &verdict.verdict) else { continue };
        let origins = working.origins.get(place).cloned().unwrap_or_default();
        let look = Look { workspace, claim, verdict, origins: &origins, today };
        let missing = look.missing(demand);
        if missing.is_empty() {
            continue;
        }
        let says =
            format!("It is marked {}, and the policy asks for {}.", verdict.verdict, missing.join("; "));
        let number = claim.verdicts.iter().position(|known| std::ptr::eq(known, verdict)).unwrap_or_default();
        let records = verdict.id.iter().cloned().collect();
        let route = Route::from("verdicts").index(number).key("verdict");
        working.add(place, Flag::new(FlagCode::Policy, says, records).at(route));
    }
}

/// What is demanded of a verdict: of a house word what is said of it, else of the verdict that it means.
fn demand<'s>(settings: &'s Settings, word: &VerdictWord) -> Option<&'s Demand> {
    let of = |word: &VerdictWord| settings.policy.get(word.as_str());
    of(word).or_else(|| of(settings.core_verdict(word)))
}

struct Look<'w> {
    workspace: &'w Workspace,
    claim: &'w Claim,
    verdict: &'w Verdict,
    origins: &'w Origins,
    today: Option<Day>,
}

impl Look<'_> {
    fn missing(&self, demand: &Demand) -> Vec<String> {
        [
            demand.evidence.and_then(|least| self.evidence(least)),
            demand.origins.and_then(|least| self.origins(least)),
            demand.sign_offs.and_then(|least| self.sign_offs(least)),
            demand.searched.filter(|asked| *asked).and_then(|_| self.searched()),
            demand.asked.filter(|asked| *asked).and_then(|_| self.asked()),
            demand.max_age.as_deref().and_then(|age| self.age(age)),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    /// The side that the verdict leans on; `None` for verdicts that weigh both.
    fn side(&self) -> Option<Direction> {
        match self.workspace.settings.core_verdict(&self.verdict.verdict) {
            VerdictWord::Confirmed => Some(Direction::Supports),
            VerdictWord::Refuted => Some(Direction::Refutes),
            _ => None,
        }
    }

    fn evidence(&self, least: u32) -> Option<String> {
        let side = self.side();
        let counts = |direction: Option<&Direction>| match &side {
            Some(side) => direction == Some(side),
            None => matches!(direction, Some(Direction::Supports | Direction::Refutes)),
        };
        let there = self.claim.active_evidence().filter(|line| counts(line.direction.as_ref())).count();
        let side = match side {
            Some(Direction::Supports) => " for it",
            Some(_) => " against it",
            None => "",
        };
        too_few(there, least).then(|| {
            format!(
                "{}{side} (there {})",
                number(least, "line of evidence", "lines of evidence"),
                there_are(there)
            )
        })
    }

    fn origins(&self, least: u32) -> Option<String> {
        let side = match self.side() {
            Some(Direction::Supports) => &self.origins.supports,
            Some(_) => &self.origins.refutes,
            None if self.origins.refutes.attested > self.origins.supports.attested => &self.origins.refutes,
            None => &self.origins.supports,
        };
        too_few(side.attested, least).then(|| {
            let named = names(self.workspace, &side.named);
            let there = match side.named.len() {
                0 => "there is none with a name".to_owned(),
                1 => format!("there is one: {named}"),
                _ if side.attested > 1 => {
                    format!("there are {named}, of which {} are attested to be independent", side.attested)
                }
                _ => format!("there are {named}, and nobody attested that they are independent"),
            };
            let asked = match least {
                1 => "1 origin".to_owned(),
                more => format!("{more} independent origins"),
            };
            format!("{asked} ({there})")
        })
    }

    fn sign_offs(&self, least: u32) -> Option<String> {
        let author = self.verdict.by.as_deref();
        let mut people: Vec<&str> = Vec::new();
        let of_this = |it: &&crate::model::SignOff| it.verdict.is_some() && it.verdict == self.verdict.id;
        for by in self.claim.sign_offs.iter().filter(of_this).filter_map(|it| it.by.as_deref()) {
            let own = author.is_some_and(|author| is_same_person(author, by));
            if !own && !people.iter().any(|known| is_same_person(known, by)) {
                people.push(by);
            }
        }
        let other = author.map_or_else(|| "its author".to_owned(), str::to_owned);
        too_few(people.len(), least).then(|| {
            let there = there_are(people.len());
            format!(
                "{} by somebody other than {other} (there {there})",
                number(least, "sign-off", "sign-offs")
            )
        })
    }

    fn searched(&self) -> Option<String> {
        let looked = self.claim.searches.iter().any(|search| search.contrary == Some(true));
        (!looked).then(|| "a search for what speaks against it".to_owned())
    }

    /// Whoever asserted it must have been asked, and have answered, declined, or let the time pass. A source that is not named
    /// cannot be asked in a file that others read.
    fn asked(&self) -> Option<String> {
        let mut missing: Vec<&str> = Vec::new();
        for assertion in &self.claim.assertions {
            let Some(key) = assertion.on_behalf_of.as_deref().or(assertion.by.as_deref()) else { continue };
            let actor = self.workspace.actor(key).map(|filed| &filed.data);
            if actor.is_some_and(|actor| actor.is_protected() || actor.kind == Some(ActorKind::Unnamed)) {
                continue;
            }
            // The body answers for its spokesman, and the spokesman for the body.
            let is_asked = |asked: &Asked| {
                asked.actor.is_some() && (asked.actor.as_deref() == Some(key) || asked.actor == assertion.by)
            };
            let settled = self.claim.asked.iter().filter(|asked| is_asked(asked)).any(|asked| {
                asked.answer.is_some() || self.today.is_some_and(|today| is_overdue(asked, today))
            });
            let name = self.workspace.actor_name(key);
            if !settled && !missing.contains(&name) {
                missing.push(name);
            }
        }
        (!missing.is_empty()).then(|| format!("an answer, or the time for one, of {}", missing.join(", ")))
    }

    fn age(&self, most: &str) -> Option<String> {
        let until = old_after(self.verdict, most)?;
        (self.today? > until).then(|| {
            let when = When::new(until.to_string()).in_words();
            format!("a verdict that is not so old (this one held until {when})")
        })
    }
}

/// The last day on which a verdict is not too old.
fn old_after(verdict: &Verdict, most: &str) -> Option<Day> {
    let given = Day::parse(verdict.at.as_ref()?.date()?)?;
    Some(Duration::parse(most)?.after(given))
}

/// The last day until which the policy lets a verdict hold, where it sets a limit.
pub(super) fn grows_old(settings: &Settings, verdict: &Verdict) -> Option<Day> {
    old_after(verdict, demand(settings, &verdict.verdict)?.max_age.as_deref()?)
}

fn too_few(there: usize, least: u32) -> bool {
    u32::try_from(there).is_ok_and(|there| there < least)
}

fn number(number: u32, one: &str, more: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { more })
}

fn there_are(number: usize) -> String {
    match number {
        0 => "is none".to_owned(),
        1 => "is 1".to_owned(),
        more => format!("are {more}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::assess::Judgement;
    use crate::model::Day;
    use crate::workspace::{Filed, Workspace};

    fn missing(policy: &str, claim: &str, today: &str) -> Option<String> {
        let mut workspace = Workspace::default();
        workspace.settings = crate::yaml::from_str(&format!("policy:\n  confirmed: {policy}\n")).unwrap();
        let claim = format!(
            "claim: x\nverdicts: [{{id: v1, verdict: confirmed, by: kim, at: \"2024-11-07T10:00:00Z\"}}]\n{claim}"
        );
        workspace.claims.push(Filed { path: "a.yaml".into(), data: crate::yaml::from_str(&claim).unwrap() });
        for key in ["d1", "d2", "d3"] {
            let data = crate::yaml::from_str("original: true").unwrap();
            workspace.documents.push(Filed { path: format!("documents/{key}.yaml"), data });
        }
        workspace.index_again();
        let judgement = Judgement::of(&workspace, Day::parse(today));
        let flag = judgement.flags("a.yaml").iter().find(|flag| flag.code.as_str() == "policy");
        flag.map(|flag| flag.says.clone())
    }

    const DAY: &str = "2024-11-08";

    #[test]
    fn what_is_missing_is_said_and_nothing_where_nothing_is() {
        let line = "evidence: [{id: e1, document: d1, direction: supports}]\n";
        assert_eq!(
            missing("{evidence: 2, origins: 2, sign_offs: 1}", line, DAY).unwrap(),
            "It is marked confirmed, and the policy asks for 2 lines of evidence for it (there is 1); 2 independent origins (there is \
             one: d1); 1 sign-off by somebody other than kim (there is none)."
        );
        let signed = "sign_offs: [{verdict: v1, by: Ana}]\n";
        assert_eq!(missing("{evidence: 1, origins: 1, sign_offs: 1}", &format!("{line}{signed}"), DAY), None);
    }

    #[test]
    fn origins_of_which_some_are_attested_are_told_apart() {
        let claim = "evidence: [{document: d1, direction: supports}, {document: d2, direction: supports}, {document: d3, direction: supports}]
attested: [{origins: [d1, d2], because: x}]\n";
        assert_eq!(
            missing("{origins: 3}", claim, DAY).unwrap(),
            "It is marked confirmed, and the policy asks for 3 independent origins (there are d1, d2, d3, of which 2 are attested to be \
             independent)."
        );
    }

    #[test]
    fn only_other_people_and_only_this_verdict_count_as_signed() {
        let own = "sign_offs: [{verdict: v1, by: \" Kim\"}, {verdict: v0, by: ana}]\n";
        assert!(missing("{sign_offs: 1}", own, DAY).is_some());
    }

    #[test]
    fn a_verdict_grows_old() {
        assert_eq!(missing("{max_age: P1Y}", "", "2025-11-07"), None);
        assert!(missing("{max_age: P1Y}", "", "2025-11-08").unwrap().contains("held until 7 November 2025"));
    }

    #[test]
    fn the_asserter_must_have_been_asked_and_had_time() {
        let said = "assertions: [{by: mayor}]\n";
        assert!(missing("{asked: true}", said, DAY).unwrap().contains("of mayor"));
        let open = format!("{said}asked: [{{actor: mayor, deadline: \"2024-11-08\"}}]\n");
        assert!(missing("{asked: true}", &open, DAY).is_some());
        assert_eq!(missing("{asked: true}", &open, "2024-11-09"), None);
        let spoken = "assertions: [{by: ryder, for: ministry}]\nasked: [{actor: ryder, answer: {outcome: declined}}]\n";
        assert_eq!(missing("{asked: true}", spoken, DAY), None);
        let answered = format!("{said}asked: [{{actor: mayor, answer: {{outcome: declined}}}}]\n");
        assert_eq!(missing("{asked: true}", &answered, DAY), None);
        assert!(missing("{searched: true}", "searches: [{found: false}]\n", DAY).is_some());
        assert_eq!(missing("{searched: true}", "searches: [{contrary: true}]\n", DAY), None);
    }
}
