//! A status as it looks: a class for its colour, a sign of its own shape, and always its word.

use claimbook_core::assess::Status;

use super::words::Words;

/// How a status is shown.
#[derive(Debug, Clone)]
pub(crate) struct Mark {
    /// Of the colour and of the sign (`i-CLASS`).
    pub(crate) class: &'static str,
    pub(crate) word: Words,
}

impl Mark {
    pub(crate) fn of(status: &Status) -> Self {
        Mark { class: class(status), word: Words::line(&status.as_str().replace('_', " ")) }
    }
}

/// Of words that nobody knows there is one.
fn class(status: &Status) -> &'static str {
    const CLASSES: [&str; 10] = [
        "unchecked",
        "unverified",
        "forked",
        "disputed",
        "refuted",
        "misleading",
        "mixed",
        "confirmed",
        "unverifiable",
        "not-checkable",
    ];
    CLASSES.get(status.place()).copied().unwrap_or("unknown")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_sign_and_a_colour() {
        let (signs, style) = (include_str!("../../../templates/signs.html"), include_str!("style.css"));
        for status in Status::ALL.iter().chain([&Status::Marked("bogus".into())]) {
            let mark = Mark::of(status);
            assert!(signs.contains(&format!("id=\"i-{}\"", mark.class)), "{}", mark.class);
            assert!(style.contains(&format!(".s-{}", mark.class)), "{}", mark.class);
        }
        assert_eq!(Mark::of(&Status::ALL[9]).word.as_str(), "not checkable");
    }
}
