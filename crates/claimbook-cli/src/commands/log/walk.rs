//! Going through the proposals at a terminal, one key for each. Nothing is written before the last question is answered.

use std::cell::RefCell;
use std::rc::Rc;

use claimbook_core::model::ReviewedAs;
use claimbook_core::workspace::Workspace;
use claimbook_intake::{
    Decided, Manner, Proposal, Proposals, Taken, Voice, line, merged, points, speaking, split,
};

use super::super::alike::{Choice, Claims, choose};
use super::super::options::date;
use super::dialogue::{Asked, UNNAMED, named, until};
use super::halves;
use crate::ask::Key;
use crate::error::Result;
use crate::render::proposals::{entry, heading};
use crate::render::{Look, cut, width};

/// Whoever goes through the proposals.
pub(super) trait Person: Asked {
    fn show(&mut self, text: &str) -> Result<()>;
    /// One key.
    fn key(&mut self, question: &str) -> Result<Key>;
    /// A line, of which there is one already.
    fn edit(&mut self, question: &str, initial: &str) -> Result<String>;
}

const KEYS: &str = "     t take, e edit, l leave, m merge, s split, a all, u undo, q stop, ?: ";
const HELP: &str = "
     t  take it as a claim       e  change wording, speaker or date, then take it
     l  leave it                 m  make one claim of it and the one before
     s  split it into two        a  take it and all that follow
     u  undo the last decision   q  stop; what follows stays undecided
     Nothing is written before you say so at the end. Ctrl-C leaves all as it
     was.
";

/// A proposal, as it is by now, and what was decided of it.
#[derive(Debug, Clone)]
struct Item {
    proposal: Proposal,
    state: State,
    /// What was chosen where a claim much like it was there.
    chosen: Option<Choice>,
}

impl Item {
    fn open(proposal: Proposal) -> Self {
        Item { proposal, state: State::Open, chosen: None }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Open,
    Taken,
    Left(ReviewedAs),
    /// It is part of the one before.
    Merged,
}

struct Walk<'a, P> {
    person: &'a mut P,
    workspace: &'a Workspace,
    proposals: &'a Proposals,
    claims: Claims<'a>,
    look: Look,
    items: Vec<Rc<Item>>,
    at: usize,
    /// How it was before each decision.
    before: Vec<(usize, Vec<Rc<Item>>)>,
}

/// Goes through what is undecided. `None` where the person wants nothing of it written.
pub(super) fn walk<P: Person>(
    person: &mut P,
    workspace: &Workspace,
    proposals: &Proposals,
    topics: &[String],
    look: Look,
) -> Result<Option<Decided>> {
    let open = proposals.list.iter().filter(|proposal| !proposal.is_decided());
    let items: Vec<Rc<Item>> = open.map(|proposal| Rc::new(Item::open(proposal.clone()))).collect();
    let (count, decided) = (proposals.list.len(), proposals.list.len() - items.len());
    let statements = if count == 1 { "statement" } else { "statements" };
    let known = if decided == 0 { String::new() } else { format!(", {decided} of them decided already") };
    person.show(&format!("{count} attributed {statements}{known}.\n"))?;
    let claims = Claims::of(workspace);
    let mut walk = Walk { person, workspace, proposals, claims, look, items, at: 0, before: Vec::new() };
    loop {
        walk.through()?;
        if !walk.items.iter().any(|item| item.state != State::Open) {
            return Ok(Some(Decided::default()));
        }
        let question = format!("\n{} Write it? (Enter yes, u undo, n no) ", walk.summary());
        match walk.person.key(&question)? {
            Key::Enter | Key::Char('y' | 'Y') => {
                walk.person.show("\n")?;
                return Ok(Some(walk.decided(topics)));
            }
            Key::Char('n' | 'N') | Key::End => {
                walk.person.show("\n")?;
                return Ok(None);
            }
            Key::Char('u' | 'U') => walk.undo()?,
            _ => {}
        }
    }
}

impl<P: Person> Walk<'_, P> {
    /// Shows each and asks, until all are decided or the person stops.
    fn through(&mut self) -> Result<()> {
        let mut speaker = None;
        while let Some(item) = self.items.get(self.at).cloned() {
            let by = item.proposal.by.speaker;
            if item.proposal.depth == 0 && speaker != Some(by) {
                let heading = heading(self.proposals, by, self.look);
                self.person.show(&format!("\n{heading}"))?;
                speaker = Some(by);
            }
            self.person.show(&entry(&item.proposal, self.look))?;
            loop {
                let key = self.person.key(KEYS)?;
                match key {
                    Key::Char('t' | 'T') => {
                        self.person.show("take\n")?;
                        self.keep();
                        let mut proposal = item.proposal.clone();
                        self.ask_who(&mut proposal)?;
                        self.ask_relays(&mut proposal)?;
                        self.take(proposal)?;
                    }
                    Key::Char('e' | 'E') => {
                        self.person.show("edit\n")?;
                        self.keep();
                        let mut proposal = self.edited(&item.proposal)?;
                        self.ask_relays(&mut proposal)?;
                        self.take(proposal)?;
                    }
                    Key::Char('l' | 'L') => {
                        self.person.show("leave\n")?;
                        self.keep();
                        let kind = self.why_left()?;
                        self.decide(item.proposal.clone(), State::Left(kind));
                    }
                    Key::Char('m' | 'M') => {
                        self.person.show("merge\n")?;
                        if !self.merge(&item)? {
                            continue;
                        }
                    }
                    Key::Char('s' | 'S') => {
                        self.person.show("split\n")?;
                        if !self.split(&item)? {
                            continue;
                        }
                    }
                    Key::Char('a' | 'A') => {
                        self.person.show("all\n")?;
                        self.keep();
                        for item in self.items.iter_mut().skip(self.at) {
                            Rc::make_mut(item).state = State::Taken;
                        }
                        self.at = self.items.len();
                    }
                    Key::Char('u' | 'U') => {
                        self.person.show("undo\n")?;
                        self.undo()?;
                    }
                    Key::Char('q' | 'Q') | Key::End => {
                        self.person.show("stop\n")?;
                        return Ok(());
                    }
                    _ => {
                        self.person.show(HELP)?;
                        continue;
                    }
                }
                break;
            }
        }
        Ok(())
    }

    /// Remembers how it is, so that what follows can be undone.
    fn keep(&mut self) {
        self.before.push((self.at, self.items.clone()));
    }

    fn undo(&mut self) -> Result<()> {
        match self.before.pop() {
            Some((at, items)) => (self.at, self.items) = (at, items),
            None => self.person.show("     Nothing was decided before.\n")?,
        }
        Ok(())
    }

    fn decide(&mut self, proposal: Proposal, state: State) {
        if let Some(item) = self.items.get_mut(self.at) {
            *item = Rc::new(Item { proposal, state, chosen: None });
        }
        self.at += 1;
    }

    /// Takes it: where a claim much like it is there, as a further assertion of that one, if the person says so.
    fn take(&mut self, proposal: Proposal) -> Result<()> {
        let alike = self.claims.like(&proposal.claim, &[]);
        if alike.is_empty() {
            self.decide(proposal, State::Taken);
            return Ok(());
        }
        let person = RefCell::new(&mut *self.person);
        let show = |text: &str| person.borrow_mut().show(text);
        let chosen = choose(&alike, "u undo", self.look, show, |question| person.borrow_mut().key(question))?;
        if chosen == Choice::Back {
            return self.undo();
        }
        let at = self.at;
        self.decide(proposal, State::Taken);
        if let Some(item) = self.items.get_mut(at) {
            Rc::make_mut(item).chosen = Some(chosen);
        }
        Ok(())
    }

    /// Asks who said it, where that is only proposed or not told.
    fn ask_who(&mut self, proposal: &mut Proposal) -> Result<()> {
        if proposal.by.sure {
            return Ok(());
        }
        let question = match &proposal.by.name {
            Some(name) => {
                // The words of the text are shown where they are not the name itself, and where there is room.
                let answers = "? (Enter yes, - not recorded, or another name) ";
                let name = cut(name, 30);
                let words = format!("“{}” = ", cut(&proposal.source, 24));
                let used = width(&words) + width(&name) + answers.len() + 5;
                let same = proposal.source.is_empty() || proposal.source.contains(&*name);
                let words = if same || used > self.look.width { "" } else { &words };
                format!("     {words}{name}{answers}")
            }
            None => "     Who said it? (a name, or Enter not recorded) ".to_owned(),
        };
        let workspace = self.workspace;
        let answer = until(self.person, &question, |answer| known_name(answer, workspace))?;
        match answer.as_str() {
            "" => proposal.by.sure = true,
            "-" => proposal.by = Voice::default(),
            _ => self.set_speaker(proposal, &answer)?,
        }
        Ok(())
    }

    /// Asks of each who passed it on, or whom it leans on, where that is only proposed.
    fn ask_relays(&mut self, proposal: &mut Proposal) -> Result<()> {
        if let Some(mut voice) = proposal.on_behalf.take() {
            proposal.on_behalf = self.confirmed("Said for", &mut voice)?.then_some(voice);
        }
        for (role, voices) in [("Said through", &mut proposal.through), ("Citing", &mut proposal.citing)] {
            for mut voice in std::mem::take(voices) {
                if self.confirmed(role, &mut voice)? {
                    voices.push(voice);
                }
            }
        }
        Ok(())
    }

    /// Whether somebody who is only proposed is right; then they are sure.
    fn confirmed(&mut self, role: &str, voice: &mut Voice) -> Result<bool> {
        let Some(name) = voice.name.as_deref().filter(|_| !voice.sure) else { return Ok(true) };
        let question = format!("     {role} {}? (Enter yes, n no) ", cut(name, 40));
        let no = matches!(self.person.key(&question)?, Key::Char('n' | 'N' | '-') | Key::End);
        self.person.show(if no { "no\n" } else { "yes\n" })?;
        voice.sure = !no;
        Ok(!no)
    }

    fn set_speaker(&mut self, proposal: &mut Proposal, typed: &str) -> Result<()> {
        let typed = named(self.person, typed, self.proposals, self.workspace)?;
        let speaking = speaking(self.proposals, &typed);
        proposal.by = Voice { name: Some(typed), speaking: Some(speaking), sure: true, ..Voice::default() };
        Ok(())
    }

    /// Asks for wording, speaker and date; Enter keeps each.
    fn edited(&mut self, proposal: &Proposal) -> Result<Proposal> {
        let mut proposal = proposal.clone();
        let claim = self.person.edit("     Claim: ", &proposal.claim)?;
        if !claim.trim().is_empty() {
            proposal.claim = line(&claim);
        }
        let name = proposal.by.name.clone().unwrap_or_default();
        let workspace = self.workspace;
        let mut typed = self.person.edit("     Who said it (- not recorded): ", &name)?;
        while let Err(why) = known_name(typed.trim(), workspace) {
            typed = self.person.ask(&format!("     {why}\n     Who said it (- not recorded): "))?;
        }
        match typed.trim() {
            "-" => proposal.by = Voice::default(),
            same if same == name || same.is_empty() => proposal.by.sure = proposal.by.name.is_some(),
            other => {
                let other = other.to_owned();
                self.set_speaker(&mut proposal, &other)?;
            }
        }
        let when = proposal.when.as_ref().map(|when| when.as_str().to_owned()).unwrap_or_default();
        let mut typed = self.person.edit("     When (- not given): ", &when)?;
        loop {
            match typed.trim() {
                "-" => proposal.when = None,
                same if same == when || same.is_empty() => {}
                other => match date(other) {
                    Ok(when) => proposal.when = Some(when),
                    Err(_) => {
                        typed = self.person.ask(&format!(
                            "     “{}” is no date: write 2024-10-28, 2024-10 or 28 October 2024.\n     When (- not given): ",
                            cut(other, 40)
                        ))?;
                        continue;
                    }
                },
            }
            return Ok(proposal);
        }
    }

    fn why_left(&mut self) -> Result<ReviewedAs> {
        let kind = match self.person.key("     o opinion  b boilerplate  Enter: just leave it ")? {
            Key::Char('o' | 'O') => ReviewedAs::Opinion,
            Key::Char('b' | 'B') => ReviewedAs::Boilerplate,
            _ => ReviewedAs::Left,
        };
        self.person.show(&format!("{kind}\n"))?;
        Ok(kind)
    }

    /// Makes one claim of this one and the one before; false where there is none before.
    fn merge(&mut self, item: &Item) -> Result<bool> {
        let earlier = self.items.get(..self.at).unwrap_or_default();
        let Some(place) = earlier.iter().rposition(|item| item.state != State::Merged) else {
            self.person.show("     There is none before it.\n")?;
            return Ok(false);
        };
        let Some(first) = self.items.get(place).cloned() else { return Ok(false) };
        self.keep();
        let mut merged = merged(&first.proposal, &item.proposal);
        let claim = self.person.edit("     Claim: ", &merged.claim)?;
        if !claim.trim().is_empty() {
            merged.claim = line(&claim);
        }
        if first.state != State::Taken {
            self.ask_who(&mut merged)?;
            self.ask_relays(&mut merged)?;
        }
        if let Some(first) = self.items.get_mut(place) {
            *first = Rc::new(Item { proposal: merged, state: State::Taken, chosen: None });
        }
        self.decide(item.proposal.clone(), State::Merged);
        Ok(true)
    }

    /// Puts two in the place of one; false where nothing was split.
    fn split(&mut self, item: &Item) -> Result<bool> {
        let points = points(&item.proposal);
        if points.is_empty() {
            self.person.show("     No sentence ends in it, and there is no “;” and no “and”.\n")?;
            return Ok(false);
        }
        let mut list = String::new();
        for (number, point) in points.iter().enumerate() {
            let line = halves::shown(&item.proposal, point, self.look.width.saturating_sub(10));
            list.push_str(&format!("     {}  {line}\n", number + 1));
        }
        self.person.show(&list)?;
        let count = points.len();
        let chosen = until(self.person, "     Split where? (a number; Enter: not at all) ", |answer| {
            if answer.is_empty() {
                return Ok(0);
            }
            answer
                .parse::<usize>()
                .ok()
                .filter(|number| (1..=count).contains(number))
                .ok_or_else(|| format!("Type a number from 1 to {count}, or Enter."))
        })?;
        let Some(point) = chosen.checked_sub(1).and_then(|at| points.get(at)) else { return Ok(false) };
        let Some((first, second)) = split(&item.proposal, point) else { return Ok(false) };
        self.keep();
        let halves = [first, second].map(|half| Rc::new(Item::open(half)));
        self.items.splice(self.at..=self.at, halves);
        Ok(true)
    }

    fn summary(&self) -> String {
        let count = |wanted: &State| self.items.iter().filter(|item| item.state == *wanted).count();
        let (opinion, boilerplate) =
            (count(&State::Left(ReviewedAs::Opinion)), count(&State::Left(ReviewedAs::Boilerplate)));
        let left = opinion + boilerplate + count(&State::Left(ReviewedAs::Left));
        let mut parts = vec![format!("{} taken", count(&State::Taken))];
        if left > 0 {
            let of: Vec<String> = [(opinion, "opinion"), (boilerplate, "boilerplate")]
                .into_iter()
                .filter(|(count, _)| *count > 0)
                .map(
                    |(count, word)| {
                        if count == left { format!("as {word}") } else { format!("{count} as {word}") }
                    },
                )
                .collect();
            let words = match &of[..] {
                [] => format!("{left} left"),
                [all] if all.starts_with("as") => format!("{left} left {all}"),
                several => format!("{left} left ({})", several.join(", ")),
            };
            parts.push(words);
        }
        let open = count(&State::Open);
        if open > 0 {
            parts.push(format!("{open} undecided"));
        }
        format!("{}.", parts.join(", "))
    }

    fn decided(&self, topics: &[String]) -> Decided {
        let mut decided = Decided::default();
        let manner = Manner { topics, ..Manner::default() };
        for item in &self.items {
            match &item.state {
                State::Taken => {
                    let mut taken = Taken::of(self.proposals, &item.proposal, &manner);
                    taken.compared = item.chosen.is_some();
                    if let Some(Choice::That(path)) = &item.chosen {
                        taken.taking.onto = Some(path.clone());
                    }
                    decided.taken.push(taken);
                }
                State::Left(kind) => decided.leave(&item.proposal.content, kind),
                State::Open | State::Merged => {}
            }
        }
        decided
    }
}

/// A name that can be taken, or an answer that means none.
fn known_name(answer: &str, _workspace: &Workspace) -> Result<String, String> {
    match answer {
        "" | "-" => Ok(answer.to_owned()),
        _ => match answer.strip_prefix(UNNAMED) {
            Some(words) if words.trim().is_empty() => {
                Err(format!("Say how the source may be called: {UNNAMED}a ministry official"))
            }
            None if claimbook_core::workspace::slug(answer).is_empty() => {
                Err("A name needs at least one letter or digit.".to_owned())
            }
            _ => Ok(answer.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests;
