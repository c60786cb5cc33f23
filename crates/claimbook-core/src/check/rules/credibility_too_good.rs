//! Credibility 1 says “confirmed by other sources” (STANAG 2511): that needs a second origin which somebody attested.

use crate::check::scope::Scope;
use crate::check::{Code, Finding};
use crate::yaml::Route;

pub(super) fn check(scope: &Scope<'_>, found: &mut Vec<Finding>) {
    for claim in &scope.workspace.claims {
        let Some(judged) = scope.judgement.claim(&claim.path) else { continue };
        for (place, line) in claim.data.evidence.iter().enumerate() {
            let side = line.direction.as_ref().and_then(|direction| judged.origins.side(direction));
            let (Some(credibility), Some(side)) = (line.credibility, side) else { continue };
            if line.retracted.is_none() && credibility > 0 && credibility < side.best_credibility() {
                let message =
                    "Credibility 1 says that other sources confirm it, and no second origin is attested.";
                let name = claim.data.handle().unwrap_or_else(|| "CLAIM".to_owned());
                let finding = Finding::new(Code::CredibilityTooGood, &claim.path, message);
                found
                    .push(finding.at(Route::from("evidence").index(place).key("credibility")).hint(format!(
                    "Write 2, or say why two origins are independent: claimbook attest {name} --because \"…\""
                )));
            }
        }
    }
}
