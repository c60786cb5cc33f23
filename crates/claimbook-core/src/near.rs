//! The word that was probably meant. The one file that names the crate for edit distances.

/// The word that a mistyped one is nearest to; `None` where none is near enough to be meant.
///
/// ```
/// use claimbook_core::near::nearest;
/// assert_eq!(nearest("refutd", ["refuted", "confirmed"]), Some("refuted"));
/// assert_eq!(nearest("maybe", ["refuted", "confirmed"]), None);
/// ```
pub fn nearest<'a>(typed: &str, words: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    /// Longer words are not typing errors of each other, and comparing them would take long.
    const LONGEST: usize = 200;
    let typed = typed.to_lowercase();
    if typed.len() > LONGEST {
        return None;
    }
    words
        .into_iter()
        .filter(|word| word.len() <= LONGEST)
        .map(|word| (strsim::osa_distance(&typed, &word.to_lowercase()), word))
        .filter(|(distance, word)| *distance <= 1 + word.chars().count() / 5)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}
