//! One file per command: its doc comment is its help, its `Args`, and one function.

mod alike;
mod ask;
mod assert;
mod attest;
mod attribution;
mod capture;
mod check;
mod completions;
mod document;
mod drop;
mod edit;
mod evidence;
mod filter;
mod import;
mod init;
mod link;
mod list;
mod log;
mod mark;
mod open;
pub(crate) mod options;
mod read;
mod reaffirm;
mod report;
mod schema;
mod search;
mod search_log;
mod serve;
mod set;
mod show;
mod sign_off;
mod suggest;
mod todo;
mod wanted;
mod watch;

use clap::Subcommand;

use crate::Outcome;
use crate::context::Context;
use crate::error::Result;
use crate::ui::Ui;

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Init(init::Args),
    Log(log::Args),
    Open(open::Args),
    Import(import::Args),
    Assert(assert::Args),
    Evidence(evidence::Args),
    Mark(mark::Args),
    Attribution(attribution::Args),
    SignOff(sign_off::Args),
    Attest(attest::Args),
    Ask(ask::Args),
    SearchLog(search_log::Args),
    Reaffirm(reaffirm::Args),
    Link(link::Args),
    Unlink(link::UnlinkArgs),
    Suggest(suggest::Args),
    Set(set::Args),
    Edit(edit::Args),
    Drop(drop::Args),
    Document(document::Args),
    Capture(capture::Args),
    Show(show::Args),
    Check(check::Args),
    Watch(watch::Args),
    Schema(schema::Args),
    Completions(completions::Args),
    Read(read::Args),
    List(list::Args),
    Search(search::Args),
    Report(report::Args),
    Todo(todo::Args),
    Serve(serve::Args),
}

pub(crate) fn run(ui: &mut Ui, context: &Context, command: Command) -> Result<Outcome> {
    match command {
        Command::Init(args) => init::run(ui, context, args),
        Command::Log(args) => log::run(ui, context, args),
        Command::Open(args) => open::run(ui, context, args),
        Command::Import(args) => import::run(ui, context, args),
        Command::Assert(args) => assert::run(ui, context, args),
        Command::Evidence(args) => evidence::run(ui, context, args),
        Command::Mark(args) => mark::run(ui, context, args),
        Command::Attribution(args) => attribution::run(ui, context, args),
        Command::SignOff(args) => sign_off::run(ui, context, args),
        Command::Attest(args) => attest::run(ui, context, args),
        Command::Ask(args) => ask::run(ui, context, args),
        Command::SearchLog(args) => search_log::run(ui, context, args),
        Command::Reaffirm(args) => reaffirm::run(ui, context, args),
        Command::Link(args) => link::run(ui, context, args),
        Command::Unlink(args) => link::run_unlink(ui, context, args),
        Command::Suggest(args) => suggest::run(ui, context, args),
        Command::Set(args) => set::run(ui, context, args),
        Command::Edit(args) => edit::run(ui, context, args),
        Command::Drop(args) => drop::run(ui, context, args),
        Command::Document(args) => document::run(ui, context, args),
        Command::Capture(args) => capture::run(ui, context, args),
        Command::Show(args) => show::run(ui, context, args),
        Command::Check(args) => check::run(ui, context, args),
        Command::Watch(args) => watch::run(ui, context, args),
        Command::Schema(args) => schema::run(ui, context, args),
        Command::Completions(args) => completions::run(ui, args),
        Command::Read(args) => read::run(ui, context, args),
        Command::List(args) => list::run(ui, context, args),
        Command::Search(args) => search::run(ui, context, args),
        Command::Report(args) => report::run(ui, context, args),
        Command::Todo(args) => todo::run(ui, context, args),
        Command::Serve(args) => serve::run(ui, context, args),
    }
}
