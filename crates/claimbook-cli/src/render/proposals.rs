//! The attributed statements that were read in an article, as proposals of claims, grouped by those who speak.

use claimbook_core::model::{ReviewedAs, When};
use claimbook_intake::{ALONE, Proposal, Proposals, Voice};

use super::{Look, clean, cut, width, wrap};

/// What is shown of the sentences around a passage takes no more columns than this.
const LONGEST: usize = 900;

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
        let names: Vec<String> = voices.iter().filter_map(shown).collect();
        (!names.is_empty()).then(|| names.join(", "))
    };
    let kind = proposal.kind.as_ref().map(|kind| {
        let word = if proposal.opinion { "opinion".to_owned() } else { kind.to_string() };
        let figures = proposal.figures.join(", ");
        if figures.is_empty() { word } else { format!("{word}: {figures}") }
    });
    let on_behalf = proposal.on_behalf.as_ref().and_then(shown);
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

/// The name, with a question mark where it is only proposed.
fn shown(voice: &Voice) -> Option<String> {
    let mark = if voice.sure { "" } else { "?" };
    voice.name.as_ref().map(|name| format!("{name}{mark}"))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::sample;

    #[test]
    fn the_page_shows_who_what_when_and_the_passage_in_its_sentence() {
        let mut sample = sample();
        sample.list[2].left = Some(ReviewedAs::Opinion);
        sample.list[0].claims.push(("70c3a910".to_owned(), claimbook_core::assess::Status::Unchecked));
        let look = Look { color: false, width: 80 };
        insta::assert_snapshot!(proposals(&sample, Order::Speaker, look));
        let first = |page: &str| page.find("  4  ").unwrap() < page.find("  2  ").unwrap();
        sample.list[3].worth = 99;
        assert!(first(&proposals(&sample, Order::Worth, look)), "the numbers stay, the order changes");
    }
}
