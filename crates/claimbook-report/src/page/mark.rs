//! A status as it looks: a class for its colour, a sign of its own shape, and always its word.

use claimbook_core::assess::Status;

use super::words::Words;

/// How a status is shown.
#[derive(Debug, Clone)]
pub struct Mark {
    /// Of the colour and of the sign (`i-CLASS`).
    pub class: &'static str,
    /// What says it to those who see neither.
    pub word: Words,
}

impl Mark {
    /// That of a status.
    pub fn of(status: &Status) -> Self {
        Mark { class: class(status), word: Words::line(&status.as_str().replace('_', " ")) }
    }
}

impl Mark {
    /// The sign as HTML, for a place where its word stands beside it. Its shape is among [`SIGNS`](super::SIGNS).
    pub fn sign(&self) -> String {
        format!(r##"<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>"##, self.class)
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
        let (signs, style) = (crate::page::SIGNS, crate::page::STYLE);
        for status in Status::ALL.iter().chain([&Status::Marked("bogus".into())]) {
            let mark = Mark::of(status);
            assert!(signs.contains(&format!("id=\"i-{}\"", mark.class)), "{}", mark.class);
            assert!(style.contains(&format!(".s-{}", mark.class)), "{}", mark.class);
        }
        assert_eq!(Mark::of(&Status::ALL[9]).word.as_str(), "not checkable");
        assert!(Mark::of(&Status::ALL[9]).sign().contains("#i-not-checkable"));
    }
}
