//! Flags about where evidence comes from: one origin, lineage that nobody recorded, circles, copies that were not
//! corrected; and assertions that were taken back.

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

/// The active lines for and against.
fn both_sides<'w>(view: &View<'_, 'w>) -> Vec<(usize, &'w Evidence)> {
    let mut lines: Vec<_> = view.lines(&Direction::Supports).chain(view.lines(&Direction::Refutes)).collect();
    lines.sort_by_key(|(place, _)| *place);
    lines
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

fn lineage_unknown(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    let workspace = view.workspace;
    for (place, line) in both_sides(view) {
        let id = id(line, place);
        if line.document.is_none() && line.from.is_empty() {
            let says = format!("The evidence {id} names no document, so it adds no origin.");
            add(Flag::new(FlagCode::LineageUnknown, says, vec![id]).at(route(place)));
            continue;
        }
        for key in View::sources(line) {
            let title = workspace.document_title(key);
            let gap = match view.lineage.known(key) {
                None => key,
                Some(known) => match known.gap {
                    Some(gap) => gap,
                    None => continue,
                },
            };
            let mut records = vec![id.clone(), key.to_owned()];
            let says = if workspace.document(key).is_none() {
                format!("The evidence {id} comes from `{key}`, which has no record, so it adds no origin.")
            } else if gap == key {
                format!(
                    "It is not recorded where “{title}” comes from, or that it is original, so the evidence {id} adds no origin."
                )
            } else {
                records.push(gap.to_owned());
                let what = match workspace.document(gap) {
                    Some(_) => "and it is not recorded where that comes from".to_owned(),
                    None => "which has no record".to_owned(),
                };
                format!(
                    "The evidence {id} goes back over “{title}” to “{}”, {what}: that way leads to no origin.",
                    workspace.document_title(gap)
                )
            };
            add(Flag::new(FlagCode::LineageUnknown, says, records).at(route(place)));
        }
    }
}

fn circular(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    for (place, line) in both_sides(view) {
        for key in View::sources(line) {
            let Some(circle) = view.lineage.known(key).and_then(|known| known.circle.as_ref()) else {
                continue;
            };
            let keys: Vec<&str> = circle.iter().map(|&place| view.lineage.key(place)).collect();
            let title = |key: &&str| format!("“{}”", view.workspace.document_title(key));
            let way = match keys.as_slice() {
                [only] => format!("{}, which cites itself", title(only)),
                several => {
                    let round: Vec<String> = several.iter().chain(several.first()).map(title).collect();
                    format!("documents that cite each other in a circle: {}", round.join(" from "))
                }
            };
            let id = id(line, place);
            let says = format!("The evidence {id} comes from {way}.");
            let records = std::iter::once(id).chain(keys.iter().map(|&key| key.to_owned())).collect();
            add(Flag::new(FlagCode::Circular, says, records).at(route(place)));
        }
    }
}

fn uncorrected(view: &View<'_, '_>, add: &mut dyn FnMut(Flag)) {
    for (place, line) in both_sides(view) {
        for key in View::sources(line) {
            let Some(ancestor) = view.lineage.known(key).and_then(|known| known.corrected) else { continue };
            let Some(original) = view.lineage.document(ancestor) else { continue };
            let correction = original.data.corrections.last();
            let when = correction.and_then(|it| it.when.as_ref());
            let when = when.map(|when| format!(" {}", when.in_a_sentence())).unwrap_or_default();
            let note = correction.and_then(|it| it.note.as_deref()).map(|note| format!(" (“{note}”)"));
            let id = id(line, place);
            let says = format!(
                "The evidence {id} is from “{}”, which carries no correction; “{}”, which it comes from, was corrected{when}{}.",
                view.workspace.document_title(key),
                view.workspace.document_title(original.key()),
                note.unwrap_or_default(),
            );
            let records = vec![id, key.to_owned(), original.key().to_owned()];
            add(Flag::new(FlagCode::UncorrectedCopy, says, records).at(route(place)));
        }
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
