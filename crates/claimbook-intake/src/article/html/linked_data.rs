//! What a page says of its article in linked data (JSON-LD).

use serde_json::{Map, Value};

const LONGEST: usize = 256 * 1024;

/// The description of an article in a script element, alone and ready to stand in a page again. The JSON library bounds the depth,
/// which the one behind the readability library does not.
pub(super) fn article(attributes: &str, content: &str) -> Option<String> {
    if content.len() > LONGEST || !attributes.to_ascii_lowercase().contains("ld+json") {
        return None;
    }
    let value: Value = serde_json::from_str(content.trim()).ok()?;
    let mut found = find(&value)?.clone();
    found.remove("articleBody");
    found.insert("@context".into(), "https://schema.org".into());
    // A `<` can only stand in a string, where it may be written so; then nothing in it can end the script.
    Some(Value::Object(found).to_string().replace('<', "\\u003c"))
}

/// The first object that describes an article: the value itself, one of a list, or one of a graph.
fn find(value: &Value) -> Option<&Map<String, Value>> {
    let candidates: Vec<&Value> = match value {
        Value::Array(values) => values.iter().collect(),
        Value::Object(object) => match object.get("@graph") {
            Some(Value::Array(values)) => values.iter().collect(),
            _ => vec![value],
        },
        _ => return None,
    };
    candidates.into_iter().filter_map(Value::as_object).find(|object| {
        object
            .get("@type")
            .and_then(Value::as_str)
            .is_some_and(|kind| kind.ends_with("Article") || kind == "Report")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const KIND: &str = "type='application/LD+json'";

    #[test]
    fn the_article_is_found_alone_in_a_list_and_in_a_graph() {
        let one = r#"{"@type":"NewsArticle","headline":"A </script> b"}"#;
        for content in
            [one.to_owned(), format!("[{{}},{one}]"), format!(r#"{{"@graph":[{{"@type":"Person"}},{one}]}}"#)]
        {
            let found = article(KIND, &content).unwrap();
            assert!(found.contains(r#""headline":"A \u003c/script> b""#), "{found}");
        }
    }

    #[test]
    fn anything_else_is_left() {
        let one = r#"{"@type":"NewsArticle"}"#;
        assert_eq!(article("type='text/javascript'", one), None);
        for content in ["", "{", "3", r#"{"@type":"Person"}"#, &"[".repeat(100_000)] {
            assert_eq!(article(KIND, content), None);
        }
    }
}
