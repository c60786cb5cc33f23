//! How far long work is. The one file that names the crate for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A bar on stderr that appears after a second and leaves nothing behind.
pub(crate) struct Progress {
    bar: ProgressBar,
    watched: bool,
    started: Instant,
    shown: AtomicBool,
}

impl Progress {
    pub(crate) fn new(doing: &'static str, total: usize, watched: bool) -> Self {
        let total = u64::try_from(total).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(total), ProgressDrawTarget::hidden());
        if let Ok(style) = ProgressStyle::with_template("{msg} {bar:30} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(doing);
        Progress { bar, watched, started: Instant::now(), shown: AtomicBool::new(false) }
    }

    /// How much is done.
    pub(crate) fn set(&self, done: usize) {
        let due = self.watched && self.started.elapsed() > PATIENCE;
        if due && !self.shown.swap(true, Ordering::Relaxed) {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.bar.set_position(u64::try_from(done).unwrap_or(u64::MAX));
    }

    /// Takes the bar away.
    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}
