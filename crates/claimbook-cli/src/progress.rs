//! How far long work is. The one file that names the crate for it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Shorter work shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// A line on stderr that appears after a second, and leaves nothing behind when this is dropped.
pub(crate) struct Waiting {
    done: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        // The thread ends when nobody can tell it anything any more.
        drop(self.done.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

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

    /// Something of which nobody knows how long it takes.
    pub(crate) fn of_unknown_length(doing: String, watched: bool) -> Waiting {
        let (done, over) = channel::<()>();
        let thread = watched.then(|| {
            std::thread::spawn(move || {
                if over.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                    return;
                }
                let bar = ProgressBar::new_spinner();
                bar.set_message(doing);
                bar.enable_steady_tick(PATIENCE / 10);
                let _ = over.recv();
                bar.finish_and_clear();
            })
        });
        Waiting { done: Some(done), thread }
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
