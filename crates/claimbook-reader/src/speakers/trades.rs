//! Nouns for people that no table has, by their endings: *greengrocer*, *beekeeper*, *hydrogeologist*.

/// Endings of nouns that mean people and hardly anything else.
const ENDINGS: [&str; 44] = [
    "keeper",
    "monger",
    "smith",
    "wright",
    "holder",
    "owner",
    "grower",
    "seller",
    "driver",
    "worker",
    "master",
    "mistress",
    "leader",
    "player",
    "writer",
    "dealer",
    "breeder",
    "watcher",
    "grocer",
    "ologist",
    "ographer",
    "ographist",
    "ician",
    "arian",
    "woman",
    "warden",
    "goer",
    "fighter",
    "teacher",
    "hunter",
    "farmer",
    "reader",
    "trainer",
    "herder",
    "physicist",
    "chemist",
    "botanist",
    "therapist",
    "activist",
    "economist",
    "journalist",
    "archivist",
    "lobbyist",
    "novelist",
];

/// Whether a word that no table has, in small letters, is a noun for a person.
pub(super) fn is_trade(folded: &str) -> bool {
    let ending = ENDINGS.iter().find_map(|end| folded.strip_suffix(end));
    ending.is_some_and(|rest| rest.len() >= 2)
}

/// Whether a word at the beginning of a sentence, before a name, may be what somebody is: *Greengrocer Ivo Holt*.
pub(super) fn may_be_trade(folded: &str) -> bool {
    let ends = ["er", "or", "ist", "ian", "man", "ant", "eur", "eer", "ess", "ot", "smith"];
    folded.len() > 5 && ends.iter().any(|end| folded.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_tell_trades() {
        assert!(is_trade("fishmonger") && is_trade("hydrogeologist") && is_trade("beekeeper"));
        assert!(!is_trade("river") && !is_trade("keeper") && !is_trade("list"));
    }
}
