//! Weights as bytes.

use crate::{CUE_GROUPS, ROLE_GROUPS, TRY_FROM, learn::Learned};
use claimbook_reader::model::sure::FACTS;
use claimbook_reader::model::weights::{self, GROUP, HEAD, Weights};

/// The weights as they will be read, without what was not learned yet.
pub(crate) fn weights(cues: Option<&Learned>, roles: Option<&Learned>) -> Weights {
    let none = Learned { weights: Vec::new(), steps: Vec::new() };
    let bytes = bytes(cues.unwrap_or(&none), roles.unwrap_or(&none), &[0.0; FACTS], TRY_FROM, 0.0);
    weights::read(&bytes).unwrap()
}

/// The file.
pub(crate) fn bytes(cues: &Learned, roles: &Learned, sure: &[f32], try_from: f32, keep_from: f32) -> Vec<u8> {
    let mut out = HEAD.to_vec();
    table(cues, CUE_GROUPS, 3, &mut out);
    numbers(&cues.steps, &mut out);
    table(roles, ROLE_GROUPS, 6, &mut out);
    numbers(&roles.steps, &mut out);
    numbers(sure, &mut out);
    out.extend(try_from.to_le_bytes());
    out.extend(keep_from.to_le_bytes());
    out
}

fn numbers(numbers: &[f32], out: &mut Vec<u8>) {
    out.extend(u32::try_from(numbers.len()).unwrap().to_le_bytes());
    numbers.iter().for_each(|number| out.extend(number.to_le_bytes()));
}

/// A weight further from zero than this is cut.
const HIGHEST: f32 = 2.0;

fn table(learned: &Learned, groups: usize, events: usize, out: &mut Vec<u8>) {
    let scale = HIGHEST / 127.0;
    let strength = |weights: &[f32; 6]| weights.iter().fold(0.0_f32, |most, weight| most.max(weight.abs()));
    // The strongest first: where a group is full, the weakest stay out.
    let mut order: Vec<&(u64, [f32; 6])> = learned.weights.iter().collect();
    order.retain(|(_, weights)| strength(weights) >= scale * 0.5);
    order.sort_by(|a, b| strength(&b.1).total_cmp(&strength(&a.1)).then(a.0.cmp(&b.0)));
    let mut places: Vec<Vec<(u16, [i8; 6])>> = vec![Vec::new(); groups];
    for (feature, weights) in order {
        let (group, mark) = weights::place(*feature, groups);
        let group = &mut places[group];
        if group.len() < GROUP && group.iter().all(|(other, _)| *other != mark) {
            group.push((mark, weights.map(|weight| (weight / scale).round().clamp(-127.0, 127.0) as i8)));
        }
    }
    out.extend(u32::try_from(groups).unwrap().to_le_bytes());
    out.extend(scale.to_le_bytes());
    for group in places {
        for slot in 0..GROUP {
            let (mark, weights) = group.get(slot).copied().unwrap_or_default();
            out.extend(mark.to_le_bytes());
            out.extend(weights.iter().take(events).flat_map(|weight| weight.to_le_bytes()));
        }
    }
}
