//! Flags about where evidence comes from: one origin, lineage that nobody recorded, circles, copies that were not
//! corrected; and assertions that were taken back.

use std::collections::BTreeMap;

use super::origins::{Origins, Side, View, names};
use super::{Flag, FlagCode};
use crate::model::{Direction, Evidence};
use crate::yaml::Route;

pub(super) fn flags(view: &View<'_, '_>, origins: &Origins, add: &mut dyn FnMut(Flag)) {
    one_origin(view, &Direction::Supports, &origins.supports, "for", add);
    one_origin(view, &Direction::Refutes, &origins.refutes, "against", add);
    lineage_unknown(view, add);
    circular(view, add);
    uncorrected(view, add);
    withdrawn(view, add);
}

/// An entry's name in a sentence and among the records.
fn id(line: &Evidence, place: usize) -> String {
    line.id.clone().unwrap_or_else(|| format!("evidence {}", place + 1))
}

fn route(place: usize) -> Route {
    Route::from("evidence").index(place)
}

fn one_origin(
    view: &View<'_, '_>,
    direction: &Direction,
    side: &Side,
    word: &str,
    add: &mut dyn FnMut(Flag),
) {
    let [origin] = side.named.as_slice() else { return };
    let lines: Vec<(usize, &Evidence)> = view.lines(direction).collect();
    let ids: Vec<String> = lines.iter().map(|(place, line)| id(line, *place)).collect();
    let mut says = format!(
        "The evidence {word} it ({}) has one origin: {}.",
        ids.join(", "),
        names(view.workspace, &side.named)
    );
    match side.unrecorded.len() {
        0 => {}
        1 => says.push_str(" Another document adds none: nobody recorded where it comes from."),
        more => {
            says.push_str(&format!(
                " {more} other documents add none: nobody recorded where they come from."
            ));
        }
    }
    let records = ids.into_iter().chain([origin.clone()]).collect();
    let flag = Flag::new(FlagCode::OneOrigin, says, records);
    add(match lines.first() {
        Some((place, _)) => flag.at(route(*place)),
        None => flag,
    });
}

/// The evidence lines that share something, in the order of the file: their ids, and the keys of their documents.
#[derive(Default)]
struct Lines {
    first: usize,
    ids: Vec<String>,
    keys: Vec<String>,
}

impl Lines {
    fn add(&mut self, place: usize, id: String, key: &str) {
        if self.ids.is_empty() {
            self.first = place;
        }
        if !self.ids.contains(&id) {
            self.ids.push(id);
        }
        if !self.keys.iter().any(|known| known == key) {
            self.keys.push(key.to_owned());
        }
    }

    /// `The evidence e1, e2 is` or `are`, and the titles of its documents.
    fn told(&self, view: &View<'_, '_>) -> (String, String) {
        let titles: Vec<String> =
            self.keys.iter().map(|key| format!("“{}”", view.workspace.document_title(key))).collect();
        (format!("The evidence {}", self.ids.join(", ")), titles.join(", "))
    }

    fn flag(self, code: FlagCode, says: String, others: impl IntoIterator<Item = String>) -> Flag {
        let mut records: Vec<String> = self.ids;
        for record in self.keys.into_iter().chain(others) {
            if !records.contains(&record) {
                records.push(record);
            }
        }
        Flag::new(code, says, records).at(route(self.first))
    }
}

fn lineage_unknown(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    // By the document at which what is recorded ends; none for lines that name no document.
    let mut gaps: BTreeMap<Option<&str>, Lines> = BTreeMap::new();
    for (place, line) in view.claim.evidence.iter().enumerate() {
        let counts = matches!(line.direction, Some(Direction::Supports | Direction::Refutes));
        if counts && line.retracted.is_none() && line.document.is_none() && line.from.is_empty() {
            gaps.entry(None).or_default().add(place, id(line, place), "");
        }
    }
    for passage in &view.passages {
        let gap = match passage.known {
            None => Some(passage.key),
            Some(known) => known.gap,
        };
        if let Some(gap) = gap {
            let id = id(passage.line, passage.place);
            gaps.entry(Some(gap)).or_default().add(passage.place, id, passage.key);
        }
    }
    for (gap, mut lines) in gaps {
        let (evidence, titles) = lines.told(view);
        let Some(gap) = gap else {
            lines.keys.clear();
            let says = format!("{evidence} names no document, so it adds no origin.");
            add(lines.flag(FlagCode::LineageUnknown, says, []));
            continue;
        };
        let own = lines.keys.iter().all(|key| key == gap);
        let says = match (view.workspace.document(gap).is_some(), own) {
            (true, true) => format!(
                "It is not recorded where {titles} comes from, or that it is original: {} adds no origin.",
                evidence.replacen('T', "t", 1)
            ),
            (false, true) => {
                format!("{evidence} comes from `{gap}`, which has no record, so it adds no origin.")
            }
            (recorded, false) => {
                let what = if recorded {
                    "and it is not recorded where that comes from"
                } else {
                    "which has no record"
                };
                let title = view.workspace.document_title(gap);
                format!(
                    "{evidence} goes back over {titles} to “{title}”, {what}: that way leads to no origin."
                )
            }
        };
        add(lines.flag(FlagCode::LineageUnknown, says, [gap.to_owned()]));
    }
}

fn circular(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    let mut circles: BTreeMap<Vec<&str>, Lines> = BTreeMap::new();
    for passage in &view.passages {
        if let Some(circle) = passage.known.and_then(|known| known.circle.as_ref()) {
            let keys = circle.iter().map(|&place| view.lineage.key(place)).collect();
            let id = id(passage.line, passage.place);
            circles.entry(keys).or_default().add(passage.place, id, passage.key);
        }
    }
    for (keys, lines) in circles {
        let title = |key: &&str| format!("“{}”", view.workspace.document_title(key));
        let way = match keys.as_slice() {
            [only] => format!("{}, which cites itself", title(only)),
            several => {
                let round: Vec<String> = several.iter().chain(several.first()).map(title).collect();
                format!("documents that cite each other in a circle: {}", round.join(" from "))
            }
        };
        let says = format!("{} comes from {way}.", lines.told(view).0);
        add(lines.flag(FlagCode::Circular, says, keys.into_iter().map(str::to_owned)));
    }
}

fn uncorrected(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    let mut copies: BTreeMap<usize, Lines> = BTreeMap::new();
    for passage in &view.passages {
        let carrier = passage.line.document.as_deref();
        if let Some(ancestor) = view.lineage.uncorrected(carrier, passage.key) {
            let id = id(passage.line, passage.place);
            copies.entry(ancestor).or_default().add(passage.place, id, carrier.unwrap_or(passage.key));
        }
    }
    for (ancestor, lines) in copies {
        let Some(original) = view.lineage.document(ancestor) else { continue };
        let correction = original.data.corrections.last();
        let when = correction.and_then(|it| it.when.as_ref());
        let when = when.map(|when| format!(" {}", when.in_a_sentence())).unwrap_or_default();
        let note = correction.and_then(|it| it.note.as_deref()).map(|note| format!(": “{note}”"));
        let (evidence, titles) = lines.told(view);
        let says = format!(
            "“{}” was corrected{when}{}; {} is from {titles}, taken from it without that correction.",
            view.workspace.document_title(original.key()),
            note.unwrap_or_default(),
            evidence.replacen('T', "t", 1),
        );
        add(lines.flag(FlagCode::UncorrectedCopy, says, [original.key().to_owned()]));
    }
}

fn withdrawn(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    for (place, assertion) in view.claim.assertions.iter().enumerate() {
        let Some(withdrawn) = &assertion.withdrawn else { continue };
        let who = assertion.by.as_deref().map_or("Whoever asserted it", |by| view.workspace.actor_name(by));
        let when =
            withdrawn.when.as_ref().map(|when| format!(" {}", when.in_a_sentence())).unwrap_or_default();
        let document = withdrawn.document.as_deref();
        let place_of = document.map(|key| format!(", in “{}”", view.workspace.document_title(key)));
        let id = assertion.id.clone().unwrap_or_else(|| format!("assertion {}", place + 1));
        let says = format!("{who} took it back{when} ({id}{}).", place_of.unwrap_or_default());
        let records = [Some(id), assertion.by.clone(), document.map(str::to_owned)];
        let flag = Flag::new(FlagCode::Withdrawn, says, records.into_iter().flatten().collect());
        add(flag.at(Route::from("assertions").index(place).key("withdrawn")));
    }
}
