//! Reads a JSON array of strings from standard input and writes a YAML file that holds each in every way that the
//! library writes strings. `.ci/yaml_readers.py` reads it back with a YAML 1.1 reader.

use std::io::{Read, Write};

use claimbook_core::yaml::{Out, document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut input = String::new();
    std::io::stdin().read_to_string(&mut input)?;
    let strings: Vec<String> = serde_json::from_str(&input)?;
    let all = |make: fn(&String) -> Out| strings.iter().map(make).collect::<Vec<_>>();
    let keys =
        |string: &String| Out::Map(vec![(string.clone(), Out::FlowMap(vec![(string.clone(), Out::Int(1))]))]);
    let map = [
        ("text", Out::List(all(|string| Out::text(string.as_str())))),
        ("word", Out::List(all(|string| Out::word(string.as_str())))),
        ("flow_text", Out::Flow(all(|string| Out::text(string.as_str())))),
        ("flow_word", Out::Flow(all(|string| Out::word(string.as_str())))),
        ("keys", Out::List(all(keys))),
    ];
    std::io::stdout().write_all(document(&map, "strings.json").as_bytes())?;
    Ok(())
}
