//! Being told to end: by Ctrl-C, or by whoever ends processes.

use std::io;

/// What waits for it. Once it is made, Ctrl-C no longer ends the process by itself.
pub(crate) struct Ending {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

#[cfg(unix)]
impl Ending {
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Ending {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    pub(crate) async fn told(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

#[cfg(windows)]
impl Ending {
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Ending { interrupt: tokio::signal::windows::ctrl_c()? })
    }

    pub(crate) async fn told(&mut self) {
        self.interrupt.recv().await;
    }
}
