//! Quoting lines that were typed without the quotes that they need.

use crate::workspace::{Problem, Record, Trouble, read_record};
use crate::yaml::LineIndex;

/// A file with more such lines was not typed by hand.
const MOST_LINES: usize = 50;

/// The text with quotes where they are missing, and what was done; or why the file cannot be mended so.
pub(super) fn mend(path: &str, text: &str) -> Result<(String, String), String> {
    let mut text = text.to_owned();
    let mut mended: Vec<usize> = Vec::new();
    loop {
        let error = match read_record(path.to_owned(), text.as_bytes()) {
            Record::Problem(Problem { trouble: Trouble::Unreadable(error), .. }) => error,
            Record::Problem(problem) => return Err(format!("It was left as it is: {}", problem.trouble)),
            _ => return Ok((text, told(&mended))),
        };
        let why = || format!("It was left as it is: quotes alone do not mend it. {}", error.message);
        let fix = error.fix.as_ref().ok_or_else(why)?;
        if mended.contains(&fix.line) || mended.len() == MOST_LINES {
            return Err(why());
        }
        let range = LineIndex::new(&text).range(fix.line).ok_or_else(why)?;
        text.replace_range(range, &fix.replacement);
        mended.push(fix.line);
    }
}

fn told(lines: &[usize]) -> String {
    let numbers: Vec<String> = lines.iter().map(usize::to_string).collect();
    let word = if lines.len() == 1 { "line" } else { "lines" };
    format!("Put the text on {word} {} in quotes.", numbers.join(", "))
}

#[cfg(test)]
mod tests {
    use super::mend;

    #[test]
    fn every_line_that_lacks_quotes_gets_them() {
        let text = "# by hand\nclaim: Minister: we never paid\nnotes: @desk look\n";
        let (mended, what) = mend("a.yaml", text).unwrap();
        assert_eq!(mended, "# by hand\nclaim: \"Minister: we never paid\"\nnotes: \"@desk look\"\n");
        assert_eq!(what, "Put the text on lines 2, 3 in quotes.");
    }

    #[test]
    fn what_quotes_do_not_mend_is_left() {
        assert!(mend("a.yaml", "claim: Minister: we\nverdicts: 12\n").is_err());
        assert!(mend("a.yaml", "claim: x\n\tb: y\n").is_err());
    }
}
