//! The sentences of an article, numbered, with the claims that were opened from them.

use claimbook_intake::Sentence;

use super::{Look, clean, cut, width, wrap};

/// No sentence takes more columns than this on the screen.
const LONGEST: usize = 2000;

/// In less room a title says nothing.
const LEAST_TITLE: usize = 12;

/// Every sentence, with its number after an s before it and its claims below it.
pub(crate) fn sentences(sentences: &[Sentence<'_>], look: Look) -> String {
    let digits = sentences.last().map_or(0, |last| last.number.to_string().len()).max(2) + 1;
    let indent = " ".repeat(digits + 2);
    let room = look.width.saturating_sub(indent.len()).max(20);
    let mut page = String::new();
    for (place, sentence) in sentences.iter().enumerate() {
        if sentence.begins && place > 0 {
            page.push('\n');
        }
        let number = format!("{:>digits$}", format!("s{}", sentence.number));
        let number = if sentence.claims.is_empty() { look.bold(&number) } else { look.dim(&number) };
        page.push_str(&format!("{number}  {}\n", wrap(&cut(sentence.text, LONGEST), room, &indent)));
        for (handle, status) in &sentence.claims {
            let handle = clean(handle);
            page.push_str(&format!(
                "{indent}{}  {}\n",
                look.cyan(&handle),
                look.status(status, status.as_str())
            ));
        }
    }
    page
}

/// `captured  KEY  Title`.
pub(crate) fn captured(done: &str, key: &str, title: &str, look: Look) -> String {
    let key = clean(key);
    let room = look.width.saturating_sub(width(done) + width(&key) + 4);
    let shown = title != key && room >= LEAST_TITLE;
    let title = if shown { format!("  {}", cut(title, room)) } else { String::new() };
    format!("{done}  {}{title}\n", look.cyan(&key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimbook_core::assess::Status;

    #[test]
    fn a_sentence_is_wrapped_beside_its_number_and_marked_where_it_has_a_claim() {
        let sentence =
            |number, text, begins, claims| Sentence { number, place: (0, 1), text, begins, claims };
        let all = [
            sentence(1, "The ferry\nhas not run since the storm.", true, vec![]),
            sentence(2, "It sank.", false, vec![("70c3a910".to_owned(), Status::Unchecked)]),
            sentence(3, "Nobody \u{1b}[31mdrowned.", true, vec![]),
        ];
        let look = Look { color: false, width: 30 };
        let page = "
 s1  The ferry has not run
     since the storm.
 s2  It sank.
     70c3a910  unchecked

 s3  Nobody [31mdrowned.
";
        assert_eq!(format!("\n{}", sentences(&all, look)), page);
    }
}
