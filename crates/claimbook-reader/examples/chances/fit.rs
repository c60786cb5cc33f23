//! A logistic regression by Newton's method, with a ridge.

use claimbook_reader::speakers::chances::{Chance, FEATURES};

/// A proposal and what became of it.
pub(crate) struct Example {
    pub(crate) chance: Chance,
    /// Whether it is from an article on which the resolver was developed.
    pub(crate) tuned: bool,
    pub(crate) right: bool,
    pub(crate) worth: f64,
}

/// The numbers of the features, and last the one for articles on which the resolver was developed.
pub(crate) type Numbers = Vec<f64>;

/// How much a number must be worth: the constants are free, what leads to a proposal is held near the others.
const RIDGE: f64 = 5.0;

/// A hundred times the logarithm of the odds, as in an article that nobody has looked at.
pub(crate) fn score(numbers: &Numbers, chance: &Chance) -> f64 {
    100.0 * chance.values.iter().zip(numbers).map(|(value, number)| f64::from(*value) * number).sum::<f64>()
}

pub(crate) fn fit(examples: &[Example]) -> Numbers {
    let size = FEATURES + 1;
    let rows: Vec<Vec<f64>> = examples
        .iter()
        .map(|one| {
            let values = one.chance.values.iter().map(|value| f64::from(*value));
            values.chain([f64::from(u8::from(one.tuned))]).collect()
        })
        .collect();
    let mut numbers = vec![0.0; size];
    for _ in 0..30 {
        let mut slope = vec![0.0; size];
        let mut bend = vec![vec![0.0; size]; size];
        for (place, number) in numbers.iter().enumerate() {
            let ridge = if place == 0 || place == FEATURES { 1e-6 } else { RIDGE };
            slope[place] -= ridge * number;
            bend[place][place] += ridge;
        }
        for (row, one) in rows.iter().zip(examples) {
            let odds: f64 = row.iter().zip(&numbers).map(|(value, number)| value * number).sum();
            let likely = 1.0 / (1.0 + (-odds).exp());
            let error = f64::from(u8::from(one.right)) - likely;
            let spread = likely * (1.0 - likely);
            for (place, value) in row.iter().enumerate().filter(|(_, value)| **value != 0.0) {
                slope[place] += one.worth * error * value;
                for (other, beside) in row.iter().enumerate() {
                    bend[place][other] += one.worth * spread * value * beside;
                }
            }
        }
        let step = solve(bend, slope);
        numbers.iter_mut().zip(&step).for_each(|(number, step)| *number += step);
    }
    numbers
}

/// Solves a system of linear equations that is symmetric and positive.
fn solve(mut matrix: Vec<Vec<f64>>, mut right: Vec<f64>) -> Vec<f64> {
    let size = right.len();
    for place in 0..size {
        let pivot = matrix[place].clone();
        for row in place + 1..size {
            let factor = matrix[row][place] / pivot[place];
            matrix[row].iter_mut().zip(&pivot).for_each(|(one, pivot)| *one -= factor * pivot);
            right[row] -= factor * right[place];
        }
    }
    for place in (0..size).rev() {
        let known: f64 = (place + 1..size).map(|other| matrix[place][other] * right[other]).sum();
        right[place] = (right[place] - known) / matrix[place][place];
    }
    right
}
