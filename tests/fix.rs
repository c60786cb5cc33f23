//! Mending what is safe to mend.

use std::process::Command;

use crate::desk::Desk;

fn git(desk: &Desk, args: &[&str]) -> bool {
    let output = Command::new("git")
        .current_dir(desk.folder())
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("HOME", desk.folder())
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args(["-c", "user.name=Kim", "-c", "user.email=kim@example.org", "-c", "init.defaultBranch=main"])
        .args(args)
        .output()
        .unwrap();
    output.status.success()
}

fn commit(desk: &Desk, message: &str) {
    assert!(git(desk, &["add", "claims"]) && git(desk, &["commit", "--quiet", "-m", message]), "{message}");
}

/// Marks the claim as somebody else would, at another desk.
fn mark(desk: &Desk, claim: &str, user: &str, seed: &str, verdict: &str, because: &str) {
    let mut command = desk.command();
    command.env("CLAIMBOOK_USER", user).env("CLAIMBOOK_SEED", seed);
    command.args(["mark", claim, verdict, "--because", because]).assert().success();
}

/// Two branches that each marked one claim, and what git made of them.
fn merged(style: &str, theirs: &str) -> (Desk, String) {
    let desk = Desk::new();
    let claim = desk.open("The dam was sound.", &[]);
    assert!(git(&desk, &["init", "--quiet"]));
    commit(&desk, "open");
    assert!(git(&desk, &["checkout", "--quiet", "-b", "other"]));
    mark(&desk, &claim, "lee", "2", theirs, "Nobody has looked at the foundations.");
    commit(&desk, "lee");
    assert!(git(&desk, &["checkout", "--quiet", "main"]));
    mark(&desk, &claim, "kim", "3", "unverified", "The report is not to be had.");
    commit(&desk, "kim");
    let style = format!("merge.conflictStyle={style}");
    assert!(!git(&desk, &["-c", &style, "merge", "--quiet", "other"]), "there is no conflict");
    (desk, claim)
}

#[test]
fn two_branches_that_each_marked_a_claim_end_with_both_verdicts() {
    // Equal verdicts leave equal lines, which git takes out of the conflict.
    for (style, theirs) in
        [("merge", "disputed"), ("merge", "unverified"), ("diff3", "disputed"), ("zdiff3", "unverified")]
    {
        let (desk, claim) = merged(style, theirs);
        let path = desk.file_of(&claim);
        assert!(desk.read(&path).contains("<<<<<<<"));
        let ran = desk.run(&["check"]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("error[conflict]"), "{}", ran.out);
        let ran = desk.run(&["check", "--fix"]);
        assert!(
            ran.out.starts_with(&format!("mended  claims/{path}: Kept what both sides")),
            "{style} {theirs}: {}",
            ran.out
        );
        let text = desk.read(&path);
        assert_eq!(text.matches("verdict: ").count(), 2, "{text}");
        assert!(text.contains("by: kim") && text.contains("by: lee") && !text.contains("<<<<<<<"), "{text}");
        // Both stand side by side now, and only a person ends that.
        let ran = desk.run(&["check"]);
        assert_eq!(ran.code, 1);
        assert!(ran.out.contains("warning[forked]") && !ran.out.contains("error"), "{}", ran.out);
        desk.ok(&["mark", &claim, theirs, "--resolves", "--because", "We looked at both."]);
        assert_eq!(desk.run(&["check"]).code, 0);
    }
}

#[test]
fn what_was_mended_is_told_and_what_is_left() {
    let desk = Desk::new();
    desk.write("a.yaml", "claim: Minister: we never paid # really\n");
    desk.write("b.yaml", "claim: x\n<<<<<<< HEAD\nstage: review\n=======\nstage: closed\n>>>>>>> other\n");
    desk.write("c.yaml", "claim: x\n\ty: z\n");
    std::fs::remove_file(desk.path(".schema/actor.json")).unwrap();
    let ran = desk.run(&["check", "--fix"]);
    assert_eq!(ran.code, 1);
    insta::assert_snapshot!(ran.out);
    assert!(desk.read("a.yaml").starts_with("claim: \"Minister: we never paid"));
    assert!(desk.path(".schema/actor.json").exists());
}

#[test]
fn mending_twice_does_nothing_more() {
    let desk = Desk::new();
    desk.write("a.yaml", "claim: x\n");
    desk.ok(&["check", "--fix"]);
    let mended = desk.read("a.yaml");
    let out = desk.ok(&["check", "--fix"]);
    assert_eq!(out, "There was nothing to mend.\n\nNo problems in 2 files.\n");
    assert_eq!(desk.read("a.yaml"), mended);
}
