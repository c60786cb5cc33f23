//! Prints the attributions of texts in the form that scorers take: lines of `{doc_id, text, lang}` in, one line for each out.
//!
//! `cargo run --release -p claimbook-reader --example attributions -- [--rules] < TEXTS.jsonl`
#![expect(
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "a tool for measuring; it stops at the first bad line"
)]

use claimbook_reader::language::Language;
use claimbook_reader::text::Text;
use claimbook_reader::{Engine, Span, attributions};
use serde_json::{Value, json};

fn main() {
    let rules = std::env::args().any(|arg| arg == "--rules");
    let engine = if rules { Engine::Rules } else { Engine::Model };
    for line in std::io::stdin().lines() {
        let line: Value = serde_json::from_str(&line.unwrap()).unwrap();
        let text = Text::new(line["text"].as_str().unwrap());
        let language = line["lang"].as_str().and_then(Language::from_tag).unwrap_or_default();
        let spans = |spans: &[Span]| spans.iter().map(|span| [span.start, span.end]).collect::<Vec<_>>();
        let found: Vec<Value> = attributions(&text, language, engine)
            .iter()
            .map(|one| {
                json!({
                    "source": spans(&one.source), "cue": spans(&one.cue), "content": spans(&one.content),
                    "nested": one.within.is_some(), "confidence": one.confidence,
                })
            })
            .collect();
        println!("{}", json!({"doc_id": line["doc_id"], "attributions": found}));
    }
}
