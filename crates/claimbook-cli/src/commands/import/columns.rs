//! Which column of a table is what.

use claimbook_core::model::Claim;
use claimbook_core::near::nearest;
use claimbook_core::workspace::slug;

use crate::error::{CliError, Result};

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Field {
    Claim,
    Who,
    When,
    Source,
    Status,
    Notes,
    Topics,
    Type,
    About,
    Evidence,
}

/// The fields, their words, and the usual headings of such a column: of several, the first in this order counts.
const FIELDS: [(Field, &str, &[&str]); 10] = [
    (
        Field::Claim,
        "claim",
        &[
            "claim",
            "claims",
            "claim text",
            "the claim",
            "statement",
            "assertion",
            "allegation",
            "quote",
            "quotation",
            "what was said",
            "what they said",
            "behauptung",
            "aussage",
            "твердження",
            "заява",
            "утверждение",
            "заявление",
        ],
    ),
    (
        Field::Who,
        "who",
        &[
            "who",
            "who said it",
            "who said",
            "said by",
            "speaker",
            "claimant",
            "source of claim",
            "source of the claim",
            "claimed by",
            "by",
            "person",
            "author",
            "name",
            "wer",
            "sprecher",
            "person",
            "urheber",
            "хто",
            "автор",
            "спікер",
            "особа",
            "кто",
            "спикер",
        ],
    ),
    (
        Field::When,
        "when",
        &[
            "when",
            "date of claim",
            "claim date",
            "date said",
            "said on",
            "date",
            "day",
            "wann",
            "datum",
            "коли",
            "дата",
            "когда",
        ],
    ),
    (
        Field::Source,
        "source",
        &[
            "source url",
            "source link",
            "url",
            "link",
            "source",
            "document",
            "where",
            "article",
            "outlet",
            "medium",
            "quelle",
            "dokument",
            "wo",
            "джерело",
            "посилання",
            "де",
            "источник",
            "ссылка",
            "где",
        ],
    ),
    (
        Field::Status,
        "status",
        &[
            "verdict",
            "rating",
            "result",
            "status",
            "conclusion",
            "finding",
            "truth",
            "bewertung",
            "ergebnis",
            "urteil",
            "вердикт",
            "статус",
            "оцінка",
            "результат",
            "оценка",
            "вывод",
        ],
    ),
    (
        Field::Notes,
        "notes",
        &[
            "because",
            "explanation",
            "reason",
            "reasoning",
            "notes",
            "note",
            "comments",
            "comment",
            "remarks",
            "remark",
            "begründung",
            "notizen",
            "anmerkung",
            "anmerkungen",
            "bemerkung",
            "kommentar",
            "пояснення",
            "примітки",
            "примітка",
            "нотатки",
            "коментар",
            "объяснение",
            "примечания",
            "примечание",
            "комментарий",
        ],
    ),
    (
        Field::Topics,
        "topics",
        &[
            "topics",
            "topic",
            "tags",
            "tag",
            "category",
            "categories",
            "subject",
            "thema",
            "themen",
            "тема",
            "теми",
            "темы",
            "категорія",
            "категория",
        ],
    ),
    (Field::Type, "type", &["type", "claim type", "type of claim", "kind", "typ", "тип"]),
    (Field::About, "about", &["about", "about when", "time of event", "event date", "date of event"]),
    (
        Field::Evidence,
        "evidence",
        &["evidence", "evidence url", "evidence link", "proof", "belege", "докази", "доказательства"],
    ),
];

/// `COLUMN=FIELD`, as somebody typed it; no field leaves the column out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Mapping {
    column: String,
    field: Option<Field>,
}

/// What `--map` was given.
pub(super) fn mapping(typed: &str) -> Result<Mapping, String> {
    let (column, field) =
        typed.rsplit_once('=').ok_or("write COLUMN=FIELD, for example \"Fact check=status\"")?;
    let field = field.trim().to_lowercase();
    let field = match field.as_str() {
        "-" => None,
        word => Some(known(word).ok_or_else(|| {
            let words: Vec<&str> = FIELDS.iter().map(|(_, word, _)| *word).collect();
            let near = nearest(word, words.iter().copied());
            let near = near.map(|near| format!("did you mean `{near}`? ")).unwrap_or_default();
            format!("{near}a column can be: {}, or - to leave it out", words.join(", "))
        })?),
    };
    Ok(Mapping { column: column.trim().to_owned(), field })
}

fn known(word: &str) -> Option<Field> {
    // The words that the other commands have for the same things.
    let word = match word {
        "by" => "who",
        "in" | "document" => "source",
        "verdict" => "status",
        "note" | "because" => "notes",
        "topic" => "topics",
        word => word,
    };
    FIELDS.iter().find(|(_, name, _)| *name == word).map(|(field, ..)| *field)
}

/// Whether one of the columns is the claim, and how many mean something.
pub(super) fn recognized(headers: &[&str], mappings: &[Mapping]) -> (bool, usize) {
    let fields: Vec<Option<Field>> = headers.iter().filter_map(|header| meaning(header, mappings)).collect();
    (fields.contains(&Some(Field::Claim)), fields.len())
}

/// What a heading means: what it is mapped to, else what is usual.
fn meaning(header: &str, mappings: &[Mapping]) -> Option<Option<Field>> {
    let header = plain(header);
    let mapped =
        mappings.iter().find(|mapping| plain(&mapping.column) == header).map(|mapping| mapping.field);
    let usual = || FIELDS.iter().find(|(_, _, usual)| usual.contains(&header.as_str()));
    mapped.or_else(|| usual().map(|(field, ..)| Some(*field)))
}

/// A heading by which headings are compared: words in lower case, without signs.
fn plain(heading: &str) -> String {
    let lower = heading.to_lowercase();
    lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What is done with a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Use {
    As(Field),
    /// Kept in the claim's file under this key.
    Kept(String),
    LeftOut,
}

/// What is done with each column, in their order.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) uses: Vec<Use>,
    headers: Vec<String>,
}

impl Columns {
    pub(super) fn of(table: &str, headers: &[String], mappings: &[Mapping]) -> Result<Columns> {
        let mut uses: Vec<Option<Use>> = vec![None; headers.len()];
        for mapping in mappings {
            let place = find(headers, &mapping.column).ok_or_else(|| {
                let near = nearest(&mapping.column, headers.iter().map(String::as_str));
                CliError::new(format!("{table} has no column “{}”.", mapping.column))
                    .maybe_hint(near.map(|near| format!("Did you mean “{near}”?")))
                    .hint(format!("Its columns are: {}.", listed(headers)))
            })?;
            if let Some(slot) = uses.get_mut(place) {
                let wanted = mapping.field.map_or(Use::LeftOut, Use::As);
                let taken = mapping.field.and_then(|field| taken(headers, &uses_as(mappings), field, place));
                if let Some(other) = taken {
                    return Err(CliError::new(format!(
                        "“{other}” and “{}” are mapped to the same field.",
                        mapping.column
                    ))
                    .hint("Leave one of them out of --map: its text is kept in the claims' files."));
                }
                *slot = Some(wanted);
            }
        }
        for (field, _, usual) in FIELDS {
            if uses.contains(&Some(Use::As(field))) {
                continue;
            }
            let place = usual.iter().find_map(|name| {
                headers
                    .iter()
                    .zip(&uses)
                    .position(|(header, taken)| taken.is_none() && plain(header) == *name)
            });
            if let Some(slot) = place.and_then(|place| uses.get_mut(place)) {
                *slot = Some(Use::As(field));
            }
        }
        if !uses.contains(&Some(Use::As(Field::Claim))) {
            let example = headers.iter().find(|header| !header.is_empty()).map_or("Column", String::as_str);
            return Err(CliError::new(format!("No column of {table} is recognized as the claim."))
                .hint(format!("Its columns are: {}.", listed(headers)))
                .hint(format!("Say which it is, for example: --map \"{example}=claim\"")));
        }
        let mut keys: Vec<String> = Vec::new();
        let uses = uses.into_iter().zip(headers).enumerate().map(|(place, (used, header))| {
            used.unwrap_or_else(|| {
                let key = key(header, place, &keys);
                keys.push(key.clone());
                Use::Kept(key)
            })
        });
        Ok(Columns { uses: uses.collect(), headers: headers.to_vec() })
    }

    /// `claim ← Statement, who ← Speaker; kept: Priority (as priority)`
    pub(super) fn told(&self) -> String {
        let heading = |place: usize| self.headers.get(place).map_or("", String::as_str);
        let place_of = |field: Field| self.uses.iter().position(|used| *used == Use::As(field));
        let mapped: Vec<String> = FIELDS
            .iter()
            .filter_map(|(field, word, _)| {
                place_of(*field).map(|place| format!("{word} ← {}", heading(place)))
            })
            .collect();
        let kept: Vec<String> = self
            .uses
            .iter()
            .enumerate()
            .filter_map(|(place, used)| match used {
                Use::Kept(key) if heading(place) == key => Some(key.clone()),
                Use::Kept(key) => Some(format!("{key} ← {}", heading(place))),
                _ => None,
            })
            .collect();
        let mut told = mapped.join(", ");
        if !kept.is_empty() {
            told.push_str(&format!("; kept under keys of their own: {}", kept.join(", ")));
        }
        told.push('.');
        told
    }
}

fn find(headers: &[String], column: &str) -> Option<usize> {
    headers
        .iter()
        .position(|header| header == column)
        .or_else(|| headers.iter().position(|header| plain(header) == plain(column)))
}

fn uses_as(mappings: &[Mapping]) -> Vec<(&str, Field)> {
    mappings
        .iter()
        .filter_map(|mapping| mapping.field.map(|field| (mapping.column.as_str(), field)))
        .collect()
}

/// Another column that is mapped to the field.
fn taken<'a>(headers: &[String], mapped: &[(&'a str, Field)], field: Field, place: usize) -> Option<&'a str> {
    mapped
        .iter()
        .find(|(column, other)| *other == field && find(headers, column) != Some(place))
        .map(|(column, _)| *column)
}

fn listed(headers: &[String]) -> String {
    const SHOWN: usize = 40;
    let mut shown: Vec<String> = headers.iter().take(SHOWN).map(|header| format!("“{header}”")).collect();
    if headers.len() > SHOWN {
        shown.push(format!("and {} more", headers.len() - SHOWN));
    }
    shown.join(", ")
}

/// Words that some readers of YAML take for something else than a key.
const NO_KEYS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// The key under which a column is kept: its heading in lower case with `_`, unlike every key that a claim has.
fn key(header: &str, place: usize, keys: &[String]) -> String {
    let mut key = slug(header).replace('-', "_");
    if key.is_empty() {
        key = format!("column_{}", place + 1);
    }
    let meant = Claim::KEYS.contains(&key.as_str()) || NO_KEYS.contains(&key.as_str()) || key == "dropped";
    if meant || key.starts_with(|c: char| c.is_numeric()) {
        key = format!("imported_{key}");
    }
    let free = |key: &str| !keys.iter().any(|taken| taken == key) && !OWN_KEYS.contains(&key);
    if free(&key) {
        return key;
    }
    (2..).map(|number| format!("{key}_{number}")).find(|key| free(key)).unwrap_or(key)
}

/// Keys that hold what could not be taken for a status, a date or a type.
pub(super) const OWN_KEYS: [&str; 5] =
    ["imported_status", "imported_when", "imported_about", "imported_type", "imported_evidence"];

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(headers: &[&str], mappings: &[&str]) -> Result<Columns> {
        let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
        let mappings: Vec<Mapping> = mappings.iter().map(|typed| mapping(typed).unwrap()).collect();
        Columns::of("a.csv", &headers, &mappings)
    }

    #[test]
    fn columns_are_known_by_their_usual_names() {
        let told = columns(&["STATEMENT", "Speaker:", "date_said", "Link", "Rating", "Comment"], &[])
            .unwrap()
            .told();
        assert_eq!(
            told,
            "claim ← STATEMENT, who ← Speaker:, when ← date_said, source ← Link, status ← Rating, notes ← Comment."
        );
        let told = columns(&["Твердження", "Хто", "Коли"], &[]).unwrap().told();
        assert_eq!(told, "claim ← Твердження, who ← Хто, when ← Коли.");
    }

    #[test]
    fn what_is_mapped_wins_and_what_is_left_is_kept() {
        let columns = columns(
            &["Claim", "What they claim", "id", "on", "2024", "", "Id"],
            &["what they claim=claim", "on=-"],
        )
        .unwrap();
        assert_eq!(
            columns.uses,
            [
                Use::Kept("imported_claim".into()),
                Use::As(Field::Claim),
                Use::Kept("imported_id".into()),
                Use::LeftOut,
                Use::Kept("imported_2024".into()),
                Use::Kept("column_6".into()),
                Use::Kept("imported_id_2".into()),
            ]
        );
    }

    #[test]
    fn a_column_that_is_not_there_is_named_with_the_nearest() {
        let CliError::Failed { message, hints } =
            columns(&["Claim", "Verdict"], &["Verdct=status"]).unwrap_err()
        else {
            panic!("no reason is given")
        };
        assert_eq!(message, "a.csv has no column “Verdct”.");
        assert_eq!(hints, ["Did you mean “Verdict”?", "Its columns are: “Claim”, “Verdict”."]);
        assert!(mapping("Verdict=statsu").unwrap_err().starts_with("did you mean `status`?"));
        assert!(columns(&["Claim", "A", "B"], &["A=who", "B=who"]).is_err());
    }
}
