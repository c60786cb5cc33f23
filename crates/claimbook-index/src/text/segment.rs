//! Where words stand, as it was written: a dictionary that is read whole, and lists that are read where they are asked for.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::Path;
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::Reader;

pub(crate) const MAGIC: u64 = u64::from_le_bytes(*b"claimtx1");
/// Nine numbers: which it is; the sizes and checksums of its parts; the size of the lists; the checksum of these.
pub(super) const HEADER: usize = 72;
/// So many words of the dictionary are found at once.
pub(super) const BLOCK: usize = 64;
const MOST_BYTES: u64 = 4 << 30;

/// What was written is not what is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damaged;

/// Some records, and where words stand in them.
pub(crate) struct Segment {
    /// The keys of its records, in their order: a record is named by its place here.
    pub(crate) keys: Vec<u64>,
    /// How many words each has.
    pub(crate) lengths: Vec<u32>,
    dictionary: Vec<u8>,
    /// The first word of each block, and where it begins.
    blocks: Vec<(String, usize)>,
    lists: Lists,
}

enum Lists {
    Here(Vec<u8>),
    File { file: Mutex<File>, start: u64, size: u64 },
}

/// A word of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    pub(crate) word: String,
    /// In how many records it stands.
    pub(crate) count: u64,
    start: u64,
    size: usize,
    check: u64,
}

/// A record in which a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Posting {
    pub(crate) doc: usize,
    /// Each: the place in the record times the number of fields, and the field.
    pub(crate) places: Vec<u64>,
}

impl Segment {
    /// Opens a file; of the lists nothing is read.
    pub(crate) fn open(path: &Path) -> Option<Self> {
        let meta = path.symlink_metadata().ok().filter(|meta| meta.is_file() && meta.len() <= MOST_BYTES)?;
        let mut file = File::open(path).ok()?;
        let mut head = vec![0; HEADER];
        file.read_exact(&mut head).ok()?;
        let sizes = sizes(&head)?;
        let front = sizes.iter().take(3).try_fold(0u64, |sum, (size, _)| sum.checked_add(*size))?;
        let start = front.checked_add(HEADER as u64)?;
        let size = sizes.get(3)?.0;
        (meta.len() == start.checked_add(size)?).then_some(())?;
        let mut bytes = vec![0; usize::try_from(front).ok()?];
        file.read_exact(&mut bytes).ok()?;
        Segment::read(&sizes, &bytes, Lists::File { file: Mutex::new(file), start, size })
    }

    /// From bytes in memory.
    pub(crate) fn of(bytes: Vec<u8>) -> Option<Self> {
        let sizes = sizes(bytes.get(..HEADER)?)?;
        let front = sizes
            .iter()
            .take(3)
            .try_fold(0usize, |sum, (size, _)| sum.checked_add(usize::try_from(*size).ok()?))?;
        let rest = bytes.get(HEADER..)?;
        let (front, lists) = rest.split_at_checked(front)?;
        (lists.len() as u64 == sizes.get(3)?.0).then_some(())?;
        Segment::read(&sizes, front, Lists::Here(lists.to_vec()))
    }

    fn read(sizes: &[(u64, u64)], front: &[u8], lists: Lists) -> Option<Self> {
        let mut front = Reader::new(front);
        let mut part = |at: usize| {
            let (size, check) = sizes.get(at).copied()?;
            let bytes = front.take(usize::try_from(size).ok()?)?;
            (xxh3_64(bytes) == check).then_some(bytes)
        };
        let (docs, blocks, dictionary) = (part(0)?, part(1)?, part(2)?);
        let mut last = 0u64;
        let docs = Reader::new(docs).list(|reader| {
            last = last.wrapping_add(reader.number()?);
            Some((last, u32::try_from(reader.number()?).ok()?))
        })?;
        let (keys, lengths) = docs.into_iter().unzip();
        let blocks = Reader::new(blocks).list(|reader| Some((reader.text()?.to_owned(), reader.size()?)))?;
        Some(Segment { keys, lengths, dictionary: dictionary.to_vec(), blocks, lists })
    }

    /// The word, if it stands in any record.
    pub(crate) fn word(&self, word: &str) -> Option<Word> {
        let block = self.blocks.partition_point(|(first, _)| first.as_str() <= word).checked_sub(1)?;
        let mut reader = Reader::new(self.dictionary.get(self.blocks.get(block)?.1..)?);
        for _ in 0..BLOCK {
            let next = read_word(&mut reader)?;
            if next.word == word {
                return Some(next);
            }
        }
        None
    }

    /// The words that `fits`, beginning with the first that is not before `from`, as long as `goes_on`.
    pub(crate) fn words(
        &self,
        from: &str,
        goes_on: impl Fn(&str) -> bool,
        fits: impl Fn(&str) -> bool,
    ) -> Vec<Word> {
        let block = self.blocks.partition_point(|(first, _)| first.as_str() <= from).saturating_sub(1);
        let start = self.blocks.get(block).map_or(0, |(_, start)| *start);
        let mut reader = Reader::new(self.dictionary.get(start..).unwrap_or_default());
        let mut words = Vec::new();
        while reader.left() > 0 {
            let Some(word) = read_word(&mut reader) else { break };
            if word.word.as_str() < from {
                continue;
            }
            if !goes_on(&word.word) {
                break;
            }
            if fits(&word.word) {
                words.push(word);
            }
        }
        words
    }

    /// Where a word stands, by record.
    pub(crate) fn postings(&self, word: &Word) -> Result<Vec<Posting>, Damaged> {
        let bytes = self.list(word).ok_or(Damaged)?;
        // The fuzzer must come past it.
        if xxh3_64(&bytes) != word.check && !cfg!(fuzzing) {
            return Err(Damaged);
        }
        let mut reader = Reader::new(&bytes);
        let mut doc = 0u64;
        let mut postings = Vec::new();
        while reader.left() > 0 {
            postings.push(self.posting(&mut reader, &mut doc).ok_or(Damaged)?);
        }
        Ok(postings)
    }

    fn posting(&self, reader: &mut Reader<'_>, doc: &mut u64) -> Option<Posting> {
        *doc = doc.wrapping_add(reader.number()?);
        let mut last = 0u64;
        let places = reader.list(|reader| {
            last = last.wrapping_add(reader.number()?);
            Some(last)
        })?;
        let doc = usize::try_from(*doc).ok().filter(|doc| *doc < self.keys.len())?;
        Some(Posting { doc, places })
    }

    fn list(&self, word: &Word) -> Option<Vec<u8>> {
        match &self.lists {
            Lists::Here(bytes) => {
                let start = usize::try_from(word.start).ok()?;
                Some(bytes.get(start..start.checked_add(word.size)?)?.to_vec())
            }
            Lists::File { file, start, size } => {
                (word.start.checked_add(word.size as u64)? <= *size).then_some(())?;
                let mut file = file.lock().ok()?;
                file.seek(SeekFrom::Start(start.checked_add(word.start)?)).ok()?;
                let mut bytes = vec![0; word.size];
                file.read_exact(&mut bytes).ok()?;
                Some(bytes)
            }
        }
    }
}

fn sizes(head: &[u8]) -> Option<Vec<(u64, u64)>> {
    let (parts, check) = head.split_at_checked(HEADER - 8)?;
    (Reader::new(check).fixed()? == xxh3_64(parts)).then_some(())?;
    let mut parts = Reader::new(parts);
    (parts.fixed()? == MAGIC).then_some(())?;
    let mut sizes = Vec::new();
    for _ in 0..3 {
        sizes.push((parts.fixed()?, parts.fixed()?));
    }
    sizes.push((parts.fixed()?, 0));
    Some(sizes)
}

fn read_word(reader: &mut Reader<'_>) -> Option<Word> {
    let word = reader.text()?.to_owned();
    let (count, size, start, check) = (reader.number()?, reader.size()?, reader.number()?, reader.fixed()?);
    Some(Word { word, count, start, size, check })
}
