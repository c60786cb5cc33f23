//! Classes of English words, a stand-in for parts of speech. Words that no list has are told by their form.

use super::hash;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::OnceLock;

/// What a token is, as far as form and lists tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Class {
    /// Beyond the edge of the paragraph.
    #[default]
    Edge,
    Article,
    Demonstrative,
    Possessive,
    He,
    They,
    I,
    It,
    Who,
    Him,
    That,
    Whether,
    To,
    Of,
    As,
    In,
    Preposition,
    According,
    And,
    But,
    Because,
    Be,
    Have,
    Do,
    Modal,
    Not,
    Wh,
    Adverb,
    Day,
    Number,
    Title,
    Role,
    Said,
    Say,
    Says,
    Saying,
    Think,
    Thought,
    Word,
    Outlet,
    Some,
    Name,
    First,
    Acronym,
    Ed,
    Ing,
    Ly,
    Noun,
    Plural,
    Lower,
    Comma,
    Stop,
    Ask,
    Open,
    Close,
    Colon,
    Semicolon,
    Dash,
    Paren,
    ParenClose,
    Owner,
    Clitic,
    Mark,
}

const LISTS: &[(Class, &str)] = &[
    (Class::Article, "a an the"),
    (Class::Demonstrative, "this these those such another each every both all any no"),
    (Class::Possessive, "his her its their our my your whose"),
    (Class::He, "he she"),
    (Class::They, "they"),
    (Class::I, "i we you"),
    (Class::It, "it there"),
    (Class::Who, "who"),
    (Class::Him, "him them us me himself herself themselves itself myself"),
    (Class::That, "that"),
    (Class::Whether, "whether if"),
    (Class::To, "to"),
    (Class::Of, "of"),
    (Class::As, "as"),
    (Class::In, "in"),
    (
        Class::Preposition,
        "on at by for from with about into over after before under during through between against among around \
         without within toward towards upon onto off out up down across behind beyond despite regarding concerning \
         per via including like than",
    ),
    (Class::According, "according"),
    (Class::And, "and or nor plus"),
    (Class::But, "but yet"),
    (Class::Because, "because since while although though unless until once so whereas"),
    (Class::Be, "is are was were be been being am 're 'm ’re ’m"),
    (Class::Have, "has have had having 've ’ve"),
    (Class::Do, "do does did doing done"),
    (Class::Modal, "will would can could may might must shall should 'll ’ll 'd ’d ought"),
    (Class::Not, "not n't n’t never"),
    (Class::Wh, "what when where why how which whom"),
    (
        Class::Adverb,
        "also later then still already just even only again now here too ever always often once twice soon earlier \
         instead meanwhile however further perhaps maybe almost rather quite very yesterday today tonight ago once",
    ),
    (
        Class::Day,
        "monday tuesday wednesday thursday friday saturday sunday january february march april june july august \
         september october november december jan feb mar apr jun jul aug sept sep oct nov dec",
    ),
    (
        Class::Title,
        "mr mrs ms dr sen sens rep reps gov gen lt col capt sgt prof rev president vice senator congressman \
         congresswoman representative governor mayor secretary minister chancellor chairman chairwoman judge justice \
         general admiral colonel captain sheriff king queen prince pope sir lord lady premier ambassador deputy",
    ),
    (
        Class::Role,
        "spokesman spokeswoman spokesperson spokespeople official officials leader leaders adviser advisers advisor \
         aide aides analyst analysts expert experts professor director manager chief executive lawyer attorney \
         lawyers officer officers source sources critics supporters voters lawmakers senators republicans democrats \
         candidate strategist reporter reporters journalist journalists author economist economists scientist \
         scientists researcher researchers prosecutors police authorities administration campaign government \
         ministry department agency committee commission group party union company officials people others many \
         witnesses residents man woman doctor teacher student activist activists opponent opponents",
    ),
    (
        Class::Said,
        "said told added wrote asked noted argued explained announced suggested claimed declared insisted stated \
         warned replied responded answered continued concluded acknowledged admitted denied confirmed reported \
         tweeted posted remarked observed recalled stressed emphasized emphasised reiterated predicted promised \
         vowed pledged urged demanded called described praised criticized criticised blasted slammed accused blamed \
         alleged asserted contended maintained mentioned pointed proclaimed proposed recommended complained joked \
         quipped boasted bragged testified repeated revealed disclosed signaled indicated cautioned lamented \
         conceded countered retorted shouted yelled cited quoted defended rejected dismissed condemned endorsed \
         spoke talked commented hinted implied informed assured advised echoed",
    ),
    (
        Class::Say,
        "say tell add write ask note argue explain announce suggest claim declare insist state warn reply respond \
         answer continue conclude acknowledge admit deny confirm report tweet remark observe recall stress emphasize \
         reiterate predict promise vow pledge urge demand call describe praise criticize accuse blame allege assert \
         contend maintain mention point propose recommend complain testify repeat reveal disclose signal indicate \
         caution concede counter shout cite quote defend reject dismiss condemn endorse speak talk comment hint imply \
         inform assure advise",
    ),
    (
        Class::Says,
        "says tells adds writes asks notes argues explains announces suggests claims declares insists states warns \
         replies responds answers continues concludes acknowledges admits denies confirms reports tweets remarks \
         observes recalls stresses emphasizes reiterates predicts promises vows pledges urges demands calls describes \
         praises criticizes accuses blames alleges asserts contends maintains mentions points proposes recommends \
         complains testifies repeats reveals indicates concedes counters cites quotes shows finds",
    ),
    (
        Class::Saying,
        "saying telling adding writing asking noting arguing explaining announcing suggesting claiming declaring \
         insisting stating warning replying responding concluding acknowledging admitting denying confirming \
         reporting tweeting stressing emphasizing reiterating predicting promising vowing pledging urging demanding \
         calling describing praising criticizing accusing blaming alleging asserting contending maintaining pointing \
         proposing citing quoting referring",
    ),
    (
        Class::Think,
        "think thinks believe believes know knows feel feels hope hopes want wants expect expects fear fears doubt \
         doubts see sees agree agrees disagree consider considers worry worries wonder wonders seem seems appear \
         appears support supports favor favors oppose opposes plan plans intend intends prefer assume understand \
         understands mean means need needs decide realize regard view show find",
    ),
    (
        Class::Thought,
        "thought believed knew felt hoped wanted expected feared doubted saw agreed disagreed considered worried \
         wondered seemed appeared supported favored opposed planned intended preferred assumed understood meant \
         decided realized learned found showed refused declined offered threatened ordered thinking believing hoping \
         expecting fearing knowing wanting seeking sought shown tried",
    ),
    (
        Class::Word,
        "statement interview speech letter report reports memo column article tweet post email e-mail comment \
         comments remarks opinion view views poll survey study claim claims idea belief question questions answer \
         conference briefing testimony book essay editorial op-ed message announcement accusation accusations \
         allegation allegations assertion argument suggestion call calls promise plan plans proposal request concern \
         concerns hope fear fears words quote decision intention desire document documents data",
    ),
    (
        Class::Outlet,
        "news post times journal cnn nbc abc cbs fox reuters bloomberg politico guardian telegraph bbc breitbart \
         huffpost buzzfeed facebook twitter magazine newspaper paper agency",
    ),
    (
        Class::Some,
        "some several few most more other many much one two three four five six seven eight nine ten",
    ),
];

/// Forms of verbs that no ending tells, with the stem they go with.
const IRREGULAR: &str = "said:say told:tell wrote:write written:write thought:think felt:feel knew:know known:know \
    meant:mean spoke:speak spoken:speak found:find saw:see seen:see swore:swear sworn:swear heard:hear read:read \
    went:go gave:give given:give made:make took:take taken:take kept:keep held:hold left:leave sought:seek \
    shown:show drew:draw drawn:draw got:get began:begin chose:choose understood:understand argues:argue was:be were:be \
    is:be are:be been:be being:be am:be has:have had:have having:have did:do does:do done:do doing:do";

struct Lists {
    classes: Numbered<Class>,
    stems: Numbered<u32>,
}

/// A map from the numbers of words, which need little mixing.
type Numbered<T> = HashMap<u32, T, BuildHasherDefault<Mixed>>;

#[derive(Default)]
struct Mixed(u64);

impl Hasher for Mixed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u32(&mut self, value: u32) {
        self.0 = u64::from(value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.0 ^= self.0 >> 32;
    }
}

fn lists() -> &'static Lists {
    static LISTED: OnceLock<Lists> = OnceLock::new();
    LISTED.get_or_init(|| {
        let mut classes = Numbered::default();
        for (class, words) in LISTS {
            for word in words.split_whitespace() {
                classes.entry(hash::bytes(word.as_bytes())).or_insert(*class);
            }
        }
        let stems = IRREGULAR
            .split_whitespace()
            .filter_map(|pair| pair.split_once(':'))
            .map(|(form, stem)| (hash::bytes(form.as_bytes()), stem_of(stem.as_bytes())))
            .collect();
        Lists { classes, stems }
    })
}

/// The class of a word that a list has, by its number.
pub fn listed(word: u32) -> Option<Class> {
    lists().classes.get(&word).copied()
}

/// The number of a word's stem, from its small letters.
pub fn stem(word: u32, lower: &[u8]) -> u32 {
    lists().stems.get(&word).copied().unwrap_or_else(|| stem_of(lower))
}

/// A word without the endings of verbs and plurals; rough, but the same for most forms of one word.
fn stem_of(lower: &[u8]) -> u32 {
    let mut rest = lower;
    if rest.len() > 4 {
        if let Some(cut) = rest.strip_suffix(b"ing").filter(|cut| cut.len() > 2) {
            rest = cut;
        } else if let Some(cut) = rest.strip_suffix(b"ed").filter(|cut| cut.len() > 2) {
            rest = cut;
        } else if let Some(cut) = rest.strip_suffix(b"es").filter(|cut| cut.len() > 2) {
            rest = cut;
        } else if !rest.ends_with(b"ss") {
            rest = rest.strip_suffix(b"s").unwrap_or(rest);
        }
    } else if rest.len() == 4 && !rest.ends_with(b"ss") {
        rest = rest.strip_suffix(b"s").unwrap_or(rest);
    }
    rest = rest.strip_suffix(b"e").filter(|cut| cut.len() > 2).unwrap_or(rest);
    if let [.., a, b] = rest
        && a == b
        && rest.len() > 3
    {
        rest = rest.get(..rest.len() - 1).unwrap_or(rest);
    }
    if let Some(cut) = rest.strip_suffix(b"y").or(rest.strip_suffix(b"i")) {
        return hash::join(hash::bytes(cut), 1);
    }
    hash::bytes(rest)
}

/// The class of a small-letter word by its ending.
pub fn by_ending(lower: &[u8]) -> Class {
    if lower.ends_with(b"ed") {
        Class::Ed
    } else if lower.ends_with(b"ing") {
        Class::Ing
    } else if lower.ends_with(b"ly") {
        Class::Ly
    } else if [&b"tion"[..], b"ment", b"ness", b"ity", b"ship", b"ism", b"ance", b"ence"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        Class::Noun
    } else if lower.ends_with(b"s") && !lower.ends_with(b"ss") {
        Class::Plural
    } else {
        Class::Lower
    }
}
