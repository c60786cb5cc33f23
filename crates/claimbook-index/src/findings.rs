//! What a check found, kept as long as no file is another.

use claimbook_core::check::{Checked, Code, Excerpt, Finding, Severity};
use xxhash_rust::xxh3::xxh3_64;

use crate::bytes::{Reader, Writer};
use crate::kept::Kept;
use crate::store::{Draft, Made, Stored};

/// The file that holds what the last check found.
const FINDINGS: &str = "findings";

const SEVERITIES: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

impl Kept {
    /// What a check found of these very files on this very day: as the desk may see it, or as outsiders may.
    pub fn findings(&self, redacted: bool) -> Option<Checked> {
        let stored = Stored::read(&self.root, FINDINGS, self.base.made.program)?;
        if stored.made != self.checked()? {
            return None;
        }
        let mut reader = Reader::new(stored.front());
        let (whole, outside) = (read(&mut reader)?, reader.maybe(read)?);
        Some(if redacted { outside.unwrap_or(whole) } else { whole })
    }

    /// Keeps what a check found: as the desk may see it, and as outsiders may, where that is something else. That it cannot be
    /// kept is no error.
    pub fn keep_findings(&self, whole: &Checked, outside: &Checked) {
        let (Some(draft), Some(made)) = (Draft::begin(&self.root), self.checked()) else { return };
        let mut front = Writer::default();
        write(&mut front, whole);
        front.maybe(Some(outside).filter(|outside| *outside != whole), write);
        let _ = draft.finish(FINDINGS, &Stored::fresh(made, (front.bytes, Vec::new())));
    }

    /// For which files; `None` where one can change without another time.
    fn checked(&self) -> Option<Made> {
        let mut state = Writer::default();
        for folder in &self.folders {
            (folder.mark != 0).then_some(())?;
            state.text(&folder.path);
            state.fixed(folder.mark);
        }
        let today = self.changes.as_ref().map_or(self.base.made.today, |changes| changes.made.today);
        Some(Made { program: self.base.made.program, state: xxh3_64(&state.bytes), today })
    }
}

fn write(writer: &mut Writer, checked: &Checked) {
    writer.size(checked.files);
    writer.list(&checked.findings, |writer, finding| {
        writer.text(finding.code.as_str());
        writer.size(SEVERITIES.iter().position(|it| *it == finding.severity).unwrap_or_default());
        writer.maybe(finding.path.as_deref(), Writer::text);
        writer.maybe(finding.route.as_ref(), |writer, route| writer.text(&route.to_string()));
        writer.text(&finding.message);
        writer.maybe(finding.hint.as_deref(), Writer::text);
        for place in [finding.line, finding.column, finding.end_column] {
            writer.maybe(place, Writer::size);
        }
        writer.maybe(finding.excerpt.as_ref(), |writer, excerpt| {
            writer.text(&excerpt.text);
            writer.size(excerpt.from);
            writer.flag(excerpt.more);
        });
        writer.flag(finding.at_key);
    });
}

pub(crate) fn read(reader: &mut Reader<'_>) -> Option<Checked> {
    let files = reader.size()?;
    let findings = reader.list(|reader| {
        let code = reader.text()?;
        Some(Finding {
            code: Code::ALL.iter().copied().find(|it| it.as_str() == code)?,
            severity: SEVERITIES.get(reader.size()?).copied()?,
            path: reader.maybe(Reader::text)?.map(str::to_owned),
            route: reader.maybe(|reader| reader.text()?.parse().ok())?,
            message: reader.text()?.to_owned(),
            hint: reader.maybe(Reader::text)?.map(str::to_owned),
            line: reader.maybe(Reader::size)?,
            column: reader.maybe(Reader::size)?,
            end_column: reader.maybe(Reader::size)?,
            excerpt: reader.maybe(|reader| {
                Some(Excerpt { text: reader.text()?.to_owned(), from: reader.size()?, more: reader.flag()? })
            })?,
            at_key: reader.flag()?,
        })
    })?;
    Some(Checked { findings, files })
}
