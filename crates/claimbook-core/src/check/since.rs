//! What one check found that an earlier one had not, and the other way round.

use std::collections::HashMap;

use super::{Checked, Code, Finding, Severity};
use crate::yaml::Route;

/// What came and went between two checks.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Since {
    /// What only the later one found, in its order.
    pub new: Vec<Finding>,
    /// What only the earlier one had found, in its order.
    pub mended: Vec<Finding>,
}

/// What tells one finding from another: what is wrong, and with which value. Lines move when something is written above them.
type Same<'f> = (Code, Severity, Option<&'f str>, Option<&'f Route>, &'f str);

impl Checked {
    /// What came and went since an earlier check. Findings that say the same of the same value, as those without a place do, are
    /// counted.
    #[must_use]
    pub fn since(&self, earlier: &Checked) -> Since {
        Since {
            new: beyond(&self.findings, &earlier.findings),
            mended: beyond(&earlier.findings, &self.findings),
        }
    }
}

fn same(finding: &Finding) -> Same<'_> {
    let Finding { code, severity, path, route, message, .. } = finding;
    (*code, *severity, path.as_deref(), route.as_ref(), message)
}

/// The findings that are not among the others; of several that are the same, those that are more.
fn beyond(findings: &[Finding], others: &[Finding]) -> Vec<Finding> {
    let mut left: HashMap<Same<'_>, usize> = HashMap::new();
    for other in others {
        *left.entry(same(other)).or_default() += 1;
    }
    let mut more = Vec::new();
    for finding in findings {
        match left.get_mut(&same(finding)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => more.push(finding.clone()),
        }
    }
    more
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(path: &str, message: &str, line: usize) -> Finding {
        Finding::new(Code::MissingActor, path, message).on(Some(line), Some(1))
    }

    fn checked(findings: &[Finding]) -> Checked {
        Checked { findings: findings.to_vec(), files: 1 }
    }

    #[test]
    fn what_came_and_what_went() {
        let (a, b, c) = (finding("a", "one", 1), finding("a", "two", 2), finding("b", "one", 1));
        let since = checked(&[a.clone(), c.clone()]).since(&checked(&[a, b.clone()]));
        assert_eq!(since, Since { new: vec![c], mended: vec![b] });
    }

    #[test]
    fn a_finding_on_another_line_is_the_same() {
        let since = checked(&[finding("a", "one", 9)]).since(&checked(&[finding("a", "one", 1)]));
        assert_eq!(since, Since::default());
    }

    #[test]
    fn findings_without_a_place_are_counted() {
        let hidden = Finding { path: None, ..finding("a", "Something is wrong.", 1) };
        let one = checked(std::slice::from_ref(&hidden));
        let two = checked(&[hidden.clone(), hidden.clone()]);
        assert_eq!(two.since(&one), Since { new: vec![hidden.clone()], mended: Vec::new() });
        assert_eq!(one.since(&two), Since { new: Vec::new(), mended: vec![hidden] });
        assert_eq!(two.since(&two), Since::default());
    }

    #[test]
    fn the_same_words_about_another_value_are_another_finding() {
        let at = |route: &str| Finding { route: route.parse().ok(), ..finding("a", "one", 1) };
        let since = checked(&[at("assertions[1].by")]).since(&checked(&[at("assertions[0].by")]));
        assert_eq!((since.new.len(), since.mended.len()), (1, 1));
    }
}
