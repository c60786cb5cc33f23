//! The two sides of a merge, from a file with conflict markers.

/// The file as each side has it.
#[derive(Debug, Default)]
pub(super) struct Sides {
    /// With the first side's lines.
    pub(super) ours: String,
    /// With the second side's lines.
    pub(super) theirs: String,
    /// With what stood there before, where the markers tell (`|||||||`).
    pub(super) base: Option<String>,
    /// Every line that only one side has.
    pub(super) changed: Vec<String>,
}

#[derive(Clone, Copy, PartialEq)]
enum Within {
    Both,
    Ours,
    Base,
    Theirs,
}

/// Takes the sides apart.
///
/// # Errors
/// Where the markers are not in their order: somebody has mended by hand and not finished.
pub(super) fn split(text: &str) -> Result<Sides, String> {
    let mut sides = Sides { base: Some(String::new()), ..Sides::default() };
    let mut within = Within::Both;
    let disorder = |line: usize| format!("its marker lines are not in order, see line {}", line + 1);
    for (number, line) in text.split_inclusive('\n').enumerate() {
        within = match (marker(line), within) {
            (Some('<'), Within::Both) => Within::Ours,
            (Some('|'), Within::Ours) => Within::Base,
            (Some('='), Within::Ours) => {
                sides.base = None;
                Within::Theirs
            }
            (Some('='), Within::Base) => Within::Theirs,
            (Some('>'), Within::Theirs) => Within::Both,
            // Seven equals signs alone may be somebody's text.
            (Some('='), Within::Both) | (None, _) => {
                sides.take(line, within);
                continue;
            }
            _ => return Err(disorder(number)),
        };
    }
    if within == Within::Both { Ok(sides) } else { Err("its last marker line is missing".to_owned()) }
}

impl Sides {
    fn take(&mut self, line: &str, within: Within) {
        let (ours, base, theirs) = match within {
            Within::Both => (true, true, true),
            Within::Ours => (true, false, false),
            Within::Base => (false, true, false),
            Within::Theirs => (false, false, true),
        };
        let sides =
            [(ours, Some(&mut self.ours)), (base, self.base.as_mut()), (theirs, Some(&mut self.theirs))];
        for (_, side) in sides.into_iter().filter(|(wanted, _)| *wanted) {
            if let Some(side) = side {
                side.push_str(line);
            }
        }
        if ours != theirs {
            self.changed.push(line.trim_end_matches(['\n', '\r']).to_owned());
        }
    }
}

/// The sign of a marker line: seven of it, and then the end or a space.
fn marker(line: &str) -> Option<char> {
    let line = line.trim_end_matches(['\n', '\r']);
    ['<', '|', '=', '>'].into_iter().find(|sign| {
        let rest = line.strip_prefix(sign.to_string().repeat(7).as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_side_is_a_whole_file() {
        let text = "a\n<<<<<<< HEAD\nb\n||||||| 12ab\nc\n=======\nd\n>>>>>>> other\ne\n";
        let sides = split(text).unwrap();
        assert_eq!(sides.ours, "a\nb\ne\n");
        assert_eq!(sides.base.as_deref(), Some("a\nc\ne\n"));
        assert_eq!(sides.theirs, "a\nd\ne\n");
        assert_eq!(sides.changed, ["b", "d"]);
    }

    #[test]
    fn markers_out_of_order_are_refused() {
        for text in ["<<<<<<< a\nb\n", ">>>>>>> a\n", "<<<<<<< a\n<<<<<<< b\n", "<<<<<<< a\n>>>>>>> b\n"] {
            assert!(split(text).is_err(), "{text}");
        }
    }
}
