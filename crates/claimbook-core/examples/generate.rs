//! Writes a workspace of many invented claims, to measure with: `generate DIR N [SEED]`. The same seed and number
//! give the same files. Everything is written as the tool itself writes it, and `claimbook check` finds nothing.

use std::collections::{HashMap, HashSet};
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use claimbook_core::assess::saw;
use claimbook_core::digest;
use claimbook_core::model::{
    Actor, ActorKind, Assertion, Capture, Claim, ClaimId, ClaimType, Confidence, Derivation, DerivedAs,
    Direction, Document, DocumentKind, Evidence, IdSource, Instant, Link, LinkType, Logged, Match, Quantity,
    Quote, Rendering, Stage, Verdict, VerdictWord, When,
};
use claimbook_core::quote::Text;
use claimbook_core::workspace::{actor_text, claim_text, create, document_text, slug};

/// 2022-01-03T08:00:00Z; the claims are spread over the three years that follow.
const BEGIN: i64 = 1_641_196_800;
const SPAN: i64 = 3 * 365 * 86_400;
const DESK: [&str; 5] = ["kim", "Žofie", "Oluwaseun", "Marta Ruiz", "Олена"];
const PLACES: [&str; 12] = [
    "Ashford Reach",
    "Český Brod",
    "the port of Kólpos",
    "Nordvågen",
    "Lipová",
    "Río Claro",
    "Велика Лука",
    "Saint-Éloi",
    "the Tamarind Coast",
    "Öresby",
    "Gułtowo",
    "مدينة النخيل",
];
const BODIES: [&str; 10] = [
    "Ministry of Transport",
    "Harbour Authority",
    "Výbor pro rozpočet",
    "Statistical Office",
    "Daily Courier",
    "Союз інженерів",
    "Rail Workers’ Union",
    "Institut für Küstenschutz",
    "River Commission",
    "Mayor’s Office",
];
const THINGS: [&str; 12] = [
    "bridges",
    "new homes",
    "flood barriers",
    "bus drivers",
    "unpaid invoices",
    "wind turbines",
    "hospital beds",
    "tonnes of grain",
    "ferry crossings",
    "school meals",
    "inspections",
    "kilometres of track",
];
const ACTS: [&str; 10] = [
    "were closed without notice",
    "were paid for twice",
    "went into service",
    "failed their safety test",
    "were promised and not delivered",
    "were counted in error",
    "had been repaired by the spring",
    "were moved to another district",
    "cost more than the budget “allowed”",
    "were reported by the café owners’ association",
];
const REASONS: [&str; 8] = [
    "The minutes give the figure in these words.",
    "Two registers were compared; both leave out the last quarter.",
    "The table on page 14 says otherwise: the count was made before the storm.",
    "The spokeswoman confirmed it in writing — “yes, all of them”.",
    "Satellite pictures of that week show no work on the site.",
    "Nobody who was there could be reached.",
    "It rests on one source, and that source quotes the claim itself.",
    "Der Bericht nennt dieselbe Zahl, ohne Quelle.",
];
const CUES: [&str; 6] = ["said", "according to", "wrote", "told reporters", "прокоментував", "claimed"];

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(number)) = (arguments.next(), arguments.next()) else {
        return Err("give a folder and a number of claims: generate DIR N [SEED]".into());
    };
    let number: usize = number.parse()?;
    let seed: u64 = arguments.next().map_or(Ok(1), |seed| seed.parse())?;
    let root = create(Path::new(&folder), Some("A made-up desk"))?;
    let mut desk = Desk::new(root, seed);
    desk.actors((number / 100).max(BODIES.len()))?;
    desk.documents((number / 10).max(2))?;
    for place in 0..number {
        desk.claim(place, number)?;
    }
    Ok(())
}

/// SplitMix64: the same numbers on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// How many there are, where `shares[n]` in a hundred have `n`.
    fn number(&mut self, shares: &[usize]) -> usize {
        let mut left = self.below(100);
        for (number, share) in shares.iter().enumerate() {
            if left < *share {
                return number;
            }
            left -= share;
        }
        shares.len() - 1
    }
}

/// A document that claims can be in.
struct Source {
    key: String,
    /// Where the sentences of its captured text begin and end, in code points; none where it has no text.
    sentences: Vec<(usize, usize)>,
}

struct Desk {
    root: PathBuf,
    chance: Chance,
    ids: IdSource,
    actors: Vec<String>,
    sources: Vec<Source>,
    /// The captured texts by document.
    texts: HashMap<String, String>,
    claims: Vec<ClaimId>,
    handles: HashSet<String>,
}

impl Desk {
    fn new(root: PathBuf, seed: u64) -> Self {
        Desk {
            root,
            chance: Chance(seed),
            ids: IdSource::new(!seed),
            actors: Vec::new(),
            sources: Vec::new(),
            texts: HashMap::new(),
            claims: Vec::new(),
            handles: HashSet::new(),
        }
    }

    fn actors(&mut self, number: usize) -> std::io::Result<()> {
        for place in 0..number {
            let body = BODIES[place % BODIES.len()];
            let name = match place / BODIES.len() {
                0 => body.to_owned(),
                round => format!("{body} of {}, branch {round}", PLACES[round % PLACES.len()]),
            };
            let outlet = place % BODIES.len() == 4;
            let kind = if outlet { ActorKind::Outlet } else { ActorKind::Organization };
            let key = slug(&format!("{place} {name}"));
            let actor = Actor { name, kind: Some(kind), ..Actor::default() };
            fs::write(self.root.join(format!("actors/{key}.yaml")), actor_text(&actor))?;
            self.actors.push(key);
        }
        Ok(())
    }

    fn documents(&mut self, number: usize) -> std::io::Result<()> {
        for place in 0..number {
            let at = moment(place, number, 0);
            let title = self.sentence();
            let title = title.trim_end_matches('.');
            let day = at.date().unwrap_or_default().to_owned();
            let key = format!("{day}-{}-{place}", slug(title));
            let mut source = Source { key: key.clone(), sentences: Vec::new() };
            let mut captures = Vec::new();
            if place % 3 == 0 {
                let text = self.article(title, &mut source.sentences);
                let hash = digest::hex(text.as_bytes());
                fs::write(self.root.join(format!("documents/{key}.txt")), &text)?;
                captures.push(Capture {
                    at: Some(at),
                    by: self.member(),
                    sha256: Some(hash.clone()),
                    text: Some(format!("{key}.txt")),
                    text_sha256: Some(hash),
                    ..Capture::default()
                });
                self.texts.insert(key.clone(), text);
            }
            let earlier = (place % 5 == 4).then(|| self.sources[self.chance.below(place)].key.clone());
            let document = Document {
                title: Some(title.to_owned()),
                kind: Some(self.chance.of(&[DocumentKind::Article, DocumentKind::Report]).clone()),
                url: Some(format!("https://news.example/{}/{place}", place % 17)),
                publisher: Some(self.chance.of(&self.actors).clone()),
                published: Some(When::new(day)),
                language: Some("en".to_owned()),
                original: earlier.is_none().then_some(true),
                derived_from: earlier
                    .map(|earlier| Derivation {
                        document: Some(earlier),
                        kind: Some(DerivedAs::Summarizes),
                        ..Derivation::default()
                    })
                    .into_iter()
                    .collect(),
                captures,
                ..Document::default()
            };
            fs::write(self.root.join(format!("documents/{key}.yaml")), document_text(&document))?;
            self.sources.push(source);
        }
        Ok(())
    }

    fn article(&mut self, title: &str, sentences: &mut Vec<(usize, usize)>) -> String {
        let mut text = format!("{title}\n\n");
        for _ in 0..3 + self.chance.below(5) {
            let sentence = self.sentence();
            let start = text.chars().count();
            text.push_str(&sentence);
            sentences.push((start, start + sentence.chars().count()));
            text.push('\n');
        }
        text
    }

    fn sentence(&mut self) -> String {
        let (thing, act) = (self.chance.of(&THINGS), self.chance.of(&ACTS));
        let (place, figure) = (self.chance.of(&PLACES), 2 + self.chance.below(90_000));
        match self.chance.below(3) {
            0 => format!("In {place}, {figure} {thing} {act}."),
            1 => format!("About {figure} {thing} near {place} {act}."),
            _ => format!("{figure} {thing} {act} in the district of {place} last year."),
        }
    }

    fn claim(&mut self, place: usize, number: usize) -> std::io::Result<()> {
        let at = moment(place, number, 0);
        // Documents are in the order of their days, as claims are: none is cited before it was published.
        let published = (place * self.sources.len() / number + 1).min(self.sources.len());
        let source = self.chance.below(published);
        let (wording, quote) = self.passage(source);
        let id = self.new_id(&at);
        let mut claim = Claim {
            id: Some(id.clone()),
            claim: wording.clone(),
            kind: Some(self.chance.of(&[ClaimType::Event, ClaimType::Property, ClaimType::Quantity]).clone()),
            about: at.date().and_then(|day| day.get(..7)).map(When::new),
            topics: vec![slug(THINGS[self.chance.below(THINGS.len())])],
            stage: Some(
                self.chance.of(&[Stage::Logged, Stage::Researching, Stage::Review, Stage::Closed]).clone(),
            ),
            public: Some(self.chance.below(4) == 0),
            logged: Some(Logged { at: Some(at.clone()), by: self.member(), ..Logged::default() }),
            ..Claim::default()
        };
        if self.chance.below(4) == 0 {
            claim.quantities.push(figure(&wording));
        }
        claim.assertions.push(self.assertion(source, quote, &at));
        for _ in 0..self.chance.number(&[65, 27, 8]) {
            let source = self.chance.below(published);
            let assertion = self.assertion(source, None, &at);
            claim.assertions.push(assertion);
        }
        for line in 0..self.chance.number(&[40, 32, 17, 8, 3]) {
            let line = self.evidence(published, &moment(place, number, 600 * (line as i64 + 1)));
            claim.evidence.push(line);
        }
        for verdict in 0..self.chance.number(&[50, 37, 10, 3]) {
            let verdict = self.verdict(&claim, &moment(place, number, 86_400 * (verdict as i64 + 1)));
            claim.verdicts.push(verdict);
        }
        if place > 0 && self.chance.below(5) == 0 {
            let kinds = [LinkType::Updates, LinkType::Contradicts, LinkType::Related];
            claim.links.push(Link {
                to: Some(self.chance.of(&self.claims).clone()),
                kind: Some(self.chance.of(&kinds).clone()),
                by: self.member(),
                at: Some(at.clone()),
                ..Link::default()
            });
        }
        let folder = self.root.join(at.as_str().get(..7).unwrap_or("undated"));
        fs::create_dir_all(&folder)?;
        let handle = claim.handle().unwrap_or_default();
        fs::write(folder.join(format!("{}-{handle}.yaml", slug(&wording))), claim_text(&claim))?;
        self.claims.push(id);
        Ok(())
    }

    /// A wording, and the passage it was taken from where the document's text was captured.
    fn passage(&mut self, source: usize) -> (String, Option<Quote>) {
        let Source { key, sentences } = &self.sources[source];
        let text = self.texts.get(key).map_or("", String::as_str);
        let taken = match sentences.as_slice() {
            [] => None,
            sentences => {
                let (start, end) = *self.chance.of(sentences);
                Text::new(text).select(start, end)
            }
        };
        let Some(taken) = taken else { return (self.sentence(), None) };
        let some = |part: String| (!part.is_empty()).then_some(part);
        let quote = Quote {
            exact: Some(taken.exact.clone()),
            prefix: some(taken.prefix),
            suffix: some(taken.suffix),
            start: Some(taken.start),
            end: Some(taken.end),
            ..Quote::default()
        };
        (taken.exact, Some(quote))
    }

    fn assertion(&mut self, source: usize, quote: Option<Quote>, at: &Instant) -> Assertion {
        Assertion {
            id: Some(self.ids.short_id()),
            by: Some(self.chance.of(&self.actors).clone()),
            when: at.date().map(When::new),
            document: Some(self.sources[source].key.clone()),
            citing: (0..self.chance.below(2)).map(|_| self.chance.of(&self.actors).clone()).collect(),
            cue: Some((*self.chance.of(&CUES)).to_owned()),
            rendering: Some(self.chance.of(&[Rendering::Direct, Rendering::Indirect]).clone()),
            quote: quote.into_iter().collect(),
            ..Assertion::default()
        }
    }

    fn evidence(&mut self, published: usize, at: &Instant) -> Evidence {
        let source = self.chance.below(published);
        let directions = [Direction::Supports, Direction::Refutes, Direction::Context];
        Evidence {
            id: Some(self.ids.short_id()),
            document: Some(self.sources[source].key.clone()),
            direction: Some(self.chance.of(&directions).clone()),
            fits: Some(self.chance.of(&[Match::Exact, Match::Narrower, Match::Adjacent]).clone()),
            credibility: Some(1 + self.chance.below(6) as i64),
            note: Some((*self.chance.of(&REASONS)).to_owned()),
            by: self.member(),
            at: Some(at.clone()),
            ..Evidence::default()
        }
    }

    /// A verdict that fits the evidence and has seen all of it.
    fn verdict(&mut self, claim: &Claim, at: &Instant) -> Verdict {
        let has = |direction| claim.evidence.iter().any(|line| line.direction.as_ref() == Some(&direction));
        let words = match (has(Direction::Supports), has(Direction::Refutes)) {
            (true, true) => [VerdictWord::Disputed, VerdictWord::Mixed],
            (true, false) => [VerdictWord::Confirmed, VerdictWord::Misleading],
            (false, true) => [VerdictWord::Refuted, VerdictWord::Refuted],
            (false, false) => [VerdictWord::Unverified, VerdictWord::Unverifiable],
        };
        let considered: Vec<String> = claim.evidence.iter().filter_map(|line| line.id.clone()).collect();
        Verdict {
            id: Some(self.ids.claim_id(at).as_str().to_owned()),
            verdict: self.chance.of(&words).clone(),
            of: None,
            confidence: Some(
                self.chance.of(&[Confidence::Low, Confidence::Moderate, Confidence::High]).clone(),
            ),
            at: Some(at.clone()),
            by: self.member(),
            because: Some((*self.chance.of(&REASONS)).to_owned()),
            evidence: None,
            saw: Some(saw::saw(claim, &considered, |key: &str, _: Option<&str>| {
                self.texts.get(key).cloned()
            })),
            after: Some(claim.verdicts.last().and_then(|verdict| verdict.id.clone()).into_iter().collect()),
            extra: Default::default(),
        }
    }

    fn member(&mut self) -> Option<String> {
        Some((*self.chance.of(&DESK)).to_owned())
    }

    /// An id whose handle no claim has yet.
    fn new_id(&mut self, at: &Instant) -> ClaimId {
        loop {
            let id = self.ids.claim_id(at);
            if self.handles.insert(id.handle().unwrap_or_default()) {
                return id;
            }
        }
    }
}

/// The figure in a wording: its first run of digits. It counts what the other words say.
fn figure(wording: &str) -> Quantity {
    let digits: String =
        wording.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    Quantity {
        measure: Some(slug(&wording.replace(&digits, ""))),
        low: digits.parse().ok(),
        high: digits.parse().ok(),
        phrase: Some(digits),
        unit: Some("item".to_owned()),
        ..Quantity::default()
    }
}

/// The moment of the record in this place of so many, and a little later.
fn moment(place: usize, number: usize, later: i64) -> Instant {
    let share = SPAN / number.max(1) as i64;
    Instant::from_unix(BEGIN + share * place as i64 + later).unwrap_or_else(|| Instant::new(""))
}
