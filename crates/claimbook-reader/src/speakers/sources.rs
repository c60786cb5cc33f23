//! What the source of an attribution says: a name, a pronoun, a description, or nothing.

use super::cast::{Cast, Seen};
use super::descriptions::{behalf, behalf_after, core_end, nominal, without_clause};
use super::mentions::Sort;
use super::scene::Scene;
use super::words;
use std::ops::Range;

/// What a source says.
#[derive(Debug, Clone)]
pub(super) enum Form {
    /// No source.
    Nobody,
    /// A name.
    Name(Seen),
    /// *he*, by its token.
    Pronoun(usize),
    /// *the minister*.
    Nominal(Nominal),
}

/// A source, read.
#[derive(Debug, Clone)]
pub(super) struct Source {
    pub(super) form: Form,
    /// All its tokens.
    pub(super) tokens: Range<usize>,
    /// Whether it names more than one.
    pub(super) several: bool,
    /// The body that a spokesman speaks for.
    pub(super) behalf: Option<Body>,
    /// A description that stands before the name, with what it says of the person.
    pub(super) described: Option<Nominal>,
}

impl Source {
    /// A name alone.
    pub(super) fn of_name(seen: &Seen) -> Source {
        let tokens = seen.tokens.clone();
        Source { form: Form::Name(seen.clone()), tokens, several: false, behalf: None, described: None }
    }
}

/// A body that somebody speaks for.
#[derive(Debug, Clone)]
pub(super) enum Body {
    Named(Seen),
    /// *a ministry spokeswoman*: the words.
    Words(Range<usize>),
}

/// A description in the place of a name.
#[derive(Debug, Clone)]
pub(super) struct Nominal {
    /// From its first word to before a comma.
    pub(super) tokens: Range<usize>,
    /// Its noun.
    pub(super) head: usize,
    /// Where the part before the first preposition begins and ends, without the article.
    pub(super) core: Range<usize>,
    pub(super) determiner: Determiner,
    /// Who has it: *Brae's wife*.
    pub(super) possessor: Option<Seen>,
    /// The name after its first preposition.
    pub(super) of: Option<Seen>,
    /// Whether a preposition follows its noun.
    pub(super) extended: bool,
}

/// How a description begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Determiner {
    /// *the*, *that*.
    Definite,
    /// *his*, *Brae's*.
    Possessive,
    /// *a*, *two*.
    Indefinite,
    Bare,
}

/// Reads the source that some tokens are.
pub(super) fn read(scene: &Scene<'_, '_>, cast: &Cast, tokens: &[usize]) -> Source {
    let tokens = widened(scene, cast, trimmed(scene, together(tokens)));
    let nobody =
        Source { form: Form::Nobody, tokens: tokens.clone(), several: false, behalf: None, described: None };
    if tokens.is_empty() {
        return nobody;
    }
    if let Some(token) = pronoun(scene, &tokens) {
        return Source { form: Form::Pronoun(token), ..nobody };
    }
    let alone = matches!(
        scene.folded(tokens.start).as_str(),
        "one"
            | "another"
            | "some"
            | "others"
            | "many"
            | "several"
            | "most"
            | "both"
            | "few"
            | "all"
            | "neither"
            | "someone"
            | "somebody"
    );
    if tokens.len() == 1
        && !alone
        && scene.is(tokens.start, words::FUNCTION | words::STARTER)
        && cast.seen_in(tokens.clone()).is_empty()
    {
        // *Literally: “…”*
        return nobody;
    }
    let segments = segments(scene, cast, tokens.clone());
    let first = segments.first().cloned().unwrap_or(tokens.clone());
    let name = head_name(scene, cast, &first).filter(|name| !is_people(scene, cast, name));
    let named_after = name.as_ref().and_then(|office| holder(scene, cast, office, segments.get(1)?));
    if let Some(name) = named_after.or(name) {
        let described = described(scene, cast, first.start..name_start(&name));
        let behalf = described.as_ref().and_then(|nominal| behalf(scene, cast, nominal));
        let behalf = behalf.or_else(|| segments.get(1).and_then(|one| behalf_after(scene, cast, one)));
        let several = coordinated(scene, cast, &first, &name);
        return Source { form: Form::Name(name), tokens, several, behalf, described };
    }
    let first = without_clause(scene, first);
    let nominal = nominal(scene, cast, first);
    let names = segments.iter().skip(1).filter(|one| begins_with_name(scene, cast, one));
    let name = names.filter_map(|one| Some((one, head_name(scene, cast, one)?))).find(|(part, name)| {
        // *Brae's partner, the Dutch firm Holt BV,*
        let body = (part.start..name.tokens.start).any(|token| scene.is(token, words::BODY | words::COMPANY));
        body || cast.entity(name.entity).is_some_and(|one| {
            one.sort != Sort::Place && (one.sort.may_be_person() || is_of_body(scene, nominal.as_ref()))
        })
    });
    // *the panel of the Rail Board (RB)*: its letters stand for the board, not for the panel.
    let owner = nominal.as_ref().and_then(|one| one.of.as_ref().or(one.possessor.as_ref()));
    let name = name.map(|(_, name)| name).filter(|name| {
        owner.is_none_or(|owner| owner.entity != name.entity) && !is_owner(scene, nominal.as_ref(), name)
    });
    let behalf = nominal.as_ref().and_then(|nominal| behalf(scene, cast, nominal));
    match (name, nominal) {
        (Some(name), described) => {
            Source { form: Form::Name(name), tokens, several: false, behalf, described }
        }
        (None, Some(nominal)) => Source { form: Form::Nominal(nominal), behalf, ..nobody },
        (None, None) => nobody,
    }
}

/// *the Iyaloja of Corvane, Chief Ada Brae*: what looks like a name is the office of the one named after it.
fn holder(scene: &Scene<'_, '_>, cast: &Cast, office: &Seen, after: &Range<usize>) -> Option<Seen> {
    let article = office.tokens.start.checked_sub(1).is_some_and(|before| scene.is(before, words::DEFINITE));
    let of = scene.word(office.tokens.start + 1) == "of";
    let body = office.tokens.clone().any(|token| scene.is(token, words::BODY_NAME | words::COMPANY_NAME));
    let name = head_name(scene, cast, after).filter(|_| article && of && !body)?;
    let person = cast.entity(name.entity).is_some_and(|one| one.sort == Sort::Person);
    (person && !name.titles.is_empty() && name.titles.start == after.start).then_some(name)
}

/// *Lawyers for the wholesaler, Quillay Brae*: the name is that of the body that the description ends with, not of those who speak.
fn is_owner(scene: &Scene<'_, '_>, nominal: Option<&Nominal>, name: &Seen) -> bool {
    let given = scene.is(name.tokens.start, words::MAN_NAME | words::WOMAN_NAME);
    nominal.is_some_and(|one| {
        one.extended
            && scene.is(one.head, words::GROUP)
            && scene.is(one.tokens.end - 1, words::BODY | words::COMPANY)
            && name.titles.is_empty()
            && !given
    })
}

/// Whether a description may be followed by the name of a body: *the driver's employer, the Holt company*.
fn is_of_body(scene: &Scene<'_, '_>, nominal: Option<&Nominal>) -> bool {
    nominal.is_none_or(|one| {
        !scene.is(one.head, words::SOMEBODY | words::GROUP)
            || matches!(
                scene.word(one.head),
                "employer" | "owner" | "operator" | "publisher" | "maker" | "rival"
            )
    })
}

/// *the Corvanian*: one of a people, not a name.
fn is_people(scene: &Scene<'_, '_>, cast: &Cast, name: &Seen) -> bool {
    let article = name.tokens.start.checked_sub(1).is_some_and(|before| scene.folded(before) == "the");
    let ends =
        ["ian", "ish", "ese", "ist", "crat"].iter().any(|end| scene.word(name.tokens.end - 1).ends_with(end));
    let one = cast.entity(name.entity);
    article
        && ends
        && name.tokens.len() <= 2
        && one.is_some_and(|one| one.sort == Sort::Name && one.known.is_none() && one.words.len() <= 2)
}

fn name_start(name: &Seen) -> usize {
    if name.titles.is_empty() { name.tokens.start } else { name.titles.start }
}

/// The longest stretch of neighbouring tokens, from the first one on.
fn together(tokens: &[usize]) -> Range<usize> {
    let Some(first) = tokens.first() else { return 0..0 };
    let mut end = first + 1;
    for token in tokens {
        if *token > end + 2 {
            break;
        }
        end = end.max(token + 1);
    }
    *first..end.min(first + 60)
}

/// A source that begins inside a name or a phrase is widened to its beginning: only the end of *residents of Port Holt* was marked.
fn widened(scene: &Scene<'_, '_>, cast: &Cast, mut tokens: Range<usize>) -> Range<usize> {
    let Some(mut before) = tokens.start.checked_sub(1).filter(|_| !tokens.is_empty()) else { return tokens };
    let sentence = scene.sentence(tokens.start);
    if let Some(name) = cast.seen_in(before.saturating_sub(12)..tokens.start).last()
        && name.tokens.contains(&tokens.start)
    {
        let start = name_start(name);
        tokens.start = start.checked_sub(1).filter(|one| scene.is(*one, words::DEFINITE)).unwrap_or(start);
        before = tokens.start.saturating_sub(1);
    }
    let inside =
        scene.is(tokens.start, words::PREPOSITION) || scene.is(before, words::PREPOSITION | words::RELATIVE);
    let accord =
        matches!(scene.folded(before).as_str(), "by" | "to" | "from" | "as" | "in" | "on" | "zu" | "von")
            && before.checked_sub(1).is_none_or(|verb| {
                scene.is(verb, words::VERB)
                    || matches!(
                        scene.folded(verb).as_str(),
                        "according" | "said" | "reported" | "quoted" | "told" | "gemäß"
                    )
                    || verb < sentence.start
            });
    let label = scene.is_mark(tokens.end, ":") && tokens.start < sentence.start + 3;
    // *a post in which he said*, *known only as Witness B*: neither is a part of what stands before it.
    let possessed = matches!(scene.folded(tokens.start).as_str(), "his" | "her" | "their" | "its")
        && tokens.len() == 1
        && scene.is(tokens.end, words::SOMEBODY | words::BODY | words::COMPANY)
        && !scene.is(tokens.end, words::VERB | words::CAPITAL);
    if possessed {
        // *Her abbess*: only the first word was marked.
        return tokens.start..tokens.end + 1;
    }
    let whole = pronoun(scene, &tokens).is_some()
        || cast.seen_in(tokens.clone()).first().is_some_and(|name| {
            name_start(name) == tokens.start
                && cast.entity(name.entity).is_some_and(|one| one.sort == Sort::Person && !one.place)
        });
    if !inside || whole || accord || label || before < sentence.start || tokens.start > sentence.start + 24 {
        return tokens;
    }
    let plain = (sentence.start..tokens.start).all(|token| {
        let subject = matches!(scene.folded(token).as_str(), "he" | "she" | "they" | "it" | "i" | "we");
        !scene.is(token, words::VERB | words::QUOTED | words::HEADLINE)
            && !scene.is_mark(token, ":;“\"„«‘")
            && !subject
    });
    // *according to*, *in the view of*: the phrase attributes, and the source is what follows it.
    let attributes = (sentence.start..tokens.start).any(|token| {
        matches!(
            scene.folded(token).as_str(),
            "according"
                | "opinion"
                | "view"
                | "words"
                | "eyes"
                | "laut"
                | "словами"
                | "словам"
                | "думку"
                | "мнению"
        )
    });
    if plain && !attributes && !scene.is(sentence.start, words::PREPOSITION) {
        return trimmed(scene, sentence.start..tokens.end);
    }
    tokens
}

/// Without marks and small words at the edges that do not belong to it.
fn trimmed(scene: &Scene<'_, '_>, mut tokens: Range<usize>) -> Range<usize> {
    let outside = |token: usize| {
        !scene.is_word(token) && !scene.is_mark(token, "@(")
            || matches!(
                scene.folded(token).as_str(),
                "and" | "but" | "that" | "by" | "to" | "meanwhile" | "while" | "as" | "from" | "when"
            )
    };
    while !tokens.is_empty() && outside(tokens.start) {
        tokens.start += 1;
    }
    while !tokens.is_empty() && !scene.is_word(tokens.end - 1) && !scene.is_mark(tokens.end - 1, ".") {
        tokens.end -= 1;
    }
    tokens
}

/// The token of a pronoun that is the whole source.
fn pronoun(scene: &Scene<'_, '_>, tokens: &Range<usize>) -> Option<usize> {
    let words: Vec<usize> = tokens.clone().filter(|token| scene.is_word(*token)).take(4).collect();
    let is = |token: usize| is_pronoun(&scene.folded(token));
    let subject = |token: usize| {
        matches!(
            scene.folded(token).as_str(),
            "he" | "she" | "they" | "i" | "we" | "er" | "він" | "вона" | "он" | "она"
        )
    };
    match words.as_slice() {
        [one] if is(*one) => Some(*one),
        // A verb was marked with it: *she notes*.
        [one, other, ..] if subject(*one) && !scene.is(*other, words::CAPITAL) => Some(*one),
        [one, other]
            if is(*one)
                && matches!(
                    scene.word(*other),
                    "himself" | "herself" | "also" | "later" | "themselves" | "both" | "all" | "too"
                ) =>
        {
            Some(*one)
        }
        [one, other] if matches!(scene.folded(*one).as_str(), "even" | "then" | "later") && is(*other) => {
            Some(*other)
        }
        _ => None,
    }
}

fn is_pronoun(folded: &str) -> bool {
    matches!(
        folded,
        "he" | "she"
            | "they"
            | "it"
            | "i"
            | "we"
            | "you"
            | "his"
            | "her"
            | "its"
            | "their"
            | "my"
            | "our"
            | "him"
            | "them"
            | "me"
            | "us"
            | "who"
            | "which"
            | "whom"
            | "hers"
            | "theirs"
            | "himself"
            | "herself"
            | "er"
            | "sie"
            | "ihm"
            | "ihn"
            | "ihr"
            | "wir"
            | "ich"
            | "es"
            | "seiner"
            | "ihrer"
            | "seine"
            | "ihre"
            | "він"
            | "вона"
            | "вони"
            | "його"
            | "її"
            | "їх"
            | "він's"
            | "ми"
            | "я"
            | "він,"
            | "он"
            | "она"
            | "они"
            | "его"
            | "её"
            | "ее"
            | "их"
            | "мы"
    )
}

/// The parts between commas, dashes and brackets that are outside names.
fn segments(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>) -> Vec<Range<usize>> {
    let names = cast.seen_in(tokens.clone());
    let mut found = Vec::new();
    let mut start = tokens.start;
    for token in tokens.clone() {
        let inside = names.iter().any(|name| name.tokens.contains(&token));
        if !inside && scene.is_mark(token, ",;—–()") {
            found.extend((start < token).then_some(start..token));
            start = token + 1;
        }
    }
    found.extend((start < tokens.end).then_some(start..tokens.end));
    found.retain(|part| !scene.is(part.start, words::RELATIVE) || found_alone(part, &tokens));
    found
}

fn found_alone(part: &Range<usize>, all: &Range<usize>) -> bool {
    part.start == all.start
}

/// The name that is the head of a part.
fn head_name(scene: &Scene<'_, '_>, cast: &Cast, part: &Range<usize>) -> Option<Seen> {
    let end = core_end(scene, cast, part);
    let last = (part.start..end).rev().find(|token| {
        (scene.is_word(*token) || scene.is_mark(*token, ".") || scene.is_mark(*token, "\"”’'"))
            && !scene.is_after_name(*token)
            && !matches!(
                scene.word(*token),
                "himself"
                    | "herself"
                    | "itself"
                    | "themselves"
                    | "alone"
                    | "too"
                    | "also"
                    | "today"
                    | "yesterday"
                    | "tonight"
            )
    })?;
    let near = |seen: &&Seen| seen.tokens.end > last || seen.tokens.end == last && scene.is_mark(last, ".");
    let seen = cast.seen_in(part.start..end);
    seen.iter().rev().find(near).filter(|seen| seen.tokens.start >= part.start).cloned()
}

/// Whether nothing but titles stands before the name of a part.
fn begins_with_name(scene: &Scene<'_, '_>, cast: &Cast, part: &Range<usize>) -> bool {
    let Some(name) = head_name(scene, cast, part) else { return false };
    (part.start..name_start(&name)).all(|token| {
        scene.is(token, words::SOMEBODY | words::HONORIFIC | words::DEFINITE)
            || !scene.is(token, words::PREPOSITION | words::FUNCTION)
    })
}

/// Whether *and* joins the head with another name.
fn coordinated(scene: &Scene<'_, '_>, cast: &Cast, part: &Range<usize>, head: &Seen) -> bool {
    let before = part.start..head.tokens.start;
    let and = before.clone().any(|token| matches!(scene.word(token), "and" | "und" | "та" | "і" | "и" | "й"));
    and && !cast.seen_in(before).is_empty()
        || matches!(scene.word(head.tokens.end), "and") && part.contains(&head.tokens.end)
}

/// The description before a name in the same part.
fn described(scene: &Scene<'_, '_>, cast: &Cast, tokens: Range<usize>) -> Option<Nominal> {
    (!tokens.is_empty()).then(|| nominal(scene, cast, tokens))?
}
