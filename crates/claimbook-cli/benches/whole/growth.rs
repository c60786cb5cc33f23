//! How the time of a command grows with the number of claims, `git status` beside it.

use std::path::Path;

use crate::large::{Large, Result, median, time};
use crate::plot::{self, Line};

const RUNS: usize = 5;

/// Times workspaces of 1,000 claims and ten times as many each, up to `largest`, and draws docs/growth.svg.
pub(crate) fn draw(largest: usize) -> Result<()> {
    let commands: [(&str, &[&str]); 3] =
        [("report", &["report"]), ("search", &["search", "north bridges"]), ("check", &["check"])];
    let mut lines: Vec<Line> = commands.iter().map(|(name, _)| Line::new(name)).collect();
    lines.push(Line::new("git status"));
    let sizes = (3..).map(|power| 10usize.pow(power)).take_while(|size| *size <= largest);
    println!("medians of {RUNS} runs in seconds, caches warm\n");
    println!("{:>9}{:>10}{:>10}{:>10}{:>12}", "claims", "report", "search", "check", "git status");
    for size in sizes {
        let folder = tempfile::tempdir()?;
        let large = Large::make(folder.path().join("large"), size)?;
        let mut times = Vec::new();
        for (_, command) in commands {
            times.push(timed(|| time(&mut large.claimbook(command)))?);
        }
        times.push(timed(|| time(&mut large.git_status()))?);
        for (line, seconds) in lines.iter_mut().zip(&times) {
            line.points.push((size as f64, *seconds));
        }
        let [report, search, check, status] = times.as_slice() else { continue };
        println!("{size:>9}{report:>10.3}{search:>10.3}{check:>10.3}{status:>12.3}");
    }
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/growth.svg");
    std::fs::write(&file, plot::svg(&lines))?;
    println!("\nWrote docs/growth.svg");
    Ok(())
}

/// The median of some runs; the first makes what is kept and does not count.
fn timed(mut run: impl FnMut() -> Result<f64>) -> Result<f64> {
    run()?;
    run()?;
    let times: Result<Vec<f64>> = (0..RUNS).map(|_| run()).collect();
    Ok(median(times?.into_iter()))
}
