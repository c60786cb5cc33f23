//! Figures for one measure, held against each other: what cannot both be true, what sits ill together, what is newer.
//!
//! Figures are compared where they count the same (`measure`), in the same unit, for the same scope, at the same time. What is not
//! recorded is taken to be the same. The words are ranges (`phrase`); another time makes an update of it.

mod compare;
mod lexicon;
mod number;
mod phrase;

use std::collections::{BTreeMap, HashMap};

use super::{Flag, FlagCode, Status, name, status};
use crate::model::{Claim, ClaimId, LinkType, Quantity, VerdictWord, When};
use crate::workspace::{Filed, Workspace};
use crate::yaml::Route;
use compare::{Comparable, Relation};
pub use lexicon::{NumberWord, number_word};

/// A figure is held against as many others of its measure, those nearest in scope, time and size.
const MOST_COMPARED: usize = 48;
/// Flags beyond these would say nothing more.
const MOST_FLAGS: usize = 10;

/// Why the words of a figure cannot be read, where nobody typed what they mean; a clause without a stop.
pub(crate) fn unread_figure(quantity: &Quantity) -> Option<String> {
    let bare = quantity.low.is_none() && quantity.high.is_none();
    quantity
        .phrase
        .as_deref()
        .filter(|_| bare && quantity.measure.is_some())
        .and_then(|phrase| phrase::Figure::read(phrase).err().map(|why| why.to_string()))
}

/// A figure, and where it stands.
struct Entry<'w> {
    claim: usize,
    place: usize,
    quantity: &'w Quantity,
    comparable: Comparable,
}

/// The flags of claims whose figures sit ill together, with the claims' places.
pub(super) fn flags(workspace: &Workspace) -> Vec<(usize, Flag)> {
    let mut flags = Vec::new();
    let mut counts: HashMap<(usize, FlagCode), usize> = HashMap::new();
    for (one, two, relation) in Compared::of(workspace).pairs() {
        let code = match relation {
            Relation::Incompatible => FlagCode::FiguresIncompatible,
            Relation::Tension => FlagCode::FiguresInTension,
            _ => continue,
        };
        if are_settled(workspace, one.claim, two.claim) {
            continue;
        }
        for (here, there) in [(one, two), (two, one)] {
            let count = counts.entry((here.claim, code)).or_default();
            if *count < MOST_FLAGS {
                *count += 1;
                flags.push((here.claim, flag(workspace, code, here, there)));
            }
        }
    }
    flags
}

fn flag(workspace: &Workspace, code: FlagCode, here: &Entry<'_>, there: &Entry<'_>) -> Flag {
    let other = workspace.claims.get(there.claim).map(name).unwrap_or_default();
    let own = workspace.claims.get(here.claim).map(name).unwrap_or_default();
    let says =
        format!("“{}” here and “{}” in {other} {}.", words(here), words(there), together(code, here, there));
    let at = Route::from("quantities").index(here.place);
    Flag::new(code, says, vec![own, other]).at(at)
}

/// `cannot both be true: both count soldiers (russia) at the same time`.
fn together(code: FlagCode, one: &Entry<'_>, two: &Entry<'_>) -> String {
    let how = match code {
        FlagCode::FiguresIncompatible => "cannot both be true",
        _ => "sit ill together",
    };
    let measure = one.quantity.measure.as_deref().unwrap_or_default().trim();
    let scope = match (&one.quantity.scope, &two.quantity.scope) {
        (Some(scope), Some(_)) => format!(" ({})", scope.trim()),
        (None, None) => String::new(),
        _ => " (for one of them it is not recorded of what)".to_owned(),
    };
    let time = match (&one.quantity.as_of, &two.quantity.as_of) {
        (Some(one), Some(two)) if one == two => format!(", as of {}", one.in_words()),
        (Some(one), Some(two)) => format!(", as of {} and of {}", one.in_words(), two.in_words()),
        _ => String::new(),
    };
    format!("{how}: both count {measure}{scope}{time}")
}

/// The words of a figure, as they stand in the file; its numbers where it has none.
fn words(entry: &Entry<'_>) -> String {
    let Quantity { phrase, low, high, .. } = entry.quantity;
    match (phrase, low, high) {
        (Some(phrase), ..) => phrase.clone(),
        (None, Some(low), Some(high)) => format!("{low} to {high}"),
        (None, Some(low), None) => format!("{low} or more"),
        (None, None, Some(high)) => format!("{high} or less"),
        (None, None, None) => String::new(),
    }
}

/// Every figure that can be compared, by measure, in the order of scope, time and size.
fn measures(workspace: &Workspace) -> BTreeMap<String, Vec<Entry<'_>>> {
    let mut measures: BTreeMap<String, Vec<Entry<'_>>> = BTreeMap::new();
    for (claim, filed) in workspace.claims.iter().enumerate() {
        if filed.data.quantities.is_empty() {
            continue;
        }
        // What the desk refuted, or what is nobody's to check, is held against nothing.
        if matches!(
            status(&filed.data, &workspace.settings),
            Status::Marked(VerdictWord::Refuted | VerdictWord::NotCheckable)
        ) {
            continue;
        }
        for (place, quantity) in filed.data.quantities.iter().enumerate() {
            let Some(measure) = quantity.measure.as_deref().map(str::trim).filter(|it| !it.is_empty()) else {
                continue;
            };
            if let Ok(comparable) = Comparable::of(quantity, filed.data.about.as_ref()) {
                let entry = Entry { claim, place, quantity, comparable };
                measures.entry(measure.to_lowercase()).or_default().push(entry);
            }
        }
    }
    for entries in measures.values_mut() {
        entries.sort_by(|a, b| {
            let key = |entry: &Entry<'_>| {
                (entry.comparable.scope.clone(), entry.comparable.time.map(|time| time.0))
            };
            key(a)
                .cmp(&key(b))
                .then(a.comparable.figure.core.0.total_cmp(&b.comparable.figure.core.0))
                .then_with(|| {
                    let own = |entry: &Entry<'_>| {
                        let filed = workspace.claims.get(entry.claim)?;
                        Some((filed.data.id.as_ref().map(ClaimId::as_str), &filed.path, entry.place))
                    };
                    own(a).cmp(&own(b))
                })
        });
    }
    measures
}

/// The figures of a workspace, held against each other.
struct Compared<'w> {
    measures: Vec<Vec<Entry<'w>>>,
}

impl<'w> Compared<'w> {
    fn of(workspace: &'w Workspace) -> Self {
        Compared { measures: measures(workspace).into_values().collect() }
    }

    /// Every two figures of one measure and two claims, and how they stand to each other.
    fn pairs(&self) -> impl Iterator<Item = (&Entry<'w>, &Entry<'w>, Relation)> {
        self.measures.iter().flat_map(|entries| {
            entries.iter().enumerate().flat_map(|(at, one)| {
                let others = entries.iter().skip(at + 1).take(MOST_COMPARED);
                let others = others.filter(|two| two.claim != one.claim);
                others.map(move |two| (one, two, one.comparable.against(&two.comparable)))
            })
        })
    }
}

/// Whether a person tied the two claims so that how their figures stand to each other is said.
fn are_settled(workspace: &Workspace, one: usize, two: usize) -> bool {
    let claim = |place: usize| workspace.claims.get(place).map(|filed| &filed.data);
    let (Some(one), Some(two)) = (claim(one), claim(two)) else { return false };
    [(one, two), (two, one)].into_iter().any(|(from, to)| {
        from.links.iter().any(|link| {
            let settles = matches!(
                link.kind,
                Some(
                    LinkType::Contradicts
                        | LinkType::Updates
                        | LinkType::Corrects
                        | LinkType::Qualifies
                        | LinkType::Repeats
                )
            );
            settles && is(link.to.as_ref(), to.id.as_ref())
        })
    })
}

fn is(one: Option<&ClaimId>, other: Option<&ClaimId>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.as_str().eq_ignore_ascii_case(other.as_str()))
}

/// A tie between two claims that somebody may want to make.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    /// The path of the claim that would link.
    pub from: String,
    /// How.
    pub kind: LinkType,
    /// The path of the other.
    pub to: String,
    /// Why: a full sentence.
    pub because: String,
}

/// The ties that figures and wordings suggest, by the paths of the claims. Nothing is stored: a person accepts them.
pub fn suggestions(workspace: &Workspace) -> Vec<Suggestion> {
    let compared = Compared::of(workspace);
    let mut found = Vec::new();
    for (one, two, relation) in compared.pairs() {
        let (newer, older, kind, because) = match relation {
            Relation::Incompatible => (one, two, LinkType::Contradicts, FlagCode::FiguresIncompatible),
            Relation::Tension => (one, two, LinkType::Contradicts, FlagCode::FiguresInTension),
            _ => continue,
        };
        let because =
            format!("“{}” and “{}” {}.", words(newer), words(older), together(because, newer, older));
        suggest(workspace, &mut found, newer.claim, kind, older.claim, because);
    }
    for entries in &compared.measures {
        for (at, one) in entries.iter().enumerate() {
            // Of what is newer, only the next: a row of figures is tied as a row.
            let next = entries.iter().skip(at + 1).take(MOST_COMPARED).find(|two| {
                two.claim != one.claim && one.comparable.against(&two.comparable) == Relation::Older
            });
            if let Some(two) = next {
                let when = |entry: &Entry<'_>| {
                    let when = entry.quantity.as_of.as_ref().or_else(|| {
                        workspace.claims.get(entry.claim).and_then(|filed| filed.data.about.as_ref())
                    });
                    when.map(When::in_words).unwrap_or_default()
                };
                let because = format!(
                    "“{}” is of {}, “{}” of {}: a newer figure for {}.",
                    words(two),
                    when(two),
                    words(one),
                    when(one),
                    one.quantity.measure.as_deref().unwrap_or_default().trim(),
                );
                suggest(workspace, &mut found, two.claim, LinkType::Updates, one.claim, because);
            }
        }
    }
    same_wording(workspace, &mut found);
    found.sort_by(|a, b| (&a.from, &a.to, a.kind.as_str()).cmp(&(&b.from, &b.to, b.kind.as_str())));
    found.dedup_by(|a, b| (&a.from, &a.to, &a.kind) == (&b.from, &b.to, &b.kind));
    found
}

fn suggest(
    workspace: &Workspace,
    found: &mut Vec<Suggestion>,
    from: usize,
    kind: LinkType,
    to: usize,
    because: String,
) {
    if are_settled(workspace, from, to) {
        return;
    }
    let path = |place: usize| workspace.claims.get(place).map(|filed| filed.path.clone());
    if let (Some(from), Some(to)) = (path(from), path(to)) {
        found.push(Suggestion { from, kind, to, because });
    }
}

/// Two claims in the same words, but for case, white space and signs.
fn same_wording(workspace: &Workspace, found: &mut Vec<Suggestion>) {
    let plain = |filed: &Filed<Claim>| {
        let letters = filed.data.claim.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        letters.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let mut first: BTreeMap<String, usize> = BTreeMap::new();
    for (place, filed) in workspace.claims.iter().enumerate() {
        let words = plain(filed);
        if words.is_empty() {
            continue;
        }
        if let Some(&known) = first.get(&words) {
            let because = "The two are in the same words.".to_owned();
            suggest(workspace, found, place, LinkType::Repeats, known, because);
        } else {
            first.insert(words, place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::assess::Judgement;

    fn workspace(claims: &[&str]) -> Workspace {
        let mut workspace = Workspace::default();
        for (number, yaml) in claims.iter().enumerate() {
            let yaml = format!("id: 0199d3a1-7c1e-7b3a-9d21-5e6f0000000{number}\n{yaml}");
            let data = crate::yaml::from_str(&yaml).unwrap();
            workspace.claims.push(Filed { path: format!("{number}.yaml"), data });
        }
        workspace.index_again();
        workspace
    }

    const ABOUT: &str =
        "claim: a\nquantities: [{measure: soldiers, phrase: \"about 10,000\", as_of: \"2024-11\"}]\n";
    const SEVERAL: &str =
        "claim: b\nquantities: [{measure: Soldiers, phrase: several thousand, as_of: \"2024-11-05\"}]\n";

    #[test]
    fn figures_that_sit_ill_together_are_flagged_on_both_with_both_phrases() {
        let workspace = workspace(&[ABOUT, SEVERAL]);
        let judgement = Judgement::of(&workspace, None);
        let flags = judgement.flags("0.yaml");
        assert_eq!(
            flags[0].says,
            "“about 10,000” here and “several thousand” in 00000001 sit ill together: both count soldiers, as of November 2024 and \
             of 5 November 2024."
        );
        assert_eq!(judgement.flags("1.yaml")[0].records, ["00000001", "00000000"]);
    }

    #[test]
    fn what_a_person_tied_or_refuted_is_left_in_peace() {
        let tied = format!("{SEVERAL}links: [{{to: 0199d3a1-7c1e-7b3a-9d21-5e6f00000000, as: corrects}}]");
        assert!(Judgement::of(&workspace(&[ABOUT, &tied]), None).flags("0.yaml").is_empty());
        let refuted = format!("{SEVERAL}verdicts: [{{verdict: refuted}}]");
        assert!(Judgement::of(&workspace(&[ABOUT, &refuted]), None).flags("0.yaml").is_empty());
    }

    #[test]
    fn ties_are_suggested_and_not_twice() {
        let newer = "claim: A!\nquantities: [{measure: soldiers, phrase: \"12,000\", as_of: \"2025-01\"}]\n";
        let workspace = workspace(&[ABOUT, SEVERAL, newer]);
        let told: Vec<String> = suggestions(&workspace)
            .iter()
            .map(|one| format!("{} {} {}", one.from, one.kind, one.to))
            .collect();
        assert_eq!(
            told,
            [
                "0.yaml contradicts 1.yaml",
                "2.yaml repeats 0.yaml",
                "2.yaml updates 0.yaml",
                "2.yaml updates 1.yaml"
            ]
        );
    }
}
