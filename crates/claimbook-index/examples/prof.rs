use claimbook_core::model::Day;
use std::time::Instant;
#[global_allocator]
static A: mimalloc::MiMalloc = mimalloc::MiMalloc;
fn main() {
    let root = std::env::args().nth(1).unwrap();
    let root = std::path::Path::new(&root);
    let today = Day::parse("2026-11-24").unwrap();
    let t = Instant::now();
    let kept = claimbook_index::Kept::open(root, 1, today);
    println!("open {:?} {}", t.elapsed(), kept.is_some());
    let kept = match kept {
        Some(k) => k,
        None => {
            let t = Instant::now();
            claimbook_index::Kept::build(root, 1, today).unwrap();
            println!("build {:?}", t.elapsed());
            return;
        }
    };
    let t = Instant::now();
    let names = kept.names().unwrap();
    println!("names {:?}", t.elapsed());
    let t = Instant::now();
    let rows = kept.rows(false).unwrap();
    println!("rows {:?}", t.elapsed());
    let t = Instant::now();
    let report = claimbook_core::assess::Report::of(&rows, &Default::default());
    println!("report {:?} {}", t.elapsed(), report.claims.len());
    let t = Instant::now();
    let paths: Vec<&str> = rows.iter().take(300).map(|r| r.path).collect();
    kept.whole(&paths).unwrap();
    println!("whole {:?} ", t.elapsed());
    drop(names);
    std::process::exit(0);
}
