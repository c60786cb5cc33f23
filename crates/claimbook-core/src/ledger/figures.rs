//! Noting the figures of a claim.

use crate::error::{Error, Result};
use crate::model::{Claim, Quantity};
use crate::workspace::record;
use crate::yaml::{Edit, Out, Route};

/// The edits that give a claim a figure, or what is said here to the one in the same words; without words, to the only
/// one there is. What is not said stays.
pub(super) fn figure_edits(claim: &Claim, said: &Quantity) -> Result<Vec<Edit>> {
    if let Some(as_of) = &said.as_of {
        as_of.check()?;
    }
    let list = Route::root().key("quantities");
    let place = match &said.phrase {
        Some(phrase) => claim.quantities.iter().position(|known| known.phrase.as_ref() == Some(phrase)),
        None => match claim.quantities.as_slice() {
            [_] => Some(0),
            [] => {
                return Err(Error::Refused("The claim has no figure yet: say it in its words.".to_owned()));
            }
            several => {
                let all: Vec<String> =
                    several.iter().filter_map(|one| Some(format!("“{}”", one.phrase.as_ref()?))).collect();
                let message = format!("The claim has several figures ({}): say which one.", all.join(", "));
                return Err(Error::Refused(message));
            }
        },
    };
    let Some(place) = place else {
        if said.measure.is_none() {
            return Err(Error::Refused(
                "A figure needs what it counts: claims with the same measure are compared.".to_owned(),
            ));
        }
        return Ok(vec![Edit::Append { list, item: record::quantity(said) }]);
    };
    let known = claim.quantities.get(place).cloned().unwrap_or_default();
    let text = |value: &Option<String>| value.clone().map(Out::word);
    let values = [
        ("measure", text(&said.measure).filter(|_| said.measure != known.measure)),
        ("unit", text(&said.unit).filter(|_| said.unit != known.unit)),
        ("scope", text(&said.scope).filter(|_| said.scope != known.scope)),
        ("as_of", said.as_of.as_ref().filter(|_| said.as_of != known.as_of).map(|it| Out::text(it.as_str()))),
    ];
    let edit = |(key, value): (&str, Option<Out>)| {
        Some(Edit::Set { at: list.clone().index(place).key(key), value: value? })
    };
    Ok(values.into_iter().filter_map(edit).collect())
}
