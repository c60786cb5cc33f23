#[expect(unused, reason = "the command `log` will read articles with it")]
mod article;

fn main() {}
