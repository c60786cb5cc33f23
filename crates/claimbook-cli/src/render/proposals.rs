//! The attributed statements that were read in an article, as proposals of claims, grouped by those who speak.

use claimbook_core::assess::Status;
use claimbook_core::ledger::{Place, Speaking};
use claimbook_core::model::{ClaimType, Quantity, Rendering, ReviewedAs, When};

use super::{Look, clean, cut, width, wrap};

/// The reader's reason for a speaker whom the text describes and never names.
pub(crate) const ALONE: &str = "named by these words alone";

/// What is shown of the sentences around a passage takes no more columns than this.
const LONGEST: usize = 900;

/// One proposal: a statement, and the claim that could be made of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Proposal {
    /// From 1, in the order in which they are shown.
    pub(crate) number: usize,
    /// The number of the statement within which this one stands.
    pub(crate) within: Option<usize>,
    /// In how many statements it stands.
    pub(crate) depth: usize,
    /// The passage, in reading order, in code points.
    pub(crate) content: Vec<Place>,
    /// Its words, for each place.
    pub(crate) passage: Vec<String>,
    /// The words that name who speaks.
    pub(crate) source: String,
    /// The words that attribute.
    pub(crate) cue: String,
    /// The sentences around it.
    pub(crate) around: Vec<Piece>,
    pub(crate) rendering: Rendering,
    pub(crate) by: Voice,
    pub(crate) on_behalf: Option<Voice>,
    /// Outermost first.
    pub(crate) through: Vec<Voice>,
    pub(crate) citing: Vec<Voice>,
    pub(crate) when: Option<When>,
    /// Why then.
    pub(crate) when_reason: String,
    /// The drafted claim, on one line.
    pub(crate) claim: String,
    /// What was changed in it.
    pub(crate) changes: Vec<String>,
    pub(crate) kind: Option<ClaimType>,
    /// Whether it is an opinion, which cannot be checked.
    pub(crate) opinion: bool,
    pub(crate) quantities: Vec<Quantity>,
    /// The words of its figures; more than there are quantities where it is not told what is counted.
    pub(crate) figures: Vec<String>,
    pub(crate) about: Option<When>,
    /// Where the words stand that tell it.
    pub(crate) about_place: Option<Place>,
    /// How much it is worth checking, from 0 to 100.
    pub(crate) worth: u8,
    pub(crate) reasons: Vec<String>,
    /// The claims that quote a part of it: handles (or paths) and statuses.
    pub(crate) claims: Vec<(String, Status)>,
    /// Whether one of these quotes all of it, and nothing else.
    pub(crate) whole: bool,
    /// Where somebody left it.
    pub(crate) left: Option<ReviewedAs>,
}

impl Proposal {
    /// Whether somebody has taken it, or left it.
    pub(crate) fn is_decided(&self) -> bool {
        !self.claims.is_empty() || self.left.is_some()
    }
}

/// A piece of the sentences around a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    pub(crate) text: String,
    /// Whether it belongs to the passage.
    pub(crate) said: bool,
}

/// Who is meant to speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Voice {
    /// By its place among the speakers of the text; nobody where nothing tells.
    pub(crate) speaker: Option<usize>,
    /// The name.
    pub(crate) name: Option<String>,
    /// How the speaker is taken as an actor: a known one by its key.
    pub(crate) speaking: Option<Speaking>,
    /// Whether it may be taken without a look.
    pub(crate) sure: bool,
    /// Why it is this one.
    pub(crate) reason: String,
}

impl Voice {
    /// The name, with a question mark where it is only proposed.
    fn shown(&self) -> Option<String> {
        let mark = if self.sure { "" } else { "?" };
        self.name.as_ref().map(|name| format!("{name}{mark}"))
    }
}

/// Somebody who speaks in the article.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Speaker {
    pub(crate) name: String,
    /// The key of the actor that is known.
    pub(crate) known: Option<String>,
    pub(crate) kind: Option<claimbook_core::model::ActorKind>,
    pub(crate) aliases: Vec<String>,
    pub(crate) titles: Vec<String>,
}

/// The statements of an article, in the order of their numbers, and those who speak.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Proposals {
    pub(crate) list: Vec<Proposal>,
    pub(crate) speakers: Vec<Speaker>,
}

/// In which order proposals are shown. Their numbers stay.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Order {
    /// By who speaks, each in the order of the text.
    #[default]
    Speaker,
    /// Those most worth checking first.
    Worth,
}

/// All of them. Who speaks stands above what they said.
pub(crate) fn proposals(proposals: &Proposals, order: Order, look: Look) -> String {
    let mut page = String::new();
    let marks = if look.color { "bold" } else { "› ‹" };
    let count = match proposals.list.len() {
        1 => "One attributed statement".to_owned(),
        count => format!("{count} attributed statements"),
    };
    page.push_str(&look.dim(&format!("{count}; what was said is marked {marks}.")));
    page.push('\n');
    let mut ordered: Vec<&Proposal> = proposals.list.iter().collect();
    if order == Order::Worth {
        ordered.sort_by_key(|proposal| std::cmp::Reverse(proposal.worth));
    }
    let mut speaker = None;
    for proposal in ordered {
        let by = proposal.by.speaker;
        let begins = order == Order::Worth || proposal.depth == 0 && speaker != Some(by);
        if begins {
            page.push('\n');
            page.push_str(&heading(proposals, by, look));
            speaker = Some(by);
        }
        page.push_str(&entry(proposal, look));
    }
    page
}

/// Who speaks, and what is known of them.
pub(crate) fn heading(proposals: &Proposals, speaker: Option<usize>, look: Look) -> String {
    let Some(speaker) = speaker.and_then(|at| proposals.speakers.get(at)) else {
        return format!("{}\n", look.bold("Who said it is not told"));
    };
    let name = cut(&speaker.name, look.width.saturating_sub(8).max(20));
    let known = match &speaker.known {
        Some(key) => key.clone(),
        None => "new".to_owned(),
    };
    let facts: Vec<String> = [known]
        .into_iter()
        .chain(speaker.kind.as_ref().map(ToString::to_string))
        .chain(speaker.titles.iter().take(3).cloned())
        .collect();
    let room = look.width.saturating_sub(width(&name) + 2);
    let facts =
        if room < 8 { String::new() } else { format!("  {}", look.dim(&cut(&facts.join(", "), room))) };
    format!("{}{facts}\n", look.bold(&name))
}

/// One proposal: the claim beside its number; below, what is known of it, and the words of the article.
pub(crate) fn entry(proposal: &Proposal, look: Look) -> String {
    let left = 3 * proposal.depth.min(4);
    let indent = " ".repeat(left + 5);
    let room = look.width.saturating_sub(indent.len()).max(20);
    let number = format!("{}{:>3}", " ".repeat(left), proposal.number);
    let number = if proposal.is_decided() { look.dim(&number) } else { look.bold(&number) };
    let mut page = format!("{number}  {}\n", wrap(&cut(&proposal.claim, LONGEST), room, &indent));
    let mut line = |text: String| page.push_str(&format!("{indent}{text}\n"));
    if proposal.depth > 0 {
        let name = proposal.by.name.as_deref().unwrap_or("who said it is not told");
        line(look.bold(&cut(name, room)));
    }
    line(styled(&facts(proposal), room, &indent, |word| look.dim(word)));
    if let Some(doubt) = doubt(proposal) {
        line(styled(&cut(&doubt, LONGEST), room, &indent, |word| look.yellow(word)));
    }
    line(passage(proposal, room, &indent, look));
    for (handle, status) in &proposal.claims {
        line(format!("{}  {}", look.cyan(&clean(handle)), look.status(status, status.as_str())));
    }
    if let Some(left) = &proposal.left {
        let word = if *left == ReviewedAs::Left { String::new() } else { format!(" as {left}") };
        line(look.dim(&clean(&format!("looked at and left{word}"))));
    }
    page
}

/// Where it is only proposed who spoke: the name, and why.
pub(crate) fn doubt(proposal: &Proposal) -> Option<String> {
    let name = proposal.by.name.as_deref().filter(|_| !proposal.by.sure)?;
    let why = if proposal.by.reason.is_empty() { &proposal.source } else { &proposal.by.reason };
    if why == ALONE {
        return Some(format!("who is meant? the text says only “{name}”"));
    }
    Some(if why == name { format!("{name}?") } else { format!("{name}? {why}") })
}

/// `said · 28 October 2024 · quantity: about 40 days · through the Courier · worth 72`.
fn facts(proposal: &Proposal) -> String {
    let names = |voices: &[Voice]| {
        let names: Vec<String> = voices.iter().filter_map(Voice::shown).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let kind = proposal.kind.as_ref().map(|kind| {
        let word = if proposal.opinion { "opinion".to_owned() } else { kind.to_string() };
        let figures = proposal.figures.join(", ");
        if figures.is_empty() { word } else { format!("{word}: {figures}") }
    });
    let on_behalf = proposal.on_behalf.as_ref().and_then(Voice::shown);
    let facts: Vec<String> = [
        Some(proposal.cue.clone()).filter(|cue| cue.contains(char::is_alphabetic)),
        proposal.when.as_ref().map(When::in_words),
        on_behalf.map(|name| format!("for {name}")),
        names(&proposal.through).map(|names| format!("through {names}")),
        names(&proposal.citing).map(|names| format!("citing {names}")),
        kind,
        proposal.about.as_ref().map(|about| format!("about {}", about.in_words())),
        (proposal.worth > 0).then(|| format!("worth {}", proposal.worth)),
    ]
    .into_iter()
    .flatten()
    .map(|fact| cut(&fact, 120))
    .collect();
    facts.join(" · ")
}

/// The sentences around a passage, with the passage marked.
fn passage(proposal: &Proposal, room: usize, indent: &str, look: Look) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut used = 0;
    // Whether the next piece goes on with the word before it.
    let mut joined = false;
    for piece in &proposal.around {
        let text = clean(&piece.text);
        let style = |word: &str| match (look.color, piece.said) {
            (true, true) => look.bold(word),
            (true, false) => look.dim(word),
            (false, _) => word.to_owned(),
        };
        let inner = text.split_whitespace().count();
        for (place, word) in text.split_whitespace().enumerate() {
            let mut word = style(word);
            if !look.color && piece.said {
                if place == 0 {
                    word.insert(0, '›');
                }
                if place + 1 == inner {
                    word.push('‹');
                }
            }
            used += width(&word) + 1;
            if used > LONGEST {
                words.push("…".to_owned());
                return wrap(&words.join(" "), room, indent);
            }
            let sticks = place == 0 && joined && !text.starts_with(char::is_whitespace);
            match words.last_mut().filter(|_| sticks) {
                Some(last) => last.push_str(&word),
                None => words.push(word),
            }
        }
        if !text.is_empty() {
            joined = !text.ends_with(char::is_whitespace);
        }
    }
    wrap(&words.join(" "), room, indent)
}

/// Wrapped text, each word in a style of its own so that no line break falls into one.
fn styled(text: &str, room: usize, indent: &str, style: impl Fn(&str) -> String) -> String {
    let words: Vec<String> = clean(text).split_whitespace().map(style).collect();
    wrap(&words.join(" "), room, indent)
}
