//! Opening claims by hand.

use crate::desk::Desk;

#[test]
fn an_opened_claim_is_a_file_that_people_can_read() {
    let desk = Desk::new();
    let handle = desk.open(
        "The bridge was closed for 40 days.",
        &["--by", "Ministry of Transport", "--when", "28 October 2024"],
    );
    insta::assert_snapshot!(desk.read(&desk.file_of(&handle)));
}
