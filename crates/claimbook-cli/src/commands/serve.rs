use claimbook_core::model::Instant;
use claimbook_desk::{Desk, Door, DoorError, Secret, Setup};

use crate::Outcome;
use crate::browser;
use crate::context::{Context, secret_chance};
use crate::error::{CliError, Result};
use crate::source;
use crate::ui::Ui;
use claimbook_index::watching::Watching;
use claimbook_intake::Reach;

/// Work on the claims in a browser on this machine
///
/// Prints the address to open, with the key in it, and goes on until Ctrl-C. Nobody else on the network reaches it. Pages follow the files
/// within a second of a change, and what is written in them comes out as the commands write it.
#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Answer on this port, 0 being any; left out: 7744, or the next that is free
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
    /// Do not open the browser
    #[arg(long)]
    no_open: bool,
    /// Name protected sources where they would be left out
    #[arg(long)]
    unredacted: bool,
}

pub(crate) fn run(ui: &mut Ui, context: &Context, args: Args) -> Result<Outcome> {
    let root = context.root()?;
    let user = context.user(ui)?;
    let door = Door::open(args.port).map_err(no_door)?;
    let secret = Secret::new(secret_chance()?);
    // Before the files are read, so that what changes meanwhile is noticed.
    let (mut watching, why) = Watching::start(&root, None);
    tell(ui, why);
    let desk = Desk::open(Setup {
        root: root.clone(),
        user,
        port: door.port(),
        secret: secret.clone(),
        unredacted: args.unredacted,
        program: context.program(),
        fetches_within: source::within(),
        // An address in a browser may be one that somebody talked a person into.
        reach: Reach::Public,
        now: Box::new(clock(context)),
        seed: Box::new(context.seeds()),
    })?;
    tell_of_broken(ui, desk.broken());
    let mut later = ui.clone();
    desk.follow(move || {
        let why = if root.is_dir() { watching.wait() } else { watching.wait_for_the_folder() };
        tell(&mut later, why);
    });
    answer(ui, door, &desk, &secret, args.no_open)
}

/// Answers until it is told to end. The address is printed once it works.
fn answer(ui: &mut Ui, door: Door, desk: &Desk, secret: &Secret, no_open: bool) -> Result<Outcome> {
    let (address, for_once) = (door.address(secret), door.address_for_once(secret));
    let mut printed = Ok(());
    let served = claimbook_desk::serve(door, desk, || {
        printed = ui.print(&address);
        if printed.is_ok() && ui.is_terminal() {
            ui.note("The desk is open; Ctrl-C ends it. Who has the address may read and write: keep it to yourself.");
            if !no_open {
                browser::open(&for_once);
            }
        }
        printed.is_ok()
    });
    served.map_err(|error| CliError::new(format!("The desk cannot answer: {error}.")))?;
    printed?;
    Ok(Outcome::Done)
}

fn no_door(error: DoorError) -> CliError {
    let failed = CliError::new(error.to_string());
    match error {
        DoorError::InUse(_) => {
            failed.hint("Leave out --port for one that is free, or end the other program.")
        }
        DoorError::Refused(_) => failed,
    }
}

/// The time, as it is when it is asked for.
fn clock(context: &Context) -> impl Fn() -> Instant + Send + Sync + 'static {
    let context = context.clone();
    move || context.again().map_or_else(|_| context.now().clone(), |later| later.now().clone())
}

/// Why the files are looked at every so often.
fn tell(ui: &mut Ui, why: Option<String>) {
    if let Some(why) = why {
        ui.warning(&format!(
            "There are no notices of changes here: {why}. The files are looked at every two seconds instead."
        ));
    }
}

fn tell_of_broken(ui: &mut Ui, broken: usize) {
    match broken {
        0 => return,
        1 => ui.warning("One file cannot be read and is left out."),
        _ => ui.warning(&format!("{broken} files cannot be read and are left out.")),
    }
    ui.hint("`claimbook check` shows where each is broken and what to do.");
}
