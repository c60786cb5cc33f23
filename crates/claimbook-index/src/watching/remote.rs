//! Whether files lie where others can change them without a notice: on a file system over a network, or of another machine.

use std::path::Path;

/// File systems that give no notice of what others write.
const REMOTE: [&str; 16] = [
    "9p",
    "afs",
    "autofs",
    "ceph",
    "cifs",
    "coda",
    "drvfs",
    "glusterfs",
    "lustre",
    "nfs",
    "nfs4",
    "prl_fs",
    "smb3",
    "smbfs",
    "vboxsf",
    "virtiofs",
];

/// What the file system is called on which a folder lies, where it is such a one.
#[cfg(target_os = "linux")]
pub(super) fn file_system(folder: &Path) -> Option<String> {
    of_mounts(&std::fs::read_to_string("/proc/self/mountinfo").ok()?, folder)
}

#[cfg(not(target_os = "linux"))]
pub(super) fn file_system(_: &Path) -> Option<String> {
    None
}

/// The innermost mount that the folder lies on; of several in one place, the last.
#[cfg_attr(not(target_os = "linux"), expect(dead_code, reason = "only Linux lists its mounts so"))]
fn of_mounts(mounts: &str, folder: &Path) -> Option<String> {
    let mut found: Option<(usize, &str)> = None;
    for line in mounts.lines() {
        // 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw
        let (Some(place), Some(kind)) =
            (line.split(' ').nth(4), line.split_once(" - ").and_then(|(_, rest)| rest.split(' ').next()))
        else {
            continue;
        };
        let place = unescaped(place);
        if folder.starts_with(&place) && found.is_none_or(|(length, _)| place.len() >= length) {
            found = Some((place.len(), kind));
        }
    }
    let (_, kind) = found?;
    (REMOTE.contains(&kind) || kind.starts_with("fuse")).then(|| kind.to_owned())
}

/// Spaces and the like are written as three octal digits.
fn unescaped(place: &str) -> String {
    let signs = [("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")];
    signs.iter().fold(place.to_owned(), |text, (from, to)| text.replace(from, to))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /home/desk rw shared:2 master:3 - nfs4 server:/desk rw,vers=4.2
31 30 0:41 / /home/desk/local rw - tmpfs tmpfs rw
32 22 0:42 / /media/our\\040share rw - cifs //server/share rw
33 22 0:43 / /home/sshfs rw - fuse.sshfs kim@server: rw
";

    #[test]
    fn the_innermost_mount_counts() {
        let of = |folder: &str| of_mounts(MOUNTS, Path::new(folder));
        assert_eq!(of("/home/kim/claims"), None);
        assert_eq!(of("/home/desk/claims").as_deref(), Some("nfs4"));
        assert_eq!(of("/home/desk/local/claims"), None);
        assert_eq!(of("/home/desktop"), None);
        assert_eq!(of("/media/our share").as_deref(), Some("cifs"));
        assert_eq!(of("/home/sshfs/claims").as_deref(), Some("fuse.sshfs"));
    }

    #[test]
    fn anything_may_stand_there() {
        assert_eq!(of_mounts("\n - \na b c d e - \n", Path::new("/")), None);
    }
}
