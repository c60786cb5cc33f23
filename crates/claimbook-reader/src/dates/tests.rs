use super::*;
use crate::Rendering;
use proptest::prelude::*;

/// A text with its attribution marked: `[s:…]` source, `[c:…]` cue, `[t:…]` content; marks do not nest.
pub(crate) fn marked(marked: &str) -> (String, Attribution) {
    let mut attribution = Attribution {
        source: Vec::new(),
        cue: Vec::new(),
        content: Vec::new(),
        rendering: Rendering::Indirect,
        within: None,
        confidence: 1.0,
    };
    let (mut plain, mut rest, mut at) = (String::new(), marked, 0);
    while let Some(begin) = rest.find('[') {
        let (before, after) = rest.split_at(begin);
        let (role, inside) = after[1..].split_once(':').unwrap();
        let (words, tail) = inside.split_once(']').unwrap();
        at += before.chars().count();
        let span = Span::new(at, at + words.chars().count());
        at = span.end;
        match role {
            "s" => attribution.source.push(span),
            "c" => attribution.cue.push(span),
            _ => attribution.content.push(span),
        }
        plain.push_str(before);
        plain.push_str(words);
        rest = tail;
    }
    plain.push_str(rest);
    (plain, attribution)
}

/// Wednesday, 12 March 2025.
const DATE: Day = Day { year: 2025, month: 3, day: 12 };

fn told(language: Language, sentence: &str) -> Said {
    let (plain, attribution) = marked(sentence);
    let text = Text::new(&plain);
    let setting = Setting { date: Some(DATE), publisher: Some("Delta Radio") };
    let mut all = said(&text, language, &[attribution], setting, |_| false);
    let said = all.remove(0);
    if let Some(words) = said.words {
        assert!(said.reason.contains(text.slice(words)), "{said:?}");
    }
    said
}

fn check(language: Language, cases: &[(&str, &str)]) {
    for (sentence, when) in cases {
        let said = told(language, sentence);
        assert_eq!(said.when.as_deref(), Some(*when), "{sentence}: {}", said.reason);
    }
}

#[test]
fn the_clause_of_the_cue_tells_the_day() {
    check(
        Language::English,
        &[
            ("On 3 March, [s:the harbour board] [c:said] [t:that the pier was safe].", "2025-03-03"),
            ("On March 3rd 2024, [s:the board] [c:said] [t:that the pier was safe].", "2024-03-03"),
            ("[s:The board] [c:said] on Tuesday [t:that the pier was safe].", "2025-03-11"),
            ("[s:The board] on Wednesday [c:said] [t:that the pier was safe].", "2025-03-12"),
            ("[t:“The pier is safe,”] [s:she] [c:told] reporters Thursday night.", "2025-03-06"),
            ("[t:“The pier is safe,”] [c:said] [s:Ms Okafor] last week.", "2025-03-03/2025-03-09"),
            ("In a 3 March letter, [s:the board] [c:warned] [t:of cracks].", "2025-03-03"),
            ("In a 2019 interview, [s:she] [c:said] [t:the pier was safe].", "2019"),
            ("Earlier this month, [s:the board] [c:confirmed] [t:cracks].", "2025-03"),
            ("[s:She] [c:said in December] [t:that it was safe].", "2024-12"),
            ("Around 10 February, [s:the board] [c:wrote] [t:that it was safe].", "2025-02-10~"),
            ("[s:A survey published last month] [c:found] [t:cracks].", "2025-02"),
            ("A week ago, [s:the board] [c:said] [t:nothing was wrong].", "2025-03-05~"),
            ("Two days ago [s:the board] [c:said] [t:nothing was wrong].", "2025-03-10"),
            ("Speaking in Corvane yesterday, [s:he] [c:said] [t:it was over].", "2025-03-11"),
            ("On March 5, [s:Minister Vale] [c:confirms] [t:the first cracks].", "2025-03-05"),
            ("On the 27th and 28th of February [s:she] [c:said] [t:it held].", "2025-02-27/2025-02-28"),
        ],
    );
}

#[test]
fn what_is_no_day_of_saying_is_left() {
    let not_later = "../2025-03-12";
    check(
        Language::English,
        &[
            ("[s:The board] [c:said] [t:the bridge would open on Tuesday].", not_later),
            ("[t:The bridge opened on Tuesday], [s:he] [c:said].", not_later),
            ("When the dam broke on Monday, [s:he] [c:said] [t:it was over].", not_later),
            ("[s:Vale], who was elected in 2012, [c:argued] [t:it was over].", not_later),
            ("[s:She] [c:said] ahead of next Tuesday [t:it would rain].", not_later),
            ("[s:She] has [c:said] since 2012 [t:that it leaks].", not_later),
            ("According to the plan [s:she] [c:said] every Tuesday [t:that it leaks].", not_later),
            ("Earlier, [s:the board] [c:confirmed] [t:cracks].", not_later),
            ("On Tuesday, [c:according to] [s:the board], [t:the dam broke].", not_later),
        ],
    );
    let earlier = told(Language::English, "Earlier, [s:the board] [c:confirmed] [t:cracks].");
    assert!(earlier.reason.contains("before the article"));
}

#[test]
fn a_time_beside_the_content_counts() {
    check(
        Language::English,
        &[("[t:The bridge will open on Tuesday], [s:he] [c:said] on Monday.", "2025-03-10")],
    );
}

#[test]
fn the_publisher_reports_on_the_articles_day() {
    let tail = "[t:He wrote of it in a column], [s:Delta Radio] [c:reports].";
    check(Language::English, &[(tail, "2025-03-12")]);
    check(Language::English, &[("[t:He wrote of it], [s:The Corvane Post] [c:reports].", "../2025-03-12")]);
}

#[test]
fn a_statement_within_another_is_not_later() {
    let text = Text::new("On 3 March, Vale said that, according to the board, it leaks.");
    let (_, outer) = marked("On 3 March, [s:Vale] [c:said] [t:that, according to the board, it leaks].");
    let (_, inner) = marked("On 3 March, Vale said that, [c:according to] [s:the board], [t:it leaks].");
    let inner = Attribution { within: Some(0), ..inner };
    let setting = Setting { date: Some(DATE), publisher: None };
    let all = said(&text, Language::English, &[outer, inner], setting, |_| false);
    assert_eq!(all[1].when.as_deref(), Some("../2025-03-03"));
    assert_eq!(all[1].latest(), Day::new(2025, 3, 3));
}

#[test]
fn without_the_articles_date_only_whole_dates_are_known() {
    let when = |sentence: &str| {
        let (plain, attribution) = marked(sentence);
        let all = said(&Text::new(&plain), Language::English, &[attribution], Setting::default(), |_| true);
        all.into_iter().next().and_then(|said| said.when)
    };
    assert_eq!(when("On 3 March 2024, [s:she] [c:said] [t:it held].").as_deref(), Some("2024-03-03"));
    assert_eq!(when("On Tuesday, [s:she] [c:said] [t:it held]."), None);
    assert_eq!(when("[s:She] [c:says] [t:it held]."), None);
}

#[test]
fn other_languages_have_their_own_words() {
    check(
        Language::German,
        &[
            ("[s:Die Ministerin] [c:sagte] am Dienstag, [t:die Brücke sei sicher].", "2025-03-11"),
            ("Vorgestern [c:sagte] [s:sie], [t:die Brücke sei sicher].", "2025-03-10"),
            ("Vor zwei Jahren [c:sagte] [s:sie], [t:die Brücke sei sicher].", "2023~"),
            ("Am 3. März 2024 [c:erklärte] [s:der Rat], [t:die Brücke sei sicher].", "2024-03-03"),
        ],
    );
    check(
        Language::Ukrainian,
        &[
            ("3 березня [s:рада] [c:заявила], [t:що міст безпечний].", "2025-03-03"),
            ("[s:Мер] [c:сказав] у понеділок, [t:що міст безпечний].", "2025-03-10"),
            ("Учора [s:мер] [c:сказав], [t:що міст безпечний].", "2025-03-11"),
        ],
    );
    check(
        Language::Russian,
        &[
            ("В понедельник [s:мэр] [c:сказал], [t:что мост безопасен].", "2025-03-10"),
            ("[s:Мэр] [c:сказал] 3 марта, [t:что мост безопасен].", "2025-03-03"),
        ],
    );
}

/// Whether a text has the shape of the EDTF that is written here.
pub(crate) fn is_edtf(text: &str) -> bool {
    let point = |part: &str| {
        let part = part.strip_suffix('~').unwrap_or(part);
        let decade = part.len() == 4 && part.ends_with('X') && part[..3].bytes().all(|b| b.is_ascii_digit());
        let digits = |part: &str, n: usize| part.len() == n && part.bytes().all(|b| b.is_ascii_digit());
        let parts: Vec<&str> = part.split('-').collect();
        decade
            || Day::parse(part).is_some()
            || match parts[..] {
                [year] => digits(year, 4),
                [year, month] => digits(year, 4) && digits(month, 2) && ("01"..="12").contains(&month),
                _ => false,
            }
    };
    match text.split_once('/') {
        Some((from, to)) => (from == ".." || point(from)) && (to == ".." || point(to)) && from != to,
        None => point(text),
    }
}

pub(crate) const SOUP: &str = "(?s)(on |in |by |since |the |last |next |few |two |weeks |ago|year |March |Tuesday |2024|28|-|–|\\.|, |about |more than |5 to 7 |million |%|\\$|half |soldiers |will |said |“|”|am |vor |Oktober |вчора |жовтня |.){0,60}";

proptest! {
    #[test]
    fn any_text_gives_a_date_or_none(text in SOUP, cut in 0usize..60, length in 0usize..9, year in 0i32..10_000) {
        let points = text.chars().count();
        let cue = Span::new(cut.min(points), (cut + length).min(points));
        let attribution = Attribution {
            source: vec![Span::new(0, 3.min(points))],
            cue: vec![cue],
            content: vec![Span::new((cut + length + 20).min(points), points)],
            rendering: Rendering::Direct,
            within: Some(0),
            confidence: 1.0,
        };
        let text = Text::new(&text);
        let setting = Setting { date: Day::new(year, 2, 28), publisher: None };
        for language in [Language::English, Language::German, Language::Ukrainian, Language::Russian] {
            for said in said(&text, language, std::slice::from_ref(&attribution), setting, |_| true) {
                let when = said.when.unwrap_or_default();
                prop_assert!(when.is_empty() || is_edtf(&when), "{}", when);
                prop_assert!(said.words.is_none_or(|words| words.start < words.end && words.end <= points));
            }
        }
    }
}

#[test]
fn a_label_and_a_participle_do_not_hide_the_day() {
    check(
        Language::English,
        &[
            ("Background: On 9 March, [s:the board] [c:wrote] [t:that it held].", "2025-03-09"),
            ("[s:The survey], published last month, [c:found] [t:that it held].", "2025-02"),
        ],
    );
}

#[test]
fn the_line_of_place_and_date_tells_the_article_s_day() {
    let heads = [
        "Dam leaks\n\nBy Kim Olsen | March 5, 2025\n\nThe dam leaks.",
        "Dam leaks\n\nUpdated 5:04 PM ET, Wed March 5, 2025\n\nThe dam leaks.",
        "Varn, 5. März 2025 – Der Damm leckt, und die Stadt wartet auf das Wasser.",
        "Варн, 5 березня 2025 р. – Дамба протікає, і місто чекає на воду.",
        "VARN, March 5, 2025 (Delta) — The dam leaks.",
    ];
    for head in heads {
        assert_eq!(crate::head(head).day, Day::new(2025, 3, 5), "{head}");
    }
}
