//! Opening a page in the browser of whoever sits at this machine. That there is none is no error.

use std::process::{Command, Stdio};

/// Opens an address, where there is a screen to show it on.
pub(crate) fn open(address: &str) {
    let Some(mut command) = opener(address) else { return };
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        // It may go on as long as the browser.
        std::thread::spawn(move || child.wait());
    }
}

fn opener(address: &str) -> Option<Command> {
    if cfg!(target_os = "macos") {
        return Some(with("open", &[address]));
    }
    if cfg!(windows) {
        return Some(with("rundll32", &["url.dll,FileProtocolHandler", address]));
    }
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    (set("DISPLAY") || set("WAYLAND_DISPLAY")).then(|| with("xdg-open", &[address]))
}

fn with(program: &str, args: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(args);
    command
}
