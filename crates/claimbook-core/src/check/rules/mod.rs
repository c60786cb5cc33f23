//! The rules. A new one is a file here, a line in one of the lists below, a code, and a section in `docs/checks.md`.

mod broken_link;
mod conflict;
mod credibility_range;
mod credibility_too_good;
mod cut_off_text;
mod derived_from_itself;
mod duplicate_id;
mod duplicate_key;
mod duplicate_name;
mod duplicate_short_id;
mod empty_claim;
mod interrupted;
mod invalid_date;
mod invalid_duration;
mod invalid_id;
mod invalid_moment;
mod judged;
mod kept_file_changed;
mod label_without_verdict;
mod low_above_high;
mod missing_actor;
mod missing_capture;
mod missing_document;
mod missing_evidence;
mod missing_file;
mod missing_id;
mod missing_reference;
mod no_asserter;
mod no_evidence;
mod old_schema;
mod protected_name_part;
mod protected_source_named;
mod protected_without_shown_as;
mod quote_not_found;
mod quote_without_place;
mod reliability_grade;
mod self_link;
mod text_changed;
mod unknown_key;
mod unknown_policy;
mod unknown_verdict;
mod unknown_word;
mod unread;
mod unread_figure;

mod captured;

use rayon::prelude::*;

use super::Finding;
use super::scope::{Record, Scope};
use crate::workspace::{SETTINGS_FILE, Workspace, read_file};
use crate::yaml;

/// Rules about what one record says.
const RECORD_RULES: &[fn(&Scope<'_>, Record<'_>, &mut Vec<Finding>)] = &[
    broken_link::check,
    credibility_range::check,
    derived_from_itself::check,
    duplicate_short_id::check,
    empty_claim::check,
    invalid_date::check,
    invalid_duration::check,
    invalid_id::check,
    invalid_moment::check,
    label_without_verdict::check,
    low_above_high::check,
    missing_actor::check,
    missing_capture::check,
    missing_document::check,
    missing_evidence::check,
    missing_id::check,
    missing_reference::check,
    no_asserter::check,
    no_evidence::check,
    protected_source_named::check,
    protected_without_shown_as::check,
    reliability_grade::check,
    self_link::check,
    unknown_policy::check,
    unknown_verdict::check,
    unknown_word::check,
    unread_figure::check,
];

/// Rules about how one record is written. They read its file again.
const TEXT_RULES: &[fn(Record<'_>, &str, &mut Vec<Finding>)] =
    &[conflict::check, cut_off_text::check, duplicate_key::check];

/// Rules about the workspace as a whole.
const WORKSPACE_RULES: &[fn(&Scope<'_>, &mut Vec<Finding>)] = &[
    credibility_too_good::check,
    duplicate_id::check,
    duplicate_name::check,
    interrupted::check,
    judged::check,
    old_schema::check,
    protected_name_part::check,
    unknown_key::check,
    unread::check,
];

/// Rules about what was captured, and what is quoted from it.
const CAPTURE_RULES: &[fn(&captured::Captured<'_>, &mut Vec<Finding>)] = &[
    kept_file_changed::check,
    missing_file::check,
    quote_not_found::check,
    quote_without_place::check,
    text_changed::check,
];

/// Everything that the rules find, in no order.
pub(super) fn run(scope: &Scope<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in WORKSPACE_RULES {
        rule(scope, &mut found);
    }
    found.par_extend(scope.records().into_par_iter().flat_map_iter(|record| check_record(scope, record)));
    found.extend(captured::check_all(scope, CAPTURE_RULES));
    found
}

fn check_record(scope: &Scope<'_>, record: Record<'_>) -> Vec<Finding> {
    let mut found = Vec::new();
    for rule in RECORD_RULES {
        rule(scope, record, &mut found);
    }
    let path = scope.workspace.root().join(record.path());
    // A file that is gone or has changed since it was read is the next check's matter.
    let Ok(bytes) = read_file(&path, yaml::MAX_BYTES as u64) else { return found };
    let Ok(text) = yaml::guard(&bytes) else { return found };
    for rule in TEXT_RULES {
        rule(record, text, &mut found);
    }
    found
}

pub(super) fn settings_are_broken(workspace: &Workspace) -> bool {
    workspace.broken().any(|problem| problem.path == SETTINGS_FILE)
}
