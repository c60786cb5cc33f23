//! A place in a file, named as people read it: `evidence[1].document`.

use std::fmt;
use std::str::FromStr;

/// One step of a [`Route`].
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// The value under a key of a map.
    Key(String),
    /// An item of a list, counted from 0.
    Index(usize),
}

/// The way from the top of a file to a value in it.
///
/// ```
/// use claimbook_core::yaml::Route;
/// let route = Route::root().key("evidence").index(1).key("document");
/// assert_eq!(route.to_string(), "evidence[1].document");
/// assert_eq!("evidence[1].document".parse::<Route>(), Ok(route));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Route {
    steps: Vec<Step>,
}

/// A text that names no place.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` does not name a place in a file; write it like `evidence[1].document`.")]
pub struct BadRoute(String);

impl Route {
    /// The top of the file.
    pub fn root() -> Self {
        Self::default()
    }

    /// This place's value under `key`.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.steps.push(Step::Key(key.into()));
        self
    }

    /// This place's item at `index`, counted from 0.
    #[must_use]
    pub fn index(mut self, index: usize) -> Self {
        self.steps.push(Step::Index(index));
        self
    }

    /// The steps from the top.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// The place that holds this one, and the last step to here; nothing for the top.
    pub fn split_last(&self) -> Option<(Route, &Step)> {
        let (last, before) = self.steps.split_last()?;
        Some((Route { steps: before.to_vec() }, last))
    }
}

impl FromIterator<Step> for Route {
    fn from_iter<I: IntoIterator<Item = Step>>(steps: I) -> Self {
        Self { steps: steps.into_iter().collect() }
    }
}

impl From<&str> for Route {
    /// The place under one key of the top map. The key is taken as it is; use [`str::parse`] for a whole route.
    fn from(key: &str) -> Self {
        Self::root().key(key)
    }
}

/// Keys in which the characters of a route's own grammar occur are written in double quotes.
fn bare(key: &str) -> bool {
    !key.is_empty() && !key.contains(['.', '[', ']', '"'])
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, step) in self.steps.iter().enumerate() {
            match step {
                Step::Key(key) => {
                    if position > 0 {
                        f.write_str(".")?;
                    }
                    if bare(key) {
                        f.write_str(key)?;
                    } else {
                        write!(f, "\"{}\"", key.replace('\\', "\\\\").replace('"', "\\\""))?;
                    }
                }
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

impl FromStr for Route {
    type Err = BadRoute;

    fn from_str(text: &str) -> Result<Self, BadRoute> {
        let bad = || BadRoute(text.to_owned());
        let mut route = Route::root();
        let mut rest = text;
        while !rest.is_empty() {
            if let Some(inside) = rest.strip_prefix('[') {
                let (number, after) = inside.split_once(']').ok_or_else(bad)?;
                route = route.index(number.parse().map_err(|_| bad())?);
                rest = after;
                continue;
            }
            if !route.steps.is_empty() {
                rest = rest.strip_prefix('.').ok_or_else(bad)?;
            }
            let (key, after) = take_key(rest).ok_or_else(bad)?;
            route = route.key(key);
            rest = after;
        }
        Ok(route)
    }
}

/// The key at the start of `text`, and what follows it.
fn take_key(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(['.', '[']).unwrap_or(text.len());
        let (key, after) = text.split_at_checked(end)?;
        return bare(key).then(|| (key.to_owned(), after));
    };
    let mut key = String::new();
    let mut chars = quoted.chars();
    loop {
        match chars.next()? {
            '"' => return Some((key, chars.as_str())),
            '\\' => key.push(chars.next()?),
            other => key.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_it_shows() {
        for text in ["claim", "evidence[1].document", "a[0][2].b", "\"a.b\".c", ""] {
            assert_eq!(text.parse::<Route>().unwrap().to_string(), text);
        }
    }

    #[test]
    fn refuses_what_names_no_place() {
        for text in ["a[", "a[x]", "a..b", ".a", "a]", "\"a", "a[0]b", "[99999999999999999999999]"] {
            assert!(text.parse::<Route>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_route_survives_being_shown(keys in prop::collection::vec(".*", 0..4), index in 0usize..9) {
            let route = keys.into_iter().fold(Route::root().index(index), Route::key);
            prop_assert_eq!(route.to_string().parse::<Route>(), Ok(route));
        }
    }
}
