//! Words by which a clause is told from a fragment.

/// Whether a content that begins with this word is no clause of its own.
pub(super) fn begins_no_clause(word: &str) -> bool {
    matches!(
        word,
        "to" | "whether"
            | "if"
            | "how"
            | "why"
            | "what"
            | "who"
            | "whom"
            | "whose"
            | "which"
            | "where"
            | "when"
            | "for"
            | "of"
            | "about"
            | "as"
            | "with"
            | "not"
            | "being"
            | "having"
            | "against"
            | "on"
            | "over"
            | "into"
            | "by"
            | "from"
            | "him"
            | "them"
            | "me"
            | "us"
    ) || (word.len() > 5 && word.ends_with("ing"))
}

/// Whether a word is a finite form that no noun shares.
pub(super) fn is_finite(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
            | "cannot"
            | "became"
            | "becomes"
            | "began"
            | "came"
            | "cost"
            | "costs"
            | "cut"
            | "fell"
            | "felt"
            | "found"
            | "gave"
            | "got"
            | "goes"
            | "grew"
            | "held"
            | "kept"
            | "knew"
            | "knows"
            | "led"
            | "left"
            | "lost"
            | "made"
            | "makes"
            | "means"
            | "meant"
            | "met"
            | "needs"
            | "paid"
            | "put"
            | "ran"
            | "rose"
            | "said"
            | "saw"
            | "sent"
            | "set"
            | "shows"
            | "sold"
            | "spent"
            | "stood"
            | "takes"
            | "took"
            | "told"
            | "wants"
            | "went"
            | "won"
            | "wrote"
            | "broke"
            | "built"
            | "bought"
            | "brought"
            | "chose"
            | "drew"
            | "drove"
            | "flew"
            | "fought"
            | "forgot"
            | "heard"
            | "hit"
            | "hurt"
            | "lay"
            | "lies"
            | "sat"
            | "shot"
            | "spoke"
            | "stole"
            | "struck"
            | "taught"
            | "thought"
            | "threw"
            | "understood"
            | "woke"
            | "wore"
            | "remains"
            | "seems"
            | "appears"
            | "exists"
            | "works"
            | "plays"
            | "helps"
            | "says"
            | "depends"
            | "relies"
    )
}

/// Whether a word is a finite form that is neither a noun nor a participle.
pub(super) fn is_sure_finite(word: &str) -> bool {
    matches!(
        word,
        "is" | "are"
            | "was"
            | "were"
            | "am"
            | "has"
            | "have"
            | "had"
            | "do"
            | "does"
            | "did"
            | "will"
            | "would"
            | "can"
            | "could"
            | "shall"
            | "should"
            | "may"
            | "might"
            | "must"
            | "cannot"
            | "became"
            | "becomes"
            | "began"
            | "fell"
            | "gave"
            | "goes"
            | "grew"
            | "knew"
            | "knows"
            | "rose"
            | "saw"
            | "took"
            | "takes"
            | "went"
            | "wrote"
            | "broke"
            | "chose"
            | "drew"
            | "drove"
            | "flew"
            | "forgot"
            | "spoke"
            | "stole"
            | "threw"
            | "woke"
            | "wore"
            | "remains"
            | "seems"
            | "appears"
            | "exists"
            | "depends"
            | "relies"
            | "says"
            | "wants"
            | "makes"
    )
}

/// Whether a word opens a clause with a verb of its own.
pub(super) fn opens_clause(word: &str) -> bool {
    is_relative(word)
        || matches!(
            word,
            "whom"
                | "whose"
                | "where"
                | "when"
                | "why"
                | "how"
                | "what"
                | "whether"
                | "if"
                | "unless"
                | "because"
                | "while"
                | "although"
                | "though"
                | "until"
        )
}

/// Whether a word is a relative pronoun that may be a subject.
pub(super) fn is_relative(word: &str) -> bool {
    matches!(word, "who" | "which" | "that")
}

pub(super) fn is_not(word: &str) -> bool {
    matches!(word, "not" | "n't" | "n’t" | "never" | "also" | "be" | "been" | "being")
}

/// Whether a word in *-ed* is no verb.
pub(super) fn never_past(word: &str) -> bool {
    matches!(
        word,
        "need"
            | "indeed"
            | "feed"
            | "seed"
            | "speed"
            | "hundred"
            | "breed"
            | "greed"
            | "exceed"
            | "proceed"
            | "succeed"
    )
}

/// Whether what follows a word belongs to a noun: *the lowered tax*.
pub(super) fn before_noun(word: &str) -> bool {
    matches!(
        word,
        "a" | "an"
            | "the"
            | "of"
            | "by"
            | "with"
            | "its"
            | "his"
            | "her"
            | "their"
            | "our"
            | "my"
            | "for"
            | "in"
            | "on"
            | "at"
            | "from"
            | "as"
            | "more"
            | "most"
            | "so"
            | "very"
            | "this"
            | "these"
            | "those"
            | "no"
    )
}

/// Whether a word joins a clause to the one before it with a comma.
pub(super) fn joins(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "but"
            | "or"
            | "nor"
            | "so"
            | "because"
            | "while"
            | "though"
            | "although"
            | "which"
            | "who"
            | "as"
            | "since"
    )
}

/// Whether *’s* after a word is *is* or *has*.
pub(super) fn is_pronoun(word: &str) -> bool {
    matches!(
        word.to_lowercase().as_str(),
        "it" | "he" | "she" | "that" | "there" | "what" | "who" | "here" | "this" | "where" | "how"
    )
}

/// Whether a pronoun is only ever a subject.
pub(super) fn is_subject(word: &str) -> bool {
    matches!(word, "i" | "we" | "they" | "he" | "she")
}
