//! What is kept of one file: what tells it from what it was, and what lists, reports and names need of it.

use claimbook_core::assess::{Codes, JudgedClaim, Order, Row, Said, Status};
use claimbook_core::model::{Actor, Capture, Day, Derivation, DerivedAs, Document, VerdictWord};
use claimbook_core::workspace::{Problem, Trouble};
use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::{Reader, Writer};
use crate::judged;
use crate::ties::Ties;
use crate::words::{Known, Words};

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// It is there no longer.
    Gone,
    Claim,
    Actor,
    Document,
    Problem,
    /// A text, or something else that is no record.
    Other,
}

impl Kind {
    const ALL: [Kind; 6] = [Kind::Gone, Kind::Claim, Kind::Actor, Kind::Document, Kind::Problem, Kind::Other];

    fn number(self) -> u8 {
        Kind::ALL.iter().position(|kind| *kind == self).unwrap_or_default() as u8
    }

    fn of(number: u8) -> Option<Self> {
        Kind::ALL.get(usize::from(number)).copied()
    }
}

/// What is kept of a file, still as bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Entry<'a> {
    pub(crate) kind: Kind,
    pub(crate) path: &'a str,
    /// As in [`crate::walk::Seen`]; 0 where the file has to be read again, whatever it looks like.
    pub(crate) mark: u64,
    /// Where it stands, as far as that is known.
    pub(crate) slot: Slot,
    body: Reader<'a>,
}

/// How much is told of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// What it is called.
    Name,
    /// Also the names of its texts.
    Texts,
    /// Also what tells secrets, and where it comes from.
    All,
}

/// What is kept of a claim.
#[derive(Debug, Clone)]
pub(crate) struct KeptClaim<'a> {
    /// As the desk sees it.
    pub(crate) row: Row<'a>,
    /// As outsiders may see it, where that is something else.
    pub(crate) redacted: Option<Row<'a>>,
    pub(crate) ties: Ties<'a>,
    /// The last day on which what follows about it is as it is kept here.
    pub(crate) holds_until: Option<Day>,
}

/// Where flags and origins stand among those of all claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) start: usize,
    pub(crate) size: usize,
    pub(crate) check: u64,
}

/// Whether a file at this path would be the record of an actor or a document.
pub(crate) fn is_record(path: &str) -> bool {
    ["actors/", "documents/"].iter().any(|folder| path.starts_with(folder)) && path.ends_with(".yaml")
}

/// Writes entries, one after the other: by path.
pub(crate) struct Entries<'a> {
    words: Words<'a>,
    entries: Writer,
    /// What claims name, side by side: to see what a change touches, this is gone through and nothing else, and else it is not read.
    ties: Writer,
    claims: Vec<Start>,
    others: Vec<usize>,
    judged: Writer,
}

/// Where a claim begins, and where what it names does.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Start {
    pub(crate) entry: usize,
    pub(crate) ties: usize,
}

/// Where an entry stands: in which of the two files, and where in it.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slot {
    /// Whether in the file of what changed, not of the whole.
    pub(crate) changed: bool,
    pub(crate) start: usize,
    /// Of a claim: where what it names begins.
    pub(crate) ties: usize,
}

impl Slot {
    pub(crate) fn of_claim(start: Start, changed: bool) -> Self {
        Slot { changed, start: start.entry, ties: start.ties }
    }

    pub(crate) fn of_other(start: usize, changed: bool) -> Self {
        Slot { changed, start, ties: 0 }
    }
}

/// The entries come after a number that says how long they are.
const SIZE: usize = 8;

/// Where the entries of a front are.
pub(crate) struct Contents<'a> {
    pub(crate) folders: Vec<(&'a str, u64)>,
    /// The claims, by path.
    pub(crate) claims: Vec<Start>,
    /// Where what they name stands.
    pub(crate) ties: Place,
    /// Where all else begins, by path.
    pub(crate) others: Vec<usize>,
    /// Whether anything must not be told to everybody.
    pub(crate) secrets: bool,
    /// Where the words begin.
    pub(crate) words: usize,
}

impl<'a> Contents<'a> {
    pub(crate) fn read(front: &'a [u8]) -> Option<Self> {
        let mut reader = Reader::new(front);
        let size = usize::try_from(reader.fixed()?).ok()?;
        reader.take(size)?;
        // Each is kept as what lies between it and the one before.
        fn next(last: &mut usize, reader: &mut Reader<'_>) -> Option<usize> {
            *last = last.checked_add(reader.size()?)?;
            Some(*last)
        }
        let (mut entry, mut ties) = (SIZE, 0);
        Some(Contents {
            ties: read_place(&mut reader)?,
            claims: reader.list(|reader| {
                Some(Start { entry: next(&mut entry, reader)?, ties: next(&mut ties, reader)? })
            })?,
            others: {
                let mut entry = SIZE;
                reader.list(|reader| next(&mut entry, reader))?
            },
            folders: reader.list(|reader| Some((reader.text()?, reader.fixed()?)))?,
            secrets: reader.flag()?,
            words: front.len() - reader.left(),
        })
    }
}

impl<'a> Entries<'a> {
    pub(crate) fn new() -> Self {
        Entries {
            words: Words::default(),
            entries: Writer::default(),
            ties: Writer::default(),
            claims: Vec::new(),
            others: Vec::new(),
            judged: Writer::default(),
        }
    }

    /// All of it, and, to be read only where they are asked for, the flags and origins, and what claims name. Of a folder with a file
    /// that has to be read again, the mark is 0.
    pub(crate) fn finish(self, folders: &[(&str, u64)], secrets: bool) -> (Vec<u8>, Vec<u8>) {
        let mut front = Writer::default();
        front.fixed(self.entries.bytes.len() as u64);
        front.bytes.extend(self.entries.bytes);
        let mut beside = self.judged;
        write_place(&mut front, beside.bytes.len(), &self.ties.bytes);
        beside.bytes.extend(self.ties.bytes);
        let mut last = Start::default();
        front.list(&self.claims, |front, start| {
            front.size(start.entry.saturating_sub(last.entry));
            front.size(start.ties.saturating_sub(last.ties));
            last = *start;
        });
        let mut last = 0;
        front.list(&self.others, |front, start| {
            front.size(start.saturating_sub(last));
            last = *start;
        });
        front.list(folders, |front, (path, mark)| {
            front.text(path);
            front.fixed(*mark);
        });
        front.flag(secrets);
        self.words.write(&mut front);
        (front.bytes, beside.bytes)
    }

    fn add(&mut self, kind: Kind, path: &str, mark: u64, body: Writer) {
        if kind != Kind::Claim {
            self.others.push(self.entries.bytes.len());
        }
        self.entries.bytes.push(kind.number());
        self.entries.fixed(mark);
        self.entries.text(path);
        self.entries.size(body.bytes.len());
        self.entries.bytes.extend(body.bytes);
    }

    pub(crate) fn bare(&mut self, kind: Kind, path: &str, mark: u64) {
        self.add(kind, path, mark, Writer::default());
    }

    pub(crate) fn claim(&mut self, path: &str, mark: u64, claim: &KeptClaim<'a>, judged: &JudgedClaim) {
        let mut rows = Writer::default();
        self.row(&mut rows, &claim.row);
        rows.maybe(claim.redacted.as_ref(), |rows, row| self.row(rows, row));
        // What lists are made from comes first, and what follows can be had without it.
        let mut body = Writer::default();
        body.size(rows.bytes.len());
        body.bytes.extend(rows.bytes);
        let start = self.judged.bytes.len();
        judged::write(&mut self.judged, judged);
        let written = self.judged.bytes.get(start..).unwrap_or_default();
        write_place(&mut body, start, written);
        body.maybe(claim.holds_until, write_day);
        self.claims.push(Start { entry: self.entries.bytes.len(), ties: self.ties.bytes.len() });
        claim.ties.write(&mut self.ties, &mut self.words, judged.lost_quotes);
        self.add(Kind::Claim, path, mark, body);
    }

    fn row(&mut self, body: &mut Writer, row: &Row<'a>) {
        let words = &mut self.words;
        // By what it sorts comes first, to be read alone.
        body.maybe(row.logged, Writer::signed);
        body.maybe(row.place, |body, (document, start)| {
            body.number(words.number(document));
            body.size(start);
        });
        // Then by what people call it.
        body.maybe(row.id, Writer::text);
        body.text(row.claim);
        let word = |words: &mut Words<'a>, body: &mut Writer, text: Option<&'a str>| {
            // 0 for none; most of these are there.
            body.number(text.map_or(0, |text| words.number(text) + 1));
        };
        body.flag(row.hidden);
        write_status(body, &row.status);
        word(words, body, row.kind);
        word(words, body, row.stage);
        body.flag(row.public);
        body.flag(row.shaky);
        body.list(&row.topics, |body, topic| body.number(words.number(topic)));
        body.maybe(row.logged_day, write_day);
        word(words, body, row.said);
        body.list(&row.assertions, |body, said| {
            for text in [said.by, said.on_behalf_of, said.document, said.when] {
                word(words, body, text);
            }
        });
        body.list(&row.evidence, |body, document| body.number(words.number(document)));
        body.maybe(row.changed, Writer::signed);
        body.maybe(row.happened, Writer::signed);
        body.list(&row.attributions, |body, word| body.text(word.as_str()));
        word(words, body, row.rests_on);
        body.number(u64::from(row.flags.bits()));
        body.number(u64::from(row.tasks.bits()));
    }

    /// What an actor is called, and what must not be told.
    pub(crate) fn actor(&mut self, path: &str, mark: u64, actor: &Actor) {
        let mut body = Writer::default();
        body.text(&actor.name);
        body.list(&actor.aliases, |body, alias| body.text(alias));
        body.list(&actor.same_as, |body, address| body.text(address));
        body.maybe(actor.url.as_deref(), Writer::text);
        body.maybe(actor.shown_as.as_deref(), Writer::text);
        body.flag(actor.is_protected());
        self.add(Kind::Actor, path, mark, body);
    }

    /// What a document is called, where it comes from, what must not be told, and the names of its texts.
    pub(crate) fn document(&mut self, path: &str, mark: u64, document: &Document) {
        let mut body = Writer::default();
        body.maybe(document.title.as_deref(), Writer::text);
        body.maybe(document.url.as_deref(), Writer::text);
        body.maybe(document.publisher.as_deref(), Writer::text);
        body.flag(document.is_protected());
        body.list(&document.captures, |body, capture| body.maybe(capture.text.as_deref(), Writer::text));
        body.list(&document.captures, |body, capture| body.maybe(capture.archived.as_deref(), Writer::text));
        body.list(&document.derived_from, |body, from| body.maybe(from.document.as_deref(), Writer::text));
        self.add(Kind::Document, path, mark, body);
    }

    /// What is said of a file that cannot be read.
    pub(crate) fn problem(&mut self, mark: u64, problem: &Problem) {
        let mut body = Writer::default();
        let trouble = match problem.trouble {
            Trouble::Yml => 0,
            Trouble::NoKnownKind => 1,
            Trouble::LinkedFolder => 2,
            _ => 3,
        };
        body.number(trouble);
        body.text(&problem.trouble.to_string());
        self.add(Kind::Problem, &problem.path, mark, body);
    }
}

impl<'a> Entry<'a> {
    /// The next of several.
    pub(crate) fn next(reader: &mut Reader<'a>) -> Option<Self> {
        let kind = Kind::of(reader.byte()?)?;
        let mark = reader.fixed()?;
        let path = reader.text()?;
        let size = reader.size()?;
        Some(Entry { kind, path, mark, slot: Slot::default(), body: Reader::new(reader.take(size)?) })
    }

    /// The last day on which what follows about the claim is as it is kept here.
    pub(crate) fn holds_until(&self) -> Option<Option<Day>> {
        let (_, mut body) = self.parts()?;
        read_place(&mut body)?;
        body.maybe(read_day)
    }

    /// Where the flags and origins of the claim stand.
    pub(crate) fn judged(&self) -> Option<Place> {
        read_place(&mut self.parts()?.1)
    }

    /// The row of the claim: as outsiders may see it, or as the desk does.
    pub(crate) fn listed(&self, words: &Known<'a>, redacted: bool) -> Option<Row<'a>> {
        let (mut rows, _) = self.parts()?;
        let row = self.row(&mut rows, words)?;
        let other = if redacted && rows.flag()? { Some(self.row(&mut rows, words)?) } else { None };
        Some(other.unwrap_or(row))
    }

    pub(crate) fn claim(&self, words: &Known<'a>, ties: Ties<'a>) -> Option<KeptClaim<'a>> {
        let (mut rows, _) = self.parts()?;
        let row = self.row(&mut rows, words)?;
        let redacted = rows.maybe(|rows| self.row(rows, words))?;
        Some(KeptClaim { row, redacted, ties, holds_until: self.holds_until()? })
    }

    /// By what its row sorts: that alone.
    pub(crate) fn order(&self, words: &Known<'a>) -> Option<Order<'a>> {
        let mut row = self.parts()?.0;
        Some(Order::new(row.maybe(Reader::signed)?, read_first(&mut row, words)?))
    }

    /// Its id and its wording.
    pub(crate) fn named(&self) -> Option<(Option<&'a str>, &'a str)> {
        read_name(&mut self.parts()?.0)
    }

    /// The rows, and what comes after them.
    fn parts(&self) -> Option<(Reader<'a>, Reader<'a>)> {
        let mut body = self.body;
        let size = body.size()?;
        Some((Reader::new(body.take(size)?), body))
    }

    fn row(&self, body: &mut Reader<'a>, words: &Known<'a>) -> Option<Row<'a>> {
        let (logged, place) = (body.maybe(Reader::signed)?, read_first(body, words)?);
        let (id, claim) = (body.maybe(Reader::text)?, body.text()?);
        let word = |body: &mut Reader<'a>| match body.size()? {
            0 => Some(None),
            number => words.get(number - 1).map(Some),
        };
        Some(Row {
            path: self.path,
            hidden: body.flag()?,
            id,
            claim,
            status: read_status(body)?,
            kind: word(body)?,
            stage: word(body)?,
            public: body.flag()?,
            shaky: body.flag()?,
            topics: body.list(|body| words.next(body))?.into(),
            logged,
            logged_day: body.maybe(read_day)?,
            said: word(body)?,
            place,
            assertions: body
                .list(|body| {
                    Some(Said {
                        by: word(body)?,
                        on_behalf_of: word(body)?,
                        document: word(body)?,
                        when: word(body)?,
                    })
                })?
                .into(),
            evidence: body.list(|body| words.next(body))?.into(),
            changed: body.maybe(Reader::signed)?,
            happened: body.maybe(Reader::signed)?,
            attributions: body.list(|body| body.text().map(VerdictWord::from))?.into(),
            rests_on: word(body)?,
            flags: Codes::from_bits(u32::try_from(body.number()?).ok()?),
            tasks: Codes::from_bits(u32::try_from(body.number()?).ok()?),
        })
    }

    pub(crate) fn actor(&self) -> Option<Actor> {
        let mut body = self.body;
        let texts = |body: &mut Reader<'a>| body.list(|body| body.text().map(str::to_owned));
        let maybe = |body: &mut Reader<'a>| Some(body.maybe(Reader::text)?.map(str::to_owned));
        Some(Actor {
            name: body.text()?.to_owned(),
            aliases: texts(&mut body)?,
            same_as: texts(&mut body)?,
            url: maybe(&mut body)?,
            shown_as: maybe(&mut body)?,
            protected: body.flag()?.then_some(true),
            ..Actor::default()
        })
    }

    pub(crate) fn document(&self, told: Told) -> Option<Document> {
        let mut body = self.body;
        let maybe = |body: &mut Reader<'a>| Some(body.maybe(Reader::text)?.map(str::to_owned));
        let mut document = Document {
            title: maybe(&mut body)?,
            url: maybe(&mut body)?,
            publisher: maybe(&mut body)?,
            protected: body.flag()?.then_some(true),
            ..Document::default()
        };
        if told == Told::Name {
            return Some(document);
        }
        document.captures = body.list(|body| Some(Capture { text: maybe(body)?, ..Capture::default() }))?;
        if told == Told::All {
            let archived = body.list(maybe)?;
            for (capture, archived) in document.captures.iter_mut().zip(archived) {
                capture.archived = archived;
            }
            document.derived_from = body.list(|body| {
                // How it is derived is not kept: whatever it is, the two have to be looked at together.
                let kind = Some(DerivedAs::BasedOn);
                Some(Derivation { document: maybe(body)?, kind, ..Derivation::default() })
            })?;
        }
        Some(document)
    }

    pub(crate) fn problem(&self) -> Option<Problem> {
        let mut body = self.body;
        let (trouble, says) = (body.number()?, body.text()?);
        let trouble = match trouble {
            0 => Trouble::Yml,
            1 => Trouble::NoKnownKind,
            2 => Trouble::LinkedFolder,
            _ => Trouble::Disk(says.to_owned()),
        };
        Some(Problem { path: self.path.to_owned(), trouble })
    }
}

/// A row's id and wording, from its beginning.
fn read_name<'a>(row: &mut Reader<'a>) -> Option<(Option<&'a str>, &'a str)> {
    row.maybe(Reader::signed)?;
    row.maybe(|row| Some((row.size()?, row.size()?)))?;
    Some((row.maybe(Reader::text)?, row.text()?))
}

/// Where a claim was first read.
fn read_first<'a>(body: &mut Reader<'a>, words: &Known<'a>) -> Option<Option<(&'a str, usize)>> {
    body.maybe(|body| Some((words.next(body)?, body.size()?)))
}

/// Puts there where these bytes stand among those that are read only where they are asked for.
fn write_place(body: &mut Writer, start: usize, bytes: &[u8]) {
    body.size(start);
    body.size(bytes.len());
    body.fixed(xxh3_64(bytes));
}

fn read_place(body: &mut Reader<'_>) -> Option<Place> {
    Some(Place { start: body.size()?, size: body.size()?, check: body.fixed()? })
}

pub(crate) fn write_day(body: &mut Writer, day: Day) {
    body.signed(day.year);
    body.bytes.extend([day.month, day.day]);
}

pub(crate) fn read_day(body: &mut Reader<'_>) -> Option<Day> {
    Some(Day { year: body.signed()?, month: body.byte()?, day: body.byte()? })
}

fn write_status(body: &mut Writer, status: &Status) {
    let place = status.place();
    body.size(place);
    // A word of no known meaning.
    if place == Status::ALL.len() {
        body.text(status.as_str());
    }
}

fn read_status(body: &mut Reader<'_>) -> Option<Status> {
    let place = body.size()?;
    match Status::ALL.get(place) {
        Some(status) => Some(status.clone()),
        None if place == Status::ALL.len() => Some(Status::Marked(VerdictWord::from(body.text()?))),
        None => None,
    }
}
